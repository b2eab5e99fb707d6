"""The report: the base class of every official form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Final, Literal, Self, cast, get_args

from pydantic import AfterValidator, BeforeValidator, Strict

from govreport.agency import Agency
from govreport.closing import (
    Date,
    HandlingFee,
    Ignored,
    Notes,
    Signature,
    read_ignored,
    read_notes,
    read_signature,
)
from govreport.errors import DataError, FormError, Problem
from govreport.forms._caching import cached
from govreport.forms._editions import YEARS, FormInfo, checked_years, valid_year
from govreport.forms._fields import Field, Kind, fact
from govreport.forms._figures import Content, Figure, Line
from govreport.forms._grid import Grid, grid_of
from govreport.forms._mapping import FieldReader
from govreport.forms._plain import plain_record
from govreport.forms._printing import CellValue
from govreport.forms._record import (
    Record,
    aliases,
    fields_of,
    given_fields,
    nested,
    place_of,
    unknown_field,
    values_at,
)
from govreport.forms._repeated import check_repeated, fill_repeated, with_values
from govreport.forms._tables import Table
from govreport.forms._validation import as_written
from govreport.lead import standard_lead
from govreport.messages import Message
from govreport.references import literal as as_literal
from govreport.references import resolve_references
from govreport.text.contacts import find_contacts
from govreport.text.titles import title_facts
from govreport.text.wording import normalise_label

BlankPolicy = Literal["blank", "zero"]
BLANK_POLICIES: Final[Mapping[object, BlankPolicy]] = MappingProxyType(
    {"blank": "blank", "空": "blank", "zero": "zero", "零": "zero"}
)
"""How blanks are treated, by the words that may be used for it."""
SCHEMA: Final = 1
"""The version of the data format."""


def fills_zero(blank: object) -> bool:
    """Tell whether figures that are left out are 0.

    Raises:
        DataError: If there is no such way to treat them.
    """
    if not isinstance(blank, str) or blank not in BLANK_POLICIES:
        raise DataError.of(
            Message("空白的处理方式不认识", "no such way to treat blanks"),
            where="blank",
            found=as_written(blank),
            expected=" / ".join(get_args(BlankPolicy)),
        )
    return BLANK_POLICIES[blank] == "zero"


@cached
def _parts_of(form: type[Report]) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(form) if field.kind in (Kind.SECTION, Kind.TABLE))


@cached
def _grids_of(form: type[Report]) -> Mapping[str, Grid]:
    tables = ((field.name, nested(field)) for field in form.parts())
    return {
        name: grid_of(table, name) for name, table in tables if table is not None and issubclass(table, Table)
    }


class Report(Record):
    """A yearly report: of which year, by whom, and the sections and tables of its form.

    The official forms are subclasses; each adds its sections (texts) and tables in the order of the
    paper. A report is immutable, and may be wrong: its figures are checked by `govreport.check`, not here.
    The title, and totals of which every part is there, are filled in where they are left out.

    >>> from govreport.forms.ogi2021 import Report
    >>> Report.from_data({"year": 2024, "agency": {"name": "甲局"}}).title
    '甲局2024年政府信息公开工作年度报告'

    Raises:
        DataError: With every field that is unknown, missing or of the wrong kind.
    """

    _form: ClassVar[FormInfo | None] = None

    year: Annotated[int, Strict(), AfterValidator(valid_year)] = fact("年度", short="年份", required=True)
    agency: Agency = fact("机关", short="行政机关", required=True)
    title: Line = fact("标题", default="")
    published_on: Date = fact("公布日期", key="published")
    handling_fee: HandlingFee = fact("信息处理费")
    notes: Annotated[Notes, BeforeValidator(read_notes)] = fact("表注", default=Notes({}))
    signature: Annotated[Signature | None, BeforeValidator(read_signature)] = fact("落款")
    ignore: Annotated[Ignored, BeforeValidator(read_ignored)] = fact("不查的规则", default=Ignored({}))

    def __init_subclass__(
        cls,
        *,
        name: str = "",
        years: tuple[int, int | None] = (YEARS.start, None),
        kind: str = "ogi",
        basis: str = "",
        report_title: str = "政府信息公开工作年度报告",
        **options: object,
    ) -> None:
        named = name or f"{cls.__module__}:{cls.__qualname__}"  # by which `form_named` finds it again
        cls._form = FormInfo(named, kind, *checked_years(named, years), basis, report_title)
        super().__init_subclass__(**options)

    @classmethod
    def _check_definition(cls) -> None:
        for field in fields_of(cls):
            record = nested(field)
            is_table = record is not None and issubclass(record, Table)
            is_text = field.content == Content("text")
            if not {Kind.TABLE: is_table, Kind.SECTION: is_text, Kind.FACT: not is_table}.get(field.kind):
                raise FormError.of(
                    Message("字段的种类与类型不合", "the kind of the field does not fit its type"),
                    where=f"{cls.__qualname__}.{field.name}",
                    found=field.kind,
                    expected="table: Rows / Columns; section: Text; fact",
                )
        untitled = [field.name for field in cls.parts()[1:] if not field.labels]
        if untitled:
            raise FormError.of(
                Message(
                    "只有最前面的一段可以没有标题", "only the first part of a report may go without heading"
                ),
                where=f"{cls.__qualname__}.{untitled[0]}",
                expected='section("一、总体情况")',
            )
        check_repeated(cls)
        cls.grids()

    def _complete(self) -> None:
        if "title" in self._left_out:
            self._set("title", f"{self.agency.name}{self.year}年{self.info().report_title}")
        for name, filled in fill_repeated(self).items():
            self._set(name, filled)
        self._set("notes", self._notes_by_table())
        if self.signature is not None:
            given = given_fields(self.signature)
            signed = with_values(
                self.signature,
                name=given.get("name") or self.agency.name,
                date=given.get("date") or self.published_on,
            )
            self._set("signature", signed)
        if "lead" in self._left_out:
            self._set("lead", standard_lead(self.agency, self.year, self.info().basis, self._headings()))

    def _notes_by_table(self) -> Notes:
        """Return the notes under the names of the tables; a data file may call a table by its label."""
        keys, tables = aliases(type(self)), self.grids()
        named = {
            keys.get(key) or keys.get(normalise_label(key), key): text for key, text in self.notes.items()
        }
        unknown = [
            unknown_field(type(self), name, "notes", ("notes",)) for name in named if name not in tables
        ]
        if unknown:
            raise DataError(*unknown)
        return Notes(named)

    @classmethod
    def info(cls) -> FormInfo:
        """Return what is known of the form as a whole: its name, its years, its basis."""
        if cls._form is None:
            raise FormError.of(
                Message("这是各表样的基类，不是一个表样", "the base of all forms is not a form itself"),
                remedy=Message("用 ogi2021.Report 这样的表样", "use the Report of a form: ogi2021.Report"),
            )
        return cls._form

    @classmethod
    def _headings(cls) -> list[str]:
        return [field.label.text for field in cls.parts() if field.labels]

    @classmethod
    def parts(cls) -> tuple[Field, ...]:
        """Return the sections and tables of the form, in the order of the paper."""
        return _parts_of(cls)

    @classmethod
    def grids(cls) -> dict[str, Grid]:
        """Return the grid of every table by the name of its field."""
        return dict(_grids_of(cls))

    @classmethod
    def from_data(
        cls,
        data: Mapping[str, object],
        *,
        blank: BlankPolicy = "blank",
        references: bool = True,
        last_year: Report | None = None,
    ) -> Self:
        """Make a report from plain data, as a data file holds it.

        Keys are field names or Chinese labels. References in the texts of sections are resolved, unless
        ``references=False``; `last_year` is the report of the year before, for those that compare. A figure
        left out is blank, or 0 with ``blank="zero"``; totals left out are computed.

        What `to_data` says of the form is accepted too, if it is this one.

        Raises:
            DataError: With every unknown key and every value of a wrong type, each with its path; where there
                is none, with the notes on tables that do not exist, or else with the references that cannot
                be resolved.
        """
        reader = FieldReader(cls, blank_as_zero=fills_zero(blank))
        fields = reader.read(cls._without_head(data, reader.problems))
        report = cast("Self", reader.made(fields))
        try:
            return report.with_references_resolved(last_year) if references else report
        except DataError as exc:
            raise DataError(*map(reader.as_written, exc.problems)) from exc

    @classmethod
    def head(cls) -> dict[str, object]:
        """Return what plain data says of its form."""
        return {"schema": SCHEMA, "form": cls.info().name}

    @classmethod
    def _without_head(cls, data: Mapping[str, object], problems: list[Problem]) -> Mapping[str, object]:
        if not isinstance(data, Mapping):
            return data  # the reader says what is wrong
        head = cls.head()
        problems += [
            Problem(
                Message("数据属于另一种表样", "data of another form"),
                where=key,
                found=as_written(data[key]),
                expected=str(expected),
                path=(key,),
            )
            for key, expected in head.items()
            if key in data and data[key] != expected
        ]
        return {key: value for key, value in data.items() if key not in head}

    def with_references_resolved(self, last_year: Report | None = None) -> Self:
        """Return the report with every ``{{ path }}`` in its sections replaced by what it names.

        `from_data` does so; a report made in Python keeps its texts as they were given until asked.

        Args:
            last_year: The report of the year before, for ``{{ path | yoy }}``; of any edition of the form.

        Raises:
            DataError: If a reference names no field, a group, or a blank cell, or its filter does not
                apply; or if `last_year` is not of the year before.
        """
        self.require_last_year(last_year)
        texts: dict[str, object] = {}
        problems: list[Problem] = []
        for name, text in self.texts().items():
            if name in self._left_out:
                continue  # the library's own words, with names that are not looked at again
            texts[name], found = resolve_references(text, self, last_year)
            problems += [
                replace(problem.at(place_of(type(self), (name,))), path=(name,)) for problem in found
            ]
        if problems:
            raise DataError(*problems)
        return self if texts.items() <= self.texts().items() else self._replaced(texts)

    def require_last_year(self, last_year: Report | None) -> None:
        """Refuse a report, if one is given, that is not of the same kind and of the year before.

        Raises:
            DataError: If it is of another year or kind.
        """
        kind = self.info().kind
        expected = (self.year - 1, kind)
        given: object = last_year
        if given is not None and not isinstance(given, Report):
            raise DataError.of(
                Message("上年的报告应是一份报告", "the report of the year before must be a report"),
                where="last_year",
                found=as_written(given),
                expected='Report; govreport.sources.load("2023.yaml", references=False)',
            )
        if last_year is not None and (last_year.year, last_year.info().kind) != expected:
            raise DataError.of(
                Message("这不是上年的报告", "this is not the report of the year before"),
                where="last_year",
                found=f"{last_year.year} ({last_year.info().kind}) {last_year.title}",
                expected=f"{self.year - 1} ({kind})",
            )

    def _replaced(self, changes: Mapping[str, object]) -> Self:
        values = {name: getattr(self, name) for name in self._fields if name not in self._left_out}
        return type(self)(**{**values, **changes})

    def cells(self) -> dict[str, CellValue]:
        """Return what stands in every cell of every table by its dotted path, in the order of the paper."""
        paths, read = _cells_of(type(self))
        return dict(zip(paths, read(self), strict=True))

    def figures(self) -> dict[str, Figure]:
        """Return every figure that can be added up by its dotted path, in the order of the paper."""
        paths, read = _figures_of(type(self))
        return dict(zip(paths, read(self), strict=True))

    def texts(self) -> dict[str, str]:
        """Return the text of every section by the name of its field."""
        return {name: getattr(self, name) for name in section_names(type(self))}

    def to_data(self, *, literal: bool = False) -> dict[str, object]:
        """Return the report as plain data that `from_data` accepts: every cell, blank ones as None.

        Amounts become texts, so that their digits are kept; level and organ of the agency become their names,
        days their dates, choices lists. With `literal` the texts of the sections are
        final: what looks like a reference in one is written so that `from_data` gives it back as it is.
        """
        data = {**self.head(), **plain_record(self)}
        return (
            {**data, **{name: as_literal(text) for name, text in self.texts().items()}} if literal else data
        )

    def published(self) -> dict[str, object]:
        """Return what the report prints: its identity, against its references and unprinted facts.

        The keys are ``form``, ``year``, ``title``, ``agency`` (its name and the contact facts the texts
        state), ``figures`` (every cell) by path, ``texts`` by section, ``notes`` by table, and ``signature``
        (name and date).
        """
        texts = self.texts()
        agency, _ = title_facts(self.title)
        contacts = find_contacts("\n".join(texts.values()))
        facts = {name: value for name, value in asdict(contacts).items() if value is not None}
        return {
            "form": self.info().name,
            "year": self.year,
            "title": self.title,
            "agency": {"name": agency or self.agency.name, **facts},
            "figures": self.cells(),
            "texts": texts,
            "notes": dict(self.notes),
            "signature": (self.signature.name, self.signature.date) if self.signature else None,
        }


@cached
def cell_fields(form: type[Report]) -> Mapping[str, Field]:
    """Return the declaration of every cell of a form by its dotted path, in the order of the paper."""
    cells = (cell for grid in form.grids().values() for cell in grid.figures())
    return {cell.path: cell.field for cell in cells if cell.field is not None}


def section_names(form: type[Report]) -> list[str]:
    """Return the names of a form's sections of text, in the order of the paper."""
    return [field.name for field in form.parts() if field.kind is Kind.SECTION]


_Values = tuple[tuple[str, ...], Callable[[Report], tuple[Any, ...]]]
"""Paths, and what reads the values at all of them in one step."""


@cached
def _cells_of(report: type[Report]) -> _Values:
    return _together(path for path, _ in _iter_cells(report))


@cached
def _figures_of(report: type[Report]) -> _Values:
    return _together(path for path, content in _iter_cells(report) if content.is_figure)


def _iter_cells(report: type[Report]) -> Iterator[tuple[str, Content]]:
    for path, field in cell_fields(report).items():
        if isinstance(field.content, Content):
            yield path, field.content


def _together(paths: Iterable[str]) -> _Values:
    names = tuple(paths)
    return names, values_at(names)
