"""XML parts of other people's packages: parsed without a DTD, within limits; part by part."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from govreport.errors import DamagedFileError, DoctypeError, LimitError, SourceError
from govreport.gate.encodings import EBCDIC, is_wide
from govreport.gate.limits import limits, over_limit
from govreport.messages import Message

SAVE_AGAIN = Message(
    "用 Word 或 WPS 打开并另存一份后再读取", "open it in Word or WPS, save a copy, and read the copy"
)
NOT_TRUSTED = Message(
    "正常软件不会生成这样的文件；请核实来源，或在 Word、WPS 中另存一份",
    "no ordinary program writes such a file; ask where it comes from, or save a copy in Word or WPS",
)
_DTD = Message("XML 部件含有 DTD（DOCTYPE），不予读取", "an XML part holds a DTD (DOCTYPE); it is not read")
_MANY_ATTRIBUTES = Message("一个元素的属性过多", "an element has too many attributes")
_MANY_ELEMENTS = Message("XML 部件的元素太多", "an XML part has too many elements")
_LONG_TEXT = Message("XML 部件中的文字过长", "a text in an XML part is too long")
_DEEP = Message("XML 部件嵌套过深", "an XML part is nested too deeply")
_TOO_LONG = ("esource limit", "uge text node", "too long", "uge input")
"""What the versions of libxml2 say of a text, an attribute or a buffer over their limit."""

_DOCTYPES = tuple((b"\0" * wide).join(b"<!DOCTYPE"[at : at + 1] for at in range(9)) for wide in (0, 1, 3))
"""How a DTD begins in UTF-8, in UTF-16 and in UTF-32, either end first."""
DOCTYPE_BYTES = max(map(len, _DOCTYPES))
"""So many bytes may a DTD need to be known."""

_ENCODING = re.compile(rb"\A<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)")


def parse_part(data: bytes, name: str) -> etree._Element:
    """Parse one XML part: no DTD, no entities, no network, no recovery.

    Raises:
        SourceError: A DTD, an encoding other than ASCII, UTF-8 and UTF-16, too deep or too large, or not
            well-formed; names the part and the line.
    """
    _check_before_parsing(data, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as exc:
        raise _xml_error(exc, name) from exc
    if root.getroottree().docinfo.internalDTD is not None:
        raise DoctypeError.of(_DTD, where=name, remedy=NOT_TRUSTED)
    if _deeper_than(limits().xml_depth)(root):
        raise _xml_too_deep(name)
    most = limits().xml_attributes
    if _may_have_tag_of(most * len(' a=""'), data) and _with_more_attributes_than(most)(root):
        raise over_limit(_MANY_ATTRIBUTES, "xml_attributes", where=name, remedy=NOT_TRUSTED)
    return root


def refuse_doctype(data: bytes, name: str) -> None:
    """Refuse an XML part that has a DTD, without parsing it.

    Raises:
        DoctypeError: It has one.
    """
    if b"!" in data and any(mark in data for mark in _DOCTYPES):  # one byte is found much faster than nine
        raise DoctypeError.of(_DTD, where=name, remedy=NOT_TRUSTED)


def _check_before_parsing(data: bytes, name: str) -> None:
    """Look at the bytes: the tree of a hostile part must never be built."""
    text = data.replace(b"\0", b"") if is_wide(data) else data  # UTF-16 becomes searchable
    refuse_doctype(data, name)
    declared = _ENCODING.match(text.lstrip(b"\xef\xbb\xbf\xff\xfe"))
    encoding = declared[1].decode("latin-1") if declared else "EBCDIC" if data[:4] == EBCDIC else "UTF-8"
    if encoding.lower() not in ("utf-8", "utf8", "utf-16", "us-ascii"):
        what = Message("XML 部件的编码不合规", "an XML part has an encoding that is not allowed")
        raise DamagedFileError.of(
            what, where=name, found=encoding, expected="UTF-8, UTF-16", remedy=SAVE_AGAIN
        )
    most = limits().xml_elements
    if len(text) >= most * len("<a/>") and text.count(b"<") - text.count(b"</") > most:
        raise over_limit(_MANY_ELEMENTS, "xml_elements", where=name, remedy=NOT_TRUSTED)


def _xml_error(exc: etree.XMLSyntaxError, name: str) -> SourceError:
    message = exc.msg or ""
    if "xcessive depth" in message:
        return _xml_too_deep(name)
    if any(mark in message for mark in _TOO_LONG):
        return over_limit(_LONG_TEXT, "xml_text", where=name, remedy=NOT_TRUSTED)
    what = Message("XML 部件不完整或有错误", "an XML part is not well-formed")
    return DamagedFileError.of(what, where=f"{name}:{exc.lineno}", found=message, remedy=SAVE_AGAIN)


def _xml_too_deep(name: str) -> LimitError:
    return over_limit(_DEEP, "xml_depth", where=name, remedy=NOT_TRUSTED)


def _may_have_tag_of(size: int, data: bytes) -> bool:
    """Tell whether a tag may take so many bytes: then none begins in some stretch half as long."""
    step = size // 2
    # In UTF-16 the byte may be half of another character.
    return is_wide(data) or any(data.find(b"<", at, at + step) < 0 for at in range(0, len(data), step))


@cache
def _deeper_than(depth: int) -> etree.XPath:
    return etree.XPath("boolean(" + "/*" * (depth + 1) + ")")


@cache
def _with_more_attributes_than(most: int) -> etree.XPath:
    return etree.XPath(f"boolean(/descendant::*/@*[{most + 1}])")
