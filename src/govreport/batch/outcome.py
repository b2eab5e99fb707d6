"""What became of one input of a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from govreport.errors import GovReportError
from govreport.findings import Finding
from govreport.messages import Message
from govreport.report import Report
from govreport.word import Receipt


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one input.

    Attributes:
        source: The input: a file name (of a sheet with its row), the title of a report, ``-`` for bytes.
        report: The report, where one could be made, and was made in this process.
        findings: What the checks found.
        path: The file written; None where nothing was.
        error: Why nothing could be made or written.
        bug: What nobody foresaw: the exception that stopped this input, and no other.
        page: The web page written beside the file, where one was asked for.
        fragment: The piece of it that is pasted into a site.
        pdf: The PDF, where one was asked for.
        receipt: What was proved of the file.
        agency: Whose report it is; empty where none could be made.
        year: Of which year; 0 where none could be made.
        remarks: What is to be known of how the input was read, if this run has read it: signs that it was
            cut short, changes that were accepted.
        kept: Whether the file was there already from the run that is resumed; it was not checked again.
    """

    source: str
    report: Report | None = None
    findings: tuple[Finding, ...] = ()
    path: Path | None = None
    error: GovReportError | None = None
    bug: Exception | None = None
    page: Path | None = None
    fragment: Path | None = None
    pdf: Path | None = None
    receipt: Receipt | None = None
    agency: str = ""
    year: int = 0
    remarks: tuple[Message, ...] = ()
    kept: bool = False

    @property
    def failure(self) -> Exception | None:
        """The error or the bug."""
        return self.error or self.bug

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that were written."""
        return tuple(path for path in (self.path, self.page, self.fragment, self.pdf) if path is not None)
