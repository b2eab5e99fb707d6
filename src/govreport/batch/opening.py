"""The report of a source, with the references in its texts resolved against the right year before."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple, cast

from govreport.batch.inputs import Row, Settings, Source
from govreport.messages import Message
from govreport.report import BlankPolicy, Report
from govreport.sources import load_all
from govreport.sources.loaded import Loaded
from govreport.sources.loading import load_bytes, load_one


class Opened(NamedTuple):
    """The report of a source, and that of the year before where there is one.

    Attributes:
        remarks: What is to be known of how a file was read; whoever opened a sheet has those of its rows.
    """

    report: Report
    last_year: Report | None = None
    remarks: tuple[Message, ...] = ()


def opened(source: Source, settings: Settings) -> Opened:
    """Return the report of a source.

    Raises:
        GovReportError: If it cannot be read, or is no report.
    """
    if isinstance(source, Report):
        return Opened(source, settings.before(source))
    loaded = source if isinstance(source, Loaded) else _loaded(source, settings)
    found = resolved(loaded, settings)
    return found if isinstance(source, Loaded | Row) else found._replace(remarks=loaded.remarks)


def resolved(loaded: Loaded, settings: Settings) -> Opened:
    """Return the report of an input whose references were left as they are, and that of the year before.

    Raises:
        GovReportError: If there is none, or a reference leads nowhere.
    """
    last_year = settings.before(loaded.report)
    return Opened(loaded.resolved(last_year), last_year)


def _loaded(source: Row | str | os.PathLike[str] | bytes, settings: Settings) -> Loaded:
    """Return what a file holds, its references left as they are.

    Raises:
        SourceError: If it holds several reports.
    """
    form, blank = settings.form, settings.blank
    if isinstance(source, bytes):
        return load_bytes(source, form=form, blank=blank, references=False)
    if isinstance(source, Row):
        place = str(Path(settings.base, source.file))
        return _sheet(place, form, blank)[source.row]
    return load_one(Path(settings.base, source), form=form, blank=blank, references=False)


def _read_sheet(file: str, form: type[Report] | None, blank: BlankPolicy | None) -> dict[int, Loaded]:
    """Return the rows of a sheet; a worker reads it once."""
    found = load_all(file, form=form, blank=blank, references=False)
    return {each.row: each for each in found if each.row is not None}


_sheet: Final = cast(  # to mypy a frozen dataclass is not hashable as a class
    "Callable[[str, type[Report] | None, BlankPolicy | None], dict[int, Loaded]]",
    lru_cache(maxsize=2)(_read_sheet),
)
