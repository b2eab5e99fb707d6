"""What people type into the cells of a sheet: ``１２``, ``3件``, ``—``, 无, a day, a text for a number.

Whatever can only mean one thing is understood, and said; anything else is refused with what belongs there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Final, NamedTuple, TypeAlias

from govreport.errors import DataError, Problem
from govreport.forms._fields import Field
from govreport.forms._figures import Content
from govreport.forms._printing import NO, YES
from govreport.forms._validation import problem_of
from govreport.messages import Message
from govreport.sources.figures import parse_cell, says_nothing
from govreport.sources.number_formats import NO_DAY, PLAIN_FORMAT
from govreport.sources.sheet_extent import ERROR_VALUE, SAVE
from govreport.text.amounts import format_plain
from govreport.text.dates import format_date
from govreport.text.wording import to_half_width

Raw: TypeAlias = int | float | str | bool | date | datetime | time | timedelta | None
"""What a cell of a sheet holds."""


class NoDay(str):
    """A number that a cell is to show as a day, and that is none of the calendar: as it is stored."""

    __slots__ = ()


_BETWEEN: Final = re.compile(r"[、，,；;\n\t]+|\s{2,}")
_TICKS: Final = frozenset("√✓✔☑")
_FIGURES: Final = frozenset({"count", "change", "amount"})
_WHOLE: Final = frozenset({"count", "change"})
_ERRORS: Final = frozenset({"#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"})
"""What a spreadsheet shows where a formula failed."""
_YEAR: Final = re.compile(r"\s*([0-9]{4})(?:\.0*)?\s*年?度?\s*")
_LONGEST: Final = 15
"""Digits a number of a spreadsheet has."""
_MOST: Final = 10**_LONGEST

_AS_BLANK: Final = Message("“{text}”读作空白；没有发生请写 0", '"{text}" is read as blank; write 0 for none')
_UNDERSTOOD: Final = Message("“{text}”读作 {value}", '"{text}" is read as {value}')
_DAY_FOR_NUMBER: Final = Message("这里应填数字，却是日期", "a number belongs here, and this is a date")
_DAY_FOR_TEXT: Final = Message("这里应填文字，却是日期", "a text belongs here, and this is a date")
_ROUNDED: Final = Message(
    "数字超过 {digits} 位，表格软件会改掉后面的位数",
    "a number of more than {digits} digits: spreadsheets change the last ones",
)
_NO_NUMBER: Final = Message("这不是数", "this is no number")
_AS_TEXT: Final = Message("单元格设为文本格式后重新填写", "format the cell as text and type it again")
_CODES: Final[Mapping[str, str]] = {"count": "int_type", "change": "int_type", "amount": "decimal_type"}


class Typed(NamedTuple):
    """What a cell means.

    Attributes:
        value: The value for a data file; None for a blank.
        remark: How it was understood, where that is not plain.
    """

    value: object
    remark: Message | None = None


BLANK: Final = Typed(None)


def understand(raw: Raw, field: Field | None) -> Typed:
    """Return what a cell means in a field; `field` is None for what a data file says of itself.

    >>> from govreport.forms.ogi2021 import Documents
    >>> understand("３件", Documents._fields["issued"]).value
    3

    Raises:
        DataError: If it can mean nothing there.
    """
    if raw is None or raw == "":
        return BLANK
    content = field.content if field is not None else None
    kind = content.kind if isinstance(content, Content) else "fact"
    if kind in _WHOLE and type(raw) is float and raw.is_integer():
        raw = int(raw)
    if kind in _WHOLE and type(raw) is int and -_MOST < raw < _MOST:
        return Typed(raw)
    if isinstance(raw, str) and not raw.strip():
        return BLANK
    _require_value(raw, kind)
    if field is None or kind in ("fact", "text"):
        return Typed(_fact(raw, field))
    if isinstance(raw, bool):
        return _ticked(raw, field, kind)
    if isinstance(raw, str):
        return _text(raw, field, kind)
    if isinstance(raw, int | float):
        return _number(raw, field, kind)
    if kind == "words" and isinstance(raw, date):
        return Typed(day_text(raw))
    raise DataError(_refused(raw, kind, _DAY_FOR_NUMBER if kind in _FIGURES else None))


def _require_value(raw: Raw, kind: str) -> None:
    """Refuse a number without end, a time, and what a spreadsheet shows where a formula failed."""
    if isinstance(raw, NoDay | time | timedelta):
        raise DataError(Problem(NO_DAY, found=str(raw), remedy=PLAIN_FORMAT))
    if isinstance(raw, float) and not isfinite(raw):
        raise DataError(_refused(raw, kind, None) if kind in _CODES else Problem(_NO_NUMBER, found=str(raw)))
    if raw in _ERRORS and kind != "text":  # a text may say so; cells with an error are known by their type
        raise DataError(Problem(ERROR_VALUE, found=str(raw), remedy=SAVE))


def plain_number(value: float) -> Decimal:
    """Return the number a spreadsheet shows for a binary one: with the 15 digits that are meant."""
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_LONGEST}g}")
    whole = number.to_integral_value()
    return whole if number == whole else number


def day_text(day: date | datetime) -> str:
    """Return a day as official texts write it."""
    return format_date(day.date() if isinstance(day, datetime) else day)


def _fact(raw: Raw, field: Field | None) -> object:
    """Return a fact or a text as a data file has it: the year a number, days, 是 and 否, else a text."""
    if field is not None and field.name == "year":
        match = _YEAR.fullmatch(to_half_width(str(raw)))
        if isinstance(raw, date):
            raise DataError(_refused(raw, "count", _DAY_FOR_NUMBER))
        return int(match[1]) if match else raw
    if isinstance(raw, date):
        return _day(raw, field)
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int | float):
        if abs(raw) >= _MOST:
            raise DataError(_rounded(format(plain_number(raw), "f")))
        return format(plain_number(raw), "f")
    if field is not None and field.name == "signature" and raw in (YES, NO):
        return raw == YES
    return raw if isinstance(raw, str) else str(raw)


def _day(raw: date, field: Field | None) -> date:
    """Return a day where one may belong; a fact that is none is refused with all others of the report."""
    if field is not None and field.content == Content("text"):
        raise DataError(Problem(_DAY_FOR_TEXT, found=day_text(raw), remedy=PLAIN_FORMAT))
    return raw.date() if isinstance(raw, datetime) else raw


def _rounded(found: str) -> Problem:
    return Problem(_ROUNDED.format(digits=_LONGEST), found=found, remedy=_AS_TEXT)


def _ticked(raw: bool, field: Field, kind: str) -> Typed:  # noqa: FBT001  what the cell holds
    if kind == "flag":
        return Typed(raw)
    raise DataError(_refused(raw, kind, None, field))


def _number(raw: float, field: Field, kind: str) -> Typed:
    number = plain_number(raw)
    if kind == "amount":
        return Typed(number)
    if kind in _FIGURES:
        if number != number.to_integral_value():
            problem = problem_of("int_from_float", number, "")
            raise DataError(replace(problem, found=format(number, "f")))
        if number.adjusted() >= _LONGEST:
            raise DataError(_rounded(format(number, "f")))
        return Typed(int(number))
    if kind in ("words", "printed"):
        return Typed(format(number, "f"))
    raise DataError(_refused(raw, kind, None, field))


def _text(raw: str, field: Field, kind: str) -> Typed:
    """Return what a typed text means; with a remark where it is no plain figure."""
    text = raw.strip()
    if kind == "words":
        return Typed(text)
    if kind in ("flag", "choice", "choices"):
        return _chosen(text, field, kind)
    if kind in _FIGURES and says_nothing(text):
        return Typed(None, _AS_BLANK.format(text=text))
    try:
        value = parse_cell(raw, field)
    except DataError as exc:
        raise DataError(_refused(raw, kind, None)) from exc
    if kind == "printed" or value is None or text == str(value):
        return Typed(value)
    shown = format_plain(value) if isinstance(value, Decimal) else str(value)
    return Typed(value, None if shown == text else _UNDERSTOOD.format(text=text, value=shown))


def _chosen(text: str, field: Field, kind: str) -> Typed:
    if kind == "flag" and text in _TICKS:
        return Typed(value=True, remark=_UNDERSTOOD.format(text=text, value=YES))
    if says_nothing(text):
        return Typed(None, _AS_BLANK.format(text=text))
    if kind == "choices":
        named = tuple(each.strip() for each in _BETWEEN.split(text) if each.strip())
        if all(each in field.choices for each in named):
            return Typed(list(named))
    value = parse_cell(text, field)
    if value is None:
        raise DataError(_refused(text, kind, None, field))
    return Typed(list(value) if isinstance(value, tuple) else value)


def _refused(raw: object, kind: str, what: Message | None, field: Field | None = None) -> Problem:
    """Return the problem of a value that can mean nothing, with what belongs there."""
    if kind in _CODES:
        problem = problem_of(_CODES[kind], raw, "")
        if isinstance(raw, date):
            return Problem(what or problem.what, "", day_text(raw), problem.expected, PLAIN_FORMAT)
        return Problem(what or problem.what, "", problem.found, problem.expected)
    expected = " / ".join(field.choices if field is not None and field.choices else (YES, NO))
    return Problem(Message("没有这一选项", "no such choice"), "", str(raw), expected)
