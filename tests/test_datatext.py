"""Data files as text: what is written reads back as the same, with field names or Chinese keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govreport.agency import Agency
from govreport.datatext import Ending, Keys, format_data
from govreport.forms import ogi2021
from govreport.forms._registry import official_forms
from govreport.report import Report
from govreport.skeleton import skeleton
from govreport.sources import load_text
from random_reports import reports
from samples import changed, load_report

FORMS = list(official_forms().values())
HUAIAN = load_report("huaian_2024.json")


def written(report: Report, ending: Ending = ".yaml", keys: Keys = "en") -> str:
    return format_data(type(report), report.to_data(), ending=ending, keys=keys)


@pytest.mark.parametrize("form", FORMS, ids=official_forms())
@pytest.mark.parametrize("keys", ["en", "zh"])
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_any_report_reads_back_as_the_same(form: type[Report], keys: Keys, data: st.DataObject) -> None:
    report = data.draw(reports(form))
    assert load_text(written(report, ".yaml", keys).encode()).to_data() == report.to_data()
    assert load_text(written(report, ".json", keys).encode()).to_data() == report.to_data()


@pytest.mark.parametrize(
    "text",
    [
        "  甲\n乙",
        "甲\n\n乙",
        "\n\n甲",
        "甲 \n乙",
        "# 甲",
        "甲: 乙 # 丙",
        "- 甲",
        "甲\u2028乙",
        "\u3000\u3000甲",
        "|",
        "'\"\\",
    ],
)
def test_a_text_reads_back_whatever_yaml_might_take_it_for(text: str) -> None:
    report = ogi2021.Report(year=2024, agency=Agency(name="甲局"), overview=text)
    assert load_text(written(report).encode()).texts()["overview"] == report.texts()["overview"]


@pytest.mark.parametrize(
    "name", ["null", "是", "0012", "true", "甲: 乙", "甲 #乙", "[甲]", "*甲", "1e3", "甲'乙\""]
)
def test_a_name_reads_back_as_the_text_it_is(name: str) -> None:
    report = ogi2021.Report(year=2024, agency=Agency(name=name))
    assert load_text(written(report).encode()).agency.name == name


def test_closing_facts_are_written_as_well() -> None:
    facts = {"notes": {"disputes": "甲。\n乙。"}, "handling_fee": {"cases": 1, "amount": "30.50"}}
    report = changed(HUAIAN, {}, published="2025-01-20", signature={"seal": True}, **facts)
    again = load_text(written(report).encode())
    assert again.to_data() == report.to_data()


def test_a_row_of_figures_stands_on_a_line_with_its_label() -> None:
    lines = written(HUAIAN).splitlines()
    assert "  regulations: {issued: 1, repealed: 0, in_force: 11}  # 规章" in lines
    assert "  # 各列：issued 本年制发件数，repealed 本年废止件数，in_force 现行有效件数" in lines
    assert '  fees: {amount: "96171.6"}  # 行政事业性收费' in lines


def test_a_skeleton_shows_every_label_and_what_may_be_chosen(golden: Callable[[str, str], None]) -> None:
    for form in FORMS:
        data = skeleton(form, year=form.info().first_year)
        golden(f"skeleton/{form.info().name}.yaml", format_data(form, data, ending=".yaml"))
        golden(f"skeleton/{form.info().name}.zh.yaml", format_data(form, data, ending=".yaml", keys="zh"))
