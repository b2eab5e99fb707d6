"""A template that carries whatever tells of its making: each thing holds a mark, ``LEAK`` and a number.

What is to be seen in a report says ``seen``, and has one tag, ``{{ year }}``.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from typing import Final

import docx

from govreport.word.package import CONTENT_TYPES, read_parts, write_parts
from wordparts import png

_SCHEMAS = "http://schemas.openxmlformats.org"
_OFFICE = f"{_SCHEMAS}/officeDocument/2006/relationships"
_PACKAGE = f"{_SCHEMAS}/package/2006"
_MICROSOFT = "http://schemas.microsoft.com/office"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PICTURE = f"{_SCHEMAS}/drawingml/2006/picture"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": f"{_SCHEMAS}/wordprocessingml/2006/main",
        "r": _OFFICE,
        "w14": f"{_MICROSOFT}/word/2010/wordml",
        "w15": f"{_MICROSOFT}/word/2012/wordml",
        "w16du": f"{_MICROSOFT}/word/2023/wordml/word16du",
        "wp": f"{_SCHEMAS}/drawingml/2006/wordprocessingDrawing",
        "a": f"{_SCHEMAS}/drawingml/2006/main",
        "pic": _PICTURE,
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)


def run(text: str, properties: str = "") -> str:
    """Return a run of text as markup."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _simple(instruction: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}">{run("seen")}</w:fldSimple>'


