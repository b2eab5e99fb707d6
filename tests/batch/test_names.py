"""File names made from names: safe on every file system, whatever an agency is called."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.batch.names import collision_key, file_name
from govreport.forms import ogi2021
from samples import load_report

HUAIAN = load_report("huaian_2024.json")
ENDING = "2021年政府信息公开工作年度报告.docx"


def titled(title: str) -> ogi2021.Report:
    """Return a report of this title, as far as file names are concerned."""
    report = ogi2021.Report.from_data({"year": 2021, "agency": {"name": "甲局"}, "title": "x"})
    object.__setattr__(report, "title", title)
    return report


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "_.._etc_passwd.docx"),
        ("/etc/passwd", "_etc_passwd.docx"),
        ("C:\\甲", "C__甲.docx"),
        ('甲<>:"|?*乙', "甲_______乙.docx"),
        ("甲\x00\x1b[2J\x07\x9b乙", "甲[2J乙.docx"),
        ("甲\n乙\u2028丙\u2029丁", "甲乙丙丁.docx"),
        ("甲\u202e\u2066\u200b\ufeff\u00ad\u061c乙", "甲乙.docx"),
        ("\ud800甲", "甲.docx"),
        (" .甲. ", "甲.docx"),
        ("", "report.docx"),
        ("...", "report.docx"),
        ("\u200b", "report.docx"),
        ("~", "~.docx"),
        ("e\u0301", "\u00e9.docx"),
        ("e\u200b\u0301", "\u00e9.docx"),
    ],
)
def test_nothing_harmful_is_left(title: str, name: str) -> None:
    assert file_name(titled(title)) == name


@pytest.mark.parametrize(
    "title", ["CON", "con", "Aux.2021", "NUL .x", "COM1", "lpt9", "COM¹", "CONOUT$", "PRN.tar.gz"]
)
def test_the_name_of_a_device_is_none_any_more(title: str) -> None:
    assert file_name(titled(title)) == f"_{title}.docx"


@pytest.mark.parametrize("title", ["CONTENT", "COM10", "公CON", "AUXILIARY.x"])
def test_a_name_that_only_resembles_one_stays(title: str) -> None:
    assert file_name(titled(title)) == f"{title}.docx"


@pytest.mark.parametrize(("char", "characters"), [("a", 120), ("甲", 76), ("𠮷", 60), ("é", 107)])
def test_a_long_title_is_cut_between_characters(char: str, characters: int) -> None:
    name = file_name(titled(char * 300))
    assert len(name) == characters
    assert name[:-14] == char * (characters - 14)
    assert re.fullmatch(r"-[0-9a-f]{8}\.docx", name[-14:])


def test_two_long_titles_are_told_apart_by_their_ends() -> None:
    assert file_name(titled("甲" * 300 + "乙")) != file_name(titled("甲" * 300 + "丙"))


@given(st.text(max_size=300))
def test_whatever_the_title_the_file_stays_in_its_folder(title: str) -> None:
    name = file_name(titled(title))
    assert Path(name).name == name
    assert name.endswith(".docx")
    assert name != ".docx"
    assert len(name.encode()) <= 200
    assert len(name.encode("utf-16-le")) <= 240
    assert not any(unicodedata.category(char)[0] == "C" for char in name)
    assert not set('<>:"/\\|?*') & set(name)


@pytest.mark.parametrize(
    ("one", "other"), [("ABC", "abc"), ("\u00e9", "e\u0301"), ("Ａ１", "a1"), ("straße", "STRASSE")]
)
def test_names_some_file_system_takes_for_one_collide(one: str, other: str) -> None:
    assert collision_key(one) == collision_key(other)
    assert collision_key("甲") != collision_key("乙")


def test_an_official_title_becomes_the_name() -> None:
    assert file_name(HUAIAN) == "淮安市人民政府2024年政府信息公开工作年度报告.docx"


PIECES = (
    *("甲", "乙局", "A", "a", "Ａ", "é", "e\u0301", "ß", "SS", "İ", "ﬁ", "𠮷", "1", "①"),
    *("..", ".", "/", "\\", "C:", "~", " ", "\u3000", "CON", "nul", "COM1", "$", "%00", "*", "?", "|", '"'),
    *("\u200b", "\u200d", "\ufeff", "\u202e", "\u2066", "\x00", "\n", "\x1b[2J", "\ud800", "\ufffe"),
)


def test_ten_thousand_names_stay_in_their_folder_and_apart(tmp_path: Path) -> None:
    dice = Random(8)  # noqa: S311  names, no secrets
    made: dict[str, str] = {}
    for _ in range(10_000):
        name = file_name(titled("".join(dice.choices(PIECES, k=dice.choice((1, 2, 3, 5, 200))))))
        assert (tmp_path / name).resolve().parent == tmp_path.resolve()
        assert unicodedata.is_normalized("NFC", name)
        assert len(name) - len(".docx") <= 120
        assert len(name.encode()) <= 200
        assert not re.match(r"(con|nul|com1) *\.", name, re.IGNORECASE)
        made.setdefault(collision_key(name), name)
    for name in made.values():
        (tmp_path / name).touch()
    assert len(list(tmp_path.iterdir())) == len(made)
    assert len({name.lower() for name in made.values()}) == len(made)
    assert all(collision_key(key) == key for key in made)
