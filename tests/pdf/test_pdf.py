"""Word files as PDF: made together, looked at, in faces of the right kind."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from govreport import pdf
from govreport.batch import Built, Settings, build, iter_built
from govreport.errors import MachineError
from govreport.pdf import Wanted, conversion, faces, fonts, write_pdfs
from govreport.pdf.verification import require_pdf
from samples import load_report

HUAIAN = load_report("huaian_2024.json")


@pytest.fixture
def document(tmp_path: Path) -> Path:
    build(HUAIAN, tmp_path / "a.docx")
    return tmp_path / "a.docx"


def wanted(document: Path, name: str, title: str = HUAIAN.title, figure: str = "3985758") -> Wanted:
    return Wanted(document, document.with_name(name), title, figure)


@pytest.mark.usefixtures("soffice")
@pytest.mark.slow
def test_a_damaged_file_and_a_wrong_text_fail_alone(document: Path) -> None:
    damaged = document.with_name("damaged.docx")
    damaged.write_bytes(b"not a zip file")
    results = write_pdfs(
        [
            wanted(document, "good.pdf"),
            wanted(damaged, "damaged.pdf"),
            wanted(document, "other.pdf", title="另一个标题"),
            wanted(document, "figure.pdf", figure="123456789"),
        ]
    )
    assert results[0] is None
    said = [str(result).splitlines()[0] for result in results[1:]]
    assert said == ["LibreOffice 没有生成 PDF", "PDF 的文字与报告不一致", "PDF 的文字与报告不一致"]
    assert {path.name for path in document.parent.iterdir()} == {"a.docx", "damaged.docx", "good.pdf"}


@pytest.mark.usefixtures("soffice")
@pytest.mark.slow
def test_a_pdf_in_a_relative_folder_names_the_agency_and_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (plain,) = iter_built([HUAIAN], "out/", Settings(pdf=True))
    assert plain.pdf is not None
    told = pypdfium2.PdfDocument(plain.pdf.read_bytes()).get_metadata_dict(skip_empty=True)
    assert (told.pop("Title"), told.pop("Author")) == (HUAIAN.title, HUAIAN.agency.name)
    assert set(told) <= {"Creator", "Producer", "CreationDate", "Keywords"}
    assert str(tmp_path).encode() not in plain.pdf.read_bytes()


@pytest.mark.usefixtures("soffice")
@pytest.mark.slow
def test_a_run_writes_a_pdf_beside_every_word_file(tmp_path: Path) -> None:
    settings = Settings(pdf="archive")
    built: list[Built] = list(iter_built([HUAIAN], f"{tmp_path}/out/", settings))
    (one,) = built
    assert one.pdf == tmp_path / "out" / f"{HUAIAN.title}.pdf"
    content = one.pdf.read_bytes()
    assert b"pdfaid:part>2<" in content
    require_pdf(content, name="a", texts=[HUAIAN.title, "3985758"])
    if shutil.which("pdffonts") and all(face.shown_in for face in faces()):
        listing = subprocess.run(
            ["pdffonts", str(one.pdf)], capture_output=True, text=True, check=True
        ).stdout
        shown = {(face.shown_in or "").split(" ")[0] for face in faces()}
        assert not [name for name in shown if name.startswith("Fandol") and name not in listing], listing
        assert "NotoSansCJK" not in listing


def test_without_libreoffice_the_word_file_stands_and_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    (built,) = iter_built([HUAIAN], f"{tmp_path}/a.docx", Settings(pdf=True))
    assert isinstance(built.error, MachineError)
    assert "没有安装 LibreOffice" in str(built.error)
    assert built.path == tmp_path / "a.docx"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.usefixtures("soffice")
def test_a_call_that_takes_too_long_is_stopped(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "_BASE_SECONDS", 0.01)
    monkeypatch.setattr(conversion, "_SECONDS", 0.0)
    (failure,) = write_pdfs([wanted(document, "a.pdf")])
    assert "LibreOffice 转换超时，已停止" in str(failure)
    assert not document.with_name("a.pdf").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "LibreOffice 没有生成 PDF"),
        (b"<html>", "LibreOffice 没有生成 PDF"),
        (b"%PDF-1.7 cut", "PDF 打不开"),
    ],
)
def test_what_is_no_pdf_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(MachineError, match=said):
        require_pdf(content, name="a.pdf", texts=[])


def test_each_face_is_shown_in_itself_or_the_nearest_of_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = frozenset(
        {"仿宋_GB2312", "FandolKai", "LXGW WenKai", "Noto Serif CJK SC", "Liberation Serif"}
    )
    monkeypatch.setattr(fonts, "_installed", lambda: installed)
    assert {face.name: face.shown_in for face in pdf.faces()} == {
        "仿宋_GB2312": "仿宋_GB2312",
        "楷体_GB2312": "FandolKai",
        "黑体": None,
        "宋体": "Noto Serif CJK SC",
        "方正小标宋简体": "Noto Serif CJK SC",
        "Times New Roman": "Liberation Serif",
    }
    table = fonts.font_table()
    assert "仿宋_GB2312" not in table
    assert "黑体" not in table
    assert table.count("<const>bold</const>") == 1
    said = [str(face.message) for face in pdf.faces() if not face.is_itself]
    assert said[:2] == ["楷体_GB2312 由 FandolKai 代替", "黑体 没有可用的字体"]


def test_a_system_without_fontconfig_is_left_to_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_installed", frozenset)
    assert faces() == ()
    assert fonts.font_environment(tmp_path) == {}
