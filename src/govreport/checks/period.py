"""Dates in the text: the statistics period, other years, and the notice cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from govreport.checks.claims.claim import Passage
from govreport.checks.inspection import Inspection, quote_of
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Severity, Value
from govreport.messages import Message
from govreport.text.sentences import Sentence

PERIOD = Rule(
    code="period",
    severity=Severity.ERROR,
    basis=(Basis.FORM,),
    section="E",
    message=Message(
        "统计期限写的是 {value}，应为 {expected}", "the statistics period is {value}; it should be {expected}"
    ),
    explanation=Message(
        "统计期限是报告年度的1月1日至12月31日。",
        "The statistics period is 1 January to 31 December of the report year.",
    ),
    remedy=Message(
        "改正统计期限；多半是照抄上年。", "Correct the period; it was probably copied from last year."
    ),
    failing="统计期限为2023年1月1日至12月31日。（2024 年的报告）",
    example={"value": "2022年1月1日至2022年12月31日", "expected": "2023年1月1日至2023年12月31日"},
)

PERIOD_MISSING = Rule(
    code="period-missing",
    severity=Severity.NOTE,
    basis=(Basis.PRACTICE,),
    section="E",
    message=Message("没有写明统计期限（{expected}）", "no statistics period is stated ({expected})"),
    explanation=Message(
        "报告一般在导语中写明数据的统计期限；格式没有硬性规定，只作提示。",
        "A report usually states the period of its figures in the lead; the form does not demand it, so"
        " this is a note.",
    ),
    remedy=Message("在导语中写明统计期限。", "State the period in the lead."),
    failing="现公布本年度报告。（没有统计期限）",
    example={"expected": "2023年1月1日至2023年12月31日"},
)

PERIOD_TORN = Rule(
    code="period-torn",
    severity=Severity.NOTE,
    basis=(Basis.PRACTICE,),
    section="E",
    message=Message("日期“{value}”缺字，无法辨认", "the date {value} has lost characters and cannot be read"),
    explanation=Message(
        "公布或转换时丢了“年”“月”的日期，如“202311日至1231日”。",
        "A date that lost 年 or 月 when it was published or converted, such as 202311日至1231日.",
    ),
    remedy=Message("核对网页上的日期。", "Look at the date on the page."),
    failing="统计期限为202411日至1231日。",
    example={"value": "202311日至1231日"},
)

OTHER_YEAR = Rule(
    code="other-year",
    severity=Severity.WARNING,
    basis=(Basis.PRACTICE,),
    section="E",
    message=Message(
        "这句话说的是 {value} 年，报告年度是 {expected}",
        "the sentence speaks of {value}; the report is of {expected}",
    ),
    explanation=Message(
        "总体情况写的是报告年度。与上年相比、结转、以往问题的改进、下一步打算可以提到其他年份。",
        "The overview is about the report year. Other years may be named in comparisons, carry-overs, the"
        " mending of"
        " earlier problems and plans.",
    ),
    remedy=Message("核对年份；多半是照抄上年。", "Look at the year; it was probably copied from last year."),
    failing="截至2023年12月31日，组织培训两次。（2024 年的报告）",
    example={"value": 2022, "expected": 2023},
)

NOTICE = Rule(
    code="notice",
    severity=Severity.WARNING,
    basis=(Basis.NOTICE,),
    section="E",
    message=Message(
        "引用的 {value} 不适用于 {year} 年度报告，应为 {expected}",
        "{value} does not govern a report of {year}; {expected} does",
    ),
    explanation=Message(
        "2019、2020 年度适用国办公开办函〔2019〕60号，2021 年度起适用国办公开办函〔2021〕30号；"
        "现行条例是国务院令第711号。",
        "国办公开办函〔2019〕60号 governs the reports of 2019 and 2020, 国办公开办函〔2021〕30号 those from"
        " 2021 on; the"
        " Regulations in force are 国务院令第711号.",
    ),
    remedy=Message("改引现行文件。", "Cite the notice in force."),
    failing="根据国办公开办函〔2019〕60号编制。（2024 年的报告）",
    example={"value": "国办公开办函〔2019〕60号", "year": 2021, "expected": "国办公开办函〔2021〕30号"},
)

_DATE: Final = r"(?:(?P<y{0}>20[0-9]{{2}})年)?(?P<m{0}>[0-9]{{1,2}})月(?P<d{0}>[0-9]{{1,2}})日"
_SPAN: Final = re.compile(
    _DATE.format(1)
    + r"(?:零时|0时)?(?:起)?(?:始)?，?(?:[-—–~～至到]|截?止[至于到]?|至|到)+"
    + _DATE.format(2)
)
_ABOUT: Final = re.compile(r"统计|数据|期限|时限|时间|报告|起止")
_TORN: Final = re.compile(
    r"(?:20[0-9]{3,5}月?[0-9]{0,2}日(?:起|至|到|止)|截[至止]到?20[0-9]{2}(?:1[0-2]|0?[1-9])月[0-9]{1,2}日|[从自]20[0-9]{3}月[0-9]{1,2}日)"
)
_DEADLINE: Final = re.compile(r"截[至止]到?(?:目前)?(?P<year>20[0-9]{2})年?12月(?:31日|底)")
_OPENING: Final = re.compile(
    r"^(?:（[一二三四五六七八九十]）[^。，：]{0,14}[。：]?)?(?P<year>20[0-9]{2})年度?(?:以来)?，?"
    r"(?:我|本|全[市县区镇乡省州局]|各级|县|市|区|镇|乡|局|街道|委|办|共|累计|主动)"
)
_OWN: Final = re.compile(
    r"(?:我|本)(?:[市县区镇乡局委办院会街]|单位|机关|部门|街道|中心)?(?P<year>20[0-9]{2})年度?(?!.{0,6}(?:计划|预算|决算|规划|要点))"
)
_PUBLISHED: Final = re.compile(
    r"(?:公布|公开|发布|编制|编写|报告)[^。]{0,30}?(?P<year>20[0-9]{2})年?度?(?:政府)?信息公开(?:工作)?(?:年度)?报告"
)
_OTHERWISE: Final = re.compile(
    r"[比较]|同期|相比|结转|下一步|将|计划|规划|预算|决算|要点|改进|整改|针对|上年|去年|以来|方案"
)
_OLD_REGULATIONS: Final = re.compile(r"(?:国务院令|国令)第?492号")
_NUMBER: Final = re.compile(r"国办公开办函[〔\[【（]?(?P<year>20[0-9]{2})[〕\]】）]?(?P<number>[0-9]+)号")
_NOTICES: Final = {2019: "国办公开办函〔2019〕60号", 2021: "国办公开办函〔2021〕30号"}
"""The notice in force, by the first report year it governs."""
_STATED: Final = re.compile(_SPAN.pattern + r"|统计(?:期限|时限|时间|周期|数据)")
_READ: Final = frozenset({"lead", "overview", "other"})


def check_period(inspection: Inspection) -> Iterator[Finding]:
    """Yield what is wrong with the period, other years and the notice cited."""
    year = inspection.report.year
    is_stated = False
    if inspection.report.info().kind != "ogi":
        return
    for passage in inspection.passages:
        if passage.section not in _READ:
            continue
        for sentence in passage.sentences:
            tell = partial(_finding, inspection, passage, sentence)
            torn = _TORN.search(sentence.text)
            if torn is not None:
                yield tell(PERIOD_TORN, torn.span(), value=torn[0])
            is_stated = is_stated or torn is not None or _STATED.search(sentence.text) is not None
            span = _SPAN.search(sentence.text) if _ABOUT.search(sentence.text) else None
            if span is not None and not _is_the_year(span, year):
                yield tell(PERIOD, span.span(), value=span[0], expected=_period(year))
            yield from _other_years(passage, sentence, year, tell)
            yield from _notices(sentence, year, tell)
    if not is_stated and not inspection.is_excerpt:
        where = inspection.heading("lead") if "lead" in inspection.texts else ""
        yield PERIOD_MISSING.finding(where, (), expected=_period(year))


def _period(year: int) -> str:
    return f"{year}年1月1日至{year}年12月31日"


def _is_the_year(span: re.Match[str], year: int) -> bool:
    """Tell whether a span is the report year, or some other span the sentence is not the period of."""
    days = tuple(int(span[name]) for name in ("m1", "d1", "m2", "d2"))
    if days != (1, 1, 12, 31):
        is_report = days[:3] == (1, 1, 12) and "报告" in span.string
        return not is_report and re.search(r"统计|期限|时限", span.string) is None
    return all(span[name] is None or int(span[name]) == year for name in ("y1", "y2"))


def _other_years(
    passage: Passage, sentence: Sentence, year: int, tell: Callable[..., Finding]
) -> Iterator[Finding]:
    for pattern in (_PUBLISHED,) if passage.section == "lead" else (_DEADLINE, _OPENING, _OWN):
        match = pattern.search(sentence.text)
        if match is None or int(match["year"]) == year:
            continue
        is_meant = pattern in (_OPENING, _OWN) and _OTHERWISE.search(sentence.text) is not None
        if not is_meant and (pattern is not _DEADLINE or int(match["year"]) == year - 1):
            yield tell(OTHER_YEAR, match.span("year"), value=int(match["year"]), expected=year)
            return


def _notices(sentence: Sentence, year: int, tell: Callable[..., Finding]) -> Iterator[Finding]:
    right = _NOTICES[2021] if year >= 2021 else _NOTICES[2019]
    for match in _NUMBER.finditer(sentence.text):
        cited = f"国办公开办函〔{match['year']}〕{match['number']}号"
        if cited in _NOTICES.values() and cited != right:
            yield tell(NOTICE, match.span(), value=cited, expected=right, year=year)
    old = _OLD_REGULATIONS.search(sentence.text)
    if old is not None and year >= 2019:
        yield tell(NOTICE, old.span(), value=old[0], expected="国务院令第711号", year=year)


def _finding(
    inspection: Inspection,
    passage: Passage,
    sentence: Sentence,
    rule: Rule,
    span: tuple[int, int],
    *,
    value: Value,
    expected: Value = None,
    year: int | None = None,
) -> Finding:
    spot = passage.spot(sentence, *span)
    where = inspection.where(spot)
    return rule.finding(where, (), value=value, expected=expected, quote=quote_of(spot), year=year)
