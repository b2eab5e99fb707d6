"""Charts in a document: where a template says ``{{ charts.outcomes }}``, a native chart with its data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from govreport.charts import Chart
from govreport.word.chart_data import relation, workbook
from govreport.word.chart_parts import CHART, DRAWING, RELATIONS, chart_part
from govreport.word.links import relations_name
from govreport.word.markup import PARSER, RELATIONSHIP, W, w, written
from govreport.word.package import CONTENT_TYPES
from govreport.word.page import BLOCK_WIDTH
from govreport.word.repairs import number_pictures

_START, _END = "\ufdd0", "\ufdd1"
"""Around the name of a chart, where it is to stand: no characters of any script (Unicode 23.7), which data
cannot hold."""
_START_BYTES: Final = _START.encode()
_WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_TYPE: Final = "application/vnd.openxmlformats-officedocument"
_CHART_TYPE: Final = f"{_TYPE}.drawingml.chart+xml"
_BOOK_TYPE: Final = f"{_TYPE}.spreadsheetml.sheet"
_EMU: Final = 635
"""English metric units in a twip."""
_WIDTH: Final = BLOCK_WIDTH * _EMU
_HEIGHT: Final = _WIDTH * 55 // 100
_BESIDE_TEXT: Final[Mapping[str, Mapping[str, object]]] = {
    "spacing": {"before": 0, "after": 0, "line": 240, "lineRule": "auto"}
}
"""The layout of a paragraph with a chart: in a line of exactly 28 points it would be cut off."""
_ALONE: Final[Mapping[str, Mapping[str, object]]] = {
    **_BESIDE_TEXT,
    "ind": {"left": 0, "right": 0, "firstLineChars": 0, "firstLine": 0},
    "jc": {"val": "center"},
}
"""That of one with nothing else in it."""
_BEHIND: Final = frozenset(
    W + name
    for name in [
        "contextualSpacing",
        "mirrorIndents",
        "suppressOverlap",
        "textDirection",
        "textAlignment",
        "textboxTightWrap",
        "outlineLvl",
        "divId",
        "cnfStyle",
        "rPr",
        "sectPr",
        "pPrChange",
    ]
)
"""What stands behind spacing, indent and alignment in the properties of a paragraph (17.3.1.26)."""


def chart_mark(name: str) -> str:
    """Return what stands for a chart until the document is filled."""
    return f"{_START}{name}{_END}"


def has_charts(xml: bytes) -> bool:
    """Tell whether charts are to be placed in a part."""
    return _START_BYTES in xml


def with_charts(parts: Mapping[str, bytes], main: str, charts: Mapping[str, Chart]) -> dict[str, bytes]:
    """Return the parts that change or are new, where charts are placed in the main part of a package.

    A mark for a chart that has no figures, or that there is not, leaves nothing.

    Args:
        parts: The main part, its relationships, and the content types of the package.
        main: The name of the main part.
        charts: The charts by name.
    """
    document = etree.fromstring(parts[main], PARSER)
    links = etree.fromstring(parts[relations_name(main)], PARSER)
    types = etree.fromstring(parts[CONTENT_TYPES], PARSER)
    new: dict[str, bytes] = {}
    for text in list(document.iter(W + "t")):
        for name in _taken_marks(text):
            chart = charts.get(name)
            if chart is None or chart.is_empty:
                continue
            number = len(new) // 3 + 1
            new |= _chart_parts(chart, number)
            _declare(types, number)
            etree.SubElement(links, RELATIONSHIP, _link(number))
            _place(text, _drawing(chart, number))
    number_pictures(document)
    changed = {main: document, relations_name(main): links, CONTENT_TYPES: types}
    return {**{name: written(root) for name, root in changed.items()}, **new}


def _taken_marks(text: etree._Element) -> list[str]:
    """Take the marks out of a text; return the names in them."""
    first, *pieces = (text.text or "").split(_START)
    names = []
    for piece in pieces:
        name, _, rest = piece.partition(_END)
        names.append(name)
        first += rest
    if pieces:
        text.text = first
    return names


def _chart_parts(chart: Chart, number: int) -> dict[str, bytes]:
    """Return the parts of a chart: itself, its relationships, its data."""
    name = _chart_name(number)
    return {
        name: chart_part(chart),
        relations_name(name): relation("package", f"/{_book_name(number)}"),
        _book_name(number): workbook(chart),
    }


def _chart_name(number: int) -> str:
    return f"word/charts/govreport{number}.xml"


def _book_name(number: int) -> str:
    return f"word/embeddings/govreport{number}.xlsx"


def _declare(types: etree._Element, number: int) -> None:
    override = str(types.tag).replace("Types", "Override")
    for name, kind in ((_chart_name(number), _CHART_TYPE), (_book_name(number), _BOOK_TYPE)):
        etree.SubElement(types, override, {"PartName": f"/{name}", "ContentType": kind})


def _link(number: int) -> dict[str, str]:
    return {
        "Id": f"rIdChart{number}",
        "Type": f"{RELATIONS}/chart",
        "Target": f"/{_chart_name(number)}",
    }


def _place(text: etree._Element, drawing: etree._Element) -> None:
    """Put a drawing behind a text; a paragraph that has nothing else gives it its whole height and width."""
    text.addnext(drawing)
    paragraph = next(text.iterancestors(W + "p"))
    is_alone = not "".join(each.text or "" for each in paragraph.iter(W + "t")).strip()
    _give_room(paragraph, _ALONE if is_alone else _BESIDE_TEXT)


def _give_room(paragraph: etree._Element, layout: Mapping[str, Mapping[str, object]]) -> None:
    """Give a paragraph a layout for a chart, whatever its style says."""
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = w("pPr")
        paragraph.insert(0, properties)
    for name in layout:
        for old in properties.findall(W + name):
            properties.remove(old)
    behind = next((child for child in properties if child.tag in _BEHIND), None)
    place = len(properties) if behind is None else properties.index(behind)
    properties[place:place] = [w(name, **attributes) for name, attributes in layout.items()]


def _drawing(chart: Chart, number: int) -> etree._Element:
    """Return a chart as it stands in a run, with its description for those who do not see it."""
    drawing = w("drawing")
    inline = etree.SubElement(
        drawing,
        f"{{{_WP}}}inline",
        dict.fromkeys(("distT", "distB", "distL", "distR"), "0"),
        nsmap={"wp": _WP},
    )
    etree.SubElement(inline, f"{{{_WP}}}extent", {"cx": str(_WIDTH), "cy": str(_HEIGHT)})
    names = {"id": str(number), "name": f"Chart {number}", "title": chart.title, "descr": chart.description}
    etree.SubElement(inline, f"{{{_WP}}}docPr", names)
    etree.SubElement(inline, f"{{{_WP}}}cNvGraphicFramePr")
    graphic = etree.SubElement(inline, f"{{{DRAWING}}}graphic", nsmap={"a": DRAWING})
    data = etree.SubElement(graphic, f"{{{DRAWING}}}graphicData", {"uri": CHART})
    reference = etree.SubElement(data, f"{{{CHART}}}chart", nsmap={"c": CHART, "r": RELATIONS})
    reference.set(f"{{{RELATIONS}}}id", f"rIdChart{number}")
    return drawing
