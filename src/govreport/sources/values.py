"""A published table of labels and values: every row holds one value, or two beside each other.

A value is the cell after the labels that lead to it; in an outline, where a unit stands between, the last
cell of the row. Labels that several rows share are told apart by the labels before them or, in an
outline, by their order.
"""

from __future__ import annotations

from collections.abc import Sequence

from govreport.forms._tables import RowLeaf
from govreport.sources.document import GridCell, TableGrid
from govreport.sources.figures import DASHES
from govreport.sources.labels import TableLabels
from govreport.sources.reading import NO_ROW
from govreport.sources.tables import TableReading


def read_values(grid: TableGrid, labels: TableLabels) -> TableReading:
    """Read a grid as the table of labels and values these labels belong to."""
    return _ValueReader(grid, labels).read()


class _ValueReader:
    def __init__(self, grid: TableGrid, labels: TableLabels) -> None:
        self._grid = grid
        self._labels = labels
        self._remaining = [row.path for _, row in labels.full_rows]
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
                self._take(row, cell)
                path, row = (), None
            elif cell.row == number:
                self._leave(cell)

    def _read_outline(self, number: int, cells: Sequence[GridCell]) -> None:
        label = next((cell for cell in cells if self._labels.key_of(cell.text) in self._labels.stub), None)
        row = self._next_row(self._labels.key_of(label.text)) if label is not None else None
        if row is not None:
            self._take(row, cells[-1])
        elif label is None and not any(self._labels.key_of(cell.text) for cell in cells):
            for cell in cells:
                if cell.row == number:
                    self._leave(cell)

    def _next_row(self, key: str | None) -> RowLeaf | None:
        """Return the first row of that label after the last one read, or the only one there is."""
        known = [row for keys, row in self._labels.full_rows if keys[-1] == key]
        after = [row for row in known if row.path in self._remaining]
        if not after:
            return None
        row = after[0]
        if len(known) > 1:
            self._remaining = self._remaining[self._remaining.index(row.path) + 1 :]
        return row

    def _take(self, row: RowLeaf, cell: GridCell) -> None:
        path = ".".join((self._labels.name, *row.path))
        self._result.rows.append(path)
        if path not in self._result.cells:
            self._result.cells[path] = cell

    def _leave(self, cell: GridCell) -> None:
        if cell.text.strip().strip(DASHES):
            self._result.unplaced.append((cell, NO_ROW))
