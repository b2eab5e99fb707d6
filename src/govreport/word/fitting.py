"""Long figures: a figure too wide for its cell is set in the narrow style instead of breaking in two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from govreport.word import styles

_FIGURE: Final = re.compile(rb"-?[0-9]+(?:\.[0-9]+)?")
SHORT: Final = 2
"""The characters that fit everywhere."""
_LONG_TEXT: Final = re.compile(rb">([-0-9.]{3,})</w:t>")
_TEXT: Final = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)")
_WIDTH: Final = re.compile(rb"<w:tcW [^>]*>")
_TWIPS: Final = re.compile(rb'w:w="([0-9]+(?:\.[0-9]+)?)"')  # some programs write 1440.0
_DIGIT_WIDTH: Final = styles.TABLE_TEXT_SIZE * 5
"""The width of a digit of the table's type in twips: half its size."""
_MARK: Final = b'<w:rStyle w:val="%s"/>' % styles.LONG_FIGURE.encode()


def has_style(style_part: bytes) -> bool:
    """Tell whether a template has the style for long figures."""
    return f'w:styleId="{styles.LONG_FIGURE}"'.encode() in style_part


def fit_figures(xml: bytes) -> bytes:
    """Return a filled part with the figures that do not fit their cells in the style for long figures."""
    pieces: list[bytes] = []
    end = 0
    for match in _LONG_TEXT.finditer(xml):
        start = max(xml.rfind(b"<w:tc>", end, match.start()), xml.rfind(b"<w:tc ", end, match.start()))
        before, after = xml[start : match.start(1)], xml[match.end(1) : xml.find(b"</w:tc>", match.end()) + 7]
        room = room_between(before, after) if start >= 0 else None
        if room is not None and room.is_too_small_for(match[1]):
            pieces += (xml[end:start], room.narrow)
            end = match.start(1)
    return b"".join((*pieces, xml[end:])) if pieces else xml


@dataclass(frozen=True, slots=True)
class Room:
    """A place that a cell of a template has for a figure, and nothing else beside it.

    Attributes:
        characters: How many of them fit.
        narrow: The literal piece before the figure, with its run in the style for long figures.
    """

    characters: int
    narrow: bytes

    def is_too_small_for(self, value: bytes) -> bool:
        """Tell whether a value is a figure that does not fit."""
        return len(value) > self.characters and _FIGURE.fullmatch(value) is not None


def room_between(before: bytes, after: bytes) -> Room | None:
    """Return the room for a value between two literal pieces; None where it is not alone in a cell."""
    start = max(before.rfind(b"<w:tc>"), before.rfind(b"<w:tc "))
    end = after.find(b"</w:tc>")
    if start < 0 or end < 0:
        return None
    cell = before[start:] + b"0" + after[:end]
    narrow = _narrow(before)
    if b"</w:tc>" in before[start:] or narrow is None or b"".join(_TEXT.findall(cell)) != b"0":
        return None
    twips = _twips(cell)
    return None if twips is None else Room(int((twips - 2 * styles.CELL_MARGIN) // _DIGIT_WIDTH), narrow)


def _narrow(before: bytes) -> bytes | None:
    """Return a piece that ends inside a run with the run in the narrow style; None if it has one already."""
    run = max(before.rfind(b"<w:r>"), before.rfind(b"<w:r "))
    if run < 0:
        return None
    start = before.index(b">", run) + 1
    mark = b"<w:rPr>%s</w:rPr>" % _MARK
    if before.startswith(b"<w:rPr>", start):
        start += len(b"<w:rPr>")
        mark = _MARK
    return None if b"<w:rStyle " in before[start:] else before[:start] + mark + before[start:]


def _twips(cell: bytes) -> float | None:
    """Return the width of a cell; None where it has none, or in another unit."""
    width = _WIDTH.search(cell)
    if width is None or b'w:type="dxa"' not in width[0]:
        return None
    twips = _TWIPS.search(width[0])
    return None if twips is None else float(twips[1])
