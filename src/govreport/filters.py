"""Words from figures: what may stand behind the ``|`` of a reference or a placeholder.

    number     1,234                        percent    12.3%, of a ratio
    hanzi      一千二百三十四                money      96171.6万元
    date       2026年1月9日                  share      43.7%, of another figure
    yoy        增长12.3%, 下降, 持平         list_zh    甲3件、乙2件, of a group

All are pure functions, round half up, and raise a `DataError` without place where they do not apply.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from govreport.errors import DataError, Problem
from govreport.forms._validation import as_written
from govreport.messages import Message
from govreport.text.amounts import (
    UNITS_OF_MONEY,
    checked,
    format_number,
    format_percent,
    format_plain,
    in_unit,
)
from govreport.text.dates import format_date, parse_date
from govreport.text.numerals import format_numeral
from govreport.text.wording import join_list, nearest

__all__ = ["Part", "date", "hanzi", "list_zh", "money", "number", "percent", "share", "yoy"]

Figure = int | Decimal

SMALL_BASE: Final = 10
"""Of less than that in the year before no percentage is told: 增长300% says less than 增加3件."""
NOT_A_FIGURE: Final = Message("这个过滤器只用于数字", "this filter is for numbers")

_PLACES: Final = 1
_MOST_PLACES: Final = 6
_LEAST: Final = Decimal("0.0005")
"""The smallest change that a percentage with one decimal place still shows."""
_EXACT: Final = Context(prec=100, rounding=ROUND_HALF_UP)
_NONE: Final = "无"


class Argument(StrEnum):
    """What may stand in the brackets behind a filter."""

    NOTHING = "nothing"
    NUMBER = "number"
    TEXT = "text"
    PATH = "path"


_IN_WORDS: Final = {
    Argument.NOTHING: Message("没有括号", "nothing in brackets"),
    Argument.NUMBER: Message("一个数", "a number"),
    Argument.TEXT: Message("引号里的文字", "a text in quotes"),
    Argument.PATH: Message("一个路径", "a path"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """How a filter is written.

    Attributes:
        example: It with everything it may have.
        argument: What may stand in its brackets.
        needs_argument: Whether the brackets must be there.
        for_group: Whether a group stands before it, and not a figure or date.
        for_figure: Whether a figure stands before it.
    """

    example: str
    argument: Argument = Argument.NOTHING
    needs_argument: bool = False
    for_group: bool = False
    for_figure: bool = True


RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "number": Rule("number"),
        "hanzi": Rule("hanzi"),
        "percent": Rule("percent(2)", Argument.NUMBER),
        "money": Rule("money('万元')", Argument.TEXT),
        "date": Rule("date", for_figure=False),
        "yoy": Rule("yoy('次')", Argument.TEXT),
        "share": Rule("share(applications.results.total.total)", Argument.PATH, needs_argument=True),
        "list_zh": Rule("list_zh('次')", Argument.TEXT, for_group=True, for_figure=False),
    }
)
"""The filters by name."""


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a group: what the form calls it, how much it is, and of what."""

    label: str
    value: Figure | None
    unit: str = ""


def filter_problem(name: str, argument: Argument) -> Problem | None:
    """Return what is wrong with a filter as it is written, whatever it stands behind; None if nothing is."""
    if name not in RULES:
        near = nearest(name, RULES) or list(RULES)
        return Problem(Message("没有这个过滤器", "no such filter"), found=name, expected=" / ".join(near))
    rule = RULES[name]
    is_left_out = argument is Argument.NOTHING and not rule.needs_argument
    if argument is rule.argument or is_left_out:
        return None
    what = Message("过滤器括号里的内容不对", "the brackets of a filter hold the wrong thing")
    found = name if argument is Argument.NOTHING else f"{name}(…)"
    expected = _IN_WORDS[rule.argument]
    if rule.argument is not Argument.NOTHING:
        expected = Message(f"{expected.zh}：{rule.example}", f"{expected.en}: {rule.example}")
    return Problem(what, found=found, expected=expected)


def number(value: object) -> str:
    """Write a number with commas between the thousands.

    >>> number(1234)
    '1,234'
    """
    return format_number(figure(value))


def hanzi(value: object) -> str:
    """Write a whole number in words.

    >>> hanzi(1234)
    '一千二百三十四'
    """
    given = figure(value)
    whole = int(given)
    if whole != given:
        raise DataError.of(Message("不是整数", "not a whole number"), found=plain(given))
    return format_numeral(whole)


def percent(value: object, places: int = _PLACES) -> str:
    """Write a ratio as a percentage.

    >>> percent(Decimal("0.12345")), percent(Decimal("0.5"), 0)
    ('12.3%', '50%')
    """
    if type(places) is not int or not 0 <= places <= _MOST_PLACES:
        raise DataError.of(
            Message("小数位数不对", "no number of decimal places"),
            found=as_written(places),
            expected=f"0–{_MOST_PLACES}",
        )
    return _percent(Decimal(figure(value)), places)


