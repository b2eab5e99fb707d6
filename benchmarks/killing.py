"""Runs that are killed (kill -9) at random moments, resumed, and compared with one that was left in peace.

python benchmarks/killing.py [TIMES]
"""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COUNTY = ROOT / "examples" / "county"
SEED = 9


def main(times: int) -> None:
    """Kill that many runs and print how many ended with the right bytes."""
    chance, right = random.Random(SEED), 0  # noqa: S311  moments, not secrets
    with tempfile.TemporaryDirectory() as name:
        whole = Path(name) / "whole"
        started = time.perf_counter()
        _start(whole).wait()
        lasted, wanted = time.perf_counter() - started, contents(whole)
        for number in range(times):
            output = Path(name) / str(number)
            process = _start(output)
            time.sleep(chance.uniform(0.2, 1.0) * lasted)
            process.kill()
            process.wait()
            unfinished = len(list(output.glob("*.docx")))
            _start(output, "--resume").wait()
            same = contents(output) == wanted
            right += same
            print(f"{number}: killed with {unfinished} reports written; same: {same}", flush=True)
    print(f"{right} of {times} runs ended with the same bytes, and nothing beside them")


def _start(output: Path, *options: str) -> subprocess.Popen[bytes]:
    inputs = [COUNTY / "2024.xlsx", "-o", f"{output}/", "--last-year", COUNTY / "2023", "--html"]
    command = [sys.executable, "-m", "govreport", "-q", "build", *map(str, inputs), "--jobs", "2", *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)


def contents(folder: Path) -> dict[str, str]:
    """Return every file in a folder, hidden ones too, and the digest of what it holds."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
