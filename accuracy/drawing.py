"""Reports drawn in the manners of real pages: the same figures in tables that are torn, cut and misspelt.

Every manner is a function from the rows of an official table to rows as somebody might publish them. A cell
is its text and how many rows and columns it takes; the figures stay as they are, or are blanked where a
manner says so, so that what was read can be compared with what was drawn.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from govreport.forms._grid import Grid, Role
from govreport.forms._registry import official_forms
from govreport.report import Report

HEADINGS = (
    ("overview", "一、总体情况"),
    ("disclosure", "二、主动公开政府信息情况"),
    ("applications", "三、收到和处理政府信息公开申请情况"),
    ("disputes", "四、政府信息公开行政复议、行政诉讼情况"),
    ("problems", "五、存在的主要问题及改进情况"),
    ("other", "六、其他需要报告的事项"),
)


@dataclass(frozen=True)
class Cell:
    """A cell: its text, its extent, and which figure it holds, if one."""

    text: str
    rows: int = 1
    columns: int = 1
    is_figure: bool = False
    is_head: bool = False
    path: str = ""


Row = list[Cell | None]
"""The places of a row; None where a cell from the left or from above reaches."""


def drawn(grid: Grid, figures: Mapping[str, str]) -> list[Row]:
    """Return the official grid with its figures, place by place."""
    rows: list[Row] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        is_figure = cell.role is Role.FIGURE
        text = figures.get(cell.path, "") if is_figure else cell.label.printed
        is_head = cell.role in (Role.HEAD, Role.CORNER, Role.BLOCK)
        rows[cell.row][cell.column] = Cell(
            text, cell.row_span, cell.column_span, is_figure, is_head, cell.path
        )
    return rows


def relabelled(rows: Sequence[Row], change: Callable[[str], str]) -> list[Row]:
    """Return the rows with every label changed."""
    return [
        [cell if cell is None or cell.is_figure else replace(cell, text=change(cell.text)) for cell in row]
        for row in rows
    ]


def refigured(rows: Sequence[Row], change: Callable[[str], str]) -> list[Row]:
    """Return the rows with every figure printed otherwise."""
    return [
        [replace(cell, text=change(cell.text)) if cell and cell.is_figure else cell for cell in row]
        for row in rows
    ]


def full_width(text: str) -> str:
    """Print digits full-width."""
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def numbered(rows: Sequence[Row]) -> list[Row]:
    """Number the rows of figures in a column of their own at the left, if rows have labels."""
    if len(rows[0]) != 10:
        return list(rows)
    heads = sum(any(cell and cell.is_head for cell in row) for row in rows)
    return [[Cell(str(at) if at > 0 else "序号"), *row] for at, row in enumerate(rows, 1 - heads)]


def half_width(text: str) -> str:
    """Print brackets, colons and commas half-width, quotes straight, and a blank behind a number."""
    text = text.translate(str.maketrans("（）：，“”", '():,""'))
    return re.sub(r"^(\d)\.", r"\1. ", text)


def with_commas(text: str) -> str:
    """Print 1、 for 1. and ， for 、 in long labels."""
    return re.sub(r"^(\d)\.", r"\1、", text).replace("不补正、", "不补正，").replace("费用、", "费用，")


def shortened(text: str) -> str:
    """Print the short forms of long labels, and cut others."""
    text = re.sub(r"^1\.申请人无正当理由逾期不补正.*", "1.逾期不补正", text)
    text = re.sub(r"^2\.申请人逾期未按收费.*", "2.逾期不缴费", text)
    return text.replace("（区分处理的，只计这一情形，不计其他情形）", "").replace(
        "现行有效件数", "现行有效件"
    )


def torn_letters(text: str) -> str:
    """Lose letters, as text taken out of a file does."""
    changes = {
        "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
        "本年制发件数": "本年发件数",
        "二、上年结转政府信息公开申请数量": "二、上年转结政府信息公开申请数量",
        "5.要求行政机关确认或重新出具已获取信息": "5.要求行政机关确认或重新出具已获取信",
        "1.本机关不掌握相关政府信息": "1.本机关不掌握相关政府信",
    }
    return changes.get(text, text)


def broken_lines(text: str) -> str:
    """Break labels inside words, as narrow columns do."""
    return re.sub(r"^(商业|科研|社会|法律|结果|其他|尚未)(?=..)", "\\1\n", text)


def traditional(text: str) -> str:
    """Print the characters a copy on another site has."""
    pairs = (
        "开開总總计計请請数數构構组組织織内內务務机機处處罚罰强強业業费費国國与與无無审審诉訴讼訟维維条條项項"
    )
    return text.translate(str.maketrans(pairs[::2], pairs[1::2]))


def repeated_heads(rows: Sequence[Row]) -> list[Row]:
    """Repeat the head in the middle, as behind a page break; labels that reach across are printed again."""
    heads = [row for row in rows if any(cell and cell.is_head for cell in row)]
    if len(rows) < 20 or len(heads) != 3:
        return list(rows)
    cut = 14
    again: Row = list(rows[cut])
    for column in range(len(again)):
        if again[column] is None:
            above = next(
                ((at, cell) for at in range(cut - 1, -1, -1) if (cell := rows[at][column]) is not None),
                None,
            )
            if above and above[1].rows > cut - above[0] and not above[1].is_figure:
                again[column] = replace(above[1], rows=above[1].rows - (cut - above[0]))
    shortened_rows = [
        [replace(cell, rows=min(cell.rows, cut - at)) if cell is not None else None for cell in row]
        for at, row in enumerate(rows[:cut])
    ]
    return [*shortened_rows, *heads, again, *rows[cut + 1 :]]


def spread(rows: Sequence[Row], *, repeat: bool) -> list[Row]:
    """Take merged cells apart: their text in each part, or in the first only."""
    width = max(len(row) for row in rows)
    made: list[Row] = [[Cell("")] * width for _ in rows]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            for below in range(at, min(at + cell.rows, len(rows))):
                for beside in range(column, column + cell.columns):
                    first = below == at and beside == column
                    text = cell.text if first or repeat else ""
                    made[below][beside] = replace(cell, text=text, rows=1, columns=1)
    return made


def without_spans(rows: Sequence[Row]) -> list[Row]:
    """Keep the cells and lose what they span, as a page does whose attributes were stripped."""
    return [[replace(cell, rows=1, columns=1) for cell in row if cell is not None] for row in rows]


def without_first_column(rows: Sequence[Row]) -> list[Row]:
    """Lose the first column of a table that has labels in several; cells that begin there and go on stay."""
    if len(rows[0]) != 10:
        return list(rows)
    made: list[Row] = []
    for row in rows:
        first = row[0]
        rest = list(row[1:])
        if first is not None and first.columns > 1:
            rest[0] = replace(first, columns=first.columns - 1)
        made.append(rest)
    return made


def with_sliver(rows: Sequence[Row]) -> list[Row]:
    """Split a column in two that nobody sees, as pages made by hand have."""
    at = len(rows[0]) // 2
    made: list[Row] = []
    for row in rows:
        covering = next((i for i in range(at, -1, -1) if row[i] is not None), None)
        new = list(row)
        if covering is not None and row[covering] is not None:
            cell = row[covering]
            assert cell is not None  # noqa: S101  just looked at
            new[covering] = replace(cell, columns=cell.columns + 1)
        made.append([*new[: at + 1], None, *new[at + 1 :]])
    return made


# --- pages


def html_table(rows: Sequence[Row], *, style: str = "") -> str:
    """Return the rows as an HTML table."""
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            if cell is None:
                continue
            spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
                f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            )
            text = html.escape(cell.text).replace("\n", "<br/>") or "&nbsp;"
            cells.append(f"<td{spans}{style}><p><span>{text}</span></p></td>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return '<table border="1"><tbody>' + "\n".join(lines) + "</tbody></table>"


def grids_of(form: str) -> dict[str, Grid]:
    """Return the grids of a form."""
    report: type[Report] = official_forms()[form]
    return report.grids()
