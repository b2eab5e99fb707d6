"""Word files without anything special in them, read in one pass over the elements that matter.

Most of a report is plain paragraphs, and cells that hold a figure. Where a file has no tracked change,
control, field, hidden text or table inside a table, they need no second look.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from govreport.sources.wordml import COMPATIBILITY, MARK_TEXTS, MATH, WORD, whole_text

_CAREFUL: Final = (
    "ins", "del", "moveTo", "moveFrom", "sdt", "fldChar", "fldSimple", "instrText", "txbxContent", "vanish",
    "specVanish", "hidden", "altChunk", "subDoc", "sym", "softHyphen", "ruby", "gridBefore", "cellDel",
    "cellIns", "tabs", "pPrChange", "vertAlign", "position", "strike", "dstrike", "bdo", "footnoteReference",
    "endnoteReference",
)  # fmt: skip
"""What has to be looked at closely, where it occurs."""
_MARKS: Final = ("tab", "br", "cr", "noBreakHyphen", "ptab")
_IN_PARAGRAPH: Final = ("pStyle", "jc", "t", *_MARKS)
"""What of a paragraph is read."""
_OF_CELLS: Final = ("gridSpan", "vMerge")
_NOT_TEXT: Final = ("tbl", "drawing", "pict", "object")
"""What in a table has to be looked at closely."""
_IN_TABLE: Final = ("tr", "tc", *_OF_CELLS, "p", "t", *_NOT_TEXT, *_MARKS)
"""What of a table is read."""


@dataclass(slots=True)
class PlainRow:
    """A row of a table.

    Attributes:
        texts: The text of each cell, a line for each paragraph.
        spans: How many columns a cell takes, as written, by its number; one where it is not said.
        continued: The cells that continue the one above.
    """

    texts: list[str] = field(default_factory=list)
    spans: dict[int, str | None] = field(default_factory=dict)
    continued: set[int] = field(default_factory=set)

    @property
    def is_regular(self) -> bool:
        """Whether each cell takes one column and continues none."""
        return not self.spans and not self.continued

    def add_property(self, kind: str, value: str | None) -> None:
        """Add what is said of the last cell."""
        at = len(self.texts) - 1
        if kind == "gridSpan":
            self.spans[at] = value
        elif value != "restart":
            self.continued.add(at)


class PlainLine(NamedTuple):
    """A paragraph: its text, the name of its style, and how it is set."""

    text: str
    style: str | None
    justification: str | None


def is_plain(root: etree._Element, space: str) -> bool:
    """Tell whether a main part has nothing in it that has to be looked at closely.

    Args:
        root: The root of the part.
        space: Its namespace, in braces.
    """
    names = _CAREFUL_NAMES[space]
    return next(root.iter(*names, etree.Comment, etree.ProcessingInstruction), None) is None


def plain_line(paragraph: etree._Element, space: str) -> PlainLine:
    """Return what a paragraph of a plain file shows.

    Args:
        paragraph: The element of the paragraph; it stands in no table, unless that is only a frame.
        space: The namespace of the file, in braces.
    """
    tags = _LINE_TAGS[space]
    text = ""
    style = justification = None
    for element in paragraph.iter():  # faster than by names: those would be prepared for each paragraph
        kind = tags.get(element.tag)
        if kind is None:
            continue
        if kind == "t":
            text += whole_text(element) if len(element) else element.text or ""
        elif kind == "pStyle":
            style = element.get(space + "val")
        elif kind == "jc":
            justification = element.get(space + "val")
        else:
            text += MARK_TEXTS[element.tag]
    return PlainLine(text, style, justification)


def plain_rows(table: etree._Element, space: str) -> list[PlainRow] | None:
    """Return the rows of a table of a plain file; None if it is not made of rows of cells with text alone.

    Args:
        table: The element of the table.
        space: The namespace of the file, in braces.
    """
    try:
        return _rows(table, space)
    except IndexError:  # something outside of a cell, or a cell outside of a row
        return None


def _rows(table: etree._Element, space: str) -> list[PlainRow] | None:
    """Return the rows; None if there is a table inside the table, or a picture."""
    rows: list[PlainRow] = []
    texts: list[str] = []
    is_first = True
    tags, value = _TAGS[space], space + "val"
    elements = table.iter(*_TABLE_NAMES[space])
    next(elements)  # the table itself
    for element in elements:
        kind = tags[element.tag]
        if kind == "p":
            if not is_first:
                texts[-1] += "\n"
            is_first = False
        elif kind == "t":
            texts[-1] += whole_text(element) if len(element) else element.text or ""
        elif kind == "tc":
            texts.append("")
            is_first = True
        elif kind == "tr":
            rows.append(PlainRow())
            texts = rows[-1].texts
        elif kind in _NOT_TEXT:
            return None
        elif kind in _OF_CELLS:
            rows[-1].add_property(kind, element.get(value))
        else:
            texts[-1] += MARK_TEXTS[element.tag]
    return rows


def _tags(space: str, names: tuple[str, ...]) -> dict[object, str]:
    return {f"{{{space}}}{name}": name for name in names}


def _named(space: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{{{space}}}{name}" for name in names)


_TAGS: Final = {f"{{{space}}}": _tags(space, _IN_TABLE) for space in WORD}
_TABLE_NAMES: Final = {f"{{{space}}}": _named(space, _IN_TABLE) for space in WORD}
_LINE_TAGS: Final = {f"{{{space}}}": _tags(space, _IN_PARAGRAPH) for space in WORD}
_CAREFUL_NAMES: Final = {
    f"{{{space}}}": (
        *_named(space, _CAREFUL),
        f"{{{COMPATIBILITY}}}AlternateContent",
        *(f"{{{math}}}oMath" for math in MATH),
    )
    for space in WORD
}
