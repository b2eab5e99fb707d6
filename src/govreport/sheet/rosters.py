"""Sheets with a row per agency: a workbook, or separated values."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from govreport.addresses import cell_name, guarded
from govreport.arguments import require_form, require_report
from govreport.entrybook import Place, table_sheets
from govreport.forms._printing import value_text
from govreport.forms._sums import sums_of
from govreport.messages import Message
from govreport.report import Report
from govreport.roster import AGENCY, YEAR, Column, columns_of, is_in_table, table_class
from govreport.sheet.cells import cell_at, put_text, put_value
from govreport.sheet.entry import printed_values, value_at
from govreport.sheet.saving import saved
from govreport.sheet.styles import BORDER, CENTRED, LABEL, LABEL_FILL, REMARK, TEXT_FORMAT, TOP
from govreport.sheet.validation import Entries

Row = Mapping[str, object]
"""What stands in the row of an agency, by the path of its column."""

FACTS: Final = "机关和正文"
ALL: Final = "数据"
_HEADS: Final = 2
_KEYS: Final = (AGENCY, YEAR)
_NOT_ASKED: Final = frozenset({"form", "kind", "title", "lead", "agency.self_name", "agency.short_name"})
"""Columns a sheet has only where one of its rows has something in them."""
_FACT_WIDTH, _FIGURE_WIDTH = 18, 9
_HEAD_HEIGHT: Final = 96
_TITLE: Final = Message("{title}：每个机关一行", "{title}: a row per agency")


def roster_workbook(form: type[Report], rows: Sequence[Row], *, one_sheet: bool = False) -> bytes:
    """Return a workbook with a row per agency: a sheet for facts and texts and one per table, or one sheet.

    Its headers are Chinese label paths, and below them the paths of a data file.

    Raises:
        FormError: If it is no form.
    """
    require_form(form, "roster_workbook")
    columns = asked_columns(form, rows)
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, some in _parts(form, columns, one_sheet=one_sheet):
        _draw(book.create_sheet(name), some, rows)
    return saved(book, title=_TITLE.format(title=form.info().report_title).zh)


def roster_text(form: type[Report], rows: Sequence[Row]) -> bytes:
    """Return separated values with a row per agency, in UTF-8 with the mark that spreadsheets want.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; readers take it off.

    Raises:
        FormError: If it is no form.
    """
    require_form(form, "roster_text")
    columns = asked_columns(form, rows)
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([guarded(column.label) for column in columns])
    writer.writerow([column.path for column in columns])
    for row in rows:
        writer.writerow([guarded(value_text(row.get(column.path))) for column in columns])
    return stream.getvalue().encode("utf-8-sig")


def report_row(report: Report) -> Row:
    """Return what stands in the row of a report; totals that follow from the rest are left out.

    A cell that is blank where it would follow from others cannot be told from one left out.

    Raises:
        UsageError: If it is no report.
    """
    require_report(report, "report_row")
    form, data = type(report), report.to_data(literal=True)
    cells = printed_values(report, data)
    facts = {
        column.path: value_at(data, column.keys)
        for column in columns_of(form)
        if not is_in_table(form, column) and column.path != "agency.self_name"
    }
    return {path: value for path, value in {**facts, **cells}.items() if value is not None}


def asked_columns(form: type[Report], rows: Sequence[Row]) -> list[Column]:
    """Return the columns of a sheet: agency and year first, what is to be filled in, and what is given."""
    given = {path for row in rows for path, value in row.items() if value not in (None, "")}
    totals = _totals(form)
    keys = [column for keys in _KEYS for column in columns_of(form) if column.keys == keys]
    others = [column for column in columns_of(form) if column not in keys]
    return keys + [column for column in others if _is_asked(column, totals) or column.path in given]


def _is_asked(column: Column, totals: set[str]) -> bool:
    if column.path in _NOT_ASKED or column.path in totals or column.keys[0] in ("notes", "signature"):
        return False
    return column.field is None or not column.field.follows


def _totals(form: type[Report]) -> set[str]:
    return {each.total for name in form.grids() for each in sums_of(table_class(form, name), name)}


def _parts(
    form: type[Report], columns: list[Column], *, one_sheet: bool
) -> Iterator[tuple[str, list[Column]]]:
    if one_sheet:
        yield ALL, columns
        return
    yield FACTS, [column for column in columns if not is_in_table(form, column)]
    keys = [column for column in columns if column.keys in _KEYS]
    for table in table_sheets(form):
        yield table.name, keys + [column for column in columns if column.part == table.table]


@dataclass(frozen=True, slots=True)
class _Span:
    """The rows of agencies in a sheet: their first and last, counted from 1."""

    first: int
    last: int


def _draw(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    span = _Span(_HEADS + 1, _HEADS + max(len(rows), 1))
    for at, column in enumerate(columns):
        for row, text, font in ((0, column.label, LABEL), (1, column.path, REMARK)):
            head = cell_at(sheet, row, at)
            put_text(head, text)
            head.font, head.fill, head.border, head.alignment = font, LABEL_FILL, BORDER, CENTRED
        _draw_column(sheet, at, column, rows)
        is_figure = column.field is not None and Entries.is_figure(column.field)
        letter = get_column_letter(at + 1)
        sheet.column_dimensions[letter].width = _FIGURE_WIDTH if is_figure else _FACT_WIDTH
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = _HEAD_HEIGHT, _HEAD_HEIGHT
    _add_rules(sheet, columns, span)
    sheet.freeze_panes = cell_name(_HEADS, sum(column.keys in _KEYS for column in columns))
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.print_title_rows, sheet.print_title_cols = f"1:{_HEADS}", "A:B"


def _draw_column(sheet: Worksheet, at: int, column: Column, rows: Sequence[Row]) -> None:
    is_figure = column.field is not None and Entries.is_figure(column.field)
    for number, row in enumerate(rows):
        cell = cell_at(sheet, _HEADS + number, at)
        if not is_figure:
            cell.number_format = TEXT_FORMAT
            cell.alignment = TOP
        value = row.get(column.path)
        if column.keys == YEAR:
            cell.value, cell.number_format = value if isinstance(value, int) else None, "0"
        elif value is not None:
            put_value(cell, value, column.field)


def _add_rules(sheet: Worksheet, columns: Sequence[Column], span: _Span) -> None:
    """Add what may be typed: one rule for each kind of column, over all rows."""
    entries = Entries()
    for at, column in enumerate(columns):
        if column.field is not None and Entries.is_figure(column.field):
            last = Place(sheet.title, span.last - 1, at)
            entries.add(column.field, Place(sheet.title, span.first - 1, at), to=last)
    entries.add_to(sheet)
