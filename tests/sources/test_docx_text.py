"""A figure of a Word file is read as it shows, or left open and told; never another in silence."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest

from govreport.sources.document import Document, GridCell
from govreport.sources.docx_file import read_docx

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": f"{OFFICE}/math",
        "v": "urn:schemas-microsoft-com:vml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w16": "http://schemas.microsoft.com/office/word/2018/wordml",
        "own": "urn:example:own",
    }.items()
)
PICTURE = "a picture or an object stands in the cell instead of text"
FORMULA = "a formula stands in the cell"
SHIFTED = "part of the figure is raised or lowered: which figure it is, is not certain"
STRUCK = "text struck through was taken as deleted and not read"
ALL_STRUCK = "the text of the cell is struck through"
MARKED = "superscripts behind figures of tables were taken as marks of notes, no part of the figure"
OWN_MARK = '<w:footnoteReference w:customMarkFollows="1" w:id="2"/>'
HIDDEN = "hidden text was not read"
TRACKED = "tracked changes were read as if all of them were accepted"
UNENDED = "a field does not end; the text in it was not read"
UNSAVED = "a field in the cell has no stored result: what it shows is not certain"
TURNED = "the direction of the text in the cell is overridden: it shows otherwise than it is stored"


def read(body: str, styles: str = "", of_document: str = "") -> Document:
    """Read a document with this body and these styles."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/styles.xml", f"<w:styles {NAMESPACES}>{styles}</w:styles>")
        document = f"<w:document {NAMESPACES} {of_document}><w:body>{body}<w:sectPr/></w:body></w:document>"
        archive.writestr("word/document.xml", document)
    return read_docx(file.getvalue(), name="a.docx")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def in_cell(*content: str) -> tuple[GridCell, list[str]]:
    """Return the cell that holds this, read beside a label, and the notes of the document."""
    document = read(table(row(p(run("行政许可")), p(*content))))
    return document.tables[0].rows[0][1], [note.en for note in document.notes]


def told(cell: GridCell) -> str:
    return cell.doubt.en if cell.doubt is not None else ""


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def script(value: str) -> str:
    return f'<w:vertAlign w:val="{value}"/>'


@pytest.mark.parametrize("inside", ["2<!-- x -->00", "2<?x y?>00", "2<own:x>0</own:x>0"])
def test_all_of_a_text_counts_whatever_cuts_it(inside: str) -> None:
    assert in_cell(run(inside)) == (GridCell(0, 1, 1, 1, "200"), [])
    assert read(p(run(inside))).paragraphs[0].text == "200"


@pytest.mark.parametrize("kind", ["comment in the paragraph", "text beside a tracked change"])
def test_comments_and_changes_beside_a_text_do_not_matter(kind: str) -> None:
    beside = "<!-- x -->" if kind.startswith("comment") else f"<w:ins>{run('')}</w:ins>"
    cell, _ = in_cell(run("2"), beside, run("00"))
    assert (cell.text, cell.doubt) == ("200", None)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ((run("200"), run("1", script("superscript"))), "200[1]"),
        ((run("200"), run("[", script("superscript")), run("1]", script("superscript"))), "200[1]"),
        ((run("200"), run("（注2）", script("superscript"))), "200[注2]"),
        ((run("200"), f"<w:r>{OWN_MARK}<w:t>1</w:t></w:r>"), "200[1]"),
    ],
)
def test_a_superscript_behind_a_figure_is_the_mark_of_a_note(content: tuple[str, ...], text: str) -> None:
    cell, notes = in_cell(*content)
    assert (cell.text, cell.doubt, notes) == (text, None, [MARKED])


@pytest.mark.parametrize(
    "content",
    [
        (run("200"), run("3", script("subscript"))),
        (run("200"), run("1", '<w:position w:val="6"/>')),
        (run("1", script("superscript")), run("200")),
        (run("2"), run("00", script("superscript"))),
        (run("2"), run("0", script("superscript")), run("0")),
    ],
)
def test_a_figure_that_is_partly_off_the_line_is_doubted(content: tuple[str, ...]) -> None:
    cell, notes = in_cell(*content)
    assert (told(cell), notes) == (SHIFTED, [])
    assert cell.text.isdigit()


@pytest.mark.parametrize(
    "content",
    [
        (run("200", script("superscript")),),
        (run("200", '<w:position w:val="-2"/>'),),
        (run("20"), run("0", script("baseline") + '<w:position w:val="0"/>')),
        (run("200"), "<w:r><w:footnoteReference w:id='2'/></w:r>"),
    ],
)
def test_a_figure_all_of_which_is_on_one_line_is_read(content: tuple[str, ...]) -> None:
    assert in_cell(*content) == (GridCell(0, 1, 1, 1, "200"), [])


