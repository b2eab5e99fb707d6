"""JSON: the standard library's parser, and a scan that knows where everything stands.

The parser gives the values; where something is wrong, a second pass over the tokens gives the line of every
path, of duplicate keys and of what is too deep. That costs less than a parser of our own in Python.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from govreport.errors import SourceError
from govreport.gate.limits import limits
from govreport.messages import Message
from govreport.sources.plaindata import (
    Lines,
    UnusableNumber,
    child_path,
    duplicate_key,
    entries_in,
    fault,
    place_of,
    read_number,
    require_entries,
    require_few_entries,
    too_deep,
)

_TEXT = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_BARE = r'[^\s\[\]{},:"]+'
_QUOTED = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?')
"""A text, as far as it goes where its end is missing."""
_TOKEN = re.compile(rf"(?P<key>{_TEXT})\s*:(?:\s*(?:{_TEXT}|{_BARE})\s*,?)?|{_TEXT}|[\[\]{{}},]|{_BARE}")
"""An entry of an object (with its value, unless that is a bracket), a list item, a bracket or comma."""

_TRAILING_COMMA = "Illegal trailing comma"

_FAULTS: dict[str, Message] = {
    "Expecting ',' delimiter": Message(
        "此处缺少逗号“,”或右括号", "a comma or a closing bracket is missing here"
    ),
    "Expecting ':' delimiter": Message("键的后面缺少冒号“:”", "a colon is missing after the key"),
    "Expecting property name enclosed in double quotes": Message(
        "此处应为双引号中的键", "a key in double quotes is expected here"
    ),
    "Expecting value": Message("此处缺少值", "a value is missing here"),
    "Extra data": Message("数据结束后还有内容", "there is more after the end of the data"),
    "Unterminated string starting at": Message(
        "从此处开始的引号没有结束", "a quote opened here is never closed"
    ),
    "Invalid control character at": Message(
        "引号中的文字直接换了行或含有制表符", "a line break or tab inside a quoted text"
    ),
    _TRAILING_COMMA: Message("最后一项后面多了逗号", "a comma after the last entry"),
}

_REMEDIES: tuple[tuple[str, Message], ...] = (
    ("“”‘’", Message('把中文引号改为英文双引号 "', 'use the plain double quote " instead of “ ”')),
    ("，：；", Message("把全角标点改为半角的 , 和 :", "use the plain , and : instead of full-width ones")),
    ("'", Message('把单引号改为双引号 "', 'use double quotes " instead of single quotes')),
    ("/#", Message("JSON 不能写注释，请删去；或改用 YAML", "JSON has no comments; delete it, or use YAML")),
    (
        ",",
        Message("删去这个逗号", "delete this comma"),
    ),
    (
        "}]",
        Message(
            "检查前一项后面是否多了逗号，括号是否成对",
            "look for a comma after the last entry and for unpaired brackets",
        ),
    ),
    (
        "\n\r\t",
        Message(
            "文字中的换行写作 \\n，制表符写作 \\t", "write \\n for a line break and \\t for a tab in a text"
        ),
    ),
)
_REMEDY = Message(
    "检查这一行和上一行的逗号、引号和括号",
    "check commas, quotes and brackets on this line and the one before",
)


def parse_json(text: str, name: str) -> tuple[object, Mapping[str, int]]:
    r"""Parse a JSON text into plain data and the line of every path.

    Guarantees: no key stands twice in an object; decimals are `Decimal` with their digits kept; depth is
    within the limit. Numbers nobody can mean (NaN, thousands of digits) become `UnusableNumber`.

    >>> data, lines = parse_json('{"year": 2024,\n "fees": {"amount": 1.50}}', "bao.json")
    >>> data["fees"], lines["fees.amount"]
    ({'amount': Decimal('1.50')}, 2)

    Raises:
        SourceError: Not JSON; a key twice; nested too deeply.
    """
    data: object = None
    lines = _LinesOfText(text, name)
    require_few_entries(text, _QUOTED, name)
    try:
        data = json.loads(
            text,
            parse_int=read_number,
            parse_float=read_number,
            parse_constant=UnusableNumber,
            object_pairs_hook=_mapping,
        )
    except json.JSONDecodeError as exc:
        raise _syntax_error(exc, name) from exc
    except (RecursionError, _DoubledKeyError):
        lines.scan()  # it meets the same depth or key, and says on which line
    if _nesting(data) > limits().data_depth:
        lines.scan()
    if text.count(",") >= limits().data_entries:
        require_entries(entries_in(data), name)
    return data, lines


def _nesting(value: object) -> int:
    """Return how deep mappings and lists stand in one another."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inner is None:
        return 0
    return 1 + max((_nesting(each) for each in inner if isinstance(each, dict | list)), default=0)


