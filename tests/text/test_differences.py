"""What changed between two texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durations import allowed
from govreport.text.differences import Change, differences

MARKS = {Change.SAME: "{}", Change.REMOVED: "[{}]", Change.ADDED: "<{}>"}
TEXTS = st.text(alphabet="甲乙丙丁12。；\n", max_size=40)


def marked(old: str, new: str) -> list[str]:
    """What went in square brackets, what came in angle ones; a line for every paragraph."""
    return [
        "".join(MARKS[piece.change].format(piece.text) for piece in passage.pieces)
        for passage in differences(old, new)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("收到3件。", "收到3件。", ["收到3件。"]),
        ("收到3件。", "收到15件。", ["收到[3]<15>件。"]),
        ("增长3.5%。", "增长3.6%。", ["增长[3.5%]<3.6%>。"]),
        ("甲。乙。", "甲。丙。", ["甲。[乙。]<丙。>"]),
        ("公开信息。培训两次。", "公开信息。", ["公开信息。[培训两次。]"]),
        ("公开信息。", "公开信息。培训两次。", ["公开信息。<培训两次。>"]),
        ("", "公开信息。", ["<公开信息。>"]),
        ("公开信息。", "", ["[公开信息。]"]),
        ("", "", []),
        (
            "第一段。\n第二段。",
            "第一段。\n新的一段文字。\n第二段。",
            ["第一段。", "<新的一段文字。>", "第二段。"],
        ),
    ],
)
def test_changes_are_marked_word_by_word(old: str, new: str, expected: list[str]) -> None:
    assert marked(old, new) == expected


def test_a_sentence_of_other_words_is_not_shown_as_the_old_one_changed() -> None:
    assert marked("队伍的变动比较大。", "网站已经改版升级！") == [
        "[队伍的变动比较大。]",
        "<网站已经改版升级！>",
    ]


def test_few_characters_between_two_changes_are_taken_into_the_change() -> None:
    old, new = "全年一共召开甲的乙会议两次。", "全年一共召开丙的丁会议两次。"
    assert marked(old, new) == ["全年一共召开[甲的乙]<丙的丁>会议两次。"]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_told_from_the_differences(old: str, new: str) -> None:
    passages = differences(old, new)
    before = [each.old for each in passages if each.change is not Change.ADDED]
    after = [each.new for each in passages if each.change is not Change.REMOVED]
    assert "".join(before) == "".join(old.splitlines())
    assert "".join(after) == "".join(new.splitlines())


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {passage.change for passage in differences(text, text)} <= {Change.SAME, None}
    assert "[" not in "".join(marked(text, text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n".join(f"{at}年公开信息{at * 7}条。" for at in range(2000)), "\n".join(["没有内容。"] * 2000)),
        ("甲乙。\n" * 3000, "甲乙。\n" * 2999 + "丙"),
        ("甲" * 20_000, "乙甲" * 10_000),
    ],
)
def test_texts_that_are_long_or_full_of_repetitions_take_no_longer(old: str, new: str) -> None:
    start = time.process_time()
    differences(old, new)
    assert time.process_time() - start < allowed(2)


def test_a_sentence_nobody_writes_is_replaced_whole() -> None:
    old, new = "甲" * 3000, "甲" * 2999 + "乙"
    assert marked(old, new) == [f"[{old}]<{new}>"]
