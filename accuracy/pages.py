"""A labelled report as the page it was read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from labelled import Labelled

from govreport.checks.page import Heading, Misplaced
from govreport.messages import Message
from govreport.report import Report

_NOWHERE: Final = Message("", "")


@dataclass(frozen=True, slots=True)
class Cell:
    """A published cell."""

    text: str
    place: Message = _NOWHERE


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A published heading."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """What a reader would have made of the page."""

    report: Report
    cells: Mapping[str, Cell]
    missing: Sequence[str]
    headings: Sequence[Heading]
    labels: Mapping[str, str]
    unplaced: Sequence[Misplaced] = ()


def page_of(labelled: Labelled) -> LabelledPage:
    """Return the page of a labelled report."""
    cells = {path: Cell(str(text)) for path, text in labelled.raw.items()}
    missing = [path for path in labelled.report.cells() if path not in cells]
    headings = [SectionHeading(name, name) for name in labelled.headings]
    return LabelledPage(labelled.report, cells, missing, headings, labelled.labels)
