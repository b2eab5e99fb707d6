from __future__ import annotations

import pytest

import govreport
from govreport.checks import check
from govreport.errors import DataError
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")
FAULTY = changed(
    HUAIAN,
    {
        "applications.received.natural_person": 3002,
        "applications.results.total.natural_person": 2931,
        "disclosure.fees.amount": None,
        "disputes.reconsideration.total": -1,
    },
    year=2013,
)
FOUND = [
    ("form-year", "year"),
    ("blank-cell", "disclosure.fees.amount"),
    ("row-total", "applications.received.total"),
    ("balance", "applications.results.total.natural_person"),
    ("column-total", "applications.results.total.natural_person"),
    ("row-total", "applications.results.total.total"),
    ("negative", "disputes.reconsideration.total"),
    ("row-total", "disputes.reconsideration.total"),
]


def test_findings_come_in_the_order_of_the_paper_then_by_code() -> None:
    assert [(finding.code, finding.cells[0]) for finding in check(FAULTY)] == FOUND


def test_what_is_no_cell_comes_before_the_first_cell_whatever_the_codes() -> None:
    report = changed(HUAIAN, {"disclosure.regulations.issued": None}, year=2013)
    assert [finding.code for finding in check(report)] == ["form-year", "blank-cell"]


def test_checking_twice_gives_the_same_and_changes_nothing() -> None:
    before = FAULTY.to_data()
    assert check(FAULTY) == check(FAULTY)
    assert FAULTY.to_data() == before


def test_ignored_rules_are_left_out_and_no_others() -> None:
    findings = check(FAULTY, ignore=["row-total", "form-year"])
    assert [(finding.code, finding.cells[0]) for finding in findings] == [
        found for found in FOUND if found[0] not in ("row-total", "form-year")
    ]


def test_an_unknown_code_to_ignore_is_an_error_with_the_nearest_codes() -> None:
    with pytest.raises(DataError) as caught:
        check(HUAIAN, ignore=["row-totals", "balance"])
    (problem,) = caught.value.problems
    assert (problem.where, problem.found, problem.expected) == (
        "ignore",
        "row-totals",
        "row-total",
    )


def test_every_unknown_code_is_told() -> None:
    with pytest.raises(DataError) as caught:
        check(HUAIAN, ignore={"xyz", "ballance"})
    assert [problem.found for problem in caught.value.problems] == ["ballance", "xyz"]


def test_check_is_a_public_name() -> None:
    assert govreport.check is check
