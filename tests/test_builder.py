"""The builder: an immutable chain that knows the names of its form."""

from __future__ import annotations

from typing import Any

import pytest

from govreport import Agency, Report, ReportBuilder, Signature
from govreport.errors import DataError, FormError, GovReportError
from govreport.forms import ogi2019, ogi2021

DIRECT = [f"disputes.litigation_direct.{name}" for name in ("upheld", "corrected", "other", "pending")]
START = ReportBuilder(ogi2021.Report).with_fields(year=2024, agency=Agency(name="甲局"))


def test_each_step_is_a_new_builder() -> None:
    later = START.with_fields(overview="甲。")
    assert START.build().overview == ""
    assert later.build().overview == "甲。"


def test_figures_win_over_tables_and_totals_follow() -> None:
    table = ogi2021.Disputes(reconsideration=ogi2021.Outcomes(upheld=1, corrected=2, other=0, pending=0))
    assert table.reconsideration.total == 3
    changed = START.with_fields(disputes=table).with_figures({"disputes.reconsideration.upheld": 5})
    assert changed.build().disputes.reconsideration.total == 7


def test_a_total_that_was_given_stays() -> None:
    given = ogi2021.Outcomes(upheld=1, corrected=2, other=0, pending=0, total=9)
    builder = START.with_fields(disputes=ogi2021.Disputes(reconsideration=given))
    assert (
        builder.with_figures({"disputes.reconsideration.upheld": 5}).build().disputes.reconsideration.total
        == 9
    )


def test_a_copy_with_changes_makes_anew_what_followed() -> None:
    old = START.with_fields(
        signature=True, disputes=ogi2021.Disputes(reconsideration=ogi2021.Outcomes(upheld=1, total=9))
    ).with_figures(dict.fromkeys(DIRECT, 1))
    report = old.build()
    assert report.disputes.litigation_direct.total == 4
    copy = ReportBuilder(ogi2021.Report).with_report(report)
    assert copy.build() == report
    changed = copy.with_fields(year=2025, agency=Agency(name="乙局")).with_figures({DIRECT[0]: 5}).build()
    assert (changed.title, changed.lead[:2]) == ("乙局2025年政府信息公开工作年度报告", report.lead[:2])
    assert changed.signature is not None
    assert changed.signature.name == "乙局"
    assert changed.disputes.litigation_direct.total == 8
    assert changed.disputes.reconsideration.total == 9


def test_a_copy_keeps_what_was_given() -> None:
    report = START.with_fields(title="年报", lead="甲。", signature=Signature(name="丙局")).build()
    changed = (
        ReportBuilder(ogi2021.Report).with_report(report).with_fields(agency=Agency(name="乙局")).build()
    )
    assert (changed.title, changed.lead) == ("年报", "甲。")
    assert changed.signature is not None
    assert changed.signature.name == "丙局"


def test_a_report_of_another_form_is_refused() -> None:
    other = ogi2019.Report(year=2019, agency=Agency(name="甲局"))
    with pytest.raises(DataError, match="另一种表样"):
        START.with_report(other)  # type: ignore[arg-type]


def test_texts_are_literal() -> None:
    assert START.with_fields(overview="{{ year }}").build().overview == "{{ year }}"
    assert START.with_fields(overview="{{ year }}").build().with_references_resolved().overview == "2024"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("aplications.received.total", "applications"),
        ("applications.recieved.total", "received"),
        ("applications.received", "natural_person"),
        ("applications.received.total.more", "more"),
    ],
)
def test_a_path_that_leads_to_no_figure_is_told(path: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        START.with_figures({path: 1})


def test_a_field_that_does_not_exist_is_told() -> None:
    with pytest.raises(DataError, match="overview"):
        START.with_fields(overveiw="甲。")  # type: ignore[call-arg]
    with pytest.raises(DataError, match="名字"):
        START.with_fields(2024)  # type: ignore[call-arg]


def test_what_is_missing_is_told_in_the_end() -> None:
    with pytest.raises(DataError, match="year"):
        ReportBuilder(ogi2021.Report).build()


def lines_of(error: pytest.ExceptionInfo[GovReportError]) -> list[str]:
    lines = error.value.to_text("en").splitlines()
    assert len(lines) <= 6
    return lines


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"year": 2022}, ["this is no figure of a table", "  where: year", "  to do: use with_fields"]),
        (
            {"overview": "甲"},
            ["this is no figure of a table", "  where: overview", "  to do: use with_fields"],
        ),
        ({"aplications": 3}, ["no such field", "  where: with_figures", "  found: aplications"]),
        ({"": 3}, ["no such field", "  where: with_figures"]),
        ({3: 3}, ["no such field", "  where: with_figures", "  found: 3"]),
        (None, ["figures are given by their paths", "  where: with_figures", "  found: None"]),
        ([3], ["figures are given by their paths", "  where: with_figures", "  found: [3]"]),
        (
            {"applications.received": 3},
            [
                "a group, where a figure is needed",
                "  where: applications.received",
                "  expected: natural_person, organisation, total",
            ],
        ),
        (
            {"disputes.reconsideration.upheldd": 3},
            [
                "no such field",
                "  where: disputes.reconsideration（四、政府信息公开行政复议、行政诉讼情况 › 行政复议）",
                "  found: upheldd",
                "  expected: upheld（结果维持）",
            ],
        ),
    ],
)
def test_figures_that_are_none_are_told(figures: Any, expected: list[str]) -> None:  # noqa: ANN401  anything at all
    with pytest.raises(DataError) as caught:
        START.with_figures(figures)
    assert lines_of(caught)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("form", "found"), [(int, "<class 'int'>"), (ogi2021, "<module"), ("ogi2021", '"ogi2021"')]
)
def test_a_builder_needs_a_form(form: Any, found: str) -> None:  # noqa: ANN401  anything at all
    with pytest.raises(FormError) as caught:
        ReportBuilder(form)
    lines = lines_of(caught)
    assert lines[:2] == ["this is no form", "  where: ReportBuilder"]
    assert lines[2].startswith(f"  found: {found}")
    assert lines[3] == "  expected: ReportBuilder(ogi2021.Report)"


