"""Whose report it is: a report of nobody is not written."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport import build
from govreport.checks import check
from govreport.errors import FindingsError
from govreport.forms import ogi2021
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")


@pytest.mark.parametrize("name", ["", " ", "\u3000\t", "\u200b", "——", "（）"])
def test_a_name_without_a_letter_is_an_error(name: str) -> None:
    found = check(changed(HUAIAN, {}, agency={"name": name}))
    (finding,) = (each for each in found if each.code != "hidden-character")
    assert (finding.code, str(finding.severity), finding.where, finding.cells) == (
        "agency-name",
        "error",
        "机关 › 名称",
        ("agency.name",),
    )
    assert finding.value == name.strip()


@pytest.mark.parametrize("name", ["甲", "睢县河集乡人民政府", "12345热线办", "㐂乡人民政府", "臺北市政府"])
def test_any_other_name_will_do(name: str) -> None:
    codes = [finding.code for finding in check(changed(HUAIAN, {}, agency={"name": name}))]
    assert "agency-name" not in codes


def test_a_report_of_nobody_is_not_written(tmp_path: Path) -> None:
    report = ogi2021.Report.from_data({"year": 2024, "agency": {"name": ""}}, blank="zero")
    with pytest.raises(FindingsError, match="没有填写机关名称"):
        build(report, tmp_path / "report.docx")
    assert list(tmp_path.iterdir()) == []
