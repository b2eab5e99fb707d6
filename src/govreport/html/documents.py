"""A report as HTML: the fragment that is pasted into a site, and a page of its own.

The fragment has inline styles only: no class, no script, no file beside it. A content management system
may take the styles away as well; headings, tables and paragraphs then still say the same.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Final, Literal, cast, get_args

from markupsafe import Markup, escape

from govreport.arguments import require_report
from govreport.charts import TABLE, Chart
from govreport.errors import DataError
from govreport.forms import Cell, Grid, Role
from govreport.forms._fields import Field, Kind
from govreport.forms._printing import CellValue, format_cell
from govreport.forms._validation import as_written
from govreport.html.drawings import chart_svg
from govreport.html.environment import part, rendered
from govreport.html.tables import alignment, table_pieces
from govreport.messages import Message
from govreport.report import Report
from govreport.text.dates import format_date
from govreport.text.outline import BODY, SECOND_LEVEL, outline
from govreport.text.titles import title_lines
from govreport.text.wording import without_numbering

Level = Literal[1, 2, 3]
"""The level of the heading that is the title; those below it follow."""
_PREFIX: Final = re.compile("[A-Za-z][A-Za-z0-9_-]*")
_LINE: Final = "border:1px solid #000;padding:0.2em 0.3em;"
_WIDE_FROM: Final = 6
"""A table of that many columns is not squeezed into a telephone: it is moved sideways in its frame."""

NO_CHARTS: Final[Mapping[str, Chart]] = MappingProxyType({})

Slots = tuple[tuple[str, Callable[[Report], CellValue], Field], ...]
"""For every figure of a table: the markup before it, what gets its value, and its field."""


def fragment(
    report: Report,
    *,
    level: Level = 1,
    prefix: str | None = None,
    draft: bool = False,
    charts: Mapping[str, Chart] = NO_CHARTS,
) -> str:
    """Return a report as a piece of HTML to be pasted into a page.

    It holds what the Word file holds: title, sections with their headings, notes, tables, and sign-off. A
    cell that is blank is empty. The same report always gives the same text.

    Args:
        report: The report.
        level: The level of the title's heading, where the page around it has headings of its own.
        prefix: What the ids in it begin with; the name of the form where nothing is given. Two reports on
            one page need different ones.
        draft: Whether it is marked 草稿.
        charts: Charts to stand under the table of applications (`govreport.charts.charts_of`), as SVG.

    Raises:
        UsageError: If it is no report.
        DataError: If there is no such level, or no id can begin with the prefix.

    >>> from govreport.forms import ogi2021
    >>> report = ogi2021.Report.from_data({"year": 2024, "agency": {"name": "甲县<乙局>"}})
    >>> "甲县&lt;乙局&gt;" in fragment(report)
    True
    """
    require_report(report, "fragment")
    if level not in get_args(Level):
        raise DataError.of(
            Message("标题没有这一级", "no such level of a title"),
            where="level",
            found=as_written(level),
            expected="1 / 2 / 3",
        )
    name = report.info().name
    start = re.sub("[^A-Za-z0-9]+", "-", name).strip("-") if prefix is None else prefix
    if not _PREFIX.fullmatch(start):
        raise DataError.of(
            Message("id 不能这样开头", "no id can begin like this"),
            where="prefix",
            found=as_written(start),
            expected=Message(
                "拉丁字母，后面可有数字、- 和 _", "a Latin letter, then digits, - and _ as well"
            ),
        )
    drawn = [chart_svg(chart, f"{start}-{name}") for name, chart in charts.items() if not chart.is_empty]
    context = {
        **_context(report, level, start, draft=draft),
        "charts": [Markup(svg) for svg in drawn],  # noqa: S704  escaped where it was made
    }
    return rendered("fragment.html", context)


def page(report: Report, *, draft: bool = False, charts: Mapping[str, Chart] = NO_CHARTS) -> str:
    """Return a report as a whole page, set for the screen and for A4 paper (GB/T 9704-2012).

    What stands between its two comments is the `fragment` of the report, with the same charts.

    Raises:
        UsageError: If it is no report.
    """
    require_report(report, "page")
    content = fragment(report, draft=draft, charts=charts)
    context = {
        "title": report.title,
        "style": Markup(part("page.css")),  # noqa: S704  our own
        "content": Markup(content),  # noqa: S704  escaped where it was made
        "draft": draft,
    }
    return rendered("page.html", context)


def caption_of(report: Report, table: Field) -> str:
    """Return what a table is called where it stands alone: the year, and its heading without numbering."""
    return f"{report.year}年{without_numbering(table.label.text)}"


def figure_text(cell: Cell, value: CellValue) -> str:
    """Return what stands in a cell, escaped."""
    return str(escape(format_cell(cast("Field", cell.field), value)))


def is_wide(grid: Grid) -> bool:
    """Tell whether a table has too many columns for a narrow screen."""
    return grid.columns >= _WIDE_FROM


def _context(report: Report, level: int, prefix: str, *, draft: bool) -> dict[str, object]:
    signature = report.signature
    signed = [signature.name, signature.date and format_date(signature.date)] if signature else []
    return {
        "draft": draft,
        "level": level,
        "title_lines": title_lines(report.title, report.agency.name),
        "parts": [_part(report, field, level, prefix) for field in report.parts()],
        "signature": [line for line in signed if line],
    }


def _part(report: Report, field: Field, level: int, prefix: str) -> dict[str, object]:
    heading = field.label.text if field.labels and field.titled else ""
    inner = level + bool(heading)
    text = report.notes.get(field.name, "") if field.kind is Kind.TABLE else getattr(report, field.name)
    return {
        "heading": heading,
        "paragraphs": list(_paragraphs(text, inner)),
        "table": _table(report, field, prefix) if field.kind is Kind.TABLE else None,
        "is_charted": field.name == TABLE,
    }


def _paragraphs(text: str, level: int) -> Iterator[dict[str, object]]:
    """Yield the lines of a section; headings below `level` follow one another without a gap."""
    has_second = False
    for line in outline(text):
        has_second = has_second or line.level == SECOND_LEVEL
        below = 1 if line.level == SECOND_LEVEL or not has_second else 2
        yield {"level": 0 if line.level == BODY else level + below, "head": line.head, "text": line.text}


def _table(report: Report, field: Field, prefix: str) -> dict[str, object]:
    grid = report.grids()[field.name]
    slots, end = _compiled(type(report), field.name, prefix)
    markup = [before + str(escape(format_cell(each, value_of(report)))) for before, value_of, each in slots]
    whole = sum(grid.widths)
    return {
        "caption": caption_of(report, field),
        "widths": [format(100 * width / whole, ".4g") for width in grid.widths],
        "wide": is_wide(grid),
        "rows": Markup("".join((*markup, end))),  # noqa: S704  escaped piece by piece
    }


def _compile(form: type[Report], table: str, prefix: str) -> tuple[Slots, str]:
    """Return the figures of a table with the markup before each, and the markup after the last."""
    names = list(form.grids())
    grid = form.grids()[table]
    pieces = table_pieces(grid, f"{prefix}-{names.index(table) + 1}", _inline)
    *pairs, end = pieces
    slots = tuple(
        (cast("str", before), attrgetter(cell.path), cast("Field", cell.field))
        for before, cell in zip(pairs[::2], cast("list[Cell]", pairs[1::2]), strict=True)
    )
    return slots, cast("str", end)


_compiled: Final = cast(  # to mypy a frozen dataclass is not hashable as a class
    "Callable[[type[Report], str, str], tuple[Slots, str]]", functools.lru_cache(maxsize=64)(_compile)
)


def _inline(cell: Cell, grid: Grid) -> str:
    """Return the style of a cell: lined as on the paper, figures to the right."""
    style = f"{_LINE}text-align:{alignment(cell, grid)};"
    if cell.role is Role.BLOCK:
        style += "background:#c6d9f1;"
    elif cell.role is not Role.FIGURE:
        style += "font-weight:normal;"
    return f' style="{style}"'
