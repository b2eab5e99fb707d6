"""The edition of 2019: the path of every figure, and where it differs from that of 2021."""

from __future__ import annotations

import pytest

from applications import COLUMNS as COLUMNS_3
from applications import ROWS_2019 as ROWS_3
from govreport.errors import DataError
from govreport.forms import ogi2019, ogi2021
from govreport.forms._figures import Content
from govreport.forms._sums import identities_of, sums_of

GRIDS = ogi2019.Report.grids()
BASE = {"year": 2020, "agency": {"name": "甲局"}}

# Written from the published form and the table of field names, not from the classes.
DISCLOSURE = {
    (2, 1, 1): "regulations.made",
    (2, 2, 1): "regulations.disclosed",
    (2, 3, 1): "regulations.total_disclosed",
    (3, 1, 1): "normative_documents.made",
    (3, 2, 1): "normative_documents.disclosed",
    (3, 3, 1): "normative_documents.total_disclosed",
    (6, 1, 1): "licences.previous",
    (6, 2, 1): "licences.change",
    (6, 3, 1): "licences.decisions",
    (7, 1, 1): "other_management_services.previous",
    (7, 2, 1): "other_management_services.change",
    (7, 3, 1): "other_management_services.decisions",
    (10, 1, 1): "penalties.previous",
    (10, 2, 1): "penalties.change",
    (10, 3, 1): "penalties.decisions",
    (11, 1, 1): "compulsion.previous",
    (11, 2, 1): "compulsion.change",
    (11, 3, 1): "compulsion.decisions",
    (14, 1, 1): "fees.previous",
    (14, 2, 2): "fees.change",
    (17, 1, 1): "procurement.projects",
    (17, 2, 2): "procurement.amount",
}


def figures(table: str) -> dict[tuple[int, int, int], str]:
    return {
        (cell.row, cell.column, cell.column_span): cell.path.removeprefix(f"{table}.")
        for cell in GRIDS[table].figures()
        if cell.row_span == 1
    }


def test_every_figure_of_the_second_part_has_its_path() -> None:
    assert figures("disclosure") == DISCLOSURE


def test_every_figure_of_the_third_part_has_its_path() -> None:
    assert figures("applications") == {
        (3 + down, 3 + across, 1): f"{row}.{column}"
        for down, row in enumerate(ROWS_3)
        for across, column in enumerate(COLUMNS_3)
    }


def test_the_fourth_part_is_that_of_2021() -> None:
    assert GRIDS["disputes"] == ogi2021.Report.grids()["disputes"]


def test_what_may_be_broken_over_pages_is_said() -> None:
    assert [(name, grid.head_rows, grid.stub_columns) for name, grid in GRIDS.items()] == [
        ("disclosure", 0, 1),
        ("applications", 3, 3),
        ("disputes", 3, 0),
    ]
    assert GRIDS["disclosure"].bound_rows == {0, 1, 4, 5, 8, 9, 12, 13, 15, 16}
    assert GRIDS["applications"].bound_rows == {0, 1, 2}


def test_changes_have_a_sign_and_the_purchase_keeps_its_unit() -> None:
    kinds = {
        cell.path.removeprefix("disclosure."): cell.field.content
        for cell in GRIDS["disclosure"].figures()
        if cell.field and cell.field.content != Content("count")
    }
    changed = ["licences", "other_management_services", "penalties", "compulsion", "fees"]
    assert kinds == {
        **{f"{row}.change": Content("change") for row in changed},
        "procurement.amount": Content("printed"),
    }
    data = {"行政许可": {"增减": -3, "上一年项目": 5}, "政府集中采购": {"采购金额": "251000元"}}
    disclosure = ogi2019.Report.from_data({**BASE, "disclosure": data}).disclosure
    assert (disclosure.licences.previous, disclosure.licences.change) == (5, -3)
    assert disclosure.procurement.amount == "251000元"


def test_other_results_are_one_row_with_figures_of_its_own() -> None:
    data = {"results": {"（六）其他处理": {"自然人": 4}}}
    assert ogi2019.Report.from_data({**BASE, "applications": data}).applications.results.other == (
        ogi2021.Applicants(natural_person=4)
    )
    with pytest.raises(DataError, match="没有这个字段") as caught:
        ogi2019.Report.from_data({**BASE, "applications": {"results": {"其他处理": {"重复申请": {}}}}})
    assert "applications.results.other（" in str(caught.value)


def test_the_total_adds_up_the_rows_of_2019() -> None:
    (total,) = (
        each
        for each in sums_of(ogi2019.Applications, "a")
        if each.total == "a.results.total.organisation.other"
    )
    rows = [row for row in ROWS_3 if row.startswith("results.") and row != "results.total"]
    assert (total.kind, len(rows)) == ("column-total", 19)
    assert total.parts == tuple(f"a.{row}.organisation.other" for row in rows)


def test_the_equation_holds_in_every_column() -> None:
    assert [(each.code, each.operator, each.cells) for each in identities_of(ogi2019.Applications, "a")] == [
        (
            "balance",
            "=",
            tuple(
                f"a.{row}.{column}"
                for row in ("results.total", "carried_forward", "received", "carried_over")
            ),
        )
        for column in COLUMNS_3
    ]


def test_nothing_falls_below_zero_or_behind_what_it_contains() -> None:
    found = [
        (each.code, [term.path for term in each.left], each.operator, [term.path for term in each.right])
        for each in identities_of(ogi2019.Disclosure, "d")
    ]
    contained = [
        ("bound", [f"d.{row}.total_disclosed"], ">=", [f"d.{row}.disclosed"])
        for row in ("regulations", "normative_documents")
    ]
    changed = ["licences", "other_management_services", "penalties", "compulsion", "fees"]
    assert found == contained + [
        ("bound", [f"d.{row}.previous", f"d.{row}.change"], ">=", []) for row in changed
    ]


def test_the_sections_have_the_headings_of_the_format() -> None:
    assert [(field.name, field.label.text) for field in ogi2019.Report.parts()] == [
        ("lead", ""),
        ("overview", "一、总体情况"),
        ("disclosure", "二、主动公开政府信息情况"),
        ("applications", "三、收到和处理政府信息公开申请情况"),
        ("disputes", "四、政府信息公开行政复议、行政诉讼情况"),
        ("problems", "五、存在的主要问题及改进情况"),
        ("other", "六、其他需要报告的事项"),
    ]


def test_the_form_says_its_years_and_its_basis() -> None:
    info = ogi2019.Report.info()
    assert (info.name, info.kind, info.years) == ("ogi2019", "ogi", "2019–2020")
    assert [year for year in range(2014, 2030) if info.serves(year)] == [2019, 2020]
    assert "国办公开办函〔2019〕60号" in info.basis
