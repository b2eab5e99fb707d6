"""Faults of the command line: in our words, in the language asked for, and where they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

REPORT = "examples/huaian-2024.yaml"
VERBS = "forms / new / build / check / read / convert / sum / compare / template / doctor"


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        ([], ["没有写命令", "  位置：govreport", f"  应为：{VERBS}", "  处理：看说明：govreport --help"]),
        (["template"], ["没有写命令", "  位置：govreport template", "  应为：new / check"]),
        (["--lang", "en"], ["no command was given", "  where: govreport", f"  expected: {VERBS}"]),
        (["buld"], ["没有这个命令", "  位置：govreport", "  实为：buld", "  应为：build"]),
        (
            ["template", "chek"],
            ["没有这个命令", "  位置：govreport template", "  实为：chek", "  应为：check"],
        ),
        (["check", "x", "--formt", "json"], ["没有这个选项", "  位置：govreport check", "  实为：--formt"]),
        (["check"], ["缺少 'INPUT...'", "  位置：govreport check"]),
        (["check", ""], ["缺少 'INPUT...'", "  位置：govreport check"]),
        (["build", "x"], ["缺少 '-o' / '--output'", "  位置：govreport build"]),
        (["build", "x", "-o", ""], ["缺少 '-o' / '--output'", "  位置：govreport build"]),
        (["check", "x", "--form", ""], ["缺少 '--form'", "  位置：govreport check"]),
        (["check", "x", "--format"], ["选项缺少值", "  位置：govreport check", "  实为：--format"]),
        (["check", "x", "--quiet=1"], ["这个选项不带值", "  位置：govreport check", "  实为：--quiet"]),
        (["read", "a", "b", "c"], ["参数太多", "  位置：govreport read", "  实为：b c"]),
        (
            ["check", "x", "--format", "xml"],
            [
                "'--format' 的值不对",
                "  位置：govreport check",
                "  实为：xml",
                "  应为：text / json / html / github / gitlab",
            ],
        ),
        (
            ["--lang", "fr", "forms"],
            ["'--lang' 的值不对", "  位置：govreport", "  实为：fr", "  应为：zh / en"],
        ),
        (
            ["new", "--year", "abc", "-o", "x.yaml"],
            ["'--year' 的值不对", "  位置：govreport new", "  实为：abc", "  应为：整数"],
        ),
    ],
)
def test_a_fault_of_the_command_line_is_told(
    govreport: Callable, arguments: list[str], lines: list[str]
) -> None:
    ran = govreport(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[: len(lines)] == lines
    assert len(ran.err.splitlines()) <= 6


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["check", "x.yaml", "--form", "ogi2020"], "--form"),
        (["build", "x.yaml", "-o", "y", "--form", "ogi2020"], "--form"),
        (["convert", "x.yaml", "--to", "ogi2020", "-o", "y.yaml"], "--to"),
        (["forms", "--schema", "ogi2020"], "--schema"),
        (["check", "x.yaml", "--ignore", "row_total"], "--ignore"),
    ],
)
def test_a_name_that_is_not_known_is_told_with_its_option(
    govreport: Callable, arguments: list[str], option: str
) -> None:
    ran = govreport("--lang", "en", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[1] == f"  where: {option}"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "en", "check"],
        ["check", "--lang", "en"],
        ["check", "--lang=en"],
        ["--lang", "zh", "check", "--lang=en"],
        ["check", "--nonsense", "--lang", "en"],
    ],
)
def test_a_fault_is_told_in_the_language_asked_for(govreport: Callable, arguments: list[str]) -> None:
    ran = govreport(*arguments)
    assert ran.code == 2
    assert ran.err.splitlines()[1] == "  where: govreport check"
    assert ran.err.splitlines()[-1] == "  to do: see govreport check --help"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "en", "check", "--help"],
        ["check", "--lang=en", "--help"],
        ["check", "--help", "--lang", "en"],
    ],
)
def test_help_is_in_the_language_asked_for_wherever_that_stands(
    govreport: Callable, arguments: list[str]
) -> None:
    ran = govreport(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Usage: govreport check [OPTIONS] INPUT...\n")


def test_a_file_of_a_treacherous_name_is_no_option(govreport: Callable) -> None:
    ran = govreport("check", "--", "--lang", "en")
    assert ran.code == 2
    assert ran.err.startswith("找不到文件\n  位置：--lang\n")


@pytest.mark.parametrize("verb", ["forms", "new", "build", "check", "read", "convert", "template"])
def test_no_english_is_left_in_chinese_help(govreport: Callable, verb: str) -> None:
    text = govreport(verb, "--help").out
    assert not {"Usage", "Options", "Commands", "Show", "required", "OPTIONS", "message"} & set(
        text.replace("[", " ").replace("]", " ").replace(":", " ").split()
    )


@pytest.mark.parametrize("place", [0, 2])
def test_quiet_leaves_only_errors_before_and_after_the_verb(
    govreport: Callable, wrong: Path, tmp_path: Path, place: int
) -> None:
    blank = tmp_path / "blank.yaml"
    blank.write_text("year: 2021\nagency: {name: 甲局}\n", encoding="utf-8")
    arguments = ["check", str(blank), str(wrong)]
    arguments.insert(place, "-q")
    ran = govreport(*arguments)
    assert ran.code == 1
    assert ran.out.splitlines()[0] == f"{wrong}  淮安市人民政府 2024"
    assert "警告 [" not in ran.out
    assert ran.out.count("错误 [row-total]") == 1


def test_verbose_tells_each_step_on_stderr(govreport: Callable, good: Path, tmp_path: Path) -> None:
    word, data, template = tmp_path / "a.docx", tmp_path / "a.json", tmp_path / "t.docx"
    new, wrote = tmp_path / "n.yaml", f"写出 {data}"
    checked = f"{good}：检查过，写成"
    steps: list[tuple[list[object], list[str]]] = [
        (["template", "new", "--form", "ogi2021", "-o", template], [f"写出 {template}"]),
        (["template", "check", template, "--form", "ogi2021"], [f"读取 {template}"]),
        (["check", good], [f"检查 {good}"]),
        (["build", good, "-o", word], [f"{checked} {word}"]),
        (["build", good, "-o", word, "--template", template], [f"读取 {template}", f"{checked} {word}"]),
        (["new", "--year", "2025", "--agency", word, "-o", new], [f"读取 {word}", f"写出 {new}"]),
        (["read", word, "-o", data], [f"读取 {word}", wrote]),
        (["read", word], [f"读取 {word}"]),
        (["convert", word, "--to", "ogi2021", "-o", data], [f"读取 {word}", wrote]),
    ]
    for arguments, lines in steps:
        ran = govreport(*arguments, "-v")
        assert (ran.code, ran.err.splitlines()) == (0, lines)
    assert govreport("check", good, "-v", "-q") == (0, "", "")
    assert govreport("-v", "--lang", "en", "check", good).err == f"checking {good}\n"
    assert govreport("-v", "--lang", "en", "read", word).err == f"reading {word}\n"


def test_verbose_tells_of_last_years_report_and_of_the_names(
    govreport: Callable, good: Path, wrong: Path, tmp_path: Path
) -> None:
    ran = govreport("build", good, wrong, "-o", tmp_path / "out", "-v")
    assert ran.err.splitlines()[0] == "先读取 2 份报告的名称"
    ran = govreport("check", good, "--last-year", wrong, "-v")
    assert ran.err.splitlines()[0] == f"读取 {wrong}"


@pytest.mark.parametrize("verb", ["new", "build", "check", "read", "convert", "template new"])
def test_help_says_what_an_option_takes_in_one_word(govreport: Callable, verb: str) -> None:
    text = govreport(*verb.split(), "--help").out
    assert not {"TEXT", "INTEGER", "STRING"} & set(text.split())


def test_debug_adds_the_traceback_of_an_error(govreport: Callable, tmp_path: Path) -> None:
    none = tmp_path / "none.json"
    plain, debug = govreport("check", none), govreport("check", none, "--debug")
    assert debug.code == plain.code == 2
    assert debug.err.endswith(plain.err)
    assert debug.err.startswith("Traceback (most recent call last):\n")
    assert "FileNotFoundError" in debug.err
    data, word = ["-o", tmp_path / "a.json"], ["-o", tmp_path / "a.docx"]
    for arguments in (
        ["read", none],
        ["build", none, *word],
        ["convert", none, "--to", "ogi2019", *data],
        ["new", "--year", "2025", "--agency", none, *data],
        ["forms", "--schema", "none"],
        ["template", "new", "--form", "none", *word],
        ["template", "check", none, "--form", "ogi2021"],
    ):
        assert "Traceback" not in govreport(*arguments).err
        assert govreport(*arguments, "--debug").err.startswith("Traceback")


@pytest.mark.parametrize(
    ("limit", "lines"),
    [
        (
            "file_byte=5",
            ["no such limit", "  where: --limit", "  found: file_byte", "  expected: file_bytes"],
        ),
        ("file_bytes", ["a limit is written NAME=NUMBER", "  where: --limit", "  found: file_bytes"]),
        ("file_bytes=-1", ["a limit is written NAME=NUMBER", "  where: --limit", "  found: file_bytes=-1"]),
        ("file_bytes=0", ["a limit is a whole number above 0", "  where: --limit: file_bytes", "  found: 0"]),
        ("data_entries=5", ["there is too much data", f"  where: {REPORT}"]),
    ],
)
def test_a_limit_is_changed_for_one_run(govreport: Callable, limit: str, lines: list[str]) -> None:
    ran = govreport("--lang", "en", "check", REPORT, "--limit", limit)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[: len(lines)] == lines
    assert govreport("check", REPORT).code == 0


def test_the_workers_of_a_run_keep_the_limits(govreport: Callable, tmp_path: Path) -> None:
    given = ("build", REPORT, "-o", tmp_path / "out")
    other = tmp_path / "other.yaml"
    other.write_bytes(Path(REPORT).read_bytes())
    ran = govreport("--lang", "en", *given, other, "--jobs", "2", "--limit", "data_entries=5")
    assert ran.code == 2
    assert ran.err.count("at most 5 (data_entries)") >= 2
