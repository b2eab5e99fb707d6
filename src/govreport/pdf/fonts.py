"""The faces of an official document, and what stands in for those this machine does not have.

LibreOffice puts one sans-serif face in the place of every Chinese face it lacks. A font table of its own,
given to the process alone, names the right kind of face for each instead.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from govreport.messages import Message

_BOLD: Final = "Noto Serif CJK SC"
_STAND_INS: Final[Mapping[str, tuple[str, ...]]] = {
    "仿宋_GB2312": (
        "仿宋",
        "FangSong",
        "方正仿宋_GBK",
        "方正仿宋简体",
        "FandolFang",
        "Zhuque Fangsong (technical preview)",
    ),
    "楷体_GB2312": ("楷体", "KaiTi", "方正楷体_GBK", "FandolKai", "LXGW WenKai", "AR PL UKai CN"),
    "黑体": ("SimHei", "方正黑体_GBK", "FandolHei", "Noto Sans CJK SC", "Source Han Sans SC"),
    "宋体": ("SimSun", "方正书宋_GBK", "FandolSong", "Noto Serif CJK SC", "AR PL UMing CN"),
    "方正小标宋简体": ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", _BOLD, "Source Han Serif SC", "FandolSong"),
    "Times New Roman": ("Liberation Serif", "Tinos", "TeX Gyre Termes"),
}
"""The faces of GB/T 9704-2012 as the templates name them, and what comes nearest, the nearest first."""

_RULE: Final = """\
  <match target="pattern">
    <test name="family"><string>{face}</string></test>
    <edit name="family" mode="assign" binding="same"><string>{stand_in}</string></edit>{weight}
  </match>
"""
_WEIGHT: Final = '\n    <edit name="weight" mode="assign" binding="same"><const>bold</const></edit>'
_TABLE: Final = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{rules}  <include ignore_missing="yes">{system}</include>
</fontconfig>
"""
_SYSTEM: Final = "/etc/fonts/fonts.conf"
_SUBSTITUTE: Final = Message("{face} 由 {stand_in} 代替", "{stand_in} stands in for {face}")
_NONE: Final = Message("{face} 没有可用的字体", "there is no face for {face}")


@dataclass(frozen=True, slots=True)
class Face:
    """A face of the document, and what this machine shows it in.

    Attributes:
        name: The face as the templates name it.
        shown_in: The face on this machine: itself, another, or None where there is nothing of its kind.
    """

    name: str
    shown_in: str | None

    @property
    def is_itself(self) -> bool:
        """Whether the machine has the very face."""
        return self.shown_in == self.name

    @property
    def message(self) -> Message:
        """What is to be said of it where it is not itself."""
        message = _SUBSTITUTE if self.shown_in else _NONE
        return message.format(face=self.name, stand_in=self.shown_in or "")


def faces() -> tuple[Face, ...]:
    """Return the faces of official documents and what this machine shows each in.

    Where the system has no fontconfig it is the word processor that chooses, and nothing is returned.
    """
    installed = _installed()
    if not installed:
        return ()
    return tuple(
        Face(name, next((each for each in (name, *others) if each in installed), None))
        for name, others in _STAND_INS.items()
    )


def font_table() -> str:
    """Return the font table for a process of LibreOffice, as fontconfig reads it."""
    rules = (
        _RULE.format(
            face=escape(face.name),
            stand_in=escape(face.shown_in),
            weight=_WEIGHT if face.name.startswith("方正小标宋") and face.shown_in == _BOLD else "",
        )
        for face in faces()
        if face.shown_in and not face.is_itself
    )
    return _TABLE.format(rules="".join(rules), system=_SYSTEM)


def font_environment(folder: Path) -> dict[str, str]:
    """Write the font table into a folder; return the variable that makes a process use it."""
    if not _installed():
        return {}
    path = folder / "fonts.conf"
    path.write_text(font_table(), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(path)}


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    """Return the families fontconfig knows, under all their names."""
    command = shutil.which("fc-list")
    if command is None:
        return frozenset()
    try:
        found = subprocess.run(
            [command, ":", "family"], capture_output=True, text=True, encoding="utf-8", timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(name.strip() for line in found.stdout.splitlines() for name in line.split(","))
