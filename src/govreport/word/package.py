"""The zip package of a Word file: equal parts give equal bytes.

Written here and not by ``zipfile``: a member that does not change is made ready once, with its header,
its checksum and its deflated content, and goes into every report as it is.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from govreport.word.deflating import SMALL, crc32, deflate

CONTENT_TYPES: Final = "[Content_Types].xml"
_DEFLATED: Final = 8
_VERSION: Final = 20
"""What it takes to read it: zip 2.0, for deflate (APPNOTE.TXT, 4.4.3)."""
_UNIX: Final = 3
_DAY: Final = 1 << 5 | 1
"""The first day a zip can hold, 1 January 1980: the time of the run would make equal reports differ."""
_RW_FILE: Final = 0o600 << 16
_UTF_8_NAME: Final = 0x800
_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s4B4H3I5HI")
_OFFSET: Final = struct.Struct("<I")
_END: Final = struct.Struct("<4s4H2IH")
_LARGEST: Final = 200_000_000
"""All parts together, in bytes: what a Word file of honest size never reaches, and a zip bomb does."""
_MOST: Final = 2000


@dataclass(frozen=True, slots=True)
class Member:
    """A part of a package, ready to be written.

    Attributes:
        local: Its local header and its deflated content.
        entry: Its entry in the directory of the zip up to the offset, which comes between that and the name.
        name: Its name in bytes.
    """

    local: bytes
    entry: bytes
    name: bytes


def member(name: str, content: bytes, level: int = SMALL) -> Member:
    """Return a part as a member of a package, deflated at some level."""
    encoded = name.encode()
    deflated = deflate(content, level)
    flags = 0 if name.isascii() else _UTF_8_NAME
    sizes = (crc32(content), len(deflated), len(content), len(encoded))
    local = _LOCAL.pack(b"PK\3\4", _VERSION, flags, _DEFLATED, 0, _DAY, *sizes, 0)
    system = (_VERSION, _UNIX, _VERSION, 0)
    entry = _CENTRAL.pack(b"PK\1\2", *system, flags, _DEFLATED, 0, _DAY, *sizes, 0, 0, 0, 0, _RW_FILE)
    return Member(local + encoded + deflated, entry, encoded)


def write_members(members: Iterable[Member]) -> bytes:
    """Return the package of some members, in the order they are given."""
    contents: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for each in members:
        contents.append(each.local)
        directory += (each.entry, _OFFSET.pack(offset), each.name)
        offset += len(each.local)
    entries = b"".join(directory)
    count = len(contents)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(entries), offset, 0)
    return b"".join((*contents, entries, end))


def in_order(names: Iterable[str]) -> list[str]:
    """Return the names of parts in the order of a package: the content types first, the others sorted."""
    return sorted(names, key=lambda name: (name != CONTENT_TYPES, name))


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return the package of some parts."""
    return write_members(member(name, parts[name]) for name in in_order(parts))


def read_parts(package: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name, folders left out.

    Raises:
        zipfile.BadZipFile: If it is not a zip, holds too much, or has two parts of one name.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        items = [item for item in archive.infolist() if not item.is_dir()]
        if len({item.filename.casefold() for item in items}) < len(items):
            raise zipfile.BadZipFile("two parts of one name")
        if len(items) > _MOST:
            raise zipfile.BadZipFile(f"{len(items)} parts")
        if sum(item.file_size for item in items) > _LARGEST:
            raise zipfile.BadZipFile(f"more than {_LARGEST} bytes when unpacked")
        return {item.filename: archive.read(item) for item in items}
