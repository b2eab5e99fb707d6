"""The mark of a draft: 草稿 at the head of every page."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.section import Section, _Header

from govreport.errors import TemplateError
from govreport.messages import Message
from govreport.word.package import read_parts, write_parts

_MARK: Final = "草稿"
_STYLE: Final = "Draft Mark"
_DEFAULT: Final[Callable[[Section], _Header]] = attrgetter("header")
_EVEN: Final[Callable[[Section], _Header]] = attrgetter("even_page_header")
_FIRST: Final[Callable[[Section], _Header]] = attrgetter("first_page_header")


def with_draft_mark(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a Word file with the mark on every page, whatever headers it has.

    A section without a header of its own shows that of the section before; so all headers there are get
    the mark, and the first section gets one of every kind that is shown anywhere.

    Raises:
        TemplateError: If the file is so odd that its headers cannot be found.
    """
    try:
        marked = _marked(parts)
    except Exception as exc:  # the border: python-docx lets out KeyError, AttributeError and its own
        raise TemplateError.of(
            Message("草稿标记加不上：{reason}", "the mark of a draft cannot be put in: {reason}").format(
                reason=str(exc) or type(exc).__name__
            ),
            remedy=Message("用 Word 重新保存模板", "save the template again with Word"),
        ) from exc
    return {**marked, **{name: parts[name] for name in parts if name.startswith("docProps/")}}


def _marked(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    document = Document(io.BytesIO(write_parts(parts)))
    sections = list(document.sections)
    kinds = [_DEFAULT]
    if document.settings.odd_and_even_pages_header_footer:
        kinds.append(_EVEN)
    if any(section.different_first_page_header_footer for section in sections):
        kinds.append(_FIRST)
    styles = [style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH]
    style = next((style for style in styles if style.name == _STYLE), None)
    for kind in (_DEFAULT, _EVEN, _FIRST):
        for number, section in enumerate(sections):
            header = kind(section)
            if not header.is_linked_to_previous or (number == 0 and kind in kinds):
                _mark(header, style)
    buffer = io.BytesIO()
    document.save(buffer)
    return read_parts(buffer.getvalue())


def _mark(header: _Header, style: object) -> None:
    header.is_linked_to_previous = False
    first = header.paragraphs[0] if header.paragraphs else None
    is_free = first is not None and not first.text and not list(first.iter_inner_content())
    paragraph = first if first is not None and is_free else header.add_paragraph()
    paragraph.add_run(_MARK)
    if style is not None:
        paragraph.style = style
