"""What charts show."""

from __future__ import annotations

import pytest

from govreport.charts import chart_names, charts_of
from govreport.errors import UsageError
from govreport.forms import ogi2014, ogi2019, ogi2021, website2018
from govreport.report import Report


def of_year(year: int, received: int | None, granted: int | None) -> Report:
    applications = {
        "received": {"natural_person": received},
        "results": {"granted": {"natural_person": granted}},
    }
    data = {"year": year, "agency": {"name": "甲局"}, "applications": applications}
    form = ogi2021 if year > 2020 else ogi2019
    return form.Report.from_data(data, blank="zero")


def test_outcomes_are_the_groups_of_the_results_without_their_total() -> None:
    chart = charts_of(of_year(2024, 5, 3))["outcomes"]
    assert chart.categories == ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
    assert [(series.name, series.values) for series in chart.series] == [("2024年", (3, 0, 0, 0, 0, 0))]
    assert chart.title == "2024年政府信息公开申请办理结果"
    assert chart.description.startswith("2024年：予以公开3件、部分公开0件、")


def test_of_a_series_every_year_is_shown_across_editions() -> None:
    charts = charts_of(of_year(2020, 9, 4), of_year(2021, 5, 3))
    assert [(series.name, series.values[0]) for series in charts["outcomes"].series] == [
        ("2020年", 4),
        ("2021年", 3),
    ]
    years = charts["years"]
    assert years.categories == ("2020年", "2021年")
    assert [(series.name, series.values) for series in years.series] == [("新收", (9, 5)), ("办结", (4, 3))]


def test_a_blank_is_no_zero() -> None:
    chart = charts_of(of_year(2024, None, None))["years"]
    assert chart.series[0].values == (None,)
    assert chart.description == "新收：2024年空白；办结：2024年空白。"
    assert chart.is_empty
    assert not charts_of(of_year(2024, 0, 0))["years"].is_empty


@pytest.mark.parametrize("form", [ogi2014, website2018])
def test_forms_without_such_figures_have_no_charts(form: object) -> None:
    report: type[Report] = form.Report  # type: ignore[attr-defined]
    assert chart_names(report) == ()
    assert charts_of(report.from_data({"year": 2018, "agency": {"name": "甲局"}})) == {}


def test_what_is_no_report_is_refused() -> None:
    with pytest.raises(UsageError, match="参数的种类不对"):
        charts_of({"year": 2024})  # type: ignore[arg-type]
