"""Percentages, multiples and changes of the text, recomputed from the figures they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from govreport.checks.claims import measures
from govreport.checks.claims.cells import Cells
from govreport.checks.claims.claim import Claim, Spot
from govreport.checks.claims.measures import Topic
from govreport.checks.claims.ratios import Change, Fit, Share, fit_of, quotient, read_changes, read_shares
from govreport.checks.inspection import Inspection, plain, quote_of
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Severity
from govreport.messages import Message
from govreport.text.amounts import round_half_up
from govreport.text.quantities import PERCENT, TIMES, Quantity

TEXT_SHARE = Rule(
    code="text-share",
    severity=Severity.WARNING,
    basis=(Basis.ARITHMETIC,),
    section="D",
    message=Message(
        "正文写 {part} 占 {value}，按 {whole} 算应为 {expected}",
        "the text says {part} is {value}; of {whole} it is {expected}",
    ),
    explanation=Message(
        "占比能由正文或表中的数算出。分母可以是新收、新收加结转、办结，或前文写的总数，合一个即可。",
        "A share can be computed from figures of the text or the table. The whole may be what was received,"
        " that"
        " with what was carried over, what was handled, or a figure stated before; one must fit.",
    ),
    remedy=Message("重新计算，写明是占什么的比例。", "Compute it again, and say of what it is a share."),
    failing="予以公开申请1362件，占54.7%。（办结总计 3050）",
    example={"part": 258, "value": "33.9%", "whole": 805, "expected": "32.0%"},
)

TEXT_CHANGE = Rule(
    code="text-change",
    severity=Severity.WARNING,
    basis=(Basis.ARITHMETIC,),
    section="D",
    message=Message(
        "正文写 {now} 比上年{way} {value}，上年是 {before}，应为 {expected}",
        "the text says {now} is {value} {way} than the year before ({before}); it should be {expected}",
    ),
    explanation=Message(
        "同比、倍数和增减数能由今年和上年的数算出。上年的数取自本句，或取自给出的上年报告；都没有的不作判断。",
        "Changes, multiples and differences can be computed from the figures of both years. Last year's is"
        " taken"
        " from the sentence or from last year's report; without either nothing is said.",
    ),
    remedy=Message("用上年报告中的数重新计算。", "Compute it again with the figure of last year's report."),
    failing="收到政府信息公开申请3119件，比上年的3000件增长5.0%。",
    example={"now": 3646, "way": "增长", "value": "1.05%", "before": 3607, "expected": "1.08%"},
)

TEXT_ROUNDING = Rule(
    code="text-rounding",
    severity=Severity.NOTE,
    basis=(Basis.ARITHMETIC,),
    section="D",
    message=Message(
        "正文写 {value}，四舍五入应为 {expected}", "the text says {value}; rounded half up it is {expected}"
    ),
    explanation=Message(
        "末位差 1：多半是截去了尾数，或是为了使各项占比合计 100% 而调整，所以只作提示。",
        "The last digit is one off: cut instead of rounded, or adjusted so that shares add up to 100 %. So"
        " it is"
        " only a note.",
    ),
    remedy=Message("需要时按四舍五入改。", "Round it half up if you like."),
    failing="予以公开申请1362件，占44.6%。（1362 ÷ 3050 = 44.66%）",
    example={"value": "4.34%", "expected": "4.35%"},
)

_DENOMINATORS = (measures.HANDLED, measures.NEW, measures.RECEIVED, measures.TAKEN)


def check_text_ratios(inspection: Inspection) -> Iterator[Finding]:
    """Yield a finding for every share and change that cannot be computed from the figures it names."""
    earlier: dict[str, list[Decimal]] = {}
    for line in inspection.lines:
        said = earlier.setdefault(line.passage.section, [])
        for share in read_shares(line.passage, said):
            yield from _check_share(inspection, share)
        for change in read_changes(line.passage):
            yield from _check_change(inspection, change)
        said += [claim.value for claim in line.claims if claim.mention is not None]


def _check_share(inspection: Inspection, share: Share) -> Iterator[Finding]:
    of_table = _denominators(inspection, share.claim)
    if not (share.has_whole or of_table):
        return  # nobody says what it is a share of
    wholes = [*share.wholes, *of_table]
    ratios = {whole: quotient(share.part, whole, PERCENT) for whole in wholes if whole}
    if not ratios:
        return
    fits = {whole: fit_of(share.stated, ratio) for whole, ratio in ratios.items()}
    if Fit.EXACT in fits.values():
        return
    nearest = min(ratios, key=lambda whole: abs(ratios[whole] - share.stated.value))
    if Fit.ROUNDED in fits.values():
        yield _rounding(inspection, share.spot, share.stated, ratios[nearest])
        return
    yield TEXT_SHARE.finding(
        inspection.where(share.spot),
        (),
        value=_stated(share.stated),
        expected=_written(ratios[nearest], share.stated),
        quote=quote_of(share.spot),
        part=plain(share.part),
        whole=plain(nearest),
    )


def _denominators(inspection: Inspection, claim: Claim | None) -> list[Decimal]:
    """Return what the table offers as the whole of a request or a case."""
    if claim is None or claim.measure.topic is not Topic.APPLICATIONS:
        return []
    values = [each.value for measure in _DENOMINATORS for each in inspection.cells.expected(measure, "total")]
    return [value for value in dict.fromkeys(values) if value >= claim.value and value > 0]


def _check_change(inspection: Inspection, change: Change) -> Iterator[Finding]:
    befores = list(_befores(inspection.last_cells, change))
    computed = {before: true for before in befores if (true := change.computed(before)) is not None}
    if not computed:
        return
    fits = {before: fit_of(change.stated, true) for before, true in computed.items()}
    if Fit.EXACT in fits.values():
        return
    nearest = min(computed, key=lambda before: abs(computed[before] - change.stated.value))
    is_ratio = change.stated.unit in (PERCENT, TIMES)
    if is_ratio and Fit.ROUNDED in fits.values():
        yield _rounding(inspection, change.spot, change.stated, computed[nearest])
        return
    yield TEXT_CHANGE.finding(
        inspection.where(change.spot),
        _cells_of(inspection, change.claim),
        value=_stated(change.stated),
        expected=_written(computed[nearest], change.stated),
        quote=quote_of(change.spot),
        now=plain(change.now),
        way=Message("减少", "less") if change.is_down else Message("增长", "more"),
        before=plain(nearest),
    )


def _befores(last: Cells | None, change: Change) -> Iterator[Decimal]:
    if change.before is not None:
        yield change.before
    elif last is not None and change.claim is not None and change.claim.measure.topic is not Topic.DOCUMENTS:
        own = last.expected(change.claim.measure, change.claim.column)
        others: Sequence[measures.Measure] = _DENOMINATORS if change.claim.measure in _DENOMINATORS else ()
        known = [each.value for each in own]
        known += [each.value for measure in others for each in last.expected(measure, change.claim.column)]
        yield from dict.fromkeys(known)


def _cells_of(inspection: Inspection, claim: Claim | None) -> tuple[str, ...]:
    found = inspection.cells.expected(claim.measure, claim.column) if claim is not None else []
    return found[0].cells if found else ()


def _rounding(inspection: Inspection, spot: Spot, stated: Quantity, true: Decimal) -> Finding:
    return TEXT_ROUNDING.finding(
        inspection.where(spot),
        (),
        value=_stated(stated),
        expected=_written(true, stated),
        quote=quote_of(spot),
    )


def _stated(quantity: Quantity) -> str:
    return f"{quantity.value}{quantity.unit}"


def _written(value: Decimal, like: Quantity) -> str:
    """Return a figure with the places and the unit of the one that was stated."""
    return f"{round_half_up(value, like.places)}{like.unit}"
