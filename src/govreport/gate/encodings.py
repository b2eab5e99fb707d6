"""The encodings a part of a package may come in, told by its first bytes, as libxml2 does."""

from __future__ import annotations

from typing import Final

EBCDIC: Final = b"\x4c\x6f\xa7\x94"
"""What XML begins with in the letters of mainframes; libxml2 reads it without being asked."""
_DECLARED: Final = 300
"""In so many bytes a part says what its encoding is."""


def is_wide(part: bytes) -> bool:
    """Tell whether a part is written in UTF-16, or in UTF-32: the first of its characters are ASCII.

    >>> is_wide("<w:p/>".encode("utf-16-be")), is_wide(b"<w:p/>")
    (True, False)
    """
    return b"\0" in part[:4]


def in_utf8(part: bytes) -> bytes:
    """Return a part in UTF-8, whichever of the two encodings of packages it has.

    >>> in_utf8("<a>公开</a>".encode("utf-16-be")).decode()
    '<a>公开</a>'
    """
    if not is_wide(part):
        return part
    order = (
        "utf-16" if part[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-be" if not part[0] else "utf-16-le"
    )
    return part.decode(order, "ignore").encode("utf-8", "ignore")


def searchable(part: bytes) -> bytes:
    """Return a part so that the names of elements can be found, whatever its encoding.

    What is no ASCII may be lost.
    """
    if is_wide(part):
        return part.replace(b"\0", b"")
    if part.startswith(EBCDIC):
        return part.decode("cp037").encode()
    if b"utf-7" in part[:_DECLARED].lower():  # no other encoding writes ASCII names in more than one way
        return part.decode("utf-7", "ignore").encode("utf-8", "ignore")
    return part
