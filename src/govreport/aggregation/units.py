"""The reports that go into an aggregate: of one year, one kind and one form, and each body once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from govreport.arguments import require_report
from govreport.checks.publication import is_late
from govreport.conversion import Conversion, convert
from govreport.errors import DataError, Problem
from govreport.forms._registry import form_for
from govreport.messages import Message
from govreport.report import Report
from govreport.text.wording import agency_key

_TWICE: Final = Message("同一机关有两份报告", "two reports of one agency")
_SELF: Final = Message("汇总机关自己也在各单位之中", "the aggregate's own agency is among the units")
_OTHER_YEAR: Final = Message("年度不同，不能汇总", "of another year: it cannot be added up")
_OTHER_KIND: Final = Message("报告的种类不同，不能汇总", "of another kind: it cannot be added up")
_OTHER_FORM: Final = Message("表样不同，不能直接汇总", "of another form: it cannot be added up as it is")
_CONVERT: Final = Message(
    "加 --convert（convert=True）先换成同一表样，没有对应的项会列出",
    "put them into one form first: --convert (convert=True); what has no counterpart is listed",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that is part of an aggregate, and its report.

    Attributes:
        report: Its report, in the form of the aggregate.
        conversion: How it was put into that form; None where it was of that form already.
    """

    report: Report
    conversion: Conversion | None = None

    @property
    def name(self) -> str:
        """The name of the body."""
        return self.report.agency.name

    @property
    def is_late(self) -> bool:
        """Whether its report says that it was published after the day it was due."""
        return is_late(self.report)


def admitted(
    reports: Sequence[Report], owner: str, *, year: int, form: type[Report] | None, to_convert: bool
) -> tuple[Unit, ...]:
    """Return the units of an aggregate in the order of their reports.

    Raises:
        DataError: With every report that does not fit: of another year, kind or form, of a body that has one
            already, or of the aggregate's own.
    """
    problems = [*_iter_strangers(reports, year), *_iter_doubles(reports, owner)]
    if problems:
        raise DataError(*problems)
    wanted = form or _common_form(reports) or form_for(year, reports[0].info().kind)
    others = [report for report in reports if type(report) is not wanted]
    if others and not to_convert:
        raise DataError(*(_other_form(report, wanted) for report in others))
    return tuple(_unit(report, wanted) for report in reports)


def named_in(reports: Iterable[object]) -> tuple[Report, ...]:
    """Return reports that were handed in, if they are reports.

    Raises:
        UsageError: If one of them is something else.
    """
    return tuple(require_report(report, f"aggregate(reports[{at}])") for at, report in enumerate(reports))


def _iter_strangers(reports: Sequence[Report], year: int) -> Iterable[Problem]:
    kind = reports[0].info().kind
    for report in reports:
        if report.year != year:
            yield Problem(_OTHER_YEAR, report.agency.name, str(report.year), str(year))
        if report.info().kind != kind:
            yield Problem(_OTHER_KIND, report.agency.name, report.info().kind, kind)


def _iter_doubles(reports: Sequence[Report], owner: str) -> Iterable[Problem]:
    seen: set[str] = set()
    for report in reports:
        key = agency_key(report.agency.name)
        if key == agency_key(owner):
            remedy = Message(
                "去掉它；本级机关的报告请用本级机关的名称（如“办公室”）",
                "leave it out; a report of the government's own office goes by the name of that office",
            )
            yield Problem(_SELF, report.title, report.agency.name, remedy=remedy)
        elif key in seen:
            remedy = Message("只留一份，否则会重复计算", "keep one of them, or it is counted twice")
            yield Problem(_TWICE, report.title, report.agency.name, remedy=remedy)
        seen.add(key)


def _common_form(reports: Sequence[Report]) -> type[Report] | None:
    forms = {type(report) for report in reports}
    return forms.pop() if len(forms) == 1 else None


def _other_form(report: Report, wanted: type[Report]) -> Problem:
    found, expected = report.info().name, wanted.info().name
    return Problem(_OTHER_FORM, report.agency.name, found, expected, remedy=_CONVERT)


def _unit(report: Report, form: type[Report]) -> Unit:
    if type(report) is form:
        return Unit(report)
    conversion = convert(report, form)
    return Unit(conversion.report, conversion)
