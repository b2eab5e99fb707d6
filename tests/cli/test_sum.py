"""``govreport sum``, and ``check --units``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from govreport.sources import load, read

UNIT = (
    "year: 2024\nblank: zero\nagency: {{name: {name}}}\ndisclosure: {{licences: {{decisions: {licences}}}}}\n"
)
LICENCES = "disclosure.licences.decisions"


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """A folder with the reports of two units; the agency's file is among them."""
    folder = tmp_path / "units"
    folder.mkdir()
    for name, licences in (("甲局", 3), ("乙局", 4)):
        text = UNIT.format(name=name, licences=licences)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "county.yaml").write_text("name: 某县人民政府\n", encoding="utf-8")
    return folder


@pytest.fixture
def add_up(govreport: Callable, units: Path) -> Callable:
    """Run ``sum`` on the folder of the units."""

    def call(output: Path, *options: object) -> tuple[int, str, str]:
        return govreport("sum", units, "--agency", units / "county.yaml", "-o", output, *options)

    return call


@pytest.mark.parametrize("name", ["county.yaml", "county.json"])
def test_the_sum_is_written_as_a_data_file(add_up: Callable, tmp_path: Path, name: str) -> None:
    output = tmp_path / name
    assert add_up(output) == (0, f"{output}\n", "汇总了 2 家单位的报告\n")
    report = load(output)
    assert (report.agency.name, report.year, report.cells()[LICENCES]) == ("某县人民政府", 2024, 7)


def test_the_sum_is_written_as_a_word_file(add_up: Callable, tmp_path: Path) -> None:
    output = tmp_path / "county.docx"
    assert add_up(output).code == 0
    assert read(output).report.cells()[LICENCES] == 7


def test_a_sum_with_error_findings_is_no_word_file(add_up: Callable, units: Path, tmp_path: Path) -> None:
    with (units / "甲局.yaml").open("a", encoding="utf-8") as file:
        file.write("applications: {received: {natural_person: 1}}\n")
    output = tmp_path / "county.docx"
    assert add_up(output).code == 1
    assert not output.exists()


def test_missing_units_are_told_and_explain_says_who_contributed_what(
    add_up: Callable, tmp_path: Path
) -> None:
    names = tmp_path / "names.txt"
    names.write_text("甲局\n丁局\n", encoding="utf-8")
    output = tmp_path / "county.yaml"
    cell = "二、主动公开政府信息情况 › 行政许可 › 本年处理决定数量"
    ran = add_up(output, "--expected", names, "--explain", "--lang", "en")
    assert ran == (
        0,
        f"{cell} ({LICENCES}) = 7\n    乙局 4, 甲局 3\n{output}\n",
        "2 reports of units added up\n1 missing: 丁局\n1 not expected: 乙局\n",
    )


def test_units_that_cannot_be_read_are_told_and_left_out_of_the_sum(
    add_up: Callable, units: Path, tmp_path: Path
) -> None:
    whole = add_up(tmp_path / "whole.yaml", "--lang", "en")
    for name in ("丙局", "丁局"):
        (units / f"{name}.yaml").write_text("year: 2024\nagency: 5\n", encoding="utf-8")
    ran = add_up(tmp_path / "county.yaml", "--lang", "en")
    assert (whole.code, ran.code) == (0, 2)
    left_out = [line for line in ran.err.splitlines() if line.startswith("not in the sum")]
    assert left_out == [
        f"not in the sum, cannot be read: {units / name}.yaml" for name in sorted(("丙局", "丁局"))
    ]
    assert load(tmp_path / "county.yaml").cells() == load(tmp_path / "whole.yaml").cells()


def test_where_no_unit_can_be_read_nothing_is_written(add_up: Callable, units: Path, tmp_path: Path) -> None:
    for path in units.glob("*局.yaml"):
        path.write_text("year: 2024\nagency: 5\n", encoding="utf-8")
    ran = add_up(tmp_path / "county.yaml", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1].endswith("reports of units cannot be read: nothing was added up")
    assert not (tmp_path / "county.yaml").exists()


