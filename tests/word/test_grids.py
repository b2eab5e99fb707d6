"""The columns of tables: as many as the widest row takes up, at the width there was."""

from __future__ import annotations

import pytest
from lxml import etree

from govreport.errors import TemplateError
from govreport.word.grids import columns_of, fit_columns, iter_cells, iter_rows
from govreport.word.markup import W
from wordparts import paragraph, word_table

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def table(markup: str) -> etree._Element:
    return etree.fromstring(f"<w:body {NAMESPACES}>{markup}</w:body>")[0]


def widths(markup: str) -> list[str | None]:
    found = table(markup)
    fit_columns(found)
    return [column.get(W + "w") for column in found.iterfind(f"{W}tblGrid/{W}gridCol")]


def with_grid(markup: str, *columns: str) -> str:
    head, _, tail = markup.partition("<w:tblGrid>")
    grid = "".join(f'<w:gridCol w:w="{width}"/>' if width else "<w:gridCol/>" for width in columns)
    return f"{head}<w:tblGrid>{grid}{tail[tail.index('</w:tblGrid>') :]}"


TWO = word_table(("a", "b"), ("c", "d"))
SPANNED = TWO.replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="3"/>', 1)
BEFORE = TWO.replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="2"/></w:trPr>', 1)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (TWO, ["1000", "1000"]),
        (with_grid(TWO, "900"), ["450", "450"]),
        (with_grid(TWO, "900", "600", "300"), ["1050", "750"]),
        (with_grid(TWO, "900", "", ""), ["900", "0"]),
        (with_grid(TWO, ""), [None]),
        (SPANNED, ["500", "500", "500", "500"]),
        (BEFORE, ["400", "400", "400", "400", "400"]),
        (with_grid(TWO), []),
        (with_grid("<w:tbl><w:tblGrid></w:tblGrid></w:tbl>", "5", "6"), ["5", "6"]),
    ],
)
def test_a_table_gets_the_columns_of_its_widest_row(markup: str, expected: list[str | None]) -> None:
    assert widths(markup) == expected


def test_a_table_in_a_cell_counts_by_itself() -> None:
    outer = table(word_table((word_table(("a", "b", "c")) + paragraph(""), "d")))
    assert [columns_of(row) for row in iter_rows(outer)] == [2]
    assert [len(list(iter_cells(row))) for row in iter_rows(outer)] == [2]


@pytest.mark.parametrize("span", ["", "x", "-1", "1000", "½"])
def test_a_span_of_no_number_of_columns_is_refused(span: str) -> None:
    with pytest.raises(TemplateError, match="跨列数有误"):
        widths(TWO.replace("<w:tcPr>", f'<w:tcPr><w:gridSpan w:val="{span}"/>', 1))
