"""The sum of a cell over several reports.

Counts and amounts are added up exactly. A cell that every unit left blank is blank; one that some left
blank is the sum of the others, and never are blanks counted as 0. A total is the sum of the units' totals
where all have one, and else what its parts come to. An average or a rate is no sum. Of a choice the answer
that all units give is kept; where they differ the cell stays blank. Words are each unit's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, cast

from govreport.checks.places import figures_of_facts, sums_in
from govreport.errors import DataError
from govreport.forms._fields import Field
from govreport.forms._figures import Content, Figure, add
from govreport.forms._printing import CellValue
from govreport.forms._record import label_of
from govreport.forms._repeated import repeated_cells
from govreport.report import Report, cell_fields
from govreport.text.amounts import add_money, format_money

_NO_SUM: Final = re.compile(r"平均|率(?:$|[（(])|占比|比例")
"""Labels of figures that are no quantities: an average, a rate."""
_ANSWERS: Final = frozenset({"flag", "choice", "choices"})


def adds_up(field: Field) -> bool:
    """Tell whether several units' figures in a cell can be added up: counts and amounts, no averages."""
    content = field.content
    is_quantity = isinstance(content, Content) and (content.is_figure or content.kind == "printed")
    return is_quantity and _NO_SUM.search(label_of(field).text) is None


def summed(form: type[Report], units: Sequence[Mapping[str, CellValue]]) -> dict[str, CellValue]:
    """Return the sum of every cell of a form that has one, by its path.

    Cells that follow from others are left out where not every unit states them, and words always.
    """
    totals = {each.total for each in sums_in(form)}
    own = {".".join(path) for path, _ in repeated_cells(form)}
    sums: dict[str, CellValue] = {}
    for path, field in cell_fields(form).items():
        values = [unit[path] for unit in units]
        if path in own or (path in totals and None in values):
            continue
        sums[path] = sum_of(field, values)
    return sums


def stated_totals(report: Report, units: Sequence[Mapping[str, CellValue]]) -> dict[str, CellValue]:
    """Return the sums of those totals that are blank in an aggregate, for a part is, but that units state."""
    values, fields = report.cells(), cell_fields(type(report))
    blank = [each.total for each in sums_in(type(report)) if values[each.total] is None]
    sums = {path: sum_of(fields[path], [unit[path] for unit in units]) for path in blank}
    return {path: value for path, value in sums.items() if value is not None}


def sum_of(field: Field, values: Iterable[CellValue]) -> CellValue:
    """Return what several units' values in a cell come to; None where that cannot be said.

    >>> from govreport.forms import ogi2021
    >>> field = ogi2021.Applicants._fields["natural_person"]
    >>> sum_of(field, [3, None, 4]), sum_of(field, [None, None])
    (7, None)
    """
    given = [value for value in values if value is not None]
    content = field.content
    if not given or not isinstance(content, Content):
        return None
    if adds_up(field):
        if content.kind == "printed":
            return _sum_of_printed(cast("list[str]", given))
        return add(cast("Figure", value) for value in given)
    is_answer = content.kind in _ANSWERS or content.is_figure
    return given[0] if is_answer and len(set(given)) == 1 else None


def sums_of_facts(reports: Sequence[Report]) -> dict[str, Figure]:
    """Return the sums of the figures outside of the tables, such as the handling fee, by their paths."""
    facts = [figures_of_facts(report) for report in reports]
    sums: dict[str, Figure] = {}
    for path in facts[0]:
        given = [figure for _, figure in (each[path] for each in facts) if figure is not None]
        if given:
            sums[path] = add(iter(given))
    return sums


def _sum_of_printed(printed: Sequence[str]) -> str | None:
    """Return the sum of amounts that are printed with their units; None if one of them is no amount."""
    try:
        return format_money(*add_money(printed))
    except DataError:
        return None
