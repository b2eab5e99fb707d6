"""Merging by the data: equal neighbours in a marked block of rows become one cell.

``{%tr merge vertical %} … {%tr endmerge %}`` leaves two marks between the rows of a table (processing
instructions, which no value can imitate); once the part is filled, the rows between them are merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from lxml import etree

from govreport.errors import TemplateError
from govreport.messages import Message
from govreport.word.grids import columns_before, columns_of, iter_cells, span_of
from govreport.word.markup import W, w
from govreport.word.ordering import CELL_PROPERTIES

DIRECTIONS: Final = ("vertical", "horizontal", "both")
START: Final = "govreport-merge"
END: Final = "govreport-endmerge"
_FIGURE: Final = re.compile(r"[-+−]?[0-9][0-9,，]*(?:\.[0-9]+)?[%％‰]?")
_AFTER_MERGE: Final = tuple(W + name for name in CELL_PROPERTIES[CELL_PROPERTIES.index("vMerge") + 1 :])
"""What follows ``w:vMerge`` in the properties of a cell."""
_HELD: Final = tuple(W + name for name in ("drawing", "pict", "object", "tbl"))
"""What makes a cell unlike all others."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of rows to merge.

    Attributes:
        direction: One of `DIRECTIONS`.
        columns: The columns named, counted from 1 in those of the grid; none for all with labels.
        rows: The rows, in their order; None stands for what is between two rows that cannot merge.
    """

    direction: str
    columns: tuple[int, ...]
    rows: Sequence[etree._Element | None]

    def takes(self, column: int, text: str) -> bool:
        """Tell whether cells with a text in a column are merged: labels, and any cell of a column named."""
        if not text:
            return False
        return column in self.columns if self.columns else _FIGURE.fullmatch(text) is None


def start_mark(direction: str, columns: Sequence[int]) -> str:
    """Return the mark before a block."""
    return f"<?{START} {' '.join((direction, *map(str, columns)))}?>"


END_MARK: Final = f"<?{END}?>"


def has_marks(root: etree._Element) -> bool:
    """Tell whether a part has blocks of rows to merge."""
    return next(_iter_marks(root), None) is not None


def _iter_marks(root: etree._Element) -> Iterator[etree._ProcessingInstruction]:
    for node in root.iter(etree.PI):
        if isinstance(node, etree._ProcessingInstruction) and node.target in (START, END):  # noqa: SLF001
            yield node


def merge_marked(root: etree._Element) -> None:
    """Merge the cells of all marked blocks of a part, inner blocks first, and take the marks out.

    Raises:
        TemplateError: If a block names a column that none of its rows has.
    """
    opened: list[etree._Element] = []
    for mark in list(_iter_marks(root)):
        if mark.target == START:
            opened.append(mark)
            continue
        start = opened.pop()
        if start.getparent() is not mark.getparent():
            raise TemplateError.of(
                Message("合并要在同一个表格里开始和结束", "a merge begins in one table and ends elsewhere"),
                found=f"{{%tr merge {start.text} %}}",
                expected="{%tr endmerge %}",
            )
        _merge(_block_between(start, mark))
        for each in (start, mark):
            _take_out(each)


def _take_out(mark: etree._Element) -> None:
    parent = mark.getparent()
    if parent is not None:
        parent.remove(mark)


def _block_between(start: etree._Element, end: etree._Element) -> _Block:
    direction, *columns = (start.text or "").split()
    rows: list[etree._Element | None] = []
    for element in start.itersiblings():
        if element is end:
            break
        if isinstance(element.tag, str):
            rows.append(element if element.tag == W + "tr" else None)
    return _Block(direction, tuple(map(int, columns)), rows)


def _merge(block: _Block) -> None:
    rows = [row for row in block.rows if row is not None]
    widest = max(map(columns_of, rows), default=0)
    if rows and (beyond := [column for column in block.columns if column > widest]):
        raise TemplateError.of(
            Message("要合并的列不存在", "there is no such column to merge"),
            found=f"{{%tr merge {block.direction} {' '.join(map(str, beyond))} %}}",
            expected=f"1–{widest}",
        )
    if block.direction != "vertical":
        for row in rows:
            _merge_row(row, block)
    if block.direction != "horizontal":
        _merge_downwards(block)


def _merge_row(row: etree._Element, block: _Block) -> None:
    """Merge equal neighbours in a row; a merged cell has the columns and the width of all."""
    last: etree._Element | None = None
    for column, cell in _cells_by_column(row).items():
        text = _text_of(cell)
        if not block.takes(column, text) or _merge_of(cell) is not None:
            last = None
        elif last is not None and _text_of(last) == text and last.getparent() is cell.getparent():
            _join(last, cell)
        else:
            last = cell


def _join(cell: etree._Element, other: etree._Element) -> None:
    """Give a cell the columns and the width of the next one as well, and take that out."""
    properties = _properties_of(cell)
    span = span_of(cell) + span_of(other)
    for mark in properties.findall(W + "gridSpan"):
        properties.remove(mark)
    before = [each for each in properties if each.tag in (W + "cnfStyle", W + "tcW")]
    properties.insert(len(before), w("gridSpan", val=span))
    mine, its = (each.find(f"{W}tcPr/{W}tcW") for each in (cell, other))
    if mine is not None and its is not None and mine.get(W + "type") == its.get(W + "type") in ("dxa", "pct"):
        mine.set(W + "w", str(round(float(mine.get(W + "w", "0")) + float(its.get(W + "w", "0")))))
    _take_out(other)


def _merge_downwards(block: _Block) -> None:
    """Merge equal neighbours of neighbouring rows."""
    pairs = [
        pair
        for above, below in pairwise(block.rows)
        if above is not None and below is not None
        for pair in _iter_equal(above, below, block)
    ]
    for above, below in pairs:
        if _merge_of(above) is None:
            _set_merge(above, "restart")
        _set_merge(below, "continue")
    for _, below in pairs:
        _empty(below)


def _iter_equal(
    above: etree._Element, below: etree._Element, block: _Block
) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Yield the cells of two rows that merge.

    Columns are taken in the order they are named, else from the left; the first that differs ends it: two
    towns of one name in two provinces stay two. Figures, unless named, and blanks neither merge nor differ.
    """
    upper, lower = _cells_by_column(above), _cells_by_column(below)
    for column in block.columns or lower:
        cell, other = lower.get(column), upper.get(column)
        if cell is None or other is None or span_of(cell) != span_of(other):
            return
        if _merge_of(cell) == "continue":
            continue
        texts = _text_of(other), _text_of(cell)
        takes = [block.takes(column, text) for text in texts]
        if any(takes) and (texts[0] != texts[1] or _merge_of(cell) or _merge_of(other)):
            return
        if all(takes):
            yield other, cell


