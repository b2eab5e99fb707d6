"""The neutral picture of a published document: paragraphs and tables in reading order.

Readers of file formats make it, the recogniser reads it. It knows neither the format it came from nor
any form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import NamedTuple

from govreport.messages import Message


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""A paragraph outside of tables.

    Attributes:
        text: Its visible text; a line break inside it is ``\n``.
        number: Which paragraph it is, counted from 1, empty ones included, those in tables not.
        is_title: Whether the document itself marks it as its title.
        is_apart: Whether it is set to the right, as a sign-off is.
        page: On which page it begins, counted from 1; 0 where pages are not known.
    """

    text: str
    number: int
    is_title: bool = False
    is_apart: bool = False
    page: int = 0


class GridCell(NamedTuple):
    """A cell: its place and extent in rows and columns counted from 0, and its visible text.

    One that was found in running text knows the paragraph it stands in, counted from 1. Where the text is
    not surely all that the cell shows, or shows as it stands, `doubt` says why: it is no figure then.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    paragraph: int = 0
    doubt: Message | None = None

    @property
    def columns(self) -> range:
        """The columns it covers."""
        return range(self.column, self.column + self.column_span)


@dataclass(frozen=True)
class TableGrid:
    """A table with its merged cells resolved.

    Attributes:
        rows: For each row the cells that cover it, from left to right; a cell merged over several rows
            is the same object in each of them.
        number: Which table of the document it is, counted from 1.
        is_loose: Whether its rows are known but not its columns: text copied from a page.
        pages: On which page each row stands; empty where pages are not known.
        first_row: Which row of the table the first of these is, counted from 0.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    number: int = 1
    is_loose: bool = False
    pages: tuple[int, ...] = ()
    first_row: int = 0

    @cached_property
    def columns(self) -> int:
        """The number of columns of the finest division."""
        return max((row[-1].columns.stop for row in self.rows if row), default=0)

    @cached_property
    def cells(self) -> tuple[GridCell, ...]:
        """Every cell that begins in it, in reading order."""
        return tuple([cell for number, row in self.iter_rows() for cell in row if cell.row == number])

    @cached_property
    def words(self) -> frozenset[str]:
        """The different texts of its cells, but for bare numbers."""
        return frozenset([cell.text for cell in self.cells if not cell.text.isdigit()])

    def iter_rows(self) -> Iterator[tuple[int, tuple[GridCell, ...]]]:
        """Yield every row with its number in the table, counted from 0."""
        return enumerate(self.rows, self.first_row)

    def part(self, start: int, stop: int) -> TableGrid:
        """Return some of the rows, by their numbers counted from 0, as a table of the same number."""
        rows = slice(start - self.first_row, stop - self.first_row)
        return replace(self, rows=self.rows[rows], pages=self.pages[rows], first_row=start)

    @property
    def text(self) -> str:
        """The whole table as text: tabs between cells, line ends between rows."""
        rows = ("\t".join(cell.text for cell in row if cell.row == at) for at, row in self.iter_rows())
        return "\n".join(rows)


Block = Paragraph | TableGrid


@dataclass(frozen=True)
class Document:
    """What a document shows.

    Attributes:
        name: The file as the user named it.
        blocks: Paragraphs and tables in reading order; a nested table follows the one it stands in.
        notes: What a reader of the document should know: changes that were accepted, text that was hidden.
        facts: What the file says of itself beside its text: ``title``, ``published``, ``publisher``.
        is_page: Whether it is a page of a website, with more on it than the report.
    """

    name: str
    blocks: tuple[Block, ...]
    notes: tuple[Message, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    is_page: bool = False

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs alone."""
        return tuple([block for block in self.blocks if isinstance(block, Paragraph)])

    @cached_property
    def tables(self) -> tuple[TableGrid, ...]:
        """The tables alone."""
        return tuple([block for block in self.blocks if isinstance(block, TableGrid)])


_cell_of = partial(tuple.__new__, GridCell)
"""Makes a cell of a tuple of all its values; a large table has thousands, and naming them takes longer."""


class TableBuilder:
    """Builds a grid row by row, from cells that say how many columns they take and what they continue."""

    def __init__(self) -> None:
        self._rows: list[list[GridCell]] = []
        self._reaches: dict[int, list[tuple[int, int]]] = {}
        """The cells that reach down, by their ids: in which rows, and as which of their cells."""
        self._column = 0
        self._places = 0
        self._above: dict[int, int] | None = None
        """Which cell of the row above begins in a column; None as long as nobody asked."""

    def start_row(self, first_column: int = 0) -> None:
        """Begin a row; its first cell stands in `first_column`."""
        self._above = None
        self._rows.append([])
        self._places += self._column
        self._column = first_column

    @property
    def column(self) -> int:
        """The column the next cell of the row stands in."""
        return self._column

    @property
    def places(self) -> int:
        """The columns of all rows so far, added up."""
        return self._places + self._column

    def add_cell(self, text: str, column_span: int = 1, doubt: Message | None = None) -> None:
        """Add a cell to the row; `doubt` says why its text is no figure, whatever it looks like."""
        at = len(self._rows) - 1
        self._rows[-1].append(_cell_of((at, self._column, 1, column_span, text, 0, doubt)))
        self._column += column_span

    def add_cells(self, texts: Sequence[str]) -> None:
        """Add cells of one column each to the row."""
        at = len(self._rows) - 1
        self._rows[-1] += [
            _cell_of((at, column, 1, 1, text, 0, None)) for column, text in enumerate(texts, self._column)
        ]
        self._column += len(texts)

    def continue_cell(self, column_span: int = 1) -> bool:
        """Let the cell above reach down into this row; False if none of that place and width is there."""
        if len(self._rows) < 2:
            return False
        row, above = self._rows[-1], self._rows[-2]
        if self._above is None:
            self._above = {cell.column: index for index, cell in enumerate(above)}
        index = self._above.get(self._column)
        if index is None or above[index].column_span != column_span:
            return False
        cell, at = above[index], len(self._rows) - 1
        self._reaches.setdefault(id(cell), [(at - 1, index)]).append((at, len(row)))
        row.append(cell)
        self._column += column_span
        return True

    def build(self, number: int = 1, *, is_loose: bool = False, pages: tuple[int, ...] = ()) -> TableGrid:
        """Return the finished grid."""
        for reach in self._reaches.values():
            first, index = reach[0]
            tall = self._rows[first][index]._replace(row_span=len(reach))
            for row, at in reach:
                self._rows[row][at] = tall
        self._reaches = {}
        return TableGrid(tuple(map(tuple, self._rows)), number, is_loose, pages)
