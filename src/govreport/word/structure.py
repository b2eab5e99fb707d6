"""Where the elements that hold the texts of a Word file may stand.

A row outside of a table, or a cell among the properties of a paragraph, is no place for anything: Word does
not open such a file, and what a reader makes of it is chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from govreport.errors import Problem
from govreport.messages import Message
from govreport.word.markup import W
from govreport.word.places import Place, iter_paragraphs
from govreport.word.stray import BLOCKS


def _names(*names: str) -> frozenset[str]:
    return frozenset(W + name for name in names)


_ANYWHERE: Final = _names("sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo")
"""What may stand around any of them."""
_BLOCKS: Final = BLOCKS | _names("comment", "docPartBody")
_PARENTS: Final[Mapping[str, frozenset[str]]] = {
    W + "tbl": _BLOCKS | _ANYWHERE,
    W + "tr": _names("tbl") | _ANYWHERE,
    W + "tc": _names("tr") | _ANYWHERE,
    W + "p": _BLOCKS | _ANYWHERE,
    W + "r": _names("p", "hyperlink", "fldSimple", "bdo", "dir", "rt", "rubyBase") | _BLOCKS | _ANYWHERE,
    W + "t": _names("r"),
}
"""ISO/IEC 29500-1, 17.2–17.4: the elements of WordprocessingML that may hold each. What those of other
namespaces hold (formulas, text boxes, alternatives) is for those to say. A run among paragraphs is given one
of its own."""
_WHAT: Final = Message(
    "模板的结构坏了：{name} 不能在 {parent} 里", "the template is broken: {name} cannot stand in {parent}"
)
_WHOLE: Final = Message("换一份没有损坏的模板", "take a copy of the template that is whole")


def iter_misplaced(root: etree._Element, part: str) -> Iterator[Problem]:
    """Yield a problem for every element of a part that stands where it cannot; those in it are left out."""
    misplaced = [each for each in root.iter(*_PARENTS) if not _may_stand(each)]
    known = set(misplaced)
    misplaced = [each for each in misplaced if known.isdisjoint(each.iterancestors())]
    places = dict(iter_paragraphs(root, part)) if misplaced else {}
    for element in misplaced:
        parent = element.getparent()
        what = _WHAT.format(name=_short(element), parent=_short(parent))
        yield Problem(what, _place_of(element, places, part), "".join(element.itertext()), remedy=_WHOLE)


def _may_stand(element: etree._Element) -> bool:
    parent = element.getparent()
    around = W if parent is None else str(parent.tag)
    return parent is None or not around.startswith(W) or around in _PARENTS[str(element.tag)]


def _short(element: etree._Element | None) -> str:
    return "" if element is None else f"w:{etree.QName(element).localname}"


def _place_of(element: etree._Element, places: Mapping[etree._Element, Place], part: str) -> Message:
    """Return the place of the paragraph around an element, or of the one before it."""
    for around in (element, *element.iterancestors()):
        for each in (around, *around.itersiblings(preceding=True)):
            for paragraph in each.iter(W + "p"):
                if paragraph in places:
                    return places[paragraph].message
    return Place(part).part_message
