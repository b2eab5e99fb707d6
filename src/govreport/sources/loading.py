"""The way from any file to a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import cast

from govreport.agency import Agency
from govreport.errors import DataError, FormError, GovReportError, Problem, SourceError
from govreport.forms._mapping import FieldReader
from govreport.forms._record import aliases
from govreport.forms._registry import official_forms, report_from_data
from govreport.gate.deadline import reading_time
from govreport.gate.filebytes import read_bytes, require_size
from govreport.gate.filekind import XLSX, recognise_file, recognise_name
from govreport.messages import Message
from govreport.report import BlankPolicy, Report
from govreport.sources.datafile import DataFile, decode_text, parse_data, read_data_text
from govreport.sources.documents import is_data, read_published, read_published_bytes
from govreport.sources.entry_file import entry_of, is_entry
from govreport.sources.file_end import notes_of_data
from govreport.sources.loaded import Loaded, remark_at, text_locator
from govreport.sources.reading import Reading
from govreport.sources.recognition import recognise
from govreport.sources.roster_file import Roster, roster_of
from govreport.sources.sheets import has_reader, missing_reader


def read_document(path: Path, *, form: type[Report] | None = None) -> Reading:
    """Read a published document (`govreport.read`)."""
    with reading_time(str(path)):
        return recognise(read_published(path), _forms(form))


def load_one(
    path: Path,
    *,
    form: type[Report] | None = None,
    blank: BlankPolicy | None = None,
    references: bool = True,
    last_year: Report | None = None,
) -> Loaded:
    """Return the only report in a data file, sheet or document (`govreport.sources.load`)."""
    found = open_file(path, form=form, blank=blank, references=references, last_year=last_year)
    return _with_year(only_report(found))


def load_reports(
    path: Path,
    *,
    form: type[Report] | None = None,
    blank: BlankPolicy | None = None,
    references: bool = True,
    last_year: Report | None = None,
) -> tuple[Loaded, ...]:
    """Return the report or reports in a file (`govreport.sources.load_all`)."""
    found = open_file(path, form=form, blank=blank, references=references, last_year=last_year)
    return tuple(map(_with_year, found))


def load_bytes(
    raw: bytes,
    *,
    name: str = "-",
    form: type[Report] | None = None,
    blank: BlankPolicy | None = None,
    references: bool = True,
    last_year: Report | None = None,
) -> Loaded:
    """Return the only report in the bytes of a file (`govreport.sources.load_text`)."""
    found = open_bytes(raw, name=name, form=form, blank=blank, references=references, last_year=last_year)
    return _with_year(only_report(found))


def open_file(
    path: Path,
    *,
    form: type[Report] | None = None,
    blank: BlankPolicy | None = None,
    references: bool = True,
    last_year: Report | None = None,
) -> tuple[Loaded, ...]:
    """Return the report or reports in a file, a document with how it was read.

    Raises:
        SourceError, DataError, FormError: As `govreport.sources.load_all`; but a document that does not state
            its year is taken, with a stand-in.
    """
    raw = read_bytes(path)
    return open_bytes(
        raw, name=str(path), path=path, form=form, blank=blank, references=references, last_year=last_year
    )


def open_bytes(
    raw: bytes,
    *,
    name: str = "-",
    path: Path | None = None,
    form: type[Report] | None = None,
    blank: BlankPolicy | None = None,
    references: bool = True,
    last_year: Report | None = None,
) -> tuple[Loaded, ...]:
    """Return what `open_file` does, of bytes; `path` is the file they came from, if any."""
    with reading_time(name):
        require_size(raw, name)
        return _opened(raw, name, path, form=form, blank=blank, references=references, last_year=last_year)


def _opened(
    raw: bytes,
    name: str,
    path: Path | None,
    *,
    form: type[Report] | None,
    blank: BlankPolicy | None,
    references: bool,
    last_year: Report | None,
) -> tuple[Loaded, ...]:
    if not _is_kept_beside(path):
        entry = entry_of(raw, name=name, form=form, blank=blank, references=references, last_year=last_year)
        if entry is not None:
            return (entry,)
    roster = _roster(raw, name, path, form)
    if roster is not None:
        return roster.reports(form=form, blank=blank, references=references, last_year=last_year)
    if raw.strip() and not is_data(raw, path):
        reading = _recognised(raw, name, path, form)
        return (Loaded(name, None, reading.report, _remarks(name, reading.notes), reading),)
    file = (
        parse_data(raw, path) if path is not None else read_data_text(decode_text(raw, name)[0], None, name)
    )
    report = report_of(file, form=form, blank=blank, references=references, last_year=last_year)
    remarks = _remarks(name, notes_of_data(file.text))
    locator = None if references else text_locator(report, partial(_in_file, file, type(report)), name)
    return (Loaded(name, None, report, remarks, locator=locator),)


def _in_file(file: DataFile, form: type[Report], problem: Problem) -> Problem:
    """Return a problem of a report's text with the line on which it stands in a file."""
    reader = FieldReader(form)
    reader.read(file.data)  # knows by which keys the file calls the fields
    written = reader.as_written(problem)
    return written.at(file.place_of(written.path, written.excerpt))


