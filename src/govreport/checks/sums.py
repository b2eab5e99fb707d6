"""Printed totals against the figures they add up."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checks.places import places_of, sums_in
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Severity
from govreport.forms._tables import add
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
        "每一行的总计等于同一行各项之和。有空白项的行不作判断。",
        "The total of a row equals the sum of its figures. A row with a blank figure is not judged.",
    ),
    remedy=Message(
        "核对这一行的各项和总计；总计不填时自动算出。",
        "Compare the figures of the row with its total; a total that is left out is computed.",
    ),
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
        "总计一行的每个数等于同一列各项之和，表三即（一）至（六）各项之和。有空白项的列不作判断。",
        "Each figure of a total row equals the sum of the column above it, in table 三 of all rows of"
        " （一） to （六）. A column with a blank figure is not judged.",
    ),
    remedy=Message(
        "核对这一列的各项和总计；总计一行不填时自动算出。",
        "Compare the figures of the column with its total; a total row that is left out is computed.",
    ),
    example={"cell": "三、本年度办理结果 › （七）总计 › 自然人", "value": 40, "expected": 41},
)

_RULES = {rule.code: rule for rule in (ROW_TOTAL, COLUMN_TOTAL)}


def check_sums(report: Report) -> Iterator[Finding]:
    """Yield a finding for every printed total that is not the sum of its parts."""
    figures = report.figures()
    for each in sums_in(type(report)):
        value = figures[each.total]
        expected = add(figures[part] for part in each.parts)
        if value is None or expected is None or value == expected:
            continue
        place = places_of(type(report))[each.total]
        yield _RULES[each.kind].finding(
            place.where, (each.total, *each.parts), value=value, expected=expected, cell=place.cell
        )
