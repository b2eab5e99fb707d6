"""``govreport read``: a Word file back to the JSON that ``build`` accepts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from govreport import read
from govreport.sources import load

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    "name",
    ["huaian-2024", "hejixiang-2021", "shanghai-2019", "statistics-2016", "website-2020"],
)
def test_every_example_survives_the_way_there_and_back(
    govreport: Callable, tmp_path: Path, name: str
) -> None:
    first, data, second = (tmp_path / file for file in ("1.docx", "a.json", "2.docx"))
    source = EXAMPLES / f"{name}.yaml"
    assert govreport("build", source, "-o", first, "--draft").code == 0
    data.write_text(govreport("read", first).out, encoding="utf-8")
    assert govreport("build", data, "-o", second, "--draft").code == 0
    assert read(first).report.published() == load(source).published()
    assert read(second).report.published() == load(source).published()


def test_every_cell_is_there_blank_ones_as_null(govreport: Callable, tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    source.write_text("year: 2021\nagency: {name: 甲局}\n", encoding="utf-8")
    assert govreport("build", source, "-o", tmp_path / "a.docx").code == 0
    data = json.loads(govreport("read", tmp_path / "a.docx").out)
    assert data["applications"]["received"]["organisation"]["research"] is None
    assert data["disclosure"]["fees"] == {"amount": None}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_no_document_is_told(govreport: Callable, good: Path, language: str) -> None:
    ran = govreport("read", good, "--lang", language)
    assert (ran.code, ran.out) == (2, "")
    assert str(good) in ran.err
    assert len(ran.err.splitlines()) <= 6


def test_the_file_is_not_written_through_a_link(govreport: Callable, good: Path, tmp_path: Path) -> None:
    assert govreport("build", good, "-o", tmp_path / "a.docx").code == 0
    (tmp_path / "a.json").symlink_to(tmp_path / "victim")
    ran = govreport("read", tmp_path / "a.docx", "-o", tmp_path / "a.json")
    assert (ran.code, ran.out) == (4, "")
    assert not (tmp_path / "victim").exists()


def test_braces_in_a_published_text_are_no_references(govreport: Callable, tmp_path: Path) -> None:
    source, first, data, second = (tmp_path / file for file in ("a.yaml", "1.docx", "a.json", "2.docx"))
    source.write_text(
        "year: 2021\nagency: {name: 甲局}\noverview: \"{{ '{{' }} year {{ '}}' }}。\"\n", encoding="utf-8"
    )
    assert govreport("build", source, "-o", first).code == 0
    assert govreport("read", first, "-o", data).code == 0
    assert govreport("build", data, "-o", second).code == 0
    assert govreport("convert", data, "--to", "ogi2019", "-o", tmp_path / "b.yaml").code == 0
    told = [read(first).report, read(second).report, load(tmp_path / "b.yaml")]
    assert [report.texts()["overview"] for report in told] == ["{{ year }}。"] * 3


def test_of_many_texts_without_a_place_the_first_are_told(govreport: Callable, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    rows = "".join(f"<tr><td>别的事项{number}</td><td>{number}</td></tr>" for number in range(30))
    page.write_text(
        f"<h1>甲局2024年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>很好。</p>"
        f"<p>二、主动公开政府信息情况</p><table><tr><td>行政许可</td><td>3</td></tr>"
        f"<tr><td>行政处罚</td><td>4</td></tr><tr><td>行政强制</td><td>5</td></tr>{rows}</table>",
        encoding="utf-8",
    )
    short, whole = govreport("read", page), govreport("read", page, "--explain")
    unplaced = len(read(page).unplaced)
    assert unplaced > 20
    assert short.err.count("放不进表样：") == 20
    assert f"另有 {unplaced - 20} 处放不进表样；用 --explain 全部列出" in short.err
    assert whole.err.count("放不进表样：") == unplaced
