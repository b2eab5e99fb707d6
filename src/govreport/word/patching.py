"""Patching: a part of a template becomes text that Jinja understands, by docxtpl's own means.

docxtpl puts tags together that a word processor has split, and takes out the paragraph, row, cell or run
around ``{%p %}`` and its like, whatever else stands in them. What would be lost by that is saved before: see
docs/design/docxtpl.md.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator
from typing import Final

from docxtpl import DocxTemplate
from lxml import etree

from govreport.word.markup import W, w
from govreport.word.ordering import in_schema_order
from govreport.word.places import iter_spans, own_text

LINE_FEED: Final = "\x1f"
"""Stands for a line feed of the part, so that lines can be counted by tags: XML cannot hold it, and Jinja
takes it for a blank."""
TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PARAGRAPH_TAG: Final = re.compile(r"\{[{%]p\s")
_GROUP_TAG: Final = {name: re.compile(r"\{[{%]" + name + r"\s.*?[%}]\}") for name in ("tr", "tc")}
_CELL_TAG: Final = re.compile(r"\{%\s*(?:vm|hm|colspan|cellbg)\b")
_ATOMS: Final = tuple(W + name for name in ("drawing", "pict", "object", "br", "tab", "noBreakHyphen"))
_PICTURES: Final = _ATOMS[:3]


def patched(root: etree._Element) -> str:
    """Return a part, or the body of one, as Jinja is to have it; the part itself is not changed."""
    text = etree.tostring(_divided(root), encoding="unicode").replace("\n", LINE_FEED)
    patched_text: str = DocxTemplate(io.BytesIO()).patch_xml(text)
    ordered = in_schema_order(patched_text)
    return TAG.sub(lambda match: match[0].replace("&amp;", "&"), ordered)


def _divided(root: etree._Element) -> etree._Element:
    """Return a part with what stands beside a structural tag in a paragraph, row or cell of its own."""
    crowded = [*_crowded_paragraphs(root), *_crowded_groups(root, "tr"), *_crowded_groups(root, "tc")]
    if not crowded and next(_bare_cells(root), None) is None:
        return root
    changed = copy.deepcopy(root)
    for cell in list(_bare_cells(changed)):
        _give_properties(cell)
    for paragraph in list(_crowded_paragraphs(changed)):
        _replace(paragraph, list(_iter_pieces(paragraph)))
    for name in ("tr", "tc"):
        for group in list(_crowded_groups(changed, name)):
            _replace(group, [_group_of(name, tag) for tag in _GROUP_TAG[name].findall(own_text(group))])
    return changed


def _bare_cells(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells without properties that hold a tag for their properties: docxtpl needs some there."""
    for cell in root.iter(W + "tc"):
        properties = cell.find(W + "tcPr")
        if (properties is None or len(properties) == 0) and _CELL_TAG.search(own_text(cell)):
            yield cell


def _give_properties(cell: etree._Element) -> None:
    """Put properties that say nothing into a cell."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        properties = w("tcPr")
        cell.insert(0, properties)
    properties.append(w("tcW", w=0, type="auto"))


def _crowded_paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs that hold a tag for a paragraph, and more."""
    for paragraph in root.iter(W + "p"):
        text = own_text(paragraph)
        if _PARAGRAPH_TAG.search(text) and not _is_alone(text, paragraph):
            yield paragraph


def _is_alone(text: str, paragraph: etree._Element) -> bool:
    stripped = text.strip()
    spans = list(iter_spans(stripped))
    has_pictures = next(paragraph.iter(*_PICTURES), None) is not None
    return len(spans) == 1 and spans[0] in ((0, len(stripped)), (0, -1)) and not has_pictures


def _crowded_groups(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows or cells that hold several tags for a row or cell."""
    return (group for group in root.iter(W + name) if len(_GROUP_TAG[name].findall(own_text(group))) > 1)


def _replace(element: etree._Element, pieces: list[etree._Element]) -> None:
    parent = element.getparent()
    if parent is not None:
        position = parent.index(element)
        parent[position : position + 1] = pieces


def _group_of(name: str, tag: str) -> etree._Element:
    """Return a row or cell with nothing but a tag in it."""
    cell = w("tc", _paragraph_of(tag))
    return cell if name == "tc" else w("tr", cell)


def _paragraph_of(tag: str) -> etree._Element:
    return w("p", w("r", w("t", tag)))


def _iter_pieces(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs a crowded one is divided into: its tags for paragraphs, and what is between."""
    text = own_text(paragraph)
    start = 0
    for begin, end in iter_spans(text):
        if end < 0 or not _PARAGRAPH_TAG.match(text, begin):
            continue
        yield from _cut(paragraph, start, begin)
        yield _paragraph_of(text[begin:end])
        start = end
    yield from _cut(paragraph, start, len(text) + 1)


def _cut(paragraph: etree._Element, start: int, end: int) -> Iterator[etree._Element]:
    """Yield a copy of a paragraph with the characters from start to end only; nothing where it is blank."""
    piece = copy.deepcopy(paragraph)
    position = 0
    has_content = False
    for node in list(piece.iter(W + "t", *_ATOMS)):
        if next(node.iterancestors(W + "p"), None) is not piece:
            continue
        if node.tag == W + "t":
            text = node.text or ""
            kept = text[max(start - position, 0) : max(end - position, 0)]
            position += len(text)
            node.text = kept
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            has_content = has_content or bool(kept.strip())
        elif start <= position < end:
            has_content = has_content or node.tag in _PICTURES
        else:
            _remove(node)
    for run in [each for each in piece.iter(W + "r") if not _shows_something(each)]:
        _remove(run)
    if has_content:
        yield piece


def _shows_something(run: etree._Element) -> bool:
    return any(child.tag != W + "rPr" and (child.tag != W + "t" or child.text) for child in run)


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
