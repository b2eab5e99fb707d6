"""What the layers write, the readers read back: every figure is the same, wrong totals too."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from govreport.forms._registry import official_forms
from govreport.html import page
from govreport.pdf import Wanted, write_pdfs
from govreport.report import Report
from govreport.sources import load, read
from govreport.word import Template
from random_reports import PLAIN_LINES, printed_reports, reports

FORMS = sorted(official_forms().items())
IN_ONE_CALL = 4
"""LibreOffice takes longer to start than to convert so many files."""


def _word(report: Report) -> tuple[str, bytes]:
    return ".docx", Template.stock(type(report)).render(report)


def _page(report: Report) -> tuple[str, bytes]:
    return ".html", page(report).encode()


WAYS: dict[str, Callable[[Report], tuple[str, bytes]]] = {
    "word": _word,
    "page": _page,
}


def _figures(report: Report) -> object:
    return {path: value for path, value in report.cells().items() if value is not None}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("name", "form"), FORMS)
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_figures_are_read_back(
    name: str, form: type[Report], way: str, data: st.DataObject, tmp_path: Path
) -> None:
    report = data.draw(reports(form))
    ending, content = WAYS[way](report)
    path = tmp_path / f"{name}{ending}"
    path.write_bytes(content)
    reading = read(path, form=form)
    assert _figures(reading.report) == _figures(report)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("name", "form"), FORMS)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_all_that_is_printed_is_read_back(
    name: str, form: type[Report], way: str, data: st.DataObject, tmp_path: Path
) -> None:
    report = data.draw(printed_reports(form))
    ending, content = WAYS[way](report)
    path = tmp_path / f"{name}{ending}"
    path.write_bytes(content)
    assert read(path).report.published() == report.published()


def _without_blanks(value: object) -> object:
    """Leave out blanks: a PDF does not tell those that are written from those between two scripts."""
    if isinstance(value, Mapping):
        return {key: _without_blanks(each) for key, each in value.items()}
    return "".join(line for line in value if line not in " \u3000") if isinstance(value, str) else value


@pytest.mark.usefixtures("soffice")
@pytest.mark.parametrize(("name", "form"), FORMS)
@settings(
    max_examples=2,  # the first is the simplest report there is
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_all_that_is_printed_is_read_back_from_a_pdf(
    name: str, form: type[Report], data: st.DataObject, tmp_path: Path
) -> None:
    printed = [data.draw(printed_reports(form, PLAIN_LINES)) for _ in range(IN_ONE_CALL)]
    wanted = []
    for number, report in enumerate(printed):
        document = tmp_path / f"{name}-{number}.docx"
        document.write_bytes(Template.stock(form).render(report))
        wanted.append(Wanted(document, document.with_suffix(".pdf"), report.title))
    assert write_pdfs(wanted) == [None] * IN_ONE_CALL
    for each, report in zip(wanted, printed, strict=True):
        assert _without_blanks(read(each.output).report.published()) == _without_blanks(report.published())


@pytest.mark.parametrize(("name", "form"), FORMS)
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_data_file_holds_all_that_is_printed(
    name: str, form: type[Report], data: st.DataObject, tmp_path: Path
) -> None:
    report = data.draw(reports(form))
    path = tmp_path / f"{name}.json"
    path.write_text(json.dumps(report.to_data(literal=True), default=str), encoding="utf-8")
    assert load(path, form=form).published() == report.published()
