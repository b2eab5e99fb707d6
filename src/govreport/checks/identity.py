"""Whose report it is."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checks.places import BETWEEN
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Severity
from govreport.messages import Message
from govreport.report import Report

AGENCY_NAME = Rule(
    code="agency-name",
    severity=Severity.ERROR,
    basis=(Basis.FORM,),
    section="A",
    message=Message("没有填写机关名称", "the name of the agency is missing"),
    explanation=Message(
        "报告的标题以机关名称开头，落款也用它；没有名称的报告不知道是谁的。只有空格或标点的不算名称。",
        "The title of a report begins with the name of the agency, and the sign-off states it; without a name"
        " nobody knows whose report it is. Blanks and punctuation alone are no name.",
    ),
    remedy=Message(
        "在 agency.name（机关.名称）写上机关的全称。",
        "Write the full name of the agency under agency.name.",
    ),
    example={},
)


def check_agency_name(report: Report) -> Iterator[Finding]:
    """Yield a finding if the agency has no name, or one without a single letter or digit."""
    name = report.agency.name
    if any(char.isalnum() for char in name):
        return
    labels = (report._fields["agency"].label.text, report.agency._fields["name"].label.text)
    yield AGENCY_NAME.finding(BETWEEN.join(labels), ("agency.name",), value=name)
