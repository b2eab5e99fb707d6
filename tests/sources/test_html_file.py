"""Web pages: the report somewhere inside, whatever stands around it and however its tables are drawn."""

from __future__ import annotations

import socket
import time
from datetime import date

import pytest

from govreport.errors import SourceError
from govreport.forms import ogi2021
from govreport.sources.document import Document
from govreport.sources.documents import read_published_bytes
from govreport.sources.html_file import read_html
from govreport.sources.reading import Reading
from govreport.sources.recognition import recognise

TITLE = "甲县某局2023年政府信息公开工作年度报告"
TABLE = (
    "<table><tr><td colspan=4>第二十条第（一）项</td></tr>"
    "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    "<tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr>"
    "<tr><td>行政规范性文件</td><td>4</td><td>5</td><td>&nbsp;</td></tr></table>"
)
CONTENT = (
    f"<p>本报告依据条例编制。</p><p><b>一、总体情况</b></p><p>全年公开信息若干条。<br>（一）主动公开</p>"
    f"<p>二、主动公开政府信息情况</p>{TABLE}<p>六、其他需要报告的事项</p><p>无。</p>"
)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>{TITLE}-甲县人民政府</title>
<meta name="PubDate" content="2024-01-18 10:00"><script>write("<p>一、脚本</p>")</script></head><body>
<ul><li><a href="/">首页</a></li><li><a href="/b">政府信息公开年报</a></li></ul>
<div><div class="info">来源：甲县某局　发布时间：2024-01-18　字号：<a>大</a></div>
<div id="zoom"><div>{CONTENT}</div></div><p>上一篇：<a href="/a">别的报告</a></p></div>
<div>版权所有 甲县人民政府</div></body></html>"""


def page(html: str, encoding: str = "utf-8") -> Document:
    return read_html(html.encode(encoding), name="a.html")


def reading_of(html: str) -> Reading:
    return recognise(page(html), [ogi2021.Report])


def rows(html: str) -> list[list[str]]:
    (grid,) = page(html).tables
    return [[cell.text for cell in row] for row in grid.rows]


def test_the_report_is_found_among_menus_and_foot_lines() -> None:
    reading = reading_of(PAGE)
    report = reading.report
    assert (report.title, report.agency.name, report.year) == (TITLE, "甲县某局", 2023)
    assert report.published_on == date(2024, 1, 18)
    assert report.texts() == {
        "lead": "本报告依据条例编制。",
        "overview": "全年公开信息若干条。\n（一）主动公开",
        "problems": "",
        "other": "无。",
    }
    assert [note.en for note in reading.notes] == ["what stands around the report on the page was not read"]


def test_a_blank_cell_is_seen_and_blank() -> None:
    reading = reading_of(PAGE)
    assert reading.report.figures()["disclosure.normative_documents.in_force"] is None
    assert reading.cells["disclosure.normative_documents.in_force"].text == ""
    assert reading.report.figures()["disclosure.normative_documents.repealed"] == 5


def test_a_page_laid_out_with_tables_shows_what_stands_in_them() -> None:
    laid_out = (
        f"<html><body><table><tr><td><a href='/'>首页</a></td><td>{TITLE}</td></tr></table>"
        f"<table><tr><td><ul><li>目录</li></ul></td><td><table><tr><td>{CONTENT}</td></tr></table></td></tr></table>"
        "</body></html>"
    )
    report = reading_of(laid_out).report
    assert report.texts()["overview"].startswith("全年公开信息若干条。")
    assert report.figures()["disclosure.regulations.in_force"] == 3


def test_cells_that_reach_across_and_down_keep_their_place() -> None:
    html = (
        "<table><tr><th rowspan=2>甲</th><th colspan=2>乙</th></tr><tr><td>丙</td><td>丁</td></tr>"
        "<tr><td>1</td><td>2</td><td>3</td></tr></table>"
    )
    (grid,) = page(html).tables
    assert [[(cell.column, cell.text) for cell in row] for row in grid.rows] == [
        [(0, "甲"), (1, "乙")],
        [(0, "甲"), (1, "丙"), (2, "丁")],
        [(0, "1"), (1, "2"), (2, "3")],
    ]


def test_spans_beyond_the_table_end_with_it() -> None:
    html = "<table><tr><td rowspan=99>甲</td><td colspan=0>1</td></tr><tr><td rowspan=0>2</td></tr></table>"
    assert rows(html) == [["甲", "1"], ["甲", "2"]]


def test_hidden_text_and_scripts_are_not_read() -> None:
    reading = reading_of(PAGE.replace("<p>无。</p>", "<p>无。</p><p style='display: none'>机密</p>"))
    assert "机密" not in reading.report.texts()["other"]
    assert reading.notes[0].en == "hidden text of the page was not read"
    assert "脚本" not in "".join(reading.seen.text.values())


@pytest.mark.parametrize(("encoding", "declared"), [("gb18030", "gb2312"), ("utf-8", "gbk"), ("utf-16", "")])
def test_the_encoding_of_a_page_is_found_even_where_it_is_declared_wrongly(
    encoding: str, declared: str
) -> None:
    html = PAGE.replace('charset="utf-8"', f'charset="{declared}"')
    document = read_published_bytes(html.encode(encoding), name="a.html")
    assert recognise(document, [ogi2021.Report]).report.title == TITLE


def test_a_page_saved_as_one_file_is_read() -> None:
    saved = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        f"{PAGE}\r\n--x--\r\n"
    )
    document = read_published_bytes(saved.encode(), name="a.mht")
    assert recognise(document, [ogi2021.Report]).report.year == 2023


def test_a_sign_off_at_the_right_is_one() -> None:
    signed = "<p>无。</p><p align=right>甲县某局</p><p style='text-align:right'>2024年1月9日</p>"
    report = reading_of(PAGE.replace("<p>无。</p>", signed)).report
    assert report.published()["signature"] == ("甲县某局", date(2024, 1, 9))


# --- hostile pages


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "socket", refuse)
    html = (
        '<!DOCTYPE html SYSTEM "http://127.0.0.1/x.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<html><body>&x;<img src='http://127.0.0.1/a.png'>{CONTENT}</body></html>"
    )
    assert "root:" not in "".join(block.text for block in page(html).paragraphs)


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<table>" + "<tr><td colspan=1000>甲</td><td>1</td></tr>" * 300 + "</table>", "too large"),
        ("<table><tr>" + "<td rowspan=65534 colspan=1000>1</td>" * 300 + "</tr></table>", "too large"),
        ("<p>" + "<b>" * 1_500_001, "too many elements"),
        ("<div>" * 2000 + "甲", "nested too deeply"),
        ("  ", "empty"),
    ],
    ids=["columns", "spans", "elements", "depth", "empty"],
)
def test_a_page_without_measure_is_refused(html: str, what: str) -> None:
    with pytest.raises(SourceError) as caught:
        page(html)
    assert what in caught.value.to_text("en")
    assert len(caught.value.to_text("zh").splitlines()) <= 6


# --- tables without a table: every cell a block


_BLOCK_HEAD = ["第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


def blocks(*cells: str) -> str:
    drawn = "".join(f"<div>{cell}</div>" for cell in (*_BLOCK_HEAD, *cells))
    return f"<h1>{TITLE}</h1><p>二、主动公开政府信息情况</p>{drawn}<p>六、其他需要报告的事项</p><p>无。</p>"


def in_blocks(*cells: str) -> dict[str, object]:
    """Return what was read of the two rows of a table drawn in blocks."""
    read = reading_of(blocks(*cells))
    return {path.partition(".")[2]: read.report.cells()[path] for path in read.cells}


@pytest.mark.parametrize("blank", ["", "&nbsp;", " "])
def test_a_blank_block_among_the_blocks_of_a_row_is_a_blank_cell(blank: str) -> None:
    read = in_blocks("规章", "1", blank, "3", "行政规范性文件", "4", "5", blank)
    assert read == {
        "regulations.issued": 1,
        "regulations.repealed": None,
        "regulations.in_force": 3,
        "normative_documents.issued": 4,
        "normative_documents.repealed": 5,
        "normative_documents.in_force": None,
    }


def test_blank_blocks_between_full_rows_are_no_cells() -> None:
    read = in_blocks("规章", "1", "2", "3", "", "行政规范性文件", "4", "5", "6", "")
    assert list(read.values()) == [1, 2, 3, 4, 5, 6]


def test_a_blank_block_behind_every_row_that_lacks_a_cell_makes_none_of_them_whole() -> None:
    assert in_blocks("规章", "1", "2", "", "行政规范性文件", "4", "5", "") == {}


def test_a_table_of_one_cell_in_each_cell_leaves_the_grid_as_it_is() -> None:
    nested = TABLE.replace("<td>", "<td><table><tr><td>").replace("</td>", "</td></tr></table></td>")
    nested = nested.replace("<td colspan=4>", "<td colspan=4><table><tr><td>")
    assert rows(nested) == rows(TABLE)


def test_blank_blocks_far_from_any_figure_are_no_paragraphs() -> None:
    document = page("<div>甲</div><div></div><div>&nbsp;</div><div>乙</div>")
    assert [(each.number, each.text) for each in document.paragraphs] == [(1, "甲"), (2, "乙")]


def test_a_heading_that_runs_in_with_its_text_is_one_line_with_it() -> None:
    document = page(
        "<div><h3 style='display:inline;margin:0'>（一）公开。</h3><p style='display: inline'>按时。</p>"
        "</div><div><p style='display:inline-block'>甲</p><p>乙</p></div>"
    )
    assert [each.text for each in document.paragraphs] == ["（一）公开。按时。", "甲", "乙"]


def test_a_title_in_two_lines_is_one_title() -> None:
    broken = TITLE.replace("2023", "<br>2023")
    reading = reading_of(f"<h1>{broken}<br>（2024年1月）</h1><p>本报告依据条例编制。</p><p>一、总体情况</p>")
    assert (reading.report.title, reading.report.agency.name) == (TITLE, "甲县某局")


HIDDEN, STRUCK, MARK, CONTROL = (
    "hidden text of the page was not read",
    "struck text of the page was not read",
    "raised, lowered and ruby text beside a figure was not read",
    "what stands in form controls in a table was not read",
)


@pytest.mark.parametrize(
    ("inner", "shown", "notes"),
    [
        ('<span style="font-size:0">111</span>200', "200", [HIDDEN]),
        ('<span style="opacity:0">111</span>200', "200", [HIDDEN]),
        ('<span style="opacity:0.5">200</span>', "200", []),
        ('<span style="color:#fff">111</span>200', "200", [HIDDEN]),
        ('<span style="color:#fff">200</span>', "200", []),
        ('<span class="zz">111</span>200', "200", [HIDDEN]),
        ('<span class="print">200</span>', "200", []),
        ('<span class="tab">200</span>', "200", []),
        ('<span aria-hidden="true">200</span>', "200", []),
        ("<del>111</del>200", "200", [STRUCK]),
        ('<span style="text-decoration: line-through">111</span>200', "200", [STRUCK]),
        ("200<sup>1</sup>", "200", [MARK]),
        ("每km<sup>2</sup>", "每km2", []),
        ("<ruby>200<rt>111</rt></ruby>", "200", [MARK]),
        ("<details><summary>200</summary>111</details>", "200", [HIDDEN]),
        ("<dialog>111</dialog>200", "200", [HIDDEN]),
        ("<title>111</title>200", "200", [HIDDEN]),
        ('<input value="200">', "", [CONTROL]),
        ("<bdo dir=rtl>002</bdo>", "\u202e002", []),
    ],
)
def test_a_cell_shows_what_a_browser_shows_of_it(inner: str, shown: str, notes: list[str]) -> None:
    style = (
        "<style>/* x */ .zz, #y {display:none} @media print {.print {display:none}} "
        ".tab {display:none} .tab.open {display:block}</style>"
    )
    document = page(
        f"<html><head>{style}</head><body><table><tr><td>a<td>b</tr><tr><td>行政许可</td><td>{inner}</td>"
        "</tr></table></body></html>"
    )
    assert document.tables[0].rows[1][1].text == shown
    assert [note.en for note in document.notes if note.en in (HIDDEN, STRUCK, MARK, CONTROL)] == notes


def test_a_page_in_utf_7_is_refused_by_its_encoding() -> None:
    raw = "".join(f"<p>甲县{at}</p>" for at in range(30)).encode("utf-7")
    with pytest.raises(SourceError) as caught:
        read_html(raw, name="a.html")
    assert caught.value.to_text("en").startswith("the encoding of the page is not known")


@pytest.mark.parametrize("text", ["@", "/*", "a", "a{", ".a,", "text-decoration:"])
def test_style_sheets_without_end_take_no_time(text: str) -> None:
    before = time.process_time()
    style = f"<style>{text * 200_000}</style>"
    page(f"<html><head>{style}</head><body><p style='{text * 100_000}'>a</p></body></html>")
    assert time.process_time() - before < 4
