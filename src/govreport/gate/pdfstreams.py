"""The gate for PDF files: what their streams inflate to, before any program reads them whole."""

from __future__ import annotations

import re
import zlib
from typing import Final

from govreport.errors import DamagedFileError
from govreport.gate.limits import limits, over_limit
from govreport.gate.xmlpart import NOT_TRUSTED
from govreport.messages import Message

_STREAM: Final = re.compile(rb"stream\r?\n(?=[\x08-\x78][\x01\x5e\x9c\xda])")
"""The beginning of a deflated stream (RFC 1950)."""
_DEFLATED: Final = re.compile(rb"/(?:FlateDecode|Fl)\b")
_DICTIONARY: Final = 400
"""Bytes before a stream in which its filter is looked for."""
_STEP: Final = 1024 * 1024
_DAMAGED: Final = Message("压缩的内容已损坏", "compressed content is damaged")
GET_AGAIN: Final = Message("重新下载，或用阅读器另存一份", "download it again, or save a copy in a viewer")
_BOMB: Final = Message("解压后太大，可能是压缩炸弹", "too large when unpacked; it may be a zip bomb")


def require_sound_pdf(data: bytes, name: str) -> None:
    """Refuse a PDF with a stream that inflates to more than a part may, or all together to more than a file.

    A deflated stream that is damaged is refused as well: what reads pages would take the part before the
    damage for the whole. Nothing is known of the streams of a file with a password.

    Raises:
        LimitError: A stream is too large.
        DamagedFileError: A stream is damaged, or cut.
    """
    is_open = b"/Encrypt" not in data
    total = 0
    view = memoryview(data)
    for match in _STREAM.finditer(data):
        size, is_whole = _inflated(view[match.end() :])
        total += size
        for limit, found in (("part_bytes", size), ("archive_bytes", total)):
            if found > getattr(limits(), limit):
                raise over_limit(_BOMB, limit, where=name, remedy=NOT_TRUSTED)
        if not is_whole and is_open and _is_deflated(data, match.start()):
            raise DamagedFileError.of(_DAMAGED, where=name, found=f"byte {match.end()}", remedy=GET_AGAIN)


def _is_deflated(data: bytes, at: int) -> bool:
    """Tell whether the dictionary before a stream names the filter of deflated ones."""
    start = max(0, at - _DICTIONARY)
    return _DEFLATED.search(data, max(start, data.rfind(b"obj", start, at)), at) is not None


def _inflated(stored: memoryview) -> tuple[int, bool]:
    """Return the inflated size of what a stream begins with, and whether it ends as it should.

    The size is not much more than a part may have.
    """
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
        except zlib.error:  # no deflated stream, or a damaged one
            break
        pending = inflater.unconsumed_tail
        size += len(step)
    return size, inflater.eof
