"""Building a report step by step, with every name checked by the type checker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Generic, ParamSpec, Self, TypeVar, cast

from govreport.errors import DataError, FormError, Problem
from govreport.forms._figures import Figure
from govreport.forms._mapping import FieldReader, doubled_field
from govreport.forms._record import given_fields, place_of, unknown_field
from govreport.forms._tables import is_cell
from govreport.forms._validation import as_written
from govreport.messages import Message
from govreport.paths import way_of
from govreport.report import BlankPolicy, Report, fills_zero

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

    def __post_init__(self) -> None:
        if not (isinstance(self.form, type) and issubclass(self.form, Report)):
            raise FormError.of(
                Message("这不是表样", "this is no form"),
                where="ReportBuilder",
                found=as_written(self.form),
                expected="ReportBuilder(ogi2021.Report)",
            )

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

    def with_report(self, report: R) -> Self:
        """Return a builder with all that was given for a report; what followed from it is made anew.

        So a report is copied with changes: totals, title and lead that were left out fit the new figures.

        >>> from govreport import Agency
        >>> from govreport.forms import ogi2021
        >>> start = ReportBuilder(ogi2021.Report)
        >>> report = start.with_fields(year=2023, agency=Agency(name="甲局")).build(blank="zero")
        >>> start.with_report(report).with_fields(year=2024).build().title
        '甲局2024年政府信息公开工作年度报告'

        Raises:
            DataError: If it is a report of another form.
        """
        if type(report) is not self._class():
            raise DataError.of(
                Message("数据属于另一种表样", "data of another form"),
                where="with_report",
                found=as_written(type(report)),
                expected=as_written(self._class()),
            )
        return replace(self, _values=MappingProxyType({**self._values, **given_fields(report)}))

    def with_figures(self, figures: Mapping[str, Figure]) -> Self:
        """Return a builder with single figures set, by their dotted paths; they win over whole tables.

        The segments of a path are names of fields or their Chinese labels.

        Raises:
            DataError: If a path leads to no figure, with the nearest names, or two lead to the same.
        """
        if not isinstance(figures, Mapping):
            raise DataError.of(
                Message("数字要写明路径", "figures are given by their paths"),
                where="with_figures",
                found=as_written(figures),
                expected='with_figures({"applications.received.total": 3})',
            )
        by_name: dict[str, Figure] = {}
        problems: list[Problem] = []
        for written, figure in figures.items():
            try:
                path = self._path_to(str(written))
            except DataError as exc:
                problems += exc.problems
                continue
            if path in by_name:
                problems.append(doubled_field("with_figures", str(written), path))
            by_name[path] = figure
        if problems:
            raise DataError(*problems)
        return replace(self, _figures=MappingProxyType({**self._figures, **by_name}))

    def build(self, *, blank: BlankPolicy = "blank") -> R:
        """Return the report; figures left out are blank, or 0 with ``blank="zero"``; totals are computed.

        Raises:
            DataError: If the year or the agency is missing, or a value is of a wrong type.
        """
        reader = FieldReader(self._class(), blank_as_zero=fills_zero(blank))
        fields = reader.read(self._values)
        for path, figure in self._figures.items():
            _place(fields, path.split("."), figure)
        return cast("R", reader.made(fields))

    def _class(self) -> type[Report]:
        return cast("type[Report]", self.form)

    def _path_to(self, figure: str) -> str:
        """Return the path of names that a path of names or labels means.

        Raises:
            DataError: If it leads to no figure.
        """
        form = self._class()
        way = way_of(form, figure.split("."))
        if way.dead_end is not None:
            raise DataError(replace(way.dead_end, where=place_of(form, way.names) or "with_figures"))
        if way.inner is not None:
            raise DataError.of(
                Message("这是一组数字，不是一个", "a group, where a figure is needed"),
                where=figure,
                expected=", ".join(way.inner._fields),
            )
        if not is_cell(way.fields[-1]):
            raise DataError.of(
                Message("这不是表格里的数字", "this is no figure of a table"),
                where=figure,
                remedy=Message("用 with_fields", "use with_fields"),
            )
        return ".".join(way.names)


def _place(fields: dict[str, object], path: list[str], figure: object) -> None:
    """Put a figure in its place; where something else than fields stands, nothing fits and all is left."""
    *parents, last = path
    for parent in parents:
        inner = fields.setdefault(parent, {})
        if not isinstance(inner, dict):
            return
        fields = inner
    fields[last] = figure
