"""Claims against the tables: which fit, which do not, and which cannot be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from govreport.checks.claims import measures
from govreport.checks.claims.cells import Cells, Expected
from govreport.checks.claims.claim import WHAT_OF_SCOPE, Claim, Nature, Scope
from govreport.checks.claims.disputes import dispute_measure
from govreport.checks.claims.measures import GROUPS, Measure, Topic
from govreport.messages import Message

_NO_WORDS: Final = Message("", "")
_FOR_A_REASON: Final = re.compile(r"(?:^|其中)(?:因|由于|属于?|系)(?!政府信息公开)[^等]{2,}$")
"""An outcome with a reason before it that is no row of the form."""


class Outcome(StrEnum):
    """What became of a claim."""

    FITS = "fits"
    DIFFERS = "differs"
    OUTSIDE = "outside"
    """It is about something the tables do not count."""
    UNKNOWN = "unknown"
    """The tables do not say."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim and what became of it.

    Attributes:
        expected: The figure that fits, or the nearest of those that do not.
        cells: The cells that figure was taken from.
        why: A word of explanation.
    """

    claim: Claim
    outcome: Outcome
    expected: Decimal | None = None
    cells: tuple[str, ...] = ()
    why: Message = _NO_WORDS


def judge(claim: Claim, cells: Cells, said: Sequence[Claim]) -> Verdict:
    """Compare a claim with the tables.

    What was answered may be stated in two parts, so all claims ``said`` in the same line are needed.
    """
    if claim.nature in (Nature.COUNT, Nature.NONE):
        return _judge_count(claim, cells, said)
    return _judge_all(claim, cells)


def _judge_count(claim: Claim, cells: Cells, said: Sequence[Claim]) -> Verdict:
    expected = cells.expected(claim.measure, claim.column)
    fitting = next((each for each in expected if each.value == claim.value), None)
    if fitting is not None:
        return Verdict(claim, Outcome.FITS, fitting.value, fitting.cells)
    if claim.scope is not Scope.WHOLE:
        return Verdict(claim, Outcome.OUTSIDE, why=WHAT_OF_SCOPE[claim.scope])
    if claim.is_vague:
        return Verdict(claim, Outcome.OUTSIDE, why=Message("是约数", "is approximate"))
    if not expected:
        return Verdict(claim, Outcome.UNKNOWN, why=Message("表中没有这个数", "the tables do not say"))
    if _is_subset(claim, max(each.value for each in expected)):
        return Verdict(claim, Outcome.OUTSIDE, why=WHAT_OF_SCOPE[Scope.SUBSET])
    if _is_rest_of_new(claim, said):
        return Verdict(claim, Outcome.OUTSIDE, why=WHAT_OF_SCOPE[Scope.SUBSET])
    if _is_stated_in_parts(claim, said, expected):
        return Verdict(claim, Outcome.FITS, expected[0].value, expected[0].cells)
    nearest = _nearest(claim, expected)
    return Verdict(claim, Outcome.DIFFERS, nearest.value, nearest.cells)


def _nearest(claim: Claim, expected: Sequence[Expected]) -> Expected:
    first = expected[0]
    if claim.measure.topic is not Topic.APPLICATIONS or claim.measure in (measures.NEW, measures.RECEIVED):
        return first
    return min(expected, key=lambda each: abs(each.value - claim.value))


def _is_subset(claim: Claim, most: Decimal) -> bool:
    """Tell whether a figure is of a part only: 其中97件已按期办结, 因咨询类问题不予处理2件."""
    if claim.mention is None:
        return False
    if claim.measure.is_part and claim.measure in GROUPS:
        return _FOR_A_REASON.search(claim.mention.pieces[0]) is not None and claim.value < most
    is_whole = claim.measure in (measures.HANDLED, measures.TAKEN) and claim.column == "total"
    return is_whole and "其中" in claim.mention.lead


def _is_rest_of_new(claim: Claim, said: Sequence[Claim]) -> bool:
    """Tell whether only this year's requests are meant: 收到12件，已答复10件，其余2件结转下年度."""
    if claim.measure not in (measures.HANDLED, measures.TAKEN):
        return False
    came_in = [
        other.value for other in said if other.measure in (measures.NEW, measures.RECEIVED, measures.TAKEN)
    ]
    left = [other.value for other in said if other.measure in (measures.CARRIED_FORWARD, measures.CARRIED)]
    return any(claim.value + rest == value for value in came_in for rest in left if rest)


def _is_stated_in_parts(claim: Claim, said: Sequence[Claim], expected: Sequence[Expected]) -> bool:
    """Tell whether what was answered and what was withdrawn are together what was handled."""
    if claim.measure is not measures.HANDLED:
        return False
    rest = [other.value for other in said if other.measure is measures.WITHDRAWN]
    return any(claim.value + value == each.value for value in rest for each in expected)


def _judge_all(claim: Claim, cells: Cells) -> Verdict:
    if claim.scope is not Scope.WHOLE:
        return Verdict(claim, Outcome.OUTSIDE, why=WHAT_OF_SCOPE[claim.scope])
    against = cells.expected(_contrary(claim), claim.column)
    if not against:
        return Verdict(claim, Outcome.UNKNOWN, why=Message("表中没有这个数", "the tables do not say"))
    value = against[0].value
    filled = tuple(path for path in against[0].cells)
    return Verdict(claim, Outcome.DIFFERS if value else Outcome.FITS, value, filled)


_CONTRARY = {
    Nature.ALL_UPHELD: ("corrected", "other", "pending"),
    Nature.ALL_DECIDED_UPHELD: ("corrected", "other"),
    Nature.ALL_PENDING: ("upheld", "corrected", "other"),
}


def _contrary(claim: Claim) -> Measure:
    """Return what must be 0 for the claim to be true."""
    if claim.nature is Nature.ALL_HANDLED:
        return claim.measure
    blocks = tuple(path.split(".")[1] for path in claim.measure.readings[0])
    paths = tuple(f"disputes.{block}.{column}" for block in blocks for column in _CONTRARY[claim.nature])
    return Measure(dispute_measure(blocks, "total", Message("", "")).name, Topic.DISPUTES, (paths,))
