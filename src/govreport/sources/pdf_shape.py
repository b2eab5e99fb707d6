"""What the process that takes a PDF apart hands back: plain data, as JSON carries it."""

from __future__ import annotations

from typing import Final, TypedDict

WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·"
"""The characters as wide as they are high, for the brackets of a pattern."""


class PdfLine(TypedDict):
    """A line of text outside of tables: where it begins and ends, its upper edge, and its size in points."""

    text: str
    left: float
    right: float
    top: float
    size: float


class PdfCell(TypedDict):
    """A cell of a table: its place and extent in rows and columns counted from 0, and its text."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


class PdfTable(TypedDict):
    """A table: its upper and its right edge on the page, how many rows it has, its cells in reading order."""

    top: float
    right: float
    rows: int
    cells: list[PdfCell]


class PdfPage(TypedDict):
    """A page: its size in points, its lines and its tables."""

    number: int
    width: float
    height: float
    lines: list[PdfLine]
    tables: list[PdfTable]
