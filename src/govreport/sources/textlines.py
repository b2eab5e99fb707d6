"""Lines of text that are rows of a table, or cells of one: how they are cut."""

from __future__ import annotations

import re
from typing import Final

from govreport.sources.figures import looks_like_figure

_BARS: Final = str.maketrans("│┃｜∣", "||||")
_RULE: Final = re.compile(r"[\s|:+=_─━┄-]*[-=_─━┄]{2}[\s|:+=_─━┄-]*")
_PAGE_NUMBER: Final = re.compile(r"\s*[-—–－]\s*[0-9]{1,3}\s*[-—–－]\s*")
_BAR: Final = re.compile(r"(?<!\\)\|")
"""A bar between cells; one behind a backslash is a character of its cell, as Markdown has it."""
_LAST_BAR: Final = re.compile(rf"{_BAR.pattern}\s*\Z")
_WIDE_GAP: Final = re.compile(r"[ \u3000\xa0]{2,}")
_GAP: Final = re.compile(r"[ \u3000\xa0]+")
_LABEL_AND_FIGURES: Final = re.compile(
    r"(?P<label>.*?[^\s\d.])(?P<figures>(?:[ \u3000\xa0]+[-+]?[0-9][0-9,.]*)+)"
)


def is_rule(line: str) -> bool:
    """Tell whether a line only draws: the rule under the head of a Markdown table, or a page number.

    >>> is_rule("|---|:--:|"), is_rule("- 3 -"), is_rule("| - | - |")
    (True, True, False)
    """
    return _RULE.fullmatch(line) is not None or _PAGE_NUMBER.fullmatch(line) is not None


def cells_of(line: str) -> list[str]:
    r"""Return the cells of a line: between bars, tabs or wide gaps, else one.

    Blank ones are kept between bars and tabs; between wide gaps there are none. Figures behind a label or
    behind each other are cells of their own. A bar at the edge is no cell; one that stands alone is the end
    of a row, unless a blank stands beside it.

    >>> cells_of("规章 | 1 |  | 3 |"), cells_of("\t(一) 予以公开\t0\t")
    (['规章', '1', '', '3'], ['', '(一) 予以公开', '0', ''])
    >>> cells_of("四、结转下年度继续办理 0 0 12")
    ['四、结转下年度继续办理', '0', '0', '12']
    """
    line = without_padding(line.translate(_BARS))
    if "|" in line:
        inner = _LAST_BAR.sub("", line.strip().removeprefix("|"))
        if not inner.strip() and line.strip() == "|":
            return [""] if line != "|" else []
        return [cell.strip().replace("\\|", "|") for cell in _BAR.split(inner)]
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    return [cell for part in _WIDE_GAP.split(line.strip()) for cell in _figures_apart(part) if cell]


def cells_after(line: str, before: str) -> list[str]:
    """Return the cells of a line that stands below another.

    Where each cell has a line and a bar of its own, a bar alone below one that is closed is a blank cell, and
    several, or a blank cell behind the last figure, are what a program has filled a row up with: no cells.

    >>> cells_after("|", "规章 |"), cells_after("|", "规章"), cells_after("|||", "规章 |")
    ([''], [], [])
    >>> cells_after("3 | |", "2 |")
    ['3']
    """
    bars = line.translate(_BARS).strip()
    if not _is_closed(before):
        return cells_of(line)
    if bars.strip("|"):
        cells = cells_of(line)
        is_last = cells[:1] != [""] and not any(cells[1:]) and all(map(looks_like_figure, cells))
        return cells[:1] if is_last else cells
    return [""] if bars == "|" else []


def is_bars(line: str) -> bool:
    """Tell whether a line holds bars and nothing else.

    >>> is_bars("| |"), is_bars(""), is_bars("| - |")
    (True, False, False)
    """
    return line.strip() != "" and not line.translate(_BARS).replace("|", "").strip()


def closes_cell(line: str, before: str) -> bool:
    """Tell whether a line is no more than the bar behind the only cell of the line above it.

    Behind a figure that has a bar before it, it is the end of a row.

    >>> closes_cell("|", "| 规章"), closes_cell("|", "规章 | 0"), closes_cell("|", "规章 |")
    (True, False, False)
    """
    bars, above = line.translate(_BARS).strip(), before.translate(_BARS).strip()
    if bars != "|" or not above.strip("|") or _BAR.search(above, 1):
        return False
    return above[0] != "|" or not looks_like_figure(above[1:])


def fills_up(line: str, before: str) -> bool:
    """Tell whether a line has bars that fill its row up, or is nothing else below a closed cell.

    >>> fills_up("0 | ||", "规章 |"), fills_up("||", "0 |"), fills_up("|", "0 |")
    (True, True, False)
    """
    line = line.translate(_BARS)
    is_below = is_bars(line) and _is_closed(before)
    return without_padding(line) != line or (is_below and len(line.strip()) > 1)


def without_padding(line: str) -> str:
    """Return a line without the bars a program has filled its row up with.

    >>> without_padding("规章 | 0 | ||"), without_padding("规章 | 0 | |"), without_padding("规章|0||")
    ('规章 | 0 |', '规章 | 0 | |', '规章|0||')
    """
    if not line.rstrip().endswith("||"):
        return line
    start = len(line.rstrip().rstrip("|"))
    body = line[:start].rstrip()
    return body if start > len(body) and body.endswith("|") else line


def _is_closed(line: str) -> bool:
    """Tell whether a line ends with the bar behind a cell."""
    return _LAST_BAR.search(line.translate(_BARS)) is not None


def _figures_apart(text: str) -> list[str]:
    parts = _GAP.split(text)
    if len(parts) > 1 and all(looks_like_figure(part) for part in parts):
        return parts
    match = _LABEL_AND_FIGURES.fullmatch(text)
    return [match["label"], *match["figures"].split()] if match else [text]
