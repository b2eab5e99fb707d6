"""The cells of a workbook as they are stored: values, formulas, and how numbers are shown.

For workbooks that are filled in by hand. What others have published is read by `xlsx_file`, thousands of
rows at once by `sheets`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Final, NamedTuple

from lxml import etree

from govreport.errors import DamagedFileError
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
from govreport.sources.typed import Raw
from govreport.sources.workbook_parts import (
    NO_TEXT,
    SAVE_AGAIN,
    WORKBOOK,
    is_index,
    iter_cells,
    iter_sheets,
    namespace_of,
    unsound_cell,
)

_DAY_FORMATS: Final = frozenset((*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)))
"""Numbers of the formats for days and times that every workbook has."""
_QUOTED: Final = re.compile(r'"[^"]*"|\[[^\[\]]*\]|\\.')
_LONGEST_FORMAT: Final = 255
"""Characters of a number format: Excel takes no more."""
_STYLES: Final = "xl/styles.xml"
_PLACES: Final = re.compile(r"#?,?#*0\.(0+)(?:_.*)?")
_FIRST_DAY: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_LAST_DAY: Final = 2_958_465  # 9999-12-31
_DIGITS: Final = 300
"""A number of more digits is none that a spreadsheet has written."""

_LONG_FORMAT: Final = Message("数字格式过长", "a number format is too long")

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


class _Format(NamedTuple):
    """How a number is shown: as a day, or with so many decimal places."""

    is_day: bool = False
    places: int = 0


_GENERAL: Final = _Format()


class _Workbook:
    def __init__(self, package: Package) -> None:
        self._package = package
        root = package.xml(WORKBOOK)
        self._space = namespace_of(root)
        settings = root.find(self._space + "workbookPr")
        is_late = settings is not None and settings.get("date1904") in ("1", "true")
        self._start = _FIRST_DAY[is_late]

    def sheets(self) -> dict[str, StoredSheet]:
        strings, formats = shared_strings(self._package, self._space), self._formats()
        sheets = {}
        for name, part, hidden in iter_sheets(self._package):
            root = self._package.xml(part)
            cells = dict(self._iter_cells(root, f"{self._package.name}: {part}", strings, formats))
            sheets[name] = StoredSheet(name, cells, hidden, hidden_lines(root, self._space))
        return sheets

    def _formats(self) -> list[_Format]:
        """Return the number format of every style."""
        if _STYLES not in self._package:
            return []
        root = self._package.xml(_STYLES)
        formats = {}
        for each in root.iter(self._space + "numFmt"):
            code = each.get("formatCode", "")
            if len(code) > _LONGEST_FORMAT:
                where, found = f"{self._package.name}: {_STYLES}", str(len(code))
                raise DamagedFileError.of(
                    _LONG_FORMAT, where=where, found=found, expected=str(_LONGEST_FORMAT), remedy=SAVE_AGAIN
                )
            if code:
                formats[each.get("numFmtId", "0")] = _Format(_shows_day(code), _places(code))
        styles = root.find(self._space + "cellXfs")
        numbers = [each.get("numFmtId", "0") for each in styles] if styles is not None else []
        return [formats.get(number) or _built_in(number) for number in numbers]

    def _iter_cells(
        self, root: etree._Element, where: str, strings: list[CellText], formats: list[_Format]
    ) -> Iterator[tuple[Position, StoredCell]]:
        for place, cell in iter_cells(root, self._space, where):
            style = cell.get("s", "")
            shown = formats[int(style)] if is_index(style) and int(style) < len(formats) else _GENERAL
            stored = self._cell(cell, where, strings, shown)
            if stored.value is not None or stored.formula or stored.aside:
                yield place, stored

    def _cell(self, cell: etree._Element, where: str, strings: list[CellText], shown: _Format) -> StoredCell:
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

    def _number(self, text: str, shown: _Format) -> Raw:
        if text.isascii() and text.isdigit() and len(text) <= _DIGITS and not shown.is_day:
            return int(text)
        number = float(text)
        if shown.is_day and 0 <= number <= _LAST_DAY:
            return self._start + timedelta(days=int(number))
        if not isfinite(number):
            return text
        return int(number) if number.is_integer() and abs(number) < 10**15 else number


def _built_in(number: str) -> _Format:
    """Return a format that every workbook has, by its number."""
    at = int(number) if is_index(number) else 0
    return _Format(at in _DAY_FORMATS, 2 if at in (2, 4) else 0)


def _shows_day(code: str) -> bool:
    return any(letter in _QUOTED.sub("", code).lower() for letter in "ymd年月日")


def _places(code: str) -> int:
    match = _PLACES.fullmatch(code)
    return len(match[1]) if match else 0


def _iso_day(text: str) -> Raw:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return text
