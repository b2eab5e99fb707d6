"""Plain data with the keys people write, turned into the fields of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import cast

from govreport.errors import DataError, Problem
from govreport.forms._caching import cached
from govreport.forms._fields import Field, Kind
from govreport.forms._figures import Content
from govreport.forms._record import (
    Record,
    aliases,
    fields_of,
    given_fields,
    missing_field,
    nested,
    place_of,
    record_in,
    unknown_field,
)
from govreport.forms._tables import Columns, Table, is_sum
from govreport.forms._validation import as_written
from govreport.messages import Message
from govreport.text.wording import normalise_label

Data = Mapping[str, object]


@dataclass(slots=True)
class FieldReader:
    """Reads plain data as the fields of records, and collects what is wrong with its keys.

    A key is a field's name or its Chinese label, numbering and brackets left out. A row of one column and
    a group with a total may be the bare figure.

    Attributes:
        root: The record class the data is for.
        blank_as_zero: Whether figures that are left out count as 0 instead of blank.
        problems: The unknown, doubled and missing keys met so far.
        written: The keys that are not the names of the fields they mean, by those names: paths from the root.
    """

    root: type[Record]
    blank_as_zero: bool = False
    problems: list[Problem] = dataclass_field(default_factory=list)
    written: dict[tuple[str, ...], tuple[str, ...]] = dataclass_field(default_factory=lambda: {(): ()})

    def read(self, data: Data) -> dict[str, object]:
        """Return the data under the names of the fields; unknown keys are left out.

        Raises:
            DataError: If the data has no keys at all.
        """
        if not isinstance(data, Mapping):
            raise DataError.of(
                Message("这里应有字段（键和值）", "fields (keys and values) belong here"),
                where=self.root.__qualname__,
                found=as_written(data),
                expected=", ".join(self.root._fields),
            )
        return self._record(self.root, data, (), zero=self.blank_as_zero)

    def made(self, fields: Mapping[str, object]) -> Record:
        """Return the record of fields by name, unless there were problems in reading them.

        Raises:
            DataError: With those problems and the values of a wrong type.
        """
        try:
            record = self.root(**fields)
        except DataError as exc:
            found = map(self.as_written, exc.problems)
            raise DataError(*self.problems, *(new for new in found if new not in self.problems)) from exc
        if self.problems:
            raise DataError(*self.problems)
        return record

    def as_written(self, problem: Problem) -> Problem:
        """Return a problem of the fields that were read with its path in the keys of the data."""
        names = problem.path
        where = problem.where
        if names in self.written and where == place_of(self.root, names):
            where = self._place(names)
        return replace(problem, where=where, path=self._keys(names))

    def _keys(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Return the keys of the data that lead to a field."""
        known = next(depth for depth in range(len(path), -1, -1) if path[:depth] in self.written)
        return (*self.written[path[:known]], *path[known:])

    def _place(self, path: tuple[str, ...]) -> str:
        is_by_name = self._keys(path)[-1:] == path[-1:]
        return place_of(self.root, path, in_data=not is_by_name)

    def _record(
        self, record: type[Record], data: Data, path: tuple[str, ...], *, zero: bool
    ) -> dict[str, object]:
        values = self._renamed(record, data, path)
        for field in _fields_with_care(record):
            if field.name in values:
                inner = zero and field.kind is not Kind.TOTAL
                values[field.name] = self._given(field, values[field.name], (*path, field.name), zero=inner)
            elif field.required:
                self.problems.append(missing_field(record, field.name, self._place(path), self._keys(path)))
        if zero:
            self._fill(record, values, path)
        return values

    def _fill(self, record: type[Record], values: dict[str, object], path: tuple[str, ...]) -> None:
        """Fill the figures that were left out with 0, but for totals, which are computed."""
        for field in fields_of(record):
            if field.name in values or field.required or field.kind is Kind.TOTAL:
                continue
            inner = nested(field)
            if inner is not None and issubclass(inner, Table):
                values[field.name] = self._record(inner, {}, (*path, field.name), zero=True)
            elif isinstance(field.content, Content) and field.content.is_figure:
                values[field.name] = 0

    def _renamed(self, record: type[Record], data: Data, path: tuple[str, ...]) -> dict[str, object]:
        if data.keys() <= record._fields.keys():
            return dict(data)
        keys = aliases(record)
        values: dict[str, object] = {}
        for key, value in data.items():
            name = keys.get(key) or keys.get(normalise_label(str(key)))
            if name is None:
                place, met = self._place(path), len(self.problems)
                self.problems.append(unknown_field(record, str(key), place, self._keys(path), after=met))
            elif name in values:
                self.problems.append(doubled_field(self._place(path), key, name, self._keys(path)))
            else:
                values[name] = value
                if name != key:
                    self.written[*path, name] = (*self._keys(path), key)
        return values

    def _given(self, field: Field, value: object, path: tuple[str, ...], *, zero: bool) -> object:
        """Return the value of a field, with the fields in it under their names."""
        record = record_in(field)
        if record is None or (nested(field) is None and not isinstance(value, Mapping)):
            return value
        return self._nested(record, value, path, zero=zero)

    def _nested(self, record: type[Record], value: object, path: tuple[str, ...], *, zero: bool) -> object:
        if isinstance(value, record):
            value = given_fields(value)
        if isinstance(value, Mapping):
            return self._record(record, value, path, zero=zero)
        single = bare_field(record)
        if single is not None and not isinstance(value, list | tuple):
            return {single.name: value}
        return value


@cached
def _fields_with_care(record: type[Record]) -> tuple[Field, ...]:
    """Return the fields of a record that must be given, or whose values have fields themselves."""
    return tuple(field for field in fields_of(record) if field.required or record_in(field) is not None)


def bare_field(record: type[Record]) -> Field | None:
    """Return the field a bare figure stands for: the only column of a row, or the total of a group."""
    fields = fields_of(record)
    if issubclass(record, Columns):
        return fields[0] if len(fields) == 1 and nested(fields[0]) is None else None
    return next((field for field in fields if is_sum(field)), None)


def doubled_field(place: str, key: str, name: str, path: tuple[str, ...] = ()) -> Problem:
    """Return the problem of a field that stands under two keys; `path` are the keys that lead to both."""
    return Problem(
        Message("同一字段给了两次", "a field is given twice"),
        where=place,
        found=f"{key} = {name}",
        remedy=Message("删去其中一个", "remove one of them"),
        path=(*path, key),
    )


def nest(values: Mapping[str, object]) -> dict[str, object]:
    """Return values by dotted paths as nested data.

    >>> nest({"received.total": 3, "received.natural_person": None})
    {'received': {'total': 3, 'natural_person': None}}
    """
    data: dict[str, object] = {}
    for path, value in values.items():
        *parents, last = path.split(".")
        place = data
        for parent in parents:
            place = cast("dict[str, object]", place.setdefault(parent, {}))
        place[last] = value
    return data
