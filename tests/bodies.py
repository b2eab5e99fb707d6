"""Bodies with made-up figures that agree, for texts that state them well or badly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from govreport.forms import ogi2021
from govreport.report import Report

_ROWS: Final = {
    "granted": "granted",
    "partly_granted": "partly_granted",
    "state_secret": "denied.state_secret",
    "prohibited_by_law": "denied.prohibited_by_law",
    "third_party_rights": "denied.third_party_rights",
    "internal_affairs": "denied.internal_affairs",
    "process_information": "denied.process_information",
    "enforcement_files": "denied.enforcement_files",
    "administrative_enquiry": "denied.administrative_enquiry",
    "not_held": "unavailable.not_held",
    "needs_creation": "unavailable.needs_creation",
    "still_unclear": "unavailable.still_unclear",
    "complaint": "not_processed.complaint",
    "repeated": "not_processed.repeated",
    "excessive": "not_processed.excessive",
    "correction_overdue": "other.correction_overdue",
    "other": "other.other",
}
_COLUMNS: Final = ("business", "research", "public_welfare", "legal_service", "other")
_OUTCOMES: Final = ("upheld", "corrected", "other", "pending")


def _row(total: int, organisations: tuple[int, ...] = ()) -> dict[str, object]:
    """A row of table 三; who is no organisation is a person."""
    counts = dict(zip(_COLUMNS, organisations, strict=False))
    return {"natural_person": total - sum(organisations), "organisation": counts}


def _put(data: dict[str, object], path: str, value: object) -> None:
    *outer, last = path.split(".")
    for name in outer:
        inner = data.setdefault(name, {})
        assert isinstance(inner, dict)
        data = inner
    data[last] = value


def body(
    name: str,
    year: int,
    *,
    came_in: tuple[int, int, int],
    organisations: tuple[tuple[int, ...], tuple[int, ...]],
    results: Mapping[str, int],
    disputes: Mapping[str, tuple[int, ...]],
    documents: tuple[int, int, int],
    **texts: str,
) -> Report:
    """What came in and was left, the rows of 三, the blocks of 四, and 规范性文件, as a report."""
    received, over, forward = came_in
    data: dict[str, object] = {"year": year, "agency": {"name": name}, **texts}
    _put(data, "applications.received", _row(received, organisations[0]))
    _put(data, "applications.carried_over", _row(over, organisations[1]))
    _put(data, "applications.carried_forward", _row(forward))
    together = [sum(pair) for pair in zip(*organisations, strict=False)]
    first = next(iter(results))
    for row, count in results.items():
        whose = tuple(together) if row == first else ()
        _put(data, f"applications.results.{_ROWS[row]}", _row(count, whose))
    for block, counts in disputes.items():
        _put(data, f"disputes.{block}", dict(zip(_OUTCOMES, counts, strict=True)))
    names = ("issued", "repealed", "in_force")
    _put(data, "disclosure.normative_documents", dict(zip(names, documents, strict=True)))
    return ogi2021.Report.from_data(data, blank="zero")


def county(**texts: str) -> Report:
    """A county of 2023: 214 requests, 20 reviews, 9 lawsuits."""
    return body(
        "青岚县人民政府",
        2023,
        came_in=(214, 9, 6),
        organisations=((19, 1, 2, 5, 1), (1, 0, 0, 0, 0)),
        results={
            "granted": 96,
            "partly_granted": 31,
            "state_secret": 1,
            "prohibited_by_law": 4,
            "third_party_rights": 3,
            "internal_affairs": 6,
            "process_information": 8,
            "enforcement_files": 2,
            "administrative_enquiry": 5,
            "not_held": 38,
            "needs_creation": 3,
            "still_unclear": 2,
            "complaint": 7,
            "repeated": 5,
            "excessive": 1,
            "correction_overdue": 2,
            "other": 3,
        },
        disputes={
            "reconsideration": (11, 3, 4, 2),
            "litigation_direct": (2, 0, 1, 1),
            "litigation_after_reconsideration": (3, 1, 0, 1),
        },
        documents=(7, 12, 58),
        **texts,
    )


def province(**texts: str) -> Report:
    """A province of 2023: 12436 requests, 939 reviews, 615 lawsuits."""
    return body(
        "云海省人民政府",
        2023,
        came_in=(12436, 512, 633),
        organisations=((1021, 44, 63, 210, 38), (22, 1, 0, 3, 0)),
        results={
            "granted": 4210,
            "partly_granted": 1105,
            "state_secret": 35,
            "prohibited_by_law": 120,
            "third_party_rights": 62,
            "internal_affairs": 210,
            "process_information": 318,
            "enforcement_files": 71,
            "administrative_enquiry": 255,
            "not_held": 3902,
            "needs_creation": 211,
            "still_unclear": 96,
            "complaint": 812,
            "repeated": 264,
            "excessive": 41,
            "correction_overdue": 402,
            "other": 201,
        },
        disputes={
            "reconsideration": (611, 98, 143, 87),
            "litigation_direct": (164, 12, 40, 55),
            "litigation_after_reconsideration": (201, 9, 61, 73),
        },
        documents=(86, 143, 1204),
        **texts,
    )


def department(**texts: str) -> Report:
    """A department of 2022: 47 requests, 4 reviews, 1 lawsuit."""
    return body(
        "青岚县自然资源和规划局",
        2022,
        came_in=(47, 2, 2),
        organisations=((3, 0, 0, 0, 0), (0, 0, 0, 0, 0)),
        results={
            "granted": 18,
            "partly_granted": 9,
            "process_information": 4,
            "administrative_enquiry": 2,
            "not_held": 11,
            "still_unclear": 1,
            "repeated": 1,
            "other": 1,
        },
        disputes={
            "reconsideration": (3, 0, 0, 1),
            "litigation_direct": (0, 0, 0, 0),
            "litigation_after_reconsideration": (0, 0, 0, 1),
        },
        documents=(1, 0, 6),
        **texts,
    )


def township(**texts: str) -> Report:
    """A township of 2024: three requests, no reviews."""
    return body(
        "青岚县柳溪镇人民政府",
        2024,
        came_in=(3, 0, 0),
        organisations=((1, 0, 0, 0, 0), (0, 0, 0, 0, 0)),
        results={"granted": 2, "not_held": 1},
        disputes={},
        documents=(0, 0, 2),
        **texts,
    )


def quiet_office(**texts: str) -> Report:
    """A sub-district of 2022 to which nothing happened."""
    return body(
        "青岚县东关街道办事处",
        2022,
        came_in=(0, 0, 0),
        organisations=((0, 0, 0, 0, 0), (0, 0, 0, 0, 0)),
        results={"granted": 0},
        disputes={},
        documents=(0, 0, 0),
        **texts,
    )
