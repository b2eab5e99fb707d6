"""The cells of a workbook as they are stored: values, formulas, and how numbers are shown.

For workbooks that are filled in by hand. What others have published is read by `xlsx_file`, thousands of
rows at once by `sheets`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import isfinite
from typing import Final

from lxml import etree

from govreport.gate.package import Package
from govreport.messages import Message
from govreport.sources.cell_contents import (
    CellText,
    kind_of,
    number_of,
    shared_strings,
    text_of,
    value_of,
)
from govreport.sources.hidden_lines import NO_LINES, HiddenLines, hidden_lines
from govreport.sources.number_formats import Calendar, Format, format_of, formats_of
from govreport.sources.typed import NoDay, Raw
from govreport.sources.workbook_parts import (
    NO_TEXT,
    WORKBOOK,
    is_index,
    iter_cells,
    iter_sheets,
    namespace_of,
    unsound_cell,
)

_DIGITS: Final = 300
"""A number of more digits is none that a spreadsheet has written."""

Position = tuple[int, int]
"""Row and column, counted from 0."""


@dataclass(frozen=True, slots=True)
class StoredCell:
    """A cell of a workbook.

    Attributes:
        value: What is stored; of a formula, the result it had when the file was saved.
        formula: Whether it is a formula.
        places: Decimal places its number is shown with, where its format says so.
        wrong: Whether the result of its formula is an error.
        aside: What of its text was not read, in words.
    """

    value: Raw
    formula: bool = False
    places: int = 0
    wrong: bool = False
    aside: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """A sheet: its name, its cells that are not blank, whether it is shown, and what of it is not."""

    name: str
    cells: Mapping[Position, StoredCell] = field(repr=False)
    hidden: bool = False
    hidden_lines: HiddenLines = NO_LINES


def sheet_names(package: Package) -> list[str]:
    """Return the names of all sheets, hidden ones too."""
    return [sheet.name for sheet in iter_sheets(package)]


def stored_sheets(package: Package) -> dict[str, StoredSheet]:
    """Return the sheets of a workbook by their names.

    Raises:
        SourceError: If a part is missing or damaged.
    """
    return _Workbook(package).sheets()


class _Workbook:
    def __init__(self, package: Package) -> None:
        self._package = package
        root = package.xml(WORKBOOK)
        self._space = namespace_of(root)
        self._calendar = Calendar.of(root, self._space)

    def sheets(self) -> dict[str, StoredSheet]:
        strings = shared_strings(self._package, self._space)
        formats = formats_of(self._package, self._space)
        sheets = {}
        for name, part, hidden in iter_sheets(self._package):
            root = self._package.xml(part)
            cells = dict(self._iter_cells(root, f"{self._package.name}: {part}", strings, formats))
            sheets[name] = StoredSheet(name, cells, hidden, hidden_lines(root, self._space))
        return sheets

    def _iter_cells(
        self, root: etree._Element, where: str, strings: list[CellText], formats: list[Format]
    ) -> Iterator[tuple[Position, StoredCell]]:
        for place, cell in iter_cells(root, self._space, where):
            stored = self._cell(cell, where, strings, format_of(cell, formats))
            if stored.value is not None or stored.formula or stored.aside:
                yield place, stored

    def _cell(self, cell: etree._Element, where: str, strings: list[CellText], shown: Format) -> StoredCell:
        formula = cell.find(self._space + "f") is not None
        kind = kind_of(cell, where)
        text = value_of(cell, self._space, where)
        if kind == "inlineStr":
            own = text_of(cell, self._space, where)
            return StoredCell(own.text or None, formula, aside=own.aside)
        if text is None:
            return StoredCell(None, formula)
        match kind:
            case "s":
                if not is_index(text) or int(text) >= len(strings):
                    raise unsound_cell(NO_TEXT, where, cell)
                shared = strings[int(text)]
                return StoredCell(shared.text or None, formula, aside=shared.aside)
            case "n":
                value = self._number(number_of(text, cell, where), shown)
                return StoredCell(value, formula, shown.places)
            case "b":
                return StoredCell(text == "1", formula)
            case "d":
                return StoredCell(_iso_day(text), formula)
        return StoredCell(text or None, formula, wrong=kind == "e")

    def _number(self, text: str, shown: Format) -> Raw:
        if text.isascii() and text.isdigit() and len(text) <= _DIGITS and not shown.is_day:
            return int(text)
        number = float(text)
        if shown.is_day:
            return self._calendar.day(number) or NoDay(text)
        if not isfinite(number):
            return text
        return int(number) if number.is_integer() and abs(number) < 10**15 else number


def _iso_day(text: str) -> Raw:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return text
