"""What a template sees: plain data made from a report, and the shape such data has for a form.

No live object ever enters a template: a report becomes dicts, lists, numbers and texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast

from govreport.charts import chart_names
from govreport.closing import Signature, signature_lines
from govreport.forms._caching import cached
from govreport.forms._fields import Field, Kind
from govreport.forms._figures import Content
from govreport.forms._printing import CellValue, format_cell
from govreport.forms._record import Record, aliases, fields_of, nested, values_at
from govreport.report import Report
from govreport.text.outline import outline
from govreport.text.titles import title_lines
from govreport.text.wording import normalise_label
from govreport.word.charting import chart_mark
from govreport.word.values import plain_data

Data = Mapping[str, object]
LEAF: Final = "leaf"
"""The shape of a value that can be printed."""
TEXT: Final = "text"
"""The shape of one that is no figure, as far as the form says."""
ANY: Final = "any"
"""The shape of something that cannot be known before, such as the items of an empty list."""
Shape = str | dict[str, "Shape"] | list["Shape"]
"""`LEAF`, `TEXT`, `ANY`, or a group of named shapes, or a list that holds the shape of its items."""


class Group(dict[str, Shape]):
    """The shape of a record: named shapes, and the labels that mean the same names.

    Attributes:
        labels: The names by every key a data file may use for them.
    """

    def __init__(self, shapes: Mapping[str, Shape], labels: Mapping[str, str]) -> None:
        super().__init__(shapes)
        self.labels = labels


_UNPRINTED: Final = frozenset({"ignore"})
"""What a report holds for the checks, not for its readers."""
_CHARTS: Final = "charts"
_PARAGRAPH: Final[Shape] = {"level": LEAF, "head": LEAF, "text": LEAF}


def report_context(report: Report) -> dict[str, object]:
    """Return what the template of a report's form sees of it."""
    context: dict[str, object] = {"title_lines": title_lines(report.title, report.agency.name)}
    for field in fields_of(report):
        if field.name in _UNPRINTED:
            continue
        value = getattr(report, field.name)
        if field.kind is Kind.SECTION:
            context[field.name] = _paragraphs(value)
        else:
            context[field.name] = _plain(value) if isinstance(value, Record) else value
    context["notes"] = {name: _paragraphs(report.notes.get(name, "")) for name in report.grids()}
    context["signature"] = _signature(report.signature)
    plain = plain_data(context)
    if names := _charts_of(type(report)):  # behind the check: their marks are characters no text may hold
        plain[_CHARTS] = {name: chart_mark(name) for name in names}
    return plain


@cached
def form_shape(form: type[Report]) -> dict[str, Shape]:
    """Return the shape of the context of a form's reports."""
    shape = Group({"title_lines": [LEAF]}, aliases(form))
    for field in fields_of(form):
        if field.name in _UNPRINTED:
            continue
        shape[field.name] = [_PARAGRAPH] if field.kind is Kind.SECTION else _shape(field.content)
    shape["notes"] = Group({name: [_PARAGRAPH] for name in form.grids()}, aliases(form))
    shape["signature"] = [LEAF]
    if names := _charts_of(form):
        shape[_CHARTS] = dict.fromkeys(names, TEXT)
    return shape


def _charts_of(form: type[Report]) -> tuple[str, ...]:
    """Return the charts a template can ask for; none where the form has a field of that name itself."""
    return () if _CHARTS in form._fields else chart_names(form)


def mapping_shape(data: Mapping[str, object]) -> dict[str, Shape]:
    """Return the shape of plain data.

    >>> mapping_shape({"items": [{"name": "a"}, {"note": "b"}], "rest": []})
    {'items': [{'name': 'leaf', 'note': 'leaf'}], 'rest': ['any']}
    """
    return {key: _shape_of(value) for key, value in data.items()}


def name_in(shape: Shape, name: str) -> str | None:
    """Return the name by which a group has what a name or label means; None where it has nothing."""
    if not isinstance(shape, dict):
        return None
    if name in shape:
        return name
    labels = shape.labels if isinstance(shape, Group) else {}
    meant = labels.get(name) or labels.get(normalise_label(name))
    return meant if meant in shape else None


def with_names(path: str, shape: Shape) -> str:
    """Return a dotted path with the names its labels mean, as far as the shape has them."""
    names = path.split(".")
    for depth, segment in enumerate(names):
        name = name_in(shape, segment)
        if name is None or not isinstance(shape, dict):
            break
        names[depth], shape = name, shape[name]
    return ".".join(names)


def _paragraphs(text: str) -> list[dict[str, object]]:
    return [{"level": part.level, "head": part.head, "text": part.text} for part in outline(text)]


def _signature(signature: Signature | None) -> list[str]:
    """Return the lines of the sign-off; none where the report has none."""
    if signature is None or signature.name is None:
        return []
    return signature_lines(signature.name, signature.date, seal=signature.seal)


def _plain(record: Record) -> dict[str, object]:
    """Return the values of a record: groups as mappings, figures as they are, choices as ticked boxes."""
    names, read, special = _reading(type(record))
    plain: dict[str, object] = dict(zip(names, read(record), strict=True))
    for field in special:
        value = plain[field.name]
        if isinstance(value, Record):
            plain[field.name] = _plain(value)
        elif nested(field) is None:
            plain[field.name] = format_cell(field, cast("CellValue", value))
    return plain


@cached
def _reading(
    record: type[Record],
) -> tuple[tuple[str, ...], Callable[[Record], Sequence[object]], list[Field]]:
    """Return the names of a record's fields, what reads their values, and the fields that are no figures."""
    names = tuple(field.name for field in fields_of(record))
    return (
        names,
        values_at(names),
        [field for field in fields_of(record) if nested(field) or _is_choice(field)],
    )


def _is_choice(field: Field) -> bool:
    return isinstance(field.content, Content) and field.content.kind in ("flag", "choice", "choices")


def _shape(content: object) -> Shape:
    if isinstance(content, type) and issubclass(content, Record):
        shapes = {field.name: _shape(nested(field) or field.content) for field in fields_of(content)}
        return Group(shapes, aliases(content))
    is_words = isinstance(content, Content) and not content.is_figure and content.is_cell
    return TEXT if is_words else LEAF


def _shape_of(value: object) -> Shape:
    if isinstance(value, Mapping):
        return mapping_shape(value)
    if isinstance(value, list):
        return [_merged([_shape_of(item) for item in value])]
    return ANY if isinstance(value, tuple) else LEAF


def _merged(shapes: list[Shape]) -> Shape:
    """Return one shape for the items of a list: all names any of them has, at every depth."""
    groups = [shape for shape in shapes if isinstance(shape, dict)]
    if groups:
        names = dict.fromkeys(name for group in groups for name in group)
        return {name: _merged([group[name] for group in groups if name in group]) for name in names}
    lists = [shape for shape in shapes if isinstance(shape, list)]
    if lists:
        return [_merged([item for shape in lists for item in shape])]
    return LEAF if LEAF in shapes else ANY
