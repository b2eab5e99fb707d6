"""Word files as they look to a reader: the visible text of a .docx, paragraphs and tables in order.

One pass over the XML of the main part. Insertions are accepted and deletions dropped, as if every
tracked change had been accepted; content controls, hyperlinks and fields give what they show; of a
text box kept in two versions one counts; hidden text and text struck through do not. Headers, footers
and notes are no part of the report and are not read, nor is the number Word itself puts before a
numbered paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from lxml import etree

from govreport.errors import LimitError, SourceError
from govreport.gate.deadline import require_time
from govreport.gate.encodings import is_wide
from govreport.gate.limits import limits, over_limit
from govreport.gate.package import Package, read_package
from govreport.gate.xmlpart import parse_part
from govreport.messages import Message
from govreport.sources.document import Block, Document, Paragraph, TableBuilder, TableGrid
from govreport.sources.docx_pieces import Doubts, OpenFields, Pieces, settled
from govreport.sources.docx_plain import PlainRow, is_plain, plain_line, plain_rows
from govreport.sources.docx_styles import mark_hidden, mark_shifted, read_styles
from govreport.sources.docx_text import HIDDEN, MARKED, RIGHT, SIGN_OFF, TITLE, TRACKED, TextReader
from govreport.sources.suspicion import iter_suspicions
from govreport.sources.wordml import KINDS, WORD, drop_ignored
from govreport.text.outline import opens_section

_RELATIONSHIPS: Final = "_rels/.rels"
_MAIN_PART: Final = "word/document.xml"
_HIDING: Final = (b"anish", b"del", b"moveFrom", b"strike", b"vertAlign", b"position")
"""What hides, deletes or raises text, by the names in the bytes of a part: vanish and specVanish first."""
_TOO_LARGE: Final = {
    "table_columns": Message("第 {table} 个表格的列数过多", "table {table} has too many columns"),
    "table_places": Message("第 {table} 个表格太大", "table {table} is too large"),
}


def read_docx(source: Path | bytes, *, name: str = "") -> Document:
    """Read the main text of a Word file: every paragraph and table, with merged cells resolved.

    Raises:
        SourceError: The file is no sound Word file, or a table is wider than any program makes one.
    """
    package = read_package(source, name=name)
    part = _main_part(package)
    content = package.part(part)
    root = parse_part(content, f"{package.name}: {part}")
    space = etree.QName(root).namespace
    body = root.find(f"{{{space}}}body")
    if space not in WORD or body is None:
        raise SourceError.of(
            Message("这个部件不是 Word 文档的正文", "this part is not the text of a Word document"),
            where=f"{package.name}: {part}",
            found=str(root.tag),
            remedy=Message(
                "用 Word 或 WPS 打开，另存为 .docx", "open it in Word or WPS and save it as .docx"
            ),
        )
    drop_ignored(root)
    styles = read_styles(package, part)
    is_marked = mark_shifted(root, styles) | mark_hidden(root, styles)
    plain = is_plain(root, f"{{{space}}}")
    may_hide = not plain and (is_marked or _may_hide(content))
    suspicions = tuple(iter_suspicions(package, part, root, styles, has_fields=not plain))
    document = _Reader(package.name, space, may_hide=may_hide, is_plain=plain).document(body)
    return replace(document, notes=(*document.notes, *suspicions))


def _may_hide(content: bytes) -> bool:
    """Tell whether hidden, deleted or raised text may occur, by its names in its bytes; not in UTF-16."""
    return any(name in content for name in _HIDING) or is_wide(content)


def _main_part(package: Package) -> str:
    """Return the name of the part that holds the text; the package's relationships say which."""
    if _RELATIONSHIPS in package:
        for relation in package.xml(_RELATIONSHIPS):
            target = relation.get("Target")
            if target and relation.get("Type", "").endswith("/officeDocument"):
                return target
    return _MAIN_PART


class _Line(NamedTuple):
    """A paragraph that has no number yet."""

    text: str
    is_title: bool = False
    is_apart: bool = False


