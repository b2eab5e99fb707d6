"""How well the checks do on labelled published reports: per rule found, missed and false.

    python accuracy/checking.py [FOLDER] [--misses]

FOLDER is the corpus (`corpus.py`). A label is what a careful reader found in a
report; the catalogue of rules decides where the two differ, and such labels are counted apart.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpus import add_folder
from labelled import Labelled, load_folder
from pages import page_of

from govreport.checks import check
from govreport.findings import Finding, Severity
from govreport.report import Report

_PARTS: Final = frozenset({"text-parts", "text-balance", "stated-twice"})
_TABLE: Final = frozenset({"text-table", "text-documents"})
_CLAIMS: Final = (
    (r"vs table|narrative 行政|narrative 处理|受理", _TABLE),
    (r"share of|^\d+(?:\.\d+)?$.*%", frozenset({"text-share", "text-rounding"})),
    (r"growth|change %", frozenset({"text-change", "text-rounding"})),
)
_ISSUES: Final = (
    (r"row_sum|column_sum", frozenset({"row-total", "column-total"})),
    (r"identity", frozenset({"balance"})),
    (r"blank_total", frozenset({"blank-cell"})),
    (r"规章_by_body", frozenset({"regulations-authority"})),
    (r"valid_too_small", frozenset({"in-force"})),
)
_FINDINGS: Final = (
    (r"均获维持", frozenset({"text-all"}), False),
    (r"^narrative .*= only", _TABLE, False),
    (r"cell '|annotation", frozenset({"cell-note"}), False),
    (r"figure left blank", frozenset({"figure-left-blank"}), True),
    (r"blank", frozenset({"blank-cell"}), False),
    (r"row label|label 规范性文件", frozenset({"label-altered"}), False),
    (r"2019 template|withdrawn 2019|one single row", frozenset({"form-year", "form-hybrid"}), False),
    (r"title lacks|年度报告 not in the title|title '", frozenset({"title"}), True),
    (r"title doubles", frozenset({"title-doubled"}), True),
    (r"left-over template", frozenset({"template-text"}), True),
    (r"replaced notice", frozenset({"notice"}), True),
    (r"addressed to", frozenset({"addressee"}), True),
    (r"年/月 lost|年 lost", frozenset({"period-torn"}), True),
    (r"left from the year before|wrong year", frozenset({"other-year", "period"}), True),
    (r"parts \(|项内容|only 5 parts|three parts", frozenset({"announced-parts"}), True),
    (r"published .* due", frozenset({"published-late"}), False),
)
"""What a reader's remark asks of which rules, and whether that is of section E, for full reports only."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A label: rules one of which should speak, and the figure they should speak of."""

    codes: frozenset[str]
    figure: Decimal | None
    remark: str


def labels_of(labelled: Labelled) -> Iterator[Expected]:
    """Yield what should be found in a report."""
    data = labelled.data
    for issue in (data.get("arithmetic") or {}).get("issues", ()):
        for pattern, codes in _ISSUES:
            if re.search(pattern, issue["rule"]):
                yield Expected(codes, None, f"{issue['rule']} {issue['where']}")
    for claim in data.get("claims") or ():
        if claim["ok"] is False and "cross-year" not in claim["what"]:
            yield Expected(_codes_of(claim), _figure(claim["stated"]), f"{claim['what']} = {claim['expr']}")
    for remark in data.get("reported_findings") or ():
        for pattern, codes, is_form in _FINDINGS:
            if re.search(pattern, remark):
                if labelled.is_full or not is_form:
                    figure = re.search(r"\d+", remark) if codes is _TABLE else None
                    yield Expected(codes, Decimal(figure[0]) if figure else None, remark)
                break


def _codes_of(claim: Mapping[str, str]) -> frozenset[str]:
    for pattern, codes in _CLAIMS:
        if re.search(pattern, claim["what"]):
            return codes
    return _PARTS


def _figure(stated: str) -> Decimal | None:
    match = re.fullmatch(r"\d+(?:\.\d+)?", str(stated))
    return Decimal(match[0]) if match else None


def is_overruled(expected: Expected, labelled: Labelled) -> str:
    """Return why the catalogue does not ask for what a label says; nothing where it does."""
    data = labelled.data
    if expected.codes == _TABLE and "备案" in str(data.get("reported_findings")):
        return "another register"
    if expected.codes == _PARTS:
        terms = [Decimal(term) for term in re.findall(r"\d+", expected.remark.rpartition("=")[2])]
        runs = {sum(terms[:count], Decimal(0)) for count in range(1, len(terms) + 1)}
        if expected.figure in runs:
            return "a leading run of parts equals the whole"
    return ""