def _remarks(name: str, notes: Iterable[Message]) -> tuple[Message, ...]:
    return tuple(remark_at(name, note) for note in notes)


def is_filled_in(path: Path, form: type[Report] | None = None) -> bool:
    """Tell whether a file is an entry workbook, or a sheet with a row per agency."""
    raw = read_bytes(path)
    with reading_time(str(path)):
        return is_entry(raw, name=str(path)) or _roster(raw, str(path), path, form) is not None


def read_agency(path: Path) -> tuple[Agency, tuple[Message, ...]]:
    """Return the agency a file tells of (`govreport.sources.load_agency`), and the remarks on the file."""
    raw = read_bytes(path)
    if not is_data(raw, path):
        reading = _recognised(raw, str(path), path, None)
        return reading.report.agency, _remarks(str(path), reading.notes)
    file = parse_data(raw, path)
    keys = (key for key, name in aliases(Report).items() if name == "agency")
    outer = next(([key] for key in keys if isinstance(file.data.get(key), Mapping)), [])
    facts = cast("Mapping[str, object]", file.data[outer[0]]) if outer else file.data
    reader = FieldReader(Agency)
    try:
        agency = cast("Agency", reader.made(reader.read(facts)))
    except DataError as exc:
        raise DataError(*(each.at(file.place_of([*outer, *each.path])) for each in exc.problems)) from exc
    return agency, _remarks(str(path), notes_of_data(file.text))


def report_of(
    file: DataFile,
    *,
    form: type[Report] | None = None,
    blank: BlankPolicy | None = None,
    references: bool = True,
    last_year: Report | None = None,
) -> Report:
    """Make the report a data file describes; every problem is told with file and line.

    Raises:
        DataError, FormError: As `report_from_data`.
    """
    try:
        return report_from_data(file.data, form=form, blank=blank, references=references, last_year=last_year)
    except (DataError, FormError) as exc:
        problems = (each.at(file.place_of(each.path, each.excerpt)) for each in exc.problems)
        raise type(exc)(*problems) from exc


def _is_kept_beside(path: Path | None) -> bool:
    """Tell whether a file is what an editor keeps beside one that is open."""
    return path is not None and recognise_name(path.name) is not None


def _roster(raw: bytes, name: str, path: Path | None, form: type[Report] | None) -> Roster | None:
    if _is_kept_beside(path):
        return None
    return roster_of(raw, name=name, path=path, forms=_forms(form))


def _recognised(raw: bytes, name: str, path: Path | None, form: type[Report] | None) -> Reading:
    if path is not None and _is_kept_beside(path):
        return recognise(read_published(path), _forms(form))  # refuses it: the name tells what it is
    try:
        return recognise(read_published_bytes(raw, name=name, path=path), _forms(form))
    except GovReportError as exc:
        if recognise_file(raw) is XLSX and not has_reader():
            raise missing_reader().at(name) from exc  # it may have a row per agency
        raise


def only_report(loaded: tuple[Loaded, ...]) -> Loaded:
    """Return the only report of a file.

    Raises:
        SourceError: If it holds several.
    """
    if len(loaded) == 1:
        return loaded[0]
    raise SourceError.of(
        Message(
            "文件里有 {count} 份报告，这里只能是一份", "{count} reports in the file; one is wanted"
        ).format(count=len(loaded)),
        where=loaded[0].file,
        remedy=Message(
            "用 build 或 check 一次处理全部；在 Python 里用 sources.load_all",
            "take build or check for all of them, sources.load_all in Python",
        ),
    )


def _with_year(loaded: Loaded) -> Loaded:
    """Return what was loaded, if a document states its year: a stand-in is no year to work with."""
    reading = loaded.reading
    if reading is None or reading.is_year_stated:
        return loaded
    raise SourceError.of(
        Message("文档里没有年度", "the document does not state its year"),
        where=loaded.file,
        found=reading.report.title,
        expected=Message(
            "标题里的年份，例如“2021年政府信息公开工作年度报告”",
            "a year in the title, such as 2021年政府信息公开工作年度报告",
        ),
        remedy=Message(
            "用 govreport read 读成数据文件，补上年度后再用",
            "read it into a data file, add the year, use that",
        ),
    )


def _forms(form: type[Report] | None) -> Iterable[type[Report]]:
    return [form] if form else official_forms().values()
