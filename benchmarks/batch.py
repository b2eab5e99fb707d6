"""Runs of many reports: memory and time by their number, and the same work beside a loop of docxtpl.

    python benchmarks/batch.py [REPORTS...]

CPU seconds of one run on one machine are compared. Memory is that of all processes of a run together, shared
pages counted once (PSS), so it is read on Linux only.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cases

from govreport.checks import _TABLES, check
from govreport.files import write_atomic
from govreport.sources import load
from govreport.word import Template

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "huaian-2024.yaml"
RUN = """
import sys
from pathlib import Path
from govreport.batch import Settings, iter_built
if __name__ == "__main__":
    folder, output, jobs = sys.argv[1:]
    files = sorted(Path(folder).iterdir())
    built = sum(one.path is not None for one in iter_built(files, output, Settings(), jobs=int(jobs)))
    if built < len(files):
        raise SystemExit(f"{len(files) - built} reports were not written")
"""


def main(numbers: list[int]) -> None:
    """Print a line of JSON for every measurement."""
    for number in numbers:
        print(json.dumps({"reports": number, **run(number)}), flush=True)
    print(json.dumps(beside_docxtpl()), flush=True)


def run(number: int) -> dict[str, float]:
    """Build a number of reports in two processes, from a JSON file each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for path, text in _files(folder / "in", number):
            path.write_text(text, encoding="utf-8")
        script = folder / "run.py"
        script.write_text(RUN, encoding="utf-8")
        started = time.perf_counter()
        arguments = [str(script), str(folder / "in"), f"{folder / 'out'}/", "2"]
        process = subprocess.Popen([sys.executable, *arguments])
        peak, cpu = _watched(process)
        wall = time.perf_counter() - started
        if process.returncode:
            raise SystemExit(process.returncode)
        shutil.rmtree(folder / "out")
    return {"wall": wall, "cpu": cpu, "busy": cpu / wall, "memory": peak}


def _files(folder: Path, number: int) -> Iterator[tuple[Path, str]]:
    data = load(EXAMPLE).to_data()
    del data["title"]
    for at in range(number):
        agency = {"name": f"甲市第{at + 1}局", "level": "prefecture", "organ": "department"}
        body = json.dumps({**data, "agency": agency, "lead": ""}, ensure_ascii=False, default=str)
        yield folder / f"{at:06}.json", body


def _watched(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Wait for a process; return the most MiB it and its children had at once, and their seconds of CPU."""
    peak, spent = 0.0, dict[int, float]()
    while process.poll() is None:
        processes = list(_tree(process.pid))
        peak = max(peak, sum(map(_memory, processes)))
        for each in processes:
            spent[each] = max(spent.get(each, 0.0), _seconds(each))
        time.sleep(0.2)
    return peak, sum(spent.values())


def _seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _tree(parent: int) -> Iterator[int]:
    yield parent
    for children in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            for child in children.read_text(encoding="ascii").split():
                yield from _tree(int(child))
        except OSError:
            continue


def _memory(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def beside_docxtpl() -> dict[str, float]:
    """Return milliseconds of CPU for a report, by docxtpl and by what a run does."""
    from contestants import docxtpl

    with tempfile.TemporaryDirectory() as name:
        case = cases.official_form(Path(name))
        theirs = docxtpl(case.template.read_bytes(), json.loads(case.context.read_text(encoding="utf-8")))
        report = load(EXAMPLE)
        template, output = Template.stock(type(report)), Path(name) / "a.docx"
        template.render(report)
        engine, values = template._engine_for(type(report)), template._values(report, None)

        def checked() -> None:
            for check_tables in _TABLES:
                list(check_tables(report))
            write_atomic(output, template.render_proved(report)[0])

        return {
            "docxtpl": _spent(theirs, 5),
            "Word file alone": _spent(lambda: engine.fill(values), 200),
            "render with proof": _spent(lambda: template.render(report), 200),
            "tables checked, proof, receipt, written": _spent(checked, 200),
            "all checks alone": _spent(lambda: check(report), 100),
        }


def _spent(work: Callable[[], object], times: int) -> float:
    work()
    started = time.process_time()
    for _ in range(times):
        work()
    return 1000 * (time.process_time() - started) / times


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [100, 1000, 10_000])
