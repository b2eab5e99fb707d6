"""What mypy and pyright must refuse: each line is a mistake, and its comment says that both notice.

An ignore that is no longer needed is an error to both; so a mistake that passes turns `make type` red.
Nothing here is run.
"""

from __future__ import annotations

from govreport import Agency, Finding, Message, ReportBuilder, Severity, check
from govreport.forms import ogi2021

AGENCY = Agency(name="甲县人民政府")


def a_misspelt_field_of_a_report() -> None:
    ogi2021.Report(year=2024, agency=AGENCY, overveiw="（一）主动公开")  # type: ignore[call-arg]


def a_misspelt_column() -> None:
    ogi2021.Applicants(natural_persons=3)  # type: ignore[call-arg]


def a_misspelt_row() -> None:
    ogi2021.Results(partially_granted=ogi2021.Applicants())  # type: ignore[call-arg]


def a_misspelt_fact_of_the_agency() -> None:
    Agency(name="甲县人民政府", adress="某路1号")  # type: ignore[call-arg]


def a_misspelt_field_of_a_builder() -> None:
    ReportBuilder(ogi2021.Report).with_fields(aplications=ogi2021.Applications())  # type: ignore[call-arg]


def a_misspelt_attribute(report: ogi2021.Report) -> None:
    report.applications.recieved  # type: ignore[attr-defined]
    report.applications.received.totals  # type: ignore[attr-defined]
    report.agency.telephone  # type: ignore[attr-defined]


def a_text_where_a_count_belongs() -> None:
    ogi2021.Applicants(natural_person="3")  # type: ignore[arg-type]
    ogi2021.Report(year="2024", agency=AGENCY)  # type: ignore[arg-type]


def a_binary_float_where_an_amount_belongs() -> None:
    ogi2021.Fees(amount=96171.6)  # type: ignore[arg-type]


def a_figure_where_a_row_belongs() -> None:
    ogi2021.Applications(received=3)  # type: ignore[arg-type]


def a_row_of_another_table() -> None:
    ogi2021.Applications(received=ogi2021.Outcomes())  # type: ignore[arg-type]
    ReportBuilder(ogi2021.Report).with_fields(disputes=ogi2021.Outcomes())  # type: ignore[arg-type]


def a_field_given_by_place() -> None:
    ogi2021.Outcomes(1, 2, 3, 4)  # type: ignore[call-arg]


def a_report_that_is_changed(report: ogi2021.Report) -> None:
    report.year = 2025  # type: ignore[misc]
    report.disputes.reconsideration.total = 4  # type: ignore[misc]


def a_policy_that_does_not_exist() -> None:
    ReportBuilder(ogi2021.Report).build(blank="nought")  # type: ignore[arg-type]


def a_finding_that_is_taken_for_a_text(report: ogi2021.Report) -> None:
    check(report)[0].upper()  # type: ignore[attr-defined]


def a_severity_that_is_only_a_word() -> None:
    Finding("row-total", "error", Message("总计不符", "the total is wrong"))  # type: ignore[arg-type]


def a_text_in_one_language_only() -> None:
    Finding("row-total", Severity.ERROR, "总计不符")  # type: ignore[arg-type]
