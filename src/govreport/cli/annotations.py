"""Findings as annotations of a build: the workflow commands that GitHub reads from stdout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from govreport.findings import Finding, Severity
from govreport.messages import Language

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def annotation_lines(name: str, findings: Sequence[Finding], language: Language) -> Iterator[str]:
    """Yield a command for every finding; a place in a table or a sentence stands in the message.

    >>> from govreport.messages import Message
    >>> finding = Finding("jump", Severity.NOTE, Message("相差", "apart"), "行政处罚")
    >>> list(annotation_lines("a,b.yaml", [finding], "zh"))
    ['::notice file=a%2Cb.yaml,title=jump::行政处罚：相差']
    """
    for finding in findings:
        message = finding.message.in_language(language)
        colon = "：" if language == "zh" else ": "
        text = f"{finding.where}{colon}{message}" if finding.where else message
        place = f"file={_property(name)},title={_property(finding.code)}"
        yield f"::{_COMMANDS[finding.severity]} {place}::{_data(text)}"


def failure(name: str, message: str) -> str:
    """Return the command for an input that could not be read."""
    return f"::error file={_property(name)}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
