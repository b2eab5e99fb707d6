"""What was loaded from an input: one report or, of a sheet with a row per agency, one of several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govreport.errors import GovReportError
from govreport.messages import Message
from govreport.report import Report
from govreport.sources.reading import Reading

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
        has_references: Whether references in its texts may remain to be resolved.
        agency: Whose row it is, also where no report can be made of it; empty where it is no row.
    """

    file: str
    row: int | None
    result: Report | GovReportError
    remarks: tuple[Message, ...] = ()
    reading: Reading | None = None
    has_references: bool = False
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
