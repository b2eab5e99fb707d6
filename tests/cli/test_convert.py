"""``govreport convert``: the file it writes, and what it tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport.cli.program import run
from govreport.conversion import convert
from govreport.forms import ogi2019
from govreport.sources import load

HUAIAN = Path(__file__).resolve().parents[2] / "examples" / "huaian-2024.yaml"


@pytest.mark.parametrize("name", ["old.yaml", "old.yml", "old.json"])
@pytest.mark.parametrize("keys", ["en", "zh"])
def test_the_file_holds_the_report_in_the_other_form(name: str, keys: str, tmp_path: Path) -> None:
    output = tmp_path / name
    assert run(["convert", str(HUAIAN), "--to", "ogi2019", "-o", str(output), "--keys", keys]) == 0
    assert load(output).to_data() == convert(load(HUAIAN), ogi2019.Report).report.to_data()


def test_what_has_no_counterpart_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "old.yaml"
    assert run(["convert", str(HUAIAN), "--to", "ogi2019", "-o", str(output)]) == 0
    told = capsys.readouterr()
    assert told.out == f"{output}\n"
    lines = told.err.splitlines()
    assert lines[0] == "ogi2019 里没有对应项的 7 项："
    assert lines[2] == (
        "  disclosure.regulations.in_force（二、主动公开政府信息情况 › 规章 › 现行有效件数）：11"
    )
    assert lines[7:] == ["  其中 1 项是 0（-v 逐项列出）", "ogi2019 里还空着 19 项（-v 逐项列出）"]


def test_verbose_lists_the_open_cells_and_quiet_tells_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["convert", str(HUAIAN), "--to", "ogi2019", "-o", str(tmp_path / "old.yaml"), "--lang", "en"]
    assert run([*command, "-v"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == [f"reading {HUAIAN}", f"writing {tmp_path / 'old.yaml'}"]
    assert (len(lines), lines[11]) == (31, "19 left blank in ogi2019 (-v lists them)")
    assert lines[12] == ("  disclosure.regulations.made (二、主动公开政府信息情况 › 规章 › 本年新制作数量)")
    assert run([*command, "-q"]) == 0
    assert capsys.readouterr().err == ""


def test_zeros_that_are_lost_are_counted_and_listed_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a.yaml"
    source.write_text(
        "year: 2021\nagency: {name: 甲局}\nblank: zero\n"
        "disclosure: {licences: {decisions: 3}, fees: {amount: '0.00'}}\n",
        encoding="utf-8",
    )
    command = ["convert", str(source), "--to", "ogi2014", "-o", str(tmp_path / "old.yaml"), "--lang", "en"]
    assert run(command) == 0
    lines = capsys.readouterr().err.splitlines()
    lost = [line for line in lines if line.startswith("  ") and line.endswith(": 3")]
    assert [line.split(" (")[0] for line in lost] == ["  disclosure.licences.decisions"]
    told = int(lines[0].split()[0])
    assert f"  {told - 1} of them are 0 (-v lists them)" in lines
    assert not [line for line in lines if line.endswith((": 0", ": 0.00"))]
    assert run([*command, "-v"]) == 0
    listed = [line for line in capsys.readouterr().err.splitlines() if line.endswith((": 0", ": 0.00"))]
    assert len(listed) == told - 1


def test_a_long_text_is_shortened_when_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["convert", str(HUAIAN), "--to", "website2018", "-o", str(tmp_path / "site.yaml")]
    assert run(command) == 0
    line = next(line for line in capsys.readouterr().err.splitlines() if line.startswith("  overview"))
    assert line.startswith("  overview（一、总体情况）：2024年，全市各级行政机关")
    assert len(line.partition("：")[2]) == 60


def test_there_and_back_only_the_cells_without_counterpart_are_blank(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    assert run(["convert", str(HUAIAN), "--to", "ogi2019", "-o", str(old)]) == 0
    assert run(["convert", str(old), "--to", "ogi2021", "-o", str(new)]) == 0
    again, before = load(new).figures(), load(HUAIAN).figures()
    changed = {path for path, figure in again.items() if figure != before[path]}
    assert {again[path] for path in changed} == {None}
    assert len([path for path in changed if path.startswith("disclosure.")]) == 7
    assert len([path for path in changed if path.startswith("applications.results.other.")]) == 12
    assert len(changed) == 19


@pytest.mark.parametrize(
    ("target", "name", "message"),
    [
        ("ogi2022", "new.yaml", "没有这个表样"),
        ("ogi2019", "new.docx", "不知道要写成哪种数据文件"),
        ("ogi2019", "new.xls", "不知道要写成哪种数据文件"),
    ],
)
def test_an_unknown_form_or_format_is_refused_and_nothing_written(
    target: str, name: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["convert", str(HUAIAN), "--to", target, "-o", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.splitlines()[0] == message
    assert list(tmp_path.iterdir()) == []
