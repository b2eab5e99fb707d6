"""What is said of a Word file that hides text or would fetch something, and what is not."""

from __future__ import annotations

import pytest

from attacks.archives import OFFICE, PACKAGE, WORD, archive, body, document, paragraph
from attacks.documents import WHITE, boxed, field, inline, relations, run, table
from attacks.fields import BEGIN, END, SEPARATE, STARTING, code
from govreport.errors import ActiveContentError, DamagedFileError, ExternalContentError
from govreport.sources.docx_file import read_docx

_SPACE = f'xmlns:w="{WORD}"'
_WHITE = "white text was read like any other"
_UNSEEN = (
    "text nobody sees (tiny, squeezed, of the colour of its ground, off the page) was read like any other"
)
_HIDDEN = "hidden text was not read"


def _notes(data: bytes) -> list[str]:
    return [note.en for note in read_docx(data, name="a.docx").notes]


def _text(data: bytes) -> str:
    return "".join(block.text for block in read_docx(data, name="a.docx").paragraphs)


def _style(name: str, says: str = "", *, kind: str = "character", based: str = "", more: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}" {more}>{base}<w:rPr>{says}</w:rPr></w:style>'


def _styled(markup: str, *styles: str, defaults: str = "") -> bytes:
    said = f"<w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault></w:docDefaults>"
    part = f"<w:styles {_SPACE}>{said}{''.join(styles)}</w:styles>"
    return document(markup, word__styles_xml=part.encode())


# --- fields --------------------------------------------------------------------------------------


@pytest.mark.parametrize("instruction", STARTING)
def test_a_field_that_starts_a_program_is_found_however_it_is_written(instruction: str) -> None:
    with pytest.raises(ActiveContentError) as caught:
        read_docx(document(f"<w:p>{BEGIN}{instruction}{SEPARATE}{run('1')}{END}</w:p>"), name="a.docx")
    assert caught.value.to_text("en").split("\n")[:2] == [
        "a field of the document starts a program (DDE)",
        "  where: a.docx",
    ]


@pytest.mark.parametrize("instruction", ["", BEGIN, BEGIN + code(" x") + SEPARATE, code(" PAGE ")])
def test_a_field_without_its_marks_is_judged_all_the_same(instruction: str) -> None:
    with pytest.raises(ActiveContentError):
        read_docx(document(f"<w:p>{code(' DDE x ')}{instruction}</w:p>"))


