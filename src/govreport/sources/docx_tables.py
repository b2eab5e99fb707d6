"""Tables of Word files without anything special in them, read in one pass over the elements that matter.

Most cells of a report hold a figure. Where a file has no tracked change, control, field, hidden text or
table inside a table, their paragraphs need no second look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from govreport.sources.wordml import COMPATIBILITY, MARK_TEXTS, MATH, WORD

_CAREFUL: Final = (
    "ins", "del", "moveTo", "moveFrom", "sdt", "fldChar", "fldSimple", "instrText", "txbxContent", "vanish",
    "hidden", "altChunk", "subDoc", "sym", "softHyphen", "ruby", "gridBefore", "cellDel", "cellIns", "tabs",
)  # fmt: skip
"""What has to be looked at closely, where it occurs."""
_READ: Final = ("tr", "tc", "gridSpan", "vMerge", "p", "t", "tab", "br", "cr", "noBreakHyphen", "ptab", "tbl")


@dataclass(slots=True)
class PlainCell:
    """A cell: the pieces of its text, how many columns it takes, and whether it continues the one above."""

    texts: list[str]
    span: str | None = None
    is_continued: bool = False
    paragraphs: int = 0

    @property
    def text(self) -> str:
        """Its text, a line for each paragraph."""
        return "".join(self.texts)


def is_plain(root: etree._Element, space: str) -> bool:
    """Tell whether a main part has nothing in it that has to be looked at closely.

    Args:
        root: The root of the part.
        space: Its namespace, in braces.
    """
    return next(root.iter(*_CAREFUL_NAMES[space]), None) is None


def plain_rows(table: etree._Element, space: str) -> list[list[PlainCell]] | None:
    """Return the rows of a table of a plain file; None if there is a table inside it.

    Args:
        table: The element of the table.
        space: The namespace of the file, in braces.
    """
    tags = _TAGS[space]
    rows: list[list[PlainCell]] = []
    elements = table.iter(*(str(tag) for tag in tags))
    next(elements)  # the table itself
    cell = PlainCell([])
    for element in elements:
        kind = tags[element.tag]
        if kind == "t":
            cell.texts.append(element.text or "")
        elif kind == "p":
            cell.paragraphs += 1
            if cell.paragraphs > 1:
                cell.texts.append("\n")
        elif kind == "tc":
            cell = PlainCell([])
            rows[-1].append(cell)
        elif kind == "gridSpan":
            cell.span = element.get(space + "val")
        elif kind == "vMerge":
            cell.is_continued = element.get(space + "val") != "restart"
        elif kind == "tr":
            rows.append([])
        elif kind == "tbl":
            return None
        else:
            cell.texts.append(MARK_TEXTS[element.tag])
    return rows


def _iter_tags() -> Iterator[tuple[str, dict[object, str]]]:
    for space in WORD:
        yield f"{{{space}}}", {f"{{{space}}}{name}": name for name in _READ}


_TAGS: Final = dict(_iter_tags())
_CAREFUL_NAMES: Final = {
    space: (
        *(space + name for name in _CAREFUL),
        f"{{{COMPATIBILITY}}}AlternateContent",
        *(f"{{{math}}}oMath" for math in MATH),
    )
    for space in _TAGS
}
