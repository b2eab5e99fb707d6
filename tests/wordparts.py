"""Word templates for tests: the stock template of a form, with something put into one of its parts."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable
from xml.sax.saxutils import escape

from docx.document import Document

from govreport.forms import ogi2021
from govreport.report import Report
from govreport.word import stock_template
from govreport.word.package import CONTENT_TYPES, read_parts, write_parts

_PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
PNG = base64.b64decode(_PNG)
"""A picture of one pixel."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{_OFFICE}"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def png(grey: int) -> bytes:
    """Return a picture of four pixels in some shade of grey, from 0 to 255."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    lines = zlib.compress(bytes([0, grey, grey]) * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def saved(document: Document) -> bytes:
    """Return a document of python-docx as a file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraph(text: str) -> str:
    """Return a paragraph of text as markup."""
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def text_box(text: str) -> str:
    """Return a paragraph with a text box in it as markup."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return f"<w:p><w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r></w:p>"


def changed(part: str, change: Callable[[str], str], form: type[Report] = ogi2021.Report) -> bytes:
    """Return the stock template with the text of one part changed."""
    parts = read_parts(stock_template(form))
    before = parts[part].decode()
    after = change(before)
    assert after != before
    return write_parts({**parts, part: after.encode()})


def replaced(old: str, new: str, part: str = "word/document.xml") -> bytes:
    """Return the stock template with one text in a part replaced; it must stand there exactly once."""

    def change(markup: str) -> str:
        assert markup.count(old) == 1, f"{old} stands {markup.count(old)} times in {part}"
        return markup.replace(old, new)

    return changed(part, change)


def in_body(markup: str) -> bytes:
    """Return the stock template with paragraphs put before its first one."""

    def change(body: str) -> str:
        start = body.index("<w:body") + body[body.index("<w:body") :].index(">") + 1
        vml = ' xmlns:v="urn:schemas-microsoft-com:vml"'
        return body[:start].replace("<w:document", f"<w:document{vml}", 1) + markup + body[start:]

    return changed("word/document.xml", change)


def with_part(name: str, kind: str, markup: str, template: bytes | None = None) -> bytes:
    """Return a template, else the stock one, with a header or footnotes part of its own."""
    parts = read_parts(template or stock_template(ogi2021.Report))
    root = {"header": "hdr", "footnotes": "footnotes"}[kind]
    inside = markup if kind == "header" else f'<w:footnote w:id="1">{markup}</w:footnote>'
    parts[f"word/{name}.xml"] = f"<w:{root} {_NAMESPACES}>{inside}</w:{root}>".encode()
    override = f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/></Types>'
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", override.encode())
    relation = f'<Relationship Id="rId90" Type="{_OFFICE}/{kind}" Target="{name}.xml"/></Relationships>'
    path = "word/_rels/document.xml.rels"
    parts[path] = parts[path].replace(b"</Relationships>", relation.encode())
    return write_parts(parts)


def with_title_property(text: str) -> bytes:
    """Return the stock template with a title among its document properties."""
    parts = read_parts(stock_template(ogi2021.Report))
    parts["docProps/core.xml"] = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(text)}</dc:title></cp:coreProperties>'
    ).encode()
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    override = f'<Override PartName="/docProps/core.xml" ContentType="{kind}"/></Types>'
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", override.encode())
    relation = (
        '<Relationship Id="rId91" Target="docProps/core.xml" Type="http://schemas.openxmlformats.org/package/'
        '2006/relationships/metadata/core-properties"/></Relationships>'
    )
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relation.encode())
    return write_parts(parts)


def own(markup: str) -> bytes:
    """Return a template of one's own: the stock template with nothing but some paragraphs or tables."""

    def change(body: str) -> str:
        start = body.index("<w:body>") + len("<w:body>")
        return body[:start] + markup + body[body.index("<w:sectPr>") :]

    return changed("word/document.xml", change)


def in_front_of_section(content: bytes, markup: str) -> bytes:
    """Return a template with paragraphs put behind all others in its body."""
    parts = read_parts(content)
    body = parts["word/document.xml"].decode()
    position = body.rindex("<w:sectPr")
    parts["word/document.xml"] = (body[:position] + markup + body[position:]).encode()
    return write_parts(parts)


def word_table(*rows: tuple[str, ...]) -> str:
    """Return a table as markup, each cell a text or, where it begins with ``<``, markup itself."""
    columns = max(map(len, rows))
    grid = '<w:gridCol w:w="1000"/>' * columns
    lines = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>'  # noqa: E501


def _cell(content: str) -> str:
    inner = content if content.startswith("<") else paragraph(content)
    return f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>{inner}</w:tc>'
