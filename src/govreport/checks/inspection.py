"""A report under inspection: what is checked, what it is compared with, and what its text states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from govreport.checks.claims.cells import Cells
from govreport.checks.claims.claim import Claim, Passage, Spot
from govreport.checks.claims.judging import Verdict, judge
from govreport.checks.claims.reading import Line, read_lines, read_passages
from govreport.checks.page import Page
from govreport.checks.places import BETWEEN
from govreport.checks.units import Units
from govreport.findings import Quote
from govreport.report import Report

_SHOWN = 24
"""How many characters on either side of the words concerned a place shows."""


@dataclass(frozen=True)
class Inspection:
    """What the checks are given.

    Attributes:
        report: The report.
        last_year: That of the year before, if it is at hand.
        page: The published document it was read from; None for a report that is still to be written.
        is_excerpt: Whether the document is known to be only a part.
        units: The sum of the units of an aggregate, if they are at hand.
    """

    report: Report
    last_year: Report | None = None
    page: Page | None = None
    is_excerpt: bool = False
    units: Units | None = None
    texts: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", self.report.texts())

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The lines of the sections, the lead too."""
        return tuple(read_passages(self.report))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What the text states, line by line."""
        return tuple(read_lines(self.passages))

    @cached_property
    def cells(self) -> Cells:
        """What the tables say."""
        return Cells(self.report, frozenset(self.page.missing if self.page else ()))

    @cached_property
    def last_cells(self) -> Cells | None:
        """What last year's tables say."""
        return None if self.last_year is None else Cells(self.last_year)

    @cached_property
    def verdicts(self) -> tuple[tuple[Line, tuple[Verdict, ...]], ...]:
        """Every claim of the text and what became of it, line by line."""
        return tuple(
            (line, tuple(judge(claim, self.cells, line.claims) for claim in line.claims))
            for line in self.lines
        )

    @property
    def has_text(self) -> bool:
        """Whether the report has text of its own; one of figures alone is not judged for its words."""
        return any(text for name, text in self.texts.items() if name != "lead")

    def iter_claims(self) -> Iterator[Claim]:
        """Yield every claim of the text, in order."""
        for line in self.lines:
            yield from line.claims

    def heading(self, section: str) -> str:
        """Return the heading of a section as the form has it; its short name where it has none."""
        part = self.report._fields[section]
        return part.label.text if part.labels else part.short

    def where(self, spot: Spot) -> str:
        """Return a place in words: the heading, and the sentence around the words concerned.

        A place in words is all a machine gets of a sentence, so it is kept short.
        """
        start, end = max(spot.start - _SHOWN, 0), min(spot.end + _SHOWN, len(spot.text))
        shown = ("…" if start else "") + spot.text[start:end] + ("…" if end < len(spot.text) else "")
        return BETWEEN.join((self.heading(spot.section), shown))


def quote_of(spot: Spot) -> Quote:
    """Return the sentence of a place and the words concerned."""
    return Quote(spot.text, spot.start, spot.end)


def plain(value: Decimal) -> int | Decimal:
    """Return a figure of the text as a count where it is whole.

    >>> plain(Decimal("258")), plain(Decimal("33.9"))
    (258, Decimal('33.9'))
    """
    return int(value) if value == value.to_integral_value() else value
