"""Text that nobody sees: hidden or white, by its own properties or by those of a style."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml import etree

from govreport.word.markup import PARSER, W

_WHITE: Final = frozenset({"FFFFFF", "ffffff", "white"})
_PAPER: Final = frozenset({"background1", "light1"})
_HIDING: Final = ("vanish", "specVanish")
_OFF: Final = frozenset({"0", "false", "off"})
_DEEPEST: Final = 20
"""How many styles a style may be based on, one on the other."""
_FOREMOST: Final = 20
"""How many children are looked at for the properties of a paragraph or table."""


@dataclass(frozen=True, slots=True)
class Look:
    """What properties of text say of its being seen; None where they say nothing."""

    hides: bool | None = None
    is_white: bool | None = None
    has_ground: bool = False


class Looks:
    """The looks of all styles of a document.

    Attributes:
        hides: Whether text is hidden that no style or property speaks of.
    """

    def __init__(self, styles: bytes = b"") -> None:
        self.hides = False
        self._looks: dict[str, Look] = {}
        self._based: dict[str, str] = {}
        if any(mark in styles for mark in (b"anish", b"FFFFFF", b"ffffff", b"background1", b'"white"')):
            self._read(etree.fromstring(styles, PARSER))

    def _read(self, root: etree._Element) -> None:
        self.hides = bool(_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")).hides)
        for style in root.iter(W + "style"):
            name = style.get(W + "styleId", "")
            look = _look(style.find(W + "rPr"))
            is_shaded = look.has_ground or style.find(f"{W}pPr/{W}shd") is not None
            self._looks[name] = Look(look.hides, look.is_white, is_shaded)
            based = style.find(W + "basedOn")
            if based is not None:
                self._based[name] = based.get(W + "val", "")

    @property
    def speaks(self) -> bool:
        """Whether any style says something of text that is not seen."""
        return self.hides or any(look.hides or look.is_white for look in self._looks.values())

    def of(self, mark: etree._Element | None) -> Look:
        """Return the look of the style that an element names, with what it is based on."""
        name = mark.get(W + "val", "") if mark is not None else ""
        found = Look()
        for _ in range(_DEEPEST):
            look = self._looks.get(name)
            if look is None:
                break
            found = _over(found, look)
            name = self._based.get(name, "")
        return found


def iter_unseen(root: etree._Element, looks: Looks) -> Iterator[tuple[etree._Element, str]]:
    """Yield the runs of a part with text that nobody sees, and that text; runs with tags are left out."""
    has_ground = root.find(W + "background") is not None
    for run in list(root.iter(W + "r")):
        text = "".join(node.text or "" for node in run.iter(W + "t"))
        if text and "{" not in text and "}" not in text and _is_unseen(run, looks, has_ground=has_ground):
            yield run, text


def _is_unseen(run: etree._Element, looks: Looks, *, has_ground: bool) -> bool:
    own = _look(run.find(W + "rPr"))
    style = looks.of(run.find(f"{W}rPr/{W}rStyle"))
    paragraph = next(run.iterancestors(W + "p"), None)
    outer = looks.of(_property(paragraph, "p", "pStyle"))
    table = next(run.iterancestors(W + "tbl"), None)
    around = looks.of(_property(table, "tbl", "tblStyle"))
    if _is_hidden(own, (style, outer, around), otherwise=looks.hides):
        return True
    whites = (look.is_white for look in (own, style, outer) if look.is_white is not None)
    if has_ground or not next(whites, False):
        return False
    inside = next(run.iterancestors(W + "tc", W + "txbxContent"), None)
    shaded = _property(paragraph, "p", "shd") is not None
    return inside is None and not shaded and not any(each.has_ground for each in (own, style, outer))


def _property(element: etree._Element | None, kind: str, name: str) -> etree._Element | None:
    """Return a property of a paragraph or table; its properties stand first, behind bookmarks at most.

    No further: to look through all that a long paragraph holds, for each of its runs, takes a time that grows
    with the square of it.
    """
    for child in islice(element, _FOREMOST) if element is not None else ():
        if child.tag == f"{W}{kind}Pr":
            return child.find(W + name)
    return None


def _is_hidden(own: Look, styles: tuple[Look, ...], *, otherwise: bool) -> bool:
    """Tell whether text is hidden: two styles that both say so cancel out (ECMA-376 part 1, 17.7.3)."""
    if own.hides is not None:
        return own.hides
    return otherwise or sum(bool(look.hides) for look in styles) % 2 == 1


def _look(properties: etree._Element | None) -> Look:
    if properties is None:
        return Look()
    hides: bool | None = None
    for name in _HIDING:
        mark = properties.find(W + name)
        if mark is not None:
            hides = bool(hides) or mark.get(W + "val", "1") not in _OFF
    colour = properties.find(W + "color")
    is_white = None
    if colour is not None:
        theme = colour.get(W + "themeColor")
        is_white = theme in _PAPER if theme else colour.get(W + "val") in _WHITE
    has_ground = any(properties.find(W + name) is not None for name in ("shd", "highlight"))
    return Look(hides, is_white, has_ground)


def _over(look: Look, base: Look) -> Look:
    """Return the look of a style that is based on another."""
    return Look(
        base.hides if look.hides is None else look.hides,
        base.is_white if look.is_white is None else look.is_white,
        look.has_ground or base.has_ground,
    )
