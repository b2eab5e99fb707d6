"""`govreport.aggregate`: the report of a county, a city or a ministry from those of its units."""

from __future__ import annotations

from collections.abc import Iterable

from govreport.agency import Agency
from govreport.aggregation.cells import stated_totals, summed, sums_of_facts
from govreport.aggregation.result import Aggregate
from govreport.aggregation.units import admitted, named_in
from govreport.arguments import require, require_form, require_iterable
from govreport.errors import DataError
from govreport.forms._editions import require_year
from govreport.forms._mapping import nest
from govreport.messages import Message
from govreport.report import Report
from govreport.text.wording import agency_key

_AGENCY = 'Agency(name="…"); govreport.sources.load_agency("agency.yaml")'


def aggregate(
    reports: Iterable[Report],
    *,
    agency: Agency,
    year: int | None = None,
    form: type[Report] | None = None,
    expected: Iterable[str] = (),
    convert: bool = False,
) -> Aggregate:
    """Add up the reports of several bodies to that of the body above them.

    Counts and amounts are added up cell by cell, exactly. A blank is never counted as 0: where all units
    left a cell blank it is blank, where some did it is the sum of the others and `Aggregate.partly_blank`
    names them. The sum does not depend on the order of the reports. It has no texts but the standard lead.

    >>> from govreport.forms import ogi2021
    >>> units = [
    ...     ogi2021.Report.from_data(
    ...         {"year": 2024, "agency": {"name": name}, "disclosure": {"licences": {"decisions": licences}}}
    ...     )
    ...     for name, licences in (("甲局", 3), ("乙局", 4), ("丙局", None))
    ... ]
    >>> names = ["甲局", "乙局", "丙局", "丁局"]
    >>> result = aggregate(units, agency=Agency(name="某县人民政府"), expected=names)
    >>> result.report.cells()["disclosure.licences.decisions"], result.missing
    (7, ('丁局',))
    >>> result.partly_blank["disclosure.licences.decisions"]
    ('丙局',)

    Args:
        reports: One report of every unit, all of one year and kind.
        agency: The body the aggregate is the report of.
        year: The year the reports must be of; that of the first where it is left out.
        form: The form of the aggregate; where it is left out the one all reports have, or, of reports that
            are converted, the one in force that year.
        expected: The names of the units that should have a report; the others are told as `missing`.
        convert: Whether reports of another form are put into that of the aggregate first.

    Raises:
        UsageError, FormError: If an argument is of another kind.
        DataError: If there are no reports, or with every one that does not fit: of another year or kind, of
            another form unless they are converted, of a body that has one already.
    """
    require(agency, Agency, "aggregate(agency)", _AGENCY)
    if form is not None:
        require_form(form, "aggregate(form)")
    given = named_in(list(require_iterable(reports, "aggregate(reports)", "[Report, …]")))
    awaited = _by_key(list(require_iterable(expected, "aggregate(expected)", '["甲局", "乙局"]')))
    if not given:
        raise DataError.of(
            Message("没有可以汇总的报告", "there are no reports to add up"), where="aggregate(reports)"
        )
    wanted = given[0].year if year is None else year
    require_year(wanted, place="aggregate(year)")
    units = admitted(given, agency.name, year=wanted, form=form, to_convert=convert)
    unit_reports = [unit.report for unit in units]
    report = _report(unit_reports, agency, wanted)
    present = {agency_key(unit.name) for unit in units}
    return Aggregate(
        report,
        units,
        missing=tuple(name for key, name in awaited.items() if key not in present),
        unexpected=tuple(unit.name for unit in units if awaited and agency_key(unit.name) not in awaited),
    )


def _report(reports: list[Report], agency: Agency, year: int) -> Report:
    """Return the report that adds up others of one form."""
    form = type(reports[0])
    cells = [report.cells() for report in reports]
    facts = {**nest(sums_of_facts(reports)), "year": year, "agency": agency}
    sums = summed(form, cells)
    report = form.from_data({**nest(sums), **facts}, references=False)
    stated = stated_totals(report, cells)
    return form.from_data({**nest({**sums, **stated}), **facts}, references=False) if stated else report


def _by_key(names: list[object]) -> dict[str, str]:
    """Return the names of units, each once, by what tells bodies apart."""
    checked = (require(name, str, "aggregate(expected)", '"甲局"') for name in names)
    return {agency_key(name): name for name in checked}
