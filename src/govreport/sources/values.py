"""A published table of labels and values: every row holds one value, or two beside each other.

A value is the cell after the labels that lead to it; in an outline, where a unit stands between, the last
cell of the row. Labels that several rows share are told apart by the labels before them or, in an
outline, by the group the row before belongs to; by their order only where all of them are there.
"""

from __future__ import annotations

from collections.abc import Sequence

from govreport.forms._tables import RowLeaf
from govreport.sources.document import GridCell, TableGrid
from govreport.sources.figures import DASHES
from govreport.sources.labels import TableLabels
from govreport.sources.reading import NO_ROW
from govreport.sources.tables import TableReading


def read_values(grid: TableGrid, labels: TableLabels, before: Sequence[str] = ()) -> TableReading:
    """Read a grid as the table of labels and values these labels belong to.

    Args:
        grid: The table as published.
        labels: The labels of the table it is taken for.
        before: The rows of the form that were met in front of it, by their paths; a page may end in a group.
    """
    return _ValueReader(grid, labels, before).read()


class _ValueReader:
    def __init__(self, grid: TableGrid, labels: TableLabels, before: Sequence[str]) -> None:
        self._grid = grid
        self._labels = labels
        self._group = _group_of(before[-1]) if before else ""
        """The group the last row belongs to; empty if it is not known."""
        self._result = TableReading()

    def read(self) -> TableReading:
        for number, cells in self._grid.iter_rows():
            if self._labels.is_outline:
                self._read_outline(number, cells)
            else:
                self._read_line(number, cells)
        return self._result

    def _read_line(self, number: int, cells: Sequence[GridCell]) -> None:
        path: tuple[str, ...] = ()
        row: RowLeaf | None = None
        for cell in cells:
            key = self._labels.key_of(cell.text)
            if row is None and key in self._labels.stub and key is not None:
                path = (*path, key)
                row = self._labels.rows.get(path)
            elif row is not None:
                self._take(self._path(row), cell)
                path, row = (), None
            elif cell.row == number:
                self._leave(cell)

    def _read_outline(self, number: int, cells: Sequence[GridCell]) -> None:
        label = self._label_of(cells)
        if label is not None:
            self._read_labelled(label, cells[-1])
            return
        keys = [self._labels.key_of(cell.text) for cell in cells if cell.text.strip()]
        if keys and keys[0] is None:
            self._group = ""
        if not any(keys):
            for cell in cells:
                if cell.row == number:
                    self._leave(cell)

    def _read_labelled(self, label: str, value: GridCell) -> None:
        paths = [self._path(row) for keys, row in self._labels.full_rows if keys[-1] == label]
        if len(paths) < 2:  # none: a heading of rows, which has no value
            self._group = _group_of(paths[0]) if paths else ""
        path = self._told_apart(label, paths) if len(paths) > 1 else next(iter(paths), "")
        if path:
            self._take(path, value)
        elif paths:
            self._leave(value)

    def _label_of(self, cells: Sequence[GridCell]) -> str | None:
        """Return the key of the first label of a row."""
        keys = (self._labels.key_of(cell.text) for cell in cells)
        return next((key for key in keys if key in self._labels.stub), None)

    def _told_apart(self, label: str, paths: Sequence[str]) -> str:
        """Return the path of a row whose label several rows share; empty if it may be that of several.

        It is the one in the group of the row before. Where that is in none of their groups, their order
        tells, if all of them are in the table.
        """
        left = [path for path in paths if path not in self._result.cells]
        if self._group in map(_group_of, paths):
            return next((path for path in left if _group_of(path) == self._group), "")
        count = sum(self._label_of(cells) == label for _, cells in self._grid.iter_rows())
        return left[0] if left and count == len(paths) else ""

    def _path(self, row: RowLeaf) -> str:
        return ".".join((self._labels.name, *row.path))

    def _take(self, path: str, cell: GridCell) -> None:
        self._result.rows.append(path)
        if path not in self._result.cells:
            self._result.cells[path] = cell

    def _leave(self, cell: GridCell) -> None:
        if cell.text.strip().strip(DASHES):
            self._result.unplaced.append((cell, NO_ROW))


def _group_of(path: str) -> str:
    return path.rpartition(".")[0]
