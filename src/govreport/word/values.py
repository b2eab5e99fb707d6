"""What may enter a template: plain values, copied and checked, so that nothing is lost on the page.

Even a sandbox lets live objects reach files, and a character XML cannot carry makes the rest of a page
vanish without a word; so neither gets as far as the template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final, cast

from govreport.charts import Chart
from govreport.errors import DataError
from govreport.gate.limits import limits
from govreport.messages import Message
from govreport.text.amounts import checked
from govreport.text.outline import find_illegal

_SIMPLE: Final = (bool, date)
"""The types whose values are all fine as they are."""
_GROUPS: Final = (dict, list)
_TYPES: Final = "str, int, Decimal, bool, date, None, list, dict"
_LONGEST_TEXT: Final = 100_000
"""In characters; the XML library gives up at ten million, and with it goes the rest of the page."""
_DEEPEST: Final = 20
_MOST_DIGITS: Final = 30
_TOO_LARGE: Final = 10**_MOST_DIGITS


@dataclass(frozen=True, slots=True)
class Values:
    """What a template is filled with.

    Attributes:
        context: Plain data; with objects of docxtpl in it, if `has_objects`.
        has_markup: Whether some values are markup: rich text of docxtpl, in a trusted template.
        has_objects: Whether there are pictures or documents, which docxtpl itself has to place.
        charts: What makes the charts of a report, if a template asks for them.
    """

    context: dict[str, object]
    has_markup: bool = False
    has_objects: bool = False
    charts: Callable[[], Mapping[str, Chart]] | None = None


def values_of(data: object) -> Values:
    """Return what a template is filled with, copied and checked.

    Raises:
        DataError: As `plain_data`.
    """
    return Values(plain_data(data))


def structure(data: object) -> object:
    """Return what two data have in common if the same names lead to the same kinds of things in them.

    >>> structure({"a": 1, "b": [{"c": 2}]}) == structure({"a": None, "b": [{"c": 5}, {"c": 6}]})
    True
    """
    if type(data) is dict:
        inner = [(key, structure(value)) for key, value in data.items() if type(value) in _GROUPS]
        return tuple(data), tuple(inner)
    if type(data) is list:
        return frozenset(structure(item) for item in data)
    return None


def plain_data(data: object) -> dict[str, object]:
    """Return a copy of data for a template; line ends become line feeds, all else stays as it is.

    Types are taken exactly: a subclass of str may say of itself that it is safe markup.

    Raises:
        DataError: With the path of what is no plain value, too long, or not allowed in XML.
    """
    return copied(data, Copy())


def copied(data: object, copy: Copy) -> dict[str, object]:
    """Return a copy of data, in the making of which it is checked.

    Raises:
        DataError: With the path of what the copy refuses.
    """
    if not isinstance(data, Mapping):
        raise _refused(data, "Report, dict")
    try:
        return copy.of_mapping(data, 0)
    except RefusedError as exc:
        raise exc.error.at("".join(exc.path).lstrip(".")) from exc.error.__cause__


class RefusedError(Exception):
    """A value that is refused; the way to it is noted from the inside outwards."""

    def __init__(self, error: DataError) -> None:
        super().__init__()
        self.error = error
        self.path: list[str] = []


class Copy:
    """A copy in the making; it counts the characters of all texts.

    Attributes:
        most: So many there may be.
        breaks: The control characters that are breaks, to look past them; line feeds and tabs always are.
    """

    breaks: Mapping[int, str] = MappingProxyType({})

    def __init__(self) -> None:
        self.characters = 0
        self.most = limits().template_data

    def of_key(self, key: object, depth: int) -> str:  # noqa: ARG002  a trusted copy looks at the depth
        """Return a key of a mapping that is no str."""
        raise RefusedError(_wrong_key(key))

    def of_mapping(self, data: Mapping[object, object], depth: int) -> dict[str, object]:
        """Return a copy of a mapping."""
        copy: dict[str, object] = {}
        for key, value in data.items():
            name = key if type(key) is str else self.of_key(key, depth)
            if type(value) is int and -_TOO_LARGE < value < _TOO_LARGE:  # most of what there is
                copy[name] = value
                continue
            try:
                copy[name] = self.of_value(value, depth)
            except RefusedError as exc:
                exc.path.insert(0, f".{key}")
                raise
        return copy

    def of_list(self, data: Sequence[object], depth: int) -> list[object]:
        """Return a copy of a list."""
        copy: list[object] = []
        for index, value in enumerate(data):
            try:
                copy.append(self.of_value(value, depth))
            except RefusedError as exc:
                exc.path.insert(0, f"[{index}]")
                raise
        return copy

    def of_value(self, value: object, depth: int) -> object:
        """Return a copy of a value."""
        kind = type(value)
        if kind is str:
            return self.of_text(value)  # type: ignore[arg-type]  # it is one, exactly
        if kind is int:
            return _checked_number(value)  # type: ignore[arg-type]  # likewise
        if value is None or kind in _SIMPLE:
            return value
        if kind is Decimal:
            return _checked_decimal(value)  # type: ignore[arg-type]  # likewise
        if depth >= _DEEPEST:
            raise RefusedError(_too_deep())
        if kind is dict or isinstance(value, Mapping):
            return self.of_mapping(cast("Mapping[object, object]", value), depth + 1)
        if isinstance(value, list | tuple):
            return self.of_list(value, depth + 1)
        if isinstance(value, StrEnum):
            return self.of_text(value.value)
        raise RefusedError(_refused(value, _TYPES))

    def of_text(self, text: str) -> str:
        """Return a text with line feeds for its line ends."""
        length = len(text)
        self.characters += length
        if length > _LONGEST_TEXT or self.characters > self.most:
            limit = _LONGEST_TEXT if length > _LONGEST_TEXT else self.most
            raise RefusedError(_too_long(max(length, self.characters), limit))
        if text.isalnum():
            return text
        if problem := illegal_character(text, self.breaks):
            raise RefusedError(problem)
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _checked_number(value: int) -> int:
    if -_TOO_LARGE < value < _TOO_LARGE:
        return value
    raise RefusedError(
        DataError.of(
            Message("数字太大", "the number is too large"),
            expected=Message("至多 {count} 位", "at most {count} digits").format(count=_MOST_DIGITS),
        )
    )


def _checked_decimal(value: Decimal) -> Decimal:
    try:
        checked(value)
    except DataError as exc:
        raise RefusedError(exc) from exc
    return value


def _wrong_key(key: object) -> DataError:
    return DataError.of(Message("键必须是文字", "a key must be a text"), found=repr(key), expected="str")


def _too_deep() -> DataError:
    return DataError.of(
        Message("数据嵌套太深", "the data is nested too deeply"),
        expected=Message("至多 {count} 层", "at most {count} levels").format(count=_DEEPEST),
    )


def _too_long(length: int, limit: int) -> DataError:
    return DataError.of(
        Message("文字太长", "the text is too long"),
        found=length,
        expected=Message("至多 {limit} 个字符", "at most {limit} characters").format(limit=limit),
    )


def illegal_character(text: str, breaks: Mapping[int, str]) -> DataError | None:
    """Return the error of a character that XML cannot hold and that is no break, if there is one."""
    found = find_illegal(text.translate(breaks) if breaks else text)
    if found is None:
        return None
    index, character = found
    around = text[max(0, index - 10) : index + 10]
    return DataError.of(
        Message("文字里有 Word 不能容纳的控制字符", "a control character that Word cannot hold"),
        found=f"U+{ord(character):04X}: {around!r}",
        remedy=Message("删去这个字符", "remove the character"),
    )


def _refused(value: object, expected: str) -> DataError:
    return DataError.of(
        Message("模板只接受文字、数字、日期、列表和映射", "a template takes only plain data"),
        found=type(value).__name__,
        expected=expected,
    )
