"""How well the narrative of published reports is read: ``python accuracy/narrative.py [FOLDER] [--misses]``.

FOLDER is the corpus (`corpus.py`); every source of each report is read. For each kind of fact how many were
read right, wrong, not at all (missing), or without being stated (invented). Blanks inside do not count. The
text of Jinhu 2023 has lost characters of every heading, those of Suqian hold two years: both are left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from corpus import add_folder

from govreport.sources import read
from govreport.sources.reading import Reading

_ENDINGS: Final = (".raw.html", ".raw.txt", ".pdf")
_SIX: Final = "overview disclosure applications disputes problems other"
_CONTACTS: Final = ("address", "postcode", "phone", "email", "website")
_OUTCOMES: Final = ("right", "wrong", "missing", "invented")

STATED: Final[Mapping[str, Mapping[str, str]]] = {
    "full_hongze_2023": {
        "period": "2023年1月1日起至2023年12月31日",
        "sections": _SIX,
        "address": "淮安市洪泽区洪泽湖大道90号",
        "postcode": "223100",
        "phone": "0517-87222589",
        "email": "hzzwgk@126.com",
    },
    "full_huaian_city_2024": {
        "period": "2024年1月1日至2024年12月31日",
        "sections": _SIX,
        "address": "淮安市翔宇南道1号",
        "postcode": "223001",
        "phone": "0517-83605210",
        "email": "hazwgkc@163.com",
    },
    "full_shanghai_gov_office_2019": {
        "period": "2019年1月1日到12月31日",
        "sections": _SIX,
        "website": "www.shanghai.gov.cn",
    },
    "full_shuyang_fagaiju_2023": {
        "period": "2023年1月1日至2023年12月31日",
        "sections": _SIX.removesuffix(" other"),
        "address": "沭阳县沭城街道苏州东路42号",
        "postcode": "223600",
        "phone": "0527—83593059",
        "website": "http://www.shuyang.gov.cn/",
    },
}
"""What a careful reader finds in a report beside what is noted in the file that goes with it."""


def main() -> int:
    """Print the score of every kind of fact; exit with 1 if any is wrong or invented."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_folder(parser)
    parser.add_argument("--misses", action="store_true", help="name each miss")
    arguments = parser.parse_args()
    scores: dict[str, Counter[str]] = defaultdict(Counter)
    misses: list[str] = []
    for path, truth in iter_sources(arguments.folder):
        for fact, outcome, told in compare(truth, facts_of(read(path))):
            scores[fact][outcome] += 1
            if outcome != "right":
                misses.append(f"{path.name}: {fact}: {outcome}: {told}")
    print(f"{'narrative':<12}", *(f"{outcome:>9}" for outcome in _OUTCOMES))
    for fact, counts in scores.items():
        print(f"{fact:<12}", *(f"{counts[outcome]:9d}" for outcome in _OUTCOMES))
    if arguments.misses:
        print(*(f"    {miss}" for miss in misses), sep="\n")
    return int(any(counts["wrong"] or counts["invented"] for counts in scores.values()))


def iter_sources(folder: Path) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Yield every source of the reports whose facts are known, with the facts."""
    for name, stated in STATED.items():
        noted = folder / f"{name}.json"
        if not noted.is_file():
            continue
        data = json.loads(noted.read_text(encoding="utf-8"))
        known = {fact: str(data[fact]) for fact in ("title", "agency", "year", "published") if data.get(fact)}
        for source in (folder / f"{name}{ending}" for ending in _ENDINGS):
            if source.is_file():
                yield source, known | stated


def facts_of(reading: Reading) -> dict[str, str]:
    """Return what was read, a text for each fact; one that was not read is left out."""
    report, seen = reading.report, reading.seen
    facts = {
        "title": report.title,
        "agency": report.agency.name,
        "year": str(report.year) if reading.is_year_stated else "",
        "period": seen.period,
        "sections": " ".join(heading.part or heading.source.text for heading in seen.headings),
        "published": seen.published.isoformat() if seen.published else "",
        "notices": " ".join(seen.notices),
    }
    contacts = {name: value for name, value in asdict(report.agency).items() if name in _CONTACTS}
    return {fact: value for fact, value in (facts | contacts).items() if value}


def compare(truth: Mapping[str, str], facts: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield for each fact that is stated or was read what became of it, and what was read for what."""
    for fact in dict.fromkeys((*truth, *facts)):
        expected, found = truth.get(fact), facts.get(fact)
        told = f"{expected!r} read as {found!r}"
        if fact == "sections":
            yield from _compare_sections(expected or "", found or "")
        elif expected is None:
            yield fact, "invented", told
        elif found is None:
            yield fact, "missing", told
        else:
            is_same = "".join(expected.split()) == "".join(found.split())
            yield fact, "right" if is_same else "wrong", told


def _compare_sections(expected: str, found: str) -> Iterator[tuple[str, str, str]]:
    for part in expected.split():
        yield "sections", "right" if part in found.split() else "missing", part
    for part in found.split():
        if part not in expected.split():
            yield "sections", "invented", part


if __name__ == "__main__":
    raise SystemExit(main())
