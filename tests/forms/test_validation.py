"""The border to pydantic: every code it gives for our types has words of ours."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Literal, cast

import pytest
from pydantic import BeforeValidator, Strict, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from govreport.agency import Level
from govreport.closing import Date
from govreport.errors import DataError
from govreport.forms import Amount, Choices, Count, Flag, Line, Text, Words, fact, ogi2021
from govreport.forms._record import Record
from govreport.forms._validation import Fault, as_written, iter_faults


def fault(kind: object, value: object) -> Fault:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(cast("type[object]", kind)).validate_python(value)
    (found,) = iter_faults(caught.value)
    return found


@pytest.mark.parametrize(
    ("kind", "value", "code", "what", "found", "expected"),
    [
        (Count, "3", "int_type", "a whole number belongs here", '"3"', "a whole number"),
        (Count, 3.0, "int_type", "a whole number belongs here", "3.0", "a whole number"),
        (int, 3.5, "int_from_float", "a whole number belongs here", "3.5", "a whole number"),
        (int, "x", "int_parsing", "a whole number belongs here", '"x"', "a whole number"),
        (
            Count,
            10**30,
            "too_long",
            "the number is too long",
            str(10**30),
            "at most 30 digits on each side of the point",
        ),
        (Amount, True, "decimal_type", "a number belongs here", "True", "a decimal, such as 96171.6"),
        (Amount, "x", "decimal_parsing", "a number belongs here", '"x"', "a decimal, such as 96171.6"),
        (
            Amount,
            Decimal("NaN"),
            "finite_number",
            "a number belongs here",
            "Decimal('NaN')",
            "a decimal, such as 96171.6",
        ),
        (
            Amount,
            1.5,
            "amount_inexact",
            "an amount cannot be a binary float",
            "1.5",
            "a decimal, such as 96171.6",
        ),
        (Words, 3, "string_type", "a text belongs here", "3", "a text"),
        (Line, "甲\n乙", "several_lines", "this text must stand on one line", '"甲\n乙"', ""),
        (
            Text,
            "甲\x07",
            "illegal_character",
            "the text holds a character that cannot be printed: U+0007",
            '"甲\x07"',
            "",
        ),
        (
            Text,
            "一、甲",
            "section_heading",
            "a line of a section cannot open like a section heading",
            '"一、甲"',
            "sub-headings such as （一） or 1.",
        ),
        (Flag, "有", "bool_type", "yes or no belongs here", '"有"', "true / false"),
        (Literal["甲", "乙"], "丙", "literal_error", "no such choice", '"丙"', "'甲', '乙'"),
        (
            Level,
            "village",
            "enum",
            "no such choice",
            '"village"',
            "'state', 'province', 'prefecture', 'county', 'township'",
        ),
        (Choices, "甲", "tuple_type", "a list belongs here", '"甲"', "[…, …]"),
        (Date, "2023-02-30", "date_type", "a date belongs here", '"2023-02-30"', "2026-01-09"),
        (
            Annotated[datetime.date, Strict()],
            3,
            "date_type",
            "a date belongs here",
            "3",
            "2026-01-09",
        ),
    ],
)
def test_what_is_refused_is_told_in_our_words(
    kind: object, value: object, *, code: str, what: str, found: str, expected: str
) -> None:
    told = fault(kind, value)
    shown = told.expected if isinstance(told.expected, str) else told.expected.en
    assert (told.path, told.code, told.what.en, told.found, shown) == ((), code, what, found, expected)


@pytest.mark.parametrize(("value", "remedied"), [("3件", True), (3.0, False), (True, False), ([3], False)])
def test_quotes_and_units_are_only_spoken_of_where_there_is_a_text(value: object, *, remedied: bool) -> None:
    remedy = fault(Count, value).remedy
    assert (remedy is not None) is remedied
    if remedy is not None:
        assert remedy.zh == "去掉引号、单位和千位分隔符"


def test_a_code_without_words_is_told_by_its_code() -> None:
    def odd(_: object) -> object:
        raise PydanticCustomError("odd_value", "odd_value")

    told = fault(Annotated[int, BeforeValidator(odd)], 3)
    assert (told.what.zh, told.what.en) == (
        "不能用作这个字段的值（odd_value）",
        "not a value for this field (odd_value)",
    )


def test_the_steps_of_validators_are_no_part_of_a_path() -> None:
    class Pair(Record):
        left: Annotated[int | str, BeforeValidator(lambda value: value)] = fact("左")

    with pytest.raises(DataError) as caught:
        Pair(left=[])  # type: ignore[arg-type]
    assert all("function-" not in str(problem.where) for problem in caught.value.problems)


def test_every_fault_of_a_record_is_told_in_the_order_of_its_fields() -> None:
    with pytest.raises(DataError) as caught:
        ogi2021.Report(
            year=24,
            agency="甲局",  # type: ignore[arg-type]
            overview=3,  # type: ignore[arg-type]
            disputes=[],  # type: ignore[arg-type]
        )
    assert [(problem.what.en, problem.where, problem.found) for problem in caught.value.problems] == [
        ("not a year", "year（年度）", "24"),
        ("fields belong here", "agency（机关）", '"甲局"'),
        ("a text belongs here", "overview（一、总体情况）", "3"),
        ("fields belong here", "disputes（四、政府信息公开行政复议、行政诉讼情况）", "[]"),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("3", '"3"'),
        ("", '""'),
        (3, "3"),
        (None, "None"),
        (True, "True"),
        (Decimal("1.50"), "Decimal('1.50')"),
        (10**5000, "int"),
        ([10**5000], "list"),
    ],
    ids=lambda value: None if isinstance(value, str) else "value",
)
def test_a_value_is_shown_as_it_was_written(value: object, text: str) -> None:
    assert as_written(value) == text
