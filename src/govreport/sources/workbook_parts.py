"""The parts of a workbook: its sheets, and the texts they share (ECMA-376 part 1, 18.2 and 18.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from govreport.gate.package import Package
from govreport.messages import Message

WORKBOOK: Final = "xl/workbook.xml"
STRINGS: Final = "xl/sharedStrings.xml"
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
    """Yield the sheets of a workbook in their order, hidden ones too."""
    root = package.xml(WORKBOOK)
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in package.xml("xl/_rels/workbook.xml.rels")
    }
    for sheet in root.iter(namespace_of(root) + "sheet"):
        target = next((targets.get(sheet.get(name)) for name in _RELATIONS if sheet.get(name)), None)
        is_hidden = sheet.get("state", "visible") != "visible"
        if target:
            part = target if target.startswith("/") else f"xl/{target}"
            yield SheetPart(sheet.get("name", ""), part, is_hidden)


def refers_elsewhere(package: Package) -> bool:
    """Tell whether cells of a workbook show what stands in other files, a database or the web."""
    return any(name.lower().startswith(_ELSEWHERE) for name in package.names)


def shared_strings(package: Package, space: str) -> list[str]:
    """Return the texts that cells refer to by their number."""
    if STRINGS not in package:
        return []
    return [string_of(item, space) for item in package.xml(STRINGS).iter(space + "si")]


def string_of(item: etree._Element, space: str) -> str:
    """Return the text of a string, without the sounds printed over it."""
    sounds = {piece for sound in item.iter(space + "rPh") for piece in sound}
    return "".join(piece.text or "" for piece in item.iter(space + "t") if piece not in sounds)


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
