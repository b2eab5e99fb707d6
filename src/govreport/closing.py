"""What a report may carry besides its sections and tables: the handling fee, notes, and the sign-off."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import ceil
from typing import Annotated, Final

from pydantic import BeforeValidator, Strict
from pydantic_core import PydanticCustomError

from govreport.errors import DataError
from govreport.forms._fields import fact
from govreport.forms._figures import Amount, Count, Line, prose, yes_or_no
from govreport.forms._mapping import FieldReader
from govreport.forms._record import Record
from govreport.forms._validation import PROBLEMS
from govreport.text.dates import format_date, parse_date

_LINE: Final = 56
"""The width of a line of the page in halves of a character: 28 characters (GB/T 9704, clause 5.2)."""


def _date(value: object) -> object:
    if isinstance(value, str):
        try:
            return parse_date(value)
        except DataError as exc:
            raise PydanticCustomError("date_type", "date_type") from exc
    return value


Date = Annotated[Annotated[datetime.date, BeforeValidator(_date), Strict()] | None, "date"]
"""A day: a date, or its text as ``2026-01-09`` or ``2026年1月9日``."""


class HandlingFee(Record):
    """信息处理费 of the year (国办函〔2020〕109号): in how many cases, how much in 元.

    An amount keeps its digits: it is a text or a ``Decimal``, never a float.

    >>> HandlingFee(cases=2, amount="1200.00").amount
    Decimal('1200.00')

    Raises:
        DataError: If a value is of another kind, or a name is no field; the message gives the nearest.
    """

    cases: Count = fact("件数", unit="件")
    amount: Amount = fact("金额", unit="元")


class Signature(Record):
    """The sign-off: who signs and when; what is left out follows from the report.

    With ``seal=True`` it is set out for a seal to be put on it.

    >>> Signature(name="甲局", date="2025年1月20日").date
    datetime.date(2025, 1, 20)

    Raises:
        DataError: If the date is no day, or a name is no field; the message gives the nearest.
    """

    name: Line | None = fact("署名")
    date: Date = fact("日期")
    seal: Annotated[bool, Strict(), BeforeValidator(yes_or_no)] = fact("盖章", default=False)


class Notes(Mapping[str, str]):
    """Prose under the headings of tables, by the name of the table's field."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        self._notes = dict(sorted(notes.items()))

    def __getitem__(self, table: str) -> str:
        return self._notes[table]

    def __iter__(self) -> Iterator[str]:
        return iter(self._notes)

    def __len__(self) -> int:
        return len(self._notes)

    def __hash__(self) -> int:
        return hash(tuple(self._notes.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and self._notes == dict(other)

    def __repr__(self) -> str:
        return f"Notes({self._notes!r})"


class Ignored(Notes):
    """Codes of rules that are not applied to a report, each with the reason."""


def read_ignored(value: object) -> object:
    """Return the rules to ignore from a mapping of codes and reasons; anything else is left to be refused.

    A rule is never left out without a reason.
    """
    if value is None:
        return Ignored({})
    if not isinstance(value, Mapping) or not all(
        isinstance(text, str) and text.strip() for text in value.values()
    ):
        raise PydanticCustomError("ignore_type", "ignore_type")
    return Ignored({str(code): prose(text) for code, text in value.items()})


def read_notes(value: object) -> object:
    """Return notes made from a mapping of texts; anything else is left for the caller to refuse."""
    if value is None:
        return Notes({})
    if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
        raise PydanticCustomError("notes_type", "notes_type")
    return Notes({str(name): prose(text) for name, text in value.items()})


def read_signature(value: object) -> object:
    """Return the signature a data file asks for: true, false, or its name and date.

    Name and date are returned as given, under the names of their fields: they are validated, and what is
    wrong with them told, together with the other fields of the report; so are keys that are no fields.
    """
    if value is True:
        return Signature()
    if value is False:
        return None
    if isinstance(value, Mapping):
        reader = FieldReader(Signature)
        values = reader.read(value)
        if reader.problems:
            raise PydanticCustomError(PROBLEMS, PROBLEMS, {PROBLEMS: reader.problems})
        return values
    return value


def signature_lines(name: str, date: datetime.date | None, *, seal: bool = False) -> list[str]:
    """Return the lines of a sign-off, moved to their places by blanks (GB/T 9704, clause 7.3.5).

    Without seal the name stands two characters from the right and the date begins two characters after
    the name's first; a longer date stands two characters from the right itself. With a seal the date
    stands four characters from the right, and the name is centred over it. A blank line comes first.

    >>> [line.replace("\u3000", "_") for line in signature_lines("甲乙丙丁县人民政府", None)]
    ['', '_________________甲乙丙丁县人民政府']
    """
    width = _width(name)
    if date is None:
        return ["", _blanks(_LINE - 4 - width) + name]
    day = format_date(date)
    if seal:
        start = _LINE - 8 - _width(day)
        return ["", _blanks(start + (_width(day) - width) // 2) + name, _blanks(start) + day]
    if _width(day) > width:
        start = _LINE - 4 - _width(day)
        return ["", _blanks(start - 4) + name, _blanks(start) + day]
    start = _LINE - 4 - width
    return ["", _blanks(start) + name, _blanks(start + 4) + day]


def _width(text: str) -> int:
    """Return the width of a text in halves of a character, rounded up.

    Between Chinese and a digit or Latin letter the word processors leave a quarter of a character.
    """
    wide = [unicodedata.east_asian_width(char) in "WFA" for char in text]
    letters = [char.isalnum() for char in text]
    gaps = sum(
        one != other and letters[at] and letters[at + 1] for at, (one, other) in enumerate(pairwise(wide))
    )
    return sum(wide) + len(wide) + ceil(gaps / 2)


def _blanks(halves: int) -> str:
    return "\u3000" * (max(halves, 0) // 2) + "\u2002" * (max(halves, 0) % 2)
