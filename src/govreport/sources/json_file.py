"""JSON: the standard library's parser, and a scan that knows where everything stands.

The parser gives the values; a second pass over the tokens gives the line of every path, duplicate
keys and the depth. Twice reading costs less than a parser of our own in Python.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from govreport.errors import SourceError
from govreport.messages import Message
from govreport.sources.plaindata import (
    LIMITS,
    Lines,
    UnusableNumber,
    child_path,
    duplicate_key,
    fault,
    place_of,
    read_number,
    too_deep,
)

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:\n]|[^\s\[\]{},:"]+')

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
    "Illegal trailing comma before end of object": Message(
        "最后一项后面多了逗号", "a comma after the last entry"
    ),
    "Illegal trailing comma before end of array": Message(
        "最后一项后面多了逗号", "a comma after the last entry"
    ),
}

_REMEDIES: tuple[tuple[str, Message], ...] = (
    ("“”‘’", Message('把中文引号改为英文双引号 "', 'use the plain double quote " instead of “ ”')),
    ("，：；", Message("把全角标点改为半角的 , 和 :", "use the plain , and : instead of full-width ones")),
    ("'", Message('把单引号改为双引号 "', 'use double quotes " instead of single quotes')),
    ("/#", Message("JSON 不能写注释，请删去；或改用 YAML", "JSON has no comments; delete it, or use YAML")),
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


def parse_json(text: str, name: str) -> tuple[object, Lines]:
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
    try:
        data = json.loads(text, parse_int=read_number, parse_float=read_number, parse_constant=UnusableNumber)
    except json.JSONDecodeError as exc:
        raise _syntax_error(exc, name) from exc
    except RecursionError:
        pass  # the scan meets the same depth, and says on which line
    return data, _Scan(name).lines_of(text)


def _syntax_error(exc: json.JSONDecodeError, name: str) -> SourceError:
    # Python 3.11 points at the brace behind a trailing comma, later versions at the comma itself.
    here = exc.doc[exc.pos : exc.pos + 1]
    line_end = exc.doc.find("\n", exc.pos)
    found = exc.doc[exc.pos : line_end if line_end > 0 else None].strip()
    remedy = next((remedy for marks, remedy in _REMEDIES if here and here in marks), _REMEDY)
    return fault(
        _FAULTS.get(exc.msg, Message("不是正确的 JSON", "not valid JSON: {message}").format(message=exc.msg)),
        place=place_of(name, exc.lineno, exc.colno),
        found=found,
        remedy=remedy,
    )


@dataclass(slots=True)
class _Container:
    """An object or array that is open; `key` is the entry the scan stands in."""

    path: str
    is_object: bool
    key: str | int
    expects_key: bool = True
    seen: Lines = field(default_factory=dict)


@dataclass(slots=True)
class _Scan:
    name: str
    line: int = 1
    lines: Lines = field(default_factory=dict)
    open: list[_Container] = field(default_factory=list)

    def lines_of(self, text: str) -> Lines:
        """Walk over the tokens of a text the parser has accepted (at least as far as the depth limit)."""
        for match in _TOKEN.finditer(text):
            token = match[0]
            if token == "\n":
                self.line += 1
            elif token in "{[":
                self._enter(token)
            elif token in "}]":
                self.open.pop()
            elif token == ",":
                self._next_entry()
            elif token != ":":
                self._scalar(token)
        return self.lines

    def _scalar(self, token: str) -> None:
        container = self.open[-1] if self.open else None
        if container and container.is_object and container.expects_key:
            self._key(container, str(json.loads(token)) if "\\" in token else token[1:-1])
        else:
            self._value_at()

    def _key(self, container: _Container, key: str) -> None:
        container.key, container.expects_key = key, False
        path = child_path(container.path, key)
        if key in container.seen:
            raise duplicate_key(self.name, self.line, path, container.seen[key])
        container.seen[key] = self.line
        self.lines.setdefault(path, self.line)

    def _next_entry(self) -> None:
        container = self.open[-1]
        container.expects_key = True
        if isinstance(container.key, int):
            container.key += 1

    def _value_at(self) -> str:
        """Note the line of a list item (a mapping entry has its key's line) and return the path."""
        if not self.open:
            return ""
        container = self.open[-1]
        path = child_path(container.path, container.key)
        if not container.is_object:
            self.lines[path] = self.line
        return path

    def _enter(self, token: str) -> None:
        path = self._value_at()
        if len(self.open) >= LIMITS.depth:
            raise too_deep(self.name, self.line, path)
        self.open.append(_Container(path, token == "{", "" if token == "{" else 0))
