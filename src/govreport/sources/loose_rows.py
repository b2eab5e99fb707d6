"""Rows of a table put together again from lines of text that hold a row, a part of one or a single cell.

The labels say where a row begins; which column a cell belongs to is left to the reader of tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from govreport.forms._tables import RowLeaf
from govreport.sources.figures import looks_like_figure
from govreport.sources.labels import TableLabels, label_key
from govreport.sources.proof import Proof, proof_of_row

SHORTEST_PIECE: Final = 2
"""Characters a piece of a label must have."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line that may be part of a table.

    Attributes:
        at: Which block of the document it is.
        number: Which paragraph it is.
        cells: Its cells.
        tables: The tables that have a label of it.
        is_figures: Whether it holds figures and blanks only.
        is_gap: Whether it is a blank line of a web page: it may be a blank cell, or nothing.
        is_piece: Whether each of its cells is a piece of a label: 本年新, 制作数量.
        is_padded: Whether bars fill its row up.
        is_closing: Whether it is only the bar behind the cell above it.
    """

    at: int
    number: int
    cells: tuple[str, ...]
    tables: frozenset[str]
    is_figures: bool
    is_gap: bool = False
    is_piece: bool = False
    is_padded: bool = False
    is_closing: bool = False

    @property
    def is_foreign(self) -> bool:
        """Whether it says nothing to any table."""
        return not (self.tables or self.is_figures or self.is_piece)


@dataclass(slots=True)
class LooseRow:
    """A row being put together: its cells with their paragraphs, what it begins with, if cells may follow."""

    cells: list[tuple[str, int]] = field(default_factory=list)
    kind: str = ""
    is_open: bool = True


def rows_of(lines: Sequence[TableLine], labels: TableLabels) -> list[LooseRow]:
    """Return the rows of some lines of a table.

    Blank lines are cells if with them each row has all its cells, and no more. Where one follows on every
    row, they may as well stand between the rows, and are none.
    """
    if any(line.is_gap for line in lines) and not labels.has_values:
        last = next(at for at in range(len(lines), 0, -1) if not lines[at - 1].is_gap)
        for end in range(last, len(lines) + 1):
            rows = _rows(lines[:end], labels)
            if all(_is_full(row, labels) for row in rows) and not _are_apart(rows):
                return rows
    rows = _rows_led([line for line in lines if not line.is_gap], labels)
    if any(line.is_padded for line in lines):
        exact = _padded_numbers(lines)
        for row in rows:
            if row.cells[-1][1] not in exact:
                _strip_padding(row, labels)
    return rows


def _padded_numbers(lines: Sequence[TableLine]) -> frozenset[int]:
    """Return the numbers of the lines behind whose last cell bars fill the row up: they are no cells."""
    found, number = set(), 0
    for line in lines:
        number = line.number if line.cells else number
        if line.is_padded:
            found.add(number)
    return frozenset(found)


def _rows_led(lines: Sequence[TableLine], labels: TableLabels) -> list[LooseRow]:
    """Return the rows; blank cells before labels only lead the rows in, if most are full without them."""
    rows = _rows(lines, labels)
    after = [*lines[1:], None]
    kept = [line for line, other in zip(lines, after, strict=True) if not _leads_in(line, other)]
    if len(kept) == len(lines):
        return rows
    without = _rows(kept, labels)
    if _count_full(without, labels) <= 2 * _count_full(rows, labels):
        return rows
    for row in without:
        if _is_full(row, labels) and _proof_of(row, labels) is Proof.FAILS:
            row.cells.append(("", row.cells[-1][1]))  # the bar may have been a cell of it
    return without


def _leads_in(line: TableLine, other: TableLine | None) -> bool:
    return line.cells == ("",) and other is not None and other.cells[:1] != ("",) and bool(other.tables)


def _count_full(rows: Sequence[LooseRow], labels: TableLabels) -> int:
    return sum(_is_full(row, labels) for row in rows if looks_like_figure(row.cells[-1][0]))


def _strip_padding(row: LooseRow, labels: TableLabels) -> None:
    """Take a blank last cell off a row of a table whose rows are filled up: it is no cell of the form.

    Off a row with a cell too many it is taken only if the sums hold without it, or there is nothing to add
    up. Off one with as many cells as the form it is taken unless there is nothing: a cell may be lost.
    """
    leaf, figures = _parts_of(row, labels)
    if leaf is None or row.cells[-1][0]:
        return
    count, proof = len(leaf.leaves), _proof_of(row, labels)
    if proof is None:
        is_padding = figures == count + 1
    elif figures == count:
        is_padding = proof is not Proof.IDLE
    else:
        is_padding = figures == count + 1 and proof is not Proof.FAILS
    if is_padding:
        row.cells.pop()


def _proof_of(row: LooseRow, labels: TableLabels) -> Proof | None:
    """Return what the sums say of a row, its cells taken in the order of the form; None if it has no sums."""
    leaf, figures = _parts_of(row, labels)
    texts = [text for text, _ in row.cells][-figures:]
    paths = [labels.path_of(leaf, column) for column in leaf.leaves] if leaf else []
    return proof_of_row(labels, dict(zip(paths, texts, strict=False)))


def _are_apart(rows: Sequence[LooseRow]) -> bool:
    """Tell whether the blanks stand between the rows: each row of figures has one, as its last cell."""
    return all(_is_cut_short(row) for row in rows if looks_like_figure(row.cells[-1][0]))


def _is_cut_short(row: LooseRow) -> bool:
    """Tell whether the only blank of a row is its last cell."""
    texts = [text for text, _ in row.cells]
    return texts.count("") == 1 and not texts[-1]


def _is_full(row: LooseRow, labels: TableLabels) -> bool:
    """Tell whether a row has all its cells, and no more; a head has no figures."""
    leaf, figures = _parts_of(row, labels)
    return not figures or (leaf is not None and len(leaf.leaves) == figures)


def _parts_of(row: LooseRow, labels: TableLabels) -> tuple[RowLeaf | None, int]:
    """Return the row of the form that is meant, if only its labels stand before the figures; and how many."""
    texts = [text for text, _ in row.cells]
    figures = sum(1 for _ in takewhile(looks_like_figure, reversed(texts)))
    keys = tuple(labels.key_of(text) for text in texts[: len(texts) - figures])
    leaf = labels.row_of(tuple(key for key in keys if key is not None)) if figures else None
    return (None if None in keys else leaf), figures


def _rows(lines: Sequence[TableLine], labels: TableLabels) -> list[LooseRow]:
    builder = _RowBuilder(labels)
    for at, line in enumerate(lines):
        following = next((other.cells[0] for other in lines[at + 1 :] if other.cells), "")
        if len(line.cells) == 1:
            builder.add_cell(line.cells[0], line.number, following)
        elif line.cells:
            builder.add_line(line.cells, line.number)
        elif not line.is_closing:
            builder.end_row()
    return builder.rows


class _RowBuilder:
    """Puts rows together from lines that hold a row, a part of one, or a single cell."""

    def __init__(self, labels: TableLabels) -> None:
        self.rows: list[LooseRow] = []
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
        if kind == "other" and self._is_piece_of_head(text):
            self._append([text], number)
            return
        is_joined = bool(self.rows) and kind == self.rows[-1].kind != "other" and self.rows[-1].is_open
        if is_joined and not self._has_figures() and (kind == "head" or self._nests(text)):
            self._append([text], number)
        else:
            self._start([text], number, kind)

    def _is_piece_of_head(self, text: str) -> bool:
        """Tell whether a text goes on with a head of single cells, as a piece of a label: 本年新."""
        if not self.rows or self.rows[-1].kind != "head" or not self.rows[-1].is_open:
            return False
        key = label_key(text)
        return len(key) >= SHORTEST_PIECE and any(key in label for label in self._labels.head)

    def end_row(self) -> None:
        """Let nothing more be added to the row, unless it holds labels only."""
        if self.rows and self._has_figures():
            self.rows[-1].is_open = False

    def _start(self, cells: Sequence[str], number: int, kind: str) -> None:
        self.rows.append(LooseRow([(cell, number) for cell in cells], kind))

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
        """Tell whether the row has labels and no cells yet, but for a blank one behind the last label."""
        if not self.rows or self.rows[-1].kind not in ("stub", "other"):
            return False
        return not self._has_figures() and [text for text, _ in self.rows[-1].cells[-2:]] != ["", ""]

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
