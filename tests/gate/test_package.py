"""The gate for Office packages: hostile archives are built here, byte by byte where zipfile will not."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from govreport.errors import (
    ActiveContentError,
    DamagedFileError,
    DoubtfulFileError,
    EmptyFileError,
    EncryptedFileError,
    FileKindError,
    LimitError,
    SourceError,
)
from govreport.gate.limits import LIMITS, with_limits
from govreport.gate.package import PackageContent, read_package
from govreport.messages import Language

_CONTENT_TYPES = ("[Content_Types].xml", b"<Types/>")
_DOCUMENT = ("word/document.xml", "<w>人数</w>".encode())


def _zip(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, level: int = 6) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in (_CONTENT_TYPES, *members):
            archive.writestr(zipfile.ZipInfo(name), data, method, compresslevel=level)
    return file.getvalue()


def _refusal(data: bytes, language: Language = "en", content: PackageContent = "document") -> str:
    with pytest.raises(SourceError) as caught:
        read_package(data, name="a.docx", content=content)
    return caught.value.to_text(language)


def _dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 (bytes that do not deflate, the same every time)


def _raw(entries: list[tuple[bytes, int, bytes, int]]) -> bytes:
    """Build an archive of stored entries: (name, offset or -1 for its own, bytes, declared size)."""
    body = directory = b""
    for name, offset, data, size in entries:
        at = len(body) if offset < 0 else offset
        common = struct.pack("<5HIIIHH", 20, 0, 0, 0, 33, zlib.crc32(data), len(data), size, len(name), 0)
        if offset < 0:
            body += b"PK\x03\x04" + common + name + data
        directory += b"PK\x01\x02\x14\0" + common + struct.pack("<HHHII", 0, 0, 0, 0, at) + name
    count = len(entries)
    end = struct.pack("<4s4HIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + end


def _entry(name: str, data: bytes = b"x") -> tuple[bytes, int, bytes, int]:
    return name.encode(), -1, data, len(data)


def test_parts_are_read_whatever_the_case_of_their_names() -> None:
    package = read_package(_zip(_DOCUMENT, ("word/media/a.png", b"\0" * 70_000)), name="a.docx")
    assert package.names == ("[Content_Types].xml", "word/document.xml", "word/media/a.png")
    assert package.part("/Word/Document.xml") == "<w>人数</w>".encode()
    assert package.part("word/media/a.png") == b"\0" * 70_000
    assert package.xml("word/document.xml").text == "人数"
    assert "word/DOCUMENT.xml" in package
    assert "word/styles.xml" not in package


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 300_000])
@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("is_random", [True, False])
def test_every_size_is_inflated_whole(size: int, method: int, is_random: bool) -> None:
    data = _dice(1).randbytes(size) if is_random else b"a" * size
    assert read_package(_zip(_DOCUMENT, ("word/a.bin", data), method=method)).part("word/a.bin") == data


class _Stream(io.RawIOBase):
    """A file that cannot go back, so that sizes are written behind each member."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.data += bytes(data)
        return len(data)


def test_archives_written_to_a_stream_are_read() -> None:
    stream = _Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (_CONTENT_TYPES, _DOCUMENT):
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(data)
    assert read_package(stream.data).part("word/document.xml") == _DOCUMENT[1]


def test_bytes_behind_the_archive_do_no_harm() -> None:
    assert read_package(_zip(_DOCUMENT) + b"\r\n").part("word/document.xml") == _DOCUMENT[1]


def test_a_large_file_is_refused() -> None:
    assert _refusal(bytes(LIMITS.file_bytes + 1)).split("\n")[0] == "the file is too large"


def test_a_missing_part_is_named() -> None:
    with pytest.raises(SourceError) as caught:
        read_package(_zip(_DOCUMENT), name="a.docx").part("word/styles.xml")
    assert caught.value.to_text("zh") == (
        "文件缺少必要的部件\n  位置：a.docx: word/styles.xml\n  处理：用 Word 或 WPS 打开并另存一份后再读取"
    )


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(_zip(_DOCUMENT))
    package = read_package(path)
    assert package.name == str(path)
    assert package.part("word/document.xml") == _DOCUMENT[1]


