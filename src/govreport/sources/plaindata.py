"""Plain data: what a data file may hold, and the limits it must keep.

The three formats agree on one set of values: mapping, list, str, int, `Decimal`, bool and None. A
parser turns a number that nobody can mean (NaN, a thousand digits) into an `UnusableNumber`; the walk
over the finished data refuses it, for only there the path and the line are known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from govreport.errors import LimitError, SourceError
from govreport.gate.limits import CHECK_FILE, limits, over_limit
from govreport.messages import Message
from govreport.sources.lengths import require_length
from govreport.text.outline import find_illegal

_READABLE = 60
"""A longer path is left out of a message about depth: it would fill the screen."""

Lines = dict[str, int]
"""Dotted path → line, counted from 1."""


class UnusableNumber(str):
    """A number as it is written that is none (NaN) or has more digits than a figure can have."""

    __slots__ = ()


def read_number(token: str) -> int | Decimal | UnusableNumber:
    """Turn a number in JSON notation into an int or, where it has a point or exponent, a Decimal.

    >>> read_number("96171.60")
    Decimal('96171.60')
    >>> read_number("1e999")
    '1e999'
    """
    if len(token) > limits().data_digits:
        return UnusableNumber(token)
    if token.removeprefix("-").isdecimal():
        return int(token)
    try:
        number = Decimal(token)
    except InvalidOperation:
        return UnusableNumber(token)
    if not number.is_finite() or abs(number.adjusted()) > limits().data_digits:
        return UnusableNumber(token)
    return number


def place_of(name: str, line: int | None, column: int | None = None) -> str:
    """Return ``file:line:column`` as editors write it, without the parts that are not known."""
    return ":".join(str(part) for part in (name, line, column) if part is not None)


def child_path(path: str, key: str | int) -> str:
    """Return the dotted path of an entry: ``a.b`` for a key, ``a[0]`` for an index."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else key


def fault(
    what: Message,
    *,
    place: str,
    path: str = "",
    found: str = "",
    expected: Message | str = "",
    remedy: Message | None = None,
) -> SourceError:
    """Make the error for a place in a data file."""
    where = f"{place}: {path}" if path else place
    return SourceError.of(what, where=where, found=found, expected=expected, remedy=remedy)


def duplicate_key(name: str, line: int, path: str, first: int) -> SourceError:
    """Make the error for a key that stands twice in one mapping."""
    what = Message(
        "同一个键写了两次，第一次在第 {first} 行", "the same key stands twice, first on line {first}"
    )
    return fault(
        what.format(first=first),
        place=place_of(name, line),
        path=path,
        remedy=Message("删去其中一处；两处的值不会相加", "delete one of them; the values are not added up"),
    )


def too_deep(name: str, line: int | None, path: str = "") -> LimitError:
    """Make the error for data nested too deeply."""
    place = place_of(name, line)
    return over_limit(
        Message("嵌套层数过多", "nested too deeply"),
        "data_depth",
        where=f"{place}: {path}" if path and len(path) <= _READABLE else place,
        remedy=Message(
            "年度报告的数据只有四五层，请检查括号或缩进",
            "a report has four or five levels; check brackets and indentation",
        ),
    )


_DELETE = Message("删去这个字符", "delete the character")
_AS_UTF8 = Message(
    "这可能不是文本文件；如果是，请另存为 UTF-8 编码", "this may be no text file; if it is, save it as UTF-8"
)


def require_entries(count: int, name: str) -> None:
    """Refuse data with more keys and items than any report has.

    Raises:
        LimitError: It has.
    """
    if count > limits().data_entries:
        raise over_limit(
            Message("数据太多", "there is too much data"),
            "data_entries",
            where=name,
            remedy=CHECK_FILE,
        )


