"""What the sum of an aggregate's units must offer: the seam between adding up and checking.

`govreport.aggregate` gives an object with these attributes; whatever else has them will do as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from govreport.report import Report


class Units(Protocol):
    """The reports of the units, added up; `govreport.aggregate` gives one."""

    @property
    def report(self) -> Report:
        """The sum, in the form of the report that is checked."""

    @property
    def missing(self) -> Sequence[str]:
        """The names of the units whose reports are not there."""

    @property
    def late(self) -> Sequence[str]:
        """The names of those whose reports came after the day they were due."""

    @property
    def converted(self) -> Sequence[str]:
        """The names of those whose reports were of another form."""

    def blank_units(self, path: str) -> Sequence[str]:
        """Return the names of those that left a cell blank."""
