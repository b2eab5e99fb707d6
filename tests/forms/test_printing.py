"""What stands in a cell, as a text."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest

from govreport.forms import ogi2019, ogi2021, website2018
from govreport.forms._fields import Field
from govreport.forms._printing import CellValue, format_cell

COUNT = ogi2021.Documents._fields["issued"]
CHANGE = ogi2019.Items._fields["change"]
AMOUNT = ogi2021.Fees._fields["amount"]
PRINTED = ogi2019.Purchases._fields["amount"]
WORDS = website2018.Site._fields["name"]
FLAG = website2018.Security._fields["drill"]
CHOICE = website2018.Site._fields["kind"]
CHOICES = website2018.Site._fields["innovation"]


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        (COUNT, 0, "0"),
        (COUNT, 12345678, "12345678"),
        (CHANGE, -3, "-3"),
        (CHANGE, 3, "3"),
        (AMOUNT, Decimal("96171.60"), "96171.60"),
        (AMOUNT, Decimal("72701.2578"), "72701.2578"),
        (AMOUNT, Decimal("1E+3"), "1000"),
        (AMOUNT, Decimal("-0.00"), "0.00"),
        (AMOUNT, Decimal("0.0000001"), "0.0000001"),
        (PRINTED, "251000元", "251000元"),
        (WORDS, "甲 乙", "甲 乙"),
        (FLAG, True, "☑是　□否"),
        (FLAG, False, "□是　☑否"),
        (FLAG, None, "□是　□否"),
        (CHOICE, "部门网站", "□政府门户网站　☑部门网站　□专项网站"),
        (CHOICE, None, "□政府门户网站　□部门网站　□专项网站"),
        (CHOICES, None, "□搜索即服务　□多语言版本　□无障碍浏览　□千人千网　□其他"),
        (CHOICES, ("其他",), "□搜索即服务　□多语言版本　□无障碍浏览　□千人千网　☑其他"),
        (
            CHOICES,
            ("千人千网", "搜索即服务"),
            "☑搜索即服务　□多语言版本　□无障碍浏览　☑千人千网　□其他",
        ),
    ],
)
def test_a_value_is_printed_as_the_form_prints_it(field: Field, value: CellValue, text: str) -> None:
    assert format_cell(field, value) == text


@pytest.mark.parametrize("field", [COUNT, CHANGE, AMOUNT, PRINTED, WORDS])
def test_a_blank_is_nothing_and_never_a_zero(field: Field) -> None:
    assert format_cell(field, None) == ""


def test_digits_do_not_depend_on_the_precision_of_the_caller() -> None:
    with localcontext() as context:
        context.prec = 3
        assert format_cell(AMOUNT, Decimal("72701.2578")) == "72701.2578"
