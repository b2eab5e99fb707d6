"""``import govreport`` and ``govreport --help`` load nothing heavy, and are quick."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {
    "babel",
    "distributed",
    "docx",
    "docxtpl",
    "jinja2",
    "lxml",
    "openpyxl",
    "pptx",
    "pydantic",
    "pydantic_core",
    "python_calamine",
    "rich",
    "yaml",
}

IMPORT = "import govreport"
HELP = """
from govreport.cli import main
sys.argv = ["govreport", "--help"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""
VERSION = HELP.replace("--help", "--version")

# The child reports on stderr: stdout belongs to the command.
PROBE = """
import sys, time
start = time.process_time()
{code}
spent = time.process_time() - start
import json
tops = sorted({{name.split(".")[0] for name in sys.modules}})
sys.stderr.write(json.dumps([spent, tops]))
"""


def run(code: str) -> tuple[float, set[str], str]:
    """Run code in a new interpreter; return its CPU seconds, the top-level modules loaded, and its stdout."""
    child = subprocess.run(
        [sys.executable, "-c", PROBE.format(code=code)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert child.returncode == 0, child.stderr
    spent, tops = json.loads(child.stderr)
    return spent, set(tops), child.stdout


def test_importing_loads_no_foreign_library() -> None:
    _, tops, _ = run(IMPORT)
    assert tops & (HEAVY | {"click"}) == set()


@pytest.mark.parametrize("code", [HELP, VERSION], ids=["--help", "--version"])
def test_help_loads_click_and_no_other_foreign_library(code: str) -> None:
    _, tops, shown = run(code)
    assert tops & HEAVY == set()
    assert "govreport" in shown


@pytest.mark.parametrize(("code", "limit"), [(IMPORT, 0.1), (HELP, 0.25)], ids=["import", "--help"])
def test_start_is_quick(code: str, limit: float) -> None:
    # CPU time, the best of three. The limits are some four times what it takes: room for a slow machine.
    assert min(run(code)[0] for _ in range(3)) < limit
