"""``govreport new``: something to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govreport.cli import console
from govreport.cli.datafile import check_ending, write_data
from govreport.cli.inputs import form_of
from govreport.cli.language import Number, option, verb
from govreport.cli.options import form_option, keys_option
from govreport.messages import Message

if TYPE_CHECKING:
    from govreport.datatext import Keys


@verb(Message("生成一份可以填写的数据文件", "write a data file to fill in"), "new")
@option("--year", type=Number(), metavar="YEAR", required=True, text=Message("报告年度", "the report year"))
@option(
    "--kind",
    default="ogi",
    metavar="KIND",
    text=Message("报告的种类：ogi（默认）或 website", "the kind of report: ogi (default) or website"),
)
@form_option()
@option(
    "--agency",
    metavar="FILE",
    text=Message("机关的资料从这个文件取", "a file that has the facts about the agency"),
)
@option("-o", "--output", metavar="FILE", required=True, text=Message("写到哪个文件", "the file to write"))
@keys_option
def new(*, year: int, kind: str, form: str | None, agency: str | None, output: str, keys: Keys) -> None:
    """Write a data file with every section and cell of a form, all blank."""
    from govreport.files import refuse_existing
    from govreport.forms._registry import form_for
    from govreport.report import require_year
    from govreport.skeleton import skeleton
    from govreport.sources import load_agency

    check_ending(output)
    refuse_existing(Path(output))
    require_year(year)
    chosen = form_of(form) or form_for(year, kind)
    if agency:
        console.tell_reading(agency)
    known = load_agency(Path(agency)) if agency else None
    write_data(output, chosen, skeleton(chosen, year=year, agency=known), keys)
