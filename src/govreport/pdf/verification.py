"""Is it a PDF, has it pages, and does its text say what it should?"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any, Final

from govreport.errors import MachineError
from govreport.messages import Message

_START: Final = b"%PDF-"
_EXTRA: Final = "pip install 'govreport[pdf]'"
_NOT_MADE: Final = Message("LibreOffice 没有生成 PDF", "LibreOffice made no PDF")
_LOOK: Final = Message(
    "用 govreport doctor 检查本机，再单独生成这一份",
    "look at this machine with govreport doctor, then build this one by itself",
)


def require_reader() -> Any:  # noqa: ANN401  the library has no types
    """Return the library that reads PDF files.

    Raises:
        MachineError: If it is not installed.
    """
    try:
        return importlib.import_module("pypdfium2")
    except ImportError as exc:
        raise MachineError.of(
            Message("核对 PDF 需要 pypdfium2", "pypdfium2 is needed to look at a PDF"),
            where="--pdf",
            remedy=Message("安装：{command}", "install it: {command}").format(command=_EXTRA),
        ) from exc


def require_pdf(content: bytes, *, name: str, texts: Iterable[str]) -> None:
    """Refuse a PDF without pages, or whose text does not hold some texts (spaces and lines apart).

    Raises:
        MachineError: If it is no such PDF, or the library that reads it is not installed.
    """
    if not content.startswith(_START):
        raise MachineError.of(_NOT_MADE, where=name, remedy=_LOOK)
    pages = _pages(content, name)
    if not pages:
        raise MachineError.of(Message("PDF 没有页", "the PDF has no page"), where=name, remedy=_LOOK)
    said = "".join("".join(pages).split())
    for text in texts:
        if "".join(text.split()) not in said:
            raise MachineError.of(
                Message("PDF 的文字与报告不一致", "the text of the PDF is not that of the report"),
                where=name,
                found=said[:40],
                expected=text,
                remedy=_LOOK,
            )


def _pages(content: bytes, name: str) -> list[str]:
    """Return the text of every page."""
    reader = require_reader()
    try:
        document = reader.PdfDocument(content)
        return [page.get_textpage().get_text_bounded() for page in document]
    except reader.PdfiumError as exc:
        what = Message("PDF 打不开", "the PDF cannot be opened")
        raise MachineError.of(what, where=name, found=str(exc), remedy=_LOOK) from exc
