"""What is wrong with a report's figures or words: findings, collected and never raised one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from govreport.messages import Language, Message

Value = int | Decimal | str | None
"""A figure or text that a finding speaks of."""


class Severity(StrEnum):
    """How serious a finding is.

    >>> Severity("error") is Severity.ERROR, f"{Severity.NOTE}"
    (True, 'note')
    """

    ERROR = "error"
    """The published figures cannot all be true."""
    WARNING = "warning"
    """An inspector would ask."""
    NOTE = "note"
    """Worth a look."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the report and the words in it that a finding speaks of.

    Attributes:
        text: The sentence as it stands.
        start: Where in it the words begin.
        end: Where they end.
    """

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words concerned."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a report.

    Attributes:
        code: The rule's slug, e.g. ``row-total``; stable for ever.
        severity: How serious it is.
        message: The finding in a sentence, in Chinese and in English.
        where: The place in the words of the form, outermost first: ``三、… › （一）予以公开 › 总计``.
        cells: Dotted paths of the cells concerned; first the one that should agree, then its parts.
        value: What the report says there.
        expected: What it should say, where that can be computed.
        quote: The sentence it speaks of, for a finding about a text.
        pairs: Sentences side by side, this year's and last year's, for a finding about copied text.

    >>> from govreport import check
    >>> from govreport.forms import ogi2021
    >>> data = {"year": 2024, "agency": {"name": "甲局"}, "disputes": {"reconsideration": {"total": 2}}}
    >>> (finding,) = check(ogi2021.Report.from_data(data, blank="zero"))
    >>> finding.code, finding.cells[0], finding.value, finding.expected
    ('row-total', 'disputes.reconsideration.total', 2, 0)
    """

    code: str
    severity: Severity
    message: Message
    where: str = ""
    cells: tuple[str, ...] = ()
    value: Value = None
    expected: Value = None
    quote: Quote | None = None
    pairs: tuple[tuple[str, str], ...] = ()

    def to_dict(self, language: Language = "zh") -> dict[str, object]:
        """Return the finding as plain data: counts stay numbers, amounts become strings.

        Sentences are for people to read: neither quote nor pairs are part of it.
        """
        return {
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message.in_language(language),
            "where": self.where,
            "cells": list(self.cells),
            "value": _plain(self.value),
            "expected": _plain(self.expected),
        }


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _plain(value: Value) -> int | str | None:
    return format(value, "f") if isinstance(value, Decimal) else value
