"""An entry workbook read: what was filled in, each value with its address.

Labels are compared with the form before a figure is taken: a row that was moved or deleted is told, and
nothing read into the wrong cell. Totals are added up here; what the file says they are is only compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Final

from govreport.addresses import cell_name
from govreport.entrybook import (
    AUTOMATIC,
    COVER,
    MARK,
    MARK_SHEET,
    PATH_COLUMN,
    VALUE_COLUMN,
    VERSION,
    CoverRow,
    Place,
    TableSheet,
    cover_rows,
    is_automatic,
    table_sheets,
)
from govreport.errors import DataError, FormError, GovReportError, Problem, SourceError
from govreport.forms._fields import Field
from govreport.forms._printing import CellValue
from govreport.forms._registry import form_of_data, report_from_data
from govreport.forms._sums import sums_of
from govreport.gate.filekind import XLSX, recognise_file
from govreport.gate.package import read_package
from govreport.messages import Message
from govreport.report import BlankPolicy, Report
from govreport.roster import table_class
from govreport.sources.hidden_lines import HIDDEN_LINES
from govreport.sources.loaded import Loaded, Locator, at_cell, remark_at, text_locator
from govreport.sources.nesting import NestedData
from govreport.sources.sheet_extent import NO_RESULT, SAVE
from govreport.sources.typed import BLANK, Typed, plain_number, understand
from govreport.sources.workbook import StoredCell, StoredSheet, sheet_names, stored_sheets
from govreport.sources.workbook_parts import ELSEWHERE, refers_elsewhere
from govreport.text.amounts import format_plain
from govreport.text.wording import normalise_label

_HIDDEN: Final = Message("工作表是隐藏的，也读取了", "the sheet is hidden, and was read all the same")
_OUTSIDE: Final = Message(
    "“{text}”不在表格里，没有读取", '"{text}" stands outside of the table and was not read'
)
_RESULT: Final = Message("公式，读作它保存时的结果 {value}", "a formula, read as its result {value}")
_ANOTHER_SUM: Final = Message(
    "文件里算得 {cached}，应为 {value}；以后者为准",
    "the file says {cached}, it is {value}; the latter is taken",
)
_MOVED: Final = Message(
    "表上的标签不在原位，可能移动或删除了行", "a label is not in its place: a row was moved or deleted"
)
_RESTORE: Final = Message(
    "用 govreport new 重新生成，把数填进去；不要移动行列",
    "let `govreport new` make it again; do not move rows",
)
_NO_SHEET: Final = Message("缺少工作表", "a sheet is missing")


def is_entry(raw: bytes, *, name: str) -> bool:
    """Tell whether bytes are an entry workbook.

    Raises:
        SourceError: If they are a workbook, and damaged.
    """
    if recognise_file(raw) is not XLSX:
        return False
    return MARK_SHEET in sheet_names(read_package(raw, name=name, content="workbook"))


def entry_of(
    raw: bytes,
    *,
    name: str,
    form: type[Report] | None,
    blank: BlankPolicy | None = None,
    references: bool = True,
    last_year: Report | None = None,
) -> Loaded | None:
    """Return the report of an entry workbook, or None if the bytes are none.

    Raises:
        SourceError: If it is damaged, of a later version, or a sheet is missing.
        FormError: If its form is one of the user's own and not given.
    """
    if recognise_file(raw) is not XLSX:
        return None
    package = read_package(raw, name=name, content="workbook")
    if MARK_SHEET not in sheet_names(package):
        return None
    sheets = stored_sheets(package)
    said = _mark(sheets[MARK_SHEET], name)
    if said is None:
        return None
    chosen = form or form_of_data({"form": said})
    reader = _EntryReader(name, chosen, sheets)
    if refers_elsewhere(package):
        reader.remarks.append(remark_at(name, ELSEWHERE))

    def made(data: dict[str, object]) -> Report:
        return report_from_data(data, form=chosen, blank=blank, references=references, last_year=last_year)

    return reader.loaded(made, resolves=references)


def _mark(sheet: StoredSheet, name: str) -> str | None:
    """Return the form an entry workbook says it is of."""
    mark, version = sheet.cells.get((0, 0)), sheet.cells.get((0, 1))
    form = sheet.cells.get((1, 0))
    if mark is None or mark.value != MARK or form is None:
        return None
    if version is None or version.value != VERSION:
        raise SourceError.of(
            Message("填报工作簿的版本不认识", "a version of the entry workbook that is not known"),
            where=name,
            found=str(version.value if version else ""),
            expected=str(VERSION),
            remedy=Message("升级 govreport", "upgrade govreport"),
        )
    return str(form.value)


@dataclass(slots=True)
class _EntryReader:
    """Reads the sheets of an entry workbook into the data of a report."""

    file: str
    form: type[Report]
    sheets: dict[str, StoredSheet]
    nested: NestedData = field(default_factory=NestedData)
    places: dict[tuple[str, ...], Place] = field(default_factory=dict)
    computed: dict[str, tuple[Place, StoredCell]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)
    read: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """The cells that were read, by the names of their sheets in the form."""
    opened: dict[str, StoredSheet] = field(default_factory=dict)

    def loaded(self, made: Callable[[dict[str, object]], Report], *, resolves: bool) -> Loaded:
        """Return the report, or what is wrong with the workbook; `made` makes it, and resolves references."""
        try:
            self._read_cover()
            for table in table_sheets(self.form):
                self._read_table(table)
        except SourceError as exc:
            return self._loaded(exc)
        if self.problems:
            return self._loaded(DataError(*self.problems))
        try:
            report = made(self.nested.data)
        except (DataError, FormError) as exc:
            problems = (each.at(self._address_of(each.path)) for each in exc.problems)
            return self._loaded(type(exc)(*problems))
        self._compare(report)
        if resolves:
            return self._loaded(report)
        addresses = {name: self._address_of((name,)) for name in report.texts()}
        locator = partial(at_cell, addresses, self.file)
        return self._loaded(report, text_locator(report, locator, self.file))

    def _loaded(self, result: Report | GovReportError, locator: Locator | None = None) -> Loaded:
        for name, places in self.read.items():
            if lines := self.opened[name].hidden_lines.among(places):
                self.remarks.append(remark_at(f"{self.file}: {name}", HIDDEN_LINES.format(lines=lines)))
        return Loaded(self.file, None, result, tuple(self.remarks), locator=locator)

    # --- the cover

    def _read_cover(self) -> None:
        sheet = self._sheet(COVER, "")
        paths = {str(cell.value): row for (row, column), cell in sheet.cells.items() if column == PATH_COLUMN}
        for row in cover_rows(self.form):
            at = paths.get(row.column.path)
            if at is None:
                self.problems.append(Problem(_MOVED, self._address(row.place), "", row.label, _RESTORE))
                continue
            self._read_fact(sheet, row, Place(COVER, at, VALUE_COLUMN))

    def _read_fact(self, sheet: StoredSheet, row: CoverRow, place: Place) -> None:
        stored = sheet.cells.get((place.row, place.column))
        is_left = stored is not None and str(stored.value).strip() == AUTOMATIC
        if is_left and is_automatic(row.column):
            return
        typed = self._typed(stored, row.column.field, place)
        if typed.value is None and not (row.column.keys == ("lead",) and stored is None):
            return
        value = "" if typed.value is None else typed.value
        self.places[row.column.keys] = place
        self.nested.put(row.column.keys, value)

    # --- tables

    def _read_table(self, table: TableSheet) -> None:
        sheet = self._sheet(table.name, table.heading)
        for place, text in table.labels():
            found = sheet.cells.get((place.row, place.column))
            if not _says(found, text):
                shown = "" if found is None or found.value is None else str(found.value)
                self.problems.append(Problem(_MOVED, self._address(place), shown, text, _RESTORE))
                return
        totals = {each.total for each in sums_of(table_class(self.form, table.table), table.table)}
        for cell in table.grid.figures():
            if cell.field is not None:
                follows = cell.path in totals or cell.field.follows
                self._read_figure(sheet, cell.path, cell.field, table.place(cell), follows=follows)
        self._tell_outside(sheet, table)

    def _read_figure(
        self, sheet: StoredSheet, path: str, field: Field, place: Place, *, follows: bool
    ) -> None:
        stored = sheet.cells.get((place.row, place.column))
        if follows and stored is not None and stored.formula:
            self.computed[path] = (place, stored)
            return
        typed = self._typed(stored, field, place)
        if typed.value is not None or (follows and stored is None):
            keys = tuple(path.split("."))
            self.places[keys] = place
            self.nested.put(keys, typed.value)

    def _typed(self, stored: StoredCell | None, field: Field | None, place: Place) -> Typed:
        """Return what a cell means; a problem or a remark is kept with its address."""
        if stored is None:
            return BLANK
        self.read.setdefault(place.sheet, []).append((place.row, place.column))
        for aside in stored.aside:
            self._remark(place, aside)
        if stored.formula and (stored.value is None or stored.wrong):
            found = str(stored.value or "")
            self.problems.append(Problem(NO_RESULT, self._address(place), found, remedy=SAVE))
            return BLANK
        try:
            typed = understand(stored.value, field)
        except DataError as exc:
            self.problems += (each.at(self._address(place)) for each in exc.problems)
            return BLANK
        if stored.formula:
            self._remark(place, _RESULT.format(value=str(stored.value)))
        if typed.remark is not None:
            self._remark(place, typed.remark)
        return typed._replace(value=_with_places(typed.value, stored))

    def _tell_outside(self, sheet: StoredSheet, table: TableSheet) -> None:
        """Tell of what stands beside and below the table."""
        bottom, right = table.place(table.grid.cells[0]).row + table.grid.rows, table.grid.columns
        for (row, column), stored in sheet.cells.items():
            if (row >= bottom or column >= right) and stored.value not in (None, ""):
                text = str(stored.value)
                self._remark(Place(sheet.name, row, column), _OUTSIDE.format(text=text))

    def _compare(self, report: Report) -> None:
        """Tell where the file has another total than the figures add up to."""
        cells = report.cells()
        for path, (place, stored) in self.computed.items():
            value = cells[path]
            if isinstance(stored.value, int | float) and _number(value) != plain_number(stored.value):
                shown = "" if value is None else _shown(value)
                what = _ANOTHER_SUM.format(cached=_shown(plain_number(stored.value)), value=shown)
                self._remark(place, what)

    # --- places

    def _sheet(self, name: str, heading: str) -> StoredSheet:
        """Return a sheet by its name or, if somebody has renamed it, by its heading."""
        sheet = self.sheets.get(name) or next(self._iter_headed(heading), None)
        if sheet is None:
            raise SourceError.of(_NO_SHEET, where=self.file, expected=name, remedy=_RESTORE)
        self.opened[name] = sheet
        if sheet.hidden:
            self.remarks.append(remark_at(f"{self.file}: {sheet.name}", _HIDDEN))
        return sheet

    def _iter_headed(self, heading: str) -> Iterator[StoredSheet]:
        for sheet in self.sheets.values():
            if heading and _says(sheet.cells.get((0, 0)), heading):
                yield sheet

    def _remark(self, place: Place, remark: Message) -> None:
        self.remarks.append(remark_at(self._address(place), remark))

    def _address(self, place: Place) -> str:
        return f"{self.file}: {place.sheet}!{cell_name(place.row, place.column)}"

    def _address_of(self, path: tuple[str, ...]) -> str:
        """Return the address of the value at some keys, else of the row of the cover that asks for it."""
        for depth in range(len(path), 0, -1):
            if (place := self.places.get(path[:depth])) is not None:
                return self._address(place)
        asked = (row.place for row in cover_rows(self.form) if row.column.keys[: len(path)] == path)
        place = next(asked, None)
        return self._address(place) if place is not None else self.file


def _says(stored: StoredCell | None, text: str) -> bool:
    return stored is not None and normalise_label(str(stored.value)) == normalise_label(text)


def _with_places(value: object, stored: StoredCell) -> object:
    """Return an amount with the decimal places its cell shows, where it has fewer digits."""
    if isinstance(value, Decimal) and isinstance(stored.value, int | float):
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and -exponent < stored.places:
            return value.quantize(Decimal((0, (1,), -stored.places)))
    return value


def _number(value: CellValue) -> Decimal | None:
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return Decimal(value) if is_number else None  # type: ignore[arg-type]


def _shown(value: object) -> str:
    return format_plain(value) if isinstance(value, Decimal) else str(value)
