from __future__ import annotations

from collections.abc import Iterator

import pytest

from govreport.checks import check
from govreport.errors import DataError
from govreport.findings import Finding, Severity
from govreport.messages import Message
from govreport.report import Report
from govreport.rules import CATALOGUE, Rule, rule
from samples import told


@rule(
    code="few-penalties",
    severity=Severity.NOTE,
    message=Message("行政处罚只有 {value} 件", "only {value} penalties"),
)
def few_penalties(record: Rule, report: Report) -> Iterator[Finding]:
    path = "disclosure.penalties.decisions"
    value = report.figures()[path]
    if value is not None and value < 10:
        yield record.finding("行政处罚", (path,), value=value)


def few() -> Report:
    return told(figures={"disclosure.penalties.decisions": 9})


def test_a_rule_of_ones_own_is_applied_where_it_is_given_and_nowhere_else() -> None:
    (finding,) = check(few(), rules=[few_penalties])
    assert (finding.code, finding.value, str(finding.message)) == ("few-penalties", 9, "行政处罚只有 9 件")
    assert check(few()) == ()
    assert "few-penalties" not in CATALOGUE


def test_it_can_be_ignored_like_any_other() -> None:
    assert check(few(), rules=[few_penalties], ignore=["few-penalties"]) == ()
    with pytest.raises(DataError):
        check(few(), ignore=["few-penalties"])
