"""The checks: what is wrong with the figures and the words of a report.

A rule is a record (`govreport.checks.rule.Rule`) and a plain function that yields findings; one function
may tell findings of several rules. They stand together in modules by what they look at:

    edition, sums, relations, cells, authority    inside the tables (section A of the catalogue)
    pages                                         what a published document lacks or has altered (A, E)
    years                                         against last year's report (B)
    unit_sums                                     an aggregate against its units (C)
    text_table, text_ratios, text_lists           the text against the tables and itself (D)
    title, period, contents, wording, publication the text and the form (E)
    hidden_characters                             what nobody sees, in texts, names and figures (E)
    claims                                        what the sentences state
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from govreport.arguments import require, require_iterable, require_report, wrong_argument
from govreport.checks.authority import check_regulations_authority
from govreport.checks.catalogue import CATALOGUE
from govreport.checks.cells import check_blanks, check_negative, check_units
from govreport.checks.contents import check_contents
from govreport.checks.custom import CustomRule
from govreport.checks.edition import check_form_year
from govreport.checks.hidden_characters import check_hidden_characters
from govreport.checks.identity import check_agency_name
from govreport.checks.inspection import Inspection
from govreport.checks.page import Page
from govreport.checks.pages import check_page
from govreport.checks.period import check_period
from govreport.checks.publication import check_publication
from govreport.checks.relations import check_relations
from govreport.checks.sums import check_sums
from govreport.checks.text_lists import check_stated_twice, check_text_lists
from govreport.checks.text_ratios import check_text_ratios
from govreport.checks.text_table import check_text_table
from govreport.checks.title import check_title
from govreport.checks.unit_sums import check_units_sum, require_units
from govreport.checks.units import Units
from govreport.checks.wording import check_wording
from govreport.checks.years import check_years
from govreport.errors import DataError, Problem
from govreport.findings import Finding
from govreport.messages import Message
from govreport.report import Report
from govreport.text.wording import nearest

__all__ = ["check", "require_rules"]

_TABLES: Final[tuple[Callable[[Report], Iterator[Finding]], ...]] = (
    check_form_year,
    check_sums,
    check_relations,
    check_negative,
    check_units,
    check_regulations_authority,
)
_TEXTS: Final[tuple[Callable[[Inspection], Iterator[Finding]], ...]] = (
    check_text_table,
    check_text_ratios,
    check_text_lists,
    check_stated_twice,
)
_FORM: Final[tuple[Callable[[Inspection], Iterator[Finding]], ...]] = (
    check_title,
    check_period,
    check_contents,
    check_wording,
)
"""Not for excerpts: what an excerpt shows of them is chance."""
_ALWAYS: Final[tuple[Callable[[Inspection], Iterator[Finding]], ...]] = (
    check_agency_name,
    check_hidden_characters,
    check_blanks,
    check_years,
    check_page,
    check_publication,
    check_units_sum,
)


def check(
    report: Report,
    *,
    last_year: Report | None = None,
    page: Page | None = None,
    excerpt: bool = False,
    units: Units | None = None,
    ignore: Collection[str] | str = (),
    rules: Iterable[CustomRule] = (),
) -> tuple[Finding, ...]:
    """Return what is wrong with a report: in the order of the paper by the first cell, then by code.

    The report itself is not changed.

    >>> from govreport.forms import ogi2021
    >>> data = {"year": 2024, "agency": {"name": "甲局"}, "disputes": {"reconsideration": {"total": 2}}}
    >>> [finding.code for finding in check(ogi2021.Report.from_data(data, blank="zero"))]
    ['row-total']

    Args:
        report: The report.
        last_year: That of the year before, of any edition of the form; without it nothing is compared.
        page: The published document the report was read from; rules about the page itself need it.
        excerpt: Whether the document is known to be only a part of the page.
        units: The sum of the reports of its units (`govreport.aggregate`), in the form of this report.
        ignore: The codes of rules to leave out, besides those the report itself names.
        rules: Rules of your own (`govreport.rules.rule`).

    Raises:
        UsageError: If it is no report, or one of your rules none.
        DataError: If a code to ignore names no rule, with the nearest; or if `last_year` is not the report
            of the year before, or `units` not of the same year and form.
        FormError: If the form declares a relation that no rule can tell.
    """
    require_report(report, "check")
    own = _own_rules(rules)
    known = [*CATALOGUE, *(each.record.code for each in own)]
    left_out = require_rules(ignore, known) | require_rules(report.ignore, known)
    report.require_last_year(last_year)
    require_units(report, units)
    inspection = Inspection(report, last_year, page, excerpt, units)
    order = {path: position for position, path in enumerate(report.cells())}
    findings = [finding for finding in _iter_findings(inspection, own) if finding.code not in left_out]
    return tuple(sorted(findings, key=lambda finding: (_position(finding, order), finding.code)))


def _own_rules(rules: Iterable[CustomRule]) -> tuple[CustomRule, ...]:
    expected = "[rule]; govreport.rules.rule(code=…, severity=…, message=…)"
    given = require_iterable(rules, "rules", expected)
    return tuple(require(each, CustomRule, "rules", expected) for each in given)


def _iter_findings(inspection: Inspection, own: Iterable[CustomRule]) -> Iterator[Finding]:
    for check_tables in _TABLES:
        yield from check_tables(inspection.report)
    for check_one in _ALWAYS:
        yield from check_one(inspection)
    if inspection.has_text:
        for check_one in _TEXTS if inspection.is_excerpt else (*_TEXTS, *_FORM):
            yield from check_one(inspection)
    for each in own:
        yield from each(inspection.report)


def _position(finding: Finding, order: dict[str, int]) -> int:
    """Return where the first cell stands; what is no cell of a table comes before all tables."""
    return order.get("".join(finding.cells[:1]), -1)


def require_rules(
    codes: Collection[str] | str, known: Collection[str] = tuple(CATALOGUE), *, place: str = "ignore"
) -> frozenset[str]:
    """Return codes that all name a rule; a text is one code. `place` is where they stand.

    Raises:
        UsageError: If they are no texts.
        DataError: If one names no rule; with the nearest ones to each.
    """
    expected = '["row-total", "blank-cell"]'
    given: object = [codes] if isinstance(codes, str) else codes
    if not isinstance(given, Collection):
        raise wrong_argument(given, place, expected)
    named = frozenset(require(code, str, place, expected) for code in given)
    unknown = sorted(named - set(known))
    if unknown:
        raise DataError(*(_unknown_rule(code, known, place) for code in unknown))
    return named


def _unknown_rule(code: str, known: Collection[str], place: str) -> Problem:
    return Problem(
        Message("没有这条规则", "no such rule"),
        where=place,
        found=code,
        expected=" / ".join(nearest(code, known) or known),
    )
