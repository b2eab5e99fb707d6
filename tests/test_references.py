"""References in texts: paths with names or labels, filters, and what is refused."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, strategies

from govreport import Agency, HandlingFee, Level, Signature
from govreport.errors import DataError
from govreport.forms import ogi2021, website2018
from govreport.references import literal, resolve_references

REPORT = ogi2021.Report(
    year=2022,
    agency=Agency(name="甲{{ year }}局", level=Level.COUNTY, phone="0370-1"),
    published_on=datetime.date(2023, 1, 9),
    signature=Signature(),
    handling_fee=HandlingFee(cases=-3, amount=Decimal("1E+3")),
    notes={"disclosure": "说明。"},  # type: ignore[arg-type]
    disclosure=ogi2021.Disclosure(
        regulations=ogi2021.Documents(issued=12345, repealed=10**20),
        fees=ogi2021.Fees(amount=Decimal("1234.50")),
    ),
)


def resolved(text: str) -> str:
    result, problems = resolve_references(text, REPORT)
    assert problems == []
    return result


def refused(text: str) -> list[str]:
    result, problems = resolve_references(text, REPORT)
    assert result == text
    (problem,) = problems
    return list(problem.iter_lines("en"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ year }}", "2022"),
        ("{{year}}年{{ year }}", "2022年2022"),
        ("{{\n year\n}}", "2022"),
        ("{{{ year }}}", "{2022}"),
        ("{{ disclosure.regulations.issued }}", "12345"),
        ("{{ disclosure . regulations . issued }}", "12345"),
        ("{{ 主动公开情况.规章.制发 }}", "12345"),
        ("{{ 二、主动公开政府信息情况.规章.本年制发件数 }}", "12345"),
        ("{{ disclosure.行政事业性收费.本年收费金额（单位：万元） }}", "1234.50"),
        ("{{ disclosure.fees.amount }}", "1234.50"),
        ("{{ handling_fee.amount }}", "1000"),
        ("{{ 机关.电话 }}", "0370-1"),
        ("{{ agency.level }}", "县级"),
        ("{{ published_on }}", "2023年1月9日"),
        ("{{ published }}", "2023年1月9日"),
        ("{{ signature.date }}", "2023年1月9日"),
        ("{{ signature.seal }}", "否"),
        ("{{ year | hanzi }}", "二千零二十二"),
        ("{{ disclosure.regulations.issued | number }}", "12,345"),
        ("{{disclosure.fees.amount|number}}", "1,234.50"),
        ("{{ handling_fee.cases | hanzi }}", "负三"),
        ("{{ handling_fee.amount | hanzi }}", "一千"),
    ],
)
def test_a_reference_says_what_it_names(text: str, expected: str) -> None:
    assert resolved(text) == expected


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("{{ }}", "{{ }}"),
        ("共{{ year", "{{ year"),
        ("{{ year }件", "{{ year }"),
        ("{{ year + 1 }}件", "{{ year + 1 }}"),
        ("{{ 1 + 1 }}", "{{ 1 + 1 }}"),
        ("{{ a-b }}", "{{ a-b }}"),
        ("{{ year | }}", "{{ year | }}"),
        ("{% if year %}", "{% if year %}"),
        ("{% if year", "{% if year"),
        ("｛｛ year ｝｝", "｛｛ year ｝｝"),
        ("year }}", "}}"),
        ("{{{{", "{{"),
        ("{{ 'a\" }}", "{{ 'a\" }}"),
    ],
)
def test_what_looks_like_a_reference_and_is_none_is_refused(text: str, mark: str) -> None:
    what, where, *_, remedy = refused(text)
    assert (what, where) == ("a reference that cannot be read", f"  where: {mark}")
    assert remedy.endswith("to print braces write {{ '{{' }}")


@pytest.mark.parametrize("text", ["{ year }", "{}", "100%", "甲（{乙}）", "% }", "{ { year } }"])
def test_single_braces_stay(text: str) -> None:
    assert resolved(text) == text


def test_each_broken_reference_of_a_text_is_told() -> None:
    text = "共{{ year + 1 }}件，{{ year }}年{{ 年度 }"
    result, problems = resolve_references(text, REPORT)
    assert result == "共{{ year + 1 }}件，2022年{{ 年度 }"
    assert [problem.where for problem in problems] == ["{{ year + 1 }}", "{{ 年度 }"]


def test_a_text_in_quotes_is_printed() -> None:
    assert resolved("{{ '{{' }} year {{ \"}}\" }}") == "{{ year }}"
    assert resolved("{{ '{% if %}' }}") == "{% if %}"


@given(strategies.text(alphabet="{}｛｝%'\" a|.年\n"))
def test_what_is_made_literal_comes_back_as_it_was(text: str) -> None:
    assert resolve_references(literal(text), REPORT) == (text, [])


def test_what_comes_out_of_a_reference_is_not_looked_at_again() -> None:
    assert resolved("{{ agency.name }}：{{ title }}") == (
        "甲{{ year }}局：甲{{ year }}局2022年政府信息公开工作年度报告"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{{ disclosure.regulation.issued }}",
            [
                "no such field",
                "  where: {{ disclosure.regulation.issued }}",
                "  found: regulation",
                "  expected: regulations（规章）",
            ],
        ),
        (
            "{{ disclosure.regulations }}",
            [
                "a group, where a figure is needed",
                "  where: {{ disclosure.regulations }}",
                "  expected: issued, repealed, in_force",
            ],
        ),
        (
            "{{ disclosure.regulations.in_force }}",
            ["the reference names a blank cell", "  where: {{ disclosure.regulations.in_force }}"],
        ),
        ("{{ overview }}", ["a whole section cannot be referred to", "  where: {{ overview }}"]),
        ("{{ 总体情况 }}", ["a whole section cannot be referred to", "  where: {{ 总体情况 }}"]),
        ("{{ agency.address }}", ["the reference names a blank cell", "  where: {{ agency.address }}"]),
        ("{{ year.real }}", ["the path ends before this", "  where: {{ year.real }}", "  found: real"]),
        ("{{ notes }}", ["a field that a text cannot refer to", "  where: {{ notes }}"]),
        (
            "{{ year | nubmer }}",
            ["no such filter", "  where: {{ year | nubmer }}", "  found: nubmer", "  expected: number"],
        ),
        (
            "{{ title | number }}",
            [
                "this filter is for numbers",
                "  where: {{ title | number }}",
                "  found: 甲{{ year }}局2022年政府信息公开工作年度报告",
            ],
        ),
        (
            "{{ year | number | hanzi }}",
            ["this filter is for numbers", "  where: {{ year | number | hanzi }}", "  found: 2,022"],
        ),
        (
            "{{ disclosure.fees.amount | hanzi }}",
            ["not a whole number", "  where: {{ disclosure.fees.amount | hanzi }}", "  found: 1234.50"],
        ),
        (
            "{{ disclosure.regulations.repealed | hanzi }}",
            [
                "the number is too large for a Chinese numeral",
                "  where: {{ disclosure.regulations.repealed | hanzi }}",
                "  found: 100000000000000000000",
                "  expected: at most 9999999999999999, or that below zero",
            ],
        ),
    ],
)
def test_a_reference_that_says_nothing_is_told(text: str, expected: list[str]) -> None:
    assert refused(text) == expected


@pytest.mark.parametrize(
    "text", ["{{ year.__class__ }}", "{{ __class__ }}", "{{ _fields }}", "{{ agency.at }}"]
)
def test_nothing_but_fields_can_be_reached(text: str) -> None:
    assert refused(text)[0] in ("no such field", "the path ends before this")


def test_choices_and_flags_are_written_out() -> None:
    data = {"services": {"directory": True}, "name": "甲网"}
    report = website2018.Report.from_data({"year": 2022, "agency": {"name": "甲"}, "site": data})
    assert resolve_references("{{ site.services.directory }}，{{ site.name }}", report) == ("是，甲网", [])


def test_all_problems_of_all_texts_are_told_with_their_sections() -> None:
    report = ogi2021.Report(year=2022, agency=Agency(name="甲局"), overview="{{ a }}{{ b }}", other="{{ c }}")
    with pytest.raises(DataError) as caught:
        report.with_references_resolved()
    assert [problem.where for problem in caught.value.problems] == [
        "overview（一、总体情况）: {{ a }}",
        "overview（一、总体情况）: {{ b }}",
        "other（六、其他需要报告的事项）: {{ c }}",
    ]


def test_the_lead_of_the_library_is_not_looked_at() -> None:
    once = REPORT.with_references_resolved()
    assert once is REPORT
    twice = dict_of(overview="{{ year }}").with_references_resolved()
    assert twice.overview == "2022"
    assert "，甲{{ year }}局编制2022年" in twice.lead
    assert twice == dict_of(overview="2022")


def dict_of(overview: str) -> ogi2021.Report:
    data = {"year": 2022, "agency": {"name": "甲{{ year }}局"}, "overview": overview}
    return ogi2021.Report.from_data(data)
