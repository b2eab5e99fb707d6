"""From a file to a report: every problem of the data with its line, and each file read once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from govreport.errors import DataError, FormError, GovReportError
from govreport.forms import ogi2021
from govreport.report import Report
from govreport.sources import load, load_agency
from samples import load_report

HEAD = "year: 2021\nagency: {name: 甲局}\n"


def problems(folder: Path, text: str, form: type[Report] | None = None) -> list[list[str]]:
    """Return the problems of a data file, each with its lines; the file is called ``F``."""
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises((DataError, FormError)) as caught:
        load(path, form=form)
    told = [problem.iter_lines("en") for problem in caught.value.problems]
    return [[line.strip().replace(str(path), "F") for line in lines] for lines in told]


def where(folder: Path, text: str) -> list[str]:
    lines = [line for each in problems(folder, text) for line in each]
    return [line.removeprefix("where: ") for line in lines if line.startswith("where: ")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            HEAD + "disclosure:\n  licences:\n    decisions: 1\n    本年处理决定数量: 2\n",
            "F:6: disclosure.licences",
        ),
        (HEAD + "机关: {name: 乙局}\n", "F:3"),
        (HEAD + "disclosure:\n  licences:\n    decisons: 1\n", "F:5: disclosure.licences"),
        (HEAD + "yeer: 3\n", "F:3"),
        (
            HEAD + "主动公开情况:\n  行政许可:\n    本年处理决定数量: x\n",
            "F:5: disclosure.licences.decisions",
        ),
        (HEAD + "disclosure:\n  licences: [1]\n", "F:4: disclosure.licences"),
        ("year: 2021\nagency:\n  电话: '1'\n", "F:2: agency（机关）"),
        (HEAD + "published: 3\n", "F:3: published（公布日期）"),
        (HEAD + "published_on: 3\n", "F:3: published_on（公布日期）"),
        (HEAD + "公布日期: 3\n", "F:3: published（公布日期）"),
        (HEAD + "落款:\n  署名: 甲\n  日其: 3\n", "F:5: signature（落款）"),
        (HEAD + "落款:\n  署名: 甲\n  日期: 3\n", "F:5: signature.date（落款 › 日期）"),
        (HEAD + "notes:\n  disclosre: 甲\n", "F:4: notes"),
        ("year: '2021'\nagency: {name: 甲局}\n", "F:1: year"),
        ("agency: {name: 甲局}\n年份: 12345\n", "F:2: year"),
        (HEAD + "表样: ogi2012\n", "F:3"),
        (HEAD + "空白: none\n", "F:3: blank"),
        (HEAD + "schema: 2\n", "F:3: schema"),
        (HEAD + "表样: ogi2021\nform: ogi2021\n", "F:4"),
    ],
)
def test_a_problem_is_told_at_the_line_of_its_key(tmp_path: Path, text: str, place: str) -> None:
    (told,) = where(tmp_path, text)
    assert told == place or told.startswith(f"{place}（")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (HEAD + "overview: |\n  第一段。\n  共{{ yeer }}件。\n", "F:5: overview（一、总体情况）: {{ yeer }}"),
        (
            HEAD + "总体情况: |\n  第一段。\n  共{{ year + 1 }}件。\n",
            "F:5: overview（一、总体情况）: {{ year + 1 }}",
        ),
        (HEAD + "other: 共{{ yeer }}件。\n", "F:3: other（六、其他需要报告的事项）: {{ yeer }}"),
    ],
)
def test_a_reference_is_told_at_its_own_line(tmp_path: Path, text: str, place: str) -> None:
    assert where(tmp_path, text) == [place]


def test_a_wrong_sign_off_hides_no_other_fault(tmp_path: Path) -> None:
    text = HEAD.replace("}", ", phone: 5}") + "overview: 3\nsignature: {dat: 3}\n"
    assert where(tmp_path, text) == [
        "F:4: signature（落款）",
        "F:2: agency.phone（机关 › 联系电话）",
        "F:3: overview（一、总体情况）",
    ]


@pytest.mark.parametrize("form", [None, ogi2021.Report])
def test_a_missing_year_is_told_in_one_way(tmp_path: Path, form: type[Report] | None) -> None:
    missing = ["a required field is missing", "where: F", "expected: year（年度）"]
    assert problems(tmp_path, "agency: {name: 甲局}\n", form) == [missing]


@pytest.mark.parametrize("key", ["yaer", "年渡", "yera"])
def test_a_misspelt_year_is_told_with_its_line(tmp_path: Path, key: str) -> None:
    (told,) = problems(tmp_path, f"agency: {{name: 甲局}}\n{key}: 2024\n")
    assert told == ["a required field is missing", "where: F:2", f"found: {key}", "expected: year（年度）"]


def test_an_agency_in_a_file_of_its_own_is_told_with_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("机关:\n  name: 甲局\n  phone: 5\n  电活: '1'\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_agency(path)
    assert [problem.where for problem in caught.value.problems] == [
        f"{path}:4",
        f"{path}:3: phone（联系电话）",
    ]


@pytest.mark.parametrize("name", ["a.json", "a.docx", "~$a.docx"])
def test_a_file_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path, opened = tmp_path / name, []
    content = b'{"year": 2021, "agency": {"name": "x"}}'
    if name.endswith(".docx"):
        from govreport.word import Template  # noqa: PLC0415  heavy

        content = Template.stock(ogi2021.Report).render(load_report("huaian_2024.json"))
    path.write_bytes(content)
    real = os.open

    def counting(file: str | os.PathLike[str], flags: int) -> int:
        opened.append(Path(file))
        return real(file, flags)

    monkeypatch.setattr(os, "open", counting)
    for read in (load, load_agency):
        opened.clear()
        if name.startswith("~"):
            with pytest.raises(GovReportError):
                read(path)
        else:
            read(path)
        assert opened == [path]
