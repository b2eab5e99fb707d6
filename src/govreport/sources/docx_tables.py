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
    """A cell: its text (a line for each paragraph), the columns it takes, if it continues the one above."""

    text: str = ""
    span: str | None = None
    is_continued: bool = False
    paragraphs: int = 0


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
    is_short = not _HAS_LONG_CELLS[space](table)
    rows: list[list[PlainCell]] = []
    elements = table.iter(*(_SHORT_NAMES if is_short else _NAMES)[space])
    next(elements)  # the table itself
    cell = PlainCell()
    value = space + "val"
    for element in elements:
        kind = tags[element.tag]
        if kind == "t":
            cell.text += element.text or ""
        elif kind == "tc":
            cell = PlainCell()
            rows[-1].append(cell)
        elif kind == "tr":
            rows.append([])
        elif kind == "p":
            cell.paragraphs += 1
            if cell.paragraphs > 1:
                cell.text += "\n"
        elif kind == "gridSpan":
            cell.span = element.get(value)
        elif kind == "vMerge":
            cell.is_continued = element.get(value) != "restart"
        elif kind == "tbl":
            return None
        else:
            cell.text += MARK_TEXTS[element.tag]
    return rows


def _iter_tags() -> Iterator[tuple[str, dict[object, str]]]:
    for space in WORD:
        yield f"{{{space}}}", {f"{{{space}}}{name}": name for name in _READ}


_TAGS: Final = dict(_iter_tags())
_NAMES: Final = {space: tuple(map(str, tags)) for space, tags in _TAGS.items()}
_SHORT_NAMES: Final = {
    space: tuple(name for name in names if name != f"{space}p") for space, names in _NAMES.items()
}
"""What is read of a table in which no cell has several paragraphs."""
_HAS_LONG_CELLS: Final = {
    space: etree.XPath(
        "boolean(.//w:p/following-sibling::w:p | .//w:p[not(parent::w:tc)])", namespaces={"w": space[1:-1]}
    )
    for space in _TAGS
}
_CAREFUL_NAMES: Final = {
    space: (
        *(space + name for name in _CAREFUL),
        f"{{{COMPATIBILITY}}}AlternateContent",
        *(f"{{{math}}}oMath" for math in MATH),
    )
    for space in _TAGS
}
