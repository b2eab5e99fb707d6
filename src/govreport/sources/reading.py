"""What was read from a published document: the report, and where everything in it stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from govreport.forms._printing import CellValue
from govreport.messages import Language, Message
from govreport.report import Report
from govreport.text.amounts import format_plain

_NOT_SEEN: Final = Message("未见", "not seen")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a text stands in a document: in a cell of a table, or in a paragraph.

    Attributes:
        text: The text as it stands there.
        table: Which table of the document, counted from 1; 0 for a paragraph.
        row: Row of the table, counted from 1.
        column: Column of the table's finest division, counted from 1.
        paragraph: Which paragraph outside of tables, counted from 1; 0 for a cell.
    """

    text: str
    table: int = 0
    row: int = 0
    column: int = 0
    paragraph: int = 0

    @property
    def place(self) -> Message:
        """The place in words.

        >>> str(Provenance("12", table=2, row=4, column=5).place)
        '第 2 个表格第 4 行第 5 列'
        """
        if self.table:
            place = Message(
                "第 {table} 个表格第 {row} 行第 {column} 列", "table {table}, row {row}, column {column}"
            )
            return place.format(table=self.table, row=self.row, column=self.column)
        return Message("第 {paragraph} 段", "paragraph {paragraph}").format(paragraph=self.paragraph)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A text of a document that has no place in the report, and why.

    Attributes:
        source: Where it stands, and its text.
        reason: Why it was left out.
        path: The figure it would have been, where that is known.
    """

    source: Provenance
    reason: Message
    path: str = ""

    @property
    def message(self) -> Message:
        """What stands where, and why it was left out, in one sentence."""
        message = Message("{place}“{text}”：{reason}", '{place}, "{text}": {reason}')
        return message.format(place=self.source.place, text=self.source.text, reason=self.reason)

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first level as it is printed.

    Attributes:
        source: Where it stands, and its text.
        part: The section or table of the form it stands for; empty for one the form does not have.
    """

    source: Provenance
    part: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A label that is printed otherwise than the form says.

    Attributes:
        source: Where it stands, and its text.
        official: The label it was taken for, without its numbering and punctuation.
        table: The table of the form it belongs to.
    """

    source: Provenance
    official: str
    table: str


@dataclass(frozen=True, slots=True)
class TableSeen:
    """What was met of a table of the form.

    Attributes:
        name: The field of the table in its report.
        variants: Labels that are printed otherwise than the form says.
    """

    name: str
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a published document says of itself, as printed: what rules of form and wording look at.

    Attributes:
        headings: The headings of the first level, in order.
        tables: The tables of the form that were met at all, in the order of the form.
    """

    headings: tuple[Heading, ...] = ()
    tables: tuple[TableSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A published document as a report, with the source of every figure.

    Attributes:
        report: What was read; a figure that was not seen, or is not a number, is blank.
        cells: For every figure whose cell was found, where, by its path.
        unplaced: What stands in the document and not in the report.
        missing: The paths of the figures whose cells were not found.
        notes: What else a reader should know, such as tracked changes that were accepted.
        seen: What the document says of itself, as printed.
    """

    report: Report
    cells: Mapping[str, Provenance]
    unplaced: tuple[Unplaced, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()
    seen: Seen = field(default_factory=Seen)

    def explain(self, language: Language = "zh") -> Iterator[str]:
        """Yield a line for every figure of the form: its path, its value, and where that was read."""
        for path, figure in self.report.cells().items():
            source = self.cells.get(path)
            place = _NOT_SEEN if source is None else source.place
            value = "" if figure is None else _shown(figure)
            raw = "" if source is None or source.text == value else f" “{source.text}”"
            yield f"{path} = {value or '—'}: {place.in_language(language)}{raw}"


def _shown(value: CellValue) -> str:
    if isinstance(value, tuple):
        return "、".join(value)
    return format_plain(value) if isinstance(value, Decimal) else str(value)
