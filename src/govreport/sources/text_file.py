"""Plain text and Markdown, as copied from a page: every line a paragraph, unless lines are cut to a width.

What Markdown adds to the words is taken off. Rows of tables stay lines here; the recogniser finds them.
"""

from __future__ import annotations

import html
import re
from typing import Final

from govreport.gate.filebytes import empty_file
from govreport.messages import Message
from govreport.sources.document import Document, Paragraph
from govreport.sources.file_end import notes_of_text
from govreport.sources.lengths import require_length, require_lines
from govreport.sources.wrapping import Line, right_column, unwrapped

_ONE_COLUMN: Final = Message(
    "文字分左右两栏，只读了右栏", "the text has two columns side by side; only the right one was read"
)
_LINE_END: Final = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f\ufffe\uffff\ufeff\u200b\u200e\u200f\u202a-\u202e]"
)
_HEADING_MARK: Final = re.compile(r"\s{0,3}#{1,6}\s+|\s{0,3}>\s+")
_EMPHASIS: Final = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")
_ESCAPED_IN_ROW: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])")
"""In a row of a table an escaped bar stays as it is until the row is cut into cells."""
_BAR: Final = re.compile(r"(?<!\\)\|")


def document_of_text(text: str, name: str) -> Document:
    """Return the picture of a text.

    Raises:
        SourceError: It is empty or has too many lines.
    """
    lines = _LINE_END.split(text)
    if not text.strip():
        raise empty_file(name)
    require_lines(len(lines), name)
    for at, line in enumerate(lines, 1):
        require_length(line, f"{name}:{at}")
    numbered = tuple(Line(_plain(line), at) for at, line in enumerate(lines, 1))
    column = right_column(numbered)
    blocks = tuple(Paragraph(line.text, line.number) for line in unwrapped(column))
    notes = notes_of_text(text) if column == numbered else [_ONE_COLUMN, *notes_of_text(text)]
    return Document(name, blocks, tuple(notes))


def _plain(line: str) -> str:
    """Return a line without what Markdown adds, and without characters nobody sees."""
    line = _HEADING_MARK.sub("", _INVISIBLE.sub("", line), count=1)
    line = _EMPHASIS.sub(r"\2", _BREAK.sub("", line))
    line = (_ESCAPED_IN_ROW if _BAR.search(line) else _ESCAPED).sub(r"\1", line)
    return html.unescape(line).replace("\xa0", " ") if "&" in line else line
