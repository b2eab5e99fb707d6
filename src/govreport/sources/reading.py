"""What was read from a published document: the report, and where everything in it stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from govreport.forms._printing import value_text
from govreport.messages import Language, Message
from govreport.report import Report

NO_ROW: Final = Message("所在的行不是表样中的行", "its row is no row of the form")
NO_COLUMN: Final = Message("所在的列不是表样中的列", "its column is no column of the form")
_NOT_SEEN: Final = Message("未见", "not seen")


class Certainty(StrEnum):
    """How certain it is that a cell is the one of its figure."""

    LABELS = "labels"
    """The labels beside and above it say so, as the form prints them."""
    VARIANT = "variant"
    """They say so in another spelling: cut, or with letters lost."""
    ORDER = "order"
    """Its row has as many cells as the form, and no label above speaks against the order of the form."""

    @property
    def message(self) -> Message:
        """The certainty in words."""
        return _CERTAINTY[self]


_CERTAINTY: Final = {
    Certainty.LABELS: Message("行列标签相符", "by its labels"),
    Certainty.VARIANT: Message("标签写法不同", "its label is spelt otherwise"),
    Certainty.ORDER: Message("按各列的次序", "by the order of the columns"),
}


class Provenance(NamedTuple):
    """Where a text stands in a document: in a cell of a table, or in a paragraph.

    Attributes:
        text: The text as it stands there.
        table: Which table of the document, counted from 1; 0 for a paragraph.
        row: Row of the table, counted from 1.
        column: Column of the table's finest division, counted from 1.
        paragraph: Which paragraph outside of tables, or which line of a plain text, counted from 1; 0 for
            a cell.
        page: On which page it stands, where pages are known; 0 elsewhere.
        certainty: How certain it is that this is the cell of its figure.
    """

    text: str
    table: int = 0
    row: int = 0
    column: int = 0
    paragraph: int = 0
    page: int = 0
    certainty: Certainty = Certainty.LABELS

    @property
    def place(self) -> Message:
        """The place in words.

        >>> str(Provenance("12", table=2, row=4, column=5).place)
        '第 2 个表格第 4 行第 5 列'
        """
        place = Message("第 {paragraph} 段", "paragraph {paragraph}").format(paragraph=self.paragraph)
        if self.table and not self.paragraph:
            place = Message(
                "第 {table} 个表格第 {row} 行第 {column} 列", "table {table}, row {row}, column {column}"
            ).format(table=self.table, row=self.row, column=self.column)
        if self.page:
            place = Message("第 {page} 页{place}", "page {page}, {place}").format(page=self.page, place=place)
        return place


NOWHERE: Final = Provenance("")
"""The place of a text that is not there."""


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
    def is_beside_form(self) -> bool:
        """Whether it stands in a table, in a row or a column the form does not have."""
        return self.source.table > 0 and not self.source.paragraph and self.reason in (NO_ROW, NO_COLUMN)

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
        is_official: Whether it has the words of the form.
    """

    source: Provenance
    part: str = ""
    is_official: bool = True


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
        numbers: Which tables of the document it stands in, counted from 1.
        rows: The rows that were met, by their paths, as often as they were met.
        absent: The rows of the form that were not met.
        variants: Labels that are printed otherwise than the form says.
    """

    name: str
    numbers: tuple[int, ...] = ()
    rows: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a published document says of itself, as printed: what rules of form and wording look at.

    Attributes:
        title: The title; its text is empty if there is none.
        year_source: What the year was taken from: ``title``, ``lead``, ``period``, ``text``, ``published``
            (the year before the day of publication), or ``none``: then the year is only a stand-in.
        headings: The headings of the first level, in order.
        tables: The tables of the form that were met at all, in the order of the form.
        period: The statistics period, blanks aside.
        published: The day of publication the page states.
        notices: Numbers of notices the text refers to.
        text: All paragraphs, by their numbers.
    """

    title: Provenance = NOWHERE
    year_source: str = "title"
    headings: tuple[Heading, ...] = ()
    tables: tuple[TableSeen, ...] = ()
    period: str = ""
    published: date | None = None
    notices: tuple[str, ...] = ()
    text: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A published document as a report, with the source of every figure.

    Attributes:
        report: What was read; a figure that was not seen, or is not a number, is blank.
        cells: For every figure whose cell was found, where, by its path.
        unplaced: What stands in the document and not in the report.
        missing: The paths of the figures whose cells were not found; ``year`` too, if nothing states it.
        notes: What else a reader should know, such as tracked changes that were accepted.
        seen: What the document says of itself, as printed.
    """

    report: Report
    cells: Mapping[str, Provenance]
    unplaced: tuple[Unplaced, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()
    seen: Seen = field(default_factory=Seen)

    @property
    def is_year_stated(self) -> bool:
        """Whether the year of the report was read; where it was not, the report has a stand-in."""
        return "year" not in self.missing

    def to_data(self) -> dict[str, object]:
        """Return the report as plain data, a year that was not stated as None."""
        data = self.report.to_data(literal=True)
        return data if self.is_year_stated else {**data, "year": None}

    def explain(self, language: Language = "zh") -> Iterator[str]:
        """Yield a line for every figure of the form: its path, its value, and where that was read."""
        for path, figure in self.report.cells().items():
            source = self.cells.get(path)
            place = _NOT_SEEN if source is None else source.place
            value = value_text(figure)
            raw = "" if source is None or source.text == value else f" “{source.text}”"
            sure = source is None or source.certainty is Certainty.LABELS
            doubt = "" if source is None or sure else f" ({source.certainty.message.in_language(language)})"
            yield f"{path} = {value or '—'}: {place.in_language(language)}{raw}{doubt}"
