"""The work on a report of a run, in whatever process: what it is called, and building it.

What goes wrong with a report is in the result, never raised. The functions at the end are what worker
processes are sent; they find what they need in the folder of the run, and keep their templates.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import threading
import traceback
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Final, cast

from govreport.batch.inputs import Row, Settings, Source, name_of
from govreport.batch.keeping import digest_of, pack, unpack
from govreport.batch.names import file_name
from govreport.batch.opening import Opened, opened
from govreport.batch.outcome import Built
from govreport.charts import Chart, charts_of
from govreport.checks import check
from govreport.errors import GovReportError, MachineError
from govreport.files import write_atomic
from govreport.findings import has_errors
from govreport.gate.filebytes import read_bytes
from govreport.gate.limits import holding
from govreport.html import fragment, page
from govreport.messages import Message
from govreport.pdf import Wanted, write_pdfs
from govreport.report import Report
from govreport.sources.loaded import Loaded
from govreport.word import Template

PAGE = ".html"
FRAGMENT = ".fragment.html"
PDF = ".pdf"
_WRITERS: Final = 4
"""Files that are written at once: the disk takes several in the time of one."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a source before anything is written.

    Attributes:
        name: The file its report will be; empty where there is none.
        kept: What was read, packed, where it is to be kept.
        failure: Why there is no report.
    """

    name: str = ""
    kept: bytes | None = None
    failure: Exception | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A source whose name is wanted, and whether its report is kept for later."""

    source: Source
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """A report to be built.

    Attributes:
        source: What it is made of.
        output: The Word file.
        kept: What was read, where the survey has kept it.
        staging: Where files stand that are not finished.
        conflict: Why it cannot be written, even if nothing is wrong with it.
    """

    source: Source
    output: Path
    kept: bytes | None = None
    staging: Path | None = None
    conflict: GovReportError | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made of an input and is not written yet.

    Attributes:
        built: What became of it if nothing is written.
        done: What became of it once its files are written.
        files: What they hold.
        staging: Where they stand while they are not finished.
    """

    built: Built
    done: Built | None = None
    files: Mapping[Path, bytes] = field(default_factory=dict)
    staging: Path | None = None

    def write(self) -> Built:
        """Write the files; what goes wrong is in the result."""
        try:
            for path, content in self.files.items():
                write_atomic(path, content, staging=self.staging)
        except GovReportError as exc:
            return replace(self.built, error=exc)
        return self.done or self.built


@dataclass(slots=True)
class Builder:
    """Surveys and builds reports; templates are prepared once."""

    settings: Settings
    _templates: dict[type[Report], Template] = field(default_factory=dict)

    def survey(self, question: Question) -> Survey:
        """Return what a report will be called."""
        try:
            with holding(self.settings.limits):
                found = opened(question.source, self.settings)
            name = file_name(found.report, pattern=self.settings.name)
        except Exception as exc:  # noqa: BLE001  what is met with one input must not stop the others
            return Survey(failure=exc)
        return Survey(name, pack(found) if question.keep else None)

    def build_all(self, jobs: Sequence[Job]) -> list[Built]:
        """Build reports: load, check, fill, prove, write; where PDF files are wanted, all in one call.

        While one report is written to the disk the next is made: waiting for the disk takes about as long.
        """
        with ThreadPoolExecutor(_WRITERS) as writers:
            waiting = [(made, writers.submit(made.write)) for made in map(self._made, jobs)]
            built = [future.result() for _, future in waiting]
        if self.settings.pdf:
            chosen = [number for number, one in enumerate(built) if one.path is not None]
            wanted = [_wanted(built[number]) for number in chosen]
            failures = self._pdfs(wanted, jobs[0].staging) if wanted else []
            for number, each, failure in zip(chosen, wanted, failures, strict=True):
                done = built[number]
                built[number] = replace(done, error=failure) if failure else replace(done, pdf=each.output)
        return built

    def _made(self, job: Job) -> _Made:
        """Return a report with its files, ready to be written; or what is wrong with it."""
        built = Built(name_of(job.source))
        try:
            with holding(self.settings.limits):
                found = cast("Opened", unpack(job.kept)) if job.kept else opened(job.source, self.settings)
            report = found.report
            built = replace(built, report=report, agency=report.agency.name, year=report.year)
            built = replace(built, remarks=found.remarks)
            built = replace(built, findings=check(report, last_year=found.last_year))
            if has_errors(built.findings) and not self.settings.draft:
                return _Made(built)
            if job.conflict is not None:
                return _Made(replace(built, error=job.conflict))
            return self._filled(built, found, job)
        except GovReportError as exc:
            return _Made(replace(built, error=exc))
        except Exception as exc:  # noqa: BLE001  a bug met with one input must not stop the others
            return _Made(replace(built, bug=exc))

    def _pdfs(self, wanted: Sequence[Wanted], staging: Path | None) -> list[MachineError | None]:
        """Write PDF files, with a profile of LibreOffice that this process has for itself."""
        home = staging / f"office-{os.getpid()}-{threading.get_ident()}" if staging else None
        if home is not None:
            home.mkdir(exist_ok=True)
        return write_pdfs(wanted, archive=self.settings.pdf == "archive", home=home)

    def _filled(self, built: Built, found: Opened, job: Job) -> _Made:
        draft, path = self.settings.draft, job.output
        template = self._template(type(found.report))
        content, receipt = template.render_proved(found.report, draft=draft, last_year=found.last_year)
        files = {path: content}
        if self.settings.html:
            charts = self._charts(found)
            files[path.with_suffix(PAGE)] = page(found.report, draft=draft, charts=charts).encode()
            files[path.with_suffix(FRAGMENT)] = fragment(found.report, draft=draft, charts=charts).encode()
        _, web, piece = [*files, None, None][:3]
        done = replace(built, path=path, receipt=receipt, page=web, fragment=piece)
        return _Made(built, done, files, job.staging)

    def _charts(self, found: Opened) -> Mapping[str, Chart]:
        """Return the charts of a web page: those of the report, with the year before beside it."""
        if not self.settings.charts:
            return {}
        return charts_of(*([found.last_year] if found.last_year else []), found.report)

    def _template(self, form: type[Report]) -> Template:
        if self.settings.template is not None:
            return self.settings.template
        if form not in self._templates:
            self._templates[form] = Template.stock(form, charts=self.settings.charts)
        return self._templates[form]


def outputs_of(path: Path, settings: Settings) -> tuple[Path, ...]:
    """Return the files that are written for a report, the Word file first."""
    pages = (path.with_suffix(PAGE), path.with_suffix(FRAGMENT)) if settings.html else ()
    printed = (path.with_suffix(PDF),) if settings.pdf else ()
    return (path, *pages, *printed)


def _wanted(built: Built) -> Wanted:
    """Return the PDF that is wanted of a report that was written; its greatest figure must be in it."""
    assert built.path is not None  # noqa: S101  only such reports are asked for
    figures = built.report.figures().values() if built.report else ()
    greatest = max((value for value in figures if isinstance(value, int)), default=None)
    title = built.report.title if built.report else ""
    figure = "" if greatest is None else str(greatest)
    return Wanted(built.path, built.path.with_suffix(PDF), title, figure)


def input_digest(source: Source) -> str:
    """Return the SHA-256 of what a source holds, in hexadecimal digits; empty where it cannot be read."""
    try:
        if isinstance(source, Row):
            return ""
        if isinstance(source, Report | Loaded):
            return digest_of(source if isinstance(source, Report) else source.report)
        raw = source if isinstance(source, bytes) else read_bytes(Path(os.fspath(source)))
    except (OSError, ValueError, GovReportError):
        return ""
    return hashlib.sha256(raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Office:
    """Where a worker finds what it needs for a run: a file in the folder of the run, and its digest."""

    path: Path
    digest: str

    @classmethod
    def furnished(cls, settings: Settings, folder: Path) -> Office:
        """Write down the settings of a run for its workers.

        Raises:
            MachineError: If they cannot travel, because a filter or a form exists in this process only.
        """
        try:
            content = pickle.dumps(replace(settings, also_read=()))
        except (pickle.PicklingError, AttributeError, TypeError) as exc:
            raise MachineError.of(
                Message("设置送不进别的进程", "the settings cannot travel to another process"),
                where="jobs",
                found=str(exc),
                remedy=Message(
                    "把过滤器和表样写在可导入的模块里，或不用多进程",
                    "put filters and forms into a module that can be imported, or take one process",
                ),
            ) from exc
        path = folder / "settings"
        write_atomic(path, content)
        return cls(path, hashlib.sha256(content).hexdigest())


def survey_all(office: Office, questions: Sequence[Question]) -> list[Survey]:
    """Survey sources in a worker process."""
    builder = _builder(office)
    surveys = [builder.survey(question) for question in questions]
    return [replace(each, failure=_portable(each.failure)) for each in surveys]


def build_all(office: Office, jobs: Sequence[Job]) -> list[Built]:
    """Build reports in a worker process; the reports themselves do not travel back."""
    builder = _builder(office)
    built = builder.build_all(jobs)
    return [replace(each, report=None, bug=_portable(each.bug)) for each in built]


@lru_cache(maxsize=2)
def _builder(office: Office) -> Builder:
    content = office.path.read_bytes()
    if hashlib.sha256(content).hexdigest() != office.digest:
        raise MachineError.of(
            Message("运行的设置被改动过", "the settings of the run were changed"), where=str(office.path)
        )
    return Builder(cast("Settings", pickle.loads(content)))  # noqa: S301  what this run has written itself


def _portable(failure: Exception | None) -> Exception | None:
    """Return a failure that can travel; what cannot is told in words, with its traceback."""
    if failure is None or isinstance(failure, GovReportError):
        return failure
    told = RuntimeError(f"{type(failure).__name__}: {failure}")
    told.add_note("".join(traceback.format_exception(failure)))
    return told
