"""The two streams: who reads them, what they can hold, and what may never reach a terminal."""

from __future__ import annotations

import html
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple

import pytest

from govreport.cli.console import quoted
from govreport.findings import Quote

SOURCE = Path(__file__).parents[2] / "src"
COMMAND = [sys.executable, "-m", "govreport"]
EVIL = "甲\x1b]0;x\x07\x9b31m\x7f\u202e\u2066\u200b\u061c\u2028局"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u061c\u2028-\u202e\u2060-\u206f\ufeff]")


class Ended(NamedTuple):
    """How a process ended."""

    code: int
    out: bytes
    err: bytes


def process(
    *arguments: object,
    stdin: bytes | None = b"",
    stdout: int | IO[bytes] = subprocess.PIPE,
    stderr: int | IO[bytes] = subprocess.PIPE,
    **environment: str,
) -> Ended:
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        stdout=stdout,
        stderr=stderr,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), **environment},
    )
    return Ended(done.returncode, done.stdout or b"", done.stderr or b"")


def closed_pipe() -> int:
    reader, writer = os.pipe()
    os.close(reader)
    return writer


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """A data file with nothing filled in, so that there are warnings."""
    path = tmp_path / "blank.yaml"
    path.write_text("year: 2021\nagency: {name: 甲局}\n", encoding="utf-8")
    return path


def test_a_console_in_gbk_gets_every_finding(blank: Path) -> None:
    done = process("check", blank, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert (done.code, done.err) == (0, b"")
    assert "二、主动公开政府信息情况".encode("gbk") in done.out
    assert b"\\u203a" in done.out


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1", "utf-8"])
def test_json_stays_json_in_any_encoding(blank: Path, encoding: str) -> None:
    name = blank.with_name("𠮷.yaml")
    blank.rename(name)
    done = process("check", name, "--format", "json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (done.code, done.err) == (0, b"")
    encoding = "utf-8" if encoding == "ascii" else encoding
    (entry,) = json.loads(done.out.decode(encoding))["files"]
    assert (entry["file"], entry["agency"]) == (str(name), "甲局")


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "ascii", "utf-8"])
def test_a_page_is_the_same_in_any_encoding(blank: Path, encoding: str) -> None:
    done = process("check", blank, "--format", "html", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (done.code, done.err) == (0, b"")
    assert html.unescape(done.out.decode("utf-8")).count("检查结果") == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--help"], 0), (["--version"], 0), (["forms"], 0), (["check", "none.json"], 2), (["check", "-"], 0)],
)
def test_a_reader_who_has_gone_changes_no_exit_code(arguments: list[str], code: int, good: Path) -> None:
    for stream in ("stdout", "stderr"):
        writer = closed_pipe()
        done = process(*arguments, stdin=good.read_bytes(), **{stream: writer})  # type: ignore[arg-type]
        os.close(writer)
        assert done.code == code
        assert b"Traceback" not in done.err
        assert b"BrokenPipe" not in done.err


def test_a_reader_who_has_gone_stops_no_building(good: Path, blank: Path, tmp_path: Path) -> None:
    writer = closed_pipe()
    assert process("build", good, blank, "-o", tmp_path / "out", stdout=writer).code == 0
    os.close(writer)
    assert len(list((tmp_path / "out").glob("*.docx"))) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("arguments", [["forms"], ["--help"], ["--version"], ["check", "-"]])
