"""The comparison of several reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from govreport.comparison.figures import Line
from govreport.conversion import Conversion
from govreport.report import Report
from govreport.text.differences import Change, Passage


@dataclass(frozen=True, slots=True)
class Section:
    """A section of text over all reports that are compared.

    Attributes:
        name: The name of its field.
        heading: Its heading in the form.
        differences: For each report and the next, its paragraphs with what changed.
    """

    name: str
    heading: str
    differences: tuple[tuple[Passage, ...], ...]

    @property
    def is_changed(self) -> bool:
        """Whether any paragraph changed."""
        return any(passage.change is not Change.SAME for passages in self.differences for passage in passages)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several reports side by side, in the form of the last of them.

    Attributes:
        reports: The reports as they were given.
        names: What each is called: its year, with the body or a number where that does not tell them apart.
        lines: Every cell, in the order of the paper.
        sections: Every section of text, in the order of the paper.
        conversions: How reports of another form were put into this one, by their place among the reports.
    """

    reports: tuple[Report, ...]
    names: tuple[str, ...]
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    conversions: Mapping[int, Conversion]

    @property
    def title(self) -> str:
        """What the comparison is called: the agency of the last report, and what is compared."""
        last = self.reports[-1]
        names = "、".join(name.removeprefix(last.agency.name) for name in self.names)
        return f"{last.agency.name}{names}{last.info().report_title}对照"

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of a table of its lines: the labels, each report, and the last change."""
        return ("项目", *self.names, "增减", "增减率")

    @property
    def changed(self) -> tuple[Line, ...]:
        """The cells in which not all reports say the same."""
        return tuple(line for line in self.lines if line.is_changed)
