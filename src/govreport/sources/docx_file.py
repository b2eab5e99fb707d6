"""Word files as they look to a reader: the visible text of a .docx, paragraphs and tables in order.

One pass over the XML of the main part. Insertions are accepted and deletions dropped, as if every
tracked change had been accepted; content controls, hyperlinks and fields give what they show; of a
text box kept in two versions one counts; hidden text does not. Headers, footers and notes are no part
of the report and are not read, nor is the number Word itself puts before a numbered paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, NamedTuple

from lxml import etree

from govreport.errors import LimitError, SourceError
from govreport.gate.deadline import require_time
from govreport.gate.limits import limits, over_limit
from govreport.gate.package import Package, read_package
from govreport.gate.xmlpart import parse_part
from govreport.messages import Message
from govreport.sources.document import Block, Document, Paragraph, TableBuilder, TableGrid
from govreport.sources.docx_plain import PlainRow, is_plain, plain_line, plain_rows
from govreport.sources.suspicion import iter_suspicions
from govreport.sources.wordml import (
    COMPATIBILITY,
    KINDS,
    MARK_TEXTS,
    PROPERTIES,
    SHOWN,
    SYMBOLS,
    WORD,
    Kind,
)

_RELATIONSHIPS: Final = "_rels/.rels"
_MAIN_PART: Final = "word/document.xml"

_TITLE: Final = "Title"
_SIGN_OFF: Final = "Signature"
"""The names of the styles of titles and sign-offs, in whatever language Word runs."""
_RIGHT: Final = ("right", "end")
_TRACKED: Final = Message(
    "文档含有修订，按接受全部修订读取", "tracked changes were read as if all of them were accepted"
)
_HIDDEN: Final = Message("文档含有隐藏文字，未读取", "hidden text was not read")
_EMBEDDED: Final = Message("文档含有嵌入的其他文档，未读取", "an embedded document was not read")


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
    plain = is_plain(root, f"{{{space}}}")
    may_hide = not plain and _may_hide(content)
    suspicions = tuple(iter_suspicions(package, part, content))
    document = _Reader(package.name, space, may_hide=may_hide, is_plain=plain).document(body)
    return replace(document, notes=(*document.notes, *suspicions))


def _may_hide(content: bytes) -> bool:
    """Tell whether hidden or deleted text may occur, by its names in the bytes; UTF-16 is not searched."""
    return b"vanish" in content or b"del" in content or b"\0" in content[:4]


def _main_part(package: Package) -> str:
    """Return the name of the part that holds the text; the package's relationships say which."""
    if _RELATIONSHIPS in package:
        for relation in package.xml(_RELATIONSHIPS):
            target = relation.get("Target")
            if target and relation.get("Type", "").endswith("/officeDocument"):
                return target
    return _MAIN_PART


_TOO_LARGE: Final = {
    "table_columns": Message("第 {table} 个表格的列数过多", "table {table} has too many columns"),
    "table_places": Message("第 {table} 个表格太大", "table {table} is too large"),
}


class _Line(NamedTuple):
    """A paragraph that has no number yet."""

    text: str
    is_title: bool = False
    is_apart: bool = False


@dataclass(slots=True)
class _Pieces:
    """What a paragraph shows, while it is read.

    Attributes:
        texts: The pieces of its text.
        boxes: Text boxes anchored in it; they follow it.
        fields: For every open field, whether its result is reached. A field whose end is missing ends with
            its paragraph, so that a damaged one cannot swallow the rest of the document.
        is_title: Whether its style is that of the title.
        is_apart: Whether it is set to the right, or its style is that of a sign-off.
        is_joined_to_next: Whether its end was deleted in a tracked change.
    """

    texts: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    is_title: bool = False
    is_apart: bool = False
    is_joined_to_next: bool = False

    def add(self, text: str | None) -> None:
        if text and all(self.fields):
            self.texts.append(text)

    def pass_field(self, step: str | None) -> None:
        if step == "begin":
            self.fields.append(False)
        elif step == "separate" and self.fields:
            self.fields[-1] = True
        elif step == "end" and self.fields:
            self.fields.pop()


