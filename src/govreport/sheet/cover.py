"""The cover of an entry workbook: the facts about the agency, and the texts of the sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from govreport.agency import Level, Organ, chinese_name
from govreport.entrybook import (
    AUTOMATIC,
    FIRST_FACT,
    HINT_COLUMN,
    LABEL_COLUMN,
    PATH_COLUMN,
    VALUE_COLUMN,
    CoverRow,
    cover_rows,
    is_automatic,
)
from govreport.messages import Message
from govreport.report import Report
from govreport.sheet.cells import cell_at, put_text, put_value
from govreport.sheet.page import set_page
from govreport.sheet.styles import (
    BORDER,
    LABEL,
    LABEL_FILL,
    LEFT,
    OPEN,
    REMARK,
    TEXT_FORMAT,
    TITLE,
    TOP,
    VALUE,
)
from govreport.sheet.validation import Entries

_WIDTHS: Final = {"A": 24, "B": 58, "C": 30, "D": 10}
_HOW: Final = Message(
    "白格填写。各表在后面的工作表里；填完保存，用 govreport check 检查，用 govreport build 生成 Word 报告。",
    "Fill in the white cells; the tables are on the next sheets. Then govreport check, and govreport build.",
)
_NAMED: Final[Mapping[str, type[Level | Organ]]] = {"agency.level": Level, "agency.organ": Organ}
_SECTION_HEIGHT: Final = 130
_FACT_HEIGHT: Final = 20
_PER_LINE: Final = 28
_LINE: Final = 15
_TALLEST: Final = 400


def draw_cover(sheet: Worksheet, form: type[Report], facts: Mapping[tuple[str, ...], object]) -> None:
    """Draw the cover on an empty sheet; `facts` are its values by the keys of a data file."""
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.column_dimensions["D"].hidden = True
    _draw_head(sheet, form)
    entries = Entries()
    for row in cover_rows(form):
        _draw_row(sheet, row, facts.get(row.column.keys))
        if row.column.field is not None:
            entries.add(row.column.field, row.place)
    entries.add_to(sheet)
    sheet.freeze_panes = f"A{FIRST_FACT + 1}"
    set_page(sheet)


def _draw_head(sheet: Worksheet, form: type[Report]) -> None:
    info = form.info()
    for row, (text, font) in enumerate(((info.report_title, TITLE), (f"{_HOW.zh}", REMARK))):
        sheet.merge_cells(start_row=row + 1, end_row=row + 1, start_column=1, end_column=3)
        cell = cell_at(sheet, row, 0)
        put_text(cell, text)
        cell.font, cell.alignment = font, LEFT
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 28, 30
    for column, text in ((LABEL_COLUMN, "项目"), (VALUE_COLUMN, "内容"), (HINT_COLUMN, "说明")):
        cell = cell_at(sheet, FIRST_FACT - 1, column)
        put_text(cell, text)
        cell.font, cell.fill, cell.border, cell.alignment = LABEL, LABEL_FILL, BORDER, LEFT


def _draw_row(sheet: Worksheet, row: CoverRow, value: object) -> None:
    label, hint = cell_at(sheet, row.row, LABEL_COLUMN), cell_at(sheet, row.row, HINT_COLUMN)
    put_text(label, row.label)
    put_text(hint, row.hint.zh if row.hint is not None else "")
    label.font, hint.font = LABEL, REMARK
    for cell in (label, hint):
        cell.fill, cell.border, cell.alignment = LABEL_FILL, BORDER, LEFT
    put_text(cell_at(sheet, row.row, PATH_COLUMN), row.column.path)
    box = cell_at(sheet, row.row, VALUE_COLUMN)
    box.number_format = TEXT_FORMAT
    if value is None and is_automatic(row.column):
        value = AUTOMATIC
    if row.column.path in _NAMED and value is not None:
        value = chinese_name(_NAMED[row.column.path](str(value)))
    if value not in (None, ""):
        put_value(box, value, row.column.field)
    box.font, box.border, box.protection = VALUE, BORDER, OPEN
    box.alignment = TOP if row.is_section else LEFT
    sheet.row_dimensions[row.row + 1].height = _height(row, value)


def _height(row: CoverRow, value: object) -> float:
    lines = sum(1 + len(line) // _PER_LINE for line in str(value or "").split("\n"))
    least = _SECTION_HEIGHT if row.is_section else _FACT_HEIGHT
    return max(least, min(_TALLEST, lines * _LINE))
