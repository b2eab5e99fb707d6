"""Which files the inputs of a command line are."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from govreport.cli import console
from govreport.errors import FormError, SourceError, UsageError
from govreport.files import DATA_ENDINGS, identity, is_folder, real_path
from govreport.messages import Message
from govreport.refusals import reason_of

if TYPE_CHECKING:
    from govreport.agency import Agency
    from govreport.batch import LastYears
    from govreport.files import FilePlace
    from govreport.report import BlankPolicy, Report
    from govreport.sources.loaded import Loaded

STDIN = "-"
_PUBLISHED = frozenset(
    {
        ".docx",
        ".html",
        ".htm",
        ".shtml",
        ".mht",
        ".pdf",
        ".xlsx",
        ".doc",
        ".wps",
        ".rtf",
        ".odt",
    }
)
_COPIES = frozenset({".html", ".htm", ".pdf"})
"""What a Word file is published as besides."""
_FRAGMENT = ".fragment.html"
_SHEETS = frozenset({".csv", ".tsv", ".txt", ".xlsx"})
_ENDINGS = DATA_ENDINGS | _PUBLISHED | {".csv"}
"""What is looked for in a folder. Plain texts may be anybody's notes: they are read where they are named."""


def expanded(inputs: Iterable[str], *, output: str | None = None) -> dict[str, SourceError | None]:
    """Return the inputs, each once, with folders replaced by the report files in them, sorted.

    A file named twice, be it by another path or a link, is one input, under its first name. A folder
    without any report, or one that cannot be read, is kept, with the error that this is. Documents in the
    output folder are what an earlier run has written, and left out.
    """
    written = real_path(output) if output else None
    files: dict[str, SourceError | None] = {}
    for name in inputs:
        files.update(_found(Path(name), written) if _is_folder(name) else {name: None})
    seen: set[object] = set()
    return {name: error for name, error in files.items() if _is_new(name, seen)}


def loaded(name: str, form: type[Report] | None, *, references: bool = True) -> Report:
    """Return the only report of an input; ``-`` is read from standard input.

    What is to be known of how it was read is told.
    """
    from govreport.sources.loading import load_bytes, load_one

    if name == STDIN:
        found = load_bytes(standard_input(), form=form, references=references)
    else:
        found = load_one(Path(name), form=form, references=references)
    console.tell(*found.remarks)
    return found.report


def opened(
    name: str,
    form: type[Report] | None,
    blank: BlankPolicy | None = None,
    *,
    references: bool = True,
    last_year: Report | None = None,
) -> tuple[Loaded, ...]:
    """Return the report of an input, or those of a sheet with a row per agency; what is inside decides.

    A published document comes with how it was read. What is to be known of that is told.

    Raises:
        UsageError: If they are several, and were to be compared with one report of the year before.
    """
    from govreport.sources.loading import open_bytes, open_file

    if name == STDIN:
        raw = standard_input()
        found = open_bytes(raw, form=form, blank=blank, references=references, last_year=last_year)
    else:
        path = Path(name)
        found = open_file(path, form=form, blank=blank, references=references, last_year=last_year)
    if len(found) > 1 and last_year is not None:
        raise _one_last_year(len(found))
    for each in found:
        console.tell(*each.remarks)
    return found


def agency_in(name: str) -> Agency:
    """Return the agency a file tells of, a report or its facts alone."""
    from govreport.sources.loading import read_agency

    console.tell_reading(name)
    agency, remarks = read_agency(Path(name))
    console.tell(*remarks)
    return agency


def only_filled(name: str, form: type[Report] | None) -> Report | None:
    """Return the report of a sheet made to be filled in; None where the file is something else.

    Raises:
        SourceError: If it is a sheet with a row per agency and has several.
    """
    from govreport.sources.loading import is_filled_in, only_report

    if not is_sheet(name) or not is_filled_in(Path(name), form):
        return None
    return only_report(opened(name, form)).report


def is_sheet(name: str) -> bool:
    """Tell whether an input may hold several reports, by what the file is called."""
    return name != STDIN and Path(name).suffix.lower() in _SHEETS


def last_year_of(name: str | None, form: type[Report] | None, inputs: Collection[str]) -> Report | None:
    """Return last year's report, which an option names, with the references in its texts as they are.

    An official form follows from the file itself; one of the user's own is taken for both years.

    Raises:
        UsageError: If there are several inputs: they would all be compared with the same report.
    """
    if name is None:
        return None
    if len(inputs) > 1:
        raise _one_last_year(len(inputs))
    console.tell_reading(name)
    return loaded(name, _own(form), references=False)


def last_years_of(name: str | None, form: type[Report] | None, inputs: Collection[str]) -> list[Report]:
    """Return the reports of the year before that an option names, with the references as they are.

    A folder and a sheet with a row per agency hold those of several agencies.

    Raises:
        UsageError: If there are several inputs, and a file with one report for all of them.
        GovReportError: If one of them cannot be read.
    """
    from govreport.sources import load_all

    if name is None:
        return []
    if not _is_folder(name) and not is_sheet(name):
        return [report for report in [last_year_of(name, form, inputs)] if report is not None]
    reports: list[Report] = []
    for file, refused in expanded([name]).items():
        if refused is not None:
            raise refused
        console.tell_reading(file)
        for each in load_all(file, form=_own(form), references=False):
            console.tell(*each.remarks)
            reports.append(each.report)
    return reports


