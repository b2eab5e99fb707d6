"""Figures of the text against each other: parts and their whole, and the same quantity stated twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from govreport.checks.claims import measures
from govreport.checks.claims.applications import is_group
from govreport.checks.claims.claim import Claim, Nature, Scope
from govreport.checks.claims.lists import PartList, read_lists
from govreport.checks.claims.measures import Measure, Topic
from govreport.checks.inspection import Inspection, plain, quote_of
from govreport.checks.places import BETWEEN
from govreport.checks.rule import Basis, Rule
from govreport.checks.text_table import name_of_measure
from govreport.findings import Finding, Severity
from govreport.messages import Message

TEXT_PARTS = Rule(
    code="text-parts",
    severity=Severity.WARNING,
    basis=(Basis.ARITHMETIC,),
    section="D",
    message=Message(
        "正文写共 {value}，所列各项相加是 {expected}（{parts}）",
        "the text says {value} in all; the parts it lists add up to {expected} ({parts})",
    ),
    explanation=Message(
        "“共 A 条，其中……”所列的同一单位的各项，不能超过 A，也不应只差一点。"
        "没有列全的（等、主要包括、约、余、以上）、"
        "单位不同的、前几项已等于 A 的，不指出。",
        "Parts of one unit listed behind 其中 cannot exceed the whole, and should not fall just short of"
        " it. Open"
        " lists (等, 主要包括, 约, 余, 以上), mixed units, and lists whose first parts make up the whole"
        " pass.",
    ),
    remedy=Message(
        "核对各项和总数；没有列全的，写“等”或“主要包括”。",
        "Look at parts and whole; say 等 where the list is open.",
    ),
    failing="公开信息600条，其中动态400条、公告230条。",
    example={"value": 84, "expected": 104, "parts": "20 + 24 + 14 + 20 + 26"},
)

TEXT_BALANCE = Rule(
    code="text-balance",
    severity=Severity.WARNING,
    basis=(Basis.FORM,),
    section="D",
    message=Message(
        "正文写新收 {received}、上年结转 {over}，办结 {value}、结转下年度 {forward}：办结应为 {expected}",
        "the text says {received} received, {over} carried over, {value} handled, {forward} carried forward:"
        " {expected} must have been handled",
    ),
    explanation=Message(
        "同一段里四个数都写了的，新收加上年结转等于办结加结转下年度，与表三的勾稽关系相同。",
        "Where a paragraph states all four, those received and carried over are those handled and carried"
        " forward,"
        " as table 三 has it.",
    ),
    remedy=Message("核对这四个数。", "Look at the four figures."),
    failing="收到政府信息公开申请10件，上年结转2件，办结10件，结转下年度1件。",
    example={"received": 292, "over": 15, "value": 300, "forward": 5, "expected": 302},
)

STATED_TWICE = Rule(
    code="stated-twice",
    severity=Severity.WARNING,
    basis=(Basis.PRACTICE,),
    section="E",
    message=Message(
        "“{what}”在正文里有两个数：{value} 和 {expected}",
        "the text has two figures for {what}: {value} and {expected}",
    ),
    explanation=Message(
        "同一个量在正文里只有一个数。某个单位、某种渠道、其他年度的数不作比较；表中有这个数的，由"
        " text-table 判断。",
        "A quantity has one figure throughout the text. Figures of one unit, one channel or another year"
        " are not"
        " compared; where the table has the figure, text-table judges.",
    ),
    remedy=Message("核对后统一；口径不同的，写明口径。", "Make them one, or say what each of them counts."),
    failing="收到政府信息公开申请10件。全年受理政府信息公开申请12件。",
    example={"what": "本年新收", "value": 12, "expected": 15},
)

_COMPLETE: Final = (measures.DENIED, measures.UNAVAILABLE, measures.OTHERWISE)
"""Groups that are named only where all six are."""
_SHOWN: Final = 14


def check_text_lists(inspection: Inspection) -> Iterator[Finding]:
    """Yield a finding for every list whose parts do not make up its whole."""
    for line in inspection.lines:
        found = [_finding(inspection, each) for each in read_lists(line.passage) if not each.fits]
        found += _check_outcomes(inspection, line.claims)
        told: list[Finding] = []
        for finding in found:
            if finding not in told:  # a list may be met by its mark and by its outcomes
                told.append(finding)
        yield from told
        yield from _check_balance(inspection, line.claims)


def _finding(inspection: Inspection, each: PartList) -> Finding:
    parts = " + ".join(str(plain(part)) for part in each.parts[:_SHOWN])
    return TEXT_PARTS.finding(
        inspection.where(each.spot),
        (),
        value=plain(each.whole),
        expected=plain(each.total),
        quote=quote_of(each.spot),
        parts=parts + (" …" if len(each.parts) > _SHOWN else ""),
    )


def _check_outcomes(inspection: Inspection, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield a finding where a line states all outcomes, without 其中, and they are not what was handled."""
    own = [claim for claim in claims if claim.nature is Nature.COUNT and claim.scope is Scope.WHOLE]
    groups = [claim for claim in own if is_group(claim.measure)]
    handled = [claim for claim in own if claim.measure in (measures.HANDLED, measures.TAKEN)]
    named = {claim.measure.readings for claim in groups}
    is_complete = all(measure.readings in named for measure in _COMPLETE) and len(named) == len(groups)
    if not is_complete or len(groups) < 4 or not handled:
        return
    total = sum((claim.value for claim in groups), Decimal(0))
    wholes = {claim.value for claim in own if not claim.measure.is_part}
    forward = [claim.value for claim in own if claim.measure is measures.CARRIED_FORWARD]
    if total in wholes or any(total + value in wholes for value in forward):
        return
    if any(total + other.value in wholes for other in own if other.measure.is_part and other not in groups):
        return
    spot = handled[0].spot
    parts = tuple(claim.value for claim in groups)
    yield _finding(inspection, PartList(handled[0].value, parts, spot, is_open=False))


