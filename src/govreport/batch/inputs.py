"""What reports are built from, and how they are read."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from govreport.arguments import require, require_form, require_path, require_report
from govreport.batch.last_years import LastYears
from govreport.batch.names import TITLE, NamePattern
from govreport.files import FilePlace, Identity, identity
from govreport.gate.limits import Limits, limits
from govreport.report import BlankPolicy, Report
from govreport.sources.loaded import Loaded
from govreport.word import Template


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet with a row per agency, by its place: what is sent to workers that see the file."""

    file: str
    row: int

    @property
    def place(self) -> str:
        """What messages call it."""
        return f"{self.file}:{self.row}"


Source: TypeAlias = Row | Report | Loaded | str | os.PathLike[str] | bytes
"""What a report is built from: itself, a row of a sheet or its place, a file, or the bytes of one."""


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
        html: Whether to write a web page beside every Word file, under the same name, and its fragment.
        charts: Whether the charts of applications are drawn: on the web page, and in the Word file under the
            table of applications unless a template says where.
        pdf: Whether to write a PDF beside every Word file; ``"archive"`` for PDF/A-2.
        last_years: The reports of the year before of all agencies, where there are several.
        name: What the files in a folder are called.
        base: The folder that relative paths begin at, for workers elsewhere.
        limits: What files that come in have to keep, for workers elsewhere; those that hold here.
    """

    form: type[Report] | None = None
    template: Template | None = None
    blank: BlankPolicy | None = None
    draft: bool = False
    last_year: Report | None = None
    also_read: tuple[FilePlace, ...] = ()
    html: bool = False
    charts: bool = False
    pdf: bool | Literal["archive"] = False
    last_years: LastYears | None = None
    name: NamePattern = TITLE
    base: str = ""
    limits: Limits = field(default_factory=limits)

    def require_sound(self) -> None:
        """Refuse settings of another kind: the name of a form or template, data as last year's report.

        Raises:
            UsageError, FormError: At the first that is none.
        """
        if self.form is not None:
            require_form(self.form, "form")
        if self.template is not None:
            require(self.template, Template, "template", 'govreport.word.Template.open("own.docx")')
        if self.last_year is not None:
            require_report(self.last_year, "last_year")

    def before(self, report: Report) -> Report | None:
        """Return the report of the year before that a report is compared with, if there is one."""
        if self.last_years is not None:
            return self.last_years.before(report)
        return self.last_year

    def read_files(self, *sources: Source) -> Identity:
        """Return what the files are known by that are read for the run: sources, template, last year's."""
        files = (each.file if isinstance(each, Loaded | Row) else each for each in sources)
        named = [file for file in files if isinstance(file, str | os.PathLike)]
        template = [self.template.name] if self.template else []
        return identity(*named, *template, *self.also_read)


def require_source(source: object) -> Source:
    """Return a source, if it is one.

    Raises:
        UsageError: If it is something else, such as the data of a report.
    """
    if isinstance(source, Report | Loaded | Row | bytes):
        return source
    return require_path(source, "build(source)")


def name_of(source: Source) -> str:
    """Return what messages call a source: its file name and row, the title of a report, ``-`` for bytes."""
    if isinstance(source, Report | Loaded | Row):
        return source.title if isinstance(source, Report) else source.place
    return "-" if isinstance(source, bytes) else os.fspath(source)
