"""How long a full check of a report takes: of its tables alone, and with its text.

python benchmarks/checking.py HOW REPORTS prints the CPU and wall seconds of one check and the peak of
memory, as JSON.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from govreport import check
from govreport.report import Report
from govreport.sources import load

_EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "huaian-2024.yaml"
_ROUNDS: Final = 5


def _without_text(report: Report) -> Report:
    texts = dict.fromkeys(report.texts(), "")
    return type(report).from_data({**report.to_data(), **texts}, references=False)


WAYS: Final[Mapping[str, Callable[[Report], Report]]] = {
    "the tables": _without_text,
    "the tables and the text": lambda report: report,
}


def main() -> None:
    """Check one report again and again, and print what it took."""
    report, reports = WAYS[sys.argv[1]](load(_EXAMPLE)), int(sys.argv[2])
    check(report)
    rounds = [_round(report, reports) for _ in range(_ROUNDS)]
    cpu, wall = (min(times) / reports for times in zip(*rounds, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    length = sum(map(len, report.texts().values()))
    print(json.dumps({"cpu": cpu, "wall": wall, "memory": memory, "characters": length}))


def _round(report: Report, reports: int) -> tuple[float, float]:
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(reports):
        check(report)
    return time.process_time() - cpu, time.perf_counter() - wall


if __name__ == "__main__":
    main()
