"""Sheets of values as they stand in a file: workbooks in bulk, and separated values.

Only what is shown is read: hidden sheets are left out and named. Nothing here knows a form.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Final

from govreport.addresses import EVALUATED
from govreport.errors import MachineError, SourceError
from govreport.gate.package import Package, read_package
from govreport.messages import Message
from govreport.sources.datafile import decode_text
from govreport.sources.plaindata import illegal_character
from govreport.sources.typed import Raw
from govreport.text.outline import find_illegal

DELIMITERS: Final = (",", ";", "\t", "，", "；", "|")
"""What may stand between the values of a line, the likeliest first."""
MOST_PLACES: Final = 20_000_000
"""Rows times columns of a sheet; the roster of a province has about 2 million."""

_UNCALCULATED: Final = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
_NOT_CALCULATED: Final = Message(
    "{count} 个公式没有计算结果，读作空白；在表格软件里打开并保存即可（第一个：{first}）",
    "{count:formula|formulas} without a result, read as blank; open and save the file (the first: {first})",
)
_HIDDEN: Final = Message("隐藏的工作表“{name}”未读取", 'the hidden sheet "{name}" was not read')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of values.

    Attributes:
        name: Its name; empty for a file that is a single sheet.
        rows: Its rows from the first one on, whatever their lengths.
    """

    name: str
    rows: Sequence[Sequence[Raw]]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a file, and what is to be said of it."""

    sheets: tuple[Sheet, ...]
    notes: tuple[Message, ...] = ()


def read_workbook(raw: bytes, *, name: str) -> Sheets:
    """Return the sheets a workbook shows.

    Raises:
        SourceError: It is no sound workbook, or larger than any roster.
        MachineError: If the reader of workbooks is not installed.
    """
    package = read_package(raw, name=name, content="workbook")
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415
    except ImportError as exc:
        raise missing_reader() from exc
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(raw))
        hidden = [each.name for each in workbook.sheets_metadata if each.visible != SheetVisibleEnum.Visible]
        sheets = []
        for title in workbook.sheet_names:
            if title not in hidden:
                sheet = workbook.get_sheet_by_name(title)
                _require_size(sheet.total_height * sheet.total_width, name)
                sheets.append(Sheet(title, sheet.to_python(skip_empty_area=False)))
    except CalamineError as exc:
        raise SourceError.of(Message("工作簿无法读取", "the workbook cannot be read"), where=name) from exc
    notes = [_HIDDEN.format(name=title) for title in hidden]
    return Sheets(tuple(sheets), (*notes, *_uncalculated(package)))


def read_separated(text: str, delimiter: str, *, name: str) -> Sheet:
    """Return the sheet of a text of separated values; a quoted value may go over several lines.

    An apostrophe before what a spreadsheet would take for a formula is not part of the value.

    Raises:
        SourceError: A quotation mark is missing, or a character that no document can hold.
    """
    if illegal := find_illegal(text):
        raise illegal_character(text, illegal[0], f"{name}:{text.count(chr(10), 0, illegal[0]) + 1}")
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return Sheet("", [[_plain(value) for value in line] for line in lines])
    except csv.Error as exc:
        raise SourceError.of(
            Message("引号不成对，或一格太长", "a quotation mark is missing, or a value is too long"),
            where=f"{name}:{lines.line_num}",
            found=str(exc),
            remedy=Message("用表格软件重新另存为 CSV", "save it as CSV from a spreadsheet again"),
        ) from exc


def separated_text(raw: bytes, name: str) -> str:
    """Return the text of a file of separated values: UTF-8, UTF-16 with its mark, or GB18030."""
    return decode_text(raw, name)[0].removeprefix("\ufeff")


def missing_reader() -> MachineError:
    """Make the error for a workbook that cannot be read, because nothing that reads it is installed."""
    return MachineError.of(
        Message("没有安装读工作簿的程序", "what reads workbooks is not installed"),
        expected="python-calamine",
        remedy=Message("pip install 'govreport[excel]'", "pip install 'govreport[excel]'"),
    )


def _plain(value: str) -> str:
    return value[1:] if value.startswith("'") and value[1:].lstrip().startswith(EVALUATED) else value


def _require_size(places: int, name: str) -> None:
    if places > MOST_PLACES:
        raise SourceError.of(
            Message("工作表太大", "the sheet is too large"),
            where=name,
            expected=Message("不超过 {most} 格", "at most {most} places").format(most=MOST_PLACES),
            remedy=Message("检查是否选错了文件", "check whether this is the right file"),
        )


def _uncalculated(package: Package) -> Iterator[Message]:
    """Tell of formulas that were never calculated: they look like blanks."""
    found: list[str] = []
    for part in package.names:
        if part.startswith("xl/worksheets/sheet"):
            raw = package.part(part)
            if b"<f" in raw:
                found += [match[1].decode() for match in _UNCALCULATED.finditer(raw)]
    if found:
        yield _NOT_CALCULATED.format(count=len(found), first=found[0])
