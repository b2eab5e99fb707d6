"""One contestant fills one template again and again, in a process of its own; prints what that took as JSON.

    python benchmarks/contestants.py NAME TEMPLATE CONTEXT REPORTS

``rust-docxtpl`` installs a package that is called ``docxtpl`` as well; it runs in an environment of its own.
"""

from __future__ import annotations

import io
import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

Context = dict[str, object]
Fill = Callable[[], bytes | None]
_ROUNDS = 5


def docxtpl(template: bytes, context: Context) -> Fill:
    """As the manual of docxtpl says: opened, rendered, saved for every report."""
    from docxtpl import DocxTemplate

    def fill() -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(context, autoescape=True)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return fill


def govreport(template: bytes, context: Context) -> Fill:
    """``Template.render`` with plain data: values checked and copied, filled, packed."""
    from govreport.word import Template

    compiled = Template(template)
    return lambda: compiled.render(context)


def engine(template: bytes, context: Context) -> Fill:
    """The engine alone, with data that has been checked: read, escaped, joined, deflated, packed."""
    from govreport.word import Template
    from govreport.word.values import values_of

    compiled = Template(template)
    compiled.render(context)
    engine, values = compiled._engine_for(None), values_of(context)
    return lambda: engine.fill(values)


def engine_zlib(template: bytes, context: Context) -> Fill:
    """The engine alone on the standard library."""
    sys.modules["isal"] = None  # type: ignore[assignment]  # what an import of something missing finds
    return engine(template, context)


def engine_to_file(template: bytes, context: Context) -> Fill:
    """The engine alone, written to a new file."""
    fill, folder, number = engine(template, context), Path(tempfile.mkdtemp()), count()

    def write() -> None:
        with open(folder / f"{next(number)}.docx", "wb", buffering=0) as file:  # noqa: PTH123  no detour
            file.write(fill() or b"")

    return write


def copyfile(template: bytes, context: Context) -> Fill:
    """The floor: a copy of the blank template to a new file."""
    del context
    folder, number = Path(tempfile.mkdtemp()), count()
    blank = folder / "blank.docx"
    blank.write_bytes(template)

    def copy() -> None:
        shutil.copyfile(blank, folder / f"{next(number)}.docx")

    return copy


def python_docx(template: bytes, context: Context) -> Fill:
    """python-docx in code: the tables of the template written cell by cell, by rows, without its styles."""
    from docx import Document

    opened = Document(io.BytesIO(template))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in opened.tables]
    del context

    def fill() -> bytes:
        document = Document()
        for table in tables:
            drawn = document.add_table(rows=len(table), cols=len(table[0]))
            for row, texts in zip(drawn.rows, table, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return fill


CONTESTANTS: dict[str, Callable[[bytes, Context], Fill]] = {
    "docxtpl": docxtpl,
    "rust-docxtpl": docxtpl,
    "python-docx": python_docx,
    "govreport": govreport,
    "engine": engine,
    "engine, zlib": engine_zlib,
    "engine, to a file": engine_to_file,
    "copyfile": copyfile,
}


def measured(fill: Fill, reports: int) -> dict[str, float]:
    """Return CPU and wall seconds for a report, the best of some rounds, and the peak of memory in MB."""
    fill()
    cpu, wall = [], []
    for _ in range(_ROUNDS):
        started, clock = time.process_time(), time.perf_counter()
        for _ in range(reports):
            fill()
        cpu.append((time.process_time() - started) / reports)
        wall.append((time.perf_counter() - clock) / reports)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": min(cpu), "wall": min(wall), "memory": peak}


if __name__ == "__main__":
    name, template, context, reports = sys.argv[1:]
    values = json.loads(Path(context).read_text(encoding="utf-8"))
    contestant = CONTESTANTS[name](Path(template).read_bytes(), values)
    print(json.dumps(measured(contestant, int(reports))))
