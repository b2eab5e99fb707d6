from __future__ import annotations

import dataclasses
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport import errors
from govreport.errors import DataError, GovReportError, Problem, SourceError
from govreport.messages import Message

WHAT = Message("没有这个字段", "no such field")
FULL = Problem(
    WHAT,
    where="a.yaml 第 3 行",
    found="recieved",
    expected=Message("received（一、本年新收）", "received"),
    remedy=Message("改正拼写", "correct the spelling"),
)


def test_a_problem_says_what_where_found_expected_and_what_to_do() -> None:
    assert DataError(FULL).to_text("zh").split("\n") == [
        "没有这个字段",
        "  位置：a.yaml 第 3 行",
        "  实为：recieved",
        "  应为：received（一、本年新收）",
        "  处理：改正拼写",
    ]
    assert DataError(FULL).to_text("en").split("\n") == [
        "no such field",
        "  where: a.yaml 第 3 行",
        "  found: recieved",
        "  expected: received",
        "  to do: correct the spelling",
    ]


def test_what_is_not_known_is_left_out() -> None:
    assert DataError.of(WHAT).to_text("zh") == "没有这个字段"
    assert DataError.of(WHAT, found=0).to_text("en") == "no such field\n  found: 0"


def test_the_plain_text_is_chinese() -> None:
    assert str(DataError.of(WHAT, where="甲")) == "没有这个字段\n  位置：甲"


def test_several_problems_have_a_line_each() -> None:
    error = DataError(dataclasses.replace(FULL, where="甲"), Problem(WHAT, found="x"))
    assert error.to_text("zh").split("\n") == [
        "共有 2 处错误",
        "  没有这个字段; 位置：甲; 实为：recieved; 应为：received（一、本年新收）; 处理：改正拼写",
        "  没有这个字段; 实为：x",
    ]
    assert error.to_text("en").split("\n")[0] == "2 problems"


def test_five_problems_are_all_shown() -> None:
    lines = DataError(*(Problem(WHAT, found=str(number)) for number in range(5))).to_text("en").split("\n")
    assert lines == ["5 problems", *(f"  no such field; found: {number}" for number in range(5))]


def test_of_more_than_five_problems_four_are_shown_and_the_rest_counted() -> None:
    error = DataError(*(Problem(WHAT, found=str(number)) for number in range(7)))
    shown = [f"  no such field; found: {number}" for number in range(4)]
    assert error.to_text("en").split("\n") == ["7 problems", *shown, "  ... and 3 more"]
    assert error.to_text("zh").split("\n")[-1] == "  ……另有 3 处"


def test_a_place_is_put_before_each_problems_own() -> None:
    error = DataError(Problem(WHAT, where="第 3 行"), Problem(WHAT)).at("a.yaml")
    assert type(error) is DataError
    assert [problem.where for problem in error.problems] == ["a.yaml: 第 3 行", "a.yaml"]


def test_a_long_value_is_shortened() -> None:
    assert DataError.of(WHAT, found="字" * 61).to_text("en") == "no such field\n  found: " + "字" * 59 + "…"
    assert DataError.of(WHAT, found="字" * 60).to_text("en") == "no such field\n  found: " + "字" * 60


def test_a_long_line_is_shortened() -> None:
    assert DataError.of(Message("字" * 501, "x" * 501)).to_text("zh") == "字" * 499 + "…"


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("a\nb", r"a\nb"),
        ("\u202egnp", r"\u202egnp"),
        ("\x00", r"\x00"),
        ("\ud800", r"\ud800"),
        ("\u2028", r"\u2028"),
        ("一\u3000二", "一\u3000二"),
        ("𠮷 ok", "𠮷 ok"),
    ],
)
def test_control_characters_are_spelt_out_wherever_they_stand(hidden: str, shown: str) -> None:
    text = Message(hidden, hidden)
    error = DataError.of(text, where=hidden, found=hidden, expected=hidden, remedy=text)
    assert error.to_text("en").split("\n") == [
        shown,
        f"  where: {shown}",
        f"  found: {shown}",
        f"  expected: {shown}",
        f"  to do: {shown}",
    ]


texts = st.text(alphabet=st.characters())
messages = st.builds(Message, texts, texts)
problems = st.builds(Problem, messages, texts, texts, messages | texts, st.none() | messages)


@given(st.lists(problems, min_size=1, max_size=9), st.sampled_from(["zh", "en"]))
def test_whatever_the_data_a_message_has_at_most_six_printable_lines(
    found: list[Problem], language: str
) -> None:
    lines = DataError(*found).to_text("en" if language == "en" else "zh").split("\n")
    assert len(lines) <= 6
    assert all(line.replace("\u3000", " ").isprintable() for line in lines)


def test_an_error_without_a_problem_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="problem"):
        DataError(*[])


def test_an_error_survives_the_way_between_processes() -> None:
    error = SourceError(FULL, Problem(WHAT))
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert type(copy) is SourceError
    assert copy.problems == error.problems


def test_the_tree_drawn_in_the_module_is_the_tree() -> None:
    drawn = dict(re.findall(r"[├└]── (\w+) +exit (\d+)", errors.__doc__ or ""))
    drawn |= dict.fromkeys(re.findall(r"│   [├└]── (\w+)", errors.__doc__ or ""), drawn["SourceError"])
    defined = {
        name: str(error.exit_code)
        for name, error in vars(errors).items()
        if isinstance(error, type) and issubclass(error, GovReportError) and error is not GovReportError
    }
    assert drawn == defined
    assert len(drawn) == 18


def test_each_error_says_how_the_command_line_ends() -> None:
    assert GovReportError.exit_code == 70
    codes = [errors.FormError, errors.DataError, errors.SourceError, errors.FindingsError]
    assert [error.exit_code for error in codes] == [2, 2, 2, 1]
    assert [errors.TemplateError.exit_code, errors.MachineError.exit_code] == [3, 4]