def _cells_by_column(row: etree._Element) -> dict[int, etree._Element]:
    """Return the cells of a row by the columns they begin in, counted from 1."""
    cells: dict[int, etree._Element] = {}
    column = columns_before(row) + 1
    for cell in iter_cells(row):
        cells[column] = cell
        column += span_of(cell)
    return cells


def _text_of(cell: etree._Element) -> str:
    """Return the text of a cell, a line to a paragraph; none where it holds a picture or a table."""
    if next(cell.iter(*_HELD), None) is not None:
        return ""
    signs = {W + "tab": "\t", W + "br": "\n"}
    paragraphs = (
        "".join(signs.get(str(node.tag), node.text or "") for node in paragraph.iter(W + "t", *signs))
        for paragraph in cell.iter(W + "p")
    )
    return "\n".join(paragraphs).strip()


def _properties_of(cell: etree._Element) -> etree._Element:
    properties = cell.find(W + "tcPr")
    if properties is None:
        properties = w("tcPr")
        cell.insert(0, properties)
    return properties


def _merge_of(cell: etree._Element) -> str | None:
    """Return whether a cell begins or continues a merge; None where it does neither."""
    mark = cell.find(f"{W}tcPr/{W}vMerge")
    return None if mark is None else mark.get(W + "val", "continue")


def _set_merge(cell: etree._Element, kind: str) -> None:
    properties = _properties_of(cell)
    following = [each for each in properties if each.tag in _AFTER_MERGE]
    position = properties.index(following[0]) if following else len(properties)
    properties.insert(position, w("vMerge", val=kind))


def _empty(cell: etree._Element) -> None:
    """Leave a cell that is merged away nothing but an empty paragraph, in the style it had."""
    properties = cell.find(f"{W}p/{W}pPr")
    for child in list(cell):
        if child.tag != W + "tcPr":
            cell.remove(child)
    cell.append(w("p", properties))
