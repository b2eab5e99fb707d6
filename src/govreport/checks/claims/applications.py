"""Claims about requests for information: what came in, how it was answered, what was left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from govreport.checks.claims import measures
from govreport.checks.claims.claim import Claim, Nature, Passage, Scope
from govreport.checks.claims.measures import GROUPS, Measure, merged
from govreport.checks.claims.rows import APART, length_of_row, start_of_row, year_in_row
from govreport.checks.claims.scopes import is_channel, scope_of_mention, scope_of_opening, scope_of_subject
from govreport.text.quantities import CASES
from govreport.text.sentences import Mention, Sentence

UNITS: Final = frozenset((*CASES, "个", "条", "次", "份", "件次", ""))
_PERSONS: Final = frozenset(("个", "名", "家"))
"""Units of applicants, who are named behind: 28个法人."""
_VERB: Final = re.compile(r"新收|收到|接到|接收|接受|受理|收取|收办|办理|办结|答复|回复|处理|依申请")
_BODIES: Final = re.compile(
    r"乡|镇|部门|单位|街道|村|社区|县|市|区|科室|行政机关|窗口|平台|网站|栏目|领域|方面"
)
_OBJECT: Final = re.compile(r"依申请|公开.{0,8}申请|申请.{0,8}公开|信息公开件|信息公开(?:答复|事[项宜])")
_FOREIGN: Final = re.compile(
    r"留言|来信|来电|来访|信访件|信访事|热线|咨询|建议|提案|议案|许可|行政复议|诉讼|道路|救助|仲裁|援助|补贴|专利|商标|登记|审批|审查|稿件|意见|工单|"
    r"问政|网民|诉求|投诉(?!类)|举报(?!.{0,2}投诉)|政策文件|公报|新闻|解读|信息(?=$)|政务信息$|案件线索|备案|服务事项|会议|培训|期刊|督办|栏目|信箱|群众反映|互动|评论|线索"
)
_FEE: Final = re.compile(r"处理费|收费|收取")
_NEGATED: Final = re.compile(r"(?:未|没有|无|不)[^，；]{0,10}$")
_COUNTED: Final = re.compile(r"(?:[共仅只到理]|申请|公开)$")
"""What stands before a 一 that counts: 仅一件."""
_NO_OBJECT: Final = re.compile(
    r"""新收|收到|接到|接收|接受|受理|办理|办结|答复|回复|处理|完成|收办|完毕  # what is done
    |按时|按期|依法|依规|及时|规范|已|并|予以                                # how
    |共|全部|均|情况|数量|为|计|一|累计|其中                                 # how many in all
    |全年|本年度?|年度|20[0-9]{2}年度?                                       # when
    |全[市县区镇乡]|我[市县区局镇乡委]                                       # who
    |申请""",
    re.VERBOSE,
)
"""Words that name no object of a verb, around a figure without one."""
_CARRIED: Final = (measures.CARRIED_OVER, measures.CARRIED_FORWARD, measures.CARRIED)
_CLASSIFIED: Final = re.compile(r"公文|发文|属性|制发文件|拟制|印发文件|起草文件")
"""Papers sorted by whether they may be disclosed: 主动公开80件、依申请公开20件、不予公开50件."""
_SORTED: Final = re.compile(r"主动公开[的类]*[0-9]+[件条份][，、；]依申请公开[的类]*[0-9]+[件条份]")
_NEVER: Final = re.compile(
    r"协助|帮助|引导|代办|代为|前[一二三四五六七八九十0-9]{1,2}[位名个]|违法|责令|纠错|败诉|转(?:相关|有关|其他|责任)|村务|村级|居务|党务|(?:设置|设立|开设|建成|配备)(?!.{0,12}收)|(?:受理|查阅|申请)(?:点|处|渠道|窗口|场所|专区)|培训|会议|讲座|会商|研判|研讨|论证|座谈|约谈|走访|回访|抽查|评查|检查|督查|通报|专?栏目?|指南|目录|清单|案例|制度|流程|专题|调研|台账|宣传|答复模板|咨询|延期|延长|逾期|超期|补正|退回|规范[0-9]|平台[0-9]|人次$"
)
_BY_SUBJECT: Final = re.compile(
    r"(?:申请|涉及|关于|有关|其中)[^，]{1,16}(?:(?<![各公开询府])类|方面|领域)(?:的|信息|申请)*(?:共|有|为)?$"
    r"|[^，]{2}(?<![各开种])类的?(?:政府)?信息(?:依申请)?公开的?申请"
)
"""Requests by what they are about: 涉及土地征收类21件."""
_FILLER: Final = re.compile(
    r"^(?:共计|共有|共|总计|合计|数量|数量?为|总数|总量|情况|其中|具体|分别|为|是|有|达|均|另有?|全年|年度|本年度?|20[0-9]{2}年度?|"
    r"包括|含|以及|申请|件数|和|及|各|或|等|与|[一二三四五六七八九十]是|比|较|同比|增加|减少|占|率)*$"
)
_OF_UNITS: Final = re.compile(r"(?:局属|所属|下属|直属|下级)[^，；]{0,18}$")
_FARTHEST: Final = 3
_NEW_SUBJECT: Final = re.compile(
    r"全[省市县区州盟旗镇乡局委办]|[我本](?!级)|各(?!类)|合计|总计|今年|全年|20[0-9]{2}年|其余|另有?"
)
"""Whoever a sentence begins with is its subject until another is named."""
_EVERYBODY: Final = re.compile(r"公民、|法人(?:和|或|及|与|、)|其他组织")
_OTHERS: Final = re.compile(r"^(?:和|及|以及)?其[他它](?:组织)?$")
_RATIO: Final = re.compile(r"(?:增加|减少|增长|下降|上升|多|少|回落|增|减)了?$")


def read_applications(passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """Yield what a sentence says of requests for information."""
    is_classified = _CLASSIFIED.search(sentence.text) is not None and "主动公开" in sentence.text
    if not passage.is_about_information or is_classified or _SORTED.search(sentence.text):
        return
    whose = scope_of_opening(sentence.text, passage.agency)
    is_first = whose is Scope.WHOLE
    for index, mention in enumerate(sentence.mentions):
        if mention.quantity.unit not in UNITS or _is_comparison(mention) or _counts_bodies(mention):
            continue
        measure = _assigned(sentence.mentions, index) or find_measure(mention, sentence)
        year = year_in_row(sentence.mentions, index)
        if year is not None:
            yield from _claim_of_year(passage, sentence, index, year)
        elif measure is not None:
            claim = _claim(passage, sentence, mention, measure)
            if claim.scope is Scope.WHOLE and not _NEW_SUBJECT.search(mention.lead):
                claim = replace(claim, scope=whose)
            whose = claim.scope if is_first or claim.scope is whose else Scope.WHOLE
            is_first = False
            yield claim


def _claim_of_year(passage: Passage, sentence: Sentence, index: int, year: int) -> Iterator[Claim]:
    """Yield the claim of a figure in a row by years; what it counts stands before the first of them."""
    measure = find_measure(sentence.mentions[start_of_row(sentence.mentions, index)], sentence)
    if measure is not None:
        scope = Scope.WHOLE if year == passage.year else Scope.YEAR
        yield replace(_claim(passage, sentence, sentence.mentions[index], measure), scope=scope)


def _claim(passage: Passage, sentence: Sentence, mention: Mention, measure: Measure) -> Claim:
    column = _column(mention, sentence)
    quantity = mention.quantity
    if column != "total":
        measure = replace(measures.TAKEN, name=measure.name)
    return Claim(
        Nature.COUNT,
        measure,
        quantity.value,
        passage.spot(sentence, quantity.start, quantity.end),
        column,
        _scope(passage, mention, measure),
        mention,
        quantity.is_vague,
    )


def find_measure(mention: Mention, sentence: Sentence) -> Measure | None:
    """Return what a figure is a figure of, by the words before it and, failing those, behind it."""
    behind = measure_in(mention.tail, behind=True) if not mention.pieces[0] else None
    if behind in (measures.CARRIED_FORWARD, measures.CARRIED_OVER):
        return behind
    for distance, piece in enumerate(mention.pieces[:_FARTHEST]):
        found = measure_in(piece)
        if found is not None and _is_fit(found, mention, piece, sentence):
            return found
        if _FOREIGN.search(piece) or not _FILLER.match(piece):
            break
        if distance and mention.quantity.unit == "":
            break
    if not mention.quantity.unit:
        return None
    found = measure_in(mention.tail, behind=True)
    return found if found is not None and _is_fit(found, mention, mention.tail, sentence) else None


def measure_in(piece: str, *, behind: bool = False) -> Measure | None:
    """Return the measure that words name.

    >>> str(measure_in("上年结转政府信息公开申请").name), str(measure_in("因本机关不掌握无法提供").name)
    ('上年结转', '无法提供')
    """
    for pattern, measure in measures.CARRIES:
        match = pattern.search(piece)
        if match is not None:
            return measures.NEW if "新收" in piece[match.end() :] else measure
    outcome = _outcome_in(piece)
    if outcome is not None:
        return outcome
    if any(pattern.search(piece) for pattern, _ in measures.APPLICANTS) and not behind:
        return measures.TAKEN
    verbs = measures.VERBS[:-1] if behind else measures.VERBS
    return next((measure for pattern, measure in verbs if pattern.search(piece)), None)


def _outcome_in(piece: str) -> Measure | None:
    groups = [measure for pattern, measure in measures.OUTCOMES if pattern.search(piece)]
    rows = [measure for pattern, measure in measures.ROWS if pattern.search(piece)]
    if groups and rows and "等" not in piece:
        return merged(groups[0], rows[0])
    return groups[0] if groups else rows[0] if rows else None


def _is_fit(measure: Measure, mention: Mention, piece: str, sentence: Sentence) -> bool:
    """Tell whether the words around a figure are about requests, as far as the measure asks for it."""
    has_unit = mention.quantity.unit != ""
    stands_beside = piece == mention.pieces[0]
    if measure.is_part:
        return has_unit or stands_beside
    if not has_unit:
        return stands_beside and measure is not measures.TAKEN
    if measure in _CARRIED:
        return not _FOREIGN.search(piece + mention.tail)
    if _is_about_others(piece, mention) or _FEE.search(sentence.text) or _is_figure_of_speech(mention):
        return False
    return _names_requests(piece, mention) or (_is_bare(piece, mention) and _speaks_before(sentence, mention))


def _is_about_others(piece: str, mention: Mention) -> bool:
    """Tell whether something else than requests is counted, or requests of one subject only."""
    near = piece + mention.tail
    is_foreign = _FOREIGN.search(near) and not _OBJECT.search(near)
    return bool(_NEVER.search(near) or _BY_SUBJECT.search(piece) or is_foreign)


def _is_figure_of_speech(mention: Mention) -> bool:
    """Tell whether a figure in words counts nothing: 未发生一件."""
    if not mention.quantity.is_spelt:
        return False
    is_loose_one = mention.quantity.value == 1 and not _COUNTED.search(mention.lead)
    return is_loose_one or _NEGATED.search(mention.lead) is not None


def _names_requests(piece: str, mention: Mention) -> bool:
    """Tell whether requests or applicants are named around a figure."""
    is_named = _OBJECT.search(mention.lead + mention.tail) is not None
    return is_named or any(pattern.search(piece) for pattern, _ in measures.APPLICANTS)


def _is_bare(piece: str, mention: Mention) -> bool:
    """Tell whether verb and figure stand without an object: 办结3件, 新收31件."""
    return len(_NO_OBJECT.sub("", piece)) <= 2 and mention.quantity.unit not in ("个", "次", "份")


def _speaks_before(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether requests for information were named before, in the sentence or by what it follows."""
    before = sentence.text[: mention.quantity.start]
    foreign = [match.end() for match in _FOREIGN.finditer(before)]
    own = [match.end() for match in _OBJECT.finditer(before)]
    return not foreign or (bool(own) and own[-1] >= foreign[-1])


