"""The document properties of a report: title, agency and year, and nothing else."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

_ROOT: Final = "_rels/.rels"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CORE: Final = "core-properties"
_APP: Final = "extended-properties"
_DOCUMENT: Final = "officeDocument"
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def core_properties(title: str, agency: str, year: str) -> bytes:
    """Return the core properties: what the document is called, who made it, and for which year.

    They name no person and no time, so that equal reports are equal files.
    """
    return (
        f"{_HEAD}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title>"
        f"<dc:creator>{escape(agency)}</dc:creator>"
        f"<cp:keywords>{escape(year)}</cp:keywords>"
        "<dc:language>zh-CN</dc:language>"
        "</cp:coreProperties>"
    ).encode()


def app_properties() -> bytes:
    """Return the extended properties: none, whatever the template says of its maker and his company."""
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{_HEAD}<Properties xmlns="{uri}"/>'.encode()


def with_properties(parts: Mapping[str, bytes], context: Mapping[str, object]) -> dict[str, bytes]:
    """Return the parts of a package with its properties replaced by those of a report.

    What else the package says of itself (a thumbnail, properties of the maker's own) is taken out.
    """
    agency = context.get("agency")
    name = agency.get("name", "") if isinstance(agency, Mapping) else ""
    core = core_properties(str(context.get("title", "")), str(name), str(context.get("year", "")))
    replaced = {_CORE: core, _APP: app_properties()}
    changed = dict(parts)
    root = etree.fromstring(parts[_ROOT], _PARSER)
    for relation in root.findall(_RELATION):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = posixpath.normpath(relation.get("Target", "").lstrip("/"))
        is_part = relation.get("TargetMode") != "External" and not target.startswith("word/")
        if kind in replaced and is_part:
            changed[target] = replaced[kind]
        elif kind != _DOCUMENT:
            root.remove(relation)
            if is_part:
                changed.pop(target, None)
    changed[_ROOT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return changed
