"""Harnesses: good files, damaged in all manners, go into a reader; only our own errors may come out.

`campaign` runs them for a time. What broke something is kept in ``tests/fuzz/kept``, and the test-suite tries
it ever after.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import seeds
from damage import Damage, damaged_bytes, damaged_data, damaged_toml, damaged_words, damaged_yaml
from markup_damage import damaged_package, damaged_page
from table_damage import damaged_blocks, damaged_figures, damaged_numbers, damaged_pdf

import govreport
from govreport.checks.explanation import explain
from govreport.errors import DataError, FormError, GovReportError, ProofError
from govreport.forms._registry import official_forms, report_from_data
from govreport.gate.filekind import recognise_file
from govreport.gate.limits import limits
from govreport.gate.picture import require_picture
from govreport.html.documents import page
from govreport.report import Report
from govreport.sheet import report_workbook
from govreport.sources.document import Block, Document, Paragraph, TableBuilder
from govreport.sources.documents import is_data, read_published_bytes
from govreport.sources.loading import open_bytes
from govreport.sources.pdf_file import document_of_pages, read_pdf
from govreport.sources.pdf_pages import iter_pages
from govreport.sources.recognition import recognise
from govreport.word import Template

KEPT: Final = Path(__file__).with_name("kept")
FORMS: Final = tuple(official_forms().values())
_CONVERTED: Final = frozenset({".doc", ".rtf", ".odt"})
"""Kinds that LibreOffice reads: a program that takes seconds to start is not what is tried here."""
_LINES: Final = 6

Use = Callable[[bytes], Iterator[None]]
"""What a file goes into; it yields as soon as the file is behind its parser."""


@dataclass(frozen=True)
class Harness:
    """Good files, how they are damaged, and what they go into."""

    good: tuple[Callable[[], bytes], ...]
    damage: Damage
    use: Use

    def damaged(self, seed: int) -> bytes:
        """Return one of the good files with the damage of a seed."""
        dice = Random(seed)  # noqa: S311  the same damage for the same seed
        return self.damage(dice.choice(self.good)(), dice)


# --- what files go into ---------------------------------------------------------------------------


def _recognised(document: Document) -> None:
    reading = recognise(document, FORMS)
    govreport.check(reading.report, page=reading)
    for language in ("zh", "en"):
        list(reading.explain(language))
    json.dumps(reading.to_data(), default=str)
    _said([item.message for item in reading.unplaced], reading.notes)


def _said(*groups: Sequence[object]) -> None:
    for each in (each for group in groups for each in group):
        str(each)


def _read(data: bytes) -> Iterator[None]:
    kind = recognise_file(data)
    if kind is not None and kind.ending in _CONVERTED:
        return
    document = read_published_bytes(data, name="x")
    yield
    _recognised(document)


def _load(ending: str) -> Use:
    """Return what loads a file of some ending as `build` and `check` do, and checks what is in it."""

    def load(data: bytes) -> Iterator[None]:
        kind = recognise_file(data)
        if kind is not None and kind.ending in _CONVERTED:
            return
        try:
            found = open_bytes(data, name="x", path=Path(f"x{ending}"))
        except (DataError, FormError):
            yield
            raise
        yield
        for loaded in found:
            _said(loaded.remarks)
            if isinstance(loaded.result, GovReportError):
                _require_short(loaded.result)
            else:
                govreport.check(loaded.report, page=loaded.reading)

    return load


def _report(data: bytes) -> Iterator[None]:
    """Make a report of data; check it, tell its sums, and write it as everything it can be written as."""
    report = _made(data)
    yield
    findings = govreport.check(report, last_year=_before(report))
    _said([finding.message for finding in findings], list(explain(report)))
    page(report)
    report_workbook(report)


def _filled(data: bytes) -> Iterator[None]:
    """Make a Word file of data and read it: it says the figures of the report, whatever they are."""
    report = _made(data)
    content = Template.stock(type(report)).render(report)
    yield
    reading = recognise(read_published_bytes(content, name="x"), [type(report)])
    if not reading.missing and not reading.unplaced:
        assert reading.report.figures() == report.figures()
    Template(content).check(type(report))


def _made(data: bytes) -> Report:
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError) as exc:
        raise _NotTried from exc
    if not isinstance(tree, dict):
        raise _NotTried
    return report_from_data(tree)


def _before(report: Report) -> Report | None:
    fits = report.year == seeds.HUAIAN.year + 1 and isinstance(report, seeds.FORM)
    return seeds.HUAIAN if fits else None


def _claim(data: bytes) -> Iterator[None]:
    text = data.decode("utf-8", "replace")
    report = report_from_data({**seeds.REPORT.to_data(), "overview": text}, form=seeds.FORM)
    yield
    _said([finding.message for finding in govreport.check(report, last_year=_before(report))])


def _fill(data: bytes) -> Iterator[None]:
    template = Template(data)
    yield
    template.check(seeds.FORM)
    template.render(seeds.REPORT)


def _blocks(data: bytes) -> Iterator[None]:
    """Have the recogniser look at tables that no file could hold so torn."""
    made: list[Block] = []
    tables = paragraphs = 0
    for block in _unpacked(data):
        if isinstance(block, str):
            paragraphs += 1
            made.append(Paragraph(block, paragraphs))
            continue
        builder, tables = TableBuilder(), tables + 1
        for row in block:
            builder.start_row()
            for text, span, continues in row:
                if not continues or not builder.continue_cell(span):
                    builder.add_cell(text, span)
        made.append(builder.build(tables, is_loose=len(data) % 5 == 0))
    yield
    _recognised(Document("x", tuple(made), is_page=len(data) % 2 == 0))


def _pdf(data: bytes) -> Iterator[None]:
    """Take a PDF apart in this process; what its library raises is a line of text in the real one."""
    try:
        pages = list(iter_pages(data, asdict(limits())))
    except Exception:  # noqa: BLE001  as `pdf_pages.main`
        return
    yield
    _recognised(document_of_pages(pages, "x"))


def _pdf_in_child(data: bytes) -> Iterator[None]:
    document = read_pdf(data, name="x")
    yield
    _recognised(document)


def _pages(data: bytes) -> Iterator[None]:
    pages = _unpacked(data)
    yield
    _recognised(document_of_pages(pages, "x"))


def _unpacked(data: bytes) -> list[Any]:
    """Return what was packed as JSON for a harness of its own, and never comes out of a file."""
    try:
        found = json.loads(data)
    except ValueError as exc:
        raise _NotTried from exc
    if not isinstance(found, list):
        raise _NotTried
    return found


def _picture(data: bytes) -> Iterator[None]:
    if recognise_file(data) is not None:
        yield
    require_picture(data, "x")


def _kind(data: bytes) -> Iterator[None]:
    if recognise_file(data) is not None:
        yield
    is_data(data, Path("x.doc"))
    yield from _read(data)


# --- the table ------------------------------------------------------------------------------------


@cache
def _good_blocks() -> bytes:
    blocks: list[object] = []
    for block in read_published_bytes(seeds.docx(), name="x").blocks:
        if isinstance(block, Paragraph):
            blocks.append(block.text)
        else:
            rows = [[(cell, cell.row == at) for cell in row] for at, row in block.iter_rows()]
            blocks.append([[[cell.text, cell.column_span, not own] for cell, own in row] for row in rows])
    return json.dumps(blocks, ensure_ascii=False).encode()


@cache
def _good_pages() -> bytes:
    return json.dumps(list(iter_pages(seeds.pdf(), asdict(limits())))).encode()


def _texts(dice_seed: int) -> Callable[[], bytes]:
    """Return what makes the data of a report whose overview is sentences of many offices."""

    def made() -> bytes:
        lines = Random(dice_seed).sample(seeds.narratives(), 25)  # noqa: S311  the same for the same seed
        return json.dumps({**seeds.REPORT.to_data(), "overview": "\n".join(lines)}, default=str).encode()

    return made


def _constant(data: bytes) -> Callable[[], bytes]:
    return lambda: data


HARNESSES: Final[dict[str, Harness]] = {
    "docx": Harness((seeds.docx,), damaged_package, _read),
    "workbook": Harness((seeds.tables,), damaged_package, _read),
    "entry": Harness((seeds.entry, seeds.empty_entry), damaged_package, _load(".xlsx")),
    "roster": Harness((seeds.roster, seeds.one_sheet_roster), damaged_package, _load(".xlsx")),
    "csv": Harness((seeds.csv,), damaged_words, _load(".csv")),
    "html": Harness((seeds.html, seeds.saved_page), damaged_page, _read),
    "text": Harness((seeds.text, seeds.markdown), damaged_words, _read),
    "pdf": Harness((seeds.pdf,), damaged_pdf, _pdf),
    "pdf-child": Harness((seeds.pdf,), damaged_pdf, _pdf_in_child),
    "pages": Harness((_good_pages,), damaged_numbers, _pages),
    "grid": Harness((_good_blocks,), damaged_blocks, _blocks),
    "json": Harness((seeds.json_file,), damaged_data, _load(".json")),
    "yaml": Harness((seeds.yaml_file, seeds.report_data, seeds.report_data), damaged_yaml, _load(".yaml")),
    "toml": Harness((seeds.toml_file, seeds.report_data, seeds.report_data), damaged_toml, _load(".toml")),
    "claims": Harness((seeds.claims,), damaged_words, _claim),
    "report": Harness(tuple(map(_texts, range(20))), damaged_figures, _report),
    "filled": Harness((seeds.report_data,), damaged_figures, _filled),
    "template": Harness((seeds.template, seeds.docx), damaged_package, _fill),
    "picture": Harness(tuple(map(_constant, seeds.PICTURES)), damaged_bytes, _picture),
    "kind": Harness(tuple(map(_constant, seeds.KINDS)), damaged_bytes, _kind),
}


class _NotTried(Exception):  # noqa: N818  no error: damage that leaves nothing to try
    pass


def attempt(name: str, data: bytes) -> bool:
    """Try a file on a harness, and tell whether it came past the parser; only errors of our own are lawful.

    A `ProofError` is not: it says that a finished file does not say what the data says.
    """
    past = False
    try:
        for _ in HARNESSES[name].use(data):
            past = True
    except _NotTried:
        return False
    except ProofError:
        raise
    except GovReportError as exc:
        _require_short(exc)
    return past


def _require_short(error: GovReportError) -> None:
    for language in ("zh", "en"):
        lines = error.to_text(language).splitlines()
        assert 0 < len(lines) <= _LINES, f"{len(lines)} lines: {lines[:3]}"


def keep(name: str, data: bytes) -> Path:
    """Keep what broke something; the test-suite tries all of it."""
    KEPT.mkdir(exist_ok=True)
    path = KEPT / f"{name}-{hashlib.sha256(data).hexdigest()[:10]}"
    path.write_bytes(data)
    return path
