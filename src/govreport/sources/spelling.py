"""Labels printed otherwise than the form says: cut, with letters lost or exchanged, with a remark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Final

_SHORTEST: Final = 4
"""Characters a label must have to be known in another spelling; 规章 is either that or not."""
_SHORTEST_CUT: Final = 4
_ALIKE: Final = 0.8
"""预以公开 and 不予公开, which are two rows, are alike by 0.75."""
_MARGIN: Final = 0.1
_KEPT: Final = 0.6
_REMARK_BACKWARDS: Final = re.compile(r"\s*[)）\]】〕][^()（）]*[(（\[【〔]\s*")
"""Looked for from the end: from the beginning the time grows with the square of a long text."""
_IDEOGRAPH: Final = re.compile("[\u4e00-\u9fff]")


def without_remark(text: str) -> str:
    """Return a label without the bracketed remark at its end: 采购总金额（万元）.

    >>> without_remark("采购总金额（万元）"), without_remark("（一）")
    ('采购总金额', '（一）')
    """
    remark = _REMARK_BACKWARDS.match(text[::-1])
    return (text[: len(text) - remark.end()] if remark else text) or text


def nearest_key(key: str, spellings: Mapping[str, str]) -> str | None:
    """Return the official key that a misspelt one can only stand for; None if there is none or several.

    >>> nearest_key("其他法律行政止公开", {"其他法律行政法规禁止公开": "其他法律行政法规禁止公开"})
    '其他法律行政法规禁止公开'
    """
    if len(key) < _SHORTEST - 1 or not _IDEOGRAPH.search(key):
        return None
    if len(key) >= _SHORTEST_CUT:
        begun = {official for spelling, official in spellings.items() if spelling.startswith(key)}
        if len(begun) == 1:
            return begun.pop()
        if begun:
            return None
    return _most_alike(key, spellings)


def _most_alike(key: str, spellings: Mapping[str, str]) -> str | None:
    """Return the key most alike, if no other comes near; a longer text than a label says something else."""
    scores: dict[str, float] = {}
    matcher = SequenceMatcher(None, "", key, autojunk=False)
    for spelling in _comparable(key, spellings):
        matcher.set_seq1(spelling)
        if matcher.quick_ratio() >= _ALIKE - _MARGIN:
            official = spellings[spelling]
            scores[official] = max(scores.get(official, 0.0), matcher.ratio())
    ranked = sorted(scores, key=lambda official: -scores[official])
    if not ranked or scores[ranked[0]] < _ALIKE:
        return None
    if len(ranked) > 1 and scores[ranked[1]] > scores[ranked[0]] - _MARGIN:
        return None
    return ranked[0]


def _comparable(key: str, spellings: Iterable[str]) -> Iterable[str]:
    """Return the spellings of about the length of a key: those it has lost letters of, one more at most."""
    return (
        spelling
        for spelling in spellings
        if len(spelling) >= _SHORTEST and _KEPT * len(spelling) <= len(key) <= len(spelling) + 1
    )
