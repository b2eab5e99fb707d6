"""A comparison as lines of text, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Final

from govreport.checks.places import BETWEEN
from govreport.comparison.figures import Line
from govreport.comparison.result import Comparison, Section
from govreport.filters import Figure
from govreport.forms._printing import value_text
from govreport.messages import Language, Message
from govreport.text.amounts import format_plain
from govreport.text.differences import Change, Passage

BLANK: Final = Message("空白", "blank")
NONE: Final = "—"
"""Stands where there is no change to tell."""
TO: Final = " → "
_UNCHANGED: Final = Message("另有 {count} 项没有变化", "{count:more has|more have} not changed")
_SAME_TEXTS: Final = Message("文字没有变化", "the texts have not changed")
_SAME_PARAGRAPHS: Final = Message("（{count} 段没有变化）", "({count:paragraph|paragraphs} unchanged)")
_MARKS: Final = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
_SIGNS: Final = {Change.REMOVED: "-", Change.ADDED: "+", None: "~"}


def iter_text(comparison: Comparison, language: Language = "zh", *, unchanged: bool = False) -> Iterator[str]:
    """Yield a comparison line by line: the cells that changed, then the sections.

    Words that went stand in ``[-…-]``, those that came in ``{+…+}``.

    Args:
        comparison: The comparison.
        language: The language of what is not the report's own.
        unchanged: Whether to show also what has not changed and is not empty.
    """
    yield TO.join(comparison.names)
    shown = [line for line in comparison.lines if line.is_changed or (unchanged and not line.is_empty)]
    for table, lines in groupby(shown, key=attrgetter("table")):
        yield table
        yield from (f"  {line_text(line, language)}" for line in lines)
    if len(shown) < len(comparison.lines):
        yield _UNCHANGED.format(count=len(comparison.lines) - len(shown)).in_language(language)
    changed = [section for section in comparison.sections if section.is_changed]
    for section in changed:
        yield section.heading
        yield from _iter_section(section, comparison.names, language)
    if not changed:
        yield _SAME_TEXTS.in_language(language)


def line_text(line: Line, language: Language) -> str:
    """Return a cell on a line: its labels, what it says in each report, and its last change."""
    values = TO.join(_told(line, language))
    change = line.changes[-1]
    told = f"  {signed(change.difference)}  {change.wording}" if change and change.difference else ""
    return f"{BETWEEN.join(line.labels)}: {values}{told}"


def line_cells(line: Line, language: Language) -> tuple[str, ...]:
    """Return what stands behind the labels of a line in a table: every value, the last change, its rate."""
    values = _told(line, language)
    change = line.changes[-1]
    if change is None:
        return (*values, NONE, NONE)
    rate = NONE if change.percent is None else signed(change.percent) + "%"
    return (*values, signed(change.difference), rate)


def _told(line: Line, language: Language) -> tuple[str, ...]:
    """Return what a line says in each report; a blank says that it is one."""
    return tuple(value_text(value) or BLANK.in_language(language) for value in line.values)


def signed(figure: Figure) -> str:
    """Return a difference with its sign: +3, −3, 0.

    >>> signed(3), signed(Decimal("-0.50"))
    ('+3', '−0.50')
    """
    digits = format_plain(Decimal(figure)).removeprefix("-")
    return digits if not figure else ("+" if figure > 0 else "−") + digits


def to_data(comparison: Comparison) -> dict[str, object]:
    """Return a comparison as plain data: counts as numbers, amounts and percentages as texts."""
    return {
        "reports": [
            {
                "name": name,
                "agency": report.agency.name,
                "year": report.year,
                "form": report.info().name,
                "title": report.title,
            }
            for name, report in zip(comparison.names, comparison.reports, strict=True)
        ],
        "figures": [_figures(line) for line in comparison.lines],
        "sections": [
            {
                "name": section.name,
                "heading": section.heading,
                "differences": [[_passage(each) for each in passages] for passages in section.differences],
            }
            for section in comparison.sections
        ],
        "lost": [
            {"report": comparison.names[at], "path": entry.path, "value": _plain(entry.value)}
            for at, conversion in comparison.conversions.items()
            for entry in conversion.lost
        ],
    }


def _iter_section(section: Section, names: tuple[str, ...], language: Language) -> Iterator[str]:
    for (old, new), passages in zip(pairwise(names), section.differences, strict=True):
        if len(names) > 2:
            yield f"  {old}{TO}{new}"
        same = 0
        for passage in passages:
            if passage.change is Change.SAME:
                same += 1
                continue
            yield f"  {_SIGNS[passage.change]} {_marked(passage)}"
        if same:
            yield "  " + _SAME_PARAGRAPHS.format(count=same).in_language(language)


def _marked(passage: Passage) -> str:
    if passage.change is not None:
        return passage.old or passage.new
    return "".join(_MARKS[piece.change].format(piece.text) for piece in passage.pieces)


def _figures(line: Line) -> dict[str, object]:
    return {
        "path": line.path,
        "table": line.table,
        "labels": list(line.labels),
        "unit": line.unit,
        "values": [_plain(value) for value in line.values],
        "changes": [
            change
            and {
                "difference": _plain(change.difference),
                "percent": _plain(change.percent),
                "wording": change.wording,
            }
            for change in line.changes
        ],
    }


def _passage(passage: Passage) -> dict[str, object]:
    pieces = [{"change": str(piece.change), "text": piece.text} for piece in passage.pieces]
    return {"change": str(passage.change or "changed"), "pieces": pieces}


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return format_plain(value)
        case tuple():
            return list(value)
    return value
