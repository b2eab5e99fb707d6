"""Lists of agencies: the names that are expected, from a text or a table with a name in every row."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from govreport.errors import SourceError
from govreport.gate.filebytes import read_bytes
from govreport.messages import Message
from govreport.roster import names_agency
from govreport.sources.datafile import decode_text
from govreport.text.wording import normalise_label

_HEADS: Final = frozenset({"name", "名称", "单位", "单位名称"})
"""What the column of names may be called besides what a sheet of reports calls it; where none is, it is the
first, and the first row a name."""


def read_names(path: Path) -> tuple[str, ...]:
    """Return the names in a list, each once, in the order they stand.

    The list is a text with a name on a line, or a table of comma, semicolon or tab separated values of
    which one column holds the names. Lines that begin with ``#`` and rows without a name are left out.

    Raises:
        SourceError: If the file cannot be read, or holds no name.
    """
    text, _ = decode_text(read_bytes(path), str(path))
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if not line.startswith("#")]
    rows = [
        row for row in csv.reader(lines, delimiter=_delimiter(lines)) if any(cell.strip() for cell in row)
    ]
    heads = rows[0] if rows else []
    column = next((at for at, head in enumerate(heads) if _is_head(head)), None)
    names = [row[column or 0].strip() for row in rows[column is not None :] if len(row) > (column or 0)]
    found = tuple(dict.fromkeys(name for name in names if name))
    if not found:
        raise SourceError.of(
            Message("名单里没有机关名称", "the list holds no name of an agency"),
            where=str(path),
            expected=Message("每行一个名称，或有“名称”一列", "a name on every line, or a column called name"),
        )
    return found


def _is_head(text: str) -> bool:
    return names_agency(text) or normalise_label(text).casefold() in _HEADS


def _delimiter(lines: list[str]) -> str:
    first = next(iter(lines), "")
    return max(",;\t", key=first.count)
