"""Tables that stand in a document as lines of text: copied from a page, rows torn or a cell on each line.

What is a table is known by the labels of a form. The rows are put together again as far as the labels
say where one begins; which column a cell belongs to is left to the reader of tables.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Final

from govreport.sources.document import Block, Document, GridCell, Paragraph, TableGrid
from govreport.sources.figures import looks_like_figure
from govreport.sources.labels import TableLabels, label_key
from govreport.sources.spelling import without_remark
from govreport.sources.textlines import cells_after, is_rule

_FEWEST_LABELS: Final = 3
_FEWEST_FIGURES: Final = 4
_LONGEST_CELL: Final = 60
_MOST_FOREIGN: Final = 3
"""Lines in a row that are no part of any table, after which one has ended."""
_SHORTEST_PIECE: Final = 2
_GAPS: Final = re.compile(r"[\t|│｜]|[0-9][ \u3000]+[-0-9]|[^\s][ \u3000]{2,}[-0-9]")
_IN_GAPS: Final = re.compile("[ \u3000\t|│｜]")
"""One of these is in each; most lines have none, and this is found faster."""
_SENTENCE: Final = frozenset("。；！？")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may be part of a table.

    Attributes:
        at: Which block of the document it is.
        number: Which paragraph it is.
        cells: Its cells.
        tables: The tables that have a label of it.
        is_figures: Whether it holds figures and blanks only.
        is_gap: Whether it is a blank line of a web page: it may be a blank cell, or nothing.
        is_piece: Whether each of its cells is a piece of a label: 本年新, 制作数量.
    """

    at: int
    number: int
    cells: tuple[str, ...]
    tables: frozenset[str]
    is_figures: bool
    is_gap: bool = False
    is_piece: bool = False

    @property
    def is_foreign(self) -> bool:
        """Whether it says nothing to any table."""
        return not (self.tables or self.is_figures or self.is_piece)


def _gap(at: int, block: Paragraph) -> _Line:
    return _Line(at, block.number, ("",), frozenset(), is_figures=True, is_gap=True)


@dataclass(slots=True)
class _Piece:
    """Lines that belong to one table."""

    name: str
    lines: list[_Line] = field(default_factory=list)


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
        replaced[piece.lines[0].at] = _grid(_rows_of(piece, by_name[piece.name]), number)
    blocks: list[Block] = []
    for at, block in enumerate(document.blocks):
        kept = replaced.get(at, block)
        if kept is not None:
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
        run: list[_Line] = []
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
            before = block.text
            if line is None or self._has_ended(run, line):
                yield from self._pieces(run, home)
                run = []
            elif run or line.tables or (home and len(line.cells) >= _FEWEST_FIGURES):
                run.append(line)
        yield from self._pieces(run, home)

    def _has_ended(self, run: Sequence[_Line], line: _Line) -> bool:
        foreign = [*run[-_MOST_FOREIGN:], line]
        return len(foreign) > _MOST_FOREIGN and all(each.is_foreign for each in foreign)

    def _line(self, at: int, block: Paragraph, before: str) -> _Line | None:
        """Return a line cut into cells; None for a sentence."""
        cells: list[str] = []
        for line in block.text.split("\n"):
            cells += cells_after(line, before)
            before = line
        if any(cell[-1:] in _SENTENCE or self._is_too_long(cell) for cell in cells):
            return None
        tables = frozenset(
            labels.name for labels in self._tables if any(labels.key_of(cell) for cell in cells)
        )
        is_figures = all(looks_like_figure(cell) for cell in cells)
        is_piece = not tables and not is_figures and all(map(self._is_piece, cells))
        return _Line(at, block.number, tuple(cells), tables, is_figures and not tables, is_piece=is_piece)

    def _is_too_long(self, cell: str) -> bool:
        """Tell whether a cell is longer than any label, one with a remark behind it aside."""
        if len(cell) <= _LONGEST_CELL:
            return False
        plain = without_remark(cell)
        return len(plain) > _LONGEST_CELL or not any(labels.is_official(plain) for labels in self._tables)

    def _is_piece(self, cell: str) -> bool:
        key = label_key(cell)
        return len(key) >= _SHORTEST_PIECE and any(
            key in spelling for labels in self._tables for spelling in labels.spellings
        )

    def _pieces(self, run: Sequence[_Line], home: str) -> Iterator[_Piece]:
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


# --- rows


@dataclass(slots=True)
class _Row:
    """A row being put together: its cells with their paragraphs, what it begins with, if cells may follow."""

    cells: list[tuple[str, int]] = field(default_factory=list)
    kind: str = ""
    is_open: bool = True


def _rows_of(piece: _Piece, labels: TableLabels) -> list[_Row]:
    """Return the rows of a piece; blank lines are cells if with them each row has all its cells, and no more.

    Where one follows on every row, they may as well stand between the rows, and are none.
    """
    lines = piece.lines
    if any(line.is_gap for line in lines) and not labels.has_values:
        last = next(at for at in range(len(lines), 0, -1) if not lines[at - 1].is_gap)
        for end in range(last, len(lines) + 1):
            rows = _rows(lines[:end], labels)
            if all(_is_full(row, labels) for row in rows) and not _are_apart(rows):
                return rows
    return _rows([line for line in lines if not line.is_gap], labels)


def _are_apart(rows: Sequence[_Row]) -> bool:
    """Tell whether the blanks stand between the rows: each row of figures has one, as its last cell."""
    return all(_is_cut_short(row) for row in rows if looks_like_figure(row.cells[-1][0]))


