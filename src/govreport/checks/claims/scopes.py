"""Whose figure a sentence states: the body's own, one of its units', another year's.

A body is taken for the agency itself where the characters of its short name stand in the agency's name
in their order: 人社局 in 人力资源和社会保障局, 区经信委 in 渝中区经济和信息化委员会.
"""

from __future__ import annotations

import re
from typing import Final

from govreport.checks.claims.claim import Scope
from govreport.text.sentences import Mention

_ADVERBS: Final = re.compile(
    r"(?:20[0-9]{2}年度?|截[至止].{0,12}|全年度?|本年度?|今年|年度|年内|以来|期间|共计|总共|合计|累计|一共|共|总计|已|依法|依规|按规|按时|及时|主动|对外|"
    r"实际|并|新|仅|只|均|来|规范|分别|有效|圆满|认真|妥善|代表[^，]{0,12}?政府|通过[^，]{0,30})+$"
)
_BODY: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{0,14}?(?:办公[厅室]|管委会|委员会|办事处|政府办|[局厅委办镇乡县区市省州旗处站所院]|街道|中心|支队|大队|公司|学校|部门|政府|单位))"
    r"(?:及其?所?属?(?:下属)?(?:部门|单位))?$"
)
_WHOLE: Final = re.compile(r"[我本全各]|(?:市|县|区|镇|乡)?(?:级|直)?(?:各|所有)")
_OPENING: Final = re.compile(
    r"(?:20[0-9]{2}年度?，?|全年，?|其中，?|（[一二三四五六七八九十]）)*"
    r"(?P<name>[省市县区州盟旗镇乡][\u4e00-\u9fff]{1,10}?(?:馆|局|厅|办公室|中心|委员会|查阅点))(?!等|及|和|与|公开|会同|牵头|长)"
)
_NOT_WHOLE: Final = re.compile(
    r"前[一二三四五六七八九十0-9]{1,2}[位名]|居前|本级|机关本部|[市县区乡镇]级(?:政府|部门|行政机关|各)|[市县区]直(?:部门|单位)?$|我[市县区]政府办"
)
_BELOW: Final = re.compile(
    r"各?(?:乡镇|镇街|县区|市州|市县|县市|街道|[省市县区]直)|各(?:市|县|区|乡|镇)(?!级)"
)
"""The bodies below an agency, without itself."""
_DATE: Final = re.compile(r"^.*?(?:20[0-9]{2}年度?|全年|年度|年来|今年)")
_ASIDE: Final = re.compile(r"(?<=[级府厅办局委会院镇乡道])（[^（）]*）$")
"""The other name of a body, behind it: 县政府本级（县政府办公室）."""
_GOVERNMENT: Final = re.compile(r"(?:人民)?政府$")
_GOVERNMENT_ITSELF: Final = re.compile(
    r"(?:^|[^\u4e00-\u9fff我本全各])(?P<level>[省市县区州盟旗])(?:人民)?政府(?:及其?(?:人民)?政府?办公[厅室])?$"
)
"""The government as a body of its own, one of those that the report of its area adds up."""
_AREA: Final = re.compile(r"全(?:省|市|县|区|州|盟|旗|镇|乡)(?!级)")
_DEPARTMENT: Final = re.compile(r"(?:局|委|委员会|办|办公[厅室]|中心|厅|处|站|院|公司)$")
_OTHER_TIME: Final = re.compile(
    r"历年|上半年|下半年|[一二三四]季度|去年|上年(?!度?.{0,3}结转)|同期|以往|自.{0,12}以来|建[站库]以来|[0-9]{1,2}月份"
    r"|(?<![0-9])(?!0?1月?[-—~～至到]12月)[0-9]{1,2}月?[-—~～至到][0-9]{1,2}月(?![0-9]{1,2}日)"
    r"|近(?:[一二两三四五六七八九十几]|[0-9]{1,2})?年|[两三四五六七八九十]年(?:来|间|以来|累计)|年来"
)
_YEAR: Final = re.compile(r"(20[0-9]{2})年")
_DEADLINE: Final = re.compile(r"(?:截[至止]到?|至|到)$")
_TURNS: Final = re.compile(r"[^，]{0,6}?(?:[升降增减]|上升|下降|增加|减少|增长|提高|下滑|上涨)[至到为]")
_CHANNEL: Final = re.compile(
    r"(?:通过|经|以|由|从|其中)?[^，]{0,12}?(?:网站|网络|网上|平台|在线|线上|线下|信函|邮寄|邮件|邮箱|当面|现场|传真|窗口|书面|快递|来函|微信|系统|热线|转办|转来|转送|转交|交办|移送|移交)"
)
_ALL_CHANNELS: Final = re.compile(r"各种|各类|多种|等渠道|等方式|等形式|等途径|等多|渠道共|方式共")


