"""Charts as SVG: drawn with attributes alone, with title and description for those who do not see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final

from markupsafe import escape

from govreport.arguments import require
from govreport.charts import Chart
from govreport.filters import Figure, plain

_WIDTH: Final = 720
_HEIGHT: Final = 400
_LEFT: Final = 64
_RIGHT: Final = 12
_TOP: Final = 56
_BASE: Final = 330
"""Where the columns stand."""
_KEY: Final = 380
_STEPS: Final = (1, 2, 5, 10)
_LINES: Final = 5
"""How many lines the grid has at most above the base."""
_FILL: Final = Decimal("0.7")
"""How much of the room of a category its columns take."""
_COLOURS: Final = ("#1f4e79", "#9dc3e6", "#7f7f7f", "#c55a11", "#548235", "#bf9000")
_EDGE: Final = "#1f4e79"
"""Around every column, for the light ones are hardly seen on white."""


def chart_svg(chart: Chart, prefix: str = "chart") -> str:
    """Return a chart as an SVG element to be put into a page; the same chart gives the same text.

    Title and description are read out by screen readers; nothing but attributes says how it looks.

    Args:
        chart: The chart.
        prefix: What its ids begin with: no other chart on the page may have it.

    >>> from govreport.charts import Chart, Series
    >>> chart_svg(Chart("办理结果", ("予以公开",), (Series("2024年", (3,)),), "件"))[:17]
    '<svg xmlns="http:'

    Raises:
        UsageError: If it is no chart.
    """
    require(chart, Chart, "chart_svg", 'govreport.charts.charts_of(report)["outcomes"]')
    drawing = _Drawing(chart)
    title, description = f"{prefix}-title", f"{prefix}-desc"
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="100%"',
            ' role="img"',
            f' aria-labelledby="{escape(title)}" aria-describedby="{escape(description)}" font-size="14"',
            ' font-family="SimSun, Songti SC, serif" fill="#1b1b1b">',
            f'<title id="{escape(title)}">{escape(chart.title)}</title>',
            f'<desc id="{escape(description)}">{escape(chart.description)}</desc>',
            _text(_WIDTH // 2, 28, chart.title, size=18),
            *drawing.iter_grid(),
            *drawing.iter_columns(),
            *drawing.iter_key(),
            "</svg>",
        )
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The places of a chart: its scale, and the room every category has."""

    chart: Chart

    @property
    def step(self) -> Decimal:
        """How far the lines of the grid are apart."""
        highest = max((value for each in self.chart.series for value in each.values if value), default=1)
        rough = Decimal(highest) / _LINES
        power = Decimal(1).scaleb(rough.adjusted())
        return max(next(power * step for step in _STEPS if power * step >= rough), Decimal(1))

    @property
    def top(self) -> Decimal:
        """The figure of the highest line."""
        values = [Decimal(value) for each in self.chart.series for value in each.values if value is not None]
        lines = (max(values, default=Decimal(0)) / self.step).to_integral_value(ROUND_CEILING)
        return max(lines, Decimal(1)) * self.step

    def height(self, value: Figure) -> Decimal:
        """Return how high a column is."""
        return max(Decimal(value), Decimal(0)) / self.top * (_BASE - _TOP)

    def iter_grid(self) -> Iterator[str]:
        """Yield the lines of the grid with their figures."""
        step, line = self.step, Decimal(0)
        while line <= self.top:
            y = _BASE - self.height(line)
            yield f'<path d="M{_LEFT} {_at(y)}H{_WIDTH - _RIGHT}" stroke="#c8c8c8"/>'
            yield _text(_LEFT - 6, y + 5, plain(line.quantize(Decimal(1))), anchor="end")
            line += step

    def iter_columns(self) -> Iterator[str]:
        """Yield the columns with their figures, and what they stand for."""
        categories, count = self.chart.categories, len(self.chart.series)
        room = Decimal(_WIDTH - _LEFT - _RIGHT) / len(categories)
        width = room * _FILL / count
        for number, category in enumerate(categories):
            start = _LEFT + room * number
            yield _text(start + room / 2, _BASE + 20, category)
            for at, series in enumerate(self.chart.series):
                value = series.values[number]
                if value is not None:
                    x = start + room * (1 - _FILL) / 2 + width * at
                    yield self._column(x, width, value, at)

    def _column(self, x: Decimal, width: Decimal, value: Figure, series: int) -> str:
        height = self.height(value)
        box = f'x="{_at(x)}" y="{_at(_BASE - height)}" width="{_at(width)}" height="{_at(height)}"'
        fill = _COLOURS[series % len(_COLOURS)]
        return f'<rect {box} fill="{fill}" stroke="{_EDGE}"/>' + _text(
            x + width / 2, _BASE - height - 5, plain(value), size=12
        )

    def iter_key(self) -> Iterator[str]:
        """Yield what the colours stand for; of a single series that is clear."""
        names = [each.name for each in self.chart.series]
        if len(names) < 2:
            return
        room = Decimal(_WIDTH - _LEFT - _RIGHT) / len(names)
        for at, name in enumerate(names):
            x = _LEFT + room * at + room / 3
            fill = _COLOURS[at % len(_COLOURS)]
            box = f'x="{_at(x)}" y="{_KEY - 11}" width="12" height="12"'
            yield f'<rect {box} fill="{fill}" stroke="{_EDGE}"/>'
            yield _text(x + 18, _KEY, name, anchor="start")


def _text(x: Figure, y: Figure, text: str, *, anchor: str = "middle", size: int = 0) -> str:
    large = f' font-size="{size}"' if size else ""
    return f'<text x="{_at(x)}" y="{_at(y)}" text-anchor="{anchor}"{large}>{escape(text)}</text>'


def _at(value: Figure) -> str:
    """Return a length with one decimal place at most."""
    return plain(round(Decimal(value), 1).normalize() + 0)
