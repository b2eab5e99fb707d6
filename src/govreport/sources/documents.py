"""Published documents of every kind: what is inside decides which reader a file goes to."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from govreport.addresses import cell_name
from govreport.errors import FileKindError, SourceError
from govreport.files import DATA_ENDINGS
from govreport.gate.deadline import reading_time, time_left
from govreport.gate.filebytes import read_bytes
from govreport.gate.filekind import FileKind, recognise_file, recognise_name
from govreport.gate.limits import CHECK_FILE, limits, over_limit
from govreport.messages import Message
from govreport.office import convert
from govreport.sources.datafile import decode_text
from govreport.sources.document import Document, Paragraph
from govreport.sources.docx_file import read_docx
from govreport.sources.exported import document_of_export, is_exported
from govreport.sources.lengths import require_length, require_total
from govreport.sources.plaindata import illegal_character
from govreport.sources.text_file import document_of_text

_CONVERTED: Final = Message("经 LibreOffice 转换后读取", "read after a conversion by LibreOffice")
_INNER: Final = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
"""The beginning of a part with parts of its own."""
_CONVERTED_FROM: Final[Mapping[str, frozenset[str]]] = {
    ".doc": frozenset({".doc", ".dot", ".wps", ".wpt"}),
    ".rtf": frozenset({".rtf", ".doc", ".wps"}),
    ".odt": frozenset({".odt", ".ott", ".ods", ".sxw"}),
}
"""What LibreOffice is given: files that say themselves what they are."""
_RENAME: Final = Message(
    "在 Word 或 WPS 中另存为 .docx；或把扩展名改回 {ending}，由 LibreOffice 转换",
    "save it as .docx in Word or WPS; or give it its own ending {ending}, and LibreOffice converts it",
)
_UNKNOWN: Final = Message("这不是文档，内容无法辨认", "this is no document; its content is unknown")
_EXPECTED: Final = Message(
    "Word 文档、网页、PDF、工作簿或文本", "a Word document, a web page, a PDF, a workbook or a text"
)
_COPY_AGAIN: Final = Message("重新下载或复制这个文件", "download or copy the file again")
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
    with reading_time(name):
        document = _read(raw, name, path)
        _require_texts(document)
    return document


def _read(raw: bytes, name: str, path: Path | None) -> Document:
    kind = recognise_file(raw)
    if kind is None:
        if is_data(raw, path):
            raise _data_file(name)
        text = _text(raw, name, path)
        return document_of_export(text, name) if is_exported(text) else document_of_text(text, name)
    ending = path.suffix.lower() if path is not None else ""
    if ending and ending not in _CONVERTED_FROM.get(kind.ending, (ending,)):
        raise _not_a_document(kind, name, _RENAME.format(ending=kind.ending))
    reader = _READERS.get(kind.ending)
    return reader(raw, name) if reader is not None else read_docx(raw, name=name)


def _text(raw: bytes, name: str, path: Path | None) -> str:
    """Return a file of no known kind as a text; bytes that are none are told as such."""
    is_named_text = path is None or path.suffix.lower() in _TEXT_ENDINGS | DATA_ENDINGS | {".csv", ".tsv"}
    try:
        text, encoding = decode_text(raw, name)
    except SourceError:
        if is_named_text and b"\0" not in raw:
            raise
        text, encoding = "", ""
    if is_named_text and "\0" in text:
        at = text.index("\0")
        raise illegal_character(text, at, f"{name}:{1 + text.count(chr(10), 0, at)}")
    if not encoding or "\0" in text:
        raise FileKindError.of(_UNKNOWN, where=name, expected=_EXPECTED, remedy=_COPY_AGAIN)
    return text


def _require_texts(document: Document) -> None:
    """Refuse a document with more text than any, or a single text that is longer.

    Raises:
        LimitError: It has; a text is named by its place.
    """
    lengths = [len(paragraph.text) for paragraph in document.paragraphs]
    for grid in document.tables:
        lengths += [len(cell.text) for cell in grid.cells]
    if max(lengths, default=0) > limits().data_text:
        for place, text in _iter_texts(document):
            require_length(text, Message(f"{document.name}：{place.zh}", f"{document.name}: {place.en}"))
    require_total(sum(lengths), document.name)


def _iter_texts(document: Document) -> Iterator[tuple[Message, str]]:
    """Yield every text of a document with its place, in reading order."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield Message("第 {at} 段", "paragraph {at}").format(at=block.number), block.text
            continue
        place = Message("第 {at} 个表格 {cell}", "table {at}, {cell}")
        for cell in block.cells:
            yield place.format(at=block.number, cell=cell_name(cell.row, cell.column)), cell.text


def _read_html(raw: bytes, name: str) -> Document:
    from govreport.sources.html_file import read_html  # noqa: PLC0415  only a web page needs it

    return read_html(raw, name=name)


def _read_saved_page(raw: bytes, name: str) -> Document:
    """Read the page in a single-file web page: the first part of it that is HTML."""
    if len(_INNER.findall(raw)) > limits().data_depth:
        what = Message(
            "单文件网页的各部分嵌套过深", "the parts of the single-file web page are nested too deeply"
        )
        raise over_limit(what, "data_depth", where=name, remedy=CHECK_FILE)
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
        made = convert(
            raw,
            ending,
            "docx:MS Word 2007 XML",
            name=name,
            time_limit=min(limits().office_seconds, time_left()),
        )
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
        expected=_EXPECTED,
        remedy=Message("数据文件用 check、build 读取", "use check or build for a data file"),
    )


def _not_a_document(kind: FileKind, name: str, remedy: Message | None = None) -> FileKindError:
    what = Message("这不是所要的文档，而是{kind}", "this is not the document asked for but {kind}")
    return FileKindError.of(
        what.format(kind=kind.name),
        where=name,
        expected=Message("Word 文档（.docx）", "a Word document (.docx)"),
        remedy=remedy or kind.remedy(".docx"),
    )
