"""Fixtures for the command line: run it in this process, and files to run it on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from govreport.cli.program import run
from samples import load_report

HUAIAN = load_report("huaian_2024.json")


class Ran(NamedTuple):
    """How a command ended: its exit code and what it wrote to each stream."""

    code: int
    out: str
    err: str


@pytest.fixture
def govreport(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """A function that runs the command line with some arguments."""

    def call(*arguments: object) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return call


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A data file without any fault."""
    path = tmp_path / "good.json"
    path.write_text(json.dumps(HUAIAN.to_data(), ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A data file, called otherwise than the good one, in which one total of 表三 is off by one."""
    data = json.loads(json.dumps(HUAIAN.to_data(), ensure_ascii=False))
    data["applications"]["received"]["total"] += 1
    data["title"] = "淮安市人民政府2024年政府信息公开工作年度报告（初稿）"
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path
