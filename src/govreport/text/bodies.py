"""What administrative bodies call themselves: 我县, 我局, or 本机关 where no such word is usual.

A body is known by the end of its name, in simplified or traditional characters. The ends are a table;
the first that fits counts, so the longer stands before the shorter.
"""

from __future__ import annotations

import re
from typing import Final

_TO_SIMPLIFIED: Final = str.maketrans("鄉鎮區縣蘇廳辦員會處黨證監國資", "乡镇区县苏厅办员会处党证监国资")
"""The characters of the tables below that are others in traditional Chinese."""
_TRADITIONAL: Final = frozenset(
    "鄉鎮區縣蘇廳辦員會處黨證監國資機關務總應衛環財稅經農漁營勞動體業開發術廣場華東門灣龍馬"
)
"""Characters that simplified Chinese does not have: a name with one of them is written in the other."""

_REMARKS_BACKWARDS: Final = re.compile(r"(?:[）)][^（）()]*[（(]\s*)+")
"""Looked for from the end: from the beginning the time grows with the square of a long name."""
_GOVERNMENT: Final = re.compile(r"(?:人民政府|政府|行政公署)\Z")
_STREET_OFFICE: Final = re.compile(r"街道(?:办事处|办公室|办|党工委)?\Z")

_ORGANS: Final = (
    ("证券监督管理委员会", ""),  # calls itself 我会
    ("居民委员会", ""),
    ("村民委员会", ""),
    ("委员会", "委"),
    ("委", "委"),
    ("管委会", "委"),
    ("厅", "厅"),
    ("局", "局"),
    ("办公室", "办"),
    ("办", "办"),
)
"""The ends of the names of departments and offices, and what they call themselves after 我."""

_UNITS: Final = (
    ("特别行政区", ""),
    ("社区", ""),
    ("地区", ""),
    ("街道", "街道"),
    ("苏木", "苏木"),
    ("省", "省"),
    ("市", "市"),
    ("州", "州"),
    ("盟", "盟"),
    ("县", "县"),
    ("区", "区"),
    ("旗", "旗"),
    ("乡", "乡"),
    ("镇", "镇"),
)
"""The ends of the names of administrative units, and what their governments call them after 我."""


def self_reference(name: str) -> str:
    """Return what a body calls itself in its own reports, by the end of its name.

    A government speaks of its unit (我县), a street office of its street (我街道), a bureau, department,
    commission or office of itself (我局, 我厅, 我委, 我办). Whatever else a name ends with, it is 本机关,
    which is always right. The answer has the characters of the name: 我縣 for 縣.

    >>> self_reference("睢县河集乡人民政府"), self_reference("某市税务局"), self_reference("某市中级人民法院")
    ('我乡', '我局', '本机关')
    """
    bare = _without_remarks(name.strip()) or name
    word = _word(bare.translate(_TO_SIMPLIFIED))
    if not word:
        return "本機關" if not _TRADITIONAL.isdisjoint(name) else "本机关"
    written = {char.translate(_TO_SIMPLIFIED): char for char in bare}
    return "我" + "".join(written[char] for char in word)


def _without_remarks(name: str) -> str:
    remarks = _REMARKS_BACKWARDS.match(name[::-1])
    return name[: len(name) - remarks.end()] if remarks else name


def _word(name: str) -> str:
    """Return what stands after 我, in simplified characters; nothing where the tables have none."""
    if _STREET_OFFICE.search(name):
        return "街道"
    government = _GOVERNMENT.search(name)
    unit = name[: government.start()] if government else name
    ends = _UNITS if government else (*_ORGANS, *_UNITS)
    return next((word for end, word in ends if unit.endswith(end)), "")
