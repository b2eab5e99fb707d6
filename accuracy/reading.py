"""Measure how well published reports are read: ``python accuracy/reading.py [FOLDER] [--misses]``.

FOLDER is the corpus (`corpus.py`). For every kind of file the cells that were read right, wrong, not at all
(missing), without being there (invented), and those nobody can tell apart (torn); and for how many reports
that state them agency, year and form were right.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pypdfium2
from corpus import add_folder
from damage import score_damaged
from manners import iter_markdown, iter_pages, iter_texts, workbook
from scores import HEADING, Score
from truth import Truth, iter_truths
from word_manners import iter_word_files

from govreport.errors import GovReportError
from govreport.office import convert, find_office
from govreport.sources import read
from govreport.sources.reading import Reading
from govreport.sources.traditional import to_simplified


def main() -> int:
    """Print the score of every kind of file; exit with 1 if any cell is wrong or invented."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_folder(parser)
    parser.add_argument("--misses", action="store_true", help="name each miss")
    parser.add_argument("--drawn", action="store_true", help="draw the full reports in other manners as well")
    parser.add_argument("--damaged", type=int, default=0, metavar="N", help="damage N drawn reports as well")
    arguments = parser.parse_args()
    scores: dict[str, Score] = defaultdict(Score)
    for truth in iter_truths(arguments.folder):
        scores[truth.kind].add(score_file(truth, truth.source))
    if arguments.drawn:
        with tempfile.TemporaryDirectory() as folder:
            for kind, truth, path in iter_drawn(arguments.folder, Path(folder)):
                scores[kind].add(score_file(truth, path))
    for kind, score in score_damaged(arguments.damaged, seed=1):
        scores[f"damaged: {kind}"].add(score)
    print(HEADING)
    for kind, score in sorted(scores.items()):
        print(score.line(kind))
        if arguments.misses:
            print(*(f"    {miss}" for miss in score.misses), sep="\n")
    return int(not all(score.is_true for score in scores.values()))


def iter_drawn(folder: Path, into: Path) -> Iterator[tuple[str, Truth, Path]]:
    """Write the full reports of a folder in every manner; yield kind, truth and file of each."""
    for truth in iter_truths(folder, side_by_side=True):
        if not truth.name.startswith("full_"):
            continue
        if find_office():
            yield from iter_converted(truth, into)
        path = into / f"{truth.name}.xlsx"
        path.write_bytes(workbook(truth))
        yield "xlsx, drawn", truth, path
        for manner, word in iter_word_files(truth):
            path = into / f"{truth.name}-{manner}.docx"
            path.write_bytes(word)
            yield "docx, drawn", truth, path
        for kind, ending, made in (
            ("html", ".html", iter_pages(truth)),
            ("text", ".txt", iter_texts(truth)),
            ("markdown", ".md", iter_markdown(truth)),
        ):
            for manner, content in made:
                path = into / f"{truth.name}-{manner}{ending}"
                path.write_text(content, encoding="utf-8")
                yield f"{kind}, drawn", truth, path


def iter_converted(truth: Truth, into: Path) -> Iterator[tuple[str, Truth, Path]]:
    """Write a plain page of a report as LibreOffice saves it in other formats."""
    plain = dict(iter_pages(truth))["official"]
    style = "<style>td { width: 5% } td p { font-size: 6pt }</style>"  # so that all columns fit a page
    plain = plain.replace("<table ", '<table width="100%" ')
    styled = f"<html><head><meta charset='utf-8'>{style}</head><body>{plain}</body></html>".encode()
    word = convert(styled, ".html", "docx:MS Word 2007 XML", name=truth.name)
    if word is None:
        return
    targets = {
        "doc": "doc:MS Word 97",
        "rtf": "rtf:Rich Text Format",
        "odt": "odt",
        "pdf": "pdf:writer_pdf_Export",
    }
    made = {"docx": word} | {
        ending: convert(word, ".docx", target, name=truth.name) for ending, target in targets.items()
    }
    for turn in (90, 180, 270) if (pdf := made["pdf"]) is not None else ():
        path = into / f"{truth.name}-turned-{turn}.pdf"
        path.write_bytes(turned(pdf, turn))
        yield "pdf, turned", truth, path
    for ending, content in made.items():
        if content is not None:
            path = into / f"{truth.name}.{ending}"
            path.write_bytes(content)
            yield f"{ending}, converted", truth, path


