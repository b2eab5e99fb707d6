"""This year's report against that of the year before, of whatever edition of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from govreport.checks.claims.scopes import is_the_agency
from govreport.checks.inspection import Inspection
from govreport.checks.places import kinds_of, places_of
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Quote, Severity
from govreport.forms._figures import add
from govreport.messages import Message
from govreport.paths import carried_forward_path
from govreport.report import Report
from govreport.text.likeness import shared_sentences

CARRY_OVER = Rule(
    code="carry-over",
    severity=Severity.WARNING,
    basis=(Basis.MEASURED,),
    section="B",
    message=Message(
        "“{cell}”填的是 {value}，上年报告中结转下年度的是 {expected}",
        "“{cell}” is {value}; last year's report carried {expected} forward",
    ),
    explanation=Message(
        "表三第二项逐列等于上年报告的第四项，换了表样也一样。机构合并、撤销或上年数据更正的，可以不同。",
        "Item 二 of table 三 is item 四 of last year's report in every column, across editions too. It may"
        " differ"
        " where bodies were merged or last year's figures corrected.",
    ),
    remedy=Message(
        "核对两年的报告；更正过的，在报告中说明。",
        "Compare both reports; explain a correction in the report.",
    ),
    failing="上年报告：结转下年度 121；本年报告：上年结转 120",
    example={"cell": "二、上年结转政府信息公开申请数量 › 总计", "value": 120, "expected": 121},
)

ROLL_FORWARD = Rule(
    code="roll-forward",
    severity=Severity.WARNING,
    basis=(Basis.MEASURED,),
    section="B",
    message=Message(
        "“{cell}”填的是 {value}，按上年 {before} + 制发 {issued} − 废止 {repealed} 应为 {expected}",
        "“{cell}” is {value}; last year's {before} + {issued} issued − {repealed} repealed is {expected}",
    ),
    explanation=Message(
        "现行有效件数等于上年的现行有效件数加本年制发、减本年废止；规章和行政规范性文件都是如此。",
        "Those in force are last year's and the issued less the repealed, for 规章 and for 行政规范性文件.",
    ),
    remedy=Message(
        "核对三个数；清理时补登或剔除的，在报告中说明。",
        "Compare the figures; explain what a revision added or took out.",
    ),
    failing="上年现行有效 66；本年制发 8，废止 26，现行有效 66",
    example={
        "cell": "行政规范性文件 › 现行有效件数",
        "value": 430,
        "expected": 420,
        "before": 597,
        "issued": 50,
        "repealed": 227,
    },
)

ITEM_COUNT = Rule(
    code="item-count",
    severity=Severity.NOTE,
    basis=(Basis.MEASURED,),
    section="B",
    message=Message(
        "“{cell}”填的是 {value}，上年报告的项目数量加增减是 {expected}",
        "“{cell}” is {value}; last year's items and their change come to {expected}",
    ),
    explanation=Message(
        "2019 年表样的“上一年项目数量”应等于上年报告的上一年项目数量加本年增/减。这一条没有文件依据，"
        "只作提示。",
        "In the form of 2019 the items of last year should be last year's figure and its change. No notice"
        " says so;"
        " it is only a note.",
    ),
    remedy=Message("核对两年的项目数量。", "Compare the items of both years."),
    failing="2019 年：上一年项目数量 10，本年增/减 +2；2020 年：上一年项目数量 13",
    example={"cell": "行政许可 › 上一年项目数量", "value": 21, "expected": 40},
)

JUMP = Rule(
    code="jump",
    severity=Severity.NOTE,
    basis=(Basis.PRACTICE,),
    section="B",
    message=Message(
        "“{cell}”填的是 {value}，上年是 {expected}，相差 5 倍以上",
        "“{cell}” is {value}; it was {expected} the year before, more than five times apart",
    ),
    explanation=Message(
        "一个数比上年大或小 5 倍以上、并且相差超过 20 的，提示看一看：可能是口径变了，"
        "也可能多写或少写了一位。",
        "A figure more than five times as large or as small as last year's, and more than 20 apart,"
        " deserves a look:"
        " the count may have changed its meaning, or a digit is one too many.",
    ),
    remedy=Message("确实如此的不必改。", "Leave it if it is right."),
    failing="行政处罚 上年 412，本年 4119",
    example={"cell": "行政处罚 › 本年处理决定数量", "value": 4119, "expected": 412},
)

COPIED_TEXT = Rule(
    code="copied-text",
    severity=Severity.WARNING,
    basis=(Basis.NOTICE,),
    section="B",
    message=Message(
        "“{heading}”有 {value} 的句子与上年逐字相同（{count} 句中的 {same} 句），例如“{sample}”",
        "{value} of the sentences of {heading} are word for word last year's ({same} of {count}), such as"
        " “{sample}”",
    ),
    explanation=Message(
        "总体情况和存在的主要问题不能照抄上年。只改了年份和数字的句子也算相同；第六部分有固定写法，不作比较。"
        "超过 60% 才指出。",
        "The overview and the problems are not to be copied from last year. A sentence that differs only in"
        " year"
        " and figures counts as the same; section 六 is formulaic and not compared. Told above 60 %.",
    ),
    remedy=Message("按当年的工作重写。", "Write what was done this year."),
    failing="上年：2023年已经增加图解和问答。本年：2024年已经增加图解和问答。",
    example={
        "heading": "一、总体情况",
        "value": "75%",
        "count": 20,
        "same": 15,
        "sample": "切实加强政府网站建设管理。",
    },
)

AGENCY_RENAMED = Rule(
    code="agency-renamed",
    severity=Severity.NOTE,
    basis=(Basis.PRACTICE,),
    section="B",
    message=Message(
        "机关是“{value}”，上年报告的是“{expected}”",
        "the agency is {value}; last year's report is by {expected}",
    ),
    explanation=Message(
        "机构更名或合并的，两年的数字不一定接得上；也可能是拿错了上年的报告。",
        "After a change of name or a merger the figures of both years need not fit; or it is the wrong"
        " report.",
    ),
    remedy=Message("确认上年的报告没有拿错。", "Make sure it is the right report."),
    failing="上年报告：丙丁县人民政府；本年报告：淮安市人民政府",
    example={"value": "甲县数据局", "expected": "甲县大数据中心"},
)

_TIMES: Final = 5
_APART: Final = 20
_ALIKE: Final = Decimal("0.6")
_FEWEST: Final = 4
"""Fewer sentences than these say nothing about copying."""
_COMPARED: Final = ("overview", "problems")


def check_years(inspection: Inspection) -> Iterator[Finding]:
    """Yield what does not follow from last year's report; nothing where it is not at hand."""
    if inspection.last_year is None:
        return
    report, last = inspection.report, inspection.last_year
    ours, theirs = report.agency.name, last.agency.name
    if not (is_the_agency(ours, theirs) or is_the_agency(theirs, ours)):
        where = report._fields["agency"].label.text
        yield AGENCY_RENAMED.finding(where, ("agency.name",), value=ours, expected=theirs)
    yield from _carry_over(report, last)
    yield from _roll_forward(report, last)
    yield from _item_counts(report, last)
    yield from _jumps(report, last)
    yield from _copied(inspection, last)


