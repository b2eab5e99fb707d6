"""Tables of web pages: their grids, and which of them are only there to lay out the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from lxml import etree

from govreport.errors import LimitError
from govreport.gate.limits import limits, over_limit
from govreport.messages import Message
from govreport.sources.document import GridCell, TableGrid

_LONGEST_CELL: Final = 200
_FEWEST_ROWS: Final = 3
"""With fewer rows a table round tables of one cell is taken for a part of the page."""
_LAYOUT: Final = ("presentation", "none")


def is_layout(table: etree._Element, text_of: Callable[[etree._Element], str]) -> bool:
    """Tell whether a table only lays out the page: it holds other tables, one column, or running text.

    Tables of a single cell inside its cells do not count, if there are rows of them.
    """
    inner = table.findall(".//table")
    if table.get("role", "").lower() in _LAYOUT or not all(map(_is_single_cell, inner)):
        return True
    rows = [list(_cells(row)) for row in iter_rows(table)]
    if all(len(cells) <= 1 for cells in rows) or (inner and len(rows) < _FEWEST_ROWS):
        return True
    return any(len(text_of(cell)) > _LONGEST_CELL for cells in rows for cell in cells)


def _is_single_cell(table: etree._Element) -> bool:
    return sum(len(list(_cells(row))) for row in iter_rows(table)) == 1


def iter_rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table itself, not of tables inside."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def grid_of_table(
    table: etree._Element, number: int, text_of: Callable[[etree._Element], str], name: str
) -> TableGrid:
    """Return the grid of a table, merged cells resolved.

    Raises:
        LimitError: It has more places than any page shows.
    """
    elements = list(iter_rows(table))
    rows: list[tuple[GridCell, ...]] = []
    reaching: dict[int, GridCell] = {}
    """Cells of rows above that reach down, by the first column they cover."""
    places = 0
    for at, element in enumerate(elements):
        cells = dict(reaching)
        free = _Free(reaching[start].columns for start in sorted(reaching))
        for cell in _cells(element):
            columns = free.take(_number(cell.get("colspan")) or 1)
            if columns.start >= limits().table_columns:
                raise _too_large(name, number, "table_columns")
            below = _number(cell.get("rowspan"), default=1) or len(elements)
            height = min(below, len(elements) - at)
            cells[columns.start] = GridCell(at, columns.start, height, len(columns), text_of(cell))
        rows.append(tuple(cells[start] for start in sorted(cells)))
        reaching = {start: cell for start, cell in cells.items() if cell.row + cell.row_span > at + 1}
        places += max((cell.columns.stop for cell in cells.values()), default=0)
        if places > limits().table_places:
            raise _too_large(name, number, "table_places")
    return TableGrid(tuple(rows), number)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    yield from (cell for cell in row if cell.tag in ("td", "th"))


class _Free:
    """The columns of a row that no cell from above covers, taken from left to right."""

    def __init__(self, covered: Iterable[range]) -> None:
        self._covered = iter(covered)
        self._next = next(self._covered, None)
        self._column = 0

    def take(self, span: int) -> range:
        """Return the next columns: as many as asked for, or as there are before one that is covered."""
        while self._next is not None and self._next.start <= self._column:
            self._column = max(self._column, self._next.stop)
            self._next = next(self._covered, None)
        start = self._column
        most = limits().table_columns if self._next is None else self._next.start - start
        self._column += min(span, most, limits().table_columns)
        return range(start, self._column)


def _number(value: str | None, *, default: int = 0) -> int:
    plain = (value or "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 7 else default


def _too_large(name: str, number: int, limit: str) -> LimitError:
    return over_limit(
        Message("第 {table} 个表格太大", "table {table} is too large").format(table=number),
        limit,
        where=name,
        remedy=Message(
            "核实来源；正常网页没有这样的表格", "ask where it comes from; no page has such a table"
        ),
    )
