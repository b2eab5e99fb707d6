"""A comparison as a page."""

from __future__ import annotations

from govreport.comparison import compare
from govreport.forms import ogi2021
from govreport.html import comparison_page
from govreport.report import Report


def of_year(year: int, licences: int, overview: str) -> Report:
    data = {
        "year": year,
        "agency": {"name": "甲<局>"},
        "disclosure": {"licences": {"decisions": licences}},
        "overview": overview,
    }
    return ogi2021.Report.from_data(data)


PAGE = comparison_page(compare(of_year(2023, 20, "公开<12>条。"), of_year(2024, 25, "公开<15>条。")))


def test_figures_stand_in_a_table_with_labelled_rows_and_columns() -> None:
    assert '<th scope="col">2023年</th>\n<th scope="col">2024年</th>\n<th scope="col">增减</th>' in PAGE
    row = PAGE[PAGE.index('<th scope="row">行政许可') :].split("</tr>")[0]
    assert [cell.split("</td>")[0] for cell in row.split("<td")[1:]] == [
        ">20",
        ">25",
        ">+5",
        ">+25.0%",
        ' class="words">增长25.0%',
    ]


def test_cells_with_nothing_in_any_report_are_left_out() -> None:
    assert PAGE.count('scope="row"') == 1


def test_words_that_went_and_came_say_so_to_those_who_do_not_see() -> None:
    assert '<del><span class="unseen" lang="zh-CN">删去：</span>12<span' in PAGE
    assert '<ins><span class="unseen" lang="zh-CN">新增：</span>15<span' in PAGE


def test_nothing_that_stands_in_a_report_becomes_markup() -> None:
    assert "甲<局>" not in PAGE
    assert "公开&lt;" in PAGE


def test_it_is_english_where_asked_and_the_same_every_time() -> None:
    comparison = compare(of_year(2023, 0, ""), of_year(2024, 0, ""))
    page = comparison_page(comparison, "en")
    assert page == comparison_page(comparison, "en")
    assert "There are no figures." in page
