"""Paragraphs and headings of a section."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from govreport.text.outline import (
    Paragraph,
    find_illegal,
    normalise_text,
    opens_section,
    outline,
    without_illegal,
)

SECTION_TEXT = st.text("（）()一二十、1．.２5。，公开\n\r\t \u3000\xa0\u2028\u200b\x0b", max_size=40)


@pytest.mark.parametrize(
    ("line", "level", "head", "text"),
    [
        ("全年公开信息12条。", 0, "", "全年公开信息12条。"),
        ("（一）主动公开", 2, "（一）主动公开", ""),
        ("（一）主动公开。", 2, "（一）主动公开。", ""),
        ("（一）主动公开。全年公开。共12条。", 2, "（一）主动公开。", "全年公开。共12条。"),
        ("(十二)监督保障。 考核。", 2, "(十二)监督保障。", " 考核。"),
        ("（一)混用。是。", 2, "（一)混用。", "是。"),
        ("1.平台建设", 3, "1.平台建设", ""),
        ("1. 平台建设。已建成。", 3, "1. 平台建设。", "已建成。"),
        ("１．平台建设。已建成。", 3, "１．平台建设。", "已建成。"),
        ("12.平台", 3, "12.平台", ""),
        ("1.5万元用于培训。", 0, "", "1.5万元用于培训。"),
        ("1．５万元", 0, "", "1．５万元"),
        ("2021.全年", 0, "", "2021.全年"),
        ("1、平台", 0, "", "1、平台"),
        ("（1）平台。", 0, "", "（1）平台。"),
        ("（一主动公开", 0, "", "（一主动公开"),
        ("见（一）主动公开", 0, "", "见（一）主动公开"),
    ],
)
def test_line_is_split_at_its_heading(line: str, level: int, head: str, text: str) -> None:
    assert outline(line) == (Paragraph(level, head, text),)
    assert outline(line)[0].line == line


def test_lines_are_paragraphs_without_blanks_around() -> None:
    text = "\u3000\u3000全年公开。\r\n\r\n \xa0（一）主动公开。共3条。\t\r\u30001.网站\u2028\ufeff"
    assert outline(text) == (
        Paragraph(0, "", "全年公开。"),
        Paragraph(2, "（一）主动公开。", "共3条。"),
        Paragraph(3, "1.网站", ""),
    )


def test_text_of_nothing_but_blanks_has_no_paragraphs() -> None:
    assert outline("") == ()
    assert outline(" \n\u3000\r\n") == ()


def test_normal_form_has_plain_line_ends_and_no_empty_lines() -> None:
    assert normalise_text("\n a \r\r\n\u3000\n b c\u3000\n") == "a\nb c"


@given(SECTION_TEXT)
def test_normal_form_of_the_normal_form_is_itself(text: str) -> None:
    normal = normalise_text(text)
    assert normalise_text(normal) == normal
    assert "\n\n" not in normal
    assert "\r" not in normal


@given(SECTION_TEXT)
def test_outline_loses_nothing_of_the_normal_form(text: str) -> None:
    paragraphs = outline(text)
    assert "\n".join(paragraph.line for paragraph in paragraphs) == normalise_text(text)
    assert all(bool(paragraph.head) == (paragraph.level > 0) for paragraph in paragraphs)


@pytest.mark.parametrize("line", ["一、总体情况", " \u3000二、主动", "十、其他", "十九、其他", "三、四季度"])
def test_section_heading_is_told(line: str) -> None:
    assert opens_section(line) is True


@pytest.mark.parametrize(
    "line",
    [
        "",
        "一",
        "（一）主动公开",
        "一是公开",
        "二十、其他",
        "一．总体",
        "1、总体",
        "十一年来、",
        "第一、公开",
        "零、",
    ],
)
def test_other_line_opens_no_section(line: str) -> None:
    assert opens_section(line) is False


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公开\x07信息", (2, "\x07")),
        ("\x00", (0, "\x00")),
        ("a\x0bb\x0c", (1, "\x0b")),
        ("\ud800", (0, "\ud800")),
        ("ab\ufffe", (2, "\ufffe")),
        ("\uffff", (0, "\uffff")),
        ("公开\x7f", (2, "\x7f")),
        ("\x9b31m", (0, "\x9b")),
        ("甲\ufdd0", (1, "\ufdd0")),
        ("一\t二\r\n三\U00020000\x85\ue000", None),
        ("", None),
    ],
)
def test_first_illegal_character_is_found(text: str, found: tuple[int, str] | None) -> None:
    assert find_illegal(text) == found


EDGES = st.text(
    "\x00\x09\x0b\x1f \x7f\x85\x9f\xa0\ud7ff\ud800\udfff\ue000\ufdcf\ufdd0\ufdef\ufdf0\ufffd\ufffe",
    max_size=3,
)
"""Characters at the limits of what a document holds."""
DISCOURAGED = re.compile("[\x7f-\x84\x86-\x9f\ufdd0-\ufdef]")
"""What XML carries with the advice not to write it (XML 1.0, note to production 2)."""


@given(st.text(st.characters(codec=None)) | EDGES)
def test_what_passes_is_what_xml_carries_and_does_not_advise_against(text: str) -> None:
    try:
        etree.Element("p").text = text
    except ValueError:
        assert find_illegal(text) is not None
    else:
        assert (find_illegal(text) is None) == (DISCOURAGED.search(text) is None)


def test_illegal_character_survives_normalising() -> None:
    assert find_illegal(normalise_text("公开\x0b\n\x1c")) == (2, "\x0b")


def test_a_text_loses_the_illegal_characters_and_nothing_else() -> None:
    assert without_illegal("公\ufdd0开\x07\n\t信息\x85\ud800") == "公开\n\t信息\x85"
