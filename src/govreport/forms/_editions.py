"""Which form a report is of, and for which years: what is known of a form as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pydantic_core import PydanticCustomError

from govreport.errors import DataError, FormError, Problem
from govreport.forms._validation import PROBLEMS, as_written, problem_of
from govreport.messages import Message

YEARS: Final = range(1949, 3000)
"""The years a report can be of."""


@dataclass(frozen=True, slots=True)
class FormInfo:
    """What is known of a form as a whole.

    Attributes:
        name: Its name in data files and on the command line, e.g. ``ogi2021``.
        kind: ``ogi`` for the report on open government information.
        first_year: The first report year the form serves.
        last_year: The last one; None while it is in force.
        basis: The notice that prescribes the form, with its number.
        report_title: What the report calls itself, after agency and year.
    """

    name: str
    kind: str
    first_year: int
    last_year: int | None
    basis: str
    report_title: str

    def serves(self, year: int) -> bool:
        """Tell whether the form is the one in force for a report year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    @property
    def years(self) -> str:
        """The years it serves, as ``2021–`` or ``2019–2020``."""
        return f"{self.first_year}–{self.last_year or ''}"


def valid_year(value: int) -> int:
    """Return a year a report can be of; pydantic is told of any other."""
    if value not in YEARS:
        raise PydanticCustomError(PROBLEMS, PROBLEMS, {PROBLEMS: [_no_year(value)]})
    return value


def require_year(year: int, *, place: str) -> None:
    """Refuse a year no report can be of; `place` is where it stands.

    Raises:
        DataError: If it is no whole number, is before 1949 or has not four digits.
    """
    if type(year) is not int:
        raise DataError(problem_of("int_type", year, place))
    if year not in YEARS:
        raise DataError(_no_year(year).at(place))


def _no_year(year: int) -> Problem:
    return Problem(
        Message("年份不对", "not a year"),
        found=as_written(year),
        expected=f"{YEARS[0]}–{YEARS[-1]}",
        remedy=Message("改成报告的年度", "give the year the report is of"),
    )


def checked_years(form: str, years: object) -> tuple[int, int | None]:
    """Return the first and the last year a form serves, if they are that.

    Raises:
        FormError: If they are not.
    """
    match years:
        case (int(first), None):
            return first, None
        case (int(first), int(last)) if first <= last:
            return first, last
    raise FormError.of(
        Message("这不是起止年份", "these are no first and last year"),
        where=form,
        found=as_written(years),
        expected="years=(2019, 2020); years=(2021, None)",
    )