def test_words_with_a_superscript_are_read_as_they_stand() -> None:
    raised = run("1", script("superscript"))
    assert in_cell(run("行政许可"), raised) == (GridCell(0, 1, 1, 1, "行政许可1"), [])
    assert read(p(run("面积200平方米"), raised)).paragraphs[0].text == "面积200平方米1"


@pytest.mark.parametrize("name", ["strike", "dstrike"])
def test_text_struck_through_is_taken_as_deleted(name: str) -> None:
    struck = run("111", f"<w:{name}/>")
    assert in_cell(struck, run("200")) == (GridCell(0, 1, 1, 1, "200"), [STRUCK])
    cell, notes = in_cell(struck)
    assert (cell.text, told(cell), notes) == ("", ALL_STRUCK, [STRUCK])
    assert in_cell(run("200", f'<w:{name} w:val="0"/>'))[0] == GridCell(0, 1, 1, 1, "200")
    assert read(p(struck, run("有"))).paragraphs[0].text == "有"


@pytest.mark.parametrize("name", ["del", "moveFrom"])
def test_a_run_a_paragraph_end_and_a_row_are_deleted_or_moved_away(name: str) -> None:
    gone = f'<w:{name} w:id="1"/>'
    assert in_cell(run("111", gone), run("200")) == (GridCell(0, 1, 1, 1, "200"), [TRACKED])
    end = f"<w:pPr><w:rPr>{gone}</w:rPr></w:pPr>"
    joined = read(p(end, run("20")) + p(run("0")))
    assert [block.text for block in joined.paragraphs] == ["200"]
    rows = read(table(row(p(run("a")), p(run("1")), properties=gone), row(p(run("a")), p(run("2")))))
    assert rows.tables[0].text == "a\t2"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"<m:oMath><m:sSup><m:e>{run('10')}</m:e><m:sup>{run('2')}</m:sup></m:sSup></m:oMath>", "102"),
        ("<m:oMath><m:f><m:num><m:r><m:t>2</m:t></m:r></m:num></m:f></m:oMath>", "2"),
        ("<m:oMath><m:phant><m:e><m:r><m:t>2</m:t></m:r></m:e></m:phant></m:oMath>", "2"),
    ],
)
def test_a_formula_is_no_figure(content: str, text: str) -> None:
    cell, _ = in_cell(content)
    assert (cell.text, told(cell)) == (text, FORMULA)
    assert in_cell("<m:oMath><m:r><m:t>200</m:t></m:r></m:oMath>")[0].doubt is None


def test_text_whose_direction_is_overridden_is_no_figure() -> None:
    cell, _ = in_cell(f'<w:bdo w:val="rtl">{run("002")}</w:bdo>')
    assert (cell.text, told(cell)) == ("002", TURNED)
    assert in_cell(f'<w:bdo w:val="ltr">{run("200")}</w:bdo>')[0].doubt is None


def drawn(inside: str, of_it: str = "") -> str:
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" {of_it}/>{inside}</wp:inline></w:drawing></w:r>'


@pytest.mark.parametrize(
    "content",
    [
        drawn("<a:graphic/>"),
        drawn("<a:t>200</a:t>"),
        '<w:r><w:pict><v:shape><v:textpath string="200"/></v:shape></w:pict></w:r>',
        "<w:r><w:object/></w:r>",
        "<w:altChunk/>",
    ],
)
def test_what_stands_in_a_cell_instead_of_text_is_told(content: str) -> None:
    cell, _ = in_cell(content)
    assert (cell.text, told(cell)) == ("", PICTURE)
    assert in_cell(content, run("200"))[0] == GridCell(0, 1, 1, 1, "200")


def test_a_picture_in_a_cell_of_a_table_leaves_its_other_cells_alone() -> None:
    inner = table(row(p(run("1")), p(drawn(""))))
    document = read(table(row(p(run("a")), p(run("5"))), row(p(drawn("")), inner), row(p(), p(run("7")))))
    outer, nested = document.tables
    assert [told(cell) for cell in outer.cells] == ["", "", PICTURE, "", "", ""]
    assert [told(cell) for cell in nested.cells] == ["", PICTURE]


