from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from attacks import workbooks as made
from govreport.errors import DataError, LimitError, SourceError
from govreport.forms import ogi2014, ogi2019, ogi2021
from govreport.sources import load, load_all, load_text
from govreport.sources.loaded import Loaded
from govreport.word.package import read_parts, write_parts

HEAD = "机关,年度,电话,申请情况.新收.自然人,申请情况.结转下年度.自然人,disclosure.licences,总体情况"
ROW = '甲县公安局,2024,0123,3,1,12,"（一）主动公开。\n全年26条。"'


def loaded(path: Path, content: str | bytes) -> tuple[Loaded, ...]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_all(path)


def workbook(**sheets: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(book: openpyxl.Workbook, path: Path) -> Path:
    book.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_separated_values_are_read_in_any_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    content = f"{HEAD}\n{ROW}\n".replace(",", delimiter).encode(encoding)
    (only,) = loaded(tmp_path / "名单.csv", content)
    report = only.report
    assert (only.place, only.row, only.remarks) == (f"{tmp_path / '名单.csv'}:2", 2, ())
    assert isinstance(report, ogi2021.Report)
    assert (report.agency.name, report.agency.phone, report.year) == ("甲县公安局", "0123", 2024)
    assert report.applications.received.natural_person == 3
    assert report.applications.received.total is None
    assert report.disclosure.licences.decisions == 12
    assert report.overview == "（一）主动公开。\n全年26条。"


def test_both_rows_of_headers_and_lines_above_them_are_read(tmp_path: Path) -> None:
    content = (
        "某县各机关数据,,\n机关,年度,申请情况.新收.自然人\n"
        "agency.name,year,applications.received.natural_person\n甲局,2024,3\n"
    )
    (only,) = loaded(tmp_path / "a.csv", content)
    assert only.row == 4
    assert only.report.cells()["applications.received.natural_person"] == 3


def test_the_year_or_a_column_chooses_the_form_of_each_row(tmp_path: Path) -> None:
    content = "机关,年度,表样\n甲局,2024,\n乙局,2020,\n丙局,2024,ogi2019\n丁局,2016,\n"
    forms = [type(each.report) for each in loaded(tmp_path / "a.csv", content)]
    assert forms == [ogi2021.Report, ogi2019.Report, ogi2019.Report, ogi2014.Report]


def test_the_sheets_of_a_workbook_are_tied_together_by_the_agency(tmp_path: Path) -> None:
    book = workbook(
        说明=[["请逐行填写"]],
        机关=[["agency.name", "year", "overview"], ["甲局", 2024, "甲的情况"], ["乙局", 2024, None]],
        申请=[["机关", "applications.received.natural_person"], ["乙局", 5], ["甲 局", "４"]],
    )
    first, second = load_all(saved(book, tmp_path / "a.xlsx"))
    assert first.report.cells()["applications.received.natural_person"] == 4
    assert first.report.texts()["overview"] == "甲的情况"
    assert second.report.cells()["applications.received.natural_person"] == 5
    assert [str(remark) for remark in first.remarks] == [f"{tmp_path / 'a.xlsx'}: 申请!B3：“４”读作 4"]


def test_a_wrong_row_names_its_cells_and_stops_no_other(tmp_path: Path) -> None:
    name = tmp_path / "a.csv"
    first, second = loaded(name, f"{HEAD}\n甲局,2024,,五,1,1.5,\n乙局,2024,,3,1,2,\n")
    assert isinstance(first.result, DataError)
    assert str(first.result) == (
        "共有 2 处错误\n"
        f'  这里应填整数; 位置：{name}: D2; 实为："五"; 应为：整数\n'
        f'  这里应填整数; 位置：{name}: F2; 实为："1.5"; 应为：整数'
    )
    assert second.report.cells()["applications.received.natural_person"] == 3


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            ["甲局,1024"],
            "年份不对\n  位置：{name}: B2: year\n  实为：1024\n  应为：1949–2999\n  处理：改成报告的年度",
        ),
        (["甲局,"], "缺少必填的字段\n  位置：{name}: A2\n  应为：year（年度）"),
        ([",2024"], "这一行没有机关名称\n  位置：{name}: A2"),
        (
            ["甲局,2024", "", "甲局,2024"],
            (
                "同一机关出现两次，都不读取（先在 A2）\n  位置：{name}: A4\n  实为：甲局\n"
                "  处理：每个机关一行；删去重复的一行"
            ),
        ),
    ],
)
def test_the_error_of_a_row_has_its_address(tmp_path: Path, rows: list[str], message: str) -> None:
    name = tmp_path / "a.csv"
    (only,) = loaded(name, "机关,年度\n" + "\n".join(rows) + "\n")
    assert str(only.result) == message.format(name=name)


