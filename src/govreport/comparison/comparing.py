"""`govreport.compare`: two years, two versions, or a series of years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from types import MappingProxyType

from govreport.arguments import require_report
from govreport.checks.places import BETWEEN, figures_of_facts, places_of
from govreport.comparison.figures import Line, changes_of
from govreport.comparison.result import Comparison, Section
from govreport.conversion import convert
from govreport.errors import DataError, Problem
from govreport.messages import Message
from govreport.paths import find
from govreport.report import Report, cell_fields
from govreport.text.differences import differences


def compare(first: Report, second: Report, *others: Report) -> Comparison:
    """Put reports side by side in the order given, each compared with the one before it.

    They may be two years, two versions of one report, or a series of years, of any editions of the form:
    what is not of the last one's form is put into it, and `Comparison.conversions` tells what that lost.
    Nothing is computed but the change; blanks stay blank and have none.

    >>> from govreport.forms import ogi2021
    >>> def report(year, received):
    ...     applications = {"received": {"natural_person": received}}
    ...     data = {"year": year, "agency": {"name": "甲局"}, "applications": applications}
    ...     return ogi2021.Report.from_data(data)
    >>> line = next(line for line in compare(report(2023, 20), report(2024, 25)).lines if line.is_changed)
    >>> line.labels, line.values, line.changes[0].wording
    (('一、本年新收政府信息公开申请数量', '自然人'), (20, 25), '增长25.0%')

    Raises:
        UsageError: If one of them is no report.
        DataError: If they are of different kinds: the report of a website and that on open information.
    """
    places = ("compare(first)", "compare(second)", *(f"compare(others[{at}])" for at in range(len(others))))
    given = zip((first, second, *others), places, strict=True)
    reports = tuple(require_report(report, place) for report, place in given)
    _require_one_kind(reports)
    form = type(reports[-1])
    conversions = {at: convert(report, form) for at, report in enumerate(reports) if type(report) is not form}
    alike = [conversions[at].report if at in conversions else each for at, each in enumerate(reports)]
    return Comparison(
        reports,
        _names(reports),
        _lines(alike),
        _sections(reports),
        MappingProxyType(conversions),
    )


def _require_one_kind(reports: Sequence[Report]) -> None:
    kind = reports[-1].info().kind
    problems = [
        Problem(
            Message("报告的种类不同，不能比较", "of another kind: it cannot be compared"),
            report.title,
            report.info().kind,
            kind,
        )
        for report in reports
        if report.info().kind != kind
    ]
    if problems:
        raise DataError(*problems)


def _names(reports: Sequence[Report]) -> tuple[str, ...]:
    """Return what tells the reports apart: the year, the agency with it, or the place among them."""
    years = [f"{report.year}年" for report in reports]
    if len({report.agency.name for report in reports}) > 1:
        years = [f"{report.agency.name}{year}" for report, year in zip(reports, years, strict=True)]
    count = Counter(years)
    return tuple(name if count[name] == 1 else f"{name}（{at}）" for at, name in enumerate(years, 1))


def _lines(reports: Sequence[Report]) -> tuple[Line, ...]:
    """Return every cell of reports of one form; what an older form did not ask is blank."""
    form = type(reports[-1])
    places, cells = places_of(form), [report.cells() for report in reports]
    yearly = [new.year == old.year + 1 for old, new in pairwise(reports)]
    lines = []
    for path, field in cell_fields(form).items():
        unit = find(reports[-1], path).unit
        values = tuple(each[path] for each in cells)
        changes = changes_of(field, unit, values, yearly=yearly)
        lines.append(Line(path, places[path].heading, places[path].labels, unit, values, changes))
    return (*lines, *_iter_facts(reports, yearly))


def _iter_facts(reports: Sequence[Report], yearly: Sequence[bool]) -> Iterator[Line]:
    """Yield the figures outside of the tables that any report has."""
    facts = [figures_of_facts(report) for report in reports]
    for path, (place, _) in facts[-1].items():
        values = [each[path][1] for each in facts]
        if any(value is not None for value in values):
            found = find(reports[-1], path)
            changes = changes_of(found.field, found.unit, values, yearly=yearly)
            heading, _, label = place.partition(BETWEEN)
            yield Line(path, heading, (label,), found.unit, tuple(values), changes)


def _sections(reports: Sequence[Report]) -> tuple[Section, ...]:
    """Return the sections of the last report's form, then those that only the others have."""
    fields = {name: report._fields[name] for report in reversed(reports) for name in report.texts()}
    texts = [report.texts() for report in reports]
    return tuple(
        Section(
            name,
            field.label.text or field.short,
            tuple(differences(old.get(name, ""), new.get(name, "")) for old, new in pairwise(texts)),
        )
        for name, field in fields.items()
    )