def _picture(identifier: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/>'
        r'<wp:docPr id="1" name="C:\LEAK42.jpg" descr="C:\LEAK43.jpg"/>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr>'
        r'<pic:cNvPr id="0" name="LEAK44.png" descr="\\LEAK45\x"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{identifier}"/></pic:blipFill><pic:spPr/></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _styled(kind: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(kind)}</w:p>'


_WHITE = '<w:color w:val="FFFFFF"/>'
_HIDDEN_BY_STYLE = run("LEAK13", '<w:rStyle w:val="Hidden"/>')
_WHITE_BY_STYLE = run("LEAK14", '<w:rStyle w:val="White"/>')
_WHITE_BY_THEME = run("LEAK20", '<w:color w:themeColor="background1"/>')
_FETCHED = (  # fields that show nothing: a template by which something of another file is shown is refused
    r'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDEPICTURE "\\server\LEAK21.png" \d'
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:fldSimple w:instr="INCLUDETEXT LEAK22"/>'
)
_LINKED = _simple(r"LINK Excel.Sheet \\LEAK23\x") + _simple(r"HYPERLINK &quot;\\LEAK24\x&quot;")
_MERGED = _simple("DOCVARIABLE LEAK25") + _simple("MERGEFIELD LEAK26")
_BODY = rf"""<!-- LEAK01 --><?LEAK02 x?>
    <w:p w:rsidR="LEAK03" w14:paraId="LEAK04" w14:textId="LEAK05">{run("{{ year }}")}</w:p>
    <w:p><w:ins w:id="1" w:author="LEAK06" w16du:dateUtc="LEAK07">{run("seen")}</w:ins></w:p>
    <w:p><w:del w:id="2" w:author="LEAK08"><w:r><w:delText>LEAK09</w:delText></w:r></w:del></w:p>
    <w:p><w:pPr><w:pPrChange w:id="5" w:author="LEAK10"><w:pPr/></w:pPrChange></w:pPr></w:p>
    <w:p>{run("LEAK11", "<w:vanish/>")}{run("LEAK12", "<w:specVanish/>")}</w:p>
    <w:p>{_HIDDEN_BY_STYLE}{_WHITE_BY_STYLE}</w:p>
    {_styled("LEAK15", "HiddenText")}{_styled("LEAK16", "BasedOnHidden")}{_styled("LEAK17", "WhiteText")}
    <w:tbl><w:tblPr><w:tblStyle w:val="HiddenTable"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid>
    <w:tr><w:tc><w:p>{run("LEAK18")}</w:p></w:tc></w:tr></w:tbl>
    <w:p>{run("LEAK19", _WHITE)}{_WHITE_BY_THEME}</w:p>
    <w:p>{_FETCHED}</w:p><w:p>{_LINKED}</w:p><w:p>{_MERGED}</w:p>
    <w:p><w:bookmarkStart w:id="9" w:name="LEAK27"/><w:bookmarkEnd w:id="9"/></w:p>
    <w:p><w:permStart w:id="8" w:ed="LEAK28"/><w:permEnd w:id="8"/></w:p>
    <w:sdt><w:sdtPr><w:dataBinding w:xpath="LEAK29" w:storeItemID="LEAK30"/></w:sdtPr>
    <w:sdtContent><w:p>{run("seen")}</w:p></w:sdtContent></w:sdt>
    <w:p><w:smartTag w:uri="LEAK31" w:element="LEAK32"><w:smartTagPr><w:attr w:name="LEAK33" w:val="x"/>
    </w:smartTagPr>{run("seen")}</w:smartTag></w:p>
    <w:p><w:customXml w:uri="LEAK34" w:element="LEAK35">{run("seen")}</w:customXml></w:p>
    <w:p><w:r><w:object><v:shape alt="LEAK36"/><o:OLEObject r:id="rIdO" ProgID="LEAK37"/></w:object>
    </w:r></w:p>
    <w:p><w:r><w:pict><v:shape alt="C:\LEAK38.png" o:href="LEAK39">
    <v:imagedata r:id="rIdP" o:title="LEAK40" o:href="file:///LEAK41"/></v:shape></w:pict></w:r></w:p>
    <w:p>{_picture("rIdJ")}{_picture("rIdP")}{_picture("rIdG")}</w:p>
    <w:p><w:commentRangeStart w:id="0"/>{run("seen")}<w:commentRangeEnd w:id="0"/>
    <w:r><w:commentReference w:id="0"/></w:r></w:p>
    <w:sectPr w:rsidR="LEAK46"><w:headerReference w:type="default" r:id="rIdH"/>
    <w:printerSettings r:id="rIdPS"/></w:sectPr>"""
_SETTINGS = """<w:writeProtection w:hashValue="LEAK47"/><w:attachedTemplate r:id="rIdA"/><w:trackRevisions/>
    <w:documentProtection w:edit="readOnly" w:hash="LEAK48" w:salt="LEAK49"/>
    <w:mailMerge><w:dataSource r:id="rIdM"/><w:query w:val="LEAK50"/></w:mailMerge>
    <w:activeWritingStyle w:appName="LEAK51"/><w:attachedSchema w:val="LEAK52"/>
    <w:docVars><w:docVar w:name="LEAK53" w:val="LEAK54"/></w:docVars><w:rsids><w:rsidRoot w:val="LEAK55"/>
    </w:rsids><w:smartTagType w:namespaceuri="LEAK56"/><w14:docId w14:val="LEAK57"/>
    <w15:docId w15:val="LEAK58"/>"""
_STYLES = f"""<w:style w:type="character" w:styleId="Hidden"><w:rsid w:val="LEAK59"/>
    <w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="HiddenText"><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="BasedOnHidden"><w:basedOn w:val="HiddenText"/></w:style>
    <w:style w:type="table" w:styleId="HiddenTable"><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="White"><w:rPr>{_WHITE}</w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="WhiteText"><w:rPr>{_WHITE}</w:rPr></w:style></w:styles>"""
_NUMBERING = """<w:abstractNum w:abstractNumId="0"><w:nsid w:val="LEAK60"/><w:tmpl w:val="LEAK61"/>
    <w:lvl w:ilvl="0" w:tplc="LEAK62"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>"""
_HEADER = f'<w:p w:rsidR="LEAK63">{run("LEAK64", "<w:vanish/>")}{run("seen")}</w:p>'
_CORE = """<cp:coreProperties xmlns:cp="{package}/metadata/core-properties"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>LEAK65</dc:creator>
    <cp:lastModifiedBy>LEAK66</cp:lastModifiedBy><dc:description>LEAK67</dc:description>
    <cp:keywords>LEAK68</cp:keywords><cp:category>LEAK69</cp:category><dc:subject>LEAK70</dc:subject>
    <cp:contentStatus>LEAK71</cp:contentStatus><cp:version>LEAK72</cp:version></cp:coreProperties>"""
_APP = """<Properties xmlns="{schemas}/officeDocument/2006/extended-properties"><Template>LEAK73</Template>
    <Manager>LEAK74</Manager><Company>LEAK75</Company><HyperlinkBase>LEAK76</HyperlinkBase></Properties>"""
_CUSTOM = """<Properties xmlns="{schemas}/officeDocument/2006/custom-properties"
    xmlns:vt="{schemas}/officeDocument/2006/docPropsVTypes"><property name="KSOProductBuildVer" pid="2"
    fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}"><vt:lpwstr>LEAK77</vt:lpwstr></property></Properties>"""


def jpeg_with_metadata(picture: bytes) -> bytes:
    """Return a JPEG with marks in its Exif, XMP, Photoshop and comment segments, and behind its end."""
    segments = ((0xE1, b"Exif\0\0LEAK80"), (0xE1, b"http://ns.adobe.com/xap/1.0/\0LEAK81"))
    more = ((0xED, b"Photoshop 3.0\0LEAK82"), (0xFE, b"LEAK83"))
    added = (struct.pack(">BBH", 0xFF, kind, len(data) + 2) + data for kind, data in (*segments, *more))
    return picture[:2] + b"".join(added) + picture[2:] + b"LEAK84"


def png_with_metadata(picture: bytes) -> bytes:
    """Return a PNG with marks in its texts, its Exif and its time, and behind its end."""
    chunks = {b"tEXt": b"Author\0LEAK85", b"iTXt": b"XML\0\0\0\0\0LEAK86", b"zTXt": b"a\0\0LEAK87"}
    chunks |= {b"eXIf": b"LEAK88", b"tIME": b"LEAK89."}
    added = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks.items()
    )
    return picture[:33] + b"".join(added) + picture[33:] + b"LEAK90"


