"""How an entry workbook is laid out: which cell of which sheet holds what.

A cover has a row for every fact and every section of text; each table has a sheet of its own, drawn like the
paper. Those who write such a workbook and those who read it look here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govreport.forms._caching import cached
from govreport.forms._fields import Field, Kind
from govreport.forms._grid import Cell, Grid, Role
from govreport.messages import Message
from govreport.paths import chinese_key
from govreport.report import Report
from govreport.roster import Column, columns_of, is_in_table

COVER: Final = "封面"
MARK_SHEET: Final = "_govreport"
"""A sheet nobody sees; it says that this is an entry workbook, and of which form."""
MARK: Final = "govreport entry workbook"
VERSION: Final = 1
AUTOMATIC: Final = "（自动生成）"
"""Stands for a title and a lead that follow from the rest."""

LABEL_COLUMN, VALUE_COLUMN, HINT_COLUMN, PATH_COLUMN = range(4)
"""The columns of the cover, counted from 0."""
FIRST_FACT: Final = 3
"""The row of the first fact on the cover, counted from 0; title and remarks stand above."""
GRID_TOP: Final = 2
"""The row a table begins at, counted from 0; its heading and a remark stand above."""

_WITHOUT_ROW: Final = frozenset({("kind",), ("form",)})
_HINTS: Final = {
    "year": Message("四位数字，如 2024", "four digits, such as 2024"),
    "agency.name": Message("机关全称，印在标题里", "the full name, printed in the title"),
    "agency.level": Message("国家级、省级、市级、县级、乡级", "国家级, 省级, 市级, 县级 or 乡级"),
    "agency.organ": Message("政府、部门、派出机关、垂直管理", "政府, 部门, 派出机关 or 垂直管理"),
    "title": Message("自动生成，也可以自己写", "made from agency and year, unless you write one"),
    "lead": Message("自动生成，也可以自己写", "made from the facts above, unless you write one"),
    "published": Message("如 2025-01-20", "such as 2025-01-20"),
    "signature": Message("要落款填“是”", "是 for a sign-off"),
    "signature.date": Message("不填就用公布日期", "the day of publication unless given"),
    "signature.name": Message("不填就用机关名称", "the agency unless given"),
    "signature.seal": Message("留出盖章的位置填“是”", "是 to leave room for a seal"),
}
_SECTION: Final = Message(
    "一行是一段（Alt+Enter 换行）；（一）和 1. 开头的行是小标题",
    "a line is a paragraph (Alt+Enter); lines opening with （一） or 1. are headings",
)
_NOTE: Final = Message("印在表题下的说明，可以不填", "printed under the heading of the table; may stay empty")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a workbook: its sheet, and row and column counted from 0."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class CoverRow:
    """A row of the cover.

    Attributes:
        column: What it holds.
        label: How it is called there.
        hint: What is to be filled in.
        row: Its row, counted from 0.
    """

    column: Column
    label: str
    hint: Message | None
    row: int

    @property
    def is_section(self) -> bool:
        """Whether it holds the text of a section."""
        return self.column.field is not None and self.column.field.kind is Kind.SECTION

    @property
    def place(self) -> Place:
        """The cell that is filled in."""
        return Place(COVER, self.row, VALUE_COLUMN)


@dataclass(frozen=True, slots=True)
class TableSheet:
    """The sheet of a table.

    Attributes:
        table: The name of the table's field.
        name: The name of the sheet.
        heading: The heading of the table, which stands above it.
        grid: The table as drawn.
    """

    table: str
    name: str
    heading: str
    grid: Grid

    def place(self, cell: Cell) -> Place:
        """Return the place of a cell of the grid, or of its first corner if it is a merged one."""
        return Place(self.name, cell.row + GRID_TOP, cell.column)

    def labels(self) -> tuple[tuple[Place, str], ...]:
        """Return where the labels of the form stand, and what they say."""
        cells = (cell for cell in self.grid.cells if cell.role not in (Role.FIGURE, Role.EMPTY))
        return tuple((self.place(cell), cell.label.printed) for cell in cells if cell.label.printed)


@cached
def cover_rows(form: type[Report]) -> tuple[CoverRow, ...]:
    """Return the rows of the cover of a form, from top to bottom.

    >>> from govreport.forms import ogi2021
    >>> [row.label for row in cover_rows(ogi2021.Report)[:3]]
    ['年度', '机关名称', '机关简称']
    """
    columns = [
        column
        for column in columns_of(form)
        if column.keys not in _WITHOUT_ROW and not is_in_table(form, column)
    ]
    return tuple(
        CoverRow(column, _label(column), _hint(column), FIRST_FACT + at) for at, column in enumerate(columns)
    )


@cached
def table_sheets(form: type[Report]) -> tuple[TableSheet, ...]:
    """Return the sheets of the tables of a form, in the order of the paper."""
    sheets: list[TableSheet] = []
    used = {COVER, MARK_SHEET}
    for field in form.parts():
        if (grid := form.grids().get(field.name)) is not None:
            name = _sheet_name(chinese_key(form, field))
            name = f"{name[:20]} {field.name[:10]}" if name in used else name
            used.add(name)
            sheets.append(TableSheet(field.name, name, field.label.text, grid))
    return tuple(sheets)


@cached
def place_of_path(form: type[Report]) -> dict[str, Place]:
    """Return where every cell of a form's tables stands, by its dotted path."""
    sheets = table_sheets(form)
    return {cell.path: sheet.place(cell) for sheet in sheets for cell in sheet.grid.figures()}


def is_automatic(column: Column) -> bool:
    """Tell whether a row of the cover is made from the others unless somebody fills it in."""
    return column.keys in (("title",), ("lead",))


def _label(column: Column) -> str:
    field = column.field
    if field is None or field.kind is Kind.SECTION:
        return _heading(field) or column.label
    match column.keys:
        case ("agency", *_):
            return field.label.text if field.label.text.startswith("机关") else f"机关{field.label.text}"
        case ("notes", _):
            return f"{column.labels[-1]}的{column.labels[0]}"
        case (_,):
            return field.label.text
    return f"{column.labels[0]}的{field.label.text}"


def _heading(field: Field | None) -> str:
    return field.label.text if field is not None else ""


def _hint(column: Column) -> Message | None:
    if column.field is not None and column.field.kind is Kind.SECTION and column.path not in _HINTS:
        return _SECTION
    if column.keys[0] == "notes":
        return _NOTE
    if column.field is not None and column.field.unit:
        unit = column.field.unit
        return Message("单位：{unit}", "in {unit}").format(unit=unit)
    return _HINTS.get(column.path)


def _sheet_name(label: str) -> str:
    """Return the name of a sheet: at most 31 characters, none of those that names may not have."""
    return "".join(char for char in label if char not in "[]:*?/\\'")[:31]
