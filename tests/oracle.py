"""docxtpl as an oracle: the same template filled by it and by us, and compared part by part."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from docxtpl import DocxTemplate, InlineImage
from jinja2 import Environment
from lxml import etree

from govreport.word import Replacements, Subdocument, Template
from govreport.word.markup import DRAWING_PROPERTIES, W
from govreport.word.ordering import CELL_PROPERTIES, RUN_PROPERTIES
from govreport.word.package import CONTENT_TYPES, read_parts
from govreport.word.traces import WHAT

Filters = Mapping[str, Callable[..., object]]
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SORTED = ("Relationships", "Types")


class Maker(Protocol):
    """What makes those values of a context that differ between the two engines."""

    def image(self, content: bytes, **size: int) -> object:
        """Return a picture to stand in the place of a placeholder."""

    def subdocument(self, content: bytes) -> object:
        """Return a Word file to stand in the place of a placeholder."""

    def address(self, url: str) -> str:
        """Return what a rich text is given for the address of a link."""


class Ours:
    """What our engine takes."""

    def image(self, content: bytes, **size: int) -> object:
        return InlineImage(None, io.BytesIO(content), **size)

    def subdocument(self, content: bytes) -> object:
        return Subdocument(content)

    def address(self, url: str) -> str:
        return url


class Theirs:
    """What docxtpl takes, bound to one of its documents."""

    def __init__(self, document: DocxTemplate) -> None:
        self._document = document

    def image(self, content: bytes, **size: int) -> object:
        return InlineImage(self._document, io.BytesIO(content), **size)

    def subdocument(self, content: bytes) -> object:
        return self._document.new_subdoc(io.BytesIO(content))

    def address(self, url: str) -> str:
        return str(self._document.build_url_id(url))


Context = Callable[[Maker], dict[str, object]]


@dataclass(frozen=True)
class Case:
    """A template and what it is filled with.

    Attributes:
        name: What the test calls it.
        content: The template.
        context: What makes the values.
        accepted: The numbers of the differences from docxtpl, in docs/design/docxtpl.md, that show here.
        filters: Filters of the case's own.
        replacements: Files inside the template that others take the place of.
    """

    name: str
    content: bytes
    context: Context
    accepted: tuple[int, ...] = ()
    filters: Filters = field(default_factory=dict)
    replacements: Replacements = field(default_factory=Replacements)

    def ours(self) -> dict[str, bytes]:
        """Return the parts our engine makes of it."""
        template = Template(self.content, trusted=True, filters=self.filters, keep=tuple(WHAT))
        return read_parts(template.render(self.context(Ours()), replacements=self.replacements))

    def theirs(self) -> dict[str, bytes]:
        """Return the parts docxtpl makes of it."""
        document = DocxTemplate(io.BytesIO(self.content))
        self._replace(document)
        environment = Environment(autoescape=True)
        environment.filters.update(self.filters)
        document.render(self.context(Theirs(document)), jinja_env=environment)
        buffer = io.BytesIO()
        document.save(buffer)
        return read_parts(buffer.getvalue())

    def _replace(self, document: DocxTemplate) -> None:
        for name, content in self.replacements.pictures.items():
            document.replace_pic(name, io.BytesIO(content))
        for old, new in self.replacements.contents.items():
            document.replace_media(io.BytesIO(old), io.BytesIO(new))
            document.crc_to_new_embedded[document.get_file_crc(io.BytesIO(old))] = new
        for name, content in self.replacements.members.items():
            document.zipname_to_replace[name] = content


def differing(
    ours: Mapping[str, bytes], theirs: Mapping[str, bytes], accepted: tuple[int, ...] = ()
) -> list[str]:
    """Return the names of the parts that are not the same, but for what is accepted.

    What a file says of itself is another matter: see the register, number 22.
    """
    names = {name for name in (*ours, *theirs) if not name.startswith(("docProps/", "_rels/", CONTENT_TYPES))}
    return sorted(name for name in names if not _same(name, (ours.get(name), theirs.get(name)), accepted))


def _same(name: str, parts: tuple[bytes | None, bytes | None], accepted: tuple[int, ...]) -> bool:
    ours, theirs = parts
    if ours is None or theirs is None or ours == theirs:
        return ours == theirs
    return name.endswith((".xml", ".rels")) and canonical(ours, accepted) == canonical(theirs, accepted)


def _without_marks_of_numberings(root: etree._Element) -> None:
    for mark in root.iter(W + "nsid"):
        mark.attrib.clear()


def _without_ids_of_links(root: etree._Element) -> None:
    for link in root.iter(W + "hyperlink"):
        link.attrib.pop(_ID, None)
    for relation in root.iter("{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"):
        if relation.get("TargetMode") == "External":
            relation.attrib.pop("Id")


def _without_numbers_of_pictures(root: etree._Element) -> None:
    for properties in root.iter(DRAWING_PROPERTIES):
        properties.attrib.pop("id")


def _complete_shades(root: etree._Element) -> None:
    """Give shades the pattern they have to have: number 38 of the register."""
    for shade in root.iter(W + "shd"):
        if shade.get(W + "val") is None:
            shade.set(W + "val", "clear")
            shade.set(W + "color", "auto")


def _put_in_order(root: etree._Element) -> None:
    """Put properties in the order of the schema: number 28 of the register."""
    for name, known in (("tcPr", CELL_PROPERTIES), ("rPr", RUN_PROPERTIES)):
        order = [W + each for each in known]
        for properties in root.iter(W + name):
            if all(child.tag in order for child in properties):
                properties[:] = sorted(properties, key=lambda child: order.index(str(child.tag)))


_NORMALISERS: Mapping[int, Callable[[etree._Element], None]] = {
    20: _without_marks_of_numberings,
    21: _without_ids_of_links,
    39: _without_numbers_of_pictures,
}
"""What is left out of a comparison where a difference is accepted, by its number in the register."""


def canonical(xml: bytes, accepted: tuple[int, ...] = ()) -> bytes:
    """Return a part in canonical form; relationships, whose order says nothing, in the order of their ids."""
    root = etree.fromstring(xml, _PARSER)
    _complete_shades(root)
    _put_in_order(root)
    for number in accepted:
        _NORMALISERS[number](root)
    if etree.QName(root).localname in _SORTED:
        root[:] = sorted(root, key=lambda child: sorted(child.attrib.items()))
    return etree.tostring(root, method="c14n")


def text(xml: bytes) -> str:
    """Return the text of a part, a line to a paragraph."""
    root = etree.fromstring(xml, _PARSER)
    return "\n".join(_text(each) for each in root.iter(W + "p"))


def _text(paragraph: etree._Element) -> str:
    signs = {W + "br": "↵", W + "tab": "→"}
    nodes = (
        node for node in paragraph.iter(W + "t", *signs) if next(node.iterancestors(W + "p")) is paragraph
    )
    return "".join(signs.get(str(node.tag), node.text or "") for node in nodes)


def grids(xml: bytes) -> list[tuple[str, str]]:
    """Return the merges and shades of a part in the order they stand there."""
    root = etree.fromstring(xml, _PARSER)
    _put_in_order(root)
    names = {W + name: name for name in ("gridSpan", "vMerge", "shd", "gridCol", "gridBefore", "gridAfter")}
    return [
        (names[str(mark.tag)], mark.get(W + ("fill" if mark.tag == W + "shd" else "val")) or "")
        for mark in root.iter(*names)
    ]
