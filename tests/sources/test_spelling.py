"""Labels without what stands in brackets behind them, also long ones that nobody would type."""

from __future__ import annotations

import time

import pytest

from durations import allowed
from govreport.sources.spelling import without_remark
from govreport.text.bodies import self_reference


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("规章（单位：件） ", "规章"),
        ("a[b]c[d]", "a"),
        ("x[y(z)", "x[y"),
        ("（甲）", "（甲）"),
        ("甲（乙）丙", "甲（乙）丙"),
        ("甲 （乙）（丙）\n", "甲 （乙）"),
    ],
)
def test_a_remark_at_the_end_is_left_out(text: str, bare: str) -> None:
    assert without_remark(text) == bare


@pytest.mark.parametrize("unit", [" ", "[", "(", "()", "( ", ")", "】"])
def test_remarks_are_found_in_time_that_grows_with_the_text(unit: str) -> None:
    text = unit * 100_000 + "x"
    started = time.process_time()
    assert without_remark(text) == text
    assert self_reference(text) == "本机关"
    assert time.process_time() - started < allowed(1)
