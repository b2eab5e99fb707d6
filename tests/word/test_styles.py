"""The named styles: a role for each, and Chinese faces set as such."""

from __future__ import annotations

import pytest
from lxml import etree

from govreport.word.markup import W
from govreport.word.styles import styles_part

STYLES = styles_part()
BY_IDENTIFIER = {style.get(W + "styleId"): style for style in STYLES.iter(W + "style")}


def value(identifier: str, path: str, attribute: str = "val") -> str | None:
    element = BY_IDENTIFIER[identifier].find("/".join(W + step for step in path.split("/")))
    return None if element is None else element.get(W + attribute)


def test_no_identifier_or_name_is_used_twice() -> None:
    names = [name.get(W + "val") for name in STYLES.iterfind(f"{W}style/{W}name")]
    assert len(set(names)) == len(names) == len(BY_IDENTIFIER)


def test_every_style_stands_on_one_that_exists() -> None:
    references = [mark.get(W + "val") for name in ("basedOn", "next") for mark in STYLES.iter(W + name)]
    assert set(references) <= set(BY_IDENTIFIER)
    assert references != []


def test_every_face_is_set_for_chinese_too() -> None:
    assert [fonts for fonts in STYLES.iter(W + "rFonts") if not fonts.get(W + "eastAsia")] == []


def test_the_language_is_chinese() -> None:
    language = STYLES.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language is not None
    assert language.get(W + "eastAsia") == "zh-CN"


@pytest.mark.parametrize(
    ("style", "justification", "first_line", "characters", "level"),
    [
        ("Normal", "both", "640", "200", None),
        ("Title", "center", "0", "0", None),
        ("Heading1", "both", "640", "200", "0"),
        ("Heading2", "both", "640", "200", "1"),
        ("Heading3", "both", "640", "200", "2"),
        ("TableHead", "center", "0", "0", None),
        ("TableFigure", "center", "0", "0", None),
        ("TableLabel", "left", "0", "0", None),
        ("Footer", "right", "0", "0", None),
        ("EvenFooter", "left", "0", "0", None),
    ],
)
def test_alignment_indent_and_level_of_a_role(
    style: str, justification: str, first_line: str, characters: str, level: str | None
) -> None:
    assert value(style, "pPr/jc") == justification
    assert value(style, "pPr/ind", "firstLine") == first_line
    assert value(style, "pPr/ind", "firstLineChars") == characters
    assert value(style, "pPr/outlineLvl") == level


@pytest.mark.parametrize("style", ["Title", "Heading1", "Heading2", "Heading3", "TableHead"])
def test_a_heading_is_never_the_last_line_of_a_page(style: str) -> None:
    assert BY_IDENTIFIER[style].find(f"{W}pPr/{W}keepNext") is not None


@pytest.mark.parametrize("style", ["TableHead", "TableLabel", "TableLabelCentred", "TableFigure"])
def test_the_lines_of_a_table_do_not_snap_to_the_grid_of_the_page(style: str) -> None:
    assert value(style, "pPr/snapToGrid") == "0"
    assert value(style, "pPr/spacing", "line") == "250"


@pytest.mark.parametrize(("style", "side"), [("Footer", "right"), ("EvenFooter", "left")])
def test_the_page_number_stands_one_character_in_from_the_outer_edge(style: str, side: str) -> None:
    assert value(style, "pPr/ind", side) == "280"
    assert value(style, "rPr/sz") == "28"


def test_the_body_is_set_tight_enough_for_28_characters() -> None:
    # 28 characters of 16 pt are 448 pt, the block has 442.25.
    assert value("Normal", "rPr/spacing") == "-5"
    assert 28 * (320 - 5) <= 8845


def test_the_table_has_borders_all_over_and_narrow_margins() -> None:
    table = BY_IDENTIFIER["OfficialTable"]
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    assert borders is not None
    assert [side.tag.removeprefix(W) for side in borders] == [
        "top", "left", "bottom", "right", "insideH", "insideV",
    ]  # fmt: skip
    margins = table.find(f"{W}tblPr/{W}tblCellMar")
    assert margins is not None
    assert [side.get(W + "w") for side in margins] == ["28"] * 4


def test_the_styles_are_the_same_each_time() -> None:
    assert etree.tostring(styles_part()) == etree.tostring(styles_part())
