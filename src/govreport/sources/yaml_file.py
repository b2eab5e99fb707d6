"""YAML: the core of it, read strictly; the only importer of PyYAML.

PyYAML gives events (with the line of each); values are built here. So nothing is guessed: ``0012`` and
``1:30`` and ``no`` and ``2024-01-15`` stay texts. Anchors, tags, keys written twice, and several
documents in one file are refused at the event, before anything is built from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from govreport.errors import SourceError
from govreport.gate.limits import limits
from govreport.messages import Message
from govreport.sources.plaindata import (
    Lines,
    UnusableNumber,
    child_path,
    duplicate_key,
    fault,
    place_of,
    read_number,
    require_entries,
    too_deep,
)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_TAG_DIRECTIVE = re.compile(r"^%TAG[ \t].*", re.MULTILINE)
"""PyYAML compares each with all others."""
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}

_SYNTAX = Message("不是正确的 YAML", "not valid YAML")
_REMEDY = Message(
    "检查这一行和上一行：同级的键左边对齐，冒号后面有空格，含有特殊符号的文字加引号",
    "check this line and the one before: keys aligned, a space after the colon, quotes where needed",
)
_TAB = Message("缩进用了制表符，请改为空格", "a tab is used to indent; use spaces")
_WIDE_COLON = Message(
    "把全角冒号“：”改为半角冒号加一个空格“: ”", "write a plain colon and a space instead of “：”"
)
_NO_SPACE = Message("冒号后面加一个空格", "put a space after the colon")
_ANCHORS = Message("不支持锚点和别名（& 和 *）", "anchors and aliases (& and *) are not supported")
_TAGS = Message("不支持类型标记（!）", "tags (!) are not supported")
_QUOTE_OR_WRITE_OUT = Message(
    "把内容写完整；如果是文字，请加引号", "write the value out; if it is a text, put it in quotes"
)
_KEY = Message("键必须是一行文字", "a key must be one line of text")
_DOCUMENTS = Message("一个文件只能有一份报告", "a file holds one report only")
_SPLIT = Message("把每份报告存为一个文件", "save each report as a file of its own")


def parse_yaml(text: str, name: str) -> tuple[object, Lines]:
    r"""Parse a YAML text into plain data and the line of every path.

    Guarantees: only ``true`` and ``false`` are bool; ``null``, ``~`` and nothing are None; a plain decimal
    without leading zeros is int or `Decimal` with its digits kept; everything else, and every key, is
    text. An empty text gives None.

    >>> parse_yaml("code: 0012\namount: 96171.60\n", "bao.yaml")[0]
    {'code': '0012', 'amount': Decimal('96171.60')}

    Raises:
        SourceError: Not YAML; an anchor, alias or tag; a key twice; a second document; nested too deeply.
    """
    builder = _Builder(name, text)
    if directive := _TAG_DIRECTIVE.search(text):
        line = text.count("\n", 0, directive.start()) + 1
        raise fault(_TAGS, place=place_of(name, line), found=directive[0], remedy=_QUOTE_OR_WRITE_OUT)
    try:
        return builder.document(yaml.parse(text, Loader=_LOADER)), builder.lines
    except yaml.MarkedYAMLError as exc:
        raise builder.syntax_error(exc.problem_mark or exc.context_mark) from exc
    except yaml.YAMLError as exc:
        raise builder.syntax_error(None) from exc


def _scalar(event: ScalarEvent) -> str | int | bool | Decimal | UnusableNumber | None:
    plain = event.implicit[0] and not event.style
    if not plain:
        return event.value
    if event.value in _WORDS:
        return _WORDS[event.value]
    return read_number(event.value) if _NUMBER.fullmatch(event.value) else event.value


@dataclass(slots=True)
class _Builder:
    name: str
    text: str
    lines: Lines = field(default_factory=dict)

    def document(self, events: Iterator[Event]) -> object:
        """Build the value of the only document; None when there is none."""
        data: object = None
        seen = False
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if seen:
                    raise self._refusal(event, _DOCUMENTS, _SPLIT)
                seen = True
            elif isinstance(event, NodeEvent):
                data = self._value(event, events, "", 0)
            elif isinstance(event, StreamEndEvent):
                break
        return data

    def _value(self, event: Event, events: Iterator[Event], path: str, depth: int) -> object:
        self._check(event, path)
        if isinstance(event, ScalarEvent):
            return _scalar(event)
        if depth >= limits().data_depth:
            raise too_deep(self.name, _line(event), path)
        if isinstance(event, MappingStartEvent):
            return self._mapping(events, path, depth)
        return self._sequence(events, path, depth)

    def _mapping(self, events: Iterator[Event], path: str, depth: int) -> dict[str, object]:
        mapping: dict[str, object] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            key, child = self._key(event, path)
            if key in mapping:
                raise duplicate_key(self.name, _line(event), child, self.lines[child])
            self.lines.setdefault(child, _line(event))
            require_entries(len(self.lines), self.name)
            mapping[key] = self._value(next(events), events, child, depth + 1)
        return mapping

    def _sequence(self, events: Iterator[Event], path: str, depth: int) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            child = child_path(path, len(items))
            self.lines[child] = _line(event)
            require_entries(len(self.lines), self.name)
            items.append(self._value(event, events, child, depth + 1))
        return items

    def _key(self, event: Event, path: str) -> tuple[str, str]:
        self._check(event, path)
        if not isinstance(event, ScalarEvent) or event.style in ("|", ">"):
            raise self._refusal(event, _KEY, _REMEDY, path)
        return event.value, child_path(path, event.value)

    def _check(self, event: Event, path: str) -> None:
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise self._refusal(event, _ANCHORS, _QUOTE_OR_WRITE_OUT, path)
        if getattr(event, "tag", None):
            raise self._refusal(event, _TAGS, _QUOTE_OR_WRITE_OUT, path)

    def _refusal(self, event: Event, what: Message, remedy: Message, path: str = "") -> SourceError:
        line = _line(event)
        column = event.start_mark.column + 1 if event.start_mark else None
        place = place_of(self.name, line, column)
        return fault(what, place=place, path=path, found=self._line(line - 1), remedy=remedy)

    def syntax_error(self, mark: yaml.Mark | None) -> SourceError:
        """Make the error for a text PyYAML cannot read; the remedy looks at the line it stopped at."""
        if mark is None:
            return fault(_SYNTAX, place=self.name, remedy=_REMEDY)
        place = place_of(self.name, mark.line + 1, mark.column + 1)
        around = [self._line(mark.line), self._line(mark.line - 1)]
        found = next((line for line in around if line), "")
        return fault(_SYNTAX, place=place, found=found, remedy=_remedy_for(around))

    def _line(self, index: int) -> str:
        lines = self.text.splitlines()
        return lines[index].strip("\r\n ") if 0 <= index < len(lines) else ""


def _line(event: Event) -> int:
    """Return the line of an event; every parser of PyYAML marks it, though the types allow none."""
    return event.start_mark.line + 1 if event.start_mark else 1


def _remedy_for(around: list[str]) -> Message:
    for line in around:
        if line.startswith("\t"):
            return _TAB
        if re.match(r"[^:]{1,40}：", line):
            return _WIDE_COLON
        if re.match(r"[\w]{1,40}:\S", line):
            return _NO_SPACE
    return _REMEDY