def _is_cut_short(row: _Row) -> bool:
    """Tell whether the only blank of a row is its last cell."""
    texts = [text for text, _ in row.cells]
    return texts.count("") == 1 and not texts[-1]


def _is_full(row: _Row, labels: TableLabels) -> bool:
    """Tell whether a row has all its cells, and no more; a head has no figures."""
    texts = [text for text, _ in row.cells]
    figures = sum(1 for _ in takewhile(looks_like_figure, reversed(texts)))
    if not figures:
        return True
    keys = tuple(labels.key_of(text) for text in texts[: len(texts) - figures])
    leaf = labels.row_of(tuple(key for key in keys if key is not None))
    return None not in keys and leaf is not None and len(leaf.leaves) == figures


def _rows(lines: Sequence[_Line], labels: TableLabels) -> list[_Row]:
    builder = _RowBuilder(labels)
    for at, line in enumerate(lines):
        following = next((other.cells[0] for other in lines[at + 1 :] if other.cells), "")
        if len(line.cells) == 1:
            builder.add_cell(line.cells[0], line.number, following)
        elif line.cells:
            builder.add_line(line.cells, line.number)
        else:
            builder.end_row()
    return builder.rows


class _RowBuilder:
    """Puts rows together from lines that hold a row, a part of one, or a single cell."""

    def __init__(self, labels: TableLabels) -> None:
        self.rows: list[_Row] = []
        self._labels = labels

    def add_line(self, cells: Sequence[str], number: int) -> None:
        """Add a line of several cells: a row, or the figures of the labels before it."""
        if all(looks_like_figure(cell) for cell in cells) and self._awaits_figures():
            self._append(cells, number)
        elif not self._continues_label(cells, number):
            first = next((cell for cell in cells if cell), "")
            following = cells[cells.index(first) + 1] if first in cells[:-1] else ""
            self._start(cells, number, "" if looks_like_figure(first) else self._kind(first, following))
        self.rows[-1].is_open = False

    def add_cell(self, text: str, number: int, following: str) -> None:
        """Add a line that is a single cell; what follows it tells labels of rows from those of columns."""
        if looks_like_figure(text):
            if self.rows and self.rows[-1].is_open and self.rows[-1].kind not in ("head", "block"):
                self._append([text], number)
            else:
                self._start([text], number, "")
            return
        kind = self._kind(text, following)
        if kind == "other" and self._continues_label([text], number):
            return
        is_joined = bool(self.rows) and kind == self.rows[-1].kind != "other" and self.rows[-1].is_open
        if is_joined and not self._has_figures() and (kind == "head" or self._nests(text)):
            self._append([text], number)
        else:
            self._start([text], number, kind)

    def end_row(self) -> None:
        """Let nothing more be added to the row, unless it holds labels only."""
        if self.rows and self._has_figures():
            self.rows[-1].is_open = False

    def _start(self, cells: Sequence[str], number: int, kind: str) -> None:
        self.rows.append(_Row([(cell, number) for cell in cells], kind))

    def _append(self, cells: Sequence[str], number: int) -> None:
        self.rows[-1].cells += [(cell, number) for cell in cells]

    def _kind(self, text: str, following: str) -> str:
        key = self._labels.key_of(text)
        if key is None:
            return "other"
        if key in self._labels.blocks:
            return "block"
        if key not in self._labels.stub:
            return "head"
        if key in self._labels.head and not looks_like_figure(following):
            return "head"
        return "stub"

    def _has_figures(self) -> bool:
        return any(looks_like_figure(text) for text, _ in self.rows[-1].cells if text)

    def _awaits_figures(self) -> bool:
        return bool(self.rows) and self.rows[-1].kind in ("stub", "other") and not self._has_figures()

    def _nests(self, text: str) -> bool:
        """Tell whether a label of rows stands inside the one before it."""
        keys = [key for cell, _ in self.rows[-1].cells if (key := self._labels.key_of(cell))]
        return self._labels.row_of((*keys, self._labels.key_of(text) or "")) is not None or any(
            (*keys, self._labels.key_of(text)) == path[: len(keys) + 1] for path, _ in self._labels.full_rows
        )

    def _continues_label(self, cells: Sequence[str], number: int) -> bool:
        """Join a text to the label before it, if it goes on with it; figures may follow."""
        if not self.rows or self._has_figures() or not self.rows[-1].cells:
            return False
        text = next((cell for cell in cells if cell), "")
        before, at = self.rows[-1].cells[-1]
        joined = before + text
        known = self._labels.key_of(before)
        if not text or not before or (known is None and len(label_key(before)) < 2):
            return False
        whole = label_key(joined)
        fits = any(spelling.startswith(whole) for spelling in self._labels.spellings)
        if not fits or (known is not None and self._labels.is_official(before)):
            return False
        self.rows[-1].cells[-1] = (joined, at)
        self._append(cells[cells.index(text) + 1 :], number)
        return True


def _grid(rows: Sequence[_Row], number: int) -> TableGrid:
    widths: Collection[int] = {len(row.cells) for row in rows}
    is_loose = len(widths) > 1 or any(row.is_open for row in rows)
    drawn = tuple(
        tuple(GridCell(at, column, 1, 1, text, line) for column, (text, line) in enumerate(row.cells))
        for at, row in enumerate(rows)
    )
    return TableGrid(drawn, number, is_loose=is_loose)
