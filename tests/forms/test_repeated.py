"""Cells that repeat a fact of their report, in a form of one's own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from definitions import defined
from govreport import Agency, Report
from govreport.errors import FormError
from govreport.forms import Count, Rows, Words, group, row, table
from govreport.forms._record import given_fields
from govreport.schema import schema_of
from govreport.skeleton import skeleton
from govreport.sources import read
from govreport.word.template import Template


class Head(Rows, pairs=True):
    body: Words = row("填报单位", same_as="agency.name")
    year: Words = row("年度", same_as="year")


class Foot(Rows):
    phone: Words = row("电话", same_as="agency.phone")
    day: Words = row("公布", same_as="published_on")
    remark: Words = row("备注")


class Survey(Rows):
    head: Head = group()
    letters: Count = row("来信件数")
    foot: Foot = group()


class Form(Report, name="survey", kind="survey"):
    survey: Survey = table("一、来信")


def made(**facts: Any) -> Form:  # noqa: ANN401  any fact of a report
    return Form(year=2024, **{"agency": Agency(name="甲局", phone="0000-1"), **facts})


def test_left_out_they_say_what_the_report_says() -> None:
    survey = made(published_on=date(2025, 1, 9)).survey
    assert (survey.head, survey.foot.phone, survey.foot.day) == (
        Head(body="甲局", year="2024"),
        "0000-1",
        "2025-01-09",
    )


def test_a_fact_that_is_not_there_leaves_them_blank() -> None:
    survey = made(agency=Agency(name="")).survey
    assert (survey.head.body, survey.foot.phone, survey.foot.day) == (None, None, None)


def test_given_they_stay_blank_ones_too() -> None:
    survey = made(survey=Survey(head=Head(body="乙科", year=None))).survey
    assert (survey.head.body, survey.head.year) == ("乙科", None)


def test_a_table_may_serve_two_reports() -> None:
    shared = Survey(letters=3)
    one, other = made(survey=shared), made(survey=shared, agency=Agency(name="乙局"))
    assert (one.survey.head.body, other.survey.head.body, shared.head.body) == ("甲局", "乙局", None)
    assert given_fields(one.survey) == {"head": {}, "letters": 3, "foot": {}}


def test_a_form_to_fill_in_does_not_ask_for_them() -> None:
    assert skeleton(Form, year=2024)["survey"] == {"letters": None, "foot": {"remark": None}}


def test_the_schema_says_where_they_come_from() -> None:
    definitions: Any = schema_of(Form)["$defs"]
    assert definitions["Head"]["properties"]["填报单位"]["description"] == "body；不写就照 agency.name 填"


def test_plain_data_and_the_word_file_give_them_back(tmp_path: Path) -> None:
    report = made(survey=Survey(letters=3, foot=Foot(remark="无")))
    data = json.loads(json.dumps(report.to_data(), ensure_ascii=False))
    assert data["survey"]["head"] == {"body": "甲局", "year": "2024"}
    assert Form.from_data(data) == report
    path = tmp_path / "report.docx"
    path.write_bytes(Template.stock(Form).render(report))
    reading = read(path, form=Form)
    assert reading.report.published()["figures"] == report.cells()
    assert reading.unplaced == ()


@pytest.mark.parametrize(
    ("kind", "source", "said"),
    [
        (Words, "agency.nmae", ["no such fact of the report to repeat", "Mine: cell", "agency.nmae"]),
        (Words, "agency", ["no such fact of the report to repeat", "found: agency"]),
        (Words, "survey", ["no such fact of the report to repeat", "found: survey"]),
        (Count, "year", ["the kind of the field does not fit its type", "Mine: cell", "same_as=: Words"]),
    ],
)
def test_what_is_no_fact_or_no_words_is_refused(kind: object, source: str, said: list[str]) -> None:
    wrong = defined(Rows, {"cell": (kind, row("格", same_as=source))})
    with pytest.raises(FormError) as caught:
        defined(Report, {"survey": (wrong, table("一、表"))}, kind="wrong")
    text = caught.value.to_text("en")
    assert all(piece in text for piece in said), text
    assert len(text.splitlines()) <= 6
