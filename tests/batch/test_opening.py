"""Reports of files: each is read once, its references resolved afterwards and told with their places."""

from __future__ import annotations

import pickle
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from govreport.batch import Settings
from govreport.batch.last_years import LastYears
from govreport.batch.opening import opened, resolved
from govreport.errors import DataError, SourceError
from govreport.forms import ogi2021
from govreport.report import Report
from govreport.sheet import entry_workbook, report_workbook
from govreport.sources import load, load_all

DATA = "年度: 2024\n机关: {名称: 甲县人民政府}\n存在的主要问题及改进情况: |\n  一句。\n  共{{ 没有的 }}件。\n"
AGENCY = {"name": "甲县人民政府"}


def of(year: int, received: int, problems: str = "") -> Report:
    data = {"year": year, "agency": AGENCY, "applications": {"received": {"natural_person": received}}}
    return ogi2021.Report.from_data({**data, "problems": problems}, references=False, blank="zero")


def test_a_wrong_reference_is_told_with_the_line_of_the_file_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(DATA, encoding="utf-8")
    with pytest.raises(DataError) as at_once:
        load(path)
    (loaded,) = load_all(path, references=False)
    path.write_text("year: 2023\nagency: {name: 乙局}\n", encoding="utf-8")
    for each in (loaded, pickle.loads(pickle.dumps(loaded))):  # noqa: S301  as it travels to a worker
        with pytest.raises(DataError) as caught:
            resolved(each, Settings())
        assert caught.value.problems == at_once.value.problems
        assert str(caught.value.problems[0].where).startswith(f"{path}:5")
    path.unlink()
    with pytest.raises(DataError) as gone:
        resolved(loaded, Settings())
    assert gone.value.problems == at_once.value.problems


def test_the_report_of_a_wrong_year_before_is_told_of_files_without_references_too(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("year: 2024\nagency: {name: 甲局}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        opened(path, Settings(last_year=of(2022, 1)))
    assert [problem.what.en for problem in caught.value.problems] == [
        "this is not the report of the year before"
    ]
    assert str(caught.value.problems[0].where).startswith(str(path))


def test_references_in_an_entry_workbook_are_resolved_and_told_with_their_cells(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(entry_workbook(ogi2021.Report, year=2024)))
    cover = book.worksheets[0]
    rows = {str(row[-1].value): row[1] for row in cover.iter_rows()}
    rows["agency.name"].value = "甲县人民政府"
    rows["problems"].value = "共{{ applications.received.total }}件。"
    path = tmp_path / "a.xlsx"
    book.save(path)
    report = opened(path, Settings(blank="zero")).report
    assert report.texts()["problems"] == "共0件。"
    rows["problems"].value = "共{{ 没有的 }}件。"
    book.save(path)
    with pytest.raises(DataError) as caught:
        opened(path, Settings(blank="zero"))
    address = f"{path}: {cover.title}!{rows['problems'].coordinate}"
    assert str(caught.value.problems[0].where).startswith(address)


def test_braces_in_a_report_kept_as_a_workbook_are_braces_again(tmp_path: Path) -> None:
    report = of(2024, 1, problems="形如{{ n }}的文字")
    path = tmp_path / "a.xlsx"
    path.write_bytes(report_workbook(report))
    assert opened(path, Settings()).report.texts()["problems"] == "形如{{ n }}的文字"


def test_a_wrong_reference_in_a_row_is_told_with_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "机关名称,年度,存在的主要问题及改进情况\n甲局,2024,无\n乙局,2024,{{ 没有的 }}\n", encoding="utf-8"
    )
    right, wrong = load_all(path, references=False)
    assert resolved(right, Settings()).report.texts()["problems"] == "无"
    with pytest.raises(DataError) as caught:
        resolved(wrong, Settings())
    assert str(caught.value.problems[0].where).startswith(f"{path}: C3")
    with pytest.raises(DataError) as at_once:
        _ = load_all(path)[1].report
    assert caught.value.problems == at_once.value.problems


def test_bytes_are_compared_with_the_report_of_their_own_agency_too() -> None:
    text = """
year: 2024
agency: {name: 甲县人民政府}
blank: zero
applications: {received: {natural_person: 6}}
problems: 新收{{ applications.received.total | yoy }}。
"""
    found = opened(text.encode(), Settings(last_years=LastYears.of([of(2023, 3)])))
    assert found.last_year is not None
    assert found.report.texts()["problems"] == "新收增加3件。"


def test_a_file_of_several_reports_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("机关名称,年度\n甲局,2024\n乙局,2024\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        opened(path, Settings())
    assert [(problem.what.en, str(problem.where)) for problem in caught.value.problems] == [
        ("2 reports in the file; one is wanted", str(path))
    ]