def require_few_entries(text: str, quoted: re.Pattern[str], name: str) -> None:
    """Refuse at a glance, before it is parsed, a text that must have more entries than any report has.

    A comma stands between two entries, and a bracket opens one. What is quoted does not count.

    Raises:
        LimitError: It has; or brackets that stand inside each other more deeply than in any report.
    """
    if text.count(",") + text.count("[") + text.count("{") <= limits().data_entries:
        return
    bare = quoted.sub(lambda match: "\n" * match[0].count("\n"), text)
    brackets = bare.count("[") + bare.count("{")
    if brackets > limits().data_entries:
        _require_flat(bare, name)
    require_entries(max(bare.count(","), brackets // 2), name)


def _require_flat(bare: str, name: str) -> None:
    depth, line, most = 0, 1, limits().data_depth
    for char in re.findall(r"[\[\]{}\n]", bare):
        if char == "\n":
            line += 1
            continue
        depth += 1 if char in "[{" else -1
        if depth > most:
            raise too_deep(name, line)


def entries_in(value: object) -> int:
    """Return how many keys and items there are in parsed data, all together."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return len(inside) + sum(entries_in(each) for each in inside if isinstance(each, dict | list))


def check_data(data: object, name: str, lines: Mapping[str, int]) -> None:
    """Refuse texts and numbers that no report can hold, naming line and path of the first.

    Raises:
        SourceError: A character outside XML, a text or nesting over the limits, an unusable number.
    """
    if not _is_fine(data, 0):  # most data is, and then nobody needs to know what stands where
        _Check(name, lines).value(data, "", 0)


def _is_fine(value: object, depth: int) -> bool:
    """Tell whether a value holds nothing that `_Check` would refuse."""
    if isinstance(value, dict):
        inside = all(map(_is_fine_text, value)) and all(_is_fine(item, depth + 1) for item in value.values())
        return depth < limits().data_depth and inside
    if isinstance(value, list):
        return depth < limits().data_depth and all(_is_fine(item, depth + 1) for item in value)
    if isinstance(value, UnusableNumber):
        return False
    return not isinstance(value, str) or _is_fine_text(value)


def _is_fine_text(text: str) -> bool:
    return len(text) <= limits().data_text and (text.isalnum() or find_illegal(text) is None)


@dataclass(frozen=True, slots=True)
class _Check:
    name: str
    lines: Mapping[str, int]

    def value(self, value: object, path: str, depth: int) -> None:
        if isinstance(value, UnusableNumber):
            raise unusable_number(value, self._place(path), path)
        if isinstance(value, str):
            self._text(value, path)
        elif isinstance(value, dict):
            self._depth(depth, path)
            for key, item in value.items():
                self._text(key, child_path(path, key))
                self.value(item, child_path(path, key), depth + 1)
        elif isinstance(value, list):
            self._depth(depth, path)
            for index, item in enumerate(value):
                self.value(item, child_path(path, index), depth + 1)

    def _place(self, path: str) -> str:
        return place_of(self.name, self.lines.get(path))

    def _depth(self, depth: int, path: str) -> None:
        if depth >= limits().data_depth:
            raise too_deep(self.name, self.lines.get(path), path)

    def _text(self, text: str, path: str) -> None:
        require_length(text, f"{self._place(path)}: {path}" if path else self._place(path))
        if illegal := find_illegal(text):
            raise illegal_character(text, illegal[0], self._place(path), path)


def unusable_number(token: str, place: str, path: str = "") -> SourceError:
    """Make the error for a number that cannot be used."""
    expected = Message(
        "不超过 {digits} 位的整数或小数",
        "an integer or decimal of at most {digits} digits",
    )
    return fault(
        Message("这个数不能使用", "this number cannot be used"),
        place=place,
        path=path,
        found=token,
        expected=expected.format(digits=limits().data_digits),
        remedy=Message("没有数字时不写这一项", "leave it out where there is no figure"),
    )


def illegal_character(text: str, index: int, place: str, path: str = "") -> SourceError:
    """Make the error for a character that no document can hold, with the text around it."""
    around = text[max(0, index - 10) : index + 10].strip()
    what = Message("含有文档中不允许的字符 U+{code}", "a character that no document can hold: U+{code}")
    return fault(
        what.format(code=f"{ord(text[index]):04X}"),
        place=place,
        path=path,
        found=around,
        remedy=_AS_UTF8 if text[index] == "\0" else _DELETE,
    )
