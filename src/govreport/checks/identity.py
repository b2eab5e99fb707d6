"""Whose report it is."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checks.inspection import Inspection
from govreport.checks.places import BETWEEN
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Severity
from govreport.messages import Message

AGENCY_NAME = Rule(
    code="agency-name",
    severity=Severity.ERROR,
    basis=(Basis.FORM,),
    section="A",
    message=Message("没有填写机关名称", "the name of the agency is missing"),
    explanation=Message(
        "报告的标题以机关名称开头，落款也用它；没有名称的报告不知道是谁的。只有空格或标点的不算名称。"
        "已公布的网页上没有读到的是警告，只是一部分的不问。",
        "The title of a report begins with the name of the agency, and the sign-off states it; without a name"
        " nobody knows whose report it is. Blanks and punctuation alone are no name. On a published page"
        " where none was read it is a warning; an excerpt is not asked.",
    ),
    remedy=Message(
        "在 agency.name（机关.名称）写上机关的全称。",
        "Write the full name of the agency under agency.name.",
    ),
    failing="机关名称 （空白）",
    example={},
)


def check_agency_name(inspection: Inspection) -> Iterator[Finding]:
    """Yield a finding if the agency has no name, or one without a single letter or digit.

    An excerpt may lack it. On a published page it is a warning: the name may be in a picture or beside it.
    """
    report = inspection.report
    name = report.agency.name
    if inspection.is_excerpt or any(char.isalnum() for char in name):
        return
    severity = None if inspection.page is None else Severity.WARNING
    labels = (report._fields["agency"].label.text, report.agency._fields["name"].label.text)
    yield AGENCY_NAME.finding(BETWEEN.join(labels), ("agency.name",), value=name, severity=severity)
