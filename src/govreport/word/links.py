"""Links of rich text: an address becomes a relationship of the part the link stands in.

docxtpl is given the id of a relationship, made beforehand in the document; a compiled template never changes,
so rich text is given the address itself: ``RichText("text", url_id="https://example.org")``.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final
from xml.sax.saxutils import quoteattr

from lxml import etree
from markupsafe import Markup

from govreport.errors import TemplateError
from govreport.messages import Message
from govreport.word.markup import NAMESPACES, PARSER, written
from govreport.word.ordering import in_schema_order
from govreport.word.places import Place

_LINK: Final = re.compile(r'(<w:hyperlink r:id=)("[^"]*")')
_SHADE: Final = "<w:shd w:fill="
_PLAIN_SHADE: Final = '<w:shd w:val="clear" w:color="auto" w:fill='
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+", re.DOTALL)
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND: Final = f"{NAMESPACES['r']}/hyperlink"


def relations_name(part: str) -> str:
    """Return the name of the part that holds the relationships of another.

    >>> relations_name("word/document.xml")
    'word/_rels/document.xml.rels'
    """
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def escaped_links(markup: str) -> str:
    """Return rich text with the addresses of its links escaped, which docxtpl leaves out."""
    return _LINK.sub(lambda match: match[1] + quoteattr(unescape(match[2][1:-1])), markup)


def rich_markup(xml: str) -> Markup:
    """Return rich text of docxtpl with its addresses escaped, and its properties as the schema wants them."""
    return Markup(in_schema_order(escaped_links(xml.replace(_SHADE, _PLAIN_SHADE))))  # noqa: S704  docxtpl escapes the texts


def linked(xml: bytes, relations: bytes | None, name: str) -> tuple[bytes, bytes | None]:
    """Return a part with the addresses of its links as relationships, and its relationships with them.

    Raises:
        TemplateError: If a link has neither an address nor the id of a relationship that is there.
    """
    text = xml.decode()
    if _LINK.search(text) is None:
        return xml, relations
    empty = f'<Relationships xmlns="{_PACKAGE}"/>'.encode()
    root = etree.fromstring(relations or empty, PARSER)
    known = {each.get("Id", "") for each in root}
    made: dict[str, str] = {}

    def with_id(match: re.Match[str]) -> str:
        target = unescape(match[2][1:-1])
        if target in known:
            return match[0]
        if not _ADDRESS.fullmatch(target):
            raise _nowhere(target, name)
        if target not in made:
            made[target] = f"rIdLink{len(made) + 1}"
            attributes = {"Id": made[target], "Type": _KIND, "Target": target, "TargetMode": "External"}
            etree.SubElement(root, f"{{{_PACKAGE}}}Relationship", attributes)
        return f'{match[1]}"{made[target]}"'

    changed = _LINK.sub(with_id, text).encode()
    part = written(root)
    return (changed, part) if made else (xml, relations)


def _nowhere(target: str, name: str) -> TemplateError:
    return TemplateError.of(
        Message("链接没有目标", "a link that leads nowhere"),
        where=Place(name).part_message,
        found=target,
        expected='RichText("…", url_id="https://…")',
    )
