"""What is tested as the oldest is what pyproject.toml allows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BOUND = re.compile(r"([\w.-]+)(?:\[[^\]]*\])?>=([0-9.]+)")


def version(text: str) -> tuple[int, ...]:
    numbers = [int(number) for number in text.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def test_the_oldest_versions_are_the_lower_bounds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    listed = [*project["dependencies"]]
    listed += [each for name, extra in extras.items() if name not in ("dev", "fuzz") for each in extra]
    matches = [_BOUND.match(each) for each in listed]
    assert all(matches), "a dependency without a lower bound"
    bounds = {match[1].lower(): version(match[2]) for match in matches if match}
    lines = (ROOT / "tests" / "oldest.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    assert {name.lower(): version(pin) for name, pin in pins.items()} == bounds
