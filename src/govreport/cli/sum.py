"""``govreport sum``: the report of a county from those of its units."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govreport.cli import console
from govreport.cli.convert import tell_conversion
from govreport.cli.datafile import check_ending, write_data
from govreport.cli.inputs import agency_in, form_of, places_of
from govreport.cli.language import current_language, option, verb
from govreport.cli.options import expected_option, form_option, keys_option, limit_option, output_option
from govreport.cli.units import expected_names, read_units, unit_files
from govreport.errors import FindingsError
from govreport.messages import Message

if TYPE_CHECKING:
    from govreport.aggregation import Aggregate
    from govreport.datatext import Keys

_CONVERTED = Message("{unit} 的报告由 {old} 换成 {new}", "the report of {unit} was put from {old} into {new}")


_REFUSED = Message(
    "有错误的报告不写成 Word：加 --draft 写成草稿，或用 -o {data} 写成数据文件再改",
    "with errors no Word report is written: add --draft for a draft, or -o {data} for a data file to mend",
)
_DRAFT = Message("写成草稿：{counts}", "written as a draft: {counts}")


@verb(Message("把各单位的报告汇总成一份", "add up the reports of units to one"), "sum")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@option(
    "--agency",
    required=True,
    metavar="FILE",
    text=Message("汇总的机关：只写机关情况的数据文件", "whose report it is: a file with the agency's facts"),
)
@output_option(
    text=Message("写到哪个文件：.yaml、.json 或 .docx", "the file to write: .yaml, .json or .docx")
)
@form_option()
@expected_option
@option(
    "--convert",
    is_flag=True,
    text=Message(
        "表样不同的先换成同一表样，列出没有对应的项", "put reports of other forms into one form first"
    ),
)
@option(
    "--explain",
    is_flag=True,
    text=Message("列出每一格由哪些单位相加（-v 连全为 0 的也列）", "say of every cell who contributed what"),
)
@option(
    "--draft",
    is_flag=True,
    text=Message(
        "写成 Word 时，有错误也写出，每页标明草稿", "as Word: write in spite of errors, marked 草稿"
    ),
)
@keys_option
@limit_option
def sum_units(
    *,
    inputs: tuple[str, ...],
    agency: str,
    output: str,
    form: str | None,
    expected: str | None,
    convert: bool,
    explain: bool,
    draft: bool,
    keys: Keys,
) -> int:
    """Write the aggregate; tell whose reports are not in it as they should be."""
    from govreport.aggregation import aggregate
    from govreport.aggregation.explanation import remarks
    from govreport.files import identity, refuse_replacing

    if not _is_word(output):
        check_ending(output)
    wanted, files = form_of(form), unit_files(inputs, besides=[agency, expected])
    refuse_replacing(Path(output), identity(*places_of([*files, agency, expected or ""])))
    owner, names = agency_in(agency), expected_names(expected)
    units = read_units(files, wanted)
    result = aggregate(units.require_some(), agency=owner, form=wanted, expected=names, convert=convert)
    console.tell(*remarks(result))
    _tell_conversions(result)
    if explain:
        _say_sources(result)
    code = _write(output, result, keys, draft=draft)
    return max([code, *(console.as_error(each).exit_code for each in units.failures.values())])


def _is_word(output: str) -> bool:
    return Path(output).suffix.lower() == ".docx"


def _write(output: str, result: Aggregate, keys: Keys, *, draft: bool) -> int:
    """Write the aggregate as a Word or data file, and say its name; return the exit code for it."""
    from govreport.batch import build
    from govreport.findings import has_errors

    report = result.report
    if not _is_word(output):
        write_data(output, type(report), report.to_data(literal=True), keys)
        return 0
    console.tell_writing(output)
    try:
        built = build(report, output, draft=draft)
    except FindingsError:
        console.tell_always(_REFUSED.format(data=str(Path(output).with_suffix(".yaml"))))
        raise
    if not has_errors(built.findings):
        console.say(output)
        return 0
    console.tell_always(_DRAFT.format(counts=console.counted(built.findings)))
    console.tell_lines(*console.finding_lines(built.findings))
    console.say(output)
    return FindingsError.exit_code


def _tell_conversions(result: Aggregate) -> None:
    for unit, conversion in result.conversions.items():
        names = {"old": conversion.old.info().name, "new": type(result.report).info().name}
        console.tell(_CONVERTED.format(unit=unit, **names))
        tell_conversion(conversion)


def _say_sources(result: Aggregate) -> None:
    from govreport.aggregation.explanation import iter_sources

    language = current_language()
    for cell, sources in iter_sources(result, zeros=console.is_verbose()):
        console.say(cell.in_language(language), "    " + sources.in_language(language))
