"""LibreOffice behind one function: what it converts, and what is said where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport import office
from govreport.errors import MachineError, SourceError
from govreport.office import convert
from govreport.sources import read
from govreport.word import Template
from samples import load_report


@pytest.mark.parametrize(
    ("ending", "target"), [("doc", "doc:MS Word 97"), ("rtf", "rtf:Rich Text Format"), ("odt", "odt")]
)
@pytest.mark.usefixtures("soffice")
def test_a_report_in_an_old_format_comes_back(tmp_path: Path, ending: str, target: str) -> None:
    report = load_report("huaian_2024.json")
    path = tmp_path / "报告.docx"
    Template.stock(type(report)).write(report, path)
    made = convert(path.read_bytes(), ".docx", target, name="报告.docx")
    assert made is not None
    other = tmp_path / f"报告.{ending}"
    other.write_bytes(made)
    reading = read(other)
    assert reading.report.figures() == report.figures()
    assert reading.report.texts() == report.texts()
    assert [note.en for note in reading.notes] == ["read after a conversion by LibreOffice"]


def test_where_it_is_missing_the_file_and_the_remedy_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "_COMMANDS", ("no-such-program",))
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 }")
    with pytest.raises(MachineError) as caught:
        read(path)
    assert "LibreOffice is not installed" in caught.value.to_text("en")
    assert str(path) in caught.value.to_text("en")


@pytest.mark.usefixtures("soffice")
def test_one_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(MachineError, match="转换超时"):
        convert(b"{\\rtf1 text}", ".rtf", "docx", name="a.rtf", time_limit=0.05)


def test_a_program_that_makes_nothing_is_told_as_a_file_it_cannot_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "_COMMANDS", ("true",))
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 }")
    with pytest.raises(SourceError, match="打不开这个文件"):
        read(path)
