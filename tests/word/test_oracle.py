"""Compatibility: what docxtpl makes of a template, we make of it, or the register says why not."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docxtpl import DocxTemplate, InlineImage, RichText
from lxml import etree

import oracle
from govreport.errors import DataError, TemplateError
from govreport.word import Replacements, Subdocument, Template
from govreport.word.markup import DRAWING_PROPERTIES, W
from govreport.word.package import CONTENT_TYPES, read_parts, write_parts
from oracle import Case, differing
from oracle_contexts import shared_cases
from oracle_documents import document_cases
from oracle_markup import BARE, bare, markup_cases
from oracle_random import random_cases
from oracle_templates import DIFFERENCES, REFUSED, invented_cases, odd_data, with_picture
from wordparts import PNG, own, paragraph, png, saved, with_part, word_table

ROOT = Path(__file__).resolve().parents[2]
REGISTER = ROOT / "docs" / "design" / "docxtpl.md"
BODY = "word/document.xml"
CASES = [*invented_cases(), *markup_cases(), *document_cases()]
ONLY_PUT_INTO_OTHERS = {"embedded_dummy", "embedded_dummy2", "merge_docx_subdoc"}
BROKEN = "template_error_tpl"

ELSEWHERE = {20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 34, 35, 36, 38}
"""The numbers of the register that have a test of their own, or a normaliser in oracle.py."""


def assert_same(case: Case) -> None:
    ours, theirs = case.ours(), case.theirs()
    assert differing(ours, theirs, case.accepted) == []
    assert not case.accepted or differing(ours, theirs), "it differs no longer"
    assert oracle.text(ours[BODY]) == oracle.text(theirs[BODY])
    assert oracle.grids(ours[BODY]) == oracle.grids(theirs[BODY])
    files = [name for name in theirs if name.startswith(("word/media/", "word/embeddings/"))]
    assert [name for name in files if ours[name] != theirs[name]] == []


def odd_case(markup: str) -> Case:
    return Case("odd", own(markup), odd_data)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_template_is_filled_as_docxtpl_fills_it(case: Case) -> None:
    assert_same(case)


@pytest.mark.parametrize("case", random_cases(30), ids=lambda case: case.name)
def test_a_template_put_together_by_chance_is_filled_as_docxtpl_fills_it(case: Case) -> None:
    assert_same(case)


@pytest.mark.parametrize(
    "case",
    [each for each in CASES if not (each.accepted or each.replacements.any())],
    ids=lambda case: case.name,
)
def test_with_a_picture_among_the_values_it_is_filled_in_the_same_way(case: Case) -> None:
    assert_same(with_picture(case))


def test_every_template_of_docxtpl_itself_is_filled_as_docxtpl_fills_it(shared: Path) -> None:
    folder = shared / "docxtpl-templates"
    cases = shared_cases(folder)
    for case in cases:
        assert_same(case)
    found = {path.stem for path in folder.glob("*.docx")}
    assert found - {case.name for case in cases} == {*ONLY_PUT_INTO_OTHERS, BROKEN}


def test_a_broken_template_of_docxtpl_is_refused_with_its_place(shared: Path) -> None:
    content = (shared / "docxtpl-templates" / f"{BROKEN}.docx").read_bytes()
    with pytest.raises(TemplateError, match=r"正文第 \d+ 段“.*I am the fifth|endif"):
        Template(content, trusted=True)


@pytest.mark.parametrize(("number", "markup", "printed"), DIFFERENCES)
def test_what_docxtpl_gets_wrong_comes_out_right(number: int, markup: str, printed: str) -> None:
    case = odd_case(markup)
    ours = case.ours()
    assert printed in ("", oracle.text(ours[BODY])), number
    try:
        theirs = case.theirs()
    except Exception:  # noqa: BLE001  whatever docxtpl lets out: it does not fill the template
        return
    assert differing(ours, theirs) == [BODY]


@pytest.mark.parametrize(("number", "markup"), [case[:2] for case in DIFFERENCES])
def test_it_comes_out_right_beside_a_picture_as_well(number: int, markup: str) -> None:
    case = odd_case(markup)
    text = oracle.text(with_picture(case).ours()[BODY])
    assert text == oracle.text(case.ours()[BODY]) + "\n", number


@pytest.mark.parametrize(("number", "markup", "message"), REFUSED)
def test_what_docxtpl_loses_without_a_word_is_refused(number: int, markup: str, message: str) -> None:
    case = odd_case(markup)
    with pytest.raises(TemplateError, match=message):
        case.ours()
    assert case.theirs(), number


def test_the_register_has_an_entry_for_every_difference_and_no_other() -> None:
    entries = re.findall(r"^\| (\d+) \|", REGISTER.read_text("utf-8"), re.MULTILINE)
    numbers = list(map(int, entries))
    named = {number for number, _, _ in (*DIFFERENCES, *REFUSED)}
    assert numbers == list(range(1, len(numbers) + 1))
    assert set(numbers) == named | ELSEWHERE | {number for case in CASES for number in case.accepted}


def test_properties_are_filled_and_escaped_once() -> None:
    document = Document()
    document.core_properties.title = "{{ name }} & {{ year }}"
    document.core_properties.author = "{{ name|upper }}"
    document.core_properties.last_modified_by = "x"
    buffer = io.BytesIO()
    document.save(buffer)
    content = Template(buffer.getvalue(), trusted=True).render({"name": "r&d <局>", "year": 2024})
    properties = Document(io.BytesIO(content)).core_properties
    assert (properties.title, properties.author) == ("r&d <局> & 2024", "R&D <局>")
    assert properties.last_modified_by == ""  # 22: nothing is said of the maker


def test_a_link_needs_an_address_or_an_id_that_is_there() -> None:
    content = own(paragraph("{{r text }}"))
    with pytest.raises(TemplateError, match="链接没有目标"):
        Template(content, trusted=True).render({"text": RichText("x", url_id="rId999")})
    made = Template(content, trusted=True).render({"text": RichText("x", url_id="https://a.cn/?b=1&c=2")})
    relations = etree.fromstring(read_parts(made)["word/_rels/document.xml.rels"])
    targets = [each.get("Target") for each in relations if each.get("TargetMode") == "External"]
    assert targets == ["https://a.cn/?b=1&c=2"]


def test_a_shade_behind_rich_text_has_a_pattern() -> None:  # 38
    text = RichText("x", highlight="#FFFF00")
    body = read_parts(Template(own(paragraph("{{r a }}")), trusted=True).render({"a": text}))[BODY]
    assert b'<w:rPr><w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/></w:rPr>' in body


def test_a_link_works_in_a_header_as_well() -> None:
    content = with_part("header7", "header", paragraph("{{r text }}"), own(paragraph("x")))
    text = RichText("x", url_id="https://example.org")
    parts = read_parts(Template(content, trusted=True).render({"text": text}))
    assert b"https://example.org" in parts["word/_rels/header7.xml.rels"]


@pytest.mark.parametrize("value", ["a\x01b", "\ud800", "￾"])
def test_a_character_no_file_can_hold_is_refused(value: str) -> None:  # 23
    with pytest.raises(DataError, match="控制字符"):
        Template(own(paragraph("{{ a }}")), trusted=True).render({"a": value})


def test_live_objects_are_refused() -> None:  # 24
    content = own(paragraph("{{p a }}"))
    document = DocxTemplate(io.BytesIO(content))
    for value in (document, document.new_subdoc(), Path("x")):
        with pytest.raises(DataError, match="位置：a"):
            Template(content, trusted=True).render({"a": value})


@pytest.mark.parametrize("kind", ["endnotes", "comments"])
def test_tags_in_endnotes_are_refused_and_those_in_remarks_are_not(kind: str) -> None:  # 25
    parts = read_parts(with_part("header7", "header", paragraph("{{ a }}"), own(paragraph("x"))))
    for name in (CONTENT_TYPES, "word/_rels/document.xml.rels"):
        parts[name] = parts[name].replace(b"header7", kind.encode()).replace(b"header", kind.encode())
    parts[f"word/{kind}.xml"] = parts.pop("word/header7.xml")
    content = write_parts(parts)
    if kind == "endnotes":
        with pytest.raises(TemplateError, match="不会被填写"):
            Template(content, trusted=True)
    else:
        filled = read_parts(Template(content, trusted=True, keep=["comments"]).render({}))
        assert b"{{ a }}" in filled["word/comments.xml"]


def test_a_document_fits_a_template_that_knows_none_of_its_namespaces() -> None:  # 26
    made = Document()
    made.add_picture(io.BytesIO(PNG))
    buffer = io.BytesIO()
    made.save(buffer)
    content = own(paragraph("{{p a }}"))
    document = Subdocument(buffer.getvalue())
    filled = Template(content, trusted=True).render({"a": document})
    assert len(Document(io.BytesIO(filled)).inline_shapes) == 1
    assert filled == Template(content, trusted=True).render({"a": document})


def test_tables_of_headers_are_fitted_as_those_of_the_body() -> None:  # 29
    cells = word_table(("{%tc for x in wide[0] %}", "{{ x }}", "{%tc endfor %}"))
    empty = word_table((paragraph("{%p if no %}") + paragraph("x") + paragraph("{%p endif %}"), "b"))
    case = Case("", with_part("header7", "header", cells + empty, own(paragraph("x"))), odd_data)
    ours, theirs = case.ours(), case.theirs()
    assert differing(ours, theirs) == ["word/header7.xml"]
    assert oracle.grids(ours["word/header7.xml"]) == [("gridCol", "")] * 7
    assert [len(cell) for cell in etree.fromstring(ours["word/header7.xml"]).iter(W + "tc")] == [2] * 7


@pytest.mark.parametrize("properties", ["", "<w:tcPr/>"])
@pytest.mark.parametrize("name", BARE)
def test_cells_without_properties_get_some(name: str, properties: str) -> None:  # 30
    markup, expected = BARE[name]
    case = odd_case(bare(markup, properties))
    assert expected in case.ours()[BODY].decode()
    assert oracle.text(case.ours()[BODY]) == oracle.text(odd_case(markup).ours()[BODY])
    try:
        theirs = case.theirs()
    except Exception:  # noqa: BLE001  whatever docxtpl lets out: it does not fill the template
        return
    assert differing(case.ours(), theirs) == [BODY]


def test_a_picture_stands_in_a_footnote_as_well() -> None:  # 34
    content = with_part("footnotes", "footnotes", paragraph("{{ a }}"), own(paragraph("x")))
    filled = Template(content, trusted=True).render({"a": InlineImage(None, io.BytesIO(PNG))})
    parts = read_parts(filled)
    assert parts["word/media/image1.png"] == PNG
    assert b"media/image1.png" in parts["word/_rels/footnotes.xml.rels"]
    assert b"<pic:pic" in parts["word/footnotes.xml"]


def test_a_picture_may_stand_in_an_inserted_document_too() -> None:  # 35
    made = Document()
    made.add_picture(io.BytesIO(PNG))
    content = own(paragraph("{{p a }}") + paragraph("{{ b }}"))
    values = {"a": Subdocument(saved(made)), "b": InlineImage(None, io.BytesIO(PNG))}
    filled = Template(content, trusted=True).render(values)
    assert len(Document(io.BytesIO(filled)).inline_shapes) == 2
    assert [name for name in read_parts(filled) if "media" in name] == ["word/media/image1.png"]


def test_pictures_in_a_header_have_numbers_of_their_own() -> None:  # 39
    content = with_part("header7", "header", paragraph("{{ a }}{{ a }}{{ a }}"), own(paragraph("x")))
    filled = Template(content, trusted=True).render({"a": InlineImage(None, PNG)})
    header = etree.fromstring(read_parts(filled)["word/header7.xml"])
    assert [each.get("id") for each in header.iter(DRAWING_PROPERTIES)] == ["1", "1001", "1002"]


def test_only_pictures_of_the_template_are_replaced_by_name() -> None:  # 36
    made = Document()
    made.add_picture(io.BytesIO(PNG))
    made.add_paragraph("{{ a }}")
    replacements = Replacements(pictures={"image.png": png(50)})
    case = Case("", saved(made), lambda make: {"a": make.image(png(9))}, replacements=replacements)
    assert differing(case.ours(), case.theirs()) == ["word/media/image2.png"]
    assert case.ours()["word/media/image2.png"] == png(9)


def test_the_names_a_template_needs_can_be_asked_for() -> None:
    markup = paragraph("{% set a = b %}{{ a }}{% for c in d %}{{ c.e }}{% endfor %}{{ range(2) }}")
    template = Template(with_part("footnotes", "footnotes", paragraph("{{ f }}"), own(markup)), trusted=True)
    assert template.undeclared() == {"b", "d", "f"}
    assert template.undeclared({"b": 1, "f": 2}) == {"d"}


WELL_MADE = [
    "a span from the data",
    "a shade from the data",
    "rich text",
    "rich text in a table",
    "rich text with everything",
    "rich text by way of the template",
    "a merge and a shade",
    "pictures in merged and shaded cells",
    "pictures in headers and footers",
    "pictures of records and functions",
    "rich text in footnotes",
]


@pytest.mark.parametrize("name", WELL_MADE)
def test_properties_stand_in_the_order_of_the_schema(
    name: str, tmp_path: Path, ooxml_errors: Callable[[Path], list[str]]
) -> None:
    case = next(each for each in CASES if each.name == name)
    path = tmp_path / "filled.docx"
    path.write_bytes(write_parts(case.ours()))
    assert ooxml_errors(path) == []


def test_cells_that_had_no_properties_are_valid(
    tmp_path: Path, ooxml_errors: Callable[[Path], list[str]]
) -> None:
    markup = "".join(bare(table, "<w:tcPr/>") + paragraph("") for table, _ in BARE.values())
    path = tmp_path / "filled.docx"
    path.write_bytes(write_parts(odd_case(markup).ours()))
    assert ooxml_errors(path) == []


def test_merges_of_docxtpls_own_templates_are_valid(
    shared: Path, tmp_path: Path, ooxml_errors: Callable[[Path], list[str]]
) -> None:
    for name in ("horizontal_merge_tpl", "richtext_tpl", "less_cells_after_loop_tpl"):
        case = next(each for each in shared_cases(shared / "docxtpl-templates") if each.name == name)
        path = tmp_path / f"{name}.docx"
        path.write_bytes(write_parts(case.ours()))
        assert ooxml_errors(path) == []
