"""The reports of the year before, found by agency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self, cast

from govreport.arguments import require_iterable, require_report
from govreport.batch.keeping import digest_of, pack, unpack
from govreport.errors import DataError
from govreport.messages import Message
from govreport.report import Report
from govreport.text.wording import agency_key

_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class LastYears:
    """Reports of the year before, each found by the name of its agency; kept packed.

    >>> from govreport.forms import ogi2021
    >>> make = lambda year, name: ogi2021.Report.from_data({"year": year, "agency": {"name": name}})
    >>> before = LastYears.of([make(2023, "甲局"), make(2023, "乙局")])
    >>> before.before(make(2024, "乙 局")).title
    '乙局2023年政府信息公开工作年度报告'
    >>> before.before(make(2025, "乙局")) is None
    True
    """

    _kept: dict[_Key, tuple[str, bytes]] = field(default_factory=dict)

    @classmethod
    def of(cls, reports: Iterable[Report]) -> Self:
        """Make the collection of some reports, of one year or several.

        Raises:
            UsageError: If one of them is no report.
            DataError: If an agency has two different ones of one year.
        """
        kept: dict[_Key, tuple[str, bytes]] = {}
        for each in require_iterable(reports, "LastYears.of", "[report, …]"):
            report = require_report(each, "LastYears.of")
            key, digest = _key(report.agency.name, report.year), digest_of(report)
            if kept.setdefault(key, (digest, pack(report)))[0] != digest:
                raise DataError.of(
                    Message("一个机关有两份上年的报告", "two reports of the year before for one agency"),
                    where="last_year (--last-year)",
                    found=report.title,
                    remedy=Message("只留其中一份", "leave one of them out"),
                )
        return cls(kept)

    def __len__(self) -> int:
        return len(self._kept)

    def before(self, report: Report) -> Report | None:
        """Return the report of the year before of the same agency, if there is one."""
        kept = self._kept.get(_key(report.agency.name, report.year - 1))
        return cast("Report", unpack(kept[1])) if kept else None

    def digest(self, agency: str, year: int) -> str:
        """Return the SHA-256 of what is compared with the report of a year; nothing where there is none."""
        kept = self._kept.get(_key(agency, year - 1))
        return kept[0] if kept else ""


def _key(agency: str, year: int) -> _Key:
    return agency_key(agency), year
