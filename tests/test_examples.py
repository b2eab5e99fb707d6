"""The examples: YAML and Python say the same, the checks find what they should, and both can be built."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from govreport import build, check
from govreport.findings import has_errors
from govreport.forms import ogi2014, ogi2019, website2018
from govreport.report import Report
from govreport.sources import load, read
from samples import load_report

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TWINS = [
    pytest.param("hejixiang-2021.yaml", "hejixiang_2021", id="河集乡2021"),
    pytest.param("huaian-2024.yaml", "huaian_2024", id="淮安市2024"),
]


def example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("data", "program"), TWINS)
def test_yaml_and_python_give_the_same_report(data: str, program: str) -> None:
    make: Callable[[], Report] = example(program).report
    assert load(EXAMPLES / data).published() == make().published()


@pytest.mark.parametrize(("data", "program"), TWINS)
def test_the_python_example_writes_a_word_file_that_reads_back(
    data: str, program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    module = example(program)
    module.main()
    written = tmp_path / "out" / Path(data).with_suffix(".docx").name
    assert read(written).report.published() == module.report().published()


def test_the_city_has_the_published_figures_and_no_findings() -> None:
    report = load(EXAMPLES / "huaian-2024.yaml")
    assert report.figures() == load_report("huaian_2024.json").figures()
    assert check(report) == ()


def test_the_city_takes_every_count_of_its_texts_from_the_tables() -> None:
    source = (EXAMPLES / "huaian-2024.yaml").read_text(encoding="utf-8")
    printed = "".join(load(EXAMPLES / "huaian-2024.yaml").texts().values())
    assert len(re.findall(r"\{\{ [a-z]", source)) == 33
    assert "{{" not in printed
    assert "全年新收政府信息公开申请3119件" in printed


def test_the_township_is_warned_of_the_cells_its_page_does_not_show_and_of_nothing_else() -> None:
    findings = check(load(EXAMPLES / "hejixiang-2021.yaml"))
    assert [(finding.code, finding.where, len(finding.cells)) for finding in findings] == [
        ("blank-cell", "二、主动公开政府信息情况", 7),
        ("blank-cell", "三、收到和处理政府信息公开申请情况", 6),
    ]


def test_the_township_received_nothing_and_does_not_know_what_was_carried_over() -> None:
    figures = load(EXAMPLES / "hejixiang-2021.yaml").figures()
    assert figures["applications.received.total"] == 0
    assert figures["applications.carried_over.total"] is None
    assert figures["disclosure.fees.amount"] is None
    assert figures["disputes.reconsideration.total"] == 0


@pytest.mark.parametrize("data", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_can_be_built_and_reads_back(data: Path, tmp_path: Path) -> None:
    built = build(load(data), tmp_path / "report.docx")
    assert has_errors(built.findings) is False
    assert read(tmp_path / "report.docx").report.published() == load(data).published()


@pytest.mark.parametrize(
    ("name", "form", "cells"),
    [
        ("website-2020.yaml", website2018.Report, 61),
        ("statistics-2016.yaml", ogi2014.Report, 63),
        ("shanghai-2019.yaml", ogi2019.Report, 198),
    ],
)
def test_the_other_forms_have_examples_that_fill_them(name: str, form: type[Report], cells: int) -> None:
    report = load(EXAMPLES / name)
    assert type(report) is form
    assert len(report.cells()) == cells
    assert "{{" in (EXAMPLES / name).read_text(encoding="utf-8") or not report.texts()
    assert "{{" not in "".join(report.texts().values())


@pytest.mark.parametrize("name", ["website-2020.yaml", "statistics-2016.yaml"])
def test_the_made_up_examples_say_so_and_have_no_findings(name: str) -> None:
    assert "编的" in (EXAMPLES / name).read_text(encoding="utf-8").splitlines()[0]
    assert check(load(EXAMPLES / name)) == ()
