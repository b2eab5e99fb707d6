"""What changed between two texts: by paragraphs, within them by sentences, within these by words.

Sentences that stay are shown once; a sentence that became another is shown with the words that went and
came. A word is a number, a run of Latin letters, or one Chinese character. A few characters that stayed
between two changes are taken into the change, for confetti cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import Final

_SENTENCE: Final = re.compile(r"[^。！？；]*[。！？；]+[”’」』）)]*|[^。！？；]+$")
_WORD: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?%?|[A-Za-z]+|.", re.DOTALL)
_ALIKE: Final = 0.35
"""The share of pairs of words two sentences have in common at least, if one became the other."""
_NEAR: Final = 12
"""How many sentences further on one is looked for that a sentence may have become."""
_MANY: Final = 200
"""Among more items those that are everywhere say nothing of what belongs together."""
_ALONE: Final = 2
"""So many characters that stayed between two changes are taken for changed."""
_MOST: Final = 1_000_000
"""The lengths of two sentences in words, multiplied; longer ones, which nobody writes, are replaced whole."""


class Change(StrEnum):
    """What became of a part of a text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, and what became of it."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it was, as it is, or with what changed in it.

    Attributes:
        pieces: Its words in order, those that went before those that came in their place.
    """

    pieces: tuple[Piece, ...]

    @property
    def change(self) -> Change | None:
        """What became of the whole paragraph; None where a part of it changed."""
        changes = {piece.change for piece in self.pieces}
        return changes.pop() if len(changes) == 1 else None

    @property
    def old(self) -> str:
        """The paragraph as it was."""
        return "".join(piece.text for piece in self.pieces if piece.change is not Change.ADDED)

    @property
    def new(self) -> str:
        """The paragraph as it is."""
        return "".join(piece.text for piece in self.pieces if piece.change is not Change.REMOVED)


def differences(old: str, new: str) -> tuple[Passage, ...]:
    """Return the paragraphs of two texts in order, with what changed; a line is a paragraph.

    >>> (passage,) = differences("收到3件。", "收到5件。")
    >>> [(str(piece.change), piece.text) for piece in passage.pieces]
    [('same', '收到'), ('removed', '3'), ('added', '5'), ('same', '件。')]
    """
    before, after = old.splitlines(), new.splitlines()
    return tuple(Passage(tuple(pieces)) for pieces in _iter_aligned(before, after, _sentences_changed))


def _sentences_changed(old: str, new: str) -> list[Piece]:
    """Return a paragraph that became another, sentence by sentence."""
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    return _joined(piece for pieces in _iter_aligned(before, after, _words_changed) for piece in pieces)


def _words_changed(old: str, new: str) -> list[Piece]:
    """Return a sentence that became another, word by word."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) * len(after) > _MOST:
        return [Piece(Change.REMOVED, old), Piece(Change.ADDED, new)]
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    pieces: list[tuple[str, str, bool]] = []
    for number, (tag, first, last, start, end) in enumerate(blocks):
        is_between = 0 < number < len(blocks) - 1
        stays = tag == "equal" and not (is_between and last - first <= _ALONE)
        pieces.append(("".join(before[first:last]), "".join(after[start:end]), stays))
    return _joined(_iter_pieces(pieces))


def _iter_pieces(parts: Sequence[tuple[str, str, bool]]) -> Iterator[Piece]:
    """Yield the pieces of parts that stay or not: of neighbours that do not, first all that went."""
    went = came = ""
    for old, new, stays in (*parts, ("", "", True)):
        if not stays:
            went, came = went + old, came + new
            continue
        yield from (Piece(Change.REMOVED, went), Piece(Change.ADDED, came), Piece(Change.SAME, old))
        went = came = ""


def _iter_aligned(
    before: Sequence[str], after: Sequence[str], changed: Callable[[str, str], list[Piece]]
) -> Iterator[list[Piece]]:
    """Yield the pieces of every item of two lists: those that stay, those that changed, went or came."""
    matcher = SequenceMatcher(None, before, after, autojunk=len(after) > _MANY)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield from ([Piece(Change.SAME, text)] for text in before[first:last])
            continue
        yield from _iter_replaced(before[first:last], after[start:end], changed)


def _iter_replaced(
    before: Sequence[str], after: Sequence[str], changed: Callable[[str, str], list[Piece]]
) -> Iterator[list[Piece]]:
    """Yield what became of some items that others stand for now; those alike are paired in order."""
    traits = [_traits(text) for text in after]
    start = 0
    for text in before:
        own = _traits(text)
        near = range(start, min(start + _NEAR, len(after)))
        place = next((at for at in near if text == after[at] or _alike(own, traits[at])), None)
        if place is None:
            yield [Piece(Change.REMOVED, text)]
            continue
        yield from ([Piece(Change.ADDED, other)] for other in after[start:place])
        yield [Piece(Change.SAME, text)] if text == after[place] else changed(text, after[place])
        start = place + 1
    yield from ([Piece(Change.ADDED, other)] for other in after[start:])


def _traits(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring words of a text, whatever its figures are."""
    words = ["0" if word[0].isdigit() else word for word in _WORD.findall(text)]
    return frozenset(one + other for one, other in pairwise(["", *words, ""]))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) * 2 >= _ALIKE * (len(one) + len(other))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces without empty ones, neighbours of one kind as one."""
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        before = joined.pop().text if joined and joined[-1].change is piece.change else ""
        joined.append(Piece(piece.change, before + piece.text))
    return joined
