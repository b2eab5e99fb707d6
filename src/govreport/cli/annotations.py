"""Findings as annotations of a build: workflow commands for GitHub, a code quality report for GitLab."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final, cast

from govreport.findings import Finding, Severity
from govreport.messages import Language

_LEVELS: Final = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}
_UNREADABLE: Final = "unreadable"
_REMARK: Final = "remark"
_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def annotation_lines(
    name: str, findings: Sequence[Finding], language: Language, *, line: int | None = None
) -> Iterator[str]:
    """Yield a command for every finding; a place in a table or a sentence stands in the message.

    `line` is the row of a sheet with a row per agency.

    >>> from govreport.messages import Message
    >>> finding = Finding("jump", Severity.NOTE, Message("相差", "apart"), "行政处罚")
    >>> list(annotation_lines("a,b.yaml", [finding], "zh"))
    ['::notice file=a%2Cb.yaml,title=jump::行政处罚：相差']
    """
    for finding in findings:
        text = _told(finding, language)
        place = f"file={_property(name)}{_line(line)},title={_property(finding.code)}"
        yield f"::{_COMMANDS[finding.severity]} {place}::{_data(text)}"


def failure(name: str, message: str, *, line: int | None = None) -> str:
    """Return the command for an input that could not be read."""
    return f"::error file={_property(name)}{_line(line)}::{_data(message)}"


def notice(name: str, message: str, *, line: int | None = None) -> str:
    """Return the command for what is to be known of how an input was read."""
    return f"::notice file={_property(name)}{_line(line)}::{_data(message)}"


def _line(line: int | None) -> str:
    return "" if line is None else f",line={line}"


def issues(
    name: str, findings: Sequence[Finding], language: Language, *, line: int | None = None
) -> Iterator[dict[str, object]]:
    """Yield an issue of a GitLab code quality report for every finding.

    The fingerprint follows from file, rule and place, not from wording or language, so that GitLab knows
    a finding again; alike findings at one place are counted.

    >>> from govreport.messages import Message
    >>> finding = Finding("jump", Severity.NOTE, Message("相差", "apart"), "行政处罚")
    >>> (issue,) = issues("a.yaml", [finding], "en")
    >>> issue["description"], issue["severity"], issue["location"]
    ('行政处罚: apart', 'info', {'path': 'a.yaml', 'lines': {'begin': 1}})
    """
    met: dict[str, int] = {}
    for finding in findings:
        place = "|".join((_keyed(name, line), finding.code, finding.where, *finding.cells))
        met[place] = met.get(place, 0) + 1
        key = f"{place}|{met[place]}"
        issue = _issue(name, finding.code, _told(finding, language), _LEVELS[finding.severity], key)
        yield _at_line(issue, line)


def unreadable(name: str, message: str, *, line: int | None = None) -> dict[str, object]:
    """Return the issue for an input that could not be read."""
    issue = _issue(name, _UNREADABLE, message, "blocker", f"{_keyed(name, line)}|{_UNREADABLE}")
    return _at_line(issue, line)


def remarked(name: str, remarks: Sequence[str], *, line: int | None = None) -> Iterator[dict[str, object]]:
    """Yield an issue for each remark on how an input was read; they are told apart by their order."""
    for number, remark in enumerate(remarks, 1):
        issue = _issue(
            name, _REMARK, remark, _LEVELS[Severity.NOTE], f"{_keyed(name, line)}|{_REMARK}|{number}"
        )
        yield _at_line(issue, line)


def _keyed(name: str, line: int | None) -> str:
    return name if line is None else f"{name}:{line}"


def _at_line(issue: dict[str, object], line: int | None) -> dict[str, object]:
    """Return an issue at the row of a sheet with a row per agency."""
    if line is None:
        return issue
    return {**issue, "location": {**cast("dict[str, object]", issue["location"]), "lines": {"begin": line}}}


def _issue(name: str, code: str, text: str, level: str, key: str) -> dict[str, object]:
    """Return an issue; a report has no lines of its own, so it is put at the first."""
    return {
        "description": text,
        "check_name": code,
        "fingerprint": hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:40],
        "severity": level,
        "location": {"path": name, "lines": {"begin": 1}},
    }


def _told(finding: Finding, language: Language) -> str:
    message = finding.message.in_language(language)
    colon = "：" if language == "zh" else ": "
    return f"{finding.where}{colon}{message}" if finding.where else message


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
