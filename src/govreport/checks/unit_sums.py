"""An aggregate against the reports of its units (section C)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, cast

from govreport.checks.inspection import Inspection
from govreport.checks.places import BETWEEN, Place, figures_of_facts, kinds_of, places_of
from govreport.checks.rule import Basis, Rule
from govreport.checks.units import Units
from govreport.errors import DataError
from govreport.findings import Finding, Severity, Value
from govreport.messages import Message
from govreport.report import Report
from govreport.text.amounts import in_yuan

UNIT_SUM = Rule(
    code="unit-sum",
    severity=Severity.ERROR,
    basis=(Basis.PRACTICE,),
    section="C",
    message=Message(
        "“{cell}”填的是 {value}，各单位相加是 {expected}{gaps}",
        "“{cell}” is {value}; its units add up to {expected}{gaps}",
    ),
    explanation=Message(
        "汇总报告的每一格等于各单位报告同一格之和（check --units）。"
        "各单位的报告齐全、按时、表样相同而且这一格都填了，才算错；缺报、迟报、换过表样或有空白的，只作警告，并写明是哪些单位。",
        "Every cell of an aggregate is the sum of that cell over the reports of its units (check --units)."
        " It is an error where all of them are there, in time, in the same form and filled in; else a warning"
        " that names the units concerned.",
    ),
    remedy=Message(
        "用 govreport sum --explain 查看每个单位填了多少，再改汇总数或催报。",
        "See with govreport sum --explain what every unit says; correct the sum, or ask the unit.",
    ),
    failing="甲局 3，乙局 4，汇总 8",
    example={
        "cell": "一、本年新收政府信息公开申请数量 › 总计",
        "value": 120,
        "expected": 118,
        "gaps": Message("（缺：甲乡人民政府）", " (missing: 甲乡人民政府)"),
    },
)

_QUANTITIES: Final = frozenset({"count", "change", "amount", "printed"})
_NAMED: Final = 5
"""How many units a message names."""
_MISSING: Final = Message("缺", "missing")
_LATE: Final = Message("迟报", "late")
_OTHER_FORM: Final = Message("表样不同", "of another form")
_BLANK: Final = Message("空白", "blank")


def check_units_sum(inspection: Inspection) -> Iterator[Finding]:
    """Yield a finding for every figure of an aggregate that is not the sum of its units."""
    units = inspection.units
    if units is None:
        return
    sums = {path: value for path, _, value in _iter_figures(units.report)}
    for path, place, value in _iter_figures(inspection.report):
        expected = sums[path]
        if value is not None and expected is not None and _differ(value, expected):
            gaps = _gaps(units, path)
            yield UNIT_SUM.finding(
                place.where,
                (path,),
                value=value,
                expected=expected,
                severity=Severity.WARNING if gaps.zh else None,
                cell=place.cell,
                gaps=gaps,
            )


def _iter_figures(report: Report) -> Iterator[tuple[str, Place, Value]]:
    """Yield everything in a report that can be added up: its path, its place, and what stands there."""
    kinds, places = kinds_of(type(report)), places_of(type(report))
    for path, value in report.cells().items():
        if kinds[path] in _QUANTITIES:
            yield path, places[path], cast("Value", value)
    for path, (labels, figure) in figures_of_facts(report).items():
        fact, _, rest = labels.partition(BETWEEN)
        yield path, Place(fact, (rest,)), figure


def require_units(report: Report, units: Units | None) -> None:
    """Refuse a sum of units that is not of the year and the form of a report.

    Raises:
        DataError: If it is not.
    """
    if units is None:
        return
    expected = (report.info().name, report.year)
    found = (units.report.info().name, units.report.year)
    if found != expected:
        raise DataError.of(
            Message("各单位之和的年度或表样不同", "the sum of the units is of another year or form"),
            where="units",
            found=" ".join(map(str, found)),
            expected=" ".join(map(str, expected)),
            remedy=Message(
                "汇总时写明 form=type(report), convert=True",
                "add them up with form=type(report), convert=True",
            ),
        )


def _differ(value: Value, expected: Value) -> bool:
    """Tell whether a figure is another than the sum; nothing is said of a text that is no amount."""
    if not isinstance(value, str) or not isinstance(expected, str):
        return value != expected
    try:
        return in_yuan(value) != in_yuan(expected)
    except DataError:
        return False


def _gaps(units: Units, path: str) -> Message:
    """Return in brackets which units are not in the sum of a cell, or not as they should; or nothing."""
    causes = {
        _MISSING: units.missing,
        _LATE: units.late,
        _OTHER_FORM: units.converted,
        _BLANK: units.blank_units(path),
    }
    told = [_told(cause, names) for cause, names in causes.items() if names]
    if not told:
        return Message("", "")
    return Message(
        "（" + "；".join(each.zh for each in told) + "）", " (" + "; ".join(each.en for each in told) + ")"
    )


def _told(cause: Message, names: Sequence[str]) -> Message:
    more = (
        Message(f"等 {len(names)} 家", f" and others, {len(names)} in all")
        if len(names) > _NAMED
        else Message("", "")
    )
    shown = names[:_NAMED]
    return Message(f"{cause.zh}：{'、'.join(shown)}{more.zh}", f"{cause.en}: {', '.join(shown)}{more.en}")
