"""Dates as official documents write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.errors import DataError
from govreport.text.dates import (
    format_date,
    format_period,
    has_date,
    parse_date,
    parse_printed_date,
    parse_year,
)


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


@pytest.mark.parametrize(
    "text",
    [
        *("2026年1月19日", "2026-01-19", "2026.1.19", "2026. 01. 19", "２０２６．１．１９"),
        *("二〇二六年一月十九日", "二○二六年一月十九日", "二零二六年一月十九日", "二O二六年一月十九日"),
        "二〇二六年 一月 十九日",
    ],
)
def test_a_date_is_read_as_documents_print_it(text: str) -> None:
    assert parse_printed_date(text) == date(2026, 1, 19)


@pytest.mark.parametrize(
    "text", ["2026.1", "二〇二六年一月", "二千年一月一日", "二〇二六年一十月一日", "甲县"]
)
def test_what_is_no_whole_date_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="不是"):
        parse_printed_date(text)


@pytest.mark.parametrize("text", ["2026.2.29", "二〇二六年二月三十日", "二〇二六年十三月一日"])
def test_a_printed_day_the_calendar_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="没有这一天"):
        parse_printed_date(text)


def test_a_year_is_read_in_either_digits() -> None:
    assert [parse_year(text) for text in ("2019", "二〇一九", "二零一九", "二o一九")] == [2019] * 4


@pytest.mark.parametrize(
    "text", ["2026", "2026年", "1月", "二〇二六年", "年 月 日", "甲局2026年1月9日", "2026.1"]
)
def test_a_part_of_a_date_is_told(text: str) -> None:
    assert has_date(text)


@pytest.mark.parametrize("text", ["", "0", "12", "三一", "甲县", "2026年会", "第二十中学"])
def test_what_is_no_part_of_a_date_is_told(text: str) -> None:
    assert not has_date(text)
