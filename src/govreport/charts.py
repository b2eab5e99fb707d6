"""Charts of applications: by outcome, and by year; what they show, whoever draws them.

`govreport.word` draws them as native charts, `govreport.html` as SVG.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from govreport.arguments import require_form, require_report
from govreport.errors import DataError
from govreport.filters import Figure, plain
from govreport.forms._caching import cached
from govreport.forms._fields import Field, Kind
from govreport.forms._record import Record, fields_of, nested
from govreport.forms._tables import is_figure
from govreport.messages import Message
from govreport.paths import find, parts_of
from govreport.report import Report
from govreport.text.outline import find_illegal

TABLE: Final = "applications"
"""The table whose figures the charts show."""
OUTCOMES: Final = "outcomes"
YEARS: Final = "years"
_GROUP: Final = "applications.results"
_BY_YEAR: Final = {"新收": "applications.received.total", "办结": "applications.results.total.total"}


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures of a chart.

    Attributes:
        name: What it is called in the key.
        values: A figure for every category; None where it is blank.
    """

    name: str
    values: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of columns.

    Attributes:
        title: Its title.
        categories: What stands below the columns.
        series: The figures, a row of columns each.
        unit: What is counted.

    Raises:
        DataError: If a text of it holds a character that no document can hold.
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str

    def __post_init__(self) -> None:
        for text in (self.title, self.unit, *self.categories, *(each.name for each in self.series)):
            if illegal := find_illegal(text):
                raise _unprintable(text, illegal[1])

    @property
    def is_empty(self) -> bool:
        """Whether it has no figure at all."""
        return all(value is None for series in self.series for value in series.values)

    @property
    def description(self) -> str:
        """What the chart shows, in words, for those who do not see it."""
        return "；".join(f"{each.name}：{self._listed(each)}" for each in self.series) + "。"

    def _listed(self, series: Series) -> str:
        pairs = zip(self.categories, series.values, strict=True)
        return "、".join(f"{name}{self._told(value)}" for name, value in pairs)

    def _told(self, value: Figure | None) -> str:
        return "空白" if value is None else plain(value) + self.unit


def _unprintable(text: str, character: str) -> DataError:
    return DataError.of(
        Message("图里有不能印出的字符", "a chart holds a character that cannot be printed"),
        where="Chart",
        found=f"U+{ord(character):04X}: {text!r}",
        remedy=Message("删去这个字符", "remove the character"),
    )


def chart_names(form: type[Report]) -> tuple[str, ...]:
    """Return the charts there are of the reports of a form; none where it has no such figures.

    >>> from govreport.forms import ogi2021, website2018
    >>> chart_names(ogi2021.Report), chart_names(website2018.Report)
    (('outcomes', 'years'), ())

    Raises:
        FormError: If it is no form.
    """
    require_form(form, "chart_names")
    return (OUTCOMES, YEARS) if all(_has_figure(form, path) for path in _BY_YEAR.values()) else ()


def charts_of(*reports: Report) -> Mapping[str, Chart]:
    """Return the charts of a report, or of a series from the first year to the last, by their names.

    ``outcomes`` shows what became of the applications, ``years`` how many were received and dealt with; of a
    series both show every year. Reports of forms without such figures are left out.

    >>> from govreport.forms import ogi2021
    >>> applications = {"received": {"natural_person": 3}, "results": {"granted": {"natural_person": 2}}}
    >>> data = {"year": 2024, "agency": {"name": "甲局"}, "applications": applications}
    >>> charts = charts_of(ogi2021.Report.from_data(data, blank="zero"))
    >>> charts["years"].description
    '新收：2024年3件；办结：2024年2件。'

    Raises:
        UsageError: If one of them is no report.
    """
    given = [require_report(report, "charts_of") for report in reports]
    shown = [report for report in given if chart_names(type(report))]
    if not shown:
        return {}
    return {OUTCOMES: _outcomes(shown), YEARS: _years(shown)}


def _outcomes(reports: Sequence[Report]) -> Chart:
    """Return what became of the applications, in the outcomes of the last report's form."""
    last = _group(reports[-1])
    names = [name for name, _ in _iter_parts(last)]
    series = []
    for report in reports:
        parts = dict(_iter_parts(_group(report)))
        series.append(Series(f"{report.year}年", tuple(parts.get(name, (None, ""))[0] for name in names)))
    years = "、".join(each.name for each in series)
    title = f"{years}政府信息公开申请办理结果"
    labels = tuple(label for _, (_, label) in _iter_parts(last))
    return Chart(title, labels, tuple(series), "件")


def _years(reports: Sequence[Report]) -> Chart:
    """Return how many applications were received and dealt with in every year."""
    series = tuple(
        Series(name, tuple(cast("Figure | None", find(report, path).value) for report in reports))
        for name, path in _BY_YEAR.items()
    )
    years = tuple(f"{report.year}年" for report in reports)
    return Chart("政府信息公开申请收到和办理数量", years, series, "件")


def _group(report: Report) -> Record:
    return cast("Record", find(report, _GROUP).value)


def _iter_parts(group: Record) -> Iterator[tuple[str, tuple[Figure | None, str]]]:
    """Yield the rows and groups of the outcomes by name: how many each had, and what it is called."""
    names = (field.name for field in fields_of(group) if field.kind is not Kind.TOTAL)
    for name, part in zip(names, parts_of(group), strict=True):
        yield name, (part.value, part.label.partition("（")[0])


@cached
def _has_figure(form: type[Report], path: str) -> bool:
    """Tell whether a form has a figure at a path."""
    record: type[Record] | None = form
    field: Field | None = None
    for name in path.split("."):
        field = record._fields.get(name) if record is not None else None
        record = nested(field) if field is not None else None
    return field is not None and is_figure(field)
