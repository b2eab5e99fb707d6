"""How much of a text stands word for word in another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from govreport.text.folding import fold
from govreport.text.sentences import find_sentences

_FIGURES: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_HEADING: Final = re.compile(r"（?[一二三四五六七八九十0-9]{1,3}[）.、][^，；：]{0,24}。?")
"""Headings are the same every year."""
_SHORTEST: Final = 8
"""Characters a sentence must have to count: shorter ones are headings and set phrases."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The sentences two texts have in common.

    Attributes:
        count: How many sentences the first text has.
        same: Those that stand in the other as well, side by side with what stands there.
    """

    count: int
    same: tuple[tuple[str, str], ...]


def shared_sentences(text: str, other: str) -> Shared:
    """Return the sentences of a text that stand in the other too, but for years and figures.

    >>> shared_sentences("2024年我局公开信息12条。积极回应社会关切。", "2023年我局公开信息9条。").same
    (('2024年我局公开信息12条。', '2023年我局公开信息9条。'),)
    """
    theirs = dict(_sentences(other))
    ours = _sentences(text)
    return Shared(len(ours), tuple((sentence, theirs[key]) for key, sentence in ours if key in theirs))


def _sentences(text: str) -> list[tuple[str, str]]:
    """Return each sentence with the key by which it is compared."""
    found = []
    for line in text.split("\n"):
        folded = fold(line)
        for sentence in find_sentences(folded.text):
            start, end = folded.span(sentence.start, sentence.start + len(sentence.text))
            key = _FIGURES.sub("0", sentence.text)
            if len(sentence.text) >= _SHORTEST and not _HEADING.fullmatch(sentence.text):
                found.append((key, line[start:end].strip()))
    return found
