"""A published file holds nothing of its template but what is meant to be printed."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from lxml import etree

from attacks.fields import BEGIN, END, SEPARATE, STARTING, code
from govreport.errors import TemplateError, UsageError
from govreport.word import Template
from govreport.word.hygiene import cleaned, summary
from govreport.word.markup import NAMESPACES
from govreport.word.package import CONTENT_TYPES, read_parts, write_parts

_W = NAMESPACES["w"]
_R = NAMESPACES["r"]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BODY = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_TAG = "<w:p><w:r><w:t>{{ year }}</w:t></w:r></w:p>"


def _document(body: str, *relations: tuple[str, str, str], **parts: bytes) -> bytes:
    """Return a Word file with a body, and relationships: kind, target, identifier."""
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    made = read_parts(buffer.getvalue())
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    namespaces = f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:w14="{w14}"'
    made[_BODY] = f"<w:document {namespaces}><w:body>{_TAG}{body}<w:sectPr/></w:body></w:document>".encode()
    added = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target or target.startswith("\\") else "/>")
        for kind, target, name in relations
    )
    made[_RELATIONS] = made[_RELATIONS].replace(b"</Relationships>", f"{added}</Relationships>".encode())
    for name, content in parts.items():
        made[f"word/{name.replace('_', '.')}"] = content
    for name in parts:
        override = f'<Override PartName="/word/{name.replace("_", ".")}" ContentType="application/xml"/>'
        made[CONTENT_TYPES] = made[CONTENT_TYPES].replace(b"</Types>", f"{override}</Types>".encode())
    return write_parts(made)


def _published(content: bytes, **options: object) -> dict[str, bytes]:
    return read_parts(Template(content, **options).render({"year": 2024}))


def _body_of(content: bytes, **options: object) -> str:
    root = etree.fromstring(_published(content, **options)[_BODY])
    return "".join(etree.tostring(child, encoding="unicode") for child in root[0][1:-1])


def _run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


_SEEN = "<w:r><w:t>甲</w:t></w:r>"
_LEAK = "<w:r><w:t>LEAK</w:t></w:r>"
_MAKING = {
    "an insertion": '<w:p><w:ins w:id="1" w:author="LEAK">@</w:ins></w:p>',
    "a deletion": """<w:p>@<w:del w:id="1" w:author="LEAK"><w:r>
        <w:delText>LEAK</w:delText></w:r></w:del></w:p>""",
    "a move": """<w:p><w:moveFromRangeStart w:id="1" w:name="LEAK"/>
        <w:moveFrom w:id="2" w:author="LEAK">#</w:moveFrom>
        <w:moveFromRangeEnd w:id="1"/></w:p><w:p><w:moveTo w:id="3" w:author="LEAK">@</w:moveTo></w:p>""",
    "a changed paragraph": """<w:p><w:pPr><w:pPrChange w:id="1" w:author="LEAK">
        <w:pPr/></w:pPrChange></w:pPr>@</w:p>""",
    "rows": """<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>
        <w:tr><w:trPr><w:del w:id="1" w:author="LEAK"/></w:trPr><w:tc><w:p>#</w:p></w:tc></w:tr>
        <w:tr><w:trPr><w:ins w:id="2" w:author="LEAK"/></w:trPr><w:tc>
        <w:p>@</w:p></w:tc></w:tr></w:tbl><w:p/>""",
    "a paragraph deleted": """<w:p><w:pPr><w:rPr>
        <w:del w:id="1" w:author="LEAK"/></w:rPr></w:pPr></w:p><w:p>@</w:p>""",
    "hidden text": "<w:p>@<w:r><w:rPr><w:vanish/></w:rPr><w:t>LEAK</w:t></w:r></w:p>",
    "text that is not hidden": '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r></w:p>',
    "white text": '<w:p>@<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>LEAK</w:t></w:r></w:p>',
    "white text on black": """<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/><w:highlight w:val="black"/></w:rPr>
        <w:t>甲</w:t></w:r></w:p>""",
    "a bookmark": '<w:p><w:bookmarkStart w:id="1" w:name="LEAK"/><w:bookmarkEnd w:id="1"/>@</w:p>',
    "a field that fetches": r"""<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>
        <w:r><w:instrText>LINK Excel.Sheet "\\server\\LEAK.xlsx"</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r>@<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>""",
    "a simple field that fetches": '<w:p><w:fldSimple w:instr="LINK Excel LEAK.xlsx">@</w:fldSimple></w:p>',
    "ids": '<w:p w:rsidR="00LEAK" w14:paraId="0LEAK">@</w:p>',
    "a remark": '<w:p><w:commentRangeStart w:id="0"/>@<w:r><w:commentReference w:id="0"/></w:r></w:p>',
    "a bound control": """<w:sdt><w:sdtPr><w:dataBinding w:xpath="/LEAK"/></w:sdtPr>
        <w:sdtContent><w:p>@</w:p></w:sdtContent></w:sdt>""",
}


@pytest.mark.parametrize("body", _MAKING.values(), ids=_MAKING)
def test_what_tells_of_the_making_of_a_template_is_not_published(body: str) -> None:
    published = _body_of(_document(body.replace("@", _SEEN).replace("#", _LEAK)))
    assert "LEAK" not in published
    assert "commentReference" not in published
    assert "".join(etree.fromstring(f"<a>{published}</a>").itertext()).split() == ["甲"]


_INSTRUCTION = r'INCLUDETEXT "\\server\LEAK.docx"'
_OPENED = f"""<w:r><w:fldChar w:fldCharType="begin"/></w:r>
    <w:r><w:instrText> {_INSTRUCTION} </w:instrText></w:r>"""
_ENDED = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_SHOWING = {
    "in its long form": f"""<w:p>{_OPENED}<w:r><w:fldChar w:fldCharType="separate"/></w:r>
        {_SEEN}{_ENDED}</w:p>""",
    "in its short form": f"<w:p><w:fldSimple w:instr='{_INSTRUCTION}'>{_SEEN}</w:fldSimple></w:p>",
}


@pytest.mark.parametrize("body", _SHOWING.values(), ids=_SHOWING)
def test_a_template_that_shows_another_file_is_refused_unless_links_are_kept(body: str) -> None:
    content = _document(body)
    with pytest.raises(TemplateError) as caught:
        _published(content)
    assert caught.value.to_text("en") == (
        "a field of the template shows what stands in another file\n  where: body\n"
        f"  found: {_INSTRUCTION}\n"
        "  to do: turn the field into text or a picture in Word (Ctrl+Shift+F9), or remove it"
    )
    assert "INCLUDETEXT" in _published(content, keep=["links"])["word/document.xml"].decode()


def test_a_field_of_another_file_that_shows_nothing_is_only_a_trace() -> None:
    published = _body_of(_document(f"<w:p>{_SEEN}{_OPENED}{_ENDED}</w:p>"))
    assert "LEAK" not in published


def test_a_picture_pasted_from_a_page_is_kept_without_its_field() -> None:
    instruction = 'INCLUDEPICTURE "http://LEAK" \\* MERGEFORMATINET'
    body = f"<w:p><w:fldSimple w:instr='{instruction}'>{_SEEN}</w:fldSimple></w:p>"
    assert "LEAK" not in _body_of(_document(body))


def test_the_field_of_a_page_number_stays() -> None:
    body = '<w:p><w:fldSimple w:instr=" PAGE ">' + _run("1") + "</w:fldSimple></w:p>"
    assert "PAGE" in _body_of(_document(body))


def test_hidden_text_with_a_tag_is_filled_and_not_lost() -> None:
    body = f"<w:p>{_run('{{ year }}', '<w:vanish/>')}</w:p>"
    assert "2024" in _body_of(_document(body))


def test_comments_and_their_authors_are_not_published_unless_kept() -> None:
    body = '<w:p><w:commentRangeStart w:id="0"/>' + _run("甲") + '<w:commentRangeEnd w:id="0"/></w:p>'
    comments = f'<w:comments xmlns:w="{_W}"><w:comment w:id="0" w:author="LEAK"/></w:comments>'.encode()
    content = _document(body, ("comments", "comments.xml", "rIdC"), comments_xml=comments)
    published = _published(content)
    assert "word/comments.xml" not in published
    assert b"comments" not in published[CONTENT_TYPES] + published[_RELATIONS]
    assert b"LEAK" in _published(content, keep=["comments"])["word/comments.xml"]


@pytest.mark.parametrize("kind", ["customXml", "printerSettings", "glossaryDocument", "oleObject", "people"])
def test_parts_that_nobody_prints_are_not_published(kind: str) -> None:
    content = _document("", (kind, "secret.xml", "rIdX"), secret_xml=b"<LEAK/>")
    assert all(b"LEAK" not in part for part in _published(content).values())


def test_an_embedded_object_is_kept_in_a_trusted_template_only() -> None:
    body = '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:o" r:id="rIdO"/></w:object></w:r></w:p>'
    content = _document(body, ("oleObject", "secret.xml", "rIdO"), secret_xml=b"<LEAK/>")
    assert "object" not in _body_of(content)
    assert _published(content, trusted=True)["word/secret.xml"] == b"<LEAK/>"


@pytest.mark.parametrize("target", ["NULL", "#_top", "../../../../etc/hostname", "media/none.png"])
def test_a_picture_that_is_not_there_is_left_out(target: str) -> None:
    body = (
        f'<w:p>{_run("甲")}<w:r><w:drawing><a:blip xmlns:a="urn:a" r:embed="rIdI"/></w:drawing></w:r></w:p>'
    )
    published = _body_of(_document(body, ("image", target, "rIdI")))
    assert "drawing" not in published
    assert "甲" in published


def test_a_link_to_a_page_stays_and_one_to_a_folder_does_not() -> None:
    body = "".join(
        f'<w:p><w:hyperlink r:id="{name}">{_run(name)}</w:hyperlink></w:p>' for name in ("page", "folder")
    )
    content = _document(
        body, ("hyperlink", "https://www.gov.cn/", "page"), ("hyperlink", "file://server/LEAK", "folder")
    )
    published = _body_of(content)
    assert published.count("hyperlink") == 2
    assert "folder" in published
    assert b"LEAK" not in _published(content)[_RELATIONS]


@pytest.mark.parametrize("kind", ["image", "oleObject", "aFChunk", "subDocument", "frame"])
def test_a_template_that_prints_content_from_elsewhere_is_refused(kind: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Template(_document("", (kind, "http://127.0.0.1:9/x", "rIdE")), name="a.docx")
    assert caught.value.to_text("en") == (
        f"the template refers to content elsewhere\n  where: a.docx: body\n  found: {kind}: http://127.0.0.1:9/x\n"
        "  to do: break the link, or embed the content, in Word, and use that"
    )


def test_a_field_that_starts_a_program_is_refused() -> None:
    body = '<w:p><w:fldSimple w:instr=" DDEAUTO c:\\\\x\\\\cmd.exe "/></w:p>'
    with pytest.raises(TemplateError, match="域会启动程序"):
        Template(_document(body))


@pytest.mark.parametrize("instruction", STARTING)
def test_a_field_that_starts_a_program_is_refused_however_it_is_written(instruction: str) -> None:
    body = f"<w:p>{BEGIN}{instruction}{SEPARATE}{_SEEN}{END}</w:p>"
    with pytest.raises(TemplateError) as caught:
        Template(_document(body), name="a.docx")
    what, where, found, remedy = caught.value.to_text("en").split("\n")[:4]
    assert (what, where, remedy) == (
        "a field of the template starts a program",
        "  where: a.docx: body",
        "  to do: remove the field in Word",
    )
    assert found.startswith("  found: DDE")


_STARTS = f"<w:p>{BEGIN}{code('DDE x')}{SEPARATE}{_SEEN}{END}</w:p>"


def _moved(parts: dict[str, bytes]) -> None:
    parts["x/d.xml"] = parts.pop(_BODY)
    relations = parts.pop(_RELATIONS).replace(b'Target="', b'Target="../word/')
    parts["x/_rels/d.xml.rels"] = relations
    for name in ("_rels/.rels", CONTENT_TYPES):
        parts[name] = parts[name].replace(b"word/document.xml", b"x/d.xml")


def _other_prefix(parts: dict[str, bytes]) -> None:
    renamed = parts[_BODY].replace(b"<w:", b"<x:").replace(b"</w:", b"</x:")
    parts[_BODY] = renamed.replace(b"xmlns:w=", f'xmlns:w="{_W}" xmlns:x='.encode())


def _other_encoding(parts: dict[str, bytes]) -> None:
    parts[_BODY] = parts[_BODY].decode().encode("utf-16")


@pytest.mark.parametrize("hide", [_moved, _other_prefix, _other_encoding])
def test_a_field_is_found_whatever_its_part_is_called_and_however_it_is_written(
    hide: Callable[[dict[str, bytes]], None],
) -> None:
    parts = read_parts(_document(_STARTS))
    parts["word/styles.xml"] = f'<w:styles xmlns:w="{_W}"/>'.encode()
    hide(parts)
    with pytest.raises(TemplateError, match="域会启动程序"):
        Template(write_parts(parts))


def test_a_field_is_found_in_a_header_of_any_name() -> None:
    parts = read_parts(_document("", ("header", "h.bin", "rIdH")))
    parts["word/h.bin"] = f'<w:hdr xmlns:w="{_W}">{_STARTS}</w:hdr>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    override = f'<Override PartName="/word/h.bin" ContentType="{kind}"/></Types>'
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", override.encode())
    with pytest.raises(TemplateError) as caught:
        Template(write_parts(parts))
    assert caught.value.to_text("en").split("\n")[:2] == [
        "a field of the template starts a program",
        "  where: word/h.bin",
    ]


def test_a_field_of_which_a_tag_decides_what_it_does_is_refused_unless_the_template_is_trusted() -> None:
    content = _document(f"<w:p>{BEGIN}{code('{{ year }} x')}{SEPARATE}{_SEEN}{END}</w:p>")
    with pytest.raises(TemplateError, match="模板标记决定域做什么"):
        Template(content)
    assert "2024 x" in _body_of(content, trusted=True)


def test_a_field_that_quotes_the_name_of_a_program_is_filled() -> None:
    published = _body_of(_document(f"<w:p>{BEGIN}{code('QUOTE 68 68 69')}{SEPARATE}{_SEEN}{END}</w:p>"))
    assert "QUOTE 68 68 69" in published


def test_a_file_whose_name_another_field_gives_is_refused_too() -> None:
    inner = BEGIN + code(' QUOTE "INCLUDETEXT"') + END
    body = f"<w:p>{BEGIN}{inner}{code(' LEAK')}{SEPARATE}{_SEEN}{END}</w:p>"
    with pytest.raises(TemplateError, match="实为：INCLUDETEXT LEAK"):
        Template(_document(body))


def test_a_word_template_is_published_as_a_document() -> None:
    parts = read_parts(_document(""))
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"document.main+xml", b"template.main+xml")
    assert b"template.main" not in _published(write_parts(parts))[CONTENT_TYPES]


def test_what_is_not_published_is_told_with_its_place() -> None:
    body = f"<w:p>{_run('甲')}{_run('LEAK', '<w:vanish/>')}</w:p>"
    template = Template(_document(body, ("customXml", "secret.xml", "rIdX"), secret_xml=b"<LEAK/>"))
    told = [
        trace.to_line("en") for trace in template.traces if "LEAK" in trace.found or "secret" in trace.found
    ]
    assert told == [
        "hidden text; where: body; found: LEAK",
        "data of its maker's own; where: body; found: secret.xml",
    ]
    assert "hidden text 1" in summary(template.traces).en


def test_a_clean_part_is_left_as_it_is() -> None:
    parts = read_parts(_document("<w:p/>"))
    assert cleaned(parts).parts[_BODY] == parts[_BODY]


def test_a_misspelt_kind_to_keep_is_told() -> None:
    with pytest.raises(UsageError) as caught:
        Template(_document(""), keep=["comment"])  # type: ignore[list-item]  # the typo is what is tried
    assert caught.value.to_text("en").splitlines()[2] == "  found: comment"


def test_names_in_chinese_do_no_harm() -> None:
    assert "件" in _body_of(_document('<w:p w:件="1"/>'))


def test_a_cell_marked_deleted_where_there_is_none_loses_the_mark_alone() -> None:
    body = f'<w:p><w:pPr><w:cellDel w:id="1" w:author="甲"/></w:pPr>{_SEEN}</w:p>'
    published = _body_of(_document(body))
    assert ("甲</w:t>" in published, "cellDel" in published) == (True, False)


@pytest.mark.parametrize("content", [b"LEAK", b"<html><p>", b"<", b""])
def test_a_part_that_is_no_xml_is_no_fault_of_a_template(content: bytes) -> None:
    parts = read_parts(_document(""))
    parts["other/part.bin"] = content
    types = b'<Override PartName="/other/part.bin" ContentType="application/octet-stream"/></Types>'
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", types)
    assert Template(write_parts(parts)).render({"year": 2024})
