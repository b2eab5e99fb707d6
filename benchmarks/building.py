"""Whole reports: from a JSON file to a written Word file, checked and proved, serially and side by side.

    python benchmarks/building.py HOW REPORTS

HOW is ``build`` (from JSON files; ``texts`` is what the checks of the text took of it), or how reports that
are there are filled: ``one after another``, ``2 threads``, ``2 processes``.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from pathlib import Path

from govreport.batch import Settings, iter_built, work
from govreport.checks import check
from govreport.findings import Finding
from govreport.report import Report
from govreport.sources import load
from govreport.word import Template

_EXAMPLE = Path(__file__).parents[1] / "examples" / "huaian-2024.yaml"
_CHECKS = 100
_POOLS: dict[str, Callable[[], Executor]] = {
    "2 threads": lambda: ThreadPoolExecutor(2),
    "2 processes": lambda: ProcessPoolExecutor(2),
}


@cache
def _prepared() -> tuple[Report, Template]:
    report = load(_EXAMPLE)
    return report, Template.stock(type(report))


def render(number: int) -> int:
    """Fill and prove one report."""
    report, template = _prepared()
    return len(template.render(report)) + 0 * number


def build(reports: int) -> None:
    """Build reports from as many JSON files into a folder."""
    folder = Path(tempfile.mkdtemp())
    data = load(_EXAMPLE).to_data()
    sources = [folder / f"{number}.json" for number in range(reports)]
    for number, source in enumerate(sources):
        body = {**data, "title": f"第{number}份年度报告"}
        source.write_text(json.dumps(body, ensure_ascii=False, default=str), encoding="utf-8")
    spent = _timed_checks()
    started, clock = _now()
    written = sum(built.path is not None for built in iter_built(sources, f"{folder / 'out'}/", Settings()))
    cpu, wall = _since(started, clock)
    if written < reports:
        raise SystemExit(f"{reports - written} reports were not written")
    _say(reports, cpu, wall, texts=sum(spent) / reports - _checks_of_tables())


def _timed_checks() -> list[float]:
    """Let the checks of a run say what CPU seconds each takes; return where they are noted."""
    spent: list[float] = []

    def timed(report: Report, *, last_year: Report | None = None) -> tuple[Finding, ...]:
        started = time.thread_time()
        findings = check(report, last_year=last_year)
        spent.append(time.thread_time() - started)
        return findings

    work.check = timed  # type: ignore[attr-defined]  # what it has imported
    return spent


def _checks_of_tables() -> float:
    """Return the CPU seconds the checks of a report take that has no text."""
    report, _ = _prepared()
    bare = type(report).from_data({**report.to_data(), **dict.fromkeys(report.texts(), "")})
    check(bare)
    started, _ = _now()
    for _ in range(_CHECKS):
        check(bare)
    return (time.process_time() - started) / _CHECKS


def filled(how: str, reports: int) -> None:
    """Fill reports one after another, or in a pool."""
    render(0)
    if how == "one after another":
        started, clock = _now()
        for number in range(reports):
            render(number)
        _say(reports, *_since(started, clock))
        return
    with _POOLS[how]() as pool:
        list(pool.map(render, range(20)))  # every worker compiles its template
        started, clock = _now()
        list(pool.map(render, range(reports), chunksize=20))
        _say(reports, *_since(started, clock))


def _now() -> tuple[float, float]:
    return time.process_time(), time.perf_counter()


def _since(started: float, clock: float) -> tuple[float, float]:
    return time.process_time() - started, time.perf_counter() - clock


def _say(reports: int, cpu: float, wall: float, **others: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": cpu / reports, "wall": wall / reports, "memory": peak, **others}))


if __name__ == "__main__":
    how, reports = sys.argv[1], int(sys.argv[2])
    if how == "build":
        build(reports)
    else:
        filled(how, reports)
