"""Charts as SVG."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from govreport.charts import Chart, Series, charts_of
from govreport.html import chart_svg, fragment, page
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")
SVG = "{http://www.w3.org/2000/svg}"


def chart(*values: int | None, title: str = "图") -> Chart:
    return Chart(title, tuple(f"第{at}项" for at in range(len(values))), (Series("甲", values),), "件")


def drawn(chart: Chart) -> etree._Element:
    return etree.fromstring(chart_svg(chart))


def heights(chart: Chart) -> list[float]:
    return [float(rect.get("height", "")) for rect in drawn(chart).iter(f"{SVG}rect")]


def test_title_and_description_are_read_out() -> None:
    root = drawn(chart(3, None, title="办理<结果>"))
    assert (root.get("role"), root[0].text, root[1].text) == (
        "img",
        "办理<结果>",
        "甲：第0项3件、第1项空白。",
    )
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (
        root[0].get("id"),
        root[1].get("id"),
    )


def test_columns_are_as_high_as_their_figures() -> None:
    assert heights(chart(50, 100, 0)) == [137.0, 274.0, 0.0]


def test_a_blank_has_no_column() -> None:
    assert len(heights(chart(1, None, 2))) == 2


@pytest.mark.parametrize(
    ("highest", "labels"),
    [(7, ["0", "2", "4", "6", "8"]), (0, ["0", "1"]), (1431, ["0", "500", "1000", "1500"])],
)
def test_the_lines_of_the_grid_are_round_figures(highest: int, labels: list[str]) -> None:
    texts = [
        text.text for text in drawn(chart(highest)).iter(f"{SVG}text") if text.get("text-anchor") == "end"
    ]
    assert texts == labels


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**9)), min_size=1, max_size=8))
def test_every_column_stands_within_the_picture(values: list[int | None]) -> None:
    for rect in drawn(chart(*values)).iter(f"{SVG}rect"):
        x, y, width, height = (Decimal(rect.get(name, "")) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert x + width <= 720
        assert y >= 40
        assert y + height <= Decimal("330.2")


def test_several_series_have_a_key_and_a_single_one_none() -> None:
    series = charts_of(changed(HUAIAN, {}, year=2023), HUAIAN)["outcomes"]
    texts = [text.text for text in drawn(series).iter(f"{SVG}text")]
    assert texts[-2:] == ["2023年", "2024年"]
    assert "2024年" not in [text.text for text in drawn(charts_of(HUAIAN)["outcomes"]).iter(f"{SVG}text")]


def test_charts_stand_under_the_table_of_applications() -> None:
    charts = charts_of(HUAIAN)
    piece = fragment(HUAIAN, prefix="a", charts=charts)
    assert piece.count("<svg") == 2
    assert piece.index("收到和处理") < piece.index("<svg") < piece.index("四、政府信息公开行政复议")
    assert 'aria-labelledby="a-outcomes-title"' in piece
    assert "<svg" not in fragment(HUAIAN)
    assert page(HUAIAN, charts=charts).count("<svg") == 2


def test_the_same_chart_gives_the_same_text_without_styles_or_scripts() -> None:
    svg = chart_svg(chart(3, 5))
    assert svg == chart_svg(chart(3, 5))
    assert "style" not in svg
    assert "script" not in svg
