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
_FEWEST_BARS: Final = 40
"""A line with as many is no row of any form: the widest table has fifteen columns."""
_HEADING_EDGE: Final = re.compile(r"\s+(?=[一二三四五六七]、)|(?<=情况|事项)\s+")
"""Where a heading begins or ends in a text without line ends."""
_BAR: Final = re.compile(r"(?<!\\)\|")


def document_of_text(text: str, name: str) -> Document:
    """Return the picture of a text.

    Raises:
        SourceError: It is empty or has too many lines.
    """
    if not text.strip():
        raise empty_file(name)
    lines = [piece for line in _LINE_END.split(text) for piece in _unrolled(line)]
    require_lines(len(lines), name)
    for at, line in enumerate(lines, 1):
        require_length(line, f"{name}:{at}")
    numbered = tuple(Line(_plain(line), at) for at, line in enumerate(lines, 1))
    column = right_column(numbered)
    blocks = tuple(Paragraph(line.text, line.number) for line in unwrapped(column))
    notes = notes_of_text(text) if column == numbered else [_ONE_COLUMN, *notes_of_text(text)]
    return Document(name, blocks, tuple(notes))


def _unrolled(line: str) -> list[str]:
    """Return a line that holds a whole report, its line ends lost, as a line for each cell and heading."""
    if line.count("|") < _FEWEST_BARS:
        return [line]
    *cells, rest = line.split("|")
    found: list[str] = []
    for cell in cells:
        *before, last = _HEADING_EDGE.split(cell.strip())
        found += [*before, f"{last} |".lstrip()]
    return [*found, *_HEADING_EDGE.split(rest.strip())]


def _plain(line: str) -> str:
    """Return a line without what Markdown adds, and without characters nobody sees."""
    line = _HEADING_MARK.sub("", _INVISIBLE.sub("", line), count=1)
    line = _EMPHASIS.sub(r"\2", _BREAK.sub("", line))
    line = (_ESCAPED_IN_ROW if _BAR.search(line) else _ESCAPED).sub(r"\1", line)
    return html.unescape(line).replace("\xa0", " ") if "&" in line else line