def test_a_sheet_with_a_row_per_agency_is_many_units(
    govreport: Callable, units: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "units.csv"
    sheet.write_text(f"机关,年度,{LICENCES}\n甲局,2024,3\n乙局,2024,4\n", encoding="utf-8")
    output = tmp_path / "county.yaml"
    command = ("sum", sheet, "--agency", units / "county.yaml", "-o", output, "--lang", "en")
    assert govreport(*command).code == 0
    assert load(output).cells()[LICENCES] == 7
    sheet.write_text(f"机关,年度,{LICENCES}\n甲局,2024,三\n乙局,2024,x\n", encoding="utf-8")
    ran = govreport(*command)
    assert ran.code == 2
    assert ran.err.splitlines()[-1] == "2 reports of units cannot be read: nothing was added up"


def test_other_forms_are_refused_or_converted(add_up: Callable, units: Path, tmp_path: Path) -> None:
    with (units / "甲局.yaml").open("a", encoding="utf-8") as file:
        file.write("form: ogi2019\n")
    refused = add_up(tmp_path / "county.yaml")
    assert (refused.code, refused.err.splitlines()[0]) == (2, "表样不同，不能直接汇总")
    converted = add_up(tmp_path / "county.yaml", "--convert")
    assert converted.code == 0
    assert converted.err.splitlines()[2] == "甲局 的报告由 ogi2019 换成 ogi2021"
    assert converted.err.splitlines()[3].startswith("ogi2021 里没有对应项的 ")


def test_a_file_that_is_read_is_not_replaced(add_up: Callable, units: Path) -> None:
    assert add_up(units / "county.yaml").code == 2
    assert add_up(units / "甲局.yaml").code == 2


def test_an_ending_that_is_no_output_is_refused_before_anything_is_read(
    add_up: Callable, tmp_path: Path
) -> None:
    assert add_up(tmp_path / "county.txt").code == 2


def test_check_compares_an_aggregate_with_its_units(govreport: Callable, units: Path, tmp_path: Path) -> None:
    county = tmp_path / "county.yaml"
    county.write_text(UNIT.format(name="某县人民政府", licences=8), encoding="utf-8")
    (units / "county.yaml").write_bytes(county.read_bytes())  # the aggregate itself is no unit
    ran = govreport("check", county, "--units", units, "--format", "json")
    (entry,) = json.loads(ran.out)["files"]
    assert [
        (each["code"], each["severity"], each["value"], each["expected"]) for each in entry["findings"]
    ] == [("unit-sum", "error", 8, 7)]
    assert ran.code == 1
    names = tmp_path / "names.txt"
    names.write_text("甲局\n乙局\n丁局\n", encoding="utf-8")
    warned = govreport("check", county, "--units", units, "--expected", names, "--lang", "en")
    assert warned.code == 0
    assert "add up to 7 (missing: 丁局)" in warned.out


def test_units_are_for_one_aggregate(govreport: Callable, units: Path, good: Path, wrong: Path) -> None:
    assert govreport("check", good, wrong, "--units", units).code == 2
    assert govreport("check", good, "--expected", good).code == 2


def test_a_sum_with_errors_is_written_as_a_draft_when_asked(
    add_up: Callable, units: Path, tmp_path: Path
) -> None:
    with (units / "甲局.yaml").open("a", encoding="utf-8") as file:
        file.write("disputes: {reconsideration: {upheld: 1, total: 3}}\n")
    word = tmp_path / "county.docx"
    refused = add_up(word, "--lang", "en")
    assert (refused.code, refused.out, word.exists()) == (1, "", False)
    assert f"add --draft for a draft, or -o {tmp_path / 'county.yaml'} for a data file to mend" in refused.err
    drafted = add_up(word, "--draft", "--lang", "en")
    assert (drafted.code, drafted.out.splitlines()) == (1, [str(word)])
    assert "written as a draft: 1 error, 0 warnings, 0 notes" in drafted.err
    assert "[row-total]" in drafted.err
    report = read(word).report
    assert report.cells()["disputes.reconsideration.total"] == 3
    assert add_up(tmp_path / "county.yaml", "--draft").code == 0
