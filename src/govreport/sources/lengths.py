"""How long a text may be, how many lines and how much text a file may have."""

from __future__ import annotations

from typing import Final

from govreport.gate.limits import CHECK_FILE, limits, over_limit
from govreport.messages import Message

_LONG: Final = Message("文字过长", "the text is too long")
_MUCH: Final = Message("文件里的文字过多", "there is too much text in the file")
_LINES: Final = Message("文本的行数过多", "the text has too many lines")


def require_length(text: str, where: Message | str) -> None:
    """Refuse a text that is longer than any.

    Raises:
        LimitError: It is.
    """
    _require(len(text), "data_text", _LONG, where)


def require_lines(count: int, where: str) -> None:
    """Refuse a file with more lines than any text has.

    Raises:
        LimitError: It has.
    """
    _require(count, "text_lines", _LINES, where)


def require_total(characters: int, where: str) -> None:
    """Refuse a document with more text than any, as far as it is read.

    Raises:
        LimitError: It has.
    """
    _require(characters, "document_text", _MUCH, where)


def _require(found: int, limit: str, what: Message, where: Message | str) -> None:
    most: int = getattr(limits(), limit)
    if found > most:
        raise over_limit(what, limit, where=where, found=str(found), remedy=CHECK_FILE)
