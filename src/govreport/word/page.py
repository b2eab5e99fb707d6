"""The page of an official document: GB/T 9704-2012, clauses 5 and 7.5.

Lengths are in twips (twentieths of a point). The text block is 156 × 225 mm and holds 22 lines of 28
characters; of the margins the standard fixes those at the top and at the binding edge.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from govreport.word.markup import w

WIDTH: Final = 11906
HEIGHT: Final = 16838
MARGIN_TOP: Final = 2098
"""天头, 37 mm (clause 5.2)."""
MARGIN_LEFT: Final = 1587
"""订口, 28 mm (clause 5.2)."""
MARGIN_RIGHT: Final = 1474
MARGIN_BOTTOM: Final = 1984
BLOCK_WIDTH: Final = WIDTH - MARGIN_LEFT - MARGIN_RIGHT
BLOCK_HEIGHT: Final = HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
LINE_PITCH: Final = 579
"""A 22nd of the block's height; 580 would leave room for 21 lines only."""
FOOTER: Final = 1430
"""Brings the dashes of the page number 7 mm below the text block (clause 7.5)."""
_HEADER: Final = 851


def section_properties(footer: str, even_footer: str) -> etree._Element:
    """Return the properties of a section: paper, margins, line grid, and its two footers by id."""
    return w(
        "sectPr",
        w("footerReference", type="default", r_id=footer),
        w("footerReference", type="even", r_id=even_footer),
        w("pgSz", w=WIDTH, h=HEIGHT),
        w(
            "pgMar",
            top=MARGIN_TOP,
            right=MARGIN_RIGHT,
            bottom=MARGIN_BOTTOM,
            left=MARGIN_LEFT,
            header=_HEADER,
            footer=FOOTER,
            gutter=0,
        ),
        w("pgNumType", start=1),
        w("docGrid", type="lines", linePitch=LINE_PITCH),
    )


def page_number(style: str) -> etree._Element:
    """Return a footer paragraph ``— 1 —``; the style puts it on the outer edge (clause 7.5)."""
    return w(
        "p",
        w("pPr", w("pStyle", val=style)),
        _number_run(w("t", "— ")),
        _number_run(w("fldChar", fldCharType="begin")),
        _number_run(w("instrText", " PAGE ")),
        _number_run(w("fldChar", fldCharType="separate")),
        _number_run(w("t", "1")),
        _number_run(w("fldChar", fldCharType="end")),
        _number_run(w("t", " —")),
    )


def _number_run(content: etree._Element) -> etree._Element:
    return w("r", content)
