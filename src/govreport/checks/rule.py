"""The record of a rule: everything that is said about it, apart from the code that applies it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from govreport.findings import Finding, Quote, Severity, Value
from govreport.messages import Message


class Basis(StrEnum):
    """Where a rule comes from."""

    FORM = "form"
    """Printed on the form."""
    MEASURED = "measured"
    """Holds on real published reports."""
    NOTICE = "notice"
    """Asked for by a published notice."""
    PRACTICE = "practice"
    """What inspectors complain of."""
    ARITHMETIC = "arithmetic"
    """Follows from what the figures mean."""


Section = Literal["A", "B", "C", "D", "E"]
"""What a rule looks at: A inside the tables, B between years, C between levels, D narrative against
tables, E narrative and form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the catalogue.

    Attributes:
        code: Its slug, stable for ever; also the anchor of its entry in the documentation.
        severity: How serious its findings are.
        basis: Where it comes from.
        section: What it looks at.
        message: The finding as a template; its placeholders are the same in both languages.
        explanation: What the rule asks, and why.
        remedy: What to do about a finding.
        example: Values for the placeholders of the message, for the documentation.
        failing: Figures or a sentence that fail, and in brackets what they are held against.
    """

    code: str
    severity: Severity
    basis: tuple[Basis, ...]
    section: Section
    message: Message
    explanation: Message
    remedy: Message
    example: Mapping[str, object]
    failing: str = ""

    def finding(
        self,
        where: str,
        cells: tuple[str, ...],
        *,
        value: Value = None,
        expected: Value = None,
        quote: Quote | None = None,
        severity: Severity | None = None,
        **words: object,
    ) -> Finding:
        """Return a finding of this rule; ``words`` fill the placeholders besides value and expected.

        A severity other than the rule's own is for cases that the explanation of the rule names.
        """
        message = self.message.format(value=shown(value), expected=shown(expected), **words)
        return Finding(self.code, severity or self.severity, message, where, cells, value, expected, quote)


def shown(value: Value) -> str:
    """Return a figure as messages write it: with the digits it has, and no exponent."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)
