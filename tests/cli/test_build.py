"""``govreport build``: what is written, what is refused, and with which exit code."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from govreport import read
from govreport.forms import ogi2021
from govreport.html import page
from govreport.word import stock_template
from govreport.word.package import read_parts, write_parts
from samples import load_report

NAME = "淮安市人民政府2024年政府信息公开工作年度报告.docx"
HUAIAN = load_report("huaian_2024.json")


def test_one_input_becomes_the_file_named(govreport: Callable, good: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.docx"
    ran = govreport("build", good, "-o", output)
    assert ran == (0, f"{output}\n", "")
    assert read(output).report.published() == HUAIAN.published()


def test_several_inputs_go_into_a_folder_that_is_made(
    govreport: Callable, good: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("year: 2021\nagency: {name: 甲乡人民政府}\nblank: zero\n", encoding="utf-8")
    ran = govreport("build", good, other, "-o", tmp_path / "out")
    assert ran.code == 0
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == sorted(["manifest.jsonl", NAME, "甲乡人民政府2021年政府信息公开工作年度报告.docx"])


def test_a_report_with_errors_is_not_written_and_the_others_are(
    govreport: Callable, good: Path, wrong: Path, tmp_path: Path
) -> None:
    ran = govreport("build", wrong, good, "-o", tmp_path / "out")
    assert ran.code == 1
    assert ran.out == f"{tmp_path / 'out' / NAME}\n"
    assert "[row-total]" in ran.err
    assert "[balance]" in ran.err


def test_a_draft_is_written_in_spite_of_errors_and_says_so(
    govreport: Callable, wrong: Path, tmp_path: Path
) -> None:
    output = tmp_path / "draft.docx"
    ran = govreport("build", wrong, "-o", output, "--draft")
    assert (ran.code, ran.out) == (1, f"{output}\n")
    parts = read_parts(output.read_bytes())
    assert "草稿".encode() in b"".join(part for name, part in parts.items() if "header" in name)


def test_of_two_reports_of_one_name_neither_is_written_and_the_others_are(
    govreport: Callable, good: Path, wrong: Path, tmp_path: Path
) -> None:
    twin = tmp_path / "twin.json"
    twin.write_bytes(good.read_bytes())
    ran = govreport("build", good, wrong, twin, "-o", tmp_path / "out", "--draft")
    assert ran.code == 2
    (written,) = (tmp_path / "out").glob("*.docx")
    assert ran.out == f"{written}\n"
    assert "（初稿）" in written.name
    assert (
        f"两份报告的文件名相同，都不写出\n  位置：{good}\n  实为：{NAME}\n  应为：与 {twin} 不同\n" in ran.err
    )
    assert f"  位置：{twin}\n  实为：{NAME}\n  应为：与 {good} 不同\n" in ran.err


def test_the_highest_exit_code_wins(govreport: Callable, good: Path, wrong: Path, tmp_path: Path) -> None:
    ran = govreport("build", tmp_path / "none.json", wrong, good, "-o", tmp_path / "out")
    assert ran.code == 2
    assert ran.out.count("\n") == 1


def test_the_same_input_gives_the_same_bytes(govreport: Callable, good: Path, tmp_path: Path) -> None:
    files = [tmp_path / "a.docx", tmp_path / "b.docx"]
    for file in files:
        assert govreport("build", good, "-o", file).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_standard_input_is_an_input(
    govreport: Callable, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(good.read_bytes())))
    assert govreport("build", "-", "-o", tmp_path / "a.docx").code == 0
    assert (tmp_path / "a.docx").is_file()


def test_a_folder_is_searched(govreport: Callable, good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "deeper"
    folder.mkdir(parents=True)
    good.rename(folder / "good.json")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    ran = govreport("build", tmp_path / "in", "-o", tmp_path / "a.docx")
    assert (ran.code, ran.out) == (0, f"{tmp_path / 'a.docx'}\n")


def test_blank_zero_fills_what_is_left_out(govreport: Callable, tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    source.write_text("year: 2021\nagency: {name: 甲局}\n", encoding="utf-8")
    ran = govreport("build", source, "-o", tmp_path / "a.docx", "--blank", "zero")
    assert (ran.code, ran.err) == (0, "")
    assert set(read(tmp_path / "a.docx").report.figures().values()) == {0}


def test_a_template_of_ones_own_is_used(govreport: Callable, good: Path, tmp_path: Path) -> None:
    parts = read_parts(stock_template(ogi2021.Report))
    body = parts["word/document.xml"].replace("一、总体情况".encode(), "一、总 体 情 况".encode())
    (tmp_path / "own.docx").write_bytes(write_parts({**parts, "word/document.xml": body}))
    ran = govreport("build", good, "-o", tmp_path / "a.docx", "--template", tmp_path / "own.docx")
    assert ran.code == 0
    assert "总 体 情 况".encode() in read_parts((tmp_path / "a.docx").read_bytes())["word/document.xml"]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.mkdir(), "不是文件"),
        (lambda path: path.symlink_to(path.with_name("elsewhere")), "链接"),
    ],
)
def test_the_machine_refuses_with_code_4(
    govreport: Callable, good: Path, tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    output = tmp_path / "out"
    output.mkdir()
    make(output / NAME)
    ran = govreport("build", good, "-o", f"{output}/")
    assert (ran.code, ran.out) == (4, "")
    assert said in ran.err
    assert [path.name for path in output.iterdir()] == [NAME]


def test_an_output_folder_that_is_a_file_is_refused(
    govreport: Callable, good: Path, wrong: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    ran = govreport("build", good, wrong, "-o", tmp_path / "out")
    assert (ran.code, ran.out) == (4, "")


@pytest.mark.parametrize("name", ["../../etc/甲", "CON", "甲" * 300, "甲:*?<>|乙"])
def test_a_name_cannot_leave_the_folder(govreport: Callable, tmp_path: Path, name: str) -> None:
    source = tmp_path / "a.json"
    data = {"year": 2021, "agency": {"name": name}, "blank": "zero"}
    source.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    ran = govreport("build", source, "-o", f"{tmp_path}/out/")
    assert ran.code == 0
    (written,) = (tmp_path / "out").glob("*.docx")
    assert len(written.name.encode()) <= 200
    assert {path.name for path in tmp_path.iterdir()} == {"a.json", "out"}


def test_a_name_with_characters_nobody_sees_is_not_written(govreport: Callable, tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    data = {"year": 2021, "agency": {"name": "甲\u202e乙"}, "blank": "zero"}
    source.write_text(json.dumps(data), encoding="utf-8")
    ran = govreport("build", source, "-o", f"{tmp_path}/out/")
    assert (ran.code, "[hidden-character]" in ran.err, "U+202E" in ran.err) == (1, True, True)
    assert "\u202e" not in ran.err
    assert not list(tmp_path.glob("**/*.docx"))


def test_a_web_page_of_the_same_name_is_written_beside_the_word_file(
    govreport: Callable, good: Path, tmp_path: Path
) -> None:
    output = tmp_path / "report.docx"
    ran = govreport("build", good, "-o", output, "--html")
    assert ran == (
        0,
        f"{output}\n{output.with_suffix('.html')}\n{output.with_suffix('.fragment.html')}\n",
        "",
    )
    assert output.with_suffix(".html").read_text(encoding="utf-8") == page(HUAIAN)


def test_charts_stand_in_the_word_file_and_on_the_page(
    govreport: Callable, good: Path, tmp_path: Path
) -> None:
    output = tmp_path / "a.docx"
    assert govreport("build", good, "-o", output, "--charts", "--html").code == 0
    with zipfile.ZipFile(output) as package:
        assert "word/charts/govreport2.xml" in package.namelist()
    assert output.with_suffix(".html").read_text(encoding="utf-8").count("<svg") == 2
    assert output.with_suffix(".fragment.html").read_text(encoding="utf-8").count("<svg") == 2


def test_a_template_with_charts_is_written_and_fits(govreport: Callable, tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    assert govreport("template", "new", "--form", "ogi2021", "-o", path, "--charts").code == 0
    assert govreport("template", "check", path, "--form", "ogi2021").code == 0
    with zipfile.ZipFile(path) as package:
        assert b"{{ charts.outcomes }}" in package.read("word/document.xml")


def test_a_run_with_charts_is_another_than_one_without(
    govreport: Callable, good: Path, wrong: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    arguments = ("build", good, wrong, "-o", f"{folder}/", "--resume")
    assert govreport(*arguments).code == 1
    assert govreport(*arguments, "--charts").code == 1
    (document,) = folder.glob("*.docx")
    with zipfile.ZipFile(document) as package:
        assert "word/charts/govreport1.xml" in package.namelist()
