"""Word files: markup that costs, markup that hides, and eighteen ways in which an honest value stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attacks.archives import OFFICE, PACKAGE, WORD, archive, body, document, paragraph

_TRACKED: Final = 'w:id="1" w:author="甲" w:date="2025-01-01T00:00:00Z"'
_SPACE: Final = f'xmlns:w="{WORD}"'


WHITE: Final = '<w:color w:val="FFFFFF"/>'


def run(text: str, properties: str = "") -> str:
    """Return a run as markup."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def inserted(markup: str) -> str:
    """Return runs that were inserted in a tracked change."""
    return f"<w:ins {_TRACKED}>{markup}</w:ins>"


def deleted(text: str) -> str:
    """Return a text that was deleted in a tracked change."""
    return f"<w:del {_TRACKED}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def control(markup: str) -> str:
    """Return what a content control holds."""
    return f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{markup}</w:sdtContent></w:sdt>"


def moved(text: str) -> str:
    """Return a text that was moved in a tracked change: where it was, and where it is."""
    return (
        f"<w:moveFrom {_TRACKED}><w:r><w:t>{text}</w:t></w:r></w:moveFrom>"
        f"<w:moveTo {_TRACKED}><w:r><w:t>{text}</w:t></w:r></w:moveTo>"
    )


def field(instruction: str, result: str) -> str:
    """Return a field in its long form."""
    marks = {step: f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "separate", "end")}
    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return marks["begin"] + told + marks["separate"] + result + marks["end"]


def _nested_fields(depth: int) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "end"))
    return begin * depth + run("1") + end * depth


