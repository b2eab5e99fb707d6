"""Sentences of folded text, and what surrounds a figure in one.

Works on folded text (`govreport.text.folding`), where all marks are full-width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from govreport.text.quantities import Quantity, find_quantities

_LONGEST: Final = 2000
"""A sentence is cut after so many characters; nobody writes such, but a file may hold one."""
_SENTENCE: Final = re.compile(rf"[^。！？]{{1,{_LONGEST}}}[。！？]?[”）]*")
_PIECES: Final = re.compile(r"[，；：、（）。！？“”…]")
_ASIDE: Final = re.compile(r"（[^（）]*）")
_TAIL_ENDS: Final = re.compile(r"[，；：、（）。！？…]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure of a sentence with the words around it.

    Attributes:
        quantity: The figure.
        lead: The words before it, back to the tail of the figure before or to the beginning of the sentence.
        tail: The words after its unit, up to the next mark or figure.
        depth: How many brackets it stands in.
    """

    quantity: Quantity
    lead: str
    tail: str
    depth: int

    @property
    def pieces(self) -> tuple[str, ...]:
        """The words before it without what stands in brackets, cut at marks, the nearest first."""
        return tuple(reversed(_PIECES.split(_ASIDE.sub("", self.lead))))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a folded text.

    Attributes:
        text: The words, with the mark at the end.
        start: Where it begins in the text.
        mentions: Its figures, places counted from the beginning of the sentence.
    """

    text: str
    start: int
    mentions: tuple[Mention, ...]


def find_sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a folded text in order.

    >>> [(each.text, len(each.mentions)) for each in find_sentences("收到申请3件，办结2件。无结转。")]
    [('收到申请3件，办结2件。', 2), ('无结转。', 0)]
    """
    for match in _SENTENCE.finditer(text):
        yield Sentence(match[0], match.start(), tuple(_iter_mentions(match[0])))


def _iter_mentions(sentence: str) -> Iterator[Mention]:
    quantities = list(find_quantities(sentence))
    before = 0
    for index, quantity in enumerate(quantities):
        limit = quantities[index + 1].start if index + 1 < len(quantities) else len(sentence)
        end = _TAIL_ENDS.search(sentence, quantity.end, limit)
        head = sentence[: quantity.start]
        yield Mention(
            quantity,
            sentence[before : quantity.start],
            sentence[quantity.end : end.start() if end else limit],
            head.count("（") - head.count("）"),
        )
        before = end.start() if end else quantity.end
