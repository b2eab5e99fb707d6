"""Many Word files in one call of LibreOffice; every PDF is looked at before it takes its place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from govreport.arguments import require
from govreport.errors import MachineError
from govreport.files import refused, write_atomic
from govreport.messages import Message
from govreport.office import TOO_LONG, convert_files, new_profile
from govreport.pdf.fonts import font_environment
from govreport.pdf.verification import require_pdf
from govreport.refusals import REFUSALS

_FILTER: Final = "MS Word 2007 XML"
"""Named, for otherwise a damaged file would be opened as plain text and converted without a word."""
_TAGGED: Final = '"UseTaggedPDF":{"type":"boolean","value":"true"}'
_ARCHIVE: Final = '"SelectPdfVersion":{"type":"long","value":"2"}'
_BASE_SECONDS: Final = 60.0
_SECONDS: Final = 10.0
"""How long a call may take, and how much longer for every file; a file takes 0.2 seconds."""
_HANGS: Final = 2
"""After so many files in a row with which LibreOffice hangs no other is tried by itself."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A PDF that is wanted.

    Attributes:
        document: The Word file.
        output: The PDF.
        title: What must stand in its text: the title of the report,
        figure: and a figure of its tables, where there is one.
    """

    document: Path
    output: Path
    title: str
    figure: str = ""


def write_pdfs(
    wanted: Sequence[Wanted], *, archive: bool = False, home: Path | None = None
) -> list[MachineError | None]:
    """Convert Word files and write the PDF files; return for each what went wrong, if anything did.

    The PDFs are tagged. What fails beside others is tried once more by itself, unless LibreOffice hangs with
    every file.

    Args:
        wanted: The files.
        archive: Whether they are PDF/A-2 (ISO 19005-2), for the archives.
        home: A folder for the profile of LibreOffice, which starts sooner when it is used again; the caller
            removes it. One process at a time may use it.

    Raises:
        UsageError: If something else is given than files that are wanted.
    """
    wanted = [require(each, Wanted, f"wanted[{at}]", "Wanted") for at, each in enumerate(wanted)]
    with tempfile.TemporaryDirectory(prefix="govreport-", ignore_cleanup_errors=True) as folder:
        place = home or Path(folder)
        try:
            return _tried(wanted, place, Path(folder), archive=archive)
        except REFUSALS as exc:
            what = Message("PDF 生成不了", "no PDF can be made")
            error = refused(what, place, exc, Message("检查磁盘空间", "check the disk space"))
            return [error] * len(wanted)


def _tried(wanted: Sequence[Wanted], home: Path, work: Path, *, archive: bool) -> list[MachineError | None]:
    results = _converted(wanted, home, work / "all", archive=archive)
    if len(wanted) == 1:
        return results
    hangs = 0
    for number, failure in enumerate(results):
        if failure is not None and hangs < _HANGS:
            (results[number],) = _converted([wanted[number]], home, work / str(number), archive=archive)
            hangs = hangs + 1 if _is_hang(results[number]) else 0
    return results


def _is_hang(failure: MachineError | None) -> bool:
    return failure is not None and failure.problems[0].what == TOO_LONG


def _converted(
    wanted: Sequence[Wanted], home: Path, work: Path, *, archive: bool
) -> list[MachineError | None]:
    """Convert files in one call; under names that no file system and no program minds."""
    work.mkdir()
    sources = [work / f"{number}.docx" for number in range(len(wanted))]
    for each, source in zip(wanted, sources, strict=True):
        shutil.copyfile(each.document, source)
    options = ",".join([_TAGGED, *([_ARCHIVE] if archive else [])])
    profile = home / "profile"
    if not profile.is_dir():
        new_profile(home)
    try:
        convert_files(
            sources,
            f"pdf:writer_pdf_Export:{{{options}}}",
            work,
            profile=profile,
            reader=_FILTER,
            environment=font_environment(home),
            time_limit=_BASE_SECONDS + _SECONDS * len(wanted),
        )
    except MachineError as exc:
        return [exc] * len(wanted)
    return [_kept(each, source.with_suffix(".pdf")) for each, source in zip(wanted, sources, strict=True)]


def _kept(wanted: Wanted, made: Path) -> MachineError | None:
    """Put a PDF into its place, if it is what was wanted."""
    try:
        content = made.read_bytes() if made.is_file() else b""
        require_pdf(content, name=str(wanted.output), texts=[wanted.title, wanted.figure])
        write_atomic(wanted.output, content, staging=made.parent if _same_disk(made, wanted.output) else None)
    except MachineError as exc:
        return exc
    return None


def _same_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.parent.stat().st_dev
