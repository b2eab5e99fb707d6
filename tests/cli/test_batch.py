"""``govreport build`` with many inputs: what is said of the run, and what is refused."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from govreport.batch import Built
from govreport.batch.claim import claimed
from govreport.cli import progress
from govreport.cli.summary import Summary
from samples import load_report

HUAIAN = load_report("huaian_2024.json")
NAME = "淮安市人民政府2024年政府信息公开工作年度报告.docx"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def year_before(tmp_path: Path) -> Path:
    """A folder with the report of the year before of the good agency, and of another."""
    folder = tmp_path / "before"
    folder.mkdir()
    for number, agency in enumerate(("淮安市人民政府", "甲局")):
        data = {"year": 2023, "agency": {"name": agency}, "blank": "zero"}
        (folder / f"{number}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return folder


def test_the_run_ends_with_what_became_of_each(
    govreport: Callable, good: Path, wrong: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    ran = govreport("build", good, wrong, broken, "-o", f"{tmp_path}/out/")
    assert ran.code == 2
    end = ran.err[ran.err.index("共 3 份：") :].splitlines()
    assert end[:4] == [
        "共 3 份：",
        "  已写出            1",
        "  有错误，未写出    1",
        "    淮安市人民政府：2 个错误（row-total, balance）",
    ]
    assert end[4] == "  失败              1"
    assert end[5].startswith(f"    {broken}：")
    assert "共 3 份" not in govreport("-q", "build", good, wrong, broken, "-o", f"{tmp_path}/quiet/").err


def test_a_resumed_run_says_what_was_there(
    govreport: Callable, good: Path, wrong: Path, tmp_path: Path
) -> None:
    govreport("build", good, wrong, "-o", f"{tmp_path}/out/")
    ran = govreport("build", good, wrong, "-o", f"{tmp_path}/out/", "--resume", "-v")
    assert f"{good}：上次已经写成 {tmp_path}/out/{NAME}" in ran.err
    assert "  上次已写出        1" in ran.err
    assert ran.out == f"{tmp_path}/out/{NAME}\n"


def test_every_agency_is_compared_with_its_own_report_in_a_folder(
    govreport: Callable, good: Path, wrong: Path, year_before: Path, tmp_path: Path
) -> None:
    ran = govreport("build", good, wrong, "-o", f"{tmp_path}/out/", "--last-year", year_before)
    assert "[carry-over]" in ran.err
    assert "[carry-over]" not in govreport("build", good, wrong, "-o", f"{tmp_path}/out/").err


def test_one_report_of_the_year_before_is_not_for_several_inputs(
    govreport: Callable, good: Path, wrong: Path, tmp_path: Path
) -> None:
    ran = govreport("build", good, wrong, "-o", f"{tmp_path}/out/", "--last-year", good)
    assert ran.code == 2
    assert "--last-year 只用于一个输入" in ran.err


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--name", "{agncy}"], 2, "{agency}"),
        (["--jobs", "0"], 2, "--jobs"),
        (["--dask", "nowhere"], 4, "连不上 Dask 调度器"),
    ],
)
def test_an_option_that_cannot_be_meant_is_refused(  # noqa: PLR0917  fixtures and cases
    govreport: Callable, good: Path, wrong: Path, tmp_path: Path, options: list[str], code: int, said: str
) -> None:
    ran = govreport("build", good, wrong, "-o", f"{tmp_path}/out/", *options)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_a_folder_another_run_writes_to_is_refused(
    govreport: Callable, good: Path, wrong: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    with claimed(tmp_path / "out"):
        ran = govreport("build", good, wrong, "-o", f"{tmp_path}/out/")
    assert ran.code == 4
    assert "另一次运行正在写这个文件夹" in ran.err
    assert list((tmp_path / "out").iterdir()) == []


def results(number: int) -> list[Built]:
    return [Built(f"{at}.json", agency=f"甲县第{at}局[b]") for at in range(number)]


def test_a_bar_is_shown_on_a_terminal_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich", reason="rich is not installed (extra progress)")
    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        assert list(progress.tracked(iter(results(9)), 9)) == results(9)
        assert ("甲县第0局[b]" in stream.getvalue()) is shown


def test_a_short_run_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    assert list(progress.tracked(iter(results(3)), 3)) == results(3)
    assert stream.getvalue() == ""


def test_a_long_list_of_failures_is_cut() -> None:
    summary = Summary(60)
    for built in results(60):
        summary.add(Built(built.source, bug=RuntimeError("x")))
    lines = [str(line) for line in summary.lines()]
    assert len(lines) == 53
    assert lines[-1] == "    ……另有 10 份，见清单"
