"""The named styles of a report, one for every role of a text; nothing is formatted directly.

Fonts and sizes of the text follow GB/T 9704-2012 clause 7 and the customs of official writing; those of
the tables follow the file the form was published in (宋体, 10 pt). Whoever wants another house style
changes the styles of a template in a word processor.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from lxml import etree

from govreport.word.markup import w
from govreport.word.page import LINE_PITCH

FANG_SONG: Final = "仿宋_GB2312"
KAI: Final = "楷体_GB2312"
HEI: Final = "黑体"
SONG: Final = "宋体"
XIAO_BIAO_SONG: Final = "方正小标宋简体"
_LATIN: Final = "Times New Roman"

BODY: Final = "Normal"
TITLE: Final = "Title"
HEADING_1: Final = "Heading1"
HEADING_2: Final = "Heading2"
HEADING_3: Final = "Heading3"
HEAD_2: Final = "Heading2Char"
HEAD_3: Final = "Heading3Char"
TABLE: Final = "OfficialTable"
TABLE_HEAD: Final = "TableHead"
TABLE_LABEL: Final = "TableLabel"
TABLE_LABEL_CENTRED: Final = "TableLabelCentred"
TABLE_FIGURE: Final = "TableFigure"
TABLE_NOTE: Final = "TableNote"
LONG_FIGURE: Final = "LongFigure"
FOOTER: Final = "Footer"
EVEN_FOOTER: Final = "EvenFooter"
REMARK: Final = "TableRemark"
SIGNATURE: Final = "Signature"
DRAFT: Final = "DraftMark"

TABLE_TEXT_SIZE: Final = 20
"""10 pt, in half-points."""
CELL_MARGIN: Final = 28
"""Half a millimetre, in twips: the columns of 表四 hold two characters of 10 pt beside it."""
TABLE_LINE: Final = 250
_THREE: Final = 32
"""3号, 16 pt, in half-points."""
_TWO_CHARACTERS: Final = 640

Justification = Literal["both", "center", "left", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraphs:
    """A paragraph style, in the words of WordprocessingML; sizes in half-points, lengths in twips."""

    identifier: str
    name: str
    font: str
    size: int = _THREE
    justification: Justification = "both"
    indent: int = 0
    right: int = 0
    left: int = 0
    line: int = LINE_PITCH
    exact: bool = True
    before: int = 0
    after: int = 0
    bold: bool = False
    keep_next: bool = False
    outline: int | None = None
    latin: str = _LATIN
    tight: bool = False
    snap: bool = True


_TABLE_TEXT: Final = _Paragraphs(
    identifier=TABLE_FIGURE,
    name="Table Figure",
    font=SONG,
    size=TABLE_TEXT_SIZE,
    justification="center",
    line=TABLE_LINE,
    snap=False,
)
"""Figures, and what the other texts of a table differ from."""

_FOOTER: Final = _Paragraphs(
    identifier=FOOTER,
    name="footer",
    font=SONG,
    size=28,
    justification="right",
    right=280,
    line=240,
    exact=False,
    latin=SONG,
    snap=False,
)
"""The footer of odd pages; that of even pages stands on the other edge."""

_PARAGRAPHS: Final = (
    _Paragraphs(identifier=BODY, name="Normal", font=FANG_SONG, indent=_TWO_CHARACTERS, tight=True),
    _Paragraphs(
        identifier=TITLE,
        name="Title",
        font=XIAO_BIAO_SONG,
        size=44,
        justification="center",
        line=640,
        keep_next=True,
        latin=XIAO_BIAO_SONG,
        snap=False,
        after=LINE_PITCH,
    ),
    _Paragraphs(
        identifier=HEADING_1,
        name="heading 1",
        font=HEI,
        indent=_TWO_CHARACTERS,
        keep_next=True,
        outline=0,
        tight=True,
    ),
    _Paragraphs(
        identifier=HEADING_2,
        name="heading 2",
        font=KAI,
        indent=_TWO_CHARACTERS,
        keep_next=True,
        outline=1,
        tight=True,
    ),
    _Paragraphs(
        identifier=HEADING_3,
        name="heading 3",
        font=FANG_SONG,
        indent=_TWO_CHARACTERS,
        keep_next=True,
        outline=2,
        bold=True,
        tight=True,
    ),
    replace(_TABLE_TEXT, identifier=TABLE_HEAD, name="Table Head", keep_next=True),
    replace(
        _TABLE_TEXT,
        identifier=TABLE_LABEL,
        name="Table Label",
        justification="left",
        left=CELL_MARGIN,
        right=CELL_MARGIN,
    ),
    replace(_TABLE_TEXT, identifier=TABLE_LABEL_CENTRED, name="Table Label Centred"),
    _TABLE_TEXT,
    _FOOTER,
    replace(
        _FOOTER, identifier=EVEN_FOOTER, name="Even Footer", justification="left", left=_FOOTER.right, right=0
    ),
    _Paragraphs(
        identifier=REMARK,
        name="Table Remark",
        font=FANG_SONG,
        indent=_TWO_CHARACTERS,
        keep_next=True,
        tight=True,
    ),
    _Paragraphs(identifier=SIGNATURE, name="Signature", font=FANG_SONG, justification="left", tight=True),
    _Paragraphs(
        identifier=DRAFT,
        name="Draft Mark",
        font=HEI,
        justification="center",
        line=240,
        exact=False,
        snap=False,
    ),
)


def styles_part() -> etree._Element:
    """Return the styles part of a package."""
    return w(
        "styles",
        _defaults(),
        *(_paragraph_style(style) for style in _PARAGRAPHS),
        w(
            "style",
            w("name", val="Default Paragraph Font"),
            w("uiPriority", val=1),
            w("semiHidden"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        ),
        character_style(HEAD_2, "Heading 2 Char", _fonts(KAI)),
        character_style(HEAD_3, "Heading 3 Char", w("b"), w("bCs")),
        character_style(TABLE_NOTE, "Table Note", _fonts(KAI)),
        character_style(LONG_FIGURE, "Long Figure", w("w", val=85), w("sz", val=15), w("szCs", val=15)),
        _table_style(),
    )


def _defaults() -> etree._Element:
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    run = w("rPr", _fonts(FANG_SONG), w("kern", val=2), *_sizes(_THREE), language)
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault"))


def _paragraph_style(style: _Paragraphs) -> etree._Element:
    is_body = style.identifier == BODY
    properties = w(
        "pPr",
        w("keepNext") if style.keep_next else None,
        w("widowControl", val=0),
        None if style.snap else w("snapToGrid", val=0),
        w(
            "spacing",
            before=style.before,
            after=style.after,
            line=style.line,
            lineRule="exact" if style.exact else "auto",
        ),
        _indent(style),
        w("contextualSpacing") if style.after else None,
        w("jc", val=style.justification),
        None if style.outline is None else w("outlineLvl", val=style.outline),
    )
    run = w(
        "rPr",
        _fonts(style.font, style.latin),
        *((w("b"), w("bCs")) if style.bold else ()),
        w("spacing", val=-5) if style.tight else w("spacing", val=0),
        *_sizes(style.size),
    )
    attributes = {"type": "paragraph", "styleId": style.identifier, **({"default": 1} if is_body else {})}
    base = None if is_body else w("basedOn", val=BODY)
    following = w("next", val=BODY) if style.outline is not None or style.identifier == TITLE else None
    return w("style", w("name", val=style.name), base, following, w("qFormat"), properties, run, **attributes)


def _indent(style: _Paragraphs) -> etree._Element:
    """Return the indents; the first line in characters for Word and in twips for others."""
    characters = 100 * style.indent // (10 * style.size)
    return w(
        "ind",
        left=style.left,
        right=style.right,
        firstLineChars=characters,
        firstLine=style.indent,
    )


def character_style(identifier: str, name: str, *properties: etree._Element) -> etree._Element:
    """Return a style for words within a paragraph."""
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="DefaultParagraphFont"),
        w("qFormat"),
        w("rPr", *properties),
        type="character",
        customStyle=1,
        styleId=identifier,
    )


def _table_style() -> etree._Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(side, val="single", sz=4, space=0, color="000000") for side in sides))
    margins = w(
        "tblCellMar",
        w("top", w=CELL_MARGIN, type="dxa"),
        w("left", w=CELL_MARGIN, type="dxa"),
        w("bottom", w=CELL_MARGIN, type="dxa"),
        w("right", w=CELL_MARGIN, type="dxa"),
    )
    return w(
        "style",
        w("name", val="Official Table"),
        w("qFormat"),
        w("tblPr", w("jc", val="center"), borders, margins),
        w("tcPr", w("vAlign", val="center")),
        type="table",
        customStyle=1,
        styleId=TABLE,
    )


def _fonts(east_asian: str, latin: str = _LATIN) -> etree._Element:
    return w("rFonts", ascii=latin, hAnsi=latin, eastAsia=east_asian, cs=latin)


def _sizes(half_points: int) -> tuple[etree._Element, etree._Element]:
    return w("sz", val=half_points), w("szCs", val=half_points)
