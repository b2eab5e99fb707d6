"""Looking back from a place in a part for the element that opens before it."""

from __future__ import annotations

from typing import Final

_FIRST_STEP: Final = 2048
"""How far to look at first, in bytes; four times as far each time nothing is found."""


def last_opening(xml: bytes, name: bytes, end: int, start: int = 0) -> int:
    """Return where the last element of a name before a place opens; -1 where none does.

    Either way of writing a tag may be absent from a part: looked for one after the other over the whole
    part, it would be read to its beginning from every place in it.

    >>> last_opening(b'<w:p><w:pPr/><w:p w:a="1">', b"p", 99)
    13
    """
    openings = (b"<w:%s>" % name, b"<w:%s " % name)
    step = _FIRST_STEP
    while True:
        low = max(start, end - step)
        found = max(xml.rfind(opening, low, end) for opening in openings)
        if found >= 0 or low == start:
            return found
        step *= 4