def years_before(
    name: str | None, form: type[Report] | None, inputs: Collection[str]
) -> tuple[Report | None, LastYears | None]:
    """Return the report of the year before for a single input, or those of several agencies.

    Raises:
        GovReportError: As `last_years_of`.
    """
    reports = last_years_of(name, form, inputs)
    if not reports:
        return None, None
    if len(reports) == 1 and len(inputs) == 1:
        return reports[0], None
    from govreport.batch import LastYears

    return None, LastYears.of(reports)


def _own(form: type[Report] | None) -> type[Report] | None:
    """Return a form of the user's own, which is taken for both years; an official one follows from a file."""
    from govreport.forms._registry import official_forms

    return form if form is not None and form not in official_forms().values() else None


def places_of(names: Iterable[str]) -> Iterator[FilePlace]:
    """Yield what tells inputs apart as files; standard input may be one as well (``- < FILE``)."""
    return (0 if name == STDIN else name for name in names if name)


def standard_input() -> bytes:
    """Return what comes in on standard input.

    Raises:
        SourceError: If it is closed, empty, or larger than a file may be.
    """
    from govreport.gate.filebytes import bytes_of

    if sys.stdin is None:  # as Python has it when the process was started without one
        raise SourceError.of(
            Message("没有标准输入", "there is no standard input"),
            where=STDIN,
            remedy=Message("用管道送入数据，或写出文件名", "pipe the data in, or name a file"),
        )
    return bytes_of(sys.stdin.buffer, STDIN)


def form_of(name: str | None) -> type[Report] | None:
    """Return the form that ``--form`` names, or None where it was not given."""
    return named_form(name, "--form") if name is not None else None


def named_form(name: str, option: str) -> type[Report]:
    """Return the form an option names; what is wrong is told with the option."""
    from govreport.forms._registry import form_named

    try:
        return form_named(name)
    except FormError as exc:
        raise exc.at(option) from exc


def _one_last_year(count: int) -> UsageError:
    return UsageError.of(
        Message("--last-year 只用于一个输入", "--last-year is for a single input"),
        found=str(count),
        remedy=Message("一次处理一份报告", "take one report at a time"),
    )


def _is_folder(name: str) -> bool:
    return name != STDIN and is_folder(Path(name))


def _is_new(name: str, seen: set[object]) -> bool:
    """Tell whether an input was not met before, under any name; from now on it was."""
    keys = {STDIN} if name == STDIN else identity(name)
    was_met = not seen.isdisjoint(keys)
    seen.update(keys)
    return not was_met


def _found(folder: Path, written: Path | None) -> dict[str, SourceError | None]:
    """Return the report files in a folder and its folders, sorted; also the folders that cannot be read.

    Hidden files and folders are left out, and what a word processor keeps beside a file that is open.
    """
    refused: list[OSError] = []
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        found += [Path(place, name) for name in names if _is_report(Path(place, name), written)]
    files: dict[str, SourceError | None] = dict.fromkeys(map(str, sorted(_without_copies(found))))
    for error in refused:
        files[str(error.filename)] = _unreadable(error)
    if not files:
        files[str(folder)] = SourceError.of(
            Message("文件夹里没有报告文件", "no report file in the folder"),
            where=str(folder),
            expected=" ".join(sorted(_ENDINGS)),
            remedy=Message("写出文件名，或换一个文件夹", "name a file, or another folder"),
        )
    return files


def _without_copies(found: Iterable[Path]) -> Iterator[Path]:
    """Yield files but for web pages and PDF beside a Word file of the same name: they are the same report."""
    files = list(found)
    documents = {path.with_suffix("") for path in files if path.suffix.lower() == ".docx"}
    for path in files:
        stem = path.name.removesuffix(_FRAGMENT) if path.name.endswith(_FRAGMENT) else path.stem
        if path.suffix.lower() not in _COPIES or path.with_name(stem) not in documents:
            yield path


def _is_report(path: Path, written: Path | None) -> bool:
    ending = path.suffix.lower()
    if ending not in _ENDINGS or _is_hidden(path.name) or not _is_file(path):
        return False
    return ending in DATA_ENDINGS or written is None or not real_path(path).is_relative_to(written)


def _is_file(path: Path) -> bool:
    """Tell whether a path is a file, or a link that leads nowhere, which is told when it is read."""
    return path.is_file() or not path.exists()


def _is_hidden(name: str) -> bool:
    return name.startswith(("~$", "."))


def _unreadable(error: OSError) -> SourceError:
    return SourceError.of(
        Message("文件夹读不了", "the folder cannot be read"),
        where=str(error.filename),
        found=reason_of(error),
        remedy=Message("检查文件夹的权限", "check the permissions of the folder"),
    )
