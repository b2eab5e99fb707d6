"""WordprocessingML as far as a reader of text needs it: what its elements are to the text.

Source: ISO/IEC 29500-1, clause 17; both namespaces, Transitional and Strict.
"""

from __future__ import annotations

from typing import Final, Literal

WORD: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # ISO/IEC 29500 Strict
)
MATH: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"

SYMBOLS: Final = {
    ("Wingdings", 0xFE): "☑",
    ("Wingdings", 0xFD): "☒",
    ("Wingdings", 0xA8): "□",
    ("Wingdings", 0x6F): "□",
    ("Wingdings", 0xFC): "✓",
    ("Wingdings", 0xFB): "✗",
    ("Wingdings 2", 0x52): "☑",
    ("Wingdings 2", 0x51): "☒",
    ("Wingdings 2", 0xA3): "□",
    ("Wingdings 2", 0x2A): "□",
    ("Wingdings 2", 0x50): "✓",
    ("Wingdings 2", 0x4F): "✗",
}
"""Marks of the symbol fonts that forms are ticked with, by font and code."""

Kind = Literal[
    "wrapper",  # anything not named below: what stands in it counts as if it stood there itself
    "paragraph", "table", "row", "cell", "run", "text", "mark", "symbol", "field", "box", "control",
    "alternative", "inserted", "deleted", "embedded", "properties", "skipped",
]  # fmt: skip
"""What an element is to a reader of the text."""

_MARKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NAMES: Final[dict[Kind, tuple[str, ...]]] = {
    "paragraph": ("p",),
    "table": ("tbl",),
    "row": ("tr",),
    "cell": ("tc",),
    "run": ("r",),
    "text": ("t",),
    "mark": tuple(_MARKS),
    "symbol": ("sym",),
    "field": ("fldChar",),
    "box": ("txbxContent",),
    "control": ("sdt",),
    "inserted": ("ins", "moveTo"),
    "deleted": ("del", "moveFrom", "delText", "delInstrText"),
    "embedded": ("altChunk", "subDoc"),
    "properties": ("pPr", "rPr", "trPr", "tcPr"),
    "skipped": (
        "sectPr", "tblPr", "tblPrEx", "tblGrid", "sdtPr", "sdtEndPr",
        "instrText", "fldData", "rt", "rubyPr", "softHyphen",
    ),
}  # fmt: skip
KINDS: Final[dict[object, Kind]] = {
    **{f"{{{space}}}{name}": kind for space in WORD for kind, names in _NAMES.items() for name in names},
    **{f"{{{space}}}t": "text" for space in MATH},
    f"{{{COMPATIBILITY}}}AlternateContent": "alternative",
}
"""The kinds of elements by their qualified names; any other is a wrapper."""

SHOWN: Final = frozenset[Kind](
    ("paragraph", "table", "row", "cell", "run", "text", "mark", "symbol", "field", "box", "properties")
)
"""Kinds that are read as they stand; those of the others are opened or left out."""

PROPERTIES: Final[dict[object, str]] = {
    f"{{{space}}}{name}": name
    for space in WORD
    for name in (
        "vanish", "pStyle", "jc", "rPr", "ins", "del",
        "gridBefore", "hidden", "gridSpan", "vMerge", "cellDel", "showingPlcHdr",
    )
}  # fmt: skip
"""The properties that matter to the text, by their qualified names."""

MARK_TEXTS: Final[dict[object, str]] = {
    f"{{{space}}}{name}": text for space in WORD for name, text in _MARKS.items()
}
"""What an element that is a single character shows."""
