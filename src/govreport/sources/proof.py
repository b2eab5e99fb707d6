"""Whether the sums of a row prove that its cells stand in the order of the form.

Where the labels above a row do not say which cell is which, a row of the right number of cells may still
have lost one and won another. Its printed totals tell: they agree by chance only if everything is 0.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from enum import Enum

from govreport.errors import DataError
from govreport.forms._figures import Figure, add
from govreport.forms._printing import CellValue
from govreport.sources.figures import parse_cell
from govreport.sources.labels import TableLabels


class Proof(Enum):
    """What the sums of a row say of the order of its cells."""

    HOLDS = "holds"
    """Every cell is in a sum, every sum holds, and not all of them are of nothing."""
    IDLE = "idle"
    """Everything is 0 or blank, or a total is: the row itself says nothing."""
    FAILS = "fails"
    """A sum does not hold, or lacks one of its parts, or a cell is in none."""


def proof_of(labels: TableLabels, texts: Mapping[str, str]) -> Proof:
    """Return what the sums say of a row, of which the texts are given by the paths they are taken for."""
    if len(texts) == 1:  # there is no other column it could belong to
        return Proof.HOLDS
    sums = {total: parts for total, parts in labels.row_totals.items() if total in texts}
    if texts.keys() != _covered(sums):
        return Proof.FAILS
    values = {path: _value(labels, path, text) for path, text in texts.items()}
    stated = [total for total in sums if values[total] is not None]
    if any(values[total] != add(_figure(values[path]) for path in sums[total]) for total in stated):
        return Proof.FAILS
    proves = len(stated) == len(sums) and any(values[total] for total in stated)
    return Proof.HOLDS if proves else Proof.IDLE


def proof_of_row(labels: TableLabels, texts: Mapping[str, str]) -> Proof | None:
    """Return what the sums say of a row that may have a cell too many or too few; None if it has no sums.

    Idle is only a row of nothing. One that lacks a total fails: it may have lost the cell.
    """
    if labels.row_totals.keys().isdisjoint(texts):
        return None
    if not any(text.strip("0 ") for text in texts.values()):
        return Proof.IDLE
    return Proof.HOLDS if proof_of(labels, texts) is Proof.HOLDS else Proof.FAILS


def _covered(sums: Mapping[str, Collection[str]]) -> set[str]:
    return {*sums, *(path for parts in sums.values() for path in parts)}


def _figure(value: CellValue) -> Figure:
    """Return a figure as it counts in a sum: a blank as 0, what is no figure as nothing to go by."""
    if value is None:
        return 0
    return value if isinstance(value, int | Decimal) else None


def _value(labels: TableLabels, path: str, text: str) -> CellValue:
    """Return the figure a text is; the text itself, which no sum agrees with, if it is none."""
    try:
        return parse_cell(text, labels.contents[path])
    except DataError:
        return text
