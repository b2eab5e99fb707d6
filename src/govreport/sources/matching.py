"""Which form a document fits: its tables and headings compared with those of every form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from govreport.gate.deadline import require_time
from govreport.report import Report
from govreport.sources.document import Document, Paragraph, TableGrid
from govreport.sources.figures import looks_like_figure
from govreport.sources.identity import Statements, YearSource
from govreport.sources.labels import TableLabels, label_key, labels_of_form, labels_of_one_table
from govreport.sources.loose import with_tables
from govreport.sources.printable import printable
from govreport.sources.sections import Narrative, find_headings, read_narrative
from govreport.sources.textlines import cells_of

_PLENTY: Final = 12
"""With so many labels of a form in a document, one with a tenth less of them is out of the question."""
_FEWEST_LABELS: Final = 3
"""A table with fewer labels of a form is another table; any may name 行政许可 and 行政处罚."""

_STATED: Final = ("title", "lead", "period")
"""Sources of a year that say which year the report is of."""


@dataclass(frozen=True)
class Match:
    """How well a document fits a form.

    Attributes:
        form: The form.
        document: The document, tables that stand in its text made tables.
        narrative: Its title and texts as sections of the form.
        tables: For each table of the document the table of the form it is, as far as it is one.
        labels: How much the labels in these tables speak for the form.
        absent: How many labels of the same tables do not occur.
        agency: The name of the body, as printed; empty if it is not stated.
        year: The report year; None if nothing states it.
        year_source: What says the year.
        statements: What else the document says of itself.
    """

    form: type[Report]
    document: Document
    narrative: Narrative
    tables: tuple[tuple[TableGrid, TableLabels], ...]
    labels: int
    absent: int
    agency: str
    year: int | None
    year_source: YearSource
    statements: Statements

    @property
    def rank(self) -> tuple[int, bool, int, bool, int, int]:
        """The larger the better: tables, then headings; the year decides between equals.

        Where there are no tables and no heading is in the words of a form, a stated year counts first.
        """
        info = self.form.info()
        is_kind = ("网站" in self.narrative.title) == (info.kind == "website")
        serves = self.year is not None and info.serves(self.year) and is_kind
        has_words = any(heading.part and heading.is_official for heading in self.narrative.headings)
        is_stated = has_words or self.labels > 0 or (serves and self.year_source in _STATED)
        return self.labels, is_stated, self.narrative.weight, serves, -self.absent, info.first_year


def likely_forms(document: Document, forms: Iterable[type[Report]], *, has_loose: bool) -> list[type[Report]]:
    """Return the forms a document may be of: those with almost as many labels in it as the best.

    Args:
        document: The document as read.
        forms: The forms to choose from.
        has_loose: Whether lines of its text may be tables.
    """
    forms = list(forms)
    texts = {text for grid in document.tables for text in grid.words}
    if has_loose:
        lines = [line for block in document.paragraphs for line in block.text.split("\n")]
        texts |= {cell for line in lines for cell in cells_of(line) if not cell.isdigit()}
    keys = set(map(label_key, texts)) - {""}
    counts = [sum(len(keys & labels.spellings.keys()) for labels in labels_of_form(form)) for form in forms]
    best = max(counts, default=0)
    if best < _PLENTY:
        return forms
    return [form for form, count in zip(forms, counts, strict=True) if 10 * count >= 9 * best]


def match_form(document: Document, form: type[Report], statements: Statements, *, has_loose: bool) -> Match:
    """Compare a document with a form; `has_loose` says whether lines of its text may be tables.

    Where none may be, its texts are printable already.
    """
    candidates = labels_of_form(form)
    if has_loose:
        document = printable(with_tables(document, candidates, _homes(document, form)))
    narrative = read_narrative(document, form)
    tables = tuple(_iter_tables(document, form, _homes(document, form)))
    weight = known = count = 0
    for labels in candidates:
        texts = {text for grid, its in tables if its is labels for text in grid.words}
        keys = labels.keys_of(texts)
        official = {key for text, key in keys.items() if labels.is_official(text)}
        found = len(set(keys.values()))
        weight += found + len(official)
        count += found
        known += len(set(labels.spellings.values())) if keys else 0
    named = statements.identify(narrative.title)
    return Match(form, document, narrative, tables, weight, known - count, *named, statements)


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
    document: Document, form: type[Report], homes: dict[int, str]
) -> Iterator[tuple[TableGrid, TableLabels]]:
    candidates = labels_of_form(form)
    earlier: tuple[TableGrid, TableLabels] | None = None
    home = ""
    for at, block in enumerate(document.blocks):
        home = homes.get(at, home)
        if not isinstance(block, TableGrid):
            continue
        require_time()
        for grid in _parts(block, form):
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
    found = {labels.name: set(labels.keys_of(grid.words).values()) for labels in candidates}
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
    return under if under is not None and found[under.name] else None


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


def _parts(grid: TableGrid, form: type[Report]) -> Iterator[TableGrid]:
    """Yield the parts of a grid that holds several tables of the form below each other."""
    alone = labels_of_one_table(form)
    keys = {label_key(text) for text in grid.words}
    several = {alone[key] for key in keys if key in alone}
    if len(several) < 2:
        yield grid
        return
    start, current = grid.first_row, ""
    for number, cells in grid.iter_rows():
        names = [alone[key] for cell in cells if (key := label_key(cell.text)) in alone]
        if current and names and current not in names:
            yield grid.part(start, number)
            start = number
        if names and current not in names:
            current = names[0]
    yield grid if start == grid.first_row else grid.part(start, grid.first_row + len(grid.rows))
