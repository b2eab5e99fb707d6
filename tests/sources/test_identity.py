"""Whose report a document is, and of which year, however it says so."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from govreport.sources.document import Document, Paragraph, TableBuilder
from govreport.sources.identity import Statements, facts_of_title, find_title


def document(*lines: str, facts: dict[str, str] | None = None) -> Document:
    paragraphs = tuple(Paragraph(line, at) for at, line in enumerate(lines, 1))
    return Document("a.txt", paragraphs, facts=facts or {})


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("甲县某局2023年政府信息公开工作年度报告", "甲县某局", 2023),
        ("甲县某街道2023政府信息公开工作年度报告", "甲县某街道", 2023),
        ("2019年甲市人民政府办公厅政府信息公开工作年度报告", "甲市人民政府办公厅", 2019),
        ("甲县某局关于2023年度政府信息公开工作的年度报告", "甲县某局", 2023),
        ("甲市公共资源交易中心2020年政府信息公开工作的年度报告", "甲市公共资源交易中心", 2020),
        ("甲县某局二〇二一年政府信息公开年报", "甲县某局", 2021),
        ("甲縣某局2021年政府信息公開工作年度報告", "甲縣某局", 2021),
        ("甲縣九龍區(qū)某局2021年政府信息公開工作年度報告", "甲縣九龍區某局", 2021),
        ("Page 8 - 甲县某局2022年政府信息公开工作年度报告", "甲县某局", 2022),
        ("2025甲县某乡2025年度政府信息公开工作年度报告", "甲县某乡", 2025),
        ("政府信息公开工作年度报告", "", None),
    ],
)
def test_titles_name_body_and_year_in_any_order(title: str, agency: str, year: int | None) -> None:
    assert facts_of_title(title) == (agency, year)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["甲县某乡", "2021年政府信息公开工作年度报告"], "甲县某乡2021年政府信息公开工作年度报告"),
        (["某局2024年政府信息公开工作", "年度报告"], "某局2024年政府信息公开工作年度报告"),
        (["首页 > 年报", "甲局2024年政府信息公开年报"], "甲局2024年政府信息公开年报"),
        (["附件1", "甲县某局", "2024年政府信息公开工作年度报告"], "甲县某局2024年政府信息公开工作年度报告"),
        (["2024年政府信息公开工作年度报告", "甲局2024年政府信息公开年报"], "甲局2024年政府信息公开年报"),
        (["关于开会的通知", "2024年我局公开信息3条。"], ""),
    ],
)
def test_the_title_is_what_reads_like_one(lines: list[str], title: str) -> None:
    assert find_title(document(*lines).paragraphs, {}).text == title


def test_below_a_list_of_other_years_the_title_is_the_one_above_the_text() -> None:
    years = [f"甲县人民政府{year}年政府信息公开工作年度报告" for year in (2020, 2021, 2024, 2023)]
    paragraphs = document(*years, "本报告依据条例编制。").paragraphs
    assert find_title(paragraphs, {}, has_headings=True).text == years[-1]
    assert find_title(paragraphs, {}).text == years[0]


def test_a_line_that_says_what_the_page_is_called_names_the_title() -> None:
    lines = ["发布机构: | 是否有效: | ||", "名 称: | 甲镇人民政府2019年政府信息公开工作年度报告 | ||"]
    title = find_title(document(*lines).paragraphs, {}, has_headings=True).text
    assert title == "甲镇人民政府2019年政府信息公开工作年度报告"
    assert Statements(document(lines[0])).identify("")[0] == ""


def test_a_name_from_a_traditional_text_is_kept_as_printed() -> None:
    lead = "現公布甲閣鄉2025年度政府信息公開年度報告。"
    assert Statements(document(lead)).identify("")[:2] == ("甲閣鄉", 2025)


def test_a_title_without_a_year_counts_above_headings() -> None:
    paragraphs = document("首页", "甲乙街道办事处政府信息公开工作年度报告").paragraphs
    assert find_title(paragraphs, {}, has_headings=True).text == "甲乙街道办事处政府信息公开工作年度报告"
    assert find_title(paragraphs, {}).text == ""
    assert facts_of_title("甲乙街道办事处政府信息公开工作年度报告") == ("甲乙街道办事处", None)


@pytest.mark.parametrize("line", ["部门政府信息公开工作年度报告", "街道办事处政府信息公开工作年度报告"])
def test_the_name_of_a_list_of_reports_is_no_title(line: str) -> None:
    assert find_title(document(line).paragraphs, {}, has_headings=True).text == ""


def test_a_page_that_shows_no_title_has_the_one_it_gives_itself() -> None:
    facts = {"title": "甲局2024年政府信息公开年报"}
    assert find_title(document("甲。").paragraphs, facts).text == facts["title"]


@pytest.mark.parametrize(
    ("line", "agency", "year", "source"),
    [
        ("现公布甲市某局2023年政府信息公开工作年度报告。", "甲市某局", 2023, "lead"),
        ("编制2020年甲市某局政府信息公开年度报告，", "甲市某局", 2020, "lead"),
        ("数据统计期限为2022年1月1日至12月31日。", "", 2022, "period"),
        ("统计期限从202011日起至20201231日止。", "", 2020, "period"),
        ("2025年，甲市某局主动公开政府信息402条，比2024年多。2025年未收到申请。", "甲市某局", 2025, "text"),
        ("发布时间：2021-01-18 来源：某局", "", 2020, "published"),
        ("全年公开信息若干条。", "", None, "none"),
    ],
)
def test_where_there_is_no_title_the_text_is_asked(
    line: str, agency: str, year: int | None, source: str
) -> None:
    assert Statements(document(line)).identify("") == (agency, year, source)


def test_a_title_that_names_a_region_is_its_governments_if_the_text_says_so() -> None:
    title = "甲市2020年政府信息公开工作年度报告"
    assert Statements(document("由甲市人民政府编制。")).identify(title)[0] == "甲市人民政府"
    assert Statements(document("甲。")).identify(title)[0] == "甲市"


def test_facts_beside_the_text_are_found_in_small_tables() -> None:
    builder = TableBuilder()
    builder.start_row()
    for text in ("索引号", "1", "发布机构", "甲市某局", "发布日期", "2024-01-17"):
        builder.add_cell(text)
    statements = Statements(Document("a.html", (builder.build(),)))
    assert statements.identify("")[0] == "甲市某局"
    assert statements.published == date(2024, 1, 17)


@pytest.mark.parametrize(
    "line",
    ["培训时间：2024.5.3", "全年培训一次 时间：2024.5.3", "一是开会，日期：2024-5-3", "下次 日期：2024/5/3"],
)
def test_the_day_of_something_else_is_no_day_of_publication(line: str) -> None:
    statements = Statements(document(line))
    assert statements.published is None
    assert statements.identify("") == ("", None, "none")


def test_many_days_of_something_else_in_one_line_take_no_longer_each_than_few() -> None:
    def seconds(count: int) -> float:
        statements = Statements(document("培训时间：2024.5.3，" * count))
        start = perf_counter()
        assert statements.published is None
        return perf_counter() - start

    assert min(seconds(40_000) for _ in range(3)) < 40 * min(seconds(4_000) for _ in range(3))


@pytest.mark.parametrize(
    "line",
    [
        "时间：2024-01-17",
        "\u3000[ 日期：2024-01-17 ]",
        "甲局 | 日期：2024-01-17",
        "甲局\t时间\t2024-01-17",
        "来源：甲局 时间：2024年1月17日",
        "本页发布时间：2024-01-17",
    ],
)
def test_the_day_of_a_page_is_told_at_the_start_of_a_line_or_by_its_name(line: str) -> None:
    lines = document("培训时间：2023.5.3", line)
    assert Statements(lines).published == date(2024, 1, 17)


def test_the_period_and_the_notices_are_told_as_printed() -> None:
    line = "依据国办公开办函〔2021〕30号，统计期限为2023年1月1日至 2023年12月31日。"
    statements = Statements(document(line))
    assert statements.period == "2023年1月1日至2023年12月31日"
    assert statements.notices == ("国办公开办函〔2021〕30号",)


def test_the_city_a_text_names_before_a_district_belongs_to_its_name() -> None:
    named = document(
        "乙区人民政府2023年政府信息公开工作年度报告", "如有疑问，请与丙丁市乙区人民政府办公室联系。"
    )
    assert Statements(named).identify("乙区人民政府2023年政府信息公开工作年度报告")[0] == "丙丁市乙区人民政府"


def test_two_cities_before_a_district_leave_its_name_as_it_is() -> None:
    named = document("由丙丁市乙区人民政府编制。", "与戊己市乙区人民政府无关。")
    assert Statements(named).identify("乙区人民政府2023年政府信息公开工作年度报告")[0] == "乙区人民政府"


def test_a_text_without_a_title_is_by_the_only_body_of_its_kind_it_names() -> None:
    plain = "2023年，主动公开湖南省司法厅2023年部门预算。我厅公开信息20条。"
    assert Statements(document(plain)).identify("")[0] == "湖南省司法厅"
    assert Statements(document(plain, "抄送湖南省民政厅。")).identify("")[0] == ""
    assert Statements(document(plain.replace("我厅", "本机关"))).identify("")[0] == ""
