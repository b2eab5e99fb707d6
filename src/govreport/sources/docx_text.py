"""Text of a Word file as it looks to a reader: what of a paragraph, a run or a wrapper is shown.

One pass over the elements. What makes the text of a cell uncertain as a figure is kept as its doubts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from govreport.messages import Message
from govreport.sources.docx_pieces import Doubts, Pieces, Shift, ended_fields
from govreport.sources.wordml import (
    KINDS,
    MARK_TEXTS,
    PROPERTIES,
    SHOWN,
    SYMBOLS,
    Kind,
    chosen,
    is_hidden_drawing,
    whole_text,
)

TITLE: Final = "Title"
SIGN_OFF: Final = "Signature"
"""The names of the styles of titles and sign-offs, in whatever language Word runs."""
RIGHT: Final = ("right", "end")
TRACKED: Final = Message(
    "文档含有修订，按接受全部修订读取", "tracked changes were read as if all of them were accepted"
)
HIDDEN: Final = Message("文档含有隐藏文字，未读取", "hidden text was not read")
_EMBEDDED: Final = Message("文档含有嵌入的其他文档，未读取", "an embedded document was not read")
_STRUCK: Final = Message(
    "文档含有加删除线的文字，视为已删除，未读取", "text struck through was taken as deleted and not read"
)
MARKED: Final = Message(
    "表格中数字后面的上标视为注释标记，不算在数字里",
    "superscripts behind figures of tables were taken as marks of notes, no part of the figure",
)
_UNENDED: Final = Message(
    "文档含有没有结束的域，其中的文字未读取", "a field does not end; the text in it was not read"
)
_ALL_STRUCK: Final = Message("单元格中的文字加了删除线", "the text of the cell is struck through")
_PICTURE: Final = Message(
    "单元格中是图片或者对象，不是文字", "a picture or an object stands in the cell instead of text"
)
_FORMULA: Final = Message("单元格中是公式", "a formula stands in the cell")
_TURNED: Final = Message(
    "单元格中文字的方向被强制改变，看到的与存储的不同",
    "the direction of the text in the cell is overridden: it shows otherwise than it is stored",
)
_UNSAVED: Final = Message(
    "单元格中有没有保存结果的域，不能确定显示什么",
    "a field in the cell has no stored result: what it shows is not certain",
)


class TextReader:
    """Reads the text of one main part; keeps what there is to note, and the doubts about a cell."""

    def __init__(self, space: str, *, may_hide: bool) -> None:
        """Begin; `space` is the namespace in braces, `may_hide` whether properties of runs matter."""
        self._space = space
        self._value = f"{space}val"
        self._may_hide = may_hide
        self._cells = 0
        """How many cells of tables what is read stands in."""
        self._doubts = Doubts()
        """What speaks against the text of the cell that is read."""
        self._ended: set[etree._Element] | None = None
        """The marks of the fields that end somewhere; None as long as nobody asked."""
        self._notes: dict[Message, None] = {}

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
            return chosen(element)
        if kind == "embedded":
            self._notes[_EMBEDDED] = None
            self._doubts.if_blank = _PICTURE
            return None
        if kind in ("inserted", "deleted"):
            self._notes[TRACKED] = None
            return None if kind == "deleted" else element
        return self._inside_special(kind, element)

    def _inside_special(self, kind: Kind, element: etree._Element) -> etree._Element | None:
        """Return the element, unless it is a hidden drawing; say what it makes of the cell it stands in."""
        if kind == "drawn":
            if is_hidden_drawing(element):
                self._notes[HIDDEN] = None
                return None
            self._doubts.if_blank = _PICTURE
        elif kind == "formula":
            self._doubts.always = _FORMULA
        elif kind == "turned" and element.get(self._value) != "ltr":
            self._doubts.always = _TURNED
        elif kind == "brief" and not len(element):
            self._doubts.always = _UNSAVED
        return element

    def _asks_to_be_filled(self, control: etree._Element) -> bool:
        """Tell whether a content control shows its placeholder."""
        return any(self._is_on(self._properties(child).get("showingPlcHdr")) for child in control)

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

    def _end_paragraph(self, paragraph: etree._Element, pieces: Pieces) -> None:
        """Take note of the fields of a paragraph; a damaged one that never ends, ends with it."""
        if pieces.is_unsaved:
            self._doubts.always = _UNSAVED
        if pieces.fields.are_known:
            return
        if self._ended is None:
            tree = paragraph.getroottree()
            self._ended = ended_fields(tree, self._space + "fldChar", self._space + "fldCharType")
        if pieces.fields.close_unended(self._ended):
            self._note_unended()

    def _note_unended(self) -> None:
        self._notes[_UNENDED] = None
        self._doubts.always = _UNENDED

    def _read_pieces(self, parent: etree._Element, pieces: Pieces) -> None:
        """Read a paragraph, a run of it, or a wrapper of runs; the properties, if any, come first."""
        start, shift = len(pieces.texts), Shift.NONE
        for child in parent:
            kind = KINDS.get(child.tag, "wrapper")
            if kind == "text":
                pieces.add(whole_text(child) if len(child) else child.text)
            elif kind in {"run", "wrapper"}:
                self._read_pieces(child, pieces)
            elif kind == "properties":
                # Most of a file is properties. They tell nothing but hidden and deleted text and,
                # outside of tables, the title and the sign-off.
                if self._may_hide or not self._cells:
                    properties = self._properties(child)
                    if self._is_gone(properties):
                        return
                    shift = self._shift(properties)
                    self._take_properties(properties, pieces)
            elif kind in SHOWN:
                self._read_piece(kind, child, pieces)
            elif kind != "skipped" and (inside := self._inside(kind, child)) is not None:
                self._read_pieces(inside, pieces)
        if self._cells:
            pieces.set_off_line(start, shift)

    def _is_gone(self, properties: dict[str, etree._Element]) -> bool:
        """Tell whether text with these properties is hidden, deleted or struck through; note it."""
        if self._is_on(properties.get("vanish")):
            self._notes[HIDDEN] = None
        elif "del" in properties or "moveFrom" in properties:
            self._notes[TRACKED] = None
        elif self._is_on(properties.get("strike")) or self._is_on(properties.get("dstrike")):
            self._notes[_STRUCK] = None
            self._doubts.if_blank = _ALL_STRUCK
        else:
            return False
        return True

    def _shift(self, properties: dict[str, etree._Element]) -> Shift:
        """Return how text with these properties is off the line."""
        script, position = properties.get("vertAlign"), properties.get("position")
        if script is not None and script.get(self._value) != "baseline":
            return Shift.RAISED if script.get(self._value) == "superscript" else Shift.OTHER
        moved = position is not None and (position.get(self._value) or "").strip("+-0.ptcinm")
        return Shift.OTHER if moved else Shift.NONE

    def _read_piece(self, kind: Kind, element: etree._Element, pieces: Pieces) -> None:
        if kind == "mark":
            pieces.add(MARK_TEXTS[element.tag])
        elif kind == "box":
            pieces.boxes.append(element)
        elif kind == "field":
            self._doubts.if_blank = _UNSAVED
            pieces.pass_field(element, element.get(self._space + "fldCharType"))
        elif kind == "symbol":
            pieces.add(self._symbol(element))
        elif kind == "reference":
            pieces.has_own_mark = element.get(self._space + "customMarkFollows") in ("1", "true", "on")

    def _symbol(self, element: etree._Element) -> str:
        """Return a symbol as a character; one whose meaning is not known keeps its private code."""
        try:
            code = int(element.get(self._space + "char") or "", 16)
        except ValueError:
            return ""
        known = SYMBOLS.get((element.get(self._space + "font") or "", code & 0xFF))
        return known or (chr(code) if 0x20 <= code <= 0xFFFD and not 0xD800 <= code < 0xE000 else "")

    def _take_properties(self, properties: dict[str, etree._Element], pieces: Pieces) -> None:
        if "pStyle" in properties:
            style = properties["pStyle"].get(self._value)
            pieces.is_title = style == TITLE
            pieces.is_apart = style == SIGN_OFF
        if "jc" in properties and properties["jc"].get(self._value) in RIGHT:
            pieces.is_apart = True
        ends = self._properties(properties["rPr"]) if "rPr" in properties else {}
        if "del" in ends or "moveFrom" in ends:
            self._notes[TRACKED] = None
            pieces.is_joined_to_next = True
        pieces.runs_in |= self._is_on(ends.get("specVanish"))