def boxed(text: str) -> str:
    """Return a text box, kept twice as Word does."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing>{content}</w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def table(*cells: str) -> str:
    """Return a table of one row; each cell is markup of paragraphs."""
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"


def inline(markup: str) -> str:
    """Return a paragraph that says a number of people with some markup."""
    return f"<w:p>{run('人数：')}{markup}</w:p>"


CONSTRUCTS: Final[dict[str, str]] = {
    "r01_inserted": inline(inserted(run("200")) + deleted("100")),
    "r02_control": inline(control(run("200"))),
    "r04_field": inline(field(" =100+100 ", run("200"))),
    "r04_simple_field": inline(f'<w:fldSimple w:instr=" =100+100 ">{run("200")}</w:fldSimple>'),
    "r05_nested_field": inline(field(" IF " + field(" X ", run("1")) + " = 1 ", run("200"))),
    "r06_textbox": inline("") + f"<w:p>{boxed('200')}</w:p>",
    "r08_hidden": inline(run("100", "<w:vanish/>") + run("200")),
    "r12_deleted_run_format": inline(run("200", f"<w:ins {_TRACKED}/>")),
    "r13_moved": inline(moved("200")),
    "r14_white": inline(run("200", '<w:color w:val="FFFFFF"/>')),
    "r16_hyperlink": inline(f'<w:hyperlink w:anchor="a">{run("200")}</w:hyperlink>'),
    "r19_smart_tag": inline(f'<w:smartTag w:element="a">{run("200")}</w:smartTag>'),
    "r20_split_runs": inline(run("2") + '<w:bookmarkStart w:id="1" w:name="a"/>' + run("0") + run("0")),
    "r21_proof_marks": inline(run("2") + '<w:proofErr w:type="spellStart"/>' + run("00")),
    "r22_custom_xml": inline(f'<w:customXml w:element="a">{run("200")}</w:customXml>'),
    "r23_direction": inline(f'<w:dir w:val="rtl">{run("200")}</w:dir>'),
    "r24_ruby": inline(
        f"<w:r><w:ruby><w:rt>{run('二百')}</w:rt><w:rubyBase>{run('200')}</w:rubyBase></w:ruby></w:r>"
    ),
    "r25_change_in_control": inline(control(inserted(run("200")) + deleted("100"))),
    "r26_control_in_change": inline(inserted(control(run("200"))) + deleted("100")),
    "r27_field_in_change": inline(inserted(field(" X ", run("200")))),
}
"""Paragraphs in which 200 is to be read once, and nothing else that is a number."""


def _in_cell(markup: str) -> str:
    return table(paragraph("项目"), markup)


def _in_nested_table(markup: str) -> str:
    return table(paragraph("外"), table(paragraph("内"), control(markup)) + "<w:p/>")


def _note(kind: str, text: str, encoding: str = "utf-8") -> bytes:
    markup = (
        f'<?xml version="1.0" encoding="{encoding}"?><w:{kind}s {_SPACE}><w:{kind} w:id="2">{paragraph(text)}'
        f"</w:{kind}></w:{kind}s>"
    )
    return markup.encode("utf-16" if encoding == "UTF-16" else encoding)


def _footnote_value() -> bytes:
    return document(
        inline('<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph("见注"),
        word__footnotes_xml=_note("footnote", "200"),
        word___rels__document_xml_rels=relations("footnotes", "footnotes.xml"),
    )


def relations(kind: str, target: str) -> bytes:
    """Return the relationships of a main part with one other part."""
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId7"'
        f' Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    ).encode()


def _header(markup: str) -> bytes:
    return f"<w:hdr {_SPACE}>{markup}</w:hdr>".encode()


def _split_dde() -> str:
    pieces = "".join(
        f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (" D", "DEAU", "TO calc x ")
    )
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "end"))
    return f"<w:p>{begin}{pieces}{end}</w:p>"


def _styled(style: str) -> bytes:
    styles = f"<w:styles {_SPACE}>{style}</w:styles>"
    return document(
        f'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr>{run("人数：200")}</w:p>'
        f"<w:p>{run('密', '<w:rStyle w:val=' + chr(34) + 'a' + chr(34) + '/>')}{run('公开')}</w:p>",
        word__styles_xml=styles.encode(),
    )


def _hidden_style(kind: str) -> bytes:
    return _styled(f'<w:style w:type="{kind}" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>')


def _white_table_style() -> bytes:
    style = '<w:style w:type="table" w:styleId="t"><w:rPr><w:color w:val="ffffff"/></w:rPr></w:style>'
    markup = table(paragraph("人数"), paragraph("200")).replace(
        "<w:tbl>", '<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr>'
    )
    return document(markup, word__styles_xml=f"<w:styles {_SPACE}>{style}</w:styles>".encode())


def _white_on_dark() -> bytes:
    dark = '<w:tc><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/></w:tcPr>'
    white = f"<w:p>{run('人数', WHITE)}</w:p>"
    return document(table(white, paragraph("200")).replace("<w:tc>", dark, 1))


def _white_on_dark_by_style() -> bytes:
    head = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>'
    part = f'<w:tblStylePr w:type="firstRow">{head}</w:tblStylePr>'
    style = f'<w:style w:type="table" w:styleId="t">{part}</w:style>'
    markup = table(paragraph("人数"), paragraph("200")).replace(
        "<w:tbl>", '<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr>'
    )
    return document(markup, word__styles_xml=f"<w:styles {_SPACE}>{style}</w:styles>".encode())


def _empty_styles(count: int) -> bytes:
    styles = '<w:style w:styleId="a" /><w:latent w:styleId="a"/>' * count
    return document(word__styles_xml=f"<w:styles {_SPACE}>{styles}<w:vanish/></w:styles>".encode())


def _costly(attribute: str) -> bytes:
    return document(f'<w:p w:rsid="{attribute}"/>{paragraph("200")}')


def _wide(span: str) -> bytes:
    return document(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>'
    )


def _tall(rows: int) -> bytes:
    merged = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr>" + paragraph("x") + "</w:tc>"
    first = "<w:tr>" + merged.format(' w:val="restart"') * 5 + "</w:tr>"
    return document(f"<w:tbl>{first}{('<w:tr>' + merged.format('') * 5 + '</w:tr>') * rows}</w:tbl>")


def _rows(count: int, cells: int, properties: str = "", before: str = "") -> bytes:
    """Return a document with a table of so many rows and cells, all with the same properties."""
    row = "<w:tr>" + f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p/></w:tc>" * cells + "</w:tr>"
    return document(f"{before}<w:tbl>{row * count}</w:tbl>")


def _doctype(declaration: str) -> bytes:
    markup = body(paragraph("A&x;B")).replace(b"?>", f"?><!DOCTYPE w:document [{declaration}]>".encode(), 1)
    return archive({"word/document.xml": markup})


def _utf16(markup: str) -> bytes:
    part = body(markup).decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    return archive({"word/document.xml": part})


def _linked(target: str, kind: str) -> bytes:
    rels = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId7" TargetMode="External"'
        f' Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )
    return document(word___rels__document_xml_rels=rels.encode())


def _embedded(name: str) -> bytes:
    return archive({"word/document.xml": body(paragraph("200")), f"word/{name}": b"x" * 100})


def _construct(markup: str) -> Callable[[], bytes]:
    return lambda: document(markup)


FILES: Final[dict[str, Callable[[], bytes]]] = {
    "x03_xxe_file.docx": lambda: _doctype('<!ENTITY x SYSTEM "file:///etc/hostname">'),
    "x03_parameter_entity.docx": lambda: _doctype('<!ENTITY % p SYSTEM "http://127.0.0.1:8765/"> %p;'),
    "x05_doctype_utf16.docx": lambda: archive(
        {"word/document.xml": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "1">]><a/>'.encode("utf-16")}
    ),
    "x07_text_11MB.docx": lambda: document(paragraph("".join(f"{at:07d}" for at in range(1_600_000)))),
    "x10_gridspan_huge.docx": lambda: _wide("1000000000"),
    "x10_gridspan_99.docx": lambda: _wide("999999999999999999999"),
    "x10_gridspan_many.docx": lambda: document(
        "<w:tbl>"
        + ("<w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="900"/></w:tcPr><w:p/></w:tc>' + "</w:tr>") * 10_000
        + "</w:tbl>"
    ),
    "x10_places.docx": lambda: _rows(20_000, 2, '<w:gridSpan w:val="500"/>'),
    "x10_places_careful.docx": lambda: _rows(20_000, 2, '<w:gridSpan w:val="500"/>', control(run("1"))),
    "x10_places_honest.docx": lambda: _rows(4000, 20),
    "x10_one_row.docx": lambda: _rows(1, 150_000),
    "x10_one_row_careful.docx": lambda: _rows(1, 150_000, "", control(run("1"))),
    "x13_vmerge_wide.docx": lambda: _rows(250, 1000, "<w:vMerge/>"),
    "x13_vmerge_wide_careful.docx": lambda: _rows(40, 1000, "<w:vMerge/>", control(run("1"))),
    "x13_vmerge_3000.docx": lambda: _tall(3000),
    "x13_vmerge_6000.docx": lambda: _tall(6000),
    "x18_external_image.docx": lambda: _linked("file:///etc/hostname", "image"),
    "x19_utf16.docx": lambda: _utf16(inline(run("200"))),
    "x22_many_tables.docx": lambda: document(table(paragraph("a"), paragraph("b")) * 5_000),
    "x23_many_paragraphs.docx": lambda: document(paragraph("全年公开信息12条。") * 10_000),
    "x24_nested_controls.docx": lambda: document(
        "<w:sdt><w:sdtContent>" * 80 + paragraph("200") + "</w:sdtContent></w:sdt>" * 80
    ),
    "x25_nested_tables_wide.docx": lambda: document(
        "<w:tbl><w:tr><w:tc>" * 55 + paragraph("200") + "<w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>" * 55
    ),
    "x26_no_body.docx": lambda: archive({"word/document.xml": f"<w:document {_SPACE}/>".encode()}),
    "x27_other_root.docx": lambda: archive({"word/document.xml": b"<a/>"}),
    "x28_empty_part.docx": lambda: archive({"word/document.xml": b""}),
    "x29_processing_instructions.docx": lambda: document(
        "<?a b?><!-- c -->" * 1000 + inline("<?a b?>" + run("200"))
    ),
    "x30_cdata.docx": lambda: document(inline("<w:r><w:t><![CDATA[200]]></w:t></w:r>")),
    "e06_activex.docx": lambda: _embedded("activeX/activeX1.bin"),
    "e06_macro_part.docx": lambda: _embedded("vbaData.xml"),
    "e08_dde_split.docx": lambda: document(_split_dde()),
    "e08_dde_simple.docx": lambda: document('<w:p><w:fldSimple w:instr=" DDEAUTO calc x "/></w:p>'),
    "e08_dde_utf16.docx": lambda: _utf16(f"<w:p>{field(' DDE calc x ', run('1'))}</w:p>"),
    "e08_dde_header.docx": lambda: document(
        word__header1_xml=_header(f"<w:p>{field(' DDEAUTO calc x ', '')}</w:p>")
    ),
    "e08_dde_footnote.docx": lambda: document(
        word__footnotes_xml=_header(_split_dde()).replace(b"w:hdr", b"w:footnotes")
    ),
    "e08_honest_dde.docx": lambda: document(paragraph("系统支持 DDE 接口，人数：200")),
    "e09_include_header.docx": lambda: document(
        word__footer1_xml=_header(f"<w:p>{field(' INCLUDETEXT &quot;//a/b&quot; ', '')}</w:p>")
    ),
    "e09_link_field.docx": lambda: document(f"<w:p>{field(' LINK Excel.Sheet a.xlsx ', run('200'))}</w:p>"),
    "e14_frameset.docx": lambda: _linked("http://127.0.0.1:9/a.html", "frame"),
    "r07_footnote.docx": _footnote_value,
    "r08_hidden_style.docx": lambda: _hidden_style("character"),
    "r08_hidden_paragraph_style.docx": lambda: _hidden_style("paragraph"),
    "r11_full_width.docx": lambda: document(inline(run("２００"))),
    "r14_white_style.docx": lambda: _styled(
        '<w:style w:type="character" w:styleId="a"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    ),
    "r14_white_table_style.docx": _white_table_style,
    "r14_white_lower.docx": lambda: document(inline(run("200", "<w:color w:val='ffffff'/>"))),
    "r14_white_utf16.docx": lambda: _utf16(inline(run("200", '<w:color w:val="FFFFFF"/>'))),
    "r14_white_on_dark.docx": _white_on_dark,
    "r14_white_on_dark_by_style.docx": _white_on_dark_by_style,
    "x31_colour_words.docx": lambda: _costly("color " * 100_000),
    "x31_colour_attributes.docx": lambda: _costly("color val " * 100_000),
    "x31_styles_without_end.docx": lambda: _empty_styles(60_000),
    "x31_instruction_of_lines.docx": lambda: document(inline(field("\n" * 300_000 + "x", run("200")))),
    "x31_fields_in_fields.docx": lambda: document(inline(_nested_fields(25_000) + run("200"))),
    "x31_field_after_field.docx": lambda: document(inline(field(field("x", run("1")) * 10_000, ""))),
    "r09_bidi_header.docx": lambda: document(word__header1_xml=_header(paragraph("甲\u202e乙"))),
    "r09_bidi_utf16.docx": lambda: _utf16(inline(run("\u202e321"))),
    "r09_bidi_reference.docx": lambda: document(inline(run("&#x202E;321"))),
    "r10_zero_width_reference.docx": lambda: document(inline(run("1&#8203;23"))),
    **{f"{name}.docx": _construct(markup) for name, markup in CONSTRUCTS.items()},
    **{f"{name}_cell.docx": _construct(_in_cell(markup)) for name, markup in CONSTRUCTS.items()},
    **{f"{name}_nested.docx": _construct(_in_nested_table(markup)) for name, markup in CONSTRUCTS.items()},
}
"""Word files by name."""
