"""References in the texts of a data file: ``{{ applications.received.total }}``.

A reference is a path of field names or Chinese labels, and nothing more: no expressions, no calls. What
does not read like a path stays as it is. Texts that come out of a reference are never looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from govreport.agency import Level, Organ, chinese_name
from govreport.errors import DataError, Problem
from govreport.forms._printing import NO, YES
from govreport.forms._record import Record, aliases, fields_of, unknown_field
from govreport.messages import Message
from govreport.text.amounts import format_number, format_plain
from govreport.text.dates import format_date
from govreport.text.numerals import format_numeral
from govreport.text.wording import join_list, nearest, normalise_label

_NAME = r"[^\W\d][\w（）()、，：/“”]*"
_REFERENCE = re.compile(rf"\{{\{{\s*({_NAME}(?:\s*\.\s*{_NAME})*)((?:\s*\|\s*\w+)*)\s*\}}\}}")

Printable = int | Decimal | str


def _number(value: Printable) -> str:
    return value if isinstance(value, str) else format_number(value)


def _hanzi(value: Printable) -> str:
    if isinstance(value, str):
        return value
    whole = int(value)
    if whole != value:
        raise DataError.of(Message("不是整数", "not a whole number"), found=format_plain(Decimal(value)))
    return format_numeral(whole)


FILTERS: Final[dict[str, Callable[[Printable], str]]] = {"number": _number, "hanzi": _hanzi}
"""What may stand behind a ``|``: ``number`` groups digits (1,234), ``hanzi`` writes 一千二百三十四."""


def resolve_references(text: str, record: Record) -> tuple[str, list[Problem]]:
    """Return the text with its references replaced by what the record says, and what went wrong.

    >>> from govreport.agency import Agency
    >>> resolve_references("联系电话：{{ phone }}，{{ 1 + 1 }}", Agency(name="甲局", phone="0370-1"))
    ('联系电话：0370-1，{{ 1 + 1 }}', [])
    """
    problems: list[Problem] = []

    def replaced(match: re.Match[str]) -> str:
        resolved = _resolved(match, record)
        if isinstance(resolved, Problem):
            problems.append(resolved)
            return match[0]
        return resolved

    return _REFERENCE.sub(replaced, text), problems


def _resolved(match: re.Match[str], record: Record) -> str | Problem:
    value: object = record
    for segment in match[1].split("."):
        if not isinstance(value, Record):
            return _problem(Message("路径到此为止", "the path ends before this"), match, segment.strip())
        keys = aliases(type(value))
        name = keys.get(segment.strip()) or keys.get(normalise_label(segment))
        if name is None:
            return unknown_field(type(value), segment.strip(), match[0])
        value = getattr(value, name)
    if isinstance(value, Record):
        inner = ", ".join(field.name for field in fields_of(value))
        return _problem(
            Message("这是一组数字，不是一个", "a group, where a figure is needed"), match, "", inner
        )
    if value in (None, "", ()):
        return _problem(Message("引用的单元格是空的", "the reference names a blank cell"), match)
    printable = _printable(value)
    if printable is None:
        return _problem(Message("这个字段不能在文中引用", "a field that a text cannot refer to"), match)
    return _filtered(printable, match)


def _printable(value: object) -> Printable | None:
    """Return a value as a text prints it; None for what has no such form."""
    match value:
        case bool():
            return YES if value else NO
        case Level() | Organ():
            return chinese_name(value)
        case int() | Decimal() | str():
            return value
        case tuple():
            return join_list(str(each) for each in value)
        case date():
            return format_date(value)
    return None


def _filtered(value: Printable, match: re.Match[str]) -> str | Problem:
    shown = value
    for name in match[2].replace(" ", "").split("|")[1:]:
        if name not in FILTERS:
            near = nearest(name, FILTERS) or list(FILTERS)
            return _problem(Message("没有这个过滤器", "no such filter"), match, name, " / ".join(near))
        if isinstance(shown, str):
            return _problem(Message("这个过滤器只用于数字", "this filter is for numbers"), match, shown)
        try:
            shown = FILTERS[name](shown)
        except DataError as exc:
            return exc.problems[0].at(match[0])
    return format_plain(shown) if isinstance(shown, Decimal) else str(shown)


def _problem(what: Message, match: re.Match[str], found: str = "", expected: str = "") -> Problem:
    return Problem(what, where=match[0], found=found, expected=expected)
