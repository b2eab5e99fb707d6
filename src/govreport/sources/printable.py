"""A document without the characters that no document may hold; they would else refuse a report as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from govreport.messages import Message
from govreport.sources.document import Block, Document, Paragraph
from govreport.text.outline import find_illegal, without_illegal

_DROPPED: Final = Message(
    "正文里有文件不应含有的字符，读取时已删去：第 {paragraph} 段的 {code} 等 {count} 个",
    "characters no document may hold were dropped from the text: {count}, the first of them {code} in "
    "paragraph {paragraph}",
)


def printable(document: Document) -> Document:
    """Return the document without such characters in its paragraphs and facts, and a note of those dropped.

    Tables keep theirs: whether a figure goes on behind one is not certain.
    """
    texts = (*(paragraph.text for paragraph in document.paragraphs), *document.facts.values())
    if find_illegal("\n".join(texts)) is None:
        return document
    blocks = tuple(_without_illegal(block) for block in document.blocks)
    facts = {name: without_illegal(text) for name, text in document.facts.items()}
    return replace(document, blocks=blocks, facts=facts, notes=(*document.notes, *_notes(document)))


def _without_illegal(block: Block) -> Block:
    return replace(block, text=without_illegal(block.text)) if isinstance(block, Paragraph) else block


def _notes(document: Document) -> tuple[Message, ...]:
    found = [
        (each.number, illegal[1]) for each in document.paragraphs if (illegal := find_illegal(each.text))
    ]
    if not found:
        return ()
    number, char = found[0]
    count = sum(len(each.text) - len(without_illegal(each.text)) for each in document.paragraphs)
    return (_DROPPED.format(paragraph=number, code=f"U+{ord(char):04X}", count=count),)
