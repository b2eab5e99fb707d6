r"""What may enter a trusted template: plain values, and what docxtpl has for rich text, pictures, documents.

Functions come in as well, which the template may call; floats and times; records and what can be looped over,
as the mappings and lists they are; ``\a`` and ``\f`` for paragraphs and pages. Other objects are refused here
too: through them even a sandboxed template would reach files.
"""

from __future__ import annotations

import io
import os
from collections import deque
from collections.abc import ItemsView, KeysView, Mapping, ValuesView
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from html import unescape
from pathlib import Path
from types import (
    BuiltinFunctionType,
    FunctionType,
    GeneratorType,
    MappingProxyType,
    MethodType,
    NoneType,
    SimpleNamespace,
)
from typing import Final, cast

from docx.image.image import Image
from docxtpl import InlineImage, Listing, RichText, RichTextParagraph
from markupsafe import Markup

from govreport.errors import DataError, SourceError
from govreport.gate.filebytes import read_bytes
from govreport.gate.picture import require_picture
from govreport.messages import Message
from govreport.word.links import rich_markup
from govreport.word.package import read_parts
from govreport.word.subdocument import Subdocument
from govreport.word.values import Copy, RefusedError, Values, copied, illegal_character

_EXACT: Final = (float, datetime, time, timedelta)
"""The types that only trusted templates are given: a float has digits nobody wrote."""
_FUNCTIONS: Final = (FunctionType, BuiltinFunctionType, MethodType, partial)
_SEQUENCES: Final = (range, deque, KeysView, ValuesView, ItemsView, GeneratorType, map, filter, zip)
"""What is looped over, and cannot be looked into: each filling gets a list of it."""
_KEYS: Final = (int, bool, Decimal, date, float, NoneType)
_MARKUP: Final = (RichText, RichTextParagraph, Markup)
_SUBDOC: Final = "docxtpl.subdoc"
"""Where docxtpl keeps what it has only if docxcompose is installed."""
_PICTURES: Final = "PNG, JPEG, GIF, BMP, TIFF"


def trusted_values(data: object) -> Values:
    """Return what a trusted template is filled with, copied and checked.

    Raises:
        DataError: With the path of what is no value for a template, too long, or not allowed in XML.
    """
    copy = _TrustedCopy()
    return Values(copied(data, copy), copy.has_markup, copy.has_objects)


class _TrustedCopy(Copy):
    """A copy that takes whatever a trusted template may be given."""

    breaks = MappingProxyType({ord("\a"): " ", ord("\f"): " "})

    def __init__(self) -> None:
        super().__init__()
        self.has_markup = False
        self.has_objects = False

    def of_value(self, value: object, depth: int) -> object:
        if isinstance(value, Listing):
            return self.of_text(unescape(value.xml))
        if isinstance(value, _MARKUP):
            self.has_markup = True
            return self._markup(str(getattr(value, "xml", value)))
        if isinstance(value, InlineImage | Subdocument):
            self.has_objects = True
            return _picture(value) if isinstance(value, InlineImage) else _document(value)
        if type(value).__module__ == _SUBDOC:
            raise RefusedError(_bound(value))
        if isinstance(value, _FUNCTIONS):
            self.has_markup = True  # for all that is known of what they return
            return value
        if type(value) in _EXACT:
            return value
        return self._of_group(value, depth)

    def of_key(self, key: object, depth: int) -> str:
        return cast("str", key) if depth and type(key) in _KEYS else super().of_key(key, depth)

    def _of_group(self, value: object, depth: int) -> object:
        if isinstance(value, tuple) and hasattr(value, "_make"):
            return value._make(self.of_list(value, depth + 1))
        if isinstance(value, set | frozenset):
            return self.of_list(sorted(value, key=str), depth + 1)
        if isinstance(value, _SEQUENCES):
            return self.of_list(list(value), depth + 1)
        if isinstance(value, SimpleNamespace):
            return self.of_mapping(cast("Mapping[object, object]", vars(value)), depth + 1)
        if is_dataclass(value) and not isinstance(value, type):
            return self.of_mapping(
                {each.name: getattr(value, each.name) for each in fields(value)}, depth + 1
            )
        return super().of_value(_exact(value), depth)

    def _markup(self, xml: str) -> Markup:
        if problem := illegal_character(xml, self.breaks):
            raise RefusedError(problem)
        return rich_markup(xml)


def _exact(value: object) -> object:
    """Return a text or number of a type derived from the plain one as a plain one."""
    for kind in (str, int, float):
        if isinstance(value, kind) and type(value) not in (kind, bool):
            return str.__str__(value) if isinstance(value, str) else kind(value)
    return value


def _picture(value: InlineImage) -> InlineImage:
    """Return a picture with its content, or its path: a stream would be read by several threads."""
    source = value.image_descriptor
    source = os.fspath(source) if isinstance(source, str | os.PathLike) else _content_of(source)
    if isinstance(source, bytes) or Path(source).exists():
        _measure(source)
    try:
        Image.from_file(io.BytesIO(source) if isinstance(source, bytes) else source)
    except FileNotFoundError as exc:
        what = Message("图片文件不存在", "the picture file does not exist")
        raise RefusedError(DataError.of(what, found=str(source))) from exc
    except Exception as exc:  # whatever python-docx meets in what is no picture
        raise RefusedError(_no_picture(str(exc) or type(exc).__name__)) from exc
    return InlineImage(None, source, value.width, value.height, value.anchor)


def _measure(source: str | bytes) -> None:
    """Let a picture pass the gate, before anybody opens it."""
    try:
        content = source if isinstance(source, bytes) else read_bytes(Path(source))
        require_picture(content, source if isinstance(source, str) else "")
    except SourceError as exc:
        raise RefusedError(DataError(*exc.problems)) from exc


def _content_of(stream: object) -> bytes:
    if isinstance(stream, io.BytesIO | bytes):
        return stream if isinstance(stream, bytes) else stream.getvalue()
    try:
        stream.seek(0)  # type: ignore[attr-defined]  # what cannot be read is refused below
        content = stream.read()  # type: ignore[attr-defined]  # likewise
    except (AttributeError, OSError, ValueError) as exc:
        raise RefusedError(_no_picture(type(stream).__name__)) from exc
    if not isinstance(content, bytes):
        raise RefusedError(_no_picture(type(content).__name__))
    return content


def _document(value: Subdocument) -> Subdocument:
    try:
        read_parts(value.content)
    except Exception as exc:  # zipfile lets out whatever it meets
        what = Message("这不是 Word 文件（.docx）", "this is no Word file (.docx)")
        raise RefusedError(DataError.of(what, found=str(exc) or type(exc).__name__)) from exc
    return value


def _no_picture(found: str) -> DataError:
    what = Message("这不是能放进 Word 的图片", "this is no picture that Word can hold")
    return DataError.of(what, found=found, expected=_PICTURES)


def _bound(value: object) -> DataError:
    return DataError.of(
        Message("这是 docxtpl 某个文档的一部分", "it belongs to one document of docxtpl"),
        found=type(value).__name__,
        expected="govreport.word.Subdocument(bytes)",
    )
