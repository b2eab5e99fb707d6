"""Tables of labels and values: labels that several rows share are told apart, or left unplaced."""

from __future__ import annotations

import pytest

from govreport.forms.ogi2014 import Report
from govreport.sources.document import GridCell, TableGrid
from govreport.sources.labels import labels_of_form
from govreport.sources.values import read_values

(LABELS,) = labels_of_form(Report)
APPEALS = "四、行政复议数量"
SUITS = "五、行政诉讼数量"
UPHELD = "（一）维持具体行政行为数"
DISMISSED = "（一）维持具体行政行为或者驳回原告诉讼请求数"
CORRECTED = "（二）被依法纠错数"


def _read(*rows: tuple[str, str], before: tuple[str, ...] = ()) -> tuple[dict[str, str], list[str]]:
    """Return the figures of a table by their paths in the table, and what is left unplaced."""
    grid = TableGrid(
        tuple(
            tuple(GridCell(at, column, 1, 1, text) for column, text in enumerate((label, "件", value)))
            for at, (label, value) in enumerate(rows)
        ),
        1,
    )
    reading = read_values(grid, LABELS, before)
    found = {path.removeprefix("statistics."): cell.text for path, cell in reading.cells.items()}
    return found, [cell.text for cell, _ in reading.unplaced]


def test_rows_of_equal_labels_belong_to_the_group_of_the_row_before() -> None:
    found, left = _read((SUITS, "1"), (CORRECTED, "2"), (APPEALS, "3"), (CORRECTED, "4"))
    assert found == {
        "litigation.total": "1",
        "litigation.corrected": "2",
        "reconsideration.total": "3",
        "reconsideration.corrected": "4",
    }
    assert left == []


@pytest.mark.parametrize(
    ("before", "path"),
    [
        ("statistics.reconsideration.upheld", "reconsideration.corrected"),
        ("statistics.litigation.upheld", "litigation.corrected"),
    ],
)
def test_a_group_may_go_on_behind_a_page_break(before: str, path: str) -> None:
    assert _read((CORRECTED, "2"), before=(before,)) == ({path: "2"}, [])


def test_a_group_without_one_of_its_rows_takes_none_of_the_next() -> None:
    found, left = _read((APPEALS, "1"), (UPHELD, "1"), (SUITS, "3"), (DISMISSED, "1"), (CORRECTED, "2"))
    assert found["litigation.corrected"] == "2"
    assert "reconsideration.corrected" not in found
    assert left == []


@pytest.mark.parametrize(
    "rows",
    [
        [(CORRECTED, "2")],
        [(APPEALS, "1"), ("一行没有的文字", ""), (CORRECTED, "2")],
        [(APPEALS, "1"), (CORRECTED, "1"), (CORRECTED, "2")],
    ],
    ids=["alone", "behind a row of its own", "once more"],
)
def test_a_row_that_may_be_of_several_groups_is_left_unplaced(rows: list[tuple[str, str]]) -> None:
    found, left = _read(*rows)
    assert "2" not in found.values()
    assert left == ["2"]


def test_where_all_rows_of_a_label_are_there_their_order_tells_them_apart() -> None:
    assert _read((CORRECTED, "1"), (CORRECTED, "2")) == (
        {"reconsideration.corrected": "1", "litigation.corrected": "2"},
        [],
    )


def test_a_row_of_its_own_does_not_end_what_order_tells() -> None:
    found, _ = _read((APPEALS, "1"), (CORRECTED, "2"), ("一行没有的文字", "3"), (CORRECTED, "4"))
    assert (found["reconsideration.corrected"], found["litigation.corrected"]) == ("2", "4")
