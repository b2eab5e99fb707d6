"""A Word file of ours around a document: styles, settings, fonts, the footers with the page number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from govreport.word import styles
from govreport.word.markup import NAMESPACES, serialise, w
from govreport.word.package import CONTENT_TYPES, write_parts
from govreport.word.page import page_number
from govreport.word.properties import core_properties

_OFFICE: Final = NAMESPACES["r"]
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE: Final = "docProps/core.xml"
_CORE_RELATION: Final = f"{_PACKAGE}/relationships/metadata/core-properties"
_CORE_TYPE: Final = (
    f'<Override PartName="/{_CORE}" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
)
_PARTS: Final = {
    "document": ("document.main", "officeDocument"),
    "styles": ("styles", "styles"),
    "settings": ("settings", "settings"),
    "fontTable": ("fontTable", "fontTable"),
    "footer1": ("footer", "footer"),
    "footer2": ("footer", "footer"),
}
_FONTS: Final = {
    styles.FANG_SONG: "modern",
    styles.KAI: "modern",
    styles.HEI: "modern",
    styles.SONG: "auto",
    styles.XIAO_BIAO_SONG: "auto",
}


def word_file(
    document: etree._Element,
    *,
    more_styles: tuple[etree._Element, ...] = (),
    properties: Mapping[str, str] | None = None,
) -> bytes:
    """Return a Word file; the same document always gives the same bytes.

    Args:
        document: Its main part; the footers are those of `relation_of`.
        more_styles: Styles it has besides the named ones of a report.
        properties: Its core properties, by their names in the file; a template has none.
    """
    sheet = styles.styles_part()
    sheet.extend(more_styles)
    parts = {
        "document": document,
        "styles": sheet,
        "settings": _settings(),
        "fontTable": _font_table(),
        "footer1": w("ftr", page_number(styles.FOOTER)),
        "footer2": w("ftr", page_number(styles.EVEN_FOOTER)),
    }
    content_types, relations = _content_types(), {"rId1": _target("officeDocument", "word/document.xml")}
    core: dict[str, bytes] = {}
    if properties is not None:
        core = {_CORE: core_properties(properties)}
        content_types = content_types.replace("</Types>", _CORE_TYPE + "</Types>")
        relations["rId2"] = (_CORE_RELATION, _CORE)
    return write_parts(
        {
            CONTENT_TYPES: content_types.encode(),
            "_rels/.rels": _relationships(relations).encode(),
            "word/_rels/document.xml.rels": _document_relationships().encode(),
            **{f"word/{name}.xml": serialise(part) for name, part in parts.items()},
            **core,
        }
    )


def relation_of(part: str) -> str:
    """Return the id by which the document refers to a part of the file."""
    return f"rId{list(_PARTS).index(part)}"


def _settings() -> etree._Element:
    compatibility = {
        "compatibilityMode": "15",
        "overrideTableStyleFontSizeAndJustification": "1",
        "enableOpenTypeFeatures": "1",
        "doNotFlipMirrorIndents": "1",
    }
    uri = "http://schemas.microsoft.com/office/word"
    return w(
        "settings",
        w("zoom", percent=100),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w("compat", *(w("compatSetting", name=n, uri=uri, val=v) for n, v in compatibility.items())),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def _font_table() -> etree._Element:
    latin = w(
        "font",
        w("charset", val="00"),
        w("family", val="roman"),
        w("pitch", val="variable"),
        name="Times New Roman",
    )
    chinese = [
        w("font", w("charset", val="86"), w("family", val=family), w("pitch", val="default"), name=name)
        for name, family in _FONTS.items()
    ]
    return w("fonts", latin, *chinese)


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}.{kind}+xml"/>'
        for name, (kind, _) in _PARTS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def _document_relationships() -> str:
    return _relationships(
        {
            relation_of(name): _target(kind, f"{name}.xml")
            for name, (_, kind) in _PARTS.items()
            if name != "document"
        }
    )


def _target(kind: str, target: str) -> tuple[str, str]:
    """Return a relationship of the office format: its type, and where it leads."""
    return f"{_OFFICE}/{kind}", target


def _relationships(targets: dict[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{identifier}" Type="{kind}" Target="{escape(target)}"/>'
        for identifier, (kind, target) in targets.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'
    )
