"""The reports of an aggregate's units, as the command line names them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govreport.cli import console
from govreport.cli.inputs import expanded, opened, places_of
from govreport.errors import GovReportError, SourceError, UsageError
from govreport.files import Identity, identity
from govreport.messages import Message

if TYPE_CHECKING:
    from govreport.aggregation import Aggregate
    from govreport.report import Report

_UNREADABLE = Message(
    "{count} 份单位的报告读不了，没有汇总",
    "{count:report of a unit|reports of units} cannot be read: nothing was added up",
)
_LEFT_OUT = Message("没有计入（读不了）：{unit}", "not in the sum, cannot be read: {unit}")


class Units(NamedTuple):
    """The reports of units, and why those that cannot be read are not among them, by what they are called."""

    reports: list[Report]
    failures: dict[str, Exception]

    def require_all(self) -> list[Report]:
        """Return the reports.

        Raises:
            SourceError: If some cannot be read; each is told before.
        """
        _stop_for(self.failures)
        return self.reports

    def require_some(self) -> list[Report]:
        """Return the reports; those that cannot be read are told, and that they are left out.

        Raises:
            SourceError: If none can be read.
        """
        if not self.reports:
            _stop_for(self.failures)
        for name, failure in self.failures.items():
            console.tell_failure(failure, name)
        console.tell(*(_LEFT_OUT.format(unit=name) for name in self.failures))
        return self.reports


def unit_files(inputs: Iterable[str], *, besides: Iterable[str | None] = ()) -> list[str]:
    """Return the files of the units, those in folders as well; other files of the command are none of them.

    Raises:
        SourceError: If a folder cannot be read or holds no report; each is told, too.
    """
    others = _identity_of(besides)
    found = {name: error for name, error in expanded(inputs).items() if not _identity_of([name]) & others}
    _stop_for({name: error for name, error in found.items() if error is not None})
    return list(found)


def read_units(files: Iterable[str], form: type[Report] | None) -> Units:
    """Return the reports of units; one of a form of the user's own is read as that."""
    from govreport.forms._registry import official_forms

    own = form if form is not None and form not in official_forms().values() else None
    units = Units([], {})
    for name in files:
        console.tell_reading(name)
        try:
            found = opened(name, own)
        except Exception as exc:  # noqa: BLE001  one that cannot be read, by our fault even, stops no other
            units.failures[name] = exc
            continue
        for each in found:
            if isinstance(each.result, GovReportError):
                units.failures[" ".join(filter(None, (each.place, each.agency)))] = each.result
            else:
                units.reports.append(each.result)
    return units


def sum_of_units(report: Report, inputs: Iterable[str], expected: str | None) -> Aggregate:
    """Return the sum of the units of an aggregate that is at hand, in its form.

    The aggregate itself may stand among them; it is left out.

    Raises:
        GovReportError: If units cannot be read or do not fit.
    """
    from govreport.aggregation import aggregate
    from govreport.text.wording import agency_key

    form, owner = type(report), agency_key(report.agency.name)
    found = read_units(unit_files(inputs, besides=[expected]), form).require_all()
    units = [unit for unit in found if agency_key(unit.agency.name) != owner]
    return aggregate(
        units,
        agency=report.agency,
        year=report.year,
        form=form,
        expected=expected_names(expected),
        convert=True,
    )


def require_single_aggregate(units: Sequence[str], expected: str | None, inputs: Collection[str]) -> None:
    """Refuse units for several aggregates, and a list of units without them.

    Raises:
        UsageError: If the options do not go together.
    """
    if units and len(inputs) > 1:
        raise UsageError.of(
            Message("--units 只用于一份汇总报告", "--units is for a single aggregate"),
            found=str(len(inputs)),
            remedy=Message("一次核对一份汇总报告", "take one aggregate at a time"),
        )
    if expected is not None and not units:
        raise UsageError.of(
            Message("--expected 要和 --units 一起用", "--expected goes with --units"),
            remedy=Message("用 --units 写出各单位报告的文件夹", "name the folder of the units with --units"),
        )


def expected_names(path: str | None) -> tuple[str, ...]:
    """Return the names of the units in a list, where an option gives one."""
    if path is None:
        return ()
    from govreport.sources.name_list import read_names

    console.tell_reading(path)
    return read_names(Path(path))


def _identity_of(names: Iterable[str | None]) -> Identity:
    return identity(*places_of(name for name in names if name))


def _stop_for(failures: dict[str, Exception]) -> None:
    for name, failure in failures.items():
        console.tell_failure(failure, name)
    if failures:
        raise SourceError.of(_UNREADABLE.format(count=len(failures)))
