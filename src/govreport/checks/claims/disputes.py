"""Claims about administrative reviews and lawsuits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from govreport.checks.claims.claim import Claim, Nature, Passage, Scope
from govreport.checks.claims.measures import Measure, Topic
from govreport.checks.claims.rows import APART, length_of_row, start_of_row
from govreport.checks.claims.scopes import scope_of_mention, scope_of_opening, scope_of_subject
from govreport.messages import Message
from govreport.text.quantities import CASES
from govreport.text.sentences import Mention, Sentence

_UNITS: Final = frozenset((*CASES, "次", "个", ""))
_REVIEW: Final = ("reconsideration",)
_DIRECT: Final = ("litigation_direct",)
_AFTER: Final = ("litigation_after_reconsideration",)
_SUITS: Final = (*_DIRECT, *_AFTER)
_BLOCKS: Final = re.compile(
    r"(?P<after>复议后(?:又)?(?:再)?(?:被)?(?:提?起诉|应?诉|提起(?:行政)?诉讼|诉讼))|(?P<direct>(?:未经复议)?直接(?:被)?(?:提?起诉|提起(?:行政)?诉讼|诉讼)|未经复议)|"
    r"(?P<suit>诉讼|应诉案)|(?P<review>复议)"
)
_KINDS: Final = {"after": _AFTER, "direct": _DIRECT, "suit": _SUITS, "review": _REVIEW}
_NAMES: Final = {
    _REVIEW: Message("行政复议", "reviews"),
    _DIRECT: Message("未经复议直接起诉", "lawsuits without review"),
    _AFTER: Message("复议后起诉", "lawsuits after review"),
    _SUITS: Message("行政诉讼", "lawsuits"),
    (*_REVIEW, *_SUITS): Message("行政复议和行政诉讼", "reviews and lawsuits"),
}
_OUTCOMES: Final = (
    (re.compile(r"尚?未(?:审)?结|审理中|未审理完|正在审理|待审"), "pending", Message("尚未审结", "pending")),
    (re.compile(r"结果纠正|纠正|纠错|败诉"), "corrected", Message("结果纠正", "corrected")),
    (re.compile(r"结果维持|(?<!不)维持"), "upheld", Message("结果维持", "upheld")),
    (re.compile(r"其[他它](?:结果|情形|处理)?"), "other", Message("其他结果", "other results")),
)
_DECIDED: Final = re.compile(r"(?<!未)(?<!未审)(?:审结|办结)")
_UNREAD: Final = re.compile(
    r"驳回|撤回|撤诉|终止|胜诉|撤销|和解|调解|不予受理|责令|违法|一审|二审|再审|出庭|决定|判决|裁定|结案"
)
_INFORMATION: Final = re.compile(r"信息公开|公开信息|依申请|政务公开|答复")
_SAID_BEFORE: Final = re.compile(r"信息公开|公开信息|依申请|政务公开")
_OWN_KIND: Final = re.compile(r"[^；。]*?其中[^；。]{0,12}信息公开")
"""Reviews of all kinds, of which those about information are named apart."""
_REGISTER: Final = re.compile(r"备案")
_HANDED_ON: Final = re.compile(r"(?:转来|转送|转办|送达|移送|交办|通知)的?[^，；]{0,16}$")
_AS_PARTY: Final = re.compile(r"作为被|以[^，；]{1,16}为(?:被告|被申请|复议机关)")
_LEFT_OVER: Final = re.compile(r"(?:结转|遗留|转入)的?[^，；]{0,20}$")
_SUBJECT_ENDS: Final = re.compile(
    r"发生|出现|产生|收到|接到|受理|办理|审理|审结|处理|应对|因|涉及?|关于|被|引发|政府信息|信息公开|行政(?!机关|区)|复议|诉讼"
)
_TOGETHER: Final = re.compile(
    r"复议(?:和|与|及|以及|、|或|、提起|和提起|或提起|，提起)?(?:行政|提起)?诉讼(?:案件?)?(?:总量|总数|数量)?(?:共计?|合计|总计|为|是|有|达)*$"
)
_REQUEST: Final = re.compile(r"结转|申请|公开|受理(?!行政)|答复(?=$)|办结")
_OF_ALL: Final = re.compile(r"占(?:全部|所有|总|全[省市县区])(?!政府信息)[^，；]*$")
"""All cases, whatever they are about: 占全部复议申请132件的15.2%."""
_EACH: Final = re.compile(r"[均各]为?$")


def read_disputes(passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """Yield what a sentence says of reviews and lawsuits, and of how they ended."""
    whose = scope_of_opening(sentence.text, passage.agency)
    for claim in _iter_claims(passage, sentence):
        lead = claim.mention.lead if claim.mention else ""
        own, is_named = _scope_of_subject(lead, passage.agency)
        if claim.scope is not Scope.WHOLE:
            whose = claim.scope
        elif is_named:
            whose = own
        yield replace(claim, scope=whose)


def _scope_of_subject(lead: str, agency: str) -> tuple[Scope, bool]:
    """Return whose cases the words before a figure speak of, and whether they name anybody."""
    if _AS_PARTY.search(lead):
        return Scope.UNIT, True
    if _LEFT_OVER.search(lead):
        return Scope.SUBSET, True
    clause = re.split(r"[，；。：、]", lead)
    said = next((each for each in clause if _SUBJECT_ENDS.search(each)), "")
    end = _SUBJECT_ENDS.search(said)
    subject = said[: end.start()] if end else ""
    return scope_of_subject(subject, agency), bool(subject)


def _iter_claims(passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    block: tuple[str, ...] = ()
    for index, mention in enumerate(sentence.mentions):
        apart = _assigned(sentence.mentions, index, block)
        if apart is not None and mention.quantity.unit in _UNITS:
            yield _claim(passage, sentence, mention, apart)
            continue
        named = _block_named(mention)
        block = named or block
        if not block or mention.quantity.unit not in _UNITS:
            continue
        measure = _measure(block, mention, is_named=bool(named))
        if measure is not None:
            yield _claim(passage, sentence, mention, measure)


def _assigned(mentions: Sequence[Mention], index: int, block: tuple[str, ...]) -> Measure | None:
    """Return the measure of a figure in a row of figures behind 分别为: blocks, or outcomes of one."""
    first = start_of_row(mentions, index)
    lead = mentions[first].lead
    if not APART.search(lead):
        return None
    named = [str(match.lastgroup) for match in _BLOCKS.finditer(lead)]
    count = length_of_row(mentions, first)
    total = Message("总计", "total")
    if len(named) == count > 1:
        return dispute_measure(_KINDS[named[index - first]], "total", total)
    own = _KINDS[named[-1]] if named else block
    matches = (
        (match.start(), column, name)
        for pattern, column, name in _OUTCOMES
        for match in pattern.finditer(lead)
    )
    outcomes = sorted(matches, key=lambda each: each[0])
    if own and len(outcomes) == count > 1:
        return dispute_measure(own, *outcomes[index - first][1:])
    return None


def _claim(passage: Passage, sentence: Sentence, mention: Mention, measure: Measure) -> Claim:
    quantity = mention.quantity
    scope = scope_of_mention(mention, passage.year)
    if _REGISTER.search(sentence.text[: quantity.start]) or _OF_ALL.search(mention.pieces[0]):
        scope = Scope.REGISTER
    elif _HANDED_ON.search(mention.lead):
        scope = Scope.CHANNEL
    elif (
        _OWN_KIND.match(sentence.text, quantity.end)
        and not _SAID_BEFORE.search(sentence.text[: quantity.start].rpartition("；")[2])
    ) or not (passage.is_about_information or _INFORMATION.search(sentence.text)):
        scope = Scope.UNCLEAR
    spot = passage.spot(sentence, quantity.start, quantity.end)
    return Claim(Nature.COUNT, measure, quantity.value, spot, "", scope, mention, quantity.is_vague)


def _block_named(mention: Mention) -> tuple[str, ...]:
    """Return the block of 表四 that the words before a figure, or right behind it, name last."""
    if _TOGETHER.search(mention.lead):
        return (*_REVIEW, *_SUITS)
    behind = mention.tail[:8] if not _REQUEST.search(mention.pieces[0]) else ""
    for words in (mention.pieces[0], behind, mention.lead):
        named = list(_BLOCKS.finditer(words))
        if named:
            kind = named[-1].lastgroup
            return _KINDS[str(kind)]
    return ()


def _measure(block: tuple[str, ...], mention: Mention, *, is_named: bool) -> Measure | None:
    nearest = mention.pieces[0]
    for words in (nearest, mention.tail):
        if _UNREAD.search(words):
            return None
        for pattern, column, name in _OUTCOMES:
            if pattern.search(words):
                return dispute_measure(block, column, name)
        if _BLOCKS.search(words):
            break
    if not is_named or (mention.quantity.unit == "" and not _BLOCKS.search(nearest)):
        return None
    return _decided(block) if _DECIDED.search(nearest) else _total(block, mention)


def _decided(block: tuple[str, ...]) -> Measure:
    """Return the measure of the cases that were decided; a register may count all it has closed."""
    total = dispute_measure(block, "total", Message("审结", "decided"))
    cells = tuple(
        f"disputes.{part}.{column}" for part in block for column in ("upheld", "corrected", "other")
    )
    return Measure(total.name, total.topic, (cells, *total.readings), is_part=True)


def _total(block: tuple[str, ...], mention: Mention) -> Measure:
    measure = dispute_measure(block, "total", Message("总计", "total"))
    if len(block) < 3:
        return measure
    readings = measure.readings  # 复议、诉讼3件: both together, or the second alone
    suits = dispute_measure(_SUITS, "total", Message("", "")).readings
    return Measure(
        measure.name,
        measure.topic,
        suits if _EACH.search(mention.lead) else (*readings, *suits),
        measure.is_part,
    )


def dispute_measure(block: tuple[str, ...], column: str, name: Message) -> Measure:
    """Return the measure of a column of 表四 over one or several of its blocks."""
    whole = _NAMES[block]
    return Measure(
        Message(f"{whole.zh}{name.zh}", f"{whole.en}: {name.en}"),
        Topic.DISPUTES,
        (tuple(f"disputes.{part}.{column}" for part in block),),
        column != "total",
    )


REVIEW: Final = _REVIEW
DIRECT: Final = _DIRECT
AFTER: Final = _AFTER
SUITS: Final = _SUITS
