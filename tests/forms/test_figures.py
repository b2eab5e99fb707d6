"""Figures and texts: what a cell and a section take, and how they are refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport.errors import DataError
from govreport.forms import Amount, Change, Columns, Count, Flag, PrintedAmount, Words, column, ogi2021
from govreport.forms._figures import Content

LONG = 10**5000
"""Too long for Python to write out."""


class Cells(Columns):
    count: Count = column("数")
    change: Change = column("增减")
    amount: Amount = column("金额")
    printed: PrintedAmount = column("印")
    words: Words = column("词")
    flag: Flag = column("是否")


def refused(**values: object) -> list[str]:
    with pytest.raises(DataError) as caught:
        Cells(**values)  # type: ignore[arg-type]
    return caught.value.to_text("en").splitlines()


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (True, "True"),
        (3.0, "3.0"),
        (float("1e400"), "inf"),
        (Decimal(3), "Decimal('3')"),
        ([1], "[1]"),
        pytest.param({"a": LONG}, "dict", id="long"),
    ],
)
def test_a_count_is_a_whole_number(value: object, found: str) -> None:
    assert refused(count=value) == [
        "a whole number belongs here",
        "  where: count（数）",
        f"  found: {found}",
        "  expected: a whole number",
    ]


@pytest.mark.parametrize("value", ["3", "1,234", "3件", ""])
def test_the_text_of_a_count_is_told_apart_from_the_number(value: str) -> None:
    assert refused(count=value)[2:] == [
        f'  found: "{value}"',
        "  expected: a whole number",
        "  to do: remove quotes, units and separators",
    ]


@pytest.mark.parametrize("field", ["count", "change"])
@pytest.mark.parametrize("value", [10**30, -(10**30), pytest.param(LONG, id="long")])
def test_a_whole_number_has_at_most_thirty_digits(field: str, value: int) -> None:
    lines = refused(**{field: value})
    assert lines[0] == "the number is too long"
    assert lines[3] == "  expected: at most 30 digits on each side of the point"


def test_numbers_up_to_thirty_digits_are_kept() -> None:
    assert Cells(count=10**30 - 1, change=1 - 10**30).count == 10**30 - 1
    assert Cells(amount=Decimal("9" * 30 + "." + "9" * 30)).amount == Decimal("9" * 30 + "." + "9" * 30)


@pytest.mark.parametrize("value", ["1e999999", "1" * 31, Decimal("1E-31"), Decimal("1e400")])
def test_an_amount_has_at_most_thirty_digits_on_each_side(value: object) -> None:
    assert refused(amount=value)[0] == "the number is too long"


@pytest.mark.parametrize("value", [1.5, float("nan")])
def test_an_amount_is_no_binary_float(value: float) -> None:
    assert refused(amount=value) == [
        "an amount cannot be a binary float",
        "  where: amount（金额）",
        f"  found: {value}",
        "  expected: a decimal, such as 96171.6",
        '  to do: write Decimal("96171.6") or a string',
    ]


@pytest.mark.parametrize(
    "value", [True, "12万元", "1_000", "1,000", "", "一", Decimal("NaN"), Decimal("sNaN"), "inf"]
)
def test_an_amount_is_a_decimal(value: object) -> None:
    assert refused(amount=value)[0] == "a number belongs here"


@pytest.mark.parametrize("value", ["96171.60", "0", "-0.50", "1E+3"])
def test_an_amount_keeps_the_digits_it_was_given_with(value: str) -> None:
    assert str(Cells(amount=value).amount) == value  # type: ignore[arg-type]
    assert str(Cells(amount=Decimal(value)).amount) == value


def test_a_printed_amount_takes_a_number_as_its_digits() -> None:
    assert [Cells(printed=value).printed for value in (12, Decimal("1.50"), "251000元", None)] == [  # type: ignore[arg-type]
        "12",
        "1.50",
        "251000元",
        None,
    ]


def test_a_flag_is_yes_or_no() -> None:
    assert [Cells(flag=value).flag for value in ("是", "否", True, False, None)] == [  # type: ignore[arg-type]
        True,
        False,
        True,
        False,
        None,
    ]
    assert refused(flag="yes")[0] == refused(flag=1)[0] == "yes or no belongs here"


def test_words_stand_on_one_line() -> None:
    assert Cells(words=" 甲 ").words == "甲"
    assert refused(words="甲\n乙")[0] == "this text must stand on one line"
    assert refused(words=3)[0] == "a text belongs here"


def section(text: object) -> str:
    return ogi2021.Report.from_data({"year": 2022, "agency": {"name": "甲"}, "overview": text}).overview


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ""),
        ("甲\r\n乙\r丙\u2028丁\x85戊", "甲\n乙\n丙\n丁\n戊"),
        ("\u3000\u3000甲 \n\n\ufeff乙", "甲\n乙"),
        ("（一）甲\n1.乙\n一是丙", "（一）甲\n1.乙\n一是丙"),
        ("十万、", "十万、"),
    ],
)
def test_a_text_is_kept_in_one_form(text: object, expected: str) -> None:
    assert section(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("甲\x00", "文字里有不能印出的字符 U+0000"),
        ("甲\ud800", "文字里有不能印出的字符 U+D800"),
        ("甲\uffff", "文字里有不能印出的字符 U+FFFF"),
        ("甲\n\u3000\u3000一、乙", "正文的行不能以一级序号开头"),
        ("十二、乙", "正文的行不能以一级序号开头"),
        (["甲"], "这里应填文字"),
        (b"x", "这里应填文字"),
    ],
)
def test_a_text_that_cannot_be_printed_is_refused(text: object, message: str) -> None:
    with pytest.raises(DataError) as caught:
        section(text)
    assert str(caught.value).splitlines()[:2] == [message, "  位置：overview（一、总体情况）"]


def test_contents_are_told_apart() -> None:
    kinds = ("count", "change", "amount", "printed", "words", "flag", "choice", "choices", "text", "fact")
    contents = [Content(kind) for kind in kinds]
    assert [each.kind for each in contents if each.is_figure] == ["count", "change", "amount"]
    assert [each.kind for each in contents if not each.is_cell] == ["text", "fact"]
