"""Seven faults planted in 表三 of a published report: seven found, each at its cell."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")
DENIED = "applications.results.denied"
PLANTED = {
    # path: (figure published, figure planted, code, cell that should agree)
    "applications.received.total": (3119, 3191, "row-total", "applications.received.total"),
    "applications.results.granted.total": (
        1362,
        1363,
        "row-total",
        "applications.results.granted.total",
    ),
    f"{DENIED}.internal_affairs.organisation.business": (
        1,
        10,
        "row-total",
        f"{DENIED}.internal_affairs.total",
    ),
    f"{DENIED}.enforcement_files.total": (9, None, "blank-cell", f"{DENIED}.enforcement_files.total"),
    "applications.results.not_processed.excessive.natural_person": (
        0,
        -3,
        "negative",
        "applications.results.not_processed.excessive.natural_person",
    ),
    "applications.results.total.organisation.legal_service": (
        None,
        7,
        "column-total",
        "applications.results.total.organisation.legal_service",
    ),
    "applications.carried_forward.organisation.other": (
        None,
        99,
        "balance",
        "applications.results.total.organisation.other",
    ),
}


def found_in(govreport: Callable, tmp_path: Path, figures: dict) -> set[tuple[str, str]]:
    path = tmp_path / "planted.json"
    data = changed(HUAIAN, figures).to_data()
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (entry,) = json.loads(govreport("check", path, "--format", "json").out)["files"]
    return {(finding["code"], finding["cells"][0]) for finding in entry["findings"]}


@pytest.mark.parametrize("path", PLANTED)
def test_a_fault_alone_is_found(govreport: Callable, tmp_path: Path, path: str) -> None:
    published, planted, code, cell = PLANTED[path]
    assert published is None or HUAIAN.figures()[path] == published
    assert (code, cell) in found_in(govreport, tmp_path, {path: planted})


def test_all_seven_are_found_together(govreport: Callable, tmp_path: Path) -> None:
    found = found_in(govreport, tmp_path, {path: fault[1] for path, fault in PLANTED.items()})
    expected = {(code, cell) for _, _, code, cell in PLANTED.values()}
    assert len(expected) == 7
    assert expected <= found


def test_amounts_are_strings_and_counts_numbers_in_json(govreport: Callable, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    data = changed(HUAIAN, {"disclosure.fees.amount": "-1.50", "disclosure.licences.decisions": -2}).to_data()
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (entry,) = json.loads(govreport("check", path, "--format", "json").out)["files"]
    values = {finding["cells"][0]: finding["value"] for finding in entry["findings"]}
    assert values == {"disclosure.fees.amount": "-1.50", "disclosure.licences.decisions": -2}


def test_messages_follow_the_language_and_codes_do_not(govreport: Callable, wrong: Path) -> None:
    chinese = json.loads(govreport("check", wrong, "--format", "json").out)["files"][0]["findings"]
    english = json.loads(govreport("--lang", "en", "check", wrong, "--format", "json").out)["files"][0][
        "findings"
    ]
    for zh, en in zip(chinese, english, strict=True):
        assert zh["message"] != en["message"]
        assert {**zh, "message": ""} == {**en, "message": ""}
    assert "错误 [row-total]" in govreport("check", wrong).out
    assert "error [row-total]" in govreport("check", wrong, "--lang", "en").out


def test_findings_are_results_of_check_and_diagnostics_of_build(
    govreport: Callable, wrong: Path, tmp_path: Path
) -> None:
    checked, built = govreport("check", wrong), govreport("build", wrong, "-o", tmp_path / "a.docx")
    assert (checked.code, checked.err) == (1, "")
    assert (built.code, built.out) == (1, "")
    assert built.err.splitlines()[0] == (
        f"{wrong}: 2 个错误，0 个警告，0 个提示；有错误的报告不写出（--draft 可写成草稿）"
    )
    assert not (tmp_path / "a.docx").exists()
