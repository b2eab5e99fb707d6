"""A cell over several reports, and how it changed from each to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import pairwise
from typing import Final, cast

from govreport.filters import Figure, plain, yoy
from govreport.forms._fields import Field
from govreport.forms._figures import add
from govreport.forms._printing import CellValue
from govreport.forms._tables import is_figure

_EXACT: Final = Context(prec=100, rounding=ROUND_HALF_UP)
_TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure changed from one report to the next.

    Attributes:
        difference: By how much; negative where it became less.
        percent: By how many per cent, rounded half up to one place; None where there is no base: it was 0,
            or negative.
        wording: The change in words, as a report would say it: 增长12.3%, 减少3件, 持平.
    """

    difference: Figure
    percent: Decimal | None
    wording: str


@dataclass(frozen=True, slots=True)
class Line:
    """A cell, or a figure outside of the tables such as the handling fee, over all reports that are compared.

    Attributes:
        path: Its dotted path.
        table: The heading of its table.
        labels: The labels of its row and column.
        unit: The unit of its figure; empty where the form does not say.
        values: What stands there in each report; None where it is blank or has no counterpart.
        changes: How it changed from each report to the next; None where one of both is blank or no figure.
    """

    path: str
    table: str
    labels: tuple[str, ...]
    unit: str
    values: tuple[CellValue, ...]
    changes: tuple[Change | None, ...]

    @property
    def is_changed(self) -> bool:
        """Whether not all reports say the same."""
        return len(set(self.values)) > 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there, or nothing but zeros."""
        return all(value is None or (value == 0 and value is not False) for value in self.values)


def changes_of(
    field: Field, unit: str, values: Sequence[CellValue], *, yearly: Sequence[bool]
) -> tuple[Change | None, ...]:
    """Return how the values of a cell changed from each to the next.

    Args:
        field: The declaration of the cell.
        unit: The unit of its figures.
        values: What stands there in each report.
        yearly: For each pair, whether the later is of the year after: then a change is told as from year to
            year.
    """
    if not is_figure(field):
        return (None,) * len(yearly)
    pairs = zip(pairwise(cast("Sequence[Figure | None]", values)), yearly, strict=True)
    return tuple(
        None if old is None or new is None else change(old, new, unit, yearly=each)
        for (old, new), each in pairs
    )


def change(old: Figure, new: Figure, unit: str = "", *, yearly: bool = True) -> Change:
    """Return how a figure became another.

    >>> change(100, 112), change(3, 5, "件", yearly=False).wording
    (Change(difference=12, percent=Decimal('12.0'), wording='增长12.0%'), '增加2件')
    """
    difference = cast("Figure", add(iter((new, -old))))
    percent = None
    if old > 0:
        ratio = _EXACT.divide(Decimal(difference) * 100, Decimal(old))
        percent = ratio.quantize(_TENTH, context=_EXACT)
    return Change(difference, percent, yoy(new, old, unit) if yearly else _in_words(difference, unit))


def _in_words(difference: Figure, unit: str) -> str:
    """Tell a change between two versions, of which neither is the year before."""
    if not difference:
        return "持平"
    amount = difference if difference > 0 else -difference
    return ("增加" if difference > 0 else "减少") + plain(amount) + unit
