"""What a paragraph and a cell of a Word file show, while they are read: pieces of text, fields, doubts."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple

from lxml import etree

from govreport.messages import Message
from govreport.sources.figures import looks_like_figure

_RAISED: Final = "\x01"
_SHIFTED: Final = "\x03"
_LEVEL: Final = "\x02"
"""Characters no XML can hold, round text of a cell that is a superscript, or otherwise off the line."""
_OFF_LINE: Final = re.compile(f"[{_RAISED}{_SHIFTED}][^{_LEVEL}]*{_LEVEL}")
_MARKED: Final = re.compile(
    rf"[^\x01-\x03]+{_RAISED}\s*[\[(（〔【]?([^\x01-\x03\[\]()（）〔〕【】\s]{{1,9}})[\])）〕】]?\s*{_LEVEL}\s*"
)
_ZEROS: Final = re.compile("0[0-9]*")
_WITHOUT: Final = dict.fromkeys(map(ord, (_RAISED, _SHIFTED, _LEVEL)))
_DIGIT: Final = re.compile("[0-9０-９]")
_OFF: Final = Message(
    "数字的一部分是上标、下标或者升降的文字，不能确定是哪个数",
    "part of the figure is raised or lowered: which figure it is, is not certain",
)


@dataclass(slots=True)
class OpenField:
    """A field that has begun.

    Attributes:
        begin: The mark it began with.
        is_shown: Whether its result is reached.
        hides_text: Whether text stood before its result.
    """

    begin: etree._Element
    is_shown: bool = False
    hides_text: bool = False


@dataclass(slots=True)
class OpenFields:
    """The fields that are open at a place of a text, over its paragraphs; each step takes the same time."""

    _open: list[OpenField] = field(default_factory=list)
    _hiding: list[OpenField] = field(default_factory=list)
    """Those of which the result is not reached."""
    _known: int = 0
    """How many of them, the outermost, are known to end somewhere."""

    def begin(self, mark: etree._Element) -> None:
        """Open a field."""
        self._open.append(OpenField(mark))
        self._hiding.append(self._open[-1])

    def show(self) -> None:
        """Reach the result of the innermost field."""
        if self._open and not self._open[-1].is_shown:
            self._hiding.pop().is_shown = True

    def end(self) -> bool:
        """Close the innermost field; tell whether it ends without a result."""
        if not self._open:
            return False
        ended = self._open.pop()
        self._known = min(self._known, len(self._open))
        if not ended.is_shown:
            self._hiding.pop()
        return not ended.is_shown

    def hide(self, text: str | None) -> bool:
        """Tell whether a text that stands here is not shown, and remember that there was one."""
        if self._hiding:
            self._hiding[0].hides_text |= bool(text)
        return bool(self._hiding)

    @property
    def are_known(self) -> bool:
        """Whether all of them are known to end somewhere."""
        return self._known == len(self._open)

    @property
    def hide_text(self) -> bool:
        """Whether text stood before the result of one of them."""
        return any(each.hides_text for each in self._hiding)

    def close_unended(self, ended: Collection[etree._Element]) -> bool:
        """Close those not among the marks of fields that end; tell whether one of them hides text."""
        new = self._open[self._known :]
        kept = [each for each in new if each.begin in ended]
        hiding = sum(not each.is_shown for each in new)
        del self._hiding[len(self._hiding) - hiding :]
        self._hiding += [each for each in kept if not each.is_shown]
        self._open[self._known :] = kept
        self._known = len(self._open)
        return any(each.hides_text and not each.is_shown for each in new if each.begin not in ended)


class Shift(Enum):
    """How text is off the line; NONE is false."""

    NONE = ""
    RAISED = _RAISED
    OTHER = _SHIFTED

    def __bool__(self) -> bool:
        return self is not Shift.NONE


@dataclass(slots=True)
class Pieces:
    """What a paragraph shows, while it is read.

    Attributes:
        fields: The fields that are open, those of earlier paragraphs first.
        texts: The pieces of its text.
        boxes: Text boxes anchored in it; they follow it.
        is_title: Whether its style is that of the title.
        is_apart: Whether it is set to the right, or its style is that of a sign-off.
        is_joined_to_next: Whether its end was deleted in a tracked change.
        runs_in: Whether its end is never shown: a heading that its text follows on the same line.
        is_unsaved: Whether a field ended without a result: Word shows what it works out.
        has_own_mark: Whether the text of the run is the mark of a note.
    """

    fields: OpenFields = field(default_factory=OpenFields)
    texts: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    is_title: bool = False
    is_apart: bool = False
    is_joined_to_next: bool = False
    runs_in: bool = False
    is_unsaved: bool = False
    has_own_mark: bool = False

    def add(self, text: str | None) -> None:
        """Add text, if no field hides it."""
        if not self.fields.hide(text) and text:
            self.texts.append(text)

    def pass_field(self, mark: etree._Element, step: str | None) -> None:
        """Go by a mark of a field."""
        if step == "begin":
            self.fields.begin(mark)
        elif step == "separate":
            self.fields.show()
        elif step == "end":
            self.is_unsaved |= self.fields.end()

    def set_off_line(self, start: int, shift: Shift) -> None:
        """Mark the pieces of a run, from one on, as shifted off the line, if they are."""
        if self.has_own_mark:
            shift, self.has_own_mark = Shift.RAISED, False
        if shift and len(self.texts) > start:
            text = "".join(self.texts[start:])
            self.texts[start:] = [f"{shift.value}{text}{_LEVEL}"]


@dataclass(slots=True)
class Doubts:
    """What speaks against taking the text of a cell for its figure.

    Attributes:
        always: Why, whatever the text is.
        if_blank: Why, if there is no text: what stands there instead.
    """

    always: Message | None = None
    if_blank: Message | None = None

    def of(self, text: str) -> Message | None:
        """Return the doubt about a cell with this text."""
        return self.always or (None if text.strip() else self.if_blank)

    def take(self, inner: Doubts) -> None:
        """Take over the doubts about a cell that stands in this one."""
        self.always = self.always or inner.always
        self.if_blank = self.if_blank or inner.if_blank


class Settled(NamedTuple):
    """The text of a cell, whether a mark of a note stands behind its figure, and the doubt about it."""

    text: str
    is_marked: bool = False
    doubt: Message | None = None


def settled(text: str) -> Settled:
    r"""Return the text of a cell without what marks text off the line.

    A superscript behind a figure is the mark of a note and comes into brackets, which are no part of a
    figure. Raised and lowered text in any other place leaves a doubt, unless all of it is.

    >>> settled("200\x011\x02").text, settled("m\x012\x02").text
    ('200[1]', 'm2')
    """
    if _LEVEL not in text:
        return Settled(text)
    bare = text.translate(_WITHOUT)
    text = text.replace(_LEVEL + _RAISED, "")
    level = _OFF_LINE.sub("", text).translate(_WITHOUT)
    if not _DIGIT.search(level) or not looks_like_figure(level):
        return Settled(bare)
    mark = _MARKED.fullmatch(text)
    if mark is None or _ZEROS.fullmatch(mark[1]):
        return Settled(bare, doubt=_OFF)
    return Settled(f"{level.strip()}[{mark[1]}]", is_marked=True)


def ended_fields(tree: etree._ElementTree, name: str, kind: str) -> set[etree._Element]:
    """Return the marks that begin a field which ends somewhere.

    Args:
        tree: The main part.
        name: The name of the marks of fields.
        kind: The name of the attribute that says what a mark is.
    """
    begun: list[etree._Element] = []
    ended = set()
    for mark in tree.iter(name):
        step = mark.get(kind)
        if step == "begin":
            begun.append(mark)
        elif step == "end" and begun:
            ended.add(begun.pop())
    return ended
