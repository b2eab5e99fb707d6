"""How long a full check takes, in CPU time.

python accuracy/speed.py [FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpus import add_folder
from labelled import load_folder

from govreport.checks import check
from govreport.report import Report

_TIMES: Final = 30


def cost(report: Report) -> float:
    """Return the CPU time of one check in milliseconds, the best of several."""
    best = float("inf")
    for _ in range(_TIMES):
        start = time.process_time()
        check(report)
        best = min(best, time.process_time() - start)
    return best * 1000


def without_text(report: Report) -> Report:
    """Return the report with its tables alone."""
    texts = dict.fromkeys(report.texts(), "")
    return type(report).from_data({**report.to_data(), **texts}, references=False)


def main() -> None:
    """Print the cost of each full report, and of its tables alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_folder(parser)
    for labelled in load_folder(parser.parse_args().folder):
        if str(labelled.data.get("completeness")) == "full":
            length = sum(map(len, labelled.report.texts().values()))
            tables, whole = cost(without_text(labelled.report)), cost(labelled.report)
            print(f"{labelled.name:34} tables {tables:5.2f} ms, with {length:>5} characters {whole:6.2f} ms")


if __name__ == "__main__":
    main()
