"""A list of agencies for a sheet with a row per agency: their names, and whatever else it says of them."""

from __future__ import annotations

from pathlib import Path

from govreport.errors import DataError, Problem
from govreport.gate.filebytes import read_bytes
from govreport.messages import Message
from govreport.report import Report
from govreport.sources.name_list import read_names
from govreport.sources.roster_file import roster_of
from govreport.sources.roster_head import RosterHead
from govreport.sources.typed import understand

_TWICE = Message("同一机关出现两次", "an agency stands twice")


def read_agencies(path: Path, form: type[Report]) -> list[dict[str, object]]:
    """Return what a list says of each agency, by the paths of the columns of a form.

    The list is a workbook or a text of separated values with a row per agency, or a text with a name on
    every line.

    Raises:
        SourceError: If it cannot be read, or holds no name.
        DataError: If a header is unknown, a value can mean nothing, or an agency stands twice.
    """
    roster = roster_of(read_bytes(path), name=str(path), path=path, forms=[form])
    if roster is None:
        return [{"agency.name": name} for name in read_names(path)]
    rows = [row for head in roster.heads[:1] for row in _rows(head, form)]
    seen: set[object] = set()
    for row in rows:
        name = row.get("agency.name")
        if name in seen:
            raise DataError(Problem(_TWICE, str(path), str(name)))
        seen.add(name)
    return rows


def _rows(head: RosterHead, form: type[Report]) -> list[dict[str, object]]:
    columns = head.columns(form)
    found = []
    for number in range(head.body, len(head.sheet.rows)):
        values = head.sheet.rows[number]
        row: dict[str, object] = {}
        for at, column in columns.items():
            try:
                value = understand(values[at] if at < len(values) else None, column.field).value
            except DataError as exc:
                raise exc.at(head.address(number, at)) from exc
            if value is not None:
                row[column.path] = value
        if row.get("agency.name"):
            found.append(row)
    return found
