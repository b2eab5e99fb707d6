"""The zip of a Word file: equal parts, equal bytes; nothing dangerous is unpacked."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from govreport.word.package import CONTENT_TYPES, in_order, read_parts, write_parts

PARTS = {"word/document.xml": b"<d/>", "_rels/.rels": b"<r/>", CONTENT_TYPES: b"<t/>", "a.xml": b""}


def zipped(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of the very fault that is planted
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members:
                archive.writestr(name, content)
    return buffer.getvalue()


def test_what_is_written_is_read() -> None:
    assert read_parts(write_parts(PARTS)) == PARTS


def test_the_order_the_parts_were_given_in_makes_no_difference() -> None:
    assert write_parts(PARTS) == write_parts(dict(reversed(PARTS.items())))


def test_members_have_a_fixed_order_and_no_time_and_no_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(write_parts(PARTS))) as archive:
        members = archive.infolist()
    assert [member.filename for member in members] == [
        CONTENT_TYPES, "_rels/.rels", "a.xml", "word/document.xml",
    ]  # fmt: skip
    assert {(member.date_time, member.create_system, member.compress_type) for member in members} == {
        ((1980, 1, 1, 0, 0, 0), 3, zipfile.ZIP_DEFLATED)
    }


def test_the_package_is_the_one_that_zipfile_writes() -> None:
    parts = {**PARTS, "word/document.xml": b"<d/>" * 5000, "word/media/图.png": bytes(range(256))}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in in_order(parts):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 3
            member.external_attr = 0o600 << 16
            archive.writestr(member, parts[name])
    assert write_parts(parts) == buffer.getvalue()


def test_folders_are_no_parts() -> None:
    assert read_parts(zipped(("word/", b""), ("word/a.xml", b"x"))) == {"word/a.xml": b"x"}


def test_two_parts_of_one_name_are_refused_whatever_their_case() -> None:
    for second in ("word/a.xml", "Word/A.xml"):
        with pytest.raises(zipfile.BadZipFile, match="two parts"):
            read_parts(zipped(("word/a.xml", b"1"), (second, b"2")))


def test_a_bomb_is_not_unpacked() -> None:
    member = zipfile.ZipInfo("word/a.xml")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(member, "w") as stream:
        for _ in range(201):
            stream.write(bytes(1_000_000))
    with pytest.raises(zipfile.BadZipFile, match="200000000"):
        read_parts(buffer.getvalue())


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(zipfile.BadZipFile, match="2001 parts"):
        read_parts(zipped(*((f"{number}.xml", b"") for number in range(2001))))
