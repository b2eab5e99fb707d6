"""What reports are built from, and how they are read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TypeAlias

from govreport.files import FilePlace, Identity, identity
from govreport.report import BlankPolicy, Report
from govreport.sources import load, load_text
from govreport.word import Template

Source: TypeAlias = Report | str | os.PathLike[str] | bytes
"""What a report is built from: itself, a file that holds it, or the bytes of one that came by a pipe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How reports are built.

    Attributes:
        form: The form to use instead of the one the data or its year asks for.
        template: The template to fill instead of the form's own.
        blank: What a figure left out is: blank, or 0.
        draft: Whether to write reports with error findings too, marked 草稿 on every page.
        last_year: The report of the year before, for texts and templates that compare.
        also_read: Other files that were read for the run, which no report may replace.
    """

    form: type[Report] | None = None
    template: Template | None = None
    blank: BlankPolicy | None = None
    draft: bool = False
    last_year: Report | None = None
    also_read: tuple[FilePlace, ...] = ()

    def report_of(self, source: Source) -> Report:
        """Return the report of a source.

        Raises:
            GovReportError: If it cannot be read, or is no report.
        """
        if isinstance(source, Report):
            return source
        if isinstance(source, bytes):
            return load_text(source, form=self.form, blank=self.blank, last_year=self.last_year)
        return load(source, form=self.form, blank=self.blank, last_year=self.last_year)

    def read_files(self, *sources: Source) -> Identity:
        """Return what the files are known by that are read for the run: sources, template, last year's."""
        named = [source for source in sources if isinstance(source, str | os.PathLike)]
        template = [self.template.name] if self.template else []
        return identity(*named, *template, *self.also_read)


def name_of(source: Source) -> str:
    """Return what messages call a source: its file name, the title of a report, ``-`` for bytes."""
    if isinstance(source, Report):
        return source.title
    return "-" if isinstance(source, bytes) else os.fspath(source)
