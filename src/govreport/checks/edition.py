"""The edition of the form against the year of the report."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Severity
from govreport.forms._editions import FormInfo
from govreport.forms._registry import official_forms
from govreport.messages import Message
from govreport.report import Report

FORM_YEAR = Rule(
    code="form-year",
    severity=Severity.ERROR,
    basis=(Basis.FORM, Basis.NOTICE),
    section="A",
    message=Message(
        "{year} 年的报告用了表样 {form}（适用年度 {years}），{right}",
        "a report of {year} in the form {form}, which serves {years}; {right}",
    ),
    explanation=Message(
        "每个表样只适用于它生效的年度。",
        "A form serves only the report years in which it is in force.",
    ),
    remedy=Message(
        "改用当年的表样（去掉 form 一项，就按 year 选择），或核对年度。",
        "Take the form of the year (leave out form, and it follows from year), or check the year.",
    ),
    failing="2022 年的报告用了 2019 年的表样",
    example={"year": 2020, "form": "ogi2021", "years": "2021–", "right": "应使用 ogi2019"},
)


def check_form_year(report: Report) -> Iterator[Finding]:
    """Yield a finding if the form does not serve the year of the report."""
    info = report.info()
    if info.serves(report.year):
        return
    yield FORM_YEAR.finding(
        report._fields["year"].label.text,
        ("year",),
        value=report.year,
        expected=info.years,
        year=report.year,
        years=info.years,
        form=info.name,
        right=_right_form(info, report.year),
    )


def _right_form(info: FormInfo, year: int) -> Message:
    fitting = [
        name
        for name, form in official_forms().items()
        if form.info().kind == info.kind and form.info().serves(year)
    ]
    if fitting:
        return Message("应使用 {form}", "its form is {form}").format(form=fitting[0])
    return Message("没有适用于这一年的内置表样", "no built-in form serves that year")
