"""From one form to another: what the new form can take from a report, and what neither of them knows.

A cell goes where the other form has a cell of the same path and of the same contents. Rows that one form
keeps apart and the other does not are added up; the other way only a 0 can be divided. Nothing else is
computed: a total that is wrong stays wrong, and one that is blank stays blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from govreport.arguments import require_form, require_report
from govreport.forms._caching import cached
from govreport.forms._fields import Field, Kind
from govreport.forms._figures import Content, Figure, add
from govreport.forms._mapping import nest
from govreport.forms._printing import CellValue
from govreport.forms._record import fields_of, nested
from govreport.forms._tables import Path, Rows, leaf_rows, row_parts, total_field
from govreport.paths import way_of
from govreport.report import Report, cell_fields

_DERIVED: Final = ("title", "lead")
"""What a report says of itself by its form, unless it was given."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell, text or note of a report.

    Attributes:
        path: Its dotted path.
        labels: What the form calls it, from the outside in.
        value: What stands there; None where it is blank.
    """

    path: str
    labels: tuple[str, ...]
    value: object = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """A report in another form.

    Attributes:
        report: The report, in the form asked for.
        lost: What stood in the old report and has no place in the new form, in the order of the paper.
        open: What the new form asks for and the old report cannot say; blank in the new report.
        old: The form it was in.
    """

    report: Report
    lost: tuple[Entry, ...]
    open: tuple[Entry, ...]
    old: type[Report]


def convert(report: Report, form: type[Report]) -> Conversion:
    """Return what a report can say in another form, and what it cannot.

    Agency, year and texts are kept as they are, and so is a title or lead that was written for this
    report; one the library made is made anew. A cell that is blank because its counterpart is blank is
    not open.

    >>> from govreport.forms import ogi2019, ogi2021
    >>> data = {"year": 2020, "agency": {"name": "甲局"}, "disclosure": {"licences": {"decisions": 7}}}
    >>> conversion = convert(ogi2019.Report.from_data(data), ogi2021.Report)
    >>> conversion.report.figures()["disclosure.licences.decisions"], conversion.lost
    (7, ())
    >>> conversion.open[0].path, " ".join(conversion.open[0].labels)
    ('disclosure.regulations.issued', '二、主动公开政府信息情况 规章 本年制发件数')

    Raises:
        UsageError, FormError: If it is no report, or no form.
    """
    require_report(report, "convert")
    require_form(form, "convert(form)")
    transfer = _Transfer(report, form)
    converted = form.from_data({**_kept(report, form), **transfer.cells()}, references=False)
    values = converted.cells()
    labels = _labels_of(form)
    left_open = tuple(Entry(path, labels[path]) for path in transfer.unfilled if values[path] is None)
    lost = (*_iter_lost_facts(report, form), *transfer.iter_lost())
    return Conversion(converted, lost, left_open, type(report))


class _Transfer:
    """The cells of one conversion: which of the old ones were taken, and which new ones nothing filled."""

    def __init__(self, report: Report, form: type[Report]) -> None:
        self._old = type(report)
        self._new = form
        self._values = report.cells()
        self._cells = cell_fields(self._old)
        self._taken: set[str] = set()
        self.unfilled: list[str] = []

    def cells(self) -> dict[str, object]:
        """Return what the new form can take, as nested data; a cell without counterpart is left out."""
        values: dict[str, object] = {}
        for path, field in cell_fields(self._new).items():
            sources = self._sources(path, field)
            value = self._value(sources)
            if value is None and (
                sources is None or any(self._values[each] is not None for each in sources.paths)
            ):
                self.unfilled.append(path)
            if sources is not None:
                values[path] = value
        return nest(values)

    def iter_lost(self) -> Iterator[Entry]:
        """Yield the cells that hold something and were not taken, in the order of the paper."""
        labels = _labels_of(self._old)
        for path, value in self._values.items():
            if value is not None and path not in self._taken:
                yield Entry(path, labels[path], value)

    def _value(self, sources: _Sources | None) -> CellValue:
        """Return what a new cell holds, and note what was taken for it."""
        if sources is None:
            return None
        if sources.is_sum:
            value: CellValue = add(cast("Figure", self._values[path]) for path in sources.paths)
        else:
            value = self._values[sources.paths[0]]
        if value is None or (sources.is_part and value != 0):
            return None
        self._taken.update(sources.paths, sources.covered)
        return value

    def _sources(self, path: str, field: Field) -> _Sources | None:
        """Return the cells of the old form that a cell of the new form corresponds to, if any do."""
        if self._fits(path, field):
            return _Sources((path,))
        if not (isinstance(field.content, Content) and field.content.is_figure):
            return None
        names = tuple(path.split("."))
        for depth in range(1, len(names) + 1):
            at, rest = names[:depth], names[depth:]
            old, new = _field_at(self._old, at), _field_at(self._new, at)
            group, other = _group(old), _group(new)
            if group is not None and other is None:
                return self._parts(group, at, rest, field)
            if other is not None and group is None:
                return self._whole(other, at, rest, field)
        return None

    def _parts(self, group: type[Rows], at: Path, rest: Path, field: Field) -> _Sources | None:
        """Return the cells of a group of rows that a cell of a single row adds up, or their printed total."""
        parts = tuple(".".join((*at, *row, *rest)) for row in row_parts(group))
        total = total_field(group)
        paths = (".".join((*at, total.name, *rest)),) if total else parts
        fits = all(self._fits(path, field) for path in (*paths, *parts))
        return _Sources(paths, covered=parts, is_sum=True) if fits else None

    def _whole(self, group: type[Rows], at: Path, rest: Path, field: Field) -> _Sources | None:
        """Return the cell of a single row that a cell of a group is a part of."""
        row = next(leaf.path for leaf in leaf_rows(group) if rest[: len(leaf.path)] == leaf.path)
        path = ".".join((*at, *rest[len(row) :]))
        total = total_field(group)
        is_total = total is not None and row == (total.name,)
        return _Sources((path,), is_part=not is_total) if self._fits(path, field) else None

    def _fits(self, path: str, field: Field) -> bool:
        """Tell whether the old form has a cell of that path that holds what the new field may hold."""
        old = self._cells.get(path)
        if (
            old is None
            or old.content != field.content
            or (old.unit and field.unit and old.unit != field.unit)
        ):
            return False
        value = self._values[path]
        chosen = value if isinstance(value, tuple) else (value,)
        return not field.choices or value is None or set(chosen) <= set(field.choices)


@dataclass(frozen=True, slots=True)
class _Sources:
    """The old cells a new cell corresponds to.

    Attributes:
        paths: Their dotted paths.
        covered: The cells that are in those already.
        is_sum: Whether the new cell is the sum of `paths`.
        is_part: Whether the new cell is a part of the only one.
    """

    paths: tuple[str, ...]
    covered: tuple[str, ...] = ()
    is_sum: bool = False
    is_part: bool = False


def _kept(report: Report, form: type[Report]) -> dict[str, object]:
    """Return the facts and texts both forms have, without those the library made for the old one."""
    facts = {
        field.name: getattr(report, field.name) for field in fields_of(report) if field.kind is Kind.FACT
    }
    made = type(report)(**{name: value for name, value in facts.items() if name != "title"})
    kept: dict[str, object] = {}
    for name, field in form._fields.items():
        old = type(report)._fields.get(name)
        if old is None or old.kind is not field.kind or field.kind is Kind.TABLE:
            continue
        value = getattr(report, name)
        if name not in _DERIVED or value != getattr(made, name):
            kept[name] = value
    notes = {table: text for table, text in report.notes.items() if table in form.grids()}
    return {**kept, "notes": notes}


def _iter_lost_facts(report: Report, form: type[Report]) -> Iterator[Entry]:
    """Yield the facts, texts and notes that have no place in the new form."""
    for field in fields_of(report):
        other = form._fields.get(field.name)
        if other is not None and other.kind is field.kind:
            continue
        if field.kind is Kind.TABLE and field.name in report.notes:
            yield Entry(f"notes.{field.name}", (field.label.text,), report.notes[field.name])
        elif field.kind is not Kind.TABLE and (value := getattr(report, field.name)):
            yield Entry(field.name, (field.label.text or field.short,), value)


@cached
def _labels_of(form: type[Report]) -> dict[str, tuple[str, ...]]:
    """Return the labels of every cell by its dotted path: of its table, its row, its column."""
    return {
        cell.path: (form._fields[name].label.text, *cell.labels)
        for name, grid in form.grids().items()
        for cell in grid.figures()
    }


def _field_at(form: type[Report], path: Path) -> Field | None:
    """Return the field at a path of names, or None where the form has none."""
    way = way_of(form, path)
    return None if way.rest else way.fields[-1]


def _group(field: Field | None) -> type[Rows] | None:
    """Return the class of a group of rows; None for a single row, or where there is none."""
    record = nested(field) if field else None
    return record if record is not None and issubclass(record, Rows) else None
