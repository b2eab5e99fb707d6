"""Workbooks somebody else put a table in."""

from __future__ import annotations

import io
import zipfile

import pytest

from govreport.errors import LimitError, SourceError
from govreport.forms import ogi2021
from govreport.sources.documents import read_published_bytes
from govreport.sources.recognition import recognise
from govreport.sources.xlsx_file import read_xlsx

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TITLE = "甲县某局2023年政府信息公开工作年度报告"


def workbook(sheet: str, *, state: str = "visible", strings: str = "", styles: str = "") -> bytes:
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": (
            f'<workbook {SPACE} xmlns:r="{RELATIONS}"><sheets>'
            f'<sheet name="1" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/sharedStrings.xml": f"<sst {SPACE}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {SPACE}>{styles}</styleSheet>",
        "xl/worksheets/sheet1.xml": f"<worksheet {SPACE}>{sheet}</worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def cells(*lines: list[str | int | None]) -> str:
    rows = []
    for row, line in enumerate(lines, 1):
        written = []
        for column, value in enumerate(line):
            place = f"{chr(65 + column)}{row}"
            if isinstance(value, str):
                written.append(f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>')
            elif value is not None:
                written.append(f'<c r="{place}"><v>{value}</v></c>')
        rows.append(f'<row r="{row}">{"".join(written)}</row>')
    return f"<sheetData>{''.join(rows)}</sheetData>"


LINES: tuple[list[str | int | None], ...] = (
    [TITLE],
    ["二、主动公开政府信息情况"],
    ["第二十条第（一）项"],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", 1, 2, 3],
    ["第二十条第（八）项"],
    ["信息内容", "本年收费金额（单位：万元）"],
    ["行政事业性收费"],
)


def test_headings_and_tables_below_each_other_are_told_apart() -> None:
    sheet = (
        cells(*LINES).replace("</row></s", '<c r="B8"><v>72701.257799999992</v></c></row></s')
        + '<mergeCells><mergeCell ref="A3:D3"/><mergeCell ref="B8:D8"/></mergeCells>'
    )
    reading = recognise(read_published_bytes(workbook(sheet), name="a.xlsx"), [ogi2021.Report])
    figures = reading.report.figures()
    assert reading.report.title == TITLE
    assert figures["disclosure.regulations.in_force"] == 3
    assert str(figures["disclosure.fees.amount"]) == "72701.2578"
    source = reading.cells["disclosure.regulations.issued"]
    assert (source.row, source.column) == (5, 2)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("3", "3"),
        ("3.0", "3"),
        ("1E3", "1000"),
        ("0.1", "0.1"),
        ("-5", "-5"),
        ("96171.600000000006", "96171.6"),
    ],
)
def test_numbers_are_read_as_a_sheet_shows_them(stored: str, shown: str) -> None:
    sheet = f'<sheetData><row><c r="A1" t="s"><v>0</v></c><c r="B1"><v>{stored}</v></c></row></sheetData>'
    strings = "<si><t>行政许可</t><rPh><t>xu</t></rPh></si>"
    (grid,) = read_xlsx(workbook(sheet, strings=strings), name="a.xlsx").tables
    assert [cell.text for cell in grid.rows[0]] == ["行政许可", shown]


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('<c r="A1"><f>1+1</f></c>', "a formula without a result"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "the cell holds an error"),
        (f'<c r="A1" t="str"><v>{"甲乙丙丁戊" * 30_000}</v></c>', "the text is too long"),
    ],
)
def test_a_cell_that_is_no_value_is_refused_by_its_name(cell: str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_xlsx(workbook(f"<sheetData><row>{cell}</row></sheetData>"), name="a.xlsx")
    what, where = caught.value.to_text("en").splitlines()[:2]
    assert (what, where) == (says, "  where: a.xlsx: xl/worksheets/sheet1.xml: A1")


def test_a_blank_far_out_is_no_part_of_the_table_and_is_told() -> None:
    sheet = '<c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" t="str"><v> </v></c>'
    document = read_xlsx(workbook(f"<sheetData><row>{sheet}</row></sheetData>"), name="a.xlsx")
    assert [cell.text for cell in document.tables[0].cells] == ["1"]
    assert [note.en for note in document.notes] == ["blanks far out on a sheet were not read"]


def test_a_hidden_sheet_is_told() -> None:
    hidden = read_xlsx(workbook(cells(["甲", 1]), state="hidden"), name="a.xlsx")
    assert (hidden.blocks, [note.en for note in hidden.notes]) == ((), ["a hidden sheet was not read"])


def test_a_sheet_without_measure_is_refused() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = f'<sheetData><row><c r="A1"><v>1</v></c></row>{far}</sheetData>'
    with pytest.raises(SourceError, match="工作表太大"):
        read_xlsx(workbook(sheet), name="a.xlsx")


def test_a_merged_range_without_measure_is_refused() -> None:
    sheet = cells(["规章", 1]) + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with pytest.raises(LimitError, match="merged_places"):
        read_xlsx(workbook(sheet), name="a.xlsx")


def test_cells_without_a_reference_follow_the_one_before() -> None:
    rows = '<row r="3"><c><v>1</v></c><c><v>2</v></c></row><row><c r="B4"><v>3</v></c></row>'
    sheet = f"<sheetData>{rows}</sheetData>"
    (grid,) = read_xlsx(workbook(sheet), name="a.xlsx").tables
    assert [[cell.text for cell in row] for row in grid.rows] == [["1", "2"], ["", "3"]]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (
            '<c r="A0"><v>1</v></c>',
            "a cell has no lawful reference\n  where: a.xlsx: xl/worksheets/sheet1.xml: A0",
        ),
        ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', "the same cell stands twice"),
        ('<c r="A2"><v>1</v></c>', "a cell is named for another row than its own"),
        ('<c r="B1"><v>1</v></c><c r="A1"><v>2</v></c>', "rows or cells are out of order"),
        ('<c r="A1"/></row><row r="1"><c r="A1"/>', "the same row stands twice"),
        ('<c r="A1" t="s"><v>7</v></c>', "a cell refers to a text that is not there"),
        ('<c r="A1"><v>1E400</v></c>', "a cell holds no number"),
        ('<c r="A1"><v>NaN</v></c>', "a cell holds no number"),
        ('<c r="A1"><v>2_00</v></c>', "a cell holds no number"),
        ('<c r="A1"><v>２００</v></c>', "a cell holds no number"),
        ('<c r="A1"><v>1</v><v>2</v></c>', "a cell holds more than one value"),
        ('<c r="A1"><v>1</v><is><t>2</t></is></c>', "a cell holds more than one value"),
        ('<c r="A1"><v><x>2</x>00</v></c>', "there is markup inside the value of a cell"),
        ('<c r="A1" t="inlineStr"><is><t>2<x>00</x></t></is></c>', "there is markup inside the value"),
        ('<c r="A1" t="inlineStr"><is><x><t>2</t></x></is></c>', "there is markup inside the value"),
        ('<c r="A1" t="zz"><v>1</v></c>', "a cell is of no known kind"),
        ('<c r="$A$1"><v>1</v></c>', "a cell has no lawful reference"),
        ('<c r="A1" t="str"><v>a_xD800_b</v></c>', "a character that no document can hold: U+D800"),
        ('<c r="A1" t="str"><v>a_x0000_b</v></c>', "a character that no document can hold: U+0000"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_refused_with_its_name(cell: str, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_xlsx(workbook(f"<sheetData><row>{cell}</row></sheetData>"), name="a.xlsx")
    assert caught.value.to_text("en").startswith(said)
    assert "sheet1.xml: " in caught.value.to_text("en")


def test_escaped_characters_are_read() -> None:
    sheet = '<c r="A1" t="str"><v>甲_x000A_乙_x005F_x000D_</v></c>'
    document = read_xlsx(workbook(f"<sheetData><row>{sheet}</row></sheetData>"), name="a.xlsx")
    assert [cell.text for cell in document.tables[0].rows[0]] == ["甲\n乙_x000D_"]


@pytest.mark.parametrize("digits", ["²", "٣", "9" * 5000])
def test_what_looks_like_digits_and_is_no_number_breaks_nothing(digits: str) -> None:
    sheet = f"<sheetData><row r='{digits}'><c t='s'><v>{digits}</v></c></row></sheetData>"
    with pytest.raises(SourceError):
        read_xlsx(workbook(sheet), name="a.xlsx")
    sheet = f"<sheetData><row r='1'><c r='A1' t='str'><v>{digits}</v></c></row></sheetData>"
    texts = [block.text for block in read_xlsx(workbook(sheet), name="a.xlsx").blocks]
    assert texts == [digits]


STRUCK = "<is><r><rPr><strike/></rPr><t>111</t></r><r><t>200</t></r></is>"
RAISED = '<is><r><t>200</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is>'


@pytest.mark.parametrize(
    ("cell", "text", "notes"),
    [
        ('<c r="A1"><v>2<!-- x -->00</v></c>', "200", []),
        ('<c r="A1"><v>2<?x?>00</v></c>', "200", []),
        ('<c r="A1" t="inlineStr"><is><t>2<!-- x -->00</t></is></c>', "200", []),
        ('<c r="A1"><v> 200 </v></c>', "200", []),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE", []),
        (f'<c r="A1" t="inlineStr">{STRUCK}</c>', "200", ['A1: the struck "111" was not read']),
        (
            f'<c r="A1" t="inlineStr">{RAISED}</c>',
            "200",
            ['A1: the raised or lowered "1" is no part of the figure'],
        ),
        (f'<c r="A1" t="inlineStr">{RAISED.replace("200", "每km")}</c>', "每km1", []),
    ],
)
def test_a_cell_is_read_whole_without_what_is_struck_or_raised(
    cell: str, text: str, notes: list[str]
) -> None:
    document = read_xlsx(workbook(f"<sheetData><row>{cell}</row></sheetData>"), name="a.xlsx")
    assert [block.text for block in document.blocks] == [text]
    assert [note.en.removeprefix("a.xlsx: xl/worksheets/sheet1.xml: ") for note in document.notes] == notes


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ('<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>', "1"),
        ('<row r="1" ht="0" customHeight="1"><c r="A1"><v>1</v></c></row>', "1"),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row>', "C"),
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"/>', ""),
    ],
)
def test_hidden_rows_and_columns_with_something_in_them_are_told(rows: str, lines: str) -> None:
    columns = '<cols><col min="3" max="16384" width="0" hidden="1"/></cols>'
    document = read_xlsx(workbook(f"{columns}<sheetData>{rows}</sheetData>"), name="a.xlsx")
    said = [f"a.xlsx: xl/worksheets/sheet1.xml: hidden rows or columns were read too ({lines})"]
    assert [note.en for note in document.notes] == (said if lines else [])


STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/></cellXfs>'


@pytest.mark.parametrize(
    ("stored", "style", "shown"),
    [
        ("45666", 1, "2025年1月9日"),
        ("5", 1, "1900年1月5日"),
        ("0.354166666", 2, "8:30"),
        ("45666", 0, "45666"),
    ],
)
def test_a_day_is_read_as_the_sheet_shows_it(stored: str, style: int, shown: str) -> None:
    row = f'<row r="1"><c r="A1" s="{style}"><v>{stored}</v></c><c r="B1"><v>1</v></c></row>'
    (grid,) = read_xlsx(workbook(f"<sheetData>{row}</sheetData>", styles=STYLES), name="a.xlsx").tables
    assert [cell.text for cell in grid.rows[0]] == [shown, "1"]


@pytest.mark.parametrize("stored", ["-1", "60", "2958466", "1E10"])
def test_a_day_of_no_calendar_is_refused_by_its_cell(stored: str) -> None:
    row = f'<row r="1"><c r="A1" s="1"><v>{stored}</v></c></row>'
    with pytest.raises(SourceError) as caught:
        read_xlsx(workbook(f"<sheetData>{row}</sheetData>", styles=STYLES), name="a.xlsx")
    assert caught.value.to_text("en").splitlines() == [
        "the cell is formatted as a date, and holds no day of the calendar",
        "  where: a.xlsx: xl/worksheets/sheet1.xml: A1",
        f"  found: {stored}",
        "  to do: format the cell as a number, or as text, and type it again",
    ]


def test_a_day_is_no_figure_of_a_published_table() -> None:
    sheet = cells(*LINES).replace('<c r="B5">', '<c r="B5" s="1">')
    reading = recognise(read_published_bytes(workbook(sheet, styles=STYLES), name="a.xlsx"), [ogi2021.Report])
    assert reading.report.figures()["disclosure.regulations.issued"] is None
    assert any("1900年1月1日" in str(each) for each in reading.unplaced)
