"""What the checks have read in a text, and how each statement was judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from govreport.checks.claims.claim import Nature
from govreport.checks.claims.judging import Outcome, Verdict
from govreport.checks.claims.lists import PartList, read_lists
from govreport.checks.claims.ratios import Change, Share, read_changes, read_shares
from govreport.checks.inspection import Inspection, plain, quote_of
from govreport.checks.text_table import name_of_measure
from govreport.findings import Quote
from govreport.messages import Message
from govreport.report import Report
from govreport.text.likeness import shared_sentences

_OUTCOMES: Final = {
    Outcome.FITS: Message("相符", "fits"),
    Outcome.DIFFERS: Message("不符", "differs"),
    Outcome.OUTSIDE: Message("不作比较", "not compared"),
    Outcome.UNKNOWN: Message("无从比较", "nothing to compare with"),
}
_NATURES: Final = {
    Nature.COUNT: Message("{what} {value}", "{what} {value}"),
    Nature.NONE: Message("没有{what}", "no {what}"),
    Nature.ALL_UPHELD: Message("全部维持", "all upheld"),
    Nature.ALL_DECIDED_UPHELD: Message("审结的全部维持", "all decided ones upheld"),
    Nature.ALL_HANDLED: Message("全部办结", "all handled"),
    Nature.ALL_PENDING: Message("全部未审结", "all pending"),
}
_LIST: Final = Message(
    "分项 {parts} = {total}，总数 {whole}：{outcome}", "parts {parts} = {total} of {whole}: {outcome}"
)
_OPEN: Final = Message("没有列全，不作比较", "an open list, not compared")
_SHARE: Final = Message("{part} 占 {value}", "{part} is {value}")
_CHANGE: Final = Message("{now} 比上年变动 {value}", "{now} changed by {value}")
_SAME: Final = Message("与上年相同：{sentence}", "the same as last year: {sentence}")


@dataclass(frozen=True, slots=True)
class Explained:
    """A statement of the text.

    Attributes:
        message: How it was read, and how it was judged.
        quote: The sentence, and the words that state it.
    """

    message: Message
    quote: Quote


def explain(report: Report, *, last_year: Report | None = None) -> Iterator[Explained]:
    """Yield every statement the checks have read in a report's text, in order.

    With last year's report at hand the sentences that stand in both follow, each with last year's.

    >>> from govreport.forms import ogi2021
    >>> data = {"year": 2024, "agency": {"name": "甲局"}, "overview": "全年收到政府信息公开申请3件。"}
    >>> report = ogi2021.Report.from_data(data, blank="zero")
    >>> [str(each.message) for each in explain(report)]
    ['收到 3：不符（表中 0）']
    """
    inspection = Inspection(report, last_year)
    said: list[Decimal] = []
    for line, verdicts in inspection.verdicts:
        for verdict in verdicts:
            yield Explained(_judged(verdict), quote_of(verdict.claim.spot))
        for each in read_lists(line.passage):
            yield Explained(_list(each), quote_of(each.spot))
        for share in read_shares(line.passage, said):
            yield Explained(_ratio(_SHARE, share, part=plain(share.part)), quote_of(share.spot))
        for change in read_changes(line.passage):
            yield Explained(_ratio(_CHANGE, change, now=plain(change.now)), quote_of(change.spot))
    if last_year is not None:
        yield from _copied(inspection, last_year)


def _judged(verdict: Verdict) -> Message:
    claim = verdict.claim
    stated = _NATURES[claim.nature].format(what=name_of_measure(claim), value=plain(claim.value))
    outcome = _OUTCOMES[verdict.outcome]
    detail = verdict.why
    if verdict.outcome is Outcome.DIFFERS and verdict.expected is not None:
        detail = Message("表中 {value}", "the table has {value}").format(value=plain(verdict.expected))
    tail = Message("（{detail}）", " ({detail})").format(detail=detail) if detail.zh else detail
    return Message(f"{stated.zh}：{outcome.zh}{tail.zh}", f"{stated.en}: {outcome.en}{tail.en}")


def _list(each: PartList) -> Message:
    outcome = _OUTCOMES[Outcome.FITS if each.fits else Outcome.DIFFERS]
    is_unjudged = each.fits and each.is_open and each.total != each.whole
    return _LIST.format(
        parts=" + ".join(str(plain(part)) for part in each.parts),
        total=plain(each.total),
        whole=plain(each.whole),
        outcome=_OPEN if is_unjudged else outcome,
    )


def _ratio(message: Message, ratio: Share | Change, **words: object) -> Message:
    return message.format(value=f"{ratio.stated.value}{ratio.stated.unit}", **words)


def _copied(inspection: Inspection, last_year: Report) -> Iterator[Explained]:
    before = last_year.texts()
    for section, text in inspection.texts.items():
        for ours, theirs in shared_sentences(text, before.get(section, "")).same if section != "lead" else ():
            yield Explained(_SAME.format(sentence=theirs), Quote(ours, 0, len(ours)))
