"""From inputs to checked Word files: one, or a run of many into a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

from govreport.arguments import require_path
from govreport.batch.inputs import Settings, Source, name_of, require_source
from govreport.batch.outcome import Built
from govreport.batch.outputs import is_output_folder, make_folder, refuse_link, require_word_file
from govreport.batch.plan import Plan
from govreport.batch.run import Run
from govreport.batch.work import Builder, Job, outputs_of
from govreport.errors import FindingsError, GovReportError, Problem
from govreport.findings import Severity
from govreport.messages import Message
from govreport.report import BlankPolicy, Report
from govreport.word import Template

_FOR_FOLDER = Message("换一个文件夹作输出", "choose another folder for the output")
_FOR_FILE = Message("检查输出的路径", "check the path of the output")


def build(
    source: Source,
    output: str | os.PathLike[str],
    *,
    form: type[Report] | None = None,
    template: Template | None = None,
    blank: BlankPolicy | None = None,
    draft: bool = False,
    last_year: Report | None = None,
    charts: bool = False,
) -> Built:
    """Check a report and write it as the official Word file, wholly or not at all.

    >>> from tempfile import TemporaryDirectory
    >>> from govreport.forms import ogi2021
    >>> report = ogi2021.Report.from_data({"year": 2024, "agency": {"name": "甲局"}}, blank="zero")
    >>> with TemporaryDirectory() as folder:
    ...     built = build(report, f"{folder}/report.docx")
    ...     print(built.path.name, built.report.title, built.failure)
    report.docx 甲局2024年政府信息公开工作年度报告 None

    Args:
        source: A report, a file that holds one (a data file or a published Word file), or its bytes.
        output: The Word file to write (``.docx``); a folder that is missing is made.
        form: The form to use instead of the one the data or its year asks for.
        template: The template to fill instead of the form's own.
        blank: What a figure left out is: ``"blank"`` (the default) or ``"zero"``.
        draft: Write a report with error findings too, marked 草稿 on every page.
        last_year: The report of the year before, for texts and templates that compare.
        charts: Draw the charts of applications under their table, unless a template says where.

    Raises:
        FindingsError: If the report has error findings and is no draft.
        UsageError: If an argument is of another kind, or the output is not called like a Word file.
        GovReportError: If the input cannot be read, the template does not fit, or the file not be written.
    """
    settings = Settings(
        form=form, template=template, blank=blank, draft=draft, last_year=last_year, charts=charts
    )
    settings.require_sound()
    path = require_path(output, "build(output)")
    require_word_file(str(path), place="build(output={name})")
    require_source(source)
    make_folder(path.parent, _FOR_FILE)
    built = _built_file(source, path, settings)
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


def iter_built(
    sources: Sequence[Source],
    output: str,
    settings: Settings,
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    resume: bool = False,
) -> Iterator[Built]:
    """Build several reports into a folder, or one into a file; a failing one does not stop the others.

    The output is a file where it ends with ``.docx``, and a folder else, which is made where it is missing.
    Of two reports that would have the same name in the folder neither is written. Beside several reports
    stands ``manifest.jsonl``. Results come in the order of the sources.

    Args:
        sources: What the reports are made of.
        output: Where they go.
        settings: How they are built.
        jobs: How many processes build them; with 1 it is this process.
        executor: Whoever else does the work; it is not ended with the run.
        resume: Whether reports are left as they are that an earlier run has made of the same input, with the
            same template, settings and library.

    Raises:
        UsageError: If there are several reports and one file, or a file with another ending.
        MachineError: If the folder cannot be made, is a link, or another run is writing there.
    """
    path = Path(output)
    if not is_output_folder(output, len(sources)):
        make_folder(path.parent, _FOR_FILE)
        yield from (_built_file(source, path, settings) for source in sources)
        return
    make_folder(path, _FOR_FOLDER)
    refuse_link(path)
    run = Run(path, settings, jobs=jobs, executor=executor, resume=resume)
    yield from run.iter_built(sources)


def _built_file(source: Source, path: Path, settings: Settings) -> Built:
    """Build one report into a file."""
    plan = Plan(settings.read_files(source))
    try:
        for place in outputs_of(path, settings):
            plan.take(place, name_of(source))
    except GovReportError as exc:
        return Built(name_of(source), error=exc)
    return Builder(settings).build_all([Job(source, path)])[0]
