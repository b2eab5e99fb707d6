"""YAML: nothing is guessed, nothing is built twice, every path has its line."""

from __future__ import annotations

import pytest

from govreport.errors import SourceError
from govreport.gate.limits import LIMITS
from govreport.messages import Language
from govreport.sources.yaml_file import parse_yaml


def _refusal(text: str, language: Language = "en") -> str:
    with pytest.raises(SourceError) as caught:
        parse_yaml(text, "bao.yaml")
    return caught.value.to_text(language)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", "0"),
        ("12", "12"),
        ("-7", "-7"),
        ("96171.60", "Decimal('96171.60')"),
        ("-0.5", "Decimal('-0.5')"),
        ("1.10", "Decimal('1.10')"),
        ("true", "True"),
        ("false", "False"),
        ("null", "None"),
        ("~", "None"),
        ("", "None"),
        ("0012", "'0012'"),
        ("010", "'010'"),
        ("1_000", "'1_000'"),
        ("1,000", "'1,000'"),
        ("1:30", "'1:30'"),
        ("0x10", "'0x10'"),
        ("1e3", "'1e3'"),
        (".5", "'.5'"),
        ("+5", "'+5'"),
        (".inf", "'.inf'"),
        (".nan", "'.nan'"),
        ("no", "'no'"),
        ("on", "'on'"),
        ("True", "'True'"),
        ("NULL", "'NULL'"),
        ("2024-01-15", "'2024-01-15'"),
        ("2024年1月", "'2024年1月'"),
        ("'12'", "'12'"),
        ('"true"', "'true'"),
        ("'~'", "'~'"),
        ('""', "''"),
        ("１２", "'１２'"),
    ],
)
def test_a_scalar_is_what_is_written(written: str, value: str) -> None:
    data, _ = parse_yaml(f"a: {written}\n", "x")
    assert repr(data) == f"{{'a': {value}}}"


def test_keys_are_texts() -> None:
    assert parse_yaml("2024: 1\ntrue: 2\n一、: 3\n'a b': 4\n<<: 5\n", "x")[0] == {
        "2024": 1,
        "true": 2,
        "一、": 3,
        "a b": 4,
        "<<": 5,
    }


def test_block_texts_are_kept_exactly() -> None:
    text = "a: |\n  （一）第一段。\n    缩进\n\n  1.5 倍: 是\nb: |-\n  x\nc: >\n  y\n  z\n"
    assert parse_yaml(text, "x")[0] == {"a": "（一）第一段。\n  缩进\n\n1.5 倍: 是\n", "b": "x", "c": "y z\n"}


def test_every_path_has_its_line() -> None:
    text = """# 报告
year: 2024
applications:
  received: {natural_person: 1,
    total: 2}
overview: |
  第一段
  第二段
items:
  - x
  -
    n: [1,
      2]
"""
    assert parse_yaml(text, "x")[1] == {
        "year": 2,
        "applications": 3,
        "applications.received": 4,
        "applications.received.natural_person": 4,
        "applications.received.total": 5,
        "overview": 6,
        "items": 9,
        "items[0]": 10,
        "items[1]": 12,
        "items[1].n": 12,
        "items[1].n[0]": 12,
        "items[1].n[1]": 13,
    }


def test_nothing_gives_none() -> None:
    assert parse_yaml("# nothing\n", "x") == (None, {})


def test_a_key_written_twice_names_both_lines() -> None:
    text = "fees:\n  amount: 1\n  cases: 2\n  amount: 3\n"
    assert _refusal(text, "zh") == (
        "同一个键写了两次，第一次在第 2 行\n  位置：bao.yaml:4: fees.amount\n"
        "  处理：删去其中一处；两处的值不会相加"
    )
    assert _refusal(text) == (
        "the same key stands twice, first on line 2\n  where: bao.yaml:4: fees.amount\n"
        "  to do: delete one of them; the values are not added up"
    )


@pytest.mark.parametrize(
    ("text", "what", "where"),
    [
        ("a: &x 1\n", "anchors and aliases (& and *) are not supported", "bao.yaml:1:4: a"),
        ("a: 1\n*x : 2\n", "anchors and aliases (& and *) are not supported", "bao.yaml:2:1"),
        ("a:\n  - &x [1]\n", "anchors and aliases (& and *) are not supported", "bao.yaml:2:5: a[0]"),
        ("a: !!int '1'\n", "tags (!) are not supported", "bao.yaml:1:4: a"),
        ("a: !!python/object/apply:os.getcwd []\n", "tags (!) are not supported", "bao.yaml:1:4: a"),
        ("? [a]\n: 1\n", "a key must be one line of text", "bao.yaml:1:3"),
        ("a: 1\n---\nb: 2\n", "a file holds one report only", "bao.yaml:2:1"),
    ],
)
def test_what_only_programs_write_is_refused(text: str, what: str, where: str) -> None:
    first, second, *_ = _refusal(text).split("\n")
    assert (first, second) == (what, f"  where: {where}")


def test_an_alias_bomb_is_refused_at_its_first_line() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    assert _refusal("\n".join(lines), "zh") == (
        "不支持锚点和别名（& 和 *）\n  位置：bao.yaml:1:4: a\n"
        "  实为：a: &a [x, x, x, x, x, x, x, x, x]\n  处理：把内容写完整；如果是文字，请加引号"
    )


@pytest.mark.parametrize(
    ("depth", "is_fine"), [(LIMITS.data_depth, True), (LIMITS.data_depth + 1, False), (5000, False)]
)
def test_depth_is_limited(depth: int, is_fine: bool) -> None:
    text = "[\n" * depth + "]" * depth
    if is_fine:
        assert len(parse_yaml(text, "x")[1]) == depth - 1
    else:
        assert _refusal(text) == (
            "nested too deeply\n  where: bao.yaml:51\n  expected: at most 50 (data_depth)\n"
            "  to do: a report has four or five levels; check brackets and indentation"
        )


@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ("a: 1\n\tb: 2\n", "bao.yaml:2:1", "a tab is used to indent; use spaces"),
        ("a：1\nb: 2\n", "bao.yaml:2:2", "write a plain colon and a space instead of “：”"),
        ("a:1\nb: 2\n", "bao.yaml:2:2", "put a space after the colon"),
        (
            "a: b: c\n",
            "bao.yaml:1:5",
            "check this line and the one before: keys aligned, a space after the colon, quotes where needed",
        ),
    ],
)
def test_syntax_errors_say_where_and_what_to_do(text: str, place: str, remedy: str) -> None:
    lines = _refusal(text).split("\n")
    assert lines[0] == "not valid YAML"
    assert lines[1] == f"  where: {place}"
    assert lines[-1] == f"  to do: {remedy}"


def test_a_syntax_error_shows_the_line_in_chinese() -> None:
    assert _refusal("a: [1, 2\nb: 3\n", "zh").split("\n")[:3] == [
        "不是正确的 YAML",
        "  位置：bao.yaml:2:2",
        "  实为：b: 3",
    ]
