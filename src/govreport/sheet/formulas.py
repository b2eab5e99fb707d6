"""Formulas of a table: its totals, and the conditions under which a cell is wrong.

A total is blank while one of its parts is, as everywhere in this library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from govreport.addresses import cell_name
from govreport.entrybook import Place
from govreport.forms._fields import Field
from govreport.forms._figures import Content
from govreport.forms._relations import Term
from govreport.forms._sums import Identity, Sum

_BROKEN: Final = {"=": "<>", ">=": "<", "<=": ">"}


def total_formula(each: Sum, places: Mapping[str, Place]) -> str:
    """Return the formula of a printed total.

    >>> total_formula(Sum("row-total", "t", ("a", "b")), {"a": Place("", 0, 0), "b": Place("", 0, 1)})
    '=IF(COUNT(A1:B1)=2,SUM(A1:B1),"")'
    """
    parts = _ranges([places[part] for part in each.parts])
    return f'=IF(COUNT({parts})={len(each.parts)},SUM({parts}),"")'


def wrong_total(each: Sum, places: Mapping[str, Place]) -> str:
    """Return the condition under which a total is not the sum of its parts."""
    parts, total = _ranges([places[part] for part in each.parts]), _name(places[each.total])
    return f"AND(ISNUMBER({total}),COUNT({parts})={len(each.parts)},{total}<>SUM({parts}))"


def broken_relation(each: Identity, places: Mapping[str, Place]) -> str:
    """Return the condition under which a relation between cells does not hold."""
    cells = list(dict.fromkeys(each.cells))
    known = _ranges([places[path] for path in cells])
    left, right = _side(each.left, places), _side(each.right, places)
    return f"AND(COUNT({known})={len(cells)},{left}{_BROKEN[each.operator]}{right})"


def no_figure(place: Place, field: Field) -> str:
    """Return the condition under which a cell holds something else than its figure may be."""
    name = _name(place)
    kind = field.content.kind if isinstance(field.content, Content) else ""
    bounds = [f"{name}<>INT({name})"] if kind in ("count", "change") else []
    bounds += [f"{name}<0"] if kind != "change" else []
    wrong = f"IF(ISNUMBER({name}),OR({','.join(bounds)}),TRUE)"
    return f"AND(LEN({name})>0,{wrong})"


def copy_of(place: Place) -> str:
    """Return the formula that repeats a cell of another sheet, and nothing where that is blank."""
    name = f"'{place.sheet}'!{_name(place, absolute=True)}"
    return f'=IF({name}="","",{name}&"")'


def _side(terms: Sequence[Term], places: Mapping[str, Place]) -> str:
    """Return a side of a relation; N() so that a text in a cell does not turn all conditions into errors."""
    if not terms:
        return "0"
    signed = "".join(f"{'-' if term.sign < 0 else '+'}N({_name(places[term.path])})" for term in terms)
    return f"({signed.removeprefix('+')})"


def _ranges(places: Sequence[Place]) -> str:
    """Return cells as the arguments of a function: neighbours in a row or a column as one range."""
    return ",".join(_iter_ranges(places))


def _iter_ranges(places: Sequence[Place]) -> Iterator[str]:
    in_row = len({place.row for place in places}) == 1
    ordered = sorted(places, key=lambda place: (place.row, place.column))

    def run(pair: tuple[int, Place]) -> tuple[int, int]:
        at, place = pair
        return (place.row, place.column - at) if in_row else (place.row - at, place.column)

    for _, members in groupby(enumerate(ordered), key=run):
        run_of = [place for _, place in members]
        first, last = _name(run_of[0]), _name(run_of[-1])
        yield first if first == last else f"{first}:{last}"


def _name(place: Place, *, absolute: bool = False) -> str:
    return cell_name(place.row, place.column, absolute=absolute)
