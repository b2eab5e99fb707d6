"""From an input to a checked Word file: load, check, fill, write."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from govreport.batch.names import collision_key, file_name
from govreport.checks import check
from govreport.errors import DataError, FindingsError, GovReportError, MachineError, Problem
from govreport.findings import Finding, Severity, has_errors
from govreport.messages import Message
from govreport.report import BlankPolicy, Report
from govreport.sources import load
from govreport.word import Template

Source = Report | str | os.PathLike[str]
"""What a report is built from: itself, or a file that holds it."""


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one input.

    Attributes:
        source: The input: a file name, or the title of a report.
        report: The report, where one could be made.
        findings: What the checks found.
        path: The file written; None where nothing was.
        error: Why nothing could be made or written.
    """

    source: str
    report: Report | None = None
    findings: tuple[Finding, ...] = ()
    path: Path | None = None
    error: GovReportError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How reports are built.

    Attributes:
        form: The form to use instead of the one the data or its year asks for.
        template: The template to fill instead of the form's own.
        blank: What a figure left out is: blank, or 0.
        draft: Whether to write reports with error findings too, marked 草稿 on every page.
    """

    form: type[Report] | None = None
    template: Template | None = None
    blank: BlankPolicy | None = None
    draft: bool = False


@dataclass(slots=True)
class Builder:
    """Builds reports one after another; templates are prepared once, names are used once."""

    settings: Settings
    _templates: dict[type[Report], Template] = field(default_factory=dict)
    _taken: dict[str, str] = field(default_factory=dict)

    def build(self, source: Source, output: Path, *, into_folder: bool = False) -> Built:
        """Build one report; what goes wrong is in the result, never raised.

        With `into_folder` the file is named after the report.
        """
        name = source.title if isinstance(source, Report) else os.fspath(source)
        try:
            report = source if isinstance(source, Report) else self._load(source)
        except GovReportError as exc:
            return Built(name, error=exc)
        findings: tuple[Finding, ...] = ()
        try:
            findings = check(report)
            if has_errors(findings) and not self.settings.draft:
                return Built(name, report, findings)
            path = output / file_name(report) if into_folder else output
            self._take(path, name)
            self._template(type(report)).write(report, path, draft=self.settings.draft)
        except GovReportError as exc:
            return Built(name, report, findings, error=exc)
        return Built(name, report, findings, path)

    def _load(self, source: str | os.PathLike[str]) -> Report:
        return load(source, form=self.settings.form, blank=self.settings.blank)

    def _template(self, form: type[Report]) -> Template:
        if self.settings.template is not None:
            return self.settings.template
        if form not in self._templates:
            self._templates[form] = Template.stock(form)
        return self._templates[form]

    def _take(self, path: Path, source: str) -> None:
        key = collision_key(str(path))
        if key in self._taken:
            raise DataError.of(
                Message("两份报告的文件名相同", "two reports of one name"),
                where=source,
                found=path.name,
                expected=Message("与 {other} 不同", "another than that of {other}").format(
                    other=self._taken[key]
                ),
                remedy=Message("给其中一份另写标题", "give one of them a title of its own"),
            )
        self._taken[key] = source


def build(
    source: Source,
    output: str | os.PathLike[str],
    *,
    form: type[Report] | None = None,
    template: Template | None = None,
    blank: BlankPolicy | None = None,
    draft: bool = False,
) -> Built:
    """Check a report and write it as the official Word file, wholly or not at all.

    Args:
        source: A report, or a file that holds one: a data file or a published Word file.
        output: The Word file to write.
        form: The form to use instead of the one the data or its year asks for.
        template: The template to fill instead of the form's own.
        blank: What a figure left out is: ``"blank"`` (the default) or ``"zero"``.
        draft: Write a report with error findings too, marked 草稿 on every page.

    Raises:
        FindingsError: If the report has error findings and is no draft.
        GovReportError: If the input cannot be read, the template does not fit, or the file not be written.
    """
    settings = Settings(form=form, template=template, blank=blank, draft=draft)
    built = Builder(settings).build(source, Path(output))
    if built.error is not None:
        raise built.error
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

    A folder is made where it is missing: for several inputs, and for an `output` that ends with ``/``.

    Raises:
        MachineError: If the folder cannot be made.
    """
    path = Path(output)
    into_folder = len(sources) > 1 or path.is_dir() or output.endswith(("/", os.sep))
    _make_folder(path if into_folder else path.parent)
    builder = Builder(settings)
    for source in sources:
        yield builder.build(source, path, into_folder=into_folder)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise MachineError.of(
            Message("输出文件夹建不了", "the output folder cannot be made"),
            where=str(folder),
            found=exc.strerror or str(exc),
            remedy=Message("多个输入要写进一个文件夹", "several inputs are written into a folder"),
        ) from exc
