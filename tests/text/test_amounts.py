"""Amounts: digits kept, rounding half up, nothing read that has two values."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal, localcontext
from fractions import Fraction
from math import floor

import pytest
from babel import Locale
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from govreport.errors import DataError
from govreport.text.amounts import (
    LONGEST,
    format_money,
    format_number,
    format_percent,
    format_plain,
    parse_amount,
    round_half_up,
)

FIGURES = st.decimals(-(10**12), 10**12, places=4, allow_nan=False)
UNWRITABLE = ["NaN", "sNaN", "Infinity", "-Infinity", f"1E+{LONGEST}", f"0E+{LONGEST}", f"1E-{LONGEST + 1}"]
CHINESE = Locale.parse("zh_CN")


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("0.125", 2, "0.13"),
        ("0.135", 2, "0.14"),
        ("0.1249999", 2, "0.12"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("-0.004", 2, "0.00"),
        ("7", 2, "7.00"),
        ("1E+3", 1, "1000.0"),
        ("99.995", 2, "100.00"),
        ("9" * LONGEST + ".995", 2, "1" + "0" * LONGEST + ".00"),
    ],
)
def test_half_is_rounded_away_from_zero(value: str, places: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(value), places)) == rounded


@given(FIGURES, st.integers(0, 3))
def test_rounding_is_what_exact_fractions_say(value: Decimal, places: int) -> None:
    steps = floor(abs(Fraction(value)) * 10**places + Fraction(1, 2))
    exact = Fraction(steps, 10**places) * (1 if value >= 0 else -1)
    assert Fraction(round_half_up(value, places)) == exact


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("96171.60", "96171.60"),
        ("1E+3", "1000"),
        ("1E-7", "0.0000001"),
        ("0.00", "0.00"),
        ("-0", "0"),
        ("-3.50", "-3.50"),
        ("9" * LONGEST, "9" * LONGEST),
        (f"1E-{LONGEST}", "0." + "0" * (LONGEST - 1) + "1"),
    ],
)
def test_plain_figure_keeps_its_digits(value: str, text: str) -> None:
    assert format_plain(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1234, "1,234"),
        (-1234567, "-1,234,567"),
        (Decimal("1234.50"), "1,234.50"),
        (Decimal("1E+6"), "1,000,000"),
        (Decimal("-0.0"), "0.0"),
    ],
)
def test_thousands_are_grouped(value: int | Decimal, text: str) -> None:
    assert format_number(value) == text


@given(st.integers(-(10**20), 10**20))
def test_whole_numbers_are_grouped_as_in_the_chinese_locale(value: int) -> None:
    assert format_number(value) == format_decimal(value, locale=CHINESE)


@given(FIGURES)
def test_decimals_are_grouped_as_in_the_chinese_locale(value: Decimal) -> None:
    assert format_number(value) == format_decimal(value or Decimal(0), "#,##0.0000", CHINESE)


@pytest.mark.parametrize(
    ("ratio", "places", "text"),
    [
        ("0.12345", 2, "12.35%"),
        ("0.12344999", 2, "12.34%"),
        ("0.005", 0, "1%"),
        ("1", 0, "100%"),
        ("12.345", 1, "1234.5%"),
        ("-0.0625", 1, "-6.3%"),
        ("-0.00001", 1, "0.0%"),
        ("0", 2, "0.00%"),
    ],
)
def test_percentage_is_rounded_half_up(ratio: str, places: int, text: str) -> None:
    assert format_percent(Decimal(ratio), places) == text


def test_money_keeps_its_digits_and_has_its_unit() -> None:
    assert format_money(Decimal("72701.2578"), "万元") == "72701.2578万元"
    assert format_money(Decimal("1234.50"), "元", grouping=True) == "1,234.50元"
    assert format_money(Decimal(0), "元") == "0元"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("96171.60", "96171.60"),
        ("1,234,567.8", "1234567.8"),
        ("１２３４．５０", "1234.50"),
        ("1，234", "1234"),
        (" 7\n", "7"),
        ("\u30007", "7"),
        ("+19", "19"),
        ("-4", "-4"),
        ("－４", "-4"),
        ("\u22124", "-4"),
        ("-0.0", "0.0"),
        ("00", "0"),
    ],
)
def test_typed_amount_is_read_with_its_digits(text: str, value: str) -> None:
    assert str(parse_amount(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "/", "NaN", "nan", "Infinity", "inf", "1e3", "1E3", "1E+999999999", "0x10", "1_000"),
        *(
            "1,2345",
            "1234,567",
            "12,34",
            ",123",
            "1,,234",
            "1,234,",
            "1 234",
            "1.",
            ".5",
            "1.2.3",
            "1.234,5",
            "--4",
            "减4",
        ),
        *("12元", "1.2万", "12%", "5²", "①②", "½", "٣", "一百", "1\u200b2", "22（其中修订16件）", "\u2460"),
    ],
)
def test_what_is_no_plain_amount_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="不是金额"):
        parse_amount(text)


@given(FIGURES)
def test_every_amount_is_read_back(value: Decimal) -> None:
    for text in (format_plain(value), format_number(value)):
        assert parse_amount(text).as_tuple() == (value or abs(value)).as_tuple()


@pytest.mark.parametrize("value", UNWRITABLE)
def test_figure_without_a_plain_form_is_refused(value: str) -> None:
    for write in (format_plain, format_number, lambda figure: round_half_up(figure, 2)):
        with pytest.raises(DataError, match="数字无法写出"):
            write(Decimal(value))


def test_amount_of_too_many_digits_is_refused() -> None:
    with pytest.raises(DataError, match="数字无法写出"):
        parse_amount("1" * (LONGEST + 1))


def test_context_of_the_caller_is_neither_used_nor_changed() -> None:
    with localcontext(prec=3, rounding=ROUND_DOWN) as context:
        context.clear_flags()
        assert str(round_half_up(Decimal("12345.675"), 2)) == "12345.68"
        assert format_percent(Decimal("12.34565"), 2) == "1234.57%"
        assert format_number(Decimal("-123456.75")) == "-123,456.75"
        assert str(parse_amount("-123456.75")) == "-123456.75"
        assert not any(context.flags.values())
