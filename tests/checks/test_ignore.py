"""Rules that a data file leaves out, each with a reason."""

from __future__ import annotations

import pytest

from govreport.checks import check
from govreport.errors import DataError
from govreport.forms import ogi2021
from samples import told

WRONG = {"disputes.reconsideration.total": 352}


def test_a_rule_is_left_out_and_the_reason_kept() -> None:
    report = told(figures=WRONG, ignore={"row-total": "按法院口径"})
    assert "row-total" not in {finding.code for finding in check(report)}
    assert "row-total" in {finding.code for finding in check(told(figures=WRONG))}
    assert report.to_data()["ignore"] == {"row-total": "按法院口径"}


def test_a_rule_that_does_not_exist_is_told_with_the_nearest() -> None:
    with pytest.raises(DataError) as caught:
        check(told(ignore={"row-totals": "按法院口径"}))
    assert (caught.value.problems[0].found, caught.value.problems[0].expected) == ("row-totals", "row-total")


@pytest.mark.parametrize("ignore", [["row-total"], {"row-total": ""}, {"row-total": None}, "row-total"])
def test_a_rule_without_a_reason_is_refused(ignore: object) -> None:
    with pytest.raises(DataError) as caught:
        ogi2021.Report.from_data({"year": 2024, "agency": {"name": "甲局"}, "ignore": ignore})
    assert "ignore" in str(caught.value.problems[0].where)


def test_the_label_serves_as_key() -> None:
    report = ogi2021.Report.from_data(
        {"year": 2024, "agency": {"name": "甲局"}, "不查的规则": {"jump": "机构改革"}}
    )
    assert dict(report.ignore) == {"jump": "机构改革"}
