r"""Line ends and tabs inside values, as Word has them: breaks, tab marks, paragraphs of their own.

In a value a line feed is a line, a tab a tab, ``\a`` a new paragraph and ``\f`` a new page; what follows
keeps the properties of its run and paragraph. docxtpl means the same by them.
"""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = re.compile(rb"[\t\n\a\f]")
"""What is no character of a text but a break in it."""
_AGAIN: Final = b'<w:t xml:space="preserve">'


def has_breaks(text: bytes) -> bool:
    """Tell whether there is a break in a text."""
    return b"\n" in text or b"\t" in text or b"\a" in text or b"\f" in text  # faster than a pattern


def with_breaks(xml: bytes) -> bytes:
    """Return a part with the breaks inside its texts as elements; outside of texts nothing changes."""
    pieces: list[bytes] = []
    start = 0
    for match in _MARKS.finditer(xml):
        position = match.start()
        if not _is_in_text(xml, position):
            continue
        pieces += (xml[start:position], _element(xml, position, match[0]))
        start = match.end()
    return b"".join((*pieces, xml[start:]))


def _element(xml: bytes, position: int, mark: bytes) -> bytes:
    if mark == b"\n":
        return b"</w:t><w:br/>" + _AGAIN
    run = _properties(xml, position, b"r")
    if mark == b"\t":
        return b"</w:t></w:r><w:r>%s<w:tab/></w:r><w:r>%s%s" % (run, run, _AGAIN)
    paragraph = _properties(xml, position, b"p")
    page = b'<w:p><w:r><w:br w:type="page"/></w:r></w:p>' if mark == b"\f" else b""
    return b"</w:t></w:r></w:p>%s<w:p>%s<w:r>%s%s" % (page, paragraph, run, _AGAIN)


def _is_in_text(xml: bytes, position: int) -> bool:
    """Tell whether a place is inside the text of a run: the tag before it opens ``w:t``."""
    tag = xml[xml.rfind(b"<", 0, position) : position]
    return tag.startswith((b"<w:t>", b"<w:t ")) and b">" in tag


def _properties(xml: bytes, position: int, name: bytes) -> bytes:
    """Return the properties of the run or paragraph that holds a place, as they stand in the file."""
    start = _opening(xml, position, name)
    head = xml.find(b">", start) + 1
    opening = b"<w:%sPr>" % name
    if start < 0 or not xml.startswith(opening, head):
        return b""
    closing = b"</w:%sPr>" % name
    return xml[head : xml.find(closing, head) + len(closing)]


def _opening(xml: bytes, position: int, name: bytes) -> int:
    """Return where the innermost element of a name that is still open at a place begins; -1 if none is."""
    closed = 0
    end = position
    while True:
        start = max(xml.rfind(b"<w:%s>" % name, 0, end), xml.rfind(b"<w:%s " % name, 0, end))
        closed += xml.count(b"</w:%s>" % name, max(start, 0), end)
        if start < 0 or closed == 0:
            return start
        closed -= 1
        end = start
