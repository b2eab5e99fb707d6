"""Only plain values enter a template, as copies; anything else is refused with its path."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from pathlib import Path

import pytest
from docxtpl import RichText
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from govreport.errors import DataError
from govreport.forms import ogi2021
from govreport.word.values import plain_data


class Level(StrEnum):
    COUNTY = "county"


class Number(IntEnum):
    ONE = 1


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**29), 10**29)
    | st.dates()
    | st.decimals(-(10**9), 10**9, places=4)
    | st.text(st.characters(exclude_categories=("C",)), max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), PLAIN, max_size=4))
def test_plain_data_is_copied_as_it_is(data: dict[str, object]) -> None:
    assert plain_data(data) == data


def test_the_copy_shares_nothing_that_could_change() -> None:
    inner = [1]
    copy = plain_data({"a": {"b": inner}})
    inner.append(2)
    assert copy == {"a": {"b": [1]}}


def test_a_tuple_becomes_a_list_and_a_choice_its_text() -> None:
    copy = plain_data({"a": (1, 2), "level": Level.COUNTY})
    assert copy == {"a": [1, 2], "level": "county"}
    assert type(copy["level"]) is str


def test_line_ends_become_line_feeds() -> None:
    assert plain_data({"a": "x\r\ny\rz\n\tw"}) == {"a": "x\ny\nz\n\tw"}


@pytest.mark.parametrize(
    "value",
    [
        Markup("<w:p/>"),
        RichText("甲"),
        Path("/etc/passwd"),
        ogi2021.Report,
        0.1,
        {1, 2},
        b"bytes",
        datetime(2024, 1, 2, tzinfo=UTC),
        Number.ONE,
        open,
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_plain_value_is_refused_with_its_path(value: object) -> None:
    with pytest.raises(DataError) as caught:
        plain_data({"rows": [{"name": "甲"}, {"name": value}]})
    (problem,) = caught.value.problems
    assert str(problem.where) == "rows[1].name"
    assert problem.found == type(value).__name__


@pytest.mark.parametrize("data", [None, "text", [1], 3, Path()])
def test_the_whole_must_be_a_mapping(data: object) -> None:
    with pytest.raises(DataError, match="Report, dict"):
        plain_data(data)


def test_a_key_must_be_a_text() -> None:
    with pytest.raises(DataError, match="键必须是文字"):
        plain_data({"a": {1: "x"}})


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_refused(character: str) -> None:
    with pytest.raises(DataError) as caught:
        plain_data({"a": {"b": f"甲{character}乙"}})
    (problem,) = caught.value.problems
    assert str(problem.where) == "a.b"
    assert problem.found.startswith(f"U+{ord(character):04X}")
    assert character not in str(caught.value)


def test_one_text_may_have_a_hundred_thousand_characters() -> None:
    assert plain_data({"a": "甲" * 100_000})
    with pytest.raises(DataError, match="100000"):
        plain_data({"a": "甲" * 100_001})


def test_all_texts_together_may_have_five_million() -> None:
    assert plain_data({"a": ["甲" * 100_000] * 50})
    with pytest.raises(DataError, match="5000000"):
        plain_data({"a": ["甲" * 100_000] * 50, "b": "x"})


def test_data_that_contains_itself_is_refused() -> None:
    circle: list[object] = []
    circle.append(circle)
    with pytest.raises(DataError, match="嵌套太深"):
        plain_data({"a": circle})


@pytest.mark.parametrize(
    "number",
    [10**30, -(10**30), 10**5000, Decimal("NaN"), Decimal("-Infinity"), Decimal("1E+999999")],
    ids=["positive", "negative", "enormous", "nan", "infinite", "exponent"],
)
def test_a_number_nobody_can_print_is_refused(number: object) -> None:
    with pytest.raises(DataError) as caught:
        plain_data({"a": [number]})
    assert str(caught.value.problems[0].where) == "a[0]"
