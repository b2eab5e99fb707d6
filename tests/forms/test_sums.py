from __future__ import annotations

from govreport.forms import Columns, Count, Rows, column, group, ogi2021, row, spanner, total
from govreport.forms._relations import Term
from govreport.forms._sums import Identity, Sum, identities_of, is_left_out, sums_of


class Halves(Columns):
    first: Count = column("上半年")
    second: Count = column("下半年")
    total: Count = total("全年")


class Places(Columns, bounds={"bound": "town.total >= rest - village.first"}):
    town: Halves = spanner("城镇")
    village: Halves = spanner("乡村")
    rest: Count = column("其他")
    total: Count = total("总计")


class Kinds(Rows):
    letters: Places = row("信函")
    visits: Places = row("当面")
    total: Places = total("小计")


class Ways(Rows, balance="kinds.total = online"):
    online: Places = row("网上")
    kinds: Kinds = group("其他方式")
    total: Places = total("合计")


def sums(kind: str) -> list[Sum]:
    return [each for each in sums_of(Ways, "ways") if each.kind == kind]


def test_the_tables_of_2021_have_the_totals_printed_on_the_form() -> None:
    counts = {}
    for name, table in (
        ("disclosure", ogi2021.Disclosure),
        ("applications", ogi2021.Applications),
        ("disputes", ogi2021.Disputes),
    ):
        kinds = [each.kind for each in sums_of(table, name)]
        counts[name] = (kinds.count("row-total"), kinds.count("column-total"))
    assert counts == {"disclosure": (0, 0), "applications": (25, 7), "disputes": (3, 0)}


def test_the_tables_of_2021_have_their_relations_in_every_column_and_row() -> None:
    assert [each.code for each in identities_of(ogi2021.Applications, "applications")] == ["balance"] * 7
    assert [(each.code, each.cells[0]) for each in identities_of(ogi2021.Disclosure, "disclosure")] == [
        ("in-force", "disclosure.regulations.in_force"),
        ("in-force-issued", "disclosure.regulations.in_force"),
        ("in-force", "disclosure.normative_documents.in_force"),
        ("in-force-issued", "disclosure.normative_documents.in_force"),
    ]
    assert identities_of(ogi2021.Disputes, "disputes") == ()


def test_a_column_total_adds_up_the_rows_of_all_groups() -> None:
    first = next(
        each for each in sums_of(ogi2021.Applications, "applications") if each.kind == "column-total"
    )
    assert first.total == "applications.results.total.natural_person"
    assert len(first.parts) == 21
    assert first.parts[0] == "applications.results.granted.natural_person"
    assert first.parts[-1] == "applications.results.other.other.natural_person"


def test_a_single_row_without_label_has_a_total_in_each_spanner() -> None:
    assert [each.total for each in sums_of(ogi2021.Disputes, "disputes")] == [
        "disputes.reconsideration.total",
        "disputes.litigation_direct.total",
        "disputes.litigation_after_reconsideration.total",
    ]


def test_a_total_over_spanners_with_totals_adds_those_up() -> None:
    of_online = [each for each in sums("row-total") if each.total.startswith("ways.online.")]
    assert of_online == [
        Sum(
            "row-total",
            "ways.online.total",
            ("ways.online.town.total", "ways.online.village.total", "ways.online.rest"),
        ),
        Sum("row-total", "ways.online.town.total", ("ways.online.town.first", "ways.online.town.second")),
        Sum(
            "row-total",
            "ways.online.village.total",
            ("ways.online.village.first", "ways.online.village.second"),
        ),
    ]


def test_a_total_row_has_row_totals_of_its_own() -> None:
    assert {each.total for each in sums("row-total") if each.total.startswith("ways.total.")} == {
        "ways.total.total",
        "ways.total.town.total",
        "ways.total.village.total",
    }


def test_a_total_row_over_a_group_with_a_total_adds_that_up() -> None:
    of_rest = [each for each in sums("column-total") if each.total.endswith(".rest")]
    assert of_rest == [
        Sum("column-total", "ways.total.rest", ("ways.online.rest", "ways.kinds.total.rest")),
        Sum("column-total", "ways.kinds.total.rest", ("ways.kinds.letters.rest", "ways.kinds.visits.rest")),
    ]


def test_a_relation_between_rows_is_lifted_over_every_column() -> None:
    balances = [each for each in identities_of(Ways, "ways") if each.code == "balance"]
    assert len(balances) == 8
    assert balances[0] == Identity(
        "balance",
        (Term("ways.kinds.total.town.first"),),
        "=",
        (Term("ways.online.town.first"),),
    )


def test_a_relation_between_columns_holds_in_every_row() -> None:
    bounds = [each for each in identities_of(Ways, "ways") if each.code == "bound"]
    assert [each.cells[0] for each in bounds] == [
        "ways.online.town.total",
        "ways.kinds.letters.town.total",
        "ways.kinds.visits.town.total",
        "ways.kinds.total.town.total",
        "ways.total.town.total",
    ]
    assert bounds[0].right == (Term("ways.online.rest"), Term("ways.online.village.first", -1))


def test_a_figure_given_as_blank_is_not_left_out() -> None:
    report = Ways(online=Places(rest=3, total=None))
    assert [is_left_out(report, path) for path in ("online.rest", "online.total", "online.town.first")] == [
        False,
        False,
        True,
    ]
