"""What the sections say, and how they are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from govreport.checks.claims.claim import Passage
from govreport.checks.inspection import Inspection, quote_of
from govreport.checks.rule import Basis, Rule
from govreport.errors import DataError
from govreport.findings import Finding, Severity
from govreport.messages import Message
from govreport.report import Report
from govreport.text.folding import fold
from govreport.text.numerals import format_numeral, parse_numeral
from govreport.text.wording import join_list

OVERVIEW_TOPICS = Rule(
    code="overview-topics",
    severity=Severity.WARNING,
    basis=(Basis.NOTICE,),
    section="E",
    message=Message("“{heading}”没有写到：{missing}", "{heading} does not speak of {missing}"),
    explanation=Message(
        "总体情况主要写五个方面：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。",
        "The overview covers five topics: 主动公开, 依申请公开, 政府信息管理, 平台建设 and 监督保障.",
    ),
    remedy=Message(
        "补写缺的方面；没有开展的，也要说明。", "Add what is missing; say so where nothing was done."
    ),
    failing="（一）……至（四）……，没有写监督保障",
    example={"heading": "一、总体情况", "missing": "监督保障"},
)

PROBLEMS_EMPTY = Rule(
    code="problems-empty",
    severity=Severity.WARNING,
    basis=(Basis.NOTICE,),
    section="E",
    message=Message("“{heading}”没有内容", "{heading} says nothing"),
    explanation=Message(
        "第五部分要写存在的主要问题和改进情况，不能空着，也不能只写“无”。",
        "Section 五 tells of problems and their mending; it is neither left empty nor just 无.",
    ),
    remedy=Message("写出问题和改进措施。", "Write what the problems are and what is done about them."),
    failing="五、存在的主要问题及改进情况：无。",
    example={"heading": "五、存在的主要问题及改进情况"},
)

HANDLING_FEE = Rule(
    code="handling-fee",
    severity=Severity.WARNING,
    basis=(Basis.NOTICE,),
    section="E",
    message=Message("“{heading}”没有写收取信息处理费的情况", "{heading} does not state the handling fees"),
    explanation=Message(
        "2021 年度起，第六部分报告收取信息处理费的情况：金额（元），或没有收取（国办函〔2020〕109号）。"
        "只写“无”也可以。",
        "From the report year 2021 on section 六 states the handling fees taken, in 元, or that there were"
        " none"
        " (国办函〔2020〕109号). A bare 无 will do.",
    ),
    remedy=Message(
        "写明全年收取信息处理费多少元；没有收取的，写没有。",
        "State the amount in 元, or that there was none.",
    ),
    failing="组织了一次开放日活动。（第六部分没有写信息处理费）",
    example={"heading": "六、其他需要报告的事项"},
)

ANNOUNCED_PARTS = Rule(
    code="announced-parts",
    severity=Severity.WARNING,
    basis=(Basis.PRACTICE,),
    section="E",
    message=Message(
        "正文说报告由 {value} 个部分组成，格式规定的是 {expected} 个",
        "the number of parts that the text announces is {value}; the form has {expected}",
    ),
    explanation=Message(
        "导语里说的组成部分就是格式规定的六个部分。2019 年度的格式只是鼓励采用，只作提示。",
        "The parts announced in the lead are the six of the form. For the report year 2019, when the form"
        " was only"
        " encouraged, this is a note.",
    ),
    remedy=Message("按六个部分改写。", "Announce the six parts."),
    failing="本报告由总体情况等5个部分组成。",
    example={"value": 5, "expected": 6},
)

NUMBERING = Rule(
    code="numbering",
    severity=Severity.WARNING,
    basis=(Basis.PRACTICE,),
    section="E",
    message=Message(
        "“{found}”的序号接不上前面的“{before}”", "the number of {found} does not follow {before}"
    ),
    explanation=Message(
        "同一级的序号从一开始，不跳号、不重号，不混用写法（（一）后面是（二），不是2、）。“一是……三是”也不跳号。",
        "Numbers of one level begin with one and follow without gaps, repeats or another style (after"
        " （一） comes"
        " （二）, not 2、). 一是 … 三是 does not skip either.",
    ),
    remedy=Message("理顺序号。", "Put the numbers in order."),
    failing="（一）……（二）……（四）……",
    example={"found": "（四）平台建设", "before": "（二）依申请公开"},
)

_TOPICS: Final = (
    ("主动公开", re.compile(r"主动.{0,4}公[开示布]|公开.{0,12}信息|信息公开.{0,6}[0-9]+条")),
    ("依申请公开", re.compile(r"依申请|公开申请|申请公开|公开的?申请")),
    (
        "政府信息管理",
        re.compile(
            r"信息(?:公开)?.{0,6}管理|管理.{0,8}信息|规范性文件|保密审查|公开属性|审核|审查|动态调整|目录"
        ),
    ),
    ("平台建设", re.compile(r"平台|网站|新媒体|公众号|专栏|公报")),
    ("监督保障", re.compile(r"监督|保障|考核|评议|培训|责任追究|领导小组|检查|督查")),
)
_NOTHING: Final = re.compile(
    r"(?:我.{1,4}|本.{1,4})?(?:暂)?(?:无|没有|不存在)(?:存在)?(?:的)?(?:主要)?(?:问题|内容|情况)?(?:及改进情况)?。?"
)
_NO_OTHER: Final = re.compile(r"(?:无|没有|暂无)(?:其[他它])?(?:需要?)?(?:报告|说明)?(?:的)?(?:事项|情况)?")
_FEE: Final = re.compile(r"处理费|处理相关费用|收费|费用|收取")
_PARTS: Final = re.compile(
    r"(?:由|包括|分为?|共|含)[^。]{0,200}?(?P<count>[一二三四五六七八九十]|[0-9]{1,2})(?:个|大|项)?(?:部分|方面|项)(?:的)?(?:内容)?(?:组成|构成|编制|。|，|$)"
)
_NAMED: Final = re.compile(r"(?:包括|分为|由|包含)[^。]{0,6}(?:总体情况|概述)[^。]*")
_PART_NAMES: Final = tuple(
    map(
        re.compile,
        (
            "总体情况|概述",
            "主动公开",
            "申请情况|收到和处理",
            "复议|诉讼",
            "问题",
            "其[他它]|需要(?:报告|说明)",
        ),
    )
)
_FEWEST_NAMED: Final = 4
"""Fewer names than these are no list of the parts."""
_SECOND: Final = re.compile(r"^（(?P<number>[一二三四五六七八九十]{1,3})）")
_THIRD: Final = re.compile(r"^(?P<number>[0-9]{1,2})(?:[.．]|、)(?![0-9])")
_INLINE: Final = re.compile(r"(?:^|[。；，：、])(?P<number>[一二三四五六七八九十])是")
_FIRST_YEAR_OF_FEE: Final = 2021
_FORM_WAS_NEW: Final = 2019


def check_contents(inspection: Inspection) -> Iterator[Finding]:
    """Yield what the sections leave out or number wrongly; an excerpt may leave out much."""
    if not inspection.is_excerpt:
        yield from _topics(inspection)
        yield from _problems(inspection)
        yield from _fee(inspection)
    yield from _announced(inspection)
    yield from _numbers(inspection)


def _topics(inspection: Inspection) -> Iterator[Finding]:
    text = fold(inspection.texts.get("overview", "")).text
    if inspection.report.year < _FORM_WAS_NEW or inspection.report.info().kind != "ogi" or not text:
        return
    missing = [name for name, pattern in _TOPICS if not pattern.search(text)]
    if missing:
        heading = inspection.heading("overview")
        yield OVERVIEW_TOPICS.finding(heading, (), heading=heading, missing=join_list(missing))


def _problems(inspection: Inspection) -> Iterator[Finding]:
    text = inspection.texts.get("problems")
    is_asked = text is not None and inspection.report.info().kind == "ogi"
    if is_asked and text is not None and (not text or _NOTHING.fullmatch(fold(text).text)):
        heading = inspection.heading("problems")
        yield PROBLEMS_EMPTY.finding(heading, (), heading=heading)


def _fee(inspection: Inspection) -> Iterator[Finding]:
    report = inspection.report
    text = fold(inspection.texts.get("other", "")).text
    is_asked = (
        report.year >= _FIRST_YEAR_OF_FEE and "other" in inspection.texts and report.info().kind == "ogi"
    )
    if is_asked and not _is_given(report) and not _FEE.search(text) and not _NO_OTHER.search(text):
        heading = inspection.heading("other")
        yield HANDLING_FEE.finding(heading, (), heading=heading)


def _is_given(report: Report) -> bool:
    return report.handling_fee.amount is not None or report.handling_fee.cases is not None


def _announced(inspection: Inspection) -> Iterator[Finding]:
    report = inspection.report
    if report.year < _FORM_WAS_NEW or report.info().kind != "ogi":
        return
    expected = sum(1 for part in report.parts() if part.labels)
    for passage in inspection.passages:
        if passage.section not in ("lead", "overview"):
            continue
        for sentence in passage.sentences:
            announced = _parts_in(sentence.text)
            if announced is not None and announced[0] != expected:
                count, span = announced
                spot = passage.spot(sentence, *span)
                severity = Severity.NOTE if report.year == _FORM_WAS_NEW else None
                where = inspection.where(spot)
                yield ANNOUNCED_PARTS.finding(
                    where, (), value=count, expected=expected, quote=quote_of(spot), severity=severity
                )


def _parts_in(text: str) -> tuple[int, tuple[int, int]] | None:
    """Return how many parts a sentence says or names the report has, and where; None if it does not.

    >>> _parts_in("本报告由总体情况等五个部分组成。")
    (5, (9, 10))
    """
    if not re.search(r"报告|年报|全文|内容|本文", text):
        return None
    match = _PARTS.search(text)
    if match is not None and (re.search(r"总体情况|概述|主动公开", text) or re.search(r"[组构]成", text)):
        count = _number(match["count"])
        return None if count is None else (count, match.span("count"))
    named = _NAMED.search(text)
    names = sum(1 for pattern in _PART_NAMES if named is not None and pattern.search(named[0]))
    is_closed = named is not None and "等" not in text[named.start() :]
    return (names, named.span()) if named is not None and is_closed and names >= _FEWEST_NAMED else None


def _numbers(inspection: Inspection) -> Iterator[Finding]:
    """Yield the first number of each section that does not follow, and of each line of 一是 … 二是."""
    section, told = "", False
    second = third = 0
    before = ""
    for passage in inspection.passages:
        if passage.section != section:
            section, told, second, third, before = passage.section, False, 0, 0, ""
        text = passage.folded.text
        yield from _inline(inspection, passage)
        for pattern in (_SECOND, _THIRD):
            match = pattern.match(text)
            if match is None:
                continue
            number = _number(match["number"]) or 0
            is_second = pattern is _SECOND
            last = second if is_second else third
            is_mixed = not is_second and not third and second and number == second + 1 and number > 1
            is_gap = is_second and number != last + 1 and not _stands_elsewhere(inspection, section, last + 1)
            if not told and not inspection.is_excerpt and (is_mixed or is_gap):
                told = True
                yield _misnumbered(inspection, passage, match, before)
            second, third = (number, 0) if is_second else (second, number)
            before = text[:12]


def _stands_elsewhere(inspection: Inspection, section: str, number: int) -> bool:
    """Tell whether a number stands inside a line, as where a reader has joined two."""
    lines = (passage.folded.text for passage in inspection.passages if passage.section == section)
    return any(f"（{format_numeral(number)}）" in line[1:] for line in lines)


def _inline(inspection: Inspection, passage: Passage) -> Iterator[Finding]:
    numbers = [(match, _number(match["number"]) or 0) for match in _INLINE.finditer(passage.folded.text)]
    for (first, last), (match, number) in pairwise(numbers):
        if number not in (last + 1, 1):
            yield _misnumbered(inspection, passage, match, first["number"] + "是")
            return


def _misnumbered(inspection: Inspection, passage: Passage, match: re.Match[str], before: str) -> Finding:
    sentence = next(
        (each for each in reversed(passage.sentences) if each.start <= match.start("number")),
        passage.sentences[0],
    )
    start = match.start("number") - sentence.start
    spot = passage.spot(sentence, start, start + len(match["number"]))
    found = passage.folded.text[match.start("number") - (match.re is _SECOND) :][:12]
    return NUMBERING.finding(
        inspection.where(spot), (), quote=quote_of(spot), found=found, before=before or "—"
    )


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    try:
        return parse_numeral(text)
    except DataError:
        return None
