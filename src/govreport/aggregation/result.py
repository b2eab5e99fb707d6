"""The aggregate: a report that adds up others, and where each of its figures comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from govreport.aggregation.cells import adds_up
from govreport.aggregation.units import Unit
from govreport.checks.places import figures_of_facts, places_of
from govreport.conversion import Conversion
from govreport.errors import DataError
from govreport.forms._printing import CellValue
from govreport.forms._record import Record
from govreport.messages import Message
from govreport.paths import find
from govreport.report import Report, cell_fields


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one unit says in one cell.

    Attributes:
        unit: The name of the unit.
        value: What stands in its report; None where that is blank.
    """

    unit: str
    value: CellValue


@dataclass(frozen=True)
class Aggregate:
    """The sum of several reports.

    Attributes:
        report: The sum, as a report without texts.
        units: Whose reports were added up, in the order they were given.
        missing: The names of those expected whose reports were not there.
        unexpected: The names of those whose reports were there, though they were not expected.
    """

    report: Report
    units: tuple[Unit, ...]
    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()

    @property
    def late(self) -> tuple[str, ...]:
        """The names of the units whose reports were published after the day they were due."""
        return tuple(unit.name for unit in self.units if unit.is_late)

    @property
    def conversions(self) -> Mapping[str, Conversion]:
        """How reports of another form were put into this one, by the name of the unit."""
        return MappingProxyType(
            {unit.name: unit.conversion for unit in self.units if unit.conversion is not None}
        )

    @property
    def converted(self) -> tuple[str, ...]:
        """The names of the units whose reports were of another form."""
        return tuple(self.conversions)

    def contributions(self, path: str) -> tuple[Contribution, ...]:
        """Return what every unit says in a cell, or in a fact such as ``handling_fee.amount``.

        Raises:
            DataError: If the path leads to no such figure; the message gives the nearest names.
        """
        place = self._place_of(path)
        return tuple(
            Contribution(unit.name, values[place])
            for unit, values in zip(self.units, self._values, strict=True)
        )

    def blank_units(self, path: str) -> tuple[str, ...]:
        """Return the names of the units that left a cell blank.

        Raises:
            DataError: As `contributions`.
        """
        return tuple(each.unit for each in self.contributions(path) if each.value is None)

    @cached_property
    def partly_blank(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the units that left a cell blank, for every cell that others have filled in."""
        cells = {
            path: self.blank_units(path)
            for path, field in cell_fields(type(self.report)).items()
            if adds_up(field)
        }
        return MappingProxyType(
            {path: blank for path, blank in cells.items() if 0 < len(blank) < len(self.units)}
        )

    @cached_property
    def undecided(self) -> tuple[str, ...]:
        """The paths of the cells in which units say something that makes no sum, and not all the same."""
        sums, form = self.report.cells(), type(self.report)
        return tuple(
            path
            for path, field in cell_fields(form).items()
            if sums[path] is None
            and any(each.value is not None for each in self.contributions(path))
            and not field.follows
        )

    def iter_figures(self) -> Iterator[tuple[str, str, CellValue]]:
        """Yield the path of everything that can be summed, its place in words, and what it comes to."""
        places = places_of(type(self.report))
        for path, value in self.report.cells().items():
            yield path, places[path].where, value
        for path, (place, figure) in figures_of_facts(self.report).items():
            yield path, place, figure

    def _place_of(self, path: str) -> str:
        """Return the dotted path of a figure, by names or Chinese labels."""
        found = find(self.report, path)
        place = ".".join(found.names)
        if place in self._paths:
            return place
        inner = found.value
        names = tuple(inner._fields) if isinstance(inner, Record) else ("applications.received.total",)
        raise DataError.of(
            Message("这不是要汇总的数", "this is no figure that is added up"),
            found=path,
            expected=", ".join(names),
        )

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(path for path, _, _ in self.iter_figures())

    @cached_property
    def _values(self) -> tuple[Mapping[str, CellValue], ...]:
        return tuple(
            {
                **unit.report.cells(),
                **{path: figure for path, (_, figure) in figures_of_facts(unit.report).items()},
            }
            for unit in self.units
        )
