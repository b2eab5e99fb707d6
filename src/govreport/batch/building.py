"""From an input to a checked Word file: load, check, fill, write."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from govreport.arguments import require_path
from govreport.batch.inputs import Settings, Source, name_of, require_source
from govreport.batch.outputs import is_output_folder, make_folder, refuse_link, require_word_file
from govreport.batch.plan import Plan, report_path
from govreport.checks import check
from govreport.errors import FindingsError, GovReportError, Problem
from govreport.files import write_atomic
from govreport.findings import Finding, Severity, has_errors
from govreport.html import page
from govreport.messages import Message
from govreport.report import BlankPolicy, Report
from govreport.word import Template

_FOR_FOLDER = Message("换一个文件夹作输出", "choose another folder for the output")
_FOR_FILE = Message("检查输出的路径", "check the path of the output")


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one input.

    Attributes:
        source: The input: a file name, the title of a report, ``-`` for bytes.
        report: The report, where one could be made.
        findings: What the checks found.
        path: The file written; None where nothing was.
        error: Why nothing could be made or written.
        bug: What nobody foresaw: the exception that stopped this input, and no other.
        page: The web page written beside the file, where one was asked for.
    """

    source: str
    report: Report | None = None
    findings: tuple[Finding, ...] = ()
    path: Path | None = None
    error: GovReportError | None = None
    bug: Exception | None = None
    page: Path | None = None

    @property
    def failure(self) -> Exception | None:
        """The error or the bug."""
        return self.error or self.bug


@dataclass(slots=True)
class Builder:
    """Builds reports one after another; templates are prepared once."""

    settings: Settings
    plan: Plan
    _templates: dict[type[Report], Template] = field(default_factory=dict)

    def build(self, source: Source, output: Path, *, into_folder: bool = False) -> Built:
        """Build one report; what goes wrong is in the result, never raised.

        With `into_folder` the file is named after the report.
        """
        name = name_of(source)
        report: Report | None = None
        findings: tuple[Finding, ...] = ()
        try:
            report = self.settings.report_of(source)
            findings = check(report, last_year=self.settings.last_year)
            if has_errors(findings) and not self.settings.draft:
                return Built(name, report, findings)
            path = report_path(report, output) if into_folder else output
            self.plan.take(path, name)
            template, settings = self._template(type(report)), self.settings
            web = self._page(report, path, name) if settings.html else None
            template.write(report, path, draft=settings.draft, last_year=settings.last_year)
            if web is not None:
                write_atomic(*web)
        except GovReportError as exc:
            return Built(name, report, findings, error=exc)
        except Exception as exc:  # noqa: BLE001  a bug met with one input must not stop the others
            return Built(name, report, findings, bug=exc)
        return Built(name, report, findings, path, page=web[0] if web else None)

    def _page(self, report: Report, path: Path, source: str) -> tuple[Path, bytes]:
        """Return the web page of a report, and where it is written: beside the Word file."""
        place = path.with_suffix(".html")
        self.plan.take(place, source)
        return place, page(report, draft=self.settings.draft).encode()

    def _template(self, form: type[Report]) -> Template:
        if self.settings.template is not None:
            return self.settings.template
        if form not in self._templates:
            self._templates[form] = Template.stock(form)
        return self._templates[form]


def build(
    source: Source,
    output: str | os.PathLike[str],
    *,
    form: type[Report] | None = None,
    template: Template | None = None,
    blank: BlankPolicy | None = None,
    draft: bool = False,
    last_year: Report | None = None,
) -> Built:
    """Check a report and write it as the official Word file, wholly or not at all.

    Args:
        source: A report, a file that holds one (a data file or a published Word file), or its bytes.
        output: The Word file to write (``.docx``); a folder that is missing is made.
        form: The form to use instead of the one the data or its year asks for.
        template: The template to fill instead of the form's own.
        blank: What a figure left out is: ``"blank"`` (the default) or ``"zero"``.
        draft: Write a report with error findings too, marked 草稿 on every page.
        last_year: The report of the year before, for texts and templates that compare.

    Raises:
        FindingsError: If the report has error findings and is no draft.
        UsageError: If an argument is of another kind, or the output is not called like a Word file.
        GovReportError: If the input cannot be read, the template does not fit, or the file not be written.
    """
    settings = Settings(form=form, template=template, blank=blank, draft=draft, last_year=last_year)
    settings.require_sound()
    path = require_path(output, "build: output")
    require_word_file(str(path), place="build: output")
    plan = Plan(settings.read_files(require_source(source)))
    make_folder(path.parent, _FOR_FILE)
    built = Builder(settings, plan).build(source, path)
    if built.failure is not None:
        raise built.failure
    if built.path is None:
        problems = [
            Problem(finding.message, finding.where)
            for finding in built.findings
            if finding.severity is Severity.ERROR
        ]
        raise FindingsError(*problems)
    return built


def iter_built(sources: Sequence[Source], output: str, settings: Settings) -> Iterator[Built]:
    """Build several reports into a folder, or one into a file; a failing one does not stop the others.

    The output is a file where it ends with ``.docx``, and a folder else, which is made where it is missing.
    Of two reports that would have the same name in the folder neither is written.

    Raises:
        UsageError: If there are several reports and one file, or a file with another ending.
        MachineError: If the folder cannot be made, or is a link.
    """
    path = Path(output)
    into_folder = is_output_folder(output, len(sources))
    make_folder(path if into_folder else path.parent, _FOR_FOLDER if into_folder else _FOR_FILE)
    if into_folder:
        refuse_link(path)
    plan = Plan(settings.read_files(*sources))
    if len(sources) > 1:
        plan.add(sources, path, settings)
    builder = Builder(settings, plan)
    for source in sources:
        yield builder.build(source, path, into_folder=into_folder)
