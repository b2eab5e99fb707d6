"""Sheets of values as they stand in a file: workbooks in bulk, and separated values.

Only what is shown is read: hidden sheets are left out and named. Nothing here knows a form.
"""

from __future__ import annotations

import csv
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final

from govreport.addresses import unguarded
from govreport.errors import DamagedFileError, MachineError, SourceError
from govreport.gate.limits import limits
from govreport.gate.package import Package, read_package
from govreport.gate.xmlpart import SAVE_AGAIN, refuse_doctype
from govreport.messages import Message
from govreport.sources.datafile import decode_text
from govreport.sources.hidden_lines import HIDDEN_LINES, hidden_lines, may_hide
from govreport.sources.loaded import remark_at
from govreport.sources.plaindata import illegal_character
from govreport.sources.sheet_extent import (
    ERROR_VALUE,
    NO_RESULT,
    Days,
    Fault,
    faults_of,
    has_escapes,
    has_plain_references,
    is_odd,
    is_sparse,
    require_cells,
    too_large,
)
from govreport.sources.typed import Raw
from govreport.sources.workbook import Position, StoredSheet, stored_sheets
from govreport.sources.workbook_parts import (
    ELSEWHERE,
    STRINGS,
    STYLES,
    WORKBOOK,
    iter_cells,
    iter_sheets,
    namespace_of,
    refers_elsewhere,
    require_references,
    unescaped,
)
from govreport.text.outline import find_illegal

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

