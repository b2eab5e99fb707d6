"""What adds up to what in a table, cell by cell: its printed totals, and its declared relations.

Both are derived from the table class alone; what they mean for a report is for the checks to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from govreport.forms._caching import cached
from govreport.forms._record import Record, fields_of, nested
from govreport.forms._relations import Operator, Term
from govreport.forms._tables import (
    Columns,
    Path,
    Rows,
    Table,
    column_parts,
    is_figure,
    leaf_rows,
    row_parts,
    total_field,
)

SumKind = Literal["row-total", "column-total"]


@dataclass(frozen=True, slots=True)
class Sum:
    """One printed total: the dotted path of its cell, and of the cells it adds up, in the order of the paper.

    Attributes:
        kind: Whether it adds up the figures of its row, or those of its column.
    """

    kind: SumKind
    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """A relation between cells: two sums of signed terms with full dotted paths, and what stands between.

    Attributes:
        code: The code of the rule that tells a violation.
        left: The terms of the left side; the first is the cell that should agree.
    """

    code: str
    left: tuple[Term, ...]
    operator: Operator
    right: tuple[Term, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The paths of all cells concerned, the one that should agree first."""
        return tuple(term.path for term in (*self.left, *self.right))


@cached
def sums_of(table: type[Table], name: str) -> tuple[Sum, ...]:
    """Return every printed total of a table class; `name` is the first segment of its paths.

    Each row with a total has one, a total row too; so has each column of a total row.

    >>> from govreport.forms import ogi2021
    >>> kinds = [each.kind for each in sums_of(ogi2021.Applications, "applications")]
    >>> kinds.count("row-total"), kinds.count("column-total")
    (25, 7)
    """
    return tuple(_iter_sums(table, (name,)))


@cached
def identities_of(table: type[Table], name: str) -> tuple[Identity, ...]:
    """Return the relations a table class declares, cell by cell; `name` is the first segment of its paths.

    A relation between columns holds in every row of its class, one between rows in every column.

    >>> from govreport.forms import ogi2021
    >>> identities_of(ogi2021.Applications, "applications")[0].cells
    ('applications.results.total.natural_person', 'applications.carried_forward.natural_person',
     'applications.received.natural_person', 'applications.carried_over.natural_person')
    """
    return tuple(_iter_identities(table, (name,)))


def is_left_out(record: Record, path: str) -> bool:
    """Tell whether the figure at a dotted path was not given, not even as blank; a total is then computed."""
    *parents, name = path.split(".")
    for parent in parents:
        record = getattr(record, parent)
    return name in record._left_out


def _iter_sums(table: type[Table], at: Path) -> Iterator[Sum]:
    total = total_field(table)
    if total is not None and issubclass(table, Columns):
        parts = tuple(_dotted(at, part) for part in column_parts(table))
        yield Sum("row-total", _dotted(at, (total.name,)), parts)
    elif total is not None and issubclass(table, Rows):
        for column in _columns_of(table, total.name):
            parts = tuple(_dotted(at, part, column) for part in row_parts(table))
            yield Sum("column-total", _dotted(at, (total.name,), column), parts)
    for name, inner in _inner_tables(table):
        yield from _iter_sums(inner, (*at, name))


def _iter_identities(table: type[Table], at: Path) -> Iterator[Identity]:
    for relation in table._relations:
        for column in _columns_of(table, relation.left[0].path):
            yield Identity(
                relation.code,
                _lifted(relation.left, at, column),
                relation.operator,
                _lifted(relation.right, at, column),
            )
    for name, inner in _inner_tables(table):
        yield from _iter_identities(inner, (*at, name))


def _lifted(terms: tuple[Term, ...], at: Path, column: Path) -> tuple[Term, ...]:
    return tuple(Term(_dotted(at, (term.path,), column), term.sign) for term in terms)


def _columns_of(table: type[Table], row: str) -> tuple[Path, ...]:
    """Return the columns of a row of a table; in a `Columns` class the path already leads to a figure."""
    if issubclass(table, Columns):
        return ((),)
    columns = next(leaf.leaves for leaf in leaf_rows(table) if ".".join(leaf.path) == row)
    return tuple(leaf.path for leaf in columns if is_figure(leaf.field))


def _inner_tables(table: type[Table]) -> Iterator[tuple[str, type[Table]]]:
    for field in fields_of(table):
        record = nested(field)
        if record is not None and issubclass(record, Table):
            yield field.name, record


def _dotted(*paths: Path) -> str:
    return ".".join(name for path in paths for name in path)
