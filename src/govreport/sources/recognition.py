"""A published document recognised as a report: which form it is, and what stands where.

Works on the neutral picture of a document, whatever file it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from govreport.agency import Agency
from govreport.errors import DataError, SourceError
from govreport.forms._printing import CellValue
from govreport.messages import Message
from govreport.report import YEARS, Report, title_facts
from govreport.sources.document import Document, GridCell, TableGrid
from govreport.sources.figures import parse_cell
from govreport.sources.labels import TableLabels, label_key, labels_of_form
from govreport.sources.reading import Heading, Provenance, Reading, Seen, Unplaced
from govreport.sources.sections import Narrative, find_headings, read_narrative
from govreport.sources.tables import Head, read_table
from govreport.sources.values import read_values
from govreport.text.contacts import find_contacts

_FEWEST_LABELS: Final = 3
"""A table with fewer labels of a form is another table; any may name 行政许可 and 行政处罚."""
_PERIOD: Final = re.compile(r"((?:19|20)\d\d)\s*年\s*1\s*月\s*1\s*日")
_TWICE: Final = Message("同一格在另一个表格里已有内容", "another table has given this cell already")


@dataclass(frozen=True, slots=True)
class _Match:
    """How well a document fits a form.

    Attributes:
        tables: For each table of the document the table of the form it is, as far as it is one.
        labels: How many labels of the form stand in these tables.
        absent: How many labels of the same tables do not.
    """

    form: type[Report]
    narrative: Narrative
    tables: tuple[tuple[TableGrid, TableLabels], ...]
    labels: int
    absent: int

    @property
    def rank(self) -> tuple[int, int, bool, int, int]:
        """The larger the better: tables, then headings; the year decides between equals."""
        year = _year_of(self.narrative)
        serves = year is not None and self.form.info().serves(year)
        return self.labels, self.narrative.headings, serves, -self.absent, self.form.info().first_year


def recognise(document: Document, forms: Iterable[type[Report]]) -> Reading:
    """Return the report a document holds, as an edition of the form that fits it best.

    Which form it is, its tables say; the year of the title decides between equals. Texts are taken as
    they stand: a ``{{`` in one is no reference.

    Raises:
        SourceError: If no table and no heading of any form is there, or no year.
    """
    matches = [_match(document, form) for form in forms]
    best = max(matches, key=lambda match: match.rank)
    if not best.tables and not best.narrative.headings:
        raise _nothing_found(document, [match.form for match in matches])
    year = _year_of(best.narrative)
    if year is None:
        raise _no_year(document, best.narrative.title)
    figures = _Figures(best)
    report = best.form(
        **{  # type: ignore[arg-type]  # validated there
            "year": year,
            "agency": _agency(best),
            "title": best.narrative.title,
            **dict.fromkeys(_section_names(best.form), ""),
            **best.narrative.sections,
            "notes": best.narrative.notes,
            "signature": best.narrative.signature,
            **figures.tables(),
        }
    )
    unplaced = (*best.narrative.unplaced, *figures.unplaced)
    seen = Seen(_headings(document, best.form))
    return Reading(report, figures.cells, unplaced, figures.missing, document.notes, seen)


def _headings(document: Document, form: type[Report]) -> tuple[Heading, ...]:
    """Return the headings of the form that a document has, in the order they stand in."""
    found = find_headings(document.paragraphs, form)
    lines = {index: document.paragraphs[index] for index in sorted(found)}
    return tuple(
        Heading(Provenance(line.text.strip(), paragraph=line.number), found[index].name)
        for index, line in lines.items()
    )


def _section_names(form: type[Report]) -> list[str]:
    tables = form.grids()
    return [part.name for part in form.parts() if part.name not in tables]


# --- which form


def _match(document: Document, form: type[Report]) -> _Match:
    candidates = labels_of_form(form)
    tables: list[tuple[TableGrid, TableLabels]] = []
    present: dict[str, set[str]] = {}
    for grid in document.tables:
        keys = {label_key(cell.text) for cell in grid.iter_cells()}
        found = {labels.name: _labels_in(keys, labels) for labels in candidates}
        labels = max(candidates, key=lambda candidate: len(found[candidate.name]), default=None)
        if labels is None:
            continue
        if len(found[labels.name]) >= _FEWEST_LABELS or (
            found[labels.name] and tables and _may_continue(grid, *tables[-1], labels)
        ):
            tables.append((grid, labels))
            present.setdefault(labels.name, set()).update(found[labels.name])
    count = sum(map(len, present.values()))
    known = sum(len(set(labels.spellings.values())) for labels in candidates if labels.name in present)
    return _Match(form, read_narrative(document, form), tuple(tables), count, known - count)


def _may_continue(
    grid: TableGrid, earlier: TableGrid, earlier_labels: TableLabels, labels: TableLabels
) -> bool:
    """Tell whether a grid may be the rest of a table that was cut in two, its labels the same table's."""
    return labels is earlier_labels and grid.columns == earlier.columns and grid.number == earlier.number + 1


def _labels_in(keys: set[str], labels: TableLabels) -> set[str]:
    return {labels.spellings[key] for key in keys if key in labels.spellings}


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
            "核对是不是年度报告；自己的表样用 form 指定",
            "check whether this is the report; name a form of your own with form",
        ),
    )


