"""The report of a source, with the references in its texts resolved against the right year before."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from govreport.batch.inputs import Settings, Source
from govreport.errors import DataError
from govreport.report import Report
from govreport.sources import load, load_all, load_text
from govreport.sources.loaded import Loaded


class Opened(NamedTuple):
    """The report of a source, and that of the year before where there is one."""

    report: Report
    last_year: Report | None = None


def opened(source: Source, settings: Settings) -> Opened:
    """Return the report of a source.

    Raises:
        GovReportError: If it cannot be read, or is no report.
    """
    last_year = settings.last_year
    if isinstance(source, bytes):
        report = load_text(source, form=settings.form, blank=settings.blank, last_year=last_year)
        return Opened(report, settings.before(report))
    loaded = source if isinstance(source, Report) else _loaded(source, settings)
    return (
        resolved(loaded, settings) if isinstance(loaded, Loaded) else Opened(loaded, settings.before(loaded))
    )


def resolved(loaded: Loaded, settings: Settings) -> Opened:
    """Return the report of an input whose references were left as they are, and that of the year before.

    Raises:
        GovReportError: If there is none, or a reference leads nowhere.
    """
    report, last_year = loaded.report, settings.before(loaded.report)
    if loaded.has_references:
        report = _resolved(loaded, last_year, settings)
    return Opened(report, last_year)


def _loaded(source: Loaded | str | object, settings: Settings) -> Loaded | Report:
    """Return what a file holds, its references left as they are; of several reports the call says so."""
    if isinstance(source, Loaded):
        return source
    path = Path(str(source))
    found = load_all(path, form=settings.form, blank=settings.blank, references=False)
    return found[0] if len(found) == 1 else load(path, form=settings.form, blank=settings.blank)


def _resolved(loaded: Loaded, last_year: Report | None, settings: Settings) -> Report:
    try:
        return loaded.report.with_references_resolved(last_year)
    except DataError as exc:
        if loaded.row is not None or not Path(loaded.file).is_file():
            raise exc.at(loaded.place) from exc
    # Read again, for the error with file and line.
    return load(loaded.file, form=settings.form, blank=settings.blank, last_year=last_year)
