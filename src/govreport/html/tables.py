"""A grid as the rows of an HTML table: the same cells, spans and labels as in Word.

Every label is a ``th`` with its ``scope``. Where labels are merged, a screen reader cannot tell from the
scope alone what a figure stands under; there every label has an ``id``, and every figure names its labels
in ``headers``, outermost first (WCAG technique H43).

``scope="col"`` and ``scope="row"`` hold for all the columns and rows a label spans. ``colgroup`` and
``rowgroup`` would need groups that lie side by side; merged labels of a form lie in one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Final, Literal

from markupsafe import escape

from govreport.forms import Cell, Grid, Role
from govreport.forms._figures import Content

Dress = Callable[[Cell, Grid], str]
"""What makes a cell look as it does: attributes for its tag, with a blank before them, or nothing."""
Piece = str | Cell
"""A piece of markup, or the figure whose text stands there."""

_SCOPES: Final[Mapping[Role, str]] = {
    Role.BLOCK: "rowgroup",
    Role.CORNER: "col",
    Role.HEAD: "col",
    Role.STUB: "row",
}
"""A heading across the table stands at the head of a ``tbody`` of its own, and is said of all of it."""


def table_pieces(grid: Grid, prefix: str, dress: Dress) -> tuple[Piece, ...]:
    """Return the rows of a table in ``thead`` and ``tbody``, without the ``table`` around them.

    Args:
        grid: The table.
        prefix: What the ids of its labels begin with: no other table of the page may have it.
        dress: How its cells look.
    """
    return tuple(_joined(_Drawing(grid, prefix, dress).iter_pieces()))


def is_merged(grid: Grid) -> bool:
    """Tell whether labels of a table span several rows or columns, or stand elsewhere than at its edges."""
    return any(
        cell.role is Role.BLOCK
        or (cell.role in _SCOPES and cell.row_span * cell.column_span > 1)
        or (cell.role is Role.STUB and cell.column >= grid.stub_columns)
        for cell in grid.cells
    )


def label_markup(cell: Cell) -> str:
    """Return the label of a cell with its remark, broken into the lines of the paper."""
    return "<br>".join(str(escape(line)) for line in cell.label.lines) + str(escape(cell.label.note))


def alignment(cell: Cell, grid: Grid) -> Literal["left", "center", "right"]:
    """Return where the text of a cell stands: figures to the right, words to the left, labels as in Word."""
    if cell.role is Role.FIGURE:
        content = cell.field.content if cell.field else None
        is_number = isinstance(content, Content) and (content.is_figure or content.kind == "printed")
        return "right" if is_number else "left"
    if cell.role in (Role.HEAD, Role.CORNER, Role.UNIT):
        return "center"
    is_left = cell.label.align == "left" or cell.role is Role.BLOCK or bool(grid.head_rows)
    return "left" if is_left else "center"


class _Drawing:
    """The drawing of one grid: its cells by row, and the ids of its labels."""

    def __init__(self, grid: Grid, prefix: str, dress: Dress) -> None:
        self.grid = grid
        self.dress = dress
        self.rows: list[list[Cell]] = [[] for _ in range(grid.rows)]
        for cell in grid.cells:
            self.rows[cell.row].append(cell)
        labels = [cell for cell in grid.cells if cell.role in _SCOPES and cell.label.printed]
        named = labels if is_merged(grid) else []
        self.ids = {cell: f"{prefix}-{number}" for number, cell in enumerate(named, 1)}

    def iter_pieces(self) -> Iterator[Piece]:
        for tag, first, end in self._groups():
            yield f"<{tag}>\n"
            for number in range(first, end):
                yield "<tr>\n"
                for cell in self.rows[number]:
                    yield from self._cell(cell)
                yield "</tr>\n"
            yield f"</{tag}>\n"

    def _groups(self) -> Iterator[tuple[str, int, int]]:
        """Yield the groups of rows, each with its first row and the one after its last."""
        head = self.grid.head_rows
        if head:
            yield "thead", 0, head
        starts = [cell.row for cell in self.grid.cells if cell.role is Role.BLOCK and cell.row > head]
        edges = [head, *starts, self.grid.rows]
        for first, end in pairwise(edges):
            yield "tbody", first, end

    def _cell(self, cell: Cell) -> Iterator[Piece]:
        tag = "th" if cell.role in _SCOPES and cell.label.printed else "td"
        yield f"<{tag}{self._attributes(cell, tag)}>"
        yield cell if cell.role is Role.FIGURE else label_markup(cell)
        yield f"</{tag}>\n"

    def _attributes(self, cell: Cell, tag: str) -> str:
        given = {
            "id": self.ids.get(cell, ""),
            "scope": _SCOPES[cell.role] if tag == "th" else "",
            "rowspan": str(cell.row_span) if cell.row_span > 1 else "",
            "colspan": str(cell.column_span) if cell.column_span > 1 else "",
            "headers": " ".join(self._headers(cell)) if cell.role is Role.FIGURE else "",
        }
        named = "".join(f' {name}="{escape(value)}"' for name, value in given.items() if value)
        return named + self.dress(cell, self.grid)

    def _headers(self, figure: Cell) -> Iterator[str]:
        """Yield the ids of the labels a figure stands under: of its block, its columns, its row."""
        block = max((cell.row for cell in self.ids if _heads_block(cell, figure)), default=0)
        for cell, identifier in self.ids.items():
            in_block = block <= cell.row < figure.row
            is_over = cell.column <= figure.column < cell.column + cell.column_span
            is_beside = cell.row <= figure.row < cell.row + cell.row_span
            if (cell.role in (Role.BLOCK, Role.HEAD) and in_block and is_over) or (
                cell.role is Role.STUB and is_beside and cell.label.printed in figure.labels
            ):
                yield identifier


def _heads_block(cell: Cell, figure: Cell) -> bool:
    return cell.role is Role.BLOCK and cell.row < figure.row


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces with the markup between two figures as one."""
    markup: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            markup.append(piece)
            continue
        yield "".join(markup)
        yield piece
        markup = []
    yield "".join(markup)
