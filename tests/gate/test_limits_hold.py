"""Every limit holds: what is a little over it is refused, and the message names the limit."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import docx
import pytest

import govreport
from govreport.errors import GovReportError
from govreport.forms import ogi2021
from govreport.gate import limits as module
from govreport.gate.limits import LIMITS, Limits, with_limits
from govreport.html import page
from govreport.sheet import report_row, roster_text, roster_workbook
from govreport.sources import load, load_all, read
from govreport.word import Template, stock_template
from samples import load_report
from wordparts import own, paragraph

HUAIAN: Final = load_report("huaian_2024.json")
DATA: Final = b'{"year": 2024, "agency": {"name": "\xe7\x94\xb2\xe5\xb1\x80", "phone": "1234567"}}'


def loaded(tmp_path: Path, ending: str, content: bytes) -> object:
    path = tmp_path / f"a{ending}"
    path.write_bytes(content)
    return [each.report for each in load_all(path)] if ending in (".csv", ".xlsx") else load(path)


def page_read(tmp_path: Path) -> object:
    path = tmp_path / "a.html"
    path.write_text(page(HUAIAN), encoding="utf-8")
    return read(path)


def document_read(tmp_path: Path) -> object:
    path = tmp_path / "a.docx"
    path.write_bytes(Template(stock_template(ogi2021.Report)).render(HUAIAN))
    return read(path)


def table_read(tmp_path: Path) -> object:
    document = docx.Document()
    document.add_table(rows=8, cols=8)
    buffer = io.BytesIO()
    document.save(buffer)
    (tmp_path / "a.docx").write_bytes(buffer.getvalue())
    return read(tmp_path / "a.docx")


def csv_read(tmp_path: Path) -> object:
    return loaded(tmp_path, ".csv", roster_text(ogi2021.Report, [report_row(HUAIAN)]))


def roster_read(tmp_path: Path) -> object:
    return loaded(tmp_path, ".xlsx", roster_workbook(ogi2021.Report, [report_row(HUAIAN)]))


def filled(*markup: str) -> Callable[[Path], object]:
    text = "".join(map(paragraph, markup))
    return lambda _: Template(own(text)).render({"items": [1, 2, 3], "title": "甲乙"})


_LOOPS: Final = (
    "{%p for a in items %}",
    "{%p for b in items %}",
    "{{ b }}",
    "{%p endfor %}",
    "{%p endfor %}",
)

CASES: Final[dict[str, tuple[int, Callable[[Path], object]]]] = {
    "file_bytes": (50, lambda folder: loaded(folder, ".json", DATA)),
    "archive_parts": (3, document_read),
    "archive_bytes": (5000, document_read),
    "part_bytes": (5000, document_read),
    "xml_depth": (3, document_read),
    "xml_elements": (50, document_read),
    "xml_attributes": (1, document_read),
    "data_bytes": (50, lambda folder: loaded(folder, ".json", DATA)),
    "data_depth": (1, lambda folder: loaded(folder, ".json", DATA)),
    "data_text": (3, lambda folder: loaded(folder, ".json", DATA)),
    "data_entries": (2, lambda folder: loaded(folder, ".json", DATA)),
    "table_columns": (3, document_read),
    "table_places": (10, document_read),
    "html_elements": (20, page_read),
    "html_depth": (3, page_read),
    "document_text": (100, document_read),
    "sheet_columns": (5, csv_read),
    "sheet_cells": (5, roster_read),
    "sheet_places": (5, roster_read),
    "template_bytes": (300, filled("{{ title }}")),
    "template_tags": (1, filled("{{ title }}{{ title }}")),
    "template_tag_characters": (5, filled("{{ title }}")),
    "template_characters": (12, filled("{{ title }}", "{{ title }}")),
    "template_data": (1, filled("{{ title }}{{ title }}甲")),
    "template_turns": (5, filled(*_LOOPS)),
    "template_loops": (1, filled(*_LOOPS)),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_over_a_limit_is_refused_with_its_name_or_number(name: str, tmp_path: Path) -> None:
    most, made = CASES[name]
    made(tmp_path)
    with with_limits(**{name: most}), pytest.raises(GovReportError) as caught:
        made(tmp_path)
    said = caught.value.to_text("en")
    assert re.search(rf"\b{name}\b|at most {most}\b", said), said


def test_every_limit_is_asked_for_in_the_code() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(govreport.__file__).parent.rglob("*.py")
        if path != Path(module.__file__)
    )
    assert [name for name in Limits.__dataclass_fields__ if not re.search(rf"[.\"]{name}\b", code)] == []
    assert Limits() == LIMITS
