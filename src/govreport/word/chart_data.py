"""The data of a chart as a workbook, which Word opens when the chart is edited.

It is written here, cell by cell, so that equal charts are equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from govreport.addresses import cell_name
from govreport.charts import Chart
from govreport.filters import Figure, plain
from govreport.word.markup import NAMESPACES
from govreport.word.package import CONTENT_TYPES, write_parts

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TAB: Final = "Sheet1"
"""The sheet the data stands on."""
_OFFICE: Final = NAMESPACES["r"]
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_SHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES: Final = (
    f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    "</Types>"
)
_BOOK: Final = (
    f'{HEAD}<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
    f'<sheet name="{TAB}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def workbook(chart: Chart) -> bytes:
    """Return a workbook with the categories of a chart in column A, and a series in every other column."""
    rows = [_row(0, ["", *(series.name for series in chart.series)])]
    for number, category in enumerate(chart.categories):
        rows.append(_row(number + 1, [category, *(series.values[number] for series in chart.series)]))
    sheet = f'{HEAD}<worksheet xmlns="{_SHEET}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    return write_parts(
        {
            CONTENT_TYPES: _TYPES.encode(),
            "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": _BOOK.encode(),
            "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet.encode(),
        }
    )


def relation(kind: str, target: str) -> bytes:
    """Return the relationships of a part that has a single one, ``rId1``."""
    return (
        f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    ).encode()


def _row(number: int, values: Iterable[str | Figure | None]) -> str:
    """Return a row, counted from 0."""
    cells = "".join(_cell(cell_name(number, at), value) for at, value in enumerate(values))
    return f'<row r="{number + 1}">{cells}</row>'


def _cell(place: str, value: str | Figure | None) -> str:
    """Return a cell; nothing for a blank."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{plain(value)}</v></c>'
