"""Pictures lose what they say of their making, and not a dot of what they show."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from govreport.word.pictures import without_metadata
from leaks import MARK, gif_with_metadata, jpeg_with_metadata, png_with_metadata


def made(kind: str, **options: object) -> bytes:
    """Return a picture of some kind with different colours in it."""
    picture = Image.new("RGB", (40, 24))
    picture.putdata([(x * 6, y * 10, (x * y) % 256) for y in range(24) for x in range(40)])
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def dots(picture: bytes) -> bytes:
    return Image.open(io.BytesIO(picture)).convert("RGB").tobytes()


PICTURES = {
    "a jpeg": jpeg_with_metadata(made("JPEG")),
    "a progressive jpeg": jpeg_with_metadata(made("JPEG", progressive=True)),
    "a jpeg of many colours": jpeg_with_metadata(made("JPEG", quality=100, subsampling=0)),
    "a png": png_with_metadata(made("PNG")),
    "a gif": gif_with_metadata(),
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_it_looks_as_before_and_says_nothing(picture: bytes) -> None:
    clean = without_metadata(picture)
    assert MARK.search(picture)
    assert not MARK.search(clean)
    assert dots(clean) == dots(picture)
    assert without_metadata(clean) == clean


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "TIFF"])
def test_what_says_nothing_is_left_as_it_is(kind: str) -> None:
    picture = made(kind)
    assert without_metadata(picture) == picture


@pytest.mark.parametrize("turned", range(9))
def test_a_picture_that_is_to_be_turned_still_is(turned: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "LEAK80"
    clean = without_metadata(made("JPEG", exif=exif.tobytes()))
    found = Image.open(io.BytesIO(clean)).getexif()
    assert dict(found) == ({0x0112: turned} if turned > 1 else {})


def test_colours_and_resolution_are_kept() -> None:
    jpeg = Image.open(io.BytesIO(without_metadata(made("JPEG", dpi=(300, 300), icc_profile=b"profile"))))
    png = Image.open(io.BytesIO(without_metadata(made("PNG", dpi=(300, 300), icc_profile=b"profile"))))
    assert jpeg.info["dpi"] == (300, 300)
    assert round(png.info["dpi"][0]) == 300
    assert jpeg.info["icc_profile"] == png.info["icc_profile"] == b"profile"


def test_texts_of_a_png_go_and_its_transparency_stays() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "LEAK85")
    buffer = io.BytesIO()
    Image.new("P", (4, 4)).save(buffer, "PNG", pnginfo=told, transparency=0)
    clean = without_metadata(buffer.getvalue())
    assert b"LEAK85" not in clean
    assert Image.open(io.BytesIO(clean)).info["transparency"] == 0


def test_moving_pictures_still_move() -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "green", "blue")]
    for kind in ("GIF", "PNG"):
        buffer = io.BytesIO()
        frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], loop=0, comment=b"LEAK91")
        clean = Image.open(io.BytesIO(without_metadata(buffer.getvalue())))
        assert (clean.n_frames, clean.info["loop"]) == (3, 0)


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_a_picture_that_ends_too_early_is_left_as_it_is(picture: bytes) -> None:
    end = {b"\xff": b"\xff\xd9", b"\x89": b"IEND", b"G": b";"}[picture[:1]]
    for length in range(0, picture.rindex(end), 7):
        assert without_metadata(picture[:length]) == picture[:length]


@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a"]), st.binary(max_size=200))
def test_whatever_follows_the_beginning_nothing_is_added(start: bytes, rest: bytes) -> None:
    clean = without_metadata(start + rest)
    assert len(clean) <= len(start + rest) + 36
    assert clean.startswith(start[:2])


def test_a_segment_without_length_is_no_endless_loop() -> None:
    broken = b"\xff\xd8\xff\xe0" + struct.pack(">H", 0) + bytes(50)
    assert without_metadata(broken) == broken