# --- year and agency


def _year_of(narrative: Narrative) -> int | None:
    """Return the year of the title or, where it states none, that of the statistics period."""
    year = title_facts(narrative.title)[1] or title_facts("".join(narrative.title.split()))[1]
    if year is None:
        period = _PERIOD.search("\n".join(narrative.sections.values()))
        year = int(period[1]) if period else None
    return year if year in YEARS else None


def _agency(match: _Match) -> Agency:
    title = "".join(match.narrative.title.split())
    name, year = title_facts(match.narrative.title)
    if year is None:
        name, _ = title_facts(title)
    if not name and year is not None:  # the year stands first: 2019年某机关政府信息公开工作年度报告
        _, _, rest = title.partition("年")
        name = rest.removeprefix("度").removesuffix(match.form.info().report_title)
    contacts = find_contacts("\n".join(match.narrative.sections.values()))
    return Agency(name=name, **asdict(contacts))


def _no_year(document: Document, title: str) -> SourceError:
    return SourceError.of(
        Message("文档里没有年度", "the document does not state its year"),
        where=document.name,
        found=title,
        expected=Message(
            "标题里的年份，例如“2021年政府信息公开工作年度报告”",
            "a year in the title, such as 2021年政府信息公开工作年度报告",
        ),
    )


# --- figures


class _Figures:
    """The figures of all tables of a document, each with its source.

    Attributes:
        cells: Where the cell of each figure was found.
        unplaced: Cells that are no label and no figure of the form, and figures that are no number.
        missing: The paths of the figures that were not found.
    """

    def __init__(self, match: _Match) -> None:
        self.cells: dict[str, Provenance] = {}
        self.unplaced: list[Unplaced] = []
        self._values: dict[str, CellValue] = {}
        heads: dict[str, tuple[int, Head]] = {}
        for grid, labels in match.tables:
            columns, head = heads.get(labels.name, (0, {}))
            if labels.has_values:
                reading = read_values(grid, labels)
            else:
                reading = read_table(grid, labels, head if columns == grid.columns else None)
            heads[labels.name] = (grid.columns, reading.head)
            for path, cell in reading.cells.items():
                self._take(path, _provenance(grid, cell), labels)
            self.unplaced += [Unplaced(_provenance(grid, cell), reason) for cell, reason in reading.unplaced]
        paths = [path for labels in labels_of_form(match.form) for path in labels.contents]
        self.missing = tuple(path for path in paths if path not in self.cells)
        self._values.update(dict.fromkeys(self.missing))

    def _take(self, path: str, source: Provenance, labels: TableLabels) -> None:
        earlier = self.cells.get(path)
        if earlier is not None and earlier.text.strip():
            if source.text.strip() not in ("", earlier.text.strip()):
                self.unplaced.append(Unplaced(source, _TWICE, path))
            return
        self.cells[path] = source
        try:
            self._values[path] = parse_cell(source.text, labels.contents[path])
        except DataError as exc:
            self._values[path] = None
            self.unplaced.append(Unplaced(source, exc.problems[0].what, path))

    def tables(self) -> Mapping[str, object]:
        """Return the figures as nested data; every one is there, so that no total is computed."""
        data: dict[str, object] = {}
        for path, value in self._values.items():
            *outer, last = path.split(".")
            group = data
            for name in outer:
                inner = group.setdefault(name, {})
                assert isinstance(inner, dict)  # noqa: S101  a path never goes through a figure
                group = inner
            group[last] = value
        return data


def _provenance(grid: TableGrid, cell: GridCell) -> Provenance:
    return Provenance(cell.text, table=grid.number, row=cell.row + 1, column=cell.column + 1)
