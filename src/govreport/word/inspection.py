"""What a template shows besides its tags: marks that are none, styles that are missing, fields left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from govreport.errors import Problem
from govreport.messages import Message
from govreport.word.context import Shape
from govreport.word.markup import W
from govreport.word.places import Place, iter_paragraphs, own_text

_WIDE_MARK: Final = re.compile(r"[｛{]\s*[｛%％]|[｝%％]\s*[｝]|｛\s*\{|\}\s*｝|\{\s+\{")
_STRAY_END: Final = re.compile(r"\}\}|%\}|#\}")
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_SMART_QUOTE: Final = re.compile(r"[“”‘’]")
_CHART: Final = re.compile(r"\bcharts\s*[.\[]")
_AROUND: Final = 24


def iter_marks(root: etree._Element, part: str) -> Iterator[Problem]:
    """Yield what looks like a tag and is none: full-width braces, ends without a beginning, curly quotes."""
    for paragraph, place in iter_paragraphs(root, part):
        text = own_text(paragraph)
        rest = _TAG.sub(lambda tag: " " * len(tag[0]), text)
        for pattern in (_WIDE_MARK, _STRAY_END):
            if found := pattern.search(rest):
                around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
                what = Message("像模板标记，但不是", "this looks like a tag, and is none")
                yield Problem(what, place.message, around, "{{ … }}  {% … %}")
                break
        for tag in _TAG.finditer(text):
            if _SMART_QUOTE.search(tag[0]):
                what = Message("模板标记里有弯引号", "curly quotes in a tag")
                yield Problem(what, place.message, tag[0], "\" 或 '")


def iter_charts_in(tags: Iterable[tuple[str, Message]]) -> Iterator[Problem]:
    """Yield the tags, each with its place, that ask for a chart where none can stand."""
    for text, where in tags:
        if _CHART.search(text):
            what = Message("图表只能放在正文里", "a chart can only stand in the body")
            yield Problem(what, where, text)


def iter_missing_styles(root: etree._Element, part: str, known: frozenset[str]) -> Iterator[Problem]:
    """Yield the first use of every style that the template does not define, those of tables too."""
    reported: set[str] = set()
    for name, place in _iter_styles(root, part):
        if name and name not in known and name not in reported:
            reported.add(name)
            what = Message("模板里没有这个样式", "a style the template does not have")
            yield Problem(what, place, name, remedy=_DEFINE)


def _iter_styles(root: etree._Element, part: str) -> Iterator[tuple[str, Message]]:
    for number, table in enumerate(root.iter(W + "tbl"), start=1):
        mark = table.find(f"{W}tblPr/{W}tblStyle")
        if mark is not None:
            yield mark.get(W + "val", ""), Place(part, table=number).table_message
    for paragraph, place in iter_paragraphs(root, part):
        for mark in (each for name in ("pStyle", "rStyle") for each in paragraph.iter(W + name)):
            yield mark.get(W + "val", ""), place.message


def styles_in(part: bytes) -> frozenset[str]:
    """Return the identifiers of the styles a template defines."""
    return frozenset(re.findall(r'w:styleId="([^"]*)"', part.decode("utf-8", "replace")))


def never_shown(shape: Mapping[str, Shape], shown: frozenset[str]) -> list[str]:
    """Return the paths a form has and a template never shows; a group that is missing whole is one."""
    return [path for path in _missing(shape, shown, "") if path.partition(".")[0] not in _OPTIONAL]


def _missing(shape: Mapping[str, Shape], shown: frozenset[str], at: str) -> Iterator[str]:
    for name, inner in shape.items():
        path = f"{at}.{name}".lstrip(".")
        if isinstance(inner, dict):
            missing = list(_missing(inner, shown, path))
            leaves = list(_missing(inner, frozenset(), path))
            yield from [path] if missing == leaves and len(missing) > 1 else missing
        elif path not in shown:
            yield path


_DEFINE: Final = Message("在模板里新建这个样式，或改用已有的", "define it in the template, or use another")
_OPTIONAL: Final = frozenset(
    {
        "charts",
        "title",
        "title_lines",
        "year",
        "agency",
        "published_on",
        "handling_fee",
        "notes",
        "signature",
    }
)
"""What a template need not show: facts that stand in others, and what a report may do without."""
