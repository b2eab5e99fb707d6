"""Reports side by side."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport import compare
from govreport.comparison import Change, Comparison, Line
from govreport.comparison.figures import change
from govreport.comparison.telling import iter_text, to_data
from govreport.errors import DataError, UsageError
from govreport.forms import ogi2019, ogi2021, website2018
from govreport.report import Report

RECEIVED = "applications.received.natural_person"
LICENCES = "disclosure.licences.decisions"


def of_year(year: int, received: int | None, *, name: str = "甲局", **facts: object) -> Report:
    applications = {"received": {"natural_person": received}}
    data = {"year": year, "agency": {"name": name}, "applications": applications, **facts}
    return ogi2021.Report.from_data(data, blank="zero")


def line_of(comparison: Comparison, path: str) -> Line:
    return next(line for line in comparison.lines if line.path == path)


def test_a_figure_is_told_with_its_change_its_rate_and_in_words() -> None:
    line = line_of(compare(of_year(2023, 20), of_year(2024, 25)), RECEIVED)
    assert (line.values, line.unit) == ((20, 25), "件")
    assert line.changes == (Change(5, Decimal("25.0"), "增长25.0%"),)
    assert line.table == "三、收到和处理政府信息公开申请情况"


@pytest.mark.parametrize(
    ("old", "new", "yearly", "expected"),
    [
        (0, 3, True, Change(3, None, "增加3件（上年为0）")),
        (8, 9, True, Change(1, Decimal("12.5"), "增加1件")),
        (7, 7, True, Change(0, Decimal("0.0"), "持平")),
        (100, 112, False, Change(12, Decimal("12.0"), "增加12件")),
        (0, 0, False, Change(0, None, "持平")),
        (200, 199, False, Change(-1, Decimal("-0.5"), "减少1件")),
        (-3, 3, True, Change(6, None, "增加6件")),
        (Decimal("1.50"), Decimal("1.25"), False, Change(Decimal("-0.25"), Decimal("-16.7"), "减少0.25件")),
    ],
)
def test_changes_between_years_and_between_versions(
    old: int | Decimal, new: int | Decimal, yearly: bool, expected: Change
) -> None:
    assert change(old, new, "件", yearly=yearly) == expected


def test_a_blank_has_no_change() -> None:
    line = line_of(compare(of_year(2023, None), of_year(2024, 25)), RECEIVED)
    assert (line.values, line.changes, line.is_changed) == ((None, 25), (None,), True)


def test_a_series_compares_each_year_with_the_one_before() -> None:
    comparison = compare(of_year(2022, 10), of_year(2023, 20), of_year(2024, 15))
    line = line_of(comparison, RECEIVED)
    assert line.values == (10, 20, 15)
    assert [each and each.wording for each in line.changes] == ["增长100.0%", "下降25.0%"]
    assert comparison.names == ("2022年", "2023年", "2024年")
    assert len(comparison.sections[0].differences) == 2


def test_years_apart_are_not_told_as_from_year_to_year() -> None:
    line = line_of(compare(of_year(2021, 100), of_year(2024, 150)), RECEIVED)
    assert line.changes == (Change(50, Decimal("50.0"), "增加50件"),)


def test_versions_of_one_year_and_other_agencies_are_told_apart() -> None:
    assert compare(of_year(2024, 1), of_year(2024, 2)).names == ("2024年（1）", "2024年（2）")
    assert compare(of_year(2024, 1), of_year(2024, 2, name="乙局")).names == ("甲局2024年", "乙局2024年")


def test_another_edition_is_converted_and_what_it_lost_is_told() -> None:
    data = {
        "year": 2020,
        "agency": {"name": "甲局"},
        "disclosure": {"licences": {"previous": 5, "decisions": 10}},
    }
    new = of_year(2021, 1, disclosure={"licences": {"decisions": 15}})
    comparison = compare(ogi2019.Report.from_data(data), new)
    assert line_of(comparison, LICENCES).values == (10, 15)
    assert [entry.path for entry in comparison.conversions[0].lost] == ["disclosure.licences.previous"]
    assert to_data(comparison)["lost"] == [
        {"report": "2020年", "path": "disclosure.licences.previous", "value": 5}
    ]


def test_the_handling_fee_is_compared_too() -> None:
    old = of_year(2023, 1, handling_fee={"cases": 1, "amount": "20.00"})
    new = of_year(2024, 1, handling_fee={"cases": 2, "amount": "50.00"})
    line = line_of(compare(old, new), "handling_fee.amount")
    assert (line.table, line.labels, line.values) == (
        "信息处理费",
        ("金额",),
        (Decimal("20.00"), Decimal("50.00")),
    )


def test_reports_of_other_kinds_and_what_is_no_report_are_refused() -> None:
    site = website2018.Report.from_data({"year": 2024, "agency": {"name": "甲局"}})
    with pytest.raises(DataError, match="报告的种类不同，不能比较"):
        compare(site, of_year(2024, 1))
    with pytest.raises(UsageError, match="参数的种类不对"):
        compare(of_year(2024, 1), {"year": 2024})  # type: ignore[arg-type]


def test_as_text_it_says_what_changed_and_counts_what_did_not() -> None:
    old = of_year(2023, 20, lead="现公布本报告。", overview="公开12条。\n培训两次。")
    new = of_year(2024, 25, lead="现公布本报告。", overview="公开15条。\n培训两次。")
    assert list(iter_text(compare(old, new), "en")) == [
        "2023年 → 2024年",
        "三、收到和处理政府信息公开申请情况",
        "  一、本年新收政府信息公开申请数量 › 自然人: 20 → 25  +5  增长25.0%",
        "  一、本年新收政府信息公开申请数量 › 总计: 20 → 25  +5  增长25.0%",
        "198 more have not changed",
        "一、总体情况",
        "  ~ 公开[-12-]{+15+}条。",
        "  (1 paragraph unchanged)",
    ]


def test_as_text_what_has_not_changed_is_shown_when_asked() -> None:
    lines = list(iter_text(compare(of_year(2024, 3), of_year(2024, 3)), unchanged=True))
    assert lines[2] == "  一、本年新收政府信息公开申请数量 › 自然人: 3 → 3"
    assert lines[-2:] == ["另有 198 项没有变化", "文字没有变化"]


def test_answers_and_choices_are_compared_without_a_change() -> None:
    def site(*, answer: bool) -> Report:
        data = {"year": 2024, "agency": {"name": "甲局"}, "site": {"services": {"directory": answer}}}
        return website2018.Report.from_data(data)

    comparison = compare(site(answer=False), site(answer=True))
    (line,) = comparison.changed
    assert (line.values, line.changes) == ((False, True), (None,))
    assert "  办事服务 › 是否发布服务事项目录: 否 → 是" in list(iter_text(comparison))


def test_as_data_counts_are_numbers_and_amounts_texts() -> None:
    old = of_year(2023, 20, disclosure={"fees": {"amount": "1.50"}})
    data = to_data(compare(old, of_year(2024, 25, disclosure={"fees": {"amount": "3.00"}})))
    figures = {each["path"]: each for each in data["figures"]}  # type: ignore[attr-defined, index]
    assert figures["disclosure.fees.amount"]["values"] == ["1.50", "3.00"]
    assert figures[RECEIVED]["changes"] == [{"difference": 5, "percent": "25.0", "wording": "增长25.0%"}]
