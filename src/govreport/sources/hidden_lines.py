"""Rows and columns of a sheet that are not shown (ECMA-376 part 1, 18.3.1.13 and 18.3.1.73)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from lxml import etree

from govreport.addresses import cell_name
from govreport.messages import Message
from govreport.sources.workbook_parts import is_index

HIDDEN_LINES: Final = Message(
    "隐藏的行或列也读取了（{lines}）", "hidden rows or columns were read too ({lines})"
)
_HIDES: Final = (b" hidden=", b' ht="0', b" ht='0", b' width="0', b" width='0")
_COLUMNS: Final = 16_384
_NAMED: Final = 10
"""So many rows and columns are named; of more it is said that there are more."""
_ON: Final = ("1", "true")


class HiddenLines(NamedTuple):
    """The rows and columns of a sheet that are not shown, counted from 0."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()

    def among(self, places: Iterable[tuple[int, int]]) -> str:
        """Return the names of those in which some of the places stand; empty if none is hidden.

        >>> HiddenLines(frozenset({8}), frozenset({1})).among([(8, 1), (2, 0)])
        '9, B'
        """
        if not self.rows and not self.columns:
            return ""
        rows: set[int] = set()
        columns: set[int] = set()
        for row, column in places:
            if row in self.rows:
                rows.add(row)
            if column in self.columns:
                columns.add(column)
        names = [str(row + 1) for row in sorted(rows)]
        names += [cell_name(0, column).rstrip("1") for column in sorted(columns)]
        return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


NO_LINES: Final = HiddenLines()


def hidden_lines(sheet: etree._Element, space: str) -> HiddenLines:
    """Return the rows and columns that are hidden, or have no height or width."""
    rows: set[int] = set()
    number = -1
    for row in sheet.iter(space + "row"):
        written = row.get("r", "")
        number = int(written) - 1 if is_index(written) else number + 1
        if row.get("hidden") in _ON or _is_zero(row.get("ht")):
            rows.add(number)
    hidden = bytearray(_COLUMNS)
    for column in sheet.iter(space + "col"):
        first, last = column.get("min", ""), column.get("max", "")
        if column.get("hidden") in _ON or _is_zero(column.get("width")):
            start, stop = (int(each) if is_index(each) else 0 for each in (first, last))
            stop = min(stop, _COLUMNS)
            if 0 < start <= stop:
                hidden[start - 1 : stop] = b"\1" * (stop - start + 1)
    return HiddenLines(frozenset(rows), frozenset(at for at, is_set in enumerate(hidden) if is_set))


def may_hide(part: bytes) -> bool:
    """Tell whether the part of a sheet may hide rows or columns, without parsing it."""
    return any(each in part for each in _HIDES)


def _is_zero(size: str | None) -> bool:
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False