def test_a_folder_and_a_temporary_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    (tmp_path / "~$b.docx").write_bytes(b"\x05user")
    with pytest.raises(SourceError) as caught:
        read_package(tmp_path / "a.docx")
    assert caught.value.problems[0].what.en == "this is a folder, not a file"
    with pytest.raises(SourceError) as caught:
        read_package(tmp_path / "~$b.docx")
    assert caught.value.to_text("zh").replace(str(tmp_path), "DIR") == (
        "这不是所要的文档，而是编辑软件的临时文件\n  位置：DIR/~$b.docx\n  应为：Word 文档（.docx）\n"
        "  处理：这是编辑时留下的临时文件，请选择名称相同而没有此前缀的文档"
    )


@pytest.mark.parametrize(
    ("data", "content", "what", "remedy"),
    [
        (
            b"%PDF-1.4",
            "document",
            "this is not the document asked for but a PDF file",
            "find the original .docx, or give this file its own ending .pdf",
        ),
        (
            b"{\\rtf1",
            "document",
            "this is not the document asked for but an RTF document",
            "open it in Office or WPS and save it as .docx",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "document",
            "this is not the document asked for but an Office document with a password",
            "remove the password, or export a plain copy from the security software, and read that copy",
        ),
        (
            _raw([_entry("OFD.xml")]),
            "document",
            "this is not the document asked for but an OFD document (GB/T 33190)",
            "find the original .docx, or give this file its own ending .ofd",
        ),
        (
            _raw([_entry("readme.txt")]),
            "document",
            "this is not the document asked for but a ZIP archive",
            "unpack it first and read the document inside",
        ),
        (
            _zip(("xl/workbook.xml", b"<w/>")),
            "document",
            "this is not the document asked for but an Excel workbook (.xlsx)",
            "find the original .docx, or give this file its own ending .xlsx",
        ),
        (
            _zip(_DOCUMENT),
            "workbook",
            "this is not the document asked for but a Word document (.docx)",
            "find the original .xlsx, or give this file its own ending .docx",
        ),
        (
            b"\0\1\2 something",
            "document",
            "this is no Office document; its content is unknown",
            "download or copy the file again",
        ),
    ],
)
def test_another_kind_is_refused_as_what_it_is(
    data: bytes, content: PackageContent, what: str, remedy: str
) -> None:
    lines = _refusal(data, content=content).split("\n")
    assert lines[0] == what
    assert lines[-1] == f"  to do: {remedy}"


def test_an_empty_file_is_refused() -> None:
    assert _refusal(b"", "zh").split("\n")[0] == "文件是空的"


def test_no_beginning_of_a_package_is_taken_for_the_whole() -> None:
    whole = _zip(_DOCUMENT, ("word/media/a.zip", _zip(_DOCUMENT)), method=zipfile.ZIP_STORED)
    for size in range(len(whole)):
        with pytest.raises(SourceError):
            read_package(whole[:size])
    assert _refusal(whole[:60], "zh") == (
        "文件不完整，后面的部分缺失\n  位置：a.docx\n  处理：重新下载或复制这个文件"
    )


def test_no_damage_raises_anything_but_a_source_error() -> None:
    dice = _dice(7)
    whole = _zip(_DOCUMENT, ("word/styles.xml", b"<s>" + dice.randbytes(300).hex().encode() + b"</s>"))
    for _ in range(1500):
        damaged = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            damaged[dice.randrange(len(damaged))] = dice.choice([0, 1, 0x50, 255, dice.randrange(256)])
        try:
            package = read_package(bytes(damaged))
        except SourceError:
            continue
        assert [package.part(name) for name in package.names]  # what passes the gate can be read whole


@pytest.mark.parametrize(
    "second",
    [
        "word/document.xml", "Word/Document.XML", "word/docum%65nt.xml", "word%2Fdocument.xml",
        "word/document.xml.", "word/document.xml ", "word /document.xml. .",
    ],
)  # fmt: skip
def test_two_parts_of_one_name_are_refused(second: str) -> None:
    data = _raw([_entry("[Content_Types].xml"), _entry("word/document.xml"), _entry(second)])
    assert _refusal(data, "zh") == (
        f"两个部件同名（不分大小写）\n  位置：a.docx: {second}\n"
        "  处理：正常软件不会生成这样的文件；请核实来源，或在 Word、WPS 中另存一份"
    )


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "word/../../x",
        "/etc/passwd",
        "word\\a.xml",
        "C:/x",
        "word/a\x07.xml",
        "word/..",
        "word//a.xml",
        "./word/a.xml",
        "word/./a.xml",
        "word/.",
    ],
)
def test_unlawful_names_are_refused(name: str) -> None:
    data = _raw([_entry("[Content_Types].xml"), _entry("word/document.xml"), _entry(name)])
    assert _refusal(data).split("\n")[0] == "a part has an unlawful name"