def _carry_over(report: Report, last: Report) -> Iterator[Finding]:
    then, now = last.figures(), report.figures()
    for path, value in now.items():
        before = carried_forward_path(path)
        expected = then.get(before) if before is not None else None
        if value is not None and expected is not None and value != expected:
            place = places_of(type(report))[path]
            yield CARRY_OVER.finding(place.where, (path,), value=value, expected=expected, cell=place.cell)


def _roll_forward(report: Report, last: Report) -> Iterator[Finding]:
    then, now = last.figures(), report.figures()
    for path, value in now.items():
        row, _, column = path.rpartition(".")
        if column != "in_force":
            continue
        before, issued, repealed = then.get(path), now.get(f"{row}.issued"), now.get(f"{row}.repealed")
        if value is None or before is None or issued is None or repealed is None:
            continue
        expected = before + issued - repealed
        if value != expected:
            place = places_of(type(report))[path]
            yield ROLL_FORWARD.finding(
                place.where,
                (path, f"{row}.issued", f"{row}.repealed"),
                value=value,
                expected=expected,
                cell=place.cell,
                before=before,
                issued=issued,
                repealed=repealed,
            )


def _item_counts(report: Report, last: Report) -> Iterator[Finding]:
    then, now = last.figures(), report.figures()
    for path, value in now.items():
        row, _, column = path.rpartition(".")
        if column != "previous" or f"{row}.change" not in then or value is None:
            continue
        expected = add(iter((then.get(path), then[f"{row}.change"])))
        if expected is not None and value != expected:
            place = places_of(type(report))[path]
            yield ITEM_COUNT.finding(place.where, (path,), value=value, expected=expected, cell=place.cell)


def _jumps(report: Report, last: Report) -> Iterator[Finding]:
    """Yield jumps of figures that stand at the same place in both forms; of 表三 only the totals."""
    then, kinds = last.figures(), kinds_of(type(report))
    for path, value in report.figures().items():
        before = then.get(path)
        if value is None or before is None or kinds[path] == "change" or not _is_shown(path):
            continue
        if _is_apart(Decimal(value), Decimal(before)):
            place = places_of(type(report))[path]
            yield JUMP.finding(place.where, (path,), value=value, expected=before, cell=place.cell)


def _is_shown(path: str) -> bool:
    return not path.startswith("applications.") or path.endswith(".total")


def _is_apart(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) > _APART and (one > other * _TIMES or other > one * _TIMES)


def _copied(inspection: Inspection, last: Report) -> Iterator[Finding]:
    before = last.texts()
    for section in _COMPARED:
        shared = shared_sentences(inspection.texts.get(section, ""), before.get(section, ""))
        if shared.count < _FEWEST or Decimal(len(shared.same)) / shared.count <= _ALIKE:
            continue
        ours, _ = shared.same[0]
        heading = inspection.heading(section)
        finding = COPIED_TEXT.finding(
            heading,
            (),
            value=f"{len(shared.same) * 100 // shared.count}%",
            quote=Quote(ours, 0, len(ours)),
            heading=heading,
            count=shared.count,
            same=len(shared.same),
            sample=ours,
        )
        yield replace(finding, pairs=shared.same)
