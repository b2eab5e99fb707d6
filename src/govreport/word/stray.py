"""Values where only markup may stand, and markup where only texts may: both get a run of their own.

``{{r name}}`` takes the run away around a value and ``{{p name}}`` the paragraph, for rich text and
documents. A plain value would then stand outside of all runs, where Word shows nothing of it; rich text in
``{{ name }}`` would stand inside the text of a run, with the same result.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from govreport.errors import TemplateError
from govreport.messages import Message
from govreport.word.markup import W, w

INLINE: Final = frozenset(W + name for name in ("p", "hyperlink", "ins", "smartTag"))
"""What holds runs."""
BLOCKS: Final = frozenset(
    W + name for name in ("body", "tc", "hdr", "ftr", "footnote", "endnote", "txbxContent")
)
"""What holds paragraphs."""
_RUNS: Final = frozenset(W + name for name in ("r", "hyperlink"))
CLOSED: Final = frozenset(W + name for name in ("tbl", "tr"))
"""What can hold no text that anything could be made of."""


def wrap_stray_texts(root: etree._Element) -> None:
    """Put every text outside of runs into one, with a paragraph around it where that is missing too.

    Raises:
        TemplateError: If a text stands between the rows or cells of a table.
    """
    for element in list(root.iter(*INLINE, *BLOCKS, *CLOSED)):
        for child, text in list(_iter_stray(element)):
            if element.tag in CLOSED:
                raise _lost(text)
            run = w("r", *_iter_lines(text))
            element.insert(
                0 if child is None else element.index(child) + 1,
                run if element.tag in INLINE else w("p", run),
            )
    for text_node in [node for node in root.iter(W + "t") if len(node)]:
        _open_run(text_node)
    for block in list(root.iter(*BLOCKS)):
        _wrap_runs(block)


def _iter_stray(element: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
    """Yield the texts in an element that belong to none of its children, with the child before each."""
    if (element.text or "").strip():
        yield None, element.text or ""
        element.text = None
    for child in element:
        if (child.tail or "").strip():
            yield child, child.tail or ""
            child.tail = None


def _iter_lines(text: str) -> Iterator[etree._Element]:
    """Yield the content of a run: texts, with breaks and tabs as elements."""
    signs = {"\n": "br", "\t": "tab"}
    for piece in re.split(r"([\n\t])", text):
        if piece:
            yield w(signs[piece]) if piece in signs else w("t", piece)


def _open_run(text_node: etree._Element) -> None:
    """Take rich text out of the text of a run, and put it behind that run."""
    run = text_node.getparent()
    paragraph = run.getparent() if run is not None else None
    if run is None or paragraph is None or any(child.tag == W + "p" for child in text_node):
        raise _lost("".join(text_node.itertext()))
    properties = run.find(W + "rPr")
    pieces: list[etree._Element] = []
    for child in list(text_node):
        tail, child.tail = child.tail, None
        pieces.append(child)
        if tail:
            pieces.append(w("r", None if properties is None else copy.deepcopy(properties), w("t", tail)))
    rest = run[run.index(text_node) + 1 :]
    if rest:
        last = w("r", None if properties is None else copy.deepcopy(properties))
        last.extend(rest)
        pieces.append(last)
    position = paragraph.index(run) + 1
    paragraph[position:position] = pieces


def _wrap_runs(block: etree._Element) -> None:
    """Put runs that stand where paragraphs belong into paragraphs, those next to each other into one."""
    paragraph: etree._Element | None = None
    for child in list(block):
        if child.tag not in _RUNS:
            paragraph = None
            continue
        if paragraph is None:
            paragraph = w("p")
            child.addprevious(paragraph)
        paragraph.append(child)


def _lost(text: str) -> TemplateError:
    return TemplateError.of(
        Message("值不能代替行或单元格", "a value stands where a row, a cell or a run belongs"),
        found=text,
        expected="RichText {{r …}}, RichTextParagraph {{p …}}, Subdocument {{p …}}",
    )
