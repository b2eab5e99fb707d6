"""What a published document must offer to be judged as a page: the seam between reading and checking.

The readings of `govreport.sources` have these attributes; whatever else has them will do as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from govreport.messages import Message
from govreport.report import Report


class Source(Protocol):
    """Where a text stands in a document, and the text."""

    @property
    def text(self) -> str:
        """The text as it stands there."""


class Heading(Protocol):
    """A heading of the first level."""

    @property
    def source(self) -> Source:
        """Where it stands, and its text."""

    @property
    def part(self) -> str:
        """The section or table of the form it stands for; empty for one the form does not have."""


class Variant(Protocol):
    """A label that is printed otherwise than the form says."""

    @property
    def source(self) -> Source:
        """Where it stands, and its text."""

    @property
    def official(self) -> str:
        """The label it was taken for, without its numbering and punctuation."""

    @property
    def table(self) -> str:
        """The table of the form it belongs to."""


class SeenTable(Protocol):
    """What was met of a table of the form."""

    @property
    def name(self) -> str:
        """The field of the table in its report."""

    @property
    def rows(self) -> Sequence[str]:
        """The rows of the form that were met, by their paths."""

    @property
    def variants(self) -> Sequence[Variant]:
        """Labels that are printed otherwise than the form says."""


class Seen(Protocol):
    """What a document says of itself, as printed."""

    @property
    def headings(self) -> Sequence[Heading]:
        """The headings of the first level, in order."""

    @property
    def tables(self) -> Sequence[SeenTable]:
        """The tables of the form that were met at all."""


class PlacedText(Source, Protocol):
    """Where a text stands, in a table of the document or outside of tables."""

    @property
    def table(self) -> int:
        """Which table of the document, counted from 1; 0 outside of tables."""

    @property
    def row(self) -> int:
        """Row of the table, counted from 1."""

    @property
    def place(self) -> Message:
        """The place in words."""


class Unplaced(Protocol):
    """A text of the document that has no place in the report."""

    @property
    def source(self) -> PlacedText:
        """Where it stands, and its text."""

    @property
    def is_beside_form(self) -> bool:
        """Whether it stands in a table, in a row or a column the form does not have."""


class Page(Protocol):
    """A published document that was read as a report."""

    @property
    def report(self) -> Report:
        """What was read; a figure that was not seen, or is not a number, is blank."""

    @property
    def cells(self) -> Mapping[str, Source]:
        """For every figure whose cell was found, where, by its path."""

    @property
    def missing(self) -> Sequence[str]:
        """The paths of the figures whose cells were not found; ``year`` too, if nothing states it."""

    @property
    def unplaced(self) -> Sequence[Unplaced]:
        """What stands in the document and not in the report."""

    @property
    def seen(self) -> Seen:
        """What the document says of itself, as printed."""