def gif_with_metadata() -> bytes:
    """Return a GIF with marks in a comment and an application block, and behind its end."""
    head = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff"
    blocks = b"!\xfe\x06LEAK91\0!\xff\x0bXMP DataXMP\x06LEAK92\0"
    return head + blocks + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0;LEAK93"


class _Builder:
    def __init__(self) -> None:
        buffer = io.BytesIO()
        docx.Document().save(buffer)
        self.parts = read_parts(buffer.getvalue())
        self._relations: list[str] = []
        self._types: list[str] = []

    def add(self, kind: str, name: str, content: bytes, identifier: str = "", base: str = _OFFICE) -> None:
        """Add a part of the document, or replace one."""
        identifier = identifier or f"rIdL{len(self._relations)}"
        self.put(f"word/{name}", content)
        self._relations.append(_relation(identifier, f"{base}/{kind}", name))
        if kind in ("header", "numbering"):
            self._types[-1] = self._types[-1].replace("application/xml", f"{_WORD}.{kind}+xml")

    def put(self, name: str, content: bytes) -> None:
        """Put a part into the package."""
        self.parts[name] = content
        self._types.append(f'<Override PartName="/{name}" ContentType="application/xml"/>')

    def content(self) -> bytes:
        """Return the package."""
        path = "word/_rels/document.xml.rels"
        before = re.sub(r'<Relationship [^>]*/numbering"[^>]*/>', "", self.parts[path].decode())
        self.parts[path] = before.replace("</Relationships>", _ended(*self._relations)).encode()
        types = self.parts[CONTENT_TYPES].decode()
        for override in self._types:
            name = override.split('"')[1]
            types = re.sub(rf'<Override [^>]*PartName="{re.escape(name)}"[^>]*/>', "", types)
        self.parts[CONTENT_TYPES] = types.replace("</Types>", "".join(self._types) + "</Types>").encode()
        return write_parts(self.parts)


def _ended(*relations: str) -> str:
    return "".join(relations) + "</Relationships>"


