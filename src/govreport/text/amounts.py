"""Amounts and shares: exact decimals in and out, rounding half up, never a float.

Nothing here reads or changes the decimal context of the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import reduce
from types import MappingProxyType
from typing import Final

from govreport.errors import DataError
from govreport.messages import Message
from govreport.text.wording import to_half_width

LONGEST = 30
"""The digits a figure may have before the point, and behind it."""

_CONTEXT = Context(prec=3 * LONGEST, rounding=ROUND_HALF_UP, traps=[InvalidOperation])

_AMOUNT = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
UNITS_OF_MONEY: Final[Mapping[str, int]] = MappingProxyType({"元": 0, "万元": 4, "亿元": 8})
"""The units an amount may be written in, with their powers of ten."""
_NO_UNIT = Message("金额没有单位", "an amount without unit")
_MINUS_SIGN = "\u2212"

_NOT_AN_AMOUNT = Message("不是金额", "not an amount")
_AMOUNT_EXPECTED = Message("只写数字，如 1234.56", "digits only, for example 1234.56")
_REMEDY = Message("去掉单位和说明；不用科学记数法", "leave out units and notes; do not use an exponent")
_NOT_A_FIGURE = Message("数字无法写出", "the number cannot be written out")
_FIGURE_EXPECTED = Message(
    "有限的数，小数点前后各不超过 {longest} 位",
    "a finite number, at most {longest} digits on each side of the point",
).format(longest=LONGEST)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Round to a number of decimal places, a half away from zero; the result has just that many.

    Raises:
        DataError: The value is not finite or longer than `LONGEST` digits.

    >>> round_half_up(Decimal("0.125"), 2), round_half_up(Decimal("-2.5"), 0)
    (Decimal('0.13'), Decimal('-3'))
    """
    rounded = checked(value).quantize(Decimal((0, (1,), -places)), context=_CONTEXT)
    return rounded or rounded.copy_abs()


def format_plain(value: Decimal) -> str:
    """Write a decimal with the digits it has: no exponent, no grouping, no sign on a zero.

    Raises:
        DataError: The value is not finite or longer than `LONGEST` digits.

    >>> format_plain(Decimal("96171.60")), format_plain(Decimal("1E+3"))
    ('96171.60', '1000')
    """
    return format(checked(value), "f")


def format_number(value: int | Decimal) -> str:
    """Write a number with commas between the thousands and the digits it has.

    Raises:
        DataError: A decimal is not finite or longer than `LONGEST` digits.

    >>> format_number(1234567), format_number(Decimal("-1234.50"))
    ('1,234,567', '-1,234.50')
    """
    return format(value, ",d") if isinstance(value, int) else format(checked(value), ",f")


def format_percent(ratio: Decimal, places: int) -> str:
    """Write a ratio as a percentage with a number of decimal places, rounded half up.

    >>> format_percent(Decimal("0.12345"), 2), format_percent(Decimal(1), 0)
    ('12.35%', '100%')
    """
    return format_plain(round_half_up(ratio, places + 2).scaleb(2, context=_CONTEXT)) + "%"


def format_money(amount: Decimal, unit: str, *, grouping: bool = False) -> str:
    """Write an amount with the digits it has and its unit, without a space between.

    >>> format_money(Decimal("72701.2578"), "万元"), format_money(Decimal("1234.50"), "元", grouping=True)
    ('72701.2578万元', '1,234.50元')
    """
    return (format_number(amount) if grouping else format_plain(amount)) + unit


def parse_amount(text: str) -> Decimal:
    """Read an amount as people type it; the decimal places typed are kept.

    Accepted are full-width characters, white space around, a sign, and commas where the thousands
    are. Refused is what has no plain value or two: an exponent, NaN, a unit, a blank or comma
    elsewhere, a point without digits on both sides.

    Raises:
        DataError: The text is no such amount, or longer than `LONGEST` digits.

    >>> parse_amount(" １，２３４．５０ ")
    Decimal('1234.50')
    """
    plain = to_half_width(text).strip().replace(_MINUS_SIGN, "-")
    if not _AMOUNT.fullmatch(plain):
        raise DataError.of(_NOT_AN_AMOUNT, found=text, expected=_AMOUNT_EXPECTED, remedy=_REMEDY)
    return checked(Decimal(plain.replace(",", "")))


def parse_money(text: str) -> tuple[Decimal, str]:
    """Read an amount with its unit as it is printed, 元, 万元 or 亿元; only a 0 may stand without.

    Raises:
        DataError: The text is no such amount, or its unit another.

    >>> parse_money("25.1 万元"), parse_money("0")
    ((Decimal('25.1'), '万元'), (Decimal('0'), '元'))
    """
    plain = to_half_width(text).strip()
    unit = next((each for each in sorted(UNITS_OF_MONEY, key=len, reverse=True) if plain.endswith(each)), "")
    amount = parse_amount(plain.removesuffix(unit))
    if amount and not unit:
        raise DataError.of(_NO_UNIT, found=text, expected=" / ".join(UNITS_OF_MONEY))
    return amount, unit or "元"


def in_yuan(text: str) -> Decimal:
    """Read an amount as it is printed, and return it in 元, not rounded.

    Raises:
        DataError: The text is no such amount.

    >>> in_yuan("25.1万元")
    Decimal('251000')
    """
    amount, unit = parse_money(text)
    return in_unit(amount, unit, "元")


def in_unit(amount: Decimal, unit: str, wanted: str) -> Decimal:
    """Return exactly the same amount of money in another unit; only the point is moved.

    >>> in_unit(Decimal("96171.60"), "万元", "亿元")
    Decimal('9.617160')
    """
    moved = amount.scaleb(UNITS_OF_MONEY[unit] - UNITS_OF_MONEY[wanted], context=_CONTEXT)
    return Decimal(f"{moved:f}")  # written out, without an exponent


def add_money(texts: Iterable[str]) -> tuple[Decimal, str]:
    """Add up amounts as they are printed: in the unit they share, or else in 元. None of them is rounded.

    Raises:
        DataError: One of the texts is no amount with its unit.

    >>> add_money(["1.5万元", "2万元"]), add_money(["1.5万元", "0.20元"]), add_money(["0", "3万元"])
    ((Decimal('3.5'), '万元'), (Decimal('15000.20'), '元'), (Decimal('3'), '万元'))
    """
    printed = list(texts)
    units = {unit for amount, unit in map(parse_money, printed) if amount}
    if len(units) != 1:
        return reduce(_CONTEXT.add, map(in_yuan, printed), Decimal(0)), "元"
    amounts = (parse_money(text)[0] for text in printed)
    return reduce(_CONTEXT.add, amounts, Decimal(0)), units.pop()


def checked(value: Decimal) -> Decimal:
    """Return the value, a zero without its sign, if it can be written out without an exponent.

    Raises:
        DataError: The value is not finite or longer than `LONGEST` digits.
    """
    exponent = value.as_tuple().exponent
    # A zero has no digits to count, but 0E+9 is written with nine of them all the same.
    digits = max(value.adjusted(), exponent) + 1 if isinstance(exponent, int) else LONGEST + 1
    if digits > LONGEST or not isinstance(exponent, int) or exponent < -LONGEST:
        raise DataError.of(_NOT_A_FIGURE, found=value, expected=_FIGURE_EXPECTED)
    return value or value.copy_abs()
