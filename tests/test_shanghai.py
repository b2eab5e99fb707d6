"""上海市人民政府办公厅 2019 in the form of its year: every published cell in its place, blanks as blanks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from govreport import build, check, read
from govreport.forms import ogi2019
from govreport.forms._printing import CellValue
from govreport.report import Report
from govreport.sources import load
from govreport.text.wording import normalise_label

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "shanghai-2019.yaml"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The example, built as a Word file and read back from it."""
    path = tmp_path_factory.mktemp("shanghai") / "shanghai-2019.docx"
    build(load(EXAMPLE), path)
    return read(path).report


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, Any]:
    text = (shared / "reports" / "full_shanghai_gov_office_2019.json").read_text(encoding="utf-8")
    tables: dict[str, Any] = json.loads(text)["tables"]
    return tables


def published_cells(tables: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The labels of every published cell, row and column, and what is printed in it."""
    for row in tables["table2"]["rows"]:
        heads = tables["table2"]["headers"][row["section"]][1:]
        for head, cell in zip(heads, row["cells"], strict=True):
            yield (row["path"][-1], head), cell
    rows = zip(tables["table3"]["paths"], tables["table3"]["matrix"], strict=True)
    for path, cells in rows:
        for head, cell in zip(tables["table3"]["columns"], cells, strict=True):
            yield (*path, head), cell
    for head, cell in zip(tables["table4"]["columns"], tables["table4"]["matrix"][0], strict=True):
        yield (*"/".join(head).split("/"),), cell


def form_cells(report: Report) -> Iterator[tuple[tuple[str, ...], CellValue]]:
    """The same of a report; labels of groups of columns that the published data leaves out are left out."""
    values = report.cells()
    for grid in report.grids().values():
        for cell in grid.figures():
            labels = (label for label in cell.labels if label not in ("申请人情况", "法人或其他组织"))
            yield tuple(labels), values[cell.path]


def keyed(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(normalise_label(label) for label in labels)


def test_every_published_cell_is_in_its_place_and_every_blank_one_blank(
    rebuilt: Report, published: dict[str, Any]
) -> None:
    ours = {keyed(labels): value for labels, value in form_cells(rebuilt)}
    theirs = {keyed(labels): cell for labels, cell in published_cells(published)}
    assert len(theirs) == len(ours) == 198
    assert {labels: "" if value is None else str(value) for labels, value in ours.items()} == theirs


def test_the_word_file_says_what_the_example_says(rebuilt: Report) -> None:
    example = load(EXAMPLE)
    assert type(rebuilt) is ogi2019.Report
    assert rebuilt.published() == example.published()


def test_an_amount_is_kept_with_its_unit_and_blanks_are_not_zeros(rebuilt: Report) -> None:
    cells = rebuilt.cells()
    assert cells["disclosure.procurement.amount"] == "251000元"
    assert cells["disclosure.licences.change"] == 0
    assert cells["applications.results.granted.total"] is None
    assert cells["disputes.litigation_after_reconsideration.total"] is None
    assert not any(isinstance(value, Decimal) for value in cells.values())


def test_the_blank_cells_are_warned_of_and_nothing_else_is_found() -> None:
    findings = check(load(EXAMPLE))
    assert [(finding.code, str(finding.severity), len(finding.cells)) for finding in findings] == [
        ("blank-cell", "warning", 126),
        ("blank-cell", "warning", 9),
    ]
