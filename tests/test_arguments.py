"""What callers hand in: anything of another kind is refused in our words, never with an error of Python's."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from govreport import Agency, aggregate, build, check, filters, form_for, html, read, sheet
from govreport.batch import LastYears, NamePattern
from govreport.charts import chart_names
from govreport.conversion import convert
from govreport.errors import DataError, FormError, GovReportError, UsageError
from govreport.forms import ogi2021
from govreport.forms._grid import grid_of
from govreport.forms._registry import form_named
from govreport.paths import carried_forward_path, find
from govreport.pdf import write_pdfs
from govreport.schema import schema_of
from govreport.skeleton import skeleton
from govreport.sources import load, load_agency, load_text
from govreport.word import Template, annex, stock_template

DATA: dict[str, Any] = {"year": 2024, "agency": {"name": "甲局"}}
REPORT = ogi2021.Report.from_data(DATA, blank="zero")
SUM = aggregate([REPORT], agency=Agency(name="甲县"), year=2024)

# The wrong kinds are the point: they are handed in as Any.
NOTHING: Any = None
NUMBER: Any = 3
NAME: Any = "ogi2021"
FILE: Any = "x.yaml"
BYTES: Any = b"x"
MAPPING: Any = DATA
HUGE: Any = 10**5000
STOCK = stock_template(ogi2021.Report)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, an empty one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("call", "error", "where", "found"),
    [
        (lambda: check(NOTHING), UsageError, "check", "None"),
        (lambda: check(FILE), UsageError, "check", '"x.yaml"'),
        (lambda: check(REPORT, ignore=NOTHING), UsageError, "ignore", "None"),
        (lambda: check(REPORT, ignore=[NUMBER, "x"]), UsageError, "ignore", "3"),
        (lambda: convert(NOTHING, ogi2021.Report), UsageError, "convert", "None"),
        (lambda: convert(REPORT, NAME), FormError, "convert(form)", '"ogi2021"'),
        (lambda: build(NOTHING, "a.docx"), UsageError, "build(source)", "None"),
        (lambda: build(MAPPING, "a.docx"), UsageError, "build(source)", "{'year'"),
        (lambda: build(NUMBER, "a.docx"), UsageError, "build(source)", "3"),
        (lambda: build(REPORT, NOTHING), UsageError, "build(output)", "None"),
        (lambda: build(REPORT, BYTES), UsageError, "build(output)", "b'x'"),
        (lambda: build(REPORT, "a.docx", form=NAME), FormError, "form", '"ogi2021"'),
        (lambda: build(REPORT, "a.docx", template=FILE), UsageError, "template", '"x.yaml"'),
        (lambda: build(REPORT, "a.docx", last_year=MAPPING), UsageError, "last_year", "{'year'"),
        (lambda: read(NOTHING), UsageError, "read", "None"),
        (lambda: read(BYTES), UsageError, "read", "b'x'"),
        (lambda: read("a.docx", form=NAME), FormError, "form", '"ogi2021"'),
        (lambda: load(NOTHING), UsageError, "load", "None"),
        (lambda: load(FILE, form=NAME), FormError, "form", '"ogi2021"'),
        (lambda: load_agency(NUMBER), UsageError, "load_agency", "3"),
        (lambda: load_text(FILE), UsageError, "load_text", '"x.yaml"'),
        (lambda: load_text(b"year: 2024", form=NAME), FormError, "form", '"ogi2021"'),
        (lambda: grid_of(NOTHING, "x"), FormError, "grid_of", "None"),
        (lambda: REPORT.with_references_resolved(MAPPING), DataError, "last_year", "{'year'"),
        (lambda: ogi2021.Report.from_data(DATA, last_year=FILE), DataError, "last_year", '"x.yaml"'),
        (lambda: form_for(NAME), DataError, "year", '"ogi2021"'),
        (lambda: form_for(2024, HUGE), FormError, "", "2024 (int)"),
        (lambda: Template(STOCK, keep=NOTHING), UsageError, "keep", "None"),
        (lambda: Template(STOCK, keep=NAME), UsageError, "keep", '"ogi2021"'),
        (lambda: Template(STOCK, keep=[NUMBER]), UsageError, "keep", "3"),
        (lambda: check(REPORT, rules=NOTHING), UsageError, "rules", "None"),
        (lambda: check(REPORT, rules=NAME), UsageError, "rules", '"ogi2021"'),
        (lambda: check(REPORT, rules=[NAME]), UsageError, "rules", '"ogi2021"'),
        (lambda: schema_of(NAME), FormError, "schema_of", '"ogi2021"'),
        (lambda: chart_names(NAME), FormError, "chart_names", '"ogi2021"'),
        (lambda: stock_template(NAME), FormError, "stock_template", '"ogi2021"'),
        (lambda: annex(MAPPING), UsageError, "annex", "{'year'"),
        (lambda: html.page(NOTHING), UsageError, "page", "None"),
        (lambda: html.fragment(MAPPING), UsageError, "fragment", "{'year'"),
        (lambda: html.comparison_page(NOTHING), UsageError, "comparison_page", "None"),
        (lambda: html.results_page([NAME]), UsageError, "results_page", '"ogi2021"'),
        (lambda: html.chart_svg(NAME), UsageError, "chart_svg", '"ogi2021"'),
        (lambda: sheet.entry_workbook(NAME, year=2024), FormError, "entry_workbook", '"ogi2021"'),
        (lambda: sheet.report_workbook(MAPPING), UsageError, "report_workbook", "{'year'"),
        (lambda: sheet.roster_workbook(NAME, []), FormError, "roster_workbook", '"ogi2021"'),
        (lambda: sheet.roster_text(NAME, []), FormError, "roster_text", '"ogi2021"'),
        (lambda: sheet.report_row(NOTHING), UsageError, "report_row", "None"),
        (lambda: LastYears.of(FILE), UsageError, "LastYears.of", '"x.yaml"'),
        (lambda: LastYears.of([MAPPING]), UsageError, "LastYears.of", "{'year'"),
        (lambda: NamePattern(NUMBER), UsageError, "NamePattern", "3"),
        (lambda: find(REPORT, NUMBER), DataError, "", "3"),
        (lambda: form_named(NUMBER), FormError, "", "3"),
        (lambda: form_named("ogi2012"), FormError, "", "ogi2012"),
        (lambda: filters.money(1, MAPPING), DataError, "", "{'year'"),
        (lambda: SUM.contributions(NOTHING), DataError, "", "None"),
        (lambda: SUM.contributions("applications"), DataError, "", "applications"),
        (lambda: SUM.contributions("title"), DataError, "", "title"),
        (lambda: SUM.blank_units("applications.recieved.total"), DataError, "", "recieved"),
    ],
)
def test_an_argument_of_another_kind_is_told(
    call: Callable[[], object], error: type[GovReportError], where: str, found: str, folder: Path
) -> None:
    with pytest.raises(GovReportError) as caught:
        call()
    assert type(caught.value) is error
    (problem,) = caught.value.problems
    assert (problem.where, problem.found[: len(found)]) == (where, found)
    assert problem.expected
    assert len(str(caught.value).splitlines()) <= 6
    assert not list(folder.iterdir())


def test_a_text_to_ignore_is_one_rule() -> None:
    wrong = ogi2021.Report.from_data(
        {**DATA, "disclosure": {"fees": {"amount": "-1"}}, "disputes": {"reconsideration": {"total": 1}}},
        blank="zero",
    )
    assert [finding.code for finding in check(wrong, ignore="row-total")] == ["negative"]
    with pytest.raises(DataError) as caught:
        check(REPORT, ignore="row-totals")
    assert [problem.found for problem in caught.value.problems] == ["row-totals"]


@pytest.mark.parametrize("year", [12345, 1900, 0, -2024, 10**5000], ids=range(5))
@pytest.mark.parametrize(
    "call",
    [
        form_for,
        lambda year: skeleton(ogi2021.Report, year=year),
        lambda year: ogi2021.Report(year=year, agency=Agency(name="甲局")),
    ],
)
def test_what_is_no_year_is_refused_everywhere_in_the_same_words(
    call: Callable[[int], object], year: int
) -> None:
    with pytest.raises(DataError) as caught:
        call(year)
    (problem,) = caught.value.problems
    assert (problem.what.en, problem.expected) == ("not a year", "1949–2999")


@pytest.mark.parametrize("year", ["2024", 2024.0, True, None, Decimal(2024)])
def test_a_year_of_another_kind_is_told_as_the_report_tells_it(year: Any) -> None:  # noqa: ANN401  anything
    told = []
    for call in (form_for, lambda year: ogi2021.Report(year=year, agency=Agency(name="甲局"))):
        with pytest.raises(DataError) as caught:
            call(year)
        (problem,) = caught.value.problems
        told.append((problem.what, problem.found, problem.expected, problem.remedy))
    assert told[0] == told[1]


def test_fields_without_names_are_not_missing() -> None:
    form: Any = ogi2021.Report
    with pytest.raises(DataError) as caught:
        form(2024, Agency(name="甲局"))
    assert [problem.what.en for problem in caught.value.problems] == ["fields are given by name"] * 2


@pytest.mark.parametrize("name", ["x.txt", "noext", "x.doc"])
def test_an_output_that_is_not_called_like_a_word_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        build(REPORT, tmp_path / name)
    assert str(caught.value.problems[0].where) == f"build(output={tmp_path / name})"
    assert not list(tmp_path.iterdir())


def test_the_folder_of_the_output_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "x.docx"
    assert build(REPORT, path).path == path
    assert path.is_file()


def test_paths_and_files_for_pdf_of_another_kind_are_told_as_such() -> None:
    with pytest.raises(UsageError, match=r"applications\.carried_over\.total"):
        carried_forward_path(None)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"wanted\[0\]"):
        write_pdfs(["a.docx"])  # type: ignore[list-item]
