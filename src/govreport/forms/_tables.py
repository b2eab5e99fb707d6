"""Tables as classes: `Rows` and `Columns`, their leaves, and the totals that are filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar, Self, TypedDict, Unpack

from govreport.forms._caching import cached
from govreport.forms._definition import (
    check_relations,
    checked_outline,
    checked_widths,
    definition_error,
    name_of,
    wrong_kind,
)
from govreport.forms._fields import Field, Kind, Label
from govreport.forms._figures import Content, Figure, add
from govreport.forms._labels import refuse_unprintable
from govreport.forms._record import Record, fields_of, nested, values_at
from govreport.forms._relations import Relation, parse_relations
from govreport.messages import Message

Path = tuple[str, ...]


class TableOptions(TypedDict, total=False):
    """What may be said of any table class, in the class statement.

    Attributes:
        balance: An equation of the form, the figure that should agree first:
            ``"results.total + carried_forward = received + carried_over"``.
        bounds: Inequalities, one or several, by the code of their rule:
            ``{"in-force": "in_force >= issued - repealed"}``.
        widths: Relative widths of the columns of the grid as published, row labels included.
    """

    balance: str
    bounds: Mapping[str, str | tuple[str, ...]]
    widths: tuple[int, ...]


class Table(Record):
    """What `Rows` and `Columns` share: relations between their fields, and the widths of the columns."""

    _relations: ClassVar[tuple[Relation, ...]] = ()
    _widths: ClassVar[tuple[int, ...]] = ()

    def __init_subclass__(
        cls,
        *,
        balance: str | None = None,
        bounds: Mapping[str, str | tuple[str, ...]] | None = None,
        widths: tuple[int, ...] = (),
        **options: object,
    ) -> None:
        cls._relations = parse_relations(cls.__qualname__, balance, bounds)
        cls._widths = checked_widths(cls.__qualname__, widths)
        super().__init_subclass__(**options)

    @classmethod
    def _check_definition(cls) -> None:
        totals = [name for name, field in cls._fields.items() if field.kind is Kind.TOTAL]
        if len(totals) > 1:
            raise definition_error(
                cls,
                totals[1],
                Message("一个类里有两个总计", "two totals in one class"),
                found=", ".join(totals),
            )
        if totals and not any(_iter_parts(cls)):
            raise definition_error(
                cls, totals[0], Message("总计没有可加的项", "a total with nothing to add up"), found=totals[0]
            )


class Columns(Table):
    """Labelled columns: the figures of one row. As a table of its own, a single row without label.

    ``heading=`` is a label that spans all columns of the class.
    """

    _heading: ClassVar[str] = ""

    def __init_subclass__(cls, *, heading: str = "", **options: Unpack[TableOptions]) -> None:
        cls._heading = heading
        super().__init_subclass__(**options)

    @classmethod
    def _check_definition(cls) -> None:
        super()._check_definition()
        refuse_unprintable(cls.__qualname__, (cls._heading,))
        for field in fields_of(cls):
            record = nested(field)
            if field.kind is Kind.SPANNER:
                fits = record is not None and issubclass(record, Columns)
                expected = "spanner: Columns"
            else:
                fits = (field.kind is Kind.COLUMN and is_cell(field)) or is_sum(field)
                expected = "column, total: Count / Amount"
            if not fits:
                raise wrong_kind(cls, field, expected)
        _check_total(cls)
        figures = (leaf for leaf in leaf_columns(cls) if is_figure(leaf.field))
        check_relations(cls, cls._relations, {".".join(leaf.path): cls for leaf in figures})

    def _complete(self) -> None:
        total = total_field(type(self))
        if total is not None and total.name in self._left_out:
            self._set(total.name, add(_figures_at(column_parts(type(self)))(self)))

    def _with_sums(self, sum_of_column: Callable[[Path], Figure], at: Path = ()) -> Self:
        """Return this row with every figure that was left out taken from the sums of its columns."""
        if not self._has_gaps():
            return self
        row = object.__new__(type(self))
        vars(row).update(vars(self))
        for field in fields_of(self):
            path = (*at, field.name)
            value = getattr(self, field.name)
            if isinstance(value, Columns):
                row._set(field.name, value._with_sums(sum_of_column, path))
            elif field.name in self._left_out and field.kind is Kind.COLUMN and is_figure(field):
                row._set(field.name, sum_of_column(path))
        row._complete()
        return row

    def _has_gaps(self) -> bool:
        """Tell whether any figure was left out."""
        inner = (value for value in vars(self).values() if isinstance(value, Columns))
        return bool(self._left_out) or any(each._has_gaps() for each in inner)


class Rows(Table):
    """Labelled rows: a table, or a group of rows of one.

    ``corner=`` is the text of the cell above the row labels and left of the column labels,
    ``corner_note=`` a remark in it (set in 楷体). ``outline=`` holds three column labels (indicator, unit,
    value) of a table whose groups are rows of their own. ``pairs=True`` draws two rows on a line.
    """

    _corner: ClassVar[Label] = Label("")
    _outline: ClassVar[tuple[str, str, str] | None] = None
    _pairs: ClassVar[bool] = False

    def __init_subclass__(
        cls,
        *,
        corner: str = "",
        corner_note: str = "",
        outline: tuple[str, str, str] | None = None,
        pairs: bool = False,
        **options: Unpack[TableOptions],
    ) -> None:
        cls._corner = Label(corner, corner_note)
        cls._outline, cls._pairs = checked_outline(cls.__qualname__, outline), pairs
        super().__init_subclass__(**options)

    @classmethod
    def _check_definition(cls) -> None:
        super()._check_definition()
        refuse_unprintable(cls.__qualname__, (cls._corner.text, cls._corner.note))
        for field in fields_of(cls):
            record = nested(field)
            wanted = {Kind.ROW: Columns, Kind.GROUP: Rows, Kind.TOTAL: Columns}.get(field.kind)
            fits = record is not None and wanted is not None and issubclass(record, wanted)
            if not fits and not (field.kind is Kind.ROW and is_cell(field)) and not is_sum(field):
                raise wrong_kind(cls, field, "row: Columns / Count …; total: Columns / Count; group: Rows")
        _check_columns(cls)
        _check_layout(cls)
        figures = (leaf for leaf in leaf_rows(cls) if leaf.field is None or is_figure(leaf.field))
        check_relations(cls, cls._relations, {".".join(leaf.path): leaf.columns for leaf in figures})

    def _complete(self) -> None:
        total = total_field(type(self))
        if total is None:
            return
        parts = row_parts(type(self))

        def sum_of_column(path: Path) -> Figure:
            return add(_figures_at(parts, path)(self))

        row = getattr(self, total.name)
        if isinstance(row, Columns):
            self._set(total.name, row._with_sums(sum_of_column))
        elif total.name in self._left_out:
            self._set(total.name, sum_of_column(()))


@dataclass(frozen=True)
class ColumnLeaf:
    """A column that holds figures: its path from the row, and its labels from the outside in."""

    path: Path
    labels: tuple[Label, ...]
    field: Field

    @cached_property
    def ending(self) -> str:
        """What it adds to the dotted path of its row."""
        return "".join(f".{name}" for name in self.path)


@dataclass(frozen=True, slots=True)
class RowLeaf:
    """A row that holds figures.

    Attributes:
        path: Its path from the table.
        labels: Its labels, from the outside in.
        columns: The class of its columns; None for a row of a single value.
        field: The declaration of the single value.
        block: The heading of the block it stands in.
        beside: Whether it stands on the line of the row before it.
    """

    path: Path
    labels: tuple[Label, ...]
    columns: type[Columns] | None
    field: Field | None = None
    block: str = ""
    beside: bool = False

    @property
    def leaves(self) -> tuple[ColumnLeaf, ...]:
        """The columns of the row; a single value is a column without path and label."""
        if self.columns is not None:
            return leaf_columns(self.columns)
        return (ColumnLeaf((), (), self.field),) if self.field else ()


@cached
def leaf_columns(columns: type[Columns]) -> tuple[ColumnLeaf, ...]:
    """Return the columns that hold figures, from left to right."""
    return tuple(_iter_columns(columns))


def _iter_columns(columns: type[Columns]) -> Iterator[ColumnLeaf]:
    for field in fields_of(columns):
        record = nested(field)
        if record is not None and issubclass(record, Columns):
            outer = field.labels + heading_labels(record)
            for leaf in _iter_columns(record):
                yield ColumnLeaf((field.name, *leaf.path), outer + leaf.labels, leaf.field)
        else:
            yield ColumnLeaf((field.name,), field.labels, field)


def heading_labels(columns: type[Columns]) -> tuple[Label, ...]:
    """Return the label that spans all columns of a class: one, or none."""
    return (Label(columns._heading),) if columns._heading else ()


@cached
def leaf_rows(table: type[Table]) -> tuple[RowLeaf, ...]:
    """Return the rows that hold figures, from top to bottom; a `Columns` table is one unlabelled row."""
    return tuple(_iter_rows(table))


def _iter_rows(table: type[Table]) -> Iterator[RowLeaf]:
    if issubclass(table, Columns):
        yield RowLeaf((), (), table)
        return
    pairs = issubclass(table, Rows) and table._pairs
    for number, field in enumerate(fields_of(table)):
        record = nested(field)
        if record is None:
            yield RowLeaf((field.name,), field.labels, None, field, field.block, pairs and number % 2 == 1)
        elif issubclass(record, Table):
            for leaf in _iter_rows(record):
                yield replace(
                    leaf,
                    path=(field.name, *leaf.path),
                    labels=field.labels + leaf.labels,
                    block=leaf.block or field.block,
                )


def is_cell(field: Field) -> bool:
    """Tell whether a field holds what stands in one cell."""
    return isinstance(field.content, Content) and field.content.is_cell


def is_figure(field: Field) -> bool:
    """Tell whether a field holds one figure, which can be added up."""
    return isinstance(field.content, Content) and field.content.is_figure


def is_sum(field: Field) -> bool:
    """Tell whether a field is a total of figures, in one cell."""
    return field.kind is Kind.TOTAL and is_figure(field)


@cached
def total_field(table: type[Table]) -> Field | None:
    """Return the field that is the sum of the others, if the class has one."""
    return next((field for field in fields_of(table) if field.kind is Kind.TOTAL), None)


@cached
def column_parts(columns: type[Columns]) -> tuple[Path, ...]:
    """Return the paths of the columns that the total of a row adds up."""
    return tuple(_iter_parts(columns))


@cached
def row_parts(rows: type[Rows]) -> tuple[Path, ...]:
    """Return the paths of the rows that the total row of a table adds up."""
    return tuple(_iter_parts(rows))


def _iter_parts(table: type[Table]) -> Iterator[Path]:
    for field in fields_of(table):
        record = nested(field)
        if field.kind is Kind.TOTAL or (record is None and not is_figure(field)):
            continue
        if field.kind in (Kind.COLUMN, Kind.ROW):
            yield (field.name,)
        elif record is not None and issubclass(record, Table):
            inner = total_field(record)
            parts = [(inner.name,)] if inner else _iter_parts(record)
            for part in parts:
                yield (field.name, *part)


@cached
def _figures_at(paths: tuple[Path, ...], inner: Path = ()) -> Callable[[Record], tuple[Figure, ...]]:
    """Return what gets the figures at some paths of a record, each continued by an inner one."""
    return values_at(tuple(".".join((*path, *inner)) for path in paths))


def _check_total(cls: type[Columns]) -> None:
    """Refuse a total of whole numbers over amounts."""
    total = total_field(cls)
    if total is None or total.content == Content("amount"):
        return
    parts = set(column_parts(cls))
    for leaf in leaf_columns(cls):
        if leaf.path in parts and leaf.field.content == Content("amount"):
            raise wrong_kind(cls, total, "total: Amount")


def _check_columns(cls: type[Rows]) -> None:
    """Refuse rows of unlike columns under one head, blocks inside a group, and unlike rows under a total."""
    leaves = tuple(_iter_rows(cls))
    current = leaves[0].columns
    for leaf in leaves:
        if leaf.block and len(leaf.path) > 1:
            raise definition_error(
                cls,
                ".".join(leaf.path),
                Message("分块只能在表格的最外层", "a block may only begin at the top level of a table"),
                found=leaf.block,
            )
        if leaf.block:
            current = leaf.columns
        if leaf.columns is not current:
            raise definition_error(
                cls,
                ".".join(leaf.path),
                Message("同一表头下的行列数不同", "rows of unlike columns under one head"),
                found=name_of(leaf.columns),
                expected=name_of(current),
            )
    total = total_field(cls)
    if total is not None:
        added = {leaf.path: leaf for leaf in leaves}
        unlike = [path for path in row_parts(cls) if not _adds_up(added[path], total)]
        if unlike:
            raise wrong_kind(cls, cls._fields[unlike[0][0]], str(total.name))


def _check_layout(cls: type[Rows]) -> None:
    """Refuse rows of columns where single values are drawn."""
    of_columns = [leaf for leaf in _iter_rows(cls) if leaf.columns is not None]
    if of_columns and (cls._outline or cls._pairs):
        raise definition_error(
            cls,
            ".".join(of_columns[0].path),
            Message("这种排法每行只能有一个值", "in this layout a row holds a single value"),
            found=name_of(of_columns[0].columns),
            expected=name_of(None),
        )


def _adds_up(row: RowLeaf, total: Field) -> bool:
    return row.columns is nested(total) and (row.field is None or row.field.content == total.content)
