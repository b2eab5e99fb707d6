"""JSON: digits kept, keys once, and a line for every path."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport.errors import SourceError
from govreport.gate.limits import LIMITS
from govreport.sources.json_file import parse_json


def _refusal(text: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        parse_json(text, "bao.json")
    return caught.value


def test_values_are_plain_and_digits_are_kept() -> None:
    data, _ = parse_json(
        '{"a": 1, "b": 96171.60, "c": 1.0, "d": null, "e": true, "f": "0012", "g": -0.50}', "x"
    )
    assert repr(data) == (
        "{'a': 1, 'b': Decimal('96171.60'), 'c': Decimal('1.0'), 'd': None, 'e': True, 'f': '0012', "
        "'g': Decimal('-0.50')}"
    )


def test_every_path_has_its_line() -> None:
    text = """{
  "year": 2024, "applications": {
    "received": {"natural_person": 1,
      "total": 2}
  },
  "items": [
    "x, {y}", {"n": [1, 2],
      "m": []},
    [3,
     {"k": "\\"z\\n"}]
  ]
}"""
    assert parse_json(text, "x")[1] == {
        "year": 2,
        "applications": 2,
        "applications.received": 3,
        "applications.received.natural_person": 3,
        "applications.received.total": 4,
        "items": 6,
        "items[0]": 7,
        "items[1]": 7,
        "items[1].n": 7,
        "items[1].n[0]": 7,
        "items[1].n[1]": 7,
        "items[1].m": 8,
        "items[2]": 9,
        "items[2][0]": 9,
        "items[2][1]": 10,
        "items[2][1].k": 10,
    }


def test_escaped_keys_are_known_by_what_they_say() -> None:
    assert parse_json('{"\\u5e74": 1}', "x")[1] == {"年": 1}


def test_a_key_written_twice_names_both_lines() -> None:
    error = _refusal('{"a": {"总计": 1,\n\n"total": 2,\n "\\u603b计": 3}}')
    assert error.to_text("zh") == (
        "同一个键写了两次，第一次在第 1 行\n  位置：bao.json:4: a.总计\n"
        "  处理：删去其中一处；两处的值不会相加"
    )
    assert error.to_text("en") == (
        "the same key stands twice, first on line 1\n  where: bao.json:4: a.总计\n"
        "  to do: delete one of them; the values are not added up"
    )


def test_the_same_key_in_two_objects_is_fine() -> None:
    data, lines = parse_json('{"a": {"x": 1}, "b": [{"x": 1}, {"x": 2}], "a.x": 3}', "x")
    assert data == {"a": {"x": 1}, "b": [{"x": 1}, {"x": 2}], "a.x": 3}
    assert lines["a.x"] == 1


@pytest.mark.parametrize(
    ("depth", "is_fine"), [(LIMITS.data_depth, True), (LIMITS.data_depth + 1, False), (100_000, False)]
)
def test_depth_is_limited(depth: int, is_fine: bool) -> None:
    text = '{"a":\n' * depth + "1" + "}" * depth
    if is_fine:
        assert len(parse_json(text, "x")[1]) == depth
    else:
        assert _refusal(text).to_text("en") == (
            "nested too deeply\n  where: bao.json:51\n  expected: at most 50 (data_depth)\n"
            "  to do: a report has four or five levels; check brackets and indentation"
        )


@pytest.mark.parametrize(
    ("text", "what", "place", "remedy"),
    [
        ('{"a": 1,\n}', "a comma after the last entry", "bao.json:1:8", "delete this comma"),
        ('{"a": [1, ]}', "a comma after the last entry", "bao.json:1:9", "delete this comma"),
        (
            '{"a": 1\n"b": 2}',
            "a comma or a closing bracket is missing here",
            "bao.json:2:1",
            "check commas, quotes and brackets on this line and the one before",
        ),
        (
            "{“a”: 1}",
            "a key in double quotes is expected here",
            "bao.json:1:2",
            'use the plain double quote " instead of “ ”',
        ),
        (
            "{'a': 1}",
            "a key in double quotes is expected here",
            "bao.json:1:2",
            'use double quotes " instead of single quotes',
        ),
        (
            '{"a"：1}',
            "a colon is missing after the key",
            "bao.json:1:5",
            "use the plain , and : instead of full-width ones",
        ),
        (
            '{"a": 1} // 注',
            "there is more after the end of the data",
            "bao.json:1:10",
            "JSON has no comments; delete it, or use YAML",
        ),
        (
            '{"a": "x\ny"}',
            "a line break or tab inside a quoted text",
            "bao.json:1:9",
            "write \\n for a line break and \\t for a tab in a text",
        ),
        (
            '{"a": }',
            "a value is missing here",
            "bao.json:1:7",
            "look for a comma after the last entry and for unpaired brackets",
        ),
        (
            '{"a": "x',
            "a quote opened here is never closed",
            "bao.json:1:7",
            "check commas, quotes and brackets on this line and the one before",
        ),
    ],
)
def test_syntax_errors_say_what_where_and_what_to_do(text: str, what: str, place: str, remedy: str) -> None:
    problem = _refusal(text).problems[0]
    assert (problem.what.en, problem.where) == (what, place)
    assert problem.remedy is not None
    assert problem.remedy.en == remedy


def test_a_syntax_error_shows_the_line_in_chinese() -> None:
    assert _refusal('{\n"a": 市局}').to_text("zh") == (
        "此处缺少值\n  位置：bao.json:2:6\n  实为：市局}\n  处理：检查这一行和上一行的逗号、引号和括号"
    )


def test_decimals_with_exponent_are_decimals() -> None:
    assert parse_json('{"a": 1e3}', "x")[0] == {"a": Decimal(1000)}
