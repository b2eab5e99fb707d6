"""What a file really is, by its bytes."""

from __future__ import annotations

import pytest

from govreport.gate.filekind import recognise_file, recognise_name

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (_OLE + "WordDocument".encode("utf-16-le"), "an old Word document (.doc, .wps)"),
        (_OLE + "Workbook".encode("utf-16-le"), "an old Excel workbook (.xls)"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "an Office document with a password"),
        (_OLE, "a document of an old Office version"),
        (b"b\x14#e\x8a\0\0\0E-SafeNet\0\0\0LOCK", "a file encrypted by security software"),
        (b"PK\x03\x04mimetype content.xml", "an OpenDocument file (.odt, .ods)"),
        (b"PK\x05\x06" + bytes(18), "a ZIP archive"),
        (b"\xef\xbb\xbf%PDF-1.4", "a PDF file"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"GIF89a", "a GIF picture"),
        (b"II*\0", "a TIFF picture"),
        (b"RIFF1234WEBPVP8 ", "a WebP picture"),
        (b"BM\x10\0\0\0\0\0\0\0", "a BMP picture"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"Rar!\x1a\x07\0", "a RAR archive"),
        (b"\x1f\x8b\x08\0", "a gzip archive"),
        (b"\n<html xmlns='x'>", "a web page (HTML)"),
        (b'<?xml version="1.0"?>\n<html>', "a web page (HTML)"),
        ("\ufeff<table >".encode(), "a web page (HTML)"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "a single-file web page (MHTML)"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>', "a Word XML document"),
        (b'<?xml version="1.0"?><uof:UOF xmlns:uof="u"/>', "a UOF document (.uot)"),
        (b"<svg xmlns='x'>", "an SVG picture"),
        (b'<?xml version="1.0"?><a/>', "an XML file"),
    ],
)
def test_kinds_are_told_by_their_first_bytes(data: bytes, name: str) -> None:
    kind = recognise_file(data)
    assert kind is not None
    assert kind.name.en == name


@pytest.mark.parametrize(
    "data", [b"", b"year: 2024", b'{"a": "<html>"}', b"BM: 12345678", "机关: 某局".encode("gb18030")]
)
def test_text_is_no_other_kind(data: bytes) -> None:
    assert recognise_file(data) is None


@pytest.mark.parametrize("name", ["~$2024.docx", ".~lock.docx", "._2024.docx"])
def test_temporary_files_are_told_by_their_name(name: str) -> None:
    kind = recognise_name(name)
    assert kind is not None
    assert kind.remedy(".docx").en.startswith("an editor left this behind")
    assert recognise_name(name.lstrip("~$._")) is None
