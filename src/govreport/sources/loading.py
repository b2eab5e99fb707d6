"""The way from any file to a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from govreport.agency import Agency
from govreport.errors import DataError, FormError, Problem, SourceError
from govreport.forms._mapping import FieldReader
from govreport.forms._record import Record, aliases, nested
from govreport.forms._registry import form_of_data, official_forms, report_from_data
from govreport.messages import Message
from govreport.report import BlankPolicy, Report
from govreport.sources.datafile import DataFile, decode_text, read_data_file, read_data_text
from govreport.sources.documents import is_data, read_published, read_published_bytes
from govreport.sources.filebytes import read_bytes
from govreport.sources.package import LIMITS
from govreport.sources.plaindata import child_path
from govreport.sources.reading import Reading
from govreport.sources.recognition import recognise
from govreport.text.wording import normalise_label

_PATH = re.compile(r"\w+(?:\.\w+)*")


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
    if not is_data(read_bytes(path, LIMITS.file_bytes), path):
        return _with_year(read_document(path, form=form), str(path))
    file = read_data_file(path)
    return report_of(file, form=form, blank=blank, references=references, last_year=last_year)


def read_agency(path: Path) -> Agency:
    """Return the agency a report or data file tells of (`govreport.sources.load_agency`)."""
    if not is_data(read_bytes(path, LIMITS.file_bytes), path):
        return read_document(path).report.agency
    file = read_data_file(path)
    keys = [key for key, name in aliases(Report).items() if name == "agency"]
    facts = next((file.data[key] for key in keys if isinstance(file.data.get(key), Mapping)), file.data)
    reader = FieldReader(Agency)
    try:
        agency = Agency(**reader.read(cast("Mapping[str, object]", facts)))  # type: ignore[arg-type]  # validated
    except DataError as exc:
        raise DataError(*(reader.problems or exc.problems)).at(file.name) from exc
    if reader.problems:
        raise DataError(*reader.problems).at(file.name)
    return agency


def load_bytes(
    raw: bytes,
    *,
    name: str = "-",
    form: type[Report] | None = None,
    blank: BlankPolicy | None = None,
    last_year: Report | None = None,
) -> Report:
    """Return the report in the bytes of a data file or document (`govreport.sources.load_text`)."""
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
    except DataError as exc:
        forms = _candidates(file.data, form)
        raise DataError(*(_located(problem, file, forms) for problem in exc.problems)) from exc
    except FormError as exc:
        raise exc.at(file.name) from exc


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


def _candidates(data: Mapping[str, object], form: type[Report] | None) -> Iterable[type[Report]]:
    """Return the forms whose labels the keys of the data may be."""
    try:
        return [form or form_of_data(data)]
    except (DataError, FormError):
        return official_forms().values()


def _located(problem: Problem, file: DataFile, forms: Iterable[type[Report]]) -> Problem:
    """Put the line of the key a problem speaks of before its place."""
    path = match[0] if (match := _PATH.match(str(problem.where))) else ""
    for form in forms:
        written = _as_written(file.data, form, path.split(".") if path else [])
        inside = child_path(written, problem.found) if problem.found else written
        if file.line_of(inside) is not None:
            return problem.at(file.place_of(inside))
        if file.line_of(written) is not None:
            return problem.at(file.place_of(written))
    return problem.at(file.name)


def _as_written(data: Mapping[str, object], record: type[Record], names: list[str]) -> str:
    """Return a path of field names with the keys the file has for them, as far as they are there."""
    written = ""
    current: object = data
    owner: type[Record] | None = record
    for name in names:
        if owner is None or not isinstance(current, Mapping):
            break
        known = aliases(owner)
        keys = (key for key in current if name in (key, known.get(key), known.get(normalise_label(key))))
        key = next(keys, None)
        if key is None:
            break
        written = child_path(written, key)
        current = current[key]
        field = owner._fields.get(name)
        owner = nested(field) if field else None
    return written