def _assigned(mentions: Sequence[Mention], index: int) -> Measure | None:
    """Return the measure of a figure in a row of figures behind 分别为."""
    first = start_of_row(mentions, index)
    lead = mentions[first].lead
    if not APART.search(lead):
        return None
    named = [
        measure
        for piece in re.split(r"[，；：、和及与（）]", lead)
        if (measure := measure_in(piece)) is not None
    ]
    parts = [measure for measure in named if measure.is_part] or named
    count = length_of_row(mentions, first)
    return parts[index - first] if len(parts) == count else None


def _column(mention: Mention, sentence: Sentence) -> str:
    """Return the column of applicants a figure stands in, by the words beside it; the total otherwise.

    公民、法人和其他组织 are applicants of every kind. 其他组织 behind 商业企业 is the last column alone.
    """
    beside = (mention.pieces[0], mention.tail)
    for words in reversed(beside) if mention.quantity.unit in _PERSONS else beside:
        if _EVERYBODY.search(words + "。") and "公民" in mention.lead + words:
            continue
        before = sentence.text[: mention.quantity.start]
        if _OTHERS.search(words) and any(pattern.search(before) for pattern, _ in measures.APPLICANTS[:4]):
            return "organisation.other"
        for pattern, column in measures.APPLICANTS:
            if pattern.search(words):
                return column
    return "total"