@pytest.mark.parametrize("kind", ["docPr", "vml", "vml in small letters"])
def test_hidden_drawings_show_nothing(kind: str) -> None:
    box = f"<w:txbxContent>{p(run('111'))}</w:txbxContent>"
    hidden = drawn(f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>", 'hidden="1"')
    if kind != "docPr":
        style = "width:1pt;Visibility: hidden" if kind == "vml" else "visibility:hidden"
        hidden = (
            f'<w:r><w:pict><v:shape style="{style}"><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>'
        )
    assert in_cell(hidden, run("200")) == (GridCell(0, 1, 1, 1, "200"), [HIDDEN])
    shown = hidden.replace("hidden", "shown")
    assert in_cell(shown)[0].text == "\n111"


@pytest.mark.parametrize(
    ("choices", "text"),
    [
        ((("own", "1"), ("wps", "2")), "2"),
        ((("own", "1"), ("own wps", "2")), "3"),
        ((("wps", "1"), ("w16", "2")), "1"),
        ((("w16 wps", "1"),), "1"),
        ((("absent", "1"),), "3"),
        ((("", "1"),), "1"),
        ((), "3"),
    ],
)
def test_of_several_versions_the_one_word_shows_counts(
    choices: tuple[tuple[str, str], ...], text: str
) -> None:
    versions = "".join(
        f'<mc:Choice Requires="{needs}">{run(content)}</mc:Choice>' for needs, content in choices
    )
    fallback = f"<mc:Fallback>{run('3')}</mc:Fallback>"
    assert in_cell(f"<mc:AlternateContent>{versions}{fallback}</mc:AlternateContent>")[0].text == text
    alone = in_cell(f"<mc:AlternateContent>{versions}</mc:AlternateContent>")[0].text
    assert alone == ("" if text == "3" else text)


def cell_of(*paragraphs: str) -> tuple[GridCell, list[str]]:
    document = read(table(row(p(run("a")), "".join(paragraphs))))
    return document.tables[0].rows[0][1], [note.en for note in document.notes]


def test_the_instruction_of_a_field_is_not_shown_over_several_paragraphs() -> None:
    first = p(mark("begin"), instruction(' IF 1=2 "'), run("111"))
    second = p(run("222"), instruction('"'), mark("separate"), run("200"), mark("end"))
    assert cell_of(first, second) == (GridCell(0, 1, 1, 1, "\n200"), [])
    assert [block.text for block in read(first + second + p(run("x"))).paragraphs] == ["", "200", "x"]


def test_a_field_that_never_ends_hides_its_paragraph_and_that_is_told() -> None:
    cell, notes = cell_of(p(mark("begin"), run("200")), p(run("x")))
    assert (cell.text, told(cell), notes) == ("\nx", UNENDED, [UNENDED])
    body = read(p(mark("begin"), run("200")) + p(run("x")))
    assert [block.text for block in body.paragraphs] == ["", "x"]
    assert [note.en for note in body.notes] == [UNENDED]


def test_fields_in_fields_are_told_from_those_that_never_end() -> None:
    inner = mark("begin") + run("3") + mark("separate") + run("4") + mark("end")
    first = p(mark("begin"), run("1"), mark("begin"), run("2"), inner)
    second = p(run("5"), mark("separate"), run("6"), inner)
    cell, notes = cell_of(first, second, p(mark("end"), run("7")))
    assert (cell.text, told(cell), notes) == ("\n64\n7", UNENDED, [UNENDED])
    shown = p(mark("begin"), mark("separate"), run("1"), inner), p(run("5"), mark("end"), run("6"))
    assert cell_of(*shown) == (GridCell(0, 1, 1, 1, "14\n56"), [])


def test_many_open_fields_are_read_in_time() -> None:
    opened = (mark("begin") + mark("separate")) * 20000
    body = p(opened) + p(run("1"), mark("begin")) * 20000 + p(mark("end") * 20000)
    start = time.process_time()
    document = read(body)
    assert time.process_time() - start < 8
    assert document.paragraphs[1].text == "1"


def test_a_field_that_ends_in_another_cell_hides_its_own_and_that_is_told() -> None:
    document = read(table(row(p(mark("begin"), run("1")), p(run("2"), mark("end")))))
    first, second = document.tables[0].rows[0]
    assert (first.text, told(first), second.text, told(second)) == ("", UNENDED, "2", "")


@pytest.mark.parametrize(
    "content",
    [
        (mark("begin"), instruction(" EQ 200 "), mark("end")),
        (run("2"), mark("begin"), instruction(" EQ 00 "), mark("end")),
        (mark("begin"), instruction(" FORMDROPDOWN "), mark("separate"), mark("end")),
        ('<w:fldSimple w:instr="EQ 200"/>',),
    ],
)
def test_a_field_without_a_stored_result_leaves_its_cell_open(content: tuple[str, ...]) -> None:
    assert told(in_cell(*content)[0]) == UNSAVED


def test_a_field_with_a_stored_result_is_what_it_shows() -> None:
    cell, notes = in_cell(mark("begin"), instruction(" =1+1 "), mark("separate"), run("200"), mark("end"))
    assert (cell.text, cell.doubt, notes) == ("200", None, [])
    assert in_cell(f'<w:fldSimple w:instr="x">{run("200")}</w:fldSimple>')[0].doubt is None


@pytest.mark.parametrize(("value", "text"), [("", ""), (' w:val="1"', ""), (' w:val="0"', "200")])
def test_a_control_shows_its_placeholder_only_where_that_is_on(value: str, text: str) -> None:
    properties = f"<w:sdtPr><w:showingPlcHdr{value}/></w:sdtPr>"
    assert in_cell(f"<w:sdt>{properties}<w:sdtContent>{run('200')}</w:sdtContent></w:sdt>")[0].text == text


def style(name: str, properties: str, based: str = "") -> str:
    based_on = f'<w:basedOn w:val="{based}"/>' if based else ""
    head = f'<w:style w:type="character" w:styleId="{name}">'
    return f"{head}{based_on}<w:rPr>{properties}</w:rPr></w:style>"


@pytest.mark.parametrize(
    ("said", "own", "text", "doubt"),
    [
        (script("superscript"), "", "200[1]", ""),
        (script("superscript"), script("baseline"), "2001", ""),
        (script("subscript"), "", "2001", SHIFTED),
        ('<w:position w:val="6"/>', "", "2001", SHIFTED),
        ("<w:strike/>", "", "200", ""),
        ("<w:strike/>", '<w:strike w:val="0"/>', "2001", ""),
        ('<w:dstrike w:val="0"/>', "", "2001", ""),
        ("<w:b/>", "", "2001", ""),
    ],
)
def test_the_style_of_a_run_may_set_it_off_the_line(said: str, own: str, text: str, doubt: str) -> None:
    mark = run("1", f'<w:rStyle w:val="Own"/>{own}')
    styles = style("Base", said) + style("Own", "", based="Base")
    body = table(row(p(run("行政许可")), p(run("200"), mark)))
    cell = read(body, styles).tables[0].rows[0][1]
    assert (cell.text, told(cell)) == (text, doubt)
    assert read(body, style("Other", said)).tables[0].rows[0][1].text == "2001"


@pytest.mark.parametrize(
    ("of_document", "text"),
    [
        ("", "1200"),
        ('mc:Ignorable="own"', "200"),
        ('mc:Ignorable="w16 own"', "200"),
        ('mc:Ignorable="w16"', "1200"),
        ('mc:Ignorable="own" mc:ProcessContent="own:x"', "1200"),
        ('mc:Ignorable="own" mc:ProcessContent="own:y"', "200"),
    ],
)
def test_what_word_ignores_is_not_read(of_document: str, text: str) -> None:
    body = table(row(p(run("a")), p(f"<own:x>{run('1')}</own:x>", run("200"))))
    assert read(body, of_document=of_document).tables[0].rows[0][1].text == text


_RUN_IN = "<w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>"
"""The properties of a heading that its text follows on the same line: a style separator of Word."""


@pytest.mark.parametrize(
    "more", ["", f"{run('甲', '<w:vanish/>')}"], ids=["plain but for it", "with hidden text"]
)
def test_a_heading_runs_into_the_text_behind_it(more: str) -> None:
    joined = read(p(_RUN_IN, run("（一）主动公开。")) + p(more, run("全年公开12条。")) + p(run("乙")))
    assert [block.text for block in joined.paragraphs] == ["（一）主动公开。全年公开12条。", "乙"]


def test_the_heading_of_a_section_stays_a_heading_where_its_text_follows_on_the_same_line() -> None:
    apart = read(p(_RUN_IN, run("一、总体情况")) + p(run("全年公开12条。")))
    assert [block.text for block in apart.paragraphs] == ["一、总体情况", "全年公开12条。"]


def test_the_parts_of_a_figure_run_together_where_the_end_between_them_is_never_shown() -> None:
    cell = f"<w:p>{_RUN_IN}{run('20')}</w:p>{p(run('0'))}"
    document = read(table(row(p(run("行政许可")), cell)))
    assert document.tables[0].rows[0][1].text == "200"


@pytest.mark.parametrize("end", ['<w:specVanish w:val="0"/>', ""])
def test_a_paragraph_whose_end_is_shown_does_not_run_into_the_next(end: str) -> None:
    properties = f"<w:pPr><w:rPr>{end}</w:rPr></w:pPr>"
    apart = read(p(properties, run("甲")) + p(run("乙")))
    assert [block.text for block in apart.paragraphs] == ["甲", "乙"]


def test_no_paragraph_runs_into_a_table() -> None:
    document = read(p(_RUN_IN, run("甲")) + table(row(p(run("a")), p(run("1")))) + p(run("乙")))
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "TableGrid", "Paragraph"]
    assert [block.text for block in document.paragraphs] == ["甲", "乙"]
