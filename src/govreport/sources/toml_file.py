"""TOML: the standard library's parser, and a modest scan for the lines of keys and table headers."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

from govreport.errors import SourceError
from govreport.gate.filebytes import require_data_size
from govreport.messages import Message
from govreport.sources.plaindata import (
    Lines,
    child_path,
    entries_in,
    fault,
    place_of,
    read_number,
    require_entries,
    require_few_entries,
    too_deep,
    unusable_number,
)

_AT = re.compile(
    r"(?P<problem>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)
_QUOTED_OR_COMMENT = (
    r'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+(?:""")?|'
    r"'''[^']*+(?:'(?!'')[^']*+)*+(?:''')?|"
    r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?|'
    r"'[^'\n]*+'?|#[^\n]*+"
)
"""Where the end is missing, it goes as far as it could: what follows is not tried again and again."""
_QUOTED = re.compile(_QUOTED_OR_COMMENT, re.DOTALL)
_TOKEN = re.compile(_QUOTED_OR_COMMENT + r'|[\[\]{}=.,\n]|[^\s\[\]{}=.,"\'#]+', re.DOTALL)

_SYNTAX = Message("不是正确的 TOML", "not valid TOML: {problem}")
_TWICE = Message("同一个键或表写了两次", "the same key or table stands twice")
_REMEDY = Message("检查这一行的引号、等号和括号", "check quotes, the equals sign and brackets on this line")
_QUOTE_KEY = Message('中文的键要加双引号："键" = 值', 'put a Chinese key in double quotes: "键" = value')
_QUOTE_TEXT = Message('文字要加双引号：键 = "文字"', 'put a text in double quotes: key = "text"')
_DELETE_ONE = Message("删去其中一处", "delete one of them")
_LONG_KEY = re.compile(r"^[ \t\[]*+[\w-]++(?:[ \t]*+\.[ \t]*+[\w-]++){200}", re.MULTILINE)
"""A key or a header of more parts than there are levels: to read it takes long before it is refused."""

_LONG_NUMBER = re.compile("[0-9][0-9_.]{200,}|0x[0-9a-fA-F_]{200,}")
"""A number the standard library takes long for, or refuses without its line."""


def parse_toml(text: str, name: str) -> tuple[object, Lines]:
    r"""Parse a TOML text into plain data and the lines of keys and tables, as far as they are known.

    Guarantees: decimals are `Decimal` with their digits kept; dates and times become ISO text; inf and
    nan become `UnusableNumber`. Keys inside inline tables have no line.

    >>> data, lines = parse_toml('[agency]\nfounded = 2024-01-15\n', "bao.toml")
    >>> data, lines["agency.founded"]
    ({'agency': {'founded': '2024-01-15'}}, 2)

    Raises:
        SourceError: Not TOML; a key twice; nested too deeply.
    """
    require_data_size(len(text.encode("utf-8", "surrogatepass")), name, "toml_bytes")
    if _LONG_KEY.search(text):
        raise too_deep(name, None)
    require_few_entries(text, _QUOTED, name)
    bare = _QUOTED.sub(lambda match: "\n" * match[0].count("\n"), text)
    require_entries(bare.count("="), name)
    if number := _LONG_NUMBER.search(bare):
        raise unusable_number(number[0], place_of(name, bare.count("\n", 0, number.start()) + 1))
    try:
        loaded = tomllib.loads(text, parse_float=_decimal)
        require_entries(entries_in(loaded), name)
        data = _plain(loaded)
    except tomllib.TOMLDecodeError as exc:
        raise _syntax_error(exc, text, name) from exc
    except RecursionError as exc:
        raise too_deep(name, None) from exc
    scan = _Scan()
    scan.read(text)
    paths = set(_iter_paths(data))
    return data, {path: line for path, line in scan.lines.items() if path in paths}


def _decimal(token: str) -> object:
    return read_number(token.replace("_", "").lstrip("+"))


def _plain(value: object) -> object:
    """Return the value with dates as ISO text and over-long integers marked as unusable."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return read_number(str(value))
    return value


def _syntax_error(exc: tomllib.TOMLDecodeError, text: str, name: str) -> SourceError:
    match = _AT.match(str(exc))
    last = text.rstrip().count("\n") + 1
    line = int(match["line"]) if match and match["line"] else last
    column = int(match["column"]) if match and match["column"] else None
    problem = match["problem"] if match else str(exc)
    found = text.split("\n")[line - 1].strip()
    twice = problem.startswith("Cannot ")
    return fault(
        _TWICE if twice else _SYNTAX.format(problem=problem),
        place=place_of(name, line, column),
        found=found,
        remedy=_DELETE_ONE if twice else _remedy_for(found),
    )


def _remedy_for(found: str) -> Message:
    if re.match(r"\[*[\w.-]*[^\x00-\x7f]", found):
        return _QUOTE_KEY
    return _QUOTE_TEXT if re.search(r"=\s*[^\s\d\"'\[{]", found) else _REMEDY


def _iter_paths(value: object, path: str = "") -> Iterator[str]:
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _iter_paths(item, child_path(path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _iter_paths(item, child_path(path, index))


@dataclass(slots=True)
class _Scan:
    """Lines of keys and headers in a text the parser has accepted."""

    lines: Lines = field(default_factory=dict)
    table: str = ""
    sizes: dict[str, int] = field(default_factory=dict)

    def read(self, text: str) -> None:
        """Split the text into statements (a header or a key with its value) and note their lines."""
        line, depth = 1, 0
        statement: list[str] = []
        started = 1
        for match in _TOKEN.finditer(text):
            token = match[0]
            if token == "\n" and depth == 0:
                self._statement(statement, started)
                statement = []
            elif token[0] not in "#\n":
                started = line if not statement else started
                statement.append(token)
                depth += (token in "[{") - (token in "]}")
            line += token.count("\n")
        self._statement(statement, started)

    def _statement(self, tokens: list[str], line: int) -> None:
        if not tokens:
            return
        if tokens[0] == "[":
            is_array = tokens[1] == "["
            self.table = self._resolve("", _keys(tokens), line, is_array=is_array)
        elif "=" in tokens:
            self._resolve(self.table, _keys(tokens[: tokens.index("=")]), line, is_array=False)

    def _resolve(self, path: str, keys: list[str], line: int, *, is_array: bool) -> str:
        """Return the path of a dotted key, with the last index where it leads through table arrays."""
        for number, key in enumerate(keys, start=1):
            path = child_path(path, key)
            self.lines.setdefault(path, line)
            if is_array and number == len(keys):
                self.sizes[path] = self.sizes.get(path, 0) + 1
            if path in self.sizes:
                path = child_path(path, self.sizes[path] - 1)
                self.lines.setdefault(path, line)
        return path


def _keys(tokens: list[str]) -> list[str]:
    return [token.strip("\"'") for token in tokens if token not in "[]."]
