"""References in the texts of a data file: ``{{ applications.received.total }}``.

A reference is a path of field names or Chinese labels, and nothing more: no expressions, no calls. What
does not read like a path stays as it is. Texts that come out of a reference are never looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from govreport.errors import Problem
from govreport.forms._record import Record, aliases, fields_of, unknown_field
from govreport.messages import Message
from govreport.text.amounts import format_number, format_plain
from govreport.text.numerals import format_numeral
from govreport.text.wording import nearest, normalise_label

_NAME = r"[^\W\d][\w（）()、“”]*"
_REFERENCE = re.compile(rf"\{{\{{\s*({_NAME}(?:\s*\.\s*{_NAME})*)((?:\s*\|\s*\w+)*)\s*\}}\}}")

Printable = int | Decimal | str


def _number(value: Printable) -> str:
    return value if isinstance(value, str) else format_number(value)


def _hanzi(value: Printable) -> str:
    return format_numeral(value) if isinstance(value, int) else str(value)


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
        return _problem(Message("这是一组数字，不是一个", "a group, where a figure is needed"), match, inner)
    if value is None or value == "":
        return _problem(Message("引用的单元格是空的", "the reference names a blank cell"), match)
    return _filtered(value, match)


def _filtered(value: object, match: re.Match[str]) -> str | Problem:
    shown: Printable = value if isinstance(value, int | Decimal) else str(value)
    for name in match[2].replace(" ", "").split("|")[1:]:
        if name not in FILTERS:
            near = nearest(name, FILTERS) or list(FILTERS)
            return _problem(Message("没有这个过滤器", "no such filter"), match, name, " / ".join(near))
        shown = FILTERS[name](shown)
    return format_plain(shown) if isinstance(shown, Decimal) else str(shown)


def _problem(what: Message, match: re.Match[str], found: str = "", expected: str = "") -> Problem:
    return Problem(what, where=match[0], found=found, expected=expected)
