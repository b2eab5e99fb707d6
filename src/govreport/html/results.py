"""The page of results: what a check has found in one report or many, on one page that needs nothing else.

It can be read with scripts off; with scripts on it can be filtered. Its policy allows its own style and
script and nothing else, so nothing that stands in a report can do anything. Characters nobody sees, and those
no page can hold, are spelt out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from govreport.arguments import require
from govreport.findings import Finding, Quote, Severity
from govreport.html.environment import content_policy, part, rendered
from govreport.html.marks import marked_tables
from govreport.html.words import SIGNS, TAGS, summary, words
from govreport.messages import Language, visible
from govreport.report import Report

_STYLE: Final = "results.css"
_SCRIPT: Final = "results.js"
_EXPECTED: Final = "html.Checked(name=…, report=…, findings=…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check has found in one input.

    Attributes:
        name: What the input is called: its file name.
        report: The report, where one could be read.
        findings: What was found in it.
        error: Why none could be read, in the language of the page.
        remarks: What is to be known of how it was read, in the language of the page.
    """

    name: str
    report: Report | None = None
    findings: Sequence[Finding] = ()
    error: str = ""
    remarks: Sequence[str] = ()


def results_page(checked: Iterable[Checked], language: Language = "zh") -> str:
    """Return a page with the findings of a run: a table of agencies and severities, open at every row.

    A row opens to the findings, with the sentences they quote, and to the tables of the report in which
    the cells concerned are marked. The same results always give the same page.

    >>> from govreport.checks import check
    >>> from govreport.forms import ogi2021
    >>> report = ogi2021.Report.from_data({"year": 2024, "agency": {"name": "甲局"}}, blank="zero")
    >>> page = results_page([Checked(name="a.json", report=report, findings=check(report))])
    >>> page.startswith("<!DOCTYPE html>")
    True

    Raises:
        UsageError: If one of them is no result.
    """
    entries = [
        _entry(number, require(each, Checked, "results_page", _EXPECTED), language)
        for number, each in enumerate(checked, 1)
    ]
    counts = Counter(finding.severity for entry in entries for finding in entry.findings)
    style, script = part(_STYLE), part(_SCRIPT)
    context: dict[str, object] = {
        "lang": TAGS[language],
        "words": words(language),
        "summary": summary(len(entries), counts, language),
        "entries": entries,
        "severities": list(Severity),
        "signs": SIGNS,
        "counts": counts,
        "codes": sorted({finding.code for entry in entries for finding in entry.findings}),
        "style": Markup(style),  # noqa: S704  our own
        "script": Markup(script),  # noqa: S704  our own
        "policy": content_policy(style, script),
    }
    return rendered("results.html", context)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A finding as the page shows it."""

    severity: Severity
    code: str
    where: str
    message: str
    quote: Markup | None
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of the page, and what it opens to."""

    key: str
    name: str
    agency: str
    year: int | None
    error: tuple[str, ...]
    remarks: tuple[str, ...]
    counts: Counter[Severity]
    findings: list[_Shown]
    tables: list[dict[str, object]]


def _entry(number: int, checked: Checked, language: Language) -> _Entry:
    key, report, findings = f"r{number}", checked.report, checked.findings
    return _Entry(
        key=key,
        name=visible(checked.name),
        agency=visible(report.agency.name) if report else "",
        year=report.year if report else None,
        error=tuple(visible(line) for line in checked.error.splitlines()),
        remarks=tuple(map(visible, checked.remarks)),
        counts=Counter(finding.severity for finding in findings),
        findings=[_shown(finding, language) for finding in findings],
        tables=marked_tables(report, findings, key, language) if report else [],
    )


def _shown(finding: Finding, language: Language) -> _Shown:
    quote = _quoted(finding.quote) if finding.quote and not finding.pairs else None
    return _Shown(
        severity=finding.severity,
        code=visible(finding.code),
        where=visible(finding.where),
        message=visible(finding.message.in_language(language)),
        quote=quote,
        pairs=tuple((visible(ours), visible(theirs)) for ours, theirs in finding.pairs),
    )


def _quoted(quote: Quote) -> Markup:
    """Return a sentence with the words marked that the finding speaks of."""
    before, after = quote.text[: quote.start], quote.text[quote.end :]
    return Markup("{}<mark>{}</mark>{}").format(*map(visible, (before, quote.words, after)))
