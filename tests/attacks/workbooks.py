"""Workbooks: sheets that cost, cells that lie, and values that a careless reader loses."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Final

from attacks.archives import OFFICE, PACKAGE

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(rows: str, *, before: str = "", behind: str = "", strings: str = "", styles: str = "") -> bytes:
    """Return a workbook of one sheet: the markup of its rows, and what stands around them."""
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEET}.sharedStrings+xml"/></Types>'
        ),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>'
            "</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'
        ),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return buffer.getvalue()


def _relations(*pairs: tuple[str, str]) -> str:
    lines = (
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def text(reference: str, value: str) -> str:
    """Return a cell with a text of its own."""
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def number(reference: str, value: str, more: str = "") -> str:
    """Return a cell with a number."""
    return f'<c r="{reference}"{more}><v>{value}</v></c>'


def row(at: int, *cells: str) -> str:
    """Return a row."""
    return f'<row r="{at}">{"".join(cells)}</row>'


def _ten_rows(dimension: str) -> bytes:
    rows = "".join(row(at, text(f"A{at}", f"行{at}"), number(f"B{at}", str(at))) for at in range(1, 11))
    return workbook(rows, before=f'<dimension ref="{dimension}"/>')


def _far(reference: str, at: int) -> bytes:
    return workbook(row(1, text("A1", "人数"), number("B1", "200")) + row(at, text(reference, " ")))


def _million_empty(count: int) -> bytes:
    return workbook("".join(f'<row r="{at}">{"<c/>" * 1000}</row>' for at in range(1, count // 1000 + 1)))


def _valued(*cells: str) -> bytes:
    return workbook(row(1, text("A1", "人数"), *cells))


def _shared_twice() -> bytes:
    """Return a small workbook with a long text that very many cells refer to."""
    cells = "".join(
        row(at, *(f'<c r="{letter}{at}" t="s"><v>0</v></c>' for letter in "ABCDEFGHIJ"))
        for at in range(1, 5001)
    )
    return workbook(cells, strings=f"<si><t>{'市' * 30000}</t></si>")


_DATE: Final = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'

FILES: Final[dict[str, Callable[[], bytes]]] = {
    "s01_merged_many.xlsx": lambda: workbook(
        row(1, text("A1", "x")), behind="<mergeCells>" + '<mergeCell ref="A1:Z1000"/>' * 500 + "</mergeCells>"
    ),
    "s01_merged_backwards.xlsx": lambda: workbook(
        row(1, text("A1", "x")), behind='<mergeCells><mergeCell ref="XFD1048576:A1"/></mergeCells>'
    ),
    "s03_space_at_end.xlsx": lambda: _far("XFD1048576", 1048576),
    "s04_space_far_below.xlsx": lambda: _far("A1048576", 1048576),
    "s04_text_far_below.xlsx": lambda: workbook(
        row(1, text("A1", "人数")) + row(1048576, text("XFD1048576", "x"))
    ),
    "s05_empty_cells.xlsx": lambda: _million_empty(4_000_000),
    "s05_empty_rows.xlsx": lambda: workbook('<row r="1"/>' * 1_000_000),
    "s06_wrong_dimension.xlsx": lambda: _ten_rows("A1"),
    "s06_huge_dimension.xlsx": lambda: _ten_rows("A1:XFD1048576"),
    "s07_laughs_inline.xlsx": lambda: workbook("&a;").replace(b"", b""),
    "s13_text_bomb.xlsx": lambda: workbook(row(1, text("A1", " " * 60_000_000))),
    "s15_long_text.xlsx": lambda: workbook(row(1, text("A1", "".join(map(str, range(40_000)))))),
    "s17_no_result.xlsx": lambda: _valued('<c r="B1"><f>1+1</f></c>'),
    "s17_empty_result.xlsx": lambda: _valued('<c r="B1"><f>1+1</f><v></v></c>'),
    "s17_shared_formula.xlsx": lambda: _valued('<c r="B1"><f t="shared" si="0"/></c>'),
    "s18_error.xlsx": lambda: _valued('<c r="B1" t="e"><v>#REF!</v></c>'),
    "s20_long_ids.xlsx": lambda: _valued(
        number("B1", "123456789012345678"), text("C1", "123456789012345678")
    ),
    "s20_exponent.xlsx": lambda: _valued(number("B1", "1.23456789012346E+17"), number("C1", "2E2")),
    "s22_formula_texts.xlsx": lambda: workbook(
        "".join(
            row(at, text(f"A{at}", value))
            for at, value in enumerate(("=1+1", "+1", "-1", "@SUM(1)", "＝1"), 1)
        )
    ),
    "s23_rich_text.xlsx": lambda: workbook(
        row(1, '<c r="A1" t="s"><v>0</v></c>'),
        strings='<si><r><t>人数</t></r><r><t>：200</t></r><rPh sb="0" eb="1"><t>ren</t></rPh></si>',
    ),
    "s23_string_result.xlsx": lambda: _valued('<c r="B1" t="str"><f>"2"&amp;"00"</f><v>200</v></c>'),
    "s24_rows_twice.xlsx": lambda: workbook(
        row(2, number("A2", "2")) + row(1, number("A1", "1")) + row(2, number("A2", "3"))
    ),
    "s24_negative_index.xlsx": lambda: _valued('<c r="B1" t="s"><v>-1</v></c>'),
    "s24_style_out.xlsx": lambda: _valued(number("B1", "200", ' s="99999"')),
    "s24_row_zero.xlsx": lambda: workbook('<row r="0"><c r="A0"><v>1</v></c></row>'),
    "s25_infinite.xlsx": lambda: _valued(number("B1", "1E400")),
    "s25_words.xlsx": lambda: _valued(number("B1", "NaN")),
    "s29_many_strings.xlsx": _shared_twice,
    "s30_dates.xlsx": lambda: workbook(
        row(1, text("A1", "日"), number("B1", "45657", ' s="1"'), number("C1", "1e10", ' s="1"')),
        styles=_DATE,
    ),
}
"""Workbooks by name."""
FILES["s07_laughs_inline.xlsx"] = lambda: _with_entities("worksheets/sheet1.xml")
FILES["s11_xxe_workbook.xlsx"] = lambda: _with_entities("workbook.xml")
FILES["s11_xxe_styles.xlsx"] = lambda: _with_entities("styles.xml")


def _with_entities(part: str) -> bytes:
    """Return a workbook one of whose parts declares an entity that names a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_valued())) as old, zipfile.ZipFile(buffer, "w") as made:
        for name in old.namelist():
            content = old.read(name)
            if name == f"xl/{part}":
                content = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + content
            made.writestr(name, content)
    return buffer.getvalue()
