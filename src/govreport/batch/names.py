"""File names made from what a report is called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

from govreport.report import Report

_LONGEST: Final = 200
"""In bytes: a file system takes 255, and a temporary name is longer than the final one."""
_WIDEST: Final = 120
"""In UTF-16 units: Windows takes 260 for the whole path."""
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')
_RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³]) *(?:\.|$)", re.IGNORECASE
)
"""What Windows takes for a device, whatever the ending."""


def file_name(report: Report, ending: str = ".docx") -> str:
    """Return a safe file name for a report: its title, without what no file system takes.

    It holds no path, no control or invisible character, and is at most 200 bytes long. A longer title is
    cut, and told from others that begin like it by a few digits made from the whole of it.

    >>> from govreport.forms import ogi2021
    >>> file_name(ogi2021.Report.from_data({"year": 2021, "agency": {"name": "甲/乙局"}}))
    '甲_乙局2021年政府信息公开工作年度报告.docx'
    """
    stem = unicodedata.normalize("NFC", report.title)
    stem = "".join(
        char for char in stem if unicodedata.category(char)[0] != "C" and char not in "\u2028\u2029"
    )
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
    return unicodedata.normalize("NFKC", name).casefold()
