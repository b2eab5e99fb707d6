"""PDF files as they look to a reader: the text of their pages in paragraphs, their tables with borders.

A process of its own takes the file apart (`pdf_pages`), within limits of time and memory. Here lines become
paragraphs again: a line that reaches the right edge is continued by one that begins at the left edge.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Final, cast

from govreport.errors import DamagedFileError, EncryptedFileError, MachineError, SourceError
from govreport.gate.deadline import out_of_time, time_left
from govreport.gate.limits import CHECK_FILE, limits, over_limit
from govreport.gate.pdfstreams import GET_AGAIN, require_sound_pdf
from govreport.messages import Message
from govreport.refusals import reason_of
from govreport.sources.document import Block, Document, GridCell, Paragraph, TableGrid
from govreport.sources.pdf_shape import WIDE, PdfLine, PdfPage, PdfTable
from govreport.text.outline import opens_section

_PAGE_NUMBER: Final = re.compile(
    r"[-—–－\s·]*(?:第\s*)?[0-9]{1,3}(?:\s*[页/／]\s*(?:共\s*)?[0-9]*\s*页?)?[-—–－\s·]*"
)
_EDGE: Final = 0.14
"""The part of a page at its top and bottom where page numbers stand."""
_MANY: Final = 4
"""One line in so many at the left edge is full where paragraphs are not set in."""
_BETWEEN: Final = re.compile(rf"(?<=[{WIDE}]) (?=[^\s])(?! )|(?<=[^\s]) (?=[{WIDE}])(?<!  )")

_WITHOUT_TEXT: Final = Message("PDF 里没有文字，可能是扫描件", "the PDF holds no text; it may be a scan")
_OVER_LIMIT: Final = 2
"""What the process ends with where a limit is not kept."""
_TOO_LARGE: Final = Message("PDF 太大", "the PDF is too large")
_UNREADABLE: Final = Message("PDF 无法读取", "the PDF cannot be read")


def read_pdf(raw: bytes, *, name: str) -> Document:
    """Read a PDF that holds text: paragraphs and tables in reading order, with their pages.

    Raises:
        SourceError: It is damaged, encrypted, a scan without text, or over the limits.
        MachineError: The library that reads PDF is not installed.
    """
    pages = _pages(raw, name)
    if not any(page["lines"] or page["tables"] for page in pages):
        remedy = Message(
            "先做文字识别（OCR），或找 Word、网页版",
            "recognise its text first (OCR), or find a Word or web version",
        )
        raise SourceError.of(_WITHOUT_TEXT, where=name, remedy=remedy)
    return document_of_pages(pages, name)


def document_of_pages(pages: Sequence[PdfPage], name: str) -> Document:
    """Return the document that pages hold which were taken apart already."""
    return Document(name, tuple(_Assembler(pages).blocks()))


def _pages(raw: bytes, name: str) -> list[PdfPage]:
    if importlib.util.find_spec("pdfplumber") is None:
        raise MachineError.of(
            Message("读取 PDF 的组件没有安装", "the component that reads PDF is not installed"),
            where=name,
            remedy=Message('安装：pip install "govreport[pdf]"', 'install it: pip install "govreport[pdf]"'),
        )
    require_sound_pdf(raw, name)
    chosen = {key: value for key, value in asdict(limits()).items() if key.startswith("pdf_")}
    command = [sys.executable, "-m", "govreport.sources.pdf_pages", json.dumps(chosen)]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=time_left(), check=False)
    except subprocess.TimeoutExpired as exc:
        raise out_of_time(name) from exc
    except OSError as exc:
        raise MachineError.of(_UNREADABLE, where=name, found=reason_of(exc)) from exc
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _refused(name, said[-1] if said else "", done.returncode)
    return [cast("PdfPage", json.loads(line)) for line in done.stdout.splitlines()]


def _refused(name: str, said: str, code: int) -> SourceError:
    """Return the error for a PDF that the process has refused or died of."""
    if code == _OVER_LIMIT and said.partition(" ")[0] in asdict(limits()):
        limit, _, found = said.partition(" ")
        return over_limit(_TOO_LARGE, limit, where=name, found=found, remedy=CHECK_FILE)
    if code < 0:  # killed: its time or its memory was used up
        return out_of_time(name)
    if "Password" in said or "Encryption" in said:
        what = Message("PDF 有密码", "the PDF has a password")
        remedy = Message("去掉密码后再读取", "remove the password first")
        return EncryptedFileError.of(what, where=name, remedy=remedy)
    return DamagedFileError.of(_UNREADABLE, where=name, found=said or str(code), remedy=GET_AGAIN)


class _Assembler:
    """Makes blocks of the lines and tables of pages."""

    def __init__(self, pages: Sequence[PdfPage]) -> None:
        self._pages = pages
        lines = [line for page in pages for line in page["lines"]]
        self._left = min((line["left"] for line in lines), default=0.0)
        tables = [table["right"] for page in pages for table in page["tables"]]
        self._right = max([line["right"] for line in lines] + tables, default=0.0)
        self._is_cut = self._shows_margin()
        self._blocks: list[Block] = []
        self._paragraphs = self._tables = 0
        self._open: PdfLine | None = None
        """The last line, if its paragraph may go on."""

    def blocks(self) -> list[Block]:
        for page in self._pages:
            items = [(line["top"], 0, at) for at, line in enumerate(page["lines"])]
            items += [(table["top"], 1, at) for at, table in enumerate(page["tables"])]
            for _, is_table, at in sorted(items):
                if is_table:
                    self._add_table(page["tables"][at], page["number"])
                elif not _is_page_number(page["lines"][at], page):
                    self._add_line(page["lines"][at], page["number"])
        return self._blocks

    def _add_table(self, table: PdfTable, page: int) -> None:
        self._tables += 1
        self._open = None
        self._blocks.append(_grid(table, self._tables, page))

    def _add_line(self, line: PdfLine, page: int) -> None:
        before = self._open
        self._open = line
        text = line["text"].strip()
        if before is not None and self._goes_on(before, line) and isinstance(self._blocks[-1], Paragraph):
            last = self._blocks[-1]
            self._blocks[-1] = Paragraph(_closed(last.text + text), last.number, page=last.page)
            return
        self._paragraphs += 1
        indent = "\u3000" * 6 if self._is_apart(line) else ""
        self._blocks.append(Paragraph(indent + _closed(text), self._paragraphs, page=page))

    def _shows_margin(self) -> bool:
        """Tell whether lines at the left edge are parts of paragraphs: no line may be, of short paragraphs.

        Some follow a full line that is set in, or so many are full themselves as no chance makes them.
        """
        pages = [page["lines"] for page in self._pages]
        hangs = any(
            self._is_full(before) and self._is_set_in(before) and self._may_follow(before, line)
            for lines in pages
            for before, line in pairwise(lines)
        )
        at_edge = [line for lines in pages for line in lines if self._is_at_edge(line)]
        return hangs or sum(map(self._is_full, at_edge)) * _MANY > len(at_edge)

    def _is_set_in(self, line: PdfLine) -> bool:
        """Tell whether a line begins two characters from the left edge."""
        return 1.6 * line["size"] < line["left"] - self._left < 2.4 * line["size"]

    def _is_at_edge(self, line: PdfLine) -> bool:
        return line["left"] < self._left + 1.2 * line["size"]

    def _may_follow(self, before: PdfLine, line: PdfLine) -> bool:
        """Tell whether a line stands where the next of a paragraph does, and is as large."""
        return self._is_at_edge(line) and abs(line["size"] - before["size"]) < 1

    def _is_full(self, line: PdfLine, lacking: float = 2.2) -> bool:
        """Tell whether a line reaches the right edge, but for so many characters."""
        return line["right"] > self._right - lacking * line["size"]

    def _goes_on(self, before: PdfLine, line: PdfLine) -> bool:
        """Tell whether a line is the next of a paragraph; a heading of a section is none."""
        if opens_section(line["text"]) or not self._may_follow(before, line):
            return False
        if self._is_cut:
            return self._is_full(before)
        return self._is_full(before, 1.2) and not opens_section(before["text"])

    def _is_apart(self, line: PdfLine) -> bool:
        """Tell whether a line stands at the right, as a sign-off does."""
        width = self._right - self._left
        is_short = line["right"] - line["left"] < width / 2
        return (
            is_short
            and line["left"] > self._left + width * 0.45
            and line["right"] > self._right - width * 0.3
        )


def _is_page_number(line: PdfLine, page: PdfPage) -> bool:
    height = page["height"]
    is_at_edge = not height * _EDGE < line["top"] < height * (1 - _EDGE)
    return is_at_edge and _PAGE_NUMBER.fullmatch(line["text"].strip()) is not None


def _closed(text: str) -> str:
    """Return a text without the single blanks a PDF sets between Chinese characters, digits and letters."""
    return _BETWEEN.sub("", text)


def _grid(table: PdfTable, number: int, page: int) -> TableGrid:
    rows: list[dict[int, GridCell]] = [{} for _ in range(table["rows"])]
    for cell in table["cells"]:
        made = GridCell(cell["row"], cell["column"], cell["row_span"], cell["column_span"], cell["text"])
        for row in range(made.row, min(made.row + made.row_span, len(rows))):
            rows[row][made.column] = made
    drawn: Iterator[tuple[GridCell, ...]] = (tuple(row[at] for at in sorted(row)) for row in rows)
    return TableGrid(tuple(drawn), number, pages=(page,) * len(rows))