def test_an_agency_may_have_a_row_for_each_year(tmp_path: Path) -> None:
    years = [each.report.year for each in loaded(tmp_path / "a.csv", "机关,年度\n甲局,2023\n甲局,2024\n")]
    assert years == [2023, 2024]


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (
            "机关,年度,申请情况.新受.自然人",
            (
                "表头不认识\n  位置：{name}: C1\n  实为：申请情况.新受.自然人\n"
                "  应为：申请情况.新收.自然人 / 申请情况.上年结转.自然人 / 申请情况.结转下年度.自然人"
            ),
        ),
        (
            "机关,年度,电话,agency.phone",
            "两列的表头是同一项\n  位置：{name}: D1\n  实为：agency.phone\n  应为：C1\n  处理：删去其中一列",
        ),
        ("机关,年度,", "这一列有内容，却没有表头\n  位置：{name}: C2\n  实为：7"),
    ],
)
def test_a_wrong_header_is_told_once_for_the_file(tmp_path: Path, head: str, message: str) -> None:
    name = tmp_path / "a.csv"
    with pytest.raises(DataError) as refused:
        loaded(name, f"{head}\n甲局,2024,7\n乙局,2024,8\n")
    assert str(refused.value) == message.format(name=name)


def test_columns_of_numbers_and_remarks_are_peoples_own(tmp_path: Path) -> None:
    (only,) = loaded(tmp_path / "a.csv", "序号,机关,年度,备注\n1,甲局,2024,待核\n")
    assert only.report.agency.name == "甲局"


def test_blanks_are_zero_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("机关,年度,申请情况.新收.自然人\n甲局,2024,—\n", encoding="utf-8")
    (only,) = load_all(path, blank="zero")
    assert only.report.cells()["applications.received.total"] == 0


def test_an_agency_is_the_same_however_its_brackets_are_typed(tmp_path: Path) -> None:
    one = [["机关", "年度", "电话"], ["甲县教育局（本级）", 2024, "0123"]]
    other = [["机关", "申请情况.新收.自然人"], ["甲县教育局(本级)", 3]]
    (only,) = load_all(saved(workbook(一=one, 二=other), tmp_path / "a.xlsx"))
    assert isinstance(only.report, ogi2021.Report)
    assert (only.report.agency.name, only.report.agency.phone) == ("甲县教育局（本级）", "0123")
    assert only.report.applications.received.natural_person == 3


def test_sheets_that_say_different_things_of_an_agency_are_told(tmp_path: Path) -> None:
    one = [["机关", "年度", "电话"], ["甲局", 2024, "0123"], ["乙局", 2024, "0123"]]
    other = [["机关", "电话"], ["甲局", "0124"], ["乙局", "0123"]]
    wrong, right = load_all(saved(workbook(一=one, 二=other), tmp_path / "a.xlsx"))
    with pytest.raises(DataError) as caught:
        _ = wrong.report
    (problem,) = caught.value.problems
    place = str(tmp_path / "a.xlsx")
    assert (problem.where, problem.found) == (f"{place}: 二!B2", "0124")
    assert str(problem.what) == f"两张表里的值不一样（先在 {place}: 一!C2）"
    assert right.report.agency.phone == "0123"


