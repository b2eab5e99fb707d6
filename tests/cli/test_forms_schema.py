"""``govreport forms --schema``: the JSON Schema of a form, and nothing else, on stdout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govreport.cli.program import run
from govreport.forms._registry import official_forms
from govreport.schema import schema_of

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"


@pytest.mark.parametrize("name", official_forms())
def test_it_prints_the_schema_that_is_kept_in_the_docs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forms", "--schema", name]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"), "")
    assert json.loads(printed.out) == schema_of(official_forms()[name])


def test_no_schema_is_kept_of_a_form_there_is_not() -> None:
    assert {path.name for path in SCHEMAS.iterdir()} == {f"{name}.schema.json" for name in official_forms()}


def test_an_unknown_form_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forms", "--schema", "ogi2020"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "没有这个表样"
    assert lines[1:3] == ["  位置：--schema", "  实为：ogi2020"]
