"""How the fields of a form are declared: the words of a form class.

Each function below stands on the right of an annotated field and says what the field is on the paper::

    class Applicants(Columns, heading="申请人情况"):
        natural_person: Count = column("自然人")
        total: Count = total("总计")

They return ``Any`` because the value on the right is a declaration while the annotation on the left is
the type of the figure; to a type checker every field therefore has a default and may be left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Literal

Align = Literal["left", "center"]


BETWEEN: Final = " › "
"""What stands between labels, from the outer to the inner, where a place is told."""


class Kind(StrEnum):
    """What a field is on the paper."""

    ROW = "row"
    COLUMN = "column"
    SPANNER = "spanner"
    GROUP = "group"
    TOTAL = "total"
    SECTION = "section"
    TABLE = "table"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Label:
    """A text the form prints in a cell.

    Attributes:
        text: The label, exactly as printed.
        note: What follows it in smaller importance on the paper (set in 楷体): a bracketed remark.
        align: Where it stands in its cell; None leaves it to the role of the cell.
        break_after: How it begins, where the paper has the rest of it on a line of its own.
    """

    text: str
    note: str = ""
    align: Align | None = None
    break_after: str = ""

    @property
    def printed(self) -> str:
        """The whole text of the cell."""
        return self.text + self.note

    @property
    def lines(self) -> tuple[str, ...]:
        """The text by the lines of the paper: one, or two."""
        rest = self.text.removeprefix(self.break_after)
        return (self.break_after, rest) if self.break_after else (self.text,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form class, as declared; `name` and `content` are filled in by the class.

    Attributes:
        kind: What the field is on the paper.
        labels: Its label; a spanner may have several, outermost first.
        short: A shorter label that data files may use as well.
        block: The heading of the block of rows that begins with this row.
        unit: The unit of the figure, where the form has one.
        name: The field's name in the class.
        content: The nested record class, or the kind of figure or text the field holds.
        optional: The record class a fact may hold, where it may be something else as well, or nothing.
        required: Whether a report without it is refused.
        default: What a fact is when it is left out.
        choices: The labels a choice is made from.
        titled: Whether the heading of a table is printed above it.
        key: What a data file calls the field, where that is not its name.
        same_as: The fact of the report a cell repeats when it is left out, such as ``agency.name``.
        derived: Whether a fact that is left out follows from the others of its record: data that is written
            leaves it out too.
    """

    kind: Kind
    labels: tuple[Label, ...] = ()
    short: str = ""
    block: str = ""
    unit: str = ""
    name: str = ""
    content: object = None
    optional: object = None
    required: bool = False
    default: object = None
    choices: tuple[str, ...] = ()
    titled: bool = True
    key: str = ""
    same_as: str = ""
    derived: bool = False

    @property
    def label(self) -> Label:
        """The innermost label: the one that tells this field from its neighbours."""
        return self.labels[-1] if self.labels else Label("")

    @property
    def follows(self) -> bool:
        """Whether it follows from the rest of the report when it is left out."""
        return self.kind is Kind.TOTAL or bool(self.same_as)


def row(
    label: str,
    *,
    note: str = "",
    short: str = "",
    block: str = "",
    unit: str = "",
    align: Align | None = None,
    choices: tuple[str, ...] = (),
    same_as: str = "",
) -> Any:
    """Declare a row of a table; its annotation is the `Columns` class of its figures.

    In a table of labels and values the annotation is the kind of the value: `Count`, `Words`, `Choice` …

    With ``block=`` the row begins a new block of rows: a heading across the table, followed by the
    column labels of the block. A row of `Words` left out says the same as the fact of the report that
    ``same_as=`` names: ``year``, ``agency.name`` …

    >>> from govreport.forms import Columns, Count, Rows, grid_of
    >>> class Letters(Columns):
    ...     received: Count = column("收到件数")
    >>> class Ways(Rows, corner="渠道"):
    ...     by_post: Letters = row("来信", note="（含传真）")
    >>> [cell.label.printed for cell in grid_of(Ways, "ways").cells]
    ['渠道', '收到件数', '来信（含传真）', '']
    """
    return Field(
        kind=Kind.ROW,
        labels=(Label(label, note, align),),
        short=short,
        block=block,
        unit=unit,
        choices=choices,
        same_as=same_as,
    )


