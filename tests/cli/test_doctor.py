"""``govreport doctor``: what is here, what stands in, what to install."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from govreport import diagnosis
from govreport.pdf import Face

FACES = (Face("仿宋_GB2312", "仿宋_GB2312"), Face("黑体", "FandolHei"))


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A LibreOffice that says its version."""
    path = tmp_path / "soffice"
    path.write_text("#!/bin/sh\necho LibreOffice 7.4.7.2 40\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setattr(diagnosis, "find_office", lambda: str(path))
    monkeypatch.setattr(diagnosis, "faces", lambda: FACES)
    return path


@pytest.mark.usefixtures("office")
def test_a_machine_that_has_all_is_told_so(govreport: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosis, "version", lambda _: "9.9")
    ran = govreport("doctor")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[:2] == [
        "有    LibreOffice  7.4.7.2  · 生成 PDF，读 .doc、.wps、.rtf、.odt",
        "有    仿宋_GB2312  仿宋_GB2312  · PDF 的字体",
    ]
    assert lines[2] == "代用  黑体  FandolHei  · PDF 的字体"
    assert lines[3].startswith("      安装这种字体；")
    assert "有    govreport[pdf]  pdfplumber 9.9, pypdfium2 9.9  · 读 PDF，生成 PDF" in lines


@pytest.mark.usefixtures("office")
def test_an_extra_that_is_not_installed_is_no_fault(
    govreport: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagnosis, "_version", lambda _: "")
    ran = govreport("doctor", "--lang", "en")
    assert ran.code == 0
    assert (
        "optional govreport[dask]  · runs on a cluster\n      install it: pip install 'govreport[dask]'\n"
        in ran.out
    )


def test_without_libreoffice_or_a_face_the_exit_code_is_4(
    govreport: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagnosis, "find_office", lambda: None)
    monkeypatch.setattr(diagnosis, "faces", lambda: (Face("宋体", None),))
    ran = govreport("doctor", "--lang", "en")
    assert ran.code == 4
    assert "missing  LibreOffice  · " in ran.out
    assert "apt-get install libreoffice-writer-nogui" in ran.out
    assert "missing  宋体  · a face of PDF files" in ran.out
