"""The text of a report, read line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from govreport.checks.claims.absolutes import read_absolutes
from govreport.checks.claims.applications import read_applications
from govreport.checks.claims.claim import Claim, Passage
from govreport.checks.claims.disputes import read_disputes
from govreport.checks.claims.documents import read_documents
from govreport.report import Report
from govreport.text.folding import fold
from govreport.text.outline import outline
from govreport.text.sentences import find_sentences

_REQUESTS: Final = re.compile(r"依申请|公开[^，。；]{0,8}申请|申请[^，。；]{0,8}公开|信息公开答复")
_UNREAD: Final = frozenset({"lead"})
"""The lead states contact facts and the period, no figures."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section with what it states.

    Attributes:
        passage: Its words.
        claims: What it states of figures the forms know, in order.
    """

    passage: Passage
    claims: tuple[Claim, ...]


def read_passages(report: Report) -> Iterator[Passage]:
    """Yield every line of a report's sections and of the notes to its tables, cut into sentences."""
    for section, text in (*report.texts().items(), *report.notes.items()):
        heading = ""
        for number, paragraph in enumerate(outline(text)):
            heading = paragraph.head or heading
            folded = fold(paragraph.line)
            speaks = (
                _REQUESTS.search(folded.text) is not None or _REQUESTS.search(fold(heading).text) is not None
            )
            yield Passage(
                section,
                number,
                folded,
                tuple(find_sentences(folded.text)),
                report.agency.name,
                report.year,
                speaks,
            )


def read_lines(passages: Iterable[Passage]) -> Iterator[Line]:
    """Yield the lines with what they state; the lead is left out."""
    for passage in passages:
        if passage.section not in _UNREAD:
            yield Line(passage, tuple(_claims_of(passage)))


def _claims_of(passage: Passage) -> Iterator[Claim]:
    """Yield the claims of a line; what one reader has understood, the next leaves alone."""
    for sentence in passage.sentences:
        for read in (read_disputes, read_documents, read_applications):
            for claim in read(passage, sentence):
                at = (sentence.start, claim.mention.quantity.start if claim.mention else -1)
                if at not in passage.claimed:
                    passage.claimed[at] = claim
        yield from (claim for (start, _), claim in sorted(passage.claimed.items()) if start == sentence.start)
        yield from read_absolutes(passage, sentence)
