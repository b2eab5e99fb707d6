from __future__ import annotations

from datetime import date

import pytest

from govreport.sources.number_formats import Calendar, Format


@pytest.mark.parametrize(
    "code",
    ["yyyy-mm-dd", "m/d", "[h]:mm", "[ss]", "h:mm", 'yyyy"年"m"月"', "[$-804]dddd", "yyyy年", "[Red]d"],
)
def test_a_format_with_a_letter_for_days_or_times_shows_a_day(code: str) -> None:
    assert Format.of(code).is_day


@pytest.mark.parametrize(
    "code", ["General", "0.00", '0"days"', r"0\d", "[Red]0", "[$-804]0", '#,##0_d;"月"0', "@"]
)
def test_letters_in_quotes_colours_and_room_show_no_day(code: str) -> None:
    assert not Format.of(code).is_day


@pytest.mark.parametrize(
    ("number", "is_day", "places"), [("14", True, 0), ("2", False, 2), ("0", False, 0), ("x", False, 0)]
)
def test_a_built_in_format_is_known_by_its_number(number: str, is_day: bool, places: int) -> None:
    assert Format.built_in(number) == Format(is_day, places)


@pytest.mark.parametrize(
    ("number", "early", "late"),
    [
        (0, None, date(1904, 1, 1)),
        (1, date(1900, 1, 1), date(1904, 1, 2)),
        (59.9, date(1900, 2, 28), date(1904, 2, 29)),
        (60, None, date(1904, 3, 1)),
        (61, date(1900, 3, 1), date(1904, 3, 2)),
        (2957003, date(9995, 12, 30), date(9999, 12, 31)),
        (2957004, date(9995, 12, 31), None),
        (2958465.9, date(9999, 12, 31), None),
        (2958466, None, None),
        (float("inf"), None, None),
        (float("nan"), None, None),
    ],
)
def test_days_are_counted_from_1900_or_from_1904(
    number: float, early: date | None, late: date | None
) -> None:
    assert (Calendar().day(number), Calendar(is_late=True).day(number)) == (early, late)
