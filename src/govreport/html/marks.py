"""The tables of a report as the official form, with the cells that findings speak of marked in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup

from govreport.findings import Finding, Severity
from govreport.forms import Cell, Grid, Role
from govreport.forms._caching import cached
from govreport.forms._printing import CellValue
from govreport.html.documents import caption_of, figure_text, is_wide
from govreport.html.tables import Piece, alignment, table_pieces
from govreport.html.words import SIGNS, words
from govreport.messages import Language, visible
from govreport.report import Report

_IDS: Final = "\0"
"""Stands for what the ids of a table begin with; no label holds it."""
_WORST_FIRST: Final = tuple(Severity)

_LINK: Final = Markup(
    '<a class="at {severity}" href="#{target}" title="{title}">{text}'
    '<sup><span aria-hidden="true">{sign}</span><span class="unseen"> {word} </span>{numbers}</sup></a>'
)
_PART: Final = Markup('<span class="part" title="{title}">{text}</span>')


@dataclass(slots=True)
class _Mark:
    """What is said of a cell: the numbers of the findings that accuse it, and of those it is a part of."""

    accused: list[int] = field(default_factory=list)
    part: list[int] = field(default_factory=list)


def marked_tables(
    report: Report, findings: Sequence[Finding], prefix: str, language: Language
) -> list[dict[str, object]]:
    """Return the tables that findings speak of: caption, rows with marked cells, whether it is wide.

    A cell a finding names first is marked by colour, sign and number, and leads to the finding
    (``#PREFIX-NUMBER``, counted from 1); the other cells it names are framed.

    Args:
        report: The report.
        findings: What was found, in the order of their numbers.
        prefix: What the ids of the report begin with.
        language: The language of the page.
    """
    marks = _marks(findings)
    drawing = _Marker(report.cells(), findings, prefix, language, marks)
    tables: list[dict[str, object]] = []
    for number, (name, grid) in enumerate(report.grids().items(), 1):
        if any(cell.path in marks for cell in grid.figures()):
            ids = f"{prefix}-t{number}"
            rows = "".join(
                piece.replace(_IDS, ids) if isinstance(piece, str) else drawing.cell(piece)
                for piece in _pieces(type(report), name)
            )
            caption = caption_of(report, type(report)._fields[name])
            tables.append({"caption": caption, "wide": is_wide(grid), "rows": Markup(rows)})  # noqa: S704  escaped
    return tables


@cached
def _pieces(form: type[Report], table: str) -> tuple[Piece, ...]:
    """Return the pieces of a table; its ids begin with `_IDS`."""
    return table_pieces(form.grids()[table], _IDS, _classes)


def _marks(findings: Sequence[Finding]) -> dict[str, _Mark]:
    marks: dict[str, _Mark] = {}
    for number, finding in enumerate(findings):
        for place, path in enumerate(dict.fromkeys(finding.cells)):
            mark = marks.setdefault(path, _Mark())
            (mark.part if place else mark.accused).append(number)
    return marks


@dataclass(frozen=True, slots=True)
class _Marker:
    """Writes the cells of one report, whose values are given by path."""

    values: Mapping[str, CellValue]
    findings: Sequence[Finding]
    prefix: str
    language: Language
    marks: Mapping[str, _Mark]

    def cell(self, cell: Cell) -> str:
        """Return what stands in a cell, with its mark."""
        text = figure_text(cell, self.values[cell.path])
        mark = self.marks.get(cell.path)
        if mark is None:
            return text
        shown = Markup(text or words(self.language)["blank"])  # noqa: S704  escaped
        if not mark.accused:
            return _PART.format(title=f"{words(self.language)['part']} {_numbers(mark.part)}", text=shown)
        first = min(mark.accused, key=lambda number: _WORST_FIRST.index(self.findings[number].severity))
        severity = self.findings[first].severity
        return _LINK.format(
            severity=severity.value,
            target=f"{self.prefix}-{first + 1}",
            title="\n".join(self._iter_titles(mark.accused)),
            text=shown,
            sign=SIGNS[severity],
            word=words(self.language)[severity.value],
            numbers=_numbers(mark.accused),
        )

    def _iter_titles(self, numbers: Sequence[int]) -> Iterator[str]:
        for number in numbers:
            yield f"{number + 1}. {visible(self.findings[number].message.in_language(self.language))}"


def _numbers(numbers: Sequence[int]) -> str:
    return ",".join(str(number + 1) for number in numbers)


def _classes(cell: Cell, grid: Grid) -> str:
    """Return the classes of a cell: what it is for, and where its text stands unless that is the centre."""
    named = [cell.role.value] if cell.role in (Role.BLOCK, Role.FIGURE) else []
    side = alignment(cell, grid)
    named += [side] if side != "center" else []
    return f' class="{" ".join(named)}"' if named else ""
