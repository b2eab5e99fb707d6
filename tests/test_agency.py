"""The agency: its facts, and the Chinese names of what it may be."""

from __future__ import annotations

from typing import Any

import pytest

from govreport import Agency, Level, Organ
from govreport.agency import CHOICES, chinese_name
from govreport.errors import DataError


@pytest.mark.parametrize("level", list(Level))
def test_every_level_goes_by_its_name_its_value_and_its_chinese_name(level: Level) -> None:
    for given in (level, str(level), chinese_name(level)):
        assert Agency(name="甲局", level=given).level is level  # type: ignore[arg-type]


@pytest.mark.parametrize("organ", list(Organ))
def test_every_organ_goes_by_its_name_its_value_and_its_chinese_name(organ: Organ) -> None:
    for given in (organ, str(organ), chinese_name(organ)):
        assert Agency(name="甲局", organ=given).organ is organ  # type: ignore[arg-type]


def test_other_chinese_names_are_known_as_well() -> None:
    assert CHOICES["level"]["市级"] is CHOICES["level"]["设区的市级"] is Level.PREFECTURE
    assert CHOICES["organ"]["人民政府"] is Organ.GOVERNMENT


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            {"level": "village"},
            [
                "no such choice",
                "  where: level（级别）",
                '  found: "village"',
                "  expected: state（国家级） / province（省级） / prefecture（地级） / county（县级） / …",
            ],
        ),
        (
            {"organ": []},
            [
                "no such choice",
                "  where: organ（性质）",
                "  found: []",
                "  expected: government（政府） / department（部门） / office（派出机关） / …",
            ],
        ),
        (
            {"phone": 123},
            ["a text belongs here", "  where: phone（联系电话）", "  found: 123", "  expected: a text"],
        ),
        (
            {"address": "乙路\n1号"},
            ["this text must stand on one line", "  where: address（地址）", '  found: "乙路\\n1号"'],
        ),
        (
            {"email": "a\x00"},
            [
                "the text holds a character that cannot be printed: U+0000",
                "  where: email（电子邮箱）",
                '  found: "a\\x00"',
                "  to do: remove the character",
            ],
        ),
        (
            {"phnoe": "1"},
            ["no such field", "  where: Agency", "  found: phnoe", "  expected: phone（联系电话）"],
        ),
    ],
)
def test_what_is_wrong_is_told(facts: dict[str, Any], expected: list[str]) -> None:
    with pytest.raises(DataError) as caught:
        Agency(name="甲局", **facts)
    lines = caught.value.to_text("en").splitlines()
    assert len(lines) == len(expected)
    assert all(line.startswith(piece.removesuffix("…")) for line, piece in zip(lines, expected, strict=True))


def test_the_name_is_needed() -> None:
    with pytest.raises(DataError) as caught:
        Agency()
    assert caught.value.to_text("en").splitlines() == [
        "a required field is missing",
        "  expected: name（名称）",
    ]


def test_blanks_around_a_fact_are_dropped() -> None:
    assert Agency(name=" 甲局\u3000").name == "甲局"
