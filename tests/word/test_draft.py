"""The mark of a draft stands on every page, whatever headers a template has."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.section import Section

from govreport.errors import TemplateError
from govreport.word.draft import with_draft_mark
from govreport.word.package import read_parts, write_parts

KINDS: Mapping[str, Callable[[Section], object]] = {
    "header": lambda section: section.header,
    "even_page_header": lambda section: section.even_page_header,
    "first_page_header": lambda section: section.first_page_header,
}


def marked(document: WordDocument) -> WordDocument:
    buffer = io.BytesIO()
    document.save(buffer)
    return Document(io.BytesIO(write_parts(with_draft_mark(read_parts(buffer.getvalue())))))


def headers(document: WordDocument) -> list[dict[str, list[str] | None]]:
    """Return the lines of the headers of every section by kind; None where it shows the one before."""
    found: list[dict[str, list[str] | None]] = []
    for section in document.sections:
        lines: dict[str, list[str] | None] = {}
        for kind in KINDS:
            header = getattr(section, kind)
            linked = header.is_linked_to_previous
            lines[kind] = None if linked else [each.text for each in header.paragraphs]
        found.append(lines)
    return found


def test_a_file_without_headers_gets_one() -> None:
    assert headers(marked(Document())) == [
        {"header": ["草稿"], "even_page_header": None, "first_page_header": None}
    ]


def test_even_and_first_pages_are_marked_where_they_differ() -> None:
    document = Document()
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].different_first_page_header_footer = True
    assert headers(marked(document)) == [{kind: ["草稿"] for kind in KINDS}]


def test_a_header_keeps_its_text() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "甲局"
    assert headers(marked(document))[0]["header"] == ["甲局", "草稿"]


def test_a_section_that_shows_the_header_of_the_one_before_still_does() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "甲局"
    document.add_section(WD_SECTION.NEW_PAGE)
    assert [section["header"] for section in headers(marked(document))] == [["甲局", "草稿"], None]


def test_a_section_with_a_header_of_its_own_is_marked_too() -> None:
    document = Document()
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "乙局"
    assert [section["header"] for section in headers(marked(document))] == [["草稿"], ["乙局", "草稿"]]


def test_a_first_page_within_the_file_is_marked() -> None:
    document = Document()
    document.add_section(WD_SECTION.NEW_PAGE).different_first_page_header_footer = True
    assert [section["first_page_header"] for section in headers(marked(document))] == [["草稿"], None]


def test_a_header_that_is_only_a_table_is_marked_below_it() -> None:
    document = Document()
    header = document.sections[0].header
    header.is_linked_to_previous = False
    header._element.remove(header.paragraphs[0]._p)
    header.add_table(1, 1, document.sections[0].page_width or 1)
    assert headers(marked(document))[0]["header"] == ["草稿"]


@pytest.mark.parametrize("has_style", [True, False])
def test_the_mark_has_its_style_where_the_template_has_one(has_style: bool) -> None:
    document = Document()
    if has_style:
        document.styles.add_style("Draft Mark", 1)
    style = marked(document).sections[0].header.paragraphs[0].style
    assert style is not None
    assert style.name == ("Draft Mark" if has_style else "Header")


def test_the_properties_stay_as_they_were_given() -> None:
    buffer = io.BytesIO()
    Document().save(buffer)
    parts = {**read_parts(buffer.getvalue()), "docProps/core.xml": b"<own/>"}
    assert with_draft_mark(parts)["docProps/core.xml"] == b"<own/>"


def test_the_same_parts_give_the_same_draft() -> None:
    buffer = io.BytesIO()
    Document().save(buffer)
    parts = read_parts(buffer.getvalue())
    assert with_draft_mark(parts) == with_draft_mark(parts)


def test_a_file_whose_headers_cannot_be_found_is_refused_in_words() -> None:
    buffer = io.BytesIO()
    Document().save(buffer)
    parts = read_parts(buffer.getvalue())
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'<w:name w:val="Normal"/>', b"<w:name/>")
    with pytest.raises(TemplateError, match="草稿标记加不上"):
        with_draft_mark(parts)
