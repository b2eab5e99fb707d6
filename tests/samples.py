"""Reports for tests: published figures, and the same with single figures changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from govreport.forms._figures import Figure
from govreport.forms._registry import report_from_data
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


OVERVIEW = """\
（一）主动公开。全年主动公开政府信息600条，其中动态信息400条、公告信息200条。
（二）依申请公开。全年收到政府信息公开申请3119件，上年结转34件，答复3050件，结转下年度103件。
（三）政府信息管理。公开前逐件审查，制发行政规范性文件8件，废止26件。
（四）政府信息公开平台建设。维护政府网站一个，编印公报6期。
（五）监督保障。组织培训两次，全年没有责任追究情形。"""
TEXTS = {
    "overview": OVERVIEW,
    "problems": "解读的形式还不够多。已经增加图解和问答，明年继续改进。",
    "other": "全年收取政府信息公开信息处理费3940元。",
}


def told(**changes: object) -> Report:
    """Return the report of 2024 with texts that have nothing wrong in them, but for some changes."""
    figures = cast("Mapping[str, Figure]", changes.pop("figures", {}))
    return changed(load_report("huaian_2024.json"), figures, **{**TEXTS, **changes})


def stating(sentence: str, figures: Mapping[str, Figure] | None = None, **facts: object) -> Report:
    """Return the report of 2024 whose overview ends with a sentence on requests for information."""
    lines = OVERVIEW.split("\n")
    lines[1] = "（二）依申请公开。" + sentence
    return told(figures=figures or {}, overview="\n".join(lines), **facts)
