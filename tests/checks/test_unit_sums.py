"""An aggregate against its units: what is an error, and what only a warning."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport import Agency, aggregate, check
from govreport.aggregation import Aggregate
from govreport.errors import DataError
from govreport.findings import Finding, Severity
from govreport.forms import ogi2019, ogi2021
from govreport.report import Report

COUNTY = Agency(name="某县人民政府")
LICENCES = "disclosure.licences.decisions"


def unit(name: str, licences: int, **facts: object) -> Report:
    data = {
        "year": 2024,
        "agency": {"name": name},
        "disclosure": {"licences": {"decisions": licences}},
        **facts,
    }
    return ogi2021.Report.from_data(data, blank="zero")


def found(report: Report, units: Aggregate) -> list[Finding]:
    return [finding for finding in check(report, units=units) if finding.code == "unit-sum"]


def test_the_sum_of_its_units_passes() -> None:
    units = aggregate([unit("甲局", 3), unit("乙局", 4)], agency=COUNTY)
    assert found(units.report, units) == []


def test_another_figure_is_an_error_with_both_figures() -> None:
    units = aggregate([unit("甲局", 3), unit("乙局", 4)], agency=COUNTY)
    (finding,) = found(unit("某县人民政府", 8), units)
    assert (finding.severity, finding.cells) == (Severity.ERROR, (LICENCES,))
    assert (finding.value, finding.expected) == (8, 7)
    assert finding.where == "二、主动公开政府信息情况 › 行政许可 › 本年处理决定数量"
    assert finding.message.zh == "“行政许可 › 本年处理决定数量”填的是 8，各单位相加是 7"


def test_missing_late_and_blank_units_make_it_a_warning_and_are_named() -> None:
    blank = ogi2021.Report.from_data({"year": 2024, "agency": {"name": "丙局"}})
    late = unit("乙局", 4, published="2025-03-01")
    units = aggregate(
        [unit("甲局", 3), late, blank], agency=COUNTY, expected=["甲局", "乙局", "丙局", "丁局"]
    )
    (finding,) = found(unit("某县人民政府", 8), units)
    assert finding.severity is Severity.WARNING
    assert finding.message.zh.endswith("是 7（缺：丁局；迟报：乙局；空白：丙局）")
    assert finding.message.en.endswith("add up to 7 (missing: 丁局; late: 乙局; blank: 丙局)")


def test_many_missing_units_are_counted() -> None:
    units = aggregate([unit("甲局", 3)], agency=COUNTY, expected=["甲局", *(f"第{at}局" for at in range(7))])
    (finding,) = found(unit("某县人民政府", 8), units)
    assert finding.message.zh.endswith("（缺：第0局、第1局、第2局、第3局、第4局等 7 家）")
    assert finding.message.en.endswith(" (missing: 第0局, 第1局, 第2局, 第3局, 第4局 and others, 7 in all)")


def test_units_of_another_form_make_it_a_warning() -> None:
    data = {"year": 2024, "agency": {"name": "乙局"}, "disclosure": {"licences": {"decisions": 4}}}
    old = ogi2019.Report.from_data(data, blank="zero")
    units = aggregate([unit("甲局", 3), old], agency=COUNTY, convert=True)
    (finding,) = found(unit("某县人民政府", 8), units)
    assert finding.severity is Severity.WARNING
    assert finding.message.zh.endswith("（表样不同：乙局）")


def test_the_handling_fee_is_compared_as_well() -> None:
    units = aggregate([unit("甲局", 0, handling_fee={"cases": 1, "amount": "20"})], agency=COUNTY)
    (finding,) = found(unit("某县人民政府", 0, handling_fee={"cases": 1, "amount": "30"}), units)
    assert (finding.cells, finding.value, finding.expected) == (
        ("handling_fee.amount",),
        Decimal(30),
        Decimal(20),
    )
    assert (finding.where, finding.message.en) == (
        "信息处理费 › 金额",
        "“金额” is 30; its units add up to 20",
    )


@pytest.mark.parametrize(("printed", "count"), [("2万元", 0), ("20000元", 0), ("20001元", 1), ("若干", 0)])
def test_printed_amounts_are_compared_in_the_same_unit(printed: str, count: int) -> None:
    def bought(name: str, amount: str) -> Report:
        data = {"year": 2019, "agency": {"name": name}, "disclosure": {"procurement": {"amount": amount}}}
        return ogi2019.Report.from_data(data)

    units = aggregate([bought("甲局", "1.5万元"), bought("乙局", "5000元")], agency=COUNTY)
    assert len(found(bought("某县人民政府", printed), units)) == count


def test_units_of_another_year_or_form_are_refused() -> None:
    units = aggregate([unit("甲局", 3)], agency=COUNTY)
    other = ogi2021.Report.from_data({"year": 2023, "agency": {"name": "某县人民政府"}})
    with pytest.raises(DataError) as caught:
        check(other, units=units)
    assert (caught.value.problems[0].found, caught.value.problems[0].expected) == (
        "ogi2021 2024",
        "ogi2021 2023",
    )
