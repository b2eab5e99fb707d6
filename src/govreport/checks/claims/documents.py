"""Claims about 规章 and 规范性文件: how many were issued, repealed, and are in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeVar

from govreport.checks.claims.claim import Claim, Nature, Passage, Scope
from govreport.checks.claims.measures import Measure, Topic
from govreport.checks.claims.scopes import scope_of_mention
from govreport.messages import Message
from govreport.text.sentences import Mention, Sentence

T = TypeVar("T")

_UNITS: Final = frozenset(("件", "个", "份", "部", "条", "项"))
_NOUNS: Final = (
    (re.compile(r"规范性文件"), "normative_documents", Message("规范性文件", "normative documents")),
    (
        re.compile(r"(?<!党内)(?<!部门)规章(?!制度|、?规范性文件)"),
        "regulations",
        Message("规章", "regulations"),
    ),
)
_VERBS: Final = (
    (
        re.compile(r"(?:现行|继续|目前|依然|仍然?)有效|有效(?:的|数量)?(?:行政)?规范性文件"),
        ("in_force",),
        Message("现行有效", "in force"),
    ),
    (re.compile(r"废止|失效"), ("repealed",), Message("废止", "repealed")),
    (re.compile(r"制发|制定|制订|出台|印发|发布|新增"), ("issued", "made"), Message("制发", "issued")),
    (re.compile(r"公开"), ("disclosed", "made"), Message("公开", "disclosed")),
)
_NOT_ISSUED: Final = re.compile(
    r"起草|牵头|备案|报备|类|解读|审查|审核|清理(?!并?废止|后?继续|出)|目录|信息$|草案|意见|拟|修订|修改|含|政策性|其他|培训|评估|公示|归集|收录|梳理(?!出)|公报|刊登|刊载|编发"
)
_IS_REVISION: Final = re.compile(r"(?:清理|评估|审查|审核|备案)[^，；]{0,12}[0-9]+[件部个]")
_UNIT_OF: Final = re.compile(r"[市县区省]政府(?!部门)|[省市县区]级|本级|办公[室厅]|部门")
_VERB_ALONE: Final = re.compile(
    r"(?:本年|全年|年[末底]|截至|目前|年度?|其中|清理|已|宣布|新|共|合计)*(?:制发|制定|制订|出台|印发|发布|废止|失效|废止失效|(?:现行|继续|目前)?有效)(?:的|了|数量|件数|文件)*(?:为|共)?"
)
_FILLER: Final = re.compile(r"(?:其中|共计?|合计|总计|分别|为|有|是|达|全年|本年度?|已|数量|件数|情况)*")
_SUM: Final = re.compile(r"规章(?:和|与|及|、)(?:行政)?规范性文件")


def read_documents(passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """Yield what a sentence says of 规章 and 规范性文件, verb by verb."""
    noun: tuple[str, Message] | None = None
    verb: tuple[tuple[str, ...], Message] | None = None
    whose = Scope.WHOLE
    for mention in sentence.mentions:
        own_noun, own_verb = _last(_NOUNS, mention.lead), _last(_VERBS, mention.lead)
        noun, verb = own_noun or noun, own_verb or verb
        if mention.depth or mention.quantity.unit not in _UNITS or not (own_noun or own_verb):
            continue
        nearest = mention.pieces[0]
        is_said_near = any(pattern.search(nearest) for pattern, _, _ in (*_NOUNS, *_VERBS))
        if not (is_said_near or _FILLER.fullmatch(nearest)):
            continue
        words = re.split(r"[，；。：]", mention.lead)[-1] + mention.tail
        if noun is None or verb is None or _IS_REVISION.search(sentence.text[: mention.quantity.start]):
            continue
        if _NOT_ISSUED.search(words) or _SUM.search(mention.lead):
            continue
        if own_noun is None and not _VERB_ALONE.fullmatch(mention.pieces[0]):
            continue
        claim = _claim(passage, sentence, mention, (noun, verb))
        if own_noun is None and claim.scope is Scope.WHOLE:
            claim = replace(claim, scope=whose)  # 省政府制定规章2件、废止1件: of one body still
        whose = claim.scope
        yield claim


def _claim(
    passage: Passage,
    sentence: Sentence,
    mention: Mention,
    said: tuple[tuple[str, Message], tuple[tuple[str, ...], Message]],
) -> Claim:
    (row, name), (columns, verb) = said
    quantity = mention.quantity
    measure = Measure(
        Message(f"{name.zh}{verb.zh}件数", f"{name.en} {verb.en}"),
        Topic.DOCUMENTS,
        tuple((f"disclosure.{row}.{column}",) for column in columns),
    )
    scope = scope_of_mention(mention, passage.year)
    if _UNIT_OF.search(mention.lead):
        scope = Scope.UNIT
    spot = passage.spot(sentence, quantity.start, quantity.end)
    return Claim(Nature.COUNT, measure, quantity.value, spot, "", scope, mention, quantity.is_vague)


def _last(words: tuple[tuple[re.Pattern[str], T, Message], ...], text: str) -> tuple[T, Message] | None:
    """Return what is named last in a text."""
    found = [(match.end(), meant, name) for pattern, meant, name in words for match in pattern.finditer(text)]
    if not found:
        return None
    _, meant, name = max(found, key=lambda each: each[0])
    return meant, name
