"""Reports for tests: published figures, and the same with single figures changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from govreport.forms._registry import report_from_data
from govreport.forms._tables import Figure
from govreport.report import Report

DATA = Path(__file__).parent / "data"


def load_report(name: str) -> Report:
    """Return the report of a data file in tests/data."""
    return report_from_data(json.loads((DATA / name).read_text(encoding="utf-8")))


def changed(report: Report, figures: Mapping[str, Figure], **facts: object) -> Report:
    """Return the report with some figures and facts changed; all else stays as given, totals too."""
    data = report.to_data()
    for path, figure in figures.items():
        *parents, last = path.split(".")
        place = data
        for parent in parents:
            place = cast("dict[str, object]", place[parent])
        place[last] = figure
    data.update(facts)
    return report_from_data(data, form=type(report))
