from __future__ import annotations

from decimal import Decimal, localcontext

import pytest

from definitions import defined
from govreport.agency import Agency
from govreport.checks import check
from govreport.errors import FormError
from govreport.findings import Finding
from govreport.forms import Amount, Columns, Count, Rows, column, row, table
from govreport.report import Report
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")
DOCUMENTS = "disclosure.normative_documents"
BUREAU = Agency(name="甲局")


def in_force(issued: int | None, repealed: int | None, in_force: int | None) -> list[tuple[str, str, object]]:
    figures = {
        f"{DOCUMENTS}.issued": issued,
        f"{DOCUMENTS}.repealed": repealed,
        f"{DOCUMENTS}.in_force": in_force,
    }
    return [
        (finding.code, str(finding.severity), finding.expected) for finding in check(changed(HUAIAN, figures))
    ]


def test_the_balance_names_the_total_first_and_both_sides_with_their_figures() -> None:
    figures = {"applications.received.natural_person": 3002, "applications.received.total": 3120}
    first, second = check(changed(HUAIAN, figures))
    assert first.cells == (
        "applications.results.total.natural_person",
        "applications.carried_forward.natural_person",
        "applications.received.natural_person",
        "applications.carried_over.natural_person",
    )
    assert (first.code, first.value, first.expected) == ("balance", 2932, 2933)
    assert first.message.zh == (
        "“三、本年度办理结果 › （七）总计 › 自然人”填的是 2932，按勾稽关系应为 2933"
        "（现在 （七）总计 2932 + 四、结转下年度继续办理 103"
        " ≠ 一、本年新收政府信息公开申请数量 3002 + 二、上年结转政府信息公开申请数量 34）"
    )
    assert first.message.en == (
        "“三、本年度办理结果 › （七）总计 › 自然人” is 2932; by the equation of the form it should be 2933"
        " (now （七）总计 2932 + 四、结转下年度继续办理 103"
        " ≠ 一、本年新收政府信息公开申请数量 3002 + 二、上年结转政府信息公开申请数量 34)"
    )
    assert (second.code, second.cells[0]) == ("balance", "applications.results.total.total")


@pytest.mark.parametrize(
    ("issued", "repealed", "left", "expected"),
    [
        (8, 2, 8, []),
        (8, 2, 7, [("in-force-issued", "note", "≥ 8")]),
        (8, 2, 6, [("in-force-issued", "note", "≥ 8")]),
        (8, 2, 5, [("in-force", "error", "≥ 6")]),
        (8, 0, 7, [("in-force", "error", "≥ 8")]),
        (2, 8, 2, []),
        (0, 8, 0, []),
    ],
)
def test_documents_in_force(issued: int, repealed: int, left: int, expected: list[object]) -> None:
    assert in_force(issued, repealed, left) == expected


def test_a_relation_with_a_blank_is_not_judged() -> None:
    assert in_force(8, None, 8) == [("blank-cell", "warning", None)]
    assert in_force(8, 2, None) == [("blank-cell", "warning", None)]
    assert in_force(None, 2, 0) == [("blank-cell", "warning", None)]


def test_a_bound_says_the_relation_as_it_stands() -> None:
    figures = {f"{DOCUMENTS}.issued": 8, f"{DOCUMENTS}.repealed": 2, f"{DOCUMENTS}.in_force": 5}
    (finding,) = check(changed(HUAIAN, figures))
    assert finding.where == "二、主动公开政府信息情况 › 行政规范性文件 › 现行有效件数"
    assert finding.cells == tuple(f"{DOCUMENTS}.{name}" for name in ("in_force", "issued", "repealed"))
    assert (finding.value, finding.expected) == (5, "≥ 6")
    assert finding.message.zh == (
        "“行政规范性文件 › 现行有效件数”填的是 5，应 ≥ 6"
        "（现在 现行有效件数 5 < 本年制发件数 8 − 本年废止件数 2）"
    )


class Handled(Columns, bounds={"bound": "handled <= received"}):
    handled: Count = column("办结")
    received: Count = column("收到")


class Post(Rows):
    letters: Handled = row("信函")


class PostReport(Report, name="post", kind="post"):
    post: Post = table("一、来信")


def of_post(handled: int, received: int) -> tuple[Finding, ...]:
    letters = Handled(handled=handled, received=received)
    return check(PostReport(year=2024, agency=BUREAU, post=Post(letters=letters)))


def test_a_form_of_ones_own_may_bound_a_figure_from_above() -> None:
    assert of_post(3, 3) == ()
    (finding,) = of_post(4, 3)
    assert (finding.code, str(finding.severity), finding.value, finding.expected) == (
        "bound",
        "warning",
        4,
        "≤ 3",
    )
    assert finding.message.en == "“信函 › 办结” is 4 and should be ≤ 3 (now 办结 4 > 收到 3)"


class Owed(Columns, bounds={"bound": "- paid + owed >= - refunded"}):
    paid: Amount = column("已付")
    owed: Amount = column("应付")
    refunded: Amount = column("退回")


class OwedReport(Report, name="owed", kind="owed"):
    money: Owed = table("一、往来")


