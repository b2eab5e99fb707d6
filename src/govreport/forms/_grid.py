"""The grid of a table: every cell, its span and its text, derived from the form class.

The words are those of a printed table: the *stub* holds the row labels, the *head* the column labels
(a *spanner* covers several columns), the *corner* stands where both meet, a *block* heading runs across
the whole table, and the *figures* fill the rest. In an *outline* the groups are rows of their own, and each
row names its *unit*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, groupby

from govreport.errors import FormError
from govreport.forms._caching import cached
from govreport.forms._fields import Field, Label
from govreport.forms._figures import Content
from govreport.forms._tables import RowLeaf, Rows, Table, heading_labels, leaf_rows
from govreport.messages import Message

_NO_LABEL = Label("")
_NO_UNIT = Label("——")
"""Stands in the unit column of a row without figure."""


class Role(StrEnum):
    """What a cell of a table is for."""

    BLOCK = "block"
    CORNER = "corner"
    HEAD = "head"
    STUB = "stub"
    UNIT = "unit"
    FIGURE = "figure"
    EMPTY = "empty"


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
    if issubclass(table, Rows) and table._outline:
        return _outline(table, name, table._outline)
    rows = leaf_rows(table)
    blocks = tuple(_iter_blocks(rows))
    stub = max(len(leaf.labels) for leaf in rows)
    beside = 3 if any(leaf.beside for leaf in rows) else 1  # value, label, value
    width = stub + max(beside, *(len(block[0].leaves) for block in blocks))
    corner = table._corner if issubclass(table, Rows) else _NO_LABEL
    cells: list[Cell] = []
    bound: list[int] = []
    top = 0
    for block in blocks:
        drawing = _Block(block, top, stub, width, name)
        cells.extend(drawing.iter_cells(corner))
        bound.extend(range(top, drawing.body))
        top = drawing.body + drawing.lines[-1] + 1
    cells.sort(key=lambda cell: (cell.row, cell.column))
    head_rows = 0 if blocks[0][0].block else len(bound)
    return Grid(top, width, tuple(cells), head_rows, stub, frozenset(bound), _widths(table, width))


def _widths(table: type[Table], columns: int) -> tuple[int, ...]:
    widths = table._widths or (1,) * columns
    if len(widths) != columns:
        raise FormError.of(
            Message("列宽的个数与列数不符", "the widths do not fit the columns"),
            where=table.__qualname__,
            found=widths,
            expected=Message("{count} 个数", "{count} numbers").format(count=columns),
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
        self.columns = rows[0].leaves
        self.lines = _lines(rows)
        self.stub = stub
        self.width = width
        self.name = name
        self.top = top
        self.head = top + bool(rows[0].block)
        heading = heading_labels(rows[0].columns) if rows[0].columns else ()
        self.labels = [heading + column.labels for column in self.columns]
        self.depth = max(map(len, self.labels))
        self.body = self.head + self.depth

    def iter_cells(self, corner: Label) -> Iterator[Cell]:
        if self.rows[0].block:
            yield Cell(self.top, 0, 1, self.width, Role.BLOCK, Label(self.rows[0].block))
        if self.stub and self.depth:
            yield Cell(self.head, 0, self.depth, self.stub, Role.CORNER, corner)
        yield from self._iter_head()
        yield from self._iter_stub()
        for number, row in enumerate(self.rows):
            line = self.body + self.lines[number]
            if row.columns is None:
                yield from self._iter_value(line, number)
            else:
                yield from self._iter_figures(line, row)

    def _iter_head(self) -> Iterator[Cell]:
        for box in _iter_boxes(self.labels, self.depth):
            column, span = self._extent(box.first, box.count)
            yield Cell(self.head + box.level, column, box.levels, span, Role.HEAD, box.label)

    def _iter_stub(self) -> Iterator[Cell]:
        paths = [row.labels for row in self.rows if not row.beside]
        for box in _iter_boxes(paths, self.stub):
            yield Cell(self.body + box.first, box.level, box.count, box.levels, Role.STUB, box.label)

    def _iter_figures(self, line: int, row: RowLeaf) -> Iterator[Cell]:
        for index, leaf in enumerate(self.columns):
            column, span = self._extent(index, 1)
            path = ".".join((self.name, *row.path, *leaf.path))
            labels = tuple(label.printed for label in row.labels + leaf.labels)
            yield Cell(line, column, 1, span, Role.FIGURE, path=path, field=leaf.field, labels=labels)

    def _iter_value(self, line: int, number: int) -> Iterator[Cell]:
        """Yield the single value of a row, and its label where it stands beside the row before."""
        row = self.rows[number]
        followed = number + 1 < len(self.rows) and self.rows[number + 1].beside
        column = self.stub
        if row.beside:
            yield Cell(line, column + 1, 1, 1, Role.STUB, row.labels[-1])
            column += 2
        span = 1 if followed else self.width - column
        yield _value(self.name, row, line, column, span)

    def _extent(self, first: int, count: int) -> tuple[int, int]:
        """Return column and span of some columns; the last of a block stretches to the edge."""
        last = first + count == len(self.columns)
        column = self.stub + first
        return column, self.width - column if last else count


def _lines(rows: Sequence[RowLeaf]) -> list[int]:
    """Return the line each row stands on; one that stands beside another shares its line."""
    return list(accumulate((not row.beside for row in rows[1:]), initial=0))


def _value(name: str, row: RowLeaf, line: int, column: int, span: int) -> Cell:
    path = ".".join((name, *row.path))
    labels = tuple(label.printed for label in row.labels)
    return Cell(line, column, 1, span, Role.FIGURE, path=path, field=row.field, labels=labels)


def _outline(table: type[Rows], name: str, head: tuple[str, str, str]) -> Grid:
    """Return the grid of an outline: a row for every group that has a label, and one for every value.

    Words have no unit; they take the place of it as well.
    """
    cells = [Cell(0, column, 1, 1, Role.HEAD, Label(text)) for column, text in enumerate(head)]
    bound = {0}
    line = 0
    shown: tuple[Label, ...] = ()
    for row in leaf_rows(table):
        groups = row.labels[:-1]
        for level, label in enumerate(groups):
            if groups[: level + 1] != shown[: level + 1]:
                line += 1
                bound.add(line)
                cells += [
                    Cell(line, 0, 1, 1, Role.STUB, label),
                    Cell(line, 1, 1, 1, Role.UNIT, _NO_UNIT),
                    Cell(line, 2, 1, 1, Role.EMPTY),
                ]
        shown = groups
        line += 1
        cells.append(Cell(line, 0, 1, 1, Role.STUB, row.labels[-1]))
        if row.field and row.field.content == Content("words"):
            cells.append(_value(name, row, line, 1, 2))
            continue
        unit = Label(row.field.unit if row.field else "")
        cells += [Cell(line, 1, 1, 1, Role.UNIT, unit), _value(name, row, line, 2, 1)]
    return Grid(line + 1, 3, tuple(cells), 1, 1, frozenset(bound), _widths(table, 3))


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