def last_years(reports: Sequence[Labelled]) -> Mapping[str, Report]:
    """Return for each report that of the same agency and the year before, where both are whole."""
    full = {(each.data.get("agency"), each.data.get("year")): each.report for each in reports if each.raw}
    found = {}
    for each in reports:
        last = full.get((each.data.get("agency"), (each.data.get("year") or 0) - 1))
        if last is not None and each.raw:
            found[each.name] = last
    return found


def findings_of(labelled: Labelled, last_year: Report | None) -> tuple[Finding, ...]:
    """Return what the checks find in a labelled report."""
    report = labelled.report
    published = labelled.data.get("published")
    if published:
        data = {**report.to_data(), "published": str(published)}
        report = type(report).from_data(data, references=False)
    return check(report, page=page_of(labelled), last_year=last_year, excerpt=not labelled.is_full)


def is_fact(finding: Finding, labelled: Labelled) -> bool:
    """Tell whether the published cells themselves prove a finding, label or not."""
    cells = [str(labelled.raw.get(path, "")).strip() for path in finding.cells]
    if finding.code == "blank-cell":
        return all(not text or not re.search(r"\d", text) for text in cells)
    if finding.code == "cell-note":
        return re.fullmatch(r"(?:0|[1-9]\d*)(?:\.\d+)?", cells[0]) is None
    if finding.code in ("row-total", "column-total"):
        total, *parts = [Decimal(text) for text in cells if re.fullmatch(r"\d+(?:\.\d+)?", text)]
        return total != sum(parts)
    if finding.code == "form-year":
        year = labelled.data.get("year")
        return year is None or labelled.report.info().serves(year) is False
    return finding.code in ("label-altered", "published-late")


class Tally:
    """Counts of what was found, missed and false, by rule."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self.missed: defaultdict[str, list[str]] = defaultdict(list)
        self.false: defaultdict[str, list[str]] = defaultdict(list)
        self.overruled: list[str] = []
        self.reports = 0
        self.false_warnings = self.false_errors = 0

    def take(self, labelled: Labelled, findings: Sequence[Finding]) -> None:
        """Count one report."""
        self.reports += 1
        unexplained = list(findings)
        for expected in labels_of(labelled):
            name = "/".join(sorted(expected.codes))
            matching = [finding for finding in findings if _matches(finding, expected)]
            unexplained = [finding for finding in unexplained if finding not in matching]
            reason = is_overruled(expected, labelled)
            if matching:
                self.found[matching[0].code] += 1
            elif reason:
                self.overruled.append(f"{labelled.name}: {expected.remark} ({reason})")
            else:
                self.missed[name].append(f"{labelled.name}: {expected.remark}")
        for finding in unexplained:
            if finding.severity is not Severity.NOTE and not is_fact(finding, labelled):
                self.false[finding.code].append(f"{labelled.name}: {finding.message.zh}")
                self.false_errors += finding.severity is Severity.ERROR
                self.false_warnings += finding.severity is Severity.WARNING

    def lines(self, *, misses: bool) -> Iterator[str]:
        """Yield the table, and the cases by name if they are asked for."""
        yield f"{'rule':45} {'n':>3} {'found':>5} {'missed':>6} {'false':>5}"
        for code in sorted({*self.found, *self.missed, *self.false}):
            found, missed, false = self.found[code], len(self.missed[code]), len(self.false[code])
            yield f"{code:45} {found + missed:>3} {found:>5} {missed:>6} {false:>5}"
        yield f"{self.reports} reports"
        yield f"{self.false_errors} false errors, {self.false_warnings} false warnings"
        yield f"{len(self.overruled)} labels overruled by the catalogue"
        if misses:
            for title, cases in (("missed", self.missed), ("false", self.false)):
                for code, lines in sorted(cases.items()):
                    yield from (f"{title} {code}: {line}" for line in lines)
            yield from (f"overruled: {line}" for line in self.overruled)


def _matches(finding: Finding, expected: Expected) -> bool:
    if finding.code not in expected.codes:
        return False
    if expected.figure is None:
        return True
    stated = re.match(r"\d+(?:\.\d+)?", str(finding.value))
    return stated is not None and Decimal(stated[0]) == expected.figure


def main() -> None:
    """Check the labelled reports and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    add_folder(parser)
    parser.add_argument("--misses", action="store_true", help="name what was missed and what is false")
    arguments = parser.parse_args()
    reports = list(load_folder(arguments.folder))
    before = last_years(reports)
    tally = Tally()
    for labelled in reports:
        tally.take(labelled, findings_of(labelled, before.get(labelled.name)))
    print("\n".join(tally.lines(misses=arguments.misses)))


if __name__ == "__main__":
    main()
