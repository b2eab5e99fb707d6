"""A claim: one statement of the text that can be compared with a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from govreport.checks.claims.measures import Measure
from govreport.messages import Message
from govreport.text.folding import Folded
from govreport.text.sentences import Mention, Sentence


class Scope(StrEnum):
    """Whose figure a claim states, or of what."""

    WHOLE = "whole"
    """The body's own, for the year of the report."""
    UNIT = "unit"
    """A named part of the body, or another body."""
    CHANNEL = "channel"
    """What came in one way only."""
    YEAR = "year"
    """Another year, or several."""
    REGISTER = "register"
    """Another count of like things, such as what was put on record."""
    SUBSET = "subset"
    """Part of something that is itself a part."""
    UNCLEAR = "unclear"
    """It is not said that it is about information."""


class Nature(StrEnum):
    """What a claim says of its measure."""

    COUNT = "count"
    """It is so many."""
    NONE = "none"
    """There is none."""
    ALL_UPHELD = "all-upheld"
    """All cases were upheld, or all that were decided."""
    ALL_DECIDED_UPHELD = "all-decided-upheld"
    ALL_HANDLED = "all-handled"
    """Nothing was left for the next year."""
    ALL_PENDING = "all-pending"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text of a section.

    Attributes:
        section: The name of the section's field.
        line: Which line of the section, counted from 0.
        text: The sentence as it stands there.
        start: Where in the sentence the words concerned begin.
        end: Where they end.
    """

    section: str
    line: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of the text.

    Attributes:
        nature: What it says of the measure.
        measure: What it is about; None for a figure the forms do not know.
        value: The figure.
        column: The column of 表三 it belongs to; empty where the table has no columns of applicants.
        scope: Whose figure it is.
        spot: Where it stands.
        mention: The figure with the words around it; None for a claim without a figure.
        is_vague: Whether it is said to be approximate.
    """

    nature: Nature
    measure: Measure
    value: Decimal
    spot: Spot
    column: str = "total"
    scope: Scope = Scope.WHOLE
    mention: Mention | None = None
    is_vague: bool = False


@dataclass(slots=True)
class Passage:
    """A line of a section as it is read: its sentences, and what was said before.

    Attributes:
        section: The name of the section's field.
        line: Which line of the section, counted from 0.
        folded: The line in one spelling.
        sentences: Its sentences.
        agency: The name of the body.
        year: The year of the report.
        is_about_information: Whether the line speaks of requests for information at all.
    """

    section: str
    line: int
    folded: Folded
    sentences: tuple[Sentence, ...]
    agency: str
    year: int
    is_about_information: bool
    claimed: dict[tuple[int, int], Claim] = field(default_factory=dict)

    def spot(self, sentence: Sentence, start: int, end: int) -> Spot:
        """Return the place of a stretch of a sentence, in the text as it was given."""
        first, last = self.folded.span(sentence.start, sentence.start + len(sentence.text))
        at, to = self.folded.span(sentence.start + start, sentence.start + end)
        raw = self.folded.original[first:last]
        indent = len(raw) - len(raw.lstrip())
        return Spot(self.section, self.line, raw.strip(), at - first - indent, to - first - indent)


WHAT_OF_SCOPE: Mapping[Scope, Message] = {
    Scope.UNIT: Message("说的是某个单位", "speaks of one unit"),
    Scope.CHANNEL: Message("只说一种渠道", "speaks of one channel only"),
    Scope.YEAR: Message("说的是其他年度", "speaks of another year"),
    Scope.REGISTER: Message("是另一种统计", "is another count"),
    Scope.SUBSET: Message("只是其中一部分", "is part of a part"),
    Scope.UNCLEAR: Message("没有说是信息公开的", "does not say it is about information"),
}
"""Why a claim outside the scope of the tables is not judged."""
