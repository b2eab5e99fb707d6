"""A published table read as a table of a form: its rows and columns are found by their labels.

No position is trusted. A row is known by the labels at its left, a column by the labels above it, so
that a row or a header row more or less shifts nothing. A cell that could belong to two figures, and
one that belongs to none, is left unplaced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from govreport.forms._tables import ColumnLeaf, Columns, RowLeaf
from govreport.messages import Message
from govreport.sources.document import GridCell, TableGrid
from govreport.sources.labels import Keys, TableLabels

Head = Mapping[int, Keys]
"""For each column of a grid the keys of the labels above it."""

NO_ROW: Final = Message("所在的行不是表样中的行", "its row is no row of the form")
_NO_COLUMN: Final = Message("所在的列不是表样中的列", "its column is no column of the form")
_SEVERAL: Final = Message("单元格跨表样中的几格", "it stands across several cells of the form")
_RIVALS: Final = Message("同一格有几个内容", "one cell of the form has several contents")


@dataclass(slots=True)
class TableReading:
    """What a grid says as a table of a form.

    Attributes:
        cells: The cells of the figures by their paths.
        unplaced: Cells with a text that is neither a label nor a figure of the form, and why.
        head: The head that was in force at the end; a table without one may be continued under it.
    """

    cells: dict[str, GridCell] = field(default_factory=dict)
    unplaced: list[tuple[GridCell, Message]] = field(default_factory=list)
    head: Head = field(default_factory=dict)


def read_table(grid: TableGrid, labels: TableLabels, head: Head | None = None) -> TableReading:
    """Read a grid as the table these labels belong to.

    Args:
        grid: The table as published.
        labels: The labels of the table it is taken for.
        head: The head of the table before it, if this one may be its continuation; used until a head of
            its own appears, and not at all if it begins with anything but a row of the form.
    """
    return _TableReader(grid, labels, head or {}).read()


class _TableReader:
    def __init__(self, grid: TableGrid, labels: TableLabels, head: Head) -> None:
        self._grid = grid
        self._labels = labels
        self._head: dict[int, Keys] = dict(head)
        self._is_below_head = bool(head)
        self._places: dict[type[Columns], dict[int, ColumnLeaf]] = {}
        """Where the columns of a class stand under the present head."""
        self._rivalled: set[str] = set()
        """Figures that more than one cell lays claim to."""
        self._result = TableReading()

    def read(self) -> TableReading:
        for number, cells in enumerate(self._grid.rows):
            keys = [self._labels.key_of(cell.text) for cell in cells]
            stub = self._stub(cells, keys)
            row = self._labels.rows.get(tuple(keys[at] or "" for at in stub))
            if row is not None and self._is_figure_row(row, keys):
                self._is_below_head = True
                self._take_row(number, row, cells[stub[-1] + 1 :] if stub else cells)
            elif any(key in self._labels.head or key in self._labels.blocks for key in keys):
                self._take_head(number, cells, keys)
            else:
                self._leave(number, cells, keys)
        self._result.head = self._head
        return self._result

    def _stub(self, cells: Sequence[GridCell], keys: Sequence[str | None]) -> list[int]:
        """Return which cells at the left are the labels of the row; blank ones between them do not count."""
        found = []
        for at, (cell, key) in enumerate(zip(cells, keys, strict=True)):
            if key in self._labels.stub:
                found.append(at)
            elif cell.text.strip():
                break
        return found

    def _is_figure_row(self, row: RowLeaf, keys: Sequence[str | None]) -> bool:
        """A row without labels is one where no label stands, below a head."""
        return bool(row.labels) or (bool(self._head) and not any(keys))

    def _take_head(self, number: int, cells: Sequence[GridCell], keys: Sequence[str | None]) -> None:
        if self._is_below_head:
            self._head = {}
            self._is_below_head = False
        self._places = {}
        for cell, key in zip(cells, keys, strict=True):
            if cell.row != number:
                continue
            if key in self._labels.head and key is not None:
                for column in cell.columns:
                    self._head[column] = (*self._head.get(column, ()), key)
            elif key is None:
                self._leave_cell(cell, NO_ROW)

    def _take_row(self, number: int, row: RowLeaf, cells: Sequence[GridCell]) -> None:
        places = self._places_of(row.columns) if row.columns else {}
        for cell in cells:
            leaves = {places[column].path: places[column] for column in cell.columns if column in places}
            if len(leaves) == 1 and cell.row_span == 1:
                self._take_cell(self._labels.path_of(row, *leaves.values()), cell)
            elif cell.row == number:
                self._leave_cell(cell, _SEVERAL if leaves else _NO_COLUMN)

    def _take_cell(self, path: str, cell: GridCell) -> None:
        """Give a figure its cell; blank ones beside it do not count, and of two others neither does."""
        earlier = self._result.cells.get(path)
        if path in self._rivalled:
            self._leave_cell(cell, _RIVALS)
        elif earlier is None or not earlier.text.strip():
            self._result.cells[path] = cell if earlier is None or cell.text.strip() else earlier
        elif cell.text.strip():
            self._rivalled.add(path)
            self._leave_cell(self._result.cells.pop(path), _RIVALS)
            self._leave_cell(cell, _RIVALS)

    def _places_of(self, columns: type[Columns]) -> dict[int, ColumnLeaf]:
        if columns not in self._places:
            known = self._labels.columns[columns]
            self._places[columns] = {
                column: known[path] for column, path in self._head.items() if path in known
            }
        return self._places[columns]

    def _leave(self, number: int, cells: Sequence[GridCell], keys: Sequence[str | None]) -> None:
        if number == 0:
            self._head = {}
        for cell, key in zip(cells, keys, strict=True):
            if cell.row == number and key is None:
                self._leave_cell(cell, NO_ROW)

    def _leave_cell(self, cell: GridCell, reason: Message) -> None:
        if cell.text.strip():
            self._result.unplaced.append((cell, reason))
