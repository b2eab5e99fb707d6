"""The mark of a draft: 草稿 at the head of every page."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

from docx import Document

from govreport.word import styles
from govreport.word.package import read_parts, write_parts

_MARK: Final = "草稿"


def with_draft_mark(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a Word file with the mark added to every header it has or could show."""
    document = Document(io.BytesIO(write_parts(parts)))
    names = {style.name for style in document.styles}
    for section in document.sections:
        headers = [section.header]
        if document.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        for header in headers:
            header.is_linked_to_previous = False
            first = header.paragraphs[0]
            paragraph = header.add_paragraph() if first.text else first
            paragraph.add_run(_MARK)
            if "Draft Mark" in names:
                paragraph.style = document.styles["Draft Mark"]
    buffer = io.BytesIO()
    document.save(buffer)
    marked = read_parts(buffer.getvalue())
    return {**marked, **{name: parts[name] for name in parts if name.startswith("docProps/")}}
