"""The zip package of a Word file: equal parts give equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

CONTENT_TYPES: Final = "[Content_Types].xml"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold; the time of the run would make equal reports differ."""
_RW_FILE: Final = 0o600 << 16
_LARGEST: Final = 200_000_000
"""All parts together, in bytes: what a Word file of honest size never reaches, and a zip bomb does."""
_MOST: Final = 2000


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return the package of some parts: the content types first, the others in order of their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = _RW_FILE
            archive.writestr(member, parts[name])
    return buffer.getvalue()


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
