"""``govreport convert``: a report in the form of another edition."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govreport.cli import console
from govreport.cli.datafile import check_ending, write_data
from govreport.cli.inputs import form_of, loaded, named_form, places_of
from govreport.cli.language import option, verb
from govreport.cli.options import form_option, keys_option, limit_option, output_option
from govreport.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govreport.conversion import Conversion, Entry
    from govreport.datatext import Keys

_LOST = Message("{form} 里没有对应项的 {count} 项：", "{count} without counterpart in {form}:")
_ZEROS = Message("  其中 {count} 项是 0（-v 逐项列出）", "  {count} of them are 0 (-v lists them)")
_OPEN = Message("{form} 里还空着 {count} 项（-v 逐项列出）", "{count} left blank in {form} (-v lists them)")
_LINE = Message("  {path}（{labels}）：{value}", "  {path} ({labels}): {value}")
_BLANK = Message("  {path}（{labels}）", "  {path} ({labels})")
_SHOWN = 60


@verb(Message("换成另一个版本的表样，说明哪些没有对应", "put a report into another form"), "convert")
@click.argument("path", metavar="INPUT")
@option("--to", "target", required=True, metavar="FORM", text=Message("换成哪个表样", "the new form"))
@output_option()
@form_option()
@keys_option
@limit_option
def convert(*, path: str, target: str, output: str, form: str | None, keys: Keys) -> None:
    """Write what the report can say in the other form; tell what it cannot."""
    from govreport.conversion import convert as convert_report
    from govreport.files import identity, refuse_replacing

    check_ending(output)
    refuse_replacing(Path(output), identity(*places_of([path])))
    new = named_form(target, "--to")
    console.tell_reading(path)
    conversion = convert_report(loaded(path, form_of(form)), new)
    write_data(output, new, conversion.report.to_data(literal=True), keys)
    tell_conversion(conversion)


def tell_conversion(conversion: Conversion) -> None:
    """Tell what a report lost in another form, and what is left blank there."""
    name = conversion.report.info().name
    if conversion.lost:
        zeros = [entry for entry in conversion.lost if _is_zero(entry.value)]
        others = [entry for entry in conversion.lost if not _is_zero(entry.value)]
        console.tell(_LOST.format(form=name, count=len(conversion.lost)), *_lines(others))
        if zeros:
            console.tell(_ZEROS.format(count=len(zeros)))
            console.tell_step(*_lines(zeros))
    if conversion.open:
        console.tell(_OPEN.format(form=name, count=len(conversion.open)))
        console.tell_step(*_lines(conversion.open))


def _is_zero(value: object) -> bool:
    """Tell whether a figure is 0; a box that is not ticked is no figure."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and value == 0


def _lines(entries: Sequence[Entry]) -> list[Message]:
    """Return a line for every entry: its path, its labels, and what stands there."""
    from govreport.forms._fields import BETWEEN

    lines = []
    for entry in entries:
        line = _BLANK if entry.value is None else _LINE
        value = " ".join(str(entry.value).split())
        shown = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
        labels = BETWEEN.join(label for label in entry.labels if label)
        lines.append(line.format(path=entry.path, labels=labels, value=shown))
    return lines
