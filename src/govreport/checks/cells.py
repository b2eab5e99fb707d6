"""Single cells: figures below zero, and cells left blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from govreport.checks.inspection import Inspection
from govreport.checks.places import Place, figures_of_facts, kinds_of, places_of, sums_in
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Severity
from govreport.forms._sums import is_left_out
from govreport.messages import Message
from govreport.report import Report

NEGATIVE = Rule(
    code="negative",
    severity=Severity.ERROR,
    basis=(Basis.FORM,),
    section="A",
    message=Message("“{cell}”填的是 {value}，不能小于 0", "“{cell}” is {value}; it cannot be below 0"),
    explanation=Message(
        "件数和金额都不小于 0。总计因某一项为负而为负的，只指出那一项。",
        "Counts and amounts are 0 or more. Where a total is negative because of a part, only the part is"
        " named.",
    ),
    remedy=Message("核对这个数；没有发生的填 0。", "Look at the figure; where nothing happened it is 0."),
    failing="行政许可 本年处理决定数量 -3",
    example={"cell": "行政许可 › 本年处理决定数量", "value": -4},
)

BLANK_CELL = Rule(
    code="blank-cell",
    severity=Severity.WARNING,
    basis=(Basis.PRACTICE,),
    section="A",
    message=Message("有 {count} 个单元格空白：{named}", "blank cells: {count} ({named})"),
    explanation=Message(
        "空白与 0 不同：空白是没有填。一张表的空白合为一条；因各项空白而算不出的总计不计在内。",
        "A blank is not a 0: it was not filled in. The blanks of a table are one finding; totals that cannot"
        " be computed because of them are not counted.",
    ),
    remedy=Message(
        "补上数字；没有发生的填 0，或用 blank: zero 说明空白就是 0。",
        "Fill in the figures; 0 where nothing happened, or say with blank: zero that blanks are 0.",
    ),
    failing="行政许可 本年处理决定数量 （空白）",
    example={"count": 2, "named": "“行政许可 › 本年处理决定数量”、“行政处罚 › 本年处理决定数量”"},
)

AMOUNT_UNIT = Rule(
    code="amount-unit",
    severity=Severity.WARNING,
    basis=(Basis.PRACTICE,),
    section="A",
    message=Message("“{cell}”填的是 {value}，没有写单位", "“{cell}” is {value}, without a unit"),
    explanation=Message(
        "采购总金额没有固定单位，要连单位一起写，例如 251000元。",
        "The total of procurement has no fixed unit; it is written with one, such as 251000元.",
    ),
    remedy=Message("写上单位：元或万元。", "Add the unit: 元 or 万元."),
    failing="政府集中采购 采购总金额 251000",
    example={"cell": "政府集中采购 › 采购总金额", "value": "251000"},
)

_MAY_BE_BLANK = frozenset({"words", "choices"})
"""Names and remarks, and choices of which none need be ticked."""
_BARE = re.compile(r"[\d,，.]+")
_NAMED = 3
"""How many blank cells a message names."""


def check_negative(report: Report) -> Iterator[Finding]:
    """Yield a finding for every figure below zero, in a table or a fact; not for totals of such figures."""
    for path, (labels, fact) in figures_of_facts(report).items():
        if fact is not None and fact < 0:
            yield NEGATIVE.finding(labels, (path,), value=fact, expected="≥ 0", cell=labels)
    kinds = kinds_of(type(report))
    negative = {
        path: figure
        for path, figure in report.figures().items()
        if figure is not None and figure < 0 and kinds[path] != "change"
    }
    if not negative:
        return
    implied = {each.total for each in sums_in(type(report)) if not negative.keys().isdisjoint(each.parts)}
    for path, figure in negative.items():
        if path not in implied:
            place = places_of(type(report))[path]
            yield NEGATIVE.finding(place.where, (path,), value=figure, expected="≥ 0", cell=place.cell)


def check_units(report: Report) -> Iterator[Finding]:
    """Yield a finding for every amount that should be printed with its unit and is not; 0 needs none."""
    kinds = kinds_of(type(report))
    for path, value in report.cells().items():
        if kinds[path] != "printed" or not isinstance(value, str):
            continue
        if _BARE.fullmatch(value) and value.strip("0.,，"):
            place = places_of(type(report))[path]
            yield AMOUNT_UNIT.finding(place.where, (path,), value=value, cell=place.cell)


def check_blanks(inspection: Inspection) -> Iterator[Finding]:
    """Yield one finding for each table with blank cells.

    Totals that were left out are not among them, nor cells that a document does not have at all.
    """
    report = inspection.report
    kinds = kinds_of(type(report))
    missing = frozenset(inspection.page.missing) if inspection.page is not None else frozenset[str]()
    blank = [
        path
        for path, value in report.cells().items()
        if value is None and kinds[path] not in _MAY_BE_BLANK and path not in missing
    ]
    if not blank:
        return
    totals = {each.total for each in sums_in(type(report))}
    unfilled = [path for path in blank if not (path in totals and is_left_out(report, path))]
    for _, paths in groupby(unfilled, key=lambda path: path.partition(".")[0]):
        yield _blank_finding(tuple(paths), places_of(type(report)))


def _blank_finding(paths: tuple[str, ...], places: Mapping[str, Place]) -> Finding:
    first = places[paths[0]]
    cells = [f"“{places[path].cell}”" for path in paths[:_NAMED]]
    more = Message("等", " and others") if len(paths) > _NAMED else Message("", "")
    return BLANK_CELL.finding(
        first.heading if len(paths) > 1 else first.where,
        paths,
        count=len(paths),
        named=Message("、".join(cells) + more.zh, ", ".join(cells) + more.en),
    )