def money(value: object, unit: str = "元", wanted: str = "") -> str:
    """Write an amount with its unit, or exactly the same amount in another one.

    Nothing is rounded. In its own unit it keeps the digits it has, in another the zeros at the end go.

    >>> money(Decimal("96171.60"), "万元"), money(Decimal("96171.60"), "万元", "亿元")
    ('96171.60万元', '9.61716亿元')
    """
    amount = Decimal(figure(value))
    units: tuple[object, ...] = (unit, wanted or unit)
    for each in units:
        if not isinstance(each, str) or each not in UNITS_OF_MONEY:
            raise DataError.of(
                Message("这不是金额的单位", "no unit of money"),
                found=each if isinstance(each, str) else as_written(each),
                expected=" / ".join(UNITS_OF_MONEY),
            )
    if wanted in ("", unit):
        return format_plain(amount) + unit
    return format_plain(in_unit(amount, unit, wanted).normalize(_EXACT)) + wanted


def date(value: object) -> str:
    """Write a day in full.

    >>> date(datetime.date(2026, 1, 9)), date("2026-01-09")
    ('2026年1月9日', '2026年1月9日')
    """
    if isinstance(value, str):
        return format_date(parse_date(value))
    if not isinstance(value, datetime.date):
        what = Message("这个过滤器只用于日期", "this filter is for dates")
        raise DataError.of(what, found=_shown(value))
    return format_date(value)


def yoy(value: object, last: object, unit: str = "") -> str:
    """Tell how a figure changed since the year before: 增长12.3%, 下降12.3%, 持平.

    Where the base is small (less than `SMALL_BASE`), the change itself is told: 增加3件. So it is where
    one of the figures is negative, and where a percentage would show nothing (0.0%).

    >>> yoy(112, 100), yoy(90, 100), yoy(7, 7), yoy(9, 8, "件"), yoy(3, 0, "件")
    ('增长12.0%', '下降10.0%', '持平', '增加1件', '增加3件（上年为0）')
    """
    new, old = Decimal(figure(value)), Decimal(figure(last))
    change = _EXACT.subtract(new, old)
    if not change:
        return "持平"
    ratio = _EXACT.divide(abs(change), old) if old >= SMALL_BASE and new >= 0 else Decimal(0)
    if ratio >= _LEAST:
        return ("增长" if change > 0 else "下降") + _percent(ratio)
    told = ("增加" if change > 0 else "减少") + format_plain(abs(change)) + unit
    return told if old else f"{told}（上年为0）"


def share(value: object, whole: object) -> str:
    """Write what part of another figure a figure is, as a percentage.

    >>> share(437, 1000)
    '43.7%'
    """
    part, of = Decimal(figure(value)), Decimal(figure(whole))
    if not of:
        raise DataError.of(
            Message("不能算 0 的占比", "there is no share of 0"),
            remedy=Message("总数为 0 时不写这一句", "leave the sentence out where the whole is 0"),
        )
    return _percent(_EXACT.divide(part, of))


def list_zh(parts: Iterable[Part], unit: str = "") -> str:
    """List the parts of a group that are not 0, each with its label and unit; 无 where all are 0.

    >>> list_zh([Part("予以公开", 3, "件"), Part("部分公开", 0, "件"), Part("不予公开", 2, "件")])
    '予以公开3件、不予公开2件'
    """
    listed = []
    for part in _iter_parts(parts):
        if part.value is None:
            what = Message("这一组里有空的单元格", "a group with a blank cell cannot be listed")
            raise DataError.of(what, found=part.label)
        if figure(part.value):
            listed.append(part.label + plain(part.value) + (unit or part.unit))
    return join_list(listed) or _NONE


def plain(value: Figure) -> str:
    """Write a figure with the digits it has, and nothing else.

    >>> plain(1234), plain(Decimal("1.50"))
    ('1234', '1.50')
    """
    return format_plain(value) if isinstance(value, Decimal) else str(value)


def figure(value: object) -> Figure:
    """Return a value that is a figure.

    Raises:
        DataError: If it is none: a text, a date, true or false, a group; not finite, or too long.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise DataError.of(NOT_A_FIGURE, found=_shown(value))
    checked(Decimal(value))
    return value


def _percent(ratio: Decimal, places: int = _PLACES) -> str:
    rounded = ratio.quantize(Decimal((0, (1,), -places - 2)), context=_EXACT)
    return format_percent(rounded, places)


def _iter_parts(parts: object) -> Iterator[Part]:
    for part in parts if isinstance(parts, Iterable) else [parts]:
        if not isinstance(part, Part):
            raise DataError.of(
                Message("list_zh 用于一组数字", "list_zh is for the parts of a group"),
                found=_shown(part),
                expected='[Part("予以公开", 3, "件")]',
            )
        yield part


def _shown(value: object) -> str:
    return str(value) if isinstance(value, str | int | Decimal | datetime.date) else type(value).__name__
