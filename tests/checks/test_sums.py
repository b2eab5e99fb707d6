"""Every cell of 表三 and 表四, changed by one, breaks exactly the sums it belongs to.

What adds up to what is written down here once more, from the printed form and not from the form class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications import BLOCKS, COLUMNS, OUTCOMES, RESULTS_2021, ROWS_2021
from govreport.checks import check
from govreport.forms import Amount, Columns, Rows, column, row, table, total
from govreport.report import Report
from samples import changed, load_report

APPLICATIONS = [f"applications.{row}.{column}" for row, column in product(ROWS_2021, COLUMNS)]
DISPUTES = [f"disputes.{block}.{outcome}" for block, outcome in product(BLOCKS, OUTCOMES)]

Broken = tuple[str, tuple[str, ...], int, int]
"""Code, cells, value and expected value of a finding."""

HUAIAN = load_report("huaian_2024.json")
FIGURES: dict[str, int] = {
    path: figure for path, figure in HUAIAN.figures().items() if isinstance(figure, int)
}


def iter_equations() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Yield code, cells added and cells subtracted; the first cell added equals the rest."""
    for name in ROWS_2021:
        cells = [f"applications.{name}.{column}" for column in COLUMNS]
        yield "row-total", (cells[6],), tuple(cells[:6])
    for name in COLUMNS:
        results = tuple(f"applications.{row}.{name}" for row in RESULTS_2021)
        done, left, new, old = (
            f"applications.{row}.{name}"
            for row in ("results.total", "carried_forward", "received", "carried_over")
        )
        yield "column-total", (done,), results
        yield "balance", (done, left), (new, old)
    for block in BLOCKS:
        *outcomes, last = (path for path in DISPUTES if f".{block}." in path)
        yield "row-total", (last,), tuple(outcomes)


def broken_in(figures: Mapping[str, int]) -> list[Broken]:
    found = []
    for code, one_side, other_side in iter_equations():
        first, *rest = one_side
        expected = sum(figures[path] for path in other_side) - sum(figures[path] for path in rest)
        if figures[first] != expected:
            found.append((code, (*one_side, *other_side), figures[first], expected))
    order = [*APPLICATIONS, *DISPUTES]
    return sorted(found, key=lambda each: (order.index(each[1][0]), each[0]))


def found_in(figures: Mapping[str, int]) -> list[object]:
    changes = {path: figure for path, figure in figures.items() if figure != FIGURES[path]}
    return [
        (finding.code, finding.cells, finding.value, finding.expected)
        for finding in check(changed(HUAIAN, changes))
    ]


def test_the_published_figures_are_175_and_15_cells_and_add_up() -> None:
    assert (len(APPLICATIONS), len(DISPUTES)) == (175, 15)
    assert set(APPLICATIONS + DISPUTES) <= set(FIGURES)
    assert broken_in(FIGURES) == []
    assert check(HUAIAN) == ()


@pytest.mark.parametrize("path", [*APPLICATIONS, *DISPUTES])
def test_a_cell_changed_by_one_breaks_exactly_its_sums(path: str) -> None:
    figures = {**FIGURES, path: FIGURES[path] + 1}
    broken = broken_in(figures)
    assert broken != []
    assert all(path in cells for _, cells, _, _ in broken)
    assert found_in(figures) == broken


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("applications.received.natural_person", ["row-total", "balance"]),
        ("applications.carried_over.total", ["row-total", "balance"]),
        ("applications.results.granted.organisation.other", ["row-total", "column-total"]),
        ("applications.results.granted.total", ["row-total", "column-total"]),
        ("applications.results.total.natural_person", ["balance", "column-total", "row-total"]),
        ("applications.results.total.total", ["balance", "column-total", "row-total"]),
        ("applications.carried_forward.organisation.research", ["balance", "row-total"]),
        ("disputes.litigation_direct.pending", ["row-total"]),
    ],
)
def test_the_sums_of_a_cell_by_hand(path: str, codes: list[str]) -> None:
    findings = check(changed(HUAIAN, {path: FIGURES[path] + 1}))
    assert [finding.code for finding in findings] == codes


