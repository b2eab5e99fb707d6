"""Faults of a template that the syntax of its tags does not show: tags in wrong places, broken tables.

All of them make docxtpl lose something without a word, or fail without a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, islice
from typing import Final

from lxml import etree

from govreport.errors import Problem, TemplateError
from govreport.gate.fields import BEFORE_KEYWORD, iter_fields
from govreport.gate.limits import limits
from govreport.messages import Message
from govreport.word.markup import W
from govreport.word.places import Place, Tag, iter_paragraphs, iter_spans, own_text
from govreport.word.structure import iter_misplaced

MOST_TOLD: Final = 100
"""As many problems of a part are looked for: looking for the place of one may take a walk through it."""
_PRINTS: Final = re.compile(r"\{\{(?:p|tr|tc|r)\s")
_STRUCTURAL: Final = re.compile(r"\{[{%#](p|tr|tc)\s")
_MISPLACED: Final = re.compile(r"\{%-?\s*(?:(?:p|tc|r)\s+)?(?:end)?merge\b")
"""A tag for merging that is not one for a row."""
_BRACES: Final = ("{{", "{%", "{#")
_DECIDED: Final = re.compile(rf"{BEFORE_KEYWORD}\w*\{{[{{%#]")
"""An instruction of which a tag is, or belongs to, the first word."""
_CHANGES: Final = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))


def refuse_faults(root: etree._Element, part: str, tags: Sequence[Tag], *, trusted: bool = False) -> None:
    """Raise a `TemplateError` with what is wrong with the tags and tables of a part.

    A trusted template may hold rich text and documents, and is made by somebody who knows docxtpl: in it,
    only that is refused by which something would be lost, or no file come out.
    """
    if not trusted:
        _refuse_many(tags)
    whole = _joined(root) if trusted and not all(tag.closed for tag in tags) else ()
    faults = chain(
        (problem for tag in tags if (problem := _fault_of(tag, whole, trusted=trusted))),
        iter_misplaced(root, part),
        _broken_tables(root, part),
        _crowded_rows(root, part),
        _unclosed_elsewhere(root, part),
    )
    if problems := list(islice(faults, MOST_TOLD)):
        raise TemplateError(*problems)


def _refuse_many(tags: Sequence[Tag]) -> None:
    """Refuse so many tags, or so much in them, that reading them would take long."""
    sizes = accumulate(len(tag.text) for tag in tags)
    for number, (tag, size) in enumerate(zip(tags, sizes, strict=True), start=1):
        if number > limits().template_tags:
            raise TemplateError(
                Problem(
                    _TOO_MANY,
                    tag.place.message,
                    str(len(tags)),
                    f"≤ {limits().template_tags} (template_tags)",
                )
            )
        if size > limits().template_characters:
            what = Message("模板标记加起来太长", "the tags are too long in all")
            raise TemplateError(
                Problem(
                    what,
                    tag.place.message,
                    tag.text,
                    f"≤ {limits().template_characters} (template_characters)",
                )
            )


def _joined(root: etree._Element) -> tuple[str, ...]:
    """Return the tags of a part, those too that go over several paragraphs."""
    text = "".join(node.text or "" for node in root.iter(W + "t"))
    tags = (text[start:end] for start, end in iter_spans(text) if end >= 0)
    return tuple(tag for tag in tags if not any(brace in tag[2:] for brace in _BRACES))


def _fault_of(tag: Tag, whole: Sequence[str], *, trusted: bool) -> Problem | None:
    structural = _STRUCTURAL.match(tag.text)
    what: Message | None = None
    expected: Message | str = ""
    if not tag.closed and not any(each.startswith(tag.text) for each in whole):
        what = Message("模板标记没有结束", "a tag that is not closed in its paragraph")
        expected = "{{ … }}  {% … %}  {# … #}"
    elif len(tag.text) > limits().template_tag_characters and not trusted:
        what = Message("模板标记太长", "a tag that is too long")
        expected = f"≤ {limits().template_tag_characters} (template_tag_characters)"
    elif _PRINTS.match(tag.text) and not trusted:
        what = Message(
            "值是纯文字，不能代替段落或单元格", "a value is plain text: it replaces no paragraph, row or cell"
        )
        expected = "{{ … }}"
    elif _MISPLACED.match(tag.text):
        what = Message("合并的标记要独占一行", "a tag for merging stands in a row of its own")
        expected = "{%tr merge vertical %} … {%tr endmerge %}"
    elif structural and structural[1] in ("tr", "tc") and not tag.place.table:
        what = Message("这个标记只能用在表格里", "a tag that belongs into a table")
        expected = "{%p … %}"
    elif structural and structural[1] == "p" and not (trusted or tag.alone or tag.text.startswith("{#")):
        what = Message("这个标记要独占一段，同段的文字会丢失", "a tag that must stand alone in its paragraph")
        expected = Message("单独一段", "a paragraph of its own")
    return Problem(what, tag.place.message, tag.text, expected) if what else None


def _unclosed_elsewhere(root: etree._Element, part: str) -> Iterator[Problem]:
    """Yield a problem for tags beside the text of paragraphs, as in attributes: not closed, or too many."""
    count = 0
    for element in root.iter(etree.Element):
        is_text = element.tag == W + "t" and next(element.iterancestors(W + "p"), None) is not None
        texts = [*element.attrib.values(), *([] if is_text else [element.text or ""])]
        for text in texts:
            spans = [end for _, end in iter_spans(str(text))] if "{" in text else []
            if any(end < 0 for end in spans):
                what = Message("模板标记没有结束", "a tag that is not closed")
                yield Problem(what, Place(part).part_message, str(text), "{{ … }}  {% … %}  {# … #}")
            count += len(spans)
    if count > limits().template_tags:
        yield Problem(
            _TOO_MANY, Place(part).part_message, str(count), f"≤ {limits().template_tags} (template_tags)"
        )


def iter_changed_tags(root: etree._Element, part: str) -> Iterator[Problem]:
    """Yield a problem for paragraphs in which a tag meets tracked changes: which text counts is unclear."""
    for paragraph, place in iter_paragraphs(root, part):
        if next(paragraph.iter(*_CHANGES), None) is None:
            continue
        text = "".join(node.text or "" for node in paragraph.iter(W + "t", W + "delText"))
        if any(brace in text for brace in _BRACES):
            what = Message("模板标记里有修订", "a tag in a paragraph with tracked changes")
            remedy = Message("在 Word 里接受或拒绝修订", "accept or reject the changes in Word")
            yield Problem(what, place.message, text, remedy=remedy)


def iter_decided_fields(root: etree._Element, part: str) -> Iterator[Problem]:
    """Yield a problem for fields of which a tag decides what they do: they might start a program."""
    for _, instructions in iter_fields(root):
        decided = next(filter(_DECIDED.match, instructions), None)
        if decided is not None:
            what = Message("模板标记决定域做什么", "a tag decides what a field does")
            remedy = Message(
                "把域的名称直接写出来，标记放在后面", "write the name of the field itself, and tags behind it"
            )
            yield Problem(what, Place(part).part_message, decided.strip(), remedy=remedy)


def _broken_tables(root: etree._Element, part: str) -> Iterator[Problem]:
    for number, table in enumerate(root.iter(W + "tbl"), start=1):
        where = Place(part, table=number).table_message
        if table.find(W + "tblGrid") is None:
            what = Message("表格没有列宽（tblGrid）", "a table without a grid (tblGrid)")
            yield Problem(what, where, remedy=_SAVE)
        for span in table.iter(W + "gridSpan"):
            value = span.get(W + "val", "")
            if not (value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= 252) and "{" not in value:
                what = Message("单元格的跨列数有误", "a cell spans no number of columns")
                yield Problem(what, where, value, "1–252", _SAVE)


def _crowded_rows(root: etree._Element, part: str) -> Iterator[Problem]:
    """Yield a problem for rows and cells that are a statement, and hold other text that would be lost."""
    for name, word in (("tr", Message("行", "row")), ("tc", Message("单元格", "cell"))):
        opening = re.compile(r"\{[{%]" + name + r"\s")
        for element in root.iter(W + name):
            text = own_text(element)
            if f"{name} " not in text:
                continue
            spans = [span for span in iter_spans(text) if opening.match(text, span[0]) and span[1] >= 0]
            if spans and "".join(_between(text, spans)).strip():
                what = Message(
                    "这个标记所在的{word}会被去掉，不能有别的文字",
                    "the {word} of this tag is left out, and must hold nothing else",
                ).format(word=word)
                start, end = spans[0]
                yield Problem(what, _place_of(root, element, part), text[start:end], text)


def _between(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield the pieces of a text that stand outside of some spans."""
    position = 0
    for start, end in spans:
        yield text[position:start]
        position = end
    yield text[position:]


def _place_of(root: etree._Element, element: etree._Element, part: str) -> Message:
    table = next(element.iterancestors(W + "tbl"), None)
    tables = list(root.iter(W + "tbl"))
    return Place(part, table=tables.index(table) + 1 if table in tables else 0).table_message


_TOO_MANY: Final = Message("模板标记太多", "too many tags")
_SAVE: Final = Message("用 Word 重新保存模板", "save the template again with Word")
