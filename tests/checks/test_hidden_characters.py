"""Characters nobody sees are told with the field or the cell they stand in, and their code."""

from __future__ import annotations

from pathlib import Path

import pytest

from attacks.archives import document, paragraph
from govreport.checks import check
from govreport.findings import Finding, Severity
from govreport.sources import load_all
from samples import changed, load_report, told

HUAIAN = load_report("huaian_2024.json")


def found(report: object) -> list[Finding]:
    return [each for each in check(report) if each.code == "hidden-character"]  # type: ignore[arg-type]


@pytest.mark.parametrize("character", "\u200b\u200d\u2060\u202e\u2066\ufeff")
def test_a_text_with_one_is_a_warning_that_names_the_code(character: str) -> None:
    (finding,) = found(told(problems=f"明年继续{character}改进。"))
    assert finding.severity is Severity.WARNING
    assert f"U+{ord(character):04X}" in finding.message.en
    assert finding.where.startswith("五、")
    assert character not in finding.message.zh


def test_those_of_one_text_are_one_finding() -> None:
    (finding,) = found(told(problems="明\u200b年继\u200b续\u202e改进。"))
    assert (
        finding.message.en
        == "characters nobody sees in 明\\u200b年继\\u200b续\\u202e改: U+200B、U+202E, 3 in all"
    )


def test_what_a_page_leaves_at_the_ends_of_lines_is_no_finding() -> None:
    assert found(told(problems="\u200b明年继续改进。\u200b\n\ufeff")) == []


def test_the_name_of_an_agency_is_an_error_and_another_fact_a_warning() -> None:
    name, phone = found(changed(HUAIAN, {}, agency={"name": "甲\u200b局", "phone": "05\u200b17"}))
    assert (name.severity, name.cells, name.where) == (Severity.ERROR, ("agency.name",), "机关 › 名称")
    assert (phone.severity, phone.cells) == (Severity.WARNING, ("agency.phone",))


@pytest.mark.parametrize(
    ("written", "severity"), [("\u202e21", Severity.ERROR), ("1\u200b2", Severity.WARNING)]
)
def test_a_figure_on_a_page_is_told_by_its_cell(tmp_path: Path, written: str, severity: Severity) -> None:
    rows = [("信息内容", "本年处理决定数量"), ("行政许可", written), ("行政处罚", "3"), ("行政强制", "0")]
    table = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    title = paragraph("甲市乙局2024年政府信息公开工作年度报告") + paragraph("二、主动公开政府信息情况")
    (tmp_path / "a.docx").write_bytes(document(f"{title}<w:tbl>{table}</w:tbl>"))
    (loaded,) = load_all(tmp_path / "a.docx")
    page = loaded.reading
    (finding,) = [each for each in check(loaded.report, page=page) if each.code == "hidden-character"]
    assert (finding.severity, finding.cells) == (severity, ("disclosure.licences.decisions",))


@pytest.mark.parametrize("ending", ["yaml", "csv"])
def test_data_files_and_rosters_are_looked_at_as_well(tmp_path: Path, ending: str) -> None:
    texts = {
        "yaml": "year: 2024\nagency: {name: 甲局}\noverview: 全年\u202e公开。\n",
        "csv": "机关,年度,总体情况\n甲局,2024,全年\u202e公开。\n",
    }
    path = tmp_path / f"a.{ending}"
    path.write_text(texts[ending], encoding="utf-8")
    (loaded,) = load_all(path)
    (finding,) = found(loaded.report)
    assert (finding.severity, finding.where.partition(" › ")[0]) == (Severity.WARNING, "一、总体情况")