class _Reader:
    """Reads one main part; keeps the count of tables and what there is to note."""

    def __init__(self, name: str, space: str, *, may_hide: bool = True, is_plain: bool = False) -> None:
        self._name = name
        self._space = f"{{{space}}}"
        self._value = f"{{{space}}}val"
        self._may_hide = may_hide
        self._is_plain = is_plain
        self._tables = 0
        self._cells = 0
        """How many cells of tables what is read stands in."""
        self._inner: dict[int, list[TableGrid]] = {}
        """The tables that stand in the cells of a table, by its number."""
        self._notes: dict[Message, None] = {}

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

    # --- elements

    def _contents(self, parent: etree._Element) -> list[etree._Element]:
        """Return the elements that show something, wrappers opened and deletions left out."""
        found: list[etree._Element] = []
        for child in parent:
            kind = KINDS.get(child.tag, "wrapper")
            if kind in SHOWN:
                found.append(child)
            elif kind != "skipped" and (inside := self._inside(kind, child)) is not None:
                found += self._contents(inside)
        return found

    def _inside(self, kind: Kind, element: etree._Element) -> etree._Element | None:
        """Return the element whose contents a wrapper shows; None if it shows nothing."""
        if kind == "control":
            return None if self._asks_to_be_filled(element) else element
        if kind == "alternative":
            choice = element.find(f"{{{COMPATIBILITY}}}Choice")
            return element if choice is None else choice
        if kind == "embedded":
            self._notes[_EMBEDDED] = None
            return None
        if kind != "wrapper":
            self._notes[_TRACKED] = None
        return None if kind == "deleted" else element

    def _asks_to_be_filled(self, control: etree._Element) -> bool:
        """Tell whether a content control shows its placeholder."""
        return any("showingPlcHdr" in self._properties(child) for child in control)

    def _properties(self, element: etree._Element) -> dict[str, etree._Element]:
        """Return the elements of a property list that matter here, by name."""
        return {name: child for child in element if (name := PROPERTIES.get(child.tag))}

    def _listed(self, contents: Sequence[etree._Element]) -> dict[str, etree._Element]:
        """Return the properties of an element with these contents; a property list stands first."""
        if contents and KINDS[contents[0].tag] == "properties":
            return self._properties(contents[0])
        return {}

    def _is_on(self, element: etree._Element | None) -> bool:
        """Tell whether a property that is on or off is on."""
        return element is not None and element.get(self._value) not in ("0", "false", "off")

    # --- text

    def _blocks(self, contents: Sequence[etree._Element]) -> list[_Line | TableGrid]:
        blocks: list[_Line | TableGrid] = []
        joined = ""
        for element in contents:
            require_time()
            kind = KINDS[element.tag]
            if kind == "table":
                blocks.extend(self._table(element))
            elif kind == "paragraph" and self._is_plain:
                line = plain_line(element, self._space)
                is_apart = line.style == _SIGN_OFF or line.justification in _RIGHT
                blocks.append(_Line(line.text, line.style == _TITLE, is_apart))
            elif kind == "paragraph":
                pieces = _Pieces()
                self._read_pieces(element, pieces)
                joined += "".join(pieces.texts)
                boxed = [block for box in pieces.boxes for block in self._blocks(self._contents(box))]
                if pieces.is_joined_to_next:
                    blocks.extend(boxed)
                    continue
                blocks += [_Line(joined, pieces.is_title, pieces.is_apart), *boxed]
                joined = ""
        return [*blocks, _Line(joined)] if joined else blocks

    def _read_pieces(self, parent: etree._Element, pieces: _Pieces) -> None:
        """Read a paragraph, a run of it, or a wrapper of runs; the properties, if any, come first."""
        for child in parent:
            kind = KINDS.get(child.tag, "wrapper")
            if kind == "text":
                pieces.add(child.text)
            elif kind in {"run", "wrapper"}:
                self._read_pieces(child, pieces)
            elif kind == "properties":
                # Most of a file is properties. They tell nothing but hidden and deleted text and,
                # outside of tables, the title and the sign-off.
                if self._may_hide or not self._cells:
                    properties = self._properties(child)
                    if self._is_on(properties.get("vanish")):
                        self._notes[_HIDDEN] = None
                        return
                    self._take_properties(properties, pieces)
            elif kind in SHOWN:
                self._read_piece(kind, child, pieces)
            elif kind != "skipped" and (inside := self._inside(kind, child)) is not None:
                self._read_pieces(inside, pieces)

    def _read_piece(self, kind: Kind, element: etree._Element, pieces: _Pieces) -> None:
        if kind == "mark":
            pieces.add(MARK_TEXTS[element.tag])
        elif kind == "box":
            pieces.boxes.append(element)
        elif kind == "field":
            pieces.pass_field(element.get(self._space + "fldCharType"))
        elif kind == "symbol":
            pieces.add(self._symbol(element))

    def _symbol(self, element: etree._Element) -> str:
        """Return a symbol as a character; one whose meaning is not known keeps its private code."""
        try:
            code = int(element.get(self._space + "char") or "", 16)
        except ValueError:
            return ""
        known = SYMBOLS.get((element.get(self._space + "font") or "", code & 0xFF))
        return known or (chr(code) if 0x20 <= code <= 0xFFFD and not 0xD800 <= code < 0xE000 else "")

    def _take_properties(self, properties: dict[str, etree._Element], pieces: _Pieces) -> None:
        if "pStyle" in properties:
            style = properties["pStyle"].get(self._value)
            pieces.is_title = style == _TITLE
            pieces.is_apart = style == _SIGN_OFF
        if "jc" in properties and properties["jc"].get(self._value) in _RIGHT:
            pieces.is_apart = True
        if "rPr" in properties and "del" in self._properties(properties["rPr"]):
            self._notes[_TRACKED] = None
            pieces.is_joined_to_next = True

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
                self._add_cell(builder, cell, number)
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
            if "ins" in properties or "del" in properties:
                self._notes[_TRACKED] = None
            if self._is_on(properties.get("hidden")):
                self._notes[_HIDDEN] = None
            elif "del" not in properties:
                yield properties.get("gridBefore"), [cell for cell in contents if KINDS[cell.tag] == "cell"]

    def _add_cell(self, builder: TableBuilder, cell: etree._Element, table: int) -> None:
        contents = self._contents(cell)
        properties = self._listed(contents)
        span = self._number(properties.get("gridSpan"), default=1, table=table) or 1
        if builder.column + span > limits().table_columns:
            raise self._too_large(table, "table_columns", builder.column + span)
        merge = properties.get("vMerge")
        if merge is not None and merge.get(self._value) != "restart" and builder.continue_cell(span):
            return
        if "cellDel" in properties:
            self._notes[_TRACKED] = None
            contents = []
        self._cells += 1
        blocks = self._blocks(contents)
        self._cells -= 1
        builder.add_cell("\n".join(block.text for block in blocks), span)
        if inner := [block for block in blocks if isinstance(block, TableGrid)]:
            self._inner.setdefault(table, []).extend(inner)

    def _number(self, element: etree._Element | None, *, default: int, table: int) -> int:
        """Return the value of a property; the default where it is missing or no sensible number."""
        return self._checked(None if element is None else element.get(self._value), default, table)

    def _checked(self, value: str | None, default: int, table: int) -> int:
        if value is None or not (value.isascii() and value.isdigit()):
            return default
        if len(value) > 9 or int(value) > limits().table_columns:
            raise self._too_large(table, "table_columns", value)
        return int(value)

    def _require_room(self, builder: TableBuilder, table: int) -> None:
        """Refuse a table that has more columns or more places than any, as far as it is built."""
        if builder.column > limits().table_columns:
            raise self._too_large(table, "table_columns", builder.column)
        if builder.places > limits().table_places:
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
