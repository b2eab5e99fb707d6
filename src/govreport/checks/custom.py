"""Rules of a user's own: a function with a record, made by a decorator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from govreport.checks.rule import Basis, Rule, Section
from govreport.findings import Finding, Severity
from govreport.messages import Message
from govreport.report import Report

_NO_WORDS: Final = Message("", "")

Function = Callable[[Rule, Report], Iterator[Finding]]
"""What a rule of one's own is: it takes its record and a report, and yields findings of that record."""


@dataclass(frozen=True, slots=True)
class CustomRule:
    """A rule of a user's own, to be handed to `govreport.check` as one of ``rules``.

    Attributes:
        record: What is said about it.
        function: What applies it.
    """

    record: Rule
    function: Function

    def __call__(self, report: Report) -> Iterator[Finding]:
        """Yield what the rule finds in a report."""
        return self.function(self.record, report)


def rule(
    *,
    code: str,
    severity: Severity,
    message: Message,
    basis: tuple[Basis, ...] = (Basis.PRACTICE,),
    section: Section = "A",
    explanation: Message = _NO_WORDS,
    remedy: Message = _NO_WORDS,
) -> Callable[[Function], CustomRule]:
    """Make a function a rule; nothing is registered, the rule is handed to `govreport.check`.

    >>> import govreport
    >>> from govreport import Message, Severity
    >>> @rule(code="no-licences", severity=Severity.NOTE, message=Message("没有行政许可", "no licences"))
    ... def no_licences(record, report):
    ...     if report.disclosure.licences.decisions == 0:
    ...         yield record.finding("行政许可", ("disclosure.licences.decisions",), value=0)
    >>> data = {"year": 2024, "agency": {"name": "甲局"}}
    >>> report = govreport.forms.ogi2021.Report.from_data(data, blank="zero")
    >>> [finding.code for finding in govreport.check(report, rules=[no_licences])]
    ['no-licences']
    """

    def made(function: Function) -> CustomRule:
        record = Rule(
            code=code,
            severity=severity,
            basis=basis,
            section=section,
            message=message,
            explanation=explanation,
            remedy=remedy,
            example={},
        )
        return CustomRule(record, function)

    return made
