"""Tables that stand in a document as lines of text: copied from a page, rows torn or a cell on each line.

What is a table is known by the labels of a form. The rows are put together again as far as the labels
say where one begins; which column a cell belongs to is left to the reader of tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from govreport.sources.document import Block, Document, GridCell, Paragraph, TableGrid
from govreport.sources.figures import looks_like_figure
from govreport.sources.labels import TableLabels, label_key
from govreport.sources.loose_rows import SHORTEST_PIECE, LooseRow, TableLine, rows_of
from govreport.sources.spelling import without_remark
from govreport.sources.textlines import cells_after, closes_cell, fills_up, is_bars, is_rule

_FEWEST_LABELS: Final = 3
_FEWEST_FIGURES: Final = 4
_LONGEST_CELL: Final = 60
_MOST_FOREIGN: Final = 3
"""Lines in a row that are no part of any table, after which one has ended."""
_GAPS: Final = re.compile(r"[\t|│｜]|[0-9][ \u3000]+[-0-9]|[^\s][ \u3000]{2,}[-0-9]")
_IN_GAPS: Final = re.compile("[ \u3000\t|│｜]")
"""One of these is in each; most lines have none, and this is found faster."""
_SENTENCE: Final = frozenset("。；！？")


def _gap(at: int, block: Paragraph) -> TableLine:
    return TableLine(at, block.number, ("",), frozenset(), is_figures=True, is_gap=True)


@dataclass(slots=True)
class _Piece:
    """Lines that belong to one table."""

    name: str
    lines: list[TableLine] = field(default_factory=list)


def may_hold_tables(document: Document) -> bool:
    """Tell whether any line looks like a row or a cell of a table."""
    texts = [paragraph.text for paragraph in document.paragraphs]
    return any(map(_has_gap, texts)) or any(text.strip() and looks_like_figure(text) for text in texts)


def _has_gap(text: str) -> bool:
    """Tell whether a line has something between cells."""
    return _IN_GAPS.search(text) is not None and _GAPS.search(text) is not None


def with_tables(document: Document, tables: Sequence[TableLabels], homes: Mapping[int, str]) -> Document:
    """Return the document with the tables that stand in its text as tables.

    Args:
        document: The document as read.
        tables: The labels of a form's tables.
        homes: For each heading of the form, by its index among the blocks, the table under it; "" if none.
    """
    finder = _Finder(document, tables, homes)
    pieces = list(finder.iter_pieces())
    number = max((grid.number for grid in document.tables), default=0)
    by_name = {labels.name: labels for labels in tables}
    replaced: dict[int, TableGrid | None] = {}
    for piece in pieces:
        number += 1
        replaced.update(dict.fromkeys((line.at for line in piece.lines), None))
        replaced[piece.lines[0].at] = _grid(rows_of(piece.lines, by_name[piece.name]), number)
    blocks: list[Block] = []
    for at, block in enumerate(document.blocks):
        kept = replaced.get(at, block)
        is_rest = isinstance(kept, Paragraph) and is_bars(kept.text)  # of a table that has lost all else
        if kept is not None and not is_rest:
            blocks.append(kept)
    return replace(document, blocks=tuple(blocks))


class _Finder:
    """Finds the lines of tables between the headings of a form."""

    def __init__(self, document: Document, tables: Sequence[TableLabels], homes: Mapping[int, str]) -> None:
        self._blocks = document.blocks
        self._is_page = document.is_page
        self._tables = tables
        self._homes = homes

    def iter_pieces(self) -> Iterator[_Piece]:
        run: list[TableLine] = []
        home = before = ""
        for at, block in enumerate(self._blocks):
            if at in self._homes or not isinstance(block, Paragraph):
                yield from self._pieces(run, home)
                run, home = [], self._homes.get(at, home)
                continue
            is_gap = self._is_page and not block.text
            if not is_gap and (not block.text.strip() or is_rule(block.text)):
                continue
            line = _gap(at, block) if is_gap else self._line(at, block, before)
            before = block.text.strip().rpartition("\n")[2]
            if line is None or self._has_ended(run, line):
                yield from self._pieces(run, home)
                run = []
            elif run or line.tables or (home and len(line.cells) >= _FEWEST_FIGURES):
                run.append(line)
        yield from self._pieces(run, home)

    def _has_ended(self, run: Sequence[TableLine], line: TableLine) -> bool:
        foreign = [*run[-_MOST_FOREIGN:], line]
        return len(foreign) > _MOST_FOREIGN and all(each.is_foreign for each in foreign)

    def _line(self, at: int, block: Paragraph, before: str) -> TableLine | None:
        """Return a line cut into cells; None for a sentence."""
        if closes_cell(block.text, before):
            return TableLine(at, block.number, (), frozenset(), is_figures=True, is_closing=True)
        cells: list[str] = []
        is_padded = False
        for line in block.text.split("\n"):
            cells += cells_after(line, before)
            is_padded = is_padded or fills_up(line, before)
            before = line
        if any(cell[-1:] in _SENTENCE or self._is_too_long(cell) for cell in cells):
            return None
        tables = frozenset(
            labels.name for labels in self._tables if any(labels.key_of(cell) for cell in cells)
        )
        is_figures = all(looks_like_figure(cell) for cell in cells)
        is_piece = not tables and not is_figures and all(map(self._is_piece, cells))
        return TableLine(
            at,
            block.number,
            tuple(cells),
            tables,
            is_figures and not tables,
            is_piece=is_piece,
            is_padded=is_padded,
        )

    def _is_too_long(self, cell: str) -> bool:
        """Tell whether a cell is longer than any label, one with a remark behind it aside."""
        if len(cell) <= _LONGEST_CELL:
            return False
        plain = without_remark(cell)
        return len(plain) > _LONGEST_CELL or not any(labels.is_official(plain) for labels in self._tables)

    def _is_piece(self, cell: str) -> bool:
        key = label_key(cell)
        return len(key) >= SHORTEST_PIECE and any(
            key in spelling for labels in self._tables for spelling in labels.spellings
        )

    def _pieces(self, run: Sequence[TableLine], home: str) -> Iterator[_Piece]:
        """Yield the pieces of a run, each of one table; lines that are no table stay text."""
        pieces: list[_Piece] = []
        name = home
        for line in run:
            if line.tables and name not in line.tables:
                name = next(labels.name for labels in self._tables if labels.name in line.tables)
            if not pieces or pieces[-1].name != name:
                pieces.append(_Piece(name))
            pieces[-1].lines.append(line)
        for piece in pieces:
            while piece.lines and piece.lines[-1].is_foreign:
                piece.lines.pop()
            if piece.name and self._is_table(piece, home):
                yield piece

    def _is_table(self, piece: _Piece, home: str) -> bool:
        labels = next(labels for labels in self._tables if labels.name == piece.name)
        cells = [cell for line in piece.lines if not line.is_gap for cell in line.cells]
        keys = {key for cell in cells if (key := labels.key_of(cell))}
        figures = sum(looks_like_figure(cell) for cell in cells)
        if piece.name == home and not keys:
            return figures >= _FEWEST_FIGURES and any(
                line.is_figures and not line.is_gap for line in piece.lines
            )
        return figures > 0 and len(keys) >= (1 if piece.name == home else _FEWEST_LABELS)


def _grid(rows: Sequence[LooseRow], number: int) -> TableGrid:
    widths = {len(row.cells) for row in rows}
    is_loose = len(widths) > 1 or any(row.is_open for row in rows)
    drawn = tuple(
        tuple(GridCell(at, column, 1, 1, text, line) for column, (text, line) in enumerate(row.cells))
        for at, row in enumerate(rows)
    )
    return TableGrid(drawn, number, is_loose=is_loose)
