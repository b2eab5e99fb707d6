"""Workbooks as bytes: the same bytes for the same workbook."""

from __future__ import annotations

import datetime
import re
import zipfile
from io import BytesIO
from typing import Final

from openpyxl import Workbook

_START: Final = (1980, 1, 1, 0, 0, 0)
_DAY: Final = datetime.datetime(2000, 1, 1, tzinfo=None)  # noqa: DTZ001  openpyxl writes naive times
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_FONT: Final = re.compile(rb"<font>(.*?)</font>", re.DOTALL)
_CHILD: Final = re.compile(rb"<([A-Za-z]+)[^>]*/>")
_ORDER: Final = (
    b"b",
    b"i",
    b"strike",
    b"u",
    b"vertAlign",
    b"sz",
    b"color",
    b"name",
    b"family",
    b"charset",
    b"scheme",
)
"""The order of the schema; openpyxl writes another, which the Open XML SDK refuses."""


def saved(book: Workbook, *, title: str) -> bytes:
    """Return a workbook as bytes; it says its title, and neither who wrote it nor when."""
    book.properties.creator = "govreport"
    book.properties.title = title
    book.properties.created = _DAY
    stream = BytesIO()
    book.save(stream)
    result = BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _START)
            info.compress_type = zipfile.ZIP_DEFLATED
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\2", content)
            if name == "xl/styles.xml":
                content = _FONT.sub(_ordered, content)
            target.writestr(info, content)
    return result.getvalue()


def _ordered(font: re.Match[bytes]) -> bytes:
    """Return a font with its properties in the order of the schema."""
    children = sorted(_CHILD.finditer(font[1]), key=lambda child: _ORDER.index(child[1]))
    return b"<font>" + b"".join(child[0] for child in children) + b"</font>"
