"""``govreport new``: a file to fill in, and what it may be made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport.cli.program import run
from govreport.forms import ogi2014, ogi2019, ogi2021, website2018
from govreport.report import Report
from govreport.sources import load

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize(
    ("arguments", "form"),
    [
        (["--year", "2016"], ogi2014.Report),
        (["--year", "2020"], ogi2019.Report),
        (["--year", "2024"], ogi2021.Report),
        (["--year", "2020", "--kind", "website"], website2018.Report),
        (["--year", "2020", "--form", "ogi2021"], ogi2021.Report),
        (["--year", "2024", "--keys", "zh"], ogi2021.Report),
    ],
)
@pytest.mark.parametrize("name", ["new.yaml", "new.json"])
def test_the_form_follows_from_year_and_kind(
    arguments: list[str], form: type[Report], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / name
    assert run(["new", *arguments, "-o", str(output)]) == 0
    assert capsys.readouterr().out == f"{output}\n"
    report = load(output)
    assert (type(report), report.year) == (form, int(arguments[1]))
    asked = {value for path, value in report.cells().items() if not path.startswith("site.reporting.")}
    assert asked == {None}


def test_the_agency_is_taken_from_last_years_report(tmp_path: Path) -> None:
    output, last = tmp_path / "new.yaml", EXAMPLES / "huaian-2024.yaml"
    assert run(["new", "--year", "2025", "--agency", str(last), "-o", str(output)]) == 0
    assert load(output).agency.self_name == "我市"
    assert load(output).published()["agency"] == load(last).published()["agency"]


@pytest.mark.parametrize("text", ["机关:\n  机关名称: 甲局\n  级别: 县级\n", "name: 甲局\nlevel: county\n"])
def test_the_agency_is_taken_from_a_file_of_its_own(text: str, tmp_path: Path) -> None:
    output, agency = tmp_path / "new.json", tmp_path / "agency.yaml"
    agency.write_text(text, encoding="utf-8")
    assert run(["new", "--year", "2025", "--agency", str(agency), "-o", str(output)]) == 0
    assert (load(output).agency.name, load(output).agency.level) == ("甲局", "county")


def test_the_agency_is_taken_from_a_word_report(tmp_path: Path) -> None:
    word, output = tmp_path / "last.docx", tmp_path / "new.yaml"
    assert run(["build", str(EXAMPLES / "huaian-2024.yaml"), "-o", str(word)]) == 0
    assert run(["new", "--year", "2025", "--agency", str(word), "-o", str(output)]) == 0
    assert load(output).agency.phone == "0517-83605210"


@pytest.mark.parametrize(
    ("text", "message", "found"),
    [
        ("name: 甲局\nphnoe: '1'\n", "没有这个字段", "phnoe"),
        ("name: 甲局\nlevel: 镇\n", "没有这一选项", '"镇"'),
        ("level: county\n", "缺少必填的字段", ""),
    ],
)
def test_a_fault_in_the_agency_file_is_told_with_the_file(
    text: str, message: str, found: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agency = tmp_path / "agency.yaml"
    agency.write_text(text, encoding="utf-8")
    command = ["new", "--year", "2025", "--agency", str(agency), "-o", str(tmp_path / "new.yaml")]
    assert run(command) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == message
    assert str(agency) in lines[1]
    assert not found or lines[2] == f"  实为：{found}"
    assert not (tmp_path / "new.yaml").exists()


def test_an_old_workbook_is_refused_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "甲局.xls"
    assert run(["new", "--year", "2025", "-o", str(output), "--lang", "en"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "no data file has this ending",
        f"  where: -o {output}",
        "  found: .xls",
        "  expected: .json / .yaml / .yml / .xlsx",
        "  to do: write YAML instead: -o 甲局.yaml",
    ]


def test_a_workbook_carries_over_what_last_year_carried_forward(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last, output = tmp_path / "2024.yaml", tmp_path / "2025.xlsx"
    last.write_text(
        "year: 2024\nagency: {name: 甲局, level: county}\n"
        "applications: {carried_forward: {natural_person: 7}}\n",
        encoding="utf-8",
    )
    assert run(["new", "--year", "2025", "--last-year", str(last), "-o", str(output)]) == 0
    assert capsys.readouterr().out.splitlines() == [str(output)]
    report = load(output)
    assert (report.year, report.agency.name, report.agency.level) == (2025, "甲局", "county")
    assert report.cells()["applications.carried_over.natural_person"] == 7
    assert report.cells()["applications.received.natural_person"] is None
    data = tmp_path / "2025.yaml"
    assert run(["new", "--year", "2025", "--last-year", str(last), "-o", str(data)]) == 0
    assert load(data).cells()["applications.carried_over.natural_person"] == 7


def test_last_year_must_be_the_year_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last = tmp_path / "2022.yaml"
    last.write_text("year: 2022\nagency: {name: 甲局}\n", encoding="utf-8")
    for name in ("a.xlsx", "a.yaml"):
        assert run(["new", "--year", "2025", "--last-year", str(last), "-o", str(tmp_path / name)]) == 2
        assert capsys.readouterr().err.splitlines()[0] == "这不是上年的报告"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--year", "2013"], "没有适用于这一年份的表样"),
        (["--year", "2024", "--kind", "web"], "没有适用于这一年份的表样"),
        (["--year", "2024", "--form", "ogi2022"], "没有这个表样"),
        ([], "缺少 '--year'"),
    ],
)
def test_a_year_kind_or_form_there_is_not_is_refused(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", *arguments, "-o", str(tmp_path / "new.yaml")]) == 2
    assert capsys.readouterr().err.splitlines()[0].startswith(message)


@pytest.mark.parametrize("form", [[], ["--form", "ogi2021"], ["--form", "govreport.forms.ogi2021:Report"]])
@pytest.mark.parametrize("year", ["1800", "1948", "0", "-5", "3000", "99999"])
def test_a_year_no_report_can_be_of_is_refused(
    year: str, form: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", "--year", year, *form, "-o", str(tmp_path / "new.yaml")]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "年份不对",
        "  位置：--year",
        f"  实为：{year}",
        "  应为：1949–2999",
        "  处理：改成报告的年度",
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("year", ["1949", "2999"])
def test_a_form_named_is_used_for_any_year_a_report_can_be_of(year: str, tmp_path: Path) -> None:
    output = tmp_path / "new.yaml"
    assert run(["new", "--year", year, "--form", "ogi2021", "-o", str(output)]) == 0
    assert load(output).year == int(year)


@pytest.mark.parametrize("kind", ["website", "wbsite"])
def test_a_kind_that_is_not_the_forms_does_not_vanish(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["new", "--year", "2024", "--form", "ogi2021", "-o", str(tmp_path / "new.yaml")]
    assert run([*command, "--kind", kind]) == 2
    assert capsys.readouterr().err.splitlines()[2:4] == [f"  实为：{kind}", "  应为：ogi"]
    assert run([*command, "--kind", "ogi"]) == 0
