"""The day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from govreport.agency import Agency, Level, Organ
from govreport.checks.inspection import Inspection
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Severity
from govreport.messages import Message
from govreport.report import Report

PUBLISHED_LATE = Rule(
    code="published-late",
    severity=Severity.WARNING,
    basis=(Basis.NOTICE,),
    section="E",
    message=Message(
        "公布日期是 {value}，应不晚于 {expected}", "published on {value}; it was due by {expected}"
    ),
    explanation=Message(
        "县级以上人民政府部门在次年1月31日前、各级政府的汇总报告在3月31日前公布（条例第四十九条）。乡镇、街道只作提示。",
        "Departments of county level and above publish by 31 January, the report of a whole government by"
        " 31 March"
        " (article 49 of the Regulations). For townships and sub-districts it is a note.",
    ),
    remedy=Message("按时公布；迟了的，说明原因。", "Publish in time."),
    failing="2024 年的报告，公布日期 2025-04-01",
    example={"value": "2024-02-20", "expected": "2024-01-31"},
)

_TOWNSHIP: Final = re.compile(r"[乡镇]$|街道(?:办事处|办)?$|[乡镇](?:人民)?政府$")
_GOVERNMENT: Final = re.compile(r"政府(?:办公[厅室])?$|[省市县区州盟旗]$")


def check_publication(inspection: Inspection) -> Iterator[Finding]:
    """Yield a finding if the report was published after the day it was due."""
    report = inspection.report
    if report.published_on is not None and is_late(report):
        yield PUBLISHED_LATE.finding(
            report._fields["published_on"].label.text,
            ("published_on",),
            value=report.published_on.isoformat(),
            expected=_due(report).isoformat(),
            severity=Severity.NOTE if _is_township(report.agency) else None,
        )


def is_late(report: Report) -> bool:
    """Tell whether a report was published after the day it was due; one that does not say when was not."""
    published = report.published_on
    return published is not None and report.info().kind == "ogi" and published > _due(report)


def _due(report: Report) -> date:
    agency = report.agency
    if _is_government(agency) and not _is_township(agency):
        return date(report.year + 1, 3, 31)
    return date(report.year + 1, 1, 31)


def _is_township(agency: Agency) -> bool:
    return agency.level is Level.TOWNSHIP or _TOWNSHIP.search(agency.name) is not None


def _is_government(agency: Agency) -> bool:
    if agency.organ is not None:
        return agency.organ is Organ.GOVERNMENT
    return _GOVERNMENT.search(agency.name) is not None
