"""What the labels of a form say, arranged so that a table somebody else drew can be looked up in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeVar

from govreport.forms._caching import cached
from govreport.forms._fields import Field, Label
from govreport.forms._grid import Role, grid_of
from govreport.forms._record import fields_of, nested
from govreport.forms._sums import sums_of
from govreport.forms._tables import (
    ColumnLeaf,
    Columns,
    RowLeaf,
    Table,
    heading_labels,
    leaf_columns,
    leaf_rows,
)
from govreport.report import Report
from govreport.sources.spelling import nearest_key, without_remark
from govreport.sources.traditional import to_simplified
from govreport.text.wording import normalise_label

Keys = tuple[str, ...]
"""The keys of nested labels, from the outside in."""

_T = TypeVar("_T")
_PUNCTUATION: Final = re.compile(r"[^\w①-⑳]|_")
_LONGEST_LABEL: Final = 100
"""A longer text is no label; the longest of a form has 42 characters."""
_MOST_KNOWN: Final = 5000


def label_key(text: str) -> str:
    """Return the key under which a label is recognised: without numbering, punctuation and white space.

    >>> label_key("1、申请人无正当理由逾期不补正，行政机关不再处理") == label_key(
    ...     "1.申请人无正当理由逾期不补正、行政机关不再处理"
    ... )
    True
    """
    return _short_label_key(text) if len(text) <= _LONGEST_LABEL else ""


@lru_cache(maxsize=4096)
def _short_label_key(text: str) -> str:
    return _PUNCTUATION.sub("", normalise_label(to_simplified(text)))


@dataclass(frozen=True)
class TableLabels:
    """The labels of one table of a form, by their keys.

    Attributes:
        name: The field of the table in its report.
        spellings: Every accepted key (of short labels and of those without their notes, too) and the key it
            stands for.
        stub: Keys of the labels beside the rows.
        head: Keys of the labels above the columns.
        blocks: Keys of the headings that run across the table.
        full_rows: Every row with the keys of all its labels, in the order of the paper.
        rows: Rows by the keys of their labels; the outer labels may be missing where the rest is unique.
        columns: The same for the columns of each class.
        contents: What each figure is, by its path, in the order of the paper.
        row_totals: For each printed total of a row, by its path, the figures it adds up.
        is_outline: Whether its groups are rows of their own.
    """

    name: str
    spellings: Mapping[str, str]
    stub: frozenset[str]
    head: frozenset[str]
    blocks: frozenset[str]
    full_rows: tuple[tuple[Keys, RowLeaf], ...]
    rows: Mapping[Keys, RowLeaf]
    columns: Mapping[type[Columns], Mapping[Keys, ColumnLeaf]]
    contents: Mapping[str, Field]
    row_totals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_outline: bool = False
    _known: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)
    """What `key_of` has found, by text."""

    @property
    def has_values(self) -> bool:
        """Whether every row holds a single value instead of columns."""
        return not self.columns

    def key_of(self, text: str) -> str | None:
        """Return the key of the label a text stands for; None if it is none of this table's.

        A label may be cut, have a remark behind it or have lost letters, if it can be no other.
        """
        try:
            return self._known[text]
        except KeyError:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            key = self._known[text] = self._find_key(text)
            return key

    def keys_of(self, texts: Iterable[str]) -> dict[str, str]:
        """Return the keys of those texts that stand for a label."""
        known = self._known
        keys = {text: known[text] if text in known else self.key_of(text) for text in texts}
        return {text: key for text, key in keys.items() if key}

    def _find_key(self, text: str) -> str | None:
        key = label_key(text)
        if key in self.spellings or not key or key.isdigit():
            return self.spellings.get(key)
        plain = label_key(without_remark(text))
        if plain in self.spellings:
            return self.spellings[plain]
        return nearest_key(plain, self.spellings) or nearest_key(key, self.spellings)

    def is_official(self, text: str) -> bool:
        """Tell whether a text is a label as the form prints it, but for punctuation and blanks."""
        return label_key(text) in self.spellings

    def row_of(self, keys: Keys) -> RowLeaf | None:
        """Return the row that labels lead to; of the outer ones some may be missing or cut.

        None if the labels fit no row or several.
        """
        row = self.rows.get(keys)
        if row is not None or len(keys) < 2:
            return row
        fitting = [row for path, row in self.full_rows if _leads_to(keys, path)]
        return fitting[0] if len(fitting) == 1 else None

    def path_of(self, row: RowLeaf, column: ColumnLeaf) -> str:
        """Return the dotted path of a figure within the report."""
        return ".".join((self.name, *row.path, *column.path))


def _leads_to(keys: Keys, path: Keys) -> bool:
    """Tell whether the last labels agree, and those before are outer ones of the path, in order."""
    if not path or keys[-1] != path[-1]:
        return False
    outer = iter(path[:-1])
    return all(any(label.startswith(key) for label in outer) for key in keys[:-1])


@cached
def labels_of_form(form: type[Report]) -> tuple[TableLabels, ...]:
    """Return the labels of every table of a form, in the order of the paper."""
    parts = ((field.name, nested(field)) for field in form.parts())
    return tuple(
        labels_of(table, name) for name, table in parts if table is not None and issubclass(table, Table)
    )


@cached
def labels_of_one_table(form: type[Report]) -> Mapping[str, str]:
    """Return the labels that only one of a form's tables has, and the name of that."""
    every = labels_of_form(form)
    count = Counter(key for labels in every for key in labels.spellings)
    return {key: labels.name for labels in every for key in labels.spellings if count[key] == 1}


