"""What this machine has of what the library can use, and what to install."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Final, Literal

from govreport.messages import Message
from govreport.office import find_office
from govreport.pdf import faces

State = Literal["here", "instead", "optional", "missing"]
"""Here; another in its place; not here and not needed by all; not here and needed."""

_EXTRAS: Final[tuple[tuple[str, tuple[str, ...], Message], ...]] = (
    ("fast", ("isal",), Message("写 Word 更快", "Word files are written faster")),
    (
        "excel",
        ("openpyxl", "python-calamine"),
        Message("填报工作簿，一行一个机关的表", "workbooks and sheets"),
    ),
    ("pdf", ("pdfplumber", "pypdfium2"), Message("读 PDF，生成 PDF", "PDF files, read and made")),
    ("documents", ("docxcompose",), Message("模板中插入 Word 文件", "Word files put into templates")),
    ("progress", ("rich",), Message("进度条", "a bar for long runs")),
    ("dask", ("distributed",), Message("用集群生成", "runs on a cluster")),
)
_OFFICE_USE: Final = Message(
    "生成 PDF，读 .doc、.wps、.rtf、.odt", "PDF files; reading .doc, .wps, .rtf, .odt"
)
_OFFICE_INSTALL: Final = Message(
    "安装 LibreOffice（Debian、Ubuntu：apt-get install libreoffice-writer-nogui）",
    "install LibreOffice (Debian, Ubuntu: apt-get install libreoffice-writer-nogui)",
)
_FACE_USE: Final = Message("PDF 的字体", "a face of PDF files")
_FACE_INSTALL: Final = Message(
    "安装这种字体；开放的代用字体：FandolFang 等（Debian：texlive-lang-chinese），Noto CJK（fonts-noto-cjk）",
    "install it; open faces that will do: FandolFang and others (Debian: texlive-lang-chinese), "
    "Noto CJK (fonts-noto-cjk)",
)
_INSTALL: Final = Message("安装：{command}", "install it: {command}")
_SECONDS: Final = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was looked for.

    Attributes:
        name: What it is called.
        state: Whether it is here.
        found: Its version, or what stands in for it.
        use: What it is for.
        remedy: What to install; None where nothing has to be.
    """

    name: str
    state: State
    found: str
    use: Message
    remedy: Message | None = None


def iter_diagnosis() -> Iterator[Item]:
    """Yield everything that was looked for: LibreOffice, the faces of official documents, the extras.

    What is missing is needed for PDF files; without an extra the rest of the library works.
    """
    yield _office()
    for face in faces():
        state: State = "here" if face.is_itself else "instead" if face.shown_in else "missing"
        remedy = None if face.is_itself else _FACE_INSTALL
        yield Item(face.name, state, face.shown_in or "", _FACE_USE, remedy)
    for extra, packages, use in _EXTRAS:
        yield _extra(extra, packages, use)


def _office() -> Item:
    command = find_office()
    if command is None:
        return Item("LibreOffice", "missing", "", _OFFICE_USE, _OFFICE_INSTALL)
    return Item("LibreOffice", "here", _office_version(command) or command, _OFFICE_USE)


def _office_version(command: str) -> str:
    try:
        said = subprocess.run(
            [command, "--version"], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    found = re.search(r"\d+(?:\.\d+)+", said.stdout)
    return found[0] if found else ""


def _extra(extra: str, packages: tuple[str, ...], use: Message) -> Item:
    name = f"govreport[{extra}]"
    found = {package: _version(package) for package in packages}
    if all(found.values()):
        return Item(name, "here", ", ".join(f"{package} {number}" for package, number in found.items()), use)
    return Item(name, "optional", "", use, _INSTALL.format(command=f"pip install '{name}'"))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
