"""The gate for PDF files: what their streams inflate to, before any program reads them whole."""

from __future__ import annotations

import re
import zlib
from typing import Final

from govreport.gate.limits import limits, over_limit
from govreport.gate.xmlpart import NOT_TRUSTED
from govreport.messages import Message

_STREAM: Final = re.compile(rb"stream\r?\n(?=[\x08-\x78][\x01\x5e\x9c\xda])")
"""The beginning of a deflated stream (RFC 1950)."""
_STEP: Final = 1024 * 1024
_BOMB: Final = Message("解压后太大，可能是压缩炸弹", "too large when unpacked; it may be a zip bomb")


def require_sound_pdf(data: bytes, name: str) -> None:
    """Refuse a PDF with a stream that inflates to more than a part may, or all together to more than a file.

    Raises:
        LimitError: It has.
    """
    total = 0
    view = memoryview(data)
    for match in _STREAM.finditer(data):
        size = _inflated(view[match.end() :])
        total += size
        for limit, found in (("part_bytes", size), ("archive_bytes", total)):
            if found > getattr(limits(), limit):
                raise over_limit(_BOMB, limit, where=name, remedy=NOT_TRUSTED)


def _inflated(stored: memoryview) -> int:
    """Return the inflated size of what a stream begins with; not much more than a part may have."""
    inflater = zlib.decompressobj()
    size, at = 0, 0
    pending: bytes | memoryview = b""
    while size <= limits().part_bytes and not inflater.eof:
        if not pending:
            pending, at = stored[at : at + _STEP], at + _STEP
            if not pending:
                break
        try:
            step = inflater.decompress(pending, _STEP)
        except zlib.error:  # no deflated stream, or a damaged one: whoever reads it will say so
            break
        pending = inflater.unconsumed_tail
        size += len(step)
    return size
