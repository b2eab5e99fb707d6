"""Plain data: keys in both languages, at every depth, and rubbish of every kind."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.errors import DataError, GovReportError
from govreport.forms import ogi2014, ogi2021
from govreport.forms._mapping import FieldReader
from govreport.forms._registry import report_from_data
from govreport.forms.ogi2021 import Applicants, Disclosure, Results

BASE: dict[str, Any] = {"year": 2022, "agency": {"name": "甲局"}}


def refused(data: object, make: Callable[[Any], object] = ogi2021.Report.from_data) -> list[str]:
    with pytest.raises(DataError) as caught:
        make(data)
    lines = caught.value.to_text("en").splitlines()
    assert len(lines) <= 6
    return lines


@pytest.mark.parametrize(
    "key", ["危及“三安全一稳定”", "3.危及“三安全一稳定”", "三、危及三安全一稳定", "危及 三安全一稳定"]
)
def test_numbering_quotes_and_blanks_of_a_label_do_not_matter(key: str) -> None:
    reader = FieldReader(Results)
    assert reader.read({"不予公开": {key: {"总计": 3}}}) == {"denied": {"safety_and_stability": {"total": 3}}}
    assert reader.problems == []


@pytest.mark.parametrize(
    "key", ["部分公开", "（二）部分公开", "(二)部分公开(区分处理的,只计这一情形,不计其他情形)"]
)
def test_the_remark_of_a_label_may_be_left_out(key: str) -> None:
    assert FieldReader(Results).read({key: {}}) == {"partly_granted": {}}


def test_a_bare_value_stands_for_the_only_column() -> None:
    assert FieldReader(Disclosure).read({"行政许可": 12, "fees": None}) == {
        "licences": {"decisions": 12},
        "fees": {"amount": None},
    }


def test_a_bare_value_stands_for_the_total_of_a_group() -> None:
    reader = FieldReader(ogi2014.OnRequest)
    assert reader.read({"received": 7}) == {"received": {"total": 7}}


def test_lists_stand_for_nothing() -> None:
    assert refused({**BASE, "disclosure": {"licences": [12]}}) == [
        "fields belong here",
        "  where: disclosure.licences（二、主动公开政府信息情况 › 行政许可）",
        "  found: [12]",
        "  expected: decisions",
    ]


@pytest.mark.parametrize(
    ("data", "where", "found", "expected"),
    [
        ({"yeer": 1}, "", "yeer", "year（年度）"),
        ({"agency": {"name": "甲", "emial": "x"}}, "agency（机关）", "emial", "email（电子邮箱）"),
        (
            {"applications": {"carried_ovr": {}}},
            "applications（三、收到和处理政府信息公开申请情况）",
            "carried_ovr",
            "carried_over（二、上年结转政府信息公开申请数量）",
        ),
        (
            {"disputes": {"reconsideration": {"upheldd": 1}}},
            "disputes.reconsideration（四、政府信息公开行政复议、行政诉讼情况 › 行政复议）",
            "upheldd",
            "upheld（结果维持）",
        ),
        (
            {"disclosure": {"规张": {}}},
            "disclosure（二、主动公开政府信息情况）",
            "规张",
            "regulations（规章）",
        ),
        ({"applications": {3: 4}}, "applications（三、收到和处理政府信息公开申请情况）", "3", ""),
        ({None: 4}, "", "None", ""),
    ],
)
def test_an_unknown_key_is_told_at_every_depth(
    data: dict[Any, Any], where: str, found: str, expected: str
) -> None:
    lines = refused({**BASE, **data})
    assert lines[0] == "no such field"
    assert (f"  where: {where}" in lines) is bool(where)
    assert f"  found: {found}" in lines
    if expected:
        assert lines[-1].startswith(f"  expected: {expected}")


@pytest.mark.parametrize(
    "twice",
    [
        {"natural_person": 1, "自然人": 1},
        {"自然人": 1, "“自然人”": 2},
        {"总计": None, "total": None},
    ],
)
def test_a_field_under_two_keys_is_refused(twice: dict[str, object]) -> None:
    lines = refused({**BASE, "applications": {"received": twice}})
    assert lines[0] == "a field is given twice"
    assert lines[1].startswith("  where: applications.received（")
    assert lines[3] == "  to do: remove one of them"


def test_a_name_still_to_be_filled_in_is_taken_and_none_is_not() -> None:
    assert ogi2021.Report.from_data({**BASE, "agency": {"name": ""}}).agency.name == ""
    assert refused({**BASE, "agency": {"name": None}})[:2] == [
        "a text belongs here",
        "  where: agency.name（机关 › 名称）",
    ]
    assert refused({**BASE, "agency": {}})[:2] == ["a required field is missing", "  where: agency（机关）"]


@pytest.mark.parametrize("data", [None, [1], "甲", 3, [("year", 2022)]])
@pytest.mark.parametrize("make", [ogi2021.Report.from_data, report_from_data])
def test_data_without_keys_is_refused(data: object, make: Callable[[Any], object]) -> None:
    lines = refused(data, make)
    assert lines[0] == "fields (keys and values) belong here"
    assert lines[2].startswith("  found: ")


def test_zero_fills_what_was_left_out_and_neither_totals_nor_blanks() -> None:
    read = FieldReader(Results, blank_as_zero=True).read({"granted": {"natural_person": None}, "total": {}})
    assert read["granted"]["natural_person"] is None  # type: ignore[index]
    assert "total" not in read["granted"]  # type: ignore[operator]
    assert read["partly_granted"]["organisation"]["other"] == 0  # type: ignore[index]
    assert read["total"] == {}


def test_zero_fills_records_made_in_python_as_well() -> None:
    data = {**BASE, "applications": {"received": Applicants(natural_person=3), "carried_over": {"total": 2}}}
    received = ogi2021.Report.from_data(data, blank="zero").applications.received
    assert (received.organisation.other, received.total) == (0, 3)
    blank = ogi2021.Report.from_data(data).applications
    assert (blank.received.organisation.other, blank.received.total, blank.carried_over.total) == (
        None,
        None,
        2,
    )


def test_another_word_for_blanks_is_refused() -> None:
    assert refused(BASE, lambda data: ogi2021.Report.from_data(data, blank="zeor")) == [  # type: ignore[arg-type]
        "no such way to treat blanks",
        "  where: blank",
        '  found: "zeor"',
        "  expected: blank / zero",
    ]


def test_what_plain_data_says_of_its_form_is_checked() -> None:
    report = ogi2021.Report.from_data(BASE)
    assert report.to_data()["form"] == "ogi2021"
    assert ogi2021.Report.from_data(report.to_data()) == report
    assert refused({**report.to_data(), "form": "ogi2019"}) == [
        "data of another form",
        "  where: form",
        '  found: "ogi2019"',
        "  expected: ogi2021",
    ]


def test_everything_wrong_is_told_at_once_and_in_six_lines() -> None:
    data = {
        **BASE,
        "zz": 1,
        "applications": {"a": 1, "received": {"natural_person": "3", "b": 1}, "results": {"granted": [1]}},
        "disclosure": {"fees": 1.5},
    }
    with pytest.raises(DataError) as caught:
        ogi2021.Report.from_data(data)
    assert [(each.what.en, each.found) for each in caught.value.problems] == [
        ("no such field", "zz"),
        ("no such field", "a"),
        ("no such field", "b"),
        ("an amount cannot be a binary float", "1.5"),
        ("a whole number belongs here", '"3"'),
        ("fields belong here", "[1]"),
    ]
    lines = caught.value.to_text("en").splitlines()
    assert (len(lines), lines[0], lines[-1]) == (6, "6 problems", "  ... and 2 more")


RUBBISH = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.decimals()
    | st.binary(max_size=2),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(
                ["received", "自然人", "total", "results", "denied", "name", "licences", "x", "amount"]
            )
            | st.integers(),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["year", "agency", "applications", "disclosure", "overview", "notes", "signature", "title"]
        ),
        RUBBISH,
        max_size=6,
    )
)
def test_rubbish_is_refused_in_our_words_or_taken(data: dict[str, object]) -> None:
    error = report = None
    try:
        report = ogi2021.Report.from_data({**BASE, **data})
    except GovReportError as exc:
        error = exc
    if report is not None:
        assert ogi2021.Report.from_data(report.to_data(), references=False) == report
    if error is not None:
        assert all(len(error.to_text(language).splitlines()) <= 6 for language in ("zh", "en"))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_amounts_come_back_with_their_digits(amount: Decimal) -> None:
    report = ogi2021.Report.from_data({**BASE, "disclosure": {"fees": amount}})
    again = ogi2021.Report.from_data(report.to_data()).disclosure.fees.amount
    assert again is not None
    assert again.as_tuple().exponent == amount.as_tuple().exponent
    assert again == amount
