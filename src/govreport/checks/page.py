"""What a published document must offer to be judged as a page: the seam between reading and checking.

`govreport.sources.reading.Reading` is one; whatever else has these attributes is another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from govreport.messages import Message
from govreport.report import Report


class Seen(Protocol):
    """Where a text stands in a document."""

    @property
    def text(self) -> str:
        """The text as it stands there."""

    @property
    def place(self) -> Message:
        """The place in words."""


class Misplaced(Protocol):
    """A text of a document that has no place in the report."""

    @property
    def source(self) -> Seen:
        """Where it stands."""

    @property
    def reason(self) -> Message:
        """Why it was left out."""

    @property
    def path(self) -> str:
        """The figure it would have been, where that is known."""


class Heading(Protocol):
    """A section heading of a document."""

    @property
    def name(self) -> str:
        """The field of the section; empty where the form has no such section."""

    @property
    def text(self) -> str:
        """The heading as it stands."""


class Page(Protocol):
    """A published document that was read as a report."""

    @property
    def report(self) -> Report:
        """What was read."""

    @property
    def cells(self) -> Mapping[str, Seen]:
        """For every figure whose cell was found, where, by its path."""

    @property
    def missing(self) -> Sequence[str]:
        """The paths of the figures whose cells were not found."""

    @property
    def unplaced(self) -> Sequence[Misplaced]:
        """What stands in the document and not in the report."""

    @property
    def headings(self) -> Sequence[Heading]:
        """The section headings in the order of the document."""

    @property
    def labels(self) -> Mapping[str, str]:
        """The label of each row as it stands there, by the path of the row."""
