"""The report of a county from those of its units."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport import Agency, aggregate, check
from govreport.errors import DataError, UsageError
from govreport.forms import ogi2019, ogi2021, website2018
from govreport.report import Report

COUNTY = Agency(name="某县人民政府")
LICENCES = "disclosure.licences.decisions"
FEES = "disclosure.fees.amount"
NATURAL = "applications.received.natural_person"
TOTAL = "applications.received.total"


def unit(name: str, *, zero: bool = True, **tables: object) -> Report:
    """A unit's report of 2024; what is not given is 0, or blank."""
    data = {"year": 2024, "agency": {"name": name}, **tables}
    return ogi2021.Report.from_data(data, blank="zero" if zero else "blank")


def licences(name: str, figure: int | None) -> Report:
    return unit(name, disclosure={"licences": {"decisions": figure}})


def test_every_cell_is_the_sum_of_the_units() -> None:
    units = [
        unit(
            name,
            disclosure={"licences": {"decisions": figure}, "fees": {"amount": amount}},
            applications={"received": {"natural_person": figure}},
            handling_fee={"cases": 1, "amount": "0.10"},
        )
        for name, figure, amount in (("甲局", 3, "1.20"), ("乙局", 4, "0.005"))
    ]
    report = aggregate(units, agency=COUNTY).report
    cells = report.cells()
    assert (cells[LICENCES], cells[FEES], cells[NATURAL], cells[TOTAL]) == (7, Decimal("1.205"), 7, 7)
    assert (report.handling_fee.cases, report.handling_fee.amount) == (2, Decimal("0.20"))
    assert report.title == "某县人民政府2024年政府信息公开工作年度报告"
    assert {name for name, text in report.texts().items() if text} == {"lead"}


def test_every_cell_names_its_sources() -> None:
    result = aggregate([licences("甲局", 3), licences("乙局", None)], agency=COUNTY)
    assert [(each.unit, each.value) for each in result.contributions(LICENCES)] == [
        ("甲局", 3),
        ("乙局", None),
    ]
    assert result.contributions("disclosure.行政许可.decisions") == result.contributions(LICENCES)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("disclosure.licences.decision", "decisions（本年处理决定数量）"),
        ("disclosure.licences", "decisions"),
        ("handling_fee", "cases, amount"),
        ("", "year, agency, title"),
    ],
)
def test_a_path_to_no_figure_names_what_there_is(path: str, expected: str) -> None:
    result = aggregate([licences("甲局", 3)], agency=COUNTY)
    for ask in (result.contributions, result.blank_units):
        with pytest.raises(DataError) as caught:
            ask(path)
        assert str(caught.value.problems[0].expected)[: len(expected)] == expected


def test_a_blank_is_never_counted_as_zero() -> None:
    blank = unit("丙局", zero=False)
    result = aggregate([licences("甲局", 3), blank], agency=COUNTY)
    assert result.report.cells()[LICENCES] == 3
    assert result.partly_blank[LICENCES] == result.blank_units(LICENCES) == ("丙局",)
    only = aggregate([blank], agency=COUNTY)
    assert set(only.report.figures().values()) == {None}
    assert only.partly_blank == {}


def test_a_total_that_a_unit_cannot_state_is_computed_from_what_is_filled_in() -> None:
    partly = unit("甲局", zero=False, applications={"received": {"natural_person": 5}})
    full = unit("乙局", applications={"received": {"natural_person": 2}})
    cells = aggregate([partly, full], agency=COUNTY).report.cells()
    assert (cells[NATURAL], cells[TOTAL]) == (7, 7)


def test_a_total_whose_parts_nobody_states_is_the_sum_of_those_stated() -> None:
    stated = unit("甲局", zero=False, applications={"received": {"total": 5}})
    cells = aggregate([stated, unit("乙局", zero=False)], agency=COUNTY).report.cells()
    assert (cells[NATURAL], cells[TOTAL]) == (None, 5)


def test_a_wrong_total_of_a_unit_shows_in_the_sum() -> None:
    wrong = unit("甲局", applications={"received": {"natural_person": 5, "total": 6}})
    report = aggregate([wrong], agency=COUNTY).report
    assert [(each.code, each.value, each.expected) for each in check(report) if each.code == "row-total"] == [
        ("row-total", 6, 5)
    ]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_units_does_not_matter(figures: list[int], random: object) -> None:
    units = [licences(f"第{at}局", figure) for at, figure in enumerate(figures)]
    shuffled = sorted(units, key=lambda report: hash((str(random), report.agency.name)))
    expected = aggregate(units, agency=COUNTY).report
    assert aggregate(shuffled, agency=COUNTY).report == expected
    assert expected.cells()[LICENCES] == sum(figures)