def _relation(identifier: str, kind: str, target: str, mode: str = "") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"{outside}/>'


def _relations(*relations: str) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{_ended(*relations)}'.encode()


def _part(root: str, inside: str) -> bytes:
    return f"<w:{root} {_NAMESPACES}>{inside}</w:{root}>".encode()


def _add_parts(builder: _Builder, jpeg: bytes) -> None:
    """Add the parts that nobody prints, the pictures, and a header."""
    comment = '<w:comment w:id="0" w:author="LEAKA0"><w:p/></w:comment>'
    builder.add("comments", "comments.xml", _part("comments", comment), "rIdC")
    for kind in ("commentsExtended", "commentsIds", "commentsExtensible", "people"):
        builder.add(kind, f"{kind}.xml", b"<x>LEAKA1</x>", base=f"{_MICROSOFT}/2011/relationships")
    builder.add("glossaryDocument", "glossary.xml", b"<x>LEAKA2</x>")
    builder.add("printerSettings", "printer.bin", b"LEAKA3", "rIdPS")
    builder.add("oleObject", "ole.bin", b"LEAKA4", "rIdO")
    builder.add("customXml", "item1.xml", b"<x>LEAKA5</x>")
    builder.add("wpsCustomData", "wps.xml", b"<x>LEAKA6</x>", base="http://www.wps.cn/officeDocument/2013")
    builder.add("classificationlabels", "label.xml", b"<x>LEAKA7</x>", base=f"{_MICROSOFT}/2020/02")
    builder.add("webSettings", "webSettings.xml", _part("webSettings", "<w:div w:id='LEAKA8'/>"))
    builder.add("image", "media/a.jpg", jpeg_with_metadata(jpeg), "rIdJ")
    builder.add("image", "media/b.png", png_with_metadata(png(5)), "rIdP")
    builder.add("image", "media/c.gif", gif_with_metadata(), "rIdG")
    builder.add("numbering", "numbering.xml", _part("numbering", _NUMBERING))
    builder.add("header", "header1.xml", _part("hdr", _HEADER), "rIdH")


def _add_properties(builder: _Builder) -> None:
    """Add what the package says of itself, and its settings."""
    parts = builder.parts
    names = {"schemas": _SCHEMAS, "package": _PACKAGE}
    parts["docProps/core.xml"] = _CORE.format(**names).encode()
    parts["docProps/app.xml"] = _APP.format(**names).encode()
    builder.put("docProps/custom.xml", _CUSTOM.format(**names).encode())
    builder.put("docProps/thumbnail.jpeg", b"LEAKA9")
    builder.put("_xmlsignatures/origin.sigs", b"LEAKB0")
    root = re.sub(r"<Relationship [^>]*thumbnail[^>]*/>", "", parts["_rels/.rels"].decode())
    signed = f"{_PACKAGE}/relationships/digital-signature/origin"
    added = (
        _relation("rT", f"{_PACKAGE}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg"),
        _relation("rS", signed, "_xmlsignatures/origin.sigs"),
        _relation("rU", f"{_OFFICE}/custom-properties", "docProps/custom.xml"),
    )
    parts["_rels/.rels"] = root.replace("</Relationships>", _ended(*added)).encode()
    parts["word/settings.xml"] = _part("settings", _SETTINGS)
    parts["word/_rels/settings.xml.rels"] = _relations(
        _relation("rIdA", f"{_OFFICE}/attachedTemplate", "file:///C:/LEAKB1.dotm", "External"),
        _relation("rIdM", f"{_OFFICE}/mailMergeSource", "file:///C:/LEAKB2.mdb", "External"),
    )
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", _STYLES.encode())


def leaky(jpeg: bytes) -> bytes:
    """Return the template, with a picture in it that is made a leaky one."""
    builder = _Builder()
    builder.parts["word/document.xml"] = _part("document", f"<w:body>{_BODY}</w:body>")
    _add_parts(builder, jpeg)
    _add_properties(builder)
    return builder.content()


MARK: Final = re.compile(rb"LEAK[0-9A-Z]\d")
