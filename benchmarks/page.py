"""The page of the results, and the picture in it."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from math import log10

Result = dict[str, float]
"""CPU and wall seconds for a report, and the peak of memory in MB; of whole reports also what the checks of
the text took, of checks how long the text is."""

_OURS, _OTHERS = "#2f6f9f", "#9aa5ad"
_HEAD = """# Benchmarks

Made by `make bench`, everything in one run: Python {python}, {cores} cores. CPU time per report, the best of
five rounds. Compare the ratios; the times are those of one machine.

![CPU time per report](images/benchmarks.svg)
"""
_WHO = """
- *docxtpl*, *rust-docxtpl*: opened, rendered and saved for every report, as their manuals say.
- *python-docx*: the same tables written cell by cell in code, without styles and merges.
- *docxtemplater*: in node, on the plain template; its dialect has no other of these tags.
- *govreport*: `Template.render` with plain data, which is checked and copied first. *engine*: with data that
  has been checked. *engine, zlib*: on the standard library alone. *engine, to a file*: written to a new file.
- *copyfile*: `shutil.copyfile` of the blank template to a new file, the floor.
"""
_BUILDING = """
## Whole reports

From JSON files to Word files in a folder: read, checked, filled, proved, written. The checks of the text are
timed apart; the ratio is that of docxtpl's bare rendering of the official form, above, to all the rest.

"""
_SIDE_BY_SIDE = """
Filled and proved only, a thousand reports of one template:

"""

_READING = """
## Reading

A Word file of the form of 2021 with the figures and texts of a city. python-docx only gives the texts of
paragraphs and cells; govreport tells which figure each is, and where everything stands.

"""
_ROSTER = """
A workbook with a row for each of 1,000 agencies becomes as many reports in {seconds:.2f} s of CPU time, with
{memory:.0f} MB at the most.
"""
_CHECKING = """
## Checking

All rules on one report of a city that was read before: sums and identities of the tables alone, and every
sentence of its text against them. What a published report costs, by its length, `accuracy/speed.py` prints.

"""


def page(
    races: Mapping[str, Mapping[str, Result]],
    *,
    growth: Mapping[int, Mapping[str, Result]],
    reports: Mapping[int, Result],
    side_by_side: Mapping[str, Result],
    readings: Mapping[str, Result],
    roster: Result,
    checkings: Mapping[str, Result],
    missing: Iterable[str],
) -> str:
    """Return the page.

    Args:
        races: What every contestant took, by the title of the case.
        growth: The same by the number of rows that come from the data.
        reports: What whole reports took, by their number.
        side_by_side: What filling took, by how it was done.
        readings: What reading a Word file took, by who read it.
        roster: What reading a workbook with a row for each of a thousand agencies took.
        checkings: What a check took, by what was checked.
        missing: The contestants that are not installed.
    """
    pieces = [_HEAD.format(python=platform.python_version(), cores=os.cpu_count())]
    for title, race in races.items():
        pieces.append(f"\n## One report: {title}\n\n")
        pieces += _table(("", "CPU ms", "wall ms", "docxtpl takes … times that", "peak MB"), _places(race))
    pieces += [_WHO, "\n## Rows from the data\n\n"]
    pieces += _table(("rows", "docxtpl CPU ms", "engine CPU ms", "ratio"), _growth(growth))
    pieces.append(_BUILDING)
    bare = next(iter(races.values()))["docxtpl"]["cpu"]
    head = (
        "reports",
        "CPU ms each",
        "of them checks of the text",
        "docxtpl takes … times the rest",
        "peak MB",
    )
    pieces += _table(head, _reports(reports, bare))
    pieces.append(_SIDE_BY_SIDE)
    pieces += _table(("", "wall ms each"), ((how, _ms(each["wall"])) for how, each in side_by_side.items()))
    pieces.append(_READING)
    pieces += _table(("", "CPU ms", "ratio", "peak MB"), _readings(readings))
    pieces.append(_ROSTER.format(seconds=roster["cpu"], memory=roster["memory"]))
    pieces += checking_section(checkings)
    if names := ", ".join(missing):
        pieces.append(f"\nNot installed in this run: {names}.\n")
    return "".join(pieces)


def checking_section(checkings: Mapping[str, Result]) -> Iterator[str]:
    """Yield the pieces of the section on checks."""
    yield _CHECKING
    rows = ((how, f"{each['characters']:.0f}", _ms(each["cpu"])) for how, each in checkings.items())
    yield from _table(("", "characters of text", "CPU ms"), rows)


def _places(race: Mapping[str, Result]) -> Iterator[tuple[str, ...]]:
    for name, result in sorted(race.items(), key=lambda item: -item[1]["cpu"]):
        ratio = race["docxtpl"]["cpu"] / result["cpu"]
        yield name, _ms(result["cpu"]), _ms(result["wall"]), f"{ratio:.3g}", f"{result['memory']:.0f}"


def _growth(growth: Mapping[int, Mapping[str, Result]]) -> Iterator[tuple[str, ...]]:
    for number, race in growth.items():
        old, new = race["docxtpl"]["cpu"], race["engine"]["cpu"]
        yield str(number), _ms(old), _ms(new), f"{old / new:.0f}"


def _reports(reports: Mapping[int, Result], bare: float) -> Iterator[tuple[str, ...]]:
    for number, each in reports.items():
        ratio = bare / (each["cpu"] - each["texts"])
        yield str(number), _ms(each["cpu"]), _ms(each["texts"]), f"{ratio:.3g}", f"{each['memory']:.0f}"


def _readings(readings: Mapping[str, Result]) -> Iterator[tuple[str, ...]]:
    best = min(result["cpu"] for result in readings.values())
    for name, result in readings.items():
        yield name, _ms(result["cpu"]), f"{result['cpu'] / best:.2g}", f"{result['memory']:.0f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a table, numbers to the right."""
    yield f"| {' | '.join(head)} |\n|---|{'---:|' * (len(head) - 1)}\n"
    yield from (f"| {' | '.join(row)} |\n" for row in rows)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.3g}"


def picture(race: Mapping[str, Result]) -> str:
    """Return a bar chart of CPU times on a logarithmic scale."""
    bars = sorted(race.items(), key=lambda item: -item[1]["cpu"])
    drawn = []
    for number, (name, result) in enumerate(bars):
        width = 20 + 80 * max(0.0, log10(result["cpu"] * 1e5))
        y = 20 + 26 * number
        fill = _OURS if name.startswith(("engine", "govreport")) else _OTHERS
        drawn += (
            f'<text x="150" y="{y + 13}" text-anchor="end">{name}</text>',
            f'<rect x="160" y="{y}" width="{width:.0f}" height="18" fill="{fill}"/>',
            f'<text x="{165 + width:.0f}" y="{y + 13}">{_ms(result["cpu"])} ms</text>',
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="{30 + 26 * len(bars)}"'
        ' font-family="sans-serif" font-size="12" role="img" aria-label="CPU time per report, logarithmic">'
        f'<rect width="100%" height="100%" fill="white"/>{"".join(drawn)}</svg>\n'
    )
