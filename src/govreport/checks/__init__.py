"""The checks: what is wrong with the figures of a report.

A rule is a record (`govreport.checks.rule.Rule`) and a plain function that takes a report and yields
findings; one function may tell findings of several rules. They stand together in modules by what they
look at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

from govreport.arguments import require, require_report, wrong_argument
from govreport.checks.authority import check_regulations_authority
from govreport.checks.catalogue import CATALOGUE
from govreport.checks.cells import check_blanks, check_negative, check_units
from govreport.checks.edition import check_form_year
from govreport.checks.identity import check_agency_name
from govreport.checks.relations import check_relations
from govreport.checks.sums import check_sums
from govreport.errors import DataError, Problem
from govreport.findings import Finding
from govreport.messages import Message
from govreport.report import Report
from govreport.text.wording import nearest

__all__ = ["check", "require_rules"]

_CHECKS: Final[tuple[Callable[[Report], Iterator[Finding]], ...]] = (
    check_form_year,
    check_agency_name,
    check_sums,
    check_relations,
    check_negative,
    check_blanks,
    check_units,
    check_regulations_authority,
)


def check(report: Report, *, ignore: Collection[str] | str = ()) -> tuple[Finding, ...]:
    """Return what is wrong with a report: in the order of the paper by the first cell, then by code.

    ``ignore`` names rules whose findings are left out; a text is one rule. The report itself is not changed.

    >>> from govreport.forms import ogi2021
    >>> data = {"year": 2024, "agency": {"name": "甲局"}, "disputes": {"reconsideration": {"total": 2}}}
    >>> [finding.code for finding in check(ogi2021.Report.from_data(data, blank="zero"))]
    ['row-total']

    Raises:
        UsageError: If it is no report.
        DataError: If a code in ``ignore`` names no rule; the message gives the nearest ones.
        FormError: If the form declares a relation that no rule can tell.
    """
    require_report(report, "check")
    ignored = require_rules(ignore)
    order = {path: position for position, path in enumerate(report.cells())}
    findings = [
        finding for check_one in _CHECKS for finding in check_one(report) if finding.code not in ignored
    ]
    return tuple(sorted(findings, key=lambda finding: (_position(finding, order), finding.code)))


def _position(finding: Finding, order: dict[str, int]) -> int:
    """Return where the first cell stands; what is no cell of a table comes before all tables."""
    return order.get("".join(finding.cells[:1]), -1)


def require_rules(codes: Collection[str] | str, *, place: str = "ignore") -> frozenset[str]:
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
    unknown = sorted(named - CATALOGUE.keys())
    if unknown:
        raise DataError(*(_unknown_rule(code, place) for code in unknown))
    return named


def _unknown_rule(code: str, place: str) -> Problem:
    return Problem(
        Message("没有这条规则", "no such rule"),
        where=place,
        found=code,
        expected=" / ".join(nearest(code, CATALOGUE) or CATALOGUE),
    )
