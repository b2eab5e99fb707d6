"""Programs that look at our Word files with other eyes: LibreOffice, and the Open XML SDK validator.

LibreOffice has no 仿宋_GB2312, 楷体_GB2312, 黑体, 宋体 or 方正小标宋简体 on a Debian machine and puts one
sans-serif face in the place of all five. A fontconfig file names open fonts for them instead, so that
a page shows which style is set in which face.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

_STAND_INS = {
    "仿宋_GB2312": "FandolFang",
    "楷体_GB2312": "FandolKai",
    "黑体": "FandolHei",
    "宋体": "FandolSong",
}
_TITLE_FACE = "方正小标宋简体"

_ALIAS = """\
  <alias binding="same">
    <family>{family}</family>
    <prefer><family>{stand_in}</family></prefer>
  </alias>
"""
# No open 小标宋 exists; the bold of Noto Serif comes nearest, and only an edit can ask for a weight.
_TITLE = f"""\
  <match target="pattern">
    <test name="family"><string>{_TITLE_FACE}</string></test>
    <edit name="family" mode="assign" binding="same"><string>Noto Serif CJK SC</string></edit>
    <edit name="weight" mode="assign" binding="same"><const>bold</const></edit>
  </match>
"""
_FONTS_CONF = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{rules}  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
"""


def find_soffice() -> Path | None:
    """Return the LibreOffice command, or None where it is not installed."""
    found = shutil.which("soffice")
    return Path(found) if found else None


def find_ooxml_validator() -> Path | None:
    """Return the Open XML SDK validator's command: ``GOVREPORT_OOXML_VALIDATOR``, or one on the PATH."""
    named = os.environ.get("GOVREPORT_OOXML_VALIDATOR", "")
    found = shutil.which(named or "ooxml-validator")
    return Path(found) if found else None


def ooxml_errors(validator: Path, document: Path) -> list[str]:
    """Return what the Open XML SDK finds wrong with a document, a line each; empty when it is valid."""
    run = subprocess.run(
        [str(validator), str(document)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    if run.returncode not in {0, 1}:
        raise RuntimeError(f"{validator} ended with {run.returncode}: {run.stderr.strip()}")
    answer = json.loads(run.stdout)
    lines = [
        f"{error.get('path', '')} {error.get('xPath', '')}: {error['description']}"
        for error in answer["errors"]
    ]
    return lines or ([] if answer["ok"] else ["the validator says no and gives no reason"])


def write_fonts_conf(folder: Path) -> Path:
    """Write the fontconfig file that gives the official faces their open stand-ins, and return its path."""
    rules = "".join(_ALIAS.format(family=family, stand_in=font) for family, font in _STAND_INS.items())
    path = folder / "fonts.conf"
    path.write_text(_FONTS_CONF.format(rules=rules + _TITLE), encoding="utf-8")
    return path


_CALC = "Calc MS Excel 2007 XML"
_VALUES = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Separated values in UTF-8, as opened by a user: figures are looked for, formulas too."""


@dataclass(frozen=True, slots=True)
class Office:
    """A LibreOffice with a user profile and a font table of its own, so that runs do not meet.

    Attributes:
        soffice: The command.
        folder: Where the profile, the font table and the finished PDF files stand.
    """

    soffice: Path
    folder: Path

    def to_pdf(self, document: Path) -> Path:
        """Convert a Word file and return the PDF.

        LibreOffice ends with 0 whatever happens, and opens a damaged file as plain text unless the
        filter is named; so the filter is named, and the PDF is looked at.
        """
        output = Path(tempfile.mkdtemp(prefix="pdf-", dir=self.folder))  # two documents may share a name
        pdf = output / (document.stem + ".pdf")
        command = [
            str(self.soffice),
            f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            "--headless",
            "--infilter=MS Word 2007 XML",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            str(output),
            str(document),
        ]
        run = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
            env={**os.environ, "FONTCONFIG_FILE": str(write_fonts_conf(self.folder))},
        )
        if not pdf.is_file() or not pdf.read_bytes().startswith(b"%PDF"):
            raise RuntimeError(f"LibreOffice made no PDF of {document}: {run.stdout} {run.stderr}".strip())
        return pdf

    def recalculated(self, workbook: Path) -> Path:
        """Open a workbook in LibreOffice Calc and return it as saved there, every formula calculated."""
        output = Path(tempfile.mkdtemp(prefix="xlsx-", dir=self.folder))
        command = [
            str(self.soffice),
            f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            "--headless",
            f"--infilter={_CALC if workbook.suffix == '.xlsx' else _VALUES}",
            "--convert-to",
            f"xlsx:{_CALC}",
            "--outdir",
            str(output),
            str(workbook),
        ]
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
        saved = (output / workbook.name).with_suffix(".xlsx")
        if not saved.is_file():
            raise RuntimeError(f"LibreOffice saved no {workbook}: {run.stdout} {run.stderr}".strip())
        return saved
