"""Every rule of the catalogue: a case it passes, a case it fails, its texts, its place in the docs."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import dataclass
from decimal import Decimal
from string import Formatter

import pytest

import govreport.checks
from govreport import rules
from govreport.agency import Agency
from govreport.checks import check
from govreport.forms import Columns, Count, column, ogi2019, table
from govreport.report import Report
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")
DOCUMENTS = "disclosure.normative_documents"


class Handled(Columns, bounds={"bound": "handled <= received"}):
    handled: Count = column("办结数")
    received: Count = column("收到数")


class Post(Report, name="post", kind="post"):
    letters: Handled = table("一、来信")


def post(handled: int) -> Report:
    return Post(year=2024, agency=Agency(name="甲局"), letters=Handled(handled=handled, received=10))


def purchases(amount: str) -> Report:
    data = {
        "year": 2019,
        "agency": {"name": "甲局"},
        "disclosure": {"procurement": {"amount": amount}},
    }
    return ogi2019.Report.from_data(data, blank="zero")


@dataclass(frozen=True)
class Case:
    """A report as near to a finding as can be without one, one with findings, and their first cells."""

    passing: Report
    failing: Report
    cells: tuple[str, ...]


CASES = {
    "row-total": Case(
        changed(HUAIAN, {"disputes.reconsideration.upheld": 73, "disputes.reconsideration.total": 352}),
        changed(HUAIAN, {"disputes.reconsideration.total": 352}),
        ("disputes.reconsideration.total",),
    ),
    "column-total": Case(
        changed(
            HUAIAN,
            {
                "applications.results.granted.natural_person": 1287,
                "applications.results.granted.organisation.business": 22,
                "applications.results.partly_granted.natural_person": 448,
                "applications.results.partly_granted.organisation.business": 6,
            },
        ),
        changed(
            HUAIAN,
            {
                "applications.results.granted.natural_person": 1287,
                "applications.results.granted.organisation.business": 22,
            },
        ),
        ("applications.results.total.natural_person", "applications.results.total.organisation.business"),
    ),
    "balance": Case(
        changed(
            HUAIAN,
            {
                "applications.received.natural_person": 3002,
                "applications.received.total": 3120,
                "applications.carried_over.natural_person": 33,
                "applications.carried_over.total": 33,
            },
        ),
        changed(HUAIAN, {"applications.received.natural_person": 3002, "applications.received.total": 3120}),
        ("applications.results.total.natural_person", "applications.results.total.total"),
    ),
    "negative": Case(
        changed(HUAIAN, {"disclosure.fees.amount": Decimal(0)}),
        changed(HUAIAN, {"disclosure.fees.amount": Decimal("-0.01")}),
        ("disclosure.fees.amount",),
    ),
    "blank-cell": Case(
        changed(HUAIAN, {"disclosure.licences.decisions": 0, "disputes.reconsideration.total": 351}),
        changed(HUAIAN, {"disclosure.licences.decisions": None, "disputes.reconsideration.total": None}),
        ("disclosure.licences.decisions", "disputes.reconsideration.total"),
    ),
    "in-force": Case(
        changed(HUAIAN, {f"{DOCUMENTS}.issued": 8, f"{DOCUMENTS}.repealed": 0, f"{DOCUMENTS}.in_force": 8}),
        changed(HUAIAN, {f"{DOCUMENTS}.issued": 8, f"{DOCUMENTS}.repealed": 0, f"{DOCUMENTS}.in_force": 7}),
        (f"{DOCUMENTS}.in_force",),
    ),
    "in-force-issued": Case(
        changed(HUAIAN, {f"{DOCUMENTS}.issued": 8, f"{DOCUMENTS}.repealed": 1, f"{DOCUMENTS}.in_force": 8}),
        changed(HUAIAN, {f"{DOCUMENTS}.issued": 8, f"{DOCUMENTS}.repealed": 1, f"{DOCUMENTS}.in_force": 7}),
        (f"{DOCUMENTS}.in_force",),
    ),
    "bound": Case(post(10), post(11), ("letters.handled",)),
    "regulations-authority": Case(
        changed(
            HUAIAN,
            {"disclosure.regulations.issued": 0, "disclosure.regulations.in_force": 0},
            agency={"name": "淮安市洪泽区人民政府"},
        ),
        changed(HUAIAN, {}, agency={"name": "淮安市洪泽区人民政府"}),
        ("disclosure.regulations.issued",),
    ),
    "amount-unit": Case(purchases("251000元"), purchases("251000"), ("disclosure.procurement.amount",)),
    "agency-name": Case(
        changed(HUAIAN, {}, agency={"name": "甲"}),
        changed(HUAIAN, {}, agency={"name": "\u3000 "}),
        ("agency.name",),
    ),
    "form-year": Case(changed(HUAIAN, {}, year=2021), changed(HUAIAN, {}, year=2013), ("year",)),
}

ALL = [pytest.param(rule, id=code) for code, rule in rules.CATALOGUE.items()]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    assert set(CASES) == set(rules.CATALOGUE)


def test_every_rule_of_the_checks_is_in_the_catalogue_once() -> None:
    modules = [
        importlib.import_module(f"govreport.checks.{module.name}")
        for module in pkgutil.iter_modules(govreport.checks.__path__)
    ]
    defined = {
        id(value): value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, rules.Rule)
    }
    assert sorted(rule.code for rule in defined.values()) == sorted(rules.CATALOGUE)


@pytest.mark.parametrize("rule", ALL)
def test_it_passes_what_is_just_right(rule: rules.Rule) -> None:
    assert check(CASES[rule.code].passing) == ()


@pytest.mark.parametrize("rule", ALL)
def test_it_names_what_is_wrong_at_the_right_cell(rule: rules.Rule) -> None:
    findings = check(CASES[rule.code].failing)
    assert [(finding.code, finding.cells[0]) for finding in findings] == [
        (rule.code, cell) for cell in CASES[rule.code].cells
    ]
    assert {finding.severity for finding in findings} == {rule.severity}
    assert all(finding.where for finding in findings)


@pytest.mark.parametrize("rule", ALL)
def test_it_can_be_ignored(rule: rules.Rule) -> None:
    assert check(CASES[rule.code].failing, ignore=[rule.code]) == ()


@pytest.mark.parametrize("rule", ALL)
def test_its_messages_have_the_same_placeholders_and_the_example_fills_them(rule: rules.Rule) -> None:
    assert placeholders(rule.message.zh) == placeholders(rule.message.en) == set(rule.example)


@pytest.mark.parametrize("rule", ALL)
def test_its_texts_are_there_in_both_languages(rule: rules.Rule) -> None:
    for text in (rule.message, rule.explanation, rule.remedy):
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert re.search(r"[a-z]{2}", text.en)
    assert rule.explanation.zh.endswith("。")
    assert rule.explanation.en.endswith(".")
    assert rule.remedy.zh.endswith("。")
    assert rule.remedy.en.endswith(".")


@pytest.mark.parametrize("rule", ALL)
def test_its_code_is_a_slug_that_serves_as_an_anchor(rule: rules.Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
    assert rule.basis
    assert rule.section == "A"
