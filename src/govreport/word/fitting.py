"""Long figures: a figure too wide for its cell is set in the narrow style instead of breaking in two."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from govreport.word import styles
from govreport.word.markup import W, w

_FIGURE: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DIGIT_WIDTH: Final = styles.TABLE_TEXT_SIZE * 5
"""The width of a digit of the table's type in twips: half its size."""


def fit_figures(document: bytes, style_part: bytes) -> bytes:
    """Return the document with the figures that do not fit their cells in the style for long figures.

    Nothing changes where the template has no such style, or every figure fits.
    """
    if f'w:styleId="{styles.LONG_FIGURE}"'.encode() not in style_part:
        return document
    root = etree.fromstring(document)
    runs = [run for cell in root.iter(W + "tc") for run in _too_wide(cell)]
    for run in runs:
        properties = run.find(W + "rPr")
        if properties is None:
            properties = w("rPr")
            run.insert(0, properties)
        if properties.find(W + "rStyle") is None:
            properties.insert(0, w("rStyle", val=styles.LONG_FIGURE))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if runs else document


def _too_wide(cell: etree._Element) -> list[etree._Element]:
    """Return the runs of a cell that holds nothing but one figure, wider than itself."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    texts = [node for node in cell.iter(W + "t") if node.text]
    figure = "".join(node.text or "" for node in texts)
    if width is None or width.get(W + "type") != "dxa" or not _FIGURE.fullmatch(figure):
        return []
    twips = width.get(W + "w", "")
    if not _FIGURE.fullmatch(twips):  # nonsense; some programs write 1440.0
        return []
    room = float(twips) - 2 * styles.CELL_MARGIN
    if len(figure) * _DIGIT_WIDTH <= room:
        return []
    return [parent for node in texts if (parent := node.getparent()) is not None and parent.tag == W + "r"]
