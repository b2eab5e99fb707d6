"""What spreadsheets make of texts: the names of cells, and what they take for a formula."""

from __future__ import annotations

import re
from typing import Final

EVALUATED: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a text begins that some program would take for a formula; to some, full-width signs are no others."""

_GUARDED: Final = re.compile(rf"'*\s*[{''.join(map(re.escape, EVALUATED))}]")
_PLAIN_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_NAME: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def cell_name(row: int, column: int, *, absolute: bool = False) -> str:
    """Return the name of a cell, from row and column counted from 0.

    >>> cell_name(6, 2), cell_name(0, 26), cell_name(0, 1, absolute=True)
    ('C7', 'AA1', '$B$1')
    """
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"${letters}${row + 1}" if absolute else f"{letters}{row + 1}"


def cell_place(name: str) -> tuple[int, int] | None:
    """Return row and column, counted from 0, of a name like ``B3``; None where it is none.

    >>> cell_place("AA1"), cell_place("B")
    ((0, 26), None)
    """
    match = _NAME.fullmatch(name)
    if match is None or not int(match[2]):
        return None
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def guarded(text: str) -> str:
    """Return a text for separated values: with an apostrophe, where a spreadsheet would evaluate it.

    So has a text that opens like one that has its apostrophe already: `unguarded` gives every text back.

    >>> guarded("=1+1"), guarded("-5.0"), guarded("--5"), guarded("'=1")
    ("'=1+1", '-5.0', "'--5", "''=1")
    """
    return f"'{text}" if _GUARDED.match(text) and not _PLAIN_NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Return a text of separated values without the apostrophe that keeps it from being evaluated.

    >>> unguarded("'=1+1"), unguarded("''=1"), unguarded("'甲'")
    ('=1+1', "'=1", "'甲'")
    """
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
