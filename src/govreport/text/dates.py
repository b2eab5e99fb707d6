"""Dates as official documents write them: Arabic digits, the full year, no leading zero."""

from __future__ import annotations

import re
from datetime import date

from babel import Locale
from babel import dates as babel_dates

from govreport.errors import DataError
from govreport.messages import Message
from govreport.text.wording import to_half_width

# A Locale object, not its name: babel looks a name up on every call, which takes 30 times as long.
_LOCALE = Locale.parse("zh_CN")

_DATE = re.compile(
    r"(?P<year>[0-9]{4})(?:\s*年\s*(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*日"
    r"|(?P<mark>[-/])(?P<month_>[0-9]{1,2})(?P=mark)(?P<day_>[0-9]{1,2}))"
)

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
    try:
        return date(int(match["year"]), int(month), int(day))
    except ValueError as error:
        raise DataError.of(_NO_SUCH_DAY, found=text, expected=_DAY_EXPECTED) from error
