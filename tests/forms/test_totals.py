"""Totals: computed where they are left out, kept where they are given, blank where a part is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport.errors import DataError
from govreport.forms import Amount, Columns, Count, Rows, column, group, ogi2014, ogi2021, row, spanner, total
from govreport.forms._figures import add
from govreport.forms.ogi2021 import Applicants, Organisations, Results


class Parts(Columns):
    one: Count = column("一项")
    two: Count = column("二项")


class Line(Columns):
    all: Count = total("计")
    first: Count = column("甲")
    parts: Parts = spanner("乙")


class Sums(Rows):
    total: Line = total("总计")
    first: Line = row("甲")
    second: Line = row("乙")


class Money(Columns):
    first: Amount = column("甲")
    second: Count = column("乙")
    sum: Amount = total("计")


def line(first: int | None, one: int | None, two: int | None) -> Line:
    return Line(first=first, parts=Parts(one=one, two=two))


def test_a_row_adds_up_its_columns_wherever_the_total_stands() -> None:
    assert line(1, 2, 3).all == 6
    assert Line(all=7, first=1, parts=Parts(one=2, two=3)).all == 7
    assert Line(all=None, first=1, parts=Parts(one=2, two=3)).all is None


def test_a_sum_with_a_blank_part_is_blank() -> None:
    assert line(1, 2, None).all is None
    assert Line(first=1).all is None
    sums = Sums(first=line(1, 2, 3), second=line(1, None, 3))
    assert sums.total.first == 2
    assert sums.total.parts.one is None
    assert sums.total.parts.two == 6
    assert sums.total.all is None


def test_a_total_row_adds_up_every_column() -> None:
    sums = Sums(first=line(1, 2, 3), second=line(10, 20, 30))
    assert sums.total == line(11, 22, 33)


def test_a_total_row_given_in_part_is_completed() -> None:
    given = Line(first=99, parts=Parts(one=None))
    sums = Sums(first=line(1, 2, 3), second=line(10, 20, 30), total=given)
    assert sums.total.first == 99
    assert sums.total.parts.one is None
    assert sums.total.parts.two == 33
    assert sums.total.all is None


def test_a_total_row_given_whole_is_kept() -> None:
    wrong = Line(all=5, first=1, parts=Parts(one=1, two=1))
    assert Sums(first=line(1, 2, 3), second=line(1, 2, 3), total=wrong).total == wrong


def test_counts_and_amounts_add_up_exactly() -> None:
    assert Money(first=Decimal("0.10"), second=2).sum == Decimal("2.10")
    assert str(Money(first=Decimal("72701.2500"), second=0).sum) == "72701.2500"


def test_a_total_given_right_equals_one_computed() -> None:
    computed, given = line(1, 2, 3), Line(all=6, first=1, parts=Parts(one=2, two=3))
    assert computed == given
    assert hash(computed) == hash(given)


def test_groups_inside_groups_are_added_up_by_their_rows() -> None:
    nothing = Organisations(business=0, research=0, public_welfare=0, legal_service=0, other=0)
    zero = Applicants(natural_person=0, organisation=nothing)
    three = Applicants(natural_person=3, organisation=nothing)
    data = {"granted": three, "partly_granted": zero}
    reasons = {
        "denied": dict.fromkeys(ogi2021.Denied._fields, zero),
        "unavailable": dict.fromkeys(ogi2021.Unavailable._fields, three),
        "not_processed": dict.fromkeys(ogi2021.NotProcessed._fields, zero),
        "other": dict.fromkeys(ogi2021.Other._fields, zero),
    }
    results = Results(
        **data,
        denied=ogi2021.Denied(**reasons["denied"]),
        unavailable=ogi2021.Unavailable(**reasons["unavailable"]),
        not_processed=ogi2021.NotProcessed(**reasons["not_processed"]),
        other=ogi2021.Other(**reasons["other"]),
    )
    assert results.total == Applicants(natural_person=12, organisation=nothing)


def test_rows_of_single_values_have_totals_too() -> None:
    received = ogi2014.Received(in_person=1, by_fax=2, online=3, by_letter=4)
    assert received.total == 10
    assert ogi2014.Received(total=11, in_person=1, by_fax=2, online=3, by_letter=4).total == 11
    denied = ogi2014.Denied(**dict.fromkeys(list(ogi2014.Denied._fields)[1:], 1))
    replies = ogi2014.Replies(
        already_public=1,
        granted=1,
        partly_granted=1,
        denied=denied,
        other_organ=0,
        not_existing=0,
        to_be_corrected=0,
        other_way=0,
    )
    assert (denied.total, replies.total) == (6, 9)


@pytest.mark.parametrize("value", [True, 1.0, "3", 3.5, Decimal(3), [], {}])
def test_a_count_is_a_whole_number_and_nothing_else(value: object) -> None:
    with pytest.raises(DataError, match="整数"):
        Parts(one=value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1.5, True, "abc", "NaN", Decimal("Infinity"), []])
def test_an_amount_is_a_decimal_and_no_binary_float(value: object) -> None:
    with pytest.raises(DataError):
        Money(first=value)  # type: ignore[arg-type]


def test_an_amount_keeps_its_digits() -> None:
    assert str(Money(first="96171.60").first) == "96171.60"  # type: ignore[arg-type]
    assert Money(first=Decimal("-0.5")).first == Decimal("-0.5")


def test_a_group_in_a_group_keeps_its_label_path() -> None:
    class Deep(Rows):
        sums: Sums = group("组")

    assert Deep(sums=Sums(first=line(1, 1, 1), second=line(1, 1, 1))).sums.total.all == 6


def test_a_sum_of_the_longest_amounts_is_exact() -> None:
    longest = Decimal("9" * 30 + "." + "9" * 30)
    assert add(iter([longest, Decimal("1E-30"), 1])) == Decimal(10**30 + 1)
