"""Figures as they stand in the cells of a published table."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from govreport.errors import DataError
from govreport.forms._fields import Field
from govreport.forms._figures import Content, Figure
from govreport.forms._printing import NO, YES, CellValue
from govreport.messages import Message
from govreport.text.amounts import LONGEST, UNITS_OF_MONEY, in_unit, parse_amount
from govreport.text.outline import REORDERING, find_illegal

_INVISIBLE: Final = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_REORDERING: Final = re.compile(f"[\u061c\u200e\u200f{REORDERING}]")
_BLANKS: Final = re.compile(r"\s+")
DASHES: Final = "-−–—─－"
"""What is typed for a minus, or for nothing."""
_TICKS: Final = r"[☑☒✔✓√■]"
_UNITS: Final = "|".join(
    ("件", "宗", "条", "项", "个", "起", "次", "例", "篇", "人次", "人", "份", "家", *UNITS_OF_MONEY, "万")
)
_NOTED: Final = re.compile(
    rf"(?P<sign>[{DASHES}+＋增减加升降]{{0,2}})(?P<number>[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?)"
    rf"(?P<unit>{_UNITS})?(?:[（(\[【〔][^）)\]】〕]*[）)\]】〕])?(?P<mark>[*＊])?"
)
"""A figure with a sign of its own, a unit, or a remark in brackets: 减4, 240万元, 22（其中修订16件）."""
_FEWER: Final = frozenset(DASHES + "减降")
_NOTHING: Final = re.compile(rf"[{DASHES}/／\\＼]+|无|没有|无此项|空")
"""What stands in a cell for nothing at all: blank as published, and never 0."""
_LIKE_A_FIGURE: Final = re.compile(f"{_NOTHING.pattern}|{_NOTED.pattern}")
_GROUPED: Final = re.compile(r"[0-9０-９]{1,3}(?:\s[0-9０-９]{3})+")
_ENDS: Final = "\\n\\t\\r\\v\\f\\x1c-\\x1e\\x85\u2028\u2029"
_SEVERAL: Final = re.compile(rf"[0-9０-９][^\S{_ENDS}]*[{_ENDS}]\s*[{DASHES}+＋]?[0-9０-９]")
"""Digits on several lines, or with a tab between: two figures, or one nobody can be sure of."""

_ILLEGAL: Final = Message(
    "格中有文件不应含有的字符 {code}", "it holds {code}, a character no document may hold"
)


def parse_cell(text: str, field: Field) -> CellValue:
    """Return what a cell holds; None where it is blank.

    Raises:
        DataError: The cell holds something else than its field may.
    """
    content = field.content
    if not isinstance(content, Content):
        return None
    if not content.is_figure:
        return _parse_words(text, field, content.kind)
    try:
        return parse_figure(text, content)
    except DataError:
        figure = _noted_figure(text, field)
        if figure is None:
            raise
        return figure


def _parse_words(text: str, field: Field, kind: str) -> CellValue:
    """Return the words of a cell, or what is ticked in it."""
    if (illegal := find_illegal(text)) is not None:
        raise DataError.of(_ILLEGAL.format(code=f"U+{ord(illegal[1]):04X}"), found=text)
    if kind in ("words", "printed"):
        return " ".join(text.split()) or None
    if kind == "flag":
        ticked = _ticked(text, (YES, NO))
        return None if not ticked else ticked == (YES,)
    if kind == "choice":
        ticked = _ticked(text, field.choices)
        return ticked[0] if ticked else None
    return _ticked(text, field.choices) or None


def looks_like_figure(text: str) -> bool:
    """Tell whether a text may be what stands in the cell of a figure: blank, a dash, a number with a remark.

    >>> looks_like_figure("22（其中修订16件）"), looks_like_figure("行政许可")
    (True, False)
    """
    plain = "".join(text.split())
    return not plain or _LIKE_A_FIGURE.fullmatch(plain) is not None


def says_nothing(text: str) -> bool:
    """Tell whether a text stands for nothing at all: a dash, a stroke, 无; an empty one is not asked.

    >>> says_nothing("——"), says_nothing("无"), says_nothing("0")
    (True, True, False)
    """
    return _NOTHING.fullmatch("".join(text.split())) is not None


def _noted_figure(text: str, field: Field) -> Figure:
    """Return the figure of a cell that holds a unit, a remark or a sign in words as well; None if unclear.

    An amount in another unit than the form's 万元 is converted, exactly.
    """
    match = _NOTED.fullmatch("".join(_INVISIBLE.sub("", text).split()))
    if match is None or not isinstance(field.content, Content):
        return None
    if _REORDERING.search(text) or _SEVERAL.search(text):
        return None
    kind, signs, unit = field.content.kind, match["sign"], match["unit"] or ""
    if any(sign in "增加升减降" for sign in signs) and kind != "change":
        return None
    try:
        figure = parse_figure(match["number"], field.content)
    except DataError:
        return None
    if figure is not None and kind == "amount":
        if unit in UNITS_OF_MONEY and field.unit in UNITS_OF_MONEY:
            figure = in_unit(Decimal(figure), unit, field.unit)
    elif unit == "万" or unit in UNITS_OF_MONEY:
        return None
    return -figure if figure and any(sign in _FEWER for sign in signs) else figure


def _ticked(text: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels that are ticked; a bare label without any box is ticked as well."""
    plain = "".join(text.split())
    ticked = tuple(label for label in choices if re.search(_TICKS + re.escape(label), plain))
    if not ticked and plain in choices:
        return (plain,)
    return ticked


def parse_figure(text: str, content: Content) -> Figure:
    """Return the figure of a cell; None where it is blank.

    Full-width digits, a sign, separators of thousands (a comma or a blank) and white space around are
    accepted; an amount keeps its digits. Characters of no width do not count.

    Raises:
        DataError: The cell holds anything else: words, a unit, decimals in a count, digits on several
            lines, or characters that make digits show in another order than they stand.
    """
    if text.isascii() and text.isdigit() and len(text) <= LONGEST and content.kind != "amount":
        return int(text)
    if _REORDERING.search(text):
        raise DataError.of(
            Message("数字中有改变显示顺序的字符", "characters in the figure change the order it shows in"),
            found=text,
        )
    if _SEVERAL.search(text):
        raise DataError.of(
            Message("一格中有几行数字", "digits on several lines in one cell"),
            found=text,
            expected=Message("一个数", "one figure"),
        )
    plain = _INVISIBLE.sub("", text).strip()
    if not plain:
        return None
    amount = parse_amount(_BLANKS.sub("", plain) if _GROUPED.fullmatch(plain) else plain)
    if content.kind == "amount":
        return amount
    if amount != amount.to_integral_value() or amount.as_tuple().exponent:
        raise DataError.of(
            Message("不是整数", "not a whole number"),
            found=text,
            expected=Message("整数", "a whole number"),
        )
    return int(amount)
