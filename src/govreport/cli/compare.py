"""``govreport compare``: two years or versions side by side, or a series of years."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from govreport.cli import console
from govreport.cli.convert import tell_conversion
from govreport.cli.inputs import form_of, loaded, places_of
from govreport.cli.language import Choice, current_language, option, verb
from govreport.cli.options import form_option, limit_option, output_option
from govreport.errors import UsageError
from govreport.messages import Message

if TYPE_CHECKING:
    from govreport.comparison import Comparison

Format = Literal["text", "json", "html", "docx"]
_TWO = Message("至少要两份报告", "it takes two reports")
_CONVERTED = Message(
    "{name} 的报告由 {old} 换成 {new} 再比较", "the report of {name} was put from {old} into {new}"
)


@verb(Message("对照两年或两稿，或一连几年", "two years or versions side by side, or a series"), "compare")
@click.argument("inputs", nargs=-1, required=True, metavar="A B...")
@option(
    "--format",
    "output_format",
    type=Choice(["text", "json", "html", "docx"]),
    default="text",
    text=Message("结果的格式；docx 要用 -o 写出文件名", "the format of the results; docx needs -o"),
)
@output_option(required=False, text=Message("写到文件，不印到屏幕", "write to a file instead of stdout"))
@form_option()
@limit_option
def compare(*, inputs: tuple[str, ...], output_format: Format, output: str | None, form: str | None) -> None:
    """Print or write the comparison of reports, in the order they are named."""
    from govreport.comparison import compare as compare_reports
    from govreport.files import identity, refuse_replacing, write_atomic

    _require_sound(inputs, output_format, output)
    if output is not None:
        refuse_replacing(Path(output), identity(*places_of(inputs)))
    wanted = form_of(form)
    reports = []
    for name in inputs:
        console.tell_reading(name)
        reports.append(loaded(name, wanted))
    first, second, *others = reports
    comparison = compare_reports(first, second, *others)
    for at, conversion in comparison.conversions.items():
        names = {"old": conversion.old.info().name, "new": conversion.report.info().name}
        console.tell(_CONVERTED.format(name=comparison.names[at], **names))
        tell_conversion(conversion)
    if output is None:
        _say(comparison, output_format)
        return
    console.tell_writing(output)
    write_atomic(Path(output), _content(comparison, output_format))
    console.say(output)


def _require_sound(inputs: tuple[str, ...], output_format: Format, output: str | None) -> None:
    if len(inputs) < 2:
        raise UsageError.of(_TWO, where="govreport compare", found=" ".join(inputs), expected="A B")
    if output_format == "docx" and output is None:
        raise UsageError.of(
            Message("Word 文件不印到屏幕", "a Word file is not printed"),
            where="--format docx",
            expected="-o FILE.docx",
        )


def _say(comparison: Comparison, output_format: Format) -> None:
    """Print a comparison."""
    from govreport.comparison.telling import iter_text, to_data
    from govreport.html import comparison_page

    if output_format == "json":
        console.say_json(to_data(comparison))
    elif output_format == "html":
        console.say_page(comparison_page(comparison, current_language()))
    else:
        console.say(*iter_text(comparison, current_language(), unchanged=console.is_verbose()))


def _content(comparison: Comparison, output_format: Format) -> bytes:
    """Return what is written to a file."""
    from govreport.comparison.telling import iter_text, to_data
    from govreport.html import comparison_page
    from govreport.word import annex

    language = current_language()
    match output_format:
        case "docx":
            return annex(comparison)
        case "json":
            return (console.text_of_json(to_data(comparison)) + "\n").encode()
        case "html":
            return comparison_page(comparison, language).encode()
    lines = iter_text(comparison, language, unchanged=console.is_verbose())
    return "".join(f"{line}\n" for line in lines).encode()
