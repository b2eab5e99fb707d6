"""Write, read: any report of any form comes back, one's own too, from plain data and from its Word file."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govreport.forms._fields import Kind
from govreport.forms._registry import form_named, official_forms, report_from_data
from govreport.report import Report
from govreport.sources import read
from govreport.word.template import Template
from random_reports import LINES, reports

OWN_FORM = Path(__file__).resolve().parents[2] / "examples" / "own_form"


def own_form() -> type[Report]:
    """Return the form of the example, as ``--form own_form:MyReport`` finds it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(OWN_FORM))
        return form_named("own_form:MyReport")


FORMS = {**official_forms(), "own_form": own_form()}
DAYS = st.dates(datetime.date(1949, 10, 1), datetime.date(2099, 12, 31))
NOTES = st.lists(LINES.map(lambda line: f"注：{line}"), min_size=1, max_size=2).map("\n".join)


@st.composite
def closed_reports(draw: st.DrawFn, form: type[Report]) -> Report:
    """Reports of the years of their form, some with notes under tables and a sign-off."""
    info = form.info()
    data = draw(reports(form)).to_data()
    data["year"] = draw(st.integers(info.first_year, info.last_year or 2030))
    del data["title"]
    titled = [field.name for field in form.parts() if field.kind is Kind.TABLE and field.titled]
    data["notes"] = {name: draw(NOTES) for name in titled if draw(st.booleans())}
    if draw(st.booleans()):
        data["signature"] = {"name": draw(LINES), "date": draw(st.none() | DAYS.map(str))}
    return form.from_data(data, references=False)


@pytest.mark.parametrize("name", list(FORMS))
@settings(max_examples=25)
@given(data=st.data())
def test_plain_data_says_all_of_a_report(name: str, data: st.DataObject) -> None:
    report = data.draw(closed_reports(FORMS[name]))
    plain = json.loads(json.dumps(report.to_data(), ensure_ascii=False, allow_nan=False))
    assert type(report).from_data(plain, references=False) == report
    made = report_from_data(plain, form=type(report), references=False)  # a text may hold braces
    assert made.published() == report.published()


@pytest.mark.slow
@pytest.mark.parametrize("name", list(FORMS))
def test_a_word_file_says_what_the_report_publishes(name: str, tmp_path: Path) -> None:
    template = Template.stock(FORMS[name])
    path = tmp_path / "report.docx"

    @settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    @given(closed_reports(FORMS[name]))
    def comes_back(report: Report) -> None:
        path.write_bytes(template.render(report))
        reading = read(path, form=None if name in official_forms() else FORMS[name])
        assert reading.report.published() == report.published()
        assert (reading.missing, reading.unplaced) == ((), ())

    comes_back()
