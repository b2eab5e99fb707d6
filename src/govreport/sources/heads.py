"""The head of a published table: which column stands where, and in which order the columns follow.

Where every label of the head is found, the head alone says the order. Where some are lost, cut or unknown
the form's own order is taken, if nothing that is printed speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

from govreport.forms._caching import cached
from govreport.forms._tables import ColumnLeaf, Columns, leaf_columns
from govreport.sources.document import GridCell
from govreport.sources.labels import Keys, TableLabels, column_keys, label_key

_FEWEST_LABELS: Final = 3
"""In a shorter head no label may be misprinted."""
_SHORTEST_MISPRINT: Final = 4
"""Characters a label must have to be known by half of them."""


class Head:
    """The labels above the rows of a table, as far as they were met.

    Attributes:
        is_used: Whether rows stood below it: the next label above a column begins a new head.
    """

    def __init__(self, labels: TableLabels, *, is_loose: bool = False) -> None:
        self._labels = labels
        self._is_loose = is_loose
        self._keys: dict[int, Keys] = {}
        self._printed: list[list[tuple[str | None, str]]] = []
        """The labels row by row: their keys, None for a text that is none, and what is printed."""
        self._places: dict[type[Columns], dict[int, ColumnLeaf]] = {}
        self._orders: dict[type[Columns], Sequence[ColumnLeaf] | None] = {}
        self._complete: dict[type[Columns], bool] = {}
        self.reach = 0
        """The column behind its last cell, one without a label included."""
        self._foreign: set[int] = set()
        """The columns under a text that is no label of the form."""
        self.is_used = False

    def __bool__(self) -> bool:
        return bool(self._printed)

    @property
    def right_edge(self) -> int:
        """The column behind the last one that has a label."""
        return max(self._keys, default=-1) + 1

    def renewed(self) -> Head:
        """Return an empty head for the same table."""
        return Head(self._labels, is_loose=self._is_loose)

    def take(self, cells: Iterable[GridCell]) -> list[GridCell]:
        """Add a row of labels; return the cells that hold something else."""
        self._places, self._orders, self._complete = {}, {}, {}
        others: list[GridCell] = []
        printed: list[tuple[str | None, str]] = []
        for cell in cells:
            self.reach = max(self.reach, cell.columns.stop)
            key = self._labels.key_of(cell.text)
            if key is not None and key in self._labels.head:
                for column in () if self._is_loose else cell.columns:
                    self._add_key(column, key)
                printed.append((key, cell.text))
            elif key is None and cell.text.strip():
                printed.append((None, cell.text))
                others.append(cell)
                self._foreign.update(cell.columns)
        if printed:
            self._printed.append(printed)
        return others

    def _add_key(self, column: int, key: str) -> None:
        """Add a label above a column; one that repeats the label over it is a merged cell, printed twice."""
        above = self._keys.get(column, ())
        if above[-1:] != (key,):
            self._keys[column] = (*above, key)

    def is_over(self, cell: GridCell) -> bool:
        """Tell whether anything is printed above a cell, be it no label of the form."""
        return any(column in self._keys or column in self._foreign for column in cell.columns)

    def places(self, columns: type[Columns]) -> Mapping[int, ColumnLeaf]:
        """Return for each column of the grid which column of the class it is, where the labels say so."""
        if columns not in self._places:
            self._places[columns] = self._find_places(columns)
        return self._places[columns]

    def _find_places(self, columns: type[Columns]) -> dict[int, ColumnLeaf]:
        """Return the places; where they are not in the order of the form, no outer label may be missing."""
        known, full = self._labels.columns[columns], dict(column_keys(columns))
        found = {column: known[path] for column, path in sorted(self._keys.items()) if path in known}
        order = [leaf.path for leaf in full.values()]
        at = [order.index(leaf.path) for leaf in found.values()]
        if at == sorted(at):
            return found
        return {column: leaf for column, leaf in found.items() if self._keys[column] in full}

    def order(self, columns: type[Columns]) -> Sequence[ColumnLeaf] | None:
        """Return the columns of a class in the order they are printed in; None if that is not certain."""
        if columns not in self._orders:
            self._orders[columns] = self._find_order(columns)
        return self._orders[columns]

    def is_complete(self, columns: type[Columns]) -> bool:
        """Tell whether every column of a class has its place."""
        if columns not in self._complete:
            placed = {leaf.path for leaf in self.places(columns).values()}
            self._complete[columns] = len(placed) == len(leaf_columns(columns))
        return self._complete[columns]

    def _find_order(self, columns: type[Columns]) -> Sequence[ColumnLeaf] | None:
        if self.is_complete(columns):
            places = self.places(columns)
            return list({places[column].path: places[column] for column in sorted(places)}.values())
        is_certain = self._agrees(columns) or self._is_in_full(columns)
        return leaf_columns(columns) if is_certain else None

    def is_sure(self, columns: type[Columns]) -> bool:
        """Tell whether the labels alone say which column is which."""
        return self.is_complete(columns) or self._is_in_full(columns)

    def _is_in_full(self, columns: type[Columns]) -> bool:
        """Tell whether the labels are all printed, if only in part, in an order people read them in.

        One may be misprinted, where it is like the label missing there: 科研企业.
        """
        printed = [item for line in self._printed for item in line]
        return any(_are_in_order(printed, order) for order in _reading_orders(columns))

    def _agrees(self, columns: type[Columns]) -> bool:
        """Tell whether in each row the labels stand in the order of the form, read by lines or by columns."""
        orders = _reading_orders(columns)
        return all(any(_follows(line, order) for order in orders) for line in self._printed)


def _follows(line: Sequence[tuple[str | None, str]], order: Keys) -> bool:
    """Tell whether labels, repetitions aside, occur in this order; other texts may be pieces of one."""
    printed = [item for at, item in enumerate(line) if not at or item != line[at - 1]]
    if any(key is None and not _is_part(text, order) for key, text in printed):
        return False
    if len(printed) == len(order):
        return all(_stands_for(*item, label) for item, label in zip(printed, order, strict=True))
    expected_keys = iter(order)
    return all(key in expected_keys for key, _ in printed if key is not None)


def _are_in_order(printed: Sequence[tuple[str | None, str]], order: Keys) -> bool:
    """Tell whether what is printed is all labels in this order, but for one misprint at most."""
    if len(printed) != len(order):
        return False
    odd = [pair for pair in zip(printed, order, strict=True) if not _stands_for(*pair[0], pair[1])]
    if len(odd) > 1 or len(order) < _FEWEST_LABELS:
        return not odd
    return all(key is None and _is_misprint(text, label) for (key, text), label in odd)


def _is_misprint(text: str, label: str) -> bool:
    """Tell whether a text is as long as a label, and has half of its characters where the label has them."""
    key = label_key(text)
    same = sum(ours == theirs for ours, theirs in zip(key, label, strict=False))
    return len(key) == len(label) >= _SHORTEST_MISPRINT and 2 * same >= len(label)


def _stands_for(key: str | None, text: str, label: str) -> bool:
    """Tell whether what is printed is a label, or a piece of it where it is no other label."""
    return key == label if key is not None else _is_part(text, (label,))


def _is_part(text: str, keys: Keys) -> bool:
    """Tell whether a text is a piece of one of some labels: 本年新 of 本年新公开数量."""
    key = label_key(text)
    return bool(key) and any(key in label for label in keys)


@cached
def _reading_orders(columns: type[Columns]) -> tuple[Keys, ...]:
    """Return the labels of a head in the orders people read them: line by line, or column by column."""
    paths = [keys for keys, _ in column_keys(columns)]
    depth = max(map(len, paths))
    by_line = [_boxes(paths, level) for level in range(depth)]
    by_column: list[str] = []
    for at, path in enumerate(paths):
        before = paths[at - 1] if at else ()
        shared = next((n for n, key in enumerate(path) if path[: n + 1] != before[: n + 1]), len(path))
        by_column += path[shared:]
    return tuple(chain.from_iterable(by_line)), tuple(by_column)


def _boxes(paths: Sequence[Keys], level: int) -> list[str]:
    """Return the labels of one level, a label over several columns once."""
    found: list[str] = []
    before: Keys = ()
    for path in paths:
        if len(path) > level:
            is_leaf = len(path) == level + 1
            if is_leaf or path[: level + 1] != before[: level + 1]:
                found.append(path[level])
        before = path
    return found
