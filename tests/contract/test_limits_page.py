"""The pages on limits name every limit with the default it has, and none that there is not."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from typing import Final

import pytest

from govreport import errors
from govreport.gate.limits import LIMITS

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
_UNITS: Final = {"": 1, "MB": 10**6, "GB": 10**9, ": 1": 1}


def defaults(page: str) -> dict[str, int]:
    """Return the limits of the table of a page, with the number each is said to have."""
    text = (DOCS / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([0-9,]+) ?(MB|GB|: 1|) \|", text, re.MULTILINE)
    assert len({name for name, _, _ in rows}) == len(rows)
    return {name: int(number.replace(",", "")) * _UNITS[unit] for name, number, unit in rows}


@pytest.mark.parametrize("page", ["limits.md", "limits.zh.md"])
def test_every_limit_is_named_with_its_default_and_no_other(page: str) -> None:
    assert defaults(page) == asdict(LIMITS)


@pytest.mark.parametrize("page", ["limits.md", "limits.zh.md"])
def test_the_classes_named_are_errors_of_files_and_no_such_class_is_left_out(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\w+Error)` \|", text, re.MULTILINE))
    kinds = {each.__name__ for each in errors.SourceError.__subclasses__()}
    assert named == kinds
