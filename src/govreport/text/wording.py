"""Words: lists, official labels as keys, and the nearest name for a misspelt one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

_TO_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

_QUOTES = frozenset("\"'`´“”„‟‘’‚‛〝〞「」『』")
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_NUMBERING = re.compile(
    r"""\A(?:
        \([零〇一二三四五六七八九十百]+\)、?   # （一）
      | [零〇一二三四五六七八九十百]+[、.,]     # 一、
      | \([0-9]{1,2}\)、?                      # (1)
      | [0-9]{1,2}(?:[.、,]|\))(?![0-9])       # 1. 1、 1)
      | [①-⑳]、?
    )+""",
    re.VERBOSE,
)
_CIRCLED = re.compile("([①-⑳])")

_LONGEST_NAME = 100
_ALIKE = 0.6
_SHORT_ALIKE = 0.5
_CONTAINED = 0.8
_BEHIND_THE_BEST = 0.25


def join_list(items: Iterable[str]) -> str:
    """Join the items of a list with 、.

    >>> join_list(["教育局", "公安局", "民政局"])
    '教育局、公安局、民政局'
    """
    return "、".join(items)


def agency_key(name: str) -> str:
    """Return what two spellings of the name of one agency share.

    >>> agency_key("甲县 教育局（本级）") == agency_key("甲县教育局(本级)")
    True
    """
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def to_half_width(text: str) -> str:
    """Return the text with full-width Latin letters, digits, signs and blanks made half-width.

    Unlike NFKC it touches nothing else: ``5²`` must not become ``52``, nor ``①`` ``1``.

    >>> to_half_width("１２．５％")
    '12.5%'
    """
    return text.translate(_TO_HALF_WIDTH)


def normalise_label(text: str) -> str:
    """Return the key under which an official label is matched, however it was typed.

    In this order:

    1. compatibility forms are unified (NFKC): （） ， ： １ ㈠ become ( ) , : 1 (一), but ① stays;
    2. quotation marks, white space and invisible characters are removed, wherever they stand;
    3. numbering in front is removed, several in a row too: 一、 （一） 1. 1、 1) (1) ①, but not a
       number with decimals (1.5) and not a numeral without its mark (三类).

    All else stays: case, 、 and notes in brackets. A label that is nothing but numbering keeps it,
    so only a text without any visible character becomes empty. Applying it twice changes nothing.

    >>> normalise_label("（一）予以公开"), normalise_label("3.危及“三安全一稳定”")
    ('予以公开', '危及三安全一稳定')
    >>> normalise_label("（二）部分公开（区分处理的，只计这一情形）"), normalise_label("（一）")
    ('部分公开(区分处理的,只计这一情形)', '(一)')
    """
    # Unified again, for an accent may have lost the blank between it and its letter.
    plain = _unified("".join(char for char in _unified(text) if not _is_noise(char)))
    return _NUMBERING.sub("", plain, count=1) or plain


def without_numbering(label: str) -> str:
    """Return a label without the numbering in front of it, all else as it is printed.

    >>> without_numbering("3.危及“三安全一稳定”"), without_numbering("（一）予以公开")
    ('危及“三安全一稳定”', '予以公开')
    """
    match = _NUMBERING.match(to_half_width(label))  # of the same length as the label
    return (label[match.end() :] if match else "") or label


MOST_EXPLAINED: Final = 50
"""Misspelt names of one file whose nearest ones are looked for: it takes a while, and nobody reads on."""


def nearest(name: str, candidates: Iterable[str], limit: int = 3) -> list[str]:
    """Return the candidates a misspelt name may stand for, the most alike first.

    Names are compared as `normalise_label` sees them, without regard to case, ``_`` and ``-``.
    Alike are names of mostly the same characters in the same order, and names one of which
    contains the other. Those far behind the best are left out; equals stay in the order given.

    >>> nearest("Recieved", ["received", "carried_over", "results"])
    ['received']
    >>> nearest("规张", ["规章", "行政规范性文件"])
    ['规章']
    """
    wanted = _folded(name[:_LONGEST_NAME])
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    scored = []
    for position, candidate in enumerate(dict.fromkeys(candidates)):
        folded = _folded(candidate)
        matcher.set_seq1(folded)
        score = _likeness(wanted, folded, matcher.ratio())
        if score:
            scored.append((-score, position, candidate))
    scored.sort()
    return [found for score, _, found in scored[:limit] if score <= scored[0][0] + _BEHIND_THE_BEST]


def _unified(text: str) -> str:
    """Apply NFKC, but not to ①: in ``1属于`` a number could no longer be told from numbering."""
    return "".join(
        part if _CIRCLED.match(part) else unicodedata.normalize("NFKC", part) for part in _CIRCLED.split(text)
    )


def _is_noise(char: str) -> bool:
    return char in _QUOTES or unicodedata.category(char) in _INVISIBLE


def _folded(name: str) -> str:
    return normalise_label(name).casefold().replace("_", "").replace("-", "")


def _likeness(one: str, other: str, ratio: float) -> float:
    """Return how alike two folded names are, from 0 (not at all) to 1 (the same)."""
    shorter = min(one, other, key=len)
    ideographic = not shorter.isascii()
    if len(shorter) >= (2 if ideographic else 3) and (one in other or other in one):
        ratio = max(ratio, _CONTAINED)
    enough = _SHORT_ALIKE if ideographic and len(shorter) <= 3 else _ALIKE
    return ratio if ratio >= enough else 0.0
