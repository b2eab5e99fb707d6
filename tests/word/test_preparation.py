"""Faults that make docxtpl lose text without a word: each is refused, with its place."""

from __future__ import annotations

import pytest
from lxml import etree

from govreport.errors import TemplateError
from govreport.word.places import iter_tags
from govreport.word.preparation import iter_changed_tags, iter_decided_fields, refuse_faults
from wordparts import paragraph, word_table

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "word/document.xml"


def faults(markup: str) -> list[tuple[str, str]]:
    """Return what is wrong with a body, and where."""
    root = etree.fromstring(f"<w:body {NAMESPACES}>{markup}</w:body>")
    try:
        refuse_faults(root, BODY, tuple(iter_tags(root, BODY)))
    except TemplateError as exc:
        return [(problem.what.en, str(problem.where)) for problem in exc.problems]
    return []


@pytest.mark.parametrize(
    "markup",
    [
        paragraph("{%p if a %}") + paragraph("甲 {{ b }}{% if c %}{% endif %}") + paragraph("{%p endif %}"),
        word_table(("{%tr for a in b %}", ""), ("{{ a }}", "x"), ("{%tr endfor %}", "")),
        word_table(("x", "{%tc for a in b %}", "{{ a }}", "{%tc endfor %}")),
        word_table(("{#tr a row that is left out #}", "with its text")),
        paragraph("{#p a remark #} beside text"),
        paragraph("{{ p }}{{ tr }}{{r}}"),
        paragraph("no tags at all, {x} 5%}"),
        f'<w:p><w:ins w:id="1">{paragraph("甲")[5:-6]}</w:ins></w:p>' + paragraph("{{ a }}"),
    ],
)
def test_these_are_sound(markup: str) -> None:
    assert faults(markup) == []


@pytest.mark.parametrize("tag", ["{{p a }}", "{{tr a }}", "{{tc a }}", "{{r a }}"])
def test_a_value_cannot_stand_for_a_paragraph_row_cell_or_run(tag: str) -> None:
    assert faults(word_table((tag,))) == [
        ("a value is plain text: it replaces no paragraph, row or cell", "正文表 1 第 1 行第 1 列")
    ]


@pytest.mark.parametrize("text", ["甲{%p if a %}", "{%p if a %}乙", "{%p if a %}{%p endif %}"])
def test_text_beside_a_paragraph_tag_would_be_lost(text: str) -> None:
    found = faults(paragraph(text))
    assert set(found) == {("a tag that must stand alone in its paragraph", "正文第 1 段")}


@pytest.mark.parametrize(
    ("markup", "fault", "where"),
    [
        ("<w:tc><w:p/></w:tc>", "w:tc cannot stand in w:body", "正文第 1 段"),
        (paragraph("甲") + "<w:tr><w:tc><w:tr/></w:tc></w:tr>", "w:tr cannot stand in w:body", "正文第 1 段"),
        (
            word_table(("甲", "乙")).replace("<w:p>", "<w:p><w:pPr><w:tc/></w:pPr>"),
            "w:tc cannot stand in w:pPr",
            "正文表 1 第 1 行第 1 列",
        ),
        (
            word_table(("甲", "乙"), ("丙", "丁")).replace("丁", "<w:t/>丁"),
            "w:t cannot stand in w:t",
            "正文表 1 第 2 行第 2 列",
        ),
        ("<w:pPr><w:r><w:t>{%p else %}</w:t></w:r></w:pPr>", "w:r cannot stand in w:pPr", "正文"),
    ],
)
def test_what_holds_texts_stands_where_a_word_file_has_it(markup: str, fault: str, where: str) -> None:
    assert faults(markup)[0] == (f"the template is broken: {fault}", where)


@pytest.mark.parametrize("tag", ["{%tr for a in b %}", "{%tc for a in b %}"])
def test_a_row_or_cell_tag_belongs_into_a_table(tag: str) -> None:
    assert faults(paragraph(tag)) == [("a tag that belongs into a table", "正文第 1 段")]


def test_text_in_the_row_of_a_row_tag_would_be_lost() -> None:
    assert faults(word_table(("x",)) + word_table(("{%tr for a in b %}", "文字"))) == [
        ("the row of this tag is left out, and must hold nothing else", "正文表 2")
    ]


