"""Published reports, whose faults and merits are known."""

from __future__ import annotations

from pathlib import Path

import pytest
from labelled import load
from pages import page_of

from govreport import build
from govreport.checks import check
from govreport.findings import Finding, Severity, Value
from govreport.sources import read
from samples import changed


def findings_of(path: Path, last_year: Path | None = None) -> tuple[Finding, ...]:
    labelled = load(path)
    last = None if last_year is None else load(last_year).report
    return check(labelled.report, page=page_of(labelled), last_year=last, excerpt=not labelled.is_full)


@pytest.fixture(scope="module")
def reports(shared: Path) -> Path:
    return shared / "reports"


def serious(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings if finding.severity is not Severity.NOTE]


UNAVAILABLE = tuple(
    f"applications.results.unavailable.{row}.total" for row in ("not_held", "needs_creation", "still_unclear")
)
GRANTED = ("applications.results.granted.total", "applications.results.partly_granted.total")
FAULTS = [
    ("text-table", "258件", "予以公开及部分公开258件，占33.9%", 275, GRANTED),
    ("text-table", "265件", "因本机关不掌握等原因无法提供265件", 337, UNAVAILABLE),
    ("text-parts", "805件", "答复政府信息公开申请805件（含上年", 716, ()),
    ("text-share", "33.9%", "予以公开及部分公开258件，占33.9%", "32.0%", ()),
    (
        "text-all",
        "均获维持",
        "信息公开类行政复议7件，诉讼9件，均获维持",
        None,
        ("disputes.reconsideration.pending",),
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[1])
def test_a_fault_of_a_provincial_office_is_found_at_its_sentence_and_cell(
    reports: Path, fault: tuple[str, str, str, Value, tuple[str, ...]]
) -> None:
    code, words, sentence, expected, cells = fault
    (finding,) = [
        each
        for each in findings_of(reports / "full_shanghai_gov_office_2019.json")
        if each.code == code and each.quote is not None and each.quote.words == words
    ]
    assert finding.quote is not None
    assert sentence in finding.quote.text
    assert (finding.expected, finding.cells) == (expected, cells)
    assert finding.where.startswith("一、总体情况 › ")
    assert finding.severity is (Severity.WARNING if code in ("text-parts", "text-share") else Severity.ERROR)


def test_the_blank_totals_of_a_provincial_office_are_named_cell_by_cell(reports: Path) -> None:
    findings = findings_of(reports / "full_shanghai_gov_office_2019.json")
    blanks = {each.where[:2]: set(each.cells) for each in findings if each.code == "blank-cell"}
    assert set(blanks) == {"三、", "四、"}
    assert "disputes.litigation_after_reconsideration.total" in blanks["四、"]
    assert "applications.received.organisation.research" in blanks["三、"]
    figures = load(reports / "full_shanghai_gov_office_2019.json").report.figures()
    assert [path for cells in blanks.values() for path in cells if figures[path] is not None] == []


def test_two_years_of_a_city_fit_but_for_one_percentage(reports: Path) -> None:
    findings = findings_of(reports / "full_suqian_city_2024.json", reports / "full_suqian_city_2023.json")
    assert serious(findings) == ["text-change"]
    (change,) = [finding for finding in findings if finding.code == "text-change"]
    assert (change.value, change.expected) == ("1.05%", "1.08%")


def test_two_years_of_a_city_fit_when_both_come_from_word_files(reports: Path, tmp_path: Path) -> None:
    readings = []
    for year in (2024, 2023):
        path = tmp_path / f"{year}.docx"
        build(load(reports / f"full_suqian_city_{year}.json").report, path, draft=True)
        readings.append(read(path))
    now, then = readings
    findings = check(now.report, page=now, last_year=then.report)
    codes = {finding.code for finding in findings}
    assert codes.isdisjoint({"carry-over", "roll-forward", "text-table"})
    assert serious(findings) == ["text-change"]
    spoilt = changed(
        now.report, {"disclosure.regulations.in_force": 13, "applications.carried_over.total": 122}
    )
    assert {"carry-over", "roll-forward"} <= {each.code for each in check(spoilt, last_year=then.report)}


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
