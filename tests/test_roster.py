from __future__ import annotations

import pytest

from govreport.forms._registry import official_forms
from govreport.report import Report
from govreport.roster import column_named, columns_of, names_agency, nearest_headers

FORMS = list(official_forms().values())
REPORT = official_forms()["ogi2021"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.info().name)
def test_every_column_is_found_by_its_path_and_by_its_labels(form: type[Report]) -> None:
    for column in columns_of(form):
        assert column_named(form, column.path) is column
        assert column_named(form, column.label) is column


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.info().name)
def test_every_cell_of_the_form_is_a_column(form: type[Report]) -> None:
    cells = [cell.path for grid in form.grids().values() for cell in grid.figures()]
    assert set(cells) <= {column.path for column in columns_of(form)}


@pytest.mark.parametrize(
    ("header", "path"),
    [
        ("机关", "agency.name"),
        ("机关名称", "agency.name"),
        (" 联系电话 ", "agency.phone"),
        ("年度", "year"),
        ("表样", "form"),
        ("表注.申请情况", "notes.applications"),
        ("落款", "signature"),
        ("信息处理费.金额", "handling_fee.amount"),
        ("disclosure.licences", "disclosure.licences.decisions"),
        ("主动公开情况 › 行政许可", "disclosure.licences.decisions"),
        ("申请情况\n新收\n自然人", "applications.received.natural_person"),
        (
            "申请情况.办理结果.（三）不予公开.1.属于国家秘密.总计",
            "applications.results.denied.state_secret.total",
        ),
        ("一、总体情况", "overview"),
    ],
)
def test_headers_are_understood_in_many_spellings(header: str, path: str) -> None:
    column = column_named(REPORT, header)
    assert column is not None
    assert column.path == path


@pytest.mark.parametrize("header", ["", "申请情况", "applications.recieved.total", "year.month", "不存在"])
def test_what_is_no_cell_is_no_header(header: str) -> None:
    assert column_named(REPORT, header) is None


def test_the_nearest_headers_are_in_the_language_of_the_misspelt_one() -> None:
    assert nearest_headers(REPORT, "applications.recieved.natural_person")[0] == (
        "applications.received.natural_person"
    )
    assert nearest_headers(REPORT, "申请情况.新受.自然人")[0] == "申请情况.新收.自然人"


def test_only_the_name_of_an_agency_names_it() -> None:
    assert [names_agency(text) for text in ("机关", "AGENCY.NAME", "名称", "机关电话", "")] == [
        True,
        True,
        True,
        False,
        False,
    ]
