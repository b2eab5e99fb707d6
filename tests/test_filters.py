"""Words from figures: what each filter writes, and what it refuses."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport import filters
from govreport.errors import DataError
from govreport.filters import RULES, Argument, Part, filter_problem

COUNTS = st.integers(0, 10**9)
PARTS = [Part("甲", 3, "件"), Part("乙", 0, "件"), Part("丙", Decimal("1.50"), "万元")]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (filters.number(1234567), "1,234,567"),
        (filters.number(Decimal("-1234.50")), "-1,234.50"),
        (filters.hanzi(1234), "一千二百三十四"),
        (filters.hanzi(Decimal("1E+3")), "一千"),
        (filters.percent(Decimal("0.1234")), "12.3%"),
        (filters.percent(Decimal("0.1235")), "12.4%"),
        (filters.percent(Decimal("-0.0005")), "-0.1%"),
        (filters.percent(1, 0), "100%"),
        (filters.percent(Decimal(1) / 3, 6), "33.333333%"),
        (filters.money(Decimal("251000.00")), "251000.00元"),
        (filters.money(Decimal("251000.00"), "元", "万元"), "25.1万元"),
        (filters.money(Decimal("72701.2578"), "万元", "元"), "727012578元"),
        (filters.money(Decimal("72701.2578"), "万元", "亿元"), "7.27012578亿元"),
        (filters.money(0, "万元", "亿元"), "0亿元"),
        (filters.date(datetime.date(2026, 1, 9)), "2026年1月9日"),
        (filters.date("2026/1/9"), "2026年1月9日"),
        (filters.share(437, 1000), "43.7%"),
        (filters.share(1, 3), "33.3%"),
        (filters.share(Decimal("0.05"), 100), "0.1%"),
        (filters.share(0, 7), "0.0%"),
        (filters.list_zh(PARTS), "甲3件、丙1.50万元"),
        (filters.list_zh([Part("甲", 3, "件")], "条"), "甲3条"),
        (filters.list_zh([Part("甲", 0), Part("乙", Decimal("0.00"))]), "无"),
        (filters.list_zh([]), "无"),
    ],
)  # fmt: skip
def test_a_filter_writes(told: str, expected: str) -> None:
    assert told == expected


@pytest.mark.parametrize(
    ("value", "last", "expected"),
    [
        (112, 100, "增长12.0%"),
        (1123, 1000, "增长12.3%"),
        (90, 100, "下降10.0%"),
        (0, 100, "下降100.0%"),
        (300, 100, "增长200.0%"),
        (100, 100, "持平"),
        (0, 0, "持平"),
        (Decimal("1.50"), Decimal("1.5"), "持平"),
        # half up: 12.25 % and 12.35 %
        (11225, 10000, "增长12.3%"),
        (8765, 10000, "下降12.4%"),
        # small bases are told in figures; 10 is none
        (12, 9, "增加3件"),
        (1, 9, "减少8件"),
        (0, 9, "减少9件"),
        (13, 10, "增长30.0%"),
        (Decimal("11.5"), Decimal("9.9999"), "增加1.5001件"),
        # from zero
        (3, 0, "增加3件（上年为0）"),
        (1000, 0, "增加1000件（上年为0）"),
        # below zero
        (5, -20, "增加25件"),
        (-5, 20, "减少25件"),
        # a change that the percentage does not show
        (2001, 2000, "增长0.1%"),
        (10001, 10000, "增加1件"),
        (9999, 10000, "减少1件"),
    ],
)
def test_a_change_is_told_as_it_can_be_understood(
    value: int | Decimal, last: int | Decimal, expected: str
) -> None:
    assert filters.yoy(value, last, "件") == expected


def test_a_change_without_unit_is_told_without() -> None:
    assert filters.yoy(3, 1) == "增加2"


@given(COUNTS, COUNTS)
def test_the_words_for_a_change_agree_with_its_sign(value: int, last: int) -> None:
    told = filters.yoy(value, last, "件")
    assert told.startswith(
        "持平" if value == last else ("增长", "增加") if value > last else ("下降", "减少")
    )
    assert ("%" in told) <= (last >= filters.SMALL_BASE)
    assert "增长0.0%" not in told


@given(st.lists(COUNTS, min_size=1, max_size=6).filter(any))
def test_shares_of_the_parts_of_a_whole_add_up_to_it_but_for_rounding(parts: list[int]) -> None:
    shares = [Decimal(filters.share(part, sum(parts)).rstrip("%")) for part in parts]
    assert abs(sum(shares, Decimal(0)) - 100) <= Decimal("0.05") * len(parts)


@given(st.decimals(0, 10**9, places=4), st.sampled_from(["元", "万元", "亿元"]))
def test_an_amount_in_another_unit_is_the_same_amount(amount: Decimal, unit: str) -> None:
    power = filters.UNITS_OF_MONEY
    told = filters.money(amount, "万元", unit)
    assert Decimal(told.removesuffix(unit)).scaleb(power[unit]) == amount.scaleb(power["万元"])


@pytest.mark.parametrize("value", ["3", True, None, datetime.date(2026, 1, 9), {}, 1.5])
@pytest.mark.parametrize(
    "told",
    [
        filters.number, filters.hanzi, filters.percent, filters.money, filters.figure,
        lambda value: filters.yoy(value, 1), lambda value: filters.yoy(1, value),
        lambda value: filters.share(value, 1), lambda value: filters.share(1, value),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_refused(told: Callable[[object], object], value: object) -> None:
    with pytest.raises(DataError) as caught:
        told(value)
    assert caught.value.problems[0].what.en == "this filter is for numbers"


@pytest.mark.parametrize(
    "value",
    [Decimal("inf"), Decimal("NaN"), 10**5000, 10**30, Decimal("1E+30"), Decimal("1E-31")],
    ids=range(6),
)
@pytest.mark.parametrize(
    "told",
    [
        filters.number, filters.hanzi, filters.percent, filters.money, filters.figure,
        lambda value: filters.yoy(value, 1), lambda value: filters.yoy(1, value),
        lambda value: filters.share(value, 1), lambda value: filters.share(1, value),
        lambda value: filters.list_zh([Part("甲", value)]),
    ],
)  # fmt: skip
def test_a_figure_that_is_not_finite_or_too_long_is_refused(
    told: Callable[[object], object], value: object
) -> None:
    with pytest.raises(DataError) as caught:
        told(value)
    assert caught.value.problems[0].what.en == "the number cannot be written out"


def test_a_share_that_is_no_short_decimal_is_written() -> None:
    assert (filters.share(1, 3), filters.yoy(10, 30)) == ("33.3%", "下降66.7%")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (lambda: filters.hanzi(Decimal("1.5")), "not a whole number"),
        (lambda: filters.percent(1, 7), "no number of decimal places"),
        (lambda: filters.percent(1, True), "no number of decimal places"),
        (lambda: filters.money(1, "件"), "no unit of money"),
        (lambda: filters.money(1, "元", "美元"), "no unit of money"),
        (lambda: filters.date(20260109), "this filter is for dates"),
        (lambda: filters.date("今天"), "not a date"),
        (lambda: filters.share(0, 0), "there is no share of 0"),
        (lambda: filters.list_zh([Part("甲", None)]), "a group with a blank cell cannot be listed"),
        (lambda: filters.list_zh([1]), "list_zh is for the parts of a group"),  # type: ignore[list-item]
        (lambda: filters.list_zh(None), "list_zh is for the parts of a group"),  # type: ignore[arg-type]
        (lambda: filters.percent(1, 10**5000), "no number of decimal places"),
    ],
)
def test_what_makes_no_sense_is_refused(told: Callable[[], str], expected: str) -> None:
    with pytest.raises(DataError) as caught:
        told()
    assert caught.value.problems[0].what.en == expected


@pytest.mark.parametrize("name", list(RULES))
@pytest.mark.parametrize("argument", list(Argument))
def test_a_filter_takes_what_its_rule_says_and_nothing_else(name: str, argument: Argument) -> None:
    rule = RULES[name]
    fits = argument is rule.argument or (argument is Argument.NOTHING and not rule.needs_argument)
    assert (filter_problem(name, argument) is None) is fits
