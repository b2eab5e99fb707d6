"""Chinese numerals: cardinals both ways, years digit by digit, capital amounts of money."""

from __future__ import annotations

import re
from decimal import Context, Decimal, Inexact, InvalidOperation

from govreport.errors import DataError
from govreport.messages import Message

LARGEST = 10**16 - 1
"""The largest number that has a numeral here: 九千九百九十九万…九千九百九十九."""

_DIGITS = "零一二三四五六七八九"
_UNITS = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))
_CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_CAPITAL_UNITS = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))

_VALUES = {char: value for value, char in enumerate(_DIGITS)} | {char: size for size, char in _UNITS}
_BY_DIGIT = str.maketrans("-0123456789", "负〇一二三四五六七八九")
_TWO = re.compile("两(?=[百千万亿])|\\A两\\Z")
_LONGEST = 31
"""Characters of the longest numeral up to `LARGEST`, without 负."""

_TO_FEN = Context(prec=18, traps=[InvalidOperation, Inexact])
"""Sixteen digits of 元 and two of 角 and 分, nothing rounded."""

_NOT_A_NUMERAL = Message("不是规范的中文数字", "not a proper Chinese numeral")
_NUMERAL_EXPECTED = Message("如 十二、一百零三、两千、负五", "for example 十二, 一百零三, 两千, 负五")
_TOO_LARGE = Message("数字太大，没有中文写法", "the number is too large for a Chinese numeral")
_RANGE = Message("绝对值不超过 {largest}", "at most {largest}, or that below zero").format(largest=LARGEST)
_NOT_IN_FEN = Message("金额不能用元、角、分写出", "the amount cannot be written in 元, 角 and 分")
_FEN_EXPECTED = Message("小于一亿亿元，至多两位小数", "less than 10^16, at most two decimal places")
_ROUND_FIRST = Message("先四舍五入到分", "round it to 分 first")


def format_numeral(number: int) -> str:
    """Spell a whole number in words; a leading 一十 is written 十.

    Raises:
        DataError: The number is beyond `LARGEST`.

    >>> format_numeral(12), format_numeral(123), format_numeral(100_010), format_numeral(-2_000)
    ('十二', '一百二十三', '十万零一十', '负二千')
    """
    if abs(number) > LARGEST:
        raise DataError.of(_TOO_LARGE, found=_shown(number), expected=_RANGE)
    text = _spell(abs(number), _DIGITS, _UNITS)
    return ("负" if number < 0 else "") + (text[1:] if text.startswith("一十") else text)


def parse_numeral(text: str) -> int:
    """Read a numeral, strictly: what `format_numeral` writes, and nothing else but two variants.

    〇 may stand for 零, and 两 for 二 alone or before 百, 千, 万 and 亿. So 二〇二一, 一百一百 and
    一十二 are refused, for they have no value or two.

    Raises:
        DataError: The text is anything else.

    >>> parse_numeral("两千零五")
    2005
    """
    canonical = _without_variants(text)
    negative = canonical.startswith("负")
    digits = canonical.removeprefix("负")
    number = _evaluate(digits) if len(digits) <= _LONGEST else -1
    number = -number if negative else number
    if abs(number) > LARGEST or format_numeral(number) != canonical:
        raise DataError.of(_NOT_A_NUMERAL, found=text, expected=_NUMERAL_EXPECTED)
    return number


def format_digits(number: int) -> str:
    """Spell a number digit by digit, as years are, with 〇 for zero.

    >>> format_digits(2021)
    '二〇二一'
    """
    return str(number).translate(_BY_DIGIT)


def format_capital_amount(amount: Decimal) -> str:
    """Spell an amount in 元 in capital characters (大写), without the word 人民币.

    Follows the rules for filling in bills, annex 1 of 《支付结算办法》. Where a rule allows two
    forms, its first: 零 is written after 元 when the last digit of 元 is 0. 整 stands after 元
    only, where it is compulsory.

    Raises:
        DataError: More than two decimal places (zeros aside), 10^16 or more, or not a number.

    >>> format_capital_amount(Decimal("1680.32"))
    '壹仟陆佰捌拾元零叁角贰分'
    >>> format_capital_amount(Decimal("107000.53"))
    '壹拾万柒仟元零伍角叁分'
    >>> format_capital_amount(Decimal("1409.50")), format_capital_amount(Decimal(20))
    ('壹仟肆佰零玖元伍角', '贰拾元整')
    """
    yuan, rest = divmod(abs(_to_fen(amount)), 100)
    if not yuan and not rest:
        return "零元整"
    text = "负" if amount < 0 else ""
    if yuan:
        text += _spell(yuan, _CAPITAL_DIGITS, _CAPITAL_UNITS) + "元"
    return text + (_spell_below_yuan(yuan, rest) if rest else "整")


def _spell(number: int, digits: str, units: tuple[tuple[int, str], ...]) -> str:
    """Spell a number from 0 on; one 零 stands for the zeros between two parts, none at the end."""
    for size, unit in units:
        if number >= size:
            high, low = divmod(number, size)
            text = _spell(high, digits, units) + unit
            if not low:
                return text
            return text + (digits[0] if low < size // 10 else "") + _spell(low, digits, units)
    return digits[number]


def _spell_below_yuan(yuan: int, fen: int) -> str:
    jiao, fen = divmod(fen, 10)
    text = "零" if yuan and (not jiao or yuan % 10 == 0) else ""
    if jiao:
        text += _CAPITAL_DIGITS[jiao] + "角"
    if fen:
        text += _CAPITAL_DIGITS[fen] + "分"
    return text


def _to_fen(amount: Decimal) -> int:
    try:
        return int(amount.quantize(Decimal("0.01"), context=_TO_FEN).scaleb(2, context=_TO_FEN))
    except (InvalidOperation, Inexact, ValueError) as error:
        raise DataError.of(_NOT_IN_FEN, found=amount, expected=_FEN_EXPECTED, remedy=_ROUND_FIRST) from error


def _evaluate(text: str) -> int:
    """Return the value of a canonical numeral, and some number or other for any other text."""
    total = myriads = below = digit = 0
    for char in text:
        value = _VALUES.get(char, LARGEST + 1)
        if value < 10:
            digit = value
        elif value < 10**4:
            below += (digit or 1) * value
            digit = 0
        elif value == 10**4:
            myriads, below, digit = (below + digit) * value, 0, 0
        else:
            total, myriads, below, digit = (myriads + below + digit) * value, 0, 0, 0
    return total + myriads + below + digit


def _without_variants(text: str) -> str:
    return _TWO.sub("二", text.replace("〇", "零"))


def _shown(number: int) -> str:
    """Return a number as text; a huge one by its length only, for Python refuses to print it."""
    bits = number.bit_length()
    return str(number) if bits < 256 else f"2^{bits - 1}…"