class _Reader(TextReader):
    """Reads one main part; keeps the count of tables."""

    def __init__(self, name: str, space: str, *, may_hide: bool = True, is_plain: bool = False) -> None:
        super().__init__(f"{{{space}}}", may_hide=may_hide)
        self._limits = limits()
        self._name = name
        self._is_plain = is_plain
        self._tables = 0
        self._inner: dict[int, list[TableGrid]] = {}
        """The tables that stand in the cells of a table, by its number."""

    def document(self, body: etree._Element) -> Document:
        blocks: list[Block] = []
        number = 0
        for block in self._blocks(self._contents(body)):
            if isinstance(block, TableGrid):
                blocks.extend(self._with_inner(block))
            else:
                number += 1
                blocks.append(Paragraph(block.text, number, block.is_title, block.is_apart))
        return Document(self._name, tuple(blocks), tuple(self._notes))

    def _with_inner(self, grid: TableGrid) -> Iterator[TableGrid]:
        yield grid
        for inner in self._inner.get(grid.number, ()):
            yield from self._with_inner(inner)

    # --- text

    def _blocks(self, contents: Sequence[etree._Element]) -> list[_Line | TableGrid]:
        blocks: list[_Line | TableGrid] = []
        joined = ""
        fields = OpenFields()
        for element in contents:
            require_time()
            kind = KINDS[element.tag]
            if kind == "table":
                if joined:  # no paragraph goes on in a table
                    blocks.append(_Line(joined))
                    joined = ""
                blocks.extend(self._table(element))
            elif kind == "paragraph" and self._is_plain and not self._cells:
                line = plain_line(element, self._space)
                is_apart = line.style == SIGN_OFF or line.justification in RIGHT
                blocks.append(_Line(line.text, line.style == TITLE, is_apart))
            elif kind == "paragraph":
                pieces = Pieces(fields)
                self._read_pieces(element, pieces)
                self._end_paragraph(element, pieces)
                joined += "".join(pieces.texts)
                boxed = [block for box in pieces.boxes for block in self._blocks(self._contents(box))]
                if pieces.is_joined_to_next or (pieces.runs_in and not opens_section(joined)):
                    blocks.extend(boxed)
                    continue
                blocks += [_Line(joined, pieces.is_title, pieces.is_apart), *boxed]
                joined = ""
        if fields.hide_text:
            self._note_unended()
        return [*blocks, _Line(joined)] if joined else blocks

    # --- tables

    def _table(self, table: etree._Element) -> list[_Line | TableGrid]:
        """Return the grid; a table of one column is only a frame round text, and gives its contents."""
        self._tables += 1
        number = self._tables
        plain = plain_rows(table, self._space) if self._is_plain else None
        if plain is not None and any(len(row.texts) > 1 for row in plain):
            return [self._plain_grid(plain, number)]
        rows = list(self._rows(table))
        if all(len(cells) <= 1 for _, cells in rows):
            return [
                block for _, cells in rows for cell in cells for block in self._blocks(self._contents(cell))
            ]
        builder = TableBuilder()
        for before, cells in rows:
            builder.start_row(self._number(before, default=0, table=number))
            for cell in cells:
                outer, self._doubts = self._doubts, Doubts()
                self._add_cell(builder, cell, number)
                outer.take(self._doubts)
                self._doubts = outer
            self._require_room(builder, number)
        return [builder.build(number)]

    def _plain_grid(self, rows: Sequence[PlainRow], number: int) -> TableGrid:
        builder = TableBuilder()
        for row in rows:
            builder.start_row()
            if row.is_regular:
                builder.add_cells(row.texts)
            else:
                self._add_plain_cells(builder, row, number)
            self._require_room(builder, number)
        return builder.build(number)

    def _add_plain_cells(self, builder: TableBuilder, row: PlainRow, number: int) -> None:
        rest = 1 + max((*row.spans, *row.continued))
        for at, text in enumerate(row.texts[:rest]):
            span = (self._checked(row.spans[at], 1, number) or 1) if at in row.spans else 1
            if not (at in row.continued and builder.continue_cell(span)):
                builder.add_cell(text, span)
        builder.add_cells(row.texts[rest:])

    def _rows(self, table: etree._Element) -> Iterator[tuple[etree._Element | None, list[etree._Element]]]:
        """Yield for every row that is shown the columns left out before it, and its cells."""
        for row in self._contents(table):
            if KINDS[row.tag] != "row":
                continue
            contents = self._contents(row)
            properties = self._listed(contents)
            if not properties.keys().isdisjoint(("ins", "del", "moveFrom")):
                self._notes[TRACKED] = None
            if self._is_on(properties.get("hidden")):
                self._notes[HIDDEN] = None
            elif "del" not in properties and "moveFrom" not in properties:
                yield properties.get("gridBefore"), [cell for cell in contents if KINDS[cell.tag] == "cell"]

    def _add_cell(self, builder: TableBuilder, cell: etree._Element, table: int) -> None:
        contents = self._contents(cell)
        properties = self._listed(contents)
        span = self._number(properties.get("gridSpan"), default=1, table=table) or 1
        if builder.column + span > self._limits.table_columns:
            raise self._too_large(table, "table_columns", builder.column + span)
        merge = properties.get("vMerge")
        if merge is not None and merge.get(self._value) != "restart" and builder.continue_cell(span):
            return
        if "cellDel" in properties:
            self._notes[TRACKED] = None
            contents = []
        self._cells += 1
        blocks = self._blocks(contents)
        self._cells -= 1
        text, doubt = self._text(blocks)
        builder.add_cell(text, span, doubt)
        if inner := [block for block in blocks if isinstance(block, TableGrid)]:
            self._inner.setdefault(table, []).extend(inner)

    def _text(self, blocks: Sequence[_Line | TableGrid]) -> tuple[str, Message | None]:
        """Return the text of a cell that holds these blocks, and the doubt about it."""
        found = settled("\n".join(block.text for block in blocks))
        if found.is_marked:
            self._notes[MARKED] = None
        return found.text, self._doubts.of(found.text) or found.doubt

    def _number(self, element: etree._Element | None, *, default: int, table: int) -> int:
        """Return the value of a property; the default where it is missing or no sensible number."""
        return self._checked(None if element is None else element.get(self._value), default, table)

    def _checked(self, value: str | None, default: int, table: int) -> int:
        if value is None or not (value.isascii() and value.isdigit()):
            return default
        if len(value) > 9 or int(value) > self._limits.table_columns:
            raise self._too_large(table, "table_columns", value)
        return int(value)

    def _require_room(self, builder: TableBuilder, table: int) -> None:
        """Refuse a table that has more columns or more places than any, as far as it is built."""
        if builder.column > self._limits.table_columns:
            raise self._too_large(table, "table_columns", builder.column)
        if builder.places > self._limits.table_places:
            raise self._too_large(table, "table_places", builder.places)

    def _too_large(self, table: int, limit: str, found: object) -> LimitError:
        return over_limit(
            _TOO_LARGE[limit].format(table=table),
            limit,
            where=self._name,
            found=str(found),
            remedy=Message(
                "正常软件不会生成这样的表格；在 Word 或 WPS 中另存一份后再读取",
                "no ordinary program makes such a table; save a copy in Word or WPS and read the copy",
            ),
        )
