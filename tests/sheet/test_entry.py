from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govreport.addresses import cell_name
from govreport.entrybook import table_sheets
from govreport.errors import DataError
from govreport.forms._registry import official_forms
from govreport.report import Report
from govreport.sheet import entry_workbook, report_workbook
from govreport.sources.entry_file import entry_of
from random_reports import reports

FORMS = list(official_forms().values())
OGI2021 = official_forms()["ogi2021"]


def read(raw: bytes) -> Report:
    loaded = entry_of(raw, name="a.xlsx", form=None)
    assert loaded is not None
    return loaded.report


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.info().name)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_a_report_prints_is_read_back_from_its_workbook(form: type[Report], data: st.DataObject) -> None:
    report = data.draw(reports(form))
    again = read(report_workbook(report))
    assert again.published() == report.published()
    assert {path: str(value) for path, value in again.cells().items()} == {
        path: str(value) for path, value in report.cells().items()
    }


def opened(raw: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(raw))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.info().name)
def test_the_same_workbook_has_the_same_bytes(form: type[Report]) -> None:
    year = form.info().first_year
    assert entry_workbook(form, year=year) == entry_workbook(form, year=year)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.info().name)
def test_the_sheets_are_laid_out_like_the_official_tables(form: type[Report]) -> None:
    book = opened(entry_workbook(form, year=form.info().first_year))
    for table in table_sheets(form):
        sheet = book[table.name]
        merged = {str(each) for each in sheet.merged_cells.ranges}
        for cell in table.grid.cells:
            place = table.place(cell)
            last = cell_name(place.row + cell.row_span - 1, place.column + cell.column_span - 1)
            first = cell_name(place.row, place.column)
            assert (f"{first}:{last}" in merged) is (first != last)
            if cell.field is None and cell.label.printed:
                assert sheet[first].value == cell.label.printed
                assert sheet[first].protection.locked
        assert (sheet.protection.sheet, sheet.page_setup.paperSize) == (True, 9)
        assert sheet.freeze_panes is not None


def test_entry_cells_are_open_and_totals_are_locked_formulas() -> None:
    sheet = opened(entry_workbook(OGI2021, year=2024))["申请情况"]
    assert not sheet["D6"].protection.locked
    assert sheet["J6"].protection.locked
    assert sheet["J6"].value == '=IF(COUNT(D6:I6)=6,SUM(D6:I6),"")'
    assert sheet["D29"].value == '=IF(COUNT(D8:D28)=21,SUM(D8:D28),"")'


def test_what_may_be_typed_is_said_in_chinese() -> None:
    sheet = opened(entry_workbook(OGI2021, year=2024))["主动公开情况"]
    rules = sheet.data_validations.dataValidation
    told = {rule.type: (rule.errorTitle, rule.error) for rule in rules}
    assert told == {
        "whole": ("请填整数", "这里只能填 0 或正整数，不带单位和文字；没有发生填 0。"),
        "decimal": ("请填数字", "这里只能填数字，可以有小数，不带单位和文字；没有发生填 0。"),
    }


def test_what_was_last_year_is_filled_in_or_told() -> None:
    last = OGI2021.from_data(
        {
            "year": 2023,
            "agency": {"name": "甲局"},
            "disclosure": {"regulations": {"in_force": 5}},
            "applications": {"carried_forward": {"natural_person": 7}},
        }
    )
    book = opened(entry_workbook(OGI2021, year=2024, last_year=last))
    assert book["申请情况"]["D7"].value == 7
    rules = book["主动公开情况"].data_validations.dataValidation
    assert [rule.prompt for rule in rules if rule.prompt] == ["上年（2023 年）：5"]


def test_texts_are_never_formulas() -> None:
    report = OGI2021.from_data(
        {
            "year": 2024,
            "agency": {"name": '=HYPERLINK("x")', "phone": "+86"},
            "overview": "@SUM(1)\n-1",
            "problems": "#N/A",
        }
    )
    raw = report_workbook(report)
    cover = opened(raw)["封面"]
    typed = {cell.value: cell.data_type for row in cover.iter_rows(max_col=2) for cell in row if cell.value}
    assert [typed[text] for text in ('=HYPERLINK("x")', "+86", "@SUM(1)\n-1", "#N/A")] == ["s"] * 4
    assert read(raw).published() == report.published()


def test_a_text_that_fits_no_cell_is_refused() -> None:
    report = OGI2021.from_data({"year": 2024, "agency": {"name": "甲局"}, "overview": "长" * 32_768})
    with pytest.raises(DataError, match="文字太长，一个单元格放不下"):
        report_workbook(report)


def test_a_wrong_total_stays_and_a_right_one_is_a_formula() -> None:
    report = OGI2021.from_data(
        {
            "year": 2024,
            "agency": {"name": "甲局"},
            "disputes": {
                "reconsideration": {"upheld": 1, "corrected": 0, "other": 0, "pending": 0, "total": 9},
                "litigation_direct": {"upheld": 1, "corrected": 0, "other": 0, "pending": 0, "total": 1},
            },
        }
    )
    sheet = opened(report_workbook(report))["复议诉讼情况"]
    assert (sheet["E6"].value, sheet["J6"].value) == (9, '=IF(COUNT(F6:I6)=4,SUM(F6:I6),"")')
