"""Putting right what depends on the data: columns of tables, cells without paragraph, numbers of pictures."""

from __future__ import annotations

import io
from typing import Final

from docxtpl import DocxTemplate
from lxml import etree

from govreport.errors import TemplateError
from govreport.messages import Message
from govreport.word.markup import W

_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FIRST_PICTURE: Final = 1001
"""The number of the first picture of a part, as docxtpl counts them."""


class Repairing(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl's repair of tables, less what loses something without a word."""

    def fix_tables(self, xml: str | bytes) -> etree._Element:
        """Return the filled part; one that is not well-formed is an error instead of being cut short."""
        etree.fromstring(xml, _PARSER)
        tree: etree._Element = super().fix_tables(xml)
        for cell in tree.iter(W + "tc"):
            if len(cell) == 0 or cell[-1].tag != W + "p":  # a loop over nothing: Word wants a paragraph
                etree.SubElement(cell, W + "p")
        return tree


def repaired(xml: bytes) -> bytes:
    """Return a filled part with its tables and the numbers of its pictures put right.

    Raises:
        TemplateError: If it is not well-formed.
    """
    try:
        root = Repairing(io.BytesIO()).fix_tables(xml)
    except etree.LxmlError as exc:
        raise TemplateError.of(
            Message("模板填好后不是合法的 Word 文件", "the filled template is not a valid Word file"),
            found=str(exc),
            remedy=Message("检查跨段落、跨单元格的标记", "check tags across paragraphs, rows and cells"),
        ) from exc
    number_pictures(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def number_pictures(root: etree._Element) -> None:
    """Give the pictures of a part numbers of their own: no two in a document may have the same."""
    for number, properties in enumerate(root.iter(_DRAWING), start=_FIRST_PICTURE):
        properties.set("id", str(number))
