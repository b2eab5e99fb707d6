"""A published document recognised as a report: which form it is, and what stands where.

Works on the neutral picture of a document, whatever file it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from govreport.agency import Agency
from govreport.errors import DataError, SourceError
from govreport.forms._figures import Content
from govreport.forms._printing import CellValue
from govreport.messages import Message
from govreport.report import Report, section_names
from govreport.sources.document import Document, GridCell, TableGrid
from govreport.sources.figures import parse_cell
from govreport.sources.heads import Head
from govreport.sources.identity import Statements
from govreport.sources.labels import TableLabels, labels_of_form
from govreport.sources.loose import may_hold_tables
from govreport.sources.matching import Match, likely_forms, match_form
from govreport.sources.printable import printable
from govreport.sources.reading import (
    Certainty,
    Heading,
    Provenance,
    Reading,
    Seen,
    TableSeen,
    Unplaced,
    Variant,
)
from govreport.sources.tables import TableReading, read_table
from govreport.sources.traditional import to_simplified
from govreport.sources.values import read_values
from govreport.text.contacts import find_contacts

_SUBJECT: Final = re.compile("信息公开|政务公开|主动公开|公开(?:政府|政务)?信息|依申请")
_TWICE: Final = Message("同一格在另一个表格里已有内容", "another table has given this cell already")
_STAND_IN: Final = Message(
    "文档没有写明年度，暂以 {year} 代替；年度由使用者补上",
    "the document does not state its year; {year} stands in for it until someone does",
)
_OTHER_EDITION: Final = Message(
    "表格是 {form}（{years}）的表样，而年度是 {year}",
    "the tables are those of {form} ({years}), but the year is {year}",
)
_YEAR_FROM: Final = {
    "text": Message(
        "标题没有年度，按正文提到的年份读作 {year}", "no title with a year; the text speaks of {year}"
    ),
    "published": Message(
        "没有写明年度，按公布日期的上一年读作 {year}", "no year stated; {year} is the year before publication"
    ),
}
_ONLY_TEXT: Final = Message(
    "没有找到表样的标题和表格，全文读作导语",
    "no heading and no table of the form was found; all text is the lead",
)


def recognise(document: Document, forms: Iterable[type[Report]]) -> Reading:
    """Return the report a document holds, as an edition of the form that fits it best.

    Which form it is, its tables say; the year of the title decides between equals. Texts are taken as
    they stand: a ``{{`` in one is no reference. Only characters no document may hold are dropped from them,
    and that is noted.

    Raises:
        SourceError: If no table and no heading of any form is there, nor a text on its subject with a year.
    """
    clean = printable(document)
    statements = Statements(clean)
    has_loose = may_hold_tables(document)
    likely = likely_forms(document, forms, has_loose=has_loose)
    # A cell in the text keeps such a character, as one of a table does: then it is known to be no figure.
    read = document if has_loose else clean
    matches = [match_form(read, form, statements, has_loose=has_loose) for form in likely]
    best = _best(matches)
    if not best.tables and not best.narrative.weight and not _is_on_subject(best):
        raise _nothing_found(document, [match.form for match in matches])
    figures = _Figures(best)
    report = _report(best, figures)
    unplaced = (*best.narrative.unplaced, *figures.unplaced)
    missing = figures.missing if best.year is not None else ("year", *figures.missing)
    return Reading(
        report, figures.cells, unplaced, missing, (*best.document.notes, *_notes(best)), _seen(best, figures)
    )


def _best(matches: Sequence[Match]) -> Match:
    """Return the match of the highest rank; where no year decides, the one that places the most cells."""
    best = max(matches, key=lambda match: match.rank)
    equal = [match for match in matches if match.rank[:4] == best.rank[:4]]
    if best.year is not None or not best.tables or len(equal) == 1:
        return best
    return max(equal, key=lambda match: (_placed(match), match.rank))


def _placed(match: Match) -> int:
    figures = _Figures(match)
    return len(figures.cells) - len(figures.unplaced)


def _report(match: Match, figures: _Figures) -> Report:
    narrative, published = match.narrative, match.statements.published
    signature = narrative.signature
    # A sign-off without a day would else be given the day of publication as its own.
    published = published if signature is None or signature.date else None
    return match.form(
        **{  # type: ignore[arg-type]  # validated there
            "year": match.year or match.form.info().first_year,
            "agency": _agency(match),
            "title": narrative.title,
            **dict.fromkeys(section_names(match.form), ""),
            **narrative.sections,
            "notes": narrative.notes,
            "signature": signature,
            **({"published_on": published} if published else {}),
            **figures.tables(),
        }
    )


def _agency(match: Match) -> Agency:
    facts = find_contacts("\n".join(match.narrative.sections.values()))
    return Agency(
        name=match.agency,
        address=facts.address,
        postcode=facts.postcode,
        phone=facts.phone,
        email=facts.email,
        website=facts.website,
    )


def _is_on_subject(match: Match) -> bool:
    text = "\n".join((match.narrative.title, *match.narrative.sections.values()))
    return match.year is not None and _SUBJECT.search(to_simplified(text)) is not None


def _nothing_found(document: Document, forms: Sequence[type[Report]]) -> SourceError:
    looked_for = [
        f"{form.info().name}: {' '.join(part.label.text for part in form.parts() if part.labels)}"
        for form in forms
    ]
    return SourceError.of(
        Message(
            "文档里没有任何表样的标题和表格", "the document has no heading and no table of any known form"
        ),
        where=document.name,
        found=next((paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()), ""),
        expected=" / ".join(looked_for),
        remedy=Message(
            "核对是不是年度报告；自己的表样用 --form（Python 里 form=）指定",
            "check whether this is the report; name a form of your own with --form, in Python form=",
        ),
    )


# --- what else there is to say


def _notes(match: Match) -> Iterator[Message]:
    info, year = match.form.info(), match.year
    if year is None:
        yield _STAND_IN.format(year=info.first_year)
    elif match.tables and not info.serves(year):
        yield _OTHER_EDITION.format(form=info.name, years=info.years, year=year)
    if match.year_source in _YEAR_FROM:
        yield _YEAR_FROM[match.year_source].format(year=year)
    if not match.tables and not match.narrative.weight:
        yield _ONLY_TEXT


def _seen(match: Match, figures: _Figures) -> Seen:
    narrative, statements = match.narrative, match.statements
    at = narrative.title_at[0].number if narrative.title_at else 0
    headings = [
        Heading(Provenance(found.text, paragraph=found.paragraph), found.part, found.is_official)
        for found in narrative.headings
    ]
    return Seen(
        Provenance(narrative.title, paragraph=at),
        match.year_source,
        tuple(headings),
        figures.tables_seen(),
        statements.period,
        statements.published,
        statements.notices,
        {paragraph.number: paragraph.text for paragraph in match.document.paragraphs},
    )


# --- figures


class _Figures:
    """The figures of all tables of a document, each with its source.

    Attributes:
        cells: Where the cell of each figure was found.
        unplaced: Cells that are no label and no figure of the form, and figures that are no number.
        missing: The paths of the figures that were not found.
    """

    def __init__(self, match: Match) -> None:
        self.cells: dict[str, Provenance] = {}
        self.unplaced: list[Unplaced] = []
        self._values: dict[str, CellValue] = {}
        self._form = match.form
        self._readings: list[tuple[TableGrid, TableLabels, TableReading]] = []
        heads: dict[str, tuple[int, Head | None]] = {}
        for grid, labels in match.tables:
            columns, head = heads.get(labels.name, (0, None))
            if labels.has_values:
                before = [row for _, its, each in self._readings if its is labels for row in each.rows]
                reading = read_values(grid, labels, before)
            else:
                reading = read_table(grid, labels, head if columns == grid.columns else None)
            heads[labels.name] = (grid.columns, reading.head)
            self._readings.append((grid, labels, reading))
            self._take_table(grid, labels, reading)
        paths = [path for labels in labels_of_form(match.form) for path in labels.contents]
        self.missing = tuple(path for path in paths if path not in self.cells)
        self._values.update(dict.fromkeys(self.missing))

    def _take_table(self, grid: TableGrid, labels: TableLabels, reading: TableReading) -> None:
        spelt = {cell.row for cell, _ in reading.variants}
        doubts = reading.doubts
        for path, cell in reading.cells.items():
            certainty = Certainty.VARIANT if cell.row in spelt else Certainty.LABELS
            self._take(path, _provenance(grid, cell, doubts.get(path, certainty)), labels, cell.doubt)
        self.unplaced += [Unplaced(_provenance(grid, cell), reason) for cell, reason in reading.unplaced]

    def _take(self, path: str, source: Provenance, labels: TableLabels, doubt: Message | None) -> None:
        earlier = self.cells.get(path)
        if earlier is not None and earlier.text.strip():
            if source.text.strip() not in ("", earlier.text.strip()):
                self.unplaced.append(Unplaced(source, _TWICE, path))
            return
        self.cells[path] = source
        field = labels.contents[path]
        try:
            self._values[path] = parse_cell(source.text, field)
        except DataError as exc:
            doubt = doubt or exc.problems[0].what
        else:
            if doubt is not None and not (isinstance(field.content, Content) and field.content.is_figure):
                doubt = None  # words are read as they stand
        if doubt is not None:
            self._values[path] = None
            self.unplaced.append(Unplaced(source, doubt, path))

    def tables(self) -> Mapping[str, object]:
        """Return the figures as nested data; every one is there, so that no total is computed."""
        groups: dict[str, dict[str, object]] = {"": {}}
        for path, value in self._values.items():
            outer, _, last = path.rpartition(".")
            group = groups[outer] if outer in groups else _group(groups, outer)
            group[last] = value
        return groups[""]

    def tables_seen(self) -> tuple[TableSeen, ...]:
        """Return what was met of each table, in the order of the form."""
        seen = []
        for labels in labels_of_form(self._form):
            own = [(grid, reading) for grid, its, reading in self._readings if its is labels]
            if not own:
                continue
            rows = tuple(row for _, reading in own for row in reading.rows)
            known = [".".join((labels.name, *row.path)) for _, row in labels.full_rows]
            variants = tuple(
                Variant(_provenance(grid, cell), key, labels.name)
                for grid, reading in own
                for cell, key in reading.variants
            )
            numbers = tuple(grid.number for grid, _ in own)
            absent = tuple(row for row in known if row not in rows)
            seen.append(TableSeen(labels.name, numbers, rows, absent, variants))
        return tuple(seen)


def _group(groups: dict[str, dict[str, object]], path: str) -> dict[str, object]:
    """Return the group at a path of nested data; made, with those around it, if it is not there yet."""
    if path not in groups:
        outer, _, last = path.rpartition(".")
        groups[path] = {}
        _group(groups, outer)[last] = groups[path]
    return groups[path]


_provenance_of = partial(tuple.__new__, Provenance)
"""Makes one of a tuple of all its values; there is one for each figure, and naming them takes longer."""


def _provenance(grid: TableGrid, cell: GridCell, certainty: Certainty = Certainty.LABELS) -> Provenance:
    page = grid.pages[cell.row - grid.first_row] if grid.pages else 0
    row, column, _, _, text, paragraph, _ = cell
    return _provenance_of((text, grid.number, row + 1, column + 1, paragraph, page, certainty))
