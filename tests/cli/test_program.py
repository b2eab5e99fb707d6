"""The program as a whole: help, streams, languages, and the last border."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from govreport import __version__
from govreport.forms._registry import official_forms

SOURCE = Path(__file__).parents[2] / "src"


def process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "govreport", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), **environment},
    )


def test_the_version(govreport: Callable) -> None:
    assert govreport("--version") == (0, f"govreport, version {__version__}\n", "")


def test_the_forms(govreport: Callable) -> None:
    ran = govreport("forms")
    assert [line.split("\t")[:3] for line in ran.out.splitlines()] == [
        [name, form.info().kind, form.info().years] for name, form in official_forms().items()
    ]


@pytest.mark.parametrize("verb", ["build", "check", "read", "forms", "template"])
def test_help_speaks_both_languages(govreport: Callable, verb: str) -> None:
    chinese, english = govreport(verb, "--help"), govreport("--lang", "en", verb, "--help")
    assert (chinese.code, english.code) == (0, 0)
    assert "用法：" in chinese.out
    assert "Usage:" in english.out
    assert "提示所用的语言" in chinese.out
    assert "the language of messages" in english.out


def test_what_read_prints_builds_the_same_report(govreport: Callable, good: Path, tmp_path: Path) -> None:
    assert govreport("build", good, "-o", tmp_path / "a.docx").code == 0
    ran = govreport("read", tmp_path / "a.docx")
    assert ran.code == 0
    (tmp_path / "again.json").write_text(ran.out, encoding="utf-8")
    assert json.loads(ran.out)["applications"]["received"]["total"] == 3119
    assert govreport("build", tmp_path / "again.json", "-o", tmp_path / "b.docx").code == 0
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_read_writes_a_file_and_explains_on_stderr(govreport: Callable, good: Path, tmp_path: Path) -> None:
    govreport("build", good, "-o", tmp_path / "a.docx")
    ran = govreport("read", tmp_path / "a.docx", "-o", tmp_path / "a.json", "--explain")
    assert (ran.code, ran.out) == (0, f"{tmp_path / 'a.json'}\n")
    assert "applications.received.natural_person = 3001: 第 2 个表格第 4 行第 4 列" in ran.err


def test_a_template_is_made_and_fits(govreport: Callable, tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    assert govreport("template", "new", "--form", "ogi2021", "-o", path) == (0, f"{path}\n", "")
    ran = govreport("template", "check", path, "--form", "ogi2021")
    assert ran.code == 0
    assert "ogi2021" in ran.out


def test_a_bug_of_ours_is_told_as_one(
    govreport: Callable, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("govreport.checks.check", broken)
    ran = govreport("check", good)
    assert (ran.code, ran.out) == (70, "")
    assert "RuntimeError: boom" in ran.err
    assert "Traceback" not in ran.err
    assert "Traceback" in govreport("--debug", "check", good).err


def test_control_characters_never_reach_the_terminal(govreport: Callable, tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    data = {"year": 2021, "agency": {"name": "甲\u202e乙\u200b"}, "blank": "zero"}
    source.write_text(json.dumps(data), encoding="utf-8")
    ran = govreport("check", source)
    assert (ran.code, "[hidden-character]" in ran.out) == (1, True)
    assert "\u202e" not in ran.out


def test_a_real_process_keeps_its_streams_apart(good: Path, wrong: Path, tmp_path: Path) -> None:
    done = process("build", good, wrong, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert done.stdout.count("\n") == 1
    assert "[row-total]" in done.stderr
    assert "[row-total]" not in done.stdout


def test_an_ascii_terminal_is_no_crash(wrong: Path) -> None:
    done = process("check", wrong, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 1
    assert "row-total" in done.stdout
    assert "Traceback" not in done.stderr
