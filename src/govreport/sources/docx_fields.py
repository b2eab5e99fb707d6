"""The instructions of the fields of a Word part, as Word would put them together.

A field in its long form is begun, separated from what it shows and ended by marks; its instruction may be
cut into any number of runs and paragraphs, and other fields in it add what they show. Only what is needed
to know what a field does is kept of it, so that the work grows with the part and no faster.

Source: ISO/IEC 29500-1, clauses 17.16.5 (the fields), 17.16.18 (fldChar) and 17.16.19 (fldSimple).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from govreport.gate.deadline import require_time
from govreport.sources.wordml import WORD

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
_KEYWORD: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*(\w+)")
_ARGUMENT: Final = re.compile(r'"([^"]*)"?|([^\s"]+)')
_PROGRAM: Final = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)
_text = etree.XPath("string()")


@dataclass(slots=True)
class _Field:
    """A field that is open.

    Attributes:
        code: The pieces of its instruction, with what other fields in it show.
        computed: The same, with what other fields in it would show once Word has computed them.
        shown: The pieces of what it shows.
        room: How many more characters of that are kept.
        is_begun: Whether there is a word in its instruction.
        is_told: Whether its instruction is over.
    """

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

    def take(self, inner: _Field) -> None:
        """Take a field that has ended inside."""
        shown = "".join(inner.shown)
        if self.is_told:
            self.say(shown)
            return
        computed = _computed("".join(inner.computed), shown, is_first=not self.is_begun)
        self.code.append(shown)
        self.computed.append(computed)
        self.is_begun = self.is_begun or bool(shown.strip() or computed.strip())

    def instructions(self) -> set[str]:
        return {"".join(self.code), "".join(self.computed)}


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


def iter_instructions(root: etree._Element) -> Iterator[str]:
    """Yield the instructions of all fields of a part, also those of fields in them or without an end."""
    fields: list[_Field] = []
    strays: list[str] = []
    for element in root.iter(*_KINDS):
        kind = _KINDS[str(element.tag)]
        if kind == "t":
            if fields:
                fields[-1].say(_text(element))
        elif kind == "fldSimple":
            yield (instruction := _attribute(element, "instr"))
            if fields:
                yield _computed(instruction, "", is_first=True)
        elif kind == "fldChar":
            require_time()
            yield from _pass(fields, _attribute(element, "fldCharType"))
        elif fields and not fields[-1].is_told:
            fields[-1].say(_text(element))
        else:
            strays.append(_text(element))
    for left in fields:
        yield from left.instructions()
    yield from (*strays, "".join(strays))


def _pass(fields: list[_Field], step: str) -> Iterator[str]:
    """Pass a mark of a field, and yield what is known of the field that ends there."""
    if step == "begin":
        fields.append(_Field())
    elif step == "separate" and fields:
        fields[-1].is_told = True
    elif step == "end" and fields:
        ended = fields.pop()
        yield from ended.instructions()
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
