"""Two hundred mutations of a good file of each kind: read right, or refused; never wrong in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

import pytest
import seeds
from mutation import (
    Found,
    Key,
    Printed,
    changes,
    found_in,
    packed,
    printed_parts,
    truncations,
    with_shared_texts,
    wrong_after_change,
)

from govreport.errors import GovReportError
from govreport.forms._printing import CellValue
from govreport.report import Report
from govreport.sources.loading import open_bytes

Writer = Callable[..., bytes]
ONE: Final = (seeds.REPORT,)
TWO: Final = seeds.agencies()[:2]
PACKAGES: Final[Mapping[str, tuple[str, Writer, tuple[Report, ...]]]] = {
    "docx": (".docx", seeds.docx, ONE),
    "tables": (".xlsx", seeds.tables, ONE),
    "entry": (".xlsx", seeds.entry, ONE),
    "roster": (".xlsx", seeds.roster, TWO),
    "one sheet": (".xlsx", seeds.one_sheet_roster, TWO),
}
"""Word files and workbooks: their ending, what writes them, and of which reports."""
_TOLD_OF: Final = ("document", "sheet", "workbook", "styles", "sharedStrings")
"""The parts of a package that say what its figures are."""


def _expected(reports: tuple[Report, ...]) -> dict[Key, CellValue]:
    whose = [report.agency.name if len(reports) > 1 else "" for report in reports]
    return {
        (name, path): value
        for name, report in zip(whose, reports, strict=True)
        for path, value in report.cells().items()
    }


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_mutated_package_is_read_as_the_good_one_or_refused(kind: str) -> None:
    ending, write, reports = PACKAGES[kind]
    good = Printed(write(*reports))
    expected = [each.report.published() for each in open_bytes(good.data, name="x")]
    mutated = [*(data for data, _ in changes(good, seed=8)), *truncations(good.data, seed=9)]
    refused = 0
    for number, data in enumerate(mutated):
        try:
            found = [each.report.published() for each in open_bytes(data, name=f"x{ending}")]
        except GovReportError:
            refused += 1
        else:
            assert found == expected, f"mutation {number}"
    assert (len(mutated), refused > 150) == (200, True)


@pytest.mark.parametrize("shared", [False, True], ids=["texts in cells", "shared texts"])
@pytest.mark.parametrize("kind", PACKAGES)
def test_a_byte_inside_a_part_changes_the_figure_it_is_of_or_is_told(kind: str, *, shared: bool) -> None:
    """The file is a sound package, its checksums right: all that can be known is what its parts say."""
    ending, write, reports = PACKAGES[kind]
    if shared and ending == ".docx":
        return
    parts = printed_parts(write, reports)
    parts = with_shared_texts(parts) if shared else parts
    good = {name: part.data for name, part in parts.items()}
    before = found_in(packed(good), ending)
    assert before.figures == _expected(reports)
    telling = [name for name in good if any(word in name for word in _TOLD_OF)]
    ends: Counter[str] = Counter()
    for at, name in enumerate(telling):
        count = 100 // len(telling) + 1
        for number, mutation in enumerate(changes(parts[name], seed=at, count=count)):
            wrong = _wrong({**good, name: mutation[0]}, ending, (parts[name], before, mutation), ends)
            assert not wrong, f"{name}, mutation {number} at byte {mutation[1]}"
    assert ends["read"] > 20
    assert ends["refused"] > 15


def _wrong(
    parts: Mapping[str, bytes],
    ending: str,
    known: tuple[Printed, Found, tuple[bytes, int]],
    ends: Counter[str],
) -> list[str]:
    """Return what was read wrong of a package, and count how it ended."""
    part, before, mutation = known
    try:
        after = found_in(packed(parts), ending)
    except GovReportError:
        ends["refused"] += 1
        return []
    ends["read"] += 1
    return wrong_after_change(part, before, mutation, after)
