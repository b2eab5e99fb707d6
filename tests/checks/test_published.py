"""Published reports, whose faults and merits are known."""

from __future__ import annotations

from pathlib import Path

import pytest
from labelled import load
from pages import page_of

from govreport.checks import check
from govreport.findings import Finding, Severity
from govreport.sources import read


def findings_of(path: Path, last_year: Path | None = None) -> tuple[Finding, ...]:
    labelled = load(path)
    last = None if last_year is None else load(last_year).report
    return check(labelled.report, page=page_of(labelled), last_year=last, excerpt=not labelled.is_full)


@pytest.fixture(scope="module")
def reports(shared: Path) -> Path:
    return shared / "reports"


def serious(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings if finding.severity is not Severity.NOTE]


def test_the_faults_of_a_provincial_office_are_found_at_their_sentences(reports: Path) -> None:
    findings = findings_of(reports / "full_shanghai_gov_office_2019.json")
    found = [
        (finding.code, finding.quote.words, finding.expected)
        for finding in findings
        if finding.quote is not None
    ]
    assert ("text-table", "258件", 275) in found
    assert ("text-table", "265件", 337) in found
    assert ("text-parts", "805件", 716) in found
    assert ("text-share", "33.9%", "32.0%") in found
    assert ("text-all", "均获维持", None) in found
    (upheld,) = [finding for finding in findings if finding.code == "text-all"]
    assert "disputes.reconsideration.pending" in upheld.cells
    assert [finding.code for finding in findings].count("blank-cell") == 2


def test_two_years_of_a_city_fit_but_for_one_percentage(reports: Path) -> None:
    findings = findings_of(reports / "full_suqian_city_2024.json", reports / "full_suqian_city_2023.json")
    assert serious(findings) == ["text-change"]
    (change,) = [finding for finding in findings if finding.code == "text-change"]
    assert (change.value, change.expected) == ("1.05%", "1.08%")


def test_a_good_report_has_no_error_and_no_warning(reports: Path) -> None:
    assert serious(findings_of(reports / "full_huaian_city_2024.json")) == []


def test_a_single_row_of_the_older_form_is_one_finding(reports: Path) -> None:
    codes = serious(findings_of(reports / "full_hongze_2023.json"))
    assert codes.count("form-hybrid") == 1
    assert "row-missing" not in codes


@pytest.mark.parametrize("name", ["full_suqian_city_2023.raw.txt", "full_suqian_city_2024.raw.txt"])
def test_lines_cut_to_a_width_in_two_columns_make_no_false_figures(reports: Path, name: str) -> None:
    reading = read(reports / name)
    codes = {finding.code for finding in check(reading.report, page=reading)}
    assert codes.isdisjoint({"text-table", "text-all", "text-share", "text-parts", "figure-left-blank"})
    assert "市政府门户网站总访问次数达9540370次" in reading.report.texts()["overview"]
