from __future__ import annotations

from decimal import Decimal

import pytest

from govreport.text.folding import fold
from govreport.text.quantities import find_quantities


def found(text: str) -> list[tuple[str, str]]:
    return [(str(each.value), each.unit) for each in find_quantities(fold(text).text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理12件", [("12", "件")]),
        ("受理十二件、三百零五件", [("12", "件"), ("305", "件")]),
        ("公开1.2万条", [("12000.0", "条")]),
        ("占12.50%", [("12.50", "%")]),
        ("部分公开67，占4.6%", [("67", ""), ("4.6", "%")]),
        ("12345热线受理3件", [("3", "件")]),
        ("2024年1月1日至12月31日", []),
        ("国办发〔2021〕30号、第36条、《条例》三十六条", []),
        ("按照20个工作日的时限，下降2.1个百分点", []),
        ("收取3940元", [("3940", "元")]),
    ],
)
def test_figures_with_their_units(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["约300件", "18万余条", "100多件", "近50件", "200件以上", "30件左右"])
def test_approximate_figures_are_vague(text: str) -> None:
    assert [each.is_vague for each in find_quantities(text)] == [True]


def test_places_are_those_that_are_written() -> None:
    assert [each.places for each in find_quantities("占12.50%，占13%")] == [2, 0]


def test_units_of_cases_are_one() -> None:
    one, other, third = find_quantities("3件、4起、5条")
    assert one.counts_like(other)
    assert not one.counts_like(third)
    assert one.value == Decimal(3)
