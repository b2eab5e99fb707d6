"""Where a cell stands, in the words of the form; and which figures belong together in a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from govreport.forms._caching import cached
from govreport.forms._fields import BETWEEN as BETWEEN  # noqa: PLC0414  the rules take it from here
from govreport.forms._fields import Kind
from govreport.forms._figures import Content, Figure
from govreport.forms._record import Record, fields_of, label_of, nested
from govreport.forms._sums import Identity, Sum, identities_of, sums_of
from govreport.forms._tables import Table, is_figure
from govreport.report import Report, cell_fields


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a figure: the heading of its table, and the labels of its row and column."""

    heading: str
    labels: tuple[str, ...]

    @property
    def cell(self) -> str:
        """The labels within the table: ``（一）予以公开 › 总计``."""
        return BETWEEN.join(self.labels)

    @property
    def where(self) -> str:
        """The heading of the table, then the labels."""
        return BETWEEN.join((self.heading, *self.labels))


@cached
def places_of(form: type[Report]) -> Mapping[str, Place]:
    """Return the place of every figure of a form by its dotted path, in the order of the paper.

    >>> from govreport.forms import ogi2021
    >>> places_of(ogi2021.Report)["applications.results.granted.total"].cell
    '三、本年度办理结果 › （一）予以公开 › 总计'
    """
    headings = {field.name: field.label.text for field in form.parts()}
    return {
        cell.path: Place(headings[name], cell.labels)
        for name, grid in form.grids().items()
        for cell in grid.figures()
    }


@cached
def kinds_of(form: type[Report]) -> Mapping[str, str]:
    """Return what kind of thing each cell of a form holds, by its dotted path."""
    fields = cell_fields(form).items()
    return {path: field.content.kind for path, field in fields if isinstance(field.content, Content)}


def figures_of_facts(report: Report) -> Mapping[str, tuple[str, Figure]]:
    """Return the figures outside of the tables, such as those of the handling fee, by their paths.

    Each with its place in the words of the form: ``信息处理费 › 件数``.
    """
    return {path: (place, figure) for path, place, figure in _iter_facts(report, "", ())}


def _iter_facts(record: Record, prefix: str, labels: tuple[str, ...]) -> Iterator[tuple[str, str, Figure]]:
    for field in fields_of(record):
        value: Figure | Record = getattr(record, field.name)
        path, inner = f"{prefix}{field.name}", (*labels, label_of(field).text)
        if field.kind is Kind.FACT and isinstance(value, Record):
            yield from _iter_facts(value, f"{path}.", inner)
        elif field.kind is Kind.FACT and is_figure(field):
            yield path, BETWEEN.join(inner), cast("Figure", value)


@cached
def sums_in(form: type[Report]) -> tuple[Sum, ...]:
    """Return every printed total of a form."""
    return tuple(each for table, name in _iter_tables(form) for each in sums_of(table, name))


@cached
def identities_in(form: type[Report]) -> tuple[Identity, ...]:
    """Return every declared relation between cells of a form."""
    return tuple(each for table, name in _iter_tables(form) for each in identities_of(table, name))


def _iter_tables(form: type[Report]) -> Iterator[tuple[type[Table], str]]:
    for field in form.parts():
        record = nested(field)
        if record is not None and issubclass(record, Table):
            yield record, field.name
