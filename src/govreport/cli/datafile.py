"""Data files the command line writes: their format follows from the ending."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from govreport.cli import console
from govreport.errors import UsageError
from govreport.messages import Message

if TYPE_CHECKING:
    from govreport.datatext import Ending, Keys
    from govreport.report import Report

_ENDINGS = (".json", ".yaml", ".yml")
_NO_WORKBOOK = Message(
    "这一版还不能写 Excel 工作簿，以后的版本会有", "this release cannot write workbooks; a later one will"
)
_NO_FORMAT = Message("不知道要写成哪种数据文件", "no data file has this ending")


def check_ending(output: str) -> Ending:
    """Return the ending of a data file to be written.

    Raises:
        UsageError: If it is that of no data file, or of one that is not supported yet.
    """
    ending = Path(output).suffix.lower()
    if ending in _ENDINGS:
        return cast("Ending", ending)
    stem = Path(output).stem or "report"
    raise UsageError.of(
        _NO_WORKBOOK if ending in (".xlsx", ".xls") else _NO_FORMAT,
        where=f"-o {output}",
        found=ending,
        expected=" / ".join(_ENDINGS),
        remedy=Message("写成 YAML：-o {stem}.yaml", "write YAML instead: -o {stem}.yaml").format(stem=stem),
    )


def write_data(output: str, form: type[Report], data: Mapping[str, object], keys: Keys) -> None:
    """Write the data of a report to a file and say its name."""
    from govreport.datatext import format_data
    from govreport.files import write_atomic

    console.tell_writing(output)
    text = format_data(form, data, ending=check_ending(output), keys=keys)
    write_atomic(Path(output), text.encode())
    console.say(output)
