"""Dates as official documents write them: Arabic digits, the full year, no leading zero."""

from __future__ import annotations

import re
from datetime import date

from babel import Locale
from babel import dates as babel_dates

from govreport.errors import DataError
from govreport.messages import Message
from govreport.text.numerals import parse_numeral
from govreport.text.wording import to_half_width

# A Locale object, not its name: babel looks a name up on every call, which takes 30 times as long.
_LOCALE = Locale.parse("zh_CN")

_DATE = re.compile(
    r"(?P<year>[0-9]{4})(?:\s*年\s*(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*日"
    r"|(?P<mark>[-/])(?P<month_>[0-9]{1,2})(?P=mark)(?P<day_>[0-9]{1,2}))"
)

_DIGITS = {char: str(at) for at, char in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○◯Oo", "0")
_PRINTED = re.compile(
    r"(?P<year>[0-9]{4})\s*\.\s*(?P<month>[0-9]{1,2})\s*\.\s*(?P<day>[0-9]{1,2})"
    rf"|(?P<year_>[{''.join(_DIGITS)}]{{4}})年(?P<month_>[一二三四五六七八九十]{{1,2}})月"
    r"(?P<day_>[一二三四五六七八九十〇零]{1,3})日"
)
_PART = re.compile(rf"(?=.*(?:[年月日]|(?:19|20)[0-9]{{2}}))[0-9十×Xx\s年月日号./—–{''.join(_DIGITS)}-]+")
_MONTH = re.compile(rf"[0-9{''.join(_DIGITS)}]\s*年\s*[0-9一二三四五六七八九十]{{1,2}}\s*月")

_NOT_A_DATE = Message("不是日期", "not a date")
_DATE_EXPECTED = Message(
    "如 2026年1月9日、2026-01-09 或 2026/1/9", "for example 2026年1月9日, 2026-01-09 or 2026/1/9"
)
_NO_SUCH_DAY = Message("没有这一天", "there is no such day")
_DAY_EXPECTED = Message("日历上有的日期", "a day of the calendar")


def format_date(day: date) -> str:
    """Write a date in full (GB/T 9704-2012, 7.3.5.4: Arabic digits, no padded zeros).

    >>> format_date(date(2026, 1, 9))
    '2026年1月9日'
    """
    return babel_dates.format_date(day, "long", locale=_LOCALE)


def format_period(year: int) -> str:
    """Write the statistics period of a report year: the whole calendar year, both ends in full.

    >>> format_period(2021)
    '2021年1月1日至2021年12月31日'
    """
    return f"{format_date(date(year, 1, 1))}至{format_date(date(year, 12, 31))}"


def parse_date(text: str) -> date:
    """Read a date with Arabic digits: 2026年1月9日, 2026-01-09 or 2026/1/9, zeros padded or not.

    Full-width digits, white space around, and blanks beside 年, 月 and 日 are accepted. The order
    is always year, month, day.

    Raises:
        DataError: The text is written otherwise, or names a day the calendar does not have.

    >>> parse_date("２０２６年１月９日")
    datetime.date(2026, 1, 9)
    """
    match = _DATE.fullmatch(to_half_width(text).strip())
    if match is None:
        raise DataError.of(_NOT_A_DATE, found=text, expected=_DATE_EXPECTED)
    month, day = match["month"] or match["month_"], match["day"] or match["day_"]
    return _day(text, int(match["year"]), int(month), int(day))


def parse_printed_date(text: str) -> date:
    """Read a date as published documents print it: as `parse_date` does, with dots, or in Chinese numerals.

    Raises:
        DataError: The text is written otherwise, or names a day the calendar does not have.

    >>> parse_printed_date("二〇二五年一月十二日"), parse_printed_date("2024.1.12")
    (datetime.date(2025, 1, 12), datetime.date(2024, 1, 12))
    """
    match = _PRINTED.fullmatch("".join(to_half_width(text).split()))
    if match is None:
        return parse_date(text)
    if match["year"]:
        return _day(text, int(match["year"]), int(match["month"]), int(match["day"]))
    return _day(text, parse_year(match["year_"]), *map(parse_numeral, (match["month_"], match["day_"])))


def parse_year(text: str) -> int:
    """Read a year of four digits, Arabic or Chinese ones; the zero of the latter may be a letter or a circle.

    >>> parse_year("2024"), parse_year("二〇二四"), parse_year("二○二四")
    (2024, 2024, 2024)
    """
    return int("".join(_DIGITS.get(char, char) for char in text))


def has_date(text: str) -> bool:
    """Tell whether a text is a part of a date, or holds a year and month; the calendar is not asked.

    >>> has_date("2024年"), has_date("二〇二四年一月印发"), has_date("甲县")
    (True, True, False)
    """
    plain = to_half_width(text).strip()
    return _PART.fullmatch(plain) is not None or _MONTH.search(plain) is not None


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DataError.of(_NO_SUCH_DAY, found=text, expected=_DAY_EXPECTED) from error
