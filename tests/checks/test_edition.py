from __future__ import annotations

import pytest

from govreport.agency import Agency
from govreport.checks import check
from govreport.forms import Columns, Count, column, table
from govreport.report import Report
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")


class Counted(Columns):
    received: Count = column("收到")
    handled: Count = column("办结")


class Old(Report, name="old", years=(2008, 2023)):
    counted: Counted = table("一、数")


class Local(Report, name="local", kind="local", years=(2010, 2012)):
    counted: Counted = table("一、数")


@pytest.mark.parametrize("year", [2021, 2024, 2030])
def test_a_form_may_be_used_in_its_years(year: int) -> None:
    assert check(changed(HUAIAN, {}, year=year)) == ()


def test_a_form_outside_its_years_is_an_error_at_the_year() -> None:
    (finding,) = check(changed(HUAIAN, {}, year=2013))
    assert (finding.code, str(finding.severity), finding.cells, finding.where) == (
        "form-year",
        "error",
        ("year",),
        "年度",
    )
    assert (finding.value, finding.expected) == (2013, "2021–")


def of_form(form: type[Report], year: int) -> tuple[str, str]:
    report = form.from_data({"year": year, "agency": Agency(name="甲局")}, blank="zero")
    (finding,) = check(report)
    return finding.message


def test_the_message_says_which_form_serves_the_year() -> None:
    assert of_form(Old, 2024) == (
        "2024 年的报告用了表样 old（适用年度 2008–2023），应使用 ogi2021",
        "a report of 2024 in the form old, which serves 2008–2023; its form is ogi2021",
    )


def test_where_no_built_in_form_of_the_kind_serves_the_year_the_message_says_so() -> None:
    assert of_form(Local, 2024) == (
        "2024 年的报告用了表样 local（适用年度 2010–2012），没有适用于这一年的内置表样",
        "a report of 2024 in the form local, which serves 2010–2012; no built-in form serves that year",
    )
