"""The grids of the official tables, against the published forms: every cell, its span and its label."""

from __future__ import annotations

import pytest

from govreport.errors import FormError
from govreport.forms import Columns, Count, Grid, Role, Rows, column, grid_of, group, row, total
from govreport.forms._registry import official_forms

GRIDS = {name: form.grids() for name, form in official_forms().items()}

# row, column, row span, column span, text; written from the forms, not from the classes
DISCLOSURE_2021 = [
    (0, 0, 1, 4, "第二十条第（一）项"),
    (1, 0, 1, 1, "信息内容"),
    (1, 1, 1, 1, "本年制发件数"),
    (1, 2, 1, 1, "本年废止件数"),
    (1, 3, 1, 1, "现行有效件数"),
    (2, 0, 1, 1, "规章"),
    (3, 0, 1, 1, "行政规范性文件"),
    (4, 0, 1, 4, "第二十条第（五）项"),
    (5, 0, 1, 1, "信息内容"),
    (5, 1, 1, 3, "本年处理决定数量"),
    (6, 0, 1, 1, "行政许可"),
    (7, 0, 1, 4, "第二十条第（六）项"),
    (8, 0, 1, 1, "信息内容"),
    (8, 1, 1, 3, "本年处理决定数量"),
    (9, 0, 1, 1, "行政处罚"),
    (10, 0, 1, 1, "行政强制"),
    (11, 0, 1, 4, "第二十条第（八）项"),
    (12, 0, 1, 1, "信息内容"),
    (12, 1, 1, 3, "本年收费金额（单位：万元）"),
    (13, 0, 1, 1, "行政事业性收费"),
]
DISCLOSURE_2019 = [
    (0, 0, 1, 4, "第二十条第（一）项"),
    (1, 0, 1, 1, "信息内容"),
    (1, 1, 1, 1, "本年新制作数量"),
    (1, 2, 1, 1, "本年新公开数量"),
    (1, 3, 1, 1, "对外公开总数量"),
    (2, 0, 1, 1, "规章"),
    (3, 0, 1, 1, "规范性文件"),
    (4, 0, 1, 4, "第二十条第（五）项"),
    (5, 0, 1, 1, "信息内容"),
    (5, 1, 1, 1, "上一年项目数量"),
    (5, 2, 1, 1, "本年增/减"),
    (5, 3, 1, 1, "处理决定数量"),
    (6, 0, 1, 1, "行政许可"),
    (7, 0, 1, 1, "其他对外管理服务事项"),
    (8, 0, 1, 4, "第二十条第（六）项"),
    (9, 0, 1, 1, "信息内容"),
    (9, 1, 1, 1, "上一年项目数量"),
    (9, 2, 1, 1, "本年增/减"),
    (9, 3, 1, 1, "处理决定数量"),
    (10, 0, 1, 1, "行政处罚"),
    (11, 0, 1, 1, "行政强制"),
    (12, 0, 1, 4, "第二十条第（八）项"),
    (13, 0, 1, 1, "信息内容"),
    (13, 1, 1, 1, "上一年项目数量"),
    (13, 2, 1, 2, "本年增/减"),
    (14, 0, 1, 1, "行政事业性收费"),
    (15, 0, 1, 4, "第二十条第（九）项"),
    (16, 0, 1, 1, "信息内容"),
    (16, 1, 1, 1, "采购项目数量"),
    (16, 2, 1, 2, "采购总金额"),
    (17, 0, 1, 1, "政府集中采购"),
]
HEAD_3 = [
    (0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"),
    (0, 3, 1, 7, "申请人情况"),
    (1, 3, 2, 1, "自然人"),
    (1, 4, 1, 5, "法人或其他组织"),
    (1, 9, 2, 1, "总计"),
    (2, 4, 1, 1, "商业企业"),
    (2, 5, 1, 1, "科研机构"),
    (2, 6, 1, 1, "社会公益组织"),
    (2, 7, 1, 1, "法律服务机构"),
    (2, 8, 1, 1, "其他"),
]
ROWS_3 = [
    (3, 0, 1, 3, "一、本年新收政府信息公开申请数量"),
    (4, 0, 1, 3, "二、上年结转政府信息公开申请数量"),
    (5, 1, 1, 2, "（一）予以公开"),
    (6, 1, 1, 2, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    (7, 1, 8, 1, "（三）不予公开"),
    (7, 2, 1, 1, "1.属于国家秘密"),
    (8, 2, 1, 1, "2.其他法律行政法规禁止公开"),
    (9, 2, 1, 1, "3.危及“三安全一稳定”"),
    (10, 2, 1, 1, "4.保护第三方合法权益"),
    (11, 2, 1, 1, "5.属于三类内部事务信息"),
    (12, 2, 1, 1, "6.属于四类过程性信息"),
    (13, 2, 1, 1, "7.属于行政执法案卷"),
    (14, 2, 1, 1, "8.属于行政查询事项"),
    (15, 1, 3, 1, "（四）无法提供"),
    (15, 2, 1, 1, "1.本机关不掌握相关政府信息"),
    (16, 2, 1, 1, "2.没有现成信息需要另行制作"),
    (17, 2, 1, 1, "3.补正后申请内容仍不明确"),
    (18, 1, 5, 1, "（五）不予处理"),
    (18, 2, 1, 1, "1.信访举报投诉类申请"),
    (19, 2, 1, 1, "2.重复申请"),
    (20, 2, 1, 1, "3.要求提供公开出版物"),
    (21, 2, 1, 1, "4.无正当理由大量反复申请"),
    (22, 2, 1, 1, "5.要求行政机关确认或重新出具已获取信息"),
]
APPLICATIONS_2021 = [
    *HEAD_3,
    *ROWS_3,
    (5, 0, 22, 1, "三、本年度办理结果"),
    (23, 1, 3, 1, "（六）其他处理"),
    (23, 2, 1, 1, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    (24, 2, 1, 1, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    (25, 2, 1, 1, "3.其他"),
    (26, 1, 1, 2, "（七）总计"),
    (27, 0, 1, 3, "四、结转下年度继续办理"),
]
APPLICATIONS_2019 = [
    *HEAD_3,
    *ROWS_3,
    (5, 0, 20, 1, "三、本年度办理结果"),
    (23, 1, 1, 2, "（六）其他处理"),
    (24, 1, 1, 2, "（七）总计"),
    (25, 0, 1, 3, "四、结转下年度继续办理"),
]
ENDS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
DISPUTES = [
    (0, 0, 1, 5, "行政复议"),
    (0, 5, 1, 10, "行政诉讼"),
    *((1, at, 2, 1, label) for at, label in enumerate(ENDS)),
    (1, 5, 1, 5, "未经复议直接起诉"),
    (1, 10, 1, 5, "复议后起诉"),
    *((2, 5 + at, 1, 1, label) for at, label in enumerate(ENDS * 2)),
]


def labels(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.label.printed)
        for cell in grid.cells
        if cell.role is not Role.FIGURE
    ]


def uncovered(grid: Grid) -> list[tuple[int, int]]:
    """Return the places no cell covers, and those several do."""
    count = dict.fromkeys(((r, c) for r in range(grid.rows) for c in range(grid.columns)), 0)
    for cell in grid.cells:
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                count[r, c] += 1
    return [place for place, times in count.items() if times != 1]


@pytest.mark.parametrize(
    ("form", "table", "size", "figures", "expected"),
    [
        ("ogi2021", "disclosure", (14, 4), 10, DISCLOSURE_2021),
        ("ogi2021", "applications", (28, 10), 175, APPLICATIONS_2021),
        ("ogi2021", "disputes", (4, 15), 15, DISPUTES),
        ("ogi2019", "disclosure", (18, 4), 22, DISCLOSURE_2019),
        ("ogi2019", "applications", (26, 10), 161, APPLICATIONS_2019),
        ("ogi2019", "disputes", (4, 15), 15, DISPUTES),
    ],
)
def test_a_table_is_drawn_as_published(
    form: str, table: str, size: tuple[int, int], figures: int, expected: list[tuple[int, int, int, int, str]]
) -> None:
    grid = GRIDS[form][table]
    assert (grid.rows, grid.columns) == size
    assert len(grid.figures()) == figures
    assert labels(grid) == sorted(expected)


@pytest.mark.parametrize("name", [(form, table) for form, grids in GRIDS.items() for table in grids])
def test_every_place_is_covered_exactly_once(name: tuple[str, str]) -> None:
    assert uncovered(GRIDS[name[0]][name[1]]) == []


@pytest.mark.parametrize(
    ("table", "place", "path"),
    [
        ("disclosure", (2, 1), "disclosure.regulations.issued"),
        ("disclosure", (3, 3), "disclosure.normative_documents.in_force"),
        ("disclosure", (6, 1), "disclosure.licences.decisions"),
        ("disclosure", (9, 1), "disclosure.penalties.decisions"),
        ("disclosure", (10, 1), "disclosure.compulsion.decisions"),
        ("disclosure", (13, 1), "disclosure.fees.amount"),
        ("applications", (3, 3), "applications.received.natural_person"),
        ("applications", (4, 9), "applications.carried_over.total"),
        ("applications", (7, 4), "applications.results.denied.state_secret.organisation.business"),
        ("applications", (14, 8), "applications.results.denied.administrative_enquiry.organisation.other"),
        ("applications", (15, 5), "applications.results.unavailable.not_held.organisation.research"),
        ("applications", (22, 3), "applications.results.not_processed.reconfirmation.natural_person"),
        ("applications", (24, 7), "applications.results.other.fee_unpaid.organisation.legal_service"),
        ("applications", (26, 9), "applications.results.total.total"),
        ("applications", (27, 3), "applications.carried_forward.natural_person"),
        ("disputes", (3, 0), "disputes.reconsideration.upheld"),
        ("disputes", (3, 9), "disputes.litigation_direct.total"),
        ("disputes", (3, 13), "disputes.litigation_after_reconsideration.pending"),
    ],
)
def test_a_figure_stands_where_the_form_has_it(table: str, place: tuple[int, int], path: str) -> None:
    (cell,) = (cell for cell in GRIDS["ogi2021"][table].cells if (cell.row, cell.column) == place)
    assert cell.path == path


def test_an_outline_names_groups_and_units_on_rows_of_their_own() -> None:
    grid = GRIDS["ogi2014"]["statistics"]
    rows = [[cell.label.printed for cell in grid.cells if cell.row == number] for number in range(grid.rows)]
    assert rows[:3] == [
        ["统计指标", "单位", "统计数"],
        ["一、主动公开情况", "——", ""],
        ["（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", ""],
    ]
    assert ["四、行政复议数量", "件", ""] in rows
    assert rows[-6:-4] == [["（三）接受培训人员数", "人次", ""], ["单位负责人", ""]]
    assert len(grid.figures()) == 63


def test_pairs_share_a_line() -> None:
    grid = GRIDS["website2018"]["site"]
    (line,) = (cell.row for cell in grid.cells if cell.label.printed == "ICP备案号")
    assert [
        (cell.column, cell.column_span, cell.label.printed or cell.path)
        for cell in grid.cells
        if cell.row == line
    ] == [
        (0, 3, "ICP备案号"),
        (3, 1, "site.registration.icp"),
        (4, 1, "公安机关备案号"),
        (5, 1, "site.registration.police"),
    ]


class Two(Columns):
    first: Count = column("甲")
    second: Count = column("乙")


class Inner(Rows):
    one: Two = row("1")
    two: Two = row("2")
    sum: Two = total("计")


class Outer(Rows):
    inner: Inner = group("组")
    last: Two = row("末")


def test_a_table_without_corner_and_heading_is_whole() -> None:
    grid = grid_of(Outer, "t")
    assert (grid.rows, grid.columns, grid.head_rows, grid.stub_columns) == (5, 4, 1, 2)
    assert uncovered(grid) == []
    assert (1, 0, 3, 1, "组") in labels(grid)
    assert (4, 0, 1, 2, "末") in labels(grid)


def test_widths_of_the_wrong_count_are_refused() -> None:
    class Wrong(Columns, widths=(1, 2, 3)):
        only: Count = column("甲")

    with pytest.raises(FormError, match="列宽"):
        grid_of(Wrong, "t")