def test_sums_of_sums_are_the_sum_of_all() -> None:
    units = [licences(f"第{at}局", at) for at in range(1, 5)]
    halves = [
        aggregate(units[:2], agency=Agency(name="东区")).report,
        aggregate(units[2:], agency=Agency(name="西区")).report,
    ]
    assert aggregate(halves, agency=COUNTY).report == aggregate(units, agency=COUNTY).report


def test_missing_and_unexpected_units_are_named_whatever_their_names_are_typed_like() -> None:
    result = aggregate(
        [licences("甲局（本级）", 1), licences("丙局", 1)],
        agency=COUNTY,
        expected=["甲局(本级)", "乙局", "乙 局"],
    )
    assert (result.missing, result.unexpected) == (("乙 局",), ("丙局",))


def test_late_units_are_named() -> None:
    in_time, late = unit("甲局", published="2025-01-31"), unit("乙局", published=date(2025, 2, 1))
    assert aggregate([in_time, late, licences("丙局", 1)], agency=COUNTY).late == ("乙局",)


def test_other_forms_are_refused_with_every_unit() -> None:
    old = {"year": 2024, "agency": {"name": "乙局"}, "form": "ogi2019"}
    units = [licences("甲局", 1), ogi2019.Report.from_data(old)]
    with pytest.raises(DataError) as caught:
        aggregate(units, agency=COUNTY)
    assert caught.value.to_text("en") == (
        "of another form: it cannot be added up as it is\n"
        "  where: 乙局\n  found: ogi2019\n  expected: ogi2021\n"
        "  to do: put them into one form first: --convert (convert=True); what has no counterpart is listed"
    )


def test_other_forms_are_converted_when_asked_and_what_was_lost_is_listed() -> None:
    old = {
        "year": 2024,
        "agency": {"name": "乙局"},
        "disclosure": {"licences": {"previous": 9, "decisions": 4}},
    }
    units = [licences("甲局", 1), ogi2019.Report.from_data(old)]
    result = aggregate(units, agency=COUNTY, convert=True)
    assert type(result.report) is ogi2021.Report
    assert (result.report.cells()[LICENCES], result.converted) == (5, ("乙局",))
    assert [each.path for each in result.conversions["乙局"].lost] == ["disclosure.licences.previous"]
    assert type(aggregate(units, agency=COUNTY, convert=True, form=ogi2019.Report).report) is ogi2019.Report


def test_two_reports_of_one_agency_and_that_of_the_aggregate_itself_are_refused() -> None:
    with pytest.raises(DataError) as caught:
        aggregate([licences("甲局", 1), licences("甲 局", 1), licences("某县人民政府", 2)], agency=COUNTY)
    assert [problem.what.en for problem in caught.value.problems] == [
        "two reports of one agency",
        "the aggregate's own agency is among the units",
    ]


def test_reports_of_other_years_and_kinds_are_refused() -> None:
    site = website2018.Report.from_data({"year": 2024, "agency": {"name": "丙局"}})
    older = ogi2021.Report.from_data({"year": 2023, "agency": {"name": "乙局"}})
    with pytest.raises(DataError) as caught:
        aggregate([licences("甲局", 1), older, site], agency=COUNTY, convert=True)
    assert [(problem.where, problem.found, problem.expected) for problem in caught.value.problems] == [
        ("乙局", "2023", "2024"),
        ("丙局", "website", "ogi"),
    ]


def test_nothing_to_add_up_is_told() -> None:
    with pytest.raises(DataError, match="没有可以汇总的报告"):
        aggregate([], agency=COUNTY)


@pytest.mark.parametrize(
    "arguments",
    [
        {"reports": [{"year": 2024}], "agency": COUNTY},
        {"reports": "a.yaml", "agency": COUNTY},
        {"reports": [], "agency": "某县"},
        {"reports": [], "agency": COUNTY, "expected": "甲局"},
        {"reports": [licences("甲局", 1)], "agency": COUNTY, "expected": [1]},
    ],
)
def test_arguments_of_another_kind_are_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="参数的种类不对"):
        aggregate(arguments.pop("reports"), **arguments)  # type: ignore[arg-type]
