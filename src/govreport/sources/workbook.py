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
from typing import Final

from lxml import etree

from govreport.gate.package import Package
from govreport.sources.typed import Raw
from govreport.sources.workbook_parts import (
    NO_TEXT,
    WORKBOOK,
    is_index,
    iter_cells,
    iter_sheets,
    namespace_of,
    shared_strings,
    string_of,
    unescaped,
    unsound_cell,
)

_DAY_FORMATS: Final = frozenset((*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)))
"""Numbers of the formats for days and times that every workbook has."""
_QUOTED: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_PLACES: Final = re.compile(r"#?,?#*0\.(0+)(?:_.*)?")
_FIRST_DAY: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_LAST_DAY: Final = 2_958_465  # 9999-12-31
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
    """

    value: Raw
    formula: bool = False
    places: int = 0
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """A sheet: its name, its cells that are not blank, and whether it is shown."""

    name: str
    cells: Mapping[Position, StoredCell] = field(repr=False)
    hidden: bool = False


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
        settings = root.find(self._space + "workbookPr")
        is_late = settings is not None and settings.get("date1904") in ("1", "true")
        self._start = _FIRST_DAY[is_late]

    def sheets(self) -> dict[str, StoredSheet]:
        strings = list(map(unescaped, shared_strings(self._package, self._space)))
        formats = self._formats()
        return {
            name: StoredSheet(name, dict(self._iter_cells(part, strings, formats)), hidden)
            for name, part, hidden in iter_sheets(self._package)
        }

    def _formats(self) -> list[str | int]:
        """Return the number format of every style: its code, or its number where it is built in."""
        if "xl/styles.xml" not in self._package:
            return []
        root = self._package.xml("xl/styles.xml")
        codes = {
            each.get("numFmtId"): each.get("formatCode", "") for each in root.iter(self._space + "numFmt")
        }
        styles = root.find(self._space + "cellXfs")
        numbers = [each.get("numFmtId", "0") for each in styles] if styles is not None else []
        return [codes.get(number) or int(number if is_index(number) else 0) for number in numbers]

    def _iter_cells(
        self, part: str, strings: list[str], formats: list[str | int]
    ) -> Iterator[tuple[Position, StoredCell]]:
        where = f"{self._package.name}: {part}"
        for place, cell in iter_cells(self._package.xml(part), self._space, where):
            style = cell.get("s", "")
            shown = formats[int(style)] if is_index(style) and int(style) < len(formats) else 0
            if cell.get("t") == "s" and not self._is_known(cell, strings):
                raise unsound_cell(NO_TEXT, where, cell)
            stored = self._cell(cell, strings, shown)
            if stored.value is not None or stored.formula:
                yield place, stored

    def _is_known(self, cell: etree._Element, strings: list[str]) -> bool:
        """Tell whether the text a cell refers to is there; a cell may refer to none."""
        at = cell.findtext(self._space + "v")
        return not at or (is_index(at) and int(at) < len(strings))

    def _cell(self, cell: etree._Element, strings: list[str], shown: str | int) -> StoredCell:
        formula = cell.find(self._space + "f") is not None
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return StoredCell(unescaped(string_of(cell, self._space)) or None, formula)
        element = cell.find(self._space + "v")
        text = element.text if element is not None else None
        if text is None:
            return StoredCell(None, formula)
        match kind:
            case "s":
                return StoredCell(strings[int(text)] or None, formula)
            case "n":
                value = self._number(text, shown)
                return StoredCell(value, formula, _places(shown))
            case "b":
                return StoredCell(text == "1", formula)
            case "d":
                return StoredCell(_iso_day(text), formula)
        return StoredCell(text or None, formula, wrong=kind == "e")

    def _number(self, text: str, shown: str | int) -> Raw:
        if text.isascii() and text.isdigit() and len(text) <= _DIGITS and not _is_day(shown):
            return int(text)
        try:
            number = float(text)
        except ValueError:
            return text
        if _is_day(shown) and 0 <= number <= _LAST_DAY:
            return self._start + timedelta(days=int(number))
        if not isfinite(number):
            return text
        return int(number) if number.is_integer() and abs(number) < 10**15 else number


def _is_day(shown: str | int) -> bool:
    if isinstance(shown, int):
        return shown in _DAY_FORMATS
    return any(letter in _QUOTED.sub("", shown).lower() for letter in "ymd年月日")


def _places(shown: str | int) -> int:
    if isinstance(shown, int):
        return 2 if shown in (2, 4) else 0
    match = _PLACES.fullmatch(shown)
    return len(match[1]) if match else 0


def _iso_day(text: str) -> Raw:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return text
