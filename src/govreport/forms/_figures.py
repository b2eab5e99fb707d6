"""The kinds of figures and texts a form may hold, as types.

The types are what a user annotates a field with; each carries its `Content`, which says to the rest of
the library what stands in the cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Strict
from pydantic_core import PydanticCustomError

from govreport.text.outline import find_illegal, normalise_text, opens_section


@dataclass(frozen=True, slots=True)
class Content:
    """What a field holds: ``count`` (whole number), ``amount`` (decimal), ``text`` or a ``fact``."""

    kind: Literal["count", "amount", "text", "fact"]

    @property
    def is_figure(self) -> bool:
        """Whether it stands in a cell of a table and can be added up."""
        return self.kind in ("count", "amount")


def _amount(value: object) -> object:
    if isinstance(value, float | bool):
        raise PydanticCustomError("amount_inexact", "amount_inexact")
    return value


def _text(value: object) -> object:
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    if illegal := find_illegal(value):
        code = f"U+{ord(illegal[1]):04X}"
        raise PydanticCustomError("illegal_character", "illegal_character", {"character": code})
    text = normalise_text(value)
    for line in text.split("\n"):
        if opens_section(line):
            raise PydanticCustomError("section_heading", "section_heading", {"line": line})
    return text


def _line(value: object) -> object:
    if isinstance(value, str):
        if illegal := find_illegal(value):
            code = f"U+{ord(illegal[1]):04X}"
            raise PydanticCustomError("illegal_character", "illegal_character", {"character": code})
        if len(value.splitlines()) > 1:
            raise PydanticCustomError("several_lines", "several_lines")
        return value.strip()
    return value


Count = Annotated[Annotated[int, Strict()] | None, Content("count")]
"""A whole number, or None where the cell is blank. Texts and decimals are refused."""

Amount = Annotated[Annotated[Decimal, BeforeValidator(_amount)] | None, Content("amount")]
"""A decimal that keeps its digits (``Decimal("96171.60")``, or its text), or None where the cell is blank.

Binary floats are refused: they do not say which digits were meant.
"""

Text = Annotated[Annotated[str, BeforeValidator(_text)], Content("text")]
"""The text of a section; a line is a paragraph."""

Line = Annotated[Annotated[str, BeforeValidator(_line)], Content("fact")]
"""A text on a single line."""
