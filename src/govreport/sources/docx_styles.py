"""The styles of a Word file, as far as they decide whether a text is seen.

A style takes what it does not say itself from the style it is based on; a run has what its table, its
paragraph, its own style and it itself say, in this order. The part with the styles is found by its
relationship, and parsed only where its bytes say that it matters.

Source: ISO/IEC 29500-1, clauses 17.7.2 (the hierarchy of styles), 17.7.3 (properties that are switched) and
17.3.2.41 (vanish).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, TypeAlias

from lxml import etree

from govreport.gate.encodings import is_wide
from govreport.gate.package import Package
from govreport.sources.wordml import WORD

Kind = Literal["paragraph", "character", "table"]
Properties: TypeAlias = "Mapping[str, etree._Element]"  # noqa: SLF001 (the only name of the type)
"""What is said of a text, by the local name of the property."""

_STYLES: Final = "word/styles.xml"
_PLAIN_RELATION: Final = re.compile(rb'/relationships/styles"\s+Target="styles\.xml"')
_NAMED: Final = (b"vanish", b"textFill", b"framePr")
_TELLING: Final = (
    re.compile(rb"color[\s/>]"),
    *(re.compile(name + rb'\s(?!w:val="[1-9][0-9])') for name in (b"sz", b":w")),
)
"""What a part with styles has to have if a text may be hidden or unseen by it."""
_OFF_LINE: Final = ("vertAlign", "position", "strike", "dstrike")
"""What sets a text apart from the line it stands in: it may be no part of a figure."""
_LOOKS: Final = ("vanish", "color", "sz", "w", "shd", "highlight", "rStyle", *_OFF_LINE)
_OFF: Final = ("0", "false", "off")
TEXT_FILL: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}textFill"
_NAMES: Final[dict[object, str]] = {
    **{
        f"{{{space}}}{name}": name
        for space in WORD
        for name in (*_LOOKS, "framePr", "pStyle", "tblStyle", "rPr", "pPr", "tcPr", "tblPr", "tblStylePr")
    },
    TEXT_FILL: "textFill",
}
_LISTS: Final = ("rPr", "pPr", "tcPr", "tblPr")
_NOTHING: Final[Properties] = {}


class Place(NamedTuple):
    """Where a run stands: what the styles of its paragraph and its table say, and the shading behind it.

    Attributes:
        paragraph: The properties of its paragraph's style, with the frame of the paragraph itself.
        table: The properties of its table's style.
        ground: The shading of the nearest of paragraph, cell and table that has one.
        is_drawn: Whether it stands in a shape that has a colour of its own.
    """

    paragraph: Properties = _NOTHING
    table: Properties = _NOTHING
    ground: etree._Element | None = None
    is_drawn: bool = False


@dataclass(slots=True)
class Styles:
    """What the styles of a file say of texts.

    Attributes:
        defaults: What is said of every text.
        named: What a style says, with what it takes from others, by its kind and name.
        usual: What the style of a kind says that is used where none is named.
    """

    defaults: Properties = field(default_factory=dict)
    named: dict[tuple[str, str], Properties] = field(default_factory=dict)
    usual: dict[str, Properties] = field(default_factory=dict)

    def of(self, kind: Kind, name: str | None) -> Properties:
        """Return what a style says; the usual one where the name is missing or unknown."""
        found = None if name is None else self.named.get((kind, name))
        return self.usual.get(kind, _NOTHING) if found is None else found

    def of_run(self, place: Place, own: Properties) -> Properties:
        """Return all that is said of a run: by its place, its style, and itself."""
        return {**self.defaults, **place.table, **place.paragraph, **self._of_character(own), **own}

    def hides(self, place: Place, own: Properties) -> bool:
        """Tell whether a run is hidden: by itself, or by its styles, each of which switches."""
        if "vanish" in own:
            return is_on(own["vanish"])
        styles = (place.table, place.paragraph, self._of_character(own))
        switched = sum(is_on(style.get("vanish")) for style in styles) % 2 == 1
        return switched or is_on(self.defaults.get("vanish"))

    def _of_character(self, own: Properties) -> Properties:
        return self.of("character", value_of(own["rStyle"]) if "rStyle" in own else None)


def value_of(element: etree._Element, name: str = "val") -> str | None:
    """Return an attribute of WordprocessingML."""
    return next((value for space in WORD if (value := element.get(f"{{{space}}}{name}")) is not None), None)


def is_on(element: etree._Element | None) -> bool:
    """Tell whether a property that is on or off is on."""
    return element is not None and value_of(element) not in _OFF


def read_styles(package: Package, main: str) -> Styles:
    """Return the styles of a file; none where its styles say nothing that hides or shifts a text."""
    name = _part_of_styles(package, main)
    if name not in package:
        return Styles()
    part = package.part(name)
    if not is_wide(part) and b"<w:styles" in part and not _is_telling(part):
        return Styles()
    return _resolved(package.xml(name))


def _is_telling(part: bytes) -> bool:
    shifts = any(name in part for name in (b"vertAlign", b"strike", b":position"))
    return shifts or any(name in part for name in _NAMED) or any(each.search(part) for each in _TELLING)


def _part_of_styles(package: Package, main: str) -> str:
    folder, _, name = main.lstrip("/").rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package:
        return _STYLES
    part = package.part(relations)
    if part.count(b"styles") == 2 and b"&" not in part and _PLAIN_RELATION.search(part):
        return f"{folder}/styles.xml"
    for relation in package.xml(relations):
        if str(relation.get("Type", "")).endswith("/styles"):
            return posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
    return _STYLES


def _resolved(root: etree._Element) -> Styles:
    """Return the styles of a part, each with what it takes from the one it is based on."""
    styles = Styles()
    said: dict[tuple[str, str], tuple[Properties, tuple[str, str]]] = {}
    usual: dict[str, tuple[str, str]] = {}
    for style in root.iterchildren(*_named("style")):
        kind = value_of(style, "type") or "paragraph"
        key = (kind, value_of(style, "styleId") or "")
        based = next(style.iterchildren(*_named("basedOn")), None)
        said.setdefault(key, (_of_style(style), (kind, "" if based is None else value_of(based) or "")))
        if value_of(style, "default") not in (None, *_OFF):
            usual[kind] = key
    for key in said:
        _resolve(key, said, styles.named)
    styles.usual = {kind: styles.named[key] for kind, key in usual.items()}
    for default in root.iter(*_named("rPrDefault")):
        styles.defaults = {name: each for listed in default for name, each in _listed(listed)}
    return styles


def _resolve(
    key: tuple[str, str],
    said: Mapping[tuple[str, str], tuple[Properties, tuple[str, str]]],
    done: dict[tuple[str, str], Properties],
) -> None:
    """Put a style with all it takes from others into `done`; a circle of styles ends where it began."""
    chain: dict[tuple[str, str], None] = {}
    while key in said and key not in done and key not in chain:
        chain[key] = None
        key = said[key][1]
    taken = done.get(key, _NOTHING)
    for each in reversed(chain):
        taken = done[each] = {**taken, **said[each][0]}


def _of_style(style: etree._Element) -> Properties:
    """Return what a style says of text; of its parts for some rows or columns, that they have a shading."""
    found: dict[str, etree._Element] = {}
    for child in style:
        name = _NAMES.get(child.tag)
        if name == "rPr":
            found.update(_listed(child))
        elif name in _LISTS:
            found.update((f"ground {each}" if each == "shd" else each, one) for each, one in _listed(child))
        elif name == "tblStylePr" and (shading := next(child.iter(*_named("shd")), None)) is not None:
            found["partly"] = shading
    return found


def _listed(parent: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    return ((name, child) for child in parent if (name := _NAMES.get(child.tag)))


def own_properties(run: etree._Element) -> Properties:
    """Return what a run says of itself."""
    first = next(iter(run), None)
    if first is None or _NAMES.get(first.tag) != "rPr":
        first = next(run.iterchildren(*_named("rPr")), None)
    return _NOTHING if first is None else dict(_listed(first))


def _named(*names: str) -> tuple[str, ...]:
    return tuple(f"{{{space}}}{name}" for space in WORD for name in names)


# --- the runs of a text --------------------------------------------------------------------------


_STEPS: Final[dict[object, str]] = {
    f"{{{space}}}{name}": name for space in WORD for name in ("r", "p", "tc", "tbl", "txbxContent")
}


def iter_runs(root: etree._Element, styles: Styles) -> Iterator[tuple[etree._Element, Place]]:
    """Yield the runs of a part with their places, in order."""
    waiting: list[tuple[Iterator[etree._Element], Place]] = [(iter(root), Place())]
    while waiting:
        children, place = waiting[-1]
        child = next(children, None)
        if child is None:
            waiting.pop()
            continue
        step = _STEPS.get(child.tag)
        if step == "r":
            yield child, place
        if len(child):
            waiting.append(
                (iter(child), _entered(step, child, place, styles) if step not in (None, "r") else place)
            )


def _entered(step: str | None, element: etree._Element, place: Place, styles: Styles) -> Place:
    if step == "txbxContent":
        return Place(is_drawn=_is_filled(element))
    lists = {
        name: dict(reversed([*_listed(child)]))
        for child in element
        if (name := _NAMES.get(child.tag)) in _LISTS
    }
    own = lists.get(f"{step}Pr", _NOTHING)
    ground = own.get("shd", place.ground)
    if step == "p":
        name = value_of(own["pStyle"]) if "pStyle" in own else None
        style = styles.of("paragraph", name)
        style = {**style, "framePr": own["framePr"]} if "framePr" in own else style
        return place._replace(paragraph=style, ground=own.get("shd", style.get("ground shd", place.ground)))
    if step == "tbl":
        style = styles.of("table", value_of(own["tblStyle"]) if "tblStyle" in own else None)
        ground = own.get("shd", style.get("ground shd", place.ground))
        return Place(table=style, ground=ground, is_drawn=place.is_drawn or "partly" in style)
    return place._replace(ground=ground)


def _is_filled(box: etree._Element) -> bool:
    """Tell whether the shape round a text box has a colour, as far as can be seen."""
    shape = next((outer for at, outer in enumerate(box.iterancestors()) if at == 1), box)
    fills = ("solidFill", "gradFill", "blipFill", "pattFill")
    inside: Iterable[etree._Element] = (each for child in shape for each in (child, *child))
    return shape.get("fillcolor") is not None or any(
        str(each.tag).endswith(fills) or str(each.tag).endswith("}style") for each in inside
    )


def mark_hidden(root: etree._Element, styles: Styles) -> bool:
    """Mark the runs of a part that its styles hide as if they said so themselves; tell whether any is."""
    if not any("vanish" in said for said in (styles.defaults, *styles.named.values())):
        return False
    space = etree.QName(root).namespace
    hidden = [run for run, place in iter_runs(root, styles) if styles.hides(place, own_properties(run))]
    for run in hidden:
        listed = next(run.iterchildren(f"{{{space}}}rPr"), None)
        if listed is None:
            run.insert(0, listed := etree.Element(f"{{{space}}}rPr"))
        etree.SubElement(listed, f"{{{space}}}vanish")
    return bool(hidden)


def mark_shifted(root: etree._Element, styles: Styles) -> bool:
    """Mark the runs that their own style raises, lowers or strikes through; tell whether any is."""
    space = etree.QName(root).namespace
    shifting = {
        name: {each: value_of(said[each]) for each in _OFF_LINE if each in said}
        for (kind, name), said in styles.named.items()
        if kind == "character" and not said.keys().isdisjoint(_OFF_LINE)
    }
    is_marked = False
    for named in list(root.iter(*_named("rStyle"))) if shifting else ():
        listed = named.getparent()
        for name, value in shifting.get(value_of(named) or "", {}).items():
            if listed is not None and listed.find(f"{{{space}}}{name}") is None:
                mark = etree.SubElement(listed, f"{{{space}}}{name}")
                mark.set(f"{{{space}}}val", value or "true")
                is_marked = True
    return is_marked
