"""Which form serves a year, and how forms of one's own are found; what a data file says of itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from govreport.errors import DataError, FormError, GovReportError
from govreport.forms import ogi2019, ogi2021
from govreport.forms._registry import (
    form_for,
    form_named,
    form_of_data,
    official_forms,
    report_from_data,
)

BASE: dict[str, Any] = {"year": 2022, "agency": {"name": "甲局"}}
OWN = """
from govreport import Report
from govreport.forms import Text, section


class Mine(Report, name="mine"):
    text: Text = section("一、甲")
"""


def lines_of(error: pytest.ExceptionInfo[GovReportError]) -> list[str]:
    lines = error.value.to_text("en").splitlines()
    assert len(lines) <= 6
    return lines


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder; modules in it can be imported."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_the_official_forms_stand_in_the_order_of_their_years() -> None:
    assert list(official_forms()) == ["ogi2014", "website2018", "ogi2019", "ogi2021"]


@pytest.mark.parametrize(
    ("year", "kind", "reason", "expected"),
    [
        (
            2013,
            "ogi",
            ": the first begins in 2014",
            "ogi2014 2014–2018, ogi2019 2019–2020, ogi2021 2021–",
        ),
        (2017, "website", ": the first begins in 2018", "website2018 2018–"),
        (2022, "other", "", "kind: ogi, website"),
    ],
)
def test_a_year_no_form_serves_is_told_with_those_served(
    year: int, kind: str, reason: str, expected: str
) -> None:
    with pytest.raises(FormError) as caught:
        form_for(year, kind)
    assert lines_of(caught) == [
        f"no form serves this year{reason}",
        f"  found: {year} ({kind})",
        f"  expected: {expected}",
        "  to do: check the year, or name a form of your own with --form, in Python form=",
    ]


@pytest.mark.parametrize(
    ("year", "found"), [("2022", '"2022"'), (True, "True"), (2022.0, "2022.0"), (None, "None")]
)
def test_a_year_is_a_whole_number(year: object, found: str) -> None:
    for make in (form_for, lambda value: report_from_data({**BASE, "year": value})):
        with pytest.raises(DataError) as caught:
            make(year)  # type: ignore[arg-type]
        assert lines_of(caught)[1:3] == ["  where: year", f"  found: {found}"]


def test_a_form_of_ones_own_is_found_in_the_current_folder(folder: Path) -> None:
    (folder / "found_here.py").write_text(OWN, encoding="utf-8")
    form = form_named("found_here:Mine")
    assert form.info().name == "mine"
    report = report_from_data({**BASE, "form": "found_here:Mine", "甲": "乙。"}, form=form)
    assert report.texts() == {"text": "乙。"}


@pytest.mark.parametrize("key", ["form", "表样"])
def test_data_cannot_name_a_form_of_ones_own_and_runs_no_code(folder: Path, key: str) -> None:
    (folder / "planted.py").write_text("open('ran', 'w').close()\n" + OWN, encoding="utf-8")
    for make in (report_from_data, form_of_data):
        with pytest.raises(FormError) as caught:
            make({**BASE, key: "planted:Mine"})
        assert lines_of(caught) == [
            "data cannot name a form of your own: it is a program",
            "  where: form",
            "  found: planted:Mine",
            "  expected: ogi2014, website2018, ogi2019, ogi2021",
            "  to do: if it is yours, name it with --form planted:Mine, in Python with form=",
        ]
    assert not (folder / "ran").exists()
    assert "planted" not in sys.modules


@pytest.mark.parametrize(
    "name", ["", "found_again:", "found_again:Mien", "found_again:Report", "found_again:Text"]
)
def test_a_form_that_is_not_there_is_told(folder: Path, name: str) -> None:
    (folder / "found_again.py").write_text(OWN, encoding="utf-8")
    with pytest.raises(FormError) as caught:
        form_named(name)
    lines = lines_of(caught)
    assert lines[0] == ("the module has no such form" if name else "no such form")
    assert any(line.startswith("  expected: ") for line in lines)
    assert ("  expected: Mine" in lines) is bool(name)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import no_such_thing", "ModuleNotFoundError: No module named 'no_such_thing'"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("class", "SyntaxError: invalid syntax"),
        ("raise OSError", "OSError: "),
    ],
)
def test_a_module_that_cannot_be_imported_is_told(folder: Path, source: str, found: str) -> None:
    (folder / "broken_form.py").write_text(source, encoding="utf-8")
    with pytest.raises(FormError) as caught:
        form_named("broken_form:Mine")
    lines = lines_of(caught)
    assert lines[:2] == ["the module of the form cannot be imported", "  where: broken_form:Mine"]
    assert lines[2].startswith(f"  found: {found}")


def test_a_form_that_contradicts_itself_is_told_with_its_module(folder: Path) -> None:
    (folder / "wrong_form.py").write_text(
        OWN.replace('"一、甲"', '""').replace("text:", "info:"), encoding="utf-8"
    )
    with pytest.raises(FormError) as caught:
        form_named("wrong_form:Mine")
    assert lines_of(caught)[:2] == ["a field cannot have this name", "  where: wrong_form:Mine: Mine.info"]


@pytest.mark.parametrize(
    "name", [":", ".x:Y", "..:Y", "a b:C", "x\x00:Y", "json:JSONDecoder", "govreport.report:Report"]
)
def test_a_name_that_cannot_be_one_is_refused(name: str) -> None:
    with pytest.raises(FormError) as caught:
        form_named(name)
    assert lines_of(caught)[0] in ("the module of the form cannot be imported", "the module has no such form")


@pytest.mark.parametrize(
    ("data", "form"),
    [
        ({}, ogi2021.Report),
        ({"year": 2020}, ogi2019.Report),
        ({"form": "ogi2019"}, ogi2019.Report),
        ({"表样": "ogi2019"}, ogi2019.Report),
        ({"schema": 1, "kind": "ogi"}, ogi2021.Report),
    ],
)
def test_a_data_file_says_its_form_or_its_year_does(data: dict[str, Any], form: type) -> None:
    assert type(report_from_data({**BASE, **data})) is form


@pytest.mark.parametrize("key", ["年度", "年份", "年 度"])
def test_the_year_goes_by_its_labels(key: str) -> None:
    assert report_from_data({key: 2022, "机关": {"名称": "甲"}}).year == 2022


@pytest.mark.parametrize("key", ["blank", "空白"])
@pytest.mark.parametrize(("word", "figure"), [("zero", 0), ("零", 0), ("blank", None), ("空", None)])
def test_a_data_file_says_how_its_blanks_are_meant(key: str, word: str, figure: int | None) -> None:
    report = report_from_data({**BASE, key: word})
    assert set(report.figures().values()) == {figure}
    assert set(report_from_data({**BASE, key: word}, blank="zero").figures().values()) == {0}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"schema": 2}, ["a version of the data format that is not known", "  where: schema", "  found: 2"]),
        (
            {"schema": "1"},
            ["a version of the data format that is not known", "  where: schema", '  found: "1"'],
        ),
        (
            {"schema": True},
            ["a version of the data format that is not known", "  where: schema", "  found: True"],
        ),
        ({"blank": ["zero"]}, ["no such way to treat blanks", "  where: blank", "  found: ['zero']"]),
        ({"blank": "zeor"}, ["no such way to treat blanks", "  where: blank", '  found: "zeor"']),
        ({"form": "ogi2021", "表样": "ogi2019"}, ["a field is given twice", "  found: 表样 = form"]),
        ({"form": "ogi2012"}, ["no such form", "  found: ogi2012"]),
        ({"form": ["ogi2021"]}, ["no such form", "  found: ['ogi2021']"]),
        ({"fomr": "ogi2021"}, ["no such field", "  found: fomr"]),
    ],
)
def test_what_a_data_file_says_wrong_of_itself_is_told(data: dict[str, Any], expected: list[str]) -> None:
    with pytest.raises(GovReportError) as caught:
        report_from_data({**BASE, **data})
    assert lines_of(caught)[: len(expected)] == expected


def test_data_without_year_says_so() -> None:
    with pytest.raises(DataError) as caught:
        report_from_data({"agency": {"name": "甲局"}})
    assert lines_of(caught) == [
        "a required field is missing",
        "  expected: year（年度）",
    ]


@pytest.mark.parametrize("years", [2021, (2025, 2021), ("2021", None), (2021,), None])
def test_the_years_of_a_form_are_a_first_and_a_last(years: Any) -> None:  # noqa: ANN401  anything at all
    with pytest.raises(FormError) as caught:
        type(ogi2021.Report)("Mine", (ogi2021.Report,), {"__module__": __name__}, name="mine", years=years)
    assert lines_of(caught)[0] == "these are no first and last year"
    assert lines_of(caught)[1] == "  where: mine"
