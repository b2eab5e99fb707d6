"""A comparison as a Word annex."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from govreport.comparison import compare
from govreport.forms import ogi2021
from govreport.report import Report
from govreport.word import annex
from samples import changed, told

OLD = changed(
    told(overview="公开信息600条。\n培训两次。"), {"disclosure.licences.decisions": 20}, year=2023, title="甲"
)
NEW = changed(told(overview="公开信息700条。\n培训两次。"), {"disclosure.licences.decisions": 25})
SERIES = compare(changed(OLD, {}, year=2022), OLD, NEW)


def rows(content: bytes) -> list[list[str]]:
    document = docx.Document(BytesIO(content))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def test_it_shows_every_figure_with_its_change() -> None:
    shown = rows(annex(compare(OLD, NEW)))
    assert shown[0] == ["项目", "2023年", "2024年", "增减", "增减率"]
    assert ["行政许可 › 本年处理决定数量", "20", "25", "+5", "+25.0%"] in shown


def test_it_shows_the_words_that_went_and_came_in_styles_of_their_own() -> None:
    document = docx.Document(BytesIO(annex(compare(OLD, NEW))))
    styled = [
        (run.style.name, run.text)
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.style is not None and run.style.name in ("Removed Text", "Added Text")
    ]
    assert ("Removed Text", "600") in styled
    assert ("Added Text", "700") in styled
    assert "培训两次。" not in [paragraph.text for paragraph in document.paragraphs]


def test_a_series_has_a_column_for_every_year_and_a_heading_for_every_step() -> None:
    content = annex(SERIES)
    assert rows(content)[0] == ["项目", "2022年", "2023年", "2024年", "增减", "增减率"]
    texts = [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
    assert "2023年 → 2024年" in texts


def test_reports_without_any_difference_say_so() -> None:
    empty = ogi2021.Report.from_data({"year": 2024, "agency": {"name": "甲局"}})
    document = docx.Document(BytesIO(annex(compare(empty, empty))))
    assert document.paragraphs[-1].text == "文字没有变化。"
    assert document.core_properties.title == "甲局2024年（1）、2024年（2）政府信息公开工作年度报告对照"


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert annex(SERIES) == annex(SERIES)


@pytest.mark.parametrize("reports", [(OLD, NEW), (OLD, OLD), SERIES.reports])
def test_it_is_valid(
    reports: tuple[Report, ...], tmp_path: Path, ooxml_errors: Callable[[Path], list[str]]
) -> None:
    path = tmp_path / "annex.docx"
    path.write_bytes(annex(compare(*reports)))
    assert ooxml_errors(path) == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_its_pages_repeat_the_heads_of_long_tables(tmp_path: Path, to_pdf: Callable[[Path], Path]) -> None:
    path = tmp_path / "annex.docx"
    path.write_bytes(annex(compare(OLD, NEW)))
    text = subprocess.run(
        ["pdftotext", "-layout", str(to_pdf(path)), "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = [page for page in text.split("\f") if "›" in page]
    assert len(pages) > 2
    assert all("增减率" in page for page in pages)