def test_hidden_sheets_are_told(tmp_path: Path) -> None:
    book = workbook(a=[["机关", "年度"], ["甲局", 2024]], b=[["机关", "年度"], ["乙局", 2024]])
    book["b"].sheet_state = "hidden"
    (only,) = load_all(saved(book, tmp_path / "a.xlsx"))
    assert [str(remark) for remark in only.remarks] == ["隐藏的工作表“b”未读取"]


def test_a_formula_never_calculated_is_an_error_of_its_row_and_of_no_other(tmp_path: Path) -> None:
    rows = [
        ["机关", "年度", "申请情况.新收.自然人", "备注"],
        ["甲局", 2024, "=1+2"],
        ["乙局", 2024, 3, "=1+2"],
    ]
    first, second = load_all(saved(workbook(a=rows), tmp_path / "a.xlsx"))
    assert isinstance(first.result, DataError)
    assert first.result.to_text("en").splitlines() == [
        "a formula without a result",
        f"  where: {tmp_path / 'a.xlsx'}: a!C2",
        "  to do: type the number, or open and save the file",
    ]
    assert second.report.cells()["applications.received.natural_person"] == 3


def _typed(path: Path, cells: str, more: str = "", styles: str = "") -> Loaded:
    """Return a row of a workbook with what was typed in the columns C (a figure) and D (a phone number)."""
    head = made.row(
        1,
        made.text("A1", "机关"),
        made.text("B1", "年度"),
        made.text("C1", "申请情况.新收.自然人"),
        made.text("D1", "电话"),
    )
    line = made.row(2, made.text("A2", "甲局"), made.number("B2", "2024"), cells)
    path.write_bytes(made.workbook(head + line + more, styles=styles))
    (only,) = load_all(path)
    return only


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('<c r="C2"><f>1+1</f></c>', "a formula without a result"),
        ('<c s="0" r="C2" ><f t="shared" si="0"/><v/></c>', "a formula without a result"),
        ('<c r="C2" t="e"><v>#REF!</v></c>', "the cell holds an error"),
        ('<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "the cell holds an error"),
        (made.text("D2", "#N/A"), "the cell holds an error"),
        (made.number("C2", "1E400"), "a whole number belongs here"),
        (made.number("D2", "1E400"), "this is no number"),
        (made.number("C2", "NaN"), "a whole number belongs here"),
        (made.number("C2", "123456789012345678"), "a number of more than 15 digits"),
        (made.number("D2", "123456789012345678"), "a number of more than 15 digits"),
        (made.number("C2", "45657", ' s="1"'), "a number belongs here, and this is a date"),
        (made.text("D2", "a_x000B_b"), "the text holds a character that cannot be printed: U+000B"),
        (made.text("D2", "a_xD800_b"), "the text holds a character that cannot be printed: U+D800"),
    ],
)
def test_a_cell_that_lies_is_told_by_its_name(tmp_path: Path, cell: str, says: str) -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    only = _typed(tmp_path / "a.xlsx", cell, styles=styles)
    assert isinstance(only.result, DataError)
    what, where = only.result.to_text("en").splitlines()[:2]
    assert what.startswith(says)
    assert f"a.xlsx: 表!{cell[cell.index('r=') + 3 :][:2]}" in where


@pytest.mark.parametrize("written", ['<c t="e" ', "<c <f "])
def test_what_only_looks_like_many_cells_takes_no_time(tmp_path: Path, written: str) -> None:
    cell = f'<c r="C2"><v>200</v></c><!--{written * 120_000}-->'
    before = time.process_time()
    only = _typed(tmp_path / "a.xlsx", cell)
    assert only.report.cells()["applications.received.natural_person"] == 200
    assert time.process_time() - before < 4


