"""Random reports of any form, for property tests."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from hypothesis import strategies as st

from govreport.forms._fields import Field, Kind
from govreport.forms._figures import Content
from govreport.report import Report

LINES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
"""Texts of one line that a cell may hold."""


def cell_values(field: Field) -> st.SearchStrategy[object]:
    """What may stand in a cell, blank or not."""
    content = cast("Content", field.content)
    kinds: dict[str, st.SearchStrategy[object]] = {
        "count": st.integers(0, 10**8) | st.integers(10**11, 10**12),
        "change": st.integers(-(10**4), 10**4),
        "amount": st.decimals(0, 10**9, places=4) | st.sampled_from([Decimal("96171.60"), Decimal(0)]),
        "printed": st.sampled_from(["251000元", "25.1万元", "0"]),
        "words": LINES,
        "flag": st.booleans(),
        "choice": st.sampled_from(field.choices or ("",)),
        "choices": st.lists(st.sampled_from(field.choices or ("",)), unique=True, min_size=1).map(tuple),
    }
    return st.none() | kinds[content.kind]


def texts() -> st.SearchStrategy[str]:
    """Texts a section may hold: some lines, none of which opens a section."""
    lines = LINES.map(lambda line: f"甲{line}") | st.sampled_from(["（一）公开。说明", "1.网站", "", "  乙"])
    return st.lists(lines, max_size=4).map("\n".join)


@st.composite
def reports(draw: st.DrawFn, form: type[Report]) -> Report:
    """Reports of a form: any of their cells blank, any totals given or left out."""
    data: dict[str, object] = {"year": draw(st.integers(2014, 2030)), "agency": {"name": draw(LINES)}}
    for field in form.parts():
        if field.kind is Kind.SECTION and draw(st.booleans()):
            data[field.name] = draw(texts())
    for grid in form.grids().values():
        for cell in grid.figures():
            if cell.field is None or not draw(st.booleans()):
                continue
            *parents, last = cell.path.split(".")
            place = data
            for parent in parents:
                place = cast("dict[str, object]", place.setdefault(parent, {}))
            place[last] = draw(cell_values(cell.field))
    return form.from_data(data, references=False)
