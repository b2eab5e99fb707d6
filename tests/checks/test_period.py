"""The statistics period and other years in the text."""

from __future__ import annotations

import pytest

from govreport.checks import check
from samples import OVERVIEW, told

PERIOD = "统计期限为2024年1月1日至12月31日。"


def codes(**texts: object) -> list[str]:
    return [finding.code for finding in check(told(**texts))]


@pytest.mark.parametrize(
    "lead",
    [
        PERIOD,
        "本报告所列数据的统计期限自2024年1月1日起，至2024年12月31日止。",
        "统计时限: 2024 年 1 月 1 日-2024 年 12 月 31 日。",
        "統計期限從2024年1月1日到12月31日止。",
    ],
)
def test_the_report_year_however_it_is_written_is_right(lead: str) -> None:
    assert "period" not in codes(lead=lead)
    assert "period-missing" not in codes(lead=lead)


@pytest.mark.parametrize(
    "lead",
    [
        "统计期限为2023年1月1日至12月31日。",
        "统计期限为2024年1月1日至2023年12月31日。",
        "统计期限为2024年1月1日至2024年12月21日。",
        "数据统计期限自2023年12月1日至2024年11月30日。",
    ],
)
def test_another_period_is_an_error(lead: str) -> None:
    assert codes(lead=lead) == ["period"]


@pytest.mark.parametrize(
    "line",
    [
        "2023年，我市公开信息500条。",
        "截至2023年12月31日，公开信息500条。",
        "我市2023年度公开信息500条。",
    ],
)
def test_a_sentence_about_last_year_is_told(line: str) -> None:
    assert "other-year" in codes(overview=OVERVIEW.replace("公开前逐件审查", line.rstrip("。")))


@pytest.mark.parametrize(
    "line",
    [
        "我市2023年度部门决算已公开。",
        "2023年我市存在的问题已经整改。",
        "比2023年多公开信息50条。",
        "2025年，我市将继续公开。",
    ],
)
def test_other_years_may_be_named_where_they_are_meant(line: str) -> None:
    lines = OVERVIEW.split("\n")
    lines[4] = "（五）监督保障。组织培训两次。" + line
    assert codes(overview="\n".join(lines)) == []


@pytest.mark.parametrize(("year", "cited", "expected"), [
    (2020, "国办公开办函〔2019〕60号", False),
    (2021, "国办公开办函〔2019〕60号", True),
    (2020, "国办公开办函〔2021〕30号", True),
    (2024, "国办公开办函〔2021〕30号", False),
    (2024, "国办公开办函〔2020〕12号", False),
    (2024, "国务院令第492号", True),
])  # fmt: skip
def test_the_notice_is_the_one_in_force(year: int, cited: str, expected: bool) -> None:
    lead = f"根据{cited}编制。统计期限为{year}年1月1日至12月31日。"
    assert ("notice" in codes(lead=lead, year=year)) is expected
