"""The gate for Office packages: a ZIP of XML parts that somebody else made.

Nothing the file says of itself is trusted. Names, positions and sizes are checked, every member is
inflated once in small steps before any is handed out; parts are parsed by `parse_part`. The ZIP
directory is read by `zipfile`; the members are inflated here, so that all Python versions refuse
overlapping entries (CVE-2024-0450 is open before 3.11.8).
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Literal

from lxml import etree

from govreport.errors import (
    ActiveContentError,
    DamagedFileError,
    DoubtfulFileError,
    EncryptedFileError,
    FileKindError,
    LimitError,
    SourceError,
)
from govreport.gate.filebytes import read_bytes, require_size
from govreport.gate.filekind import (
    DOCX,
    ENCRYPTED,
    SECURED,
    XLSX,
    ZIP,
    FileKind,
    recognise_file,
    recognise_name,
)
from govreport.gate.limits import limits, over_limit
from govreport.gate.partname import is_lawful, part_key, what_it_names
from govreport.gate.xmlpart import DOCTYPE_BYTES, NOT_TRUSTED, SAVE_AGAIN, parse_part, refuse_doctype
from govreport.messages import Message

PackageContent = Literal["document", "workbook"]
"""What a package should hold: a Word document or an Excel workbook."""


_STEP = 64 * 1024
_KEPT = 1024 * 1024
"""So many bytes of a package are kept once they are inflated; what comes behind is inflated again."""
_HEAD = 200
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_BEHIND_DATA = 0x8
"""The flag of a member whose checksum and sizes stand behind it and may be 0 in front of it."""
_IN_ZIP64 = 0xFFFFFFFF
_OTHER_NAME = 0x7075
"""The extra field with another name in UTF-8 (APPNOTE 4.6.9): some programs take it, some do not."""
_ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000

_COPY_AGAIN = Message("重新下载或复制这个文件", "download or copy the file again")
_DAMAGED = Message("文件已损坏", "the file is damaged")
_INCOMPLETE = Message("文件不完整，后面的部分缺失", "the file is incomplete: its end is missing")
_PASSWORD = Message("文件内容已加密", "the content of the file is encrypted")
_SIZE_LIES = Message("声明的大小与实际内容不符", "the declared size is not the real one")
_COUNT_LIES = Message("声明的部件数与实际不符", "the declared number of parts is not the real one")
_TOO_LARGE = Message("解压后太大，可能是压缩炸弹", "too large when unpacked; it may be a zip bomb")
_TOO_MANY = Message("部件太多", "too many parts")
_TWICE = Message("两个部件同名（不分大小写）", "two parts have the same name (case aside)")
_OVERLAP = Message("压缩包中的部件互相重叠", "entries of the archive overlap")
_BAD_NAME = Message("部件名称不合规", "a part has an unlawful name")
_PREFIX = Message("压缩包前面有多余的内容", "there is something before the start of the archive")

_MACROS = Message("文件含有宏", "the file holds macros")
_WITHOUT_MACROS = Message(
    "在 Word、Excel 或 WPS 中另存为不含宏的 .docx 或 .xlsx",
    "save it in Word, Excel or WPS as a .docx or .xlsx, without macros",
)
_PROGRAMS = ("vbaproject.bin", "vbadata.xml")
"""How the names of parts with macros end, in small letters."""
_MACRO_SHEETS = "xl/macrosheets/"
_CONTENT_TYPES = "[Content_Types].xml"
_XML = (".xml", ".rels", ".vml")
"""How the names of XML parts end, in small letters; pictures in SVG are none: they are never read."""

_EXPECTED = {
    "document": Message("Word 文档（.docx）", "a Word document (.docx)"),
    "workbook": Message("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"),
}
_ENDINGS = {"document": ".docx", "workbook": ".xlsx"}


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    start: int
    """Where the compressed bytes begin."""
    stored: int
    size: int
    crc: int
    method: int


@dataclass(frozen=True, slots=True)
class Package:
    """A package that has passed the gate; parts are inflated when asked for.

    Attributes:
        name: The file as the user named it, for messages.
        names: Names of the parts, in the order of the archive.
    """

    name: str
    names: Sequence[str]
    _data: bytes = field(repr=False)
    _members: Mapping[str, _Member] = field(repr=False)
    _inflated: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Parts that were kept when they were checked."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and part_key(name) in self._members

    def part(self, name: str) -> bytes:
        """Return the bytes of a part; case and a leading slash in the name do not matter.

        Raises:
            SourceError: There is no such part.
        """
        kept = self._inflated.get(part_key(name))
        if kept is not None:
            return kept
        member = self._members.get(part_key(name))
        if member is None:
            what = Message("文件缺少必要的部件", "a part is missing from the file")
            raise SourceError.of(what, where=f"{self.name}: {name}", remedy=SAVE_AGAIN)
        return b"".join(_inflate(self._data, member, self.name))

    def head(self, name: str) -> bytes:
        """Return the first bytes of a part, without inflating the rest of a large one."""
        key = part_key(name)
        if key in self._inflated:
            return self._inflated[key][:_HEAD]
        return next(_inflate(self._data, self._members[key], self.name), b"")[:_HEAD]

    def xml(self, name: str) -> etree._Element:
        """Return the root element of an XML part, parsed by `parse_part`."""
        return parse_part(self.part(name), f"{self.name}: {name}")


def read_package(source: Path | bytes, *, name: str = "", content: PackageContent = "document") -> Package:
    """Read an Office package after checking all of it; nothing is ever unpacked to disk.

    Args:
        source: The file or its bytes.
        name: How messages call it; by default the path.
        content: What it should hold; another kind of file is refused as what it really is.

    Raises:
        SourceError: Not such a package (says what it is), encrypted, incomplete, damaged, over the
            limits, or built in a way that two programs would read differently.
    """
    if isinstance(source, bytes):
        return _open(source, name or "-", content)
    name = name or str(source)
    if (kind := recognise_name(source.name)) is not None:
        raise _wrong_kind(kind, name, content)
    return _open(read_bytes(source), name, content)


# --- the archive ---------------------------------------------------------------------------------


def _open(data: bytes, name: str, content: PackageContent) -> Package:
    require_size(data, name)
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        kind = recognise_file(data)
        if kind in (DOCX, XLSX):
            raise DoubtfulFileError.of(_PREFIX, where=name, remedy=SAVE_AGAIN)
        raise _wrong_kind(kind, name, content)
    infos = _directory(data, name)
    _check_kind(data, infos, name, content)
    members = {part_key(member.name): member for member in _iter_members(data, infos, name)}
    names = tuple(member.name for member in members.values())
    package = Package(name, names, data, members, _checked_parts(data, members, name))
    types = package.part(_CONTENT_TYPES)
    if b"&#" in types or b"\0" in types:  # written out in another manner
        types = etree.tostring(package.xml(_CONTENT_TYPES))
    if b"macroEnabled" in types or b"macrosheet" in types.lower():
        raise ActiveContentError.of(_MACROS, where=name, remedy=_WITHOUT_MACROS)
    return package


def _checked_parts(data: bytes, members: Mapping[str, _Member], name: str) -> dict[str, bytes]:
    """Inflate every member to check it, and return those of them that are small enough to be kept."""
    total, most = 0, limits().archive_bytes
    kept: dict[str, bytes] = {}
    for key, member in members.items():
        steps: list[bytes] | None = []
        is_xml, before = key.endswith(_XML), b""
        for step in _inflate(data, member, name):
            total += len(step)
            if is_xml:
                seen = before + step
                refuse_doctype(seen, f"{name}: {member.name}")
                before = seen[-DOCTYPE_BYTES:]
            if total > most:
                raise _bomb(f"{name}: {member.name}", "archive_bytes")
            if steps is not None:
                steps.append(step)
                steps = steps if total <= _KEPT else None
        if steps is not None:
            kept[key] = b"".join(steps)
    return kept


def _directory(data: bytes, name: str) -> list[zipfile.ZipInfo]:
    # Counted before zipfile makes an object for each: 50 MB can hold a million entries.
    if data.count(b"PK\x01\x02") > 10 * limits().archive_parts:
        raise over_limit(_TOO_MANY, "archive_parts", where=name, remedy=NOT_TRUSTED)
    if b"PK\x05\x06" not in data:
        raise DamagedFileError.of(_INCOMPLETE, where=name, remedy=_COPY_AGAIN)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError, OverflowError) as exc:
        raise DamagedFileError.of(_DAMAGED, where=name, found=str(exc), remedy=_COPY_AGAIN) from exc
    (counted,) = struct.unpack_from("<H", data, data.rindex(b"PK\x05\x06") + 10)
    if counted not in (len(infos), 0xFFFF):
        raise DoubtfulFileError.of(
            _COUNT_LIES, where=name, found=str(counted), expected=str(len(infos)), remedy=NOT_TRUSTED
        )
    if len(infos) > limits().archive_parts:
        raise over_limit(_TOO_MANY, "archive_parts", where=name, remedy=NOT_TRUSTED)
    return infos


def _check_kind(data: bytes, infos: list[zipfile.ZipInfo], name: str, content: PackageContent) -> None:
    """Refuse an archive that is no Office package, or one of the other kind."""
    names = {part_key(info.orig_filename) for info in infos}
    kind = recognise_file(data)
    has = {
        "document": any(part.startswith("word/") for part in names),
        "workbook": any(part.startswith("xl/") for part in names),
    }
    if "[content_types].xml" not in names:
        if kind in (DOCX, XLSX):  # a package without its list of parts, or one inside an archive
            kind = None if any(has.values()) else ZIP
        raise _wrong_kind(kind, name, content)
    if any(part.endswith(_PROGRAMS) or part.startswith(_MACRO_SHEETS) for part in names):
        raise ActiveContentError.of(_MACROS, where=name, remedy=_WITHOUT_MACROS)
    if not has[content] and (has["document"] or has["workbook"]):
        raise _wrong_kind(DOCX if has["document"] else XLSX, name, content)


def _iter_members(data: bytes, infos: list[zipfile.ZipInfo], name: str) -> Iterator[_Member]:
    """Yield the members that hold bytes, in order of position; each name once, no byte twice."""
    seen: set[str] = set()
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        where = f"{name}: {info.orig_filename}"
        _check_name(info, where)
        if (same := what_it_names(info.orig_filename)) in seen:
            raise DoubtfulFileError.of(_TWICE, where=where, remedy=NOT_TRUSTED)
        seen.add(same)
        start = _content_start(data, info, where)
        if not end and info.header_offset:
            raise DoubtfulFileError.of(_PREFIX, where=where, remedy=SAVE_AGAIN)
        if info.header_offset < end:
            raise DoubtfulFileError.of(_OVERLAP, where=where, remedy=NOT_TRUSTED)
        end = start + info.compress_size
        if end > len(data):
            raise DamagedFileError.of(_INCOMPLETE, where=where, remedy=_COPY_AGAIN)
        if not info.orig_filename.endswith("/"):
            yield _Member(
                info.orig_filename, start, info.compress_size, info.file_size, info.CRC, info.compress_type
            )
        elif info.file_size:
            raise DoubtfulFileError.of(_BAD_NAME, where=where, remedy=NOT_TRUSTED)


def _check_name(info: zipfile.ZipInfo, where: str) -> None:
    written = info.orig_filename
    if not is_lawful(written):
        is_careless = ".." not in written and ":" not in written  # back-slashes: some .NET programs
        remedy = SAVE_AGAIN if is_careless else NOT_TRUSTED
        raise DoubtfulFileError.of(_BAD_NAME, where=where, found=written, remedy=remedy)


def _content_start(data: bytes, info: zipfile.ZipInfo, where: str) -> int:
    """Return where the bytes of an entry begin; the local header must agree with the directory."""
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise DamagedFileError.of(_DAMAGED, where=where, remedy=_COPY_AGAIN)
    _, _, flags, method, _, _, crc, stored, size, name_size, extra_size = _LOCAL_HEADER.unpack(header)
    if (flags | info.flag_bits) & _ENCRYPTED_FLAGS:
        remedy = Message("去掉密码后再读取", "remove the password first")
        raise EncryptedFileError.of(_PASSWORD, where=where, remedy=remedy)
    begin: int = info.header_offset + _LOCAL_HEADER.size
    local_name = data[begin : begin + name_size]
    encoding = "utf-8" if info.flag_bits & 0x800 else "cp437"
    later = (0,) if flags & _BEHIND_DATA else ()
    agrees = (
        local_name == info.orig_filename.encode(encoding, "replace")
        and method == info.compress_type
        and crc in (info.CRC, *later)
        and stored in (info.compress_size, _IN_ZIP64, *later)
        and size in (info.file_size, _IN_ZIP64, *later)
    )
    extra = begin + int(name_size)
    if not agrees or _has_other_name(info, data[extra : extra + extra_size]):
        raise DoubtfulFileError.of(_DAMAGED, where=where, remedy=NOT_TRUSTED)
    return extra + int(extra_size)


def _has_other_name(info: zipfile.ZipInfo, local: bytes) -> bool:
    """Tell whether a member with a name in ASCII says that it is called otherwise."""
    name = info.orig_filename
    fields = (field for extra in (info.extra, local) if extra for field in _iter_fields(extra))
    return name.isascii() and any(kind == _OTHER_NAME and said[5:] != name.encode() for kind, said in fields)


def _iter_fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        yield kind, extra[at + 4 : at + 4 + size]
        at += 4 + size


def _inflate(data: bytes, member: _Member, name: str) -> Iterator[bytes]:
    """Yield the bytes of a member in steps of 64 KB and stop as soon as they break a promise or a limit."""
    where = f"{name}: {member.name}"
    size = crc = 0
    for step in _iter_steps(memoryview(data)[member.start : member.start + member.stored], member, where):
        size += len(step)
        crc = zlib.crc32(step, crc)
        if size > member.size:
            raise DoubtfulFileError.of(_SIZE_LIES, where=where, remedy=NOT_TRUSTED)
        if size > limits().part_bytes:
            raise _bomb(where, "part_bytes")
        if size > limits().ratio_from_bytes and size > limits().inflate_ratio * member.stored:
            raise _bomb(where, "inflate_ratio", f"{size // member.stored}:1")
        yield step
    if size != member.size or crc != member.crc:
        raise DamagedFileError.of(_DAMAGED, where=where, remedy=_COPY_AGAIN)


def _iter_steps(stored: memoryview, member: _Member, where: str) -> Iterator[bytes]:
    if member.method == _STORED:
        yield from (bytes(stored[at : at + _STEP]) for at in range(0, len(stored), _STEP))
        return
    if member.method != _DEFLATED:
        what = Message("不支持的压缩方法", "a compression method that is not supported")
        raise DamagedFileError.of(what, where=where, found=str(member.method), remedy=SAVE_AGAIN)
    try:
        yield from _iter_inflated(stored)
    except zlib.error as exc:
        raise DamagedFileError.of(_DAMAGED, where=where, remedy=_COPY_AGAIN) from exc


def _iter_inflated(stored: memoryview) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(stored), _STEP):
        pending: bytes | memoryview = stored[at : at + _STEP]
        step = b"more"
        while pending or len(step) == _STEP:  # a full step: the inflater may hold more without input
            step = inflater.decompress(pending, _STEP)
            yield step
            if inflater.eof:  # asked again, it would give the same remainder without end
                if inflater.unused_data or at + _STEP < len(stored):
                    raise zlib.error("bytes after the end")
                return
            pending = inflater.unconsumed_tail


# --- messages ------------------------------------------------------------------------------------


def _bomb(where: str, limit: str, found: str = "") -> LimitError:
    return over_limit(_TOO_LARGE, limit, where=where, found=found, remedy=NOT_TRUSTED)


def _wrong_kind(
    kind: FileKind | None, name: str, content: PackageContent
) -> FileKindError | EncryptedFileError:
    expected = _EXPECTED[content]
    if kind is None:
        what = Message(
            "这不是 Office 文档，内容无法辨认", "this is no Office document; its content is unknown"
        )
        return FileKindError.of(what, where=name, expected=expected, remedy=_COPY_AGAIN)
    what = Message("这不是所要的文档，而是{kind}", "this is not the document asked for but {kind}")
    reason = EncryptedFileError if kind in (ENCRYPTED, SECURED) else FileKindError
    return reason.of(
        what.format(kind=kind.name), where=name, expected=expected, remedy=kind.remedy(_ENDINGS[content])
    )
