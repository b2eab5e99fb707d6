"""Signs in a text that a file was cut short, or that a figure in it lost a character: they are told.

A cut file is often a sound shorter one. What its bytes cannot say (a cut exactly between two rows of
separated values) stands in ``docs/limits.md``.
"""

from __future__ import annotations

import re
from typing import Final

from govreport.messages import Message

_END_OF_PAGE: Final = re.compile("</(?:body|html)\\b", re.IGNORECASE)
_PAGE: Final = re.compile("<(?:body|html)\\b", re.IGNORECASE)
_UNSEEN: Final = "[\x00-\x08\x0e-\x1b\x1f\x7f]"
_UNSEEN_IN_FIGURE: Final = re.compile(f"[0-9]{_UNSEEN}|{_UNSEEN}[0-9]")
_LAST_FIGURE: Final = re.compile(r"\S*[0-9][0-9.,]*\Z")

_ENDS_IN_FIGURE: Final = Message(
    "文件以“{text}”结尾，后面没有换行：文件可能不完整，这个数字可能少了几位",
    'the file ends with "{text}" and no line end: it may be cut short, and the number with it',
)
_NO_LINE_END: Final = Message(
    "最后一行后面没有换行：文件可能不完整，后面可能还有内容",
    "no line end follows the last line: the file may be cut short, and more may have followed",
)
_PAGE_CUT: Final = Message(
    "网页没有写完（缺少 </body> 和 </html>），可能没有下载完整",
    "the page has no end (neither </body> nor </html>): it may be cut short",
)
_LEFT_OUT: Final = Message(
    "第 {line} 行的数字旁有看不见的控制字符，读取时去掉了",
    "line {line}: characters nobody sees stand beside a number, and were left out",
)
_SHOWN: Final = 30


def notes_of_text(text: str) -> list[Message]:
    r"""Return what is to be said of a plain text.

    >>> [note.en.partition(":")[0] for note in notes_of_text("规章\t12")]
    ['the file ends with "12" and no line end']
    """
    return [*_unseen(text), *notes_of_data(text)]


def notes_of_data(text: str) -> list[Message]:
    """Return what is to be said of a data file whose last figure may be cut."""
    last = _LAST_FIGURE.search(text[-_SHOWN:])
    return [_ENDS_IN_FIGURE.format(text=last[0])] if last else []


def notes_of_rows(text: str) -> list[Message]:
    """Return what is to be said of separated values whose last line has no end, where others have one."""
    is_ended = text.endswith("\n") or (text.endswith("\r") and "\n" not in text)
    return [] if is_ended else [_NO_LINE_END]


def notes_of_page(text: str) -> list[Message]:
    """Return what is to be said of a web page that has begun and never ends; a piece of one has no end."""
    return [] if _END_OF_PAGE.search(text) or not _PAGE.search(text) else [_PAGE_CUT]


def _unseen(text: str) -> list[Message]:
    match = _UNSEEN_IN_FIGURE.search(text)
    return [] if match is None else [_LEFT_OUT.format(line=1 + text.count("\n", 0, match.start()))]