def test_text_in_the_cell_of_a_cell_tag_would_be_lost() -> None:
    assert faults(word_table(("{%tc for a in b %}文字",))) == [
        ("the cell of this tag is left out, and must hold nothing else", "正文表 1")
    ]


@pytest.mark.parametrize("change", ["ins", "del", "moveFrom", "moveTo"])
def test_tags_do_not_mix_with_tracked_changes(change: str) -> None:
    text = "delText" if change == "del" else "t"
    run = f"<w:r><w:{text}>{{{{ b }}}}</w:{text}></w:r>"
    markup = paragraph("甲") + f'<w:p><w:{change} w:id="1">{run}</w:{change}></w:p>'
    root = etree.fromstring(f"<w:body {NAMESPACES}>{markup}</w:body>")
    (problem,) = iter_changed_tags(root, BODY)
    assert (problem.what.en, str(problem.where)) == (
        "a tag in a paragraph with tracked changes",
        "正文第 2 段",
    )


def test_a_table_without_a_grid_is_named() -> None:
    markup = word_table(("x",)) + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    assert faults(markup) == [("a table without a grid (tblGrid)", "正文表 2")]


@pytest.mark.parametrize("span", ["abc", "0", "-5", "253", "1000000000", "9" * 5000, ""])
def test_a_span_of_no_number_of_columns_is_named(span: str) -> None:
    markup = word_table(("x",)).replace("<w:tcPr>", f'<w:tcPr><w:gridSpan w:val="{span}"/>')
    assert faults(markup) == [("a cell spans no number of columns", "正文表 1")]


@pytest.mark.parametrize("span", ["1", "252", "{{ a }}"])
def test_a_span_may_be_a_number_or_a_tag(span: str) -> None:
    assert faults(word_table(("x",)).replace("<w:tcPr>", f'<w:tcPr><w:gridSpan w:val="{span}"/>')) == []


def test_tags_that_are_too_long_or_too_many_are_refused() -> None:
    assert faults(paragraph("{{ " + "a" * 1996 + "}}")) == [("a tag that is too long", "正文第 1 段")]
    assert faults(paragraph("{{ a }}" * 5000)) == []
    assert faults(paragraph("{{ a }}" * 5001)) == [("too many tags", "正文第 1 段")]
    long = paragraph("{{ " + "a" * 1900 + " }}")
    assert faults(long * 104) == []
    assert faults(long * 106) == [("the tags are too long in all", "正文第 105 段")]


@pytest.mark.parametrize(
    "markup",
    [
        '<w:p><w:hyperlink w:tooltip="{{ a"/></w:p>',
        "<w:p><w:r><w:instrText>{% if</w:instrText></w:r></w:p>",
        "<w:r><w:t>{{ outside any paragraph</w:t></w:r>",
    ],
)
def test_a_tag_that_is_not_closed_is_found_outside_the_text_of_paragraphs_too(markup: str) -> None:
    assert faults(markup) == [("a tag that is not closed", "正文")]


@pytest.mark.parametrize(
    "instruction",
    [
        "{{ a }} x",
        ' {{ "DDE" }} x',
        "D{# #}DE x",
        "D{% if a %}DE{% endif %} x",
        "{% if a %}X{% endif %}DDE x",
    ],
)
def test_a_tag_does_not_decide_what_a_field_does(instruction: str) -> None:
    markup = f"<w:fldSimple w:instr='{instruction}'/>"
    root = etree.fromstring(f"<w:body {NAMESPACES}><w:p>{markup}</w:p></w:body>")
    assert [(problem.what.en, problem.found) for problem in iter_decided_fields(root, BODY)] == [
        ("a tag decides what a field does", instruction.strip())
    ]


@pytest.mark.parametrize("instruction", [' HYPERLINK "{{ a }}"', "= {{ a }} + 1", " PAGE ", ""])
def test_tags_may_stand_behind_the_name_of_a_field(instruction: str) -> None:
    markup = f"<w:fldSimple w:instr='{instruction}'/>"
    root = etree.fromstring(f"<w:body {NAMESPACES}><w:p>{markup}</w:p></w:body>")
    assert list(iter_decided_fields(root, BODY)) == []
