"""Published documents of every kind: what is inside decides which reader a file goes to."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from govreport.errors import FileKindError, SourceError
from govreport.files import DATA_ENDINGS
from govreport.gate.filebytes import read_bytes
from govreport.gate.filekind import FileKind, recognise_file, recognise_name
from govreport.messages import Message
from govreport.office import convert
from govreport.sources.datafile import decode_text
from govreport.sources.document import Document
from govreport.sources.docx_file import read_docx
from govreport.sources.exported import document_of_export, is_exported
from govreport.sources.text_file import document_of_text

_CONVERTED: Final = Message("经 LibreOffice 转换后读取", "read after a conversion by LibreOffice")
_TEXT_ENDINGS: Final = frozenset({".txt", ".md", ".markdown", ".text"})
_DATA_KEY: Final = re.compile(
    r"^[\"']?(?:schema|form|kind|year|agency|表样|年度|年份|机关|行政机关)[\"']?[ \t]*(?::[ \t]|:$|=)",
    re.MULTILINE,
)
_JSON: Final = re.compile(r"\s*\{\s*(?:\"|\}|//|/\*)|\s*\[\s*[\[{\"]")


def is_data(raw: bytes, path: Path | None) -> bool:
    """Tell whether bytes are a data file (JSON, YAML, TOML) and no document.

    What is in it decides: a text is data if it opens like JSON, or has the key of a year, an agency or a
    form. The ending counts only where there is nothing of the kind.
    """
    if recognise_file(raw) is not None or (path is not None and recognise_name(path.name) is not None):
        return False
    ending = path.suffix.lower() if path is not None else ""
    try:
        text, _ = decode_text(raw, "")
    except SourceError:
        return ending in DATA_ENDINGS
    if is_exported(text):
        return False
    if _JSON.match(text.removeprefix("\ufeff")):
        return True
    if ending in _TEXT_ENDINGS:
        return False
    return ending in DATA_ENDINGS or _DATA_KEY.search(text) is not None


def read_published(path: Path) -> Document:
    """Read a published document from a file.

    Raises:
        SourceError: It cannot be read, or is of a kind nothing can be read from.
    """
    if (kind := recognise_name(path.name)) is not None:
        raise _not_a_document(kind, str(path))
    raw = read_bytes(path)
    return read_published_bytes(raw, name=str(path), path=path)


def read_published_bytes(raw: bytes, *, name: str, path: Path | None = None) -> Document:
    """Read a published document from bytes; `path` is the file they came from, if any."""
    kind = recognise_file(raw)
    if kind is None:
        if is_data(raw, path):
            raise _data_file(name)
        text, _ = decode_text(raw, name)
        return document_of_export(text, name) if is_exported(text) else document_of_text(text, name)
    reader = _READERS.get(kind.ending)
    return reader(raw, name) if reader is not None else read_docx(raw, name=name)


def _read_html(raw: bytes, name: str) -> Document:
    from govreport.sources.html_file import read_html  # noqa: PLC0415  only a web page needs it

    return read_html(raw, name=name)


def _read_saved_page(raw: bytes, name: str) -> Document:
    """Read the page in a single-file web page: the first part of it that is HTML."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return _read_html(content, name)
    raise SourceError.of(
        Message("单文件网页里没有网页", "there is no page in the single-file web page"), where=name
    )


def _read_pdf(raw: bytes, name: str) -> Document:
    from govreport.sources.pdf_file import read_pdf  # noqa: PLC0415  only a PDF needs it

    return read_pdf(raw, name=name)


def _read_xlsx(raw: bytes, name: str) -> Document:
    from govreport.sources.xlsx_file import read_xlsx  # noqa: PLC0415  only a workbook needs it

    return read_xlsx(raw, name=name)


def _converted(ending: str) -> Callable[[bytes, str], Document]:
    """Return a reader that has LibreOffice make a Word file first."""

    def read(raw: bytes, name: str) -> Document:
        made = convert(raw, ending, "docx:MS Word 2007 XML", name=name)
        if made is None:
            raise SourceError.of(
                Message("LibreOffice 打不开这个文件", "LibreOffice cannot open the file"),
                where=name,
                remedy=Message(
                    "用 Office 或 WPS 打开，另存为 .docx", "open it in Office or WPS and save it as .docx"
                ),
            )
        document = read_docx(made, name=name)
        return replace(document, notes=(*document.notes, _CONVERTED))

    return read


_READERS: Final[Mapping[str, Callable[[bytes, str], Document]]] = {
    ".html": _read_html,
    ".mht": _read_saved_page,
    ".pdf": _read_pdf,
    ".xlsx": _read_xlsx,
    ".doc": _converted(".doc"),
    ".rtf": _converted(".rtf"),
    ".odt": _converted(".odt"),
}
"""Readers by the ending a file of a kind should have; what is not named here is taken for a Word file."""


def _data_file(name: str) -> SourceError:
    return SourceError.of(
        Message("这是数据文件，不是已公布的文档", "this is a data file and no published document"),
        where=name,
        expected=Message(
            "Word 文档、网页、PDF、工作簿或文本", "a Word document, a web page, a PDF, a workbook or a text"
        ),
        remedy=Message("数据文件用 check、build 读取", "use check or build for a data file"),
    )


def _not_a_document(kind: FileKind, name: str) -> FileKindError:
    what = Message("这不是所要的文档，而是{kind}", "this is not the document asked for but {kind}")
    return FileKindError.of(
        what.format(kind=kind.name),
        where=name,
        expected=Message("Word 文档（.docx）", "a Word document (.docx)"),
        remedy=kind.remedy(".docx"),
    )
