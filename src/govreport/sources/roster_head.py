"""The head of a roster: which row has the headers, and which column each of them means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from govreport.addresses import cell_name
from govreport.errors import DataError, Problem
from govreport.messages import Message
from govreport.report import Report
from govreport.roster import AGENCY, YEAR, Column, column_named, names_agency, nearest_headers
from govreport.sources.sheets import Sheet
from govreport.sources.typed import Raw
from govreport.text.wording import MOST_EXPLAINED

_SEARCHED: Final = 20
"""Rows in which the headers are looked for: a title and remarks may stand above them."""
_REMARKS: Final = frozenset({"序号", "编号", "备注", "no.", "no"})
"""Headers of columns that are people's own."""
_UNKNOWN: Final = Message("表头不认识", "an unknown header")
_TWICE: Final = Message("两列的表头是同一项", "two headers mean the same")
_DIFFER: Final = Message("两行表头不是同一项", "the two rows of headers do not agree")
_NO_HEADER: Final = Message("这一列有内容，却没有表头", "a column with content and without header")


@dataclass(slots=True)
class RosterHead:
    """The head of a sheet with a row per agency.

    Attributes:
        file: The file, for messages.
        sheet: The sheet.
        first: The row of its headers, counted from 0.
        body: The first row of an agency.
        agency: The column of the agency's name.
        year: The column of the year, where the sheet has one.
    """

    file: str
    sheet: Sheet
    first: int
    body: int
    agency: int
    year: int | None = None
    _columns: dict[type[Report], dict[int, Column]] = field(default_factory=dict)
    _said: dict[int, Column] | None = None

    def columns(self, form: type[Report]) -> dict[int, Column]:
        """Return what the columns mean in a form, by their number.

        Raises:
            DataError: With every header that is unknown, stands twice or contradicts its other row.
        """
        if form not in self._columns:
            self._columns[form] = self._resolved(form)
        return self._columns[form]

    def said(self, form: type[Report]) -> dict[int, Column]:
        """Return the columns whose headers a form knows, asked once; nothing is told of the others."""
        if self._said is None:
            self._said = self._scanned(form, None)
        return self._said

    def address(self, row: int, column: int) -> str:
        """Return the place of a cell for messages: ``FILE: SHEET!C7``."""
        sheet = f"{self.sheet.name}!" if self.sheet.name else ""
        return f"{self.file}: {sheet}{cell_name(row, column)}"

    def _resolved(self, form: type[Report]) -> dict[int, Column]:
        problems: list[Problem] = []
        columns = self._scanned(form, problems)
        if problems:
            raise DataError(*problems)
        return columns

    def _scanned(self, form: type[Report], problems: list[Problem] | None) -> dict[int, Column]:
        """Return the columns a form knows; add what is wrong with the headers to the problems."""
        columns: dict[int, Column] = {}
        width = max((len(row) for row in self.sheet.rows), default=0)
        for at in range(width):
            texts = [
                text for row in range(self.first, self.body) if (text := _text(self.sheet.rows[row], at))
            ]
            found = list(filter(None, (column_named(form, text) for text in texts)))
            if found and (problems is None or self._is_sound(found, columns, at, texts, problems)):
                columns.setdefault(at, found[0])
            elif (
                not found and problems is not None and not any(text.casefold() in _REMARKS for text in texts)
            ):
                problems += self._unknown(form, texts, at, after=len(problems))
        return columns

    def _is_sound(
        self,
        found: Sequence[Column],
        columns: dict[int, Column],
        at: int,
        texts: Sequence[str],
        problems: list[Problem],
    ) -> bool:
        """Tell whether the headers of a column mean one thing, and one that no other column means."""
        if any(column != found[0] for column in found):
            problems.append(Problem(_DIFFER, self.address(self.first, at), " / ".join(texts)))
            return False
        if found[0] in columns.values():
            problems.append(self._twice(found[0], columns, at))
            return False
        return True

    def _twice(self, column: Column, columns: dict[int, Column], at: int) -> Problem:
        other = next(number for number, each in columns.items() if each == column)
        remedy = Message("删去其中一列", "delete one of the columns")
        return Problem(
            _TWICE, self.address(self.first, at), column.path, cell_name(self.first, other), remedy
        )

    def _unknown(self, form: type[Report], texts: Sequence[str], at: int, *, after: int) -> Iterable[Problem]:
        if texts:
            headers = nearest_headers(form, texts[-1]) if after < MOST_EXPLAINED else []
            near = " / ".join(headers) or form.info().name
            yield Problem(_UNKNOWN, self.address(self.first, at), " / ".join(texts), near)
            return
        row = next((n for n in range(self.body, len(self.sheet.rows)) if _text(self.sheet.rows[n], at)), None)
        if row is not None:
            yield Problem(_NO_HEADER, self.address(row, at), _text(self.sheet.rows[row], at))


def head_of(sheet: Sheet, forms: Iterable[type[Report]], *, file: str) -> RosterHead | None:
    """Return the head of a sheet, or None if it has no row per agency.

    It has if one of its first rows names the column of agencies and at least one other of some form.
    """
    known = tuple(forms)
    for first, row in enumerate(sheet.rows[:_SEARCHED]):
        columns = _key_columns(row, known)
        if columns is not None:
            below = sheet.rows[first + 1] if first + 1 < len(sheet.rows) else ()
            body = first + 1 + (_key_columns(below, known) == columns)
            return RosterHead(file, sheet, first, body, *columns)
    return None


def _key_columns(row: Sequence[Raw], forms: Sequence[type[Report]]) -> tuple[int, int | None] | None:
    """Return the columns of agency and year, if the row has headers of some form."""
    texts = {at: text for at in range(len(row)) if (text := _text(row, at))}
    if len(texts) < 2 or not any(map(names_agency, texts.values())):
        return None
    for form in forms:
        found = {column.keys: at for at, text in texts.items() if (column := column_named(form, text))}
        if AGENCY in found and len(found) > 1:
            return found[AGENCY], found.get(YEAR)
    return None


def _text(row: Sequence[Raw], at: int) -> str:
    value = row[at] if at < len(row) else None
    return str(value).strip() if value is not None else ""
