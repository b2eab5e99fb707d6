"""A form of one's own: the example's commands, and a column added to its class."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

OWN_FORM = Path(__file__).resolve().parents[1] / "examples" / "own_form"
FORM = ("--form", "own_form:MyReport")
COLUMN = '    phone: Count = column("来电", unit="件")\n'

Command = Callable[..., "subprocess.CompletedProcess[str]"]


def command_in(folder: Path) -> Command:
    def govreport(*arguments: str) -> subprocess.CompletedProcess[str]:
        run = subprocess.run(
            [sys.executable, "-m", "govreport", *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run

    return govreport


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example."""
    return Path(shutil.copytree(OWN_FORM, tmp_path / "own", ignore=shutil.ignore_patterns("__pycache__")))


@pytest.fixture
def govreport(folder: Path) -> Command:
    """A function that runs a command in the copy of the example; it must end with 0."""
    return command_in(folder)


@pytest.fixture
def extended(folder: Path) -> Path:
    """The copy with a column added before the total, and nothing else."""
    source = folder / "own_form.py"
    text = source.read_text(encoding="utf-8")
    online = '    online: Count = column("网上", unit="件")\n'
    assert text.count(online) == 1
    source.write_text(text.replace(online, online + COLUMN), encoding="utf-8")
    return folder


def content(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return data


def is_valid(schema: Mapping[str, Any], data: object) -> bool:
    return jsonschema.Draft202012Validator(schema).is_valid(data)


def test_the_form_takes_less_than_forty_lines() -> None:
    lines = (OWN_FORM / "own_form.py").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.strip()]) < 40


def test_the_commands_of_its_readme_run_in_order(folder: Path, govreport: Command) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```sh\n(.*?)```", readme, re.DOTALL)
    assert block is not None
    commands = [shlex.split(line, comments=True) for line in block[1].splitlines()]
    verbs = ["template", "template", "new", "check", "build", "check", "read", "forms"]
    assert [command[:2] for command in commands] == [["govreport", verb] for verb in verbs]
    for command in commands:
        govreport(*command[1:])
    written = {"template.docx", "blank.yaml", "report.docx", "read.json"}
    assert written <= {path.name for path in folder.iterdir()}


def test_what_is_built_reads_back_and_has_no_findings(folder: Path, govreport: Command) -> None:
    govreport("build", "report.yaml", *FORM, "-o", "report.docx")
    govreport("read", "report.docx", *FORM, "-o", "read.json")
    data = content(folder / "read.json")
    assert data["form"] == "own_form:MyReport"
    assert data["work"]["handled"]["total"] == {"letters": 124, "visits": 81, "online": 407, "total": 612}
    assert data["work"]["funds"] == {"granted": "36.5", "spent": "34.82"}
    assert data["overview"].startswith("（一）总的情况\n2024年，共收到群众来信来访621件")
    for name in ("report.yaml", "report.docx", "read.json"):
        assert "没有发现问题" in govreport("check", name, *FORM).stdout


def test_its_entry_workbook_gives_the_report_back(folder: Path, govreport: Command) -> None:
    govreport("convert", "report.yaml", *FORM, "--to", "own_form:MyReport", "-o", "report.xlsx")
    for source in ("report.yaml", "report.xlsx"):
        govreport("build", source, *FORM, "-o", f"{source}.docx")
        govreport("read", f"{source}.docx", *FORM, "-o", f"{source}.json")
    assert content(folder / "report.xlsx.json") == content(folder / "report.yaml.json")


def test_a_figure_that_does_not_add_up_is_found(folder: Path) -> None:
    report = folder / "report.yaml"
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("上年结转: {来信: 4", "上年结转: {来信: 5"), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "govreport", "check", "report.yaml", *FORM],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1
    assert "[balance]" in run.stdout


def test_a_data_file_of_the_form_can_be_made_and_is_blank(folder: Path, govreport: Command) -> None:
    for name, keys in (("blank.yaml", "zh"), ("blank.json", "en")):
        govreport("new", "--year", "2025", *FORM, "--keys", keys, "-o", name)
        govreport("convert", name, *FORM, "--to", "own_form:MyReport", "-o", "out.json")
        assert content(folder / "out.json")["work"]["funds"] == {"granted": None, "spent": None}
    assert content(folder / "blank.json")["work"]["part_time"] == {"people": None, "trained": None}


def test_the_report_and_the_blank_file_fit_the_schema(folder: Path, govreport: Command) -> None:
    schema = json.loads(govreport("forms", "--schema", "own_form:MyReport").stdout)
    govreport("new", "--year", "2025", *FORM, "-o", "blank.json")
    govreport("convert", "report.yaml", *FORM, "--to", "own_form:MyReport", "-o", "report.json")
    assert is_valid(schema, content(folder / "blank.json"))
    assert is_valid(schema, content(folder / "report.json"))
    assert not is_valid(schema, {**content(folder / "report.json"), "plan": "甲"})


def test_a_column_added_to_the_class_is_followed_everywhere(extended: Path) -> None:
    govreport = command_in(extended)
    report = extended / "report.yaml"
    text = re.sub(r"网上: (\d+)\}", r"网上: \1, 来电: 0}", report.read_text(encoding="utf-8"))
    text = re.sub(r"((?:本年收到|解释说明): .*来电: )0", r"\g<1>7", text)
    report.write_text(text, encoding="utf-8")
    govreport("template", "new", *FORM, "-o", "template.docx")
    assert "86 处标记" in govreport("template", "check", "template.docx", *FORM).stdout
    govreport("build", "report.yaml", *FORM, "--template", "template.docx", "-o", "report.docx")
    govreport("read", "report.docx", *FORM, "-o", "read.json")
    assert content(extended / "read.json")["work"]["received"] == {
        "letters": 126,
        "visits": 83,
        "online": 412,
        "phone": 7,
        "total": 628,
    }
    schema = json.loads(govreport("forms", "--schema", "own_form:MyReport").stdout)
    assert schema["$defs"]["Ways"]["properties"]["来电"]["description"] == "phone；单位：件"
    assert is_valid(schema, content(extended / "read.json"))
    govreport("new", "--year", "2025", *FORM, "--keys", "zh", "-o", "blank.yaml")
    blank = (extended / "blank.yaml").read_text(encoding="utf-8")
    assert "  本年收到: {来信: , 来访: , 网上: , 来电: }" in blank


def test_the_added_column_stands_in_the_grid_before_the_total(extended: Path) -> None:
    program = (
        "import own_form; grid = own_form.MyReport.grids()['work']; "
        "print(grid.columns, len(grid.figures()), [cell.column for cell in grid.figures()[:5]], "
        "[cell.label.text for cell in grid.cells if cell.role == 'head'][1:6])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=extended,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stdout == "8 46 [3, 4, 5, 6, 7] ['来信', '来访', '网上', '来电', '合计']\n"
