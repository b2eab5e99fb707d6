"""Patching: what docxtpl would drop beside a structural tag is kept, in its place and with its looks."""

from __future__ import annotations

import pytest
from lxml import etree

from govreport.word.markup import W
from govreport.word.patching import LINE_FEED, patched
from wordparts import paragraph, word_table

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(markup: str) -> etree._Element:
    return etree.fromstring(f"<w:body {NAMESPACES}>{markup}</w:body>")


def lines(markup: str) -> list[str]:
    """Return the patched part as texts, one for each element and each tag outside of them."""
    root = etree.fromstring(patched(body(markup)))
    pieces = [root.text or ""]
    for child in root:
        pieces += ["".join(child.itertext()), child.tail or ""]
    return [piece.strip() for piece in pieces if piece.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{%p if a %}", ["{% if a %}"]),
        ("前{%p if a %}", ["前", "{% if a %}"]),
        ("{%p if a %}后", ["{% if a %}", "后"]),
        ("前{%p if a %}{{ b }}{%p endif %}后", ["前", "{% if a %}", "{{ b }}", "{% endif %}", "后"]),
        ("{%p if a %} {%p if b %}", ["{% if a %}{% if b %}"]),
        ("前{{p a }}", ["前", "{{ a }}"]),
    ],
)
def test_text_beside_a_paragraph_tag_becomes_paragraphs(text: str, expected: list[str]) -> None:
    assert [" ".join(line.split()) for line in lines(paragraph(text))] == expected


def test_what_is_divided_keeps_its_looks_and_pictures() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    markup = (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
        f"<w:r>{bold}<w:t>前</w:t><w:br/><w:t>二{{%p if</w:t></w:r><w:r><w:t> a %}}后</w:t>"
        "<w:drawing/></w:r></w:p>"
    )
    root = body(markup + paragraph("{%p endif %}"))
    before = etree.tostring(root)
    first, second = etree.fromstring(patched(root)).iter(W + "p")
    assert "".join(first.itertext()) == "前二"
    assert [node.tag.removeprefix(W) for node in first.iter(W + "jc", W + "b", W + "br")] == ["jc", "b", "br"]
    assert "".join(second.itertext()) == "后"
    assert [node.tag.removeprefix(W) for node in second.iter(W + "jc", W + "b", W + "drawing")] == [
        "jc",
        "drawing",
    ]
    assert etree.tostring(root) == before


@pytest.mark.parametrize("name", ["tr", "tc"])
def test_several_tags_of_a_row_or_cell_keep_their_order(name: str) -> None:
    tags = f"{{%{name} for a in b %}}{{%{name} if a %}}"
    text = "".join(etree.fromstring(patched(body(word_table((tags,))))).itertext())
    assert text.split("%}")[:2] == ["{% for a in b ", "{% if a "]


def test_a_table_in_a_cell_has_tags_of_its_own() -> None:
    inner = word_table(("{%tr for a in b %}",), ("{{ a }}",), ("{%tr endfor %}",))
    text = "".join(etree.fromstring(patched(body(word_table((inner + paragraph("甲"), "乙"))))).itertext())
    assert text == "{% for a in b %}{{ a }}{% endfor %}甲乙"


def test_ampersands_and_comparisons_in_tags_are_read_as_written() -> None:
    assert "{{ 'a & b' if a < b }}" in patched(body(paragraph("{{ ‘a & b’ if a < b }} & <")))


def test_line_feeds_are_kept_out_of_the_count_of_lines() -> None:
    text = patched(body("\n<w:p>\n<w:r><w:t>{{ a }}</w:t></w:r></w:p>\n"))
    assert "\n" not in text
    assert text.count(LINE_FEED) == 3
