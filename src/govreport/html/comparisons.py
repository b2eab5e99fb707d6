"""A comparison as a page: figures side by side, texts with what went and came; it needs nothing else."""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import attrgetter
from typing import Final

from markupsafe import Markup

from govreport.arguments import require
from govreport.charts import charts_of
from govreport.comparison import Comparison, Line
from govreport.comparison.telling import TO, line_cells
from govreport.forms._fields import BETWEEN
from govreport.html.drawings import chart_svg
from govreport.html.environment import content_policy, part, rendered
from govreport.html.words import TAGS
from govreport.messages import Language, Message
from govreport.text.differences import Change, Passage

_WORDS: Final = {
    "figures": Message("数字", "Figures"),
    "charts": Message("图", "Charts"),
    "texts": Message("文字", "Texts"),
    "wording": Message("说法", "In words"),
    "same": Message("没有变化的段落：{count}", "paragraphs unchanged: {count}"),
    "no_texts": Message("文字没有变化。", "The texts have not changed."),
    "no_figures": Message("没有数字。", "There are no figures."),
    "removed": Message("删去：", "removed: "),
    "added": Message("新增：", "added: "),
    "end": Message("（完）", "(end)"),
    "key": Message(
        "有底色的行有变化；带删除线的文字是前一份的，带下划线的是后一份的。",
        "Lines with a shade have changed; words struck out are of the earlier report,"
        " underlined ones of the later.",
    ),
}
_STYLE: Final = "comparison.css"


def comparison_page(comparison: Comparison, language: Language = "zh") -> str:
    """Return a comparison as a page of its own, without scripts; the same comparison gives the same page.

    Cells in which no report has anything but blanks and zeros are left out.

    >>> from govreport.comparison import compare
    >>> from govreport.forms import ogi2021
    >>> report = ogi2021.Report.from_data({"year": 2024, "agency": {"name": "甲<局>"}})
    >>> "甲&lt;局&gt;" in comparison_page(compare(report, report))
    True

    Raises:
        UsageError: If it is no comparison.
    """
    require(comparison, Comparison, "comparison_page", "govreport.compare(…)")
    style = part(_STYLE)
    words = {name: message.in_language(language) for name, message in _WORDS.items()}
    shown = (line for line in comparison.lines if not line.is_empty)
    context: dict[str, object] = {
        "lang": TAGS[language],
        "words": words,
        "title": comparison.title,
        "heads": (*comparison.heads, words["wording"]),
        "tables": [
            (table, [_row(line, language) for line in lines])
            for table, lines in groupby(shown, key=attrgetter("table"))
        ],
        "charts": [
            Markup(chart_svg(chart, f"chart-{name}"))  # noqa: S704  escaped where it was made
            for name, chart in charts_of(*comparison.reports).items()
            if not chart.is_empty
        ],
        "sections": [
            (section.heading, _blocks(comparison, section.differences, words))
            for section in comparison.sections
            if section.is_changed
        ],
        "style": Markup(style),  # noqa: S704  our own
        "policy": content_policy(style),
    }
    return rendered("comparison.html", context)


def _row(line: Line, language: Language) -> dict[str, object]:
    change = line.changes[-1]
    return {
        "label": BETWEEN.join(line.labels),
        "cells": line_cells(line, language),
        "wording": change.wording if change else "",
        "changed": line.is_changed,
    }


def _blocks(
    comparison: Comparison, differences: tuple[tuple[Passage, ...], ...], words: dict[str, str]
) -> list[dict[str, object]]:
    """Return what changed from each report to the next."""
    pairs = pairwise(comparison.names)
    return [
        {
            "name": f"{old}{TO}{new}",
            "passages": [
                [(str(piece.change), piece.text) for piece in passage.pieces]
                for passage in passages
                if passage.change is not Change.SAME
            ],
            "same": words["same"].format(count=sum(each.change is Change.SAME for each in passages)),
        }
        for (old, new), passages in zip(pairs, differences, strict=True)
    ]
