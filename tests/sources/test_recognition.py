"""A document becomes a report by its labels, and what cannot be placed is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from govreport.errors import DataError, SourceError
from govreport.forms import ogi2019, ogi2021, website2018
from govreport.forms._fields import column, row, section, table, total
from govreport.forms._figures import Content, Count, Text
from govreport.forms._grid import Grid, Role
from govreport.forms._tables import Columns, Rows
from govreport.messages import Message
from govreport.report import Report
from govreport.sources.document import Block, Document, Paragraph, TableBuilder, TableGrid
from govreport.sources.figures import parse_figure
from govreport.sources.matching import likely_forms
from govreport.sources.reading import Certainty, Reading
from govreport.sources.recognition import recognise

GRIDS = ogi2021.Report.grids()
TITLE = "甲县人民政府2024年政府信息公开工作年度报告"
THREE = "三、收到和处理政府信息公开申请情况"

Drawn = list[list[tuple[str, int] | None]]
"""Rows of cells, each a text and how many columns it takes; None continues the cell above."""


def drawn(grid: Grid, figures: dict[str, str]) -> Drawn:
    """Draw the grid of a form row by row; a cell merged over rows is continued by None of its width."""
    rows: Drawn = [[] for _ in range(grid.rows)]
    places: dict[tuple[int, int], tuple[str, int] | None] = {}
    for cell in grid.cells:
        text = figures.get(cell.path, "") if cell.role is Role.FIGURE else cell.label.printed
        places[cell.row, cell.column] = (text, cell.column_span)
        for below in range(cell.row + 1, cell.row + cell.row_span):
            places[below, cell.column] = None
    for (number, _), cell in sorted(places.items()):
        rows[number].append(cell)
    return rows


def built(rows: Drawn, number: int = 1) -> TableGrid:
    builder = TableBuilder()
    widths: dict[int, int] = {}
    for cells in rows:
        builder.start_row()
        for cell in cells:
            if cell is None:
                assert builder.continue_cell(widths[builder.column])
            else:
                widths[builder.column] = cell[1]
                builder.add_cell(*cell)
    return builder.build(number)


def document(*blocks: str | Drawn, name: str = "a.docx") -> Document:
    """Make a document of lines and tables."""
    made: list[Block] = []
    counts = {Paragraph: 0, TableGrid: 0}
    for block in blocks:
        kind = Paragraph if isinstance(block, str) else TableGrid
        counts[kind] += 1
        made.append(Paragraph(block, counts[kind]) if isinstance(block, str) else built(block, counts[kind]))
    return Document(name, tuple(made))


def read(*blocks: str | Drawn, form: type[Report] = ogi2021.Report) -> Reading:
    return recognise(document(*blocks), [form])


def numbered(name: str) -> tuple[Drawn, dict[str, str]]:
    """Draw a table whose figures are all different."""
    figures = {cell.path: str(100 + at) for at, cell in enumerate(GRIDS[name].figures())}
    return drawn(GRIDS[name], figures), figures


def balanced(name: str) -> tuple[Drawn, dict[str, str]]:
    """Draw a table whose figures are all different and whose totals are right."""
    plain = [cell for cell in GRIDS[name].figures() if not cell.path.endswith("total")]
    data: dict[str, Any] = {"year": 2024, "agency": {"name": "甲县人民政府"}}
    for at, cell in enumerate(plain):
        place: Any = data
        *outer, last = cell.path.split(".")
        for part in outer:
            place = place.setdefault(part, {})
        place[last] = 100 + at
    made = ogi2021.Report.from_data(data)
    figures = {cell.path: str(made.figures()[cell.path]) for cell in GRIDS[name].figures()}
    return drawn(GRIDS[name], figures), figures


def seen(reading: Reading) -> dict[str, str]:
    return {path: str(figure) for path, figure in reading.report.figures().items() if figure is not None}


def left(reading: Reading) -> list[str]:
    return [item.source.text for item in reading.unplaced]


# --- tables


@pytest.mark.parametrize("name", ["disclosure", "applications", "disputes"])
def test_every_figure_of_a_table_is_found(name: str) -> None:
    rows, figures = numbered(name)
    reading = read(TITLE, rows)
    assert seen(reading) == figures
    assert reading.unplaced == ()
    assert set(reading.missing) == set(reading.report.figures()) - set(figures)


def test_provenance_counts_tables_rows_and_columns_from_one() -> None:
    rows, _ = numbered("applications")
    reading = read(TITLE, [[("说明", 1), ("无", 1)]], rows)
    source = reading.cells["applications.received.natural_person"]
    assert (source.table, source.row, source.column, source.text) == (2, 4, 4, "100")
    assert str(source.place) == "第 2 个表格第 4 行第 4 列"
    assert source.place.en == "table 2, row 4, column 4"


def test_a_title_row_above_and_a_note_below_shift_nothing() -> None:
    rows, figures = numbered("applications")
    reading = read(TITLE, [[("申请办理情况表", 10)], *rows, [("注：单位为件", 10)]])
    assert seen(reading) == figures
    assert left(reading) == ["申请办理情况表", "注：单位为件"]


def test_where_a_header_row_is_missing_the_columns_are_those_of_the_form_in_their_order() -> None:
    rows, figures = balanced("applications")
    reading = read(TITLE, [*rows[:2], *rows[3:]])
    assert seen(reading) == figures
    assert reading.unplaced == ()
    assert {source.certainty for source in reading.cells.values()} == {Certainty.ORDER}


def test_the_outermost_header_row_is_not_needed() -> None:
    rows, figures = numbered("applications")
    note = rows[0][0]
    rows[1][0] = note
    assert seen(read(TITLE, rows[1:])) == figures


def test_columns_that_only_the_missing_header_row_told_apart_are_read_in_their_order() -> None:
    rows, figures = balanced("disputes")
    reading = read(TITLE, rows[1:])
    assert seen(reading) == figures
    assert reading.cells["disputes.reconsideration.upheld"].certainty is Certainty.ORDER


def test_rows_under_a_missing_header_row_are_left_where_their_sums_prove_no_order() -> None:
    rows, figures = balanced("applications")
    lost, extra = rows[4].pop(3), ("9", 1)
    rows[4].append(extra)
    reading = read(TITLE, [*rows[:2], *rows[3:]])
    assert lost == ("108", 1)
    assert seen(reading) == {
        path: text for path, text in figures.items() if not path.startswith("applications.carried_over.")
    }
    assert [str(item) for item in reading.unplaced] == [
        (
            "第 1 个表格第 4 行第 4 列“106 107 109 110 111 651 9”：上方没有说明各列的标签，"
            "本行的合计也证明不了各格的次序"
        )
    ]


def test_a_row_of_nothing_is_in_order_where_no_other_row_is_out_of_it() -> None:
    rows, _ = balanced("applications")
    zeros: Drawn = [[rows[4][0], *[("0", 1)] * 7]]
    assert len(seen(read(TITLE, THREE, zeros))) == 7
    assert seen(read(TITLE, THREE, [*zeros, [*rows[3][:-1], ("9", 1)]])) == {}


def test_a_blank_counts_as_nothing_in_the_proof_of_an_order() -> None:
    rows, _ = balanced("applications")
    row: list[tuple[str, int] | None] = [rows[3][0], ("26", 1), *[("", 1)] * 5, ("26", 1)]
    assert seen(read(TITLE, THREE, [row])) == {
        "applications.received.natural_person": "26",
        "applications.received.total": "26",
    }


def test_without_a_head_figures_that_are_in_no_sum_have_no_place() -> None:
    rows, figures = balanced("disclosure")
    bare = [row for row in rows if row[0] and row[0][0] in ("规章", "行政许可")]
    reading = read(TITLE, "二、主动公开政府信息情况", bare)
    assert seen(reading) == {"disclosure.licences.decisions": figures["disclosure.licences.decisions"]}
    assert left(reading) == ["100 101 102"]


def test_a_figure_more_than_there_are_columns_leaves_its_row_open() -> None:
    rows, figures = numbered("applications")
    rows[3].insert(2, ("100", 1))
    reading = read(TITLE, rows)
    lost = {path for path in figures if path.startswith("applications.received.")}
    assert set(figures) - set(seen(reading)) == lost


def test_a_label_outside_of_its_outer_label_moves_no_column() -> None:
    rows, _ = numbered("applications")
    head: Drawn = [
        [("", 1), ("自然人", 1), ("法人或其他组织", 5), ("总计", 1), ("", 1)],
        [("", 1), ("", 1), ("商业企业", 1), ("科研机构", 1), ("社会公益组织", 1)],
    ]
    head[1] += [("1032", 1), ("法律服务机构", 1), ("", 1), ("其他", 1)]  # pushed behind 总计
    received = [(rows[3][0] or ("", 1))[0], "1", "2", "3", "4", "1032", "5", "6", "21"]
    reading = read(TITLE, [*head, [(text, 1) for text in received]])
    assert seen(reading) == {}
    assert left(reading)[-1] == "1 2 3 4 1032 5 6 21"


def test_a_label_from_above_that_reaches_too_far_down_does_not_count() -> None:
    rows, figures = numbered("applications")
    rows[-1] = [None, *rows[-1]]  # 三、本年度办理结果 beside 四、结转下年度继续办理
    assert seen(read(TITLE, rows)) == figures


def test_numbers_of_rows_at_the_left_shift_nothing() -> None:
    rows, figures = numbered("applications")
    with_numbers: Drawn = [[("序号" if at < 3 else str(at), 1), *row] for at, row in enumerate(rows)]
    assert seen(read(TITLE, with_numbers)) == figures


def test_labels_of_a_head_printed_in_each_part_of_a_merged_cell_are_one() -> None:
    rows, figures = numbered("disputes")
    rows[0] = [cell for cell in rows[0] for _ in range(cell[1] if cell else 0)]
    rows[0] = [(cell[0], 1) for cell in rows[0] if cell]
    assert seen(read(TITLE, rows)) == figures


def test_a_torn_row_under_a_missing_header_row_is_left_as_one_text() -> None:
    rows, figures = balanced("applications")
    torn = rows[4]
    torn[-1:] = []
    reading = read(TITLE, [*rows[:2], *rows[3:]])
    lost = {path for path in figures if path.startswith("applications.carried_over.")}
    assert set(reading.missing) >= lost
    assert len(seen(reading)) == len(figures) - 7
    assert left(reading) == ["106 107 108 109 110 111"]


def test_columns_in_another_order_than_the_form_are_known_by_their_labels() -> None:
    rows, figures = numbered("disclosure")
    swapped = [[line[0], *line[:0:-1]] if len(line) == 4 else line for line in rows]
    assert seen(read(TITLE, swapped)) == figures


def test_columns_in_another_order_whose_labels_are_lost_in_part_are_not_guessed() -> None:
    rows, figures = numbered("applications")
    rows[1][1:] = [rows[1][-1], rows[1][2], rows[1][1]]
    without_spans = [[(cell[0], 1) for cell in row if cell is not None] for row in rows[1:]]
    reading = read(TITLE, without_spans)
    assert seen(reading) == {}
    assert set(reading.missing) >= set(figures)


def test_a_header_repeated_on_a_new_page_shifts_nothing() -> None:
    rows, figures = numbered("applications")
    cut = next(at for at, cells in enumerate(rows) if ("8.属于行政查询事项", 1) in cells)
    again: Drawn = [[("三、本年度办理结果", 1), ("（三）不予公开", 1), *rows[cut][2:]]]
    reading = read(TITLE, [*rows[:cut], *rows[:3], *again, *rows[cut + 1 :]])
    assert seen(reading) == figures
    assert reading.unplaced == ()


def test_a_table_without_head_goes_on_where_the_one_before_it_ended() -> None:
    rows, figures = numbered("applications")
    cut = next(at for at, cells in enumerate(rows) if ("（七）总计", 2) in cells)
    rest = [[("", 1), *rows[cut][1:]], *rows[cut + 1 :]]
    assert seen(read(TITLE, rows[:cut], rest)) == figures


def test_a_table_that_begins_with_something_else_is_no_continuation() -> None:
    rows, figures = numbered("applications")
    other: Drawn = [[("分类", 3), *[("数", 1)] * 7], [("四、结转下年度继续办理", 3), *[("9", 1)] * 7]]
    kept = {path: figure for path, figure in figures.items() if "carried_forward" not in path}
    reading = read(TITLE, rows[:-1], other)
    assert seen(reading) == kept
    assert left(reading) == ["分类", *["数"] * 7, "9 9 9 9 9 9 9"]


def test_a_table_without_any_head_is_read_in_the_order_of_the_form_and_that_is_said() -> None:
    rows, figures = balanced("applications")
    reading = read(TITLE, rows[3:])
    assert seen(reading) == figures
    assert {source.certainty for source in reading.cells.values()} == {Certainty.ORDER}
    assert next(reading.explain("en")) == "disclosure.regulations.issued = —: not seen"
    assert (
        "applications.received.natural_person = 100: table 1, row 1, column 4 (by the order of the columns)"
        in (list(reading.explain("en")))
    )


def test_a_column_lost_at_the_left_shifts_nothing() -> None:
    rows, figures = numbered("applications")
    narrower: Drawn = []
    for at, (first, *rest) in enumerate(rows):
        if at in (1, 2):
            narrower.append([None, *rest])  # goes on with the corner
        elif first is not None and first[1] == 3:
            narrower.append([(first[0], 2), *rest])
        else:
            narrower.append(rest)
    assert seen(read(TITLE, narrower)) == figures


def test_a_head_from_before_the_column_was_lost_shifts_nothing_either() -> None:
    rows, figures = numbered("applications")
    torn = [
        *rows[:3],
        *([(first[0], 3), *rest] if first and first[1] == 3 else rest for first, *rest in rows[3:]),
    ]
    assert seen(read(TITLE, torn)) == figures


def test_a_row_the_form_does_not_have_is_left_and_named() -> None:
    rows, figures = numbered("disclosure")
    rows.insert(4, [("其他主动公开文件", 1), ("7", 1), ("8", 1), ("9", 1)])
    reading = read(TITLE, rows)
    assert seen(reading) == figures
    assert left(reading) == ["其他主动公开文件", "7", "8", "9"]
    assert reading.unplaced[0].message.en == (
        'table 1, row 5, column 1, "其他主动公开文件": its row is no row of the form'
    )


def test_figures_beside_a_group_label_are_left() -> None:
    rows, _ = numbered("applications")
    start = next(at for at, cells in enumerate(rows) if ("（六）其他处理", 1) in cells)
    rows[start : start + 3] = [[None, ("（六）其他处理", 2), *[("5", 1)] * 7]]
    reading = read(TITLE, rows)
    assert left(reading) == ["5"] * 7
    assert len(reading.missing) == 21 + 25


def test_a_column_split_in_two_is_one_where_only_one_part_is_filled() -> None:
    rows, figures = numbered("disclosure")
    cells = next(cells for cells in rows if ("规章", 1) in cells)
    wide: Drawn = [
        [*others, ("", 1)] if others is cells else [*others[:-1], (last[0], last[1] + 1)]
        for others in rows
        if (last := others[-1])
    ]
    assert built(wide).columns == 5
    assert seen(read(TITLE, wide)) == figures


@pytest.mark.parametrize("blank", ["", " "])
def test_a_blank_behind_the_content_of_a_cell_is_no_rival_of_it(blank: str) -> None:
    rows, figures = numbered("disclosure")
    wide: Drawn = []
    for first, *rest in rows:
        if first == ("规章", 1):
            wide.append([first, rest[0], (blank, 1), *rest[1:]])
        else:
            text, width = (rest or [first])[0] or ("", 1)
            wide.append([*([first] if rest else []), (text, width + 1), *rest[1:]])
    reading = read(TITLE, wide)
    assert left(reading) == []
    assert seen(reading) == figures


def test_a_bar_below_a_paragraph_of_several_lines_closes_the_last_of_them() -> None:
    lines = [
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
        "规章",
        "|\n1",
        "|",
        "2",
        "|",
        "3",
        "|",
    ]
    reading = read(
        TITLE, "二、主动公开政府信息情况", "第二十条第（一）项", *lines, "行政规范性文件 | 4 | 5 | 6 |"
    )
    assert list(seen(reading).values()) == list("123456")


def test_each_line_of_a_paragraph_counts_for_the_form() -> None:
    labels = "信息内容\n本年新制作数量\n本年新公开数量\n对外公开总数量\n规章\n规范性文件\n行政许可"
    labels += (
        "\n其他对外管理服务事项\n上一年项目数量\n本年增/减\n处理决定数量\n行政处罚\n行政强制\n行政事业性收费"
    )
    forms = [ogi2021.Report, ogi2019.Report]
    assert likely_forms(document(labels, "1 | 2"), forms, has_loose=True) == [ogi2019.Report]


def test_two_contents_for_one_cell_leave_it_open() -> None:
    rows, figures = numbered("disclosure")
    licences = next(cells for cells in rows if ("行政许可", 1) in cells)
    licences[1:] = [("1", 1), ("", 1), ("2", 1)]
    reading = read(TITLE, rows)
    assert left(reading) == ["1", "2"]
    assert "disclosure.licences.decisions" in reading.missing
    assert len(seen(reading)) == len(figures) - 1


@pytest.mark.parametrize("text", ["200\n300", "20\n0", "200\t111\n", "200\n-3", "2\n0件"])
def test_digits_on_several_lines_are_no_figure(text: str) -> None:
    rows, _ = numbered("disclosure")
    licences = next(cells for cells in rows if ("行政许可", 1) in cells)
    licences[1:] = [(text, 3)]
    reading = read(TITLE, rows)
    assert reading.report.figures()["disclosure.licences.decisions"] is None
    (found,) = reading.unplaced
    assert (found.path, found.source.text) == ("disclosure.licences.decisions", text)
    assert found.reason.en in ("digits on several lines in one cell", "not an amount")


@pytest.mark.parametrize("text", ["22\n（其中修订16件）", "22\n件", "\n22", "1,\n234"])
def test_a_remark_on_a_line_of_its_own_leaves_the_figure(text: str) -> None:
    rows, _ = numbered("disclosure")
    licences = next(cells for cells in rows if ("行政许可", 1) in cells)
    licences[1:] = [(text, 3)]
    assert read(TITLE, rows).report.figures()["disclosure.licences.decisions"] in (22, 1234)


def test_a_cell_whose_text_is_doubted_is_no_figure_and_the_doubt_is_told() -> None:
    doubt = Message("疑", "doubted")
    builder = TableBuilder()
    for cells in numbered("disclosure")[0]:
        builder.start_row()
        for item in cells:
            assert item is not None
            is_figure = item[0].isdigit()
            builder.add_cell(*item, doubt=doubt if is_figure else None)
    reading = recognise(Document("a.docx", (Paragraph(TITLE, 1), builder.build())), [ogi2021.Report])
    assert {item.reason for item in reading.unplaced} == {doubt}
    assert "disclosure.licences.decisions" in {item.path for item in reading.unplaced}
    assert set(reading.report.figures().values()) == {None}


def test_a_figure_merged_over_several_cells_is_nobodys() -> None:
    rows, figures = numbered("disclosure")
    regulations = next(cells for cells in rows if ("规章", 1) in cells)
    regulations[1:] = [("12", 2), ("3", 1)]
    reading = read(TITLE, rows)
    assert left(reading) == ["12"]
    assert seen(reading)["disclosure.regulations.in_force"] == "3"
    assert len(seen(reading)) == len(figures) - 2


def test_a_figure_merged_over_two_rows_is_nobodys() -> None:
    rows, _ = numbered("disclosure")
    documents = next(at for at, cells in enumerate(rows) if ("行政规范性文件", 1) in cells)
    rows[documents][1] = None
    reading = read(TITLE, rows)
    assert left(reading) == ["100"]
    assert "disclosure.regulations.issued" in reading.missing


def test_a_table_printed_twice_is_read_once() -> None:
    rows, figures = numbered("disputes")
    other = [*rows[:-1], [("1", 1), *rows[-1][1:]]]
    reading = read(TITLE, rows, other)
    assert seen(reading) == figures
    assert [(item.source.text, item.path) for item in reading.unplaced] == [
        ("1", "disputes.reconsideration.upheld")
    ]


@pytest.mark.parametrize(
    ("official", "printed"),
    [
        ("第二十条第（一）项", "第二十条 第(一)项"),
        ("行政规范性文件", "规范性文件"),
        ("本年收费金额（单位：万元）", "本年收费金额(单位:万元)"),
        ("本年制发件数", "本年制发\n件数"),
    ],
)
def test_labels_may_be_printed_otherwise(official: str, printed: str) -> None:
    rows, figures = numbered("disclosure")
    changed: Drawn = [
        [cell if cell is None else (printed if cell[0] == official else cell[0], cell[1]) for cell in cells]
        for cells in rows
    ]
    assert changed != rows
    assert seen(read(TITLE, changed)) == figures


@pytest.mark.parametrize(
    ("official", "printed"),
    [
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        ("3.危及“三安全一稳定”", '3、危及"三安全一稳定"'),
        ("1.属于国家秘密", "1. 属于国家秘密"),
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "1、申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请",
        ),
        ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "2.逾期不缴费"),
        ("三、本年度办理结果", "办理结果"),
    ],
)
def test_long_labels_may_be_short_or_punctuated_otherwise(official: str, printed: str) -> None:
    rows, figures = numbered("applications")
    changed: Drawn = [
        [cell if cell is None else (printed if cell[0] == official else cell[0], cell[1]) for cell in cells]
        for cells in rows
    ]
    assert changed != rows
    assert seen(read(TITLE, changed)) == figures


def test_a_table_of_something_else_is_left_alone() -> None:
    other: Drawn = [[("事项", 1), ("数量", 1)], [("行政许可", 1), ("5", 1)], [("行政处罚", 1), ("6", 1)]]
    rows, figures = numbered("disclosure")
    reading = read(TITLE, other, rows)
    assert seen(reading) == figures
    assert reading.unplaced == ()


# --- figures

COUNT, AMOUNT = Content("count"), Content("amount")


@pytest.mark.parametrize(
    ("text", "content", "figure"),
    [
        ("12345678", COUNT, 12345678),
        (" １２ ", COUNT, 12),
        ("1,234", COUNT, 1234),
        ("1 234", COUNT, 1234),
        ("1\u200b23", COUNT, 123),
        ("-5", COUNT, -5),
        ("−5", COUNT, -5),
        ("007", COUNT, 7),
        ("", COUNT, None),
        (" \u3000\n", COUNT, None),
        ("0", COUNT, 0),
        ("72701.2578", AMOUNT, Decimal("72701.2578")),
        ("1.50", AMOUNT, Decimal("1.50")),
        ("12", AMOUNT, Decimal(12)),
    ],
)
def test_figures_are_read_as_they_are_typed(text: str, content: Content, figure: object) -> None:
    found = parse_figure(text, content)
    assert (str(found), type(found)) == (str(figure), type(figure))


@pytest.mark.parametrize(
    "text",
    [
        "/",
        "—",
        "无",
        "3件",
        "1.5",
        "1.0",
        "22（其中修订16件）",
        "1 2",
        "12\n34",
        "200\n300",
        "200\t300",
        "1 \u2028 -234",
        "\u202e123\u202c",
        "1e3",
        "²",
    ],
)
def test_anything_else_is_no_count(text: str) -> None:
    with pytest.raises(DataError):
        parse_figure(text, COUNT)


def test_what_is_no_number_stays_open_with_its_text() -> None:
    rows, figures = numbered("disclosure")
    regulations = next(cells for cells in rows if ("规章", 1) in cells)
    regulations[1:3] = [("/", 1), (" ", 1)]
    reading = read(TITLE, rows)
    path = "disclosure.regulations.issued"
    assert reading.report.figures()[path] is None
    assert reading.cells[path].text == "/"
    assert reading.report.figures()["disclosure.regulations.repealed"] is None
    assert [(item.path, item.source.text) for item in reading.unplaced] == [(path, "/")]
    assert not any(missing.startswith("disclosure") for missing in reading.missing)
    assert len(seen(reading)) == len(figures) - 2


def test_a_blank_total_is_not_computed() -> None:
    rows, _ = numbered("disputes")
    rows[-1][4] = ("", 1)
    assert read(TITLE, rows).report.figures()["disputes.reconsideration.total"] is None


def test_the_reading_explains_each_figure() -> None:
    rows, _ = numbered("disputes")
    rows[-1][:2] = [("", 1), ("3件", 1)]
    lines = list(read(TITLE, rows).explain("en"))
    assert len(lines) == 200
    assert lines[0] == "disclosure.regulations.issued = —: not seen"
    assert lines[185:188] == [
        "disputes.reconsideration.upheld = —: table 1, row 4, column 1",
        "disputes.reconsideration.corrected = 3: table 1, row 4, column 2 “3件”",
        "disputes.reconsideration.other = 102: table 1, row 4, column 3",
    ]


# --- texts

SECTIONS = ("一、总体情况", "甲。", "五、存在的主要问题及改进情况", "乙。", "六、其他需要报告的事项", "丙。")


def test_sections_stand_under_their_headings() -> None:
    reading = read(
        "甲县人民政府", "2024年政府信息公开工作年度报告", "", "导语。", "第二段。", *SECTIONS, "丁。"
    )
    assert reading.report.title == TITLE
    assert reading.report.year == 2024
    assert reading.report.agency.name == "甲县人民政府"
    assert reading.report.texts() == {
        "lead": "导语。\n第二段。",
        "overview": "甲。",
        "problems": "乙。",
        "other": "丙。\n丁。",
    }
    assert reading.unplaced == ()
    assert len(reading.missing) == 200


def test_contact_facts_come_from_the_texts() -> None:
    reading = read(TITLE, "（地址：甲县一路1号，邮政编码：123456，联系电话：0123-4567890）", *SECTIONS)
    agency = reading.report.agency
    assert (agency.address, agency.postcode, agency.phone) == ("甲县一路1号", "123456", "0123-4567890")
    assert agency.email is None


FAR_IN = "\u3000" * 8


@pytest.mark.parametrize(
    ("lines", "signature", "other"),
    [
        (["丙。", f"{FAR_IN}甲局", f"{FAR_IN}2025年1月9日"], ("甲局", date(2025, 1, 9)), "丙。"),
        (["丙。", f"{FAR_IN}甲局"], ("甲局", None), "丙。"),
        (["丙。", "甲局", "2025年1月9日"], None, "丙。\n甲局\n2025年1月9日"),
        (["2025年1月9日"], None, "2025年1月9日"),
        (["丙。", f"{FAR_IN}2025年1月9日"], None, "丙。\n2025年1月9日"),
        (["丙。", f"{FAR_IN}甲局", f"{FAR_IN}2025年13月9日"], None, "丙。\n甲局\n2025年13月9日"),
        (["\u200b", f"{FAR_IN}甲局\n乙局"], None, "甲局\n乙局"),
        (["丙。", f"{FAR_IN}（联系人：张三）"], None, "丙。\n（联系人：张三）"),
        (["丙。", f"{FAR_IN}（此页无正文）"], None, "丙。\n（此页无正文）"),
        (["丙。", f"{FAR_IN}电话:1"], None, "丙。\n电话:1"),
        (["丙。", f"{FAR_IN}附件：无", f"{FAR_IN}2025年1月9日"], None, "丙。\n附件：无\n2025年1月9日"),
        (["丙。", f"{FAR_IN}特此报告。"], None, "丙。\n特此报告。"),
        *[(["丙。", FAR_IN + name], (name, None), "丙。") for name in ("0", ":", "a:b", "甲,", "(b)")],
        (
            ["丙。", f"{FAR_IN}2025年1月9日", f"{FAR_IN}甲局（章）"],
            ("甲局（章）", None),
            "丙。\n2025年1月9日",
        ),
    ],
)
def test_a_sign_off_is_known_by_standing_apart(
    lines: list[str], signature: tuple[str, date | None] | None, other: str
) -> None:
    report = read(TITLE, "一、总体情况", "甲。", "六、其他需要报告的事项", *lines).report
    assert report.published()["signature"] == signature
    assert report.texts()["other"] == other


@pytest.mark.parametrize("char", ["\ufdd0", "\x07", "\ufffe", "\ud800"])
def test_a_character_no_document_may_hold_is_dropped_from_the_texts_and_noted(char: str) -> None:
    rows, figures = numbered("applications")
    rows[-1][-1] = (f"1{char}2", 1)
    title = f"甲县人民{char}政府2024年政府信息公开工作年度报告"
    lines = [f"一、总体{char}情况", f"甲。{char}乙。", THREE]
    end = ["六、其他需要报告的事项", "丙。", f"{FAR_IN}甲{char}局", f"{FAR_IN}2025年1月9日"]
    reading = read(title, *lines, rows, *end)
    report = reading.report
    assert (report.title, report.agency.name, report.year) == (TITLE, "甲县人民政府", 2024)
    assert (report.texts()["overview"], report.texts()["other"]) == ("甲。乙。", "丙。")
    assert report.published()["signature"] == ("甲局", date(2025, 1, 9))
    assert left(reading) == [f"1{char}2"]
    assert len(seen(reading)) == len(figures) - 1
    (note,) = reading.notes
    assert note.en.endswith(f"dropped from the text: 4, the first of them U+{ord(char):04X} in paragraph 1")


def test_a_figure_in_a_line_of_text_is_none_with_a_character_no_document_may_hold() -> None:
    lines = ["第二十条第（一）项", "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |"]
    rows = ["规章 | 1 | 0 | 1\ufdd02 |", "行政规范性文件 | 4 | 5 | 6 |"]
    reading = read(TITLE, "二、主动公开政府信息情况", *lines, *rows)
    assert list(seen(reading).values()) == ["1", "0", "4", "5", "6"]
    assert left(reading) == ["1\ufdd02"]


def test_words_in_a_cell_with_a_character_no_document_may_hold_are_left_open() -> None:
    rows: Drawn = [
        [("填报单位", 1), ("甲局", 1)],
        [("网站名称", 1), ("甲\ufdd0网", 1)],
        [("首页网址", 1), ("a.cn", 1)],
    ]
    reading = read("2020年政府网站工作年度报表", rows, form=website2018.Report)
    assert reading.report.cells()["site.address"] == "a.cn"
    assert reading.report.cells()["site.name"] is None
    (item,) = reading.unplaced
    assert (item.path, item.source.text) == ("site.name", "甲\ufdd0网")
    assert item.reason.zh == "格中有文件不应含有的字符 U+FDD0"


def test_a_name_a_file_gives_itself_loses_what_no_document_may_hold() -> None:
    facts = {"title": "甲局\ufdd02024年政府信息公开工作年度报告", "publisher": "乙\ufdd0局"}
    blocks = (Paragraph("一、总体情况", 1), Paragraph("甲。", 2))
    report = recognise(Document("a.html", blocks, facts=facts), [ogi2021.Report]).report
    assert (report.title, report.agency.name) == ("甲局2024年政府信息公开工作年度报告", "甲局")


@pytest.mark.parametrize(
    "day",
    [
        "二〇二五年一月十二日",
        "二○二五年一月十二日",
        "２０２５年１月１２日",
        "2025-01-12",
        "2025.1.12",
        "2025/1/12",
    ],
)
def test_the_day_of_a_sign_off_may_be_spelt_otherwise(day: str) -> None:
    lines = ["六、其他需要报告的事项", "丙。", f"{FAR_IN}甲局", FAR_IN + day]
    report = read(TITLE, "一、总体情况", "甲。", *lines).report
    assert report.published()["signature"] == ("甲局", date(2025, 1, 12))
    assert report.texts()["other"] == "丙。"


@pytest.mark.parametrize("day", ["2025年1月", "二〇二五年一月", "2025年", "×年×月×日", "2025年1月9日印发"])
def test_what_is_only_a_part_of_a_day_signs_nothing(day: str) -> None:
    lines = ["六、其他需要报告的事项", "丙。", f"{FAR_IN}甲局", FAR_IN + day]
    report = read(TITLE, "一、总体情况", "甲。", *lines).report
    assert report.published()["signature"] is None
    assert report.texts()["other"] == f"丙。\n甲局\n{day}"


def test_a_reference_in_a_published_text_is_text() -> None:
    reading = read(TITLE, "一、总体情况", "共{{ applications.received.total }}件，{{ 无 }}。")
    assert reading.report.overview == "共{{ applications.received.total }}件，{{ 无 }}。"


@pytest.mark.parametrize(
    "heading",
    [
        "五、存在问题及改进情况",
        "五、政府信息公开工作存在的主要问题及改进情况",
        "五、存在的主要问题及整改措施",
        "五．存在的主要问题及改进情况",
        " 五、 存在的主要问题及改进情况：",
        "存在的主要问题及改进情况",
    ],
)
def test_headings_may_be_printed_otherwise(heading: str) -> None:
    reading = read(TITLE, "一、总体情况", "甲。", heading, "乙。")
    assert reading.report.overview == "甲。"
    assert reading.report.problems == "乙。"


def test_a_sub_heading_with_the_words_of_a_heading_is_text() -> None:
    lines = ("（一）总体情况", "1.其他需要报告的事项", "总体情况")
    reading = read(TITLE, "一、总体情况", *lines, "六、其他需要报告的事项", "丙。")
    assert reading.report.overview == "\n".join(lines)
    assert reading.report.other == "丙。"


def test_a_list_of_contents_is_no_section() -> None:
    reading = read(TITLE, SECTIONS[0], SECTIONS[2], SECTIONS[4], "导语。", *SECTIONS)
    assert reading.report.lead == "导语。"
    assert reading.report.overview == "甲。"
    assert left(reading) == [SECTIONS[0], SECTIONS[2], SECTIONS[4]]


def test_text_under_the_heading_of_a_table_is_its_note() -> None:
    reading = read(TITLE, *SECTIONS[:2], "二、主动公开政府信息情况", "单位：件", *SECTIONS[2:])
    assert left(reading) == []
    assert reading.report.notes == {"disclosure": "单位：件"}


def test_a_heading_the_form_does_not_have_ends_a_section() -> None:
    reading = read(TITLE, *SECTIONS, "七、附件", "附件一。")
    assert reading.report.other == "丙。"
    assert left(reading) == ["七、附件", "附件一。"]
    assert reading.unplaced[1].message.en == (
        'paragraph 9, "附件一。": it stands in no section of text of the form'
    )


def test_a_sentence_that_opens_like_a_heading_is_left_alone() -> None:
    reading = read(TITLE, "一、总体情况", "甲。", "三、四季度公开信息若干条。", "乙。")
    assert reading.report.overview == "甲。\n乙。"
    assert left(reading) == ["三、四季度公开信息若干条。"]


@pytest.mark.parametrize(
    ("lines", "title", "name", "lead"),
    [
        (["甲局2024年度政府信息公开年报", "导语。"], "甲局2024年度政府信息公开年报", "甲局", "导语。"),
        (
            ["2024年甲局政府信息公开工作年度报告", "导语。"],
            "2024年甲局政府信息公开工作年度报告",
            "甲局",
            "导语。",
        ),
        (
            ["甲 局 2024 年", "政府信息公开工作年度报告"],
            "甲 局 2024 年政府信息公开工作年度报告",
            "甲局",
            "",
        ),
        (["数据统计期限为2024年1月1日起。"], "", "", "数据统计期限为2024年1月1日起。"),
    ],
)
def test_titles_of_other_manners(lines: Sequence[str], title: str, name: str, lead: str) -> None:
    report = read(*lines, *SECTIONS).report
    assert (report.title, report.agency.name, report.year, report.texts()["lead"]) == (
        title,
        name,
        2024,
        lead,
    )


def test_a_marked_title_counts_before_one_that_only_looks_so() -> None:
    paragraphs = (
        Paragraph("甲局2024年公开情况", 1, is_title=True),
        Paragraph("本机关编制年度报告", 2),
        Paragraph("一、总体情况", 3),
    )
    report = recognise(Document("a.docx", paragraphs), [ogi2021.Report]).report
    assert report.title == "甲局2024年公开情况"
    assert report.texts()["lead"] == "本机关编制年度报告"


# --- which form


class Few(Columns):
    made: Count = column("制作数量")
    public: Count = column("公开数量")
    total: Count = total("总计")


class OldTable(Rows, corner="信息内容"):
    rules: Few = row("规章")
    papers: Few = row("文件")


class NewTable(Rows, corner="信息内容"):
    rules: Few = row("规章")
    papers: Few = row("文件")
    plans: Few = row("规划")


class OldReport(Report, name="old", years=(2019, 2020)):
    overview: Text = section("一、概述")
    numbers: OldTable = table("二、数据")


class NewReport(Report, name="new", years=(2021, None)):
    overview: Text = section("一、概述")
    numbers: NewTable = table("二、数据")


@pytest.mark.parametrize(
    ("drawing", "year", "name"),
    [
        (OldReport, 2020, "old"),
        (NewReport, 2022, "new"),
        (NewReport, 2020, "new"),  # the table has a row only the new form has
        (OldReport, 2022, "new"),  # the labels fit both: the year decides
        (OldReport, 2015, "old"),  # neither serves the year: nothing of the old form is absent
    ],
)
def test_the_form_follows_from_the_tables_and_then_the_year(
    drawing: type[Report], year: int, name: str
) -> None:
    rows = drawn(drawing.grids()["numbers"], {"numbers.rules.made": "3"})
    reading = recognise(document(f"甲局{year}年年度报告", rows), [OldReport, NewReport])
    assert reading.report.info().name == name
    assert reading.report.figures()["numbers.rules.made"] == 3


def test_headings_alone_name_a_form_too() -> None:
    page = document("甲局2022年年度报告", "一、概述", "甲。")
    assert recognise(page, [ogi2021.Report, OldReport, NewReport]).report.info().name == "new"


def test_a_document_without_any_form_says_what_was_looked_for() -> None:
    with pytest.raises(SourceError) as caught:
        recognise(document("关于开会的通知", "今天开会。"), [OldReport, NewReport])
    assert caught.value.to_text("en").splitlines() == [
        "the document has no heading and no table of any known form",
        "  where: a.docx",
        "  found: 关于开会的通知",
        "  expected: old: 一、概述 二、数据 / new: 一、概述 二、数据",
        "  to do: check whether this is the report; name a form of your own with --form, in Python form=",
    ]


def test_a_document_without_a_year_is_read_with_a_stand_in_that_is_said() -> None:
    reading = read("甲局政府信息公开工作年度报告", *SECTIONS)
    assert not reading.is_year_stated
    assert reading.missing[0] == "year"
    assert reading.report.year == 2021
    assert reading.to_data()["year"] is None
    assert [note.en for note in reading.notes] == [
        "the document does not state its year; 2021 stands in for it until someone does"
    ]


class MixedTable(Rows, corner="信息内容"):
    rules: Few = row("规章", block="第一项")
    papers: Few = row("文件")
    permits: Count = row("许可", block="第二项")
    fines: Count = row("处罚")


class MixedReport(Report, name="mixed", years=(2021, None)):
    overview: Text = section("一、概述")
    numbers: MixedTable = table("二、数据")


def test_single_values_under_a_block_of_columns_are_read() -> None:
    given = {"numbers.rules.made": "3", "numbers.permits": "7", "numbers.fines": "8"}
    rows = drawn(MixedReport.grids()["numbers"], given)
    reading = recognise(document("甲局2022年年度报告", rows), [MixedReport])
    figures = reading.report.figures()
    assert {path: figures[path] for path in given} == {path: int(text) for path, text in given.items()}
    assert not [each for each in reading.unplaced if each.source.table]
