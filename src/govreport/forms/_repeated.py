"""Cells that repeat a fact of their report: left out, they say what the report says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import TypeVar

from govreport.forms._caching import cached
from govreport.forms._definition import definition_error, wrong_kind
from govreport.forms._fields import Kind
from govreport.forms._figures import Content
from govreport.forms._record import Record, fields_of, nested
from govreport.forms._sums import is_left_out
from govreport.forms._tables import Path
from govreport.messages import Message

_R = TypeVar("_R", bound=Record)


def check_repeated(form: type[Record]) -> None:
    """Refuse a cell that repeats something else than a single fact of its report, or cannot hold it."""
    facts = {path for path, _ in _iter_facts(form)}
    for path, source in repeated_cells(form):
        record = form
        for name in path[:-1]:
            record = nested(record._fields[name]) or record
        field = record._fields[path[-1]]
        if field.content != Content("words"):
            raise wrong_kind(record, field, "same_as=: Words")
        if source not in facts:
            raise definition_error(
                record,
                field.name,
                Message("表中没有这项内容可以照写", "no such fact of the report to repeat"),
                found=source,
                expected=", ".join(sorted(facts)),
            )


def fill_repeated(report: Record) -> dict[str, Record]:
    """Return the tables of a report in which such a cell was left out, by name, with the cell filled."""
    tables: dict[str, Record] = {}
    for path, source in repeated_cells(type(report)):
        if is_left_out(report, ".".join(path)):
            fact = attrgetter(source)(report)
            text = None if fact in (None, "") else str(fact)
            table = tables.get(path[0], getattr(report, path[0]))
            tables[path[0]] = _with_value_at(table, path[1:], text)
    return tables


@cached
def repeated_cells(form: type[Record]) -> tuple[tuple[Path, str], ...]:
    """Return the path of every such cell of a form, and that of the fact it repeats."""
    return tuple(_iter_repeated(form, ()))


def _iter_repeated(record: type[Record], at: Path) -> Iterator[tuple[Path, str]]:
    for field in fields_of(record):
        inner = nested(field)
        if inner is not None:
            yield from _iter_repeated(inner, (*at, field.name))
        elif field.same_as:
            yield (*at, field.name), field.same_as


def _iter_facts(record: type[Record], at: Path = ()) -> Iterator[tuple[str, str]]:
    """Yield the path and the label of every fact that is a single text, number or day."""
    for field in fields_of(record):
        inner = nested(field)
        if field.kind is Kind.FACT and inner is not None:
            yield from _iter_facts(inner, (*at, field.name))
        elif field.kind is Kind.FACT:
            yield ".".join((*at, field.name)), field.label.text


def with_values(record: _R, **values: object) -> _R:
    """Return a copy of a record with some fields filled; it still knows which of them were left out."""
    copy = object.__new__(type(record))
    vars(copy).update(vars(record))
    for name, value in values.items():
        copy._set(name, value)
    return copy


def _with_value_at(record: _R, path: Path, value: object) -> _R:
    name, *rest = path
    return with_values(
        record, **{name: _with_value_at(getattr(record, name), tuple(rest), value) if rest else value}
    )
