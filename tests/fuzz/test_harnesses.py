"""A short run of every harness, the same each time; ``make fuzz`` runs them for hours."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.errors import GovReportError
from govreport.sources.documents import read_published_bytes
from govreport.sources.reading import Reading
from govreport.sources.recognition import recognise

_RUNS = 25


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("harnesses", Path(__file__).with_name("harnesses.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["harnesses"] = module
    spec.loader.exec_module(module)
    return module


HARNESSES = _loaded()


@pytest.mark.parametrize("name", HARNESSES.HARNESSES)
@settings(max_examples=_RUNS)
@given(seed=st.integers(0, 10**9))
def test_nothing_but_our_own_errors_comes_out(name: str, seed: int) -> None:
    HARNESSES.attempt(name, seed)


@pytest.mark.parametrize("name", HARNESSES.HARNESSES)
def test_a_good_file_passes_its_harness(name: str) -> None:
    good, _, use = HARNESSES.HARNESSES[name]
    if name in ("xlsx", "text"):  # tables and lines that are no report
        with pytest.raises(GovReportError):
            use(good())
    else:
        use(good())


def _reading(data: bytes) -> Reading:
    return recognise(read_published_bytes(data, name="a"), [HARNESSES.FORM])


def test_two_hundred_mutations_of_a_report_are_read_right_or_refused() -> None:
    good = HARNESSES._docx()
    expected = _reading(good).report.published()
    dice = Random(8)  # noqa: S311  the same mutations every time
    read = refused = 0
    for number in range(200):
        at = dice.randrange(len(good))
        mutated = (
            good[:at]
            if number % 2
            else good[:at] + bytes([good[at] ^ 1 << dice.randrange(8)]) + good[at + 1 :]
        )
        try:
            found = _reading(mutated).report.published()
        except GovReportError:
            refused += 1
        else:
            read += 1
            assert found == expected, f"mutation {number} at {at}"
    assert (read + refused, refused > 150) == (200, True)
