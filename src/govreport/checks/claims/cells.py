"""What the tables say of a measure: printed figures, and what blank totals would be."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from govreport.checks.claims.measures import Measure, Reading
from govreport.checks.places import sums_in
from govreport.forms._caching import cached
from govreport.forms._figures import Figure
from govreport.report import Report


@dataclass(frozen=True, slots=True)
class Expected:
    """What one reading of a measure comes to.

    Attributes:
        value: The sum.
        cells: The cells it was taken from.
    """

    value: Decimal
    cells: tuple[str, ...]


class Cells:
    """The figures of a report, asked for by measure.

    A blank total is computed from what is filled in, as long as something is; a blank cell beside filled
    ones counts nothing. Of a sum with a cell that was not found on the page, `unseen`, nothing is known.
    """

    def __init__(self, report: Report, unseen: Container[str] = ()) -> None:
        self._form = type(report)
        self._figures: Mapping[str, Figure] = report.figures()
        self._unseen = unseen

    def expected(self, measure: Measure, column: str) -> list[Expected]:
        """Return what each reading of a measure comes to; nothing where the table does not say."""
        found = (self.of_reading(reading, column) for reading in measure.readings)
        return [each for each in found if each is not None]

    def of_reading(self, reading: Reading, column: str) -> Expected | None:
        """Return the sum of the cells of a reading; None if the form has not all, or none is filled in."""
        rows = [cells_below(self._form, row, column) for row in reading]
        if any(self._is_unseen(path) for row in rows for path in row):
            return None
        known = {path: value for row in rows for path in row if (value := self._known(path)) is not None}
        return Expected(sum(known.values(), Decimal(0)), tuple(known)) if all(rows) and known else None

    def _is_unseen(self, path: str) -> bool:
        """Tell whether a cell was not found, nor all the parts it could be computed from."""
        parts = parts_of_totals(self._form).get(path, ())
        return path in self._unseen and (not parts or any(map(self._is_unseen, parts)))

    def _known(self, path: str) -> Decimal | None:
        figure = self._figures[path]
        if figure is not None:
            return Decimal(figure)
        parts = [self._known(part) for part in parts_of_totals(self._form).get(path, ())]
        filled = [part for part in parts if part is not None]
        return sum(filled, Decimal(0)) if filled else None


@cached
def parts_of_totals(form: type[Report]) -> Mapping[str, tuple[str, ...]]:
    """Return the parts of every total of a row, by the path of the total."""
    return {each.total: each.parts for each in sums_in(form) if each.kind == "row-total"}


@cached
def cells_below(form: type[Report], row: str, column: str) -> tuple[str, ...]:
    """Return the cells of a row, or of the rows of a group, in a column; totals of rows left out of groups.

    >>> from govreport.forms import ogi2021
    >>> len(cells_below(ogi2021.Report, "applications.results.denied", "total"))
    8
    """
    if row in figures_of(form):
        return (row,)
    return tuple(_iter_below(form, row, column))


def _iter_below(form: type[Report], row: str, column: str) -> Iterator[str]:
    for path in figures_of(form):
        if not path.startswith(f"{row}."):
            continue
        below = path.removeprefix(f"{row}.")
        inside = below == column or below.endswith(f".{column}") or f"{column}." in f"{below}."
        if inside and (column != "organisation.other" or below.endswith("organisation.other")):
            yield path


@cached
def figures_of(form: type[Report]) -> Mapping[str, str]:
    """Return the paths of all figures of a form."""
    return {cell.path: cell.path for grid in form.grids().values() for cell in grid.figures()}
