from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from govreport.sources import load_all

ROWS = "机关,年度,申请情况.新收.自然人\n甲局,2024,３件\n乙局,2024,五\n丙局,2024,1\n"


def roster(folder: Path, rows: str = ROWS) -> str:
    path = folder / "名单.csv"
    path.write_text(rows, encoding="utf-8")
    return str(path)


def test_check_tells_every_row_by_its_number(govreport: Callable, tmp_path: Path) -> None:
    name = roster(tmp_path)
    ran = govreport("check", name, "--format", "json")
    files = json.loads(ran.out)["files"]
    assert [(each["file"], each["row"], each["agency"]) for each in files] == [
        (name, 2, "甲局"),
        (name, 3, None),
        (name, 4, "丙局"),
    ]
    assert files[1]["error"] == f'这里应填整数\n  位置：{name}: C3\n  实为："五"\n  应为：整数'
    assert ran.code == 2
    assert f"{name}: C2：“３件”读作 3" in ran.err


def test_annotations_name_the_row_as_a_line(govreport: Callable, tmp_path: Path) -> None:
    ran = govreport("check", roster(tmp_path), "--format", "github")
    assert "名单.csv,line=3::这里应填整数" in ran.out
    assert "名单.csv,line=4,title=blank-cell::" in ran.out
    gitlab = json.loads(govreport("check", roster(tmp_path), "--format", "gitlab").out)
    assert {each["location"]["lines"]["begin"] for each in gitlab} == {2, 3, 4}


def test_build_writes_a_file_for_every_row_that_can_be_read(govreport: Callable, tmp_path: Path) -> None:
    ran = govreport("build", roster(tmp_path), "-o", str(tmp_path / "out"), "--draft")
    assert ran.code == 2
    assert sorted(path.name for path in (tmp_path / "out").glob("*.docx")) == [
        "丙局2024年政府信息公开工作年度报告.docx",
        "甲局2024年政府信息公开工作年度报告.docx",
    ]


def test_a_report_of_the_year_before_is_for_one_row(govreport: Callable, tmp_path: Path) -> None:
    before = tmp_path / "2023.yaml"
    before.write_text("year: 2023\nagency: {name: 甲局}\n", encoding="utf-8")
    ran = govreport("check", roster(tmp_path), "--last-year", str(before))
    assert (ran.code, ran.err.splitlines()[0]) == (2, "--last-year 只用于一个输入")


LIST = "机关,电话\n甲局,0123\n乙局,\n"


def test_new_makes_a_row_for_every_agency_of_a_list(govreport: Callable, tmp_path: Path) -> None:
    agencies = tmp_path / "机关.csv"
    agencies.write_text(LIST, encoding="utf-8")
    names = tmp_path / "机关.txt"
    names.write_text("甲局\n乙局\n", encoding="utf-8")
    for number, (source, output) in enumerate(
        [(agencies, "a.xlsx"), (agencies, "b.csv"), (names, "c.xlsx"), (names, "d.csv")]
    ):
        ran = govreport("new", "--year", "2025", "--many", source, "-o", tmp_path / output)
        assert (ran.code, ran.out) == (0, f"{tmp_path / output}\n")
        reports = [each.report for each in load_all(tmp_path / output)]
        assert [(each.agency.name, each.year) for each in reports] == [("甲局", 2025), ("乙局", 2025)]
        assert reports[0].agency.phone == ("0123" if number < 2 else None)


def test_new_carries_over_what_each_agency_carried_forward(govreport: Callable, tmp_path: Path) -> None:
    agencies = tmp_path / "机关.csv"
    agencies.write_text(LIST, encoding="utf-8")
    before = tmp_path / "2024.csv"
    before.write_text("机关,年度,申请情况.结转下年度.自然人\n甲局,2024,7\n", encoding="utf-8")
    output = tmp_path / "a.xlsx"
    ran = govreport("new", "--year", "2025", "--many", agencies, "--last-year", before, "-o", output)
    assert (ran.code, ran.err) == (0, "上年没有 乙局 的报告\n")
    carried = [each.report.cells()["applications.carried_over.natural_person"] for each in load_all(output)]
    assert carried == [7, None]


def test_a_list_goes_into_no_data_file(govreport: Callable, tmp_path: Path) -> None:
    ran = govreport("new", "--year", "2025", "--many", "a.csv", "-o", tmp_path / "a.yaml")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "--many 写成工作簿或 CSV")


def test_an_agency_listed_twice_is_refused(govreport: Callable, tmp_path: Path) -> None:
    agencies = tmp_path / "机关.csv"
    agencies.write_text(LIST + "甲局,1\n", encoding="utf-8")
    ran = govreport("new", "--year", "2025", "--many", agencies, "-o", tmp_path / "a.xlsx")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "同一机关出现两次")


def test_a_folder_of_the_year_before_is_matched_by_agency(govreport: Callable, tmp_path: Path) -> None:
    before = tmp_path / "2023"
    before.mkdir()
    for name in ("甲局", "丙局"):
        figures = "applications: {carried_forward: {natural_person: 9}}"
        data = f"year: 2023\nagency: {{name: {name}}}\n{figures}\n"
        (before / f"{name}.yaml").write_text(data, encoding="utf-8")
    sheet = tmp_path / "单.csv"
    sheet.write_text(
        "机关,年度,申请情况.上年结转.自然人\n甲局,2024,9\n乙局,2024,3\n丙局,2024,8\n", encoding="utf-8"
    )
    ran = govreport("check", sheet, "--last-year", before, "--format", "json")
    found = {
        entry["agency"]: [each["code"] for each in entry["findings"] if each["code"] == "carry-over"]
        for entry in json.loads(ran.out)["files"]
    }
    assert found == {"甲局": [], "乙局": [], "丙局": ["carry-over"]}
