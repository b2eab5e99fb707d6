"""A comparison as a Word annex: the figures side by side, and the texts with what went and came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Final

from lxml import etree

from govreport.arguments import require
from govreport.charts import charts_of
from govreport.comparison import Comparison, Line, Section
from govreport.comparison.telling import TO, line_cells
from govreport.forms._fields import BETWEEN
from govreport.text.differences import Change
from govreport.text.titles import title_lines
from govreport.word import styles
from govreport.word.assembly import relation_of, word_file
from govreport.word.charting import chart_mark, with_charts
from govreport.word.markup import paragraph, run, w
from govreport.word.package import read_parts, write_parts
from govreport.word.page import BLOCK_WIDTH, section_properties
from govreport.word.tables import scaled, table_properties

_STYLE_OF: Final = {Change.SAME: "", Change.REMOVED: "RemovedText", Change.ADDED: "AddedText"}
_MAIN: Final = "word/document.xml"
_WIDE: Final = 3
"""How many times as wide as a figure the labels are."""
_NO_CHANGE: Final = "文字没有变化。"
_KEY: Final = "加下划线的文字是后一份的，加删除线的是前一份的；没有变化的段落不列出。"


def annex(comparison: Comparison) -> bytes:
    """Return a comparison as a Word file, in the styles of the reports.

    Cells in which no report has anything but blanks and zeros are left out, and so are paragraphs that
    have not changed. The same comparison always gives the same bytes.

    Raises:
        UsageError: If it is no comparison.
    """
    require(comparison, Comparison, "annex", "govreport.compare(…)")
    owner = comparison.reports[-1].agency.name
    title, charts = comparison.title, charts_of(*comparison.reports)
    body = w(
        "body",
        *(paragraph(styles.TITLE, run(line)) for line in title_lines(title, owner)),
        *_iter_tables(comparison),
        *(paragraph(styles.TABLE_FIGURE, run(chart_mark(name))) for name in charts),
        *_iter_texts(comparison),
        section_properties(relation_of("footer1"), relation_of("footer2")),
    )
    marks = (
        styles.character_style(_STYLE_OF[Change.REMOVED], "Removed Text", w("strike")),
        styles.character_style(_STYLE_OF[Change.ADDED], "Added Text", w("u", val="single")),
    )
    properties = {"dc:title": title, "dc:creator": owner, "dc:language": "zh-CN"}
    parts = read_parts(word_file(w("document", body), more_styles=marks, properties=properties))
    return write_parts({**parts, **with_charts(parts, _MAIN, charts)})


def _iter_tables(comparison: Comparison) -> Iterator[etree._Element]:
    """Yield the figures under the headings of their tables."""
    shown = (line for line in comparison.lines if not line.is_empty)
    for heading, lines in groupby(shown, key=attrgetter("table")):
        yield paragraph(styles.HEADING_1, run(heading))
        yield _table(comparison.heads, list(lines))


def _table(heads: Sequence[str], lines: Sequence[Line]) -> etree._Element:
    widths = scaled((_WIDE, *(1 for _ in heads[1:])), BLOCK_WIDTH)
    return w(
        "tbl",
        table_properties(BLOCK_WIDTH),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        _row(heads, widths, styles.TABLE_HEAD, is_head=True),
        *(
            _row((BETWEEN.join(line.labels), *line_cells(line, "zh")), widths, styles.TABLE_LABEL)
            for line in lines
        ),
    )


def _row(texts: Sequence[str], widths: Sequence[int], first: str, *, is_head: bool = False) -> etree._Element:
    """Return a row that never breaks; a head is repeated on every page."""
    others = styles.TABLE_HEAD if is_head else styles.TABLE_FIGURE
    return w(
        "tr",
        w("trPr", w("cantSplit"), w("tblHeader") if is_head else None),
        *(
            w(
                "tc",
                w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="center")),
                paragraph(others if at else first, run(text)),
            )
            for at, (text, width) in enumerate(zip(texts, widths, strict=True))
        ),
    )


def _iter_texts(comparison: Comparison) -> Iterator[etree._Element]:
    """Yield the sections that changed, with what changed in them."""
    changed = [section for section in comparison.sections if section.is_changed]
    yield paragraph(styles.HEADING_1, run("文字对照"))
    yield paragraph(styles.BODY, run(_KEY if changed else _NO_CHANGE))
    for section in changed:
        yield paragraph(styles.HEADING_2, run(section.heading))
        yield from _iter_section(section, comparison.names)


def _iter_section(section: Section, names: Sequence[str]) -> Iterator[etree._Element]:
    for (old, new), passages in zip(pairwise(names), section.differences, strict=True):
        shown = [passage for passage in passages if passage.change is not Change.SAME]
        if len(names) > 2 and shown:
            yield paragraph(styles.HEADING_3, run(f"{old}{TO}{new}"))
        for passage in shown:
            yield paragraph(
                styles.BODY, *(run(piece.text, _STYLE_OF[piece.change]) for piece in passage.pieces)
            )
