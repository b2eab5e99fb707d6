"""Where reports are written: a file or a folder, never something else by mistake."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from govreport.batch import Settings, build, iter_built
from govreport.batch.outputs import is_output_folder, make_folder, refuse_link, require_word_file
from govreport.errors import GovReportError, MachineError, UsageError
from govreport.messages import Message
from govreport.report import Report
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")
WRONG = changed(HUAIAN, {"applications.received.total": 1})
NAME = "淮安市人民政府2024年政府信息公开工作年度报告.docx"
REMEDY = Message("换一个", "choose another")


@pytest.mark.parametrize("output", ["out", "out/", "out.docx/", "2024.10", "a/b.2024", "out.d."])
@pytest.mark.parametrize("reports", [1, 2])
def test_a_name_without_the_ending_of_a_file_is_a_folder(output: str, reports: int) -> None:
    assert is_output_folder(output, reports)


@pytest.mark.parametrize("output", ["a.docx", "out/a.DOCX"])
def test_a_word_file_is_for_one_report(output: str) -> None:
    assert not is_output_folder(output, 1)
    with pytest.raises(UsageError) as caught:
        is_output_folder(output, 2)
    assert "-o a/" in str(caught.value)


@pytest.mark.parametrize("output", ["a.pdf", "a.doc", "a.yaml", "a.html"])
def test_another_ending_is_refused_with_the_right_one(output: str) -> None:
    with pytest.raises(UsageError) as caught:
        is_output_folder(output, 1)
    assert "改写成 -o a.docx" in str(caught.value)


def test_a_folder_that_is_there_is_one_whatever_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "a.docx"
    folder.mkdir()
    assert is_output_folder(str(folder), 1)


def test_a_file_without_an_ending_is_no_word_file() -> None:
    with pytest.raises(UsageError):
        require_word_file("template")
    require_word_file("template.docx")


def test_a_folder_is_made_with_those_it_stands_in_or_refused(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b", REMEDY)
    make_folder(tmp_path / "a" / "b", REMEDY)
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").touch()
    for name in ("file", "file/inside", "x" * 300, "a\0b"):
        with pytest.raises(MachineError) as caught:
            make_folder(tmp_path / name, REMEDY)
        assert "换一个" in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "target")
    refuse_link(tmp_path)
    with pytest.raises(MachineError):
        refuse_link(link)


@pytest.mark.parametrize("place", ["a.docx", "./b/../a.docx", "link.docx"])
def test_no_input_is_replaced(tmp_path: Path, place: str) -> None:
    source = tmp_path / "a.docx"
    build(HUAIAN, source)
    (tmp_path / "b").mkdir()
    (tmp_path / "link.docx").symlink_to(source)
    before = source.read_bytes()
    with pytest.raises(UsageError) as caught:
        build(source, f"{tmp_path}/{place}", draft=True)
    assert "输出会盖掉读入的文件" in str(caught.value)
    assert source.read_bytes() == before


def test_no_input_that_comes_later_is_replaced_either(tmp_path: Path) -> None:
    later = tmp_path / NAME
    build(WRONG, later, draft=True)
    before = later.read_bytes()
    built = list(iter_built([HUAIAN, later], str(tmp_path), Settings()))
    assert isinstance(built[0].error, UsageError)
    assert later.read_bytes() == before


@pytest.mark.parametrize(
    ("output", "sources", "error"),
    [
        ("a.docx", [HUAIAN, HUAIAN], UsageError),
        ("a.pdf", [HUAIAN], UsageError),
        ("file", [HUAIAN], MachineError),
        ("file/a.docx", [HUAIAN], MachineError),
        ("link", [HUAIAN], MachineError),
    ],
)
def test_a_place_that_cannot_be_meant_is_refused_before_anything_is_written(
    tmp_path: Path, output: str, sources: list[Report], error: type[GovReportError]
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    with pytest.raises(error):
        next(iter_built(sources, f"{tmp_path}/{output}", Settings()))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder", "link"]
