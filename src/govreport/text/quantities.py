"""The figures of running text: 1250件, 约200条, 一百二十三件, 33.9%, 2.3倍, 18万余条.

Works on folded text (`govreport.text.folding`). Dates, numbers of documents and ordinals are no
quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from govreport.errors import DataError
from govreport.text.numerals import parse_numeral

PERCENT: Final = "%"
TIMES: Final = "倍"
CASES: Final = "件宗起例"
"""Units that count the same thing: a request, a case."""

_COUNTED: Final = (
    "人次|人份|件次|份次|期次|场次|件|宗|起|例|个|条|次|份|项|篇|期|场|人|部|张|批|户|名|家|册|幅|封|套|款|则|只|"
    "辆|台|站|轮|版"
)
_OTHER: Final = (
    "个百分点|个工作日|个自然日|个月|个小时|个季度|个部分|个方面|年度|年|月|日|天|小时|分钟|周|届|号|楼|层|室|路|级|类|"
    "字|元|角|分|公里|平方米|亩|吨|岁|点|时"
)
"""Units of what is never counted in a report: days, parts of it, addresses, money."""
_SCALES: Final = {
    "": 1,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_QUANTITY: Final = re.compile(
    rf"(?P<about>大约|约|近|将近|超过|超|逾|不少于|不低于|达到?|至少)?"
    rf"(?P<number>(?<![0-9.A-Za-z〔\[])[0-9]+(?:\.[0-9]+)?|[零一二三四五六七八九十百千两][零一二三四五六七八九十百千万亿两]*)"
    rf"(?P<more>余|多|几)?(?P<scale>百万|千万|万亿|万|亿|千|百)?(?P<more2>余|多|几)?"
    rf"(?P<unit>%|％|‰|倍|{_OTHER}|{_COUNTED})?"
    rf"(?P<after>以上|左右|上下)?"
)
_VAGUE: Final = frozenset({"大约", "约", "近", "将近", "超过", "超", "逾", "不少于", "不低于", "至少"})
_ORDINAL: Final = re.compile(r"(?:第|》|〔|\[|-|—|~|～|至|无)$")
_LONGEST: Final = 15
"""Digits of the longest figure: more are a code, or nonsense."""
_ENDS: Final = re.compile(r"[，；。、）…+]|占|$")
_OTHER_UNITS: Final = frozenset(_OTHER.split("|")) - {"元"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a text.

    Attributes:
        value: The figure, its scale multiplied in.
        unit: Its unit; empty where none follows.
        start: Where it begins in the folded text, and where its digits end, and its unit.
        is_vague: Whether it is said to be approximate (约, 余, 以上 …).
        is_spelt: Whether it is written in Chinese numerals.
    """

    value: Decimal
    unit: str
    start: int
    digits_end: int
    end: int
    is_vague: bool = False
    is_spelt: bool = False

    @property
    def places(self) -> int:
        """How many decimal places it is given with."""
        exponent = self.value.as_tuple().exponent
        return max(-exponent, 0) if isinstance(exponent, int) else 0

    def counts_like(self, other: Quantity) -> bool:
        """Tell whether two figures count in the same unit; 件 宗 起 例 are one."""
        return _kind(self.unit) == _kind(other.unit)


def find_quantities(text: str) -> Iterator[Quantity]:
    """Yield the figures of a folded text in order; those without a unit too, if a mark follows.

    >>> found = find_quantities("共公开18万余条，占33.9%，答复十二件")
    >>> [(str(each.value), each.unit, each.is_vague) for each in found]
    [('180000', '条', True), ('33.9', '%', False), ('12', '件', False)]
    """
    for match in _QUANTITY.finditer(text):
        quantity = _quantity(match, text)
        if quantity is not None:
            yield quantity


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    unit = match["unit"] or ""
    start = match.start("number")
    if unit in _OTHER_UNITS or _ORDINAL.search(text[max(start - 1, 0) : start]):
        return None
    digits = match["number"]
    is_spelt = not digits[0].isdigit()
    if len(digits) > _LONGEST:
        return None
    if not unit and not _ENDS.match(text, match.end()):  # 12345热线, 2.平台建设
        return None
    if is_spelt and unit not in ("件", "宗", "起", "例", "条", "份", TIMES):
        return None
    value = _value(digits, is_spelt=is_spelt)
    if value is None:
        return None
    scale = _SCALES[match["scale"] or ""]
    is_rounded = scale > 1 and "." in digits  # 1.24万件
    vague = is_rounded or bool(match["more"] or match["more2"] or match["after"] or match["about"] in _VAGUE)
    return Quantity(
        value * scale if scale > 1 else value,
        unit.replace("％", PERCENT),
        start,
        match.end("number"),
        match.end(),
        vague,
        is_spelt,
    )


def _value(digits: str, *, is_spelt: bool) -> Decimal | None:
    if not is_spelt:
        return Decimal(digits)
    try:
        return Decimal(parse_numeral(digits))
    except DataError:  # 一百一百, 二三: not a number
        return None


def _kind(unit: str) -> str:
    return CASES if unit and unit in CASES else unit
