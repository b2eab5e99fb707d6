"""A record as plain data: what a data file holds of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from govreport.forms._fields import Kind
from govreport.forms._record import Record, fields_of
from govreport.text.amounts import format_plain


def plain_record(record: Record) -> dict[str, object]:
    """Return a record as plain data; facts that were not given are left out, cells and texts are not.

    >>> from govreport.agency import Agency, Level
    >>> plain_record(Agency(name="甲县人民政府", level=Level.COUNTY))
    {'name': '甲县人民政府', 'level': 'county'}
    """
    data: dict[str, object] = {}
    for field in fields_of(record):
        is_derived = field.derived and field.name in record._left_out
        value = None if is_derived else _plain_value(getattr(record, field.name))
        if field.kind is not Kind.FACT or value not in (None, {}):
            data[field.key or field.name] = value
    return data


def _plain_value(value: object) -> object:
    match value:
        case None | int():  # most cells
            return value
        case Record():
            return plain_record(value)
        case Decimal():
            return format_plain(value)
        case StrEnum():
            return str(value)
        case tuple():
            return list(value)
        case date():
            return value.isoformat()
        case Mapping():
            return dict(value)
    return value
