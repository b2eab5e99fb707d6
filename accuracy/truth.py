"""What published reports say, cell by cell, as people have noted it: the measure a reading is held against.

Beside each source text (``NAME.raw.txt``, ``.md``, ``.html``, or ``NAME.pdf``) stands ``NAME.json``: the
agency, the year, the edition of the form, and the tables as printed. A cell is its printed text, ``""``
where it is blank, and null where the source text does not show it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SIDE_BY_SIDE = frozenset({"full_suqian_city_2023", "full_suqian_city_2024"})
"""Texts that hold two years beside each other, and so no report."""

_ENDINGS = (".raw.html", ".raw.md", ".pdf", ".raw.txt")
_GROUPS = {
    "3": (
        "denied",
        """state_secret prohibited_by_law safety_and_stability third_party_rights internal_affairs
        process_information enforcement_files administrative_enquiry""",
    ),
    "4": ("unavailable", "not_held needs_creation still_unclear"),
    "5": ("not_processed", "complaint repeated publication excessive reconfirmation"),
    "6": ("other", "correction_overdue fee_unpaid other"),
}
_ROWS = {
    "1": "received",
    "2": "carried_over",
    "3.1": "results.granted",
    "3.2": "results.partly_granted",
    "3.7": "results.total",
    "4": "carried_forward",
} | {
    f"3.{group}.{at}": f"results.{name}.{row}"
    for group, (name, rows) in _GROUPS.items()
    for at, row in enumerate(rows.split(), 1)
}
_COLUMNS = {
    "自然人": "natural_person",
    "商业企业": "organisation.business",
    "科研机构": "organisation.research",
    "社会公益组织": "organisation.public_welfare",
    "法律服务机构": "organisation.legal_service",
    "其他": "organisation.other",
    "总计": "total",
}
_DISPUTES = tuple(
    f"{block}.{name}"
    for block in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    for name in ("upheld", "corrected", "other", "pending", "total")
)
_DISCLOSURE = {
    "ogi2021": {
        "规章": ("regulations", "issued repealed in_force"),
        "规范性文件": ("normative_documents", "issued repealed in_force"),
        "行政许可": ("licences", "decisions"),
        "行政处罚": ("penalties", "decisions"),
        "行政强制": ("compulsion", "decisions"),
        "行政事业性收费": ("fees", "amount"),
    },
    "ogi2019": {
        "规章": ("regulations", "made disclosed total_disclosed"),
        "规范性文件": ("normative_documents", "made disclosed total_disclosed"),
        "行政许可": ("licences", "previous change decisions"),
        "其他对外管理服务事项": ("other_management_services", "previous change decisions"),
        "行政处罚": ("penalties", "previous change decisions"),
        "行政强制": ("compulsion", "previous change decisions"),
        "行政事业性收费": ("fees", "previous change"),
        "政府集中采购": ("procurement", "projects amount"),
    },
}


@dataclass(frozen=True)
class Truth:
    """What a report says.

    Attributes:
        name: Its name.
        source: The file it is read from.
        agency: The name of the body; it need not be printed in just these characters.
        year: The report year, if it is known.
        form: The name of its form.
        cells: What stands in each cell by its path: ``""`` where it is blank. What the source does not show
            is not in it.
        torn: The cells of rows that are torn beyond reading: the text prints the labels of all columns and
            fewer cells in every row, and nothing says which columns are lost.
    """

    name: str
    source: Path
    agency: str
    year: int | None
    form: str
    cells: Mapping[str, str]
    torn: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """The kind of file it is read from."""
        return {".html": "html", ".md": "markdown", ".pdf": "pdf"}.get(self.source.suffix, "text")


def iter_truths(folder: Path, *, side_by_side: bool = False) -> Iterator[Truth]:
    """Yield every report of a folder that has a source text of its own, or shares one with another year."""
    for path in sorted(folder.glob("*.json")):
        if path.stem in SIDE_BY_SIDE and not side_by_side:
            continue
        sources = (path.with_name(path.stem + ending) for ending in _ENDINGS)
        source = next((candidate for candidate in sources if candidate.is_file()), None)
        if source is not None:
            data = json.loads(path.read_text(encoding="utf-8"))
            form = form_of(data)
            cells = dict(_iter_cells(data, form))
            torn = frozenset(cells) & _torn(data, source)
            yield Truth(path.stem, source, data["agency"], data["year"], form, cells, torn)


def _torn(data: Mapping[str, Any], source: Path) -> frozenset[str]:
    """Return the cells of 表三 if people noted fewer of its columns than the text has labels for."""
    table = (data.get("tables") or {}).get("table3") or {}
    noted = table.get("columns", _COLUMNS)
    if len(noted) == len(_COLUMNS) or source.suffix != ".txt":
        return frozenset()
    text = source.read_text(encoding="utf-8")
    if not all(label in text for label in _COLUMNS):
        return frozenset()
    rows = (_ROWS[number] for number in table["ids"] if number in _ROWS)
    return frozenset(f"applications.{row}.{_COLUMNS[column]}" for row in rows for column in noted)


def form_of(data: Mapping[str, Any]) -> str:
    """Return the form of the tables, or of the year where the text has none."""
    edition = str(data["format"])
    if edition.startswith("pre-2019"):
        return "ogi2014"
    return "ogi2019" if edition.startswith("2019") else "ogi2021"


def _iter_cells(data: Mapping[str, Any], form: str) -> Iterator[tuple[str, str]]:
    tables = data.get("tables") or {}
    for row in (tables.get("table2") or {}).get("rows", ()):
        label = row["path"][-1].removeprefix("行政") if "规范性" in row["path"][-1] else row["path"][-1]
        name, columns = _DISCLOSURE[form].get(label, ("", ""))
        for column, text in zip(columns.split(), row["cells"], strict=False):
            if text is not None:
                yield f"disclosure.{name}.{column}", text
    table = tables.get("table3") or {}
    rows = _ROWS | ({"3.6": "results.other"} if form == "ogi2019" else {})
    for number, cells in zip(table.get("ids", ()), table.get("matrix", ()), strict=True):
        for column, text in zip(table["columns"], cells, strict=True):
            if text is not None and number in rows:
                yield f"applications.{rows[number]}.{_COLUMNS[column]}", text
    for cells in (tables.get("table4") or {}).get("matrix", ()):
        for column, text in zip(_DISPUTES, cells, strict=True):
            if text is not None:
                yield f"disputes.{column}", text
