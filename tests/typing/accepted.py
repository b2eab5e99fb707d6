"""What mypy and pyright must accept, with the types they must see. Nothing here is run."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_type

import govreport
from govreport import Agency, Level, Organ, ReportBuilder
from govreport.forms import Amount, Columns, Count, Rows, Text, column, ogi2021, row, section, table, total
from govreport.report import Report

AGENCY = Agency(name="甲县人民政府", level=Level.COUNTY, organ=Organ.GOVERNMENT, phone="0370-1234567")


def a_report_may_leave_out_everything_but_year_and_agency() -> ogi2021.Report:
    return ogi2021.Report(year=2024, agency=AGENCY)


def every_cell_is_optional() -> ogi2021.Applicants:
    assert_type(ogi2021.Applicants().total, int | None)
    return ogi2021.Applicants(
        natural_person=3, organisation=ogi2021.Organisations(business=1, other=None), total=None
    )


def a_report_is_made_of_typed_tables() -> ogi2021.Report:
    return ogi2021.Report(
        year=2024,
        agency=AGENCY,
        overview="（一）主动公开",
        disclosure=ogi2021.Disclosure(
            licences=ogi2021.Decisions(decisions=12), fees=ogi2021.Fees(amount=Decimal("96171.6"))
        ),
        applications=ogi2021.Applications(
            received=ogi2021.Applicants(natural_person=3),
            results=ogi2021.Results(
                denied=ogi2021.Denied(state_secret=ogi2021.Applicants(natural_person=1)),
            ),
        ),
        disputes=ogi2021.Disputes(reconsideration=ogi2021.Outcomes(upheld=1)),
    )


def attributes_have_the_types_of_their_cells(report: ogi2021.Report) -> None:
    assert_type(report.year, int)
    assert_type(report.agency, Agency)
    assert_type(report.overview, str)
    assert_type(report.disclosure.fees.amount, Decimal | None)
    assert_type(report.applications.results.denied.state_secret, ogi2021.Applicants)
    assert_type(report.applications.received.organisation.business, int | None)
    assert_type(report.disputes.litigation_direct.pending, int | None)


def the_builder_keeps_the_form() -> ogi2021.Report:
    builder = ReportBuilder(ogi2021.Report).with_fields(year=2024, agency=AGENCY)
    builder = builder.with_fields(problems="无", disputes=ogi2021.Disputes())
    builder = builder.with_figures(
        {"applications.received.natural_person": 3, "disclosure.fees.amount": None}
    )
    assert_type(builder.build(blank="zero"), ogi2021.Report)
    return builder.build()


def data_gives_the_form_that_was_asked_for() -> None:
    data = {"year": 2024, "agency": {"name": "甲县人民政府"}}
    assert_type(ogi2021.Report.from_data(data), ogi2021.Report)
    assert_type(ogi2021.Report.from_data(data).with_references_resolved(), ogi2021.Report)
    assert_type(govreport.form_for(2024), type[Report])


def findings_are_typed(report: Report) -> None:
    for finding in govreport.check(report, ignore=["blank-cell"]):
        assert_type(finding, govreport.Finding)
        assert_type(finding.severity, govreport.Severity)
        assert_type(finding.message.in_language("en"), str)


class Letters(Columns):
    answered: Count = column("答复数")
    pending: Count = column("未办结数")
    total: Count = total("总计")


class Offices(Rows, corner="渠道"):
    by_post: Letters = row("来信")
    by_phone: Letters = row("来电")
    total: Letters = total("总计")


class Costs(Columns):
    amount: Amount = column("金额（单位：元）")


class LettersReport(Report, name="letters", years=(2020, None), kind="letters"):
    """A form of one's own is typed like the official ones."""

    overview: Text = section("一、概述")
    letters: Offices = table("二、来信来电")
    costs: Costs = table("三、经费")


def a_form_of_ones_own_is_typed_as_well() -> None:
    report = LettersReport(year=2024, agency=AGENCY, letters=Offices(by_post=Letters(answered=2)))
    assert_type(report.letters.total.answered, int | None)
    assert_type(report.costs.amount, Decimal | None)
    assert_type(ReportBuilder(LettersReport).with_fields(overview="无").build(), LettersReport)
