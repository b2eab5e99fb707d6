"""Workbooks somebody else has put a published table in: what their sheets show, read from their XML.

Headings and titles, which stand in a row of their own, become paragraphs; the rows between them are tables.
A workbook made to be filled in is not read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from lxml import etree

from govreport.addresses import cell_place
from govreport.gate.limits import limits
from govreport.gate.package import Package, read_package
from govreport.messages import Message
from govreport.sources.cell_contents import (
    NO_NUMBER,
    CellText,
    kind_of,
    number_of,
    shared_strings,
    text_of,
    value_of,
)
from govreport.sources.document import Block, Document, GridCell, Paragraph, TableGrid
from govreport.sources.hidden_lines import HIDDEN_LINES, hidden_lines
from govreport.sources.lengths import require_length, require_total
from govreport.sources.loaded import remark_at
from govreport.sources.number_formats import NO_DAY, PLAIN_FORMAT, Calendar, format_of, formats_of
from govreport.sources.plaindata import illegal_character
from govreport.sources.sheet_extent import ERROR_VALUE, NO_RESULT, SAVE, too_large
from govreport.sources.workbook_parts import (
    ELSEWHERE,
    NO_TEXT,
    WORKBOOK,
    is_index,
    iter_cells,
    iter_sheets,
    namespace_of,
    refers_elsewhere,
    unescaped,
    unsound_cell,
)
from govreport.text.dates import format_date
from govreport.text.outline import find_illegal, opens_section

_TITLE: Final = re.compile(r"(?:19|20)\d\d\s*年.*(?:报告|年报|报表)", re.DOTALL)
_LONGEST_LABEL: Final = 60

_HIDDEN: Final = Message("工作簿含有隐藏的工作表，未读取", "a hidden sheet was not read")
_FAR: Final = Message("工作表远处的空格未读取", "blanks far out on a sheet were not read")
_NEAR: Final = 100
"""Blanks so many rows or columns from the last text are worth a word."""
_MORE: Final = Message("其他单元格里也有未读取的文字", "more cells hold text that was not read")
_TOLD: Final = 20
"""So many cells with text left aside are named."""


def read_xlsx(raw: bytes, *, name: str) -> Document:
    """Read what the sheets of a workbook show.

    Raises:
        SourceError: It is no sound workbook, or a sheet is larger than any table.
    """
    return _WorkbookReader(read_package(raw, name=name, content="workbook")).document()


@dataclass(slots=True)
class _Sheet:
    """What stands in a sheet: texts by row and column counted from 0, and the extents of merged cells."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


