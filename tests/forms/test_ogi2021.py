"""The edition of 2021: the path of every figure, by its row and column on the paper."""

from __future__ import annotations

from applications import BLOCKS as REVIEWS
from applications import COLUMNS as COLUMNS_3
from applications import OUTCOMES
from applications import ROWS_2021 as ROWS_3
from govreport.forms import Role, ogi2021

GRIDS = ogi2021.Report.grids()

# Written from the published form and the table of field names, not from the classes.
DISCLOSURE = {
    (2, 1, 1): "regulations.issued",
    (2, 2, 1): "regulations.repealed",
    (2, 3, 1): "regulations.in_force",
    (3, 1, 1): "normative_documents.issued",
    (3, 2, 1): "normative_documents.repealed",
    (3, 3, 1): "normative_documents.in_force",
    (6, 1, 3): "licences.decisions",
    (9, 1, 3): "penalties.decisions",
    (10, 1, 3): "compulsion.decisions",
    (13, 1, 3): "fees.amount",
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


def test_every_figure_of_the_fourth_part_has_its_path() -> None:
    paths = [f"{review}.{outcome}" for review in REVIEWS for outcome in OUTCOMES]
    assert figures("disputes") == {(3, across, 1): path for across, path in enumerate(paths)}


def test_what_may_be_broken_over_pages_is_said() -> None:
    assert [(name, grid.head_rows, grid.stub_columns) for name, grid in GRIDS.items()] == [
        ("disclosure", 0, 1),
        ("applications", 3, 3),
        ("disputes", 3, 0),
    ]
    assert GRIDS["disclosure"].bound_rows == {0, 1, 4, 5, 7, 8, 11, 12}
    assert GRIDS["applications"].widths == (754, 921, 3271, *(685,) * 7)
    assert GRIDS["disputes"].widths == (*(650,) * 10, *(649,) * 5)


def test_remarks_are_told_from_labels() -> None:
    noted = {
        (cell.role, cell.label.text): cell.label.note
        for grid in GRIDS.values()
        for cell in grid.cells
        if cell.label.note
    }
    assert noted == {
        (Role.CORNER, ""): "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        (Role.STUB, "（二）部分公开"): "（区分处理的，只计这一情形，不计其他情形）",
    }


def test_the_fee_stands_at_the_left() -> None:
    aligned = {cell.label.text: cell.label.align for cell in GRIDS["disclosure"].cells if cell.label.align}
    assert aligned == {"行政事业性收费": "left"}


def test_figures_have_their_units() -> None:
    units = {
        cell.path: cell.field.unit for cell in GRIDS["disclosure"].figures() if cell.field and cell.row > 9
    }
    assert units == {"disclosure.compulsion.decisions": "件", "disclosure.fees.amount": "万元"}


def test_the_sections_have_the_headings_of_the_format() -> None:
    assert [(field.name, field.label.text) for field in ogi2021.Report.parts()] == [
        ("lead", ""),
        ("overview", "一、总体情况"),
        ("disclosure", "二、主动公开政府信息情况"),
        ("applications", "三、收到和处理政府信息公开申请情况"),
        ("disputes", "四、政府信息公开行政复议、行政诉讼情况"),
        ("problems", "五、存在的主要问题及改进情况"),
        ("other", "六、其他需要报告的事项"),
    ]


def test_the_form_says_its_years_and_its_basis() -> None:
    info = ogi2021.Report.info()
    assert (info.name, info.kind, info.first_year, info.last_year) == ("ogi2021", "ogi", 2021, None)
    assert "国办公开办函〔2021〕30号" in info.basis
    assert (info.serves(2020), info.serves(2021), info.serves(2099)) == (False, True, True)
    assert info.years == "2021–"
