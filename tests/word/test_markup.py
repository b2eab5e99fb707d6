"""Elements of WordprocessingML, built by name."""

from __future__ import annotations

from lxml import etree

from govreport.word.markup import NAMESPACES, W, paragraph, run, serialise, w

HEAD = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
DECLARED = f'xmlns:w="{NAMESPACES["w"]}"'


def test_element_and_attributes_belong_to_the_word_namespace() -> None:
    element = w("gridSpan", val=3)
    assert element.tag == W + "gridSpan"
    assert dict(element.attrib) == {W + "val": "3"}


def test_an_attribute_that_begins_with_r_belongs_to_relationships() -> None:
    assert dict(w("footerReference", r_id="rId4").attrib) == {f"{{{NAMESPACES['r']}}}id": "rId4"}


def test_text_keeps_its_blanks_and_nothing_is_left_out() -> None:
    element = w("p", None, w("r"), None, w("t", " a "))
    assert [child.tag.removeprefix(W) for child in element] == ["r", "t"]
    assert element[1].text == " a "
    assert element[1].get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_a_part_is_declared_and_names_once_the_namespaces_it_uses() -> None:
    body = w("document", w("body", w("p")), w("p"))
    assert (
        serialise(body)
        == HEAD + f"<w:document {DECLARED}><w:body><w:p/></w:body><w:p/></w:document>".encode()
    )


def test_signs_of_markup_in_a_text_are_escaped() -> None:
    assert b'<w:t xml:space="preserve">5&lt;10 &amp; x</w:t>' in serialise(w("r", w("t", "5<10 & x")))


def test_a_run_asks_for_the_east_asian_face_and_names_a_style_only_where_it_has_one() -> None:
    plain, styled = run("甲"), run("甲", "TableNote")
    assert [(mark.tag.removeprefix(W), dict(mark.attrib)) for mark in plain[0]] == [
        ("rFonts", {W + "hint": "eastAsia"})
    ]
    assert styled[0][0].get(W + "val") == "TableNote"


def test_a_paragraph_is_held_on_the_page_of_the_next_only_when_asked() -> None:
    assert etree.tostring(paragraph("Normal")).count(b"keepNext") == 0
    held = paragraph("Normal", run("甲"), keep_next=True)
    assert [child.tag.removeprefix(W) for child in held[0]] == ["pStyle", "keepNext"]
