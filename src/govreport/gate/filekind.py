"""What a file really is, by its first bytes and not by its ending.

People rename files. A document exported as a web page and called ``.doc``, an OFD called ``.docx``,
a workbook called ``.json``: the message should say what the file is and what to do with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from govreport.messages import Message

_HEAD = 1024
_END = 66_000
"""In so many bytes at its end an archive says where its directory is: a comment may follow."""

_SAVE_AS = Message(
    "用 Office 或 WPS 打开，另存为 {wanted} 后再读取",
    "open it in Office or WPS and save it as {wanted}",
)
_SAVE_SHEET = Message(
    "用 Excel 或 WPS 打开，另存为 .xlsx 后再读取",
    "open it in Excel or WPS and save it as .xlsx",
)
_FIND_ORIGINAL = Message(
    "找到原来的 {wanted} 文件，或把扩展名改回 {ending}",
    "find the original {wanted}, or give this file its own ending {ending}",
)
_UNPACK = Message("先解压，再读取其中的文档", "unpack it first and read the document inside")
_DECRYPT = Message(
    "打开后去掉密码，或用安全软件导出明文副本，再读取副本",
    "remove the password, or export a plain copy from the security software, and read that copy",
)
_CLOSE = Message(
    "这是编辑时留下的临时文件，请选择名称相同而没有此前缀的文档",
    "an editor left this behind; choose the document of the same name without the prefix",
)

_FOLLOW = Message("读取快捷方式所指的文件", "read the file the shortcut leads to")
_NEVER = Message("不要打开；请核实来源", "do not open it; ask where it comes from")


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is neither a data file nor the package that was asked for.

    Attributes:
        name: What people call it.
        ending: The ending such a file should have; empty for an encrypted or temporary one.
        advice: How to come to the file that is wanted; may name ``{wanted}`` and ``{ending}``.
    """

    name: Message
    ending: str
    advice: Message

    def remedy(self, wanted: str) -> Message:
        """Return what to do for somebody who wants a file of the ending `wanted`."""
        return self.advice.format(wanted=wanted, ending=self.ending)


def _word(zh: str, en: str, ending: str) -> FileKind:
    return FileKind(Message(zh, en), ending, _SAVE_AS)


def _other(zh: str, en: str, ending: str) -> FileKind:
    return FileKind(Message(zh, en), ending, _FIND_ORIGINAL)


def _archive(zh: str, en: str, ending: str) -> FileKind:
    return FileKind(Message(zh, en), ending, _UNPACK)


DOCX = _other("Word 文档（.docx）", "a Word document (.docx)", ".docx")
XLSX = _other("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)", ".xlsx")
ENCRYPTED = FileKind(Message("有密码的 Office 文档", "an Office document with a password"), "", _DECRYPT)
SECURED = FileKind(
    Message("被安全软件加密的文件", "a file encrypted by security software"),
    "",
    _DECRYPT,
)
TEMPORARY = FileKind(Message("编辑软件的临时文件", "a temporary file of an editor"), "", _CLOSE)

ZIP = _archive("ZIP 压缩包", "a ZIP archive", ".zip")
_OLE = _word("旧版 Office 文档", "a document of an old Office version", "")
_XML = _other("XML 文件", "an XML file", ".xml")

_MAGIC: tuple[tuple[bytes, FileKind], ...] = (
    (rb"[\s\xef\xbb\xbf]*%PDF-", _other("PDF 文件", "a PDF file", ".pdf")),
    (rb"\x89PNG\r\n\x1a\n", _other("PNG 图片", "a PNG picture", ".png")),
    (rb"\xff\xd8\xff", _other("JPEG 图片", "a JPEG picture", ".jpg")),
    (rb"GIF8[79]a", _other("GIF 图片", "a GIF picture", ".gif")),
    (rb"II\*\0|MM\0\*", _other("TIFF 图片", "a TIFF picture", ".tif")),
    (rb"RIFF....WEBP", _other("WebP 图片", "a WebP picture", ".webp")),
    (rb"BM....\0\0\0\0", _other("BMP 图片", "a BMP picture", ".bmp")),
    (rb"\s*\{\\rtf", _word("RTF 文档", "an RTF document", ".rtf")),
    (rb"7z\xbc\xaf\x27\x1c", _archive("7z 压缩包", "a 7z archive", ".7z")),
    (rb"Rar!\x1a\x07", _archive("RAR 压缩包", "a RAR archive", ".rar")),
    (rb"\x1f\x8b\x08", _archive("gzip 压缩文件", "a gzip archive", ".gz")),
    (rb"\0\x05\x16\x07", TEMPORARY),
    (rb"L\0\0\0\x01\x14\x02\0", FileKind(Message("快捷方式（.lnk）", "a shortcut (.lnk)"), "", _FOLLOW)),
    (
        rb"MZ.{58,}PE\0\0|MZ[\x00-\xff]\0[\x00-\x08]\0",
        FileKind(Message("程序（.exe）", "a program (.exe)"), "", _NEVER),
    ),
    (rb"b\x14#e|.{4,16}E-SafeNet", SECURED),
)
"""Signatures at the start of a file."""

