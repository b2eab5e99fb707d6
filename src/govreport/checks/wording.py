"""Left-overs and slips in the text: blanks, template text, doubled words, unfinished sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.claims.claim import Passage, Spot
from govreport.checks.inspection import Inspection, quote_of
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Severity
from govreport.messages import Message
from govreport.text.outline import outline

FIGURE_LEFT_BLANK = Rule(
    code="figure-left-blank",
    severity=Severity.ERROR,
    basis=(Basis.PRACTICE,),
    section="E",
    message=Message("“{value}”这里缺一个数", "a figure is missing in {value}"),
    explanation=Message(
        "量词前面应有数字的地方空着，或者还是 XX。",
        "Where a figure belongs before its unit stands a blank, or still XX.",
    ),
    remedy=Message("补上数字；没有发生的写 0。", "Fill in the figure; 0 where nothing happened."),
    failing="编印公报　　期。",
    example={"value": "公开信息　　条"},
)

TEMPLATE_TEXT = Rule(
    code="template-text",
    severity=Severity.WARNING,
    basis=(Basis.PRACTICE,),
    section="E",
    message=Message(
        "“{value}”是格式里的说明，不是报告的内容", "{value} is a hint of the form, not part of a report"
    ),
    explanation=Message(
        "格式中的说明文字不应留在报告里。", "The hints of the form do not stay in the report."
    ),
    remedy=Message("删去。", "Take it out."),
    failing="该部分以表格形式报告。明年继续改进。",
    example={"value": "该部分以表格形式报告"},
)

ADDRESSEE = Rule(
    code="addressee",
    severity=Severity.WARNING,
    basis=(Basis.PRACTICE,),
    section="E",
    message=Message(
        "“{value}”是写给上级的，年度报告是向社会公布的",
        "{value} addresses a superior; the report is to the public",
    ),
    explanation=Message(
        "年度报告向社会公布，没有主送机关，也不写“根据贵办要求”。",
        "The yearly report is published; it has no addressee and does not follow anybody's 贵办.",
    ),
    remedy=Message("改为向社会公布的写法。", "Write it for the public."),
    failing="根据贵办通知，报告2024年1月1日至12月31日的情况。",
    example={"value": "市政府办公厅："},
)

DOUBLED_WORDS = Rule(
    code="doubled-words",
    severity=Severity.NOTE,
    basis=(Basis.PRACTICE,),
    section="E",
    message=Message("“{value}”重复", "{value} is doubled"),
    explanation=Message(
        "两个字以上的词连写两遍。单字重叠（人人、天天）是正常的汉语，不指出。",
        "A word of two characters or more stands twice in a row. Single characters doubled are good Chinese.",
    ),
    remedy=Message("删去多余的。", "Take one of them out."),
    failing="解读的形式形式还不够多。",
    example={"value": "公开公开"},
)

HALF_WIDTH = Rule(
    code="half-width",
    severity=Severity.NOTE,
    basis=(Basis.PRACTICE,),
    section="E",
    message=Message(
        "正文用了半角标点，共 {count} 处，例如“{value}”",
        "half-width punctuation in {count:place|places}, such as {value}",
    ),
    explanation=Message(
        "中文用全角标点。一份报告只报一条。",
        "Chinese text has full-width punctuation. One finding for a report.",
    ),
    remedy=Message("改为全角标点。", "Use full-width marks."),
    failing="解读的形式还不够多,明年继续改进。",
    example={"count": 3, "value": "信息,其中"},
)

UNFINISHED = Rule(
    code="unfinished",
    severity=Severity.NOTE,
    basis=(Basis.PRACTICE,),
    section="E",
    message=Message(
        "这一段没有写完，或缺句末标点：“…{value}”{more}",
        "a paragraph is unfinished, or lacks its last mark: …{value}{more}",
    ),
    explanation=Message(
        "正文每段以句末标点结束。超过三段的，只报一条：多半是换行把句子断开了。",
        "A paragraph of text ends with a mark. More than three are one finding: lines were probably broken.",
    ),
    remedy=Message("补全句子或标点。", "Finish the sentence, or add the mark."),
    failing="解读的形式还不够多，明年继续增加图解和",
    example={"value": "并将所申请的信息发送给申请人", "more": ""},
)

_BLANK: Final = re.compile(
    r"[\u4e00-\u9fff](?P<gap>[ \u3000\xa0]{2,}|[_＿]+|[XxＸ×✕*]{2,})(?:余|多)?(?:条|件|次|个|期|篇|份|场|"
    r"万元|元|人次|宗)(?=[，。；、,;.（(]|$)"
)
_TEMPLATE: Final = re.compile(
    r"(?:该|本|此)部分(?:内容)?以表格(?:的)?形式报告[^。]{0,6}|（?文字描述，?[^）。]{0,20}|在此处报告|(?:表格)如下[:：]$"
)
_ADDRESSED: Final = re.compile(
    r"根据贵[办局委单位厅]|按照贵[办局委单位厅]|贵(?:办|局|委|单位)(?:要求|通知|文件)|报告如下，请审阅|特此报告|妥否，请批示"
)
_SALUTATION: Final = re.compile(r"[\u4e00-\u9fff]{2,16}(?:政府|办公[厅室]|局|委员?会?|厅)[:：]")
_DOUBLED: Final = re.compile(r"([\u4e00-\u9fff]{2,8})\1")
_REDUPLICATED: Final = re.compile(r"^(?:[一逐].|..?一.?)")
_HALF: Final = re.compile(r"[\u4e00-\u9fff0-9”》）][,;:?!][\u4e00-\u9fff“《（]")
_ENDS: Final = re.compile(r"[。！？：；…”」』）)\].!?;:]$")
_SHORT: Final = 15
_FEW: Final = 3
"""More unfinished paragraphs than these have one cause, and are one finding."""
_MORE: Final = Message("（共 {count} 段如此）", " ({count:paragraph is|paragraphs are} like this)")


def check_wording(inspection: Inspection) -> Iterator[Finding]:
    """Yield the slips of the text, line by line; half-width punctuation once."""
    half: list[Spot] = []
    for index, passage in enumerate(inspection.passages):
        line = passage.folded.original
        for match in _BLANK.finditer(line):
            spot = _spot(passage, match.start(), match.end())
            yield FIGURE_LEFT_BLANK.finding(
                inspection.where(spot), (), value=_around(line, match), quote=quote_of(spot)
            )
        for rule, pattern in ((TEMPLATE_TEXT, _TEMPLATE), (ADDRESSEE, _ADDRESSED), (DOUBLED_WORDS, _DOUBLED)):
            yield from _matches(inspection, passage, rule, pattern)
        if index == 0 and _SALUTATION.fullmatch(line.strip()):
            spot = _spot(passage, 0, len(line))
            yield ADDRESSEE.finding(inspection.where(spot), (), value=line.strip(), quote=quote_of(spot))
        half += [_spot(passage, match.start() + 1, match.start() + 2) for match in _HALF.finditer(line)]
    yield from _unfinished(inspection)
    if half:
        first = half[0]
        shown = first.text[max(first.start - 3, 0) : first.end + 3]
        yield HALF_WIDTH.finding(
            inspection.where(first), (), count=len(half), value=shown, quote=quote_of(first)
        )


def _matches(
    inspection: Inspection, passage: Passage, rule: Rule, pattern: re.Pattern[str]
) -> Iterator[Finding]:
    for match in pattern.finditer(passage.folded.original):
        if rule is DOUBLED_WORDS and _REDUPLICATED.match(match[1]):
            continue
        spot = _spot(passage, match.start(), match.end())
        yield rule.finding(inspection.where(spot), (), value=match[0], quote=quote_of(spot))


def _unfinished(inspection: Inspection) -> Iterator[Finding]:
    """Yield paragraphs without a mark at their end; headings and short lines have none."""
    if inspection.is_excerpt:
        return
    spots = [
        Spot(section, number, paragraph.text, len(paragraph.text) - 1, len(paragraph.text))
        for section, text in inspection.texts.items()
        for number, paragraph in enumerate(outline(text))
        if len(paragraph.text) > _SHORT and not _ENDS.search(paragraph.text)
    ]
    is_many = len(spots) > _FEW
    more = _MORE.format(count=len(spots)) if is_many else Message("", "")
    for spot in spots[:1] if is_many else spots:
        where, value = inspection.where(spot), spot.text[-12:]
        yield UNFINISHED.finding(where, (), value=value, quote=quote_of(spot), more=more)


def _spot(passage: Passage, start: int, end: int) -> Spot:
    """Return a place in a line as it was given."""
    return Spot(passage.section, passage.line, passage.folded.original, start, end)


def _around(line: str, match: re.Match[str]) -> str:
    return line[max(match.start() - 3, 0) : match.end()]
