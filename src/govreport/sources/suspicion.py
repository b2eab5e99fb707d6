"""What of a received Word file its reader should know of: things that hide, or that Word would fetch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govreport.errors import ActiveContentError
from govreport.gate.package import Package
from govreport.messages import Message

_FETCHERS: Final = (b"INCLUDETEXT", b"INCLUDEPICTURE", b"IMPORT", b"DATABASE")
_FETCHING: Final = re.compile(rb"\b(?:" + b"|".join(_FETCHERS) + rb")\b")
_STARTING: Final = re.compile(rb"(?:instr=\"|<w:instrText[^>]*>)\s*DDE(?:AUTO)?\b")
_WHITE: Final = re.compile(rb"<w:color [^>]*w:val=\"(?:FFFFFF|white)\"")
_EMBEDDED: Final = re.compile(r"word/(?:embeddings|activeX)/", re.IGNORECASE)

_PROGRAM: Final = Message("文档里的域会启动程序（DDE）", "a field of the document starts a program (DDE)")
_REMOVE: Final = Message("在 Word 或 WPS 中删去这个域，另存一份", "remove the field in Word, and save a copy")
_OUTSIDE: Final = Message("文档引用外部内容，未读取：{target}", "content elsewhere was not read: {target}")
_FIELDS: Final = Message(
    "文档里的域引用其他文件，未读取，只读它显示的文字",
    "a field refers to another file, which was not read; what it shows was",
)
_PALE: Final = Message("文档含有白色文字，一并读取", "white text was read like any other")
_OBJECTS: Final = Message("文档嵌入了其他文件，未打开：{names}", "embedded files were not opened: {names}")
_REORDERED: Final = Message(
    "文字中有改变显示顺序的字符（{code}），看到的与存储的不同",
    "characters change the order a text shows in ({code}): it is not what it looks like",
)
_INVISIBLE: Final = Message("文字中有看不见的字符（{code}）", "invisible characters in the text ({code})")
_REORDERING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ODD: Final = re.compile(rb"\xe2(?:\x80[\x8b-\x8d\xaa-\xae]|\x81[\xa0\xa6-\xa9])")
"""The bytes of both."""
_ZERO_WIDTH: Final = re.compile("[\u200b-\u200d\u2060]")


def iter_suspicions(package: Package, content: bytes, *, has_fields: bool) -> Iterator[Message]:
    """Yield what is to be said of a document whose text is `content`; nothing outside is looked at.

    Args:
        package: The file.
        content: The bytes of its main part.
        has_fields: Whether there may be a field in it.

    Raises:
        ActiveContentError: If a field starts a program.
    """
    if has_fields and b"DDE" in content and _STARTING.search(content):
        raise ActiveContentError.of(_PROGRAM, where=package.name, remedy=_REMOVE)
    yield from _iter_outside(package)
    if has_fields and any(name in content for name in _FETCHERS) and _FETCHING.search(content):
        yield _FIELDS
    if (b'"FFFFFF"' in content or b'"white"' in content) and _WHITE.search(content):
        yield _PALE
    if embedded := [name for name in package.names if _EMBEDDED.match(name)]:
        yield _OBJECTS.format(names="、".join(embedded[:3]))


def iter_odd_characters(content: bytes) -> Iterator[Message]:
    """Yield what is to be said of characters nobody sees in a text in UTF-8."""
    text = content.decode(errors="ignore") if _ODD.search(content) else ""  # a file has few such bytes
    for pattern, message in ((_REORDERING, _REORDERED), (_ZERO_WIDTH, _INVISIBLE)):
        if match := pattern.search(text):
            yield message.format(code=f"U+{ord(match[0]):04X}")


def _iter_outside(package: Package) -> Iterator[Message]:
    """Yield the relationships that lead out of the file and are no links to click."""
    for name in package.names:
        if not name.endswith(".rels") or b"External" not in package.part(name):
            continue
        for relation in package.xml(name):
            kind = str(relation.get("Type", "")).rpartition("/")[2]
            if relation.get("TargetMode") == "External" and kind != "hyperlink":
                yield _OUTSIDE.format(target=f"{kind} {relation.get('Target', '')}"[:100])
