from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from govreport.forms._registry import official_forms
from govreport.report import Report, cell_fields
from govreport.sheet import report_row, roster_text, roster_workbook
from govreport.sources import load_all
from random_reports import reports

FORMS = list(official_forms().values())
OGI2021 = official_forms()["ogi2021"]
ROWS = [{"agency.name": "甲局", "year": 2024}, {"agency.name": "乙局", "year": 2024, "agency.phone": "0123"}]


def opened(raw: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(raw))


def test_facts_have_a_sheet_and_so_has_each_table() -> None:
    book = opened(roster_workbook(OGI2021, ROWS))
    assert book.sheetnames == ["机关和正文", "主动公开情况", "申请情况", "复议诉讼情况"]
    sheet = book["申请情况"]
    assert [cell.value for cell in sheet[1][:3]] == ["行政机关.机关名称", "年份", "申请情况.新收.自然人"]
    assert [cell.value for cell in sheet[2][:3]] == [
        "agency.name",
        "year",
        "applications.received.natural_person",
    ]
    assert [row[0].value for row in sheet.iter_rows(min_row=3)] == ["甲局", "乙局"]
    assert sheet.freeze_panes == "C3"
    assert not any(str(cell.value).endswith(".total") for cell in sheet[2])


def test_all_may_stand_in_one_sheet() -> None:
    book = opened(roster_workbook(OGI2021, ROWS, one_sheet=True))
    head = roster_text(OGI2021, ROWS).decode("utf-8-sig").splitlines()[0]
    assert book.sheetnames == ["数据"]
    assert book["数据"].max_column == len(head.split(","))


def test_the_same_rows_make_the_same_bytes() -> None:
    assert roster_workbook(OGI2021, ROWS) == roster_workbook(OGI2021, ROWS)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.info().name)
@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_the_figures_of_reports_are_read_back(
    form: type[Report], data: st.DataObject, tmp_path: Path
) -> None:
    drawn = data.draw(reports(form))
    rows = [{**report_row(drawn), "agency.name": name, "form": form.info().name} for name in ("甲局", "乙局")]
    made = {"a.xlsx": roster_workbook(form, rows), "b.csv": roster_text(form, rows)}
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
        for loaded in load_all(tmp_path / name):
            again = loaded.report.cells()
            plain = {
                path: value
                for path, value in drawn.cells().items()
                if value is not None and not cell_fields(form)[path].same_as
            }
            assert {path: again[path] for path in plain} == plain


def test_no_text_becomes_a_formula() -> None:
    rows = [{"agency.name": "甲局", "year": 2024, "overview": '=HYPERLINK("x")', "agency.phone": "+86-1"}]
    sheet = opened(roster_workbook(OGI2021, rows))["机关和正文"]
    cells = {cell.value: cell.data_type for cell in sheet[3] if cell.value}
    assert (cells['=HYPERLINK("x")'], cells["+86-1"]) == ("s", "s")
    text = roster_text(OGI2021, rows).decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert "'+86-1" in text