DELIMITERS: Final = (",", ";", "\t", "，", "；", "|")
"""What may stand between the values of a line, the likeliest first."""
_UNREADABLE: Final = Message("工作簿无法读取", "the workbook cannot be read")
_HIDDEN: Final = Message("隐藏的工作表“{name}”未读取", 'the hidden sheet "{name}" was not read')
_FAR: Final = Message("工作表“{name}”远处的空格未读取", 'blanks far out on the sheet "{name}" were not read')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of values.

    Attributes:
        name: Its name; empty for a file that is a single sheet.
        rows: Its rows from the first one on, whatever their lengths.
        faults: The cells that look blank, or like a number, and are not, by row and column.
        aside: What of the texts of cells was not read, in words, by row and column.
    """

    name: str
    rows: Sequence[Sequence[Raw]]
    faults: Mapping[tuple[int, int], Fault] = field(default_factory=dict)
    aside: Mapping[tuple[int, int], tuple[Message, ...]] = field(default_factory=dict)


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
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415
    except ImportError as exc:
        raise missing_reader() from exc
    shown, hidden = _parts(package)
    notes = [_HIDDEN.format(name=title) for title in hidden]
    notes += [ELSEWHERE] if refers_elsewhere(package) else []
    sheets: list[Sheet] = []
    stored: dict[str, StoredSheet] = {}
    days = Days.of(package)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(raw))
        for title in workbook.sheet_names:
            if title in shown:
                part, strings = _require_sheet(package, title, shown[title])
                if is_far := is_sparse(part):
                    notes.append(_FAR.format(name=title))
                if is_far or is_odd(part, strings):
                    stored = stored or stored_sheets(package)
                    sheets.append(_stored_sheet(package, stored[title]))
                else:
                    sheets.append(_dense_sheet(workbook, title, (part, strings), days))
                if may_hide(part):
                    notes += _hidden_lines(package, title, shown[title])
    except CalamineError as exc:
        raise DamagedFileError.of(_UNREADABLE, where=name, found=str(exc), remedy=SAVE_AGAIN) from exc
    return Sheets(tuple(sheets), tuple(notes))


def _require_sheet(package: Package, title: str, name: str) -> tuple[bytes, bytes]:
    """Return the part of a sheet and that of the texts its cells share, both found sound."""
    part = package.part(name)
    strings = package.part(STRINGS) if STRINGS in package else b""
    require_cells(part, strings, f"{package.name}: {title}")
    if not has_plain_references(part):
        require_references(package, name)
    return part, strings


def _dense_sheet(
    workbook: CalamineWorkbook, title: str, parts: tuple[bytes, bytes], days: Days | None
) -> Sheet:
    """Return a sheet that has a value in most places."""
    rows: Sequence[Sequence[Raw]] = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
    if has_escapes(*parts):
        rows = [[_whole(value) for value in row] for row in rows]
    return Sheet(title, rows, faults_of(parts[0], days))


def _parts(package: Package) -> tuple[dict[str, str], list[str]]:
    """Return the parts of the sheets a workbook shows, by their names, and the names of the others."""
    found = list(iter_sheets(package))
    for part in (*(each.part for each in found), STRINGS, STYLES):
        if part in package:
            refuse_doctype(package.part(part), f"{package.name}: {part}")
    return {each.name: each.part for each in found if not each.hidden}, [e.name for e in found if e.hidden]


def _stored_sheet(package: Package, sheet: StoredSheet) -> Sheet:
    """Return a sheet cell by cell, without the blanks that somebody has typed far out on it.

    Raises:
        LimitError: If something else stands there.
    """
    cells = {at: cell for at, cell in sheet.cells.items() if not is_blank(cell.value) or cell.formula}
    height = 1 + max((row for row, _ in cells), default=0)
    width = 1 + max((column for _, column in cells), default=0)
    if height * width > limits().sheet_places:
        raise too_large("sheet_places", f"{package.name}: {sheet.name}", height * width)
    rows: list[list[Raw]] = [[None] * width for _ in range(height)]
    faults: dict[Position, Fault] = {}
    for at, cell in cells.items():
        if cell.wrong:
            faults[at] = Fault(ERROR_VALUE, str(cell.value or ""))
        elif cell.value is None:
            faults[at] = Fault(NO_RESULT)
        else:
            rows[at[0]][at[1]] = cell.value
    aside = {at: cell.aside for at, cell in sheet.cells.items() if cell.aside}
    return Sheet(sheet.name, rows, faults, aside)


def _hidden_lines(package: Package, title: str, name: str) -> list[Message]:
    """Return what is to be said of the rows and columns of a sheet that are not shown."""
    root, space = package.xml(name), namespace_of(package.xml(WORKBOOK))
    places = [place for place, cell in iter_cells(root, space, title) if len(cell)]
    lines = hidden_lines(root, space).among(places)
    return [remark_at(title, HIDDEN_LINES.format(lines=lines))] if lines else []


def _whole(value: Raw) -> Raw:
    """Return a value whose text holds no escape any more."""
    return unescaped(value) if isinstance(value, str) else value


def is_blank(value: Raw) -> bool:
    """Tell whether there is nothing to see in a cell."""
    return value is None or (isinstance(value, str) and not value.strip())


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
        rows = [[unguarded(value) for value in line] for line in lines]
    except csv.Error as exc:
        raise SourceError.of(
            Message("引号不成对，或一格太长", "a quotation mark is missing, or a value is too long"),
            where=f"{name}:{lines.line_num}",
            found=str(exc),
            remedy=Message("用表格软件重新另存为 CSV", "save it as CSV from a spreadsheet again"),
        ) from exc
    width = max(map(len, rows), default=0)
    if width > limits().sheet_columns:
        raise too_large("sheet_columns", name, width)
    return Sheet("", rows)


def separated_text(raw: bytes, name: str) -> str:
    """Return the text of a file of separated values: UTF-8, UTF-16 with its mark, or GB18030."""
    return decode_text(raw, name)[0].removeprefix("\ufeff")


def has_reader() -> bool:
    """Tell whether what reads the workbooks of many agencies is installed."""
    return importlib.util.find_spec("python_calamine") is not None


def missing_reader() -> MachineError:
    """Make the error for a workbook that cannot be read, because nothing that reads it is installed."""
    return MachineError.of(
        Message("没有安装读工作簿的程序", "what reads workbooks is not installed"),
        expected="python-calamine",
        remedy=Message("pip install 'govreport[excel]'", "pip install 'govreport[excel]'"),
    )
