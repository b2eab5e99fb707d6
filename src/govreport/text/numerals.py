"""Chinese numerals, both ways."""

from __future__ import annotations

import re

from govreport.errors import DataError
from govreport.messages import Message

LARGEST = 10**16 - 1
"""The largest number that has a numeral here: 九千九百九十九万…九千九百九十九."""

_DIGITS = "零一二三四五六七八九"
_UNITS = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))

_VALUES = {char: value for value, char in enumerate(_DIGITS)} | {char: size for size, char in _UNITS}
_TWO = re.compile("两(?=[百千万亿])|\\A两\\Z")
_LONGEST = 31
"""Characters of the longest numeral up to `LARGEST`, without 负."""

_NOT_A_NUMERAL = Message("不是规范的中文数字", "not a proper Chinese numeral")
_NUMERAL_EXPECTED = Message("如 十二、一百零三、两千、负五", "for example 十二, 一百零三, 两千, 负五")
_TOO_LARGE = Message("数字太大，没有中文写法", "the number is too large for a Chinese numeral")
_RANGE = Message("绝对值不超过 {largest}", "at most {largest}, or that below zero").format(largest=LARGEST)


def format_numeral(number: int) -> str:
    """Spell a whole number in words; a leading 一十 is written 十.

    Raises:
        DataError: The number is beyond `LARGEST`.

    >>> format_numeral(12), format_numeral(123), format_numeral(100_010), format_numeral(-2_000)
    ('十二', '一百二十三', '十万零一十', '负二千')
    """
    if abs(number) > LARGEST:
        raise DataError.of(_TOO_LARGE, found=_shown(number), expected=_RANGE)
    text = _spell(abs(number))
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


def _spell(number: int) -> str:
    """Spell a number from 0 on; one 零 stands for the zeros between two parts, none at the end."""
    for size, unit in _UNITS:
        if number >= size:
            high, low = divmod(number, size)
            text = _spell(high) + unit
            if not low:
                return text
            return text + (_DIGITS[0] if low < size // 10 else "") + _spell(low)
    return _DIGITS[number]


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
