"""Layouts the official forms do not have: labels that repeat, headings inside, totals of unlike rows."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest

from govreport import report
from govreport.errors import FormError
from govreport.forms import (
    Amount,
    Columns,
    Count,
    Grid,
    Role,
    Rows,
    Words,
    column,
    grid_of,
    group,
    ogi2021,
    row,
    spanner,
    table,
    total,
)


class One(Columns):
    only: Count = column("数")


class Two(Columns):
    first: Count = column("甲")
    second: Count = column("乙")


class Deep(Rows):
    kind: One = row("种类")


class Same(Rows):
    inner: Deep = group("组")


class Repeated(Rows):
    one: Same = group("一组")
    two: Same = group("二组")


class Value(Rows):
    value: Count = row("值", unit="件")


class Named(Rows):
    inner: Value = group("组")


class Unnamed(Rows):
    one: Value = group()
    two: Value = group()


class Outline(Rows, outline=("指标", "单位", "数")):
    one: Named = group("一组")
    two: Named = group("二组")


class Signed(Rows):
    name: Words = row("填报人")
    count: Count = row("份数")


class SignedOutline(Rows, outline=("指标", "单位", "数")):
    one: Value = group("一组")
    foot: Signed = group()


class Headed(Columns, heading="合称"):
    first: Count = column("甲")
    second: Count = column("乙")


class Spanned(Columns):
    left: Headed = spanner("左")
    right: Headed = spanner("右")


class Pairs(Rows, pairs=True):
    one: Count = row("一")
    two: Count = row("二")
    three: Count = row("三")


class Beside(Rows):
    alone: Count = row("零")
    pairs: Pairs = group()


def drawn(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.label.printed or cell.path)
        for cell in grid.cells
    ]


def test_equal_labels_under_different_groups_are_drawn_apart() -> None:
    assert drawn(grid_of(Repeated, "t")) == [
        (0, 0, 1, 3, ""),
        (0, 3, 1, 1, "数"),
        (1, 0, 1, 1, "一组"),
        (1, 1, 1, 1, "组"),
        (1, 2, 1, 1, "种类"),
        (1, 3, 1, 1, "t.one.inner.kind.only"),
        (2, 0, 1, 1, "二组"),
        (2, 1, 1, 1, "组"),
        (2, 2, 1, 1, "种类"),
        (2, 3, 1, 1, "t.two.inner.kind.only"),
    ]


def test_equal_rows_of_groups_without_label_are_two_rows() -> None:
    assert drawn(grid_of(Unnamed, "t")) == [
        (0, 0, 1, 1, "值"),
        (0, 1, 1, 1, "t.one.value"),
        (1, 0, 1, 1, "值"),
        (1, 1, 1, 1, "t.two.value"),
    ]


def test_an_outline_repeats_a_group_under_another() -> None:
    grid = grid_of(Outline, "t")
    assert [cell.label.text for cell in grid.cells if cell.role is Role.STUB] == [
        *("一组", "组", "值"),
        *("二组", "组", "值"),
    ]
    assert grid.bound_rows == {0, 1, 2, 4, 5}
    assert [cell.path for cell in grid.figures()] == ["t.one.inner.value", "t.two.inner.value"]


def test_words_in_an_outline_take_the_place_of_their_unit() -> None:
    assert drawn(grid_of(SignedOutline, "t"))[-5:] == [
        (3, 0, 1, 1, "填报人"),
        (3, 1, 1, 2, "t.foot.name"),
        (4, 0, 1, 1, "份数"),
        (4, 1, 1, 1, ""),
        (4, 2, 1, 1, "t.foot.count"),
    ]


def test_a_heading_stands_between_a_spanner_and_its_columns() -> None:
    assert drawn(grid_of(Spanned, "t"))[:8] == [
        (0, 0, 1, 2, "左"),
        (0, 2, 1, 2, "右"),
        (1, 0, 1, 2, "合称"),
        (1, 2, 1, 2, "合称"),
        (2, 0, 1, 1, "甲"),
        (2, 1, 1, 1, "乙"),
        (2, 2, 1, 1, "甲"),
        (2, 3, 1, 1, "乙"),
    ]


def test_a_pair_shares_a_line_and_an_odd_row_at_the_end_has_one_of_its_own() -> None:
    assert drawn(grid_of(Beside, "t")) == [
        (0, 0, 1, 1, "零"),
        (0, 1, 1, 3, "t.alone"),
        (1, 0, 1, 1, "一"),
        (1, 1, 1, 1, "t.pairs.one"),
        (1, 2, 1, 1, "二"),
        (1, 3, 1, 1, "t.pairs.two"),
        (2, 0, 1, 1, "三"),
        (2, 1, 1, 3, "t.pairs.three"),
    ]


@pytest.mark.parametrize(
    ("table_name", "path", "labels"),
    [
        (
            "applications",
            "results.denied.state_secret.organisation.business",
            ("三、本年度办理结果", "（三）不予公开", "1.属于国家秘密", "法人或其他组织", "商业企业"),
        ),
        ("applications", "received.total", ("一、本年新收政府信息公开申请数量", "总计")),
        ("disputes", "litigation_direct.pending", ("行政诉讼", "未经复议直接起诉", "尚未审结")),
        ("disclosure", "licences.decisions", ("行政许可", "本年处理决定数量")),
    ],
)
def test_a_figure_knows_the_labels_that_lead_to_it(
    table_name: str, path: str, labels: tuple[str, ...]
) -> None:
    grid = ogi2021.Report.grids()[table_name]
    assert [cell.labels for cell in grid.figures() if cell.path == f"{table_name}.{path}"] == [labels]


def test_a_total_row_is_of_the_columns_of_all_its_rows() -> None:
    with pytest.raises(FormError) as caught:

        class Wrong(Rows):
            first: Two = row("甲", block="一块")
            second: One = row("乙", block="二块")
            all: One = total("计")

    assert caught.value.to_text("en").splitlines()[:3] == [
        "the kind of the field does not fit its type",
        "  where: test_a_total_row_is_of_the_columns_of_all_its_rows.<locals>.Wrong: first",
        f"  found: row: {Two.__qualname__}",
    ]


def test_a_total_of_single_values_is_of_their_kind() -> None:
    with pytest.raises(FormError, match="种类"):

        class Wrong(Rows):
            all: Count = total("计")
            first: Amount = row("甲")

    class Right(Rows):
        all: Amount = total("计")
        first: Amount = row("甲")
        second: Amount = row("乙")

    assert Right(first=Decimal("0.10"), second=Decimal("0.2")).all == Decimal("0.30")


def test_sums_keep_every_digit_whatever_the_caller_counts_with() -> None:
    class Money(Columns):
        first: Amount = column("甲")
        second: Amount = column("乙")
        sum: Amount = total("计")

    with localcontext() as context:
        context.prec = 3
        money = Money(first=Decimal("123456789.0001"), second=Decimal("0.0009"))
    assert str(money.sum) == "123456789.0010"


@pytest.mark.parametrize("count", [1, 3])
def test_widths_that_do_not_fit_are_refused_when_the_form_is_defined(count: int) -> None:
    class Wide(Columns, widths=(1,) * count):
        first: Count = column("甲")
        second: Count = column("乙")

    with pytest.raises(FormError) as caught:

        class Mine(report.Report, name="mine"):
            figures_: Wide = table("一、甲")

    assert caught.value.to_text("en").splitlines() == [
        "the widths do not fit the columns",
        f"  where: {Wide.__qualname__}",
        f"  found: {(1,) * count}",
        "  expected: 2 numbers",
    ]
