"""The title: agency, year, and what the report calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.claims.scopes import is_the_agency
from govreport.checks.inspection import Inspection
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Quote, Severity
from govreport.messages import Message
from govreport.text.folding import fold

TITLE = Rule(
    code="title",
    severity=Severity.WARNING,
    basis=(Basis.FORM, Basis.PRACTICE),
    section="E",
    message=Message(
        "标题“{value}”{fault}，应为“{expected}”", "the title {value} {fault}; it should be {expected}"
    ),
    explanation=Message(
        "标题写明机关、年份和“政府信息公开工作年度报告”，年份可以写在最前面。年度、工作、年、政府都不能少。",
        "The title names the agency, the year and 政府信息公开工作年度报告; the year may stand first. None"
        " of 年度,"
        " 工作, 年 and 政府 may be missing.",
    ),
    remedy=Message("按格式写全标题。", "Write the title in full."),
    failing="淮安市人民政府2024年政府信息公开年度报告",
    example={
        "value": "甲局2023年政府信息公开年度报告",
        "fault": "缺“工作”",
        "expected": "甲局2023年政府信息公开工作年度报告",
    },
)

TITLE_DOUBLED = Rule(
    code="title-doubled",
    severity=Severity.NOTE,
    basis=(Basis.FORM,),
    section="E",
    message=Message("标题“{value}”里“年度”写了两次", "the title {value} has 年度 twice"),
    explanation=Message(
        "年份后写“年”，“年度”只在“年度报告”中出现；写成“2023年度……年度报告”不算错，只作提示。",
        "After the year stands 年; 年度 belongs to 年度报告. Twice is no mistake, only a note.",
    ),
    remedy=Message("把年份后的“年度”改为“年”。", "Write 年 after the year."),
    failing="淮安市人民政府2024年度政府信息公开工作年度报告",
    example={"value": "甲局2023年度政府信息公开工作年度报告"},
)

_FIRST_YEAR: Final = 2019
"""Before the format of 2019 titles were free."""
_WORDS: Final = (
    (re.compile(r"20[0-9]{2}年"), Message("年份后缺“年”", "lacks 年 after the year")),
    (re.compile(r"政府信息公开|政务公开"), Message("缺“政府”", "lacks 政府")),
    (re.compile(r"公开工作"), Message("缺“工作”", "lacks 工作")),
    (re.compile(r"年度报告"), Message("缺“年度”", "lacks 年度")),
)
_ENDING: Final = re.compile(r"(?P<year>20[0-9]{2})年?(?P<doubled>度)?(?P<rest>.*)")
_OTHER_WORDING: Final = Message("用词或词序不同", "has other words, or another order")
_OTHER_YEAR: Final = Message("年份不是报告年度", "names another year")
_OTHER_AGENCY: Final = Message("写的是另一个机关", "names another agency")


def check_title(inspection: Inspection) -> Iterator[Finding]:
    """Yield what is wrong with the title."""
    report = inspection.report
    title = fold(report.title).text
    name = report.info().report_title
    if report.year < _FIRST_YEAR or report.info().kind != "ogi" or not title:
        return
    fault = _fault(title, name, report.agency.name, report.year)
    quote = Quote(report.title, 0, len(report.title))
    if fault is not None:
        expected = f"{report.agency.name}{report.year}年{name}"
        yield TITLE.finding(
            "标题", ("title",), value=report.title, expected=expected, quote=quote, fault=fault
        )
    elif title.count("年度") > 1:
        yield TITLE_DOUBLED.finding("标题", ("title",), value=report.title, quote=quote)


def _fault(title: str, name: str, agency: str, year: int) -> Message | None:
    missing = next((message for pattern, message in _WORDS if not pattern.search(title)), None)
    if missing is not None:
        return missing
    ending = _ENDING.search(title)
    if ending is None or int(ending["year"]) != year:
        return _OTHER_YEAR
    if not title.endswith(name):
        return _OTHER_WORDING
    named = title[: ending.start()] or ending["rest"].removesuffix(name)
    if named and not (is_the_agency(named, fold(agency).text) or is_the_agency(fold(agency).text, named)):
        return _OTHER_AGENCY
    return None
