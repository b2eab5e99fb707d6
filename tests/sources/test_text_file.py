"""Texts copied from a page: what stands on each line is put together again by the labels of a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport.errors import FileKindError, LimitError, SourceError
from govreport.forms import ogi2014, ogi2019, ogi2021
from govreport.forms._registry import official_forms
from govreport.gate.limits import LIMITS
from govreport.report import Report
from govreport.sources import read
from govreport.sources.documents import read_published_bytes
from govreport.sources.reading import Certainty, Reading
from govreport.sources.recognition import recognise
from govreport.sources.text_file import document_of_text
from govreport.sources.textlines import cells_after, cells_of, closes_cell, fills_up

TITLE = "甲县某局2023年政府信息公开工作年度报告"
DISCLOSURE = """\
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 3 |
行政规范性文件 | 4 | 1 | 25 |
第二十条第（五）项
信息内容 | 本年处理决定数量 |
行政许可 | 76 |
第二十条第（六）项
信息内容 | 本年处理决定数量 |
行政处罚 | 2 |
行政强制 | 0 |
第二十条第（八）项
信息内容 | 本年收费金额（单位：万元） |
行政事业性收费 | 26.55 |"""
PLAIN = DISCLOSURE.replace(" |\n", "\n").removesuffix(" |")
FIGURES = ["0", "0", "3", "4", "1", "25", "76", "2", "0", "26.55"]


def reading_of(*lines: str, form: type[Report] = ogi2021.Report) -> Reading:
    return recognise(document_of_text("\n".join(lines), "a.txt"), [form])


def seen(reading: Reading, table: str = "") -> list[str]:
    cells = reading.report.cells().items()
    return [str(value) for path, value in cells if value is not None and path.startswith(table)]


def left(reading: Reading) -> list[str]:
    return [item.source.text for item in reading.unplaced]


def one_in_a_line(text: str, blank: str = "\n\n") -> str:
    return text.replace(" |\n", "\n").replace(" | ", "\n").replace(" |", "").replace("\n", blank)


@pytest.mark.parametrize(
    "text",
    [
        DISCLOSURE,
        PLAIN.replace(" | ", "\t"),
        PLAIN.replace(" | ", "    "),
        one_in_a_line(DISCLOSURE),
        one_in_a_line(DISCLOSURE, "\n"),
        PLAIN.replace(" | ", "\n").replace("\n", " |\n"),
        "| " + PLAIN.replace("\n", "\n|\n| ").replace(" | ", "\n| "),
        "\n".join("| " + line.replace(" | ", "\n|\n") + "\n|\n||" for line in PLAIN.split("\n")),
        PLAIN.replace(" | ", "\n").replace("\n", "\n|\n"),
        "|\n" + PLAIN.replace("\n", " | |\n|\n").replace(" | ", " |\n").replace(" |\n|\n", " | |\n|\n"),
        DISCLOSURE.translate(str.maketrans("（）：", "():")),
    ],
    ids=[
        "bars",
        "tabs",
        "gaps",
        "one-apart",
        "one-in-a-line",
        "bars-behind",
        "bars-before",
        "bars-below",
        "bars-between",
        "bars-above",
        "half-width",
    ],
)
def test_a_table_is_read_however_its_rows_are_torn(text: str) -> None:
    reading = reading_of(TITLE, "", "二、主动公开政府信息情况", text)
    assert seen(reading, "disclosure") == FIGURES
    assert left(reading) == []
    assert reading.report.notes == {}


def test_a_cell_of_a_text_is_found_by_its_line() -> None:
    reading = reading_of(TITLE, "", "二、主动公开政府信息情况", DISCLOSURE)
    source = reading.cells["disclosure.normative_documents.in_force"]
    assert (source.paragraph, source.column, source.text) == (7, 4, "25")
    assert source.place.en == "paragraph 7"
    assert source.certainty is Certainty.LABELS


def test_a_cut_label_above_a_column_is_said_to_be_one() -> None:
    text = DISCLOSURE.replace("现行有效件数", "现行有效件").replace("行政规范性文件", "规范性文件")
    reading = reading_of(TITLE, "二、主动公开政府信息情况", text)
    assert seen(reading, "disclosure") == FIGURES
    variants = {variant.source.text: variant.official for variant in reading.seen.tables[0].variants}
    assert variants == {"现行有效件": "现行有效件数"}
    assert reading.cells["disclosure.regulations.in_force"].certainty is Certainty.LABELS


def test_heads_that_say_only_half_are_taken_in_their_order() -> None:
    rows = [
        "第二十条第(一)项 |",
        "信息内容 | 本年新 | 本年新 | 对外公开总数量 |",
        "规章 | 1 | 2 | 3 |",
        "规范性文件 | 4 | 5 | 6 |",
    ]
    reading = reading_of(TITLE, "二、主动公开政府信息情况", *rows, form=ogi2019.Report)
    assert seen(reading, "disclosure") == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_labels_above_columns_may_be_broken_over_lines(between: str) -> None:
    heads = ["信息内容", "本年新", "制作数量", "本年新", "公开数量", "对外公开", "总数量"]
    rows = ["第二十条第(一)项", *heads, "规章", *"123", "规范性文件", *"456"]
    reading = reading_of(TITLE, "二、主动公开政府信息情况", between.join(rows), form=ogi2019.Report)
    assert seen(reading, "disclosure") == ["1", "2", "3", "4", "5", "6"]
    assert left(reading) == []


def test_a_label_with_a_long_remark_behind_it_begins_a_row() -> None:
    remark = f"（指本机关{'、本机关' * 16}的各种文件）"
    rows = ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量", "规章", *"123"]
    rows += [f"规范性文件{remark}", *"456"]
    reading = reading_of(TITLE, "二、主动公开政府信息情况", *rows, form=ogi2019.Report)
    assert seen(reading, "disclosure") == ["1", "2", "3", "4", "5", "6"]


def test_a_bar_of_its_own_below_closed_cells_is_a_blank_cell_and_several_are_none() -> None:
    heads = ["自然人", "法人或其他组织", "总计", "|||||||", "商业企业", "科研机构", "社会公益组织"]
    heads += ["法律服务机构", "其他", "|||||"]
    rows = ["申请人情况", "||||||||", *heads]
    rows += ["一、本年新收政府信息公开申请数量", *["|"] * 6, "4", "||"]
    rows += ["二、上年结转政府信息公开申请数量", "1", *["|"] * 5, "1", "||"]
    rows += ["三、本年度办理结果", "（一）予以公开", *["|"] * 8, "（二）部分公开", *"2000002", "||"]
    lines = [line if line.strip("|") == "" else f"{line} |" for line in rows]
    reading = reading_of(TITLE, "三、收到和处理政府信息公开申请情况", *lines)
    cells = {path: source.text for path, source in reading.cells.items()}
    received = [cells[f"applications.received.{name}"] for name in ("natural_person", "total")]
    assert received == ["", "4"]
    assert cells["applications.carried_over.natural_person"] == "1"
    assert cells["applications.results.granted.total"] == ""
    assert cells["applications.results.partly_granted.total"] == "2"
    assert left(reading) == []


def test_the_last_cell_of_a_row_may_have_padding_behind_it_on_its_line() -> None:
    heads = ["第二十条第(一)项 | ||||", "信息内容 |", "本年新 |", "本年新 |", "对外公开总数量 | |"]
    rows = ["规章 |", "1 |", "2 |", "3 | |", "规范性文件 |", "4 |", "5 |", "6 | |"]
    reading = reading_of(TITLE, "二、主动公开政府信息情况", *heads, *rows, form=ogi2019.Report)
    assert seen(reading, "disclosure") == ["1", "2", "3", "4", "5", "6"]


PADDED = """申请人情况 | ||||||||
自然人 | 法人或其他组织 | 总计 | |||||||
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |||||
一、本年新收政府信息公开申请数量 | | | | | | 3 | 3 | ||
二、上年结转政府信息公开申请数量 | | | | | | | 2 | ||
三、本年度办理结果 | （一）予以公开 | | 5 | | | | | 5 | |
（二）部分公开 | | 1 | | | | | 1 | ||"""


def test_padding_behind_rows_of_blank_cells_shifts_nothing() -> None:
    reading = reading_of(TITLE, "三、收到和处理政府信息公开申请情况", *PADDED.split("\n"))
    filled = {path: source.text for path, source in reading.cells.items() if source.text}
    assert filled == {
        "applications.received.organisation.other": "3",
        "applications.received.total": "3",
        "applications.carried_over.total": "2",
        "applications.results.granted.organisation.business": "5",
        "applications.results.granted.total": "5",
        "applications.results.partly_granted.organisation.business": "1",
        "applications.results.partly_granted.total": "1",
    }
    assert left(reading) == []


@pytest.mark.parametrize("row", ["| 5 | | | | | 4 | |", "5 | | | | | 5 | |", "| 5 | 7 | | | | | 5 |"])
def test_a_row_whose_sums_do_not_hold_without_its_padding_is_left(row: str) -> None:
    lines = PADDED.replace("| 5 | | | | | 5 | |", row).split("\n")
    reading = reading_of(TITLE, "三、收到和处理政府信息公开申请情况", *lines)
    assert not any(path.startswith("applications.results.granted") for path in reading.cells)
    assert reading.cells["applications.results.partly_granted.total"].text == "1"


def test_bars_that_lead_rows_in_are_no_blank_cells() -> None:
    heads = [
        "申请人情况",
        "|",
        "自然人",
        "法人或其他组织",
        "总计",
        "|",
        "商业企业",
        "科研机构",
        "社会公益组织",
    ]
    rows = ["法律服务机构", "其他", "|", "一、本年新收政府信息公开申请数量", "|", "2", *["|"] * 4, "2", "|"]
    rows += ["二、上年结转政府信息公开申请数量", "|", "1", *["|"] * 4, "1", "|"]
    rows += ["三、本年度办理结果", "（一）予以公开", "|", "3", *["|"] * 4, "3"]
    lines = ["|", *(line if line == "|" else f"{line} |" for line in [*heads, *rows])]
    reading = reading_of(TITLE, "三、收到和处理政府信息公开申请情况", *lines)
    filled = {path: source.text for path, source in reading.cells.items() if source.text}
    assert filled == {
        f"applications.{row}.{column}": figure
        for row, figure in (("received", "2"), ("carried_over", "1"), ("results.granted", "3"))
        for column in ("organisation.business", "total")
    }


def test_figures_without_a_label_do_not_fill_the_blank_row_above_them() -> None:
    rows = ["自然人 | 法人或其他组织 | 总计 |", "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |"]
    rows += ["一、本年新收政府信息公开申请数量 | | | | | | | |", "1 | 2 | 3 | 4 | 5 | 6 | 21 |"]
    reading = reading_of(TITLE, "三、收到和处理政府信息公开申请情况", "申请人情况 |", *rows)
    assert seen(reading, "applications") == []


def test_a_blank_cell_too_many_is_no_padding_where_no_bars_fill_rows_up() -> None:
    lines = PADDED.replace(" ||", " |").replace("||||||", "").replace("|||", "").split("\n")
    reading = reading_of(TITLE, "三、收到和处理政府信息公开申请情况", *lines)
    assert "applications.results.granted.total" not in reading.cells


def test_one_misprinted_label_in_a_head_of_all_labels_changes_no_order() -> None:
    heads = ["申请人情况", "自然人 | 法人或其他组织 | 总计 |"]
    leaves = "商业企业 | 科研企业 | 社会公益组织 | 法律服务机构 | 其他 |"
    row = "一、本年新收政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |"  # a wrong sum proves nothing
    section = "三、收到和处理政府信息公开申请情况"
    assert seen(reading_of(TITLE, section, *heads, leaves, row)) == list("1234567")
    twice = leaves.replace("科研企业", "商业企业")
    assert seen(reading_of(TITLE, section, *heads, twice, row)) == []
    foreign = leaves.replace("科研企业", "外地来人")
    assert seen(reading_of(TITLE, section, *heads, foreign, row)) == []
    half = leaves.replace("科研企业", "科研机构").replace("社会公益组织", "社会公众机构")
    assert seen(reading_of(TITLE, section, *heads, half, row)) == list("1234567")
    below_half = half.replace("社会公众机构", "社会群众团体")
    assert seen(reading_of(TITLE, section, *heads, below_half, row)) == []
    two = leaves.replace("社会公益组织", "社会公益企业")
    assert seen(reading_of(TITLE, section, *heads, two, row)) == []


def test_heads_of_another_form_are_not_taken_for_those_of_this_one() -> None:
    rows = [
        "第二十条第（一）项",
        "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |",
        "规章 | 1 | 2 | 3 |",
        "行政规范性文件 | 4 | 5 | 6 |",
    ]
    reading = reading_of(TITLE, "二、主动公开政府信息情况", *rows)
    assert seen(reading, "disclosure") == []
    assert "1 2 3" in left(reading)


HEAD = [
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 |",
    "自然人 | 法人或其他组织 | 总计 |",
    "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |",
]


def test_rows_without_the_labels_that_reach_down_are_known_by_their_own() -> None:
    rows = [
        "三、本年度办理结果 | （一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
        "（三）不予公开 | 1.属于国家秘密 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
        "2.其他法律行政法规禁止公开 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |",
        "（六）其他处理 | 3.其他 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |",
        "（七） | 总计 | 10 | 0 | 0 | 0 | 0 | 0 | 10 |",
    ]
    figures = reading_of(TITLE, "三、收到和处理政府信息公开申请情况", *HEAD, *rows).report.figures()
    assert [
        figures[f"applications.results.{path}.natural_person"]
        for path in ("granted", "denied.state_secret", "denied.prohibited_by_law", "other.other", "total")
    ] == [1, 2, 3, 4, 10]


def test_a_row_with_other_than_the_columns_of_the_form_is_left_whole() -> None:
    rows = ["一、本年新收政府信息公开申请数量 | 60 | 2 | 62 |", "四、结转下年度继续办理 | 0 | 0 | 0 |"]
    reading = reading_of(TITLE, "三、收到和处理政府信息公开申请情况", *HEAD, *rows)
    assert seen(reading, "applications") == []
    assert left(reading) == ["60 2 62", "0 0 0"]
    assert reading.unplaced[0].reason.en.startswith("the row has not as many cells as the form")


def test_a_blank_at_each_end_of_a_row_leaves_its_columns_open() -> None:
    row = "一、本年新收政府信息公开申请数量 |  | 1 | 2 | 3 | 4 | 5 | 6 |  |"
    reading = reading_of(TITLE, "三、收到和处理政府信息公开申请情况", *HEAD, row)
    assert left(reading) == ["1 2 3 4 5 6"]


def test_figures_alone_under_the_heading_of_a_table_of_one_row_are_its_cells() -> None:
    figures = ["1", "2", "3", "4", "10", "0", "0", "0", "0", "0", "5", "0", "0", "0", "5"]
    line = " | ".join(figures) + " |"
    reading = reading_of(TITLE, "四、政府信息公开行政复议、行政诉讼情况", line)
    assert seen(reading, "disputes") == figures
    other = reading_of(TITLE, "四、政府信息公开行政复议、行政诉讼情况", line.removesuffix(" | 5 |"))
    assert seen(other, "disputes") == []
    other = reading_of(TITLE, "四、政府信息公开行政复议、行政诉讼情况", "7 | " + line.removesuffix(" | 5 |"))
    assert seen(other, "disputes") == []


def test_a_sentence_with_the_words_of_labels_is_text() -> None:
    reading = reading_of(TITLE, "一、总体情况", "行政许可", "全年办理行政许可12件，行政处罚3件。", "其他")
    assert reading.report.texts()["overview"] == "行政许可\n全年办理行政许可12件，行政处罚3件。\n其他"
    assert seen(reading) == []


def test_the_form_of_a_text_without_year_follows_from_its_rows() -> None:
    text = "\n".join([*HEAD, "（六）其他处理 | 3.其他 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |"])
    reading = recognise(document_of_text(text, "a.txt"), [ogi2019.Report, ogi2021.Report])
    assert reading.report.info().name == "ogi2021"
    assert not reading.is_year_stated


# --- the file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_is_read_in_the_encodings_of_chinese_programs(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(f"{TITLE}\r\n一、总体情况\r\n全年公开信息。".encode(encoding))
    report = read(path).report
    assert (report.title, report.texts()["overview"]) == (TITLE, "全年公开信息。")


def test_a_file_with_a_character_no_document_may_hold_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{TITLE}\n一、总体情况\n甲。\ufdd0乙。\n", encoding="utf-8")
    reading = read(path)
    assert reading.report.texts()["overview"] == "甲。乙。"
    assert reading.notes[0].zh == "正文里有文件不应含有的字符，读取时已删去：第 3 段的 U+FDD0 等 1 个"


def test_markdown_loses_its_marks() -> None:
    page = document_of_text("# **甲县2023年**\n\n> 一段&nbsp;话\\.\n\n|a|b|\n|---|:-:|\n|1|2|", "a.md")
    assert [block.text for block in page.paragraphs if block.text] == [
        "甲县2023年",
        "一段 话.",
        "|a|b|",
        "|---|:-:|",
        "|1|2|",
    ]


def test_an_empty_text_and_one_without_end_are_refused() -> None:
    with pytest.raises(SourceError, match="文件是空的"):
        document_of_text(" \n\n", "a.txt")
    with pytest.raises(SourceError, match="行数过多"):
        document_of_text("甲\n" * (LIMITS.text_lines + 1), "a.txt")
    with pytest.raises(SourceError, match="认不出文字编码"):
        read_published_bytes(b"\xff\xff\xff\xff", name="a.txt")
    with pytest.raises(FileKindError, match="内容无法辨认"):
        read_published_bytes(b"\xff\xff\xff\x00\xff", name="a.txt")
    with pytest.raises(LimitError, match=r"a\.txt:2"):
        document_of_text("甲\n" + "乙" * (LIMITS.data_text + 1), "a.txt")


# --- the report a township copied from its page


@pytest.fixture
def township(shared: Path) -> Reading:
    return read(shared / "reports" / "hejixiang-2021.txt")


def test_a_torn_page_is_read_as_far_as_it_goes(township: Reading) -> None:
    report = township.report
    assert (report.agency.name, report.year, report.info().name) == ("睢县河集乡政府", 2021, "ogi2021")
    assert report.agency.postcode == "476900"
    assert report.agency.email == "hejixiang8310022@163.com"
    assert all(report.texts()[name] for name in ("overview", "problems", "other"))
    assert len(township.missing) == 49
    assert [heading.part for heading in township.seen.headings] == [
        "overview",
        "disclosure",
        "disputes",
        "problems",
        "other",
    ]


def test_what_a_torn_page_lost_is_named(township: Reading) -> None:
    tables = {table.name: table for table in township.seen.tables}
    assert tables["disclosure"].absent == (
        "disclosure.normative_documents",
        "disclosure.licences",
        "disclosure.penalties",
        "disclosure.compulsion",
        "disclosure.fees",
    )
    assert tables["applications"].absent == ("applications.received", "applications.carried_over")
    torn = [item.source.text for item in township.unplaced if item.source.text.startswith("0 0")]
    assert torn == ["0 0 0 0 0 0 0 0 0"] * 4
    assert not any(path.startswith("disputes") for path in township.missing)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (r"| 信息内容 | 金额 \| 万元 | 1 |", ["信息内容", "金额 | 万元", "1"]),
        ("| `12` | **3** | |", ["12", "3", ""]),
    ],
)
def test_a_row_of_markdown_is_cut_at_bars_that_are_not_escaped(line: str, cells: list[str]) -> None:
    (paragraph,) = document_of_text(line, "a.md").paragraphs
    assert cells_of(paragraph.text) == cells


def test_an_escaped_bar_at_the_end_of_a_line_is_a_character_of_its_cell() -> None:
    assert cells_of("| a | b\\|") == ["a", "b|"]
    assert cells_of("| a | b\\| |") == ["a", "b|"]
    assert cells_after("|", "规章\\|") == []
    assert closes_cell("|", "规章\\|")
    assert not fills_up("||", "规章\\|")
    assert fills_up("||", "规章 |")


def test_an_escaped_bar_in_a_sentence_is_a_bar() -> None:
    (paragraph,) = document_of_text(r"甲\|乙", "a.md").paragraphs
    assert paragraph.text == "甲|乙"


def test_an_old_report_in_words_of_its_own_is_of_the_form_of_its_year() -> None:
    lines = ["一、主动公开政府信息的情况", "甲。", "二、政府信息依申请公开办理情况", "乙。"]
    lines += ["三、依申请信息公开收费情况", "丙。", "四、复议、诉讼和申诉情况", "丁。"]
    document = document_of_text("\n".join(["甲乙镇2018年政府信息公开工作年度报告", *lines]), "a.txt")
    report = recognise(document, official_forms().values()).report
    assert isinstance(report, ogi2014.Report)
    assert (report.proactive, report.on_request, report.charges, report.disputes_text) == (
        "甲。",
        "乙。",
        "丙。",
        "丁。",
    )


def test_what_requests_cost_is_no_account_of_requests() -> None:
    reading = reading_of(TITLE, "二、主动公开政府信息情况", "甲。", "三、依申请信息公开收费情况", "乙。")
    assert "applications" not in reading.report.notes


def test_a_report_that_has_lost_its_line_ends_is_taken_apart_at_bars_and_headings() -> None:
    rows = [
        "申请人情况 | 自然人 | 法人或其他组织 | 总计",
        "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他",
        "一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1",
        "二、上年结转政府信息公开申请数量 | | | | | | | 0",
    ]
    text = " ".join([TITLE, "一、总体情况 甲乙。", "二、主动公开政府信息情况", DISCLOSURE.replace("\n", " ")])
    text += " 三、收到和处理政府信息公开申请情况 " + " | ".join(rows)
    reading = reading_of(text)
    assert seen(reading, "disclosure") == FIGURES
    assert seen(reading, "applications") == ["1", "0", "0", "0", "0", "0", "1", "0"]
    assert isinstance(reading.report, ogi2021.Report)
    assert reading.report.overview == "甲乙。"
