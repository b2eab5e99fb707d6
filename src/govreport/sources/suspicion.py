"""What of a received Word file its reader should know of: things that hide, or that Word would fetch.

The text is looked at and what stands around it: headers, footers, notes, comments, styles.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from govreport.errors import ActiveContentError, ExternalContentError
from govreport.gate.package import Package
from govreport.messages import Message
from govreport.text.outline import REORDERING

_AROUND: Final = re.compile(r"/?word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml", re.IGNORECASE)
_STYLES: Final = "word/styles.xml"
_INSTRUCTION: Final = re.compile(
    r"<(?:\w+:)?(?:instrText|delInstrText)\b[^>]*>([^<]*)|\binstr\s*=\s*(?:\"([^\"]*)\"|'([^']*)')|fldCharType\s*=\s*.(begin)"
)
"""The pieces of the instructions of fields: a field in its long form begins with a mark."""
_FETCHING: Final = re.compile(
    r"^\s*(?:INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DATABASE|LINK)\b", re.MULTILINE | re.IGNORECASE
)
_TAKING: Final = re.compile(
    r"^\s*INCLUDE(?:TEXT|PICTURE)?\b(?!.*\bMERGEFORMATINET\b)", re.MULTILINE | re.IGNORECASE
)
"""What is fetched when the file is opened; pictures pasted from web pages are kept in the file as well."""
_STARTING: Final = re.compile(r"^\s*DDE(?:AUTO)?\b", re.MULTILINE | re.IGNORECASE)
_WHITE: Final = re.compile(rb"color [^>]*val\s*=\s*[\"'](?:[fF]{6}|white)[\"']")
_STYLE: Final = re.compile(
    rb"<(?:\w+:)?style\b[^>]*?\bstyleId\s*=\s*[\"']([^\"']*)[\"'](.*?)</(?:\w+:)?style>", re.DOTALL
)
_PARTLY: Final = re.compile(rb"<(?:\w+:)?tblStylePr\b.*?</(?:\w+:)?tblStylePr>", re.DOTALL)
"""What a style of tables says of some rows or columns: white on a dark ground, mostly."""
_VANISH: Final = re.compile(rb"<(?:\w+:)?vanish(?:\s*/>|\s+(?:\w+:)?val\s*=\s*[\"'](?:1|true|on)[\"'])")
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
_STYLED: Final = Message(
    "样式 {name} 隐藏文字，这些文字一并读取", "the style {name} hides text, which was read like any other"
)
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


def iter_suspicions(package: Package, main: str, content: bytes) -> Iterator[Message]:
    """Yield what is to be said of a document whose text is `content`; nothing outside is looked at.

    Raises:
        ActiveContentError: If a field starts a program.
        ExternalContentError: If a field takes what it shows from another file.
    """
    texts = {main: content, **{name: package.part(name) for name in package.names if _AROUND.fullmatch(name)}}
    parts = {name: _utf8(part) for name, part in texts.items()}
    fetches = [_fetches(part, package.name) for part in parts.values()]
    yield from _iter_outside(package)
    if any(fetches):
        yield _FIELDS
    yield from _iter_pale(package, parts)
    if embedded := [name for name in package.names if _EMBEDDED.match(name)]:
        yield _OBJECTS.format(names="、".join(embedded[:3]))
    yield from _iter_odd_characters(parts)


def _utf8(part: bytes) -> bytes:
    """Return a part in UTF-8, whichever of the two encodings of packages it has."""
    return part.decode("utf-16", "ignore").encode() if b"\0" in part[:4] else part


def _fetches(part: bytes, name: str) -> bool:
    """Tell whether a field of a part refers to another file.

    Raises:
        ActiveContentError: If one starts a program.
        ExternalContentError: If one takes what it shows from another file.
    """
    if b"instr" not in part:
        return False
    pieces: list[str] = []
    for spoken, quoted, other, begin in _INSTRUCTION.findall(part.decode("utf-8", "ignore")):
        pieces += ["\n"] if begin else [spoken] if spoken else ["\n", quoted or other, "\n"]
    instructions = html.unescape("".join(pieces))
    if _STARTING.search(instructions):
        raise ActiveContentError.of(_PROGRAM, where=name, remedy=_REMOVE)
    if _TAKING.search(instructions):
        raise ExternalContentError.of(_FOREIGN, where=name, remedy=_PASTE)
    return _FETCHING.search(instructions) is not None


def _iter_pale(package: Package, parts: Mapping[str, bytes]) -> Iterator[Message]:
    """Yield that text is white, by itself or by its style, and that a style hides some."""
    styles = _utf8(package.part(_STYLES)) if _STYLES in package else b""
    found = _STYLE.findall(styles) if b"vanish" in styles or _WHITE.search(styles) else ()
    always = [(name, _PARTLY.sub(b"", inside)) for name, inside in found]
    white = [name for name, inside in always if _WHITE.search(inside)]
    hiding = [name for name, inside in always if _VANISH.search(inside)]
    if any(_WHITE.search(part) for part in parts.values()) or any(_iter_used(white, parts)):
        yield _PALE
    for name in _iter_used(hiding, parts):
        yield _STYLED.format(name=name)


def _iter_used(styles: Iterable[bytes], parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the names of the styles that some text has."""
    for name in styles:
        marks = (b'val="' + name + b'"', b"val='" + name + b"'")
        if any(mark in part for part in parts.values() for mark in marks):
            yield name.decode("utf-8", "replace")


def _iter_odd_characters(parts: Mapping[str, bytes]) -> Iterator[Message]:
    """Yield what is to be said of characters nobody sees."""
    odd = [
        part for part in parts.values() if (b"&" in part and b"&#" in part) or _ODD.search(part)
    ]  # few have
    text = "".join(html.unescape(part.decode("utf-8", "ignore")) for part in odd)
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
