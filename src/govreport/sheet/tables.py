"""The sheet of a table: drawn like the paper, with live totals, validation, and red where a sum is broken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final, cast

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from govreport.addresses import cell_name
from govreport.entrybook import COVER, GRID_TOP, Place, TableSheet, cover_rows, place_of_path
from govreport.forms._fields import Field
from govreport.forms._grid import Cell, Role
from govreport.forms._sums import Sum, identities_of, sums_of
from govreport.forms._tables import Table
from govreport.messages import Message
from govreport.report import Report
from govreport.roster import table_class
from govreport.sheet.cells import cell_at, put_text, put_value
from govreport.sheet.formulas import broken_relation, copy_of, no_figure, total_formula, wrong_total
from govreport.sheet.page import set_page
from govreport.sheet.styles import (
    BORDER,
    CENTRED,
    LABEL,
    LABEL_FILL,
    LEFT,
    OPEN,
    REMARK,
    TEXT_FORMAT,
    TITLE,
    TOTAL_FILL,
    VALUE,
    WRONG,
)
from govreport.sheet.validation import Entries

REMARK_TEXT: Final = Message(
    "白格填写，没有发生填 0；蓝格自动合计。变红的格不是数字，或与合计、勾稽关系不符。",
    "Fill in the white cells, 0 for none; blue cells add up. A red cell is no number, or a sum is broken.",
)
_NARROW, _WIDE = 92, 132
"""The width of a sheet upright and across, in characters."""
_MANY_COLUMNS: Final = 12
_LINE: Final = 14.5
"""The height of a line of labels in points."""


@dataclass(slots=True)
class TableDrawing:
    """Draws the sheet of one table.

    Attributes:
        form: The form.
        table: The table and where its cells stand.
        values: What stands in its cells by path; what is left out is blank, or follows from the rest.
        hints: What is told of a cell while it is filled in, by path.
    """

    form: type[Report]
    table: TableSheet
    values: Mapping[str, object]
    hints: Mapping[str, Message]

    def draw(self, sheet: Worksheet) -> None:
        """Draw the table on an empty sheet."""
        grid = self.table.grid
        is_wide = grid.columns > _MANY_COLUMNS
        widths = self._set_widths(sheet, _WIDE if is_wide else _NARROW)
        self._draw_head(sheet)
        entries = Entries()
        totals = self._totals()
        for cell in grid.cells:
            self._draw_frame(sheet, cell, totals)
            if cell.field is not None:
                self._draw_figure(sheet, cell, totals, entries)
            elif cell.label.printed:
                self._draw_label(sheet, cell)
        entries.add_to(sheet)
        self._add_conditions(sheet)
        self._set_heights(sheet, widths)
        frozen = GRID_TOP + grid.head_rows
        sheet.freeze_panes = cell_name(frozen, grid.stub_columns)
        set_page(sheet, across=is_wide, head=(GRID_TOP + 1, frozen) if grid.head_rows else None)

    # --- what is drawn

    def _draw_head(self, sheet: Worksheet) -> None:
        last = get_column_letter(self.table.grid.columns)
        for row, text, font in ((0, self.table.heading, TITLE), (1, REMARK_TEXT.zh, REMARK)):
            sheet.merge_cells(f"A{row + 1}:{last}{row + 1}")
            cell = cell_at(sheet, row, 0)
            put_text(cell, text)
            cell.font, cell.alignment = font, CENTRED if row == 0 else LEFT
        sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 26, 18

    def _draw_frame(self, sheet: Worksheet, cell: Cell, totals: Mapping[str, Sum]) -> None:
        place = self.table.place(cell)
        for row in range(place.row, place.row + cell.row_span):
            for column in range(place.column, place.column + cell.column_span):
                box = sheet.cell(row + 1, column + 1)
                box.border = BORDER
                if cell.field is None:
                    box.fill = LABEL_FILL
                elif cell.path in totals:
                    box.fill = TOTAL_FILL
        if cell.row_span > 1 or cell.column_span > 1:
            last = cell_name(place.row + cell.row_span - 1, place.column + cell.column_span - 1)
            sheet.merge_cells(f"{cell_name(place.row, place.column)}:{last}")

    def _draw_label(self, sheet: Worksheet, cell: Cell) -> None:
        place = self.table.place(cell)
        box = cell_at(sheet, place.row, place.column)
        put_text(box, cell.label.printed)
        is_left = cell.label.align == "left" or (cell.role is Role.STUB and not cell.label.align)
        box.font, box.alignment = LABEL, LEFT if is_left else CENTRED

    def _draw_figure(self, sheet: Worksheet, cell: Cell, totals: Mapping[str, Sum], entries: Entries) -> None:
        field = cast("Field", cell.field)
        place = self.table.place(cell)
        box = cell_at(sheet, place.row, place.column)
        box.font = VALUE
        box.alignment = CENTRED if entries.is_figure(field) else Alignment(vertical="center", wrap_text=True)
        if not entries.is_figure(field):
            box.number_format = TEXT_FORMAT
        if cell.path in self.values:
            put_value(box, self.values[cell.path], field)
        elif cell.path in totals:
            box.value = total_formula(totals[cell.path], place_of_path(self.form))
        elif field.same_as:
            box.number_format = "General"
            box.value = self._repeated(field)
        if cell.path not in totals:
            box.protection = OPEN
            entries.add(field, place, self.hints.get(cell.path))

    def _repeated(self, field: Field) -> str:
        row = next(row for row in cover_rows(self.form) if row.column.path == field.same_as)
        return copy_of(Place(COVER, row.row, row.place.column))

    # --- sums

    def _table_class(self) -> type[Table]:
        return table_class(self.form, self.table.table)

    def _totals(self) -> dict[str, Sum]:
        """Return the sum each total shows; where a row and a column meet, that of the row."""
        found: dict[str, Sum] = {}
        for each in sums_of(self._table_class(), self.table.table):
            if each.total not in found or each.kind == "row-total":
                found[each.total] = each
        return found

    def _add_conditions(self, sheet: Worksheet) -> None:
        """Mark cells that hold no number, totals that are wrong, and the cells of broken relations."""
        places = place_of_path(self.form)
        conditions: dict[str, list[str]] = defaultdict(list)
        for cell in self.table.grid.figures():
            if cell.field is not None and Entries.is_figure(cell.field):
                conditions[cell.path].append(no_figure(places[cell.path], cell.field))
        for each in sums_of(self._table_class(), self.table.table):
            conditions[each.total].append(wrong_total(each, places))
        for relation in identities_of(self._table_class(), self.table.table):
            for path in dict.fromkeys(relation.cells):
                conditions[path].append(broken_relation(relation, places))
        for path, formulas in conditions.items():
            formula = formulas[0] if len(formulas) == 1 else f"OR({','.join(formulas)})"
            name = cell_name(places[path].row, places[path].column)
            sheet.conditional_formatting.add(name, Rule("expression", dxf=WRONG, formula=[formula]))

    # --- sizes

    def _set_widths(self, sheet: Worksheet, whole: int) -> list[float]:
        shares = self.table.grid.widths
        widths = [whole * share / sum(shares) for share in shares]
        for at, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(at)].width = round(width, 1)
        return widths

    def _set_heights(self, sheet: Worksheet, widths: list[float]) -> None:
        """Give every row the height its labels need: merged cells do not ask for it themselves."""
        lines: dict[int, float] = defaultdict(lambda: 1.0)
        cells = sorted(self.table.grid.cells, key=lambda cell: cell.row_span)
        for cell in cells:
            rows = range(cell.row, cell.row + cell.row_span)
            width = sum(widths[cell.column : cell.column + cell.column_span])
            needed = _lines(cell.label.printed, width)
            lacking = needed - sum(lines[row] for row in rows)
            for row in rows if lacking > 0 else ():
                lines[row] += lacking / len(rows)
        for row in range(self.table.grid.rows):
            sheet.row_dimensions[row + GRID_TOP + 1].height = round(lines[row] * _LINE + 5, 1)


def _lines(text: str, width: float) -> int:
    """Return how many lines a label takes: a Chinese character is two wide."""
    return max(1, ceil(2 * len(text) / max(width - 1.5, 2)))
