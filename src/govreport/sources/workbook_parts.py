"""The parts of a workbook: its sheets, and the texts they share (ECMA-376 part 1, 18.2 and 18.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from govreport.addresses import cell_place
from govreport.errors import DamagedFileError
from govreport.gate.deadline import require_time
from govreport.gate.package import Package
from govreport.messages import Message

WORKBOOK: Final = "xl/workbook.xml"
STRINGS: Final = "xl/sharedStrings.xml"
STYLES: Final = "xl/styles.xml"
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATIONS: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
"""A character that cannot stand in XML, as workbooks write it (22.4.2.4)."""


ELSEWHERE: Final = Message(
    "工作簿引用其他文件的内容，未读取；显示的是保存时的值",
    "content elsewhere was not read: cells show what they did when the workbook was saved",
)
"""What is to be said of a workbook that refers to others."""
NO_TEXT: Final = Message("单元格指向没有的文字", "a cell refers to a text that is not there")
_NO_REFERENCE: Final = Message("单元格的位置有误", "a cell has no lawful reference")
_TWICE: Final = Message("同一个单元格写了两次", "the same cell stands twice")
_ROW_TWICE: Final = Message("同一行写了两次", "the same row stands twice")
_NOT_ITS_ROW: Final = Message("单元格不在它所在的行里", "a cell is named for another row than its own")
_SAME_SHEET: Final = Message("两张工作表同名，或是同一个部件", "two sheets have one name, or are one part")
_NO_ORDER: Final = Message("行或单元格的次序有误", "rows or cells are out of order")
SAVE_AGAIN: Final = Message(
    "用 Excel 或 WPS 打开并另存一份后再读取", "open it in Excel or WPS, save a copy, and read the copy"
)
_ELSEWHERE: Final = ("xl/externallinks/", "xl/querytables/", "xl/connections.xml")


class SheetPart(NamedTuple):
    """A sheet by its name, the part it stands in, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


def namespace_of(root: etree._Element) -> str:
    """Return the namespace of the elements of a workbook, in braces."""
    return _STRICT if str(root.tag).startswith(_STRICT) else _MAIN


def iter_sheets(package: Package) -> Iterator[SheetPart]:
    """Yield the sheets of a workbook in their order, hidden ones too.

    Raises:
        DamagedFileError: Two have the same name, or show the same part.
    """
    root = package.xml(WORKBOOK)
    seen: set[str] = set()
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in package.xml("xl/_rels/workbook.xml.rels")
    }
    for sheet in root.iter(namespace_of(root) + "sheet"):
        target = next((targets.get(sheet.get(name)) for name in _RELATIONS if sheet.get(name)), None)
        is_hidden = sheet.get("state", "visible") != "visible"
        if target:
            part = target if target.startswith("/") else f"xl/{target}"
            name = sheet.get("name", "")
            for known in (f"part {part.lstrip('/').casefold()}", f"name {name.casefold()}"):
                if known in seen:
                    where = f"{package.name}: {WORKBOOK}"
                    raise DamagedFileError.of(_SAME_SHEET, where=where, found=name, remedy=SAVE_AGAIN)
                seen.add(known)
            yield SheetPart(name, part, is_hidden)


def iter_cells(
    sheet: etree._Element, space: str, where: str
) -> Iterator[tuple[tuple[int, int], etree._Element]]:
    """Yield the cells of a sheet with row and column, counted from 0; messages call the sheet `where`.

    A row without number follows the row before it, a cell without reference the cell before it.

    Raises:
        DamagedFileError: A cell is named for another row or twice, or rows or cells are out of order: no
            program writes such a sheet (18.3.1.4, 18.3.1.73), and which cell is right cannot be known.
    """
    row = -1
    without_comments(sheet)
    for line in sheet.iter(space + "row"):
        number = line.get("r", "")
        before, row = row, int(number) - 1 if is_index(number) else row + 1
        column = -1
        require_time()
        for cell in line.iter(space + "c"):
            reference = cell.get("r")
            place = (row, column + 1) if reference is None else _place_of(reference)
            if place is None:
                raise unsound_cell(_NO_REFERENCE, where, cell)
            if place[0] != row:
                raise unsound_cell(_NOT_ITS_ROW, where, cell, str(row + 1))
            if row <= before:
                raise unsound_cell(_ROW_TWICE if row == before else _NO_ORDER, where, cell)
            if place[1] <= column:
                raise unsound_cell(_TWICE if place[1] == column else _NO_ORDER, where, cell)
            column = place[1]
            yield place, cell


def _place_of(reference: str) -> tuple[int, int] | None:
    """Return the place of a cell by its own name, in which nothing is fixed as in a formula: no ``$B$9``."""
    return None if "$" in reference else cell_place(reference)


def require_references(package: Package, part: str) -> None:
    """Refuse a sheet whose cells `iter_cells` refuses."""
    for _ in iter_cells(package.xml(part), namespace_of(package.xml(WORKBOOK)), f"{package.name}: {part}"):
        pass


def unsound_cell(
    what: Message, sheet: str, cell: etree._Element, found: str = "", *, remedy: Message = SAVE_AGAIN
) -> DamagedFileError:
    """Make the error for a cell that no program writes so; messages call its sheet `sheet`."""
    return DamagedFileError.of(what, where=f"{sheet}: {cell.get('r', '?')}", found=found, remedy=remedy)


def refers_elsewhere(package: Package) -> bool:
    """Tell whether cells of a workbook show what stands in other files, a database or the web."""
    return any(name.lower().startswith(_ELSEWHERE) for name in package.names)


def without_comments(root: etree._Element) -> etree._Element:
    """Return an element whose texts are whole again: no comment or instruction for a program parts them."""
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root


def unescaped(text: str) -> str:
    """Return a stored text with the characters that XML cannot hold.

    >>> unescaped("a_x0041_b")
    'aAb'
    """
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def is_index(text: str) -> bool:
    """Tell whether a text is the number of a row, a text or a style, as workbooks write it.

    >>> is_index("12"), is_index("²"), is_index("9" * 5000)
    (True, False, False)
    """
    return text.isascii() and text.isdigit() and len(text) < 8
