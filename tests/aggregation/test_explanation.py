"""An aggregate in words."""

from __future__ import annotations

from govreport import Agency, aggregate
from govreport.aggregation.explanation import iter_sources, remarks
from govreport.forms import ogi2021, website2018


def unit(name: str, figure: int | None) -> ogi2021.Report:
    data = {"year": 2024, "agency": {"name": name}, "disclosure": {"licences": {"decisions": figure}}}
    return ogi2021.Report.from_data(data)


def test_missing_late_and_blank_units_are_told() -> None:
    data = {"year": 2024, "agency": {"name": "乙局"}, "published": "2025-02-01"}
    units = [unit("甲局", 3), ogi2021.Report.from_data(data)]
    result = aggregate(units, agency=Agency(name="某县"), expected=["甲局", "乙局", "丁局"])
    assert [each.zh for each in remarks(result)] == [
        "汇总了 2 家单位的报告",
        "缺报 1 家：丁局",
        "迟报 1 家：乙局",
        "乙局 有 1 格空白，只加了其他单位的数：行政许可 › 本年处理决定数量",
    ]


def test_cells_that_cannot_be_added_up_are_told() -> None:
    sites = [
        website2018.Report.from_data(
            {"year": 2024, "agency": {"name": name}, "site": {"services": {"directory": answer}}}
        )
        for name, answer in (("甲局", True), ("乙局", False))
    ]
    told = [each.en for each in remarks(aggregate(sites, agency=Agency(name="某县")))]
    assert told[1] == (
        "1 cell left blank, for the units differ or cannot be added up: 办事服务 › 是否发布服务事项目录"
    )


def test_every_cell_says_who_contributed_what() -> None:
    units = [unit("甲局", 3), unit("乙局", 0), unit("丙局", None)]
    ((cell, sources),) = iter_sources(aggregate(units, agency=Agency(name="某县")))
    assert cell.zh.endswith("行政许可 › 本年处理决定数量（disclosure.licences.decisions）= 3")
    assert (sources.zh, sources.en) == ("甲局 3；1 家为 0；空白：丙局", "甲局 3; 1 with 0; blank: 丙局")


def test_cells_of_nothing_but_zeros_are_told_only_when_asked() -> None:
    result = aggregate([unit("甲局", 0)], agency=Agency(name="某县"))
    assert list(iter_sources(result)) == []
    assert len(list(iter_sources(result, zeros=True))) == 1
