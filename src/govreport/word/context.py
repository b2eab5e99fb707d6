"""What a template sees: plain data made from a report, and the shape such data has for a form.

No live object ever enters a template: a report becomes dicts, lists, numbers and texts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from govreport.errors import DataError
from govreport.forms._fields import Kind
from govreport.forms._record import Record, fields_of, nested
from govreport.messages import Message
from govreport.report import Report
from govreport.text.outline import outline

Data = Mapping[str, object]
LEAF: Final = "leaf"
"""The shape of a value that can be printed."""
Shape = str | dict[str, "Shape"] | list["Shape"]
"""`LEAF`, or a group of named shapes, or a list that holds the shape of its items."""

_PLAIN: Final = (str, int, Decimal, bool, date)
_YEAR: Final = re.compile(r"(?:19|20)\d\d年")
_PARAGRAPH: Final[Shape] = {"level": LEAF, "head": LEAF, "text": LEAF}


def report_context(report: Report) -> dict[str, object]:
    """Return what the template of a report's form sees of it."""
    context: dict[str, object] = {"title_lines": title_lines(report.title, report.agency.name)}
    for field in fields_of(report):
        value = getattr(report, field.name)
        if field.kind is Kind.SECTION:
            context[field.name] = [
                {"level": part.level, "head": part.head, "text": part.text} for part in outline(value)
            ]
        else:
            context[field.name] = _plain(value) if isinstance(value, Record) else value
    return context


def form_shape(form: type[Report]) -> dict[str, Shape]:
    """Return the shape of the context of a form's reports."""
    shape: dict[str, Shape] = {"title_lines": [LEAF]}
    for field in fields_of(form):
        shape[field.name] = [_PARAGRAPH] if field.kind is Kind.SECTION else _shape(field.content)
    return shape


def data_shape(data: object, path: str = "") -> Shape:
    """Return the shape of a mapping given to a template.

    Raises:
        DataError: If it holds anything but texts, numbers, dates, None, lists and mappings.
    """
    if isinstance(data, Mapping):
        return {str(key): data_shape(value, f"{path}.{key}".lstrip(".")) for key, value in data.items()}
    if isinstance(data, list | tuple):
        shapes = [data_shape(item, f"{path}[{number}]") for number, item in enumerate(data)]
        return [_merged(shapes)]
    if data is None or isinstance(data, _PLAIN):
        return LEAF
    raise DataError.of(
        Message("模板只接受文字、数字、日期、列表和映射", "a template takes only plain data"),
        where=path,
        found=type(data).__name__,
        expected="str, int, Decimal, bool, date, None, list, dict",
    )


def title_lines(title: str, agency: str) -> list[str]:
    """Return the lines of a title: the agency, then year and name of the report.

    >>> title_lines("甲县人民政府2021年政府信息公开工作年度报告", "甲县人民政府")
    ['甲县人民政府', '2021年政府信息公开工作年度报告']
    """
    year = _YEAR.search(title)
    cut = len(agency) if title.startswith(agency) else year.start() if year else 0
    return [line for line in (title[:cut].strip(), title[cut:].strip()) if line]


def _plain(record: Record) -> dict[str, object]:
    values = {field.name: getattr(record, field.name) for field in fields_of(record)}
    return {name: _plain(value) if isinstance(value, Record) else value for name, value in values.items()}


def _shape(content: object) -> Shape:
    if isinstance(content, type) and issubclass(content, Record):
        return {field.name: _shape(nested(field) or LEAF) for field in fields_of(content)}
    return LEAF


def _merged(shapes: list[Shape]) -> Shape:
    """Return one shape for the items of a list: all names any of them has."""
    groups = [shape for shape in shapes if isinstance(shape, dict)]
    if not groups:
        return shapes[0] if shapes else {}
    merged: dict[str, Shape] = {}
    for group in groups:
        merged.update(group)
    return merged
