"""The scanner of the proof: what a reader of a finished document sees in its tables, and outside of them.

It knows nothing of templates, engines and their escaping: it takes the texts as they stand in the XML, cell
by cell of the grid. Cells that are merged say what the first of them says.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

_MARKS: Final = re.compile(
    rb"<w:(?:t(?:(r|c|bl)[ >]|(?:>| [^>/]*>)([^<]+))|(gridSpan|gridBefore|vMerge)(?: w:val=\"(\w+)\")?)"
)
"""A row, cell or table that opens; a text; what says how far a cell reaches."""

Row = dict[int, list[bytes]]
"""The texts of the cells of a row by columns of the grid; a cell of several columns stands under each."""


@dataclass(slots=True)
class Table:
    """A table as it is read.

    Attributes:
        beside: The texts it stands among: those outside of tables, or those of a cell.
        before: How many of them stand before it.
        outer: The table it stands in.
        rows: Its rows.
    """

    beside: list[bytes]
    before: int
    outer: Table | None = None
    rows: list[Row] = field(default_factory=list)
    _column: int = 0
    _next: int = 0

    def add_row(self) -> None:
        """Open a row."""
        self.rows.append({})
        self._next = 0

    def add_cell(self) -> list[bytes]:
        """Open a cell; its texts go where this says."""
        self._column, self._next = self._next, self._next + 1
        texts: list[bytes] = []
        self.rows[-1][self._column] = texts
        return texts

    def reach(self, how: bytes, value: bytes, texts: list[bytes]) -> list[bytes]:
        """Take in how far a cell reaches; return where its texts go."""
        row = self.rows[-1]
        if how == b"gridBefore":
            self._next = int(value)
        elif how == b"gridSpan":
            self._next = self._column + int(value)
        elif value != b"restart" and len(self.rows) > 1:
            texts = self.rows[-2].get(self._column, texts)
        row.update(dict.fromkeys(range(self._column, self._next), texts))
        return texts


def scan(xml: bytes) -> tuple[list[Table], list[bytes]]:
    """Return the tables of a document in the order they open, and the texts outside of them.

    >>> tables, rest = scan(b"<w:t>a</w:t><w:tbl><w:tr><w:tc><w:t>1</w:t></w:tc></w:tr></w:tbl><w:t>b</w:t>")
    >>> tables[0].rows, rest
    ([{0: [b'1']}], [b'a', b'b'])
    """
    tables: list[Table] = []
    rest: list[bytes] = []
    texts = rest
    around: list[tuple[Table, list[bytes]]] = []
    for piece in xml.split(b"</w:tbl>"):
        for opened, text, how, value in _MARKS.findall(piece):
            if text:
                texts.append(text)
            elif opened == b"bl":
                tables.append(Table(texts, len(texts), around[-1][0] if around else None))
                around.append((tables[-1], texts))
            elif around and opened == b"r":
                around[-1][0].add_row()
            elif around and around[-1][0].rows:
                table = around[-1][0]
                texts = table.add_cell() if opened else table.reach(how, value, texts)
        if around:
            _, texts = around.pop()
    return tables, rest


def text_of(pieces: Iterable[bytes]) -> str:
    """Return the text of some pieces."""
    text = b"".join(pieces).decode()
    return html.unescape(text) if "&" in text else text