def test_odd_names_that_name_one_part_only_are_lawful() -> None:
    names = ("word/media/50% a.png", "word/media/a%20b.png", "word/media/a...png", "word/.a/b", "word/a..")
    assert all(name in read_package(_zip(_DOCUMENT, *((name, b"") for name in names))) for name in names)


def test_overlapping_entries_are_refused() -> None:
    inner = (
        b"PK\x03\x04"
        + struct.pack("<5HIIIHH", 20, 0, 0, 0, 33, zlib.crc32(b"x"), 1, 1, 6, 0)
        + b"word/b"
        + b"x"
    )
    types = _entry("[Content_Types].xml")
    start = 30 + len(types[0]) + len(types[2]) + 30 + len(b"word/a")
    data = _raw([types, (b"word/a", -1, inner, len(inner)), (b"word/b", start, b"x", 1)])
    assert _refusal(data) == (
        "entries of the archive overlap\n  where: a.docx: word/b\n"
        "  to do: no ordinary program writes such a file; ask where it comes from, "
        "or save a copy in Word or WPS"
    )


def test_an_archive_behind_another_is_refused() -> None:
    assert _refusal(_zip(_DOCUMENT) + _zip(_DOCUMENT)).split("\n")[0] == (
        "there is something before the start of the archive"
    )


def test_a_name_that_differs_in_the_local_header_is_refused() -> None:
    data = _zip(_DOCUMENT).replace(b"word/document.xml", b"word/dokument.xml", 1)
    assert _refusal(data).split("\n")[:2] == ["the file is damaged", "  where: a.docx: word/document.xml"]


@pytest.mark.parametrize("at", [14, 18, 22])
def test_a_checksum_or_size_that_differs_in_the_local_header_is_refused(at: int) -> None:
    data = bytearray(_zip(_DOCUMENT))
    start = data.index(b"word/document.xml") - 30
    data[start + at] ^= 1
    assert _refusal(bytes(data)).split("\n")[:2] == [
        "the file is damaged",
        "  where: a.docx: word/document.xml",
    ]
    data[start + at : start + at + 4] = bytes(4)
    assert _refusal(bytes(data)).split("\n")[0] == "the file is damaged"


@pytest.mark.parametrize("is_local", [True, False])
def test_a_second_name_in_an_extra_field_is_refused_unless_it_is_the_same(is_local: bool) -> None:
    def package(name: bytes) -> bytes:
        said = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, zlib.crc32(b"word/a.xml")) + name
        made = zipfile.ZipInfo("word/a.xml")
        made.extra = b"UT\x02\0up" + said
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for each, data in (_CONTENT_TYPES, _DOCUMENT, (made, b"<a/>")):
                archive.writestr(each, data)
        whole = file.getvalue()
        head, _, rest = whole.partition(said)
        other = said.replace(b"\x75\x70", b"\x75\x71")
        return head + said + rest.replace(said, other) if is_local else head + other + rest

    assert "word/a.xml" in read_package(package(b"word/a.xml"))
    assert _refusal(package(b"word/document.xml")).split("\n")[:2] == [
        "the file is damaged",
        "  where: a.docx: word/a.xml",
    ]


@pytest.mark.parametrize("bit", [0x1, 0x40, 0x2000])
def test_encrypted_members_are_refused(bit: int) -> None:
    data = bytearray(_zip(_DOCUMENT))
    data[6:8] = struct.pack("<H", bit)
    assert _refusal(bytes(data), "zh") == (
        "文件内容已加密\n  位置：a.docx: [Content_Types].xml\n  处理：去掉密码后再读取"
    )


def test_more_parts_than_allowed_are_refused() -> None:
    def package(count: int) -> bytes:
        return _raw([_entry("[Content_Types].xml"), *(_entry(f"word/{i}") for i in range(count - 1))])

    assert len(read_package(package(LIMITS.archive_parts)).names) == LIMITS.archive_parts
    assert _refusal(package(LIMITS.archive_parts + 1)).split("\n")[:3] == [
        "too many parts",
        "  where: a.docx",
        "  expected: at most 2000 (archive_parts)",
    ]
    assert _refusal(package(10 * LIMITS.archive_parts + 1)).split("\n")[0] == "too many parts"


