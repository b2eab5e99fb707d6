"""Texts that are said to people, in Chinese and in English.

Everything the library tells a person (an error, a finding) is written once, as a pair. Which of the
two is shown is decided where it is shown; no module keeps a current language.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Message(NamedTuple):
    """One text in both languages.

    >>> message = Message("第 {row} 行", "row {row}").format(row=3)
    >>> message.in_language("en")
    'row 3'
    >>> str(message)
    '第 3 行'

    In English a whole number may name what it counts, once and several times:

    >>> Message("{count} 格", "{count:cell|cells} left").format(count=1).en
    '1 cell left'
    """

    zh: str
    en: str

    def format(self, **values: object) -> Message:
        """Return the message with its ``{placeholders}`` filled; a `Message` value keeps its language."""
        return Message(
            self.zh.format_map(_in("zh", values)),
            self.en.format_map(_in("en", values)),
        )

    def in_language(self, language: Language) -> str:
        """Return the text in one language."""
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        return self.zh


class _Counted(int):
    """A whole number that can be written with the word for what it counts: ``{count:cell|cells}``."""

    def __format__(self, spec: str) -> str:
        one, several, many = spec.partition("|")
        return f"{int(self)} {one if self == 1 else many}" if several else format(int(self), spec)


def _in(language: Language, values: dict[str, object]) -> dict[str, object]:
    return {name: _value(value, language) for name, value in values.items()}


def _value(value: object, language: Language) -> object:
    if isinstance(value, Message):
        return value.in_language(language)
    return _Counted(value) if type(value) is int else value


def visible(text: str) -> str:
    r"""Return a line with invisible and control characters spelt out, so that data cannot steer a terminal.

    >>> visible("甲\x1b[2J\u202e乙")
    '甲\\x1b[2J\\u202e乙'
    """
    return "".join(
        char if char.isprintable() or char == "\u3000" else char.encode("unicode_escape").decode("ascii")
        for char in text
    )
