"""Figures beside those of the year before."""

from __future__ import annotations

import pytest

from govreport.checks import check
from govreport.forms import ogi2021


def licences(year: int, decisions: int) -> ogi2021.Report:
    data = {
        "year": year,
        "agency": {"name": "甲局"},
        "disclosure": {"licences": {"decisions": decisions}},
    }
    return ogi2021.Report.from_data(data)


@pytest.mark.parametrize(
    ("before", "now", "is_told"),
    [
        (10, 51, True),
        (10, 50, False),  # just five times
        (51, 10, True),
        (50, 10, False),
        (4, 25, True),
        (4, 24, False),  # six times, and only 20 apart
        (0, 21, True),
        (21, 0, True),
        (0, 20, False),
    ],
)
def test_a_figure_jumps_if_it_is_more_than_five_times_and_twenty_apart(
    before: int, now: int, is_told: bool
) -> None:
    findings = check(licences(2024, now), last_year=licences(2023, before))
    jumps = [finding for finding in findings if finding.code == "jump"]
    assert [jump.cells for jump in jumps] == [("disclosure.licences.decisions",)] * is_told
