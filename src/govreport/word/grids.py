"""The columns of a table: as many as its widest row takes up, whatever a template has made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from govreport.errors import TemplateError
from govreport.messages import Message
from govreport.word.markup import W

_WIDTH: Final = W + "w"


def iter_rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, those of tables in its cells left out."""
    return (row for row in table.iter(W + "tr") if next(row.iterancestors(W + "tbl")) is table)


def iter_cells(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row, those of tables in them left out."""
    return (cell for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row)


def span_of(cell: etree._Element) -> int:
    """Return how many columns a cell takes up."""
    return _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)


def columns_before(row: etree._Element) -> int:
    """Return how many columns are left out before the first cell of a row."""
    return _number(row.find(f"{W}trPr/{W}gridBefore"), 0)


def columns_of(row: etree._Element) -> int:
    """Return how many columns a row takes up, those left out at its ends too."""
    after = _number(row.find(f"{W}trPr/{W}gridAfter"), 0)
    return columns_before(row) + sum(map(span_of, iter_cells(row))) + after


def fit_columns(table: etree._Element) -> None:
    """Give a table as many columns as its widest row takes up, at the width the table had.

    The widths are those docxtpl gives; it counts the cells of other tables too, and takes no notice of spans
    that are too wide and of columns left out at the ends of rows.
    """
    grid = table.find(W + "tblGrid")
    if grid is None:
        return
    columns = grid.findall(W + "gridCol")
    difference = max(map(columns_of, iter_rows(table)), default=len(columns)) - len(columns)
    if difference > 0:
        _widen(grid, columns, difference)
    elif difference < 0:
        _narrow(grid, columns, -difference)


def _widen(grid: etree._Element, columns: list[etree._Element], count: int) -> None:
    width = sum(map(_width, columns))
    if width <= 0:
        return
    before, after = width / len(columns), width / (len(columns) + count)
    for column in columns:
        column.set(_WIDTH, str(int(_width(column) * after / before)))
    for _ in range(count):
        etree.SubElement(grid, W + "gridCol", {_WIDTH: str(int(after))})


def _narrow(grid: etree._Element, columns: list[etree._Element], count: int) -> None:
    kept, removed = columns[:-count], columns[-count:]
    for column in removed:
        grid.remove(column)
    more = int(sum(map(_width, removed)) / len(kept)) if kept else 0
    for column in kept:
        column.set(_WIDTH, str(int(_width(column) + more)))


def _width(column: etree._Element) -> float:
    return float(column.get(_WIDTH) or 0)


def _number(mark: etree._Element | None, default: int) -> int:
    if mark is None:
        return default
    text = mark.get(W + "val", "")
    if text.isascii() and text.isdigit() and len(text) < 4:
        return int(text)
    raise TemplateError.of(
        Message("单元格的跨列数有误", "a cell spans no number of columns"), found=text, expected="1–252"
    )
