"""``govreport compare``: its formats, and where it writes them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

REPORT = (
    "year: {year}\nblank: zero\nagency: {{name: 甲局}}\ndisclosure: {{licences: {{decisions: {licences}}}}}\n"
)


@pytest.fixture
def years(tmp_path: Path) -> tuple[Path, Path]:
    """Two years of one agency."""
    paths = (tmp_path / "2023.yaml", tmp_path / "2024.yaml")
    for path, licences in zip(paths, (20, 25), strict=True):
        path.write_text(REPORT.format(year=path.stem, licences=licences), encoding="utf-8")
    return paths


def test_text_is_printed(govreport: Callable, years: tuple[Path, Path]) -> None:
    ran = govreport("compare", *years)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:4] == [
        "2023年 → 2024年",
        "二、主动公开政府信息情况",
        "  行政许可 › 本年处理决定数量: 20 → 25  +5  增长25.0%",
        "另有 199 项没有变化",
    ]


def test_json_and_html_are_printed(govreport: Callable, years: tuple[Path, Path]) -> None:
    data = json.loads(govreport("compare", *years, "--format", "json").out)
    assert [each["name"] for each in data["reports"]] == ["2023年", "2024年"]
    page = govreport("compare", *years, "--format", "html", "--lang", "en")
    assert page.out.startswith('<!DOCTYPE html>\n<html lang="en">')


@pytest.mark.parametrize("name", ["text", "json", "html"])
def test_what_is_printed_is_what_is_written(
    govreport: Callable, years: tuple[Path, Path], tmp_path: Path, name: str
) -> None:
    output = tmp_path / "out"
    printed = govreport("compare", *years, "--format", name).out
    assert govreport("compare", *years, "--format", name, "-o", output).out == f"{output}\n"
    assert output.read_text(encoding="utf-8") == printed


def test_the_word_annex_is_written(govreport: Callable, years: tuple[Path, Path], tmp_path: Path) -> None:
    output = tmp_path / "annex.docx"
    assert govreport("compare", *years, "--format", "docx", "-o", output) == (0, f"{output}\n", "")
    assert docx.Document(str(output)).tables[0].rows[1].cells[4].text == "+25.0%"
    refused = govreport("compare", *years, "--format", "docx")
    assert (refused.code, refused.err.splitlines()[0]) == (2, "Word 文件不印到屏幕")


def test_one_report_cannot_be_compared_and_an_input_is_not_replaced(
    govreport: Callable, years: tuple[Path, Path]
) -> None:
    assert govreport("compare", years[0]).code == 2
    assert govreport("compare", *years, "-o", years[0]).code == 2


def test_another_edition_is_told_with_what_it_lost(govreport: Callable, years: tuple[Path, Path]) -> None:
    years[0].write_text(REPORT.format(year=2020, licences=5), encoding="utf-8")
    ran = govreport("compare", *years, "--lang", "en")
    assert ran.code == 0
    assert ran.err.splitlines()[0] == "the report of 2020年 was put from ogi2019 into ogi2021"