class _DoubledKeyError(Exception):
    """A key that stands twice in an object; where, the scan of the lines says."""


def _mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise _DoubledKeyError
    return mapping


class _LinesOfText(Mapping[str, int]):
    """The line of every path of a JSON text; they are looked for when the first is asked for.

    Most files have nothing wrong with them, and then nobody asks.
    """

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._lines: Lines | None = None

    def scan(self) -> Lines:
        """Return the lines.

        Raises:
            SourceError: A key twice; nested too deeply.
        """
        if self._lines is None:
            self._lines = _Scan(self._name).lines_of(self._text)
        return self._lines

    def __getitem__(self, path: str) -> int:
        return self.scan()[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.scan())

    def __len__(self) -> int:
        return len(self.scan())


def _syntax_error(exc: json.JSONDecodeError, name: str) -> SourceError:
    if (comma := _trailing_comma(exc)) is not None:
        exc = json.JSONDecodeError(_TRAILING_COMMA, exc.doc, comma)
    here = exc.doc[exc.pos : exc.pos + 1]
    found = exc.doc[exc.pos :].split("\n", 1)[0]
    unknown = Message("不是正确的 JSON", "not valid JSON: {message}").format(message=exc.msg)
    return fault(
        _FAULTS.get(exc.msg, unknown),
        place=place_of(name, exc.lineno, exc.colno),
        found=found.strip(),
        remedy=next((remedy for marks, remedy in _REMEDIES if here and here in marks), _REMEDY),
    )


def _trailing_comma(exc: json.JSONDecodeError) -> int | None:
    """Return where the comma before a closing bracket stands, if that is the fault.

    Python 3.11 and 3.12 complain about the bracket, later versions about the comma.
    """
    if exc.msg.startswith("Illegal trailing comma"):
        return exc.pos
    before = exc.doc[: exc.pos].rstrip()
    closes = exc.doc[exc.pos : exc.pos + 1] in ("}", "]")
    return len(before) - 1 if closes and before.endswith(",") else None


@dataclass(slots=True)
class _Container:
    """An object or array that is open: its path, and either its keys so far or the index of its item."""

    path: str
    keys: Lines | None
    key: str = ""
    index: int = 0


@dataclass(slots=True)
class _Scan:
    name: str
    lines: Lines = field(default_factory=dict)
    open: list[_Container] = field(default_factory=list)

    def lines_of(self, text: str) -> Lines:
        """Walk over the tokens of a text the parser has accepted (at least as far as the depth limit)."""
        line, counted = 1, 0
        for match in _TOKEN.finditer(text):
            token, at = match[0], match.start()
            if token == ",":
                self.open[-1].index += 1
                continue
            line, counted = line + text.count("\n", counted, at), at
            if match["key"] is not None:
                self._key(match["key"], line)
            elif token in "{[":
                self._enter(token, line)
            elif token in "}]":
                self.open.pop()
            elif self.open and self.open[-1].keys is None:
                self._item(self.open[-1], line)
        return self.lines

    def _key(self, token: str, line: int) -> None:
        container = self.open[-1]
        key = str(json.loads(token)) if "\\" in token else token[1:-1]
        container.key = key
        path = f"{container.path}.{key}" if container.path else key
        keys = container.keys
        if keys is not None:
            if key in keys:
                raise duplicate_key(self.name, line, path, keys[key])
            keys[key] = line
        self.lines.setdefault(path, line)

    def _item(self, container: _Container, line: int) -> str:
        path = child_path(container.path, container.index)
        self.lines.setdefault(path, line)
        return path

    def _enter(self, token: str, line: int) -> None:
        path = ""
        if self.open:
            outer = self.open[-1]
            in_array = outer.keys is None
            path = self._item(outer, line) if in_array else child_path(outer.path, outer.key)
        if len(self.open) >= limits().data_depth:
            raise too_deep(self.name, line, path)
        self.open.append(_Container(path, {} if token == "{" else None))
