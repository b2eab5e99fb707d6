"""All benchmarks of the Word engine in one run; writes docs/benchmarks.md and the picture in it.

CPU seconds of one run on one machine are compared, never absolute times with those of another. Contestants
that are not installed are left out and named. rust-docxtpl gets an environment of its own, because its
package is called docxtpl too; docxtemplater needs node and npm.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

import cases
import checking
from contestants import CONTESTANTS
from page import Result, page, picture
from reading import WAYS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PEERS = ROOT / ".venv" / "peers"
PAGE = ROOT / "docs" / "benchmarks.md"
PICTURE = ROOT / "docs" / "images" / "benchmarks.svg"
RUST_PYTHON = PEERS / "rust" / "bin" / "python"
RUST = "rust-docxtpl==0.1.2"
NODE = ("docxtemplater@3.71.0", "pizzip@3.3.0")
SLOW = {"docxtpl": 5, "rust-docxtpl": 20, "python-docx": 5, "docxtemplater": 20}
"""How many reports the slow ones fill in a round; the others fill 200."""


def main() -> None:
    """Run everything and write the page."""
    missing = list(_install_peers())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        official, plain = cases.official_form(folder), cases.plain_placeholders(folder)
        races = {case.title: _race(case, missing) for case in (official, plain)}
        growth = {number: _growth(cases.rows(folder, number)) for number in (28, 280, 2800)}
    reports = {number: _building("build", number) for number in (1, 10, 100, 1000, 10_000)}
    side_by_side = {how: _building(how, 1000) for how in ("one after another", "2 threads", "2 processes")}
    readings = {how: _run([sys.executable, HERE / "reading.py", how, "30"], {}) for how in WAYS}
    roster = _run([sys.executable, HERE / "rosters.py", "1000"], {})
    checkings = {how: _run([sys.executable, HERE / "checking.py", how, "100"], {}) for how in checking.WAYS}
    PICTURE.write_text(picture(races[official.title]), encoding="utf-8")
    text = page(
        races,
        growth=growth,
        reports=reports,
        side_by_side=side_by_side,
        readings=readings,
        roster=roster,
        checkings=checkings,
        missing=missing,
    )
    PAGE.write_text(text, encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


def _install_peers() -> Iterator[str]:
    """Install the peers that are no dependencies of ours; yield the names of those that cannot be."""
    if not RUST_PYTHON.exists():
        venv.create(PEERS / "rust", with_pip=True)
        if subprocess.run([RUST_PYTHON, "-m", "pip", "install", "--quiet", RUST], check=False).returncode:
            yield "rust-docxtpl"
    if not (PEERS / "node_modules").is_dir():
        PEERS.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm")
        install = [npm or "", "install", "--silent", "--prefix", PEERS, *NODE]
        if npm is None or subprocess.run(install, check=False).returncode:
            yield "docxtemplater"


def _race(case: cases.Case, missing: list[str]) -> dict[str, Result]:
    """Return what every contestant takes for a case, one after another."""
    results = {
        name: _contestant(name, case, SLOW.get(name, 200)) for name in CONTESTANTS if name not in missing
    }
    if "docxtemplater" not in missing and case.title.startswith("250"):
        script, reports = HERE / "docxtemplater.mjs", str(SLOW["docxtemplater"])
        command = ["node", script, case.template, case.context, reports]
        results["docxtemplater"] = _run(command, {"PEERS": str(PEERS)})
    return results


def _growth(case: cases.Case) -> dict[str, Result]:
    """Return what a table takes whose rows come from the data."""
    return {name: _contestant(name, case, 2) for name in ("docxtpl", "engine")}


def _contestant(name: str, case: cases.Case, reports: int) -> Result:
    python = RUST_PYTHON if name == "rust-docxtpl" else sys.executable
    return _run([python, HERE / "contestants.py", name, case.template, case.context, str(reports)], {})


def _building(how: str, reports: int) -> Result:
    return _run([sys.executable, HERE / "building.py", how, str(reports)], {})


def _run(command: list[str | os.PathLike[str]], environment: dict[str, str]) -> Result:
    env = {**os.environ, **environment}
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    result: Result = json.loads(run.stdout)
    return result


if __name__ == "__main__":
    main()
