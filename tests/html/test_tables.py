"""The tables: the cells and spans of the grid, and labels that a screen reader finds for every figure."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement

from govreport.forms import Columns, Count, Grid, Role, Rows, column, grid_of, row
from govreport.forms._registry import official_forms
from govreport.html.tables import is_merged, table_pieces
from webpages import covered, header_texts, parsed, spots

GRIDS = [
    pytest.param(grid, id=f"{name}-{table}")
    for name, form in official_forms().items()
    for table, grid in form.grids().items()
]


def drawn(grid: Grid) -> HtmlElement:
    """The table of a grid, with the path of every figure in its place."""
    pieces = table_pieces(grid, "x", lambda *_: "")
    markup = "".join(piece if isinstance(piece, str) else piece.path for piece in pieces)
    return parsed(f"<table>{markup}</table>").find(".//table")


@pytest.mark.parametrize("grid", GRIDS)
def test_every_cell_stands_at_its_place_with_its_span_and_text(grid: Grid) -> None:
    table = drawn(grid)
    assert [(spot.place, spot.rows, spot.columns, spot.text) for spot in spots(table)] == [
        ((cell.row, cell.column), cell.row_span, cell.column_span, cell.path or cell.label.printed)
        for cell in grid.cells
    ]
    assert covered(table) == {(line, place) for line in range(grid.rows) for place in range(grid.columns)}


@pytest.mark.parametrize("grid", GRIDS)
def test_labels_are_header_cells_with_a_scope_and_nothing_else_is(grid: Grid) -> None:
    scopes = {Role.BLOCK: "rowgroup", Role.CORNER: "col", Role.HEAD: "col", Role.STUB: "row"}
    for cell, spot in zip(grid.cells, spots(drawn(grid)), strict=True):
        scope = scopes.get(cell.role)
        assert (spot.element.tag, spot.element.get("scope")) == ("th" if scope else "td", scope)


@pytest.mark.parametrize("grid", GRIDS)
def test_the_head_is_a_thead_and_every_block_a_body_of_its_own(grid: Grid) -> None:
    table = drawn(grid)
    assert len(table.findall("thead/tr")) == grid.head_rows
    blocks = [cell for cell in grid.cells if cell.role is Role.BLOCK]
    assert len(table.findall("tbody")) == max(1, len(blocks))
    for block, body in zip(blocks, table.findall("tbody"), strict=bool(blocks)):
        assert body[0][0].text == block.label.text


@pytest.mark.parametrize("grid", [each for each in GRIDS if is_merged(each.values[0])])  # type: ignore[arg-type]
def test_where_labels_are_merged_each_figure_names_those_it_stands_under(grid: Grid) -> None:
    over = {cell.label.printed for cell in grid.cells if cell.role in (Role.BLOCK, Role.HEAD)}
    for cell, spot in zip(grid.cells, spots(drawn(grid)), strict=True):
        named = header_texts(spot.element)
        if cell.role is Role.FIGURE:
            assert set(cell.labels) <= set(named)
            assert set(named) - set(cell.labels) <= over
        else:
            assert named == []


def test_the_labels_of_a_figure_are_named_from_the_outermost_to_the_innermost() -> None:
    form = official_forms()["ogi2021"]
    named = {
        spot.text: header_texts(spot.element) for grid in form.grids().values() for spot in spots(drawn(grid))
    }
    assert named["applications.results.denied.state_secret.organisation.business"] == [
        "申请人情况",
        "法人或其他组织",
        "商业企业",
        "三、本年度办理结果",
        "（三）不予公开",
        "1.属于国家秘密",
    ]
    assert named["disclosure.penalties.decisions"] == ["第二十条第（六）项", "本年处理决定数量", "行政处罚"]
    assert named["disputes.litigation_direct.upheld"] == ["行政诉讼", "未经复议直接起诉", "结果维持"]


def test_of_two_values_in_a_row_each_names_its_own_label() -> None:
    grid = official_forms()["website2018"].grids()["site"]
    named = [header_texts(spot.element) for spot in spots(drawn(grid)) if spot.element.tag == "td"]
    assert named[:2] == [["填报单位"], ["年度"]]


def test_a_table_without_merged_labels_needs_no_ids() -> None:
    grid = official_forms()["ogi2014"].grids()["statistics"]
    assert not is_merged(grid)
    assert drawn(grid).xpath(".//@id | .//@headers") == []


def test_blocks_without_a_heading_before_one_with_keep_to_their_own_labels() -> None:
    class First(Columns):
        one: Count = column("甲列")

    class Second(Columns):
        two: Count = column("乙列")

    class Mine(Rows, corner="项目"):
        first: First = row("甲行")
        second: Second = row("乙行", block="第二块")

    table = drawn(grid_of(Mine, "mine"))
    assert table.find("thead") is None
    assert [len(body) for body in table.findall("tbody")] == [2, 3]
    figures = [header_texts(spot.element) for spot in spots(table) if spot.element.tag == "td"]
    assert figures == [["甲列", "甲行"], ["第二块", "乙列", "乙行"]]
