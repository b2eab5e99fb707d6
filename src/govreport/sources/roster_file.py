"""A roster read: the report of every row of a sheet with a row per agency.

Everything may stand in one sheet, or in several (one per table), which the agency's name ties together.
A row that is wrong is told with its cells and stops no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from govreport.addresses import cell_name
from govreport.errors import (
    DamagedFileError,
    DataError,
    FormError,
    GovReportError,
    MachineError,
    Problem,
    SourceError,
)
from govreport.files import DATA_ENDINGS
from govreport.forms._registry import form_of_data, official_forms, report_from_data
from govreport.gate.deadline import require_time
from govreport.gate.filekind import XLSX, recognise_file
from govreport.messages import Message
from govreport.report import BlankPolicy, Report
from govreport.roster import AGENCY, YEAR, Column, names_agency
from govreport.sources.file_end import notes_of_rows
from govreport.sources.loaded import Loaded, at_cell, remark_at, text_locator
from govreport.sources.nesting import NestedData
from govreport.sources.roster_head import RosterHead, head_of
from govreport.sources.sheets import DELIMITERS, is_blank, read_separated, read_workbook, separated_text
from govreport.sources.typed import Raw, understand
from govreport.sources.xlsx_file import read_xlsx
from govreport.text.wording import agency_key

_SAYS_FORM: Final = (("form",), ("kind",), YEAR)
_TWICE: Final = Message(
    "同一机关出现两次，都不读取（先在 {first}）", "an agency stands twice; neither is read (first in {first})"
)
_ONE_ROW: Final = Message("每个机关一行；删去重复的一行", "a row for each agency: delete one of them")
_TIES: Final = (AGENCY, YEAR)
"""What ties the rows of an agency together, and may be spelt in another way in each sheet."""
_DIFFER: Final = Message("两张表里的值不一样（先在 {first}）", "two sheets differ (first in {first})")
_NO_AGENCY: Final = Message("这一行没有机关名称", "the row has no agency")
_SHORT: Final = Message(
    "这一行到此为止，比表头少 {count} 格；文件可能不完整",
    "the row ends here, {count} cells short of the headers; the file may be cut short",
)
_QUOTES: Final = "\"' "
_WIDE: Final = 2000
"""Columns in which that of the agencies is looked for."""
_LINES: Final = 20
"""Lines of a text that tell whether it is a roster."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A file with a row per agency.

    Attributes:
        name: The file as the user named it.
        heads: The sheets that have such rows.
        notes: What is to be said of the file as a whole.
    """

    name: str
    heads: tuple[RosterHead, ...]
    notes: tuple[Message, ...] = ()

    def reports(
        self,
        *,
        form: type[Report] | None = None,
        blank: BlankPolicy | None = None,
        references: bool = True,
        last_year: Report | None = None,
    ) -> tuple[Loaded, ...]:
        """Return the report of every row, or what is wrong with it.

        Raises:
            DataError: If a header is unknown, or stands twice.
            SourceError: If there is no row.
        """
        rows = _joined(self.heads)
        if not rows:
            raise SourceError.of(
                Message("表头下面没有机关", "there is no agency below the headers"), where=self.name
            )
        maker = _Maker(form, blank, last_year, references)
        loaded = [maker.loaded(self.name, row) for row in rows]
        return tuple(
            replace(each, remarks=(*self.notes, *each.remarks)) if not at else each
            for at, each in enumerate(loaded)
        )


def roster_of(raw: bytes, *, name: str, path: Path | None, forms: Iterable[type[Report]]) -> Roster | None:
    """Return the roster in the bytes of a workbook or of a text of separated values; None if it is none."""
    kind = recognise_file(raw)
    known = tuple(forms)
    if kind is XLSX:
        try:
            found = read_workbook(raw, name=name)
        except MachineError:
            return None  # a published table can be read without
        except DamagedFileError:
            read_xlsx(raw, name=name)  # it knows which cell is wrong
            raise
        heads = (head_of(sheet, known, file=name) for sheet in found.sheets)
        sheets = tuple(head for head in heads if head is not None)
        return Roster(name, sheets, found.notes) if sheets else None
    if kind is not None or (path is not None and path.suffix.lower() in DATA_ENDINGS):
        return None
    if raw.lstrip().startswith((b"{", b"[")):
        return None
    return _separated_roster(raw, name, known)


def _separated_roster(raw: bytes, name: str, forms: Sequence[type[Report]]) -> Roster | None:
    try:
        text = separated_text(raw, name)
    except SourceError:
        return None  # whoever reads it next says what is wrong
    for line in text.splitlines()[:_LINES]:
        for delimiter in DELIMITERS:
            if any(names_agency(value.strip(_QUOTES)) for value in line.split(delimiter, _WIDE)[:_WIDE]):
                head = head_of(read_separated(text, delimiter, name=name), forms, file=name)
                if head is not None:
                    notes = tuple(remark_at(name, note) for note in notes_of_rows(text))
                    return Roster(name, (head,), notes)
    return None


@dataclass(slots=True)
class _Row:
    """The rows of an agency, in one sheet or several.

    Attributes:
        number: The first of them, counted from 0.
        year: The year it is of, as typed; None while no sheet has said it.
        agency: Whose row it is.
        parts: The heads of its sheets, and its row in each.
        problems: What is wrong before its cells are looked at.
    """

    number: int
    year: Raw = None
    agency: str = ""
    parts: list[tuple[RosterHead, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, head: RosterHead, number: int, agency: str) -> None:
        """Add a row of a sheet; an agency that stands there already is told."""
        before = next((row for each, row in self.parts if each is head), None)
        if not agency:
            fault = head.sheet.faults.get((number, head.agency))
            what, found, remedy = fault or (_NO_AGENCY, "", None)
            place = head.address(number, head.agency)
            self.problems.append(Problem(what, place, found, remedy=remedy))
        elif before is not None:
            what = _TWICE.format(first=cell_name(before, head.agency))
            place = head.address(number, head.agency)
            self.problems.append(Problem(what, place, agency, remedy=_ONE_ROW))
        self.agency = agency
        self.parts.append((head, number))
        self.year = _value(head, number, head.year) or self.year


def _joined(heads: Sequence[RosterHead]) -> list[_Row]:
    """Return the rows of all sheets, those of one agency and year as one, in the order they stand."""
    rows: list[_Row] = []
    by_name: dict[str, list[_Row]] = {}
    for head in heads:
        wrong = {row for row, _ in head.sheet.faults}
        for number in range(head.body, len(head.sheet.rows)):
            require_time()
            if all(map(is_blank, head.sheet.rows[number])) and number not in wrong:
                continue
            agency = "".join(str(_value(head, number, head.agency) or "").split())
            year = _value(head, number, head.year)
            same = by_name.setdefault(agency_key(agency), [])
            row = next((each for each in same if agency and _fits(each.year, year)), None)
            if row is None:
                row = _Row(number)
                rows.append(row)
                same.append(row)
            row.add(head, number, agency)
    return rows


def _value(head: RosterHead, number: int, column: int | None) -> Raw:
    row = head.sheet.rows[number]
    return row[column] if column is not None and column < len(row) else None


def _fits(one: Raw, other: Raw) -> bool:
    return one in (None, "") or other in (None, "") or _plain(one) == _plain(other)


def _plain(year: Raw) -> object:
    try:
        return understand(year, Report._fields["year"]).value
    except DataError:  # told with the other cells of its row
        return year


@dataclass(slots=True)
class _Maker:
    """Makes the reports of rows."""

    form: type[Report] | None
    blank: BlankPolicy | None
    last_year: Report | None
    references: bool

    def loaded(self, file: str, row: _Row) -> Loaded:
        """Return the report of a row; what is wrong with it is told with the addresses of its cells."""
        require_time()
        cells = _Cells()
        result = self._result(row, cells)
        locator = None
        if isinstance(result, Report) and not self.references:
            addresses = {name: place for name in result.texts() if (place := cells.address((name,)))}
            start = _start(row)
            locator = text_locator(result, partial(at_cell, addresses, start), start)
        number = row.number + 1
        return Loaded(file, number, result, tuple(cells.remarks), locator=locator, agency=row.agency)

    def _result(self, row: _Row, cells: _Cells) -> Report | GovReportError:
        if row.problems:
            return DataError(*row.problems)
        said = _Cells()  # by themselves: these cells are taken with all others once the form is known
        try:
            form = self.form or _form_of(row, said)
        except (DataError, FormError) as exc:
            return DataError(*said.problems) if said.problems else _placed(exc, said, _start(row))
        for head, number in row.parts:
            cells.take(head, number, head.columns(form))
        if cells.problems:
            return DataError(*cells.problems)
        try:
            return report_from_data(
                cells.nested.data,
                form=form,
                blank=self.blank,
                references=self.references,
                last_year=self.last_year,
            )
        except (DataError, FormError) as exc:
            return _placed(exc, cells, _start(row))


def _start(row: _Row) -> str:
    """Return the address of the agency whose row it is."""
    head, _ = row.parts[0]
    return head.address(row.number, head.agency)


def _placed(error: DataError | FormError, cells: _Cells, start: str) -> DataError | FormError:
    """Return an error with the addresses of the cells it is about."""
    return type(error)(*(each.at(cells.address(each.path) or start) for each in error.problems))


def _form_of(row: _Row, cells: _Cells) -> type[Report]:
    """Return the form of a row: the one it names, else that of its year and kind."""
    known = next(iter(official_forms().values()))
    for head, number in row.parts:
        said = {at: column for at, column in head.said(known).items() if column.keys in _SAYS_FORM}
        cells.take(head, number, said)
    return form_of_data(cells.nested.data)


@dataclass(slots=True)
class _Cells:
    """The cells of a row as the data of a report.

    Attributes:
        places: Every value and its place, by the keys that lead to it.
    """

    nested: NestedData = field(default_factory=NestedData)
    places: dict[tuple[str, ...], tuple[object, RosterHead, int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)

    def take(self, head: RosterHead, number: int, columns: Mapping[int, Column]) -> None:
        """Add what stands in a row of a sheet; blanks are left out."""
        values, faults, aside = head.sheet.rows[number], head.sheet.faults, head.sheet.aside
        width = len(values)
        if width <= max(columns, default=0):
            short = _SHORT.format(count=max(columns) + 1 - width)
            self.remarks.append(remark_at(head.address(number, width - 1), short))
        for at, column in columns.items():
            raw = values[at] if at < width else None
            if faults and (fault := faults.get((number, at))):
                self.problems.append(
                    Problem(fault.what, head.address(number, at), fault.found, remedy=fault.remedy)
                )
                continue
            for said in aside.get((number, at), ()) if aside else ():
                self.remarks.append(remark_at(head.address(number, at), said))
            if raw is None or raw == "":
                continue
            try:
                typed = understand(raw, column.field)
            except DataError as exc:
                self.problems += (each.at(head.address(number, at)) for each in exc.problems)
                continue
            if typed.remark is not None:
                place = head.address(number, at)
                self.remarks.append(remark_at(place, typed.remark))
            if typed.value is not None:
                keys = column.keys
                if keys in self.places:
                    self._compare(keys, typed.value, head.address(number, at))
                else:
                    self.places[keys] = (typed.value, head, number, at)
                    self.nested.put(keys, typed.value)

    def _compare(self, keys: tuple[str, ...], value: object, place: str) -> None:
        """Tell of a value that differs from the one another sheet has; the first is taken."""
        before = self.places[keys][0]
        if keys not in _TIES and before != value:
            what = _DIFFER.format(first=self.address(keys))
            self.problems.append(Problem(what, place, str(value), str(before)))

    def address(self, path: tuple[str, ...]) -> str:
        """Return the address of the value at some keys, or of the one around it; empty if there is none."""
        for depth in range(len(path), 0, -1):
            if (place := self.places.get(path[:depth])) is not None:
                _, head, number, at = place
                return head.address(number, at)
        return ""
