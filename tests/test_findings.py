from __future__ import annotations

import dataclasses
import json
from decimal import Decimal

import pytest

from govreport.findings import Finding, Severity, has_errors
from govreport.messages import Message

FINDING = Finding(
    code="row-total",
    severity=Severity.ERROR,
    message=Message("总计应为 3", "the total should be 3"),
    where="三、收到和处理政府信息公开申请情况 › （一）予以公开 › 总计",
    cells=("applications.results.granted.total", "applications.results.granted.natural_person"),
    value=2,
    expected=3,
)


def with_severity(severity: Severity) -> Finding:
    return dataclasses.replace(FINDING, severity=severity)


def test_a_finding_as_plain_data_has_its_keys_in_order() -> None:
    assert json.dumps(FINDING.to_dict("en"), ensure_ascii=False) == (
        '{"code": "row-total", "severity": "error", "message": "the total should be 3", '
        '"where": "三、收到和处理政府信息公开申请情况 › （一）予以公开 › 总计", '
        '"cells": ["applications.results.granted.total", "applications.results.granted.natural_person"], '
        '"value": 2, "expected": 3}'
    )


def test_plain_data_is_chinese_unless_asked_otherwise() -> None:
    assert FINDING.to_dict()["message"] == FINDING.to_dict("zh")["message"] == "总计应为 3"


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (12, 12),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.01"), "-0.01"),
        ("二十二", "二十二"),
        (None, None),
    ],
)
def test_counts_stay_numbers_and_amounts_become_text(
    value: int | Decimal | str | None, plain: object
) -> None:
    finding = dataclasses.replace(FINDING, value=value, expected=value).to_dict()
    assert (finding["value"], finding["expected"]) == (plain, plain)
    assert type(finding["value"]) is type(plain)


def test_where_cells_and_values_may_be_left_out() -> None:
    assert Finding("blank-cell", Severity.WARNING, Message("空白", "blank")).to_dict("en") == {
        "code": "blank-cell",
        "severity": "warning",
        "message": "blank",
        "where": "",
        "cells": [],
        "value": None,
        "expected": None,
    }


def test_only_an_error_counts_as_one() -> None:
    warning, note = with_severity(Severity.WARNING), with_severity(Severity.NOTE)
    assert has_errors([warning, note, with_severity(Severity.ERROR)]) is True
    assert has_errors([warning, note]) is False
    assert has_errors([]) is False


def test_a_finding_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        FINDING.code = "balance"  # type: ignore[misc]
