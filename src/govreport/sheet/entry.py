"""Entry workbooks: one to fill in, or one that holds a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.workbook.protection import WorkbookProtection

from govreport.agency import Agency
from govreport.arguments import require_form, require_report
from govreport.entrybook import COVER, MARK, MARK_SHEET, VERSION, cover_rows, table_sheets
from govreport.forms._editions import require_year
from govreport.forms._printing import value_text
from govreport.forms._record import nested
from govreport.forms._sums import is_left_out
from govreport.forms._tables import Table
from govreport.messages import Message
from govreport.report import Report, cell_fields
from govreport.sheet.cover import draw_cover
from govreport.sheet.saving import saved
from govreport.sheet.tables import TableDrawing
from govreport.skeleton import carried_over, require_last_year, skeleton

_HINT: Final = Message("上年（{year} 年）：{value}", "last year ({year}): {value}")
_ROUNDS: Final = 5

Values = dict[str, object]


def entry_workbook(
    form: type[Report], *, year: int, agency: Agency | None = None, last_year: Report | None = None
) -> bytes:
    """Return a workbook to fill in: a cover, and a sheet for every table, laid out like the paper.

    What last year's report carried forward is filled in as carried over; each figure tells what it was then.
    Labels are locked, totals add up while one types, and cells of a broken sum are red.

    >>> from io import BytesIO
    >>> from openpyxl import load_workbook
    >>> from govreport.forms import ogi2021
    >>> load_workbook(BytesIO(entry_workbook(ogi2021.Report, year=2024))).sheetnames[0]
    '封面'

    Raises:
        FormError: If it is no form, or the year is none.
        DataError: If `last_year` is of another year or kind.
    """
    require_form(form, "entry_workbook")
    require_year(year, place="year")
    data = skeleton(form, year=year, agency=agency)
    values: Values = {}
    hints: dict[str, Message] = {}
    if last_year is not None:
        require_last_year(form, year, last_year)
        figures = last_year.figures()
        values = carried_over(form, last_year)
        shown = ((path, figures[path]) for path in cell_fields(form) if figures.get(path) is not None)
        hints = {path: _HINT.format(year=last_year.year, value=value_text(value)) for path, value in shown}
    return _workbook(form, data, values, hints)


def report_workbook(report: Report) -> bytes:
    """Return a report as an entry workbook: what it prints can be read back, and its figures changed.

    Totals that are what their parts add up to become formulas; others stay as they are, in red. Rules that
    the report leaves out (``ignore``) are not printed, and not part of it.

    >>> from govreport.forms import ogi2021
    >>> report = ogi2021.Report.from_data({"year": 2024, "agency": {"name": "甲局"}})
    >>> report_workbook(report)[:2]
    b'PK'

    Raises:
        UsageError: If it is no report.
        DataError: If a text is too long for a cell.
    """
    require_report(report, "report_workbook")
    data = report.to_data(literal=True)
    for name in ("title", "lead"):
        if name in data and is_left_out(report, name):
            del data[name]
    return _workbook(type(report), data, printed_values(report, data), {})


def _workbook(
    form: type[Report], data: Mapping[str, object], values: Mapping[str, object], hints: Mapping[str, Message]
) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    draw_cover(
        book.create_sheet(COVER),
        form,
        {row.column.keys: value_at(data, row.column.keys) for row in cover_rows(form)},
    )
    for table in table_sheets(form):
        TableDrawing(form, table, values, hints).draw(book.create_sheet(table.name))
    mark = book.create_sheet(MARK_SHEET)
    mark.append([MARK, VERSION])
    mark.append([form.info().name])
    mark.sheet_state = "veryHidden"
    book.security = WorkbookProtection(lockStructure=True)
    return saved(book, title=form.info().report_title)


def value_at(data: Mapping[str, object], keys: tuple[str, ...]) -> object:
    """Return a value of a data file; of a sign-off, whether there is one."""
    value: object = data
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return True if isinstance(value, Mapping) else value


def printed_values(report: Report, data: Mapping[str, object]) -> Values:
    """Return the cells of a report that do not follow from the others, blank ones among what would follow."""
    form, printed = type(report), report.cells()
    following = {path for path in cell_fields(form) if _follows(form, path)}
    for _ in range(_ROUNDS):
        kept = {path: value for path, value in printed.items() if path not in following}
        made = form.from_data({**_without_tables(form, data), **_nested(kept)}).cells()
        wrong = {path for path in following if _differs(made[path], printed[path])}
        if not wrong:
            break
        following -= wrong
    return {path: value for path, value in printed.items() if path not in following}


def _differs(one: object, other: object) -> bool:
    return one != other or str(one) != str(other)


def _follows(form: type[Report], path: str) -> bool:
    """Tell whether a cell left out is made from others: a total, a cell in a row of totals, a copy."""
    record: type[object] = form
    for name in path.split("."):
        field = cast("type[Table]", record)._fields[name]
        if field.follows:
            return True
        record = cast("type[object]", nested(field))
    return False


def _without_tables(form: type[Report], data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if key not in form.grids()}


def _nested(values: Mapping[str, object]) -> dict[str, object]:
    data: dict[str, object] = {}
    for path, value in values.items():
        *outer, last = path.split(".")
        place = data
        for name in outer:
            place = cast("dict[str, object]", place.setdefault(name, {}))
        place[last] = value
    return data