_IN_ZIP: tuple[tuple[bytes, FileKind], ...] = (
    (b"word/document", DOCX),
    (b"xl/workbook", XLSX),
    (b"ppt/presentation", _other("PowerPoint 演示文稿（.pptx）", "a PowerPoint file (.pptx)", ".pptx")),
    (b"OFD.xml", _other("OFD 版式文件", "an OFD document (GB/T 33190)", ".ofd")),
    (b"content.xml", _word("OpenDocument 文档（.odt、.ods）", "an OpenDocument file (.odt, .ods)", ".odt")),
)

_OLD_SHEET = FileKind(
    Message("旧版 Excel 工作簿（.xls）", "an old Excel workbook (.xls)"), ".xls", _SAVE_SHEET
)
_IN_OLE: tuple[tuple[str, FileKind], ...] = (
    ("EncryptedPackage", ENCRYPTED),
    ("WordDocument", _word("旧版 Word 文档（.doc、.wps）", "an old Word document (.doc, .wps)", ".doc")),
    ("Workbook", _OLD_SHEET),
    ("PowerPoint Document", _other("旧版演示文稿（.ppt）", "an old PowerPoint file (.ppt)", ".ppt")),
)

_IN_TEXT: tuple[tuple[str, FileKind], ...] = (
    (
        r"<\?mso-application\s+progid=\"Word|<pkg:package|<w:wordDocument",
        _word("Word XML 文档", "a Word XML document", ".xml"),
    ),
    (r"<uof:|schemas\.uof\.org", _word("UOF 文档（.uot）", "a UOF document (.uot)", ".uot")),
    (r"<svg[\s>]", _other("SVG 图片", "an SVG picture", ".svg")),
    (
        r"\A(?:<\?xml[^>]*>)?\s*<(?:!doctype\s+html|html|head|body|meta|table|div|title|p|h[1-6]|span|section|article|center|font|style|script|link|!--)[\s>]",
        _word("网页（HTML）", "a web page (HTML)", ".html"),
    ),
    (
        r"\Amime-version:|\Afrom:.*\n.*\nmime-version:",
        _word("单文件网页（MHTML）", "a single-file web page (MHTML)", ".mht"),
    ),
    (r"\A<\?xml\s|\A<!doctype\s", _XML),
)


def recognise_file(data: bytes) -> FileKind | None:
    """Tell what kind of file the bytes are; None for plain text and for what is not known.

    >>> recognise_file(b"%PDF-1.7 ...").ending
    '.pdf'
    >>> recognise_file(b"year: 2024") is None
    True
    """
    head = data[:_HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) or _is_archive_behind(data):
        return next((kind for mark, kind in _IN_ZIP if mark in data), ZIP)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return next((kind for mark, kind in _IN_OLE if mark.encode("utf-16-le") in data), _OLE)
    binary = (kind for magic, kind in _MAGIC if re.match(magic, head, re.DOTALL))
    return next(binary, None) or _recognise_text(head)


def _is_archive_behind(data: bytes) -> bool:
    """Tell whether a ZIP archive stands behind other bytes: such a file is two things at once."""
    return b"PK\x05\x06" in data[-_END:] and b"PK\x01\x02" in data and b"PK\x03\x04" in data


def recognise_name(name: str) -> FileKind | None:
    """Tell a temporary file (of Word, WPS, LibreOffice, macOS) by its name alone.

    >>> recognise_name("~$2024年度报告.docx") is TEMPORARY
    True
    """
    return TEMPORARY if name.startswith(("~$", ".~", "._")) or name.lower() == "thumbs.db" else None


def _recognise_text(head: bytes) -> FileKind | None:
    """Recognise markup; zero bytes are left out so that UTF-16 is seen too."""
    text = head.replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n")
    return next((kind for mark, kind in _IN_TEXT if re.search(mark, text, re.IGNORECASE)), None)
