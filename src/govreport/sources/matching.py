"""Which form a document fits: its tables and headings compared with those of every form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from govreport.report import Report
from govreport.sources.document import Document, Paragraph, TableGrid
from govreport.sources.figures import looks_like_figure
from govreport.sources.identity import Identity, identify
from govreport.sources.labels import TableLabels, label_key, labels_of_form
from govreport.sources.loose import may_hold_tables, with_tables
from govreport.sources.sections import Narrative, find_headings, read_narrative

_FEWEST_LABELS: Final = 3
"""A table with fewer labels of a form is another table; any may name 行政许可 and 行政处罚."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well a document fits a form.

    Attributes:
        form: The form.
        document: The document, tables that stand in its text made tables.
        narrative: Its title and texts as sections of the form.
        identity: Whose report it is.
        tables: For each table of the document the table of the form it is, as far as it is one.
        labels: How much the labels in these tables speak for the form.
        absent: How many labels of the same tables do not occur.
    """

    form: type[Report]
    document: Document
    narrative: Narrative
    identity: Identity
    tables: tuple[tuple[TableGrid, TableLabels], ...]
    labels: int
    absent: int

    @property
    def rank(self) -> tuple[int, int, bool, int, int]:
        """The larger the better: tables, then headings; the year decides between equals."""
        info = self.form.info()
        is_kind = ("网站" in self.narrative.title) == (info.kind == "website")
        serves = self.identity.year is not None and info.serves(self.identity.year) and is_kind
        return self.labels, self.narrative.weight, serves, -self.absent, info.first_year


def match_form(document: Document, form: type[Report]) -> Match:
    """Compare a document with a form."""
    candidates = labels_of_form(form)
    if may_hold_tables(document):
        document = with_tables(document, candidates, _homes(document, form))
    narrative = read_narrative(document, form)
    tables = tuple(_iter_tables(document, candidates, _homes(document, form)))
    weight = known = count = 0
    for labels in candidates:
        texts = {cell.text for grid, its in tables if its is labels for cell in grid.iter_cells()}
        keys = {key: labels.is_official(text) for text in texts if (key := labels.key_of(text))}
        official = {labels.key_of(text) for text in texts if labels.is_official(text)}
        weight += len(keys) + len(official)
        count += len(keys)
        known += len(set(labels.spellings.values())) if keys else 0
    placed = {id(grid) for grid, _ in tables}
    others = (grid.text for grid in document.tables if id(grid) not in placed)
    identity = identify(narrative.title, document.paragraphs, others, document.facts)
    return Match(form, document, narrative, identity, tables, weight, known - count)


def _homes(document: Document, form: type[Report]) -> dict[int, str]:
    """Return for each heading, by its index among the blocks, the table under it; "" under a section."""
    tables = form.grids()
    headings = find_headings(document.paragraphs, form)
    found = {}
    for at, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and block.number in headings:
            part = headings[block.number].part
            found[at] = part if part in tables else ""
    return found


def _iter_tables(
    document: Document, candidates: tuple[TableLabels, ...], homes: dict[int, str]
) -> Iterator[tuple[TableGrid, TableLabels]]:
    earlier: tuple[TableGrid, TableLabels] | None = None
    home = ""
    for at, block in enumerate(document.blocks):
        home = homes.get(at, home)
        if not isinstance(block, TableGrid):
            continue
        for grid in _parts(block, candidates):
            labels = _labels_of(grid, candidates, home, earlier)
            if labels is not None:
                earlier = (grid, labels)
                yield earlier


def _labels_of(
    grid: TableGrid,
    candidates: tuple[TableLabels, ...],
    home: str,
    earlier: tuple[TableGrid, TableLabels] | None,
) -> TableLabels | None:
    """Return the table of the form a grid is, by its labels, by the table before it or by the heading."""
    texts = [cell.text for cell in grid.iter_cells()]
    found = {labels.name: {key for text in texts if (key := labels.key_of(text))} for labels in candidates}
    labels = max(candidates, key=lambda candidate: len(found[candidate.name]), default=None)
    if labels is None:
        return None
    count = len(found[labels.name])
    if count >= _FEWEST_LABELS or (count and grid.is_loose):
        return labels
    if earlier is not None and count and _may_continue(grid, earlier[0]) and labels is earlier[1]:
        return labels
    under = next((candidate for candidate in candidates if candidate.name == home), None)
    if under is not None and not count and _is_bare(grid, under):
        return under
    return under if under is not None and count and found[under.name] else None


def _may_continue(grid: TableGrid, earlier: TableGrid) -> bool:
    """Tell whether a grid may be the rest of a table that was cut in two."""
    return grid.columns == earlier.columns and grid.number == earlier.number + 1


def _is_bare(grid: TableGrid, labels: TableLabels) -> bool:
    """Tell whether a grid is the figures of a table of a single row, without any label."""
    counts = [len(row.leaves) for keys, row in labels.full_rows if not keys]
    return any(
        len(cells) in (*counts, *(count + 1 for count in counts))
        and sum(looks_like_figure(cell.text) for cell in cells) in counts
        for _, cells in grid.iter_rows()
    )


def _parts(grid: TableGrid, candidates: tuple[TableLabels, ...]) -> Iterator[TableGrid]:
    """Yield the parts of a grid that holds several tables of the form below each other."""
    start, current = grid.first_row, ""
    for number, cells in grid.iter_rows():
        names = _only_in(cells, candidates)
        if current and names and current not in names:
            yield grid.part(start, number)
            start = number
        if names and current not in names:
            current = next(iter(names))
    yield grid if start == grid.first_row else grid.part(start, grid.first_row + len(grid.rows))


def _only_in(cells: tuple[object, ...], candidates: tuple[TableLabels, ...]) -> list[str]:
    """Return the tables that alone have a label of a row, in the order of the form."""
    keys = {label_key(getattr(cell, "text", "")) for cell in cells}
    having = {key: [labels.name for labels in candidates if key in labels.spellings] for key in keys if key}
    return [names[0] for names in having.values() if len(names) == 1]
