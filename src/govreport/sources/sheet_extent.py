"""How far the sheets of a workbook reach and what is wrong with their cells, before room is made for them.

The reader of workbooks in bulk makes room for every place between the first and the last cell: one blank
in the last row of a sheet would take all memory. It also takes a formula without a result, and an error,
for a blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from govreport.addresses import cell_place
from govreport.errors import LimitError
from govreport.gate.encodings import is_wide
from govreport.gate.limits import CHECK_FILE, limits, over_limit
from govreport.gate.package import Package
from govreport.messages import Message
from govreport.sources.number_formats import NO_DAY, PLAIN_FORMAT, Calendar, formats_of
from govreport.sources.workbook_parts import WORKBOOK, namespace_of

_REFERENCE: Final = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)([0-9]+)")
"""The name of a cell, or the number of a row."""
_ESCAPE: Final = re.compile(rb"_x[dD][89A-Fa-f][0-9A-Fa-f]{2}_")
"""Half a character: any other escape is understood by the reader of workbooks in bulk."""
_FEW: Final = 1_000_000
_ROOM: Final = 20
"""Places for each cell that is filled, where there are more than a few."""
_CELLS: Final = (b"<c ", b"<c>", b"<c/>", b":c ", b":c>", b":c/>")
_FIRST_ROWS: Final = 9999
_IN_FIRST_ROWS: Final = re.compile(rb"<c(?: r=\"([A-Z]{1,3})[0-9]{1,4}\"|[\s/>])")
"""The column of a cell in the first rows, as all programs write it; nothing for a cell named otherwise."""
_PREFIXED: Final = re.compile(rb":c[\s/>]")
_FORMULAS: Final = (re.compile(rb"<f[\s/>]"), re.compile(rb":f[\s/>]"))
_SHARED: Final = re.compile(rb">\s*<(?:\w+:)?v>\s*([0-9]+)")
_SHARED_KIND: Final = re.compile(rb"\bt\s*=\s*[\"']s[\"']")
_FORMULA: Final = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?f(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ERROR_KIND: Final = re.compile(rb"\bt=[\"']e[\"']")
_KIND: Final = re.compile(rb"\bt\s*=\s*[\"']([^\"']*)")
_VALUE_OF_CELL: Final = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>(?:<(?:\w+:)?f[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?[^<]*<(?:\w+:)?v>([^<]*)"
)
_ROW_NUMBER: Final = re.compile(rb"[^>]*?\sr=\"([0-9]+)\"")
_CELL_NAMES: Final = re.compile(rb"<c r=\"([A-Z]{1,3}[0-9]+)\"")
_NAMED: Final = re.compile(rb"\br\s*=\s*[\"']([A-Z]+[0-9]+)")

_TWO_WAYS: Final = tuple(
    map(re.compile, (rb"<v>[^<]*<[^/]", rb"<t>[^<]*<[^/]", rb"</v>\s*<[^/]", rb"</is>\s*<[^/]"))
)
"""Markup inside of a value, and another one behind it."""
_RARE: Final = {
    b"!": (b"<!",),
    b"'": (b"='",),
    **{each: (each + b"=", b"=" + each) for each in (b"\t", b"\n", b"\r")},
}
"""Comments and tags as few programs write them, by a byte in them that most sheets are without."""
_LOOKS: Final = (b"strike", b"vertAlign")
"""What makes the text of a cell another than its letters."""
_DECLARATION: Final = 100
"""Bytes in which a part says which XML it is."""

_TOO_LARGE: Final = Message("工作表太大", "the sheet is too large")
NO_RESULT: Final = Message("公式没有计算结果", "a formula without a result")
SAVE: Final = Message("改填数字，或在表格软件里打开并保存", "type the number, or open and save the file")
ERROR_VALUE: Final = Message("单元格是错误值", "the cell holds an error")


def require_cells(part: bytes, strings: bytes, where: str) -> None:
    """Refuse a sheet with too many cells, or too much text in them.

    Args:
        part: The part of the sheet.
        strings: The part of the texts that cells share; empty if there is none.
        where: What messages call the sheet.

    Raises:
        LimitError: Over a limit.
    """
    most = part.count(b"<c") + part.count(b":c")
    sizes = list(map(len, strings.split(b"</si>")))
    longest = max(sizes)
    if most <= limits().sheet_cells and longest * most <= limits().sheet_text:
        return
    cells = _count_cells(part)
    if cells > limits().sheet_cells:
        raise too_large("sheet_cells", where, cells)
    if longest * cells <= limits().sheet_text:
        return
    used = Counter(
        match[1]
        for match in _SHARED.finditer(part)
        if _SHARED_KIND.search(part, part.rfind(b"<", 0, match.start()), match.start())
    )
    total = sum(sizes[int(at)] * count for at, count in used.items() if len(at) < 9 and int(at) < len(sizes))
    if total > limits().sheet_text:
        raise too_large("sheet_text", where, total)


def is_sparse(part: bytes) -> bool:
    """Tell whether a sheet is mostly room between its cells, or is not written in UTF-8."""
    if is_wide(part):
        return True
    if _fill_a_small_sheet(part):
        return False
    places = _places_of(part)
    return places > limits().sheet_places or places > _FEW + _ROOM * _count_cells(part)


def is_odd(part: bytes, strings: bytes) -> bool:
    """Tell whether a sheet, or the texts its cells share, holds what readers take in different ways.

    Comments and markup inside of values, several values in a cell, tags written in other ways than programs
    do, and texts that are struck out or raised.
    """
    if b"\0" in part or b" =" in part or b"= " in part or part.count(b"<") != part.count(b">"):
        return True
    if any(each in text for each in _LOOKS for text in (part, strings)) or b"<!" in strings:
        return True
    if any(mark in part for byte, marks in _RARE.items() if byte in part for mark in marks):
        return True
    if any(map(_has_instruction, (part, strings))) or _PREFIXED.search(part):
        return True
    return any(each.search(part) for each in _TWO_WAYS)


def _has_instruction(part: bytes) -> bool:
    """Tell whether a part holds a processing instruction behind its declaration."""
    behind = _DECLARATION - 1
    return part.find(b"<?", 1, _DECLARATION) >= 0 or (
        part.find(b"?", behind) >= 0 and part.find(b"<?", behind) >= 0
    )


def _fill_a_small_sheet(part: bytes) -> bool:
    """Tell at a glance that the cells of a sheet leave little room: most have few rows and name each."""
    columns = _IN_FIRST_ROWS.findall(part)
    letters = set(columns)
    if b"" in letters or _PREFIXED.search(part):
        return False
    most = _FIRST_ROWS * _width(letters)
    return most <= limits().sheet_places and most <= _FEW + _ROOM * len(columns)


def has_plain_references(part: bytes) -> bool:
    """Tell at a glance that each cell is named for its own row, and rows and cells stand in order.

    Nothing is said of a sheet that is written in another way than most programs do.
    """
    if _PREFIXED.search(part):
        return False
    known: set[bytes] = set()
    last = 0
    for line in part.split(b"<row")[1:]:
        number = _ROW_NUMBER.match(line)
        names = _CELL_NAMES.findall(line)
        if number is None or len(number[1]) > 8 or len(names) != sum(map(line.count, _CELLS[:3])):
            return False
        written = b",".join(names)
        columns = written.replace(number[1], b"")
        if int(number[1]) <= last or len(written) - len(columns) != len(names) * len(number[1]):
            return False
        if columns not in known and not _ascend(columns.split(b",") if names else []):
            return False
        known.add(columns)
        last = int(number[1])
    return True


def _ascend(columns: list[bytes]) -> bool:
    """Tell whether columns are letters, in order, none twice."""
    places = [(len(each), each) for each in columns]
    return all(each.isalpha() for each in columns) and all(one < other for one, other in pairwise(places))


def _count_cells(part: bytes) -> int:
    return sum(map(part.count, _CELLS))


def has_escapes(part: bytes, strings: bytes) -> bool:
    """Tell whether half a character may stand in a text of a sheet, as an escape like ``_xD800_``."""
    return any(_ESCAPE.search(each) for each in (part, strings))


def _places_of(part: bytes) -> int:
    """Return how many places there are between the first cell of a sheet and the last one it names."""
    letters, numbers = set(), set()
    for match in _REFERENCE.finditer(part):
        letters.add(match[1])
        numbers.add(match[2])
    rows = max((int(each) if len(each) < 10 else 10**9 for each in numbers), default=1)
    return rows * _width(letters)


def _width(letters: Iterable[bytes]) -> int:
    """Return how many columns there are up to the last of those named."""
    places = (cell_place(f"{each.decode().upper()}1") for each in letters)
    return 1 + max((place[1] for place in places if place), default=0)


def too_large(limit: str, where: str, found: int) -> LimitError:
    """Make the error for a sheet over a limit."""
    return over_limit(_TOO_LARGE, limit, where=where, found=str(found), remedy=CHECK_FILE)


class Fault(NamedTuple):
    """What is wrong with a cell: the error it holds, or the number that is no day, and what to do."""

    what: Message
    found: str = ""
    remedy: Message = SAVE


class Days(NamedTuple):
    """The cells of a workbook that show days: how their style is written, and the calendar."""

    styled: re.Pattern[bytes]
    calendar: Calendar

    @classmethod
    def of(cls, package: Package) -> Days | None:
        """Return what shows days in a workbook; None where nothing does."""
        root = package.xml(WORKBOOK)
        space = namespace_of(root)
        styles = [str(at) for at, shown in enumerate(formats_of(package, space)) if shown.is_day]
        if not styles:
            return None
        style = rf's="(?<=\ss=")0*(?:{"|".join(styles)})"'  # begins with letters: those are found at once
        return cls(re.compile(style.encode()), Calendar.of(root, space))


def faults_of(part: bytes, days: Days | None = None) -> Mapping[tuple[int, int], Fault]:
    """Return the cells that only look blank, or like a number: what is wrong with each.

    Args:
        part: The part of the sheet.
        days: Which styles show days, where some do.
    """
    faults = {place: fault for place, fault in _iter_faults(part) if place is not None}
    if days is not None:
        faults.update(_iter_no_days(part, days))
    return faults


def _iter_faults(part: bytes) -> Iterator[tuple[tuple[int, int] | None, Fault]]:
    if any(each.search(part) for each in _FORMULAS):
        for match in _FORMULA.finditer(part):
            yield _place(match[1]), Fault(NO_RESULT)
    if b'"e"' not in part and (b"'" not in part or b"'e'" not in part):  # found faster than the pattern
        return
    for error in _iter_cells_with(_ERROR_KIND, part):
        yield _place(error[1]), Fault(ERROR_VALUE, error[2].decode("utf-8", "replace"))


def _iter_no_days(part: bytes, days: Days) -> Iterator[tuple[tuple[int, int], Fault]]:
    """Yield the cells whose number is no day of the calendar."""
    for cell in _iter_cells_with(days.styled, part):
        place, kind = _place(cell[1]), _KIND.search(cell[1])
        if place is None or (kind is not None and kind[1] != b"n"):
            continue
        text = cell[2].decode("utf-8", "replace")
        try:
            is_known = days.calendar.day(float(text)) is not None
        except ValueError:
            continue
        if not is_known:
            yield place, Fault(NO_DAY, text, PLAIN_FORMAT)


def _iter_cells_with(attribute: re.Pattern[bytes], part: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the attributes and the value of the cells that have an attribute; each tag is looked at once."""
    after = 0
    for match in attribute.finditer(part):
        start = part.rfind(b"<", after, match.start())
        after = match.end()
        if start >= 0 and (cell := _VALUE_OF_CELL.match(part, start)):
            yield cell


def _place(attributes: bytes) -> tuple[int, int] | None:
    match = _NAMED.search(attributes)
    return cell_place(match[1].decode()) if match else None
