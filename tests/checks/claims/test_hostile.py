"""Texts that nobody would write: the checks neither fail on them nor take long."""

from __future__ import annotations

import time

import pytest

from durations import allowed
from govreport.checks import check
from govreport.checks.explanation import explain
from samples import told


@pytest.mark.parametrize(
    "piece",
    [
        "（申请12件",
        "12件）",
        "其中12件，",
        "受理申请12件，其中",
        "占12%，同比增长12%，",
        "均维持",
        "未收到信息公开申请",
        "无行政复议（信息公开",
        "全年共通过",
        "分别为12件、",
        "12345678901234567890123456789012345件，占99%，",
        "一百一百件申请公开",
    ],
)
def test_a_text_of_one_piece_repeated_is_read_in_no_time(piece: str) -> None:
    text = "收到政府信息公开申请" + piece * (6_000 // len(piece))
    report = told(overview=text)
    start = time.process_time()
    check(report)
    assert time.process_time() - start < allowed(3)
    assert list(explain(told(overview=text[:600]))) is not None
