"""File names made from what a report is called."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from govreport.report import Report

_LONGEST: Final = 200
"""In bytes: a file system takes 255, and a temporary name is longer than the final one."""
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def file_name(report: Report, ending: str = ".docx") -> str:
    """Return a safe file name for a report: its title, without what no file system takes.

    It holds no path, no control or invisible character, and is at most 200 bytes long.

    >>> from govreport.forms import ogi2021
    >>> file_name(ogi2021.Report.from_data({"year": 2021, "agency": {"name": "甲/乙局"}}))
    '甲_乙局2021年政府信息公开工作年度报告.docx'
    """
    stem = unicodedata.normalize("NFC", report.title)
    stem = "".join(char for char in stem if unicodedata.category(char)[0] != "C")
    stem = _FORBIDDEN.sub("_", stem).strip(". ") or "report"
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    while len((stem + ending).encode()) > _LONGEST:
        stem = stem[:-1]
    return stem + ending


def collision_key(name: str) -> str:
    """Return what two names share that one file system or another takes for the same."""
    return unicodedata.normalize("NFKC", name).casefold()
