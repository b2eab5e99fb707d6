"""A labelled report as the page it was read from."""

from __future__ import annotations

from collections.abc import Iterator

from labelled import Labelled

from govreport.forms._record import nested
from govreport.forms._tables import Rows, leaf_rows
from govreport.report import Report
from govreport.sources.reading import Heading, Provenance, Reading, Seen, TableSeen, Variant
from govreport.text.wording import normalise_label


def page_of(labelled: Labelled) -> Reading:
    """Return what a reader would have made of the page of a labelled report."""
    report = labelled.report
    cells = {path: Provenance(str(text)) for path, text in labelled.raw.items()}
    missing = tuple(path for path in report.cells() if path not in cells)
    headings = tuple(Heading(Provenance(name), name) for name in labelled.headings)
    return Reading(
        report, cells, missing=missing, seen=Seen(headings=headings, tables=tuple(_tables(labelled)))
    )


def _tables(labelled: Labelled) -> Iterator[TableSeen]:
    for name in type(labelled.report).grids():
        yield TableSeen(name, variants=tuple(_variants(labelled, name)))


def _variants(labelled: Labelled, table: str) -> Iterator[Variant]:
    official = _labels_of_rows(type(labelled.report), table)
    for row, printed in labelled.labels.items():
        own = official.get(row)
        if own is not None and normalise_label(own) != normalise_label(printed):
            yield Variant(Provenance(printed), own, table)


def _labels_of_rows(form: type[Report], table: str) -> dict[str, str]:
    record = nested(form._fields[table])
    if record is None or not issubclass(record, Rows):
        return {}
    return {".".join((table, *leaf.path)): leaf.labels[-1].text for leaf in leaf_rows(record)}