def _counts_bodies(mention: Mention) -> bool:
    """Tell whether bodies are counted, and no requests: 6个乡镇未收到申请."""
    return mention.quantity.unit == "个" and _BODIES.match(mention.tail) is not None


def _is_comparison(mention: Mention) -> bool:
    """Tell whether a figure says by how many more or fewer: 增加5件."""
    return _RATIO.search(mention.lead) is not None


def _scope(passage: Passage, mention: Mention, measure: Measure) -> Scope:
    if measure in (measures.NEW, measures.RECEIVED, measures.TAKEN, measures.HANDLED):
        time = scope_of_mention(mention, passage.year)
        if time is not Scope.WHOLE:
            return time
        is_behind = measure_in(mention.tail, behind=True) is measure and not any(
            map(measure_in, mention.pieces[:_FARTHEST])
        )
        if is_channel(mention.tail if is_behind else mention.lead):
            return Scope.CHANNEL
        if _OF_UNITS.search(mention.lead):
            return Scope.UNIT
        for words in (mention.lead.rpartition("，")[2], mention.lead):
            verb = _VERB.search(words)
            if verb and scope_of_subject(words[: verb.start()], passage.agency) is Scope.UNIT:
                return Scope.UNIT
    return Scope.WHOLE


def is_group(measure: Measure) -> bool:
    """Tell whether a measure is one of the six outcomes."""
    return (
        any(measure.readings == group.readings for group in GROUPS) or measure is measures.GRANTED_OR_PARTLY
    )
