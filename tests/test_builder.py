"""The builder: an immutable chain that knows the names of its form."""

from __future__ import annotations

import pytest

from govreport import Agency, ReportBuilder
from govreport.errors import DataError
from govreport.forms import ogi2021

START = ReportBuilder(ogi2021.Report).with_fields(year=2024, agency=Agency(name="甲局"))


def test_each_step_is_a_new_builder() -> None:
    later = START.with_fields(overview="甲。")
    assert START.build().overview == ""
    assert later.build().overview == "甲。"


def test_figures_win_over_tables_and_totals_follow() -> None:
    table = ogi2021.Disputes(reconsideration=ogi2021.Outcomes(upheld=1, corrected=2, other=0, pending=0))
    assert table.reconsideration.total == 3
    changed = START.with_fields(disputes=table).with_figures({"disputes.reconsideration.upheld": 5})
    assert changed.build().disputes.reconsideration.total == 7


def test_a_total_that_was_given_stays() -> None:
    given = ogi2021.Outcomes(upheld=1, corrected=2, other=0, pending=0, total=9)
    builder = START.with_fields(disputes=ogi2021.Disputes(reconsideration=given))
    assert (
        builder.with_figures({"disputes.reconsideration.upheld": 5}).build().disputes.reconsideration.total
        == 9
    )


def test_texts_are_literal() -> None:
    assert START.with_fields(overview="{{ year }}").build().overview == "{{ year }}"
    assert START.with_fields(overview="{{ year }}").build().with_references_resolved().overview == "2024"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("aplications.received.total", "applications"),
        ("applications.recieved.total", "received"),
        ("applications.received", "natural_person"),
        ("applications.received.total.more", "more"),
    ],
)
def test_a_path_that_leads_to_no_figure_is_told(path: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        START.with_figures({path: 1})


def test_a_field_that_does_not_exist_is_told() -> None:
    with pytest.raises(DataError, match="overview"):
        START.with_fields(overveiw="甲。")  # type: ignore[call-arg]
    with pytest.raises(DataError, match="名字"):
        START.with_fields(2024)  # type: ignore[call-arg]


def test_what_is_missing_is_told_in_the_end() -> None:
    with pytest.raises(DataError, match="year"):
        ReportBuilder(ogi2021.Report).build()
