"""Printed totals against the figures they add up."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checks.places import places_of, sums_in
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Severity
from govreport.forms._figures import add
from govreport.messages import Message
from govreport.report import Report

ROW_TOTAL = Rule(
    code="row-total",
    severity=Severity.ERROR,
    basis=(Basis.MEASURED,),
    section="A",
    message=Message(
        "“{cell}”填的是 {value}，同一行各项相加是 {expected}",
        "“{cell}” is {value}, but the figures of its row add up to {expected}",
    ),
    explanation=Message(
        "每一行的总计等于同一行各项之和。有空白项的，已填各项已经超过总计才算错。",
        "The total of a row equals the sum of its figures. With a blank among them it is wrong only if the"
        " others"
        " exceed it already.",
    ),
    remedy=Message(
        "核对这一行的各项和总计；总计不填时自动算出。",
        "Compare the figures of the row with its total; a total that is left out is computed.",
    ),
    failing="自然人 120，法人或其他组织合计 3，总计 125",
    example={"cell": "三、本年度办理结果 › （一）予以公开 › 总计", "value": 22, "expected": 23},
)

COLUMN_TOTAL = Rule(
    code="column-total",
    severity=Severity.ERROR,
    basis=(Basis.MEASURED,),
    section="A",
    message=Message(
        "“{cell}”填的是 {value}，同一列各项相加是 {expected}",
        "“{cell}” is {value}, but the figures of its column add up to {expected}",
    ),
    explanation=Message(
        "总计一行的每个数等于同一列各项之和，表三即（一）至（六）各项之和。有空白项的，已填各项已经超过总计才算错。",
        "Each figure of a total row equals the sum of the column above it, in table 三 of all rows of"
        " （一） to （六）. With a blank among them it is wrong only if the others exceed it already.",
    ),
    remedy=Message(
        "核对这一列的各项和总计；总计一行不填时自动算出。",
        "Compare the figures of the column with its total; a total row that is left out is computed.",
    ),
    failing="（一）予以公开 5，（二）部分公开 2，其余各行 0，（七）总计 8",
    example={"cell": "三、本年度办理结果 › （七）总计 › 自然人", "value": 40, "expected": 41},
)

BLANK_IN_TOTAL = Rule(
    code="blank-in-total",
    severity=Severity.WARNING,
    basis=(Basis.PRACTICE,),
    section="A",
    message=Message(
        "“{cell}”填的是 {value}，已填的各项相加是 {expected}，差数只能在空白格里",
        "“{cell}” is {value}, the figures filled in add up to {expected}; the rest must be in the blank"
        " cells",
    ),
    explanation=Message(
        "总计与已填各项之和不等，而有的项空白。空白若是 0，总计就错了；空白若不是 0，就漏填了。",
        "The total is not the sum of what is filled in, and some parts are blank. If the blanks are 0 the"
        " total is"
        " wrong; if they are not, figures are missing.",
    ),
    remedy=Message("补全空白格，再核对总计。", "Fill in the blank cells, then look at the total again."),
    failing="结果维持 3，结果纠正 0，其他结果 0，尚未审结 （空白），总计 4",
    example={"cell": "三、本年度办理结果 › （七）总计 › 自然人", "value": 40, "expected": 38},
)

_RULES = {rule.code: rule for rule in (ROW_TOTAL, COLUMN_TOTAL)}


def check_sums(report: Report) -> Iterator[Finding]:
    """Yield a finding for every printed total that is not the sum of its parts."""
    figures = report.figures()
    for each in sums_in(type(report)):
        value = figures[each.total]
        filled = [part for part in each.parts if figures[part] is not None]
        expected = add(figures[part] for part in filled)
        if value is None or expected is None or value == expected or not filled:
            continue
        place = places_of(type(report))[each.total]
        is_certain = len(filled) == len(each.parts) or value < expected
        rule = _RULES[each.kind] if is_certain else BLANK_IN_TOTAL
        yield rule.finding(
            place.where, (each.total, *each.parts), value=value, expected=expected, cell=place.cell
        )
