"""Grids as Word tables: the golden layout, and the properties of every row and cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from govreport.agency import Agency
from govreport.forms import Columns, Count, Rows, column, ogi2019, ogi2021, row, table, website2018
from govreport.forms._registry import official_forms
from govreport.report import Report
from govreport.sources import read
from govreport.word import stock_template
from govreport.word.markup import W
from govreport.word.package import read_parts
from govreport.word.tables import scaled, word_table
from govreport.word.template import Template

FORMS = [pytest.param(form, id=name) for name, form in official_forms().items()]
LARGEST_WIDTH = 10_000


def cells_of(row: etree._Element) -> Iterator[str]:
    for cell in row.iter(W + "tc"):
        span, merge = (cell.find(f"{W}tcPr/{W}{name}") for name in ("gridSpan", "vMerge"))
        text = "".join(node.text or "⏎" for node in cell.iter(W + "t", W + "br"))
        columns = "" if span is None else f"[{span.get(W + 'val')}]"
        down = "" if merge is None else "[v]" if merge.get(W + "val") else "[^]"
        yield f"{columns}{down}{text}"


def readable(table: etree._Element) -> str:
    """Return a table as text: a line for each row, spans as [n], merged cells as [v] and below it [^]."""
    widths = " ".join(column.get(W + "w", "") for column in table.iter(W + "gridCol"))
    lines = [f"widths {widths}"]
    for element in table.iter(W + "tr"):
        head = "head " if element.find(f"{W}trPr/{W}tblHeader") is not None else ""
        lines.append(head + " | ".join(cells_of(element)))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("form", FORMS)
def test_the_tables_of_the_stock_template_are_those_on_record(
    form: type[Report], golden: Callable[[str, str], None]
) -> None:
    root = etree.fromstring(read_parts(stock_template(form))["word/document.xml"])
    text = "\n".join(readable(table) for table in root.iter(W + "tbl"))
    golden(f"tables/{form.info().name}.txt", text)


@pytest.mark.parametrize("form", FORMS)
def test_the_width_of_a_cell_is_that_of_its_columns(form: type[Report]) -> None:
    for grid in form.grids().values():
        drawn = word_table(grid, 8845)
        widths = [int(each.get(W + "w", "0")) for each in drawn.iter(W + "gridCol")]
        for element in drawn.iter(W + "tr"):
            start = 0
            for properties in element.iter(W + "tcPr"):
                span = properties.find(W + "gridSpan")
                end = start + (1 if span is None else int(span.get(W + "val", "0")))
                stated = properties.find(W + "tcW")
                assert stated is not None
                assert int(stated.get(W + "w", "0")) == sum(widths[start:end])
                start = end


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_is_centred_in_its_height_and_ends_with_a_paragraph(form: type[Report]) -> None:
    for grid in form.grids().values():
        for cell in word_table(grid, 8845).iter(W + "tc"):
            centred = cell.find(f"{W}tcPr/{W}vAlign")
            assert centred is not None
            assert centred.get(W + "val") == "center"
            assert cell[-1].tag == W + "p"


def test_a_label_breaks_where_its_form_says_and_is_read_back_as_one(tmp_path: Path) -> None:
    text = readable(word_table(ogi2019.Report.grids()["disclosure"], 8845))
    assert "信息内容 | 本年新⏎制作数量 | 本年新⏎公开数量 | 对外公开总数量" in text
    assert ogi2019.Documents._fields["made"].label.printed == "本年新制作数量"
    documents = ogi2019.Documents(made=1, disclosed=2, total_disclosed=3)
    report = ogi2019.Report(
        year=2019, agency=Agency(name="甲局"), disclosure=ogi2019.Disclosure(regulations=documents)
    )
    path = tmp_path / "report.docx"
    path.write_bytes(Template.stock(ogi2019.Report).render(report))
    reading = read(path)
    assert reading.report.figures() == report.figures()
    assert (reading.missing, reading.unplaced) == ((), ())


def test_rows_have_the_published_heights() -> None:
    heights = {
        name: {mark.get(W + "val") for mark in word_table(grid, 8845).iter(W + "trHeight")}
        for name, grid in ogi2021.Report.grids().items()
    }
    assert heights == {"disclosure": {"340"}, "applications": {"340"}, "disputes": {"340", "672"}}


def test_only_block_headings_are_shaded() -> None:
    drawn = word_table(ogi2021.Report.grids()["disclosure"], 8845)
    shaded = [mark.getparent().getparent() for mark in drawn.iter(W + "shd")]  # type: ignore[union-attr]
    assert [list(cell.itertext()) for cell in shaded] == [
        ["第二十条第（一）项"],
        ["第二十条第（五）项"],
        ["第二十条第（六）项"],
        ["第二十条第（八）项"],
    ]


def test_notes_within_labels_have_a_style_of_their_own() -> None:
    drawn = word_table(ogi2021.Report.grids()["applications"], 8845)
    notes = [
        "".join(run.itertext())
        for run in drawn.iter(W + "r")
        if (mark := run.find(f"{W}rPr/{W}rStyle")) is not None and mark.get(W + "val") == "TableNote"
    ]
    assert notes == [
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "（区分处理的，只计这一情形，不计其他情形）",
    ]


def test_a_table_with_more_columns_than_fit_is_drawn_all_the_same() -> None:
    fields = {f"column_{number}": column(f"{number}项") for number in range(78)}
    wide = type(
        "Wide",
        (Columns,),
        {"__module__": __name__, "__annotations__": dict.fromkeys(fields, Count), **fields},
    )
    rows = type(
        "WideRows", (Rows,), {"__module__": __name__, "__annotations__": {"only": wide}, "only": row("甲")}
    )
    form = type(
        "WideReport",
        (Report,),
        {"__module__": __name__, "__annotations__": {"wide": rows}, "wide": table("一、宽表")},
        name="wide",
    )
    drawn = word_table(form.grids()["wide"], 8845)  # type: ignore[attr-defined]
    assert sum(int(each.get(W + "w", "0")) for each in drawn.iter(W + "gridCol")) == 8845


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=20), st.integers(20, LARGEST_WIDTH))
def test_scaled_widths_add_up_and_keep_their_proportions(widths: list[int], total: int) -> None:
    found = scaled(widths, total)
    assert sum(found) == total
    assert all(abs(new - old * total / sum(widths)) < 1 for new, old in zip(found, widths, strict=True))


def test_no_row_under_a_label_of_several_stands_alone_on_a_page() -> None:
    grid = website2018.Report.grids()["site"]
    drawn = list(word_table(grid, 8000).iter(W + "tr"))
    held = [row.find(f".//{W}keepNext") is not None for row in drawn]
    (label,) = [cell for cell in grid.cells if cell.label.text == "互动交流"]
    first, last = label.row, label.row + label.row_span - 1
    assert label.row_span > 3
    assert (held[first], held[last - 1], held[last]) == (True, True, False)
    assert not all(held[first:last])
