"""Something to fill in: the data of a report in which nothing stands yet."""

from __future__ import annotations

from typing import cast

from govreport.agency import Agency
from govreport.forms._editions import require_year
from govreport.forms._fields import Field, Kind
from govreport.forms._record import Record, fields_of, nested
from govreport.forms._tables import Table
from govreport.paths import carried_forward_path
from govreport.report import Report, cell_fields


def skeleton(
    form: type[Report], *, year: int, agency: Agency | None = None, last_year: Report | None = None
) -> dict[str, object]:
    """Return the data of a blank report: every section, and every cell that is to be filled in.

    What follows from the rest is left out, for a blank would be kept as it is: title, lead, totals, and
    cells that repeat a fact. Without agency its name is an empty text. What last year's report carried
    forward is filled in as carried over.

    >>> from govreport.forms import ogi2021
    >>> skeleton(ogi2021.Report, year=2024)["disclosure"]["licences"]
    {'decisions': None}
    """
    require_year(year, place="year")
    data = form.head()
    for field in fields_of(form):
        if field.name == "year":
            data[field.name] = year
        elif field.name == "agency":
            data[field.name] = _facts(Agency, agency) if agency else {**_facts(Agency), "name": ""}
        elif field.kind is Kind.SECTION and field.name != "lead":
            data[field.name] = ""
        elif field.kind is Kind.TABLE or _is_asked_for(field):
            data[field.key or field.name] = _blank(field)
    for path, figure in carried_over(form, last_year).items() if last_year is not None else ():
        *outer, name = path.split(".")
        place = data
        for step in outer:
            place = cast("dict[str, object]", place[step])
        place[name] = figure
    return data


def require_last_year(form: type[Report], year: int, last_year: Report | None) -> None:
    """Refuse a report, if one is given, that is not of the same kind and of the year before.

    Raises:
        DataError: If it is of another year or kind.
    """
    form(year=year, agency=Agency(name="-")).require_last_year(last_year)


def carried_over(form: type[Report], last_year: Report) -> dict[str, object]:
    """Return what last year's report carried forward, at the paths of what comes over from it."""
    then = last_year.figures()
    found = {
        path: carried_forward_path(path) for path, field in cell_fields(form).items() if not field.follows
    }
    return {path: then[before] for path, before in found.items() if before in then}


def _is_asked_for(field: Field) -> bool:
    """Tell whether a fact is something to fill in: one nothing is known of until somebody says it."""
    return field.kind is Kind.FACT and field.default is None and field.name != "signature"


def _blank(field: Field) -> object:
    record = nested(field)
    if record is None:
        return None
    if not issubclass(record, Table):
        return _facts(record)
    blanks = {inner.name: _blank(inner) for inner in fields_of(record) if not inner.follows}
    return {name: value for name, value in blanks.items() if value != {}}


def _facts(record: type[Record], values: Record | None = None) -> dict[str, object]:
    return {field.key or field.name: getattr(values, field.name, None) for field in fields_of(record)}
