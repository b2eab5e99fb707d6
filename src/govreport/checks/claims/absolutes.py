"""Claims without a figure: 未收到申请, 无行政复议, 均获维持, 全部办结, 无结转."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from govreport.checks.claims import measures
from govreport.checks.claims.claim import Claim, Nature, Passage, Scope
from govreport.checks.claims.disputes import AFTER, DIRECT, REVIEW, SUITS, dispute_measure
from govreport.checks.claims.measures import Measure
from govreport.checks.claims.scopes import is_channel, scope_of_opening, scope_of_subject, scope_of_time
from govreport.messages import Message
from govreport.text.sentences import Sentence

_REQUEST: Final = (
    r"(?:政府|政务)?信息(?:依申请)?公开(?:的)?(?:申请|请求)|依申请(?:信息)?公开|(?<!村务)(?<!居务)(?<!党务)公开申请|申请公开"
    r"|公开(?:政府)?信息的?申请"
)
_NOT_RECEIVED: Final = re.compile(
    rf"(?:未|没有|没|尚未|并未|未曾|暂未|从未)(?:接?收到?|接到|接收到?|受理|收悉|产生|发生|出现)(?:过)?(?P<of>[^，。；0-9]{{0,24}}?)(?:{_REQUEST})"
    r"(?P<after>[^，。；]{0,12})"
)
_NO_REQUEST: Final = re.compile(
    rf"(?:^|[，；、：）]|年|度|局|镇|乡|街道|共)(?:均?无(?!法)|零)(?P<of>[^，。；、有0-9（）]{{0,10}}?)(?:{_REQUEST})(?P<after>[^，。；]{{0,12}})"
)
_NO_DISPUTE: Final = re.compile(
    r"(?:未(?:发生|出现|产生|引发|引起|收到|接到|受理|有|涉及|因)|没有(?:发生|出现|产生|引发|收到|因)?|无|零|不存在|未(?!经))(?P<of>[^，。；]{0,40}?)"
    r"(?P<what>行政复议|复议|行政诉讼|诉讼)(?P<after>[^。；]{0,24})"
)
_ZERO_DISPUTE: Final = re.compile(
    r"(?P<what>行政复议|复议)(?:案件)?(?:、|和|及|与|，)?(?P<suit>(?:行政)?诉讼)?(?:案件)?(?:数量?)?(?:均|都|皆)?为(?:零|0)(?![0-9.件])"
)
_LOST: Final = re.compile(r"纠错|纠正|败诉|撤销|被确认|违法|不服|改判|责令")
_INFORMATION: Final = re.compile(r"信息公开|公开信息|依申请|政务公开|政府信息")
_UPHELD: Final = re.compile(
    r"(?P<who>复议机关|复议机构|法院)?(?:均|全部|都)(?:已|予以|被|获得?|作出|做出|为|是|依法)?(?:了)?(?:结果)?维持(?!现状|原状)"
)
_PENDING: Final = re.compile(r"(?:均|全部|都)(?:尚|仍|还)?(?:未(?:审)?结|在审理)")
_ALL_HANDLED: Final = re.compile(
    r"(?:已?全部|均已(?:全部)?|都已)(?:依法|规范)?(?:予以)?(?:办结|办理完毕|办理完成|办理完结|答复完毕|办完)"
)
_SOME: Final = re.compile(
    r"部分(?:乡|镇|街道|部门|单位)|[0-9]个?(?:乡|镇|街道|部门|单位|行政机关)|局属|所属|下属|各村|村（社区）|分局|其[余他](?:乡|镇|街道|部门|单位)"
)
"""Some bodies and not all."""
_LEFT_OVER: Final = re.compile(r"(?:结转|遗留)的?[^，；]{0,24}$")
_IN_TIME: Final = re.compile(r"期限|时限|到期|应办结")
_NO_CARRY: Final = re.compile(
    r"(?:无|没有|未(?:有|发生)?|不存在)[^，。；]{0,12}?(?P<over>上一?年度?|去年)?[^，。；]{0,6}?(?:结转|转结)(?P<after>[^，。；]{0,10})"
)


def read_absolutes(passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """Yield what a sentence says of all cases, or of none."""
    yield from _no_requests(passage, sentence)
    yield from _no_disputes(passage, sentence)
    yield from _all_disputes(passage, sentence)
    if passage.is_about_information:
        yield from _all_requests(passage, sentence)


def _scope(passage: Passage, sentence: Sentence, start: int) -> Scope:
    """Return of whom and of what time something is said, by the words before it."""
    before = sentence.text[:start]
    time = scope_of_time(before, passage.year)
    if time is not Scope.WHOLE:
        return time
    if _SOME.search(before) or scope_of_opening(sentence.text, passage.agency) is Scope.UNIT:
        return Scope.UNIT
    return scope_of_subject(before, passage.agency)


def _no_requests(passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    for pattern in (_NOT_RECEIVED, _NO_REQUEST):
        for match in pattern.finditer(sentence.text):
            words = match["of"] + match["after"]
            if re.search(r"复议|诉讼|投诉|举报|费|逾期|超期|延期|结转|问题|异议|不服|未按|不满|虚假", words):
                continue
            scope = _scope(passage, sentence, match.start())
            if scope is Scope.WHOLE and is_channel(words):
                scope = Scope.CHANNEL
            yield _none(passage, sentence, match.span(), measures.NEW, scope)
            return


def _no_disputes(passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    for match in (*_NO_DISPUTE.finditer(sentence.text), *_ZERO_DISPUTE.finditer(sentence.text)):
        words = match.groupdict()
        around = (words.get("of") or "") + (words.get("after") or "")[:14]
        if _LOST.search(around) or re.search(r"[0-9]", words.get("of") or ""):
            continue
        scope = _scope(passage, sentence, match.start())
        if not (passage.is_about_information or _INFORMATION.search(sentence.text)):
            scope = Scope.UNCLEAR
        both = match["what"].endswith("复议") and re.match(
            r"(?:案件?|申请|事项)?(?:及|和|与|或者?|以及|、|或|，|/)?(?:被)?(?:提起|引发)?(?:的)?(?:行政)?(?:应?诉|起诉)",
            words.get("after") or "",
        )
        for block in (REVIEW, SUITS) if both or words.get("suit") else (_block(match, sentence),):
            yield _none(
                passage,
                sentence,
                match.span(),
                dispute_measure(block, "total", Message("总计", "total")),
                scope,
            )


def _block(match: re.Match[str], sentence: Sentence) -> tuple[str, ...]:
    """Return the block a denial names: 未经复议直接起诉 and 复议后起诉 are suits of one kind."""
    if not match["what"].endswith("复议"):
        return DIRECT if "直接" in (match.groupdict().get("of") or "") else SUITS
    if sentence.text[: match.start("what")].endswith("未经"):
        return DIRECT
    after = sentence.text[match.end("what") :]
    return AFTER if re.match(r"后[^，。；]{0,8}诉", after) else REVIEW


def _all_disputes(passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """Yield what is said of all cases of the clauses before, back to a full stop or semicolon."""
    for pattern, nature in ((_UPHELD, Nature.ALL_UPHELD), (_PENDING, Nature.ALL_PENDING)):
        for match in pattern.finditer(sentence.text):
            before = re.split(r"[；。]", sentence.text[: match.start()])[-1]
            is_decided = bool(match.groupdict().get("who")) or re.search(r"审结|已结", before) is not None
            kind = Nature.ALL_DECIDED_UPHELD if nature is Nature.ALL_UPHELD and is_decided else nature
            said = match.groupdict().get("who") or before
            spot = passage.spot(sentence, *match.span())
            for block, word in ((REVIEW, "复议"), (SUITS, "诉讼|法院")):
                if re.search(word, said):
                    yield Claim(kind, dispute_measure(block, "total", Message("", "")), Decimal(0), spot, "")


def _all_requests(passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    for match in _ALL_HANDLED.finditer(sentence.text):
        before = re.split(r"[。；]", sentence.text[: match.start()])[-1]
        about = re.search(_REQUEST, before) and not re.search(
            r"留言|建议|提案|信访|热线|工单|诉求|投诉|咨询", before
        )
        if about and "结转" not in before[-12:] and not _IN_TIME.search(before[-12:] + match[0]):
            scope = _scope(passage, sentence, match.start())
            if _LEFT_OVER.search(before):
                scope = Scope.SUBSET
            spot = passage.spot(sentence, *match.span())
            yield Claim(Nature.ALL_HANDLED, measures.CARRIED_FORWARD, Decimal(0), spot, scope=scope)
    for match in _NO_CARRY.finditer(sentence.text):
        over = match["over"] or (re.match(r"(?:自|于)?上", match["after"]))
        forward = re.match(r"(?:至|到|入)?(?:下|次|明|20)", match["after"])
        measure = measures.CARRIED_OVER if over else measures.CARRIED_FORWARD if forward else measures.CARRIED
        yield _none(passage, sentence, match.span(), measure, Scope.WHOLE)


def _none(
    passage: Passage, sentence: Sentence, span: tuple[int, int], measure: Measure, scope: Scope
) -> Claim:
    return Claim(Nature.NONE, measure, Decimal(0), passage.spot(sentence, *span), scope=scope)
