"""What pictures say of their making: camera, place, person and program are taken out, the picture is not.

Segments and chunks are left out whole; what is left is byte for byte as it was, and looks as it did. A
JPEG that is to be turned says so still.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

_JPEG: Final = b"\xff\xd8\xff"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_GIF: Final = (b"GIF87a", b"GIF89a")
_CHUNKS: Final = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND"),
        *(b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"sPLT", b"hIST"),
        *(b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT"),
    }
)
"""The chunks of a PNG that say how it looks (PNG, third edition, 11)."""
_LOOPING: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_SHOWN: Final[dict[int, bytes]] = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""The application segments of a JPEG that say how it looks, and how they begin."""
_START, _SCAN, _END, _COMMENT, _EXIF = 0xD8, 0xDA, 0xD9, 0xFE, 0xE1
_RESTARTS: Final = range(0xD0, 0xD8)
_ORIENTATION: Final = 0x0112


def without_metadata(picture: bytes) -> bytes:
    r"""Return a JPEG, PNG or GIF without what it says of its making; anything else, or broken, as it is.

    >>> without_metadata(b"GIF89a" + bytes(7) + b"!\xfe\x02me\0;behind")
    b'GIF89a\x00\x00\x00\x00\x00\x00\x00;'
    """
    try:
        if picture.startswith(_JPEG):
            return b"".join(_jpeg(picture))
        if picture.startswith(_PNG):
            return b"".join(_png(picture))
        if picture.startswith(_GIF):
            return b"".join(_gif(picture))
    except (IndexError, struct.error, ValueError):
        pass  # the gate, or the reader, has to say what is wrong with it
    return picture


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ValueError("a chunk that ends behind the file")
        if kind in _CHUNKS:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        kind = data[at + 1]
        if kind == 0xFF:  # any number of them may stand before a marker
            at += 1
            continue
        if kind == _END:
            yield data[at : at + 2]
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if length < 2 or end > len(data):
            raise ValueError("a segment that ends behind the file")
        if kind == _SCAN:
            end = _end_of_scan(data, end)
        yield _published(kind, data[at:end])
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next marker stands behind the coded data of a scan."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] and data[at + 1] not in _RESTARTS:
            return at
        at += 2


def _published(kind: int, segment: bytes) -> bytes:
    """Return a segment of a JPEG, nothing in its place, or of its Exif the one fact that is seen."""
    if kind == _EXIF and segment[4:10] == b"Exif\0\0":
        turned = _orientation(segment[10:])
        return _exif(turned) if 1 < turned < 9 else b""
    if kind == _COMMENT or (0xE0 <= kind <= 0xEF and not segment[4:].startswith(_SHOWN.get(kind, b"\0none"))):
        return b""
    return segment


def _orientation(tiff: bytes) -> int:
    """Return how a picture is to be turned (Exif 2.32, tag 274); 0 where that is not said."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if (tag, kind) == (_ORIENTATION, 3):
                return int(value)
    except struct.error:
        pass
    return 0


def _exif(orientation: int) -> bytes:
    """Return an Exif segment that says how a picture is to be turned, and nothing else."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    content = b"Exif\0\0" + tiff
    return b"\xff" + struct.pack(">BH", _EXIF, len(content) + 2) + content


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _colours(data[10])
    yield data[:at]
    while data[at] != ord(";"):
        start = at
        if data[at] == ord("!"):
            kind, at = data[at + 1], _end_of_blocks(data, at + 2)
            program = data[start + 3 : start + 14]
            is_shown = kind in (0x01, 0xF9) or (kind == 0xFF and program in _LOOPING)
        elif data[at] == ord(","):
            at = _end_of_blocks(data, at + 11 + _colours(data[at + 9]))
            is_shown = True
        else:
            raise ValueError("no block")
        if is_shown:
            yield data[start:at]
    yield b";"


def _colours(flags: int) -> int:
    """Return how many bytes the table of colours takes that some flags announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1
