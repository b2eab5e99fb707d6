"""Pictures for documents: of a kind Word shows, whole enough to have a size, and not too large."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Final

from govreport.errors import EmptyFileError, PictureError
from govreport.gate.filekind import recognise_file
from govreport.gate.limits import limits, over_limit
from govreport.messages import Message

_KIND: Final = Message("这不是能放进 Word 的图片", "this is no picture that Word can hold")
_EXPECTED: Final = "PNG / JPEG / GIF / BMP / TIFF"
_BROKEN: Final = Message("图片不完整或没有大小", "the picture is broken, or has no size")
_LARGE: Final = Message("图片太大", "the picture is too large")
_SMALLER: Final = Message("缩小后再用", "make it smaller")
_ANOTHER: Final = Message("换一张图片，或重新导出", "use another picture, or export it again")
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The JPEG segments that say how large the picture is (ITU-T T.81, table B.1)."""
_ALONE: Final = frozenset((*range(0xD0, 0xDA), 0x01))
_MOST_ENTRIES: Final = 1000


def require_picture(data: bytes, name: str) -> None:
    """Refuse what Word could not show, and what would take more memory than a picture may.

    Raises:
        PictureError: Another kind of file, or one without a size.
        LimitError: Too many bytes or pixels.
        EmptyFileError: Nothing in it.
    """
    if not data:
        raise EmptyFileError.of(Message("图片是空的", "the picture is empty"), where=name, remedy=_ANOTHER)
    if len(data) > limits().picture_bytes:
        raise over_limit(_LARGE, "picture_bytes", where=name, found=str(len(data)), remedy=_SMALLER)
    kind = recognise_file(data)
    measure = _MEASURES.get(kind.ending if kind is not None else "")
    if measure is None:
        found = kind.name.en if kind is not None else ""
        raise PictureError.of(_KIND, where=name, found=found, expected=_EXPECTED, remedy=_ANOTHER)
    try:
        width, height = measure(data)
    except (struct.error, IndexError, ValueError) as exc:
        raise PictureError.of(_BROKEN, where=name, remedy=_ANOTHER) from exc
    if width < 1 or height < 1:
        raise PictureError.of(_BROKEN, where=name, found=f"{width} x {height}", remedy=_ANOTHER)
    if width * height > limits().picture_pixels:
        size = f"{width} x {height}"
        raise over_limit(_LARGE, "picture_pixels", where=name, found=size, remedy=_SMALLER)


def _png(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _bmp(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<ii", data, 18)
    return width, abs(height)


def _jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    while data[at] == 0xFF:
        kind = data[at + 1]
        if kind in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        if kind == 0xFF or kind in _ALONE:
            at += 1 if kind == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if length < 2:
            break
        at += 2 + length
    raise ValueError("no frame")


def _tiff(data: bytes) -> tuple[int, int]:
    order = "<" if data.startswith(b"II") else ">"
    (start,) = struct.unpack_from(f"{order}I", data, 4)
    (count,) = struct.unpack_from(f"{order}H", data, start)
    if count > _MOST_ENTRIES:
        raise ValueError("too many entries")
    sizes = {}
    for at in range(start + 2, start + 2 + 12 * count, 12):
        tag, kind, _ = struct.unpack_from(f"{order}HHI", data, at)
        sizes[tag] = struct.unpack_from(f"{order}{'H' if kind == 3 else 'I'}", data, at + 8)[0]
    return sizes.get(256, 0), sizes.get(257, 0)


_MEASURES: Final[dict[str, Callable[[bytes], tuple[int, int]]]] = {
    ".png": _png,
    ".jpg": _jpeg,
    ".gif": _gif,
    ".bmp": _bmp,
    ".tif": _tiff,
}