def _check_balance(inspection: Inspection, claims: Sequence[Claim]) -> Iterator[Finding]:
    received = _only(claims, measures.NEW) or _only(claims, measures.RECEIVED)
    others = (measures.CARRIED_OVER, measures.HANDLED, measures.CARRIED_FORWARD)
    over, handled, forward = (_only(claims, measure) for measure in others)
    if received is None or over is None or handled is None or forward is None:
        return
    expected = received.value + over.value - forward.value
    if expected != handled.value and not inspection.cells.expected(measures.HANDLED, "total"):
        yield TEXT_BALANCE.finding(
            inspection.where(handled.spot),
            (),
            value=plain(handled.value),
            expected=plain(expected),
            quote=quote_of(handled.spot),
            received=plain(received.value),
            over=plain(over.value),
            forward=plain(forward.value),
        )


def _only(claims: Sequence[Claim], measure: Measure) -> Claim | None:
    """Return the single claim about a measure; None if there is none, or several."""
    found = [claim for claim in claims if claim.measure is measure and claim.scope is Scope.WHOLE]
    return found[0] if len(found) == 1 and not found[0].is_vague else None


def check_stated_twice(inspection: Inspection) -> Iterator[Finding]:
    """Yield a finding for every quantity the text states with two figures, where the table has none."""
    first: dict[tuple[object, str], Claim] = {}
    for claim in inspection.iter_claims():
        if claim.nature is not Nature.COUNT or claim.scope is not Scope.WHOLE or claim.is_vague:
            continue
        if claim.measure is measures.TAKEN or claim.measure.topic is Topic.DOCUMENTS or _is_subset(claim):
            continue
        earlier = first.setdefault((claim.measure.readings[:1], claim.column), claim)
        if earlier.value != claim.value and not inspection.cells.expected(claim.measure, claim.column):
            yield STATED_TWICE.finding(
                inspection.where(claim.spot),
                (),
                value=plain(claim.value),
                expected=plain(earlier.value),
                quote=quote_of(claim.spot),
                what=BETWEEN.join((str(claim.measure.name),))
                if claim.column == "total"
                else name_of_measure(claim),
            )


def _is_subset(claim: Claim) -> bool:
    return claim.mention is not None and ("其中" in claim.mention.lead or claim.mention.depth > 0)
