"""Who may make 规章 (administrative rules), and who reports some all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govreport.agency import Agency, Level, Organ
from govreport.checks.places import places_of
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Severity
from govreport.messages import Message
from govreport.report import Report

REGULATIONS_AUTHORITY = Rule(
    code="regulations-authority",
    severity=Severity.WARNING,
    basis=(Basis.PRACTICE,),
    section="A",
    message=Message(
        "“{cell}”填的是 {value}，但“{agency}”无权制定规章",
        "“{cell}” is {value}, but {agency} has no authority to make 规章 (administrative rules)",
    ),
    explanation=Message(
        "只有国务院部门，省、自治区、直辖市和设区的市、自治州的人民政府可以制定规章"
        "（2023年修正的立法法第九十一条、第九十三条），由其办公厅（室）代为报告的也算。"
        "没有给出级别和性质的，按名称判断，拿不准的不指出。",
        "Only the departments of the State Council and the governments of provinces, of cities with"
        " districts and of autonomous prefectures make 规章 (Legislation Law as amended in 2023, articles 91"
        " and 93); their general offices may report them. Without level and organ the name decides, and"
        " nothing is said where it leaves a doubt.",
    ),
    remedy=Message(
        "行政规范性文件不是规章，请填在下一行；确有制定权的，请在 agency 中写明 level 和 organ。",
        "行政规范性文件 are not 规章 and belong in the next row; for a body that may make 规章, give the"
        " level and organ of the agency.",
    ),
    failing="甲区人民政府：规章 本年制发件数 1",
    example={"cell": "规章 › 现行有效件数", "value": 2, "agency": "甲县乙镇人民政府"},
)

_ROW: Final = "disclosure.regulations."
"""The row 规章 in every edition of the report on open government information."""

_CENTRAL: Final = re.compile(r"国务院|国家|中国|中华|中央|全国")
_GOVERNMENT: Final = re.compile(r"(?P<place>.+?)(?:人民)?政府(?:办公[厅室]|办)?")
_SMALL_PLACE: Final = re.compile(r".*(?:乡|镇|街道|县|旗|(?<!自治)(?<!特别行政)区)")
_PLACED_ORGAN: Final = re.compile(
    r".*[省市县区州盟旗乡镇街].*(?:(?<!总)局|厅|委|会|办|办公室|办事处|中心|处|队|馆|站|所|院|公司)"
)


def check_regulations_authority(report: Report) -> Iterator[Finding]:
    """Yield a finding where a body reports 规章 that may not make any."""
    figures = report.figures()
    paths = [path for path in figures if path.startswith(_ROW)]
    positive = tuple(path for path in paths if (figures[path] or 0) > 0)
    if positive and _may_not_make_regulations(report.agency):
        place = places_of(type(report))[positive[0]]
        yield REGULATIONS_AUTHORITY.finding(
            place.where,
            positive,
            value=figures[positive[0]],
            expected=0,
            cell=place.cell,
            agency=report.agency.name,
        )


def _may_not_make_regulations(agency: Agency) -> bool:
    """Tell whether a body certainly may not make 规章."""
    if agency.level is Level.STATE:
        return False
    if agency.level in (Level.COUNTY, Level.TOWNSHIP) or agency.organ is Organ.OFFICE:
        return True
    if agency.level is not None and agency.organ is not None:
        return agency.organ is not Organ.GOVERNMENT
    return _may_not_by_name(agency.name)


def _may_not_by_name(name: str) -> bool:
    """Judge by a name such as 甲市乙局; a city's government is left open: not every city has districts.

    >>> [_may_not_by_name(f"淮安市{body}") for body in ("金湖县人民政府", "教育局", "人民政府")]
    [True, True, False]
    """
    if _CENTRAL.match(name):
        return False
    government = _GOVERNMENT.fullmatch(name)
    place = government["place"] if government else name
    if _SMALL_PLACE.fullmatch(place):
        return True
    return not government and _PLACED_ORGAN.fullmatch(name) is not None
