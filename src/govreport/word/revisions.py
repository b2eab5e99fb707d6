"""Tracked changes of a template: all of them are accepted."""

from __future__ import annotations

from typing import Final

from lxml import etree

from govreport.word.markup import W

_KEPT: Final = (W + "ins", W + "moveTo", W + "customXmlInsRange", W + "customXmlMoveToRange")
_LOST: Final = (W + "del", W + "moveFrom")
_MARKS: Final = tuple(
    W + name
    for name in (
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd"),
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange"),
        *("trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellMerge"),
    )
)
CHANGES: Final = (*_KEPT, *_LOST, W + "cellDel", *_MARKS)
"""The elements that say what was changed, by whom and when (ECMA-376 part 1, 17.13.5)."""


def accept_changes(root: etree._Element) -> None:
    """Take out what is marked deleted or moved away, keep what is marked inserted, and drop every mark."""
    for mark in list(root.iter(*CHANGES)):
        owner = mark.getparent()
        if owner is None:
            continue
        if mark.tag in _LOST:
            _lose(mark, owner)
        elif mark.tag == W + "cellDel":
            detach(next(mark.iterancestors(W + "tc"), mark))
        elif mark.tag in _KEPT and len(mark):
            unwrap(mark)
        else:
            detach(mark)


def detach(element: etree._Element) -> None:
    """Take an element out of its document, and all it holds out of it; a text that follows it stays."""
    owner = element.getparent()
    if owner is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            owner.text = (owner.text or "") + element.tail
    element.clear()  # lxml takes out an element in a time that grows with the square of what it holds
    owner.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put the children of an element in its place."""
    for child in list(element):
        element.addprevious(child)
    detach(element)


def _lose(mark: etree._Element, owner: etree._Element) -> None:
    """Take out what a mark says is gone: a row, the end of a paragraph, or what stands inside the mark."""
    if owner.tag == W + "trPr":
        row = owner.getparent()
        table = row.getparent() if row is not None else None
        if row is not None:
            detach(row)
        if table is not None and table.find(W + "tr") is None:
            detach(table)
        return
    paragraph = next(mark.iterancestors(W + "p"), None) if owner.tag == W + "rPr" and not len(mark) else None
    detach(mark)
    if paragraph is not None and paragraph.find(W + "r") is None and _follows_another(paragraph):
        detach(paragraph)


def _follows_another(paragraph: etree._Element) -> bool:
    """Tell whether a paragraph may go: a cell or body keeps its last one, and sections end in one."""
    following = paragraph.getnext()
    has_section = paragraph.find(f"{W}pPr/{W}sectPr") is not None
    return following is not None and following.tag == W + "p" and not has_section