def test_the_base_of_all_forms_is_none() -> None:
    with pytest.raises(FormError, match="不是一个表样"):
        ReportBuilder(Report).with_fields(year=2024, agency=Agency(name="甲局")).build()


def test_what_was_given_is_not_changed_by_building() -> None:
    given: dict[str, Any] = {"received": {"natural_person": 1}}
    builder = START.with_fields(applications=given).with_figures({"applications.received.natural_person": 3})
    assert builder.build(blank="zero").applications.received.total == 3
    assert given == {"received": {"natural_person": 1}}
    assert builder.build() == builder.build()


def test_tables_may_be_given_by_their_labels() -> None:
    builder = START.with_fields(applications={"新收": {"自然人": 1}})  # type: ignore[arg-type]
    received = (
        builder.with_figures({"applications.received.organisation.other": 2}).build().applications.received
    )
    assert (received.natural_person, received.organisation.other) == (1, 2)


def test_figures_are_given_by_labels_as_in_references() -> None:
    builder = START.with_figures({"三、收到和处理政府信息公开申请情况.新收.自然人": 3})
    assert builder.build(blank="zero").applications.received.total == 3
    later = builder.with_figures({"applications.received.natural_person": 4}).build(blank="zero")
    assert later.applications.received.total == 4


def test_a_figure_that_is_given_twice_is_told() -> None:
    with pytest.raises(DataError) as caught:
        START.with_figures(
            {"applications.received.total": 3, "applications.新收.总计": 3, "applications.新收.总计数": 3}
        )
    assert [(each.what.en, each.found) for each in caught.value.problems] == [
        ("a field is given twice", "applications.新收.总计 = applications.received.total"),
        ("no such field", "总计数"),
    ]


@pytest.mark.parametrize("table", [None, [1], 3, "甲"])
def test_figures_of_a_table_that_is_none_are_told(table: Any) -> None:  # noqa: ANN401  anything at all
    builder = START.with_fields(applications=table).with_figures({"applications.received.total": 3})
    with pytest.raises(DataError) as caught:
        builder.build()
    assert lines_of(caught)[:2] == [
        "fields belong here",
        "  where: applications（三、收到和处理政府信息公开申请情况）",
    ]


def test_zero_fills_whatever_was_not_given() -> None:
    report = START.with_figures({"applications.results.total.natural_person": 5}).build(blank="zero")
    assert report.applications.results.granted.natural_person == 0
    assert report.applications.results.total.natural_person == 5
    assert report.applications.results.total.organisation.other == 0
    with pytest.raises(DataError, match="空白的处理方式"):
        START.build(blank="null")  # type: ignore[arg-type]


def test_everything_wrong_is_told_at_once() -> None:
    builder = ReportBuilder(ogi2021.Report).with_fields(year="2024", applications={"x": 1})  # type: ignore[arg-type]
    with pytest.raises(DataError) as caught:
        builder.with_figures({"disputes.reconsideration.total": 1.5}).build()  # type: ignore[dict-item]
    assert [(each.what.en, each.found) for each in caught.value.problems] == [
        ("a required field is missing", ""),
        ("no such field", "x"),
        ("a whole number belongs here", '"2024"'),
        ("a whole number belongs here", "1.5"),
    ]
