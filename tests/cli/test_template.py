"""``govreport template`` and templates and forms of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from govreport.forms._registry import official_forms
from govreport.word import stock_template
from wordparts import replaced

FIELD = "applications.results.granted.natural_person"


@pytest.mark.parametrize("form", official_forms())
def test_the_template_of_every_form_fits(govreport: Callable, tmp_path: Path, form: str) -> None:
    path = tmp_path / "t.docx"
    assert govreport("template", "new", "--form", form, "-o", path).code == 0
    assert path.read_bytes() == stock_template(official_forms()[form])
    ran = govreport("template", "check", path, "--form", form)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{path}: 模板与表样 {form} 相符，")
    english = govreport("template", "check", path, "--form", form, "--lang", "en")
    assert english.out.startswith(f"{path}: fits the form {form}, ")


def test_a_document_without_any_placeholder_is_not_said_to_fit(
    govreport: Callable, good: Path, tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    assert govreport("build", good, "-o", path).code == 0
    told = [
        "模板里一处标记也没有，每份报告都会一模一样",
        f"  位置：{path}",
        "  应为：例如 {{ title }}",
        "  处理：检查是否选错了文件；govreport template new 生成带标记的模板",
    ]
    ran = govreport("template", "check", path, "--form", "ogi2021")
    assert (ran.code, ran.out.splitlines()) == (3, told)
    assert ran.err.splitlines() == [
        "模板里有 1 处内容不会公布：",
        "  文档属性; 位置：docProps/core.xml; 实为：creator: 淮安市人民政府",
    ]
    english = govreport("template", "check", path, "--form", "ogi2021", "--lang", "en")
    assert english.out.startswith("the template has no placeholder at all")
    built = govreport("build", good, "--template", path, "-o", tmp_path / "again.docx")
    assert (built.code, built.out, (tmp_path / "again.docx").exists()) == (3, "", False)


def test_a_wrong_placeholder_is_told_with_file_and_place(govreport: Callable, tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(replaced(f"{{{{ {FIELD} }}}}", f"{{{{ {FIELD}x }}}}"))
    ran = govreport("template", "check", path, "--form", "ogi2021", "-q")
    assert (ran.code, ran.err) == (3, "")
    assert f"  位置：{path}: 正文表 2 第 6 行第 4 列" in ran.out
    assert "natural_person" in ran.out


def test_a_template_that_does_not_fit_stops_the_building_of_each_report(
    govreport: Callable, good: Path, tmp_path: Path
) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(replaced(f"{{{{ {FIELD} }}}}", f"{{{{ {FIELD}x }}}}"))
    ran = govreport("build", good, "-o", tmp_path / "a.docx", "--template", path)
    assert (ran.code, ran.out) == (3, "")
    assert str(path) in ran.err
    assert not (tmp_path / "a.docx").exists()


@pytest.mark.parametrize("content", [None, b"", b"no zip"])
def test_a_template_that_cannot_be_opened_is_code_3(
    govreport: Callable, good: Path, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "own.docx"
    if content is not None:
        path.write_bytes(content)
    for arguments in (
        ["template", "check", path, "--form", "ogi2021"],
        ["build", good, "-o", tmp_path / "a.docx", "--template", path],
    ):
        ran = govreport(*arguments)
        assert (ran.code, ran.out) == (3, "")
        assert str(path) in ran.err
        assert len(ran.err.splitlines()) <= 6


def test_a_template_is_not_written_through_a_link(govreport: Callable, tmp_path: Path) -> None:
    (tmp_path / "t.docx").symlink_to(tmp_path / "victim")
    assert govreport("template", "new", "--form", "ogi2021", "-o", tmp_path / "t.docx").code == 4
    assert not (tmp_path / "victim").exists()


@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_form_is_named_by_module_and_class(
    govreport: Callable, good: Path, tmp_path: Path, verb: str
) -> None:
    options = ["-o", tmp_path / "a.docx"] if verb == "build" else []
    ran = govreport(verb, good, *options, "--form", "govreport.forms.ogi2021:Report")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    "form", ["ogi2012", "nowhere:Report", "os:path", "govreport.forms.ogi2021:Nothing", ":", "ogi2021:"]
)
def test_a_form_there_is_not_is_usage(govreport: Callable, good: Path, tmp_path: Path, form: str) -> None:
    for arguments in (
        ["check", good],
        ["read", good],
        ["build", good, "-o", tmp_path / "a.docx"],
        ["template", "new", "-o", tmp_path / "t.docx"],
    ):
        ran = govreport(*arguments, "--form", form)
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.err.splitlines()) <= 6
    assert not (tmp_path / "t.docx").exists()


def test_a_script_that_is_named_as_a_form_does_not_end_the_run_in_peace(
    govreport: Callable, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ending_script.py").write_text("import sys\nsys.exit(0)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    ran = govreport("check", good, "--form", "ending_script:Report")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[:3] == [
        "表样所在的模块不能导入",
        "  位置：--form: ending_script:Report",
        "  实为：SystemExit: 0",
    ]
