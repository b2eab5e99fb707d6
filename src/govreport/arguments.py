"""What a caller hands in, where types alone do not stop a slip: refused with what belongs there.

The public functions ask here first, so that a name instead of a form, or data instead of a report, is told as
such and not by whatever fails on it much later.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from govreport.errors import FormError, UsageError
from govreport.forms._validation import as_written
from govreport.messages import Message
from govreport.report import Report

T = TypeVar("T")


def require(value: object, kind: type[T], place: str, expected: str) -> T:
    """Return an argument that is of a kind; `place` is its name, `expected` what belongs there.

    Raises:
        UsageError: If it is of another kind.
    """
    if isinstance(value, kind):
        return value
    raise wrong_argument(value, place, expected)


def wrong_argument(value: object, place: str, expected: str) -> UsageError:
    """Make the error for an argument of another kind."""
    return UsageError.of(
        Message("参数的种类不对", "an argument of another kind"),
        where=place,
        found=as_written(value),
        expected=expected,
    )


def require_iterable(value: object, place: str, expected: str) -> Iterable[object]:
    """Return an argument that holds several things; a text is one thing.

    Raises:
        UsageError: If it is something else.
    """
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return value
    raise wrong_argument(value, place, expected)


def require_report(value: object, place: str) -> Report:
    """Return an argument that is a report.

    Raises:
        UsageError: If it is something else: data, the name of a file, nothing.
    """
    return require(value, Report, place, 'Report; Report.from_data({…}); govreport.sources.load("a.yaml")')


def require_form(value: object, place: str) -> type[Report]:
    """Return an argument that is a form: the class of a report, not its name.

    Raises:
        FormError: If it is none.
    """
    if isinstance(value, type) and issubclass(value, Report) and value is not Report:
        return value
    raise FormError.of(
        Message("这不是表样", "this is no form"),
        where=place,
        found=as_written(value),
        expected="govreport.forms.ogi2021.Report; govreport.form_for(2024)",
    )


def require_path(value: object, place: str) -> Path:
    """Return an argument that is the path of a file.

    Raises:
        UsageError: If it is something else, such as the content of the file.
    """
    if isinstance(value, str | os.PathLike):
        path = os.fspath(value)
        if isinstance(path, str):
            return Path(path)
    raise UsageError.of(
        Message("这里应给文件的路径", "the path of a file belongs here"),
        where=place,
        found=as_written(value)[:60],
        expected='"report.docx"; pathlib.Path("report.docx")',
    )
