"""Texts of four levels of government: right ones pass, wrong figures are found where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pytest

import bodies
from govreport.checks import check
from govreport.findings import Severity
from govreport.report import Report
from samples import DATA

BODIES: Final[dict[str, Callable[..., Report]]] = {
    "county": bodies.county,
    "province": bodies.province,
    "department": bodies.department,
    "township": bodies.township,
    "quiet": bodies.quiet_office,
}


def narratives(name: str) -> Iterator[tuple[str, str]]:
    """Yield the body and the text of every line of a file; a body's name stands on a line of its own."""
    body = ""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line in BODIES:
            body = line
        elif not line.startswith("#"):
            yield body, line


RIGHT = list(narratives("narratives_right.txt"))
WRONG = list(narratives("narratives_wrong.txt"))


def told_of(body: str, text: str) -> list[str]:
    """The words of the errors and warnings about a text."""
    findings = check(BODIES[body](overview=text), excerpt=True)
    return [each.quote.words for each in findings if each.quote and each.severity is not Severity.NOTE]


def test_there_are_enough_of_both() -> None:
    assert len(RIGHT) >= 380
    assert len(WRONG) >= 90


@pytest.mark.parametrize("body", BODIES)
def test_the_figures_of_the_bodies_agree(body: str) -> None:
    assert check(BODIES[body]()) == ()


@pytest.mark.parametrize(("body", "text"), RIGHT)
def test_a_right_text_passes(body: str, text: str) -> None:
    assert told_of(body, text) == []


@pytest.mark.parametrize(("body", "line"), WRONG)
def test_a_wrong_figure_is_found_where_it_stands(body: str, line: str) -> None:
    text, _, words = line.partition(" | ")
    found = told_of(body, text)
    assert words in found
