"""Pictures are measured before anybody opens them."""

from __future__ import annotations

import struct

import pytest

from govreport.errors import EmptyFileError, LimitError, PictureError
from govreport.gate.picture import require_picture

_JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0\x00\x11\x08"


def _png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height)


def _tiff(width: int, height: int, count: int = 2) -> bytes:
    entries = b"".join(struct.pack("<HHII", tag, 3, 1, size) for tag, size in ((256, width), (257, height)))
    return b"II*\0" + struct.pack("<IH", 8, count) + entries


@pytest.mark.parametrize(
    "data",
    [
        _png(1, 1),
        _JPEG + struct.pack(">HH", 3, 4),
        b"GIF89a" + struct.pack("<HH", 3, 4),
        b"BM" + b"\0" * 16 + struct.pack("<ii", 3, -4),
        _tiff(3, 4),
    ],
)
def test_pictures_of_five_kinds_are_let_in(data: bytes) -> None:
    require_picture(data, "a")


@pytest.mark.parametrize(
    "data",
    [
        _png(0, 5),
        _png(1, 1)[:-1],
        b"\xff\xd8\xff\xe0\x00\x00" * 3,
        b"\xff\xd8\xff",
        _tiff(3, 4, count=65_535),
        b"GIF89a",
        b"<svg xmlns='x'><script/></svg>",
        b"%PDF-1.7",
        b"text",
    ],
)
def test_what_has_no_size_or_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError) as caught:
        require_picture(data, "甲.png")
    assert caught.value.to_text("en").splitlines()[1] == "  where: 甲.png"


def test_an_empty_and_a_huge_picture_are_refused() -> None:
    with pytest.raises(EmptyFileError):
        require_picture(b"", "a")
    with pytest.raises(LimitError, match="picture_pixels"):
        require_picture(_png(10_000, 10_000), "a")
    with pytest.raises(LimitError, match="picture_bytes"):
        require_picture(_png(1, 1) + bytes(20_000_000), "a")