def group(label: str = "", *, note: str = "", short: str = "") -> Any:
    """Declare a group of rows under a label of its own; its annotation is a `Rows` class.

    A group whose total stands first needs no label: that of the total is its label.

    >>> from govreport.forms import Columns, Count, Rows, grid_of
    >>> class Letters(Columns):
    ...     received: Count = column("收到件数")
    >>> class Written(Rows):
    ...     by_post: Letters = row("1.信件")
    ...     online: Letters = row("2.网上")
    >>> class Ways(Rows, corner="渠道"):
    ...     written: Written = group("（一）书面")
    ...     in_person: Letters = row("（二）当面")
    >>> [cell.path for cell in grid_of(Ways, "ways").figures()]
    ['ways.written.by_post.received', 'ways.written.online.received', 'ways.in_person.received']
    """
    labels = (Label(label, note),) if label else ()
    return Field(kind=Kind.GROUP, labels=labels, short=short)


def column(label: str, *, break_after: str = "", short: str = "", unit: str = "") -> Any:
    """Declare a column; its annotation is the kind of its figures: `Count` or `Amount`.

    ``break_after=`` is how the label begins, where the paper breaks the line after that.

    >>> from govreport.forms import Columns, Count
    >>> class Letters(Columns):
    ...     received: Count = column("收到件数", unit="件")
    >>> Letters(received=3).received
    3
    """
    return Field(kind=Kind.COLUMN, labels=(Label(label, break_after=break_after),), short=short, unit=unit)


def spanner(*labels: str, short: str = "") -> Any:
    """Declare a label that spans several columns; its annotation is a `Columns` class.

    Several labels stand on as many levels, outermost first; equal neighbours are drawn as one.

    >>> from govreport.forms import Columns, Count, grid_of
    >>> class Companies(Columns):
    ...     local: Count = column("本地")
    ...     foreign: Count = column("外地")
    >>> class Senders(Columns):
    ...     person: Count = column("个人")
    ...     company: Companies = spanner("企业")
    >>> [(cell.label.text, cell.column_span) for cell in grid_of(Senders, "senders").cells[:4]]
    [('个人', 1), ('企业', 2), ('本地', 1), ('外地', 1)]
    """
    return Field(kind=Kind.SPANNER, labels=tuple(Label(label) for label in labels), short=short)


def total(label: str, *, short: str = "", unit: str = "") -> Any:
    """Declare the sum of all other fields of the class: a column of figures, or a row of them.

    Left out, it is computed; given, it is kept, right or wrong.

    >>> from govreport.forms import Columns, Count
    >>> class Senders(Columns):
    ...     person: Count = column("个人")
    ...     company: Count = column("企业")
    ...     total: Count = total("总计")
    >>> Senders(person=3, company=4).total, Senders(person=3, company=4, total=8).total
    (7, 8)
    """
    return Field(kind=Kind.TOTAL, labels=(Label(label),), short=short, unit=unit)


def section(heading: str = "", *, short: str = "") -> Any:
    """Declare a section of text under a heading; without heading it is the lead before the first one.

    >>> from govreport import Agency, Report
    >>> from govreport.forms import Text
    >>> class Letters(Report, kind="letters"):
    ...     overview: Text = section("一、概述")
    >>> report = Letters(year=2024, agency=Agency(name="甲局"), overview="全年收到来信3件。")
    >>> report.texts()["overview"]
    '全年收到来信3件。'
    """
    return Field(kind=Kind.SECTION, labels=(Label(heading),) if heading else (), short=short, default="")


def table(heading: str, *, short: str = "", titled: bool = True) -> Any:
    """Declare a section that is a table; its annotation is a `Rows` or `Columns` class.

    With ``titled=False`` the heading is not printed: the title of the report says it already.

    >>> from govreport import Agency, Report
    >>> from govreport.forms import Columns, Count
    >>> class Received(Columns):
    ...     by_post: Count = column("来信")
    >>> class Letters(Report, kind="letters"):
    ...     received: Received = table("一、来信")
    >>> Letters(year=2024, agency=Agency(name="甲局"), received=Received(by_post=3)).figures()
    {'received.by_post': 3}
    """
    return Field(kind=Kind.TABLE, labels=(Label(heading),), short=short, titled=titled)


def fact(
    label: str,
    *,
    short: str = "",
    key: str = "",
    unit: str = "",
    required: bool = False,
    default: object = None,
    derived: bool = False,
) -> Any:
    """Declare a plain fact, such as the year of a report or the name of an agency.

    With ``derived=True`` the class fills it from its other facts where it is left out.
    A data file calls it by its name, its label, ``short=`` or ``key=``.

    >>> from govreport.forms import ogi2021  # a report has the fact `agency`, whose phone is 联系电话 or 电话
    >>> ogi2021.Report.from_data({"年度": 2024, "机关": {"名称": "甲局", "电话": "0123-456789"}}).agency.phone
    '0123-456789'
    """
    return Field(
        kind=Kind.FACT,
        labels=(Label(label),),
        short=short,
        key=key,
        unit=unit,
        required=required,
        default=default,
        derived=derived,
    )
