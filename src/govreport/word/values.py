"""What may enter a template: plain values, copied and checked, so that nothing is lost on the page.

Even a sandbox lets live objects reach files, and a character XML cannot carry makes the rest of a page
vanish without a word; so neither gets as far as the template.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from govreport.errors import DataError
from govreport.messages import Message
from govreport.text.amounts import format_plain
from govreport.text.outline import find_illegal

_PLAIN: Final = (str, int, Decimal, bool, date, type(None))
_TYPES: Final = "str, int, Decimal, bool, date, None, list, dict"
_LONGEST_TEXT: Final = 100_000
"""In characters; the XML library gives up at ten million, and with it goes the rest of the page."""
_LARGEST: Final = 5_000_000
"""All texts together, in characters."""
_DEEPEST: Final = 20
_MOST_DIGITS: Final = 30


def plain_data(data: object) -> dict[str, object]:
    """Return a copy of data for a template; line ends become line feeds, all else stays as it is.

    Types are taken exactly: a subclass of str may say of itself that it is safe markup.

    Raises:
        DataError: With the path of what is no plain value, too long, or not allowed in XML.
    """
    if not isinstance(data, Mapping):
        raise _refused("", data, "Report, dict")
    copy = _Copy()
    return copy.of_mapping(data, "", 0)


class _Copy:
    """A copy in the making; it counts the characters of all texts."""

    def __init__(self) -> None:
        self.characters = 0

    def of_mapping(self, data: Mapping[object, object], path: str, depth: int) -> dict[str, object]:
        for key in data:
            if type(key) is not str:
                raise DataError.of(
                    Message("键必须是文字", "a key must be a text"),
                    where=path,
                    found=repr(key),
                    expected="str",
                )
        return {
            str(key): self.of_value(value, f"{path}.{key}".lstrip("."), depth + 1)
            for key, value in data.items()
        }

    def of_value(self, value: object, path: str, depth: int) -> object:
        if depth > _DEEPEST:
            raise DataError.of(
                Message("数据嵌套太深", "the data is nested too deeply"),
                where=path,
                expected=Message("至多 {count} 层", "at most {count} levels").format(count=_DEEPEST),
            )
        if isinstance(value, Mapping):
            return self.of_mapping(value, path, depth)
        if isinstance(value, list | tuple):
            return [self.of_value(item, f"{path}[{index}]", depth + 1) for index, item in enumerate(value)]
        if isinstance(value, StrEnum):
            value = value.value
        if type(value) not in _PLAIN:
            raise _refused(path, value, _TYPES)
        if isinstance(value, str):
            return self._text(value, path)
        _check_number(value, path)
        return value

    def _text(self, text: str, path: str) -> str:
        self.characters += len(text)
        limit = _LONGEST_TEXT if len(text) > _LONGEST_TEXT else _LARGEST
        if len(text) > _LONGEST_TEXT or self.characters > _LARGEST:
            raise DataError.of(
                Message("文字太长", "the text is too long"),
                where=path,
                found=f"{max(len(text), self.characters)}",
                expected=Message("至多 {limit} 个字符", "at most {limit} characters").format(limit=limit),
            )
        if illegal := find_illegal(text):
            around = text[max(0, illegal[0] - 10) : illegal[0] + 10]
            raise DataError.of(
                Message("文字里有 Word 不能容纳的控制字符", "a control character that Word cannot hold"),
                where=path,
                found=f"U+{ord(illegal[1]):04X}: {around!r}",
                remedy=Message("删去这个字符", "remove the character"),
            )
        return text.replace("\r\n", "\n").replace("\r", "\n")


def _check_number(value: object, path: str) -> None:
    try:
        if isinstance(value, Decimal):
            format_plain(value)
    except DataError as exc:
        raise exc.at(path) from exc
    if isinstance(value, int) and abs(value) >= 10**_MOST_DIGITS:
        raise DataError.of(
            Message("数字太大", "the number is too large"),
            where=path,
            expected=Message("至多 {count} 位", "at most {count} digits").format(count=_MOST_DIGITS),
        )


def _refused(path: str, value: object, expected: str) -> DataError:
    return DataError.of(
        Message("模板只接受文字、数字、日期、列表和映射", "a template takes only plain data"),
        where=path,
        found=type(value).__name__,
        expected=expected,
    )
