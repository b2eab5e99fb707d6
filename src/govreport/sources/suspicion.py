"""What of a received Word file its reader should know of: things that hide, or that Word would fetch.

The text is looked at and what stands around it: headers, footers, notes, comments, building blocks.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from govreport.errors import ActiveContentError, ExternalContentError
from govreport.gate.encodings import in_utf8
from govreport.gate.fields import (
    STORIES,
    iter_fields,
    may_run_fields,
    refers_to_file,
    starts_program,
    takes_file,
)
from govreport.gate.package import Package
from govreport.messages import Message
from govreport.sources.docx_styles import Styles
from govreport.sources.docx_unseen import Unseen, unseen_text
from govreport.sources.wordml import WORD
from govreport.text.outline import REORDERING

_AROUND: Final = re.compile(r"/?word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml", re.IGNORECASE)
_EMBEDDED: Final = re.compile(r"word/(?:embeddings|activeX)/", re.IGNORECASE)

_PROGRAM: Final = Message("文档里的域会启动程序（DDE）", "a field of the document starts a program (DDE)")
_REMOVE: Final = Message("在 Word 或 WPS 中删去这个域，另存一份", "remove the field in Word, and save a copy")
_FOREIGN: Final = Message(
    "文档里的域从其他文件取内容（INCLUDETEXT、INCLUDEPICTURE）",
    "a field takes what it shows from another file (INCLUDETEXT, INCLUDEPICTURE)",
)
_PASTE: Final = Message(
    "在 Word 或 WPS 中把域转为文字（Ctrl+Shift+F9），另存一份",
    "turn the field into text in Word (Ctrl+Shift+F9), and save a copy",
)
_OUTSIDE: Final = Message("文档引用外部内容，未读取：{target}", "content elsewhere was not read: {target}")
_FIELDS: Final = Message(
    "文档里的域引用其他文件，未读取，只读它显示的文字",
    "a field refers to another file, which was not read; what it shows was",
)
_PALE: Final = Message("文档含有白色文字，一并读取", "white text was read like any other")
_UNSEEN: Final = Message(
    "文档含有看不见的文字（极小、极窄、与底色相同或在页面之外），一并读取",
    "text nobody sees (tiny, squeezed, of the colour of its ground, off the page) was read like any other",
)
_UNREAD: Final[Mapping[Unseen, Message]] = {"white": _PALE, "unseen": _UNSEEN}
_OBJECTS: Final = Message("文档嵌入了其他文件，未打开：{names}", "embedded files were not opened: {names}")
_REORDERED: Final = Message(
    "文字中有改变显示顺序的字符（{code}），看到的与存储的不同",
    "characters change the order a text shows in ({code}): it is not what it looks like",
)
_INVISIBLE: Final = Message("文字中有看不见的字符（{code}）", "invisible characters in the text ({code})")
_REORDERING: Final = re.compile(f"[{REORDERING}]")
_ZERO_WIDTH: Final = re.compile("[\u200b-\u200d\u2060]")
_ODD: Final = re.compile(rb"\xe2(?:\x80[\x8b-\x8d\xaa-\xae]|\x81[\xa0\xa6-\xa9])")
"""The bytes of both in UTF-8."""
_FIRST: Final = b"\xe2"
_FEW: Final = 100


def iter_suspicions(
    package: Package, main: str, root: etree._Element, styles: Styles, *, has_fields: bool = True
) -> Iterator[Message]:
    """Yield what is to be said of a document; nothing outside is looked at.

    Args:
        package: The file.
        main: The name of the part with its text.
        root: The root of that part.
        styles: The styles of the file.
        has_fields: Whether there may be fields in the text itself.

    Raises:
        ActiveContentError: If a field starts a program.
        ExternalContentError: If a field takes what it shows from another file.
    """
    stories = [root] if has_fields else []
    stories += [story for name in package.names if (story := _story(package, name, main)) is not None]
    fetches = [_fetches(story, package.name) for story in stories]
    yield from _iter_outside(package)
    if any(fetches):
        yield _FIELDS
    unseen = unseen_text(root, styles)
    yield from (message for kind, message in _UNREAD.items() if kind in unseen)
    if embedded := [name for name in package.names if _EMBEDDED.match(name)]:
        yield _OBJECTS.format(names="、".join(embedded[:3]))
    around = (package.part(name) for name in package.names if _AROUND.fullmatch(name))
    yield from _iter_odd_characters([in_utf8(part) for part in (package.part(main), *around)])


def _story(package: Package, name: str, main: str) -> etree._Element | None:
    """Return the root of a part beside the text that may have fields Word runs; None if it has none."""
    if name.casefold() == main.lstrip("/").casefold() or not may_run_fields(package, name):
        return None
    root = package.xml(name)
    kind = etree.QName(root)
    return root if kind.namespace in WORD and kind.localname in STORIES else None


def _fetches(story: etree._Element, name: str) -> bool:
    """Tell whether a field of a part refers to another file.

    Raises:
        ActiveContentError: If one starts a program.
        ExternalContentError: If one takes what it shows from another file.
    """
    instructions = [instruction for field in iter_fields(story) for instruction in field.instructions]
    if any(map(starts_program, instructions)):
        raise ActiveContentError.of(_PROGRAM, where=name, remedy=_REMOVE)
    if any(map(takes_file, instructions)):
        raise ExternalContentError.of(_FOREIGN, where=name, remedy=_PASTE)
    return any(map(refers_to_file, instructions))


def _iter_odd_characters(parts: Sequence[bytes]) -> Iterator[Message]:
    """Yield what is to be said of characters nobody sees."""
    odd = [part for part in parts if (b"&" in part and b"&#" in part) or _is_odd(part)]  # few are
    text = "".join(html.unescape(part.decode("utf-8", "ignore")) for part in odd)
    for pattern, message in ((_REORDERING, _REORDERED), (_ZERO_WIDTH, _INVISIBLE)):
        if match := pattern.search(text):
            yield message.format(code=f"U+{ord(match[0]):04X}")


def _is_odd(part: bytes) -> bool:
    """Tell whether a part has such a character; one byte, if it is rare, is found faster than three."""
    at = part.find(_FIRST)
    for _ in range(_FEW):
        if at < 0 or _ODD.match(part, at):
            return at >= 0
        at = part.find(_FIRST, at + 1)
    return at >= 0 and _ODD.search(part, at) is not None


def _iter_outside(package: Package) -> Iterator[Message]:
    """Yield the relationships that lead out of the file and are no links to click."""
    for name in package.names:
        if not name.casefold().endswith(".rels"):
            continue
        part = package.part(name)
        if not any(mark in part for mark in (b"External", b"&#", b"\0")):  # written out, in whatever manner
            continue
        for relation in package.xml(name):
            kind = str(relation.get("Type", "")).rpartition("/")[2]
            if relation.get("TargetMode") == "External" and kind != "hyperlink":
                yield _OUTSIDE.format(target=f"{kind} {relation.get('Target', '')}"[:100])
