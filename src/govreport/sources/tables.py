"""A published table read as a table of a form: its rows and columns are found by their labels.

No position is trusted. A row is known by the labels at its left, a column by the labels above it, so
that a row or a header row more or less shifts nothing. Where a row has just as many cells as the form
has columns, they are taken in the order of the head, so that a column lost at the left shifts nothing
either. A cell that could belong to two figures, and one that belongs to none, is left unplaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from govreport.forms._tables import ColumnLeaf, Columns, RowLeaf
from govreport.messages import Message
from govreport.sources.document import GridCell, TableGrid
from govreport.sources.figures import looks_like_figure
from govreport.sources.heads import Head
from govreport.sources.labels import TableLabels, label_key
from govreport.sources.proof import Proof, proof_of, proof_of_row
from govreport.sources.reading import NO_COLUMN, NO_ROW, Certainty

_SEVERAL: Final = Message("单元格跨表样中的几格", "it stands across several cells of the form")
_RIVALS: Final = Message("同一格有几个内容", "one cell of the form has several contents")
_TORN: Final = Message(
    "这一行的单元格数与表样不符，不能确定属于哪一列",
    "the row has not as many cells as the form; which column it belongs to is not certain",
)
_UNPROVED: Final = Message(
    "上方没有说明各列的标签，本行的合计也证明不了各格的次序",
    "no labels above say which column is which, and the sums of the row do not prove the order of its cells",
)
_NUMBERING: Final = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,2}[）)、.．]+|[（(][0-9]{1,2}[）)]|[0-9]{1,2}[、.．]"
)
"""A cell that holds nothing but the number of the label beside it."""
_FEWEST_ALONE: Final = 4
"""A row without any label and head is one of the form only if it has at least so many figures."""


@dataclass(slots=True)
class TableReading:
    """What a grid says as a table of a form.

    Attributes:
        cells: The cells of the figures by their paths.
        unplaced: Cells with a text that is neither a label nor a figure of the form, and why.
        head: The head that was in force at the end; a table without one may be continued under it.
        doubts: How certain the place of a figure is, by its path, where that is not by its labels alone.
        rows: The rows of the form that were met, by their paths.
        variants: Labels that are printed otherwise than the form says: the cells, and their official keys.
    """

    cells: dict[str, GridCell] = field(default_factory=dict)
    unplaced: list[tuple[GridCell, Message]] = field(default_factory=list)
    head: Head | None = None
    doubts: dict[str, Certainty] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)
    variants: list[tuple[GridCell, str]] = field(default_factory=list)


def read_table(grid: TableGrid, labels: TableLabels, head: Head | None = None) -> TableReading:
    """Read a grid as the table these labels belong to.

    Args:
        grid: The table as published.
        labels: The labels of the table it is taken for.
        head: The head of the table before it, if this one may be its continuation; used until a head of
            its own appears, and not at all if it begins with anything but a row of the form.
    """
    return _TableReader(grid, labels, head).read()


class _TableReader:
    def __init__(self, grid: TableGrid, labels: TableLabels, head: Head | None) -> None:
        self._grid = grid
        self._labels = labels
        self._head = head or Head(labels, is_loose=grid.is_loose)
        self._rivalled: set[str] = set()
        """Figures that more than one cell lays claim to."""
        self._by_order_only: list[dict[str, GridCell]] = []
        """Rows whose cells are where they are by their order alone, by the paths they are taken for."""
        self._result = TableReading()

    def read(self) -> TableReading:
        for number, cells in self._grid.iter_rows():
            keys = [None if cell.text.isdigit() else self._labels.key_of(cell.text) for cell in cells]
            stub = self._stub(cells, keys)
            row = self._row_of(number, cells, keys, stub)
            if row is not None and self._is_figure_row(row, cells, keys[stub[-1] + 1 :] if stub else keys):
                self._head.is_used = True
                self._note_labels(number, [cells[at] for at in stub])
                self._take_row(number, row, cells[stub[-1] + 1 :] if stub else cells)
            elif any(key in self._labels.head or key in self._labels.blocks for key in keys):
                self._take_head(number, cells)
            else:
                self._leave(number, cells, keys)
        self._settle()
        self._result.head = self._head
        return self._result

    def _stub(self, cells: Sequence[GridCell], keys: Sequence[str | None]) -> list[int]:
        """Return which cells at the left are the labels of the row.

        Blank ones between them do not count, nor do the numbers of labels and pieces of one that a page
        break has cut.
        """
        found = []
        for at, (cell, key) in enumerate(zip(cells, keys, strict=True)):
            if key in self._labels.stub:
                found.append(at)
            elif cell.text.isdigit() and at == 0 and keys[1:2] and keys[1] in self._labels.stub:
                continue  # a number of the row
            elif cell.text.isdigit() or (cell.text.strip() and not self._is_piece(cell.text)):
                break
        return found

    def _row_of(
        self, number: int, cells: Sequence[GridCell], keys: Sequence[str | None], stub: Sequence[int]
    ) -> RowLeaf | None:
        """Return the row the labels lead to; those from above do not count where they reach too far down."""
        row = self._labels.row_of(_without_repeats([keys[at] for at in stub]))
        if row is not None:
            return row
        own = [at for at in stub if cells[at].row == number]
        if not own or len(own) == len(stub):
            return None
        return self._labels.row_of(_without_repeats(keys[at] for at in own))

    def _is_piece(self, text: str) -> bool:
        """Tell whether a text is the number of a label, or a piece of one."""
        if _NUMBERING.fullmatch("".join(text.split())):
            return True
        key = label_key(text)
        return not looks_like_figure(text) and any(key in label for label in self._labels.stub)

    def _is_figure_row(self, row: RowLeaf, cells: Sequence[GridCell], keys: Sequence[str | None]) -> bool:
        """Tell whether a row holds figures, and no labels as a head does that begins with 总计.

        A row without labels is one below a head, or plainly nothing but figures.
        """
        if any(keys) or row.labels:
            return not any(keys)
        filled = [cell for cell in cells if cell.text.strip()]
        count = len(row.leaves)
        if self._head:
            return bool(filled) or len(cells) == count
        return len(cells) == count >= _FEWEST_ALONE and all(looks_like_figure(cell.text) for cell in filled)

    def _note_labels(self, number: int, cells: Iterable[GridCell]) -> None:
        self._result.variants += [
            (cell, self._labels.key_of(cell.text) or "")
            for cell in cells
            if cell.row == number and not self._labels.is_official(cell.text)
        ]

    def _take_head(self, number: int, cells: Sequence[GridCell]) -> None:
        if self._head.is_used:
            self._head = self._head.renewed()
        own = [cell for cell in cells if cell.row == number]
        for cell in self._head.take(own):
            self._leave_cell(cell, NO_ROW)
        self._note_labels(number, (cell for cell in own if self._labels.key_of(cell.text)))

    # --- rows

    def _take_row(self, number: int, row: RowLeaf, cells: Sequence[GridCell]) -> None:
        start = ".".join((self._labels.name, *row.path))
        self._result.rows.append(start)
        if row.columns is None:
            self._take_value(number, start, cells)
            return
        order = self._head.order(row.columns)
        ordered = self._by_order(row, row.columns, cells, order) if order is not None else None
        if ordered is None:
            self._take_by_place(number, row, row.columns, cells)
            return
        found: dict[str, GridCell] = {}
        for cell, leaf in ordered:
            if cell.row_span == 1:
                found[start + leaf.ending] = cell
            elif cell.row == number:
                self._leave_cell(cell, _SEVERAL)
        if len(ordered) < len(cells) and not self._is_proved(found):
            self._leave_row([cell for cell in cells if cell.row == number])
            return
        if self._head.is_sure(row.columns):
            self._take_cells(found)
        else:
            self._by_order_only.append(found)
        if len(ordered) < len(cells):
            taken = {cell for cell, _ in ordered}
            self._leave_beside([cell for cell in cells if cell not in taken and cell.row == number])

    def _take_value(self, number: int, path: str, cells: Sequence[GridCell]) -> None:
        """Take the cell of a row that has a single value; blank ones beside it do not count."""
        own = [cell for cell in cells if cell.row == number]
        filled = [cell for cell in own if cell.text.strip()] or own[:1]
        if len(filled) == 1 and filled[0].row_span == 1:
            self._take_cell(path, filled[0])
        else:
            self._leave_row(own)

    def _is_proved(self, found: Mapping[str, GridCell]) -> bool:
        """Tell whether a row that had blank cells too many is in order: by its sums, or it is of nothing."""
        if not self._grid.is_loose:
            return True
        texts = {path: cell.text for path, cell in found.items()}
        return proof_of_row(self._labels, texts) is not Proof.FAILS

    def _by_order(
        self, row: RowLeaf, columns: type[Columns], cells: Sequence[GridCell], order: Sequence[ColumnLeaf]
    ) -> Sequence[tuple[GridCell, ColumnLeaf]] | None:
        """Return which cell is which column, if there are as many; blank ones at the edges may be more."""
        count = len(order)
        if not self._keeps_to_columns(columns, cells, order):
            return None
        if len(cells) > count:
            core = _without_blank_edges(cells)
            if not row.labels and len(core) == count + 1 and not looks_like_figure(core[0].text):
                core = core[1:]  # what the only row of the table is called
            cells = core or cells[:count]
        if len(cells) != count:
            return None
        return list(zip(cells, order, strict=True))

    def _keeps_to_columns(
        self, columns: type[Columns], cells: Sequence[GridCell], order: Sequence[ColumnLeaf]
    ) -> bool:
        """Tell whether no cell stands across two columns, or if one does, each still reaches its own."""
        if max([cell.column_span for cell in cells], default=1) == 1:
            return True
        places = self._head.places(columns)
        under = [{places[column].path for column in cell.columns if column in places} for cell in cells]
        if all(len(paths) <= 1 for paths in under):
            return True
        return len(cells) == len(order) and all(
            leaf.path in paths for leaf, paths in zip(order, under, strict=True)
        )

    def _take_by_place(
        self, number: int, row: RowLeaf, columns: type[Columns], cells: Sequence[GridCell]
    ) -> None:
        """Take the cells of a row under the labels above them, if the row is as wide as the table."""
        edge = cells[-1].columns.stop if cells else 0
        is_whole = not self._grid.is_loose and edge in (self._head.reach, self._head.right_edge)
        is_whole = is_whole and self._head.is_complete(columns)
        places = self._head.places(columns) if is_whole else {}
        is_shifted = any(cell.text.strip() and not self._head.is_over(cell) for cell in cells)
        if not is_whole or is_shifted:
            self._leave_row([cell for cell in cells if cell.row == number])
            return
        for cell in cells:
            leaves = {places[column].path: places[column] for column in cell.columns if column in places}
            if len(leaves) == 1 and cell.row_span == 1:
                self._take_cell(self._labels.path_of(row, *leaves.values()), cell)
            elif cell.row == number:
                self._leave_cell(cell, _SEVERAL if leaves else NO_COLUMN)

    def _settle(self) -> None:
        """Take the rows that are known by their order alone as far as sums prove it; leave the others."""
        proofs = [
            proof_of(self._labels, {path: cell.text for path, cell in found.items()})
            for found in self._by_order_only
        ]
        is_in_order = Proof.HOLDS in proofs or Proof.FAILS not in proofs
        for found, proof in zip(self._by_order_only, proofs, strict=True):
            if proof is Proof.HOLDS or (proof is Proof.IDLE and is_in_order):
                self._take_cells(found)
                self._result.doubts.update(dict.fromkeys(found, Certainty.ORDER))
            else:
                self._leave_row(list(found.values()), _UNPROVED)

    def _take_cells(self, found: Mapping[str, GridCell]) -> None:
        if self._result.cells.keys().isdisjoint(found) and self._rivalled.isdisjoint(found):
            self._result.cells.update(found)
            return
        for path, cell in found.items():
            self._take_cell(path, cell)

    def _take_cell(self, path: str, cell: GridCell) -> None:
        """Give a figure its cell; blank ones beside it do not count, and of two others neither does."""
        earlier = self._result.cells.get(path)
        if path in self._rivalled:
            self._leave_cell(cell, _RIVALS)
        elif earlier is None or not earlier.text.strip():
            self._result.cells[path] = cell if earlier is None or cell.text.strip() else earlier
        elif cell.text.strip() not in ("", earlier.text.strip()):  # a merged cell may be printed repeatedly
            self._rivalled.add(path)
            self._leave_cell(self._result.cells.pop(path), _RIVALS)
            self._leave_cell(cell, _RIVALS)

    def _leave(self, number: int, cells: Sequence[GridCell], keys: Sequence[str | None]) -> None:
        """Leave a row that is none of the form; one of words alone is a head in words of its own."""
        own = [cell for cell in cells if cell.row == number]
        if number == self._grid.first_row:
            self._head = Head(self._labels, is_loose=self._grid.is_loose)
        words = [cell.text for cell in own if cell.text.strip()]
        is_head = len(words) > 1 and not any(map(looks_like_figure, words))
        if is_head and not all(map(self._is_piece, words)):
            self._head = self._head.renewed() if self._head.is_used else self._head
            self._head.take(own)
        for cell, key in zip(cells, keys, strict=True):
            if cell.row == number and key is None:
                self._leave_cell(cell, NO_ROW)

    def _leave_row(self, cells: Sequence[GridCell], reason: Message = _TORN) -> None:
        """Leave the figures of a row that is torn, as one text: none of them can be told from the others."""
        filled = [cell for cell in cells if cell.text.strip()]
        if filled:
            whole = filled[0]._replace(text=" ".join(cell.text.strip() for cell in filled))
            self._result.unplaced.append((whole, reason))

    def _leave_beside(self, cells: Iterable[GridCell]) -> None:
        """Leave the cells of a row that stand beside its columns."""
        for cell in cells:
            self._leave_cell(cell, NO_COLUMN)

    def _leave_cell(self, cell: GridCell, reason: Message) -> None:
        if cell.text.strip():
            self._result.unplaced.append((cell, reason))


def _without_repeats(keys: Iterable[str | None]) -> tuple[str, ...]:
    """Return labels without those that repeat the one before: a merged cell printed in each of its parts."""
    found: list[str] = []
    for key in keys:
        if key is not None and (not found or found[-1] != key):
            found.append(key)
    return tuple(found)


def _without_blank_edges(cells: Sequence[GridCell]) -> Sequence[GridCell]:
    filled = [at for at, cell in enumerate(cells) if cell.text.strip()]
    return cells[filled[0] : filled[-1] + 1] if filled else ()