def turned(pdf: bytes, turn: int) -> bytes:
    """Return a PDF with every page turned, in degrees clockwise, as a scanner or a printer leaves them."""
    document, file = pypdfium2.PdfDocument(pdf), io.BytesIO()
    for page in document:
        page.set_rotation(turn)
    document.save(file)
    return file.getvalue()


def score_file(truth: Truth, path: Path) -> Score:
    """Read a file and compare it with what it says."""
    name = path.name
    try:
        reading = read(path)
    except GovReportError as exc:
        score = Score(Counter(missing=len(truth.cells)))
        score.misses += [f"{name}: not read: {str(exc).splitlines()[0]}"]
        stated = _stated(truth, path.read_bytes().decode("utf-8", "ignore"))
        score.facts.update((fact, False) for fact in stated)
        return score
    score = Score()
    for path_, found, told in compare_cells(truth, reading):
        outcome = "torn" if found == "missing" and path_ in truth.torn else found
        score.cells[outcome] += 1
        if outcome != "right":
            score.misses.append(f"{name}: {outcome}: {path_}: {told}")
    for fact, is_right, told in compare_facts(truth, reading):
        score.facts[fact, is_right] += 1
        if not is_right:
            score.misses.append(f"{name}: {fact}: {told}")
    return score


def compare_cells(truth: Truth, reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Yield for every cell its path, what became of it, and what was read for what."""
    cells = reading.report.cells()
    for path, text in truth.cells.items():
        source = reading.cells.get(path)
        told = f"{text!r} read as {cells.get(path)!r} from {source.text if source else None!r}"
        yield path, _outcome(text, cells.get(path), source.text if source else None), told
    for path, value in cells.items():
        if path not in truth.cells and value is not None:
            yield path, "invented", f"{value!r}"


def _outcome(text: str, value: object, raw: str | None) -> str:
    if raw is None:
        return "missing"
    if not text and value is None:  # a dash was drawn for a blank
        return "right"
    if unicodedata.normalize("NFKC", "".join(raw.split())) != unicodedata.normalize(
        "NFKC", "".join(text.split())
    ):
        return "wrong" if raw.strip() else "missing"
    if value is None:
        return "right" if _plain(text) is None else "missing"
    plain = _plain(text)
    return "right" if plain is None or value == plain or str(value) == text else "wrong"


def _plain(text: str) -> Decimal | None:
    """Return the number a printed text is, if it is nothing else."""
    try:
        return Decimal(text.strip().removeprefix("+"))
    except InvalidOperation:
        return None


def compare_facts(truth: Truth, reading: Reading) -> Iterator[tuple[str, bool, str]]:
    """Yield for each fact the document states whether it was read right, and what was read for what."""
    text = "\n".join(
        (
            reading.seen.title.text,
            *reading.seen.text.values(),
            *(item.source.text for item in reading.unplaced),
        )
    )
    stated = _stated(truth, text)
    report = reading.report
    read_facts = {
        "agency": to_simplified(report.agency.name),
        "year": report.year if reading.is_year_stated else None,
        "form": report.info().name,
    }
    for fact in stated:
        told = f"{getattr(truth, fact)} read as {read_facts[fact]}"
        yield fact, read_facts[fact] == getattr(truth, fact), told


def _stated(truth: Truth, text: str) -> Iterable[str]:
    """Return which facts a text states: agency and year by their characters, a form by a cell or a year."""
    plain = to_simplified("".join(text.split()))
    if truth.agency and truth.agency in plain:
        yield "agency"
    has_year = truth.year is not None and f"{truth.year}年" in plain
    if has_year:
        yield "year"
    if truth.cells or has_year:
        yield "form"


if __name__ == "__main__":
    raise SystemExit(main())
