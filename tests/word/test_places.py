"""Where a tag stands: part, table, row, column, paragraph; and the tags themselves."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from durations import allowed
from govreport.word.places import Place, Tag, iter_spans, iter_tags
from wordparts import paragraph, text_box, word_table

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="v"'
BODY = "word/document.xml"


def tags(markup: str, part: str = BODY) -> list[Tag]:
    root = etree.fromstring(f"<w:body {NAMESPACES}>{markup}</w:body>")
    return list(iter_tags(root, part))


def places(markup: str) -> list[tuple[str, str]]:
    return [(tag.text, tag.place.message.en) for tag in tags(markup)]


def test_paragraphs_are_counted_outside_tables_and_cells_inside_them() -> None:
    markup = (
        paragraph("{{ a }}")
        + word_table(("", "{{ b }}"), ("{{ c }}", ""))
        + paragraph("x")
        + paragraph("{{ d }}{% e %}")
        + word_table(("{{ f }}",))
    )
    assert places(markup) == [
        ("{{ a }}", "body, paragraph 1"),
        ("{{ b }}", "body, table 1, row 1, column 2"),
        ("{{ c }}", "body, table 1, row 2, column 1"),
        ("{{ d }}", "body, paragraph 3"),
        ("{% e %}", "body, paragraph 3"),
        ("{{ f }}", "body, table 2, row 1, column 1"),
    ]


def test_columns_are_those_of_the_grid() -> None:
    wide = word_table(("甲", "{{ a }}"), ("{{ b }}", "{{ c }}")).replace(
        "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="3"/>', 1
    )
    assert [place for _, place in places(wide)] == [
        "body, table 1, row 1, column 4",
        "body, table 1, row 2, column 1",
        "body, table 1, row 2, column 2",
    ]


@pytest.mark.parametrize("span", ["abc", "", "-1", "9" * 5000, "²"])
def test_a_nonsense_span_counts_as_one_column(span: str) -> None:
    markup = word_table(("甲", "{{ a }}")).replace("<w:tcPr>", f'<w:tcPr><w:gridSpan w:val="{span}"/>', 1)
    assert places(markup) == [("{{ a }}", "body, table 1, row 1, column 2")]


def test_a_table_in_a_cell_is_a_table_of_its_own_and_rows_go_on_after_it() -> None:
    inner = word_table(("{{ in }}",), ("x",), ("{{ low }}",)) + paragraph("{{ beside }}")
    assert places(word_table(("a", inner), ("{{ next }}", "b")) + paragraph("{{ after }}")) == [
        ("{{ in }}", "body, table 2, row 1, column 1"),
        ("{{ low }}", "body, table 2, row 3, column 1"),
        ("{{ beside }}", "body, table 1, row 1, column 2"),
        ("{{ next }}", "body, table 1, row 2, column 1"),
        ("{{ after }}", "body, paragraph 1"),
    ]


def test_content_controls_and_links_change_no_place() -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph('{{ a }}')}</w:sdtContent></w:sdt>"
    link = "<w:p><w:hyperlink><w:r><w:t>{{ b }}</w:t></w:r></w:hyperlink></w:p>"
    assert places(control + link) == [("{{ a }}", "body, paragraph 1"), ("{{ b }}", "body, paragraph 2")]


def test_a_text_box_is_read_once_and_counted() -> None:
    assert places(paragraph("x") + text_box("{{ a }}") + paragraph("{{ b }}")) == [
        ("{{ a }}", "body, paragraph 3"),
        ("{{ b }}", "body, paragraph 4"),
    ]


def test_a_tag_split_over_runs_is_one_tag() -> None:
    runs = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in ("a {", "{ na", "me }", "} b"))
    (tag,) = tags(f"<w:p>{runs}</w:p>")
    assert (tag.text, tag.around, tag.closed, tag.alone) == ("{{ name }}", "a {{ name }} b", True, False)


def test_a_tag_that_is_not_closed_ends_the_search_in_its_paragraph() -> None:
    found = tags(paragraph("{{ a }} {{ b {% c %}") + paragraph("{% d %}"))
    assert [(tag.text, tag.closed) for tag in found] == [
        ("{{ a }}", True), ("{{ b {% c %}", False), ("{% d %}", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "alone"), [("{%p x %}", True), (" {%p x %}\u3000", True), ("a{%p x %}", False)]
)
def test_a_tag_is_alone_when_nothing_else_stands_in_its_paragraph(text: str, alone: bool) -> None:
    assert [tag.alone for tag in tags(paragraph(text))] == [alone]


@pytest.mark.parametrize(
    ("part", "zh", "en"),
    [
        ("word/document.xml", "正文第 2 段", "body, paragraph 2"),
        ("word/document2.xml", "正文第 2 段", "body, paragraph 2"),
        ("word/header3.xml", "页眉第 2 段", "header, paragraph 2"),
        ("word/footer1.xml", "页脚第 2 段", "footer, paragraph 2"),
        ("word/footnotes.xml", "脚注第 2 段", "footnotes, paragraph 2"),
        ("word/strange.xml", "word/strange.xml第 2 段", "word/strange.xml, paragraph 2"),
    ],
)
def test_a_part_is_called_by_its_name_in_word(part: str, zh: str, en: str) -> None:
    assert Place(part, paragraph=2).message == (zh, en)


def test_a_table_can_be_named_without_its_cells() -> None:
    assert Place(BODY, table=2, row=3, column=4).message.zh == "正文表 2 第 3 行第 4 列"
    assert Place(BODY, table=2).table_message.zh == "正文表 2"


def test_the_text_around_a_tag_is_shown_where_there_is_any() -> None:
    alone, within = tags(paragraph("{{ a }}") + paragraph("共 {{ b }} 件"))
    assert alone.where.zh == "正文第 1 段"
    assert within.where.zh == "正文第 2 段“共 {{ b }} 件”"


@given(st.text(st.sampled_from("{}%#ab "), max_size=30))
def test_spans_are_in_order_and_hold_whole_tags(text: str) -> None:
    spans = list(iter_spans(text))
    ends = [end if end >= 0 else len(text) for _, end in spans]
    assert all(start >= before for (start, _), before in zip(spans, [0, *ends], strict=False))
    assert [end for _, end in spans[:-1] if end < 0] == []
    for start, end in spans:
        opening = text[start : start + 2]
        closing = {"{{": "}}", "{%": "%}", "{#": "#}"}[opening]
        assert text[start + 2 : end].endswith(closing) if end >= 0 else closing not in text[start + 2 :]


def test_thousands_of_openings_take_no_time() -> None:
    start = time.process_time()
    assert list(iter_spans("{{p " * 100_000)) == [(0, -1)]
    assert time.process_time() - start < allowed(1)