@pytest.mark.parametrize(
    ("cell", "remarks"),
    [
        ('<c r="C2"><v>2<!-- x -->00</v></c>', []),
        ('<c r="C2" t="inlineStr"><is><t>2<?x?>00</t></is></c>', []),
        ('<c r="C2" x=">" t="n"><v>200</v></c>', []),
        (
            '<c r="C2" t="inlineStr"><is><r><rPr><strike/></rPr><t>1</t></r><r><t>200</t></r></is></c>',
            ['表!C2: the struck "1" was not read'],
        ),
        ('<c r="C2" hidden="1"><v>200</v></c>', []),
    ],
)
def test_a_cell_of_a_roster_is_read_whole(tmp_path: Path, cell: str, remarks: list[str]) -> None:
    only = _typed(tmp_path / "a.xlsx", cell)
    assert only.report.cells()["applications.received.natural_person"] == 200
    assert [each.en.removeprefix(f"{tmp_path / 'a.xlsx'}: ") for each in only.remarks] == remarks


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('<c r="C2" x=">" t="e"><v>#REF!</v></c>', "the cell holds an error"),
        ('<c r="C2" t = "e"><v>#REF!</v></c>', "the cell holds an error"),
        ('<c r="C2"><v>2_00</v></c>', "a whole number belongs here"),
        ('<c r="C2"><!-- x --><f>1+1</f></c>', "a formula without a result"),
    ],
)
def test_a_fault_written_in_a_rare_way_is_told_too(tmp_path: Path, cell: str, says: str) -> None:
    only = _typed(tmp_path / "a.xlsx", cell)
    assert isinstance(only.result, DataError)
    assert only.result.to_text("en").startswith(f"{says}\n  where: {tmp_path / 'a.xlsx'}: 表!C2")


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('<c r="C2"><!-- x --><v>2_00</v></c>', "a cell holds no number"),
        ('<c r="C2"><v>1</v><v>2</v></c>', "a cell holds more than one value"),
        ('<c r="C2"><v>2<x>00</x></v></c>', "there is markup inside the value of a cell"),
        ('<c r="$C$2"><v>2</v></c>', "a cell has no lawful reference"),
    ],
)
def test_a_cell_of_a_roster_that_no_program_writes_is_refused(tmp_path: Path, cell: str, says: str) -> None:
    with pytest.raises(SourceError, match=r"sheet1\.xml") as caught:
        _typed(tmp_path / "a.xlsx", cell)
    assert caught.value.to_text("en").startswith(says)


def test_hidden_rows_of_a_roster_are_read_and_told(tmp_path: Path) -> None:
    book = workbook(a=[["机关", "年度"], ["甲局", 2024], ["乙局", 2024]])
    book["a"].row_dimensions[3].hidden = True
    first, _ = load_all(saved(book, tmp_path / "a.xlsx"))
    assert [note.en for note in first.remarks] == ["a: hidden rows or columns were read too (3)"]


def test_ids_of_eighteen_digits_stay_as_they_were_typed(tmp_path: Path) -> None:
    only = _typed(tmp_path / "a.xlsx", made.text("D2", "123456789012345678"))
    assert only.report.agency.phone == "123456789012345678"


@pytest.mark.parametrize("far", ["A1048576", "XFD1048576"])
def test_a_blank_typed_far_out_takes_no_room_and_is_told(tmp_path: Path, far: str) -> None:
    only = _typed(tmp_path / "a.xlsx", made.number("C2", "3"), made.row(1048576, made.text(far, " ")))
    assert only.report.cells()["applications.received.natural_person"] == 3
    assert [remark.en for remark in only.remarks] == ['blanks far out on the sheet "表" were not read']


def test_a_text_far_out_is_refused_before_room_is_made_for_it(tmp_path: Path) -> None:
    with pytest.raises(LimitError, match="sheet_places"):
        _typed(tmp_path / "a.xlsx", made.number("C2", "3"), made.row(1048576, made.text("XFD1048576", "x")))


