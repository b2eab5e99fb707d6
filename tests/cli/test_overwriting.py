"""What a command may replace: what it made itself, never what it reads or what somebody has filled in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from govreport.forms import ogi2021
from govreport.word import stock_template
from samples import load_report

SOURCE = Path(__file__).parents[2] / "src"
HUAIAN = load_report("huaian_2024.json")
TITLE = "淮安市人民政府{year}年政府信息公开工作年度报告"
REPLACED = "输出会盖掉读入的文件\n  位置：{path}\n  处理：换一个文件名或文件夹\n"
THERE = "文件已经存在，不覆盖\n  位置：{path}\n  处理：换一个文件名，或先移走这个文件\n"


@pytest.fixture
def last(govreport: Callable, good: Path, tmp_path: Path) -> Path:
    """Last year's report as a Word file, named as the command line names it."""
    assert govreport("build", good, "-o", f"{tmp_path}/last/").code == 0
    (path,) = (tmp_path / "last").iterdir()
    return path


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template of the user's own, called like the report of the year after."""
    path = tmp_path / "own" / f"{TITLE.format(year=2025)}.docx"
    path.parent.mkdir()
    path.write_bytes(stock_template(ogi2021.Report))
    return path


@pytest.fixture
def year_after(tmp_path: Path) -> Path:
    """A data file of the year after the good one."""
    path = tmp_path / "after.json"
    data = {**HUAIAN.to_data(), "year": 2025}
    for derived in ("title", "lead"):
        data.pop(derived, None)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["good.json", "x/../good.json", "hard.json", "folder/good.json"])
def test_convert_does_not_replace_its_input(
    govreport: Callable, good: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "hard.json").hardlink_to(good)
    (tmp_path / "folder").symlink_to(tmp_path)
    before, output = good.read_bytes(), f"{tmp_path}/{name}"
    ran = govreport("convert", good, "--to", "ogi2019", "-o", output)
    assert ran == (2, "", REPLACED.format(path=output))
    assert good.read_bytes() == before


def test_read_does_not_replace_its_input(govreport: Callable, last: Path) -> None:
    document = last.with_suffix(".json")  # what is inside decides, whatever the ending
    last.rename(document)
    before = document.read_bytes()
    assert govreport("read", document, "-o", document) == (2, "", REPLACED.format(path=document))
    assert document.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="a descriptor tells no file there")
@pytest.mark.parametrize(("verb", "name"), [("convert", "good.json"), ("build", "good.docx")])
def test_a_file_that_comes_as_standard_input_is_not_replaced(good: Path, verb: str, name: str) -> None:
    output = good.with_name(name)
    if output != good:
        good.rename(output)
    before = output.read_bytes()
    options = ["--to", "ogi2019"] if verb == "convert" else []
    with output.open("rb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "govreport", verb, "-", *options, "-o", str(output)],
            stdin=file,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
        )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == REPLACED.format(path=output)
    assert output.read_bytes() == before


@pytest.mark.parametrize("option", ["--template", "--last-year"])
def test_build_replaces_neither_template_nor_last_years_report(
    govreport: Callable, last: Path, template: Path, year_after: Path, option: str
) -> None:
    read = template if option == "--template" else last.rename(last.with_name(template.name))
    before = read.read_bytes()
    for output in (read, f"{read.parent}/"):
        ran = govreport("-q", "build", year_after, option, read, "-o", output)
        assert ran == (2, "", REPLACED.format(path=read))
        assert read.read_bytes() == before
        assert list(read.parent.iterdir()) == [read]


def test_build_goes_on_replacing_what_it_made(govreport: Callable, last: Path, good: Path) -> None:
    before = last.read_bytes()
    last.write_bytes(b"old")
    assert govreport("build", good, "-o", last) == (0, f"{last}\n", "")
    assert last.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("filled.yaml", ["new", "--year", "2024"]),
        ("filled.json", ["new", "--year", "2024"]),
        ("filled.docx", ["template", "new", "--form", "ogi2021"]),
    ],
)
def test_what_somebody_may_have_filled_in_is_not_replaced(
    govreport: Callable, tmp_path: Path, name: str, arguments: list[str]
) -> None:
    output = tmp_path / name
    assert govreport(*arguments, "-o", output) == (0, f"{output}\n", "")
    output.write_text("filled in", encoding="utf-8")
    assert govreport(*arguments, "-o", output) == (2, "", THERE.format(path=output))
    assert output.read_text(encoding="utf-8") == "filled in"
    english = govreport(*arguments, "-o", output, "--lang", "en")
    assert english.err.splitlines()[0] == "the file exists and is not overwritten"


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "{good}"],
        ["read", "{good}"],
        ["convert", "{good}", "--to", "ogi2019"],
        ["new", "--year", "2024"],
        ["template", "new", "--form", "ogi2021"],
    ],
)
def test_a_dash_is_no_name_of_a_file(
    govreport: Callable, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for output in ("-", "-/"):
        ran = govreport(*(argument.format(good=good) for argument in arguments), "-o", output)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == f"结果只写成文件，不写到标准输出\n  位置：-o {output}\n  处理：写出文件名\n"
        assert list(tmp_path.iterdir()) == [good]
