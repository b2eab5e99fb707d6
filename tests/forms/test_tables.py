"""Tables: layouts of every kind are drawn whole, and what contradicts itself is refused."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from definitions import defined
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
    row,
    spanner,
    total,
)
from govreport.forms._relations import Operator, Relation, Term, parse_relation, parse_relations
from govreport.forms._sums import identities_of, sums_of
from govreport.forms._tables import Table, leaf_columns


class One(Columns):
    only: Count = column("数")


class Three(Columns):
    first: Count = column("甲")
    second: Count = column("乙")
    total: Count = total("计")


class Two(Columns):
    left: Three = spanner("左")
    right: Three = spanner("右")
    rest: Count = column("余")


class Deep(Columns, heading="顶"):
    old: Two = spanner("旧")
    new: Two = spanner("新")
    other: Count = column("他")
    total: Count = total("总计")


class WithoutCorner(Rows):
    first: Deep = row("一行")
    second: Deep = row("二行")


class Blocks(Rows, corner="项"):
    first: Deep = row("一行", block="一块")
    second: One = row("二行", block="二块")
    third: Two = row("三行", block="三块")
    fourth: Two = row("四行")


class Inner(Rows):
    first: One = row("一行")
    total: One = total("小计")


class Middle(Rows):
    inner: Inner = group("里")
    last: One = row("末")


class Outer(Rows):
    middle: Middle = group("中")
    total: One = total("总计")


class Single(Rows):
    only: Count = row("数")


class Remarks(Columns):
    count: Count = column("数")
    remark: Words = column("备注")
    amount: Amount = column("金额")
    total: Amount = total("计")


class Remarked(Rows, balance="total = first + second"):
    first: Remarks = row("一行")
    second: Remarks = row("二行")
    total: Remarks = total("合计")


Wide = type(Columns)(
    "Wide",
    (Columns,),
    {
        "__annotations__": {f"column_{number}": Count for number in range(60)},
        "__module__": __name__,
        **{f"column_{number}": column(f"列{number}") for number in range(60)},
    },
)


def covered(grid: Grid) -> Counter[tuple[int, int]]:
    return Counter(
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    )


@pytest.mark.parametrize(
    ("table", "size", "head_rows", "stub_columns", "figures"),
    [
        (Deep, (5, 16), 4, 0, 16),
        (WithoutCorner, (6, 17), 4, 1, 32),
        (Blocks, (14, 17), 0, 1, 31),
        (Outer, (5, 4), 1, 3, 4),
        (One, (2, 1), 1, 0, 1),
        (Single, (1, 2), 0, 1, 1),
        (Remarked, (4, 5), 1, 1, 12),
        (Wide, (2, 60), 1, 0, 60),
    ],
)
def test_a_table_of_any_shape_is_drawn_whole(
    table: type[Table], size: tuple[int, int], head_rows: int, stub_columns: int, figures: int
) -> None:
    grid = grid_of(table, "t")
    assert (grid.rows, grid.columns) == size
    assert (grid.head_rows, grid.stub_columns, len(grid.figures())) == (head_rows, stub_columns, figures)
    assert covered(grid) == Counter((row, column) for row in range(size[0]) for column in range(size[1]))
    assert grid.widths == (1,) * size[1]


def test_three_levels_of_column_labels_stand_under_each_other() -> None:
    head = [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.label.text)
        for cell in grid_of(WithoutCorner, "t").cells
        if cell.role is Role.HEAD
    ]
    assert head[:5] == [
        (0, 1, 1, 16, "顶"),
        (1, 1, 1, 7, "旧"),
        (1, 8, 1, 7, "新"),
        (1, 15, 3, 1, "他"),
        (1, 16, 3, 1, "总计"),
    ]
    assert head[5:8] == [(2, 1, 1, 3, "左"), (2, 4, 1, 3, "右"), (2, 7, 2, 1, "余")]
    assert [leaf.path for leaf in leaf_columns(Deep)][:4] == [
        ("old", "left", "first"),
        ("old", "left", "second"),
        ("old", "left", "total"),
        ("old", "right", "first"),
    ]


def test_words_beside_figures_are_not_added_up() -> None:
    table = Remarked(
        first=Remarks(count=1, remark="甲", amount=Decimal("1.50")),
        second=Remarks(count=2, remark="乙", amount=Decimal("2.25")),
    )
    assert table.first.total == Decimal("2.50")
    assert table.total == Remarks(count=3, remark=None, amount=Decimal("3.75"), total=Decimal("6.75"))
    columns = [each.total for each in sums_of(Remarked, "t") if each.kind == "column-total"]
    assert columns == ["t.total.count", "t.total.amount", "t.total.total"]
    assert [each.cells[0] for each in identities_of(Remarked, "t")] == columns


PAIR: dict[str, Any] = {"a": (Count, column("甲")), "b": (Count, column("乙"))}


@pytest.mark.parametrize(
    ("base", "fields", "options", "message"),
    [
        (Columns, {"w": (Words, column("词")), "t": (Count, total("计"))}, {}, "总计没有可加的项"),
        (Columns, {"m": (Amount, column("款")), "t": (Count, total("计"))}, {}, "种类与类型不合"),
        (Columns, {"w": (Words, column("词")), **PAIR}, {"bounds": {"bound": "a >= w"}}, "路径不存在"),
        (Columns, PAIR, {"widths": ("1", "2")}, "列宽不是一组正整数"),
        (Columns, PAIR, {"widths": (1, 0)}, "列宽不是一组正整数"),
        (Columns, PAIR, {"widths": 2}, "列宽不是一组正整数"),
        (Columns, PAIR, {"balance": 3}, "看不懂的等式"),
        (Columns, PAIR, {"bounds": {"bound": None}}, "看不懂的等式"),
        (Columns, PAIR, {"bounds": ["a >= b"]}, "bounds 要写明规则代码"),
        (Columns, PAIR, {"bounds": "a >= b"}, "bounds 要写明规则代码"),
        (Columns, PAIR, {"heading": 3}, "可以印出的文字"),
        (Rows, {"a": (One, row("甲"))}, {"corner": "\x00"}, "可以印出的文字"),
        (Rows, {"a": (Count, row("甲"))}, {"outline": ("甲", "乙")}, "三个列名"),
        (Rows, {"a": (Count, row("甲"))}, {"outline": "甲乙丙"}, "三个列名"),
        (Rows, {"a": (One, row("甲"))}, {"outline": ("甲", "乙", "丙")}, "每行只能有一个值"),
        (Rows, {"a": (One, row("甲"))}, {"pairs": True}, "每行只能有一个值"),
        (
            Rows,
            {"a": (Three, row("甲", block="一")), "b": (One, row("乙", block="二"))},
            {"balance": "a = b"},
            "各行的列数不同",
        ),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    base: type, fields: dict[str, Any], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(FormError, match=message) as caught:
        defined(base, fields, **options)
    lines = caught.value.to_text("en").splitlines()
    assert "Mine" in lines[1]
    assert len(lines) <= 6


@pytest.mark.parametrize(
    ("text", "left", "operator", "right"),
    [
        ("a = b", (Term("a"),), "=", (Term("b"),)),
        ("a.b + c=d - e", (Term("a.b"), Term("c")), "=", (Term("d"), Term("e", -1))),
        ("a >= b", (Term("a"),), ">=", (Term("b"),)),
        ("-a + b <= c", (Term("a", -1), Term("b")), "<=", (Term("c"),)),
        ("a + b >= 0", (Term("a"), Term("b")), ">=", ()),
        ("a >= 0 ", (Term("a"),), ">=", ()),
    ],
)
def test_a_relation_is_read(
    text: str, left: tuple[Term, ...], operator: Operator, right: tuple[Term, ...]
) -> None:
    assert parse_relation("bound", text, "Mine") == Relation("bound", text, left, operator, right)


@pytest.mark.parametrize(
    "text", ["", "a", "a >=", ">= 0", "a >= b + 0", "a = 3", "a b = c", "a > b", "甲 = 乙", "a = b*2"]
)
def test_a_relation_that_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(FormError) as caught:
        parse_relation("bound", text, "Mine")
    assert caught.value.to_text("en").splitlines() == [
        "a relation that cannot be read",
        "  where: Mine",
        f'  found: "{text}"',
        "  expected: a.total + b = c + d; a >= b - c; a >= 0",
    ]


def test_a_rule_may_have_several_inequalities() -> None:
    relations = parse_relations("Mine", "a = b", {"bound": ("a >= 0", "b >= 0"), "in-force": "a >= b"})
    assert [(each.code, each.text) for each in relations] == [
        ("balance", "a = b"),
        ("bound", "a >= 0"),
        ("bound", "b >= 0"),
        ("in-force", "a >= b"),
    ]
