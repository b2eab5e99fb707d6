"""What a Word file shows is what is read, whatever Word has wrapped round it."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from govreport.errors import SourceError
from govreport.sources.document import Document, GridCell, TableGrid
from govreport.sources.docx_file import read_docx

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def packed(parts: dict[str, str]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def main_part(body: str, space: str = TRANSITIONAL) -> str:
    return f'<w:document xmlns:w="{space}" {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>'


def read(body: str) -> Document:
    """Read a document with this body."""
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": main_part(body)}
    return read_docx(packed(parts), name="a.docx")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<w:") else paragraph(run(content))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def notes(document: Document) -> list[str]:
    return [note.en for note in document.notes]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("有") + run("关"), "有关"),
        (run("A &amp; B &lt;") + run(" "), "A & B < "),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/></w:r>", "甲\t乙\n丙\n"),
        ("<w:r><w:noBreakHyphen/><w:t>200</w:t></w:r>", "-200"),
        ("<w:r><w:t>政</w:t><w:softHyphen/><w:t>府</w:t></w:r>", "政府"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('200')}</w:sdtContent></w:sdt>", "200"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('点击输入')}</w:sdtContent></w:sdt>",
            "",
        ),
        (f"<w:hyperlink>{run('200')}</w:hyperlink>", "200"),
        (f"<w:smartTag><w:smartTag>{run('200')}</w:smartTag></w:smartTag>", "200"),
        (f'<w:fldSimple w:instr="PAGE">{run("200")}</w:fldSimple>', "200"),
        (
            f"<w:ruby><w:rubyPr/><w:rt>{run('hàn')}</w:rt><w:rubyBase>{run('汉')}</w:rubyBase></w:ruby>",
            "汉",
        ),
        ("<m:oMath><m:r><m:t>200</m:t></m:r></m:oMath>", "200"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="00A3"/></w:r>', "□"),
        ('<w:r><w:sym w:font="Other" w:char="F0E5"/></w:r>', "\uf0e5"),
        ('<w:r><w:sym w:font="Other" w:char="none"/></w:r>', ""),
        ("<!-- 200 -->" + run("300"), "300"),
    ],
)
def test_a_paragraph_reads_as_it_looks(content: str, text: str) -> None:
    document = read(paragraph(content))
    assert texts(document) == [text]
    assert document.notes == ()


def test_of_a_field_the_result_is_read() -> None:
    def step(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = step("begin") + run("无") + step("separate") + run("无") + step("end")
    field = (
        step("begin")
        + "<w:r><w:instrText>IF </w:instrText></w:r>"
        + inner
        + step("separate")
        + run("200")
        + step("end")
    )
    document = read(
        paragraph(run("共") + field + run("件")) + paragraph(step("begin")) + paragraph(run("后文"))
    )
    assert texts(document) == ["共200件", "", "后文"]


def test_tracked_changes_are_read_as_accepted() -> None:
    content = (
        run("共")
        + f"<w:del>{run('100')}<w:r><w:delText>100</w:delText></w:r></w:del><w:ins>{run('200')}</w:ins>"
        + f"<w:moveFrom>{run('300')}</w:moveFrom><w:moveTo>{run('400')}</w:moveTo>"
    )
    document = read(paragraph(content))
    assert texts(document) == ["共200400"]
    assert notes(document) == ["tracked changes were read as if all of them were accepted"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    first = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("前")
    assert texts(read(paragraph(first) + paragraph(run("后")))) == ["前后"]
    assert texts(read(paragraph(first))) == ["前"]


def test_deleted_and_inserted_rows_count_as_accepted() -> None:
    grid = table(
        row(cell("a"), cell("200")),
        row(cell("b"), cell("999"), properties="<w:del/>"),
        row(cell("c"), cell("300"), properties="<w:ins/>"),
    )
    assert texts(read(grid)) == ["a\t200\nc\t300"]
    assert notes(read(grid)) == ["tracked changes were read as if all of them were accepted"]


def test_a_deleted_cell_keeps_its_place() -> None:
    grid = table(row(cell("a"), cell("999", "<w:cellDel/>"), cell("200")))
    assert texts(read(grid)) == ["a\t\t200"]


@pytest.mark.parametrize(("value", "text"), [("", "12"), (' w:val="true"', "12"), (' w:val="0"', "132")])
def test_hidden_text_is_not_read(value: str, text: str) -> None:
    hidden = f"<w:r><w:rPr><w:b/><w:vanish{value}/></w:rPr><w:t>3</w:t></w:r>"
    document = read(table(row(cell("甲"), cell("乙"))) + paragraph(run("1") + hidden + run("2")))
    assert texts(document) == ["甲\t乙", text]
    assert notes(document) == (["hidden text was not read"] if text == "12" else [])


def test_a_hidden_row_is_not_read() -> None:
    assert texts(read(table(row(cell("a"), cell("1"), properties="<w:hidden/>")))) == []


def test_a_text_box_kept_twice_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph(run('200'))}</w:txbxContent>"
    twice = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(read(paragraph(run("人数：") + twice + run("件")))) == ["人数：件", "200"]
    assert texts(read(table(row(cell("人数"), cell(paragraph(twice)))))) == ["人数\t\n200"]
    alternative = f"<mc:AlternateContent><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    old = f"<w:r>{alternative}</w:r>"
    assert texts(read(paragraph(old))) == ["", "200"]


def test_controls_and_changes_may_wrap_tables_rows_and_cells() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    inner = control(row(control(cell("a")) + control(cell("200"))))
    assert texts(read(control(table(inner)) + f"<w:ins>{paragraph(run('后'))}</w:ins>")) == ["a\t200", "后"]


def test_a_nested_table_counts_in_its_cell_and_follows_as_a_table_of_its_own() -> None:
    inner = table(row(cell("x"), cell("200")))
    document = read(table(row(cell("a"), cell(inner + paragraph("")))) + paragraph(run("后")))
    assert texts(document) == ["a\tx\t200\n", "x\t200", "后"]
    assert [grid.number for grid in document.tables] == [1, 2]


def test_a_table_of_one_column_is_a_frame_round_its_contents() -> None:
    inner = table(row(cell("x"), cell("200")))
    document = read(table(row(cell(paragraph(run("前")) + inner)), row(cell("后"))))
    assert texts(document) == ["前", "x\t200", "后"]
    assert [item.number for item in document.paragraphs] == [1, 2]


def test_merged_cells_are_one_cell_in_every_place_they_cover() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    span = '<w:gridSpan w:val="2"/>'
    document = read(
        table(
            row(cell("a", restart + span), cell("b")),
            row(cell("不见", go_on + span), cell("c")),
            row(cell("d"), cell("e", go_on), cell("f")),
        )
    )
    (grid,) = document.tables
    assert list(grid.cells) == [
        GridCell(0, 0, 2, 2, "a"),
        GridCell(0, 2, 1, 1, "b"),
        GridCell(1, 2, 1, 1, "c"),
        GridCell(2, 0, 1, 1, "d"),
        GridCell(2, 1, 1, 1, "e"),
        GridCell(2, 2, 1, 1, "f"),
    ]
    assert grid.rows[1][0] is grid.rows[0][0]
    assert grid.columns == 3


def test_columns_left_out_before_a_row_are_counted() -> None:
    document = read(table(row(cell("a"), cell("b")), row(cell("c"), properties='<w:gridBefore w:val="1"/>')))
    assert document.tables[0].rows[1][-1] == GridCell(1, 1, 1, 1, "c")


@pytest.mark.parametrize("value", ["0", "-5", "x", "1.5", "", "²"])
def test_a_span_that_is_no_number_counts_as_one(value: str) -> None:
    document = read(table(row(cell("a", f'<w:gridSpan w:val="{value}"/>'), cell("b"))))
    assert document.tables[0].columns == 2


@pytest.mark.parametrize("value", ["1000000000", "1001", "9" * 5000])
def test_a_table_wider_than_any_program_makes_one_is_refused(value: str) -> None:
    wide = table(row(cell("a"), cell("b"))) + table(
        row(cell("a", f'<w:gridSpan w:val="{value}"/>'), cell("b"))
    )
    with pytest.raises(SourceError) as caught:
        read(wide)
    lines = caught.value.to_text("en").splitlines()
    assert lines[0] == "table 2 has too many columns"
    assert lines[1] == "  where: a.docx"
    assert lines[3] == "  expected: at most 1000 (table_columns)"


def test_many_narrow_spans_are_refused_as_well() -> None:
    cells = [cell("a", '<w:gridSpan w:val="600"/>')] * 2
    with pytest.raises(SourceError, match="第 1 个表格的列数过多"):
        read(table(row(*cells)))


def test_the_title_is_known_by_its_style() -> None:
    title = '<w:pPr><w:pStyle w:val="Title"/></w:pPr>' + run("标题")
    document = read(paragraph(title) + paragraph(run("正文")))
    assert [(item.text, item.number, item.is_title) for item in document.paragraphs] == [
        ("标题", 1, True),
        ("正文", 2, False),
    ]


@pytest.mark.parametrize("property_", ['<w:pStyle w:val="Signature"/>', '<w:jc w:val="right"/>'])
def test_a_paragraph_set_to_the_right_is_known(property_: str) -> None:
    apart = f"<w:pPr>{property_}</w:pPr>" + run("甲局")
    document = read(table(row(cell("a"), cell("b"))) + paragraph(apart) + paragraph(run("正文")))
    assert [item.is_apart for item in document.paragraphs] == [True, False]


def test_embedded_documents_are_noted() -> None:
    assert notes(read("<w:altChunk/>" + paragraph(run("正文")))) == ["an embedded document was not read"]


def test_the_relationships_say_which_part_is_the_text() -> None:
    relations = (
        f'<Relationships xmlns="{RELATIONSHIPS}">'
        f'<Relationship Id="r1" Type="{OFFICE}" Target="/word/main.xml"/></Relationships>'
    )
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations,
        "word/document.xml": main_part(paragraph(run("旧"))),
        "word/main.xml": main_part(paragraph(run("新"))),
    }
    assert texts(read_docx(packed(parts))) == ["新"]


def test_the_strict_kind_of_word_file_is_read_too() -> None:
    body = paragraph(run("正文")) + table(row(cell("a", '<w:gridSpan w:val="3"/>'), cell("b")))
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": main_part(body, STRICT)}
    document = read_docx(packed(parts))
    assert texts(document) == ["正文", "a\tb"]
    assert document.tables[0].columns == 4


def test_another_part_in_the_place_of_the_text_is_refused() -> None:
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": "<html><body/></html>"}
    with pytest.raises(SourceError) as caught:
        read_docx(packed(parts), name="b.docx")
    assert "b.docx: word/document.xml" in caught.value.to_text("en")
    assert "found: html" in caught.value.to_text("en")


def test_sixty_tables_inside_each_other_are_read() -> None:
    body = paragraph(run("深"))
    for _ in range(30):
        body = table(row(cell("a"), cell(body)))
    document = read(body)
    assert len(document.tables) == 30
    assert document.tables[-1].text == "a\t深"


def test_an_empty_table_is_nothing() -> None:
    assert read(table()).blocks == ()
    assert TableGrid(()).columns == 0


def test_old_setting_of_a_paragraph_whose_setting_was_changed_does_not_count() -> None:
    change = '<w:pPrChange w:id="1"><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange>'
    changed = f'<w:pPr><w:jc w:val="left"/>{change}</w:pPr>'
    paragraphs = read(paragraph(changed + run("甲县公安局"))).paragraphs
    assert [(each.text, each.is_apart) for each in paragraphs] == [("甲县公安局", False)]


@pytest.mark.parametrize("stray", [run("甲"), f"<w:tr>{run('甲')}</w:tr>", cell("甲")])
def test_what_stands_in_no_cell_of_a_table_breaks_nothing(stray: str) -> None:
    document = read(f"<w:tbl>{stray}{row(cell('一'), cell('二'))}</w:tbl>")
    assert [each.text for each in document.tables[0].cells] == ["一", "二"]
