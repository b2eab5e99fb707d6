"""Values put into cells: never as a formula, whatever they begin with."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from govreport.addresses import EVALUATED
from govreport.errors import DataError
from govreport.forms._fields import Field
from govreport.forms._figures import Content
from govreport.forms._printing import value_text
from govreport.messages import Message
from govreport.sheet.styles import TEXT_FORMAT

LONGEST_TEXT: Final = 32_767
"""Characters a cell of a workbook may hold."""
_DIGITS: Final = 15
"""Digits a number of a spreadsheet keeps."""
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put_text(cell: Cell, text: str) -> None:
    """Put a text into a cell, as a text.

    Raises:
        DataError: If it is longer than a cell may be.
    """
    if len(text) > LONGEST_TEXT:
        raise DataError.of(
            Message("文字太长，一个单元格放不下", "the text is too long for a cell"),
            where=cell.coordinate,
            found=f"{text[:20]}… ({len(text)})",
            expected=Message("不超过 {most} 个字符", "at most {most} characters").format(most=LONGEST_TEXT),
        )
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    if text.startswith(EVALUATED):
        cell.quotePrefix = True


def put_value(cell: Cell, value: object, field: Field | None) -> None:
    """Put what a data file holds into a cell; a figure as a number, where a spreadsheet keeps its digits."""
    if value is None:
        return
    number = _number(value, field)
    if number is not None:
        cell.value = number
        places = -int(number.as_tuple().exponent) if isinstance(number, Decimal) else 0
        cell.number_format = "0" if places <= 0 else f"0.{'0' * places}"
    else:
        put_text(cell, value_text(value))


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return the cell at a row and column counted from 0."""
    cell = sheet.cell(row + 1, column + 1)
    assert isinstance(cell, Cell)  # noqa: S101  values are only put into the first cell of a merged one
    return cell


def _number(value: object, field: Field | None) -> int | Decimal | None:
    """Return the number a figure is written as; None where it is to be a text."""
    content = field.content if field is not None else None
    if not isinstance(content, Content) or not content.is_figure:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return value if len(str(abs(value))) <= _DIGITS else None
    number = Decimal(value) if isinstance(value, str | Decimal) else None
    fits = number is not None and len(number.as_tuple().digits) <= _DIGITS
    return number if fits else None
