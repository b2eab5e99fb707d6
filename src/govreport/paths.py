"""Paths through a report: ``applications.received.total``, or the same in Chinese labels.

What a path leads to, in what unit it is told, what the parts of a group are, and what stood at the same
place in the report of the year before, be it of another edition of the form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from govreport.errors import DataError, Problem, UsageError
from govreport.filters import Figure, Part
from govreport.forms._fields import Field, Kind
from govreport.forms._figures import add
from govreport.forms._record import Record, aliases, fields_of, label_of, nested, unknown_field
from govreport.forms._tables import is_figure
from govreport.forms._validation import as_written
from govreport.messages import Message
from govreport.text.wording import normalise_label, without_numbering


@dataclass(frozen=True, slots=True)
class Found:
    """What a path leads to.

    Attributes:
        names: The names of the fields on the way.
        field: The last of them, as its class declares it.
        owner: The record it stands in.
    """

    names: tuple[str, ...]
    field: Field
    owner: Record

    @property
    def value(self) -> object:
        """What stands there."""
        value: object = getattr(self.owner, self.field.name)
        return value

    @property
    def unit(self) -> str:
        """The unit of the figure, or nothing where the form does not say."""
        return unit_of(type(self.owner), self.field)


def find(record: Record, path: str) -> Found:
    """Return what a path of names or labels leads to.

    Raises:
        DataError: If a name is none, with the nearest; if the path goes on behind a figure, or is no text.
    """
    given: object = path
    if not isinstance(given, str):
        raise DataError.of(
            Message("路径要写成文字", "a path is a text"),
            found=as_written(given),
            expected="applications.received.total",
        )
    owners = [record]

    def record_at(field: Field) -> type[Record] | None:
        value = getattr(owners[-1], field.name)
        if not isinstance(value, Record):
            return None
        owners.append(value)
        return type(value)

    way = way_of(type(record), [segment.strip() for segment in path.split(".")], record_at)
    if way.dead_end is not None:
        raise DataError(way.dead_end)
    last = way.fields[-1]  # a split text has at least one part
    return Found(way.names, last, owners[len(way.fields) - 1])


@dataclass(frozen=True, slots=True)
class Way:
    """How far a path of names or labels leads.

    Attributes:
        fields: The fields it leads through.
        inner: The record class in the last of them, through which it might go on.
        rest: The segments that lead nowhere.
    """

    fields: tuple[Field, ...]
    inner: type[Record] | None
    rest: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields."""
        return tuple(field.name for field in self.fields)

    @property
    def dead_end(self) -> Problem | None:
        """What is wrong with the first segment that leads nowhere, if there is one; without place."""
        if not self.rest:
            return None
        segment = self.rest[0]
        if self.inner is None:
            what = Message("路径到此为止", "the path ends before this")
            return Problem(what, found=segment, path=(*self.names, segment))
        return unknown_field(self.inner, segment, "", self.names)


def way_of(
    record: type[Record], segments: Sequence[str], inside: Callable[[Field], type[Record] | None] = nested
) -> Way:
    """Return how far names or labels lead through a record class.

    `inside` says through which class a way goes on behind a field; None where it ends.

    >>> from govreport.forms import ogi2021
    >>> way_of(ogi2021.Report, ["applications", "新收", "总计"]).names
    ('applications', 'received', 'total')
    """
    fields: list[Field] = []
    inner: type[Record] | None = record
    for at, segment in enumerate(segments):
        name = None if inner is None else name_of(inner, segment)
        if inner is None or name is None:
            return Way(tuple(fields), inner, tuple(segments[at:]))
        fields.append(inner._fields[name])
        inner = inside(fields[-1])
    return Way(tuple(fields), inner)


def name_of(record: type[Record], segment: str) -> str | None:
    """Return the field that a name or label means, or None where it means none."""
    keys = aliases(record)
    return keys.get(segment) or keys.get(normalise_label(segment))


def chinese_key(record: type[Record], field: Field) -> str:
    """Return the first Chinese key by which a data file may call a field; its name where there is none."""
    known, label = aliases(record), label_of(field)
    candidates = (normalise_label(text) for text in (field.short, label.text, label.printed) if text)
    return next((key for key in candidates if known.get(key) == field.name), field.key or field.name)


