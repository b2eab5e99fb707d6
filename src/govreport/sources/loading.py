"""The way from any file to a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from govreport.agency import Agency
from govreport.errors import DataError, FormError, SourceError
from govreport.forms._mapping import FieldReader
from govreport.forms._record import aliases
from govreport.forms._registry import official_forms, report_from_data
from govreport.messages import Message
from govreport.report import BlankPolicy, Report
from govreport.sources.datafile import DataFile, decode_text, parse_data, read_data_text
from govreport.sources.documents import is_data, read_published, read_published_bytes
from govreport.sources.filebytes import read_bytes, require_size
from govreport.sources.filekind import recognise_name
from govreport.sources.package import LIMITS
from govreport.sources.reading import Reading
from govreport.sources.recognition import recognise


def read_document(path: Path, *, form: type[Report] | None = None) -> Reading:
    """Read a published document (`govreport.read`)."""
    return recognise(read_published(path), _forms(form))


def load_report(
    path: Path,
    *,
    form: type[Report] | None = None,
    blank: BlankPolicy | None = None,
    references: bool = True,
    last_year: Report | None = None,
) -> Report:
    """Return the report in a data file or document (`govreport.sources.load`)."""
    raw = read_bytes(path, LIMITS.file_bytes)
    if not is_data(raw, path):
        return _with_year(_recognised(raw, path, form), str(path))
    file = parse_data(raw, path)
    return report_of(file, form=form, blank=blank, references=references, last_year=last_year)


def load_with_reading(
    path: Path, *, form: type[Report] | None = None, last_year: Report | None = None
) -> tuple[Report, Reading | None]:
    """Return the report in a data file, or of a document together with how it was read.

    Raises:
        SourceError, DataError, FormError: As `govreport.sources.load`; a year that is not stated is not one.
    """
    raw = read_bytes(path, LIMITS.file_bytes)
    if is_data(raw, path):
        return report_of(parse_data(raw, path), form=form, last_year=last_year), None
    reading = _recognised(raw, path, form)
    return reading.report, reading


def load_bytes_with_reading(
    raw: bytes, *, name: str = "-", form: type[Report] | None = None, last_year: Report | None = None
) -> tuple[Report, Reading | None]:
    """Return what `load_with_reading` does, of bytes that came without a file."""
    require_size(raw, name, LIMITS.file_bytes)
    if raw.strip() and not is_data(raw, None):
        reading = recognise(read_published_bytes(raw, name=name), _forms(form))
        return reading.report, reading
    return load_bytes(raw, name=name, form=form, last_year=last_year), None


def read_agency(path: Path) -> Agency:
    """Return the agency a report or data file tells of (`govreport.sources.load_agency`)."""
    raw = read_bytes(path, LIMITS.file_bytes)
    if not is_data(raw, path):
        return _recognised(raw, path, None).report.agency
    file = parse_data(raw, path)
    keys = (key for key, name in aliases(Report).items() if name == "agency")
    outer = next(([key] for key in keys if isinstance(file.data.get(key), Mapping)), [])
    facts = cast("Mapping[str, object]", file.data[outer[0]]) if outer else file.data
    reader = FieldReader(Agency)
    try:
        return cast("Agency", reader.made(reader.read(facts)))
    except DataError as exc:
        raise DataError(*(each.at(file.place_of([*outer, *each.path])) for each in exc.problems)) from exc


def load_bytes(
    raw: bytes,
    *,
    name: str = "-",
    form: type[Report] | None = None,
    blank: BlankPolicy | None = None,
    last_year: Report | None = None,
) -> Report:
    """Return the report in the bytes of a data file or document (`govreport.sources.load_text`)."""
    require_size(raw, name, LIMITS.file_bytes)
    if raw.strip() and not is_data(raw, None):
        return _with_year(recognise(read_published_bytes(raw, name=name), _forms(form)), name)
    text, _ = decode_text(raw, name)
    return report_of(read_data_text(text, None, name), form=form, blank=blank, last_year=last_year)


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


def _recognised(raw: bytes, path: Path, form: type[Report] | None) -> Reading:
    if recognise_name(path.name) is not None:
        return recognise(read_published(path), _forms(form))  # refuses it: the name tells what it is
    return recognise(read_published_bytes(raw, name=str(path), path=path), _forms(form))


def _with_year(reading: Reading, name: str) -> Report:
    """Return the report of a document, if that states its year: a stand-in is no year to work with."""
    if reading.is_year_stated:
        return reading.report
    raise SourceError.of(
        Message("文档里没有年度", "the document does not state its year"),
        where=name,
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
