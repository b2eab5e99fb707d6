"""Names of the parts of an Office package: which are lawful, and which two mean one part.

Source: ISO/IEC 29500-2, clause 6.2.2 (part names; they are compared without regard to case).
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

_UNLAWFUL: Final = re.compile(r"\A(?:/|\Z)|[\\:\x00-\x1f]|//|(?:^|/)\.{1,2}(?:/|$)")
_BEHIND: Final = re.compile(r"[. ]+(?=/|$)")


def is_lawful(name: str) -> bool:
    """Tell whether a part may have a name: it leads nowhere else and is written in one way.

    >>> is_lawful("word/document.xml"), is_lawful("word/../a.xml"), is_lawful("word//a.xml")
    (True, False, False)
    """
    return not _UNLAWFUL.search(name)


def part_key(name: str) -> str:
    """Return what a part is looked up by: neither case nor a slash in front matters."""
    return name.lstrip("/").casefold()


def what_it_names(name: str) -> str:
    """Return what some program takes a name for: escapes are read, points and blanks at ends are dropped.

    >>> what_it_names("word/Docum%65nt.xml."), what_it_names("word/media/a b.png")
    ('word/document.xml', 'word/media/a b.png')
    """
    key = part_key(name)
    if "%" in key:
        key = unquote(key).casefold()
    return _BEHIND.sub("", key)
