"""Two hundred mutations of a good file of each kind: read right, or refused; never wrong in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict
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
    printed_file,
    printed_parts,
    truncations,
    with_shared_texts,
    wrong_after_change,
    wrong_after_cut,
)

import govreport
from govreport.errors import GovReportError
from govreport.forms._printing import CellValue
from govreport.gate.limits import limits
from govreport.gate.pdfstreams import require_sound_pdf
from govreport.report import Report
from govreport.sources.loading import open_bytes
from govreport.sources.pdf_file import document_of_pages
from govreport.sources.pdf_pages import iter_pages
from govreport.sources.reading import Reading
from govreport.sources.recognition import recognise

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
TEXTS: Final[Mapping[str, tuple[str, Writer, tuple[Report, ...]]]] = {
    "html": (".html", seeds.html, ONE),
    "text": (".txt", seeds.text, ONE),
    "markdown": (".md", seeds.markdown, ONE),
    "json": (".json", seeds.json_file, ONE),
    "yaml": (".yaml", seeds.yaml_file, ONE),
    "toml": (".toml", seeds.toml_file, ONE),
    "csv": (".csv", seeds.csv, TWO),
}
"""Files whose bytes are the characters they print."""
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


@pytest.mark.parametrize("kind", [*PACKAGES, *(f"{kind}, shared texts" for kind in ("entry", "one sheet"))])
def test_a_byte_inside_a_part_changes_the_figure_it_is_of_or_is_told(kind: str) -> None:
    """The file is a sound package, its checksums right: all that can be known is what its parts say."""
    ending, write, reports = PACKAGES[kind.partition(",")[0]]
    parts = printed_parts(write, reports)
    parts = with_shared_texts(parts) if "shared" in kind else parts
    good = {name: part.data for name, part in parts.items()}
    before = found_in(packed(good), ending)
    assert before.figures == _expected(reports)
    telling = [name for name in good if any(word in name for word in _TOLD_OF)]
    ends: Counter[str] = Counter()
    for at, name in enumerate(telling):
        for mutation in changes(parts[name], seed=at, count=100 // len(telling) + 1):
            after = _read(packed({**good, name: mutation[0]}), ending, ends)
            wrong = wrong_after_change(parts[name], before, mutation, after) if after else []
            assert not wrong, f"{name}, byte {mutation[1]}"
    assert ends["read"] > 20
    assert ends["refused"] > 15


@pytest.mark.parametrize("kind", TEXTS)
def test_a_byte_of_a_text_changes_the_figure_it_is_of_or_is_told(kind: str) -> None:
    """A changed byte is another character printed: the figure read is the one that stands there now."""
    ending, write, reports = TEXTS[kind]
    good = printed_file(write, reports)
    before = found_in(good.data, ending)
    assert before.figures == _expected(reports)
    ends: Counter[str] = Counter()
    for mutation in changes(good, seed=8):
        after = _read(mutation[0], ending, ends)
        wrong = wrong_after_change(good, before, mutation, after) if after else []
        assert not wrong, f"byte {mutation[1]}"
    assert ends.total() == 100
    assert ends["read"] > 5


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_cut_short_loses_no_figure_without_a_word(kind: str) -> None:
    """Blank cells, missing ones and a figure that is cut itself are told; so is that the file may be cut."""
    ending, write, reports = TEXTS[kind]
    good = write(*reports)
    before = found_in(good, ending)
    ends: Counter[str] = Counter()
    for cut in truncations(good, seed=9):
        after = _read(cut, ending, ends)
        wrong = wrong_after_cut(before, cut, after) if after else []
        assert not wrong, f"cut at {len(cut)}"
    assert ends.total() == 100
    assert ends["refused"] > 0


def _read(data: bytes, ending: str, ends: Counter[str]) -> Found | None:
    """Return what was read of a file, or None where it was refused; count which."""
    try:
        found = found_in(data, ending)
    except GovReportError:
        ends["refused"] += 1
        return None
    ends["read"] += 1
    return found


def test_a_mutated_pdf_is_read_as_the_good_one_or_refused_or_said() -> None:
    """Its content is compressed, as in published files: a figure is the good one, or missing and told."""
    good = Printed(seeds.compressed_pdf())
    expected = seeds.REPORT.cells()
    mutated = [*(data for data, _ in changes(good, seed=8))]
    mutated += truncations(good.data, seed=9)
    ends: Counter[str] = Counter()
    for number, data in enumerate(mutated):
        try:
            reading = _pdf_reading(data)
        except (GovReportError, _Unreadable):
            ends["refused"] += 1
            continue
        ends["read"] += 1
        told = {*reading.missing, *(item.path for item in reading.unplaced)}
        told |= {path for each in govreport.check(reading.report, page=reading) for path in each.cells}
        found = reading.report.cells()
        wrong = [path for path in expected if found[path] != expected[path] and found[path] is not None]
        silent = [path for path in expected if found[path] != expected[path] and path not in told]
        assert (wrong, silent) == ([], []), f"mutation {number}"
    assert ends.total() == 200
    assert ends["read"] > 5


def _pdf_reading(data: bytes) -> Reading:
    """Read a PDF in this process; what its library raises is a line of text in the real one."""
    require_sound_pdf(data, "x")
    try:
        pages = list(iter_pages(data, asdict(limits())))
    except Exception as exc:  # as `pdf_pages.main`
        raise _Unreadable from exc
    return recognise(document_of_pages(pages, "x"), [seeds.FORM])


class _Unreadable(Exception):  # noqa: N818  what the process that reads a PDF ends with
    pass
