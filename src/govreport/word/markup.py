"""WordprocessingML elements, built by name: ``w("p", w("r", w("t", "text")))``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lxml import etree

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
W: Final = "{" + NAMESPACES["w"] + "}"
_R: Final = "{" + NAMESPACES["r"] + "}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)
"""The parser of everything in a template: no entity, no network, libxml2's limits on depth and length."""
DRAWING_PROPERTIES: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SIGNS: Final = re.compile("[%#_]*[{}][{}%#_]*")
"""What might be, or become, a mark of a tag: signs in a row with a brace among them."""


def w(name: str, /, *content: etree._Element | str | None, **attributes: object) -> etree._Element:
    """Return an element of the ``w`` namespace; a str is its text, None is left out.

    Attributes belong to the same namespace; ``r_id`` becomes ``r:id``.
    """
    element = etree.Element(W + name, nsmap=NAMESPACES)
    for key, value in attributes.items():
        qualified = _R + key[2:] if key.startswith("r_") else W + key
        element.set(qualified, str(value))
    for part in content:
        if isinstance(part, str):
            element.text = part
            element.set(_SPACE, "preserve")
        elif part is not None:
            element.append(part)
    return element


def serialise(element: etree._Element) -> bytes:
    """Return a part of a package: the element with an XML declaration, namespaces declared once."""
    etree.cleanup_namespaces(element, top_nsmap=NAMESPACES)
    return written(element)


def written(root: etree._Element) -> bytes:
    """Return a part of a package: the element as it is, with an XML declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def run(text: str, style: str = "") -> etree._Element:
    """Return a run of text, in a character style where one is named.

    The hint makes Word take the East Asian font for signs such as “ ” … — that both fonts have.
    """
    style_mark = w("rStyle", val=style) if style else None
    return w("r", w("rPr", style_mark, w("rFonts", hint="eastAsia")), w("t", text))


def literal(text: str) -> str:
    """Return what a template prints as a text: the text, with signs that may be marks of tags as values.

    >>> literal("公开 {{ x }}"), literal("公开")
    ('公开 {{ "{" }}{{ "{" }} x {{ "}" }}{{ "}" }}', '公开')
    """
    return _SIGNS.sub(lambda match: "".join(f'{{{{ "{sign}" }}}}' for sign in match[0]), text)


def broken_run(lines: Sequence[str]) -> etree._Element:
    """Return a run of text in several lines."""
    first, *rest = lines
    element = run(first)
    for line in rest:
        element.extend([w("br"), w("t", line)])
    return element


def paragraph(style: str, *runs: etree._Element, keep_next: bool = False) -> etree._Element:
    """Return a paragraph in a paragraph style; `keep_next` holds it on the page of the next one."""
    keep = w("keepNext") if keep_next else None
    return w("p", w("pPr", w("pStyle", val=style), keep), *runs)
