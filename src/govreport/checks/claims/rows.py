"""Rows of figures behind 分别为: what is named before them is counted out in its order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govreport.text.sentences import Mention

APART: Final = re.compile(r"分别(?:为|是|有|办理|受理|发生)?$|依次为$")
_BETWEEN: Final = frozenset({"、", "，", "和", "及", "与", "，和", "、和"})
"""What stands between the figures of a row."""


_YEAR: Final = re.compile(r"20[0-9]{2}(?=年)")


def year_in_row(mentions: Sequence[Mention], index: int) -> int | None:
    """Return the year of a figure in a row by years: 2022年、2023年分别收到5件、7件; None in any other."""
    first = start_of_row(mentions, index)
    years: list[str] = _YEAR.findall(mentions[first].lead)
    is_row = "分别" in mentions[first].lead and len(years) == length_of_row(mentions, first) > 1
    return int(years[index - first]) if is_row else None


def start_of_row(mentions: Sequence[Mention], index: int) -> int:
    """Return which figure of a sentence is the first of the row that one belongs to."""
    while index > 0 and mentions[index].lead in _BETWEEN:
        index -= 1
    return index


def length_of_row(mentions: Sequence[Mention], first: int) -> int:
    """Return how many figures follow each other with nothing but marks between them."""
    count = 1
    while first + count < len(mentions) and mentions[first + count].lead in _BETWEEN:
        count += 1
    return count
