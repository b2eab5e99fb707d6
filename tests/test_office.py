from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

FACES = {
    "仿宋_GB2312": "FandolFang",
    "楷体_GB2312": "FandolKai",
    "黑体": "FandolHei",
    "宋体": "FandolSong",
    "方正小标宋简体": "NotoSerifCJKjp-Bold",  # the name inside the collection file; SC is a view of it
}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A Word file with one line in each official face."""
    word = Document()
    for face in FACES:
        run = word.add_paragraph().add_run(f"{face}：政府信息公开工作年度报告")
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia"):
            fonts.set(qn(attribute), face)
    path = tmp_path / "faces.docx"
    word.save(str(path))
    return path


def test_each_official_face_gets_its_own_stand_in(document: Path, to_pdf: Callable[[Path], Path]) -> None:
    for tool in ("pdffonts", "fc-list"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    installed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    wanted = {font for font in FACES.values() if font.startswith("Fandol")} | {"Noto Serif CJK SC"}
    missing = sorted(font for font in wanted if font not in installed)
    if missing:
        pytest.skip(f"fonts are not installed: {', '.join(missing)}")
    listing = subprocess.run(
        ["pdffonts", str(to_pdf(document))], capture_output=True, text=True, check=True
    ).stdout
    assert [font for font in FACES.values() if font not in listing] == [], listing


def test_a_damaged_file_is_no_pdf(tmp_path: Path, to_pdf: Callable[[Path], Path]) -> None:
    damaged = tmp_path / "damaged.docx"
    damaged.write_bytes(b"not a zip file")
    with pytest.raises(RuntimeError, match="LibreOffice made no PDF of"):
        to_pdf(damaged)


def test_the_validator_passes_a_good_file_and_names_a_fault(
    document: Path, tmp_path: Path, ooxml_errors: Callable[[Path], list[str]]
) -> None:
    assert ooxml_errors(document) == []
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(document) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:p>", b"<w:p><w:nonsense/>", 1)
            target.writestr(name, content)
    assert ["nonsense" in error for error in ooxml_errors(broken)] == [True]
