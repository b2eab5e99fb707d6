"""The border to docxtpl: its dialect works, its failures have a place, and nothing of it leaks out."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping

import pytest
from docx import Document
from lxml import etree

from durations import allowed
from govreport.errors import TemplateError
from govreport.gate.limits import with_limits
from govreport.word import Template
from govreport.word.markup import W
from govreport.word.package import CONTENT_TYPES, read_parts, write_parts
from wordparts import own, paragraph, text_box, with_part, word_table

Data = Mapping[str, object]
ROWS: Data = {"rows": [{"name": "甲", "n": 1}, {"name": "乙", "n": 2}]}
NOTES = "word/footnotes.xml"


def filled(markup: str, data: Data, *, trusted: bool = False) -> etree._Element:
    content = Template(own(markup), trusted=trusted).render(data)
    return etree.fromstring(read_parts(content)["word/document.xml"])


def text(root: etree._Element) -> str:
    return "|".join("".join(node.text or "" for node in each.iter(W + "t")) for each in root.iter(W + "p"))


def failure(content: bytes, data: Data, *, trusted: bool = False) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        Template(content, trusted=trusted).render(data)
    assert len(caught.value.to_text("zh").splitlines()) <= 6
    assert len(caught.value.to_text("en").splitlines()) <= 6
    return caught.value


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        (paragraph("{%p for r in rows %}") + paragraph("{{ r.name }}") + paragraph("{%p endfor %}"), "甲|乙"),
        (paragraph("{% for r in rows %}{{ r.name }}、{% endfor %}"), "甲、乙、"),
        (
            word_table(("{%tr for r in rows %}", ""), ("{{ r.name }}", "{{ r.n }}"), ("{%tr endfor %}", "")),
            "甲|1|乙|2",
        ),
        (word_table(("{%tc for r in rows %}", "{{ r.name }}", "{%tc endfor %}")), "甲|乙"),
        (paragraph("{%p if rows %}") + paragraph("有") + paragraph("{%p else %}") + paragraph("无") + paragraph("{%p endif %}"), "有"),  # noqa: E501
        (paragraph("{# 注 #}正文"), "正文"),
        (paragraph("{{ rows[1].name }}{{ rows | length }}"), "乙2"),
        (text_box("{{ rows[0].name }}").replace("v:", "w:"), "甲|甲"),
        ('<w:p><w:hyperlink w:anchor="x"><w:r><w:t>{{ rows[0].name }}</w:t></w:r></w:hyperlink></w:p>', "甲"),
        (f"<w:sdt><w:sdtContent>{paragraph('{{ rows[0].name }}')}</w:sdtContent></w:sdt>", "甲"),
        (word_table((word_table(("{{ rows[0].name }}",)) + paragraph("x"),)), "甲|x"),
    ],
)  # fmt: skip
def test_the_dialect_of_docxtpl_is_understood(markup: str, printed: str) -> None:
    assert text(filled(markup, ROWS)) == printed


def test_braces_are_printed_as_text_by_a_trusted_template_alone() -> None:
    markup = paragraph("{% raw %}{{ x }}{% endraw %}")
    assert text(filled(markup, ROWS, trusted=True)) == "{{ x }}"
    assert failure(own(markup), ROWS).problems[0].found == "raw"


@pytest.mark.parametrize("statement", ["autoescape false", "autoescape year"])
def test_a_statement_without_a_line_of_its_own_is_refused_at_its_place(statement: str) -> None:
    markup = paragraph(f"{{% {statement} %}}{{{{ rows[0].name }}}}{{% endautoescape %}}")
    problem = failure(own(markup), ROWS).problems[0]
    assert (problem.found, "正文第 1 段" in str(problem.where)) == ("Scope", True)


@pytest.mark.parametrize(
    ("escape", "code"), [(r"\x00", "U+0000"), (r"\ud800", "U+D800"), (r"\x0b", "U+000B")]
)
def test_a_character_that_word_cannot_hold_is_refused_in_a_tag(escape: str, code: str) -> None:
    problem = failure(own(paragraph("{{ '" + escape + "' }}")), ROWS).problems[0]
    assert (problem.found, problem.what.en) == (code, "a character in a tag that Word cannot hold")


def test_cells_are_merged_downwards_along_a_loop() -> None:
    rows = word_table(("{%tr for r in rows %}", ""), ("合{% vm %}", "{{ r.name }}"), ("{%tr endfor %}", ""))
    root = filled(rows, ROWS)
    assert [mark.get(W + "val") for mark in root.iter(W + "vMerge")] == ["restart", "continue"]
    assert text(root) == "合|甲||乙"


def test_cells_are_merged_sideways_along_a_loop() -> None:
    root = filled(word_table(("{%tc for r in rows %}", "合{% hm %}", "{%tc endfor %}")), ROWS)
    assert [mark.get(W + "val") for mark in root.iter(W + "gridSpan")] == ["2"]
    assert text(root) == "合"


def test_the_span_and_shade_of_a_cell_can_come_from_the_data() -> None:
    root = filled(
        word_table(("{% colspan n %}甲",), ("{% cellbg c %}乙", "丙")), {"n": 2, "c": 'FF0000"/><x'}
    )
    assert [mark.get(W + "val") for mark in root.iter(W + "gridSpan")] == ["2"]
    assert [mark.get(W + "fill") for mark in root.iter(W + "shd")] == ['FF0000"/><x']


def test_a_cell_whose_paragraphs_are_all_left_out_keeps_an_empty_one() -> None:
    cell = paragraph("{%p for r in rows %}") + paragraph("{{ r.x }}") + paragraph("{%p endfor %}")
    (found,) = filled(word_table((cell,)), {"rows": []}).iter(W + "tc")
    assert [child.tag for child in found] == [W + "tcPr", W + "p"]


def test_blanks_around_values_are_kept() -> None:
    (node,) = filled(paragraph(" {{ a }} {{ a }}  "), {"a": " 甲 "}).iter(W + "t")
    assert node.text == "  甲   甲   "
    assert node.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_a_line_feed_becomes_a_line_and_a_tab_a_tab() -> None:
    root = filled(paragraph("{{ a }}"), {"a": "甲\n乙\t丙"})
    assert [node.tag.removeprefix(W) for node in root.iter(W + "t", W + "br", W + "tab")] == [
        "t", "br", "t", "tab", "t",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "data", "where", "reason"),
    [
        (paragraph("x") + paragraph("{% if a > 1 %}{% endif %}"), {"a": None}, "正文第 2 段", "NoneType"),
        (word_table(("x", "{{ r[3].n }}")), {"r": [{"n": 1}]}, "正文表 1 第 1 行第 2 列", "3"),
        (
            paragraph("{% for r in rows %}{{ r.n }}{% endfor %}"),
            {"rows": [{"n": 1}, {"m": 1}]},
            "正文第 1 段",
            "'n'",
        ),
        (paragraph("{{ a | hanzi }}"), {"a": 10**20}, "正文第 1 段", "100000000000000000000"),
        (paragraph("{% if a is divisibleby 0 %}{% endif %}"), {"a": 1}, "正文第 1 段", "zero"),
    ],
)
def test_what_fails_while_filling_has_its_place(markup: str, data: Data, where: str, reason: str) -> None:
    error = failure(own(markup), data)
    assert str(error.problems[0].where).startswith(where)
    assert reason in str(error)


def test_what_fails_in_a_header_has_its_place_too() -> None:
    error = failure(
        with_part("header1", "header", paragraph("{% if year > 'a' %}{% endif %}"), own("")), {"year": 1}
    )
    assert "页眉第 1 段" in str(error)


def test_a_condition_that_tears_a_table_apart_makes_no_valid_file() -> None:
    error = failure(own(word_table(("{% if no %}",)) + paragraph("x{% endif %}")), {"no": None})
    assert "不是合法的 Word 文件" in str(error)


@pytest.mark.parametrize(
    "tag",
    ["{{ " + "(" * 900 + "a" + ")" * 900 + " }}", "{% if " + "not " * 480 + "a %}{% endif %}", "{{ a" + ".b" * 900 + " }}"],  # noqa: E501
    ids=["brackets", "not", "fields"],
)  # fmt: skip
@pytest.mark.parametrize("trusted", [False, True])
def test_a_tag_too_complicated_for_jinja_is_refused_with_its_place(tag: str, trusted: bool) -> None:
    assert "正文第 1 段" in str(failure(own(paragraph(tag)), {"a": 1}, trusted=trusted))


def test_conditions_too_deep_for_python_are_refused_in_a_trusted_template() -> None:
    markup = paragraph("{% if a %}" * 200 + "{% endif %}" * 200)
    assert "不能填写" in str(failure(own(markup), {"a": 1}, trusted=True))


@pytest.mark.parametrize(
    "doctype", ["<!DOCTYPE x [<!ENTITY e 'v'>]>", "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x'>"]
)
def test_a_part_with_a_doctype_is_refused(doctype: str) -> None:
    parts = read_parts(own(paragraph("x")))
    markup = parts["word/document.xml"]
    start = markup.index(b"<w:document")
    with pytest.raises(TemplateError, match=r"document\.xml|不是 Word 文件"):
        Template(
            write_parts({**parts, "word/document.xml": markup[:start] + doctype.encode() + markup[start:]})
        )


def test_a_part_that_is_not_well_formed_is_refused() -> None:
    parts = read_parts(own(paragraph("x")))
    with pytest.raises(TemplateError):
        Template(write_parts({**parts, "word/document.xml": parts["word/document.xml"][:-9]}))


def test_a_part_larger_than_five_million_bytes_is_refused() -> None:
    markup = "<w:p/>" * 900_000
    with with_limits(inflate_ratio=1100), pytest.raises(TemplateError, match="5000000"):
        Template(own(markup))


def test_footnotes_in_utf_16_are_filled() -> None:
    parts = read_parts(with_part("footnotes", "footnotes", paragraph("{{ year }}年"), own("")))
    parts[NOTES] = f'<?xml version="1.0" encoding="UTF-16"?>{parts[NOTES].decode()}'.encode("utf-16")
    content = Template(write_parts(parts)).render({"year": 2024})
    assert "2024年" in read_parts(content)[NOTES].decode()


@pytest.mark.parametrize("kind", ["endnotes", "comments"])
def test_tags_where_nothing_is_filled_are_refused(kind: str) -> None:
    parts = read_parts(with_part("header1", "header", paragraph("x")))
    parts[f"word/{kind}.xml"] = parts["word/header1.xml"].replace(b">x<", b">{{ year }}<")
    with pytest.raises(TemplateError) as caught:
        Template(write_parts(parts))
    (problem,) = caught.value.problems
    assert (problem.what.en, problem.found) == ("tags are not filled here", "{{ year }}")


def test_parts_are_found_by_what_they_are_and_not_by_their_names() -> None:
    # docxtpl fills whatever the relationships call a header; so that is what must be checked.
    parts = read_parts(with_part("header1", "header", paragraph("{{ year() }}"), own("")))
    parts["word/odd.xml"] = parts.pop("word/header1.xml")
    for name in (CONTENT_TYPES, "word/_rels/document.xml.rels"):
        parts[name] = parts[name].replace(b"header1.xml", b"odd.xml")
    error = failure(write_parts(parts), {"year": 1})
    assert "Call" in str(error)


def test_a_tag_outside_the_text_of_paragraphs_is_checked_all_the_same() -> None:
    error = failure(own("<w:p><w:r><w:instrText>x {{ a.b() }}</w:instrText></w:r></w:p>"), {"a": {"b": 1}})
    assert "Call" in str(error)


def test_what_only_docxtpl_sees_as_code_is_checked_before_it_is_compiled() -> None:
    # A comment that is opened outside the body hides the code from whoever reads the whole part.
    hidden = own(paragraph("{{ 'x' * 3000000000 }}#}"))
    parts = read_parts(hidden)
    markup = parts["word/document.xml"].replace(b"<w:body>", b"<w:background>{#</w:background><w:body>", 1)
    with pytest.raises(TemplateError):
        Template(write_parts({**parts, "word/document.xml": markup})).render({"a": 1})


def test_tags_by_the_thousand_are_checked_in_a_moment() -> None:
    start = time.process_time()
    Template(own("".join(paragraph("共 {{ a }} 件") for _ in range(2000)))).render({"a": 1})
    assert time.process_time() - start < allowed(10)


def test_python_docx_reads_what_was_filled() -> None:
    document = Document(io.BytesIO(Template(own(paragraph("{{ a }}"))).render({"a": "甲<&>"})))
    assert [each.text for each in document.paragraphs] == ["甲<&>"]
