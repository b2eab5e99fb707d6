"""How cells of a workbook show their numbers: as days, or with decimal places (ECMA-376 part 1, 18.8.30)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from lxml import etree

from govreport.errors import DamagedFileError
from govreport.gate.package import Package
from govreport.messages import Message
from govreport.sources.workbook_parts import SAVE_AGAIN, STYLES, is_index

NO_DAY: Final = Message(
    "单元格设为日期或时间格式，里面却不是日历上的日子",
    "the cell is formatted as a date, and holds no day of the calendar",
)
PLAIN_FORMAT: Final = Message(
    "把单元格改为常规格式（号码改为文本格式）后重新填写",
    "format the cell as a number, or as text, and type it again",
)
_BUILT_IN: Final = frozenset((*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)))
"""Numbers of the formats for days and times that every workbook has."""
_QUOTED: Final = re.compile(r'"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]|\\.|_.', re.IGNORECASE)
_DAY_LETTERS: Final = frozenset("ymdhs年月日")
_LONGEST_FORMAT: Final = 255
"""Characters of a number format: Excel takes no more."""
_LONG_FORMAT: Final = Message("数字格式过长", "a number format is too long")
_PLACES: Final = re.compile(r"#?,?#*0\.(0+)(?:_.*)?")
_FIRST_DAY: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_LAST_DAY: Final = date(9999, 12, 31)
_NOT_LEAP: Final = 60
"""The 29th of February 1900, which spreadsheets have and no calendar; the days before it are one off."""


class Format(NamedTuple):
    """How a number is shown: as a day or a time, or with so many decimal places."""

    is_day: bool = False
    places: int = 0

    @classmethod
    def of(cls, code: str) -> Format:
        """Return the format that a code writes.

        >>> [Format.of(code).is_day for code in ("yyyy-mm-dd", "[h]:mm", "[Red]0.00", "General")]
        [True, True, False, False]
        >>> Format.of("#,##0.00").places
        2
        """
        match = _PLACES.fullmatch(code)
        shows_day = not _DAY_LETTERS.isdisjoint(_QUOTED.sub("", code).lower())
        return cls(shows_day, len(match[1]) if match else 0)

    @classmethod
    def built_in(cls, number: str) -> Format:
        """Return a format that every workbook has, by its number."""
        at = int(number) if is_index(number) else 0
        return cls(at in _BUILT_IN, 2 if at in (2, 4) else 0)


_GENERAL: Final = Format()


def formats_of(package: Package, space: str) -> list[Format]:
    """Return the number format of every style.

    Raises:
        DamagedFileError: One is longer than any.
    """
    if STYLES not in package:
        return []
    root = package.xml(STYLES)
    formats = {}
    for each in root.iter(space + "numFmt"):
        code = each.get("formatCode", "")
        if len(code) > _LONGEST_FORMAT:
            where, found = f"{package.name}: {STYLES}", str(len(code))
            raise DamagedFileError.of(
                _LONG_FORMAT, where=where, found=found, expected=str(_LONGEST_FORMAT), remedy=SAVE_AGAIN
            )
        if code:
            formats[each.get("numFmtId", "0")] = Format.of(code)
    styles = root.find(space + "cellXfs")
    numbers = [each.get("numFmtId", "0") for each in styles] if styles is not None else []
    return [formats.get(number) or Format.built_in(number) for number in numbers]


def format_of(cell: etree._Element, formats: Sequence[Format]) -> Format:
    """Return the number format of a cell."""
    style = cell.get("s", "")
    return formats[int(style)] if is_index(style) and int(style) < len(formats) else _GENERAL


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a workbook: they are counted from 1900, or from 1904."""

    is_late: bool = False

    @classmethod
    def of(cls, workbook: etree._Element, space: str) -> Calendar:
        """Return the calendar that the main part of a workbook asks for."""
        settings = workbook.find(space + "workbookPr")
        return cls(settings is not None and settings.get("date1904") in ("1", "true"))

    def day(self, number: float) -> date | None:
        """Return the day of a number; None where the calendar has none.

        >>> str(Calendar().day(45000.5)), Calendar().day(60), Calendar().day(-1), Calendar().day(1e10)
        ('2023-03-15', None, None, None)
        """
        first = _FIRST_DAY[self.is_late]
        if not (0 if self.is_late else 1) <= number < (_LAST_DAY - first).days + 1 or (
            not self.is_late and int(number) == _NOT_LEAP
        ):
            return None
        before = not self.is_late and number < _NOT_LEAP
        return first + timedelta(days=int(number) + before)
