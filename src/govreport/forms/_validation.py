"""The border to pydantic: its error codes become our messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from pydantic import ValidationError

from govreport.errors import Problem
from govreport.messages import Message
from govreport.text.amounts import LONGEST

UNKNOWN_FIELD: Final = "unexpected_keyword_argument"
POSITIONAL: Final = "unexpected_positional_argument"
PROBLEMS: Final = "problems"
"""The code of a validator of our own that has problems to tell, in its context under the same name."""
NO_FIELDS: Final = ("dataclass_type", "dataclass_exact_type")
"""Given something else where a nested record belongs."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One value pydantic refused: where, why (its stable code), and what was found."""

    path: tuple[str, ...]
    code: str
    what: Message
    found: str
    expected: Message | str = ""
    remedy: Message | None = None
    problems: tuple[Problem, ...] = ()
    """What our own reader has found, where it was one that refused the value."""


_WHOLE = Message("整数", "a whole number")
_DECIMAL = Message("十进制小数，例如 96171.6", "a decimal, such as 96171.6")
_TEXT = Message("文字", "a text")
_FIELDS = Message("若干字段（键和值）", "fields (keys and values)")
_NO_CHOICE = Message("没有这一选项", "no such choice")
_NOT_A_DAY = Message("这里应填日期", "a date belongs here")
_NOT_WHOLE = Message("这里应填整数", "a whole number belongs here")
_NOT_DECIMAL = Message("这里应填数字", "a number belongs here")
_INEXACT = Message("金额不能用二进制浮点数", "an amount cannot be a binary float")
_DAY_AS_TEXT = Message(
    "把日期写成文字：加引号，表格里把单元格改为文本格式",
    "make it a text: put it in quotes, or format the cell of the sheet as text",
)
_DROP_QUOTES = Message("去掉引号、单位和千位分隔符", "remove quotes, units and separators")

_FAULTS: Final[dict[str, tuple[Message, Message | str, Message | None]]] = {
    "int_type": (_NOT_WHOLE, _WHOLE, _DROP_QUOTES),
    "int_from_float": (_NOT_WHOLE, _WHOLE, None),
    "int_parsing": (_NOT_WHOLE, _WHOLE, _DROP_QUOTES),
    "int_parsing_size": (Message("数字太长", "the number is too long"), "", None),
    "decimal_type": (_NOT_DECIMAL, _DECIMAL, _DROP_QUOTES),
    "decimal_parsing": (_NOT_DECIMAL, _DECIMAL, _DROP_QUOTES),
    "too_long": (
        Message("数字太长", "the number is too long"),
        Message(
            "小数点前后各不超过 {longest} 位", "at most {longest} digits on each side of the point"
        ).format(longest=LONGEST),
        None,
    ),
    "finite_number": (_NOT_DECIMAL, _DECIMAL, None),
    "amount_inexact": (
        _INEXACT,
        _DECIMAL,
        Message('写成 Decimal("96171.6") 或字符串', 'write Decimal("96171.6") or a string'),
    ),
    "string_type": (Message("这里应填文字", "a text belongs here"), _TEXT, None),
    "enum": (_NO_CHOICE, "", None),
    "literal_error": (_NO_CHOICE, "", None),
    "bool_type": (Message("这里应填是或否", "yes or no belongs here"), "true / false", None),
    "tuple_type": (Message("这里应是一个列表", "a list belongs here"), "[…, …]", None),
    "dataclass_type": (Message("这里应有下级字段", "fields belong here"), _FIELDS, None),
    "dataclass_exact_type": (Message("这里应有下级字段", "fields belong here"), _FIELDS, None),
    "missing": (Message("缺少必填的字段", "a required field is missing"), "", None),
    "several_lines": (Message("这里只能有一行文字", "this text must stand on one line"), "", None),
    "date_type": (_NOT_A_DAY, "2026-01-09", None),
    "is_instance_of": (Message("这里的值种类不对", "a value of another kind belongs here"), "", None),
    "ignore_type": (
        Message("不查的规则要写代码和理由", "rules to ignore need their codes and reasons"),
        Message("如 ignore: {jump: 机构改革，业务划入}", "such as ignore: {jump: reason}"),
        None,
    ),
    "notes_type": (
        Message("这里应是各表的说明", "the notes of tables belong here"),
        Message("表名: 文字", "table: text"),
        None,
    ),
    POSITIONAL: (
        Message("字段要写名字", "fields are given by name"),
        Message("名字=值", "name=value"),
        None,
    ),
    "illegal_character": (
        Message(
            "文字里有不能印出的字符 {character}",
            "the text holds a character that cannot be printed: {character}",
        ),
        "",
        Message("删去这个字符", "remove the character"),
    ),
    "section_heading": (
        Message("正文的行不能以一级序号开头", "a line of a section cannot open like a section heading"),
        Message("（一）或 1. 开头的小标题", "sub-headings such as （一） or 1."),
        Message("一级标题由表格自动写出，请删去", "the form writes the section headings; remove it"),
    ),
}
_CODES: Final = {"greater_than": "too_long", "less_than": "too_long"}
"""Codes of pydantic that mean the same as one of ours: no number is limited but in its length."""
_OTHER: Final = (Message("不能用作这个字段的值（{code}）", "not a value for this field ({code})"), "", None)


def iter_faults(error: ValidationError) -> Iterator[Fault]:
    """Yield every fault pydantic found, in the order of the fields."""
    for detail in error.errors(include_url=False):
        code = _CODES.get(detail["type"], detail["type"])
        what, expected, remedy = _FAULTS.get(code, _OTHER)
        context = detail.get("ctx", {})
        if code in ("enum", "literal_error"):
            expected = str(context.get("expected", "")).replace(" or ", ", ")
        yield Fault(
            tuple(str(step) for step in detail["loc"] if not str(step).startswith("function-")),
            code,
            what.format(code=code, **{str(key): value for key, value in context.items()}),
            "" if code in (UNKNOWN_FIELD, "missing") else as_written(detail["input"]),
            expected,
            _fitting(code, remedy, detail["input"]),
            tuple(context.get(PROBLEMS, ())),
        )


def problem_of(code: str, value: object, where: str) -> Problem:
    """Return the problem pydantic would find with a value under one of its codes."""
    what, expected, remedy = _FAULTS[code]
    return Problem(what, where, as_written(value), expected, _fitting(code, remedy, value))


def _fitting(code: str, remedy: Message | None, value: object) -> Message | None:
    """Return a remedy, unless it is about quotes and the value has none; a day for a text has its own."""
    if code == "string_type" and isinstance(value, date):
        return _DAY_AS_TEXT
    return None if remedy is _DROP_QUOTES and not isinstance(value, str) else remedy


def as_written(value: object) -> str:
    """Return a value as it was written; quotes tell the text ``"3"`` from the number."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, date):
        return value.isoformat()
    try:
        return repr(value)
    except ValueError:  # an integer too long for Python to write out
        return type(value).__name__
