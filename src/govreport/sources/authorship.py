"""Whose report a running text says it is, where no title says it.

Asked in this order: the sentence that hands the report over, who it was drawn up by, and at last whose
doings it tells. The texts are without blanks and in simplified characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_BODY: Final = r"(?P<agency>[\u4e00-\u9fff（）()·]{2,40}?)"
_NAME: Final = rf"{_BODY}(?:[（(](?:以下)?简称[^）)]{{1,20}}[）)])?"
_YEAR: Final = r"(?P<year>20\d\d)年度?"
_PUBLICITY: Final = (
    r"的?(?:年度)?(?:政府|政务)?(?:信息|政务)公开(?:年度)?(?:工作)?的?(?:年度)?(?:工作)?(?:年度)?"
)
_REPORT: Final = rf"{_PUBLICITY}(?:报告|年报)"
_STATE: Final = rf"{_PUBLICITY}(?:总体|有关|具体)?情况"
_HANDS_OVER: Final = r"(?:现将|公布|发布|(?<!政务)(?<!信息)公开|编制|编写|形成|制作)[了《]*"
_LEADS: Final = (
    re.compile(rf"{_HANDS_OVER}{_NAME}{_YEAR}{_REPORT}"),
    re.compile(rf"{_HANDS_OVER}{_YEAR}{_NAME}{_REPORT}"),
    re.compile(rf"现将{_NAME}{_YEAR}{_STATE}"),
    re.compile(rf"现将{_YEAR}{_NAME}{_STATE}"),
    re.compile(rf"[，,。]{_NAME}(?:现|特)?(?:向社会)?(?:公布|公开|发布){_YEAR}{_REPORT}"),
    re.compile(
        rf"[，,。由]{_NAME}(?:结合[^，,。]{{2,20}}[，,])?(?:认真)?(?:编制|编写|制作)了?{_YEAR}{_REPORT}"
    ),
)
_COMPILED: Final = re.compile(
    rf"由{_BODY}(?:组织|负责|统一)?"
    r"(?:(?:根据|依据|按照|结合)[^。]{0,160}?)?(?:编制|编写|撰写)"
)
_NO_BODY: Final = re.compile(
    "[我本全各该]|认真|政府(?!研究室|办)|政务(?!服务|公开)|(?:总体)?情况|主动|依法|.*(?:领导小组|关于|做好|情况|年度)"
)
_BODY_ENDS: Final = tuple(
    "局厅委办处会部署院校学园府队所站社馆联心司行室镇乡街道省市县区州盟旗中村场台团厂港"
)
_INSIDE: Final = re.compile(
    r"(?:党政(?:综合)?办公?室?|(?:政府|政务)?(?:信息|政务)公开(?:工作)?(?:领导小组)?(?:办公室|办|中心|科|处))$"
    r"|(?<=[局委馆会院校镇乡])办公室$"
)
"""A part of a body that draws up its report."""
_GOVERNMENT_OFFICE: Final = re.compile("(?:府|省|市|县|区|州)办(?:公[室厅])?$")
"""It draws up the report of its government, and one of its own."""
_UNDER: Final = r"(?:在[^。；]{2,40}?下[,，]){0,2}"
_ACTS: Final = re.compile(
    rf"20\d\d年度?(?:以来)?[,，]?{_UNDER}"
    r"(?P<agency>(?![全我本各该在]|[省市县区州盟旗](?:委|党|人民政府|政府))(?:(?:[\u4e00-\u9fff]{1,12}[省市县区州盟旗乡镇]|[省市县区州盟旗])[\u4e00-\u9fff]{1,16}?"
    r"(?:局|厅|委员会|办公室|办公厅|人民政府|街道办事处|管委会|中心|总队|支队|大队|联合会|馆)"
    r"|[\u4e00-\u9fff]{2,8}(?:街道(?:办事处)?|(?<![乡城村])镇(?:人民政府)?|乡(?:人民政府)?)))"
    rf"{_UNDER}"
    r"(?:主动公开|认真|坚持|紧紧|紧扣|围绕|高度|深入|全面|按照|严格|继续|持续|切实|积极|强化|共|通过)"
)
_CONTACT: Final = re.compile(
    rf"(?:请与|请联系|敬请联系)[:：]?{_BODY}(?:联系|[（(,，]?(?:办公|联系|机构)?(?:地址|电话))"
)
_NO_CONTACT: Final = re.compile("政务服务|大数据|数据管理|行政审批|档案")
"""Bodies that answer for the reports of others."""
_GOVERNMENT: Final = re.compile(
    r"(?:请与|请联系|直接与)[:：]?(?P<agency>[\u4e00-\u9fff]{1,8}(?P<kind>[省市县区旗州])人民政府)办公"
)
_OWN_RULE: Final = re.compile(
    r"《(?P<agency>[\u4e00-\u9fff（）()·]{2,40}?(?:局|厅|委|委员会|镇|乡|人民政府|街道|办事处|馆|院|校|中心|会))"
    r"(?:政府|政务|网上|[\u4e00-\u9fff]{2})?信息公开(?:指南|目录|审查|保密|申请|制度)"
)
"""The title of a rule a body has made for itself."""
_OWN_KIND: Final = re.compile("我(厅|局|委|镇|乡|街道|馆|院|校|中心|会)")
_OWN_REGION: Final = re.compile("我([省市县区旗州])")
_OURSELVES: Final = re.compile("我(厅|局|委员会|委|办|院)")
_PROVINCES: Final = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|"
    "四川|贵州|云南|陕西|甘肃|青海"
)
_OF_PROVINCE: Final = rf"(?:{_PROVINCES})[省市](?!.{{0,12}}[省市县区])[\u4e00-\u9fff]{{1,10}}?"


def facts_of_lead(text: str) -> tuple[str, int | None]:
    """Return the body and the year the sentence names that hands the report over; ``""`` and None if none.

    The year of a report that is only told of, one of the year before, is none of its own.
    """
    for match in _iter_leads(text):
        name, year = match["agency"].removeprefix("了"), int(match["year"])
        if _is_body(name) and name.endswith(_BODY_ENDS):
            later = re.search(rf"{year + 1}年(?!\d)", text[: match.start()])
            return name, None if later else year
    return "", None


def compiler(text: str) -> str:
    """Return the body a text says it was drawn up by; ``""`` where it may be the government or its office.

    >>> compiler("本报告由某县某镇人民政府党政办公室编制。"), compiler("由某县人民政府办公室组织编制。")
    ('某县某镇人民政府', '')
    """
    for match in _COMPILED.finditer(text):
        name = _without_office(match["agency"])
        if len(name) > 2 and _is_body(name) and name.endswith(_BODY_ENDS):
            return "" if _GOVERNMENT_OFFICE.search(name) else name
    return ""


def contact(text: str) -> str:
    """Return the body that has rules of its own or answers questions, if it is what the text calls its own.

    >>> contact("请与甲市水利局办公室联系。我局公开信息3条。"), contact("请与甲市水利局联系。")
    ('甲市水利局', '')
    >>> contact("请与甲市人民政府办公室联系。我市公开信息3条。")
    '甲市人民政府'
    """
    kinds = {own[1] for own in _OWN_KIND.finditer(text)}
    if not kinds and (regions := {own[1] for own in _OWN_REGION.finditer(text)}):
        match = _GOVERNMENT.search(text)
        return match["agency"] if match and {match["kind"]} == regions else ""
    if len(kinds) != 1:
        return ""
    kind = kinds.pop()
    rules = {match["agency"] for match in _OWN_RULE.finditer(text) if _is_kind(match["agency"], kind)}
    if len(rules) == 1:
        return rules.pop()
    answers = _CONTACT.search(text)
    name = _without_office(answers["agency"]) if answers else ""
    return name if _is_kind(name, kind) and not _NO_CONTACT.search(name) else ""


def _is_kind(name: str, kind: str) -> bool:
    """Tell whether a body is of a kind: 局, 镇."""
    ending = name.removesuffix("人民政府" if kind in "镇乡" else "办事处")
    is_own = ending.endswith((kind, "委员会") if kind == "委" else kind) and len(ending) > len(kind) + 1
    return is_own and _is_body(name)


def subject(text: str) -> str:
    """Return the body a text tells the doings of: 2025年，某市某局主动公开…"""
    match = _ACTS.search(text)
    return match["agency"] if match else _spoken_of(text)


def _iter_leads(text: str) -> Iterator[re.Match[str]]:
    for pattern in _LEADS:
        yield from pattern.finditer(text)


def _is_body(name: str) -> bool:
    return _NO_BODY.match(name) is None


def _without_office(name: str) -> str:
    """Return a body without the part of it that drew up the report."""
    for ending in ("人民政府", "政府"):
        at = name.find(ending)
        if at > 0 and _INSIDE.fullmatch(name[at + len(ending) :]):
            return name[: at + len(ending)]
    return _INSIDE.sub("", name)


def _spoken_of(text: str) -> str:
    """Return the only body of a province a text names that is of the kind it calls itself: 我厅, 我委."""
    kinds = {match[1] for match in _OURSELVES.finditer(text)}
    if len(kinds) != 1:
        return ""
    named = {match[0] for match in re.finditer(_OF_PROVINCE + kinds.pop(), text)}
    return named.pop() if len(named) == 1 else ""
