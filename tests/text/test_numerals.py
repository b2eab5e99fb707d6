"""Chinese numerals, against themselves and against cn2an."""

from __future__ import annotations

import re

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.errors import DataError
from govreport.text.numerals import (
    LARGEST,
    format_numeral,
    parse_numeral,
)

SPARSE = st.lists(st.sampled_from("00019"), min_size=1, max_size=16).map(lambda digits: int("".join(digits)))
"""Numbers with many zeros, where numerals go wrong."""


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (112, "一百一十二"),
        (123, "一百二十三"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (10_010, "一万零一十"),
        (100_010, "十万零一十"),
        (10_001_000, "一千万一千"),
        (10**8, "一亿"),
        (10**8 + 10**4, "一亿零一万"),
        (10**8 + 1000, "一亿零一千"),
        (10**8 + 10**7, "一亿一千万"),
        (10**12, "一万亿"),
        (10**12 + 10**8, "一万零一亿"),
        (10**12 + 1, "一万亿零一"),
        (LARGEST, "九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九"),
        (-12, "负十二"),
    ],
)
def test_number_and_numeral_are_each_other(number: int, text: str) -> None:
    assert format_numeral(number) == text
    assert parse_numeral(text) == number


@pytest.mark.slow
def test_every_number_below_a_million_is_read_back() -> None:
    assert [n for n in range(1_000_000) if parse_numeral(format_numeral(n)) != n] == []


@given(st.integers(-LARGEST, LARGEST) | SPARSE)
def test_every_number_is_read_back(number: int) -> None:
    assert parse_numeral(format_numeral(number)) == number


@given(st.integers(0, 10**12) | SPARSE)
def test_cn2an_reads_the_same_number(number: int) -> None:
    assert cn2an.cn2an(format_numeral(number), "normal") == number


@given(st.integers(0, 10**12) | SPARSE)
def test_cn2an_writes_the_same_numeral(number: int) -> None:
    # cn2an keeps 一十 behind nothing but 十 itself, and loses the 零 for an empty 万 level: 一亿一千.
    written = re.sub("亿(?=[一二三四五六七八九]千[^万]*$)", "亿零", cn2an.an2cn(number, "low"))
    assert format_numeral(number) == re.sub("^一十", "十", written)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("两", 2),
        ("两百", 200),
        ("两千零二", 2002),
        ("两万两千", 22_000),
        ("两亿", 2 * 10**8),
        ("一百〇一", 101),
        ("〇", 0),
        ("负两千", -2000),
    ],
)
def test_accepted_variants_are_read(text: str, number: int) -> None:
    assert parse_numeral(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *("", "二〇二一", "一百一百", "一十二", "一百一", "一百零十", "百", "千二", "零一", "一零", "万"),
        *("十两", "两十", "两百两", "二十两", "负零", "负负一", "负", "一 百", " 一", "壹", "百万", "一亿亿"),
        *("12", "12件", "一百件", "十十", "一千零零一", "零零", "廿", "一万一", "\ud800", "一二", "一万万"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(DataError):
        parse_numeral(text)


@pytest.mark.parametrize("char", ["一", "亿", "负", "两"])
def test_enormous_text_is_refused(char: str) -> None:
    with pytest.raises(DataError):
        parse_numeral(char * 100_000)


@given(st.text("零〇一二两九十百千万亿负", max_size=8))
def test_what_is_accepted_is_what_would_be_written(text: str) -> None:
    try:
        number = parse_numeral(text)
    except DataError:
        return
    assert format_numeral(number) == text.replace("〇", "零").replace("两", "二")


def test_refusal_says_what_was_found_and_expected() -> None:
    with pytest.raises(DataError) as caught:
        parse_numeral("一百一百")
    assert caught.value.to_text("zh") == (
        "不是规范的中文数字\n  实为：一百一百\n  应为：如 十二、一百零三、两千、负五"
    )


def test_number_beyond_the_largest_is_refused() -> None:
    for number in (LARGEST + 1, -LARGEST - 1, 10**6000):
        with pytest.raises(DataError, match="太大"):
            format_numeral(number)