def test_more_text_than_a_sheet_has_is_refused_before_it_is_made(tmp_path: Path) -> None:
    lines = "".join(made.row(at, f'<c r="A{at}" t="s"><v>0</v></c>') for at in range(2, 2000))
    head = made.row(1, made.text("A1", "机关"), made.text("B1", "年度"))
    (tmp_path / "a.xlsx").write_bytes(made.workbook(head + lines, strings=f"<si><t>{'市' * 30000}</t></si>"))
    with pytest.raises(LimitError, match="sheet_text"):
        load_all(tmp_path / "a.xlsx")


def test_what_a_spreadsheet_would_evaluate_loses_its_apostrophe(tmp_path: Path) -> None:
    (only,) = loaded(tmp_path / "a.csv", "机关,年度,总体情况\n甲局,2024,'=1+1\n")
    assert only.report.texts()["overview"] == "=1+1"


def test_a_missing_quotation_mark_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.csv:2"):
        loaded(tmp_path / "a.csv", '机关,年度\n"甲局,2024\n')


def test_several_reports_are_no_single_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("机关,年度\n甲局,2024\n乙局,2024\n", encoding="utf-8")
    with pytest.raises(SourceError, match="文件里有 2 份报告，这里只能是一份"):
        load(path)


def test_a_roster_may_come_without_a_file() -> None:
    book = BytesIO()
    workbook(a=[["机关", "年度"], ["甲局", 2024]]).save(book)
    assert load_text("机关,年度\n甲局,2024\n".encode()).agency.name == "甲局"
    assert load_text(book.getvalue()).agency.name == "甲局"


def test_other_files_are_one_report(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("year: 2024\nagency: {name: 甲局, phone: '1'}\n", encoding="utf-8")
    assert [(each.place, each.row) for each in load_all(path)] == [(str(path), None)]


def test_cells_that_stand_too_far_apart_are_refused_before_the_reader_asks_for_memory(tmp_path: Path) -> None:
    path = saved(workbook(a=[["机关", "年度"], ["甲局", 2024], ["乙局", 2024]]), tmp_path / "a.xlsx")
    parts = read_parts(path.read_bytes())
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b' r="B3"', b" r='XFD1048576'").replace(b' r="A3"', b"")
    parts[sheet] = parts[sheet].replace(b'<row r="3"', b'<row r="1048576"')
    with pytest.raises(SourceError, match="工作表太大"):
        load_all(written(path, write_parts(parts)))


