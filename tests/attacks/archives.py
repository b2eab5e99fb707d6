"""Archives that lie: bombs, names, sizes, passwords, bytes around them; and files that are no package at all."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

TYPES: Final = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_MAIN}"/>'
    "</Types>"
).encode()
RELATIONS: Final = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
).encode()


def body(markup: str) -> bytes:
    """Return the main part of a Word file with some markup in its body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml"'
        f"><w:body>{markup}</w:body></w:document>"
    ).encode()


def document(markup: str = "", **parts: bytes) -> bytes:
    """Return a Word file; other parts by their names with ``__`` for the slash and ``_xml`` for the ending."""
    members = {"word/document.xml": body(markup or paragraph("200"))}
    members |= {_part_name(name): part for name, part in parts.items()}
    return archive(members)


def _part_name(name: str) -> str:
    name = name.replace("__", "/").replace("_xml", ".xml")
    return name.removesuffix("_rels") + ".rels" if name.endswith("_rels") else name


def archive(members: dict[str, bytes]) -> bytes:
    """Return a package with the parts every Word file has, and these."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, **members}.items():
            made.writestr(name, part)
    return buffer.getvalue()


def paragraph(text: str) -> str:
    """Return a paragraph as markup."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def compound(*names: str) -> bytes:
    """Return an OLE compound file (MS-CFB) whose root holds empty streams of these names."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * 432
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    entries = b"".join(map(_entry, ("Root Entry", *names), (5, *[2] * len(names))))
    return header + table + entries.ljust(-(-len(entries) // 512) * 512, b"\0")


def _entry(name: str, kind: int) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
    return head + b"\xff" * 12 + bytes(36) + struct.pack("<IQ", 0xFFFFFFFE, 0)


def _patched(old: bytes, new: bytes, *, last: bool) -> bytes:
    """Return a Word file with one of the two places that name a member changed, at the same length."""
    data = document()
    at = data.rfind(old) if last else data.find(old)
    return data[:at] + new + data[at + len(old) :]


def _bomb() -> bytes:
    return archive({"word/document.xml": body("<w:p/>" + " " * 100_000_000)})


def _flagged(bit: int) -> bytes:
    data = bytearray(document())
    data[6] |= bit  # the first local header, and its entry in the directory
    data[data.index(b"PK\x01\x02") + 8] |= bit
    return bytes(data)


def _count(count: int) -> bytes:
    data = bytearray(document())
    at = data.rindex(b"PK\x05\x06")
    data[at + 8 : at + 12] = struct.pack("<HH", count, count)
    return bytes(data)


def _zip64() -> bytes:
    """Return a file whose directory claims, in the manner of ZIP64, to hold 2**60 bytes and members."""
    data = document()
    at = data.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**60, 2**60, 2**60, 8)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)
    return data[:at] + record + locator + b"PK\x05\x06" + b"\xff" * 16 + b"\0\0"


def _zip64_sizes() -> bytes:
    """Return a file whose main part has its sizes in a ZIP64 field, as a stream writer leaves them: honest."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS)):
            made.writestr(name, part)
        with made.open("word/document.xml", "w", force_zip64=True) as member:
            member.write(body(paragraph("200")))
    return buffer.getvalue()


def _plain_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("报告.txt", "人数：200")
    return buffer.getvalue()


def _deflated_twice() -> bytes:
    inner = zlib.compress(zlib.compress(bytes(40_000_000)))
    return archive({"word/document.xml": body(paragraph("200")), "word/media/a.bin": inner})


def _rtf() -> bytes:
    return rb"{\rtf1\ansi\ansicpg936 \'c8\'cb\'ca\'fd 200\par}"


_OWNERS: Final = "http://schemas.microsoft.com/office/word/2003/wordml"

FILES: Final[dict[str, Callable[[], bytes]]] = {
    "z01_bomb_one_part.docx": _bomb,
    "z11_name_mismatch.docx": lambda: _patched(b"word/document.xml", b"word/documents.xm", last=False),
    "z12_encrypted_zip.docx": lambda: _flagged(1),
    "z12_strong_encryption.docx": lambda: _flagged(0x41),
    "z13_zip64_counts.docx": _zip64,
    "z13_zip64_honest.docx": _zip64_sizes,
    "z13_counts_too_few.docx": lambda: _count(1),
    "z13_counts_too_many.docx": lambda: _count(60_000),
    "z18_junk_before.docx": lambda: b"MZ" + bytes(100) + document(),
    "z18_blank_lines_before.docx": lambda: b"\r\n\r\n" + document(),
    "z19_junk_behind.docx": lambda: document() + bytes(5000),
    "z19_archive_behind.docx": lambda: document() + document(paragraph("300")),
    "z20_deflated_twice.docx": _deflated_twice,
    "z21_no_content_types.docx": lambda: _patched(b"[Content_Types].xml", b"[Content_Typos].xml", last=False),
    "z22_no_main_part.docx": lambda: archive({"word/other.xml": body("")}),
    "n07_rtf.docx": _rtf,
    "n09_word2003.docx": lambda: (
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="{_OWNERS}"/>'
    ).encode(),
    "n12_password.docx": lambda: compound("EncryptionInfo", "EncryptedPackage"),
    "n12_password.xlsx": lambda: compound("EncryptionInfo", "EncryptedPackage"),
    "n13_rar.docx": lambda: b"Rar!\x1a\x07\x01\x00" + bytes(200),
    "n15_zip.docx": _plain_zip,
    "n20_png.docx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "n20_jpeg.docx": lambda: b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(100),
    "n22_shortcut.docx": lambda: (
        b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F" + bytes(60) + "C:\\年报.docx".encode("utf-16-le")
    ),
    "n22_text.docx": lambda: "人数：200".encode(),
    "n22_text_gbk.docx": lambda: "本单位全年公开信息，人数：200。".encode("gb18030"),
    "n22_program.docx": lambda: b"MZ\x90\0\x03\0\0\0" + bytes(500),
    "n22_thumbs.docx": lambda: compound("Catalog", "256_1"),
    "n22_zeros.docx": lambda: bytes(5000),
    "n24_xls.xlsx": lambda: compound("Workbook"),
    "n24_ppt.docx": lambda: compound("PowerPoint Document"),
}
"""The archives, and what is called like one, by name."""
