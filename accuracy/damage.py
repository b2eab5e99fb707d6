"""Reports damaged at random: tables cut, rows torn, columns and heads lost; what is read must still be true.

The figures are drawn at random, so that no two cells that a slip may take for each other hold the same, and
every total is right or, in half of the reports, none is. The same seed makes the same reports.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from drawing import Row, grids_of, html_table
from manners import page_with, tables, text_with
from scores import Score
from truth import Truth

from govreport.errors import GovReportError
from govreport.forms._registry import official_forms
from govreport.sources import read

Damage = Callable[[list[Row], random.Random], list[list[Row]]]
"""Takes the rows of a table and returns those of the tables that are left of it."""

_FORMS: Final = {"ogi2021": 2023, "ogi2019": 2019}
_BLANK: Final = "-"
"""How a blank cell is drawn in a text; the amount of a procurement is read as it is printed."""
_KEPT_WHOLE: Final = 0.25
"""How often a table of a damaged report is left alone."""


def _cut(rows: list[Row], chance: random.Random) -> list[list[Row]]:
    """Cut the table in two between any rows, one of which may be lost."""
    at = chance.randrange(1, len(rows)) if len(rows) > 1 else 1
    return [part for part in (rows[:at], rows[at:]) if part and chance.random() < 0.7]


def _torn(rows: list[Row], chance: random.Random) -> list[list[Row]]:
    """Lose cells of some rows, write two as one, or print one twice."""
    made = [list(row) for row in rows]
    for row in chance.sample(made, min(len(made), chance.randint(1, 6))):
        figures = [at for at, cell in enumerate(row) if cell is not None and cell.is_figure]
        if not figures:
            continue
        at = chance.choice(figures)
        how = chance.choice(("lost", "lost", "twice", "blank", "joined"))
        cell = row[at]
        if cell is None:
            continue
        if how == "lost":
            del row[at]
        elif how == "twice":
            row.insert(at, cell)
        elif how == "blank":
            row[at] = replace(cell, text="")
        elif at + 1 < len(row) and (other := row[at + 1]) is not None:
            row[at : at + 2] = [replace(cell, text=cell.text + other.text, path="")]
    return [made]


def _column_lost(rows: list[Row], chance: random.Random) -> list[list[Row]]:
    """Lose a column of figures, with its label or without, or gain one."""
    width = len(rows[0])
    at = chance.randrange(1, width)
    with_label, gains = chance.random() < 0.5, chance.random() < 0.3
    made = []
    for row in rows:
        cell = row[at]
        line = list(row)
        if cell is not None and cell.columns == 1 and (cell.is_figure or with_label):
            if gains:
                line.insert(at, replace(cell, text=str(chance.randint(1000, 9999))))
            else:
                del line[at]
        made.append(line)
    return [made]


def _head_lost(rows: list[Row], chance: random.Random) -> list[list[Row]]:
    """Lose rows of the head, or labels of it."""
    heads = [at for at, row in enumerate(rows) if any(cell and cell.is_head for cell in row)]
    lost = set(chance.sample(heads, chance.randint(1, len(heads)))) if heads else set()
    if chance.random() < 0.5:
        return [[row for at, row in enumerate(rows) if at not in lost]]
    made = [
        [
            replace(cell, text=chance.choice(("", "备注", cell.text[:2])))
            if cell and cell.is_head and at in lost and chance.random() < 0.6
            else cell
            for cell in row
        ]
        for at, row in enumerate(rows)
    ]
    return [made]


DAMAGES: Final[Mapping[str, tuple[Damage, ...]]] = {
    "cut": (_cut,),
    "rows torn": (_torn,),
    "column lost": (_column_lost,),
    "head lost": (_head_lost,),
    "head and cells lost": (_head_lost, _torn),
    "head and column lost": (_head_lost, _column_lost),
    "cut, head lost, torn": (_cut, _head_lost, _torn),
}


def iter_damaged(count: int, seed: int, into: Path) -> Iterator[tuple[str, Truth, frozenset[str], Path]]:
    """Write damaged reports; yield how each was damaged, what it says, which cells are left, and its file."""
    chance = random.Random(seed)  # noqa: S311  a fixed sequence is the point
    for number in range(count):
        name, damages = chance.choice(list(DAMAGES.items()))
        whole = _drawn_truth(chance, number)
        parts = {table: _damaged(rows, damages, chance) for table, rows in tables(whole).items()}
        as_text = chance.random() < 0.3
        path = into / f"damaged-{number}{'.txt' if as_text else '.html'}"
        if as_text:
            content = text_with(whole, {table: _text(rows, chance) for table, rows in parts.items()})
        else:
            content = page_with(whole, {table: list(map(html_table, rows)) for table, rows in parts.items()})
        path.write_text(content, encoding="utf-8")
        yield name, whole, _left(whole, parts), path


def _drawn_truth(chance: random.Random, number: int) -> Truth:
    form = chance.choice(list(_FORMS))
    report = official_forms()[form]
    cells: dict[str, str] = {}
    data: dict[str, object] = {"year": _FORMS[form], "agency": {"name": "甲县人民政府"}}
    zeros = chance.choice((0.0, 0.5, 0.9))
    plain = [cell.path for grid in grids_of(form).values() for cell in grid.figures()]
    for path in plain:
        if path.endswith(".total"):
            continue
        *outer, last = path.split(".")
        place = data
        for segment in outer:
            inner = place.setdefault(segment, {})
            assert isinstance(inner, dict)  # noqa: S101  a path never goes through a figure
            place = inner
        figure = 0 if chance.random() < zeros else chance.randint(1, 999)
        place[last] = f"{figure}元" if path.endswith("procurement.amount") else figure
    made = report.from_data(data, references=False)
    cells = {path: "" if value is None else str(value) for path, value in made.cells().items()}
    if number % 2:  # wrong sums, as published
        for path in cells:
            if path.endswith(".total"):
                cells[path] = str(chance.randint(1000, 99999))
    return Truth(f"damaged-{number}", Path(), "甲县人民政府", _FORMS[form], form, cells)


def _damaged(rows: list[Row], damages: tuple[Damage, ...], chance: random.Random) -> list[list[Row]]:
    if chance.random() < _KEPT_WHOLE:
        return [rows]
    parts = [rows]
    for damage in damages:
        parts = [left for part in parts if part for left in damage(part, chance)]
    return [part for part in parts if part]


def _text(parts: list[list[Row]], chance: random.Random) -> list[str]:
    joint = chance.choice(("\t", " | ", "   "))
    return [
        joint.join((cell.text or _BLANK).replace("\n", "") for cell in row if cell is not None)
        for rows in parts
        for row in rows
    ]


def _left(truth: Truth, parts: Mapping[str, list[list[Row]]]) -> frozenset[str]:
    """Return the figures that still stand on the page as they were."""
    cells = (cell for rows in parts.values() for part in rows for row in part for cell in row)
    return frozenset(
        cell.path for cell in cells if cell is not None and truth.cells.get(cell.path) == cell.text
    )


def score_damaged(count: int, seed: int) -> Iterator[tuple[str, Score]]:
    """Yield for damaged reports how each was damaged and what reading it was worth."""
    with tempfile.TemporaryDirectory() as folder:
        for name, truth, left, path in iter_damaged(count, seed, Path(folder)):
            yield name, _score(truth, left, path)


def _score(truth: Truth, left: frozenset[str], path: Path) -> Score:
    try:
        cells = read(path).report.cells()
    except GovReportError:
        cells = {}
    score = Score()
    for place in sorted(left | cells.keys()):
        printed, value = truth.cells.get(place, ""), cells.get(place)
        outcome = _outcome(printed, None if value == _BLANK else value, is_left=place in left)
        score.cells[outcome] += 1
        if outcome in ("wrong", "invented"):
            score.misses.append(f"{path.name}: {outcome}: {place}: {printed!r} read as {value!r}")
    return score


def _outcome(printed: str, value: object, *, is_left: bool) -> str:
    """Return what became of a cell; nothing that counts where it is neither on the page nor read."""
    if value is None:
        return "missing" if is_left and printed else "absent"
    if str(value) != printed:
        return "wrong"
    return "right" if is_left else "invented"
