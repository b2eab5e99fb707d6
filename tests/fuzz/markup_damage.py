"""Damage to XML, to web pages, and to packages: mostly sound files that say other things."""

from __future__ import annotations

import re
import zipfile
from random import Random
from typing import Final

import lxml.html
from damage import LARGEST, WORDS, damaged_bytes, damaged_words
from lxml import etree

from govreport.word.package import read_parts, write_parts

_PLACES: Final = (
    *("0", "1", "2", "-1", "255", "65536", "2147483648", "99999999999999999999", "", "x", "true", "restart"),
    *("A0", "A1:XFD1048576", "ZZZZ1", "B2:A1", "$A$1", "C3", "b", "e", "n", "d", "s", "str", "inlineStr"),
    *(
        "preserve",
        "../../etc/passwd",
        "http://127.0.0.1/x",
        "External",
        "NULL",
        "rId1",
        "1 1",
        "0.5",
        "1.5e3",
    ),
)
"""Values of attributes."""


def damaged_xml(data: bytes, dice: Random) -> bytes:
    """Return XML that is well-formed and has nodes, texts or attributes other than it had."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return damaged_bytes(data, dice)
    _damage_tree(root, dice)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)[:LARGEST]


def damaged_page(data: bytes, dice: Random) -> bytes:
    """Return a web page with nodes, texts or attributes other than it had, or damaged words."""
    if dice.random() < 0.3:
        return damaged_words(data, dice)
    start = max(data.find(b"<!DOCTYPE"), data.find(b"<html"), 0)
    try:
        root = lxml.html.document_fromstring(data[start:].decode("utf-8", "replace"))
    except (etree.LxmlError, ValueError):
        return damaged_bytes(data, dice)
    _damage_tree(root, dice)
    return data[:start] + lxml.html.tostring(root, encoding="utf-8")[:LARGEST]


def _damage_tree(root: etree._Element, dice: Random) -> None:
    for _ in range(dice.choice((1, 1, 2, 4, 10))):
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        node, other = dice.choice(nodes), dice.choice(nodes)
        dice.choice((_text, _text, _attribute, _attribute, _place, _place, _tag))(node, other, dice)


def _text(node: etree._Element, other: etree._Element, dice: Random) -> None:
    texts = [each for each in node.iter() if isinstance(each.tag, str) and (each.text or "").strip()]
    target = dice.choice(texts) if texts else node
    value = dice.choice((dice.choice(WORDS), other.text or "", (target.text or "") * 2))
    target.text = re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", value)


def _attribute(node: etree._Element, other: etree._Element, dice: Random) -> None:
    if not node.attrib or dice.random() < 0.1:
        node.attrib.update(other.attrib)
        return
    name = dice.choice(sorted(map(str, node.attrib)))
    if dice.random() < 0.15:
        del node.attrib[name]
    else:
        node.attrib[name] = dice.choice((*_PLACES, *map(str, other.attrib.values())))


def _place(node: etree._Element, other: etree._Element, dice: Random) -> None:
    parent = node.getparent()
    if parent is None:
        return
    change = dice.randrange(6)
    if change == 0:
        parent.remove(node)
    elif change == 1:
        for _ in range(dice.choice((1, 1, 2, 30))):
            parent.insert(parent.index(node), _copied(node))
    elif change == 2 and other is not node and node not in other.iterancestors():
        other.append(node)
    elif change == 3:
        other.append(_copied(node)) if sum(1 for _ in node.iter()) < 300 else None
    elif change == 4:
        wrapper = etree.Element(other.tag, dict(other.attrib))
        parent.replace(node, wrapper)
        wrapper.append(node)
    else:
        for child in list(node):
            parent.insert(parent.index(node), child)
        parent.remove(node)


def _copied(node: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(node, with_tail=False), etree.XMLParser(recover=True))


def _tag(node: etree._Element, other: etree._Element, dice: Random) -> None:
    if dice.random() < 0.2:
        for _ in range(dice.choice((5, 40, 300))):
            inner = etree.Element(node.tag, dict(node.attrib))
            inner[:] = node[:]
            node.append(inner)
    else:
        node.tag = other.tag


def damaged_package(data: bytes, dice: Random) -> bytes:
    """Return a package, mostly a sound one, with nodes, words or whole parts other than it had."""
    if dice.random() < 0.05:
        return damaged_bytes(data, dice)
    try:
        parts = read_parts(data)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return damaged_bytes(data, dice)
    if not parts:
        return damaged_bytes(data, dice)
    name = _chosen(parts, dice)
    kind = dice.random()
    if kind < 0.75:
        parts[name] = damaged_xml(parts[name], dice)
    elif kind < 0.85:
        parts[name] = damaged_words(parts[name], dice)
    else:
        _damage_parts(parts, name, dice)
    return write_parts(parts)


def _chosen(parts: dict[str, bytes], dice: Random) -> str:
    """Return one of the parts: mostly one of what readers look at."""
    content = [name for name in parts if re.search(r"document\.xml$|sheet\d+\.xml$|sharedStrings", name)]
    return dice.choice(content if content and dice.random() < 0.8 else sorted(parts))


def _damage_parts(parts: dict[str, bytes], name: str, dice: Random) -> None:
    other = dice.choice(sorted(parts))
    change = dice.randrange(6)
    if change == 0:
        del parts[name]
    elif change == 1:
        parts[name], parts[other] = parts[other], parts[name]
    elif change == 2:
        parts[dice.choice((name.upper(), f"/{name}", f"../{name}", name.replace("/", "\\")))] = parts[name]
    elif change == 3:
        parts[f"x{name}"] = parts.pop(name)
    elif change == 4:
        parts[name] = parts[name][: dice.randrange(len(parts[name]) + 1)]
    else:
        parts[name] = dice.choice(
            (b"", b"\0", b"<x/>", parts[name].decode("utf-8", "replace").encode("utf-16"))
        )
