"""``govreport new``: something to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govreport.cli.datafile import check_ending, is_workbook, write_data, write_file
from govreport.cli.inputs import agency_in, form_of, last_year_of
from govreport.cli.language import Number, option, verb
from govreport.cli.options import form_option, keys_option, limit_option, output_option
from govreport.cli.rosters import check_roster_ending, write_roster
from govreport.errors import UsageError
from govreport.messages import Message

if TYPE_CHECKING:
    from govreport.datatext import Keys
    from govreport.report import Report


@verb(Message("生成一份可以填写的数据文件或工作簿", "write a data file or a workbook to fill in"), "new")
@option("--year", type=Number(), metavar="YEAR", required=True, text=Message("报告年度", "the report year"))
@option(
    "--kind",
    metavar="KIND",
    text=Message("报告的种类：ogi（默认）或 website", "the kind of report: ogi (default) or website"),
)
@form_option()
@option(
    "--agency",
    metavar="FILE",
    text=Message("机关的资料从这个文件取", "a file that has the facts about the agency"),
)
@option(
    "--many",
    metavar="FILE",
    text=Message("机关名单：每个机关一行；生成每个机关一行的表", "a list of agencies, a row for each"),
)
@option(
    "--one-sheet",
    is_flag=True,
    text=Message("各表放在一个工作表里", "with --many: all tables in one sheet"),
)
@option(
    "--last-year",
    metavar="FILE",
    text=Message("上年的报告，结转的数从中取", "last year's report: what it carried forward is filled in"),
)
@output_option(text=Message("写到哪个文件：.xlsx、.yaml、.json", "the file to write: .xlsx, .yaml or .json"))
@keys_option
@limit_option
def new(
    *,
    year: int,
    kind: str | None,
    form: str | None,
    agency: str | None,
    many: str | None,
    one_sheet: bool,
    last_year: str | None,
    output: str,
    keys: Keys,
) -> None:
    """Write a file with every section and cell of a form, all blank but what follows from last year."""
    from govreport.files import refuse_existing
    from govreport.skeleton import require_last_year, skeleton

    (check_ending if many is None else check_roster_ending)(output)
    refuse_existing(Path(output))
    chosen = _chosen_form(year, kind, form)
    if many is not None:
        write_roster(output, chosen, year, many, last_year, one_sheet=one_sheet)
        return
    before = last_year_of(last_year, chosen, [output])
    known = (agency_in(agency) if agency else None) or (before.agency if before is not None else None)
    if is_workbook(output):
        from govreport.sheet import entry_workbook

        write_file(output, entry_workbook(chosen, year=year, agency=known, last_year=before))
    else:
        require_last_year(chosen, year, before)
        data = skeleton(chosen, year=year, agency=known, last_year=before)
        write_data(output, chosen, data, keys)


def _chosen_form(year: int, kind: str | None, form: str | None) -> type[Report]:
    """Return the form that was named, else the one for the year; the kind must be that of the form."""
    from govreport.forms._editions import require_year
    from govreport.forms._registry import form_for

    require_year(year, place="--year")
    chosen = form_of(form) or form_for(year, kind or "ogi")
    if kind not in (None, chosen.info().kind):
        raise UsageError.of(
            Message("--kind 与 --form 不一致", "--kind and --form disagree"),
            where="--kind",
            found=kind,
            expected=chosen.info().kind,
            remedy=Message("去掉其中一个", "leave one of them out"),
        )
    return chosen
