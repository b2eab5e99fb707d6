"""The page of results: counts, marks at the cells, quoted sentences, and a policy that lets nothing in."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement

from govreport.checks import check
from govreport.findings import Finding, Quote, Severity
from govreport.forms._registry import official_forms
from govreport.html import Checked, results_page
from govreport.messages import Message
from samples import changed, load_report
from webpages import header_texts, parsed, spots, text_of

HUAIAN = load_report("huaian_2024.json")
WRONG = changed(
    HUAIAN, {"disputes.reconsideration.total": 352, "disclosure.licences.decisions": None}, title="甲年报"
)
TOTAL, UPHELD = "disputes.reconsideration.total", "disputes.reconsideration.upheld"


def finding(severity: Severity = Severity.ERROR, *cells: str, quote: Quote | None = None) -> Finding:
    return Finding("row-total", severity, Message("不对", "wrong"), "四、", cells, quote=quote)


def shown(*checked: Checked, language: str = "zh") -> HtmlElement:
    return parsed(results_page(checked, language))  # type: ignore[arg-type]


def wrong(*findings: Finding) -> Checked:
    return Checked(name="wrong.json", report=WRONG, findings=findings or check(WRONG))


def row(body: HtmlElement) -> list[str]:
    return [" ".join(text_of(cell).split()) for cell in body[0]]


def test_the_page_of_a_small_run_is_as_reviewed(golden: Callable[[str, str], None]) -> None:
    quote = Quote("全年收费3<4元。", 4, 7)
    page = results_page(
        [
            wrong(finding(Severity.ERROR, TOTAL, UPHELD), finding(Severity.NOTE, quote=quote)),
            Checked(name="good.json", report=HUAIAN),
            Checked(name="bad.pdf", error="文件读不了\n  位置：bad.pdf"),
        ]
    )
    golden("html/results.html", page.partition("<body>")[2].partition("<script>")[0])


def test_every_report_has_a_row_with_its_counts_and_the_foot_adds_them_up() -> None:
    root = shown(wrong(), Checked(name="good.json", report=HUAIAN))
    (table,) = root.find_class("overview")
    assert [row(body) for body in table.findall("tbody")] == [
        ["淮安市人民政府 wrong.json", "2024", "1", "1", "0"],
        ["淮安市人民政府 good.json", "2024", "0", "0", "0"],
    ]
    assert row(table.find("tfoot")) == ["合计", "2", "1", "1", "0"]
    assert [text_of(cell) for cell in table.find("thead")[0]] == ["机关", "年度", "错误", "警告", "提示"]


def test_a_row_opens_to_the_findings_and_one_without_any_does_not() -> None:
    root = shown(wrong(), Checked(name="good.json", report=HUAIAN))
    first, second = root.find_class("report")
    (details,) = first.iter("details")
    assert details.get("open") is None
    assert text_of(details.find("summary")) == "问题和表格：淮安市人民政府"
    assert len(details.find_class("finding")) == 2
    assert list(second.iter("details")) == []
    assert "没有发现问题" in text_of(second)


def test_a_finding_shows_severity_rule_place_and_message() -> None:
    (item, _) = shown(wrong()).find_class("finding")
    (found, _) = check(WRONG)
    assert found.code == "blank-cell"
    texts = [" ".join(text_of(each).split()) for each in item.iter("p")]
    assert texts == [f"▲ 警告 blank-cell {found.where}", found.message.zh]
    assert (item.get("data-severity"), item.get("data-code")) == ("warning", "blank-cell")


def test_only_tables_that_findings_speak_of_are_drawn_and_as_the_form_has_them() -> None:
    root = shown(wrong(finding(Severity.ERROR, TOTAL)))
    (table,) = root.find_class("form")
    grid = official_forms()["ogi2021"].grids()["disputes"]
    assert text_of(table.find("caption")) == "2024年政府信息公开行政复议、行政诉讼情况"
    assert [(spot.place, spot.rows, spot.columns) for spot in spots(table)] == [
        ((cell.row, cell.column), cell.row_span, cell.column_span) for cell in grid.cells
    ]
    assert header_texts(spots(table)[-1].element) == ["行政诉讼", "复议后起诉", "总计"]


def test_a_cell_at_fault_has_a_sign_a_number_and_leads_to_its_finding() -> None:
    root = shown(wrong(finding(Severity.NOTE), finding(Severity.ERROR, TOTAL, UPHELD)))
    (mark,) = root.find_class("at")
    assert mark.get("class") == "at error"
    assert " ".join(text_of(mark).split()) == "352✗ 错误 2"
    assert mark.get("title") == "2. 不对"
    (target,) = root.xpath("//*[@id=$name]", name=mark.get("href").removeprefix("#"))
    assert target.get("data-severity") == "error"


def test_cells_concerned_are_framed_and_say_so() -> None:
    root = shown(wrong(finding(Severity.ERROR, TOTAL, UPHELD)))
    (part,) = root.find_class("part")
    assert (part.text, part.get("title")) == ("72", "有关的格子 1")


def test_of_several_findings_at_a_cell_the_worst_gives_the_colour_and_all_are_numbered() -> None:
    root = shown(
        wrong(finding(Severity.NOTE, TOTAL), finding(Severity.ERROR, TOTAL), finding(Severity.WARNING, TOTAL))
    )
    (mark,) = root.find_class("at")
    assert mark.get("class") == "at error"
    assert mark.get("href") == "#r1-2"
    assert text_of(mark).endswith(" 1,2,3")
    assert mark.get("title").splitlines() == ["1. 不对", "2. 不对", "3. 不对"]


def test_a_blank_cell_at_fault_says_that_it_is_blank() -> None:
    root = shown(wrong())
    assert "空白▲ 警告 1" in [" ".join(text_of(mark).split()) for mark in root.find_class("at")]


def test_a_path_that_is_no_cell_marks_nothing() -> None:
    root = shown(wrong(finding(Severity.ERROR, "agency.name")))
    assert root.find_class("form") == root.find_class("at") == []


def test_a_quoted_sentence_has_its_words_highlighted() -> None:
    quote = Quote("全年新收申请258件，办结265件。", 6, 9)
    (sentence,) = shown(wrong(finding(Severity.ERROR, TOTAL, quote=quote))).iter("blockquote")
    assert text_of(sentence) == quote.text
    assert [each.text for each in sentence.iter("mark")] == ["258"]


def test_copied_sentences_stand_in_a_table_beside_last_years() -> None:
    pairs = (("2024年公开<12>条。", "2023年公开<9>条。"), ("一字不改。", "一字不改。"))
    copied = replace(finding(Severity.WARNING, quote=Quote(pairs[0][0], 0, 5)), pairs=pairs)
    (item,) = shown(wrong(copied)).find_class("finding")
    (table,) = item.find_class("pairs")
    assert [[text_of(cell) for cell in row] for row in table.iter("tr")] == [
        ["本年", "上年"],
        *(list(pair) for pair in pairs),
    ]
    assert list(item.iter("blockquote")) == []


def test_a_file_that_cannot_be_read_says_why() -> None:
    root = shown(Checked(name="x\u202e.pdf", error="文件读不了\n  位置：x\u202e.pdf"))
    (body,) = root.find_class("report")
    assert row(body) == ["x\\u202e.pdf", "读不出"]
    assert [text_of(line) for line in body.iter("p")] == ["文件读不了", "  位置：x\\u202e.pdf"]


def test_the_page_speaks_english_when_asked() -> None:
    root = shown(wrong(), language="en")
    assert root.get("lang") == "en"
    assert [text_of(cell) for cell in root.find(".//thead/tr")] == [
        "Agency",
        "Year",
        "Errors",
        "Warnings",
        "Notes",
    ]
    assert check(WRONG)[1].message.en in text_of(root)
    foreign = root.xpath("//*[@lang='zh-CN']")
    rest = text_of(root.find("body"))
    for element in foreign:
        rest = rest.replace(text_of(element), "")
    assert "错误" not in rest


def test_the_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else() -> None:
    page = results_page([wrong()])
    (policy,) = parsed(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    hashes = []
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        hashes.append(base64.b64encode(hashlib.sha256(content.encode()).digest()).decode())
        assert content.isascii()  # a page in another encoding must keep its hash
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_page_needs_nothing_else_and_has_nothing_its_policy_forbids() -> None:
    root = shown(*(each for number in range(3) for each in [replace(wrong(), name=f"{number}.json")]))
    assert root.xpath("//@style | //*[@src] | //link | //form") == []
    assert [name for element in root.iter() for name in element.attrib if name.startswith("on")] == []
    assert all(link.startswith("#") for link in root.xpath("//@href"))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_words_of_the_script_are_those_of_the_language(language: str) -> None:
    (text,) = shown(language=language).xpath("//*[@id='shown']/@data-text")
    assert "{reports}" in text
    assert "{findings}" in text


HOSTILE = st.lists(
    st.sampled_from(["<script>x</script>", "</style>", "-->", "&amp;", '"', "'", "{{ x }}", "甲"]), min_size=1
).map("".join)


@given(text=HOSTILE)
def test_nothing_in_a_report_or_a_finding_becomes_markup(text: str) -> None:
    hostile = changed(WRONG, {}, agency={"name": text})
    bad = Finding("row-total", Severity.ERROR, Message(text, text), text, (TOTAL,), quote=Quote(text, 0, 1))
    root = shown(Checked(name=text, report=hostile, findings=[bad]))
    plain = shown(wrong(replace(bad, message=Message("", ""), where="甲", quote=Quote("甲", 0, 1))))
    assert [each.tag for each in root.iter()] == [each.tag for each in plain.iter()]
    (item,) = root.find_class("finding")
    assert text_of(item.find("blockquote")) == text_of(item.findall("p")[1]) == text
