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


def _in(language: Language, values: dict[str, object]) -> dict[str, object]:
    return {
        name: value.in_language(language) if isinstance(value, Message) else value
        for name, value in values.items()
    }


def visible(text: str) -> str:
    r"""Return a line with invisible and control characters spelt out, so that data cannot steer a terminal.

    >>> visible("甲\x1b[2J\u202e乙")
    '甲\\x1b[2J\\u202e乙'
    """
    return "".join(
        char if char.isprintable() or char == "\u3000" else char.encode("unicode_escape").decode("ascii")
        for char in text
    )
