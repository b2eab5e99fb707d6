"""How long a workbook with a row per agency takes to be read as reports.

python benchmarks/rosters.py AGENCIES prints the CPU and wall seconds of the first reading, with whatever it
imports, and the peak of memory, as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from govreport.sheet.rosters import report_row, roster_workbook
from govreport.sources import load, load_all

_EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "huaian-2024.yaml"


def main() -> None:
    """Write a workbook, read it once, and print what that took."""
    agencies = int(sys.argv[1])
    report = load(_EXAMPLE)
    row = report_row(report)
    rows = [{**row, "agency": f"第{number}局", "agency.name": f"第{number}局"} for number in range(agencies)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "agencies.xlsx"
        path.write_bytes(roster_workbook(type(report), rows))
        cpu, wall = time.process_time(), time.perf_counter()
        reports = [each.report for each in load_all(path)]
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    if len({each.agency.name for each in reports}) < agencies:
        raise SystemExit("not every agency was read")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": cpu, "wall": wall, "memory": memory}))


if __name__ == "__main__":
    main()