@pytest.mark.parametrize("declared", [0, 10, 99_999, 100_001, 4_000_000_000])
def test_a_declared_size_that_lies_is_refused(declared: int) -> None:
    data = _raw([_entry("[Content_Types].xml"), (b"word/document.xml", -1, b"x" * 100_000, declared)])
    first = "the file is damaged" if declared > 100_000 else "the declared size is not the real one"
    assert _refusal(data).split("\n")[:2] == [first, "  where: a.docx: word/document.xml"]


def test_damaged_content_is_refused() -> None:
    data = _raw([_entry("[Content_Types].xml"), _entry("word/document.xml", b"<w>12345</w>")])
    assert _refusal(data.replace(b"12345", b"12346"), "zh") == (
        "文件已损坏\n  位置：a.docx: word/document.xml\n  处理：重新下载或复制这个文件"
    )


@pytest.mark.parametrize("more", [1, 100, 200_000])
def test_bytes_behind_the_end_of_a_deflated_part_are_refused_at_once(more: int) -> None:
    content = b"<w>123</w>"
    deflated = zlib.compress(content, wbits=-15) + _dice(3).randbytes(more)
    sizes = struct.pack("<I", len(deflated))
    data = _raw([_entry("[Content_Types].xml", b"<Types/>"), _entry("word/document.xml", deflated)])
    plain = struct.pack("<5HI", 20, 0, 0, 0, 33, zlib.crc32(deflated)) + sizes * 2
    mended = (
        struct.pack("<5HI", 20, 0, 8, 0, 33, zlib.crc32(content)) + sizes + struct.pack("<I", len(content))
    )
    assert data.count(plain) == 2
    assert "word/document.xml" in _refusal(data.replace(plain, mended))


def test_a_part_that_grows_too_much_is_a_bomb() -> None:
    assert _refusal(_zip(("word/document.xml", b"\0" * 2_000_000)), "zh") == (
        "解压后太大，可能是压缩炸弹\n  位置：a.docx: word/document.xml\n"
        "  实为：536:1\n  应为：不超过 500（inflate_ratio）\n"
        "  处理：正常软件不会生成这样的文件；请核实来源，或在 Word、WPS 中另存一份"
    )
    assert len(read_package(_zip(("word/document.xml", b"\0" * LIMITS.ratio_from_bytes))).names) == 2


