from __future__ import annotations

from decimal import Decimal

import pytest

from govreport.agency import Agency
from govreport.checks import check
from govreport.forms import Choices, Count, Rows, fact, ogi2019, ogi2021, row, table
from govreport.forms._figures import Figure
from govreport.report import Report
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")
BUREAU = Agency(name="甲局")


def codes_and_cells(figures: dict[str, Figure]) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.code, finding.cells) for finding in check(changed(HUAIAN, figures))]


def test_a_figure_below_zero_is_an_error_in_its_cell() -> None:
    (finding,) = check(changed(HUAIAN, {"disclosure.fees.amount": Decimal("-0.0001")}))
    assert finding.to_dict() == {
        "code": "negative",
        "severity": "error",
        "message": "“行政事业性收费 › 本年收费金额（单位：万元）”填的是 -0.0001，不能小于 0",
        "where": "二、主动公开政府信息情况 › 行政事业性收费 › 本年收费金额（单位：万元）",
        "cells": ["disclosure.fees.amount"],
        "value": "-0.0001",
        "expected": "≥ 0",
    }


def test_a_handling_fee_below_zero_is_an_error_of_each_of_its_figures() -> None:
    cases, amount = check(changed(HUAIAN, {}, handling_fee={"cases": -3, "amount": "-2.50"}))
    assert cases.to_dict("en") == {
        "code": "negative",
        "severity": "error",
        "message": "“信息处理费 › 件数” is -3; it cannot be below 0",
        "where": "信息处理费 › 件数",
        "cells": ["handling_fee.cases"],
        "value": -3,
        "expected": "≥ 0",
    }
    assert (amount.code, amount.cells, amount.value) == (
        "negative",
        ("handling_fee.amount",),
        Decimal("-2.50"),
    )


def test_a_handling_fee_of_nothing_or_left_blank_is_fine() -> None:
    assert check(changed(HUAIAN, {}, handling_fee={"cases": 0, "amount": "-0"})) == ()
    assert check(changed(HUAIAN, {}, handling_fee={"cases": None})) == ()


def test_a_fact_below_zero_of_a_form_of_ones_own_is_an_error() -> None:
    class Visits(Report, name="visits"):
        visitors: Count = fact("来访人数")

    (finding,) = check(Visits(year=2024, agency=BUREAU, visitors=-1))
    assert (finding.code, finding.where, finding.cells) == ("negative", "来访人数", ("visitors",))


def test_zero_is_not_below_zero() -> None:
    assert (
        codes_and_cells({"disclosure.fees.amount": Decimal("-0"), "disclosure.licences.decisions": 0}) == []
    )


def test_a_total_that_is_negative_because_of_a_part_is_not_named() -> None:
    figures: dict[str, Figure] = {
        "disputes.reconsideration.upheld": -300,
        "disputes.reconsideration.total": -21,
    }
    assert codes_and_cells(figures) == [("negative", ("disputes.reconsideration.upheld",))]


def test_a_negative_total_of_parts_that_are_not_is_named_and_does_not_add_up() -> None:
    assert [code for code, _ in codes_and_cells({"disputes.reconsideration.total": -351})] == [
        "negative",
        "row-total",
    ]


def test_one_blank_cell_is_named_with_its_labels() -> None:
    (finding,) = check(changed(HUAIAN, {"disclosure.licences.decisions": None}))
    assert finding.to_dict("en") == {
        "code": "blank-cell",
        "severity": "warning",
        "message": "blank cells: 1 (“行政许可 › 本年处理决定数量”)",
        "where": "二、主动公开政府信息情况 › 行政许可 › 本年处理决定数量",
        "cells": ["disclosure.licences.decisions"],
        "value": None,
        "expected": None,
    }


def test_the_blanks_of_a_table_are_one_finding_that_names_the_first_three() -> None:
    findings = check(ogi2021.Report(year=2024, agency=BUREAU))
    assert [(finding.code, len(finding.cells), finding.where) for finding in findings] == [
        ("blank-cell", 10, "二、主动公开政府信息情况"),
        ("blank-cell", 24 * 6, "三、收到和处理政府信息公开申请情况"),
        ("blank-cell", 12, "四、政府信息公开行政复议、行政诉讼情况"),
    ]
    assert findings[2].message.zh == (
        "有 12 个单元格空白：“行政复议 › 结果维持”、“行政复议 › 结果纠正”、“行政复议 › 其他结果”等"
    )


def test_three_blank_cells_are_all_named() -> None:
    names = ("upheld", "corrected", "total")
    (finding,) = check(changed(HUAIAN, {f"disputes.reconsideration.{name}": None for name in names}))
    assert finding.message.zh == (
        "有 3 个单元格空白：“行政复议 › 结果维持”、“行政复议 › 结果纠正”、“行政复议 › 总计”"
    )


def test_a_total_published_as_blank_is_a_blank_cell_and_one_left_out_is_not() -> None:
    outcomes = {"upheld": 1, "corrected": None, "other": 0, "pending": 0}
    data = {"year": 2024, "agency": BUREAU, "disputes": {"reconsideration": outcomes}}
    left_out = ogi2021.Report.from_data(data, blank="zero")
    published = changed(left_out, {"disputes.reconsideration.total": None})
    assert check(left_out)[0].cells == ("disputes.reconsideration.corrected",)
    assert check(published)[0].cells == (
        "disputes.reconsideration.corrected",
        "disputes.reconsideration.total",
    )


def test_with_blank_as_zero_nothing_is_blank() -> None:
    data = {"year": 2024, "agency": BUREAU}
    assert check(ogi2021.Report.from_data(data, blank="zero")) == ()


def test_a_choice_of_which_nothing_is_ticked_is_not_blank() -> None:
    class Channels(Rows):
        means: Choices = row("渠道", choices=("网站", "公报"))
        pages: Count = row("页数")

    class Survey(Report, name="survey"):
        channels: Channels = table("一、渠道")

    report = Survey(year=2024, agency=BUREAU, channels=Channels(means=None, pages=None))
    assert [finding.cells for finding in check(report)] == [("channels.pages",)]


def test_a_change_may_be_below_zero() -> None:
    data = {"year": 2019, "agency": BUREAU, "disclosure": {"licences": {"change": -2, "decisions": -1}}}
    report = ogi2019.Report.from_data(data, blank="zero")
    found = [finding.cells for finding in check(report) if finding.code == "negative"]
    assert found == [("disclosure.licences.decisions",)]


@pytest.mark.parametrize(
    ("amount", "told"),
    [("0", []), ("0.00", []), ("0，0", []), ("0.10", ["amount-unit"]), ("12", ["amount-unit"]), ("12元", [])],
)
def test_an_amount_without_unit_is_told_unless_it_is_nothing(amount: str, told: list[str]) -> None:
    data = {"year": 2019, "agency": BUREAU, "disclosure": {"procurement": {"amount": amount}}}
    report = ogi2019.Report.from_data(data, blank="zero")
    assert [finding.code for finding in check(report)] == told
