"""The published reports that everything here is measured on: where they are.

The corpus is a folder of published reports with JSON beside each: what people have noted of it, as `truth.py`
and `labelled.py` read it. It is no part of the project, for the reports are those of their agencies.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Final

SHARED: Final = Path(os.environ.get("GOVREPORT_SHARED") or Path(__file__).resolve().parents[2] / "shared")
"""What holds the corpus as ``reports``: ``GOVREPORT_SHARED``, or a folder ``shared`` beside the checkout."""


def add_folder(parser: argparse.ArgumentParser) -> None:
    """Let a program take FOLDER, the corpus; without one in it the program ends, and says what is missing."""
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        nargs="?",
        type=corpus,
        default=str(SHARED / "reports"),
        help="published reports with JSON beside each",
    )


def corpus(name: str) -> Path:
    """Return the folder of that name, which holds reports, or end the program with a line."""
    folder = Path(name)
    if not any(folder.glob("*.json")):
        sys.exit(
            f"no published reports in {folder}: name a folder of reports with JSON beside each, as FOLDER or "
            "as `reports` in GOVREPORT_SHARED"
        )
    return folder
