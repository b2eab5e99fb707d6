"""WordprocessingML as far as a reader of text needs it: what its elements are to the text.

Source: ISO/IEC 29500-1, clause 17; both namespaces, Transitional and Strict.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from lxml import etree

from govreport.gate import fields

WORD: Final = fields.WORD
MATH: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_VML: Final = "urn:schemas-microsoft-com:vml"
_SHAPES: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessing"
_PLACED: Final = (
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
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
    "drawn", "formula", "turned", "reference", "brief",
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
    "drawn": ("drawing", "pict", "object"),
    "turned": ("bdo",),
    "reference": ("footnoteReference", "endnoteReference"),
    "brief": ("fldSimple",),
    "skipped": (
        "sectPr", "tblPr", "tblPrEx", "tblGrid", "sdtPr", "sdtEndPr",
        "instrText", "fldData", "rt", "rubyPr", "softHyphen",
    ),
}  # fmt: skip
_BUILT: Final = (
    "acc", "bar", "borderBox", "box", "eqArr", "f", "func", "groupChr", "limLow", "limUpp", "m", "nary",
    "phant", "rad", "sPre", "sSub", "sSubSup", "sSup",
)  # fmt: skip
"""What of formulas is more than characters beside each other."""
KINDS: Final[dict[object, Kind]] = {
    **{f"{{{space}}}{name}": "formula" for space in MATH for name in _BUILT},
    **{
        f"{{{_VML}}}{name}": "drawn"
        for name in ("shape", "group", "rect", "roundrect", "oval", "line", "polyline", "curve", "arc")
    },
    **{f"{{{space}}}{name}": "drawn" for space in _PLACED for name in ("anchor", "inline")},
    f"{{{_SHAPES}Shape}}wsp": "drawn",
    **{f"{{{space}}}{name}": kind for space in WORD for kind, names in _NAMES.items() for name in names},
    **{f"{{{space}}}t": "text" for space in MATH},
    f"{{{COMPATIBILITY}}}AlternateContent": "alternative",
}
"""The kinds of elements by their qualified names; any other is a wrapper."""

SHOWN: Final = frozenset[Kind](
    (
        "paragraph",
        "table",
        "row",
        "cell",
        "run",
        "text",
        "mark",
        "symbol",
        "field",
        "box",
        "properties",
        "reference",
    )
)
"""Kinds that are read as they stand; those of the others are opened or left out."""

PROPERTIES: Final[dict[object, str]] = {
    f"{{{space}}}{name}": name
    for space in WORD
    for name in (
        "vanish", "specVanish", "strike", "dstrike", "vertAlign", "position", "pStyle", "jc", "rPr",
        "ins", "del", "moveFrom", "gridBefore", "hidden", "gridSpan", "vMerge", "cellDel", "showingPlcHdr",
    )
}  # fmt: skip
"""The properties that matter to the text, by their qualified names."""

MARK_TEXTS: Final[dict[object, str]] = {
    f"{{{space}}}{name}": text for space in WORD for name, text in _MARKS.items()
}
"""What an element that is a single character shows."""

_OFFICE: Final = "http://schemas.microsoft.com/office/"
_KNOWN: Final = frozenset(
    (
        *(
            f"{_OFFICE}{name}"
            for name in (
                "word/2006/wordml", "word/2010/wordml", "word/2012/wordml", "word/2012/wordprocessingDrawing",
                "word/2015/wordml/symex", "word/2016/wordml/cid", "word/2018/wordml", "word/2018/wordml/cex",
                "word/2020/wordml/sdtdatahash", "word/2023/wordml/word16du", "word/2024/wordml/sdtformatlock",
                "drawing/2007/8/2/chart", "drawing/2010/main", "drawing/2010/picture", "drawing/2010/chart",
                "drawing/2010/diagram", "drawing/2010/slicer", "drawing/2012/chart", "drawing/2012/main",
                "drawing/2013/main/command", "drawing/2014/chart", "drawing/2014/chartex",
                "drawing/2014/main",
                *(f"drawing/2015/{part}/chartex" for part in ("9/8", "10/21")),
                *(f"drawing/2016/5/{part}/chartex" for part in (9, 10, 11, 12, 13, 14)),
                "drawing/2016/11/main", "drawing/2016/12/diagram", "drawing/2016/SVG/main",
                "drawing/2016/ink", "drawing/2017/decorative", "drawing/2017/model3d", "2019/extlst",
            )
        ),
        *(f"{_SHAPES}{part}" for part in ("Canvas", "Drawing", "Group", "Ink", "Shape")),
        *(*WORD, *MATH, *_PLACED, _VML),
        "urn:schemas-microsoft-com:office:office",
        "urn:schemas-microsoft-com:office:word",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    )
)  # fmt: skip
"""The namespaces Word 2010 to 2021 understands."""


def chosen(alternatives: etree._Element) -> etree._Element | None:
    """Return the version of what is kept in several that Word shows; None if it shows none.

    That is the first of which Word knows all the namespaces it requires, or else the one to fall back on.
    Source: ISO/IEC 29500-3, 7.6.
    """
    for choice in alternatives.findall(f"{{{COMPATIBILITY}}}Choice"):
        if all(choice.nsmap.get(prefix) in _KNOWN for prefix in choice.get("Requires", "").split()):
            return choice
    return alternatives.find(f"{{{COMPATIBILITY}}}Fallback")


def drop_ignored(root: etree._Element) -> None:
    """Take out of a part what Word passes over: elements of namespaces it does not know and may ignore.

    Source: ISO/IEC 29500-3, 7.2 and 7.4: what may be ignored, and of what the content counts all the same.
    """
    listed = (root.get(f"{{{COMPATIBILITY}}}Ignorable") or "").split()
    unknown = {space for prefix in listed if (space := root.nsmap.get(prefix)) and space not in _KNOWN}
    if not unknown:
        return
    for name in (root.get(f"{{{COMPATIBILITY}}}ProcessContent") or "").split():
        prefix, _, local = name.partition(":")
        if (space := root.nsmap.get(prefix)) in unknown and local:
            etree.strip_tags(root, f"{{{space}}}{local}")
    etree.strip_elements(root, *(f"{{{space}}}*" for space in unknown), with_tail=False)


_UNSEEN: Final = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)


def is_hidden_drawing(drawn: etree._Element) -> bool:
    """Tell whether a drawing or shape itself says that it is not shown."""
    return _UNSEEN.search(drawn.get("style", "")) is not None or any(
        child.get("hidden") in ("1", "true", "on") for child in drawn.iterchildren(*_NAMED_PARTS)
    )


_NAMED_PARTS: Final = (*(f"{{{space}}}docPr" for space in _PLACED), f"{{{_SHAPES}Shape}}cNvPr")


def whole_text(element: etree._Element) -> str:
    """Return the whole text of an element that comments or elements cut in pieces."""
    return str(_WHOLE(element))


_WHOLE: Final = etree.XPath("string()")
