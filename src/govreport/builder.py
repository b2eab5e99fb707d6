"""Building a report step by step, with every name checked by the type checker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Generic, ParamSpec, Self, TypeVar, cast

from govreport.errors import DataError, Problem
from govreport.forms._record import Record, given_fields, nested, place_of, unknown_field
from govreport.forms._tables import Figure
from govreport.messages import Message
from govreport.report import BlankPolicy, Report

P = ParamSpec("P")
R = TypeVar("R", bound=Report)


def _nothing() -> Mapping[str, object]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReportBuilder(Generic[P, R]):
    """An immutable chain that ends in a report of one form.

    Each method returns a new builder; the old one stays as it was. A misspelt field is an error to
    mypy and pyright, and at run time.

    >>> from govreport import Agency
    >>> from govreport.forms import ogi2021
    >>> builder = ReportBuilder(ogi2021.Report).with_fields(year=2021, agency=Agency(name="甲局"))
    >>> report = builder.with_figures({"applications.received.natural_person": 3}).build(blank="zero")
    >>> report.applications.received.total
    3
    """

    form: Callable[P, R]
    _values: Mapping[str, object] = field(default_factory=_nothing)
    _figures: Mapping[str, object] = field(default_factory=_nothing)

    def with_fields(self, *args: P.args, **fields: P.kwargs) -> Self:
        """Return a builder with some fields of the report set: year, agency, title, sections, tables.

        Raises:
            DataError: If a name is no field of the form; the message gives the nearest ones.
        """
        if args:
            raise DataError.of(
                Message("字段要写名字", "fields are given by name"),
                where="with_fields",
                found=args[0],
                expected="with_fields(year=2021)",
            )
        form = self._class()
        unknown = [unknown_field(form, name, "with_fields") for name in fields if name not in form._fields]
        if unknown:
            raise DataError(*unknown)
        return replace(self, _values=MappingProxyType({**self._values, **fields}))

    def with_figures(self, figures: Mapping[str, Figure]) -> Self:
        """Return a builder with single figures set, by their dotted paths; they win over whole tables.

        Raises:
            DataError: If a path leads to no figure; the message gives the nearest names.
        """
        problems = [problem for path in figures if (problem := self._path_problem(path))]
        if problems:
            raise DataError(*problems)
        return replace(self, _figures=MappingProxyType({**self._figures, **figures}))

    def build(self, *, blank: BlankPolicy = "blank") -> R:
        """Return the report; figures left out are blank, or 0 with ``blank="zero"``; totals are computed.

        Raises:
            DataError: If the year or the agency is missing, or a value is of a wrong type.
        """
        values = {
            name: given_fields(value) if isinstance(value, Record) else value
            for name, value in self._values.items()
        }
        for path, figure in self._figures.items():
            *parents, last = path.split(".")
            place = values
            for parent in parents:
                place = cast("dict[str, object]", place.setdefault(parent, {}))
            place[last] = figure
        return cast("R", self._class().from_data(values, blank=blank, references=False))

    def _class(self) -> type[Report]:
        return cast("type[Report]", self.form)

    def _path_problem(self, path: str) -> Problem | None:
        record: type[Record] | None = self._class()
        names = tuple(path.split("."))
        for depth, name in enumerate(names):
            place = place_of(self._class(), names[:depth]) or path
            if record is None:
                return Problem(Message("路径到此为止", "the path ends before this"), where=place, found=name)
            if name not in record._fields:
                return unknown_field(record, name, place)
            record = nested(record._fields[name])
        if record is not None:
            return Problem(
                Message("这是一组数字，不是一个", "a group, where a figure is needed"),
                where=path,
                expected=", ".join(record._fields),
            )
        return None
