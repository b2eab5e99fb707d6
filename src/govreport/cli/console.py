"""What the command line prints: results on stdout, diagnostics on stderr."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import click

from govreport.cli.language import current_language, setting
from govreport.errors import GovReportError
from govreport.findings import Finding, Severity
from govreport.messages import Message, visible

_UNPRINTABLE = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""What JSON lets through and a terminal obeys, or does not show."""
_SEVERITIES = {
    Severity.ERROR: Message("错误", "error"),
    Severity.WARNING: Message("警告", "warning"),
    Severity.NOTE: Message("提示", "note"),
}
_COUNTS = Message(
    "{errors} 个错误，{warnings} 个警告，{notes} 个提示",
    "{errors} errors, {warnings} warnings, {notes} notes",
)


def say(text: str) -> None:
    """Print a result; what could steer the terminal is spelt out."""
    click.echo(_harmless(text))


def say_json(data: object) -> None:
    """Print a result as JSON."""
    click.echo(_UNPRINTABLE.sub(lambda char: json.dumps(char[0])[1:-1], text_of_json(data)))


def text_of_json(data: object) -> str:
    """Return data as the JSON that is printed or written."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def _harmless(text: str) -> str:
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in text.split("\n"))


def tell(*messages: Message) -> None:
    """Print diagnostics, unless the user asked for quiet."""
    if not setting("govreport.quiet", default=False):
        tell_always(*messages)


def tell_always(*messages: Message) -> None:
    """Print diagnostics."""
    for message in messages:
        click.echo(_harmless(message.in_language(current_language())), err=True)


def tell_step(*messages: Message) -> None:
    """Print diagnostics that only ``-v`` asks for."""
    if setting("govreport.verbose", default=False):
        tell_always(*messages)


def tell_error(error: GovReportError) -> None:
    """Print an error on stderr, at most six lines."""
    click.echo(error.to_text(current_language()), err=True)


def finding_lines(findings: Sequence[Finding]) -> list[str]:
    """Return findings as lines of text; with ``-q`` only the errors."""
    language = current_language()
    quiet = setting("govreport.quiet", default=False)
    lines = []
    for finding in findings:
        if quiet and finding.severity is not Severity.ERROR:
            continue
        severity = _SEVERITIES[finding.severity].in_language(language)
        lines.append(f"  {severity} [{finding.code}] {finding.where}".rstrip())
        lines.append(f"      {finding.message.in_language(language)}")
    return lines


def counted(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each severity, in words."""
    count = Counter(finding.severity for finding in findings)
    message = _COUNTS.format(
        errors=count[Severity.ERROR], warnings=count[Severity.WARNING], notes=count[Severity.NOTE]
    )
    return message.in_language(current_language())
