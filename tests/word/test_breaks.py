r"""Breaks inside values: \n a line, \t a tab, \a a paragraph, \f a page; properties go on behind them."""

from __future__ import annotations

import io

import pytest
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from govreport.word.breaks import with_breaks
from govreport.word.markup import NAMESPACES

RUN = b"<w:rPr><w:b/></w:rPr>"
PARAGRAPH = b'<w:pPr><w:jc w:val="center"/></w:pPr>'


def markup(text: bytes, run: bytes = RUN, paragraph: bytes = PARAGRAPH) -> bytes:
    return b"<w:p>%s<w:r>%s<w:t>%s</w:t></w:r></w:p>" % (paragraph, run, text)


def canonical(xml: bytes) -> bytes:
    declared = b'<w:body xmlns:w="%s">%s</w:body>' % (NAMESPACES["w"].encode(), xml)
    return etree.tostring(etree.fromstring(declared), method="c14n")


@pytest.mark.parametrize("mark", [b"\n", b"\t", b"\a", b"\f"])
@pytest.mark.parametrize("run", [RUN, b""])
@pytest.mark.parametrize("paragraph", [PARAGRAPH, b""])
def test_every_mark_becomes_what_docxtpl_makes_of_it(mark: bytes, run: bytes, paragraph: bytes) -> None:
    xml = markup("甲".encode() + mark + "乙".encode() + mark, run, paragraph)
    oracle = DocxTemplate(io.BytesIO()).resolve_listing(xml.decode()).encode()
    assert canonical(with_breaks(xml)) == canonical(oracle)


@given(st.text(st.sampled_from("甲\n\t\a\f"), max_size=8))
def test_any_order_of_marks_becomes_what_docxtpl_makes_of_it(text: str) -> None:
    xml = markup(text.encode()) + markup(b"x")
    oracle = DocxTemplate(io.BytesIO()).resolve_listing(xml.decode()).encode()
    assert canonical(with_breaks(xml)) == canonical(oracle)


def test_marks_outside_of_texts_stay() -> None:
    xml = b'<w:p>\n<w:r w:x="\t"><w:t>a</w:t>\n</w:r></w:p>'
    assert with_breaks(xml) == xml


def test_a_paragraph_inside_a_text_box_keeps_its_own_properties() -> None:
    inner = markup(b"a\ab", b"", b"<w:pPr><w:keepNext/></w:pPr>")
    outer = b"<w:p>%s<w:r><w:box>%s</w:box><w:t>c\ad</w:t></w:r></w:p>" % (PARAGRAPH, inner)
    result = with_breaks(outer)
    assert result.count(b"<w:keepNext/>") == 2
    assert result.count(PARAGRAPH) == 2
    assert b'<w:p>%s<w:r><w:t xml:space="preserve">d' % PARAGRAPH in result