@pytest.mark.parametrize(
    ("name", "place", "says"),
    [
        ("B2", "A2", "同一个单元格写了两次"),
        ("B2", "B9", "单元格不在它所在的行里"),
        ("A2", "C2", "行或单元格的次序有误"),
        ("B2", "B0", "单元格的位置有误"),
    ],
)
def test_a_cell_that_is_not_named_for_its_place_is_refused_by_its_name(
    name: str, place: str, says: str, tmp_path: Path
) -> None:
    path = saved(workbook(a=[["机关", "年度"], ["甲局", 2024], ["乙局", 2024]]), tmp_path / "a.xlsx")
    parts = read_parts(path.read_bytes())
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(f' r="{name}"'.encode(), f' r="{place}"'.encode())
    with pytest.raises(SourceError) as caught:
        load_all(written(path, write_parts(parts)))
    at = "B2" if place == "C2" else place
    assert caught.value.to_text("zh").startswith(f"{says}\n  位置：{path}: /{sheet}: {at}\n")


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("header", "value", "message"),
    [
        ("规章.制发", date(2024, 3, 5), "这里应填数字，却是日期\n  位置：{}!D2\n  实为：2024年3月5日"),
        ("规章.制发", -1, "单元格设为日期或时间格式，里面却不是日历上的日子\n  位置：{}!D2\n  实为：-1"),
        ("规章.制发", 1e10, "单元格设为日期或时间格式，里面却不是日历上的日子\n  位置：{}!D2"),
        ("公布日期", 60, "单元格设为日期或时间格式，里面却不是日历上的日子\n  位置：{}!D2\n  实为：60"),
        ("公布日期", 2958466, "单元格设为日期或时间格式，里面却不是日历上的日子\n  位置：{}!D2"),
        ("总体情况", date(2024, 3, 5), "这里应填文字，却是日期\n  位置：{}!D2\n  实为：2024年3月5日"),
        ("总体情况", 0.25, "单元格设为日期或时间格式，里面却不是日历上的日子\n  位置：{}!D2"),
        (
            "电话",
            date(2024, 3, 5),
            "这里应填文字\n  位置：{}!D2: agency.phone（机关 › 联系电话）\n  实为：2024-03-05",
        ),
    ],
)
def test_a_date_where_none_belongs_is_an_error_at_its_cell(
    tmp_path: Path, header: str, value: object, message: str
) -> None:
    header = f"主动公开情况.{header}" if "." in header else header
    book = workbook(
        表=[["机关", "年度", "备注", header], ["甲局", 2024, "", value], ["乙局", 2024, "", None]]
    )
    book["表"]["D2"].number_format = "yyyy-mm-dd"
    path = saved(book, tmp_path / "a.xlsx")
    wrong, right = load_all(path)
    assert str(wrong.result).startswith(message.format(f"{path}: 表"))
    assert "  处理：" in str(wrong.result)
    assert right.report.agency.name == "乙局"


def test_a_year_formatted_as_a_date_is_told_at_its_cell(tmp_path: Path) -> None:
    book = workbook(表=[["机关", "年度", "总体情况"], ["甲局", 2024, "文字"]])
    book["表"]["B2"].number_format = "yyyy-mm-dd"
    (only,) = load_all(saved(book, tmp_path / "a.xlsx"))
    assert str(only.result).startswith(
        f"这里应填数字，却是日期\n  位置：{tmp_path / 'a.xlsx'}: 表!B2\n  实为：1905年7月16日"
    )


def test_a_day_of_publication_is_read_from_its_cell(tmp_path: Path) -> None:
    book = workbook(表=[["机关", "年度", "公布日期"], ["甲局", 2024, date(2025, 1, 9)]])
    (only,) = load_all(saved(book, tmp_path / "a.xlsx"))
    assert only.report.published_on == date(2025, 1, 9)


def test_a_year_formatted_as_a_date_on_two_sheets_stops_its_agency_alone(tmp_path: Path) -> None:
    rows = [["机关", "年度", "总体情况"], ["甲局", 2024, "文字"], ["乙局", 2024, "文字"]]
    book = workbook(一=rows, 二=rows)
    for name in ("一", "二"):
        book[name]["B2"].number_format = "yyyy-mm-dd"
    path = saved(book, tmp_path / "a.xlsx")
    wrong, right = load_all(path)
    assert isinstance(wrong.result, DataError)
    assert [(each.what.zh, each.where) for each in wrong.result.problems] == [
        ("这里应填数字，却是日期", f"{path}: {place}") for place in ("一!B2", "二!B2")
    ]
    assert right.report.agency.name == "乙局"


def test_the_row_of_a_number_that_is_no_day_is_shown_in_an_odd_sheet_too(tmp_path: Path) -> None:
    book = workbook(表=[["机关", "年度", "总体情况"], ["甲局", 2024, -1]])
    book["表"]["C2"].number_format = "yyyy-mm-dd"
    plain, odd = saved(book, tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    with ZipFile(plain) as old, ZipFile(odd, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"<v>-1</v>", b"<v><!-- -->-1</v>"))
    for path in (plain, odd):
        (only,) = load_all(path)
        assert str(only.result).startswith(
            f"单元格设为日期或时间格式，里面却不是日历上的日子\n  位置：{path}: 表!C2\n  实为：-1\n  处理："
        )
