"""The grid of a table: every cell, its span and its text, derived from the form class.

The words are those of a printed table: the *stub* holds the row labels, the *head* the column labels
(a *spanner* covers several columns), the *corner* stands where both meet, a *block* heading runs across
the whole table, and the *figures* fill the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from govreport.errors import FormError
from govreport.forms._caching import cached
from govreport.forms._fields import Field, Label
from govreport.forms._tables import RowLeaf, Rows, Table, heading_labels, leaf_columns, leaf_rows
from govreport.messages import Message

_NO_LABEL = Label("")


class Role(StrEnum):
    """What a cell of a table is for."""

    BLOCK = "block"
    CORNER = "corner"
    HEAD = "head"
    STUB = "stub"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the grid: its place and span in rows and columns counted from 0, and what it holds.

    Attributes:
        label: What the form prints in it; empty for figures.
        path: The dotted path of its figure within the report; empty for labels.
        field: The declaration of the column of its figure; None for labels.
        labels: For a figure, the labels that lead to it: of its row, then of its column.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    role: Role
    label: Label = _NO_LABEL
    path: str = ""
    field: Field | None = None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as drawn: its size, its cells in reading order, and where it may be broken.

    Attributes:
        rows: Number of rows, the head included.
        columns: Number of columns of the finest division.
        cells: All cells from top to bottom and left to right; together they cover the grid exactly once.
        head_rows: How many rows at the top are repeated on a new page; 0 for a table of several blocks.
        stub_columns: How many columns at the left hold row labels.
        bound_rows: Rows that must stand on the same page as the row after them.
        widths: Relative widths of the columns.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    head_rows: int
    stub_columns: int
    bound_rows: frozenset[int]
    widths: tuple[int, ...]

    def figures(self) -> tuple[Cell, ...]:
        """Return the cells that hold figures, in reading order."""
        return tuple(cell for cell in self.cells if cell.role is Role.FIGURE)


@cached
def grid_of(table: type[Table], name: str) -> Grid:
    """Return the grid of a table class; `name` is the first segment of its figures' paths.

    >>> from govreport.forms import ogi2021
    >>> grid = grid_of(ogi2021.Applications, "applications")
    >>> (grid.rows, grid.columns, len(grid.figures()))
    (28, 10, 175)
    """
    rows = leaf_rows(table)
    blocks = tuple(_iter_blocks(rows))
    stub = max(len(leaf.labels) for leaf in rows)
    width = stub + max(len(leaf_columns(block[0].columns)) for block in blocks)
    corner = table._corner if issubclass(table, Rows) else Label("")
    cells: list[Cell] = []
    bound: list[int] = []
    top = 0
    for block in blocks:
        drawing = _Block(block, top, stub, width, name)
        cells.extend(drawing.iter_cells(corner))
        bound.extend(range(top, drawing.body))
        top = drawing.body + len(block)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    head_rows = 0 if blocks[0][0].block else len(bound)
    return Grid(top, width, tuple(cells), head_rows, stub, frozenset(bound), _widths(table, width))


def _widths(table: type[Table], columns: int) -> tuple[int, ...]:
    widths = table._widths or (1,) * columns
    if len(widths) != columns or min(widths) <= 0:
        raise FormError.of(
            Message("列宽的个数与列数不符", "the widths do not fit the columns"),
            where=table.__qualname__,
            found=widths,
            expected=Message("{count} 个正数", "{count} positive numbers").format(count=columns),
        )
    return widths


def _iter_blocks(rows: Sequence[RowLeaf]) -> Iterator[tuple[RowLeaf, ...]]:
    number = 0
    numbered = []
    for leaf in rows:
        number += bool(leaf.block)
        numbered.append((number, leaf))
    for _, members in groupby(numbered, key=lambda pair: pair[0]):
        yield tuple(leaf for _, leaf in members)


class _Block:
    """The drawing of one block of rows: its heading, its head, its stub and its figures."""

    def __init__(self, rows: tuple[RowLeaf, ...], top: int, stub: int, width: int, name: str) -> None:
        self.rows = rows
        self.columns = leaf_columns(rows[0].columns)
        self.stub = stub
        self.width = width
        self.name = name
        self.top = top
        self.head = top + bool(rows[0].block)
        heading = heading_labels(rows[0].columns)
        self.labels = [heading + column.labels for column in self.columns]
        self.depth = max(map(len, self.labels))
        self.body = self.head + self.depth

    def iter_cells(self, corner: Label) -> Iterator[Cell]:
        if self.rows[0].block:
            yield Cell(self.top, 0, 1, self.width, Role.BLOCK, Label(self.rows[0].block))
        if self.stub:
            yield Cell(self.head, 0, self.depth, self.stub, Role.CORNER, corner)
        yield from self._iter_head()
        yield from self._iter_stub()
        for number, row in enumerate(self.rows):
            yield from self._iter_figures(self.body + number, row)

    def _iter_head(self) -> Iterator[Cell]:
        for box in _iter_boxes(self.labels, self.depth):
            column, span = self._extent(box.first, box.count)
            yield Cell(self.head + box.level, column, box.levels, span, Role.HEAD, box.label)

    def _iter_stub(self) -> Iterator[Cell]:
        for box in _iter_boxes([row.labels for row in self.rows], self.stub):
            yield Cell(self.body + box.first, box.level, box.count, box.levels, Role.STUB, box.label)

    def _iter_figures(self, number: int, row: RowLeaf) -> Iterator[Cell]:
        for index, leaf in enumerate(self.columns):
            column, span = self._extent(index, 1)
            path = ".".join((self.name, *row.path, *leaf.path))
            labels = tuple(label.printed for label in row.labels + leaf.labels)
            yield Cell(number, column, 1, span, Role.FIGURE, path=path, field=leaf.field, labels=labels)

    def _extent(self, first: int, count: int) -> tuple[int, int]:
        """Return column and span of some columns; the last of a block stretches to the edge."""
        last = first + count == len(self.columns)
        column = self.stub + first
        return column, self.width - column if last else count


@dataclass(frozen=True, slots=True)
class _Box:
    """A label over or beside `count` leaves from `first` on, on `levels` levels from `level` on."""

    first: int
    count: int
    level: int
    levels: int
    label: Label


def _iter_boxes(paths: Sequence[tuple[Label, ...]], depth: int) -> Iterator[_Box]:
    """Yield the boxes of nested labels: equal neighbours are one, a leaf takes the levels left over."""
    for level in range(depth):
        first = 0
        keys = [_box_key(index, path, level) for index, path in enumerate(paths)]
        for key, members in groupby(keys):
            count = len(list(members))
            if key is not None:
                label = paths[first][level]
                levels = depth - level if len(paths[first]) == level + 1 else 1
                yield _Box(first, count, level, levels, label)
            first += count


def _box_key(index: int, path: tuple[Label, ...], level: int) -> object:
    if level >= len(path):
        return None
    is_leaf = level == len(path) - 1
    return (path[: level + 1], index if is_leaf else None)
