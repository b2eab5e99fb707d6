"""The example county: made by its script, built, added up; its five faulty agencies are named."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from govreport.cli.program import run
from govreport.sources import load_all

COUNTY = Path(__file__).resolve().parents[1] / "examples" / "county"
FAULTY = {
    "澄溪县教育局": "row-total",
    "澄溪县民政局": "balance",
    "澄溪县水务局": "text-table",
    "澄溪县审计局": "in-force",
    "澄溪县交通运输局": "",
}


def test_the_script_makes_what_stands_there(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make", COUNTY / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main(tmp_path)
    made = [path.relative_to(tmp_path) for path in tmp_path.rglob("*.*")]
    assert len(made) == 62
    assert [name for name in made if content(tmp_path / name) != content(COUNTY / name)] == []


def content(path: Path) -> object:
    """Return what a file says; of a workbook the cells, whatever version of openpyxl wrote it."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    return [list(sheet.values) for sheet in load_workbook(path).worksheets]


def test_the_whole_january(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, output = COUNTY / "2024.xlsx", tmp_path / "out"
    assert run(["build", str(sheet), "-o", f"{output}/", "--last-year", str(COUNTY / "2023"), "--html"]) == 2
    lines = [json.loads(line) for line in (output / "manifest.jsonl").read_text("utf-8").splitlines()]
    assert {line["agency"] for line in lines if line["status"] != "done"} == set(FAULTY)
    assert len(list(output.glob("*.docx"))) == 55
    assert len(list(output.glob("*.html"))) == 110
    told = capsys.readouterr().err
    assert [name for name in FAULTY if name in told] == list(FAULTY)
    assert run(["check", str(sheet), "--format", "json"]) == 2
    entries = json.loads(capsys.readouterr().out)["files"]
    named = {entry["agency"]: entry["findings"] for entry in entries if entry["findings"]}
    for agency, code in FAULTY.items():
        if code:
            assert code in {finding["code"] for finding in named[agency]}


def test_every_agency_is_compared_with_its_own_year_before() -> None:
    before = {
        loaded.report.agency.name: loaded for path in (COUNTY / "2023").iterdir() for loaded in load_all(path)
    }
    after = [loaded for loaded in load_all(COUNTY / "2024.xlsx") if loaded.agency not in FAULTY]
    assert len(after) == 55
    for loaded in after:
        cells, then = loaded.report.cells(), before[loaded.agency].report.cells()
        assert cells["applications.carried_over.total"] == then["applications.carried_forward.total"]