def of_money(paid: str, owed: str, refunded: str) -> list[tuple[object, object, str]]:
    money = {"paid": paid, "owed": owed, "refunded": refunded}
    data = {"year": 2024, "agency": BUREAU, "money": money}
    return [(each.value, each.expected, each.message.zh) for each in check(OwedReport.from_data(data))]


def test_a_minus_before_the_first_figure_turns_the_bound_round() -> None:
    assert of_money("3.50", "2.25", "1.25") == []
    assert of_money("3.51", "2.25", "1.25") == [
        (
            Decimal("3.51"),
            "≤ 3.50",
            "“已付”填的是 3.51，应 ≤ 3.50（现在 − 已付 3.51 + 应付 2.25 < − 退回 1.25）",
        )
    ]


def test_amounts_are_compared_exactly_in_any_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 3
        assert of_money("100000.0001", "100000", "0.0001") == []
        assert [found[:2] for found in of_money("100000.0002", "100000", "0.0001")] == [
            (Decimal("100000.0002"), "≤ 100000.0001")
        ]


class Misspelt(Columns, bounds={"in-forse": "a >= b"}):
    a: Count = column("甲")
    b: Count = column("乙")


class OfAnotherKind(Columns, bounds={"row-total": "a >= b"}):
    a: Count = column("甲")
    b: Count = column("乙")


class EqualBound(Columns, bounds={"bound": "a = b"}):
    a: Count = column("甲")
    b: Count = column("乙")


class UnequalBalance(Columns, balance="a <= b"):
    a: Count = column("甲")
    b: Count = column("乙")


class MisspeltReport(Report, name="misspelt", kind="own"):
    counted: Misspelt = table("一、数")


class OfAnotherKindReport(Report, name="of_another_kind", kind="own"):
    counted: OfAnotherKind = table("一、数")


class EqualBoundReport(Report, name="equal_bound", kind="own"):
    counted: EqualBound = table("一、数")


class UnequalBalanceReport(Report, name="unequal_balance", kind="own"):
    counted: UnequalBalance = table("一、数")


@pytest.mark.parametrize(
    ("form", "found", "expected"),
    [
        (MisspeltReport, "in-forse", "in-force"),
        (OfAnotherKindReport, "row-total", "in-force / in-force-issued / bound"),
        (EqualBoundReport, "bound", "balance"),
        (UnequalBalanceReport, "balance", "in-force / in-force-issued / bound"),
    ],
)
def test_a_code_that_names_no_rule_for_a_relation_is_an_error_of_the_form(
    form: type[Report], found: str, expected: str
) -> None:
    with pytest.raises(FormError) as caught:
        check(form(year=2024, agency=BUREAU))
    (problem,) = caught.value.problems
    assert (problem.found, problem.expected) == (found, expected)
    assert f"{form.__qualname__}: counted.a " in problem.where


class One(Columns):
    a: Count = column("甲")


class Two(Columns):
    a: Count = column("甲")
    b: Count = column("乙")


def test_a_relation_between_rows_of_unlike_columns_is_refused_when_the_class_is_defined() -> None:
    with pytest.raises(FormError) as caught:

        class Both(Rows, balance="second = first"):
            first: One = row("第一", block="上")
            second: Two = row("第二", block="下")

    (problem,) = caught.value.problems
    assert problem.what.en == "a relation between rows of unlike columns"
    assert (problem.found, problem.expected) == ("first: One", "Two")


def test_a_relation_of_a_single_cell_is_told_with_its_label_and_0() -> None:
    class Handled(Columns, bounds={"bound": "handled <= 0"}):
        handled: Count = column("办结数")

    class Letters(Report, name="letters"):
        letters: Handled = table("一、来信")

    (finding,) = check(Letters(year=2024, agency=BUREAU, letters=Handled(handled=2)))
    assert finding.message.zh == "“办结数”填的是 2，应 ≤ 0（现在 办结数 2 > 0）"


def test_cells_that_share_their_innermost_labels_are_told_by_the_outer_ones() -> None:
    class Number(Columns):
        number: Count = column("件数")

    class Letters(Rows, bounds={"bound": "handled <= received"}):
        handled: Number = row("办结")
        received: Number = row("收到")

    class Post(Report, name="letters-by-row"):
        letters: Letters = table("一、来信")

    letters = Letters(handled=Number(number=3), received=Number(number=2))
    (finding,) = check(Post(year=2024, agency=BUREAU, letters=letters))
    assert finding.message.zh == "“办结 › 件数”填的是 3，应 ≤ 2（现在 办结 3 > 收到 2）"


@pytest.mark.parametrize(("kind", "handled"), [(Count, 7), (Amount, Decimal("7.50"))])
def test_what_is_taken_away_is_taken_away(kind: object, handled: int | Decimal) -> None:
    fields = {name: (kind, column(name)) for name in ("open", "received", "handled")}
    columns = defined(Columns, fields, bounds={"bound": "open >= received - handled"})
    form = defined(Report, {"letters": (columns, table("一、来信"))}, name="mail")
    received = handled + 3
    for left, told in ((type(handled)(3), []), (type(handled)(2), ["≥ 3" if kind is Count else "≥ 3.00"])):
        letters = columns(open=left, received=received, handled=handled)
        report = form(year=2024, agency=BUREAU, letters=letters)
        assert [finding.expected for finding in check(report)] == told
