"""File names made from what a report is called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from govreport.arguments import require
from govreport.errors import UsageError
from govreport.messages import Message
from govreport.report import Report
from govreport.text.wording import nearest

_LONGEST: Final = 200
"""In bytes: a file system takes 255, and a temporary name is longer than the final one."""
_WIDEST: Final = 120
"""In UTF-16 units: Windows takes 260 for the whole path."""
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')
_RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³]) *(?:\.|$)", re.IGNORECASE
)
"""What Windows takes for a device, whatever the ending."""


@dataclass(frozen=True, slots=True)
class NamePattern:
    """What files are called: words, and the names of facts in braces.

    >>> NamePattern("{year}-{agency}").text
    '{year}-{agency}'

    Raises:
        UsageError: If a name in braces is none of the facts, with the nearest; if there is none, or no text.
    """

    text: str = "{title}"

    def __post_init__(self) -> None:
        require(self.text, str, "NamePattern", "{year}-{agency}")
        named = _FACT.findall(self.text)
        wrong = next((name for name in named if name not in _FACTS), None)
        if wrong is None and named and not set("{}") & set(_FACT.sub("", self.text)):
            return
        raise UsageError.of(
            Message("文件名的样式不对", "no pattern of a file name"),
            where=Message("文件名的样式（--name）", "the pattern of names (--name)"),
            found=self.text if wrong is None else f"{{{wrong}}}",
            expected=" ".join(f"{{{name}}}" for name in nearest(wrong or "", _FACTS) or _FACTS),
            remedy=Message("例如 {example}", "for example {example}").format(example="{year}-{agency}"),
        )

    def fill(self, report: Report) -> str:
        """Return the pattern with the facts of a report; one it does not have is empty."""
        return _FACT.sub(lambda match: str(_FACTS[match[1]](report) or ""), self.text)


_FACT: Final = re.compile(r"\{([^{}]*)\}")
_FACTS: Final[Mapping[str, Callable[[Report], object]]] = {
    "title": attrgetter("title"),
    "year": attrgetter("year"),
    "agency": attrgetter("agency.name"),
    "short_name": lambda report: report.agency.short_name or report.agency.name,
    "region": attrgetter("agency.region"),
    "form": lambda report: report.info().name,
}
TITLE: Final = NamePattern()


def file_name(report: Report, ending: str = ".docx", pattern: NamePattern = TITLE) -> str:
    """Return a safe file name for a report: its title, without what no file system takes.

    It holds no path, no control or invisible character, and is at most 200 bytes long. A longer title is
    cut, and told from others that begin like it by a few digits made from the whole of it.

    >>> from govreport.forms import ogi2021
    >>> file_name(ogi2021.Report.from_data({"year": 2021, "agency": {"name": "甲/乙局"}}))
    '甲_乙局2021年政府信息公开工作年度报告.docx'
    """
    stem = "".join(
        char
        for char in pattern.fill(report)
        if unicodedata.category(char)[0] != "C" and char not in "\u2028\u2029"
    )
    stem = unicodedata.normalize("NFC", stem)
    stem = _FORBIDDEN.sub("_", stem).strip(". ") or "report"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return stem + ending if _fits(stem + ending) else _cut(stem, ending)


def _cut(stem: str, ending: str) -> str:
    end = f"-{hashlib.sha256(stem.encode()).hexdigest()[:8]}{ending}"
    while not _fits(stem + end):
        stem = stem[:-1]
    return stem.rstrip(". ") + end


def _fits(name: str) -> bool:
    return len(name.encode()) <= _LONGEST and len(name.encode("utf-16-le")) <= 2 * _WIDEST


def collision_key(name: str) -> str:
    """Return what two names share that one file system or another takes for the same."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return unicodedata.normalize("NFKC", folded).casefold()
