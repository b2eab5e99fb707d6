"""No text that comes from data is a formula, whoever writes the file: all writers of workbooks are known."""

from __future__ import annotations

import ast
import csv
import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final

import openpyxl
import pytest

import govreport.sheet
from govreport.forms import ogi2021
from govreport.sheet import entry_workbook, report_row, report_workbook, roster_text, roster_workbook
from govreport.sources import load_all
from office import Office, find_soffice

SOURCE: Final = Path(govreport.__file__).parent
TEXTS: Final = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    '=HYPERLINK("http://127.0.0.1:9/")',
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
)
OGI2021: Final = ogi2021.Report


def _calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            yield called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
                yield f"{called.value.id}.{called.attr}"


def writers() -> set[str]:
    """Return the functions of the package that make a workbook, or a writer of separated values."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and {"Workbook", "csv.writer", "DictWriter"} & set(
                _calls(node)
            ):
                found.add(f"{path.relative_to(SOURCE).as_posix()}: {node.name}")
    return found


def test_every_writer_is_tried_here() -> None:
    assert writers() == {
        "sheet/entry.py: _workbook",
        "sheet/rosters.py: roster_text",
        "sheet/rosters.py: roster_workbook",
    }
    assert set(govreport.sheet.__all__) == {
        *("entry_workbook", "report_row", "report_workbook", "roster_text", "roster_workbook")
    }


def rows() -> list[dict[str, object]]:
    """Return rows with a text that looks like a formula in every cell that takes a text."""
    return [
        {**report_row(report(text)), "agency.name": f"{text}第{number}局"}
        for number, text in enumerate(TEXTS)
    ]


def report(text: str) -> ogi2021.Report:
    data = {"year": 2024, "agency": {"name": f"{text}局", "phone": text}, "overview": text, "problems": text}
    return OGI2021.from_data(data)


WORKBOOKS: Final[dict[str, Callable[[], bytes]]] = {
    **{f"report {text}": lambda text=text: report_workbook(report(text)) for text in TEXTS},  # type: ignore[misc]
    "entry": lambda: entry_workbook(OGI2021, agency=report("=1+1").agency, year=2024),
    "roster": lambda: roster_workbook(OGI2021, rows()),
    "roster in one sheet": lambda: roster_workbook(OGI2021, rows(), one_sheet=True),
}


def formulas(workbook: bytes) -> list[str]:
    """Return the formulas of the cells of a workbook."""
    with zipfile.ZipFile(BytesIO(workbook)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "/worksheets/" in name]
    return [found for sheet in sheets for found in re.findall(r"<f[^>]*>(.*?)</f>", sheet)]


@pytest.mark.parametrize("made", WORKBOOKS.values(), ids=WORKBOOKS)
def test_the_formulas_of_a_workbook_are_ours(made: Callable[[], bytes]) -> None:
    workbook = made()
    assert not [each for each in formulas(workbook) if re.search("1\\+1|HYPERLINK|cmd|SUM\\(1\\)", each)]
    for sheet in openpyxl.load_workbook(BytesIO(workbook)).worksheets:
        for cell in (cell for line in sheet.iter_rows() for cell in line):
            if isinstance(cell.value, str) and cell.value.startswith(TEXTS):
                assert (cell.data_type, cell.quotePrefix) == ("s", True), (sheet.title, cell.coordinate)


@pytest.mark.parametrize("made", WORKBOOKS.values(), ids=WORKBOOKS)
def test_a_workbook_names_neither_the_library_nor_a_time(made: Callable[[], bytes]) -> None:
    with zipfile.ZipFile(BytesIO(made())) as archive:
        told = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("docProps/"))
    assert b"openpyxl" not in told
    assert set(re.findall(rb"20\d\d-\d\d-\d\d", told)) == {b"2000-01-01"}


def test_separated_values_have_an_apostrophe_before_what_is_evaluated() -> None:
    text = roster_text(OGI2021, rows()).decode("utf-8-sig")
    cells = {cell for line in csv.reader(StringIO(text)) for cell in line}
    for each in TEXTS:
        assert f"'{each}" in cells
        assert each not in cells


def test_a_negative_figure_stays_a_number() -> None:
    some: list[dict[str, object]] = [{"agency.name": "甲局", "year": 2024, "disclosure.normative.made": -5}]
    text = roster_text(OGI2021, some).decode("utf-8-sig")
    assert "'-5" not in text


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(roster_text(OGI2021, rows()))
    assert [each.report.overview for each in load_all(path)] == list(TEXTS)


@pytest.fixture(scope="module")
def opened_in_calc(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """A function that has LibreOffice Calc open a file, and save it as a workbook."""
    soffice = find_soffice()
    if soffice is None or not (soffice.resolve().parent / "../share/registry/calc.xcd").is_file():
        pytest.skip("LibreOffice Calc is not installed (Debian: libreoffice-calc-nogui)")
    return Office(soffice, tmp_path_factory.mktemp("calc")).recalculated


@pytest.mark.parametrize("name", ["roster.csv", "roster.xlsx"])
def test_calc_finds_a_text_where_one_was_given(
    opened_in_calc: Callable[[Path], Path], tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(
        roster_text(OGI2021, rows()) if name.endswith("csv") else roster_workbook(OGI2021, rows())
    )
    book = openpyxl.load_workbook(opened_in_calc(path))
    cells = [cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line]
    found = [cell for cell in cells if "1+1" in str(cell.value)]
    assert len(found) > len(TEXTS)
    assert {cell.data_type for cell in found} == {"s"}
