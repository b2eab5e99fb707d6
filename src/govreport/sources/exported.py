"""Figures that another program has taken out of a published report, kept as its JSON.

Known is the layout of one program that compares yearly reports: ``activeDisclosureData``, ``tableData`` and
``reviewLitigationData``. Its files have been met with text in a wrong encoding and quotation marks lost, so
names and numbers are looked for one by one; what stands in the texts between does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govreport.forms._grid import Grid, Role
from govreport.forms._registry import official_forms
from govreport.sources.document import Block, Document, GridCell, Paragraph, TableGrid

_FORM: Final = "ogi2021"
_TABLES: Final = {
    "activeDisclosureData": "disclosure",
    "tableData": "applications",
    "reviewLitigationData": "disputes",
}
_COLUMNS: Final = {
    "naturalPerson": "natural_person",
    "commercial": "organisation.business",
    "research": "organisation.research",
    "social": "organisation.public_welfare",
    "legal": "organisation.legal_service",
    "other": "organisation.other",
    "total": "total",
}
_NAMES: Final = {
    "made": "issued",
    "valid": "in_force",
    "normativeDocuments": "normative_documents",
    "licensing": "licences",
    "punishment": "penalties",
    "coercion": "compulsion",
    "processed": "decisions",
    "newReceived": "received",
    "carriedOver": "carried_over",
    "carriedForward": "carried_forward",
    "partialGrant": "partly_granted",
    "stateSecret": "state_secret",
    "lawForbidden": "prohibited_by_law",
    "safetyStability": "safety_and_stability",
    "thirdPartyRights": "third_party_rights",
    "internalAffairs": "internal_affairs",
    "processInfo": "process_information",
    "enforcementCase": "enforcement_files",
    "adminQuery": "administrative_enquiry",
    "unableToProvide": "unavailable",
    "noInfo": "not_held",
    "needCreation": "needs_creation",
    "unclear": "still_unclear",
    "notProcessed": "not_processed",
    "repeat": "repeated",
    "massiveRequests": "excessive",
    "confirmInfo": "reconfirmation",
    "overdueCorrection": "correction_overdue",
    "overdueFee": "fee_unpaid",
    "otherReasons": "other",
    "totalProcessed": "total",
    "review": "reconsideration",
    "litigationDirect": "litigation_direct",
    "litigationPostReview": "litigation_after_reconsideration",
    "maintain": "upheld",
    "correct": "corrected",
    "unfinished": "pending",
}
"""What the program calls fields of ours; names that are the same are not listed."""

_TOKEN: Final = re.compile(
    r'"(?P<group>[A-Za-z]\w*)"\s*:\s*\{|"(?P<name>[A-Za-z]\w*)"\s*:\s*"?(?P<figure>-?\d+(?:\.\d+)?)"?(?=\s*[,}])|(?P<end>\})'
)
_MOST_TOKENS: Final = 20_000
_TEXT: Final = re.compile(r'"(?:content|title)"\s*:\s*"(?P<text>[^"]*)')


def is_exported(text: str) -> bool:
    """Tell whether a text is such a file."""
    return any(f'"{name}"' in text for name in _TABLES) and '"sections"' in text


def document_of_export(text: str, name: str) -> Document:
    """Return the report in such a file as if it were printed: its figures in the tables of their form."""
    figures = dict(_iter_figures(text))
    blocks: list[Block] = [
        Paragraph(line, at)
        for at, line in enumerate(
            (line for match in _TEXT.finditer(text) for line in match["text"].split("\\n") if line), 1
        )
    ]
    for at, (table, grid) in enumerate(official_forms()[_FORM].grids().items(), 1):
        if any(path.startswith(f"{table}.") for path in figures):
            blocks.append(_drawn(grid, figures, at))
    return Document(name, tuple(blocks))


def _iter_figures(text: str) -> Iterator[tuple[str, str]]:
    """Yield path and printed figure for each figure; the groups it stands in say which."""
    groups: list[str] = []
    for count, match in enumerate(_TOKEN.finditer(text)):
        if count > _MOST_TOKENS:
            return
        if match["group"]:
            groups.append(match["group"])
        elif match["end"]:
            groups = groups[:-1]
        elif (table := next((at for at, group in enumerate(groups) if group in _TABLES), None)) is not None:
            yield _path(_TABLES[groups[table]], [*groups[table + 1 :], match["name"]]), match["figure"]


def _path(table: str, names: list[str]) -> str:
    """Return our path of a figure; of the applications the program names the column first."""
    if table == "applications":
        outer = 2 if names[0] == "legalPerson" else 1
        column = _COLUMNS.get(names[outer - 1], "?")
        if names[-1] == "carriedForward":  # which the program keeps among the results
            names = [*names[:outer], names[-1]]
        return ".".join((table, *(_NAMES.get(name, name) for name in names[outer:]), column))
    return ".".join((table, *(_NAMES.get(name, name) for name in names)))


def _drawn(grid: Grid, figures: dict[str, str], number: int) -> TableGrid:
    rows: list[dict[int, GridCell]] = [{} for _ in range(grid.rows)]
    for cell in grid.cells:
        text = figures.get(cell.path, "") if cell.role is Role.FIGURE else cell.label.printed
        made = GridCell(cell.row, cell.column, cell.row_span, cell.column_span, text)
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row][cell.column] = made
    return TableGrid(tuple(tuple(row[at] for at in sorted(row)) for row in rows), number)
