"""Lists of agencies: the names that are expected, from a text or a table with a name in every row."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Final

from govreport.errors import FileKindError, SourceError
from govreport.gate.filebytes import read_bytes
from govreport.gate.filekind import recognise_file
from govreport.messages import Message
from govreport.roster import names_agency
from govreport.sources.datafile import decode_text
from govreport.sources.plaindata import illegal_character
from govreport.text.outline import find_illegal
from govreport.text.wording import normalise_label

_HEADS: Final = frozenset({"name", "名称", "单位", "单位名称"})
"""What the column of names may be called besides what a sheet of reports calls it; where none is, it is the
first, and the first row a name."""
_NO_NAME: Final = re.compile(r"[<>{}=:|\\]|\A-")
"""What stands in programs, data and letters, and in the name of no agency."""
_EXPECTED: Final = Message("每行一个名称，或有“名称”一列", "a name on every line, or a column called name")
_CHOOSE: Final = Message(
    "选用机关名单：文本、CSV 或工作簿", "choose a list of agencies: a text, a CSV or a workbook"
)


def read_names(path: Path) -> tuple[str, ...]:
    """Return the names in a list, each once, in the order they stand.

    The list is a text with a name on a line, or a table of comma, semicolon or tab separated values of
    which one column holds the names. Lines that begin with ``#`` and rows without a name are left out.

    Raises:
        SourceError: If the file cannot be read, is no list, or holds no name.
    """
    text = _text(path)
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if not line.startswith("#")]
    rows = [
        row for row in csv.reader(lines, delimiter=_delimiter(lines)) if any(cell.strip() for cell in row)
    ]
    heads = rows[0] if rows else []
    column = next((at for at, head in enumerate(heads) if _is_head(head)), None)
    names = [row[column or 0].strip() for row in rows[column is not None :] if len(row) > (column or 0)]
    found = tuple(dict.fromkeys(name for name in names if name))
    if not found:
        what = Message("名单里没有机关名称", "the list holds no name of an agency")
        raise SourceError.of(what, where=str(path), expected=_EXPECTED, remedy=_CHOOSE)
    for name in found:
        if _NO_NAME.search(name):
            what = Message("名单里有一行不是机关名称", "a line of the list is no name of an agency")
            raise SourceError.of(what, where=str(path), found=name[:60], expected=_EXPECTED, remedy=_CHOOSE)
    return found


def _text(path: Path) -> str:
    """Return the text of a list; a file of another kind is refused as what it is."""
    raw = read_bytes(path)
    if (kind := recognise_file(raw)) is not None:
        what = Message("这不是机关名单，而是{kind}", "this is no list of agencies but {kind}")
        raise FileKindError.of(
            what.format(kind=kind.name), where=str(path), expected=_EXPECTED, remedy=_CHOOSE
        )
    text, _ = decode_text(raw, str(path))
    if (found := find_illegal(text)) is not None:
        line = 1 + text.count("\n", 0, found[0])
        raise illegal_character(text, found[0], f"{path}:{line}")
    return text


def _is_head(text: str) -> bool:
    return names_agency(text) or normalise_label(text).casefold() in _HEADS


def _delimiter(lines: list[str]) -> str:
    first = next(iter(lines), "")
    return max(",;\t", key=first.count)
