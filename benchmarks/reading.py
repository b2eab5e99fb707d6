"""How long a Word file takes to be read: the tables by python-docx, the report by govreport.

python benchmarks/reading.py HOW REPORTS prints the CPU and wall seconds of one file and the peak of memory,
as JSON.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from docx import Document

from govreport.sources import load, read
from govreport.word import Template

_EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "huaian-2024.yaml"
_ROUNDS: Final = 5


def _with_python_docx(path: Path) -> object:
    """Read every paragraph and every cell of every row; what they mean is not asked."""
    document = Document(str(path))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return [paragraph.text for paragraph in document.paragraphs], cells


WAYS: Final[Mapping[str, Callable[[Path], object]]] = {
    "python-docx, the texts": _with_python_docx,
    "govreport, the report": read,
}


def main() -> None:
    """Read one file again and again, and print what it took."""
    way, reports = WAYS[sys.argv[1]], int(sys.argv[2])
    report = load(_EXAMPLE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        path.write_bytes(Template.stock(type(report)).render(report))
        way(path)
        rounds = [_round(way, path, reports) for _ in range(_ROUNDS)]
    cpu, wall = (min(times) / reports for times in zip(*rounds, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": cpu, "wall": wall, "memory": memory}))


def _round(way: Callable[[Path], object], path: Path, reports: int) -> tuple[float, float]:
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(reports):
        way(path)
    return time.process_time() - cpu, time.perf_counter() - wall


if __name__ == "__main__":
    main()
