"""Good files of every kind the readers take, made here: what the harnesses damage."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import openpyxl
from damage import toml_lines

from drawn_pdf import report_pdf
from govreport.datatext import format_data
from govreport.html.documents import page
from govreport.report import Report
from govreport.sheet import entry_workbook, report_workbook
from govreport.sheet.rosters import report_row, roster_text, roster_workbook
from govreport.sources.document import TableGrid
from govreport.sources.documents import read_published_bytes
from govreport.word import Template
from samples import DATA, OVERVIEW, changed, load_report, told

ROOT: Final = Path(__file__).resolve().parents[2]
HUAIAN: Final = load_report("huaian_2024.json")
REPORT: Final = told()
FORM: Final = type(HUAIAN)
NAMES: Final = ("甲县公安局", "乙县教育局", "丙镇人民政府", "丁县卫生健康委员会")


@cache
def docx(report: Report = REPORT) -> bytes:
    return Template.stock(FORM).render(report)


@cache
def template() -> bytes:
    return (ROOT / "templates" / "ogi2021.docx").read_bytes()


@cache
def entry(report: Report = REPORT) -> bytes:
    """An entry workbook with everything filled in."""
    return report_workbook(report)


@cache
def empty_entry() -> bytes:
    """An entry workbook as `govreport new` makes it."""
    return entry_workbook(FORM, year=2025, last_year=HUAIAN)


@cache
def tables(report: Report = REPORT) -> bytes:
    """A workbook with the tables of a report as somebody else would draw them: a sheet each, no mark."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([report.title])
    for number, (name, grid) in enumerate(FORM.grids().items()):
        if number:
            sheet = book.create_sheet(f"表{number + 1}")
        sheet.append([FORM._fields[name].label.printed if FORM._fields[name].label else name])
        start = sheet.max_row + 1
        values = report.cells()
        for cell in grid.cells:
            value = cell.label.printed if cell.field is None else values[cell.path]
            place = sheet.cell(start + cell.row, cell.column + 1, _cell_value(value))
            if cell.row_span > 1 or cell.column_span > 1:
                last = sheet.cell(start + cell.row + cell.row_span - 1, cell.column + cell.column_span)
                sheet.merge_cells(f"{place.coordinate}:{last.coordinate}")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell_value(value: object) -> object:
    return value if isinstance(value, int) or value is None else str(value)


@cache
def agencies() -> tuple[Report, ...]:
    """Reports of several agencies, for sheets with a row for each."""
    return tuple(
        changed(REPORT, {"disclosure.licences.decisions": at}, agency={"name": name})
        for at, name in enumerate(NAMES)
    )


def _rows(reports: Sequence[Report]) -> list[dict[str, object]]:
    return [dict(report_row(each)) for each in reports or agencies()]


@cache
def roster(*reports: Report) -> bytes:
    return roster_workbook(FORM, _rows(reports))


@cache
def one_sheet_roster(*reports: Report) -> bytes:
    return roster_workbook(FORM, _rows(reports), one_sheet=True)


@cache
def csv(*reports: Report) -> bytes:
    return roster_text(FORM, _rows(reports))


@cache
def html(report: Report = REPORT) -> bytes:
    return page(report).encode()


@cache
def saved_page() -> bytes:
    """A page as browsers save it in a single file."""
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    part = b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return head + part + html() + b"\r\n--x--\r\n"


@cache
def text(report: Report = REPORT) -> bytes:
    """What is left of a report when a page is copied into an editor: tabs between the cells."""
    blocks = read_published_bytes(docx(report), name="x").blocks
    return "\n".join(block.text for block in blocks).encode()


@cache
def markdown(report: Report = REPORT) -> bytes:
    """The same, with tables as Markdown draws them."""
    lines: list[str] = []
    for block in read_published_bytes(docx(report), name="x").blocks:
        if isinstance(block, TableGrid):
            rows = [[cell.text.replace("\n", "") for cell in row] for row in block.rows]
            drawn = ["| " + " | ".join(row) + " |" for row in rows]
            lines += ["", drawn[0], "|" + "---|" * len(rows[0]), *drawn[1:], ""]
        else:
            lines.append(block.text)
    return "\n".join(lines).encode()


@cache
def json_file(report: Report = REPORT) -> bytes:
    return format_data(FORM, report.to_data(), ending=".json").encode()


@cache
def yaml_file(report: Report = REPORT) -> bytes:
    return format_data(FORM, report.to_data(), ending=".yaml").encode()


@cache
def toml_file(report: Report = REPORT) -> bytes:
    """The same as TOML: a line for every value, its keys with dots between."""
    return "".join(toml_lines(report.to_data(), "")).encode()


@cache
def pdf(report: Report = REPORT) -> bytes:
    return report_pdf(report)


@cache
def compressed_pdf() -> bytes:
    return report_pdf(REPORT, compressed=True)


@cache
def narratives() -> tuple[str, ...]:
    """Sentences as offices write them, right and wrong ones."""
    files = (DATA / "narratives_right.txt", DATA / "narratives_wrong.txt")
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return tuple(line for line in lines if len(line) > 10 and not line.startswith("#"))


def claims() -> bytes:
    return "\n".join((OVERVIEW, *narratives()[:30])).encode()


def report_data(report: Report = REPORT) -> bytes:
    """The data of a report as JSON, for damage to what it says and not to how it is written."""
    return json.dumps(report.to_data(), ensure_ascii=False, default=str).encode()


PNG: Final = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x02\0\0\0\x90\x91h6\0\0\0\0IEND\xaeB`\x82"
)
JPEG: Final = (
    b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xdb\0\x04\0\0"
    b"\xff\xc0\0\x11\x08\0\x10\0\x10\x03\x01\x11\0\x02\x11\0\x03\x11\0\xff\xd9"
)
GIF: Final = b"GIF89a\x10\0\x10\0\x80\0\0\0\0\0\xff\xff\xff;"
BMP: Final = b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x10\0\0\0\x10\0\0\0\x01\0\x18\0" + b"\0" * 30
TIFF: Final = (
    b"II*\0\x08\0\0\0\x02\0\0\x01\x03\0\x01\0\0\0\x10\0\0\0\x01\x01\x03\0\x01\0\0\0\x10\0\0\0\0\0\0\0"
)
PICTURES: Final = (PNG, JPEG, GIF, BMP, TIFF)

KINDS: Final = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "WordDocument".encode("utf-16-le") + b"\0" * 500,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"),
    rb"{\rtf1\ansi\ansicpg936 {\b 2024}}",
    b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html><p>2024</p></html>",
    b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument/>",
    b"Rar!\x1a\x07\0" + b"\0" * 60,
    b"7z\xbc\xaf\x27\x1c" + b"\0" * 60,
    *PICTURES,
)
"""Beginnings of files of other kinds; an old Word file is only told by them, LibreOffice reads it."""
