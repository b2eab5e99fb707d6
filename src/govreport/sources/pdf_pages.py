"""The pages of a PDF as lines and tables: run as a process of its own, so that it can be stopped.

A PDF may unpack to any size, and reading one may take any time. ``python -m govreport.sources.pdf_pages``
takes the file on its standard input and gives `PdfPage` after `PdfPage` as JSON, a line each, on its
standard output; what goes wrong is one line on its standard error and exit code 1. Its limits are its only
argument, as JSON; one that is broken is named on standard error, with what was found, and exit code 2.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

import pdfplumber
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.table import Table
from pdfplumber.utils.clustering import cluster_objects

from govreport.sources.pdf_shape import WIDE, PdfCell, PdfLine, PdfPage, PdfTable

_THIN: Final = 3.0
"""Points: a filled box that is thinner is a line; a thicker one is the colour behind a text."""
_DIGITS: Final = re.compile(r"[0-9.,]+")
_SETTINGS: Final = {"snap_tolerance": 3, "join_tolerance": 3, "intersection_tolerance": 3}
_WIDE_LETTER: Final = re.compile(f"[{WIDE}]")
_UNIT: Final = re.compile("[（“‘《〈【〔]*(?:[!-~]+|.)[。，、；：！？）”’》〉】〕…—·]*")
"""What no line end cuts: a word or a character, with the marks that may not end or begin a line."""
_MARGINS: Final = 1.5
"""The blank at both edges of a cell, in characters."""
_WIDE: Final = 2.5
"""A gap of so many characters between two words is one between two cells."""


class OverLimitError(Exception):
    """A limit that a file does not keep: its name, and what was found."""


def iter_pages(data: bytes, limits: Mapping[str, int]) -> Iterator[PdfPage]:
    """Yield the pages of a PDF.

    Raises:
        OverLimitError: It does not keep one of the limits, which are `pdf_pages` and the like.
    """
    characters = 0
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        _require("pdf_pages", limits, sum(1 for _ in islice(_raw_pages(pdf), limits["pdf_pages"] + 1)))
        for lying in pdf.pages:
            _require("pdf_page_bytes", limits, _size(lying))
            characters += len(lying.chars)
            _require("pdf_characters", limits, characters)
            _require("pdf_page_lines", limits, len(lying.lines) + len(lying.rects) + len(lying.curves))
            page = _upright(lying)
            tables = _find_tables(page)
            yield {
                "number": page.page_number,
                "width": float(page.width),
                "height": float(page.height),
                "lines": _lines(page, tables),
                "tables": [_table(table) for table in tables],
            }
            page.close()


def _require(name: str, limits: Mapping[str, int], found: int) -> None:
    if found > limits[name]:
        raise OverLimitError(name, found)


def _raw_pages(pdf: PDF) -> Iterator[object]:
    """Yield the pages of a PDF before anything is made of them."""
    yield from PDFPage.create_pages(pdf.doc)


def _size(page: Page) -> int:
    """Return the size of what draws a page, inflated."""
    return sum(len(content.get_data()) for content in map(resolve1, page.page_obj.contents))


def _upright(page: Page) -> Page:
    """Return a page turned so that most of its text runs from left to right."""
    turns = Counter(_turn(char["matrix"]) for char in page.chars if str(char["text"]).strip())
    turn = turns.most_common(1)[0][0] if turns else 0
    if not turn:
        return page
    page.page_obj.rotate = (page.page_obj.rotate + turn) % 360
    return Page(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def _turn(matrix: Sequence[float]) -> int:
    """Return by how many degrees clockwise a character has to be turned to stand upright."""
    along, up = matrix[0], matrix[1]
    if abs(along) >= abs(up):
        return 0 if along >= 0 else 180
    return 90 if up > 0 else 270


def _is_shown(item: dict[str, object]) -> bool:
    """Leave out the colour behind a text, which is no border."""
    if item.get("object_type") != "rect":
        return True
    width, height = item.get("width"), item.get("height")
    is_box = isinstance(width, int | float) and isinstance(height, int | float) and min(width, height) > _THIN
    return not is_box or bool(item.get("stroke"))


def _find_tables(page: Page) -> list[Table]:
    """Return the tables of a page, without the rows that are only coloured lines of text above or below.

    The colour behind a text has edges like a table; so may have the last row before a page break, which no
    line closes. A row outside of what lines enclose counts only if it has several cells.
    """
    enclosed = [table.bbox for table in page.filter(_is_shown).find_tables(_SETTINGS)]
    tables = []
    for table in page.find_tables(_SETTINGS):
        kept = [
            at
            for at, row in enumerate(table.rows)
            if sum(cell is not None for cell in row.cells) > 1 or _is_inside(row.bbox, enclosed)
        ]
        if kept:
            boxes = [cell for row in table.rows[kept[0] : kept[-1] + 1] for cell in row.cells if cell]
            part = Table(page, boxes)
            if _columns(part) > 1:
                tables.append(part)
    return tables


def _is_inside(box: Sequence[float], others: Sequence[Sequence[float]]) -> bool:
    y = (box[1] + box[3]) / 2
    return any(other[1] - 1 <= y <= other[3] + 1 for other in others)


def _columns(table: Table) -> int:
    return len({round(cell[0]) for cell in table.cells})


def _table(table: Table) -> PdfTable:
    """Return a table with its cells placed by their edges."""
    lefts = _edges([cell[0] for cell in table.cells])
    tops = _edges([cell[1] for cell in table.cells])
    cells: list[PdfCell] = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box is None:
                continue
            left, top, right, bottom = box
            column, line = _index(lefts, left), _index(tops, top)
            cells.append(
                {
                    "row": line,
                    "column": column,
                    "row_span": max(1, sum(edge < bottom - 1 for edge in tops) - line),
                    "column_span": max(1, sum(edge < right - 1 for edge in lefts) - column),
                    "text": _joined(table.page, box, text or ""),
                }
            )
    return {"top": float(table.bbox[1]), "right": float(table.bbox[2]), "rows": len(tops), "cells": cells}


def _edges(positions: Sequence[float]) -> list[float]:
    """Return the different edges, those within a point of each other as one."""
    found: list[float] = []
    for position in sorted(positions):
        if not found or position > found[-1] + 1:
            found.append(position)
    return found


def _index(edges: Sequence[float], position: float) -> int:
    return max(sum(edge <= position + 1 for edge in edges) - 1, 0)


def _joined(page: Page, box: tuple[float, float, float, float], text: str) -> str:
    """Return the text of a cell; a number that is broken over lines is one number.

    Where a line fills the cell, what follows it beside a Chinese character goes on with it.
    """
    lines = [line.strip() for line in text.split("\n")]
    if all(_DIGITS.fullmatch(line) for line in lines):
        return "".join(lines)
    widths = _line_widths(page, box) if _WIDE_LETTER.search(text) else []
    if len(widths) != len(lines):
        return "\n".join(lines)
    pieces = lines[:1]
    for (width, size), before, line in zip(widths, lines, lines[1:], strict=False):
        is_full = width + (_first_width(line) + _MARGINS) * size > box[2] - box[0]
        is_wide = _WIDE_LETTER.match(before[-1:]) or _WIDE_LETTER.match(line)
        pieces += ["" if is_full and is_wide else "\n", line]
    return "".join(pieces)


def _first_width(line: str) -> float:
    """Return how wide, in characters, the part of a line is that no line end may cut."""
    unit = _UNIT.match(line)
    return sum(1 if _WIDE_LETTER.match(char) else 0.5 for char in unit[0]) if unit else 0


def _line_widths(page: Page, box: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    """Return how wide the lines of a cell are, from the top, and how large their characters."""
    left, top, right, bottom = box
    chars = [char for char in page.chars if str(char["text"]).strip()]
    inside = [char for char in chars if left <= (at := _middle(char))[0] < right and top <= at[1] < bottom]
    lines = cluster_objects(inside, "doctop", _SETTINGS["snap_tolerance"])
    return [
        (
            max(float(char["x1"]) for char in line) - min(float(char["x0"]) for char in line),
            max(float(char["size"]) for char in line),
        )
        for line in lines
    ]


def _lines(page: Page, tables: Sequence[Table]) -> list[PdfLine]:
    """Return the lines outside of tables; a wide gap in one is kept as two blanks."""
    boxes = [table.bbox for table in tables]

    def is_outside(item: dict[str, object]) -> bool:
        x, y = _middle(item)
        return not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)

    lines: list[PdfLine] = []
    for line in page.filter(is_outside).extract_text_lines(return_chars=True):
        characters = [char for char in line["chars"] if str(char["text"]).strip()]
        if not characters:
            continue
        size = max(float(char["size"]) for char in characters)
        lines.append(
            {
                "text": _spaced(line["chars"], size),
                "left": float(line["x0"]),
                "right": float(line["x1"]),
                "top": float(line["top"]),
                "size": size,
            }
        )
    return lines


def _middle(item: dict[str, object]) -> tuple[float, float]:
    x0, x1, top, bottom = (float(str(item[key])) for key in ("x0", "x1", "top", "bottom"))
    return (x0 + x1) / 2, (top + bottom) / 2


def _spaced(characters: Sequence[dict[str, object]], size: float) -> str:
    pieces: list[str] = []
    end = None
    for char in characters:
        start = float(str(char["x0"]))
        if end is not None and start - end > _WIDE * size:
            pieces.append("  ")
        pieces.append(str(char["text"]))
        end = float(str(char["x1"]))
    return "".join(pieces)


def _confine(limits: Mapping[str, int]) -> None:
    """Limit the memory and the time of this process, where the system can."""
    try:
        import resource  # noqa: PLC0415  not on every system

        resource.setrlimit(resource.RLIMIT_AS, (limits["pdf_memory"],) * 2)
    except (ImportError, ValueError, OSError):  # the time limit of the caller remains
        return


def main() -> int:
    """Read the file on standard input; give the pages on standard output."""
    limits = json.loads(sys.argv[1])
    _confine(limits)
    try:
        for page in iter_pages(sys.stdin.buffer.read(), limits):
            sys.stdout.buffer.write(json.dumps(page, ensure_ascii=True).encode("ascii") + b"\n")
    except OverLimitError as exc:
        sys.stderr.write("{} {}".format(*exc.args))
        return 2
    except MemoryError:
        sys.stderr.write("pdf_memory ")
        return 2
    except Exception as exc:  # noqa: BLE001  the reader of PDF raises whatever it meets; one line says so
        inner = exc.args[0] if exc.args and isinstance(exc.args[0], Exception) else exc
        sys.stderr.write(f"{type(inner).__name__}: {inner}"[:500])
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
