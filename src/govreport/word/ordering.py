"""The order of properties: of cells and runs ISO/IEC 29500-1 wants them in, and docxtpl does not keep."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

CELL_PROPERTIES: Final = (
    *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar"),
    *("textDirection", "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel", "cellMerge"),
    "tcPrChange",
)
"""The properties of a cell (17.4.70)."""
RUN_PROPERTIES: Final = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline"),
    *("shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing"),
    *("w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText"),
    *("vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange"),
)
"""The properties of a run (17.3.2.28)."""
_RANKS: Final[Mapping[str, Mapping[str, int]]] = {
    "tcPr": {name: rank for rank, name in enumerate(CELL_PROPERTIES)},
    "rPr": {name: rank for rank, name in enumerate(RUN_PROPERTIES)},
}
_PROPERTIES: Final = re.compile(r"<w:(tcPr|rPr)>(.*?)</w:\1>", re.DOTALL)
_PROPERTY: Final = re.compile(r"<w:(\w+)(?:\s[^<>]*)?(?:/>|>.*?</w:\1>)", re.DOTALL)


def in_schema_order(xml: str) -> str:
    """Return markup with the properties of cells and runs in the order of the schema.

    Where anything else stands among them they are left as they are.

    >>> in_schema_order('<w:tcPr><w:shd w:fill="{{ x }}"/><w:tcW w:w="1"/></w:tcPr>')
    '<w:tcPr><w:tcW w:w="1"/><w:shd w:fill="{{ x }}"/></w:tcPr>'
    """
    return _PROPERTIES.sub(_ordered, xml)


def _ordered(match: re.Match[str]) -> str:
    ranks = _RANKS[match[1]]
    found = list(_PROPERTY.finditer(match[2]))
    properties: Sequence[str] = [each[0] for each in found]
    order = [ranks.get(each[1], -1) for each in found]
    if order == sorted(order) or -1 in order or "".join(properties) != match[2]:
        return match[0]
    _, ordered = zip(*sorted(zip(order, properties, strict=True), key=lambda pair: pair[0]), strict=True)
    return f"<w:{match[1]}>{''.join(ordered)}</w:{match[1]}>"
