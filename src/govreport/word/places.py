"""Where in a Word file something stands: part, table, row and column, or paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from govreport.messages import Message
from govreport.word.markup import W

_OPENING: Final = re.compile(r"\{[{%#]")
_CLOSING: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_AROUND: Final = 24
_PART_NAMES: Final = (
    ("document", Message("正文", "body")),
    ("header", Message("页眉", "header")),
    ("footer", Message("页脚", "footer")),
    ("footnotes", Message("脚注", "footnotes")),
    ("endnotes", Message("尾注", "endnotes")),
    ("comments", Message("批注", "comments")),
    ("core", Message("文档属性", "document properties")),
)
_IN_TABLE: Final = Message(
    "{part}表 {table} 第 {row} 行第 {column} 列", "{part}, table {table}, row {row}, column {column}"
)
_TABLE: Final = Message("{part}表 {table}", "{part}, table {table}")
_IN_TEXT: Final = Message("{part}第 {paragraph} 段", "{part}, paragraph {paragraph}")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a Word file; all numbers count from 1, columns in those of the table's grid.

    Attributes:
        part: The name of the part in the package: ``word/document.xml``.
        paragraph: The number of the paragraph among those outside tables.
        table: The number of the table in the part; 0 outside tables.
    """

    part: str
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    @property
    def message(self) -> Message:
        """The place in words."""
        template = _IN_TABLE if self.table else _IN_TEXT
        return template.format(
            part=self.part_message,
            paragraph=self.paragraph,
            table=self.table,
            row=self.row,
            column=self.column,
        )

    @property
    def table_message(self) -> Message:
        """The table in words, without row and column."""
        return _TABLE.format(part=self.part_message, table=self.table)

    @property
    def part_message(self) -> Message:
        """The part in words: 正文, 页眉 and so on, or its name."""
        stem = self.part.rpartition("/")[2]
        names = [name for prefix, name in _PART_NAMES if stem.startswith(prefix)]
        return names[0] if names else Message(self.part, self.part)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template: its text, its place, and the text around it.

    Attributes:
        closed: Whether it ends in the paragraph it begins in, as it must.
        alone: Whether nothing else stands in its paragraph.
    """

    text: str
    place: Place
    around: str
    closed: bool = True
    alone: bool = False

    @property
    def where(self) -> Message:
        """The place of the tag, and the text around it where there is any."""
        place = self.place.message
        around = self.around.strip()
        if around in ("", self.text):
            return place
        return Message(f"{place.zh}“{around}”", f'{place.en}, in "{around}"')


def iter_tags(root: etree._Element, part: str) -> Iterator[Tag]:
    """Yield the tags of a part in the order they stand there, with their places."""
    for paragraph, place in iter_paragraphs(root, part):
        text = own_text(paragraph)
        for start, end in iter_spans(text):
            if end < 0:
                yield Tag(text[start:], place, text[-2 * _AROUND :], closed=False)
                break
            around = text[max(0, start - _AROUND) : end + _AROUND]
            yield Tag(text[start:end], place, around, alone=text.strip() == text[start:end])


def iter_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every tag in a text; the end of one that is never closed is -1, and the last.

    The time grows with the length of the text, whatever stands in it.

    >>> list(iter_spans("a {{ b }} {% c"))
    [(2, 9), (10, -1)]
    """
    end = 0
    while opening := _OPENING.search(text, end):
        closing = text.find(_CLOSING[opening[0]], opening.end())
        if closing < 0:
            yield opening.start(), -1
            return
        end = closing + 2
        yield opening.start(), end


def iter_paragraphs(root: etree._Element, part: str) -> Iterator[tuple[etree._Element, Place]]:
    """Yield every paragraph of a part with its place, those of tables and text boxes too."""
    yield from _Walk(part).iter_paragraphs(root)


class _Walk:
    """A walk through a part that counts tables, rows, columns and paragraphs."""

    def __init__(self, part: str) -> None:
        self.place = Place(part)
        self.tables = 0
        self.paragraphs = 0

    def iter_paragraphs(self, element: etree._Element) -> Iterator[tuple[etree._Element, Place]]:
        """Yield every paragraph below an element, and its place."""
        for child in element:
            if child.tag == W + "tbl":
                yield from self._iter_table(child)
            elif child.tag == W + "p":
                if not self.place.table:
                    self.paragraphs += 1
                    self.place = replace(self.place, paragraph=self.paragraphs)
                yield child, self.place
                for box in child.iter(W + "txbxContent"):
                    if next(box.iterancestors(W + "p")) is child:
                        yield from self.iter_paragraphs(box)
            elif isinstance(child.tag, str):
                yield from self.iter_paragraphs(child)

    def _iter_table(self, table: etree._Element) -> Iterator[tuple[etree._Element, Place]]:
        outside = self.place
        self.tables += 1
        number = self.tables
        rows = (row for row in table.iter(W + "tr") if next(row.iterancestors(W + "tbl")) is table)
        for number_of_row, row in enumerate(rows, start=1):
            column = 1
            for cell in row.iter(W + "tc"):
                if next(cell.iterancestors(W + "tr")) is not row:
                    continue
                self.place = replace(outside, table=number, row=number_of_row, column=column, paragraph=0)
                yield from self.iter_paragraphs(cell)
                column += _span_of(cell)
        self.place = outside


def _span_of(cell: etree._Element) -> int:
    """Return how many columns a cell covers; 1 where the file says nonsense."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    text = span.get(W + "val", "1") if span is not None else "1"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def own_text(element: etree._Element) -> str:
    """Return the text of a paragraph, row or cell, that of others of its kind in it left out."""
    return "".join(
        node.text or ""
        for node in element.iter(W + "t")
        if next(node.iterancestors(str(element.tag))) is element
    )
