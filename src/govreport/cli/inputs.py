"""Which files the inputs of a command line are."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from govreport.errors import SourceError, UsageError
from govreport.files import is_folder
from govreport.messages import Message

if TYPE_CHECKING:
    from govreport.report import BlankPolicy, Report

STDIN = "-"
_DOCUMENT = ".docx"
_PUBLISHED = frozenset(
    {
        _DOCUMENT,
        ".html",
        ".htm",
        ".shtml",
        ".mht",
        ".pdf",
        ".xlsx",
        ".txt",
        ".md",
        ".doc",
        ".wps",
        ".rtf",
        ".odt",
    }
)
_ENDINGS = frozenset({".json", ".yaml", ".yml", ".toml", *_PUBLISHED})


def expanded(inputs: Iterable[str], *, output: str | None = None) -> dict[str, SourceError | None]:
    """Return the inputs, each once, with folders replaced by the report files in them, sorted.

    A folder without any is kept, with the error that this is. Documents in the output folder are what
    an earlier run has written, and left out.
    """
    written = Path(output) if output else None
    files: dict[str, SourceError | None] = {}
    for name in inputs:
        if name == STDIN or not is_folder(Path(name)):
            files[name] = None
            continue
        found = sorted(_iter_reports(Path(name), written))
        files.update(dict.fromkeys(map(str, found)))
        if not found:
            files[name] = SourceError.of(
                Message("文件夹里没有报告文件", "no report file in the folder"),
                where=name,
                expected=" ".join(sorted(_ENDINGS)),
            )
    return files


def loaded(
    name: str,
    form: type[Report] | None,
    blank: BlankPolicy | None = None,
    *,
    last_year: Report | None = None,
) -> Report:
    """Return the report of an input; ``-`` is read from standard input."""
    from govreport.sources import load, load_text

    if name == STDIN:
        return load_text(standard_input(), form=form, blank=blank, last_year=last_year)
    return load(name, form=form, blank=blank, last_year=last_year)


def last_year_of(name: str | None, form: type[Report] | None, inputs: Collection[str]) -> Report | None:
    """Return last year's report, which an option names, with the references in its texts as they are.

    An official form follows from the file itself; one of the user's own is taken for both years.

    Raises:
        UsageError: If there are several inputs: they would all be compared with the same report.
    """
    from govreport.forms._registry import official_forms
    from govreport.sources import load

    if name is None:
        return None
    if len(inputs) > 1:
        raise UsageError.of(
            Message("--last-year 只用于一个输入", "--last-year is for a single input"),
            found=str(len(inputs)),
            remedy=Message("一次处理一份报告", "take one report at a time"),
        )
    is_own = form is not None and form not in official_forms().values()
    return load(name, form=form if is_own else None, references=False)


def standard_input() -> bytes:
    """Return what comes in on standard input.

    Raises:
        SourceError: If it is closed.
    """
    if sys.stdin is None:  # as Python has it when the process was started without one
        raise SourceError.of(
            Message("没有标准输入", "there is no standard input"),
            where=STDIN,
            remedy=Message("用管道送入数据，或写出文件名", "pipe the data in, or name a file"),
        )
    return sys.stdin.buffer.read()


def form_of(name: str | None) -> type[Report] | None:
    """Return the form an option names, or None where it was not given."""
    from govreport.forms._registry import form_named

    return form_named(name) if name is not None else None


def _iter_reports(folder: Path, written: Path | None) -> Iterator[Path]:
    """Yield the report files in a folder and its folders; hidden and temporary ones are none."""
    for path in folder.rglob("*"):
        ending = path.suffix.lower()
        hidden = any(part.startswith(("~$", ".")) for part in path.relative_to(folder).parts)
        if ending not in _ENDINGS or hidden or is_folder(path):
            continue
        if ending != _DOCUMENT or written is None or not _is_inside(path, written):
            yield path


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