@pytest.mark.parametrize(
    "name", ["word/hdr.xml", "word/header/one.xml", "word/glossary/document.xml", "x.xml", "word/header1.bin"]
)
@pytest.mark.parametrize("root", ["hdr", "ftr", "footnotes", "endnotes", "comments", "document"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_fields_are_looked_for_in_every_part_word_runs_them_in(name: str, root: str, encoding: str) -> None:
    part = f"<!-- x --><w:{root} {_SPACE}><w:p>{field(' DDE x ', '')}</w:p></w:{root}>"
    with pytest.raises(ActiveContentError):
        read_docx(archive({"word/document.xml": body(paragraph("200")), name: part.encode(encoding)}))


@pytest.mark.parametrize("encoding", ["utf-7", "utf-32", "IBM037"])
def test_a_header_in_another_encoding_hides_no_field(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    part = f"<w:hdr {_SPACE}><w:p>{field(' DDE x ', '')}</w:p></w:hdr>"
    head = declared.encode("cp037" if encoding == "IBM037" else "ascii" if encoding == "utf-7" else encoding)
    with pytest.raises(DamagedFileError) as caught:
        read_docx(
            document(word__header1_xml=head + part.encode("cp037" if encoding == "IBM037" else encoding))
        )
    assert caught.value.to_text("en").split("\n")[0] == "an XML part has an encoding that is not allowed"


@pytest.mark.parametrize("root", ["settings", "numbering", "styles"])
def test_parts_in_which_word_runs_no_fields_are_not_judged(root: str) -> None:
    part = f"<w:{root} {_SPACE}><w:p>{field(' DDE x ', '')}</w:p></w:{root}>"
    assert _notes(document(word__other_xml=part.encode())) == []


@pytest.mark.parametrize(
    "instruction",
    [
        " PAGE ",
        " =SUM(ABOVE) ",
        " REF DDE ",
        ' QUOTE "DDE" ',
        " HYPERLINK \\l DATABASE ",
        " MERGEFIELD link ",
    ],
)
def test_fields_that_only_show_something_are_not_told(instruction: str) -> None:
    footer = f"<w:ftr {_SPACE}><w:p>{field(instruction, run('DDE 1'))}</w:p></w:ftr>"
    assert _notes(document(inline(field(instruction, run("200"))), word__footer1_xml=footer.encode())) == []


@pytest.mark.parametrize("instruction", [" INCLUDE<!---->TEXT //a/b ", "\tINCLUDEPICTURE http://a/b \\d"])
def test_a_field_that_takes_from_elsewhere_is_refused(instruction: str) -> None:
    with pytest.raises(ExternalContentError):
        read_docx(document(inline(field(instruction, run("200")))))


# --- hidden by a style ---------------------------------------------------------------------------

_VANISH = "<w:vanish/>"


def _by_run(name: str, more: str = "") -> str:
    return inline(run("100", f'<w:rStyle w:val="{name}"/>{more}') + run("200"))


def _by_paragraph(name: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{run("100")}</w:p>{inline(run("200"))}'


_STYLED = '<w:rStyle w:val="a"/>'
_CHAIN = (_style("a", based="b"), _style("b", based="c"), _style("c", _VANISH))


@pytest.mark.parametrize(
    "data",
    [
        _styled(_by_run("a"), _style("a", _VANISH)),
        _styled(_by_run("a"), *_CHAIN),
        _styled(_by_paragraph("a"), _style("a", _VANISH, kind="paragraph")),
        _styled(_by_paragraph("a"), *(style.replace("character", "paragraph") for style in _CHAIN)),
        _styled(_by_run("a"), _style("a", _VANISH, based="a")),
    ],
)
def test_text_its_style_hides_is_left_out_and_told(data: bytes) -> None:
    assert _text(data) == "人数：200"
    assert _notes(data) == [_HIDDEN]


def test_text_the_style_of_its_table_hides_is_left_out() -> None:
    styled = table(paragraph("100"), paragraph("100")).replace(
        "<w:tbl>", '<w:tbl><w:tblPr><w:tblStyle w:val="a"/></w:tblPr>'
    )
    document_ = read_docx(_styled(styled + paragraph("200"), _style("a", _VANISH, kind="table")))
    assert [cell.text for row in document_.tables[0].rows for cell in row] == ["", ""]


@pytest.mark.parametrize("more", ['w:default="1"', 'w:default="true"'])
def test_a_style_that_is_used_where_none_is_named_hides_too(more: str) -> None:
    assert _text(_styled(inline(run("200")), _style("a", _VANISH, kind="paragraph", more=more))) == ""
    assert _text(_styled(inline(run("200")), defaults=_VANISH)) == ""


@pytest.mark.parametrize(
    "data",
    [
        _styled(_by_run("a", '<w:vanish w:val="0"/>'), _style("a", _VANISH)),
        _styled(_by_run("a"), _style("a", '<w:vanish w:val="false"/>', based="b"), _style("b", _VANISH)),
        _styled(_by_run("b"), _style("a", _VANISH), _style("b")),
        _styled(_by_run("a"), _style("a", "<w:webHidden/>")),
    ],
)
def test_text_that_is_switched_on_again_or_has_another_style_is_read(data: bytes) -> None:
    assert _text(data) == "人数：100200"
    assert _notes(data) == []


def test_two_styles_that_both_hide_switch_each_other_off() -> None:
    data = _styled(
        f'<w:p><w:pPr><w:pStyle w:val="p"/></w:pPr>{run("200", _STYLED)}</w:p>',
        _style("p", _VANISH, kind="paragraph"),
        _style("a", _VANISH),
    )
    assert _text(data) == "200"


@pytest.mark.parametrize("target", ["st.xml", "/word/st.xml", "../word/st.xml"])
def test_the_styles_are_found_by_their_relationship(target: str) -> None:
    data = document(
        _by_run("a"),
        word__st_xml=f"<w:styles {_SPACE}>{_style('a', _VANISH)}</w:styles>".encode(),
        word__styles_xml=f"<w:styles {_SPACE}/>".encode(),
        word___rels__document_xml_rels=relations("styles", target),
    )
    assert _text(data) == "人数：200"


# --- unseen --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("says", "note"),
    [
        (WHITE, _WHITE),
        ("<w:color\n w:val='fefefe'/>", _WHITE),
        ('<w:color w:val="&#70;FFFFF"/>', _WHITE),
        ('<w:color w:val="auto" w:themeColor="background1"/>', _WHITE),
        ('<w:sz w:val="1"/>', _UNSEEN),
        ('<w:w w:val="1%"/>', _UNSEEN),
        ('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>', _UNSEEN),
        ('<w:color w:val="000000"/><w:highlight w:val="black"/>', _UNSEEN),
        ("<w14:textFill><w14:noFill/></w14:textFill>", _UNSEEN),
        (
            '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
            _WHITE,
        ),
    ],
)
def test_text_nobody_sees_is_read_and_told(says: str, note: str) -> None:
    data = document(inline(run("200", says)))
    assert _text(data) == "人数：200"
    assert _notes(data) == [note]


def test_a_frame_beside_the_page_is_told() -> None:
    frame = '<w:framePr w:w="1" w:x="-20000" w:y="1"/>'
    assert _notes(document(f"<w:p><w:pPr>{frame}</w:pPr>{run('200')}</w:p>")) == [_UNSEEN]


@pytest.mark.parametrize(
    "data",
    [
        _styled(_by_run("a"), _style("a", based="b"), _style("b", WHITE)),
        _styled(_by_run("a"), defaults=WHITE),
        _styled(_by_paragraph("a"), _style("a", WHITE, kind="paragraph")),
    ],
)
def test_white_by_a_style_is_told(data: bytes) -> None:
    assert _notes(data) == [_WHITE]


_DARK = '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>'


@pytest.mark.parametrize(
    "markup",
    [
        inline(run("200", WHITE + _DARK)),
        inline(run("200", '<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>')),
        f"<w:p><w:pPr>{_DARK}</w:pPr>{run('200', WHITE)}</w:p>",
        inline(run("200", '<w:color w:val="A6A6A6" w:themeColor="background1" w:themeShade="A6"/>')),
        inline(run("200", '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="auto"/>')),
        inline(run(" ", '<w:color w:val="FFFFFF"/><w:sz w:val="2"/>') + run("200")),
        f'<w:p><w:pPr><w:rPr><w:color w:val="FFFFFF"/><w:sz w:val="2"/></w:rPr></w:pPr>{run("200")}</w:p>',
        inline(run("200", '<w:color w:val="FFFF00"/><w:sz w:val="14"/><w:w w:val="80"/>')),
        inline(run("200", '<w:color w:val="auto"/><w:shd w:val="clear" w:fill="000000"/>')),
    ],
)
def test_text_that_is_seen_is_not_told(markup: str) -> None:
    assert _notes(document(markup)) == []


def test_white_in_a_filled_shape_is_seen() -> None:
    white = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    box = boxed("200").replace("<w:r><w:t", f"<w:r>{white}<w:t")
    assert _notes(document(f"<w:p>{box}</w:p>")) == [_WHITE]
    shape = '<v:shape fillcolor="#1F4E79"><v:textbox>'
    filled = box.replace("<w:txbxContent>", f"{shape}<w:txbxContent>").replace(
        "</w:txbxContent>", "</w:txbxContent></v:textbox></v:shape>"
    )
    assert _notes(document(f"<w:p>{filled}</w:p>")) == []


@pytest.mark.parametrize(
    ("mode", "encoding"), [("External", "utf-8"), ("&#69;xternal", "utf-8"), ("External", "utf-16")]
)
def test_an_external_relationship_is_told(mode: str, encoding: str) -> None:
    rels = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId7" TargetMode="{mode}"'
        f' Type="{OFFICE}/image" Target="http://127.0.0.1:9/a.png"/></Relationships>'
    )
    assert _notes(document(word___rels__document_xml_rels=rels.encode(encoding))) == [
        "content elsewhere was not read: image http://127.0.0.1:9/a.png"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_characters_that_change_the_order_are_told_in_every_encoding(encoding: str) -> None:
    written = body(paragraph("1\u202e2")).decode().rpartition("?>")[2]
    part = f'<?xml version="1.0"?>{written}'.encode(encoding)
    assert "U+202E" in _notes(archive({"word/document.xml": part}))[0]
