"""``govreport build``: official Word reports from figures."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from govreport.cli import console, progress
from govreport.cli.inputs import (
    STDIN,
    expanded,
    form_of,
    is_sheet,
    opened,
    places_of,
    standard_input,
    years_before,
)
from govreport.cli.language import Choice, option, verb
from govreport.cli.options import (
    form_option,
    last_year_option,
    limit_option,
    output_option,
    trusted_template_option,
)
from govreport.cli.summary import Summary
from govreport.errors import FindingsError, GovReportError
from govreport.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from govreport.batch import Built, Settings
    from govreport.batch.inputs import Source

_REFUSED = Message(
    "{source}: {counts}；有错误的报告不写出（--draft 可写成草稿）",
    "{source}: {counts}; a report with errors is not written (--draft writes a draft)",
)
_FOUND = Message("{source}: {counts}", "{source}: {counts}")
_NAMING = Message("先读取 {count} 份报告的名称", "reading the names of {count} reports first")
_FACE = Message("PDF 的字体：{face}", "faces of the PDF: {face}")
_MANY = 200
"""Reports from which on starting other processes is worth its half second."""
_KEPT = Message("{source}：上次已经写成 {path}", "{source}: written before as {path}")
_STEP = Message("{source}：检查过，写成 {path}", "{source}: checked, written as {path}")


@verb(Message("由数据生成正式的 Word 报告", "make official Word reports from figures"), "build")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@output_option(
    metavar="PATH",
    text=Message("一个 .docx 文件（只有一个输入时），或文件夹", "a .docx file (for one input), or a folder"),
)
@form_option()
@option("--template", metavar="FILE", text=Message("用自己的 Word 模板", "a Word template of your own"))
@trusted_template_option
@last_year_option
@option(
    "--draft",
    is_flag=True,
    text=Message("有错误也写出，每页标明草稿", "write in spite of errors, marked 草稿"),
)
@option(
    "--blank",
    type=Choice(["blank", "zero"]),
    text=Message("没有填的数：空白，或按 0", "figures left out: blank, or 0"),
)
@option(
    "--html",
    is_flag=True,
    text=Message(
        "另写同名的网页和供粘贴的片段，放在 Word 文件旁边",
        "a web page of the same name beside the Word file, and the piece of it to paste",
    ),
)
@option(
    "--charts",
    is_flag=True,
    text=Message(
        "在表三下画出申请办理结果和收办数量的图（用自己的模板时，Word 里的图由模板定）",
        "charts of the applications under their table (in Word, a template of your own says where)",
    ),
)
@option(
    "--pdf", is_flag=True, text=Message("另写同名的 PDF（用 LibreOffice）", "a PDF as well, by LibreOffice")
)
@option(
    "--pdfa",
    is_flag=True,
    text=Message("PDF 写成归档用的 PDF/A-2", "the PDF as PDF/A-2, for the archives"),
)
@option(
    "--name",
    metavar="PATTERN",
    text=Message("文件夹里文件名的样式，如 {example}", "what files in a folder are called: {example}").format(
        example="{year}-{agency}"
    ),
)
@option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    text=Message("用几个进程；报告多时默认每核一个", "processes; by default one per core for many reports"),
)
@option("--dask", metavar="ADDRESS", text=Message("由 Dask 集群生成", "let a Dask cluster build them"))
@option(
    "--resume",
    is_flag=True,
    text=Message("接着上次没做完的做", "go on where an earlier run ended"),
)
@limit_option
def build(
    *,
    inputs: tuple[str, ...],
    output: str,
    last_year: str | None,
    jobs: int | None,
    dask: str | None,
    resume: bool,
    **options: Any,
) -> int:
    """Build every input; return the highest exit code of the run."""
    from govreport.batch import dask_executor, is_output_folder, iter_built

    files = expanded(inputs, output=output)
    settings = _settings(files, last_year, **options)
    sources, code = _sources(files, settings)
    place = f"{output}/" if is_output_folder(output, max(len(files), len(sources))) else output
    if settings.pdf:
        _prepare_pdf()
    if len(sources) > 1:
        console.tell_step(_NAMING.format(count=len(sources)))
    workers, summary = _workers(jobs, len(sources)), Summary(len(sources))
    with dask_executor(dask) if dask else nullcontext() as executor:
        results = iter_built(sources, place, settings, jobs=workers, executor=executor, resume=resume)
        for built in progress.tracked(results, len(sources)):
            summary.add(built)
            code = max(code, _told(built))
    console.tell(*summary.lines())
    return code


def _settings(
    files: Mapping[str, GovReportError | None],
    last_year: str | None,
    *,
    form: str | None,
    template: str | None,
    trusted_template: bool,
    draft: bool,
    blank: Literal["blank", "zero"] | None,
    html: bool,
    charts: bool,
    pdf: bool,
    pdfa: bool,
    name: str | None,
) -> Settings:
    """Return how the reports are built."""
    from govreport.batch import NamePattern, Settings
    from govreport.word import Template

    if template:
        console.tell_reading(template)
    wanted = form_of(form)
    single, several = years_before(last_year, wanted, files)
    return Settings(
        form=wanted,
        template=Template.open(template, trusted=trusted_template) if template else None,
        blank=blank,
        draft=draft,
        last_year=single,
        last_years=several,
        also_read=tuple(places_of([last_year or "", *files])),
        html=html,
        charts=charts,
        pdf="archive" if pdfa else pdf,
        name=NamePattern(name) if name is not None else NamePattern(),
    )


def _prepare_pdf() -> None:
    """See that PDF files can be made, before anything is; tell which faces are shown in others."""
    from govreport.office import require_office
    from govreport.pdf import faces, require_reader

    require_office("--pdf")
    require_reader()
    for face in faces():
        if not face.is_itself:
            console.tell(_FACE.format(face=face.message))


def _workers(jobs: int | None, reports: int) -> int:
    """Return how many processes build the reports."""
    from govreport.batch.crew import cores

    return jobs or (cores() if reports >= _MANY else 1)


def _sources(files: Mapping[str, GovReportError | None], settings: Settings) -> tuple[list[Source], int]:
    """Return what is to be built, and the exit code of those inputs that are told to be none."""
    sources: list[Source] = []
    code = 0
    for name, refused in files.items():
        try:
            if refused is not None:
                raise refused
            if is_sheet(name):
                sources += opened(name, settings.form, settings.blank, references=False)
            else:
                sources.append(standard_input() if name == STDIN else name)
        except GovReportError as exc:
            code = max(code, console.tell_failure(exc, name))
    return sources, code


def _told(built: Built) -> int:
    """Print what became of an input; return its exit code."""
    from govreport.findings import has_errors

    lines = console.finding_lines(built.findings)
    if lines:
        message = _FOUND if built.path or built.failure else _REFUSED
        console.tell_always(message.format(source=built.source, counts=console.counted(built.findings)))
        console.tell_lines(*lines)
    console.tell(*built.remarks)
    if built.failure is not None:
        return console.tell_failure(built.failure, built.source)
    if built.path is not None:
        step = _KEPT if built.kept else _STEP
        console.tell_step(step.format(source=built.source, path=built.path))
        console.say(str(Path(built.path)))
    for path in built.files[1:]:
        console.tell_writing(str(path))
        console.say(str(path))
    return FindingsError.exit_code if has_errors(built.findings) else 0
