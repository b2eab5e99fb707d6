"""What a template sees: plain data made from a report, and the shape such data has for a form.

No live object ever enters a template: a report becomes dicts, lists, numbers and texts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, cast

from govreport.closing import Signature, signature_lines
from govreport.forms._caching import cached
from govreport.forms._fields import Field, Kind
from govreport.forms._figures import Content
from govreport.forms._printing import CellValue, format_cell
from govreport.forms._record import Record, fields_of, nested
from govreport.report import Report
from govreport.text.outline import outline
from govreport.word.values import plain_data

Data = Mapping[str, object]
LEAF: Final = "leaf"
"""The shape of a value that can be printed."""
ANY: Final = "any"
"""The shape of something that cannot be known before, such as the items of an empty list."""
Shape = str | dict[str, "Shape"] | list["Shape"]
"""`LEAF`, `ANY`, or a group of named shapes, or a list that holds the shape of its items."""

_YEAR: Final = re.compile(r"(?:19|20)\d\d年")
_PARAGRAPH: Final[Shape] = {"level": LEAF, "head": LEAF, "text": LEAF}


def report_context(report: Report) -> dict[str, object]:
    """Return what the template of a report's form sees of it."""
    context: dict[str, object] = {"title_lines": title_lines(report.title, report.agency.name)}
    for field in fields_of(report):
        value = getattr(report, field.name)
        if field.kind is Kind.SECTION:
            context[field.name] = _paragraphs(value)
        else:
            context[field.name] = _plain(value) if isinstance(value, Record) else value
    context["notes"] = {name: _paragraphs(report.notes.get(name, "")) for name in report.grids()}
    context["signature"] = _signature(report.signature)
    return plain_data(context)


@cached
def form_shape(form: type[Report]) -> dict[str, Shape]:
    """Return the shape of the context of a form's reports."""
    shape: dict[str, Shape] = {"title_lines": [LEAF]}
    for field in fields_of(form):
        shape[field.name] = [_PARAGRAPH] if field.kind is Kind.SECTION else _shape(field.content)
    shape["notes"] = {name: [_PARAGRAPH] for name in form.grids()}
    shape["signature"] = [LEAF]
    return shape


def mapping_shape(data: Mapping[str, object]) -> dict[str, Shape]:
    """Return the shape of plain data.

    >>> mapping_shape({"items": [{"name": "a"}, {"note": "b"}], "rest": []})
    {'items': [{'name': 'leaf', 'note': 'leaf'}], 'rest': ['any']}
    """
    return {key: _shape_of(value) for key, value in data.items()}


def title_lines(title: str, agency: str) -> list[str]:
    """Return the lines of a title: the agency, then year and name of the report.

    >>> title_lines("甲县人民政府2021年政府信息公开工作年度报告", "甲县人民政府")
    ['甲县人民政府', '2021年政府信息公开工作年度报告']
    """
    year = _YEAR.search(title)
    cut = len(agency) if title.startswith(agency) else year.start() if year else 0
    return [line for line in (title[:cut].strip(), title[cut:].strip()) if line]


def _paragraphs(text: str) -> list[dict[str, object]]:
    return [{"level": part.level, "head": part.head, "text": part.text} for part in outline(text)]


def _signature(signature: Signature | None) -> list[str]:
    """Return the lines of the sign-off; none where the report has none."""
    if signature is None or signature.name is None:
        return []
    return signature_lines(signature.name, signature.date, seal=signature.seal)


def _plain(record: Record) -> dict[str, object]:
    return {field.name: _value(field, getattr(record, field.name)) for field in fields_of(record)}


def _value(field: Field, value: object) -> object:
    """Return what the template sees of a field: figures as they are, choices as their ticked boxes."""
    if isinstance(value, Record):
        return _plain(value)
    is_choice = isinstance(field.content, Content) and field.content.kind in ("flag", "choice", "choices")
    return format_cell(field, cast("CellValue", value)) if is_choice else value


def _shape(content: object) -> Shape:
    if isinstance(content, type) and issubclass(content, Record):
        return {field.name: _shape(nested(field) or LEAF) for field in fields_of(content)}
    return LEAF


def _shape_of(value: object) -> Shape:
    if isinstance(value, Mapping):
        return mapping_shape(value)
    if isinstance(value, list):
        return [_merged([_shape_of(item) for item in value])]
    return LEAF


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
