"""TOML: digits kept, dates as text, lines of keys and tables."""

from __future__ import annotations

import pytest

from govreport.errors import SourceError
from govreport.messages import Language
from govreport.sources.toml_file import parse_toml


def _refusal(text: str, language: Language = "en") -> str:
    with pytest.raises(SourceError) as caught:
        parse_toml(text, "bao.toml")
    return caught.value.to_text(language)


def test_values_are_plain_and_digits_are_kept() -> None:
    text = (
        "a = 1_000\nb = 96171.60\nc = 2024-01-15\nd = 2024-01-15T08:00:00\n"
        "e = 08:30:00\nf = true\ng = '0012'\n"
    )
    assert repr(parse_toml(text, "x")[0]) == (
        "{'a': 1000, 'b': Decimal('96171.60'), 'c': '2024-01-15', 'd': '2024-01-15T08:00:00', "
        "'e': '08:30:00', 'f': True, 'g': '0012'}"
    )


def test_keys_and_tables_have_their_lines() -> None:
    text = """year = 2024 # 年
"机关" = "某局"
[applications.received]
natural_person = 1
note = \"\"\"
[not.a.table]
x = 1
\"\"\"
list = [
  [1],
  "y = 2",
]
inline = { z = 3 }
[[items]]
a.b = 1
[[items]]
a = 2
[items.sub]
c = '#'
"""
    assert parse_toml(text, "x")[1] == {
        "year": 1,
        "机关": 2,
        "applications": 3,
        "applications.received": 3,
        "applications.received.natural_person": 4,
        "applications.received.note": 5,
        "applications.received.list": 9,
        "applications.received.inline": 13,
        "items": 14,
        "items[0]": 14,
        "items[0].a": 15,
        "items[0].a.b": 15,
        "items[1]": 16,
        "items[1].a": 17,
        "items[1].sub": 18,
        "items[1].sub.c": 19,
    }


@pytest.mark.parametrize(
    ("text", "where"), [("a = 1\na = 2\nb = 3\n", "bao.toml:2:6"), ("[a]\n[b]\n[a]\n", "bao.toml:3:3")]
)
def test_a_key_or_table_written_twice_is_refused(text: str, where: str) -> None:
    first, second, *_, last = _refusal(text).split("\n")
    assert first == "the same key or table stands twice"
    assert second == f"  where: {where}"
    assert last == "  to do: delete one of them"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "机关 = 1",
            '不是正确的 TOML\n  位置：bao.toml:1:1\n  实为：机关 = 1\n  处理：中文的键要加双引号："键" = 值',
        ),
        (
            "year = 2024\nname = 某局",
            '不是正确的 TOML\n  位置：bao.toml:2:8\n  实为：name = 某局\n  处理：文字要加双引号：键 = "文字"',
        ),
        (
            'a = "x',
            '不是正确的 TOML\n  位置：bao.toml:1\n  实为：a = "x\n  处理：检查这一行的引号、等号和括号',
        ),
    ],
)
def test_syntax_errors_say_where_and_what_to_do(text: str, message: str) -> None:
    assert _refusal(text, "zh") == message


def test_a_syntax_error_in_english_tells_what_the_parser_saw() -> None:
    assert _refusal("year = 2024\nname = 某局").split("\n")[0] == "not valid TOML: Invalid value"


def test_depth_is_limited() -> None:
    assert _refusal("a = " + "[" * 5000).split("\n")[0] == "nested too deeply"
