"""What is to be known of how a document was read: told by every verb, in every form of result."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from govreport.html import page
from samples import changed, load_report
from webpages import parsed

HUAIAN = load_report("huaian_2024.json")
CUT = "网页没有写完（缺少 </body> 和 </html>），可能没有下载完整"
LAST = "文件以“2024”结尾，后面没有换行：文件可能不完整，这个数字可能少了几位"


@pytest.fixture
def cut(tmp_path: Path) -> Path:
    """A published page whose last characters were not loaded."""
    path = tmp_path / "cut.html"
    path.write_text(page(HUAIAN).partition("</body>")[0], encoding="utf-8")
    return path


@pytest.fixture
def agency(tmp_path: Path) -> Path:
    """A file with the facts of an agency that may have lost its last figures."""
    path = tmp_path / "agency.yaml"
    path.write_text("name: 某县\nphone: 0517-2024", encoding="utf-8")
    return path


def test_reading_says_it(govreport: Callable, cut: Path) -> None:
    ran = govreport("read", cut, "-o", cut.with_name("a.json"))
    assert (ran.code, ran.err) == (0, f"{CUT}\n")


@pytest.mark.parametrize("output", ["a.docx", "folder/"])
def test_building_says_it_once(govreport: Callable, cut: Path, tmp_path: Path, output: str) -> None:
    ran = govreport("build", cut, "-o", f"{tmp_path}/{output}")
    assert (ran.code, ran.err) == (0, f"{cut}：{CUT}\n")


def test_building_many_says_it_of_the_one(govreport: Callable, cut: Path, good: Path, tmp_path: Path) -> None:
    other = json.loads(good.read_text(encoding="utf-8"))
    other["agency"]["name"] = "甲局"
    other["title"] = ""
    good.write_text(json.dumps(other, ensure_ascii=False), encoding="utf-8")
    for jobs in (1, 2):
        ran = govreport("build", good, cut, "-o", tmp_path / f"out{jobs}", "--jobs", jobs)
        assert (ran.code, len(ran.out.splitlines())) == (0, 2)
        assert ran.err.splitlines()[0] == f"{cut}：{CUT}"
        assert ran.err.count(CUT) == 1


def test_building_from_standard_input_says_it(
    govreport: Callable, cut: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(cut.read_bytes())))
    ran = govreport("build", "-", "-o", tmp_path / "a.docx")
    assert (ran.code, ran.err) == (0, f"-：{CUT}\n")


def test_a_refused_report_says_it_too(govreport: Callable, tmp_path: Path) -> None:
    wrong = changed(HUAIAN, {"applications.received.total": 1})
    path = tmp_path / "cut.html"
    path.write_text(page(wrong, draft=True).partition("</body>")[0], encoding="utf-8")
    ran = govreport("build", path, "-o", tmp_path / "a.docx")
    assert ran.code == 1
    assert ran.err.splitlines()[-1] == f"{path}：{CUT}"


def test_a_data_file_that_ends_in_a_figure_is_told_by_build_and_check(
    govreport: Callable, tmp_path: Path
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("agency: {name: 甲局}\nyear: 2024", encoding="utf-8")
    for ran in (govreport("build", path, "-o", tmp_path / "a.docx", "--draft"), govreport("check", path)):
        assert f"{path}：{LAST}" in ran.err.splitlines()


def test_checking_says_it_beside_the_findings(govreport: Callable, cut: Path) -> None:
    ran = govreport("check", cut)
    assert ran == (0, f"{cut}  淮安市人民政府 2024\n  没有发现问题\n", f"{cut}：{CUT}\n")
    assert govreport("-q", "check", cut).err == ""


def test_every_format_of_a_check_has_it(govreport: Callable, cut: Path, good: Path) -> None:
    first, second = json.loads(govreport("check", cut, good, "--format", "json").out)["files"]
    assert first["remarks"] == [f"{cut}：{CUT}"]
    assert "remarks" not in second
    assert govreport("check", cut, "--format", "github").out == f"::notice file={cut}::{cut}：{CUT}\n"
    (issue,) = json.loads(govreport("check", cut, "--format", "gitlab").out)
    assert (issue["check_name"], issue["severity"], issue["description"]) == (
        "remark",
        "info",
        f"{cut}：{CUT}",
    )
    assert issue["location"] == {"path": str(cut), "lines": {"begin": 1}}
    body = parsed(govreport("check", cut, "--format", "html").out).find(".//tbody[@id='r1']")
    assert f"{cut}：{CUT}" in [cell.text_content() for cell in body.iter("td")]


@pytest.mark.parametrize("verb", ["build", "check", "new"])
def test_the_report_of_the_year_before_says_it(
    govreport: Callable, tmp_path: Path, cut: Path, verb: str
) -> None:
    now = tmp_path / "now.json"
    data = {**HUAIAN.to_data(), "year": 2025}
    now.write_text(json.dumps({**data, "title": ""}, ensure_ascii=False), encoding="utf-8")
    arguments = {
        "build": ("build", now, "-o", tmp_path / "a.docx", "--draft"),
        "check": ("check", now),
        "new": ("new", "--year", "2025", "-o", tmp_path / "a.yaml"),
    }
    ran = govreport(*arguments[verb], "--last-year", cut)
    assert ran.code in (0, 1)
    assert ran.err.count(f"{cut}：{CUT}") == 1


def test_a_folder_of_the_year_before_says_it(govreport: Callable, tmp_path: Path, good: Path) -> None:
    before = tmp_path / "before"
    before.mkdir()
    path = before / "a.html"
    path.write_text(page(HUAIAN).partition("</body>")[0], encoding="utf-8")
    assert f"{path}：{CUT}" in govreport("check", good, "--last-year", before).err.splitlines()


def test_comparing_and_converting_say_it(govreport: Callable, cut: Path, good: Path, tmp_path: Path) -> None:
    assert f"{cut}：{CUT}" in govreport("compare", good, cut).err.splitlines()
    ran = govreport("convert", cut, "--to", "ogi2019", "-o", tmp_path / "b.yaml")
    assert ran.err.splitlines()[0] == f"{cut}：{CUT}"


def test_adding_up_says_it_of_the_units_and_of_the_agency(
    govreport: Callable, cut: Path, agency: Path, tmp_path: Path
) -> None:
    ran = govreport("sum", cut, "--agency", agency, "-o", tmp_path / "sum.yaml")
    assert ran.err.splitlines()[:2] == [f"{agency}：{LAST.replace('2024', '0517-2024')}", f"{cut}：{CUT}"]
    ran = govreport("new", "--year", "2024", "--agency", agency, "-o", tmp_path / "n.yaml")
    assert (ran.code, ran.err) == (0, f"{agency}：{LAST.replace('2024', '0517-2024')}\n")
