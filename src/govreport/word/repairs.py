"""Putting right what depends on the data: columns of tables, cells without paragraph, numbers of pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Final

from docxtpl import DocxTemplate
from lxml import etree

from govreport.errors import TemplateError
from govreport.messages import Message
from govreport.word.grids import fit_columns
from govreport.word.markup import DRAWING_PROPERTIES, PARSER, W, written
from govreport.word.merging import merge_marked
from govreport.word.places import Place
from govreport.word.stray import wrap_stray_texts

_FIRST_PICTURE: Final = 1001
"""The number of the first picture of a part, as docxtpl counts them."""


class Repairing(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl with our repair of tables in the place of its own."""

    def fix_tables(self, xml: str | bytes) -> etree._Element:
        """Return the filled part; one that is not well-formed is an error instead of being cut short."""
        root = etree.fromstring(xml, PARSER)
        repair(root)
        return root


def repaired(xml: bytes, name: str) -> bytes:
    """Return a filled part with its tables, texts and the numbers of its pictures put right.

    Raises:
        TemplateError: If it is not well-formed, or cannot be put right; with the name of the part.
    """
    try:
        root = etree.fromstring(xml, PARSER)
    except etree.LxmlError as exc:
        raise not_well_formed(exc, name) from exc
    try:
        repair(root)
    except TemplateError as exc:
        where = Place(name).part_message
        raise TemplateError(*(replace(problem, where=where) for problem in exc.problems)) from exc
    number_pictures(root)
    return written(root)


def repair(root: etree._Element) -> None:
    """Put right what docxtpl leaves wrong or loses in a filled part."""
    merge_marked(root)
    wrap_stray_texts(root)
    for table in root.iter(W + "tbl"):
        fit_columns(table)
    for cell in _iter_open_cells(root):
        etree.SubElement(cell, W + "p")


def number_pictures(root: etree._Element) -> None:
    """Give the pictures of a part numbers of their own: no two in it may have the same.

    Those of the body are all counted, as docxtpl does it; elsewhere only those are that would be the second.
    """
    pictures = list(root.iter(DRAWING_PROPERTIES))
    if root.tag != W + "document":
        _tell_apart(pictures)
        return
    for number, properties in enumerate(pictures, start=_FIRST_PICTURE):
        properties.set("id", str(number))


def _tell_apart(pictures: Sequence[etree._Element]) -> None:
    taken = {properties.get("id", "") for properties in pictures}
    free = (str(number) for number in count(_FIRST_PICTURE) if str(number) not in taken)
    seen: set[str] = set()
    for properties in pictures:
        if properties.get("id", "") in seen:
            properties.set("id", next(free))
        seen.add(properties.get("id", ""))


def not_well_formed(exc: etree.LxmlError, where: str = "") -> TemplateError:
    """Return the error of a filled part that is no XML."""
    return TemplateError.of(
        Message("模板填好后不是合法的 Word 文件", "the filled template is not a valid Word file"),
        where=where,
        found=str(exc),
        remedy=Message("检查跨段落、跨单元格的标记", "check tags across paragraphs, rows and cells"),
    )


def _iter_open_cells(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells that do not end in a paragraph, as after a loop over nothing: Word wants one."""
    return (cell for cell in root.iter(W + "tc") if len(cell) == 0 or cell[-1].tag != W + "p")
