"""The document properties of a report: title, agency and year, and nothing else."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from govreport.word.markup import PARSER, RELATIONSHIP, written

_ROOT: Final = "_rels/.rels"
_CORE: Final = "core-properties"
_APP: Final = "extended-properties"
_DOCUMENT: Final = "officeDocument"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def core_properties(properties: Mapping[str, str]) -> bytes:
    """Return the core properties, by their names in the file.

    A report's name no person and no time, so that equal reports are equal files.
    """
    elements = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in properties.items())
    return (
        f"{_HEAD}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{elements}</cp:coreProperties>"
    ).encode()


def properties_of(context: Mapping[str, object]) -> dict[str, str]:
    """Return what a report is called, who made it, and for which year."""
    agency = context.get("agency")
    name = agency.get("name", "") if isinstance(agency, Mapping) else ""
    return {
        "dc:title": str(context.get("title", "")),
        "dc:creator": str(name),
        "cp:keywords": str(context.get("year", "")),
        "dc:language": "zh-CN",
    }


def app_properties() -> bytes:
    """Return the extended properties: none, whatever the template says of its maker and his company."""
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{_HEAD}<Properties xmlns="{uri}"/>'.encode()


def without_properties(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], str]:
    """Return the parts of a package with nothing said of its maker, and the name of the core properties.

    What else the package says of itself (a thumbnail, properties of the maker's own) is taken out.
    """
    changed = dict(parts)
    core = ""
    root = etree.fromstring(parts[_ROOT], PARSER)
    for relation in root.findall(RELATIONSHIP):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = posixpath.normpath(relation.get("Target", "").lstrip("/"))
        is_part = relation.get("TargetMode") != "External" and not target.startswith("word/")
        if kind == _CORE and is_part:
            core = target
        elif kind == _APP and is_part:
            changed[target] = app_properties()
        elif kind != _DOCUMENT:
            root.remove(relation)
            if is_part:
                changed.pop(target, None)
    changed[_ROOT] = written(root)
    return changed, core
