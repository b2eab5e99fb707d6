"""Dates as official documents write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.errors import DataError
from govreport.text.dates import format_date, format_period, parse_date


def test_date_has_no_padded_zeros() -> None:
    assert format_date(date(2026, 1, 9)) == "2026年1月9日"
    assert format_date(date(2026, 12, 31)) == "2026年12月31日"


def test_period_is_the_calendar_year() -> None:
    assert format_period(2021) == "2021年1月1日至2021年12月31日"


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_is_read_back(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        *("2026年1月9日", "2026年01月09日", "2026-01-09", "2026-1-9", "2026/1/9", "2026/01/09"),
        *(
            "２０２６年１月９日",
            "２０２６－０１－０９",
            "２０２６／１／９",
            " 2026年1月9日\n",
            "\u30002026/1/9",
        ),
        "2026 年 1 月 9 日",
    ],
)
def test_usual_ways_to_write_a_date_are_read(text: str) -> None:
    assert parse_date(text) == date(2026, 1, 9)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "2026",
            "2026年1月",
            "26年1月9日",
            "2026-01/09",
            "2026.1.9",
            "20260109",
            "9/1/2026",
            "2026年1月9",
        ),
        *(
            "二〇二六年一月九日",
            "2026年1月9日前",
            "2026-01-09T00:00",
            "٢٠٢٦-01-09",
            "2026年²月9日",
            "2026-001-09",
        ),
    ],
)
def test_other_ways_are_refused(text: str) -> None:
    with pytest.raises(DataError, match="不是日期"):
        parse_date(text)


@pytest.mark.parametrize("text", ["2026年2月29日", "2026-13-01", "2026/4/31", "0000-01-01", "2026-00-10"])
def test_day_the_calendar_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="没有这一天"):
        parse_date(text)


def test_refusal_says_what_was_found_and_expected() -> None:
    with pytest.raises(DataError) as caught:
        parse_date("9.1.2026")
    assert caught.value.to_text("en") == (
        "not a date\n  found: 9.1.2026\n  expected: for example 2026年1月9日, 2026-01-09 or 2026/1/9"
    )
