"""The fields of a Word part: their instructions, as Word would put them together, and what they do.

A field in its long form is begun, separated from what it shows and ended by marks; its instruction may be
cut into any number of runs and paragraphs, and other fields in it add what they show. Only what is needed
to know what a field does is kept of it, so that the work grows with the part and no faster.

Source: ISO/IEC 29500-1, clauses 17.16.5 (the fields), 17.16.18 (fldChar) and 17.16.19 (fldSimple).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from govreport.gate.deadline import require_time
from govreport.gate.encodings import EBCDIC, searchable
from govreport.gate.package import Package

WORD: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # ISO/IEC 29500 Strict
)
STORIES: Final = (
    "hdr", "ftr", "footnotes", "endnotes", "comments", "document", "glossaryDocument",
)  # fmt: skip
"""The roots of the parts Word runs fields in, whatever the parts are called."""
_ROOT: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?\s*<(?:[A-Za-z0-9._-]+:)?([A-Za-z]+)[\s/>]"
)

_STARTING: Final = ("DDE", "DDEAUTO")
_TAKING: Final = ("INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE")
_REFERRING: Final = (*_TAKING, "IMPORT", "DATABASE", "LINK")
_KEPT: Final = re.compile(r"\bMERGEFORMATINET\b", re.IGNORECASE)
"""Said of pictures pasted from web pages; they are in the file as well, and not fetched when it is opened."""
_MARKS: Final = (b"fldChar", b"fldSimple", b"nstrText")
"""A part in UTF-8 without any of these names has no field."""
_SMALL: Final = 10_000
_TEXT: Final = re.compile(b">([^<]+)")
_LETTERS: Final = re.compile(b"[DdIiQq]")
"""The names of all fields that do something have one of them; PAGE, NUMPAGES and MERGEFORMAT have none."""

_SHOWN: Final = 200
"""So many characters of what a field shows are put into the instruction around it."""
_NAMES: Final = ("fldChar", "fldSimple", "instrText", "delInstrText", "t")
_KINDS: Final = {f"{{{space}}}{name}": name for space in WORD for name in _NAMES}
BEFORE_KEYWORD: Final = r"[\s\u200b-\u200f\u2060\ufeff]*"
"""What may stand before the first word of an instruction, as a pattern."""
_KEYWORD: Final = re.compile(rf"{BEFORE_KEYWORD}(\w+)")
_ARGUMENT: Final = re.compile(r'"([^"]*)"?|([^\s"]+)')
_PROGRAM: Final = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)
_text = etree.XPath("string()")


class Field(NamedTuple):
    """A field of a part.

    Attributes:
        elements: Its marks and the pieces of its instruction; in its short form the one element it is.
        instructions: What it may be told to do: by what is written, and by what Word would compute first.
    """

    elements: list[etree._Element]
    instructions: tuple[str, ...]


@dataclass(slots=True)
class _OpenField:
    """A field that is open.

    Attributes:
        elements: Its marks and the pieces of its instruction so far.
        code: The pieces of its instruction, with what other fields in it show.
        computed: The same, with what other fields in it would show once Word has computed them.
        shown: The pieces of what it shows.
        room: How many more characters of that are kept.
        is_begun: Whether there is a word in its instruction.
        is_told: Whether its instruction is over.
    """

    elements: list[etree._Element]
    code: list[str] = field(default_factory=list)
    computed: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    room: int = _SHOWN
    is_begun: bool = False
    is_told: bool = False

    def say(self, text: str) -> None:
        """Take a text that stands in the field."""
        if not self.is_told:
            self.code.append(text)
            self.computed.append(text)
            self.is_begun = self.is_begun or bool(text.strip())
        elif self.room > 0:
            self.shown.append(text[: self.room])
            self.room -= len(text)

    def take(self, inner: _OpenField) -> None:
        """Take a field that has ended inside."""
        shown = "".join(inner.shown)
        if self.is_told:
            self.say(shown)
            return
        computed = _computed("".join(inner.computed), shown, is_first=not self.is_begun)
        self.code.append(shown)
        self.computed.append(computed)
        self.is_begun = self.is_begun or bool(shown.strip() or computed.strip())

    def ended(self) -> Field:
        """Return the field as it is when it ends."""
        return Field(self.elements, tuple(dict.fromkeys(("".join(self.code), "".join(self.computed)))))


def may_be_story(head: bytes) -> bool:
    """Tell by its first bytes whether a part may have fields: mostly the name of its root is there."""
    if (root := _ROOT.match(head)) is not None:
        return root[1].decode() in STORIES
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<", EBCDIC))


def may_run_fields(package: Package, name: str) -> bool:
    """Tell whether Word may run fields in a part that do more than show its pages, whatever it is called."""
    return may_be_story(package.head(name)) and may_fetch(searchable(package.part(name)))


def may_fetch(part: bytes) -> bool:
    """Tell whether a part may have fields that do more than show its pages, without parsing it.

    Args:
        part: Its bytes, in UTF-8.
    """
    if not any(mark in part for mark in _MARKS):
        return False
    is_simple = len(part) < _SMALL and not any(each in part for each in (b"&", b"<!", b"fldSimple"))
    return not is_simple or _LETTERS.search(b"".join(_TEXT.findall(part))) is not None


def keyword_of(instruction: str) -> str:
    """Return what a field is for: the first word of its instruction, in capitals.

    >>> keyword_of(' ddeauto "c:/x" ')
    'DDEAUTO'
    """
    found = _KEYWORD.match(instruction)
    return found[1].upper() if found else ""


def starts_program(instruction: str) -> bool:
    """Tell whether a field with this instruction starts a program (DDE)."""
    return keyword_of(instruction) in _STARTING


def takes_file(instruction: str) -> bool:
    """Tell whether a field with this instruction takes what it shows from another file."""
    return keyword_of(instruction) in _TAKING and not _KEPT.search(instruction)


def refers_to_file(instruction: str) -> bool:
    """Tell whether a field with this instruction is about another file, taken from or not."""
    return keyword_of(instruction) in _REFERRING


def iter_fields(root: etree._Element) -> Iterator[Field]:
    """Yield all fields of a part, those in them first, also those without an end.

    Pieces of instructions outside of any come last, each by itself and all together.
    """
    fields: list[_OpenField] = []
    strays: list[etree._Element] = []
    for element in root.iter(*_KINDS):
        kind = _KINDS[str(element.tag)]
        if kind == "t":
            if fields:
                fields[-1].say(_text(element))
        elif kind == "fldSimple":
            yield _short(element, is_inside=bool(fields))
        elif kind == "fldChar":
            require_time()
            yield from _pass(fields, element)
        elif fields and not fields[-1].is_told:
            fields[-1].elements.append(element)
            fields[-1].say(_text(element))
        else:
            strays.append(element)
    yield from (left.ended() for left in fields)
    yield from (Field([stray], (_text(stray),)) for stray in strays)
    if len(strays) > 1:
        yield Field(strays, ("".join(map(_text, strays)),))


def _short(element: etree._Element, *, is_inside: bool) -> Field:
    """Return a field in its short form; what one inside of another computes may tell that one what to do."""
    instruction = _attribute(element, "instr")
    computed = (_computed(instruction, "", is_first=True),) if is_inside else ()
    return Field([element], (instruction, *computed))


def _pass(fields: list[_OpenField], mark: etree._Element) -> Iterator[Field]:
    """Pass a mark of a field, and yield the field that ends there."""
    step = _attribute(mark, "fldCharType")
    if step == "begin":
        fields.append(_OpenField([mark]))
    elif fields:
        fields[-1].elements.append(mark)
        fields[-1].is_told |= step == "separate"
        if step == "end":
            ended = fields.pop()
            yield ended.ended()
            if fields:
                fields[-1].take(ended)


def _attribute(element: etree._Element, name: str) -> str:
    return next((value for space in WORD if (value := element.get(f"{{{space}}}{name}"))), "")


def _computed(instruction: str, shown: str, *, is_first: bool) -> str:
    """Return what a field inside an instruction would show; QUOTE gives characters by their numbers."""
    if keyword_of(instruction) == "QUOTE":
        words = _ARGUMENT.findall(instruction[: 10 * _SHOWN])[1:]
        return "".join(quoted or _character(word) for quoted, word in words)[:_SHOWN]
    if is_first and (name := _PROGRAM.search(instruction)):  # SET, IF and others may hand it on
        return name[0]
    return shown


def _character(word: str) -> str:
    """Return the character of a number, as QUOTE does; any other word stands for itself."""
    try:
        return chr(int(word) if word.isdecimal() else int(word, 16) if word[:2] in ("0x", "0X") else -1)
    except (ValueError, OverflowError):
        return word
