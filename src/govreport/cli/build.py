"""``govreport build``: official Word reports from figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from govreport.cli import console
from govreport.cli.inputs import (
    STDIN,
    expanded,
    form_of,
    is_sheet,
    last_year_of,
    opened,
    places_of,
    standard_input,
)
from govreport.cli.language import Choice, option, verb
from govreport.cli.options import form_option, last_year_option, output_option, trusted_template_option
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
        "另写一个同名的网页，放在 Word 文件旁边", "a web page of the same name beside the Word file"
    ),
)
def build(
    *,
    inputs: tuple[str, ...],
    output: str,
    form: str | None,
    template: str | None,
    trusted_template: bool,
    last_year: str | None,
    draft: bool,
    blank: Literal["blank", "zero"] | None,
    html: bool,
) -> int:
    """Build every input; return the highest exit code of the run."""
    from govreport.batch import Settings, is_output_folder, iter_built
    from govreport.word import Template

    if template:
        console.tell_reading(template)
    chosen = Template.open(template, trusted=trusted_template) if template else None
    wanted, files = form_of(form), expanded(inputs, output=output)
    before = last_year_of(last_year, wanted, files)
    settings = Settings(
        form=wanted,
        template=chosen,
        blank=blank,
        draft=draft,
        last_year=before,
        also_read=tuple(places_of([last_year or "", *files])),
        html=html,
    )
    sources, code = _sources(files, settings)
    place = f"{output}/" if is_output_folder(output, max(len(files), len(sources))) else output
    if len(sources) > 1:
        console.tell_step(_NAMING.format(count=len(sources)))
    return max(code, *(_told(built) for built in iter_built(sources, place, settings)), 0)


def _sources(files: Mapping[str, GovReportError | None], settings: Settings) -> tuple[list[Source], int]:
    """Return what is to be built, and the exit code of those inputs that are told to be none."""
    sources: list[Source] = []
    code = 0
    for name, refused in files.items():
        try:
            if refused is not None:
                raise refused
            if is_sheet(name):
                sources += opened(name, settings.form, settings.blank, last_year=settings.last_year)
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
    if built.failure is not None:
        return console.tell_failure(built.failure, built.source)
    if built.path is not None:
        console.tell_step(_STEP.format(source=built.source, path=built.path))
        console.say(str(Path(built.path)))
    if built.page is not None:
        console.tell_writing(str(built.page))
        console.say(str(built.page))
    return FindingsError.exit_code if has_errors(built.findings) else 0
