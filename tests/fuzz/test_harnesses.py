"""A short run of every harness, the same each time; ``make fuzz`` runs them for hours."""

from __future__ import annotations

from pathlib import Path

import pytest
from harnesses import HARNESSES, KEPT, attempt
from hypothesis import given, settings
from hypothesis import strategies as st

_RUNS = 20
_SLOW = frozenset({"filled", "report", "template", "pdf", "pdf-child"})
"""A run takes a third of a second."""


@pytest.mark.parametrize("name", HARNESSES)
@settings(max_examples=_RUNS)
@given(seed=st.integers(0, 10**9))
def test_nothing_but_our_own_errors_comes_out(name: str, seed: int) -> None:
    if name in _SLOW and seed % 4:
        return
    attempt(name, HARNESSES[name].damaged(seed))


@pytest.mark.parametrize("name", HARNESSES)
def test_good_files_pass_their_harness(name: str) -> None:
    for good in HARNESSES[name].good:
        assert attempt(name, good())


@pytest.mark.parametrize("name", sorted(set(HARNESSES) - {*_SLOW, "picture", "kind"}))
def test_most_damage_gets_behind_the_parser(name: str) -> None:
    past = [attempt(name, HARNESSES[name].damaged(seed)) for seed in range(30)]
    assert sum(past) >= 12


@pytest.mark.parametrize("path", sorted(KEPT.glob("*-*")), ids=lambda path: path.name)
def test_what_broke_something_once_is_read_or_refused(path: Path) -> None:
    attempt(path.name.rpartition("-")[0], path.read_bytes())
