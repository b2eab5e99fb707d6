"""References in the texts of a data file: ``{{ applications.received.total | yoy }}``.

A reference is a path of field names or Chinese labels and filters, and nothing more: no expressions, no
calls. What opens or closes like one and cannot be read is refused, for it would be printed as it stands;
braces that are meant are written as a text in quotes, ``{{ '{{' }}``. Texts that come out of a reference
are never looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from govreport import filters
from govreport.agency import Level, Organ, chinese_name
from govreport.errors import DataError, Problem
from govreport.filters import RULES, Argument, Part, filter_problem
from govreport.forms._fields import Kind
from govreport.forms._printing import NO, YES
from govreport.forms._record import Record, fields_of
from govreport.messages import Message
from govreport.paths import Found, find, last_figure, parts_of
from govreport.text.amounts import format_plain
from govreport.text.dates import format_date
from govreport.text.wording import join_list

_NAME = r"[^\W\d][\w（）()、，：/“”]*"
_PATH = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_TAG = re.compile(
    rf"\{{\{{\s*(?P<path>{_PATH})\s*(?P<filters>(?:[|｜]\s*\w[^{{}}|｜]*)*)\}}\}}"
    r"|\{\{\s*(?P<quote>['\"])(?P<literal>[^'\"\n]*)(?P=quote)\s*\}\}"
    r"|(?P<unreadable>[{｛]{2}(?![{｛])[^{}｛｝\n]*[}｝]{0,2}|\{%[^{}\n]*\}?|[}｝]{2}|%\})"
)
"""A reference, a text in quotes, or what opens or closes a tag and is neither; in full width too."""
_BRACES = "{｛}｝"
_MARK = re.compile(r"[{｛]{2,}|\{%|[}｝]{2,}|%\}")
_FILTER = re.compile(
    r"\|\s*(?P<name>\w+)"
    rf"(?:\s*\(\s*(?:(?P<number>[0-9]{{1,9}})|(?P<quote>['\"])(?P<text>[^'\"]*)(?P=quote)|(?P<path>{_PATH}))\s*\))?\s*"
)

Value = int | Decimal | str | date
"""What a reference can say."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters as they work on a report, with the report of the year before at hand.

    Attributes:
        record: The report, or None for data of a template of one's own.
        last_year: The report of the year before, where it is given.
    """

    record: Record | None = None
    last_year: Record | None = None

    def apply(self, name: str, value: object, argument: object = None, *, path: str = "") -> str:
        """Return the words a filter makes of a value, which stands at a path of the report if one is given.

        Raises:
            DataError: If the filter does not apply; without place.
        """
        found = self._found(path)
        if name == "list_zh":
            return filters.list_zh(self.parts(value, path), str(argument or ""))
        if name == "yoy":
            last = self._last(value, found)
            return filters.yoy(value, last, str(argument or "") or (found.unit if found else ""))
        if name == "money":
            return filters.money(value, (found.unit if found else "") or "元", str(argument or ""))
        function: Callable[..., str] = _PLAIN[name]
        return function(value) if argument is None else function(value, argument)

    def parts(self, group: object, path: str = "") -> tuple[Part, ...]:
        """Return the parts of a group: a record, one that a path leads to, or a mapping of figures.

        Raises:
            DataError: If it is none of these, or holds what is no figure.
        """
        found = self._found(path)
        value = found.value if found else group
        if isinstance(value, Record):
            return parts_of(value)
        if isinstance(value, Mapping):
            figures = {
                str(label): None if part is None else filters.figure(part) for label, part in value.items()
            }
            return tuple(Part(label, part) for label, part in figures.items())
        raise _wrong_kind(value)

    def _found(self, path: str) -> Found | None:
        return find(self.record, path) if self.record is not None and path else None

    def _last(self, value: object, found: Found | None) -> object:
        filters.figure(value)
        if found is None and self.record is not None:
            raise DataError.of(
                Message("yoy 前面要直接写路径", "a path must stand directly before yoy"),
                expected="applications.received.total | yoy",
            )
        if found is None:
            raise DataError.of(Message("yoy 只用于报告的数字", "yoy is for the figures of a report"))
        return last_figure(found, self.last_year)


_PLAIN: Final[Mapping[str, Callable[..., str]]] = {
    "number": filters.number,
    "hanzi": filters.hanzi,
    "percent": filters.percent,
    "date": filters.date,
    "share": filters.share,
}
"""The filters that need nothing but the value."""


def resolve_references(
    text: str, record: Record, last_year: Record | None = None
) -> tuple[str, list[Problem]]:
    """Return the text with its references replaced by what the record says, and what went wrong.

    >>> from govreport.agency import Agency
    >>> text, problems = resolve_references("{{ phone }}，{{ 1 + 1 }}", Agency(name="甲局", phone="0370-1"))
    >>> text, [problem.excerpt for problem in problems]
    ('0370-1，{{ 1 + 1 }}', ['{{ 1 + 1 }}'])
    """
    problems: list[Problem] = []
    if not may_refer(text):
        return text, problems

    def replaced(match: re.Match[str]) -> str:
        try:
            return _text_of(match, record, last_year)
        except DataError as exc:
            problems.extend(
                replace(problem.at(match[0]), path=(), excerpt=match[0]) for problem in exc.problems
            )
            return match[0]

    return _TAG.sub(replaced, text), problems


def may_refer(text: str) -> bool:
    """Tell whether there may be a reference in a text; that is found faster than by the pattern."""
    return any(mark in text for mark in _BRACES)


def literal(text: str) -> str:
    """Return a text of a data file that says the given one, whatever in it looks like a reference.

    >>> literal("共{{ n }}件")
    "共{{ '{{' }} n {{ '}}' }}件"
    """
    return _MARK.sub(lambda match: f"{{{{ '{match[0]}' }}}}", text)


def _text_of(match: re.Match[str], record: Record, last_year: Record | None) -> str:
    """Return what stands in the place of a reference, a quoted text, or what looks like one."""
    if match["path"] is not None:
        return _Reference(match, record, last_year).text()
    if match["literal"] is not None:
        return match["literal"]
    raise DataError.of(
        Message("这样的引用看不懂", "a reference that cannot be read"),
        expected="{{ applications.received.total | yoy }}",
        remedy=Message(
            "引用只有路径和过滤器，括号用半角，不写算式和 {% %}；要印出括号本身，写 {{ '{{' }}",
            "a reference is a path and filters in half-width braces; no sums, no {% %}; "
            "to print braces write {{ '{{' }}",
        ),
    )


class _Reference:
    """One reference in a text."""

    def __init__(self, match: re.Match[str], record: Record, last_year: Record | None) -> None:
        self._path = match["path"]
        self._tail = match["filters"]
        self._record = record
        self._filters = Filters(record, last_year)

    def text(self) -> str:
        """Return what stands in its place.

        Raises:
            DataError: If it says nothing.
        """
        found = find(self._record, self._path)
        calls = self._calls()
        if found.field.kind is Kind.SECTION:
            raise DataError.of(Message("不能引用整段文字", "a whole section cannot be referred to"))
        value = found.value
        is_listed = bool(calls) and RULES[calls[0][0]].for_group
        if isinstance(value, Record) is not is_listed:
            raise _wrong_kind(value)
        shown: object = value if is_listed else _printable(value)
        path = self._path
        for name, argument in calls:
            shown, path = self._filters.apply(name, shown, argument, path=path), ""
        return _plain(shown)

    def _calls(self) -> list[tuple[str, object]]:
        """Return the filters with their arguments."""
        calls: list[tuple[str, object]] = []
        position = 0
        while position < len(self._tail.rstrip()):
            match = _FILTER.match(self._tail, position)
            if match is None or (match.end() < len(self._tail) and self._tail[match.end()] != "|"):
                raise _unreadable(self._tail[position:].strip())
            calls.append((match["name"], self._argument(match)))
            position = match.end()
        return calls

    def _argument(self, match: re.Match[str]) -> object:
        kind, text = _argument_of(match)
        if problem := filter_problem(match["name"], kind):
            raise DataError(problem)
        if kind is Argument.PATH:
            return _figure_at(self._record, text)
        return int(text) if kind is Argument.NUMBER else None if kind is Argument.NOTHING else text


def _argument_of(match: re.Match[str]) -> tuple[Argument, str]:
    """Return what stands in the brackets of a filter."""
    if match["number"] is not None:
        return Argument.NUMBER, match["number"]
    if match["path"] is not None:
        return Argument.PATH, match["path"]
    return (Argument.NOTHING, "") if match["text"] is None else (Argument.TEXT, match["text"])


def _figure_at(record: Record, path: str) -> object:
    value = find(record, path).value
    if isinstance(value, Record):
        raise _wrong_kind(value)
    return _printable(value)


def _printable(value: object) -> Value:
    """Return a value as a text prints it.

    Raises:
        DataError: If it is blank, or has no such form.
    """
    match value:
        case None | "" | ():
            raise DataError.of(Message("引用的单元格是空的", "the reference names a blank cell"))
        case bool():
            return YES if value else NO
        case Level() | Organ():
            return chinese_name(value)
        case int() | Decimal() | str() | date():
            return value
        case tuple():
            return join_list(str(each) for each in value)
    raise DataError.of(Message("这个字段不能在文中引用", "a field that a text cannot refer to"))


def _plain(value: object) -> str:
    """Return a value as it stands without a filter."""
    if isinstance(value, Decimal):
        return format_plain(value)
    return format_date(value) if isinstance(value, date) else str(value)


def _wrong_kind(value: object) -> DataError:
    if isinstance(value, Record):
        inner = ", ".join(field.name for field in fields_of(value))
        what = Message("这是一组数字，不是一个", "a group, where a figure is needed")
        return DataError.of(what, expected=inner)
    return DataError.of(
        Message("list_zh 前面要写一组", "a group must stand before list_zh"),
        found="" if value is None else _plain(value),
        expected="applications.results | list_zh",
    )


def _unreadable(written: str) -> DataError:
    return DataError.of(
        Message("过滤器写得不对", "a filter that cannot be read"),
        found=written,
        expected="| number   | yoy   | share(applications.results.total.total)   | percent(2)",
        remedy=Message(
            "竖线、括号和引号用半角；括号里只写一个路径、数或加引号的文字",
            "use half-width | ( ) and quotes; in the brackets stands one path, number or quoted text",
        ),
    )
