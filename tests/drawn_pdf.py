"""PDF files drawn here, with text that can be read: no program and no library is needed.

The font is one of those every reader of PDF knows the codes of (UniGB-UCS2-H, Adobe-GB1); nothing is
embedded.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from govreport.report import Report

_WIDTH, _HEIGHT, _EDGE, _SIZE = 842, 1190, 60, 10
_LINE = 16
_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    (
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R>>"
    ),
    (
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
    ),
)


def report_pdf(report: Report, *, compressed: bool = False) -> bytes:
    """Return a report as a PDF: its title and texts on the first page, each table on a page of its own."""
    first = [report.title, *(line for text in report.texts().values() for line in text.split("\n"))]
    pages = [b"".join(_lines(first))]
    values = report.cells()
    for name, grid in type(report).grids().items():
        heading = type(report)._fields[name].label
        columns = max(cell.column + cell.column_span for cell in grid.cells)
        wide = (_WIDTH - 2 * _EDGE) / columns
        content = list(_lines([heading.printed if heading else name]))
        for cell in grid.cells:
            x, top = _EDGE + cell.column * wide, _HEIGHT - _EDGE - 40 - cell.row * 2 * _LINE
            width, height = cell.column_span * wide, cell.row_span * 2 * _LINE
            content.append(f"{x:.1f} {top - height:.1f} {width:.1f} {height:.1f} re S\n".encode())
            value = cell.label.printed if cell.field is None else values[cell.path]
            text = "" if value is None else str(value)
            most = max(int((width - 4) / _SIZE), 1) if cell.field is None else 40
            pieces = [text[at : at + most] for at in range(0, len(text), most)]
            size = min(_SIZE, (height - 4) / max(len(pieces), 1))
            for at, piece in enumerate(pieces):
                content.append(_shown(piece, x + 2, top - 2 - size * (at + 0.9), size))
        pages.append(b"".join(content))
    return _file(pages, compressed=compressed)


def _lines(texts: list[str]) -> Iterator[bytes]:
    most = (_WIDTH - 2 * _EDGE) // _SIZE
    pieces = [text[at : at + most] for text in texts for at in range(0, max(len(text), 1), most)]
    for at, piece in enumerate(pieces[:65]):
        yield _shown(piece, _EDGE, _HEIGHT - _EDGE - at * _LINE, _SIZE)


def _shown(text: str, x: float, y: float, size: float) -> bytes:
    codes = text.encode("utf-16-be").hex()
    return f"BT /F {size:.1f} Tf {x:.1f} {y:.1f} Td <{codes}> Tj ET\n".encode()


def _file(pages: list[bytes], *, compressed: bool) -> bytes:
    at = 6
    kids = " ".join(f"{at + 2 * number} 0 R" for number in range(len(pages)))
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode()]
    bodies += _FONT
    for number, content in enumerate(pages):
        box = f"/MediaBox[0 0 {_WIDTH} {_HEIGHT}]/Resources<</Font<</F 3 0 R>>>>"
        bodies.append(f"<</Type/Page/Parent 2 0 R{box}/Contents {at + 2 * number + 1} 0 R>>".encode())
        drawn, how = (zlib.compress(content), b"/Filter/FlateDecode") if compressed else (content, b"")
        bodies.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(drawn), how, drawn))
    made, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(made)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    return (
        made
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(bodies) + 1,
            start,
        )
    )
