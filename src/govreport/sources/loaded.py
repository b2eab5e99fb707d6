"""What was loaded from an input: one report or, of a sheet with a row per agency, one of several."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeAlias

from govreport.errors import DataError, GovReportError, Problem
from govreport.messages import Message
from govreport.references import may_refer
from govreport.report import Report
from govreport.sources.reading import Reading

Locator: TypeAlias = Callable[[Problem], Problem]
"""Puts the place in an input before what is wrong with a reference in a text of it."""
_REMARK: Final = Message("{place}：{remark}", "{place}: {remark}")


def remark_at(place: str, remark: Message) -> Message:
    """Return a remark with the place it is about.

    >>> str(remark_at("a.csv: C7", Message("空白", "blank")))
    'a.csv: C7：空白'
    """
    return _REMARK.format(place=place, remark=remark)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A report of an input, or why there is none.

    Attributes:
        file: The input as the user named it.
        row: The row of the sheet it stands in, counted from 1; None where the input is one report.
        result: The report, or the error.
        remarks: What else is to be known of how the input was read: cells that people had typed in their own
            way, the notes of a published document, signs that a file was cut short; each with its place.
        reading: How a published document was read; None for a data file and a sheet that was filled in.
        locator: Knows where in the input its texts stand, as it was read; None where references in them are
            resolved, or none are meant.
        agency: Whose row it is, also where no report can be made of it; empty where it is no row.
    """

    file: str
    row: int | None
    result: Report | GovReportError
    remarks: tuple[Message, ...] = ()
    reading: Reading | None = None
    locator: Locator | None = field(default=None, compare=False, repr=False)
    agency: str = ""

    @property
    def place(self) -> str:
        """What messages call it: ``FILE``, or ``FILE:row``."""
        return self.file if self.row is None else f"{self.file}:{self.row}"

    @property
    def report(self) -> Report:
        """The report.

        Raises:
            GovReportError: Why there is none.
        """
        if isinstance(self.result, GovReportError):
            raise self.result
        return self.result

    def resolved(self, last_year: Report | None = None) -> Report:
        """Return the report, its references resolved if they were left as they are.

        Raises:
            GovReportError: If there is none, or a reference leads nowhere: each problem with its place in the
                input as it was read, whatever has become of that since.
        """
        if self.locator is None:
            return self.report
        try:
            return self.report.with_references_resolved(last_year)
        except DataError as exc:
            raise DataError(*map(self.locator, exc.problems)) from exc


def text_locator(report: Report, locator: Locator, around: str) -> Locator:
    """Return what locates the texts of a report: if no reference can be in them, just what is around them.

    A locator may hold the whole text of a file.
    """
    return locator if any(map(may_refer, report.texts().values())) else partial(at_cell, {}, around)


def at_cell(addresses: Mapping[str, str], around: str, problem: Problem) -> Problem:
    """Return a problem with the address of the cell its text stands in: of those, by section, or around."""
    return problem.at(addresses.get(problem.path[0] if problem.path else "", around))