def test_one_part_over_the_limit_is_refused() -> None:
    pattern = _dice(3).randbytes(300)  # about 290:1, below the ratio
    data = (pattern * (LIMITS.part_bytes // 300 + 1))[: LIMITS.part_bytes + 1]
    assert _refusal(_zip(("word/media/a.bin", data))).split("\n")[:3] == [
        "too large when unpacked; it may be a zip bomb",
        "  where: a.docx: word/media/a.bin",
        "  expected: at most 50 MB (part_bytes)",
    ]


def test_all_parts_together_over_the_limit_are_refused() -> None:
    pattern = _dice(3).randbytes(300)
    data = (pattern * (LIMITS.part_bytes // 300 + 1))[: LIMITS.part_bytes]
    parts = [(f"word/media/{i}.bin", data) for i in range(5)]
    assert _refusal(_zip(*parts, level=1)).split("\n")[:3] == [
        "too large when unpacked; it may be a zip bomb",
        "  where: a.docx: word/media/3.bin",
        "  expected: at most 200 MB (archive_bytes)",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(
    "name", ["word/styles.xml", "_rels/.rels", "docProps/app.XML", "xl/theme/theme1.xml", "word/drawing1.vml"]
)
def test_a_dtd_in_any_part_is_refused(name: str, encoding: str) -> None:
    part = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "1">]><a>&x;</a>'.encode(encoding)
    assert _refusal(_zip(_DOCUMENT, (name, part))) == (
        f"an XML part holds a DTD (DOCTYPE); it is not read\n  where: a.docx: {name}\n"
        "  to do: no ordinary program writes such a file; ask where it comes from,"
        " or save a copy in Word or WPS"
    )


@pytest.mark.parametrize("before", [65_520, 65_530, 65_536, 1_500_000])
def test_a_dtd_is_found_wherever_it_stands(before: int) -> None:
    part = b"<!--" + b"x" * (before - 7) + b"--><!DOCTYPE a><a/>"
    refusal = _refusal(_zip(_DOCUMENT, ("docProps/app.xml", part), method=zipfile.ZIP_STORED))
    assert refusal.split("\n")[0] == "an XML part holds a DTD (DOCTYPE); it is not read"


def test_a_picture_with_a_dtd_and_words_about_one_are_no_dtd() -> None:
    picture = ("word/media/a.svg", b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg/>')
    words = ("word/styles.xml", "<a>&lt;!DOCTYPE a&gt; ！!</a>".encode())
    assert "word/media/a.svg" in read_package(_zip(_DOCUMENT, picture, words))


def test_other_compression_methods_are_refused() -> None:
    assert _refusal(_zip(_DOCUMENT, method=zipfile.ZIP_BZIP2)).split("\n")[0] == (
        "a compression method that is not supported"
    )


def test_folders_in_the_archive_are_not_parts() -> None:
    data = _raw([_entry("[Content_Types].xml"), _entry("word/", b""), _entry("word/document.xml")])
    assert read_package(data).names == ("[Content_Types].xml", "word/document.xml")
    data = _raw([_entry("[Content_Types].xml"), _entry("word/", b"x"), _entry("word/document.xml")])
    assert _refusal(data).split("\n")[0] == "a part has an unlawful name"


@pytest.mark.parametrize("folder", ["docx", "notdocx"])
def test_shared_hostile_files_end_as_a_package_or_a_source_error(shared: Path, folder: str) -> None:
    paths = sorted((shared / "hostile" / folder).glob("*")) if (shared / "hostile").is_dir() else []
    if not paths:
        pytest.skip("no hostile files there")
    refused = []
    for path in paths:
        try:
            package = read_package(path)
            for name in package.names:
                if name.endswith((".xml", ".rels")):
                    package.xml(name)
        except SourceError:
            refused.append(path.name)
    accepted = {path.name[0] for path in paths if path.name not in refused}
    assert accepted <= {"e", "r", "x", "z"}
    assert all(
        path.name in refused for path in paths if path.name.startswith(("n", "z05", "z09", "x01", "x06"))
    )


@pytest.mark.parametrize(
    "member",
    [
        ("word/vbaProject.bin", b"x"),
        ("xl/vbaProject.bin", b"x"),
        ("xl/macrosheets/sheet1.xml", b"<xm:macrosheet/>"),
        ("word/vbaData.xml", b"<w/>"),
    ],
)
def test_a_file_with_macros_is_refused(member: tuple[str, bytes]) -> None:
    with pytest.raises(ActiveContentError) as caught:
        read_package(_zip(_DOCUMENT, member), name="a.docx")
    assert caught.value.to_text("en") == (
        "the file holds macros\n  where: a.docx\n"
        "  to do: save it in Word, Excel or WPS as a .docx or .xlsx, without macros"
    )


@pytest.mark.parametrize(
    ("said", "encoding"),
    [("macro", "utf-8"), ("m&#97;cro", "utf-8"), ("m&#x61;cro", "utf-16"), ("macro", "utf-16")],
)
def test_a_document_that_says_it_has_macros_is_refused_without_any(said: str, encoding: str) -> None:
    types = f"<Types>vnd.ms-word.document.{said}Enabled.main+xml</Types>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", types.encode(encoding))
        archive.writestr(*_DOCUMENT)
    with pytest.raises(ActiveContentError):
        read_package(file.getvalue(), name="a.docx")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", EmptyFileError),
        (b"%PDF-1.7", FileKindError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), EncryptedFileError),
        (_zip(_DOCUMENT)[:-30], DamagedFileError),
        (
            _raw([_entry(name) for name in ("[Content_Types].xml", "word/a", "word/A")]),
            DoubtfulFileError,
        ),
        (_zip(("word/document.xml", bytes(2_000_000))), LimitError),
    ],
)
def test_every_reason_has_a_class_of_its_own(data: bytes, reason: type[SourceError]) -> None:
    with pytest.raises(SourceError) as caught:
        read_package(data, name="a.docx")
    assert type(caught.value) is reason


def test_limits_can_be_widened_for_one_file() -> None:
    data = _zip(("word/document.xml", bytes(2_000_000)))
    with with_limits(inflate_ratio=1100):
        assert len(read_package(data, name="a.docx").part("word/document.xml")) == 2_000_000
    with pytest.raises(LimitError):
        read_package(data, name="a.docx")
