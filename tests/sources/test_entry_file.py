from __future__ import annotations

import datetime
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest

from govreport.entrybook import place_of_path
from govreport.errors import GovReportError, SourceError
from govreport.forms import ogi2021
from govreport.sheet import entry_workbook
from govreport.sources import load_text
from govreport.sources.entry_file import entry_of
from govreport.sources.loaded import Loaded
from govreport.word.package import read_parts, write_parts

Filling = Callable[[openpyxl.Workbook], object]


def content(filling: Filling) -> bytes:
    book = openpyxl.load_workbook(BytesIO(entry_workbook(ogi2021.Report, year=2024)))
    book["封面"]["B5"] = "甲局"
    filling(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(filling: Filling) -> Loaded:
    loaded = entry_of(content(filling), name="a.xlsx", form=None)
    assert loaded is not None
    return loaded


def in_cell(value: object, sheet: str = "申请情况", name: str = "D6") -> Filling:
    def fill(book: openpyxl.Workbook) -> None:
        book[sheet][name] = value

    return fill


@pytest.mark.parametrize(
    ("was", "stands", "says"),
    [
        (b' r="D6"', b' r="C6"', "同一个单元格写了两次\n  位置：a.xlsx: /xl/worksheets/sheet3.xml: C6"),
        (b' r="D6"', b' r="D7"', "单元格不在它所在的行里\n  位置：a.xlsx: /xl/worksheets/sheet3.xml: D7"),
        (b' r="D6"', b' r="D"', "单元格的位置有误\n  位置：a.xlsx: /xl/worksheets/sheet3.xml: D"),
        (
            b't="n"><v>4321',
            b't="s"><v>4321',
            "单元格指向没有的文字\n  位置：a.xlsx: /xl/worksheets/sheet3.xml: D6",
        ),
    ],
)
def test_a_cell_that_no_program_writes_so_is_refused_by_its_name(
    was: bytes, stands: bytes, says: str
) -> None:
    parts = read_parts(content(in_cell(4321)))
    sheet = "xl/worksheets/sheet3.xml"
    assert was in parts[sheet]
    parts[sheet] = parts[sheet].replace(was, stands)
    with pytest.raises(SourceError) as caught:
        entry_of(write_parts(parts), name="a.xlsx", form=None)
    assert caught.value.to_text("zh").startswith(says + "\n")


def with_format(code: str) -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        book["申请情况"]["D6"] = 3
        book["申请情况"]["D6"].number_format = "0.0000000"

    parts = read_parts(content(fill))
    styles = parts["xl/styles.xml"]
    assert b"0.0000000" in styles
    parts["xl/styles.xml"] = styles.replace(b"0.0000000", code.encode())
    return write_parts(parts)


def test_a_number_format_longer_than_any_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(SourceError) as caught:
        entry_of(with_format("[" * 60_000), name="a.xlsx", form=None)
    assert caught.value.to_text("en").splitlines()[:4] == [
        "a number format is too long",
        "  where: a.xlsx: xl/styles.xml",
        "  found: 60000",
        "  expected: 255",
    ]
    loaded = entry_of(with_format("[" * 255), name="a.xlsx", form=None)
    assert loaded is not None
    assert loaded.report.cells()[RECEIVED] == 3


@pytest.mark.parametrize(("was", "stands"), [("申请情况", "主动公开情况"), ("sheet3.xml", "sheet2.xml")])
def test_two_sheets_that_are_one_are_refused(was: str, stands: str) -> None:
    parts = {
        name: part.replace(was.encode(), stands.encode()) if name.startswith(("xl/w", "xl/_")) else part
        for name, part in read_parts(content(in_cell(1))).items()
    }
    with pytest.raises(SourceError) as caught:
        entry_of(write_parts(parts), name="a.xlsx", form=None)
    assert caught.value.to_text("zh").startswith(
        "两张工作表同名，或是同一个部件\n  位置：a.xlsx: xl/workbook.xml"
    )


RECEIVED = "applications.received.natural_person"


@pytest.mark.parametrize(
    ("typed", "value", "remarks"),
    [
        (3, 3, []),
        ("３", 3, ["“３”读作 3"]),
        (" 3 件 ", 3, ["“3 件”读作 3"]),
        ("—", None, ["“—”读作空白；没有发生请写 0"]),
        ("无", None, ["“无”读作空白；没有发生请写 0"]),
    ],
)
def test_what_people_type_is_understood_and_said(typed: object, value: object, remarks: list[str]) -> None:
    loaded = filled(in_cell(typed))
    assert loaded.report.cells()[RECEIVED] == value
    assert [str(remark) for remark in loaded.remarks] == [f"a.xlsx: 申请情况!D6：{text}" for text in remarks]


@pytest.mark.parametrize(
    ("filling", "message"),
    [
        (in_cell("三五件"), '这里应填整数\n  位置：a.xlsx: 申请情况!D6\n  实为："三五件"\n  应为：整数'),
        (
            in_cell(datetime.date(2024, 3, 5)),
            "这里应填数字，却是日期\n  位置：a.xlsx: 申请情况!D6\n  实为：2024年3月5日\n  应为：整数",
        ),
        (
            in_cell("=1+2"),
            "公式没有计算结果\n  位置：a.xlsx: 申请情况!D6\n  处理：改填数字，或在表格软件里打开并保存",
        ),
        (
            in_cell(None, "封面", "B5"),
            "缺少必填的字段\n  位置：a.xlsx: 封面!B5\n  应为：agency（机关）",
        ),
        (
            in_cell("一、总体情况", "封面", "B27"),
            "正文的行不能以一级序号开头",
        ),
        (
            lambda book: book["申请情况"].delete_rows(8),
            "表上的标签不在原位，可能移动或删除了行\n  位置：a.xlsx: 申请情况!A8",
        ),
        (
            lambda book: book["封面"].delete_rows(6),
            "表上的标签不在原位，可能移动或删除了行\n  位置：a.xlsx: 封面!B6\n  应为：机关简称",
        ),
        (lambda book: book.remove(book["申请情况"]), "缺少工作表\n  位置：a.xlsx\n  应为：申请情况"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_address(filling: Filling, message: str) -> None:
    result = filled(filling).result
    assert isinstance(result, GovReportError)
    assert str(result).startswith(message)


def test_a_row_moved_on_the_cover_is_found_by_its_path() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book["封面"]["B13"] = "0123"
        book["封面"].insert_rows(8)

    assert filled(fill).report.agency.phone == "0123"


def test_a_renamed_sheet_is_found_by_its_heading_and_a_hidden_one_is_told() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book["申请情况"]["D6"] = 4
        book["申请情况"].title = "表三"
        book["主动公开情况"].sheet_state = "hidden"

    loaded = filled(fill)
    assert loaded.report.cells()[RECEIVED] == 4
    assert [str(each) for each in loaded.remarks] == ["a.xlsx: 主动公开情况：工作表是隐藏的，也读取了"]


def test_what_stands_beside_the_table_is_told() -> None:
    loaded = filled(in_cell("待核", "申请情况", "L9"))
    assert [str(each) for each in loaded.remarks] == ["a.xlsx: 申请情况!L9：“待核”不在表格里，没有读取"]


def test_a_total_typed_over_its_formula_is_kept_and_a_cleared_one_is_blank() -> None:
    row = dict.fromkeys(("D6", "E6", "F6", "G6", "H6", "I6"), 1)

    def fill(book: openpyxl.Workbook) -> None:
        for name, value in row.items():
            book["申请情况"][name] = value

    def overtyped(book: openpyxl.Workbook) -> None:
        fill(book)
        book["申请情况"]["J6"] = 9

    def cleared(book: openpyxl.Workbook) -> None:
        fill(book)
        book["申请情况"]["J6"] = None

    totals = [
        filled(each).report.cells()["applications.received.total"] for each in (fill, overtyped, cleared)
    ]
    assert totals == [6, 9, None]


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book["申请情况"]["D6"] = 3
        book["申请情况"].row_dimensions[6].hidden = True
        book["申请情况"].column_dimensions["D"].hidden = True
        book["申请情况"].row_dimensions[9].hidden = True

    loaded = filled(fill)
    assert loaded.report.cells()[RECEIVED] == 3
    assert [each.en for each in loaded.remarks] == [
        "a.xlsx: 申请情况: hidden rows or columns were read too (6, D)"
    ]


@pytest.mark.parametrize(
    ("value", "read", "remarks"),
    [
        ("<v>2<!-- x -->00</v>", 200, []),
        ('<is><r><t>200</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>1</t></r></is>', 200, ["“1”"]),
        ("<is><r><rPr><strike/></rPr><t>111</t></r><r><t>200</t></r></is>", 200, ["“111”"]),
    ],
)
def test_a_cell_is_read_whole_and_what_is_left_aside_is_told(
    value: str, read: int, remarks: list[str]
) -> None:
    parts = read_parts(content(in_cell(4321)))
    sheet = "xl/worksheets/sheet3.xml"
    was = b't="n"><v>4321</v>'
    assert was in parts[sheet]
    kind = b't="inlineStr">' if "<is>" in value else b't="n">'
    parts[sheet] = parts[sheet].replace(was, kind + value.encode())
    loaded = entry_of(write_parts(parts), name="a.xlsx", form=None)
    assert loaded is not None
    assert loaded.report.cells()[RECEIVED] == read
    assert len(loaded.remarks) == len(remarks)
    for said, mark in zip(loaded.remarks, remarks, strict=True):
        assert said.zh.startswith("a.xlsx: 申请情况!D6：")
        assert mark in said.zh


def test_a_later_version_is_refused() -> None:
    with pytest.raises(SourceError, match="填报工作簿的版本不认识"):
        filled(in_cell(2, "_govreport", "B1"))


def test_another_workbook_is_none() -> None:
    stream = BytesIO()
    openpyxl.Workbook().save(stream)
    assert entry_of(stream.getvalue(), name="a.xlsx", form=None) is None


def test_an_amount_keeps_the_places_it_shows() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        place = place_of_path(ogi2021.Report)["disclosure.fees.amount"]
        cell = book[place.sheet].cell(place.row + 1, place.column + 1)
        cell.value, cell.number_format = 96171.6, "0.00"

    assert str(filled(fill).report.cells()["disclosure.fees.amount"]) == "96171.60"


def test_bytes_from_a_pipe_are_read_too() -> None:
    book = openpyxl.load_workbook(BytesIO(entry_workbook(ogi2021.Report, year=2024)))
    book["封面"]["B5"] = "甲局"
    stream = BytesIO()
    book.save(stream)
    assert load_text(stream.getvalue()).agency.name == "甲局"
