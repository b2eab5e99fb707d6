"""A value is a text in every place of a Word file that holds one: nothing in it is markup or a tag."""

from __future__ import annotations

import io
from functools import cache

import docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from govreport.errors import DataError
from govreport.gate.limits import with_limits
from govreport.word import Template
from govreport.word.markup import W
from govreport.word.package import CONTENT_TYPES, read_parts, write_parts
from wordparts import own, paragraph, text_box, word_table

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W = W.strip("{}")
_TAG = "[{{ x }}]"
_PIECES = (
    *("{{ 7*7 }}", "{{", "}}", "{% if x %}", "{%", "%}", "{#", "#}", "{_{", "%_}", "{{ x }}", "{%p if x %}"),
    *("<w:p/>", "</w:t></w:r>", "<", ">", "&", "&amp;", "&#60;", "]]>", "<!--", "<![CDATA[", "<?x?>"),
    *("_x000D_", "=1+1", "\u202e", "\u200b", "甲", " ", "'", '"', "\\", "𠮷", "100<200", "R&D中心"),
)
PLACES = ("word/header9.xml", "word/footer9.xml", "word/footnotes9.xml")


@cache
def template() -> Template:
    """A template with a tag in a paragraph, cell, text box, link, header, footer, footnote and property."""
    linked = f'<w:p><w:hyperlink w:anchor="a">{paragraph(_TAG)[5:-6]}</w:hyperlink></w:p>'
    parts = read_parts(own(paragraph(_TAG) + word_table((_TAG,)) + "<w:p/>" + linked))
    body = parts["word/document.xml"].decode()
    body = body.replace("<w:document", '<w:document xmlns:v="urn:schemas-microsoft-com:vml"', 1)
    parts["word/document.xml"] = body.replace("<w:p/>", text_box(_TAG), 1).encode()
    inside = {"hdr": paragraph(_TAG), "ftr": paragraph(_TAG), "footnotes": ""}
    inside["footnotes"] = f'<w:footnote w:id="1">{paragraph(_TAG)}</w:footnote>'
    for number, (name, (root, markup)) in enumerate(zip(PLACES, inside.items(), strict=True)):
        kind = name[5:-5]
        parts[name] = f'<w:{root} xmlns:w="{_W}">{markup}</w:{root}>'.encode()
        override = f'<Override PartName="/{name}" ContentType="{_WORD}.{kind}+xml"/></Types>'
        parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", override.encode())
        path = "word/_rels/document.xml.rels"
        link = (
            f'<Relationship Id="rId9{number}" Type="{_OFFICE}/{kind}" Target="{kind}9.xml"/></Relationships>'
        )
        parts[path] = parts[path].replace(b"</Relationships>", link.encode())
    document = docx.Document(io.BytesIO(write_parts(parts)))
    document.core_properties.title = _TAG
    buffer = io.BytesIO()
    document.save(buffer)
    return Template(buffer.getvalue())


def texts(content: bytes) -> list[str]:
    """Return what a file says, paragraph by paragraph, in all its places."""
    parts = read_parts(content)
    found = [docx.Document(io.BytesIO(content)).core_properties.title]
    for name in ("word/document.xml", *PLACES):
        for each in etree.fromstring(parts[name]).iter(W + "p"):
            words = [
                node.text or "" for node in each.iter(W + "t") if next(node.iterancestors(W + "p")) is each
            ]
            found += ["".join(words)] if words else []
    return found


@given(st.lists(st.sampled_from(_PIECES), max_size=6).map("".join))
@example("{{ ''.__class__ }}")
@example("x" * 1000 + "<" * 1000)
@settings(max_examples=60, deadline=None)
def test_a_value_is_printed_as_it_is_in_every_place(value: str) -> None:
    assert texts(template().render({"x": value})) == [f"[{value}]"] * 8


@pytest.mark.parametrize("value", ["\x00", "\x0b", "\x1b", "\ufffe", "\ud800", "甲\udfff"])
def test_what_no_file_can_hold_is_refused_with_its_field(value: str) -> None:
    with pytest.raises(DataError) as caught:
        template().render({"x": value})
    assert caught.value.problems[0].where == "x"


def test_all_texts_of_a_filling_together_keep_a_named_limit() -> None:
    with with_limits(template_data=20), pytest.raises(DataError, match="20"):
        template().render({"x": "甲" * 15, "y": ["乙" * 6]})
    with with_limits(template_data=100):
        assert template().render({"x": "甲" * 15, "y": ["乙" * 6]})