def test_a_full_disk_under_stdout_is_a_fault_of_the_machine(arguments: list[str], good: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process(*arguments, "--lang", "en", stdin=good.read_bytes(), stdout=full)
    assert done.code == 4
    assert done.err.decode().splitlines()[:2] == ["the results cannot be written", "  where: stdout"]


def test_an_interrupt_ends_with_130_and_a_word() -> None:
    hears = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    started = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"{hears}\nprint(flush=True)\nfrom govreport.cli import main\nmain(['check', '-'])",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    with started:
        assert started.stdout is not None
        started.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            started.wait(2)  # by now it waits for input
        started.send_signal(signal.SIGINT)
        _, err = started.communicate(timeout=20)
    assert (started.returncode, err.decode()) == (130, "已中断\n")


def test_an_interrupt_in_a_verb_is_told_in_the_language_asked_for(
    govreport: Callable, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("govreport.checks.check", interrupted)
    assert govreport("check", good, "--lang", "en") == (130, "", "interrupted\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [EVIL],
        [f"--{EVIL}"],
        ["check", EVIL],
        ["check", EVIL, "--format", "json"],
        ["check", EVIL, "--debug"],
        ["check", "{good}", "--form", EVIL],
        ["check", "{good}", "--ignore", EVIL],
        ["check", "{good}", "--format", EVIL],
        ["check", "{good}", "--lang", EVIL],
        ["check", "{named}"],
        ["check", "{named}", "--format", "json"],
        ["check", "{agency}"],
        ["check", "{agency}", "--format", "json"],
        ["check", "{field}"],
        ["check", "{field}", "--format", "json"],
        ["check", "{value}", "--debug"],
        ["read", EVIL],
        ["read", "{named}"],
        ["build", "{good}", EVIL, "-o", "{folder}/o"],
        ["build", "{named}", "-o", "{folder}/" + EVIL + ".docx"],
        ["build", "{good}", "{named}", "-o", "{folder}/" + EVIL],
        ["build", "{good}", "-o", "{folder}/o.docx", "--template", EVIL],
        ["template", "new", "--form", "ogi2021", "-o", "{folder}/" + EVIL],
        ["template", "check", EVIL, "--form", "ogi2021"],
        ["check", "{agency}", "--explain"],
        ["check", "{agency}", "--format", "github"],
        ["check", "{named}", "--format", "gitlab"],
        ["check", "{agency}", "--format", "html"],
        ["read", "{agency}", "--explain"],
        ["convert", "{agency}", "--to", "ogi2019", "-o", "{folder}/" + EVIL + ".json"],
        ["compare", "{agency}", "{good}"],
        ["compare", "{agency}", "{named}", "--format", "json"],
        ["compare", "{agency}", "{good}", "--format", "html"],
        ["sum", "{agency}", "{good}", "--agency", "{agency}", "-o", "{folder}/s.json", "--explain", "-v"],
        ["sum", "{agency}", "--agency", "{agency}", "--expected", "{list}", "-o", "{folder}/s.json"],
        ["new", "--year", "2024", "--agency", "{agency}", "-o", "{folder}/" + EVIL + ".yaml"],
        ["new", "--year", "2024", "--many", "{list}", "-o", "{folder}/" + EVIL + ".xlsx"],
        ["forms", "--schema", EVIL],
        ["-v", "build", "{agency}", "-o", "{folder}/a.docx", "--draft"],
    ],
)
def test_nothing_that_steers_a_terminal_gets_through(
    govreport: Callable, good: Path, tmp_path: Path, arguments: list[str]
) -> None:
    files = {name: tmp_path / f"{name}.json" for name in ("agency", "field", "value")}
    files |= {"good": good, "named": tmp_path / f"{EVIL}.json", "folder": tmp_path}
    files["named"].write_bytes(good.read_bytes())
    data = {"year": 2021, "agency": {"name": "甲\u202e\u2066\u200b\u061c乙"}, "blank": "zero"}
    files["agency"].write_text(json.dumps(data), encoding="utf-8")
    files["field"].write_text(json.dumps({**data, EVIL: 1}), encoding="utf-8")
    files["value"].write_text(json.dumps({**data, "form": EVIL}), encoding="utf-8")
    files["list"] = tmp_path / "list.txt"
    files["list"].write_text("甲\u202e\u200b乙\n丙\u2066局\n", encoding="utf-8")
    ran = govreport(*_filled(arguments, files))
    assert RAW.findall(ran.out) == []
    assert RAW.findall(ran.err) == []
    assert ran.out + ran.err != ""


BUILD_COMMAND = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)


@pytest.mark.parametrize(
    "command", ["::error::x", "  ::add-mask::公开", "##[group]x", "甲##vso[task.complete]"]
)
@pytest.mark.parametrize("options", [[], ["--explain"], ["--format", "json"]])
def test_a_text_is_no_command_to_a_build_service(
    govreport: Callable, tmp_path: Path, command: str, options: list[str]
) -> None:
    path = tmp_path / "a.json"
    words = f"{command}。\n{command}主动公开政府信息1条，同比增长5倍。共收到申请3件，答复9件。"
    data = {"year": 2024, "agency": {"name": command.strip()}, "blank": "zero", "overview": words}
    path.write_text(json.dumps(data), encoding="utf-8")
    ran = govreport("check", path, *options, "--lang", "zh")
    assert BUILD_COMMAND.findall(ran.out + ran.err) == []
    shown = json.dumps(json.loads(ran.out), ensure_ascii=False) if "json" in options else ran.out
    assert re.search(r"::|\\x3a:|##|\\x23#", shown)


def test_a_command_to_a_build_service_is_spelt_out(govreport: Callable, good: Path, tmp_path: Path) -> None:
    path = tmp_path / "##[group].json"
    path.write_bytes(good.read_bytes())
    assert (
        govreport("check", path).out.splitlines()[0] == f"{tmp_path}/\\x23#[group].json  淮安市人民政府 2024"
    )
    told = json.loads(govreport("check", path, "--format", "json").out)
    assert told["files"][0]["file"] == str(path)


def test_the_mark_under_words_stands_right_where_a_command_is_spelt_out() -> None:
    assert quoted(Quote("::error 共收到12件", 11, 13)) == [
        "\\x3a:error 共收到12件",
        " " * 17 + "^^",
    ]


def _filled(arguments: list[str], files: dict[str, Path]) -> list[str]:
    for name, path in files.items():
        arguments = [argument.replace(f"{{{name}}}", str(path)) for argument in arguments]
    return arguments


def test_a_line_break_in_a_file_name_begins_no_line(govreport: Callable, good: Path) -> None:
    name = good.with_name("a\nb.json")
    good.rename(name)
    first = govreport("check", name).out.splitlines()[0]
    assert first == f"{name.parent}/a\\nb.json  淮安市人民政府 2024"


def test_a_name_in_no_encoding_is_shown_and_stays_json(good: Path) -> None:
    raw = os.fsencode(good.parent) + b"/\xff.json"
    Path(os.fsdecode(raw)).write_bytes(good.read_bytes())
    text, data = (
        subprocess.run(
            [*COMMAND, "check", raw, *options],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
        ).stdout
        for options in ([], ["--format", "json"])
    )
    assert b"\\udcff.json" in text
    assert json.loads(data.decode("utf-8"))["files"][0]["file"] == os.fsdecode(raw)
