"""What the sum of a cell is, kind by kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport.aggregation.cells import sum_of
from govreport.forms import ogi2019, ogi2021, website2018
from govreport.forms._figures import Content
from govreport.forms._printing import CellValue
from govreport.report import cell_fields

OLD, NEW, SITE = (cell_fields(form.Report) for form in (ogi2019, ogi2021, website2018))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["1.5万元", "2万元"], "3.5万元"),
        (["1.5万元", "0.25元"], "15000.25元"),
        (["0", "2万元"], "2万元"),
        (["0", None], "0元"),
        (["若干", "2万元"], None),
        (["12", "2万元"], None),
    ],
)
def test_printed_amounts_keep_the_unit_they_share(values: list[CellValue], expected: str | None) -> None:
    assert sum_of(OLD["disclosure.procurement.amount"], values) == expected


@pytest.mark.parametrize(
    ("path", "values", "expected"),
    [
        ("site.services.directory", [True, True], True),
        ("site.services.directory", [True, False], None),
        ("site.kind", ["部门网站", None], "部门网站"),
        ("site.innovation", [("其他",), ("多语言版本",)], None),
        ("site.exchange.messages.days", [Decimal(2), Decimal(4)], None),
        ("site.exchange.messages.days", [Decimal(2), Decimal(2)], Decimal(2)),
        ("site.name", ["甲网", "甲网"], None),
        ("site.visits", [2, 3], 5),
    ],
)
def test_answers_averages_and_words_are_not_added_up(
    path: str, values: list[CellValue], expected: CellValue
) -> None:
    assert sum_of(SITE[path], values) == expected


def test_amounts_are_added_exactly_beyond_the_precision_of_the_context() -> None:
    values: list[CellValue] = [Decimal("12345678901234567890.0001"), Decimal("0.00000000000001")]
    assert NEW["disclosure.fees.amount"].content == Content("amount")
    assert sum_of(NEW["disclosure.fees.amount"], values) == Decimal("12345678901234567890.00010000000001")
