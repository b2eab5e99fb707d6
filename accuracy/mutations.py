"""How many planted faults the checks find, at the right place.

    python accuracy/mutations.py [FOLDER] [--count 500] [--seed 1] [--misses]

FOLDER is the corpus (`corpus.py`). In its reports whose tables are consistent one figure is changed: of 表三
or 表四, or one number of a sentence that states a figure of these tables. A fault of a table is found if an
error names the changed cell, or a cell it is added up into; one of a sentence, if a finding underlines it.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpus import add_folder
from labelled import load_folder

from govreport.checks import check
from govreport.findings import Finding, Severity
from govreport.report import Report
from govreport.text.folding import fold
from govreport.text.quantities import find_quantities

_TABLES: Final = ("applications.", "disputes.")
_SPEAKS: Final = re.compile(r"申请|复议|诉讼|答复|结转")
_NOT_STATED: Final = re.compile(r"备案|处理费")


@dataclass(frozen=True, slots=True)
class Fault:
    """A planted fault.

    Attributes:
        report: The report with the fault.
        place: The path of the changed cell; of a sentence its section.
        number: The changed number, as it now stands in the text.
    """

    report: Report
    place: str
    number: str = ""


def consistent_reports(folder: Path) -> Iterator[Report]:
    """Yield the reports with all three tables and nothing wrong in them."""
    for labelled in load_folder(folder):
        report = labelled.report
        if (
            "applications.received.total" not in labelled.raw
            or "disputes.reconsideration.total" not in labelled.raw
        ):
            continue
        if not any(_is_wrong(finding) for finding in check(report)):
            yield report


def _is_wrong(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def planted(reports: Sequence[Report], count: int, seed: int) -> Iterator[Fault]:
    """Yield faults, every second one in a sentence."""
    source = random.Random(seed)  # noqa: S311  a fixed sequence is the point
    tables = list(reports)
    texts = [(report, *place) for report in reports for place in _stated_numbers(report)]
    for number in range(count):
        if number % 2 and texts:
            yield _fault_in_text(*source.choice(texts), source)
        else:
            yield _fault_in_table(source.choice(tables), source)


def _fault_in_table(report: Report, source: random.Random) -> Fault:
    figures = {
        path: value
        for path, value in report.figures().items()
        if path.startswith(_TABLES) and value is not None
    }
    path = source.choice(list(figures))
    data = report.to_data()
    *outer, last = path.split(".")
    place: dict[str, object] = data
    for name in outer:
        inner = place[name]
        assert isinstance(inner, dict)  # noqa: S101  a path never goes through a figure
        place = inner
    place[last] = _changed(int(figures[path] or 0), source)
    return Fault(type(report).from_data(data, references=False), path)


def _fault_in_text(report: Report, section: str, span: tuple[int, int], source: random.Random) -> Fault:
    text = report.texts()[section]
    start, end = span
    number = str(_changed(int(text[start:end]), source))
    data = {**report.to_data(), section: text[:start] + number + text[end:]}
    return Fault(type(report).from_data(data, references=False), section, number)


def _changed(value: int, source: random.Random) -> int:
    """Return another number such as a slip makes: one off, a digit changed, or two digits swapped."""
    digits = list(str(value))
    at = source.randrange(len(digits))
    others = [
        value + 1,
        max(value - 1, 0),
        int("".join([*digits[:at], source.choice("123456789"), *digits[at + 1 :]])),
    ]
    if len(digits) > 1:
        others.append(int("".join([*digits[:-2], digits[-1], digits[-2]])))
    different = [other for other in others if other != value]
    return source.choice(different)


def _stated_numbers(report: Report) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the numbers of sentences on requests and disputes that are figures of 表三 or 表四.

    Told by the words and the value alone, not by the checks: a number counts if it is a sum the tables
    have and larger than 9, so that it is no chance.
    """
    known = _known_figures(report)
    for section, text in report.texts().items():
        position = 0
        for line in text.split("\n"):
            folded = fold(line)
            for quantity in find_quantities(folded.text):
                around = folded.text[max(quantity.start - 30, 0) : quantity.end + 12]
                is_stated = int(quantity.value) in known and quantity.value > 9 and not quantity.places
                if (
                    is_stated
                    and quantity.unit in ("件", "宗", "起")
                    and _SPEAKS.search(around)
                    and not _NOT_STATED.search(around)
                ):
                    start, end = folded.span(quantity.start, quantity.digits_end)
                    if line[start:end].isdigit():
                        yield section, (position + start, position + end)
            position += len(line) + 1


def _known_figures(report: Report) -> set[int]:
    figures: Mapping[str, int] = {
        path: int(value or 0) for path, value in report.figures().items() if path.startswith(_TABLES)
    }
    groups: Counter[str] = Counter()
    for path, value in figures.items():
        names = path.split(".")
        if names[-1] == "total" and len(names) == 5:
            groups[names[2]] += value
    suits = Counter(
        {
            name: figures[f"disputes.litigation_direct.{name}"]
            + figures[f"disputes.litigation_after_reconsideration.{name}"]
            for name in ("upheld", "corrected", "other", "pending", "total")
        }
    )
    both = figures["applications.received.total"] + figures["applications.carried_over.total"]
    totals = {
        value for path, value in figures.items() if path.endswith(".total") or path.startswith("disputes.")
    }
    return {*totals, *groups.values(), *suits.values(), both}


def rule_that_found(fault: Fault, findings: Sequence[Finding]) -> str:
    """Return the code of the rule that names the place of the fault; nothing where none does."""
    for finding in findings:
        if fault.number:
            quote = finding.quote
            is_there = (
                quote is not None and re.search(rf"(?<!\d){fault.number}(?!\d)", quote.words) is not None
            )
            if is_there and finding.severity is not Severity.NOTE:
                return finding.code
        elif finding.severity is Severity.ERROR and fault.place in finding.cells:
            return finding.code
    return ""


def main() -> None:
    """Plant faults and print how many are found, by rule."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    add_folder(parser)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="name what was not found")
    arguments = parser.parse_args()
    reports = list(consistent_reports(arguments.folder))
    if not reports:
        sys.exit(f"no consistent reports in {arguments.folder}")
    found: Counter[str] = Counter()
    missed: list[str] = []
    for fault in planted(reports, arguments.count, arguments.seed):
        code = rule_that_found(fault, check(fault.report))
        found[code] += 1
        if not code:
            missed.append(f"{fault.report.title} {fault.place} {fault.number}")
    print(f"{len(reports)} reports, {arguments.count} faults, {arguments.count - found['']} found")
    print("\n".join(f"{code or 'missed':20} {number:>4}" for code, number in found.most_common()))
    if arguments.misses:
        print("\n".join(missed))


if __name__ == "__main__":
    main()
