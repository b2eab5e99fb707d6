"""A grid as a Word table: the official labels, and a placeholder in every cell of figures."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from lxml import etree

from govreport.forms import Cell, Grid, Role
from govreport.word import styles
from govreport.word.markup import broken_run, literal, paragraph, run, w
from govreport.word.page import BLOCK_HEIGHT, LINE_PITCH

_BLOCK_SHADE: Final = "C6D9F1"
_ROW_HEIGHT: Final = 340
"""In twips, as in the published file of the form."""
_SINGLE_ROW_HEIGHT: Final = 672
"""The height of the figures of a table that has one row of them, likewise."""

_CHARACTER: Final = 10 * styles.TABLE_TEXT_SIZE
"""The width of a Chinese character of the table's type."""
_ROOM: Final = BLOCK_HEIGHT - LINE_PITCH
"""What a page has for a table under its heading."""


def word_table(grid: Grid, width: int) -> etree._Element:
    """Return the table of a grid, `width` twips wide; a row never breaks, the head is repeated.

    A table that fits on a page is kept on one: every row but the last is held on the page of the next.
    Of a longer one headings are held by what they head, the first row by the heading above, and of the rows
    under one label neither the first nor the last stands alone.
    """
    drawing = _Drawing(grid, scaled(grid.widths, width))
    return w(
        "tbl",
        table_properties(width),
        w("tblGrid", *(w("gridCol", w=part) for part in drawing.widths)),
        *(drawing.row(number) for number in range(grid.rows)),
    )


def table_properties(width: int) -> etree._Element:
    """Return the properties of a table in the style of the official ones, `width` twips wide."""
    look = w("tblLook", val="0000", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    return w(
        "tblPr",
        w("tblStyle", val=styles.TABLE),
        w("tblW", w=width, type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        look,
    )


def scaled(widths: Sequence[int], total: int) -> tuple[int, ...]:
    """Return whole widths in the given proportions that add up to `total` exactly.

    >>> scaled((754, 921, 3271, 685, 685, 685, 685, 685, 685, 685), 8845)[:4]
    (685, 836, 2970, 622)
    """
    exact = [width * total / sum(widths) for width in widths]
    whole = [int(width) for width in exact]
    by_remainder = sorted(range(len(widths)), key=lambda index: (exact[index] - whole[index], index))
    for index in by_remainder[len(widths) - (total - sum(whole)) :]:
        whole[index] += 1
    return tuple(whole)


class _Drawing:
    """The drawing of one grid: which cell covers which place, and how wide the columns are."""

    def __init__(self, grid: Grid, widths: tuple[int, ...]) -> None:
        self.grid = grid
        self.widths = widths
        self.cells = {
            (row, cell.column): cell
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.row_span)
        }
        rows_of_figures = {cell.row for cell in grid.figures()}
        self.single_row = rows_of_figures if len(rows_of_figures) == 1 else frozenset[int]()
        height = sum(self._height(number) for number in range(grid.rows))
        self.held = grid.bound_rows | _ends(grid) if height > _ROOM else frozenset(range(grid.rows - 1))

    def row(self, number: int) -> etree._Element:
        """Return one row of the table, with the parts of the merged cells that pass through it."""
        height = _SINGLE_ROW_HEIGHT if number in self.single_row else _ROW_HEIGHT
        return w(
            "tr",
            w(
                "trPr",
                w("cantSplit"),
                w("trHeight", val=height, hRule="atLeast"),
                w("tblHeader") if number < self.grid.head_rows else None,
            ),
            *(
                self._cell(number, self.cells[number, column])
                for column in range(self.grid.columns)
                if (number, column) in self.cells
            ),
        )

    def _height(self, number: int) -> int:
        """Return how high a row will be: that of its longest label, or the least a row has."""
        lines = [self._lines(cell) for cell in self.grid.cells if cell.row == number and cell.row_span == 1]
        return max(_ROW_HEIGHT, max(lines, default=1) * styles.TABLE_LINE + 2 * styles.CELL_MARGIN)

    def _lines(self, cell: Cell) -> int:
        """Return how many lines the label of a cell will take; each of its own may run over."""
        *first, last = cell.label.lines
        characters = max(_CHARACTER, self._width(cell) - 4 * styles.CELL_MARGIN) / _CHARACTER
        return sum(ceil(len(line) / characters) for line in (*first, last + cell.label.note))

    def _width(self, cell: Cell) -> int:
        return sum(self.widths[cell.column : cell.column + cell.column_span])

    def _cell(self, number: int, cell: Cell) -> etree._Element:
        merge = None
        if cell.row_span > 1:
            merge = w("vMerge", val="restart") if number == cell.row else w("vMerge")
        return w(
            "tc",
            w(
                "tcPr",
                w("tcW", w=self._width(cell), type="dxa"),
                w("gridSpan", val=cell.column_span) if cell.column_span > 1 else None,
                merge,
                w("shd", val="clear", color="auto", fill=_BLOCK_SHADE) if cell.role is Role.BLOCK else None,
                w("vAlign", val="center"),
            ),
            self._paragraph(number, cell),
        )

    def _paragraph(self, number: int, cell: Cell) -> etree._Element:
        runs = []
        if number == cell.row and cell.path:
            runs = [run(f"{{{{ {cell.path} }}}}")]
        elif number == cell.row:
            runs = [broken_run([*map(literal, cell.label.lines)])] if cell.label.text else []
            runs += [run(literal(cell.label.note), styles.TABLE_NOTE)] if cell.label.note else []
        return paragraph(_style_of(cell, self.grid), *runs, keep_next=number in self.held)


def _ends(grid: Grid) -> frozenset[int]:
    """Return the first row under a label of several, and the last but one: none stands on a page alone."""
    labels = [cell for cell in grid.cells if cell.role is Role.STUB and cell.row_span > 1]
    return frozenset(row for cell in labels for row in (cell.row, cell.row + cell.row_span - 2))


def _style_of(cell: Cell, grid: Grid) -> str:
    if cell.role in (Role.FIGURE, Role.EMPTY):
        return styles.TABLE_FIGURE
    if cell.role is Role.UNIT:
        return styles.TABLE_LABEL_CENTRED
    if cell.role is Role.HEAD:
        return styles.TABLE_HEAD
    is_left = cell.label.align == "left" or cell.role is Role.BLOCK or bool(grid.head_rows)
    return styles.TABLE_LABEL if is_left else styles.TABLE_LABEL_CENTRED
