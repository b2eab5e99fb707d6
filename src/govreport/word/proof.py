"""The proof: what a finished file says is read back out of its bytes and compared with the report.

The scanner here knows nothing of templates, engines and their escaping: it unpacks the file, takes the text
of cells and paragraphs as it stands in the XML, and that is all. Where a cell should stand was read from the
template in the same way, once.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from itertools import groupby
from operator import itemgetter
from typing import Final

from govreport.errors import Problem, ProofError
from govreport.forms._printing import format_cell
from govreport.messages import Message
from govreport.report import Report, cell_fields, section_names
from govreport.text.outline import Paragraph, outline
from govreport.word.context import Shape, with_names
from govreport.word.deflating import name_of_library

_TEXT: Final = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)")
_TAG: Final = re.compile(r"\{\{\s*([^{}|]+?)\s*\}\}")
_STATEMENT: Final = re.compile(rb"\{%-?\s*tr\s")
_BREAKS: Final = re.compile(r"[\t\n]")
_WHAT: Final = Message("写成的文件与数据不一致", "the written file does not say what the data says")
_REMEDY: Final = Message("这是程序的错误，请报告", "this is a bug of ours, please report it")

Spot = tuple[int, int, int]
"""A cell of a document: the number of its table, of its row, and its own in the row, from 0."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was proved of a file, and of which file it was.

    Attributes:
        template: The template's SHA-256, in hexadecimal digits.
        data: That of the data, written as JSON with sorted keys.
        content: That of the file.
        engine: The version of the library, and what deflated the file.
        figures: How many cells were read back and found equal.
        texts: How many paragraphs were.
    """

    template: str
    data: str
    content: str
    engine: str
    figures: int
    texts: int

    def to_dict(self) -> dict[str, object]:
        """Return the receipt as plain data."""
        return asdict(self)


class Proof:
    """What the file of a form's report has to say, and where."""

    def __init__(self, form: type[Report], shape: Shape, part: str, xml: bytes) -> None:
        """Read from a template where the cells of a form stand, as far as that does not depend on data.

        Args:
            form: The form.
            shape: What its labels mean.
            part: The name of the part that holds the body.
            xml: That part of the template.
        """
        self._part = part
        self._fields = cell_fields(form)
        self._spots = {spot: path for spot, path in _iter_placeholders(xml, shape) if path in self._fields}
        text = _text_of(_tables_and_rest(xml)[1])
        self._sections = [name for name in section_names(form) if re.search(rf"\bin\s+{name}\b", text)]

    def require(self, report: Report, content: bytes) -> tuple[int, int]:
        """Compare a finished file with the report it was made from.

        Returns:
            How many cells and how many paragraphs were found to be right.

        Raises:
            ProofError: If one says something else.
        """
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            xml = archive.read(self._part)  # zipfile compares the checksum as well
        tables, rest = _tables_and_rest(xml)
        paragraphs = [(name, each) for name in self._sections for each in outline(getattr(report, name))]
        problems = [*self._iter_wrong_cells(report, tables), *_iter_lost(paragraphs, rest)]
        if problems:
            raise ProofError(*problems)
        return len(self._spots), len(paragraphs)

    def _iter_wrong_cells(self, report: Report, tables: Sequence[bytes]) -> Iterator[Problem]:
        values = report.cells()
        found = _texts_at(tables, self._spots)
        for spot, path in self._spots.items():
            expected = _BREAKS.sub("", format_cell(self._fields[path], values[path]))
            if found.get(spot) != expected:
                yield Problem(_WHAT, path, found.get(spot, ""), expected, _REMEDY)


def receipt_of(template: bytes, report: Report, content: bytes, proved: tuple[int, int]) -> Receipt:
    """Return the receipt for a file that was found to be right."""
    data = json.dumps(report.to_data(), ensure_ascii=False, sort_keys=True, default=str)
    figures, texts = proved
    return Receipt(
        template=hashlib.sha256(template).hexdigest(),
        data=hashlib.sha256(data.encode()).hexdigest(),
        content=hashlib.sha256(content).hexdigest(),
        engine=_engine(),
        figures=figures,
        texts=texts,
    )


def _iter_lost(paragraphs: Sequence[tuple[str, Paragraph]], rest: bytes) -> Iterator[Problem]:
    """Yield the first paragraph of the sections that a document does not have in its place."""
    printed = _text_of(rest) if paragraphs else ""
    start = 0
    for name, paragraph in paragraphs:
        for expected in filter(None, (paragraph.head, paragraph.text)):
            bare = _BREAKS.sub("", expected)
            start = printed.find(bare, start)
            if start < 0:
                yield Problem(_WHAT, name, "", expected, _REMEDY)
                return
            start += len(bare)


@cache
def _engine() -> str:
    """Return the version of the library, and what deflates; asking for them reads files."""
    return f"govreport {version('govreport')}, {name_of_library()}"


def _iter_placeholders(xml: bytes, shape: Shape) -> Iterator[tuple[Spot, str]]:
    """Yield the cells of a template that hold one placeholder and nothing else, with its path.

    Tables whose rows depend on data are left out.
    """
    tables, _ = _tables_and_rest(xml)
    for number, table in enumerate(tables):
        if _STATEMENT.search(b"".join(_TEXT.findall(table))):
            continue
        for row, cells in enumerate(_split(table, b"tr")):
            for column, cell in enumerate(_split(cells, b"tc")):
                if tag := _TAG.fullmatch(_text_of(cell)):
                    yield (number, row, column), with_names(tag[1], shape)


def _texts_at(tables: Sequence[bytes], spots: Iterable[Spot]) -> dict[Spot, str]:
    """Return the texts of some cells of a document; one that is not there is left out."""
    texts: dict[Spot, str] = {}
    by_row = groupby(spots, key=itemgetter(0, 1))  # they stand in the order of the document
    by_table = groupby(((place, list(group)) for place, group in by_row), key=lambda item: item[0][0])
    for number, wanted in by_table:
        rows = _split(tables[number], b"tr") if number < len(tables) else []
        for (_, row), group in wanted:
            cells = _split(rows[row], b"tc") if row < len(rows) else []
            texts |= {spot: _text_of(cells[spot[2]]) for spot in group if spot[2] < len(cells)}
    return texts


def _tables_and_rest(xml: bytes) -> tuple[list[bytes], bytes]:
    """Return the tables of a document and what stands outside of them.

    No tables where they stand in one another: which cell is which would be a guess.
    """
    first, *pieces = xml.split(b"<w:tbl>")
    parted = [piece.partition(b"</w:tbl>") for piece in pieces]
    if not all(end and b"</w:tbl>" not in after for _, end, after in parted):
        return [], xml
    return [table for table, _, _ in parted], first + b"".join(after for _, _, after in parted)


def _split(xml: bytes, name: bytes) -> list[bytes]:
    """Return what follows each opening of an element."""
    opening = b"<w:%s>" % name
    return xml.replace(b"<w:%s " % name, opening).split(opening)[1:]


def _text_of(xml: bytes) -> str:
    text = b"".join(_TEXT.findall(xml)).decode()
    return html.unescape(text) if "&" in text else text
