"""Damage to bytes, to words and lines, and to data.

Damage to bytes alone seldom passes a checksum or a parser; so what can be taken apart is taken apart,
damaged, and put together again as a file that is sound for any parser. Every function takes whatever it
gets: what cannot be taken apart any more is damaged as bytes.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any, Final

import yaml

Damage = Callable[[bytes, Random], bytes]

MARKUP: Final = (
    *(b"<", b">", b"&", b'"', b"\0", b"\xff", b"{{", b"}}", b"{%", b"%}", b"{# ", b"\xe2\x80\xae", b"\r"),
    *(b"99999999999999999999", b"-1", b"]]>", b"<!DOCTYPE x>", b"&#55296;", b"<w:tbl>", b"</w:tc>", b"/*"),
    *(b": &a", b"*a", b"!!", b"\t", b"\n\n", b"<<", b"'''", b"[[", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\\u"),
    *("一、".encode(), "（其中".encode(), "同比增长".encode(), "件，".encode(), b"%", "２".encode()),
)
WORDS: Final = (
    *(
        "",
        "0",
        "-1",
        "1e9",
        "1E+3",
        "007",
        "3.",
        ".5",
        "1,234",
        "１２３",
        "二十",
        "㈢",
        "½",
        "²",
        "٣",
        "—",
        "/",
    ),
    *("无", "否", "NaN", "inf", "true", "null", "9" * 30, "9" * 5000, "0x10", "1_000", "12:30", "2024-02-30"),
    *("22（其中修订16件）", "3件", "25.1万元", "100%", "12 34", "1\n2", " ", "\t", "\u200b5", "\u202e12"),
    *(
        "总计",
        "自然人",
        "小计",
        "规章",
        "（七）总计",
        "一、本年新收政府信息公开申请数量",
        "其他",
        "年",
        "同比",
    ),
    *("2024年", "政府信息公开工作年度报告", "{{ year }}", "{{ agency.name | x }}", "{{", "}}", "{% if x %}"),
    *(
        "A" * 3000,
        "同比增长" * 200,
        "（" * 300,
        "、" * 500,
        "1、" * 300,
        "和" * 400,
        "=1+1",
        "@SUM(A1)",
        "'5",
    ),
    *("<b>", "&amp;", "_x000D_", "\u3000", "：", "第二十条第（一）项", "亿", "倍", "几", "约", "以上"),
)
"""Texts that a reader may take for something: numbers of all kinds, labels, tags, the very long."""
_TOKEN: Final = re.compile(r"\d+|[A-Za-z_]+|[\u4e00-\u9fff]+|[ \t]+|\n|.", re.DOTALL)
LARGEST: Final = 300_000
"""A file that damage has made larger is cut: size alone is tested elsewhere."""
_LONGEST: Final = 1000
"""A list of so many items does not grow."""


def damaged_bytes(data: bytes, dice: Random) -> bytes:
    """Return bytes with some of them changed, left out, doubled, moved, or foreign ones put in."""
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        at = dice.randrange(len(data) + 1)
        size = dice.choice((1, 2, 8, 64, 1000))
        other = dice.randrange(len(data) + 1)
        data = dice.choice(
            (
                data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :],
                data[:at] + data[at + size :],
                data[:at] + dice.choice(MARKUP) + data[at:],
                data[:at] + data[other : other + size] + data[at:],
                data[:at] if dice.random() < 0.1 else data,
            )
        )
    return data[:LARGEST]


def rearrange(items: list[Any], dice: Random) -> None:
    """Leave out one of the items of a list, change it for another, or put a copy of another before it."""
    at, other = dice.randrange(len(items)), dice.randrange(len(items))
    change = dice.randrange(3)
    if change == 0:
        del items[at]
    elif change == 1:
        items[at], items[other] = items[other], items[at]
    elif len(items) < _LONGEST:
        items.insert(at, copy.deepcopy(items[other]))


# --- words and lines ------------------------------------------------------------------------------


def damaged_words(data: bytes, dice: Random) -> bytes:
    """Return a text with words or lines of it changed; now and then with damaged bytes."""
    if dice.random() < 0.1:
        return damaged_bytes(data, dice)
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(dice.choice((1, 1, 2, 4, 12))):
        text = _other_lines(text, dice) if dice.random() < 0.3 else _other_words(text, dice)
    return text.encode("utf-8", "surrogateescape")[:LARGEST]


def _other_words(text: str, dice: Random) -> str:
    start = dice.randrange(len(text) + 1)
    tokens = _TOKEN.findall(text[start : start + 4000]) or [""]
    at, other = dice.randrange(len(tokens)), dice.randrange(len(tokens))
    change = dice.randrange(6)
    if change == 0:
        tokens[at] = dice.choice(WORDS)
    elif change == 1:
        tokens[at : at + dice.choice((1, 1, 3))] = []
    elif change == 2:
        tokens[at], tokens[other] = tokens[other], tokens[at]
    elif change == 3:
        tokens[at:at] = tokens[other : other + dice.choice((1, 5, 30))]
    elif change == 4:
        tokens[at] += dice.choice(WORDS)
    else:
        numbers = [place for place, token in enumerate(tokens) if token.isdigit()]
        if numbers:
            tokens[dice.choice(numbers)] = str(dice.choice((0, 1, 7, 12, 3119, 10**9, dice.randrange(5000))))
    return text[:start] + "".join(tokens) + text[start + 4000 :]


def _other_lines(text: str, dice: Random) -> str:
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    change = dice.randrange(6)
    if change < 3:
        rearrange(lines, dice)
    elif change == 3:
        lines[at] = dice.choice(("  ", "\t", "\u3000\u3000", "- ", "#", "> ", "|", "")) + lines[at].lstrip()
    elif change == 4:
        lines[at : at + 2] = ["".join(lines[at : at + 2])]
    else:
        cut = dice.randrange(len(lines[at]) + 1)
        lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
    return "\n".join(lines)


# --- data -----------------------------------------------------------------------------------------


def damaged_data(data: bytes, dice: Random) -> bytes:
    """Return JSON with other values, keys and shapes than it had; now and then with damaged words."""
    if dice.random() < 0.25:
        return damaged_words(data, dice)
    try:
        tree: object = json.loads(data)
    except (ValueError, RecursionError):
        return damaged_words(data, dice)
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        tree = _other_tree(tree, dice)
    try:
        return json.dumps(tree, ensure_ascii=dice.random() < 0.1).encode("utf-8", "surrogatepass")[:LARGEST]
    except (ValueError, RecursionError):
        return damaged_words(data, dice)


def damaged_yaml(data: bytes, dice: Random) -> bytes:
    """Return YAML made of JSON that was damaged, or with damaged words."""
    return _rewritten(data, dice, lambda tree: yaml.safe_dump(tree, allow_unicode=dice.random() < 0.9))


def damaged_toml(data: bytes, dice: Random) -> bytes:
    """Return TOML made of JSON that was damaged, or with damaged words."""
    return _rewritten(data, dice, lambda tree: "".join(toml_lines(tree, "")))


def _rewritten(data: bytes, dice: Random, write: Callable[[dict[str, object]], str]) -> bytes:
    made = damaged_data(data, dice)
    try:
        tree = json.loads(made)
        text = write(tree if isinstance(tree, dict) else {"year": tree})
    except (ValueError, RecursionError, yaml.YAMLError):
        return damaged_words(data, dice)
    content = text.encode("utf-8", "replace")
    return damaged_words(content, dice) if dice.random() < 0.3 else content[:LARGEST]


def toml_lines(data: Mapping[str, object], before: str) -> Iterator[str]:
    """Yield TOML: a line for every value, its keys with dots between; what is blank is left out."""
    for key, value in data.items():
        name = before + (key if key.isascii() and key.isidentifier() else json.dumps(key))
        if isinstance(value, Mapping):
            yield from toml_lines(value, f"{name}.")
        elif value not in (None, [], ()):
            yield f"{name} = {json.dumps(value, ensure_ascii=False, default=str)}\n"


def _other_tree(tree: object, dice: Random) -> object:
    holders = [tree] if isinstance(tree, dict | list) else []
    for holder in holders:  # grows while it is walked
        inner = holder.values() if isinstance(holder, dict) else holder
        holders += [each for each in inner if isinstance(each, dict | list) and each]
    holders = [each for each in holders if each]
    if not holders:
        return _value(dice)
    holder, other = dice.choice(holders), dice.choice(holders)
    keys: list[object] = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    key = dice.choice(keys)
    change = dice.randrange(5)
    if change == 0:
        del holder[key]
    elif change == 1 and isinstance(holder, dict):
        names = [
            "合计",
            "x",
            "",
            "年度",
            "agency.name",
            "total",
            *(each for each in other if isinstance(each, str)),
        ]
        holder[dice.choice(names)] = holder[key]
    elif change == 2 and not _is_within(holder, other):
        holder[key] = json.loads(json.dumps(other))
    else:
        holder[key] = _value(dice)
    return tree


def _is_within(inner: object, outer: object) -> bool:
    return len(json.dumps(outer)) > 5000 or inner is outer


def _value(dice: Random) -> object:
    number = dice.choice((0, 1, -1, 7, 3119, 10**12, 10**40, dice.randrange(5000)))
    shapes = (None, True, 1.5, 1e300, [], {}, [1, 2], {"a": 1}, [[[[]]]], number)
    return dice.choice((number, number, dice.choice(WORDS), dice.choice(shapes)))
