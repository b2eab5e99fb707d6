"""Readers of files: figures and texts that come in, whatever they are kept in.

Every reader gives plain data, or the neutral picture of a document, and the place each value stands
at; none of them knows a form. The recogniser turns a document into a report. A file that cannot be read
is a `SourceError`, never a foreign exception.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from govreport.gate.limits import Limits, with_limits

if TYPE_CHECKING:
    from govreport.agency import Agency
    from govreport.report import BlankPolicy, Report
    from govreport.sources.loaded import Loaded
    from govreport.sources.reading import Reading

__all__ = ["Limits", "load", "load_agency", "load_all", "load_text", "read", "with_limits"]


def read(path: str | os.PathLike[str], *, form: type[Report] | None = None) -> Reading:
    """Read a published document back: its figures and sections, and where each of them stands.

    The form is recognised by what the tables say, unless one is given. Nothing is guessed: what has no
    place in the form is listed, what was not seen is missing, and neither becomes a 0. A year that is not
    stated is missing too; the report then has a stand-in. Characters no document may hold are dropped from
    the texts, and that is noted.

    >>> from tempfile import TemporaryDirectory
    >>> from govreport import Agency, build
    >>> from govreport.forms.ogi2021 import Applicants, Applications, Report
    >>> applications = Applications(received=Applicants(natural_person=3))
    >>> report = Report(year=2024, agency=Agency(name="甲局"), applications=applications)
    >>> with TemporaryDirectory() as folder:
    ...     reading = read(build(report, f"{folder}/report.docx").path)
    >>> reading.report.applications.received.natural_person, reading.report.agency.name
    (3, '甲局')

    Args:
        path: A Word document, a web page, a PDF with text, a workbook, a plain text or Markdown; old Word
            files, RTF and OpenDocument texts are converted by LibreOffice first. What is inside decides.
        form: The form to read it as.

    Raises:
        SourceError: If the file is of another kind, is damaged, or holds no report.
        MachineError: If LibreOffice or the reader of PDF is needed and not installed.
        UsageError, FormError: If it is no path, or no form.
    """
    from govreport.sources.loading import read_document  # noqa: PLC0415  heavy, and not always needed

    return read_document(_checked(path, "read", form), form=form)


def load(
    path: str | os.PathLike[str],
    *,
    form: type[Report] | None = None,
    blank: BlankPolicy | None = None,
    references: bool = True,
    last_year: Report | None = None,
) -> Report:
    r"""Return the report in a file, be it a data file or a published document; what is inside decides.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "report.yaml")
    ...     written = path.write_text("年度: 2024\n机关: {名称: 甲局}\n", encoding="utf-8")
    ...     print(load(path).title)
    甲局2024年政府信息公开工作年度报告

    Args:
        path: A JSON, YAML or TOML file, a sheet that was filled in, or a published document as `read`
            takes it.
        form: The form to use; otherwise the file says which it is.
        blank: What a figure that a data file leaves out is; a document says so itself.
        references: Whether the references in the texts of a data file are resolved.
        last_year: The report of the year before, for references that compare.

    Raises:
        SourceError: If the file cannot be read.
        DataError: If the data does not fit the form; each problem with file and line.
        FormError: If no form fits.
        UsageError: If it is no path.
    """
    from govreport.sources.loading import load_one  # noqa: PLC0415  heavy, and not always needed

    checked = _checked(path, "load", form)
    loaded = load_one(checked, form=form, blank=blank, references=references, last_year=last_year)
    return loaded.report


def load_all(
    path: str | os.PathLike[str],
    *,
    form: type[Report] | None = None,
    blank: BlankPolicy | None = None,
    references: bool = True,
    last_year: Report | None = None,
) -> tuple[Loaded, ...]:
    r"""Return the reports in a file: one, or those of a sheet with a row per agency, in its order.

    A row that is wrong does not stop the others: its result is the error, and every problem names its
    cell. What was typed in its own way (``３件``, ``—``) is understood, and said in the remarks; so are
    signs that a file was cut short.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "reports.csv")
    ...     written = path.write_text("year,agency.name\n2024,甲局\n2024,乙局\n", encoding="utf-8")
    ...     print([loaded.report.agency.name for loaded in load_all(path)])
    ['甲局', '乙局']

    Args:
        path: What `load` takes; also a workbook, or separated values in UTF-8 or GB18030, with a row per
            agency.
        form: The form to use; otherwise the file or the row says which it is.
        blank: What a figure left out is.
        references: Whether the references in texts are resolved.
        last_year: The report of the year before, for references that compare.

    Raises:
        SourceError, DataError, FormError, UsageError: As `load`, for the file as a whole: also an unknown
            header, or two that mean the same.
    """
    from govreport.sources.loading import load_reports  # noqa: PLC0415  heavy, and not always needed

    checked = _checked(path, "load_all", form)
    return load_reports(checked, form=form, blank=blank, references=references, last_year=last_year)


def load_agency(path: str | os.PathLike[str]) -> Agency:
    r"""Return the agency a file tells of: a report, or a data file with nothing but the agency's facts.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "agency.yaml")
    ...     written = path.write_text("名称: 甲县公安局\n", encoding="utf-8")
    ...     print(load_agency(path).self_name)
    我局

    Raises:
        SourceError: If the file cannot be read.
        DataError: If the facts do not fit; each problem with its file.
    """
    from govreport.sources.loading import read_agency  # noqa: PLC0415  heavy, and not always needed

    return read_agency(_checked(path, "load_agency"))[0]


def load_text(
    raw: bytes,
    *,
    name: str = "-",
    form: type[Report] | None = None,
    blank: BlankPolicy | None = None,
    last_year: Report | None = None,
) -> Report:
    r"""Return the report in bytes that came without a file, from a pipe for instance; else like `load`.

    >>> load_text(b"year: 2024\nagency: {name: ABC}").title
    'ABC2024年政府信息公开工作年度报告'

    Raises:
        SourceError, DataError, FormError: As `load`; messages call the input by `name`.
    """
    from govreport.sources.loading import load_bytes  # noqa: PLC0415  heavy, and not always needed

    raw = _checked_bytes(raw, form)
    return load_bytes(raw, name=name, form=form, blank=blank, last_year=last_year).report


def _checked(path: object, place: str, form: object = None) -> Path:
    """Return the path of a file that was handed in; refuse what is none, and what is no form."""
    from govreport.arguments import require_form, require_path  # noqa: PLC0415  heavy, and not always needed

    if form is not None:
        require_form(form, "form")
    return require_path(path, place)


def _checked_bytes(raw: object, form: object) -> bytes:
    """Return the bytes that were handed in; refuse what are none, and what is no form."""
    from govreport.arguments import require, require_form  # noqa: PLC0415  heavy, and not always needed

    if form is not None:
        require_form(form, "form")
    return require(raw, bytes, "load_text", 'bytes; text.encode("utf-8")')