@given(st.dictionaries(st.sampled_from(APPLICATIONS + DISPUTES), st.integers(0, 10**9), max_size=8))
def test_any_changes_are_found_exactly(changes: dict[str, int]) -> None:
    figures = {**FIGURES, **changes}
    assert found_in(figures) == broken_in(figures)


@pytest.mark.parametrize(
    ("total", "code"),
    [(278, "row-total"), (279, None), (280, "blank-in-total")],
    ids=["less", "equal", "more"],
)
def test_a_sum_with_a_blank_part_is_wrong_only_if_the_others_exceed_it(total: int, code: str | None) -> None:
    figures = {"disputes.reconsideration.upheld": None, "disputes.reconsideration.total": total}
    found = [finding.code for finding in check(changed(HUAIAN, figures)) if finding.code != "blank-cell"]
    assert found == ([code] if code else [])


def test_a_blank_total_is_not_judged() -> None:
    findings = check(changed(HUAIAN, {"disputes.reconsideration.total": None}))
    assert [(finding.code, finding.cells) for finding in findings] == [
        ("blank-cell", ("disputes.reconsideration.total",))
    ]


def test_a_row_total_says_which_cell_what_it_is_and_what_it_should_be() -> None:
    (finding,) = check(changed(HUAIAN, {"disputes.litigation_direct.total": 27}))
    assert finding.where == ("四、政府信息公开行政复议、行政诉讼情况 › 行政诉讼 › 未经复议直接起诉 › 总计")
    assert finding.message.zh == "“行政诉讼 › 未经复议直接起诉 › 总计”填的是 27，同一行各项相加是 26"
    assert finding.message.en == (
        "“行政诉讼 › 未经复议直接起诉 › 总计” is 27, but the figures of its row add up to 26"
    )


def test_a_column_total_says_which_cell_what_it_is_and_what_it_should_be() -> None:
    finding = check(changed(HUAIAN, {"applications.results.granted.natural_person": 1287}))[1]
    assert finding.where == ("三、收到和处理政府信息公开申请情况 › 三、本年度办理结果 › （七）总计 › 自然人")
    assert finding.message.zh == (
        "“三、本年度办理结果 › （七）总计 › 自然人”填的是 2932，同一列各项相加是 2931"
    )


class Money(Columns):
    fees: Amount = column("收费")
    fines: Amount = column("罚款")
    total: Amount = total("合计")


class Budget(Rows):
    this_year: Money = row("本年")


class Accounts(Report, name="accounts", kind="accounts"):
    budget: Budget = table("一、收支")


@pytest.mark.parametrize(
    ("fees", "fines", "stated", "expected"),
    [
        ("0.1", "0.2", "0.3", None),
        ("0.10", "0.2", "0.3000", None),
        ("0.1", "0.2", "0.30000000000000004", "0.3"),
        ("123456789012345678901234567890", "0.0001", "123456789012345678901234567890.0001", None),
        (
            "123456789012345678901234567890",
            "0.0001",
            "123456789012345678901234567890",
            "123456789012345678901234567890.0001",
        ),
    ],
)
def test_amounts_are_added_exactly(fees: str, fines: str, stated: str, expected: str | None) -> None:
    money = {"fees": fees, "fines": fines, "total": stated}
    data = {"year": 2024, "agency": {"name": "甲局"}, "budget": {"this_year": money}}
    found = [(finding.code, finding.expected) for finding in check(Accounts.from_data(data))]
    assert found == ([] if expected is None else [("row-total", Decimal(expected))])


def test_a_computed_total_of_amounts_agrees_with_its_check_in_any_decimal_context() -> None:
    money = {"fees": "100000.01", "fines": "0.09"}
    with localcontext() as context:
        context.prec = 3
        report = Accounts.from_data(
            {"year": 2024, "agency": {"name": "甲局"}, "budget": {"this_year": money}}
        )
        assert check(report) == ()
    assert report.figures()["budget.this_year.total"] == Decimal("100000.10")