def carried_forward_path(path: str) -> str | None:
    """Return where last year's report has what stands at a path: what it carried forward, if that came over.

    >>> carried_forward_path("applications.carried_over.total")
    'applications.carried_forward.total'

    Raises:
        UsageError: If it is no path.
    """
    if not isinstance(path, str):
        what = Message("这里应给数据的路径", "the path of a figure belongs here")
        raise UsageError.of(
            what, where="path", found=repr(path)[:60], expected="applications.carried_over.total"
        )
    before, found, column = path.partition(".carried_over.")
    return f"{before}.carried_forward.{column}" if found else None


def unit_of(record: type[Record], field: Field) -> str:
    """Return the unit of a figure: its own, or the one that all the parts of a total have, if any."""
    if field.unit or field.kind is not Kind.TOTAL:
        return field.unit
    units = set(_iter_units(record))
    return units.pop() if len(units) == 1 else ""


def parts_of(group: Record) -> tuple[Part, ...]:
    """Return the parts of a group in the order of the paper, its total left out.

    The figure of a row is its total, that of a group of rows under one total their sum.

    Raises:
        DataError: If something in the group is no figure, or has several that do not add up to one.
    """
    adds_up = any(field.kind is Kind.TOTAL for field in fields_of(group))
    return tuple(
        Part(_label_in_text(field), _figure_of(group, field, adds_up=adds_up), _unit_of_part(field))
        for field in fields_of(group)
        if field.kind is not Kind.TOTAL
    )


def last_figure(found: Found, last_year: Record | None) -> Figure:
    """Return the figure that stands at the same place in the report of the year before.

    Raises:
        DataError: If there is no such report, no such figure in its form, or nothing stands there.
    """
    if last_year is None:
        raise DataError.of(
            Message("没有给出上年的报告", "last year's report is not given"),
            remedy=Message(
                "用 --last-year 文件 或 last_year= 给出", "give it with --last-year FILE or last_year="
            ),
        )
    path = f"{'.'.join(found.names)} ({getattr(last_year, 'year', '')})"
    if not is_figure(found.field):
        raise DataError.of(Message("这一项不是数字", "this is no figure"), found=path)
    then = _same_place(found, last_year)
    if then is None:
        raise DataError.of(
            Message("上年的表样没有这一项", "last year's form has no such figure"),
            found=path,
            remedy=Message("这一句请自己写", "write this sentence yourself"),
        )
    if then.value is None:
        raise DataError.of(Message("上年的单元格是空的", "last year's cell is blank"), found=path)
    return cast("Figure", then.value)


def _same_place(found: Found, last_year: Record) -> Found | None:
    """Return the same figure of another report; None where its form has none, or in another unit."""
    owner: object = last_year
    then: Found | None = None
    for name in found.names:
        if not isinstance(owner, Record) or name not in owner._fields:
            return None
        then = Found(found.names, owner._fields[name], owner)
        owner = then.value
    fits = then is not None and is_figure(then.field) and then.unit == found.unit
    return then if fits else None


def _iter_units(record: type[Record]) -> Iterator[str]:
    """Yield the unit of every figure below a class, but not those of its totals."""
    for field in record._fields.values():
        inner = nested(field)
        if inner is not None:
            yield from _iter_units(inner)
        elif field.kind is not Kind.TOTAL:
            yield field.unit


def _label_in_text(field: Field) -> str:
    return field.short or without_numbering(label_of(field).text)


def _unit_of_part(field: Field) -> str:
    inner = nested(field)
    if inner is None:
        return field.unit
    total = next((each for each in inner._fields.values() if each.kind is Kind.TOTAL), None)
    if total is not None and total.unit:
        return total.unit
    units = set(_iter_units(inner))
    return units.pop() if len(units) == 1 else ""


def _figure_of(owner: Record, field: Field, *, adds_up: bool) -> Figure | None:
    """Return a figure, or that of a row or group: its total, its only figure, or the sum of what adds up."""
    value: object = getattr(owner, field.name)
    if not isinstance(value, Record):
        if not is_figure(field):
            raise _not_to_be_listed(field)
        return cast("Figure | None", value)
    total = [each for each in fields_of(value) if each.kind is Kind.TOTAL]
    parts = total or fields_of(value)
    if len(parts) > 1 and not adds_up:
        raise _not_to_be_listed(field)
    return add(_figure_of(value, part, adds_up=adds_up) for part in parts)


def _not_to_be_listed(field: Field) -> DataError:
    return DataError.of(
        Message("这一项不是一个数，不能列举", "a part that is not one figure cannot be listed"),
        found=f"{field.name}（{label_of(field).text}）",
    )
