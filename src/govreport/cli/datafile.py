"""Data files and workbooks the command line writes: their format follows from the ending."""

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
_WORKBOOK = ".xlsx"
_NO_FORMAT = Message("不知道要写成哪种数据文件", "no data file has this ending")


def is_workbook(output: str) -> bool:
    """Tell whether a file to be written is a workbook."""
    return Path(output).suffix.lower() == _WORKBOOK


def check_ending(output: str) -> None:
    """Refuse what is called neither like a data file nor like a workbook.

    Raises:
        UsageError: If it has another ending.
    """
    ending = Path(output).suffix.lower()
    if ending in (*_ENDINGS, _WORKBOOK):
        return
    stem = Path(output).stem or "report"
    raise UsageError.of(
        _NO_FORMAT,
        where=f"-o {output}",
        found=ending,
        expected=" / ".join((*_ENDINGS, _WORKBOOK)),
        remedy=Message("写成 YAML：-o {stem}.yaml", "write YAML instead: -o {stem}.yaml").format(stem=stem),
    )


def write_data(output: str, form: type[Report], data: Mapping[str, object], keys: Keys) -> None:
    """Write the data of a report to a file and say its name; into a workbook that can be filled in on."""
    from govreport.datatext import format_data

    if is_workbook(output):
        from govreport.sheet import report_workbook

        write_file(output, report_workbook(form.from_data(data)))
        return
    ending = cast("Ending", Path(output).suffix.lower())
    write_file(output, format_data(form, data, ending=ending, keys=keys).encode())


def write_file(output: str, content: bytes) -> None:
    """Write a file and say its name."""
    from govreport.files import write_atomic

    console.tell_writing(output)
    write_atomic(Path(output), content)
    console.say(output)
