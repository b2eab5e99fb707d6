"""Errors in a form class are said when the class is defined."""

from __future__ import annotations

import pytest

from govreport import report
from govreport.errors import FormError
from govreport.forms import (
    Amount,
    Columns,
    Count,
    Rows,
    Text,
    column,
    group,
    row,
    section,
    spanner,
    table,
    total,
)


class Two(Columns):
    first: Count = column("甲")
    second: Count = column("乙")


class One(Columns):
    only: Count = column("甲")


def test_two_totals() -> None:
    with pytest.raises(FormError, match="两个总计"):

        class Wrong(Columns):
            first: Count = column("甲")
            one: Count = total("计")
            two: Count = total("总计")


def test_a_total_of_nothing() -> None:
    with pytest.raises(FormError, match="没有可加的项"):

        class Wrong(Columns):
            all: Count = total("计")


def test_a_field_without_a_label() -> None:
    with pytest.raises(FormError, match="没有标签") as caught:

        class Wrong(Columns):
            first: Count

    assert "Wrong.first" in str(caught.value)
    with pytest.raises(FormError, match="没有标签"):

        class Blank(Columns):
            first: Count = column("")


def test_a_label_without_an_annotation() -> None:
    with pytest.raises(FormError, match="没有类型标注"):

        class Wrong(Columns):
            first = column("甲")


def test_the_same_label_twice() -> None:
    with pytest.raises(FormError, match="两次"):

        class Wrong(Columns):
            first: Count = column("甲")
            second: Count = column("甲")


@pytest.mark.parametrize("beginning", ["乙", "甲乙", "甲乙丙"])
def test_a_break_that_is_not_inside_its_label(beginning: str) -> None:
    with pytest.raises(FormError, match="不在这几个字后面换行"):

        class Wrong(Columns):
            first: Count = column("甲乙", break_after=beginning)


def test_a_class_that_contains_itself() -> None:
    with pytest.raises(FormError, match="没有定义"):

        class Wrong(Rows):
            again: Wrong = group("再")


def test_a_class_without_fields() -> None:
    class Empty(Columns):
        pass

    with pytest.raises(FormError, match="一个字段也没有"):

        class Wrong(Rows):
            first: Empty = row("甲")


def test_kinds_that_do_not_fit_their_types() -> None:
    with pytest.raises(FormError, match="种类"):

        class ColumnOfColumns(Columns):
            first: Two = column("甲")

    with pytest.raises(FormError, match="种类"):

        class SpannerOfFigures(Columns):
            first: Count = spanner("甲")

    with pytest.raises(FormError, match="种类"):

        class GroupOfColumns(Rows):
            first: Two = group("甲")

    with pytest.raises(FormError, match="种类"):

        class TextInATable(Rows):
            first: Text = row("甲")

    with pytest.raises(FormError, match="种类"):

        class TableOfText(report.Report, name="wrong"):
            first: Text = table("甲")

    with pytest.raises(FormError, match="种类"):

        class SectionOfRows(report.Report, name="wrong"):
            first: Two = section("甲")


def test_rows_of_unlike_columns_need_a_block() -> None:
    with pytest.raises(FormError, match="行列数不同"):

        class Wrong(Rows):
            first: Two = row("甲")
            second: One = row("乙")

    class Right(Rows):
        first: Two = row("甲", block="一块")
        second: One = row("乙", block="二块")


def test_a_block_may_not_begin_inside_a_group() -> None:
    class Inner(Rows):
        first: Two = row("甲", block="一块")

    with pytest.raises(FormError, match="最外层"):

        class Wrong(Rows):
            inner: Inner = group("组")


def test_a_total_row_adds_up_rows_of_its_own_columns() -> None:
    with pytest.raises(FormError):

        class Wrong(Rows):
            first: Two = row("甲", block="一块")
            second: One = row("乙", block="二块")
            all: Two = total("计")


@pytest.mark.parametrize("balance", ["first", "first = ", "first == second", "a = b = c", "= first"])
def test_a_relation_that_cannot_be_read(balance: str) -> None:
    with pytest.raises(FormError, match="看不懂的等式"):

        class Wrong(Columns, balance=balance):
            first: Count = column("甲")
            second: Count = column("乙")


def test_a_relation_of_a_field_that_does_not_exist() -> None:
    with pytest.raises(FormError, match="路径不存在") as caught:

        class Wrong(Columns, balance="first = secnd"):
            first: Count = column("甲")
            second: Count = column("乙")

    assert "secnd" in str(caught.value)
    with pytest.raises(FormError, match="路径不存在"):

        class WrongBound(Columns, bounds={"bound": "first >= third"}):
            first: Count = column("甲")
            second: Amount = column("乙")


def test_a_form_defined_inside_a_function_finds_its_own_classes() -> None:
    class Inner(Columns):
        first: Count = column("甲")

    class Mine(report.Report, name="mine"):
        text: Text = section("一、文字")
        counts: Inner = table("二、数字")

    made = Mine.from_data({"year": 2024, "agency": {"name": "甲局"}, "counts": {"甲": 3}})
    assert made.counts.first == 3
