"""What readings are worth, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

OUTCOMES: Final = ("right", "wrong", "missing", "invented")
FACTS: Final = ("agency", "year", "form")
HEADING: Final = (
    f"{'':<30}"
    + "  ".join(f"{outcome:>8}" for outcome in (*OUTCOMES, "torn"))
    + "     share   agency   year     form"
)


@dataclass
class Score:
    """What one or several readings were worth; `misses` names each thing that was not right."""

    cells: Counter[str] = field(default_factory=Counter)
    facts: Counter[tuple[str, bool]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add another score to this one."""
        self.cells += other.cells
        self.facts += other.facts
        self.misses += other.misses

    @property
    def is_true(self) -> bool:
        """Whether nothing was read that is not so."""
        return not (self.cells["wrong"] or self.cells["invented"])

    def _of_stated(self, fact: str) -> str:
        right = self.facts[fact, True]
        return f"{right:>3d}/{right + self.facts[fact, False]:<3d}"

    def line(self, name: str) -> str:
        """Return the score in one line."""
        total = sum(self.cells[outcome] for outcome in OUTCOMES[:3])
        share = f"{self.cells['right'] / total:8.2%}" if total else "       –"
        cells = "  ".join(f"{self.cells[outcome]:8d}" for outcome in (*OUTCOMES, "torn"))
        facts = "  ".join(map(self._of_stated, FACTS)) if self.facts else ""
        return f"{name:<30}{cells}  {share}   {facts}".rstrip()
