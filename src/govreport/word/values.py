"""What may enter a template: plain values, copied and checked, so that nothing is lost on the page.

Even a sandbox lets live objects reach files, and a character XML cannot carry makes the rest of a page
vanish without a word; so neither gets as far as the template.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import partial
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MappingProxyType, MethodType, NoneType
from typing import Final, cast

from docxtpl import InlineImage, Listing, RichText, RichTextParagraph
from markupsafe import Markup

from govreport.charts import Chart
from govreport.errors import DataError
from govreport.messages import Message
from govreport.text.amounts import format_plain
from govreport.text.outline import find_illegal
from govreport.word.links import escaped_links
from govreport.word.objects import Subdocument
from govreport.word.ordering import in_schema_order

_SIMPLE: Final = (bool, date)
"""The types whose values are all fine as they are."""
_EXACT: Final = (float, datetime, time, timedelta)
"""Those that only trusted templates are given: a float has digits nobody wrote."""
_FUNCTIONS: Final = (FunctionType, BuiltinFunctionType, MethodType, partial)
_KEYS: Final = (int, bool, Decimal, date, float, NoneType)
_GROUPS: Final = (dict, list)
_SUBDOC: Final = "docxtpl.subdoc"
"""Where docxtpl keeps what it has only if docxcompose is installed."""
_TYPES: Final = "str, int, Decimal, bool, date, None, list, dict"
_LONGEST_TEXT: Final = 100_000
"""In characters; the XML library gives up at ten million, and with it goes the rest of the page."""
_LARGEST: Final = 5_000_000
"""All texts together, in characters."""
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


def values_of(data: object, *, trusted: bool = False) -> Values:
    """Return what a template is filled with, copied and checked; see `plain_data`.

    The maker of a trusted template may also hand in rich text, pictures and documents.

    Raises:
        DataError: As `plain_data`.
    """
    copy = _TrustedCopy() if trusted else _Copy()
    return Values(_mapping(data, copy), copy.has_markup, copy.has_objects)


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
    return _mapping(data, _Copy())


def _mapping(data: object, copy: _Copy) -> dict[str, object]:
    if not isinstance(data, Mapping):
        raise _refused(data, "Report, dict")
    try:
        return copy.of_mapping(data, 0)
    except _RefusedError as exc:
        raise exc.error.at("".join(exc.path).lstrip(".")) from exc.error.__cause__


class _RefusedError(Exception):
    """A value that is refused; the way to it is noted from the inside outwards."""

    def __init__(self, error: DataError) -> None:
        super().__init__()
        self.error = error
        self.path: list[str] = []


class _Copy:
    """A copy in the making; it counts the characters of all texts.

    Attributes:
        breaks: The control characters that are breaks, to look past them; line feeds and tabs always are.
    """

    breaks: Mapping[int, str] = MappingProxyType({})

    def __init__(self) -> None:
        self.characters = 0
        self.has_markup = False
        self.has_objects = False

    def of_key(self, key: object, depth: int) -> str:  # noqa: ARG002  a trusted copy looks at the depth
        """Return a key of a mapping that is no str."""
        raise _RefusedError(_wrong_key(key))

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
            except _RefusedError as exc:
                exc.path.insert(0, f".{key}")
                raise
        return copy

    def of_list(self, data: Sequence[object], depth: int) -> list[object]:
        copy: list[object] = []
        for index, value in enumerate(data):
            try:
                copy.append(self.of_value(value, depth))
            except _RefusedError as exc:
                exc.path.insert(0, f"[{index}]")
                raise
        return copy

    def of_value(self, value: object, depth: int) -> object:
        kind = type(value)
        if kind is str:
            return self._text(value)  # type: ignore[arg-type]  # it is one, exactly
        if kind is int:
            return _checked_number(value)  # type: ignore[arg-type]  # likewise
        if value is None or kind in _SIMPLE:
            return value
        if kind is Decimal:
            return _checked_decimal(value)  # type: ignore[arg-type]  # likewise
        if depth >= _DEEPEST:
            raise _RefusedError(_too_deep())
        if kind is dict or isinstance(value, Mapping):
            return self.of_mapping(cast("Mapping[object, object]", value), depth + 1)
        if isinstance(value, list | tuple):
            return self.of_list(value, depth + 1)
        if isinstance(value, StrEnum):
            return self._text(value.value)
        raise _RefusedError(_refused(value, _TYPES))

    def _text(self, text: str) -> str:
        length = len(text)
        self.characters += length
        if length > _LONGEST_TEXT or self.characters > _LARGEST:
            limit = _LONGEST_TEXT if length > _LONGEST_TEXT else _LARGEST
            raise _RefusedError(_too_long(max(length, self.characters), limit))
        if text.isalnum():
            return text
        if illegal := find_illegal(text.translate(self.breaks) if self.breaks else text):
            raise _RefusedError(_illegal(text, *illegal))
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class _TrustedCopy(_Copy):
    r"""A copy that takes whatever a trusted template may be given.

    That is what docxtpl has for rich text, pictures and documents; functions, which the template may call;
    floats and times; records, as the mappings they are; ``\a`` and ``\f`` for paragraphs and pages. Other
    objects are refused here as well: through them even a sandboxed template would reach files.
    """

    breaks = MappingProxyType({ord("\a"): " ", ord("\f"): " "})

    def of_value(self, value: object, depth: int) -> object:
        if isinstance(value, Listing | RichText | RichTextParagraph | Markup):
            self.has_markup = True
            return Markup(in_schema_order(escaped_links(getattr(value, "xml", value))))  # noqa: S704  docxtpl escapes the texts
        if isinstance(value, InlineImage | Subdocument):
            self.has_objects = True
            return _found(value)
        if type(value).__module__ == _SUBDOC:
            raise _RefusedError(_bound(value))
        if type(value) in _EXACT or isinstance(value, _FUNCTIONS):
            return value
        if isinstance(value, tuple) and hasattr(value, "_make"):
            return value._make(self.of_list(value, depth + 1))
        if isinstance(value, set | frozenset):
            return self.of_list(sorted(value, key=str), depth + 1)
        if is_dataclass(value) and not isinstance(value, type):
            return self.of_mapping(
                {each.name: getattr(value, each.name) for each in fields(value)}, depth + 1
            )
        return super().of_value(value, depth)

    def of_key(self, key: object, depth: int) -> str:
        return cast("str", key) if depth and type(key) in _KEYS else super().of_key(key, depth)


def _checked_number(value: int) -> int:
    if -_TOO_LARGE < value < _TOO_LARGE:
        return value
    raise _RefusedError(
        DataError.of(
            Message("数字太大", "the number is too large"),
            expected=Message("至多 {count} 位", "at most {count} digits").format(count=_MOST_DIGITS),
        )
    )


def _checked_decimal(value: Decimal) -> Decimal:
    try:
        format_plain(value)
    except DataError as exc:
        raise _RefusedError(exc) from exc
    return value


def _found(value: InlineImage | Subdocument) -> object:
    """Return a picture or document whose file is there."""
    path = getattr(value, "image_descriptor", None)
    if isinstance(path, str | os.PathLike) and not Path(path).is_file():
        raise _RefusedError(
            DataError.of(Message("图片文件不存在", "the picture file does not exist"), found=str(path))
        )
    return value


def _bound(value: object) -> DataError:
    return DataError.of(
        Message("这是 docxtpl 某个文档的一部分", "it belongs to one document of docxtpl"),
        found=type(value).__name__,
        expected="govreport.word.Subdocument(bytes)",
    )


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


def _illegal(text: str, index: int, character: str) -> DataError:
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
