"""What a table class is refused for when it is defined: widths, relations, kinds that do not fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govreport.errors import FormError
from govreport.forms._fields import Field
from govreport.forms._labels import refuse_unprintable
from govreport.forms._record import Record
from govreport.forms._relations import Relation
from govreport.forms._validation import as_written
from govreport.messages import Message


def checked_widths(owner: str, widths: object) -> tuple[int, ...]:
    """Return the widths of a table's columns, if they are that."""
    if isinstance(widths, tuple) and all(isinstance(width, int) and width > 0 for width in widths):
        return widths
    raise FormError.of(
        Message("列宽不是一组正整数", "the widths are no positive whole numbers"),
        where=owner,
        found=as_written(widths),
        expected="widths=(754, 921, 3271)",
    )


def checked_outline(owner: str, outline: object) -> tuple[str, str, str] | None:
    """Return the column labels of an outline, if they are three texts."""
    match outline:
        case None:
            return None
        case (str(indicator), str(unit), str(value)):
            refuse_unprintable(owner, (indicator, unit, value))
            return indicator, unit, value
    raise FormError.of(
        Message("outline 要写三个列名", "an outline needs the labels of three columns"),
        where=owner,
        found=as_written(outline),
        expected='outline=("统计指标", "单位", "统计数")',
    )


def check_relations(
    cls: type[Record], relations: Sequence[Relation], paths: Mapping[str, type[Record] | None]
) -> None:
    """Refuse a relation of unknown paths, and one between rows of unlike columns."""
    for relation in relations:
        first = relation.left[0].path
        for term in (*relation.left, *relation.right):
            if term.path not in paths:
                raise definition_error(
                    cls,
                    relation.text,
                    Message("等式中的路径不存在", "a relation names a path that does not exist"),
                    found=term.path,
                    expected=", ".join(sorted(paths)[:5]),
                )
            if paths[term.path] is not paths[first]:
                raise definition_error(
                    cls,
                    relation.text,
                    Message("等式中各行的列数不同", "a relation between rows of unlike columns"),
                    found=f"{term.path}: {name_of(paths[term.path])}",
                    expected=name_of(paths[first]),
                )


def definition_error(
    cls: type[Record], where: str, what: Message, *, found: str, expected: str = ""
) -> FormError:
    """Return the error of a place in a class."""
    return FormError.of(what, where=f"{cls.__qualname__}: {where}", found=found, expected=expected)


def wrong_kind(cls: type[Record], field: Field, expected: str) -> FormError:
    """Return the error of a field whose declaration and annotation do not go together."""
    content = field.content
    name = content.__qualname__ if isinstance(content, type) else getattr(content, "kind", "?")
    return definition_error(
        cls,
        field.name,
        Message("字段的种类与类型不合", "the kind of the field does not fit its type"),
        found=f"{field.kind}: {name}",
        expected=expected,
    )


def name_of(columns: type[Record] | None) -> str:
    """Return the name of the class of a row's columns; None is a row of a single value."""
    return columns.__qualname__ if columns else "Count / Amount / Words …"
