"""What a template shows besides its tags."""

from __future__ import annotations

import pytest
from lxml import etree

from govreport.word.context import LEAF, Shape
from govreport.word.inspection import iter_marks, iter_missing_styles, never_shown, styles_in
from wordparts import paragraph, word_table

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "word/document.xml"


def root(markup: str) -> etree._Element:
    return etree.fromstring(f"<w:body {NAMESPACES}>{markup}</w:body>")


@pytest.mark.parametrize(
    "text",
    [
        "｛｛ year ｝｝",
        "{｛ year ｝}",
        "{％ if a ％}",
        "year }}",
        "{{ a }} }}",
        "a %}",
        "#} 注",
        "{ { year } }",
    ],
)
def test_what_looks_like_a_tag_and_is_none_is_found(text: str) -> None:
    (problem,) = iter_marks(root(paragraph("甲") + word_table(("x", text))), BODY)
    assert problem.what.en == "this looks like a tag, and is none"
    assert str(problem.where) == "正文表 1 第 1 行第 2 列"


@pytest.mark.parametrize("text", ["{{ a }}{% if b %}{# c #}", "{x} [y] 5%", "（甲）", "a { b } c"])
def test_ordinary_braces_are_no_marks(text: str) -> None:
    assert list(iter_marks(root(paragraph(text)), BODY)) == []


@pytest.mark.parametrize("text", ["{{ a | default(‘无’) }}", "{% if a == “b” %}"])
def test_curly_quotes_in_a_tag_are_found(text: str) -> None:
    (problem,) = iter_marks(root(paragraph(text)), BODY)
    assert (problem.what.en, problem.found) == ("curly quotes in a tag", text)


def test_curly_quotes_beside_a_tag_are_ordinary() -> None:
    assert list(iter_marks(root(paragraph("“{{ a }}”")), BODY)) == []


def test_a_missing_style_is_told_once_at_its_first_use() -> None:
    styled = (
        '<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Bold"/></w:rPr></w:r></w:p>'
    )
    found = list(iter_missing_styles(root(paragraph("x") + styled + styled), BODY, frozenset({"Normal"})))
    assert [(problem.found, str(problem.where)) for problem in found] == [
        ("Own", "正文第 2 段"), ("Bold", "正文第 2 段"),
    ]  # fmt: skip
    assert list(iter_missing_styles(root(styled), BODY, frozenset({"Own", "Bold"}))) == []


def test_the_styles_of_a_part_are_read_by_their_identifiers() -> None:
    assert styles_in(b'<w:style w:styleId="A"><w:name w:val="B"/></w:style><w:style w:styleId="C"/>') == {
        "A",
        "C",
    }
    assert styles_in(b"") == frozenset()


def test_a_group_that_is_missing_whole_is_one() -> None:
    shape: dict[str, Shape] = {"a": {"x": LEAF, "y": LEAF}, "b": {"x": LEAF, "y": LEAF}, "c": [LEAF]}
    assert never_shown(shape, frozenset({"b.x"})) == ["a", "b.y", "c"]
    assert never_shown(shape, frozenset({"a.x", "a.y", "b.x", "b.y", "c"})) == []
