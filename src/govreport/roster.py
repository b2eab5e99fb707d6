"""What the columns of a roster are called: a sheet with a row per agency, all of one form.

A column is a fact, a section of text, a note or a cell of a table. Its header is the path of a data file
(``applications.received.natural_person``), or the same in Chinese labels (申请情况.新收.自然人).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from govreport.agency import Agency
from govreport.forms._caching import cached
from govreport.forms._fields import Field, Kind
from govreport.forms._mapping import bare_field
from govreport.forms._record import Record, aliases, fields_of, label_of, nested, record_in
from govreport.forms._registry import ENVELOPE, official_forms
from govreport.forms._tables import Table
from govreport.paths import chinese_key, name_of
from govreport.report import Report
from govreport.text.wording import nearest, to_half_width

BETWEEN: Final = "."
"""What stands between the steps of a header."""
AGENCY: Final = ("agency", "name")
"""The column that says whose row it is."""
YEAR: Final = ("year",)

_BETWEEN: Final = re.compile(r"\s*(?:[›»>→．\n]|(?<![0-9])\.)\s*")
_IN_ENVELOPE: Final = {"form": "表样", "kind": "种类"}
_WITHOUT_COLUMN: Final = frozenset({"ignore"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a roster.

    Attributes:
        keys: The keys that lead to its value in a data file.
        labels: The same in Chinese.
        field: The declaration of what stands in it; None for what a data file says of itself.
    """

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    field: Field | None = None

    @property
    def path(self) -> str:
        """Its header as a path of keys."""
        return BETWEEN.join(self.keys)

    @property
    def label(self) -> str:
        """Its header in Chinese labels."""
        return BETWEEN.join(self.labels)

    @property
    def part(self) -> str:
        """The first key: the table it belongs to, where it is a cell of one."""
        return self.keys[0]


@cached
def columns_of(form: type[Report]) -> tuple[Column, ...]:
    """Return every column a roster of a form may have, in the order of the paper.

    >>> from govreport.forms import ogi2021
    >>> columns = columns_of(ogi2021.Report)
    >>> (columns[-3].path, columns[-3].label)
    ('disputes.litigation_after_reconsideration.total', '复议诉讼情况.复议后起诉.总计')
    """
    return tuple(_iter_columns(form))


def is_in_table(form: type[Report], column: Column) -> bool:
    """Tell whether a column is a cell of one of the form's tables."""
    return column.part in form.grids()


def table_class(form: type[Report], name: str) -> type[Table]:
    """Return the class of one of a form's tables."""
    record = nested(form._fields[name])
    assert record is not None and issubclass(record, Table)  # noqa: S101, PT018  what the caller knows
    return record


def column_named(form: type[Report], header: object) -> Column | None:
    """Return the column a header means, in whatever spelling; None where it means none.

    >>> from govreport.forms import ogi2021
    >>> column_named(ogi2021.Report, "三、收到和处理政府信息公开申请情况 › 新收 › 自然人").path
    'applications.received.natural_person'
    """
    known = _by_header(form)
    return known.get(_key(header)) or known.get(_resolved(form, to_half_width(str(header))))


def names_agency(header: object) -> bool:
    """Tell whether a header is that of the agency's name, in any form.

    >>> names_agency("机关名称"), names_agency("agency.name"), names_agency("机关电话")
    (True, True, False)
    """
    return _key(header) in _agency_headers()


def nearest_headers(form: type[Report], header: str) -> list[str]:
    """Return the headers a misspelt one may stand for, the most alike first."""
    columns = columns_of(form)
    labels = [column.label for column in columns]
    is_path = header.isascii()
    return nearest(header, [column.path for column in columns] if is_path else labels)


def _key(header: object) -> str:
    return to_half_width(str(header)).strip().casefold()


@cache
def _agency_headers() -> frozenset[str]:
    known = _by_header(next(iter(official_forms().values())))
    return frozenset(key for key, column in known.items() if column.keys == AGENCY)


def _iter_columns(form: type[Report]) -> Iterator[Column]:
    for name, label in _IN_ENVELOPE.items():
        yield Column((name,), (label,))
    for field in fields_of(form):
        if field.name == "notes":
            yield from _iter_notes(form, field)
        elif field.name not in _WITHOUT_COLUMN:
            yield from _iter_leaves(form, field, (), ())


def _iter_leaves(
    record: type[Record], field: Field, keys: tuple[str, ...], labels: tuple[str, ...]
) -> Iterator[Column]:
    keys = (*keys, field.key or field.name)
    labels = (*labels, chinese_key(record, field))
    inner = record_in(field)
    if inner is None or nested(field) is None:
        yield Column(keys, labels, field)
    if inner is not None:
        for each in fields_of(inner):
            yield from _iter_leaves(inner, each, keys, labels)


def _iter_notes(form: type[Report], notes: Field) -> Iterator[Column]:
    """Yield the columns of the prose under the headings of tables."""
    for field in form.parts():
        if field.kind is Kind.TABLE:
            labels = (label_of(notes).text, chinese_key(form, field))
            yield Column((notes.name, field.name), labels, notes)


@cached
def _by_header(form: type[Report]) -> Mapping[str, Column]:
    """Return the columns by their headers, and by the keys of an agency without 机关 before them."""
    columns = columns_of(form)
    found = {key: column for column in columns for key in (column.path, column.label)}
    agency = next(column for column in columns if column.keys == AGENCY)
    found.update(dict.fromkeys(("agency", *_keys_for(form, "agency")), agency))
    for key, name in aliases(Agency).items():
        column = found[f"agency.{name}"]
        if name_of(form, key) is None:
            found[key] = column
    for key, name in ENVELOPE.items():
        if name in _IN_ENVELOPE:
            found[key] = found[name]
    return {_key(key): column for key, column in found.items()}


def _keys_for(record: type[Record], name: str) -> Iterator[str]:
    return (key for key, field in aliases(record).items() if field == name)


def _resolved(form: type[Report], header: str) -> str:
    """Return the path a header leads along, be it of keys or of labels; empty where it leads nowhere."""
    record: type[Record] | None = form
    keys: list[str] = []
    for step in (each for each in _BETWEEN.split(header.strip()) if each):
        name = name_of(record, step) if record is not None else None
        if record is None or name is None:
            return ""
        field = record._fields[name]
        keys.append(field.key or field.name)
        record = form if name == "notes" else record_in(field)
    bare = bare_field(record) if record is not None and issubclass(record, Table) else None
    if bare is not None:
        keys.append(bare.name)
    return BETWEEN.join(keys).casefold()
