"""Shares and changes, recomputed from the figures they name."""

from __future__ import annotations

import pytest

from govreport.checks import check
from govreport.report import Report
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")
LAST = changed(
    HUAIAN,
    {
        "applications.received.natural_person": 2882,
        "applications.received.total": 3000,
        "applications.carried_forward.natural_person": 34,
        "applications.carried_forward.total": 34,
    },
    year=2023,
)


def codes(sentence: str, last_year: Report | None = None) -> list[str]:
    report = changed(HUAIAN, {}, overview=sentence)
    findings = check(report, last_year=last_year, excerpt=True)
    return [found.code for found in findings if found.code in ("text-share", "text-change", "text-rounding")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("予以公开申请1362件，占44.66%。", []),  # of 3050, what was handled
        ("予以公开申请1362件，占43.67%。", []),  # of 3119, what was received
        ("予以公开申请1362件，占43.20%。", []),  # of 3153, both years
        ("予以公开申请1362件，占44.65%。", ["text-rounding"]),
        ("予以公开申请1362件，占48%。", ["text-share"]),
        ("公开信息600条，其中动态450条，占75%。", []),
        ("公开信息600条，其中动态450条，占70%。", ["text-share"]),
        ("公开信息600条，占全市的12%。", []),
        ("公开信息600条，办结率90%。", []),
    ],
)
def test_a_share_is_of_something_that_is_stated_or_in_the_table(sentence: str, expected: list[str]) -> None:
    assert codes(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("收到政府信息公开申请3119件，同比增长4.0%。", []),
        ("收到政府信息公开申请3119件，同比增长5.0%。", ["text-change"]),
        ("收到政府信息公开申请3119件，同比下降4.0%。", ["text-change"]),
        ("收到政府信息公开申请3119件，较上年增加119件，增长3.97%。", []),
        ("收到政府信息公开申请3119件，较上年增加120件。", ["text-change"]),
        ("收到政府信息公开申请3119件，是上年的1.04倍。", []),
        ("收到政府信息公开申请3119件，是上年的1.4倍。", ["text-change"]),
        ("公开信息600条，同比增长90%。", []),
    ],
)
def test_a_change_is_computed_from_last_years_report(sentence: str, expected: list[str]) -> None:
    assert codes(sentence, LAST) == expected


def test_without_last_years_figure_nothing_is_said() -> None:
    assert codes("收到政府信息公开申请3119件，同比增长50%。") == []


def test_last_years_figure_may_stand_in_the_sentence() -> None:
    assert codes("收到政府信息公开申请22起，比2023年（31起）下降29%。") == []
    assert codes("收到政府信息公开申请22起，比2023年（31起）下降39%。") == ["text-change"]
