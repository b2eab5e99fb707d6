"""The manners Word files are drawn in: the same tables as Word, WPS and people with templates leave them."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Final

from drawing import HEADINGS, Cell, Row
from manners import tables
from truth import Truth

_SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_CONTENT: Final = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'

Content = Callable[[Cell], str]
Frame = Callable[[str], str]


def iter_word_files(truth: Truth) -> Iterator[tuple[str, bytes]]:
    """Yield Word files with the figures of a report, each with the name of its manner."""
    yield "plain", _file(truth)
    yield "runs-split", _file(truth, content=_split)
    yield "controls-in-cells", _file(truth, content=lambda cell: _control(_paragraph(cell.text)))
    yield "controls-round-cells", _file(truth, cell=_control)
    yield "controls-round-rows", _file(truth, row=_control)
    yield "controls-round-tables", _file(truth, table=_control)
    yield "tracked-figures", _file(truth, content=_tracked)
    yield "tracked-rows", _file(truth, row=lambda row: _deleted_row(row) + row)
    yield "hidden-text", _file(truth, content=_with_hidden)
    yield "text-boxes", _file(truth, table=_boxed)
    yield "layout-table", _file(truth, table=lambda table: _layout(table, ""))
    yield "layout-of-two", _file(truth, table=lambda table: _layout(table, "<w:tc><w:p/></w:tc>"))
    yield "tables-cut", _file(truth, cut=13)
    yield "tables-cut-twice", _file(truth, cut=9)


def _file(
    truth: Truth,
    *,
    content: Content | None = None,
    cell: Frame = str,
    row: Frame = str,
    table: Frame = str,
    cut: int = 0,
) -> bytes:
    """Return a Word file; what is given draws the contents of cells, and frames round cells, rows, tables."""
    content = content or (lambda each: _paragraph(each.text))
    made = tables(truth)
    body = _paragraph(f"{truth.agency}{truth.year}年政府信息公开工作年度报告") + _paragraph(
        "本报告依据条例编制。"
    )
    for name, heading in HEADINGS:
        body += _paragraph(heading)
        rows = _rows(made[name], content, cell, row) if name in made else []
        step = cut or len(rows) or 1
        for start in range(0, len(rows), step):
            body += table(f"<w:tbl><w:tblPr/>{''.join(rows[start : start + step])}</w:tbl>") + "<w:p/>"
        body += "" if rows else _paragraph("略述本机关的工作。")
    document = (
        f"<?xml version='1.0' encoding='UTF-8'?><w:document {_SPACES}><w:body>{body}</w:body></w:document>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT)
        archive.writestr("word/document.xml", document)
    return file.getvalue()


def _rows(rows: list[Row], content: Content, frame: Frame, row_frame: Frame) -> list[str]:
    """Return the rows; a cell that reaches down is continued in the rows below."""
    drawn: list[str] = []
    reaching: dict[int, tuple[int, Cell]] = {}
    for at, row in enumerate(rows):
        cells, column = "", 0
        while column < len(row):
            here = row[column]
            until, above = reaching.get(column, (0, Cell("")))
            if here is not None:
                reaching[column] = (at + here.rows, here)
                merge = '<w:vMerge w:val="restart"/>' if here.rows > 1 else ""
                cells += frame(_cell(here, merge, content(here)))
                column += here.columns
            elif until > at:
                cells += frame(_cell(above, "<w:vMerge/>", "<w:p/>"))
                column += above.columns
            else:
                column += 1
        drawn.append(row_frame(f"<w:tr>{cells}</w:tr>"))
    return drawn


def _cell(cell: Cell, merge: str, content: str) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{content}</w:tc>"


def _run(text: str, properties: str = "") -> str:
    lines = "<w:br/>".join(
        f"<w:t xml:space='preserve'>{html.escape(line)}</w:t>" for line in text.split("\n")
    )
    return f"<w:r>{properties}{lines}</w:r>"


def _paragraph(text: str) -> str:
    return f"<w:p>{_run(text)}</w:p>"


def _split(cell: Cell) -> str:
    runs = "<w:proofErr w:type='spellStart'/>".join(_run(char) for char in cell.text)
    return f"<w:p><w:bookmarkStart w:id='1' w:name='_a'/>{runs}<w:bookmarkEnd w:id='1'/></w:p>"


def _control(content: str) -> str:
    return f"<w:sdt><w:sdtPr><w:alias w:val='a'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _tracked(cell: Cell) -> str:
    if not cell.is_figure:
        return _paragraph(cell.text)
    return (
        "<w:p><w:del w:id='1' w:author='a'><w:r><w:delText>99</w:delText></w:r></w:del>"
        f"<w:ins w:id='2' w:author='a'>{_run(cell.text)}</w:ins></w:p>"
    )


def _deleted_row(row: str) -> str:
    return row.replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='3' w:author='a'/></w:trPr>").replace(
        '<w:vMerge w:val="restart"/>', ""
    )


def _with_hidden(cell: Cell) -> str:
    return f"<w:p>{_run('99', '<w:rPr><w:vanish/></w:rPr>')}{_run(cell.text)}</w:p>"


def _boxed(table: str) -> str:
    box = f"<w:txbxContent>{table}<w:p/></w:txbxContent>"
    return (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def _layout(table: str, beside: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tr><w:tc>{table}<w:p/></w:tc>{beside}</w:tr></w:tbl>"
