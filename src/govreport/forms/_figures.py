"""The kinds of figures and texts a form may hold, as types.

The types are what a user annotates a field with; each carries its `Content`, which says to the rest of
the library what stands in the cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, Strict
from pydantic_core import PydanticCustomError

from govreport.errors import DataError
from govreport.text.amounts import LONGEST, checked, format_plain
from govreport.text.outline import find_illegal, normalise_text, opens_section

Figure = int | Decimal | None
"""A figure of a cell, or None where the cell is blank."""

_TOO_LONG = 10**LONGEST
_EXACT = Context(prec=100, traps=[])
"""Wide enough to add up amounts without rounding, whatever context the caller works in."""

CellKind = Literal["count", "change", "amount", "printed", "words", "flag", "choice", "choices"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a field holds: the text of a section, a fact about the report, or what stands in a cell.

    Attributes:
        kind: In a cell: ``count`` (a whole number), ``change`` (one with a sign), ``amount`` (a decimal),
            ``printed`` (an amount with its unit, as printed), ``words``, ``flag`` (是 or 否), ``choice``
            (one of several labels) or ``choices`` (some of them).
        is_figure: Whether it can be added up.
    """

    kind: CellKind | Literal["text", "fact"]
    is_figure: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_figure", self.kind in ("count", "change", "amount"))

    @property
    def is_cell(self) -> bool:
        """Whether it stands in a cell of a table."""
        return self.kind not in ("text", "fact")


def add(figures: Iterable[Figure]) -> Figure:
    """Return the exact sum of figures; blank (None) as soon as one of them is blank."""
    result: int | Decimal = 0
    for figure in figures:
        if figure is None:
            return None
        if isinstance(figure, int) and isinstance(result, int):
            result += figure
        else:
            result = _EXACT.add(Decimal(result), Decimal(figure))
    return result


def _amount(value: object) -> object:
    if isinstance(value, float):
        raise PydanticCustomError("amount_inexact", "amount_inexact")
    if isinstance(value, bool):
        raise PydanticCustomError("decimal_type", "decimal_type")
    if isinstance(value, str) and "_" in value:  # Decimal() takes it for a separator
        raise PydanticCustomError("decimal_parsing", "decimal_parsing")
    return value


def _writable(value: Decimal) -> Decimal:
    try:
        checked(value)
    except DataError as exc:
        raise PydanticCustomError("too_long", "too_long") from exc
    return value


def _require_printable(text: str) -> None:
    if illegal := find_illegal(text):
        code = f"U+{ord(illegal[1]):04X}"
        raise PydanticCustomError("illegal_character", "illegal_character", {"character": code})


def prose(text: str) -> str:
    """Return a text of several lines in its canonical form; one that no document can hold is refused."""
    _require_printable(text)
    return normalise_text(text)


def _text(value: object) -> object:
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = prose(value)
    for line in text.split("\n"):
        if opens_section(line):
            raise PydanticCustomError("section_heading", "section_heading", {"line": line})
    return text


def _line(value: object) -> object:
    if isinstance(value, str):
        _require_printable(value)
        if len(value.splitlines()) > 1:
            raise PydanticCustomError("several_lines", "several_lines")
        return value.strip()
    return value


def yes_or_no(value: object) -> object:
    """Return what 是 or 否 means; anything else is left for the type to judge."""
    return {"是": True, "否": False}.get(value, value) if isinstance(value, str) else value


def _printed(value: object) -> object:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return format_plain(Decimal(value))
    return _line(value)


_Whole = Annotated[int, Strict(), Field(gt=-_TOO_LONG, lt=_TOO_LONG)]

Count = Annotated[_Whole | None, Content("count")]
"""A whole number, or None where the cell is blank. Texts and decimals are refused."""

Amount = Annotated[
    Annotated[Decimal, BeforeValidator(_amount), AfterValidator(_writable)] | None, Content("amount")
]
"""A decimal that keeps its digits (``Decimal("96171.60")``, or its text), or None where the cell is blank.

Binary floats are refused: they do not say which digits were meant.
"""

Text = Annotated[Annotated[str, BeforeValidator(_text), Strict()], Content("text")]
"""The text of a section; a line is a paragraph."""

Line = Annotated[Annotated[str, BeforeValidator(_line), Strict()], Content("fact")]
"""A text on a single line."""

Change = Annotated[_Whole | None, Content("change")]
"""A whole number that may be negative: an increase or decrease."""

PrintedAmount = Annotated[Annotated[str, BeforeValidator(_printed), Strict()] | None, Content("printed")]
"""An amount with its unit, kept as it is printed: ``251000元``. A bare number becomes its digits."""

Words = Annotated[Annotated[str, BeforeValidator(_line), Strict()] | None, Content("words")]
"""Words in a cell, or None where it is blank."""

Flag = Annotated[Annotated[bool, Strict(), BeforeValidator(yes_or_no)] | None, Content("flag")]
"""是 (True) or 否 (False), or None where neither is ticked."""

Choice = Annotated[str | None, Content("choice")]
"""One of the labels the field declares with ``choices=``, or None where none is ticked."""

Choices = Annotated[tuple[str, ...] | None, Content("choices")]
"""Some of the labels the field declares with ``choices=``; a list in data files."""