class _WorkbookReader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._notes: dict[Message, None] = {ELSEWHERE: None} if refers_elsewhere(package) else {}
        self._blocks: list[Block] = []
        self._paragraphs = self._tables = self._characters = self._aside = 0
        root = package.xml(WORKBOOK)
        self._space = namespace_of(root)
        self._formats = formats_of(package, self._space)
        self._calendar = Calendar.of(root, self._space)
        self._strings = shared_strings(package, self._space)
        for sheet in iter_sheets(package):
            if sheet.hidden:
                self._notes[_HIDDEN] = None
            else:
                self._add_sheet(self._sheet(sheet.part))

    def document(self) -> Document:
        return Document(self._package.name, tuple(self._blocks), tuple(self._notes))

    # --- parts

    def _sheet(self, part: str) -> _Sheet:
        root, where = self._package.xml(part), f"{self._package.name}: {part}"
        sheet = _Sheet()
        blanks: list[tuple[int, int]] = []
        for place, cell in iter_cells(root, self._space, where):
            content = self._content(cell, where)
            self._tell(content, f"{where}: {cell.get('r', '?')}")
            if text := content.text:
                if text.isspace():
                    blanks.append(place)
                else:
                    sheet.texts[place] = text
                    self._add_text(text, where, cell)
        merged = 0
        for merge in root.iter(self._space + "mergeCell"):
            first, _, last = merge.get("ref", "").partition(":")
            start, end = cell_place(first), cell_place(last)
            if start is not None and end is not None:
                sheet.spans[start] = span = (end[0] - start[0] + 1, end[1] - start[1] + 1)
                merged += span[0] * span[1]
        rows = 1 + max((row for row, _ in sheet.texts), default=0)
        columns = 1 + max((column for _, column in sheet.texts), default=0)
        if any(row >= rows + _NEAR or column >= columns + _NEAR for row, column in blanks):
            self._notes[_FAR] = None
        if lines := hidden_lines(root, self._space).among(sheet.texts):
            self._notes[remark_at(where, HIDDEN_LINES.format(lines=lines))] = None
        for places, limit in ((rows * columns, "table_places"), (merged, "merged_places")):
            if places > getattr(limits(), limit):
                raise too_large(limit, where, places)
        return sheet

    def _tell(self, content: CellText, place: str) -> None:
        """Note what of a cell was not read."""
        for aside in content.aside:
            self._aside += 1
            self._notes[remark_at(place, aside) if self._aside <= _TOLD else _MORE] = None

    def _content(self, cell: etree._Element, where: str) -> CellText:
        """Return what a cell shows."""
        content = self._shown(cell, where)
        if illegal := find_illegal(content.text):
            raise illegal_character(content.text, illegal[0], f"{where}: {cell.get('r', '?')}")
        return content

    def _shown(self, cell: etree._Element, where: str) -> CellText:
        kind, value = kind_of(cell, where), value_of(cell, self._space, where)
        if kind == "inlineStr":
            return text_of(cell, self._space, where)
        if value is None:
            if cell.find(self._space + "f") is not None:
                raise unsound_cell(NO_RESULT, where, cell, remedy=SAVE)
            return CellText("")
        match kind:
            case "s":
                if not is_index(value) or int(value) >= len(self._strings):
                    raise unsound_cell(NO_TEXT, where, cell, value)
                return self._strings[int(value)]
            case "n":
                return CellText(self._number(number_of(value, cell, where), cell, where))
            case "b":
                return CellText("TRUE" if value == "1" else "FALSE")
            case "e":
                raise unsound_cell(ERROR_VALUE, where, cell, value, remedy=SAVE)
        return CellText(unescaped(value))

    def _number(self, text: str, cell: etree._Element, where: str) -> str:
        """Return a number as its cell shows it: a day or a time where it is formatted as one."""
        if format_of(cell, self._formats).is_day:
            number = float(text)
            if 0 < number < 1:
                minutes = round(number * 1440)
                return f"{minutes // 60}:{minutes % 60:02}"
            if (day := self._calendar.day(number)) is None:
                raise unsound_cell(NO_DAY, where, cell, text, remedy=PLAIN_FORMAT)
            return format_date(day)
        shown = _number(text)
        if shown in ("Infinity", "-Infinity"):
            raise unsound_cell(NO_NUMBER, where, cell, text)
        return shown

    # --- blocks

    def _add_text(self, text: str, sheet: str, cell: etree._Element) -> None:
        """Count a text; refuse one that is longer than any, and more of them than a document has."""
        where = f"{sheet}: {cell.get('r', '?')}"
        require_length(text, where)
        self._characters += len(text)
        require_total(self._characters, where)

    def _add_sheet(self, sheet: _Sheet) -> None:
        """Add the rows of a sheet: headings and sentences as paragraphs, the others as tables."""
        rows: dict[int, dict[int, str]] = {}
        for (row, column), text in sheet.texts.items():
            rows.setdefault(row, {})[column] = text
        last = max(rows, default=-1)
        start = 0
        for row in range(last + 1):
            filled = list(rows.get(row, {}).values())
            if not filled or (len(filled) == 1 and _is_line(filled[0])):
                self._add_table(sheet, rows, start, row)
                start = row + 1
                for text in filled:
                    self._paragraphs += 1
                    self._blocks.append(Paragraph(text, self._paragraphs))
        self._add_table(sheet, rows, start, last + 1)

    def _add_table(self, sheet: _Sheet, texts: dict[int, dict[int, str]], start: int, stop: int) -> None:
        columns = [column for row in range(start, stop) for column in texts.get(row, ())]
        if not columns:
            return
        self._tables += 1
        first, width = min(columns), max(columns) + 1
        rows: list[dict[int, GridCell]] = [{} for _ in range(stop - start)]
        for row in range(start, stop):
            free = first
            for column in range(first, width):
                covering = rows[row - start].get(column)
                if covering is not None or column < free:
                    free = max(free, covering.columns.stop) if covering is not None else free
                    continue
                below, beside = sheet.spans.get((row, column), (1, 1))
                below, beside = min(below, stop - row), min(beside, width - column)
                cell = GridCell(row, column, below, beside, sheet.texts.get((row, column), ""))
                free = column + beside
                for at in range(row, row + below):
                    rows[at - start][column] = cell
        drawn = tuple(tuple(row[at] for at in sorted(row)) for row in rows)
        self._blocks.append(TableGrid(drawn, self._tables, first_row=start))


def _is_line(text: str) -> bool:
    """Tell whether a text alone in its row is a heading, a title or a sentence, and no label of a table."""
    if opens_section(text):
        return len(text) > 8  # shorter ones are labels: 一、新收
    return len(text) > _LONGEST_LABEL or _TITLE.search(text) is not None


def _number(text: str) -> str:
    """Return a stored number as a sheet shows it: with the 15 digits that are meant, at most."""
    number = Decimal(text) if text.isdigit() else Decimal(f"{float(text):.15g}")
    if not number.is_finite():
        return str(number)
    whole = number.to_integral_value()
    return format(whole if number == whole else number, "f")