def scope_of_subject(before: str, agency: str) -> Scope:
    """Return whose figure a verb states, by the words before the verb.

    >>> [str(scope_of_subject(each, "甲市乙区人民政府")) for each in ("区政府办", "2023年全区共")]
    ['unit', 'whole']
    >>> str(scope_of_subject("县政府", "甲县人民政府")), str(scope_of_subject("我县政府", "甲县人民政府"))
    ('unit', 'whole')
    """
    subject = _ADVERBS.sub("", _ASIDE.sub("", before))
    if "代表" in before[-20:]:
        return Scope.WHOLE
    clause = _DATE.sub("", re.split(r"[，；：。（）、]", subject)[-1])
    is_of_area = _AREA.search(before) is not None and _DEPARTMENT.search(agency) is not None
    if _NOT_WHOLE.search(clause) or is_of_area:
        return Scope.UNIT
    below = _BELOW.match(clause)
    if below is not None and below[0] not in agency:
        return Scope.UNIT
    if _GOVERNMENT_ITSELF.search(clause) and _GOVERNMENT.search(agency):
        return Scope.UNIT
    body = _BODY.search(clause)
    if body is None or _WHOLE.search(body["name"]):
        return Scope.WHOLE
    return Scope.WHOLE if is_the_agency(body["name"], agency) else Scope.UNIT


def scope_of_opening(sentence: str, agency: str) -> Scope:
    """Return whose figures a sentence states that opens with the name of a body.

    >>> [str(scope_of_opening(each, "甲县人民政府")) for each in ("县档案馆接待查询", "全县各局公开信息")]
    ['unit', 'whole']
    """
    match = _OPENING.match(sentence)
    if match is None or _WHOLE.search(match["name"]) or is_the_agency(match["name"], agency):
        return Scope.WHOLE
    return Scope.UNIT


def is_the_agency(name: str, agency: str) -> bool:
    """Tell whether a short name may be that of the agency.

    >>> is_the_agency("县发改局", "甲县发展和改革局"), is_the_agency("市政府办", "甲市人民政府")
    (True, False)
    """
    rest = iter(agency)
    short = _GOVERNMENT.sub("", name) or name
    return all(char in rest for char in short)


def scope_of_time(lead: str, year: int) -> Scope:
    """Return whether the words before a figure name another time than the year of the report.

    >>> str(scope_of_time("比2022年", 2023)), str(scope_of_time("截至2023年底", 2023))
    ('year', 'whole')
    """
    if _OTHER_TIME.search(lead):
        return Scope.YEAR
    years = [match for match in _YEAR.finditer(lead) if not _DEADLINE.search(lead[: match.start()])]
    return Scope.YEAR if years and int(years[-1][1]) != year else Scope.WHOLE


def scope_of_mention(mention: Mention, year: int) -> Scope:
    """Return whether a figure is of another time: by the words before it, or 由22件降至20件."""
    is_from = mention.lead.endswith(("由", "从")) and _TURNS.match(mention.tail) is not None
    return Scope.YEAR if is_from else scope_of_time(mention.lead, year)


def is_channel(words: str) -> bool:
    """Tell whether the words name one way in which requests come in.

    >>> is_channel("通过网站受理申请"), is_channel("通过网站、信函等渠道受理申请")
    (True, False)
    """
    return _CHANNEL.search(words) is not None and _ALL_CHANNELS.search(words) is None