@cached
def labels_of(table: type[Table], name: str) -> TableLabels:
    """Return the labels of a table class."""
    grid = grid_of(table, name)
    rows = leaf_rows(table)
    row_paths = tuple((_keys(row.labels), row) for row in rows)
    column_paths = {row.columns: column_keys(row.columns) for row in rows if row.columns}
    return TableLabels(
        name,
        _spellings(table, [cell.label for cell in grid.cells if cell.role is not Role.FIGURE]),
        frozenset(key for path, _ in row_paths for key in path),
        frozenset(key for paths in column_paths.values() for path, _ in paths for key in path),
        frozenset(_key(cell.label) for cell in grid.cells if cell.role is Role.BLOCK),
        row_paths,
        _with_unique_endings(row_paths),
        {columns: _with_unique_endings(paths) for columns, paths in column_paths.items()},
        {cell.path: cell.field for cell in grid.figures() if cell.field is not None},
        {each.total: each.parts for each in sums_of(table, name) if each.kind == "row-total"},
        any(cell.role is Role.UNIT for cell in grid.cells),
    )


@cached
def column_keys(columns: type[Columns]) -> tuple[tuple[Keys, ColumnLeaf], ...]:
    """Return the columns of a class from left to right, each with the keys of all its labels."""
    outer = heading_labels(columns)
    return tuple((_keys(outer + leaf.labels), leaf) for leaf in leaf_columns(columns))


def _key(label: Label) -> str:
    return label_key(label.text or label.note)


def _keys(labels: tuple[Label, ...]) -> Keys:
    return tuple(_key(label) for label in labels)


def _with_unique_endings(paths: Iterable[tuple[Keys, _T]]) -> dict[Keys, _T]:
    """Return the leaves by their paths and by the endings of a path, as far as no other leaf has the same."""
    whole: dict[Keys, list[_T]] = {}
    endings: dict[Keys, list[_T]] = {}
    for path, leaf in paths:
        whole.setdefault(path, []).append(leaf)
        for start in range(1, len(path)):
            endings.setdefault(path[start:], []).append(leaf)
    return {path: leaves[0] for path, leaves in {**endings, **whole}.items() if len(leaves) == 1}


def _spellings(table: type[Table], labels: list[Label]) -> dict[str, str]:
    found = {_key(label): _key(label) for label in labels if _key(label)}
    found |= {label_key(label.printed): _key(label) for label in labels if _key(label)}
    shorter: dict[str, set[str]] = {}
    for short, label in _iter_shorts(table):
        shorter.setdefault(label_key(short), set()).add(_key(label))
    for short, keys in shorter.items():
        if len(keys) == 1:
            found.setdefault(short, keys.pop())
    return found


def _iter_shorts(table: type[Table]) -> Iterator[tuple[str, Label]]:
    for part in fields_of(table):
        if part.short and part.labels:
            yield part.short, part.label
        inner = nested(part)
        if inner is not None and issubclass(inner, Table):
            yield from _iter_shorts(inner)
