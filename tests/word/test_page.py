"""The page of GB/T 9704-2012."""

from __future__ import annotations

from govreport.word import page
from govreport.word.markup import W
from govreport.word.styles import TABLE_LINE

MILLIMETRE = 1440 / 25.4


def test_the_text_block_is_156_by_225_millimetres() -> None:
    assert (page.BLOCK_WIDTH, page.BLOCK_HEIGHT) == (8845, 12756)
    assert round(page.BLOCK_WIDTH / MILLIMETRE) == 156
    assert round(page.BLOCK_HEIGHT / MILLIMETRE) == 225


def test_the_binding_edge_and_the_top_are_those_of_the_standard() -> None:
    assert round(page.MARGIN_TOP / MILLIMETRE) == 37
    assert round(page.MARGIN_LEFT / MILLIMETRE) == 28


def test_a_page_holds_22_lines_and_no_more() -> None:
    assert 22 * page.LINE_PITCH <= page.BLOCK_HEIGHT < 22 * (page.LINE_PITCH + 1)


def test_a_line_of_a_table_is_lower_than_one_of_the_page() -> None:
    assert TABLE_LINE < page.LINE_PITCH


def test_the_page_number_is_a_field_between_dashes() -> None:
    parts = [
        (node.tag.removeprefix(W), node.text or node.get(W + "fldCharType"))
        for run in page.page_number("Footer").iter(W + "r")
        for node in run
    ]
    assert parts == [
        ("t", "— "),
        ("fldChar", "begin"),
        ("instrText", " PAGE "),
        ("fldChar", "separate"),
        ("t", "1"),
        ("fldChar", "end"),
        ("t", " —"),
    ]


def test_a_section_starts_at_page_one_and_has_no_first_page_of_its_own() -> None:
    section = page.section_properties("rId1", "rId2")
    start = section.find(W + "pgNumType")
    assert start is not None
    assert start.get(W + "start") == "1"
    assert section.find(W + "titlePg") is None
