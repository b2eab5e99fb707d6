"""The way from any file to a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from govreport.agency import Agency
from govreport.errors import DataError, FormError
from govreport.forms._mapping import FieldReader
from govreport.forms._record import aliases
from govreport.forms._registry import official_forms, report_from_data
from govreport.report import BlankPolicy, Report
from govreport.sources.datafile import DataFile, decode_text, parse_data, read_data_text
from govreport.sources.docx_file import read_docx
from govreport.sources.filebytes import read_bytes, require_size
from govreport.sources.filekind import recognise_file, recognise_name
from govreport.sources.package import LIMITS
from govreport.sources.reading import Reading
from govreport.sources.recognition import recognise


def read_document(path: Path, *, form: type[Report] | None = None) -> Reading:
    """Read a published document (`govreport.read`)."""
    return recognise(read_docx(path), _forms(form))


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
    if _is_document(raw, path):
        return _recognised(raw, path, form).report
    file = parse_data(raw, path)
    return report_of(file, form=form, blank=blank, references=references, last_year=last_year)


def read_agency(path: Path) -> Agency:
    """Return the agency a report or data file tells of (`govreport.sources.load_agency`)."""
    raw = read_bytes(path, LIMITS.file_bytes)
    if _is_document(raw, path):
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
    if recognise_file(raw):
        return recognise(read_docx(raw, name=name), _forms(form)).report
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


def _is_document(raw: bytes, path: Path) -> bool:
    return recognise_name(path.name) is not None or recognise_file(raw) is not None


def _recognised(raw: bytes, path: Path, form: type[Report] | None) -> Reading:
    is_sound = recognise_name(path.name) is None  # else the reader says what the name tells
    return recognise(read_docx(raw if is_sound else path, name=str(path)), _forms(form))


def _forms(form: type[Report] | None) -> Iterable[type[Report]]:
    return [form] if form else official_forms().values()
