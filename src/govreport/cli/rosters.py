"""Sheets with a row per agency that the command line writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govreport.cli import console
from govreport.cli.datafile import is_workbook, write_file
from govreport.cli.inputs import opened
from govreport.errors import UsageError
from govreport.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from govreport.report import Report

_ROSTERS = (".xlsx", ".csv")
_NO_LAST_YEAR = Message("上年没有 {agency} 的报告", "no report of {agency} of the year before")


def check_roster_ending(output: str) -> None:
    """Refuse what is called neither like a workbook nor like separated values."""
    ending = Path(output).suffix.lower()
    if ending not in _ROSTERS:
        raise UsageError.of(
            Message("--many 写成工作簿或 CSV", "--many writes a workbook or separated values"),
            where=f"-o {output}",
            found=ending,
            expected=" / ".join(_ROSTERS),
        )


def write_roster(
    output: str, form: type[Report], year: int, many: str, last_year: str | None, *, one_sheet: bool
) -> None:
    """Write a sheet with a row per agency, what last year's reports carried forward filled in."""
    from govreport.sheet import roster_text, roster_workbook
    from govreport.sources.agency_list import read_agencies

    console.tell_reading(many)
    rows = [{"year": year, **row} for row in read_agencies(Path(many), form)]
    before = _last_years(last_year)
    if last_year is not None:
        rows = [{**_carried(form, year, row, before), **row} for row in rows]
    if is_workbook(output):
        write_file(output, roster_workbook(form, rows, one_sheet=one_sheet))
    else:
        write_file(output, roster_text(form, rows))


def _last_years(path: str | None) -> dict[str, Report]:
    """Return the reports of the year before by the names of their agencies."""
    if path is None:
        return {}
    console.tell_reading(path)
    reports = [each.report for each in opened(path, None)]
    return {report.agency.name: report for report in reports}


def _carried(
    form: type[Report], year: int, row: Mapping[str, object], before: Mapping[str, Report]
) -> dict[str, object]:
    from govreport.skeleton import carried_over, require_last_year

    name = str(row["agency.name"])
    if name not in before:
        console.tell(_NO_LAST_YEAR.format(agency=name))
        return {}
    require_last_year(form, year, before[name])
    return carried_over(form, before[name])
