"""``govreport read``: a published document back to figures and texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govreport.cli import console
from govreport.cli.datafile import check_ending, write_data
from govreport.cli.inputs import form_of, only_filled
from govreport.cli.language import current_language, option, verb
from govreport.cli.options import form_option, limit_option, output_option
from govreport.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from govreport.report import Report

_MISSING = Message("没有看到 {count} 个单元格：{paths}", "{count:cell|cells} not seen: {paths}")
_UNPLACED = Message("放不进表样：{what}", "no place in the form: {what}")
_MORE = Message(
    "另有 {count} 处放不进表样；用 --explain 全部列出",
    "{count} more have no place in the form; --explain lists all",
)
_TOLD = 20
"""How many texts without a place are told, unless an explanation is asked for."""


@verb(Message("把已公布的报告读回数据", "read a published report back to data"), "read")
@click.argument("path", metavar="FILE")
@output_option(required=False, text=Message("写到文件，不印到屏幕", "write to a file instead of stdout"))
@form_option()
@option(
    "--explain",
    is_flag=True,
    text=Message("说明每个数是从哪里读到的", "say where every figure was read"),
)
@limit_option
def read(*, path: str, output: str | None, form: str | None, explain: bool) -> None:
    """Print the JSON that ``build`` accepts: every cell, blank or unseen ones as null."""
    from govreport.files import identity, refuse_replacing
    from govreport.sources import read as read_document

    chosen = form_of(form)
    if output is not None:
        check_ending(output)
        refuse_replacing(Path(output), identity(path))
    console.tell_reading(path)
    filled = only_filled(path, chosen)
    if filled is not None:
        _write(output, type(filled), filled.to_data(literal=True))
        return
    reading = read_document(path, form=chosen)
    data = reading.to_data()
    _write(output, type(reading.report), data)
    if explain:
        console.tell_lines(*reading.explain(current_language()))
    console.tell(*reading.notes)
    if reading.missing:
        shown = ", ".join(reading.missing[:3]) + (" …" if len(reading.missing) > 3 else "")
        console.tell(_MISSING.format(count=len(reading.missing), paths=shown))
    told = reading.unplaced if explain else reading.unplaced[:_TOLD]
    console.tell(*(_UNPLACED.format(what=what.message) for what in told))
    if len(told) < len(reading.unplaced):
        console.tell(_MORE.format(count=len(reading.unplaced) - len(told)))


def _write(output: str | None, form: type[Report], data: Mapping[str, object]) -> None:
    if output is not None:
        write_data(output, form, data, "en")
    else:
        console.say_json(data)
