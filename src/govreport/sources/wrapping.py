"""Lines of running text that a program has cut to a width: put together again, and taken apart by columns.

A text from pdftotext, or one that was printed to a file, has line ends inside its sentences. Lines of
tables are left as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from govreport.sources.textlines import cells_of, is_rule
from govreport.text.outline import opens_section

_SHORTEST: Final = 40
"""Columns of the narrowest text that counts as cut to a width: twenty characters."""
_WIDEST: Final = 160
_RAGGED: Final = 6
"""Columns by which a full line may fall short: a number or a bracket that was not divided."""
_FEWEST: Final = 5
"""Full lines that a text must have; fewer may be as long by chance."""
_STOPS: Final = "。！？；：!?;:"
_OPENING: Final = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]+[部章条]|[-*+>#|]\s"
)
_APART: Final = re.compile(r"(?P<left>\S.*?\S)(?: |\u3000){4,}(?P<right>\S.*)")
_PROSE: Final = re.compile(r"[\u4e00-\u9fff]\D{0,40}[，。；、”》]|[\u4e00-\u9fff]{12}")
_SIDE_BY_SIDE: Final = 10
"""Lines with prose on both sides of a gap that make a text one of two columns."""


class Line(NamedTuple):
    """A line of text and its number, counted from 1."""

    text: str
    number: int


def right_column(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return a text of two columns of prose without the left one; any other text as it is.

    Two reports side by side are a comparison of years, the later to the right. Lines of tables stay.
    """
    both = [_beside(line.text) for line in lines]
    if sum(match is not None for match in both) < _SIDE_BY_SIDE:
        return tuple(lines)
    found = []
    is_inside = False
    for line, match in zip(lines, both, strict=True):
        if match is not None:
            is_inside = True
            found.append(Line(match["right"], line.number))
        elif opens_section(line.text.strip()) or not line.text.strip():
            is_inside = False
            found.append(line)
        elif not is_inside:
            found.append(line)
        elif len(line.text) - len(line.text.lstrip()) > _SHORTEST // 2:
            found.append(Line(line.text.strip(), line.number))
        elif (rest := _APART.fullmatch(line.text)) is not None:
            found.append(Line(rest["right"], line.number))
    return tuple(found)


def _beside(line: str) -> re.Match[str] | None:
    """Return the two halves of a line, where both are prose."""
    match = _APART.fullmatch(line.strip())
    if match is None or not all(_PROSE.search(match[side]) for side in ("left", "right")):
        return None
    return match


def unwrapped(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with those of one paragraph joined; a line has the number of its first part.

    Only a text whose lines are cut to a width is joined: where a line is as long as the others and does
    not end a sentence, the next one goes on with it, unless it opens a paragraph of its own.
    """
    width = _width_of(lines)
    if width == 0:
        return tuple(lines)
    margin = min(_indent(line.text) for line in lines if _is_full(line.text, width))
    return tuple(_joined(lines, width, margin))


def _joined(lines: Sequence[Line], width: int, margin: int) -> Iterator[Line]:
    held: Line | None = None
    is_open = False
    for line in lines:
        if held is not None and is_open and _goes_on(line.text, margin):
            held = Line(held.text.rstrip() + line.text.strip(), held.number)
        else:
            if held is not None:
                yield held
            held = line
        is_open = _is_full(line.text, width) and line.text.rstrip()[-1] not in _STOPS
    if held is not None:
        yield held


def _goes_on(line: str, margin: int) -> bool:
    """Tell whether a line may be the next part of a paragraph."""
    text = line.strip()
    is_start = opens_section(text) or _OPENING.match(text) is not None or _indent(line) > margin + 1
    return bool(text) and not is_start and "|" not in line and not is_rule(line) and len(cells_of(line)) == 1


def _width_of(lines: Sequence[Line]) -> int:
    """Return the width a text is cut to, in columns: that of most of its lines; 0 where it is not cut."""
    prose = [line.text for line in lines if len(cells_of(line.text)) == 1]
    count = Counter(map(_columns, prose))
    widths = [width for width in count if _SHORTEST <= width <= _WIDEST]
    if not widths:
        return 0
    width = max(widths, key=lambda width: (sum(count[width - less] for less in range(_RAGGED + 1)), width))
    full = [line for line in prose if _is_full(line, width)]
    is_cut = sum(line.rstrip()[-1] not in _STOPS for line in full) * 5 > len(full) * 3
    return width if is_cut and len(full) >= _FEWEST else 0


def _is_full(line: str, width: int) -> bool:
    return width - _RAGGED <= _columns(line) <= width and "|" not in line and len(cells_of(line)) == 1


def _indent(line: str) -> int:
    return _columns(line) - _columns(line.strip())


def _columns(line: str) -> int:
    """Return the columns a line takes on paper; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line.rstrip())
