"""Text that was cut to a width: its lines are joined again, tables and short lines are left."""

from __future__ import annotations

import textwrap

import pytest

from govreport.sources.text_file import document_of_text

SENTENCES = (
    "2023年度，我局围绕中心工作抓好政府信息公开，门户网站运行平稳，政策解读及时到位，群众查询更加方便。"
    "全年新收政府信息公开申请47件，上年结转2件，全部登记在册并逐件指定经办科室，答复47件，结转下年度2件。"
    "培训面向各科室的联络员和窗口人员，内容包括条例的要点、答复文书的写法以及常见的复议案例分析等方面。"
)
HEADING = "（一）主动公开"


def lines_of(text: str) -> list[str]:
    return [paragraph.text for paragraph in document_of_text(text, "a.txt").paragraphs if paragraph.text]


def wrapped(text: str, indent: str = "") -> str:
    return "\n".join(indent + part for part in textwrap.wrap(text, 24))


def test_a_paragraph_that_was_cut_is_one_again() -> None:
    text = f"一、总体情况\n{HEADING}\n{wrapped(SENTENCES)}\n（二）依申请公开\n{wrapped(SENTENCES[:60])}"
    assert lines_of(text) == ["一、总体情况", HEADING, SENTENCES, "（二）依申请公开", SENTENCES[:60]]


def test_a_line_that_is_indented_begins_a_paragraph() -> None:
    text = "\n".join("　　" + wrapped(SENTENCES) for _ in range(2))
    assert [line.strip() for line in lines_of(text)] == [SENTENCES, SENTENCES]


def test_a_margin_on_every_line_is_no_indentation() -> None:
    assert [line.strip() for line in lines_of(wrapped(SENTENCES, "      "))] == [SENTENCES]


def test_joined_lines_have_the_number_of_the_first() -> None:
    numbers = [each.number for each in document_of_text(f"甲\n{wrapped(SENTENCES)}\n乙。", "a").paragraphs]
    assert numbers == [1, 2, 9]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([SENTENCES[:70]] * 4),
        "\n".join(
            f"第{number}项工作由综合科牵头负责，有关科室按照分工配合完成。" for number in "一二三四五六"
        ),
        "\n".join(f"（{number}）由综合科牵头负责，有关科室按照各自分工配合完成" for number in "一二三四五六"),
        "\n".join(["信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数"] * 6),
        "\n".join(["一、本年新收政府信息公开申请数量          12    0    0    0    0    0    12"] * 6),
    ],
    ids=["too few", "finished", "numbered", "bars", "columns"],
)
def test_other_lines_are_left_as_they_are(text: str) -> None:
    assert lines_of(text) == text.split("\n")


def test_of_two_texts_side_by_side_the_right_one_is_read() -> None:
    left, right = SENTENCES.replace("47", "99"), SENTENCES
    rows = zip(textwrap.wrap(left * 2, 24), textwrap.wrap(right * 2, 24), strict=True)
    text = "\n".join(["一、总体情况", *(f"{one}{' ' * (54 - 2 * len(one))}{two}" for one, two in rows)])
    assert lines_of(text) == ["一、总体情况", right * 2]
    assert [note.zh for note in document_of_text(text, "a").notes] == ["文字分左右两栏，只读了右栏"]
    assert document_of_text(right, "a").notes == ()
