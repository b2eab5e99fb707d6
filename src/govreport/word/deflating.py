"""Deflating: the border to isal, which is many times as fast as zlib where it is installed.

The same data gives the same bytes on machines that have the same libraries.
"""

from __future__ import annotations

import zlib
from importlib.metadata import version
from types import ModuleType
from typing import Final

_fast: ModuleType | None = None
try:
    from isal import isal_zlib
except ImportError:  # an extra: zlib of the standard library does as well
    pass
else:
    _fast = isal_zlib

FAST: Final = 1
"""The level of reports: a seventh larger than at `SMALL`, in a fraction of the time."""
SMALL: Final = 6
"""The level of templates, which are made once."""
_RAW: Final = -15
"""What tells both libraries to write a deflate stream as a zip holds it, without a head of its own."""
_FASTEST: Final = frozenset({1, 2})
"""The levels at which isal is both faster than zlib and hardly larger."""


def name_of_library() -> str:
    """Return what deflates: isal or zlib, with its version."""
    return f"zlib {zlib.ZLIB_RUNTIME_VERSION}" if _fast is None else f"isal {version('isal')}"


def deflate(data: bytes, level: int = FAST) -> bytes:
    """Return data as a raw deflate stream; levels run from 0 (stored) to 9 as those of zlib do."""
    library = zlib if _fast is None or level not in _FASTEST else _fast
    deflated: bytes = library.compress(data, level, wbits=_RAW)
    return deflated


def crc32(data: bytes) -> int:
    """Return the checksum a zip keeps of its members."""
    checksum: int = (_fast or zlib).crc32(data)
    return checksum
