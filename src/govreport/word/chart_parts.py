"""A chart as a part of a Word file: native, and so to be edited (ECMA-376 part 1, 21.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from govreport.addresses import cell_name
from govreport.charts import Chart, Series
from govreport.filters import plain
from govreport.word import styles
from govreport.word.chart_data import TAB
from govreport.word.markup import NAMESPACES, written

CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONS: Final = NAMESPACES["r"]
_SPACES: Final = {"c": CHART, "a": DRAWING, "r": RELATIONS}
_COLOURS: Final = ("1F4E79", "9DC3E6", "7F7F7F", "C55A11", "548235", "BF9000")
"""Dark and light by turns, so that neighbours can be told apart on grey paper too."""
_GRID: Final = "D9D9D9"
_CATEGORIES: Final = 1
_VALUES: Final = 2
"""The numbers of the axes."""
_TITLE_SIZE: Final = 1200
_TEXT_SIZE: Final = 1000
"""In hundredths of a point."""


def chart_part(chart: Chart) -> bytes:
    """Return a chart of columns; its data stands in the workbook that its relationship ``rId1`` names."""
    space = _c(
        "chartSpace",
        _c("date1904", val=0),
        _c("lang", val="zh-CN"),
        _c("roundedCorners", val=0),
        _c(
            "chart",
            _title(chart.title),
            _c("autoTitleDeleted", val=0),
            _c("plotArea", _c("layout"), _columns(chart), _category_axis(), _value_axis()),
            _c("legend", _c("legendPos", val="b"), _c("overlay", val=0)) if len(chart.series) > 1 else None,
            _c("plotVisOnly", val=1),
            _c("dispBlanksAs", val="gap"),
        ),
        _c("spPr", _a("ln", _a("noFill"))),
        _c("txPr", _a("bodyPr"), _a("p", _properties(_TEXT_SIZE), _a("endParaRPr", lang="zh-CN"))),
        _data_link(),
    )
    return written(space)


def _columns(chart: Chart) -> etree._Element:
    return _c(
        "barChart",
        _c("barDir", val="col"),
        _c("grouping", val="clustered"),
        _c("varyColors", val=0),
        *(_series(chart, number) for number in range(len(chart.series))),
        _c("gapWidth", val=60),
        _c("axId", val=_CATEGORIES),
        _c("axId", val=_VALUES),
    )


def _series(chart: Chart, number: int) -> etree._Element:
    series, last = chart.series[number], len(chart.categories)
    return _c(
        "ser",
        _c("idx", val=number),
        _c("order", val=number),
        _c("tx", _strings(_area(number + 1, 0), [series.name])),
        _c("spPr", _fill(_COLOURS[number % len(_COLOURS)])),
        _c("invertIfNegative", val=0),
        _labels(),
        _c("cat", _strings(_area(0, 1, last), chart.categories)),
        _c("val", _numbers(_area(number + 1, 1, last), series)),
    )


def _area(column: int, first: int, last: int | None = None) -> str:
    """Return cells of a column of the data, rows counted from 0: ``Sheet1!$A$2:$A$4``."""
    start = f"{TAB}!{cell_name(first, column, absolute=True)}"
    return start if last is None else f"{start}:{cell_name(last, column, absolute=True)}"


def _labels() -> etree._Element:
    """Return the labels of the columns: their figures, and nothing else."""
    unseen = ("showCatName", "showSerName", "showPercent", "showBubbleSize")
    return _c(
        "dLbls",
        _c("spPr", _a("noFill"), _a("ln", _a("noFill"))),
        _c("showLegendKey", val=0),
        _c("showVal", val=1),
        *(_c(name, val=0) for name in unseen),
    )


def _strings(place: str, texts: Sequence[str]) -> etree._Element:
    points = (_c("pt", _c("v", text), idx=number) for number, text in enumerate(texts))
    cache = _c("strCache", _c("ptCount", val=len(texts)), *points)
    return _c("strRef", _c("f", place), cache)


def _numbers(place: str, series: Series) -> etree._Element:
    """Return the figures of a series; a blank has no point."""
    points = (
        _c("pt", _c("v", plain(value)), idx=number)
        for number, value in enumerate(series.values)
        if value is not None
    )
    cache = _c("numCache", _c("formatCode", "General"), _c("ptCount", val=len(series.values)), *points)
    return _c("numRef", _c("f", place), cache)


def _title(text: str) -> etree._Element:
    run = _a("r", _a("rPr", *_type(), lang="zh-CN", sz=_TITLE_SIZE, b=0), _a("t", text))
    rich = _c("rich", _a("bodyPr"), _a("p", _properties(_TITLE_SIZE), run))
    return _c("title", _c("tx", rich), _c("overlay", val=0))


def _category_axis() -> etree._Element:
    return _c(
        "catAx",
        _c("axId", val=_CATEGORIES),
        _c("scaling", _c("orientation", val="minMax")),
        _c("delete", val=0),
        _c("axPos", val="b"),
        _c("numFmt", formatCode="General", sourceLinked=0),
        _c("majorTickMark", val="none"),
        _c("minorTickMark", val="none"),
        _c("tickLblPos", val="low"),
        _c("crossAx", val=_VALUES),
        _c("crosses", val="autoZero"),
        _c("auto", val=0),
        _c("lblAlgn", val="ctr"),
        _c("lblOffset", val=100),
        _c("noMultiLvlLbl", val=1),
    )


def _value_axis() -> etree._Element:
    return _c(
        "valAx",
        _c("axId", val=_VALUES),
        _c("scaling", _c("orientation", val="minMax"), _c("min", val=0)),
        _c("delete", val=0),
        _c("axPos", val="l"),
        _c("majorGridlines", _c("spPr", _a("ln", _fill(_GRID), w=6350))),
        _c("numFmt", formatCode="General", sourceLinked=0),
        _c("majorTickMark", val="none"),
        _c("minorTickMark", val="none"),
        _c("tickLblPos", val="nextTo"),
        _c("crossAx", val=_CATEGORIES),
        _c("crosses", val="autoZero"),
    )


def _properties(size: int) -> etree._Element:
    """Return the properties of a paragraph: its type, and how large it is."""
    return _a("pPr", _a("defRPr", *_type(), sz=size, b=0))


def _type() -> tuple[etree._Element, ...]:
    return _fill("000000"), _a("latin", typeface="Times New Roman"), _a("ea", typeface=styles.SONG)


def _fill(colour: str) -> etree._Element:
    return _a("solidFill", _a("srgbClr", val=colour))


def _data_link() -> etree._Element:
    link = _c("externalData", _c("autoUpdate", val=0))
    link.set(f"{{{RELATIONS}}}id", "rId1")
    return link


def _c(name: str, *content: etree._Element | str | None, **attributes: object) -> etree._Element:
    """Return an element of a chart."""
    return _element(CHART, name, content, attributes)


def _a(name: str, *content: etree._Element | str | None, **attributes: object) -> etree._Element:
    """Return an element of a drawing: what charts have in common with other pictures."""
    return _element(DRAWING, name, content, attributes)


def _element(
    space: str, name: str, content: Sequence[etree._Element | str | None], attributes: dict[str, object]
) -> etree._Element:
    element = etree.Element(f"{{{space}}}{name}", nsmap=_SPACES)
    for key, value in attributes.items():
        element.set(key, str(value))
    for part in content:
        if isinstance(part, str):
            element.text = part
        elif part is not None:
            element.append(part)
    return element
