"""Which files the inputs are: folders, standard input, failures among others."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from govreport.cli.inputs import expanded
from govreport.gate.limits import LIMITS


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def test_a_folder_becomes_the_report_files_in_it_sorted(tmp_path: Path) -> None:
    put(tmp_path, "b.json", "a/c.YAML", "a.toml", "d.yml", "e.docx")
    put(tmp_path, "notes.txt", "~$e.docx", ".hidden.json", ".git/f.json", "picture.png")
    (tmp_path / "folder.docx").mkdir()
    names = [str(tmp_path / name) for name in ("a.toml", "a/c.YAML", "b.json", "d.yml", "e.docx")]
    assert sorted(expanded([str(tmp_path)])) == sorted(names)
    assert list(expanded([str(tmp_path)]).values()) == [None] * 5


def test_a_file_named_twice_is_one_input(tmp_path: Path) -> None:
    put(tmp_path, "a.json")
    assert list(expanded([str(tmp_path), str(tmp_path / "a.json"), "-", "-"])) == [
        str(tmp_path / "a.json"),
        "-",
    ]


def test_what_an_earlier_run_has_written_is_no_input(tmp_path: Path) -> None:
    put(tmp_path, "a.json", "out/a.docx", "out/b.json", "last.docx")
    found = expanded([str(tmp_path)], output=str(tmp_path / "out"))
    assert sorted(found) == [str(tmp_path / name) for name in ("a.json", "last.docx", "out/b.json")]


def test_a_file_under_several_names_is_one_input_under_the_first(tmp_path: Path) -> None:
    put(tmp_path, "in/a.json", "in/b.json")
    first = tmp_path / "in" / "a.json"
    (tmp_path / "link.json").symlink_to(first)
    (tmp_path / "hard.json").hardlink_to(first)
    (tmp_path / "folder").symlink_to(tmp_path / "in")
    names = ["link.json", "in/../in/a.json", "hard.json", "folder", "in", "in/"]
    assert list(expanded([f"{tmp_path}/{name}" for name in names])) == [
        f"{tmp_path}/link.json",
        f"{tmp_path}/folder/b.json",
    ]


def test_names_that_lead_nowhere_stay_inputs_each() -> None:
    assert list(expanded(["none.json", "x" * 300, "a\0b", "./other.json"])) == [
        "none.json",
        "x" * 300,
        "a\0b",
        "./other.json",
    ]


@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_folder_that_cannot_be_read_is_told_and_stops_no_other_input(
    govreport: Callable, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    put(tmp_path, "in/closed/a.json")
    good.rename(tmp_path / "in" / "good.json")
    scandir = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    options = ["-o", f"{tmp_path}/out/"] if verb == "build" else []
    ran = govreport(verb, tmp_path / "in", *options)
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "文件夹读不了",
        f"  位置：{tmp_path / 'in' / 'closed'}",
        "  实为：没有权限",
        "  处理：检查文件夹的权限",
    ]
    assert "淮安市人民政府" in ran.out


@pytest.mark.parametrize("verb", ["check", "build"])
def test_an_empty_folder_stops_no_other_input(
    govreport: Callable, good: Path, tmp_path: Path, verb: str
) -> None:
    (tmp_path / "empty").mkdir()
    options = ["-o", tmp_path / "out"] if verb == "build" else []
    ran = govreport(verb, tmp_path / "empty", good, *options)
    assert ran.code == 2
    assert ran.err.splitlines()[:2] == ["文件夹里没有报告文件", f"  位置：{tmp_path / 'empty'}"]
    assert "淮安市人民政府" in ran.out
    assert verb == "check" or len(list((tmp_path / "out").iterdir())) == 1


def test_damaged_standard_input_stops_no_other_input(
    govreport: Callable, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for verb, options in (("check", []), ("build", ["-o", tmp_path / "out"])):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"year: [")))
        ran = govreport(verb, "-", good, *options)
        assert ran.code == 2
        assert "  位置：-:2:1\n" in ran.err
        assert "淮安市人民政府" in ran.out
    assert len(list((tmp_path / "out").glob("*.docx"))) == 1


def test_closed_standard_input_is_told(govreport: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    ran = govreport("check", "-")
    assert (ran.code, ran.err.splitlines()[:2]) == (2, ["没有标准输入", "  位置：-"])


class Endless(io.RawIOBase):
    """A pipe that never ends."""

    given = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        assert 0 < size <= LIMITS.file_bytes + 1
        self.given += size
        return b"a" * size


@pytest.mark.parametrize("verb", ["check", "build", "convert"])
def test_standard_input_is_no_larger_than_a_file(
    govreport: Callable, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    pipe = Endless()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=pipe))
    others, options = [good], ["-o", tmp_path / "out"]
    if verb == "check":
        options = []
    if verb == "convert":
        others, options = [], ["--to", "ogi2019", "-o", tmp_path / "out.json"]
    ran = govreport(verb, "-", *others, *options, "--lang", "en")
    assert (ran.code, pipe.given) == (2, LIMITS.file_bytes + 1)
    assert ran.err.splitlines() == [
        "the file is too large",
        "  where: -",
        "  expected: at most 50 MB (file_bytes)",
        "  to do: check whether this is the right file",
    ]
    assert (ran.out != "") == bool(others)


@pytest.mark.parametrize("verb", ["check", "build"])
def test_empty_standard_input_stops_no_other_input(
    govreport: Callable, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO()))
    ran = govreport(verb, "-", good, *(["-o", tmp_path / "out"] if verb == "build" else []))
    assert (ran.code, ran.err.splitlines()[:2]) == (2, ["文件是空的", "  位置：-"])
    assert "淮安市人民政府" in ran.out


def test_a_word_file_may_come_by_a_pipe(
    govreport: Callable, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert govreport("build", good, "-o", tmp_path / "a.docx").code == 0
    raw = (tmp_path / "a.docx").read_bytes()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    assert govreport("check", "-") == (0, "-  淮安市人民政府 2024\n  没有发现问题\n", "")


@pytest.mark.parametrize("name", ["x" * 300 + ".json", "none/x.json", "none/"])
def test_a_name_that_leads_nowhere_is_unreadable_input(govreport: Callable, name: str, good: Path) -> None:
    ran = govreport("check", name, good)
    assert ran.code == 2
    assert len(ran.err.splitlines()) <= 6
    assert "没有发现问题" in ran.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_refused_by_name_and_left_out_of_a_folder(
    govreport: Callable, good: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    (tmp_path / "nowhere.json").symlink_to(tmp_path / "none")
    assert list(expanded([str(tmp_path)])) == [str(good), str(tmp_path / "nowhere.json")]
    for arguments in (
        ["check", pipe],
        ["read", pipe],
        ["build", pipe, "-o", tmp_path / "a.docx"],
        ["convert", pipe, "--to", "ogi2021", "-o", tmp_path / "a.json"],
        ["check", good, "--last-year", pipe],
        ["new", "--year", "2025", "--agency", pipe, "-o", tmp_path / "a.yaml"],
    ):
        ran = govreport(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines() == [
            "这是管道或设备，不是文件",
            f"  位置：{pipe}",
            "  处理：存成文件，或用 - 从标准输入读取",
        ]


def test_a_page_beside_the_word_file_of_the_same_name_is_the_same_report(tmp_path: Path) -> None:
    for name in (
        "甲.docx",
        "甲.html",
        "甲.fragment.html",
        "甲.pdf",
        "乙.html",
        "丙.fragment.html",
        "甲.yaml",
    ):
        (tmp_path / name).write_bytes(b"x")
    assert [Path(name).name for name in expanded([str(tmp_path)])] == [
        "丙.fragment.html",
        "乙.html",
        "甲.docx",
        "甲.yaml",
    ]
