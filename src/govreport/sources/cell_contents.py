"""What a cell of a workbook holds: its value or its text, whole or not at all (ECMA-376 part 1, 18.3, 18.4).

No program leaves a comment, or an element, inside a value, and none writes two values into a cell: what was
read up to there would be another figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from govreport.errors import DamagedFileError
from govreport.gate.package import Package
from govreport.messages import Message
from govreport.sources.figures import looks_like_figure
from govreport.sources.workbook_parts import SAVE_AGAIN, STRINGS, unescaped, unsound_cell, without_comments

NO_NUMBER: Final = Message("单元格里不是数", "a cell holds no number")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
"""A number as XML writes it (xsd:double): in plain digits, without marks between them."""
_KINDS: Final = frozenset(("n", "s", "str", "b", "d", "e", "inlineStr"))
_SEVERAL: Final = Message("单元格里有不止一个值", "a cell holds more than one value")
_MARKUP: Final = Message("单元格的值里夹有标记", "there is markup inside the value of a cell")
_NO_KIND: Final = Message("单元格的类型不认识", "a cell is of no known kind")
_STRUCK: Final = Message("划去的“{text}”未读取", 'the struck "{text}" was not read')
_RAISED: Final = Message(
    "上下标“{text}”不作为数的一部分", 'the raised or lowered "{text}" is no part of the figure'
)
_LONGEST: Final = 20
_OFF: Final = ("0", "false")


class CellText(NamedTuple):
    """A text of a cell, and what of it was left aside.

    Attributes:
        text: What is read.
        aside: What was not, in words.
    """

    text: str
    aside: tuple[Message, ...] = ()


def shared_strings(package: Package, space: str) -> list[CellText]:
    """Return the texts that cells refer to by their number."""
    if STRINGS not in package:
        return []
    root = without_comments(package.xml(STRINGS))
    where = f"{package.name}: {STRINGS}"
    return [string_of(item, space, f"{where}: {at}") for at, item in enumerate(root.iter(space + "si"))]


def string_of(item: etree._Element, space: str, where: str) -> CellText:
    """Return the text of a string, without the sounds printed over it and without what is struck out.

    What is raised or lowered beside a figure is a mark and no digit of it.

    Raises:
        DamagedFileError: Something else than text stands in it.
    """
    runs = list(_iter_runs(item, space, where))
    read = "".join(text for text, is_struck, _ in runs if not is_struck)
    plain = "".join(text for text, is_struck, is_raised in runs if not is_struck and not is_raised)
    aside = [_STRUCK.format(text=_cut(text)) for text, is_struck, _ in runs if is_struck and text.strip()]
    if plain != read and looks_like_figure(plain) and any(map(str.isdigit, plain)):
        aside += [_RAISED.format(text=_cut(text)) for text, struck, raised in runs if raised and not struck]
        read = plain
    return CellText(unescaped(read), tuple(aside))


def _iter_runs(item: etree._Element, space: str, where: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield the pieces of a string: the text, whether it is struck out, and whether raised or lowered."""
    for child in item:
        if child.tag == space + "t":
            yield _text_of(child, where), False, False
        elif child.tag == space + "r":
            looks = child.find(space + "rPr")
            is_struck = is_raised = False
            if looks is not None:
                struck = looks.find(space + "strike")
                is_struck = struck is not None and struck.get("val", "1") not in _OFF
                raised = looks.find(space + "vertAlign")
                is_raised = raised is not None and raised.get("val", "baseline") != "baseline"
            for piece in child.iter(space + "t"):
                yield _text_of(piece, where), is_struck, is_raised
        elif child.tag != space + "rPh" and next(child.iter(space + "t"), None) is not None:
            raise DamagedFileError.of(_MARKUP, where=where, remedy=SAVE_AGAIN)


def _text_of(element: etree._Element, where: str) -> str:
    if len(element):
        raise DamagedFileError.of(_MARKUP, where=where, remedy=SAVE_AGAIN)
    return element.text or ""


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def kind_of(cell: etree._Element, where: str) -> str:
    """Return the kind of a cell (18.18.11); messages call its sheet `where`.

    Raises:
        DamagedFileError: There is no such kind.
    """
    kind = cell.get("t", "n")
    if kind not in _KINDS:
        raise unsound_cell(_NO_KIND, where, cell, kind)
    return kind


def value_of(cell: etree._Element, space: str, where: str) -> str | None:
    """Return the stored value of a cell, None if it has none; a text of its own is no value.

    Raises:
        DamagedFileError: It has several, or one with markup in it.
    """
    value: str | None = None
    filled = 0
    for child in cell:
        if child.tag == space + "v":
            if len(child):
                raise unsound_cell(_MARKUP, where, cell)
            filled += child.text is not None
            value = child.text if value is None else value
        elif child.tag == space + "is":
            filled += 1
    if filled > 1:
        raise unsound_cell(_SEVERAL, where, cell)
    return value


def text_of(cell: etree._Element, space: str, where: str) -> CellText:
    """Return the text that stands in a cell itself."""
    item = cell.find(space + "is")
    return CellText("") if item is None else string_of(item, space, f"{where}: {cell.get('r', '?')}")


def number_of(text: str, cell: etree._Element, where: str) -> str:
    """Return a stored number without blanks around it.

    Raises:
        DamagedFileError: It is none.
    """
    plain = text.strip(" \t\r\n")
    if not _NUMBER.fullmatch(plain):
        raise unsound_cell(NO_NUMBER, where, cell, _cut(text))
    return plain
