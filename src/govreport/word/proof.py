"""The proof: what a finished file says is read back out of its bytes and compared with the report.

The file is unpacked and scanned by `govreport.word.scan`, which shares no code with the engine. Where a
figure should stand was read from the template in the same way, once.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from typing import Final

from govreport.errors import Problem, ProofError, TemplateError
from govreport.forms._printing import CellValue, format_cell
from govreport.messages import Message
from govreport.report import Report, cell_fields, section_names
from govreport.text.outline import Paragraph, outline
from govreport.word.context import Shape, with_names
from govreport.word.deflating import name_of_library
from govreport.word.omissions import printed_alone
from govreport.word.scan import Table, scan, text_of

_TAG: Final = re.compile(r"\{\{\s*([^{}|]+?)\s*\}\}")
_ROW_STATEMENT: Final = re.compile(r"\{%-?\s*t[rc]\s+(?!(?:end)?merge\b)")
_MERGE: Final = re.compile(r"\{%-?\s*tr\s+(?:end)?merge\b")
_OPENS: Final = re.compile(r"\{%-?\s*p?\s*(if|for|endif|endfor)\b")
_BREAKS: Final = re.compile(r"[\t\n]")
_WHAT: Final = Message("写成的文件与数据不一致", "the written file does not say what the data says")
_WHOLE: Final = Message("完整的 Word 文件", "a whole Word file")
_REMEDY: Final = Message("这是程序的错误，请报告", "this is a bug of ours, please report it")
_LEFT_OUT: Final = Message("模板没有写出这段文字", "the template leaves a paragraph out")
_BRANCHES: Final = Message(
    "核对模板里这部分的循环：每种情况都要写出 head 和 text",
    "look at the loop over this section: head and text have to be printed in every case",
)

Spot = tuple[int, int, int]
"""A cell of a document: the numbers of its table, its row and its column in the grid, from 0; tables after
one that may be left out are counted from the last, -1."""
Printed = tuple[str, ...]
"""What stands in a cell of a template: words and paths of cells in turn."""


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
        tables, rest = scan(xml)
        self._cells = [
            (spot, words) for spot, words in _iter_printed(tables, shape) if {*words[1::2]} <= {*self._fields}
        ]
        self._text = text_of(rest)
        self._sections = [name for name in section_names(form) if re.search(rf"\bin\s+{name}\b", self._text)]

    def require(self, report: Report, content: bytes) -> tuple[int, int]:
        """Compare a finished file with the report it was made from.

        Returns:
            How many cells and how many paragraphs were found to be right.

        Raises:
            TemplateError: If a paragraph is missing that the template does not print.
            ProofError: If one says something else.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                xml = archive.read(self._part)  # zipfile compares the checksum as well
        except (zipfile.BadZipFile, zlib.error, KeyError, EOFError) as exc:
            raise ProofError.of(_WHAT, where=self._part, found=exc, expected=_WHOLE) from exc
        tables, rest = scan(xml)
        paragraphs = [(name, each) for name in self._sections for each in outline(getattr(report, name))]
        wrong = list(self._iter_wrong_cells(report, tables))
        lost = list(_iter_lost(paragraphs, text_of(rest)))
        if lost and not wrong and lost == self._left_out(report, paragraphs):
            raise TemplateError(*(replace(each, what=_LEFT_OUT, remedy=_BRANCHES) for each in lost))
        if wrong or lost:
            raise ProofError(*wrong, *lost)
        return sum(len(words) // 2 for _, words in self._cells), len(paragraphs)

    def _left_out(self, report: Report, paragraphs: Sequence[tuple[str, Paragraph]]) -> list[Problem]:
        """Return the first paragraph that the template does not print by itself."""
        printed = printed_alone(self._text, report)
        return [] if printed is None else list(_iter_lost(paragraphs, printed))

    def _iter_wrong_cells(self, report: Report, tables: Sequence[Table]) -> Iterator[Problem]:
        values = report.cells()
        for spot, words in self._cells:
            pieces = _pieces_at(tables, spot)
            value = values[words[1]]
            if type(value) is int and pieces == [b"%d" % value] and words == ("", words[1], ""):
                continue  # as most are; the rest is looked at closely
            found, expected = text_of(pieces), self._printed(words, values)
            if found != expected:
                yield Problem(_WHAT, words[1], found, expected, _REMEDY)

    def _printed(self, words: Printed, values: Mapping[str, CellValue]) -> str:
        """Return what a cell says if its figures are these."""
        texts = list(words)
        texts[1::2] = (format_cell(self._fields[path], values[path]) for path in words[1::2])
        return _BREAKS.sub("", "".join(texts))


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


def _iter_lost(paragraphs: Sequence[tuple[str, Paragraph]], printed: str) -> Iterator[Problem]:
    """Yield the first paragraph of the sections that a text does not have in its place."""
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


def _iter_printed(tables: Sequence[Table], shape: Shape) -> Iterator[tuple[Spot, Printed]]:
    """Yield the cells of a template that hold placeholders and plain words, with the paths in them.

    Left out are tables whose rows depend on data, and those whose number does.
    """
    unsure = [number for number, table in enumerate(tables) if _depends_on_data(table)]
    for number, table in enumerate(tables):
        if not unsure or number < unsure[0]:
            yield from _iter_cells(table, number, shape)
        elif number > unsure[-1]:
            yield from _iter_cells(table, number - len(tables), shape)


def _iter_cells(table: Table, number: int, shape: Shape) -> Iterator[tuple[Spot, Printed]]:
    """Yield the cells of a table with placeholders; the rows that only mark what is merged vanish."""
    texts = [text_of(piece for texts in row.values() for piece in texts) for row in table.rows]
    if any(map(_ROW_STATEMENT.search, texts)):
        return
    rows = [row for row, text in zip(table.rows, texts, strict=True) if not _MERGE.search(text)]
    for index, row in enumerate(rows):
        for column, pieces in row.items():
            words = _TAG.split(text_of(pieces)) if row.get(column - 1) is not pieces else []
            if len(words) > 1 and not any("{" in word for word in words[::2]):
                words[1::2] = (with_names(path, shape) for path in words[1::2])
                yield (number, index, column), tuple(words)


def _depends_on_data(table: Table | None) -> bool:
    """Tell whether a condition or loop is open where a table of a template begins."""
    if table is None:
        return False
    text = text_of(table.beside[: table.before])
    depth = sum(-1 if word.startswith("end") else 1 for word in _OPENS.findall(text))
    return depth > 0 or _depends_on_data(table.outer)


def _pieces_at(tables: Sequence[Table], spot: Spot) -> list[bytes]:
    """Return the texts of a cell of a document; none where there is no such cell."""
    number, row, column = spot
    if not -len(tables) <= number < len(tables) or row >= len(tables[number].rows):
        return []
    return tables[number].rows[row].get(column, [])
