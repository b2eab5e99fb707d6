"""The report of a website: every label, value and pair in its place; ticks, choices and sums."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from govreport.errors import DataError
from govreport.forms import Role, website2018
from govreport.forms._figures import Content
from govreport.forms._sums import identities_of, sums_of

GRID = website2018.Report.grids()["site"]

# Written from the printed table, not from the class: row, column, row span, column span, label.
LABELS = [
    (0, 0, 1, 3, "填报单位"),
    (0, 4, 1, 1, "年度"),
    (1, 0, 1, 3, "网站名称"),
    (2, 0, 1, 3, "首页网址"),
    (3, 0, 1, 3, "主办单位"),
    (4, 0, 1, 3, "网站类型"),
    (5, 0, 1, 3, "政府网站标识码"),
    (6, 0, 1, 3, "ICP备案号"),
    (6, 4, 1, 1, "公安机关备案号"),
    (7, 0, 1, 3, "独立用户访问总量（单位：个）"),
    (8, 0, 1, 3, "网站总访问量（单位：次）"),
    (9, 0, 4, 1, "信息发布（单位：条）"),
    (9, 1, 1, 2, "总数"),
    (10, 1, 1, 2, "概况类信息更新量"),
    (11, 1, 1, 2, "政务动态信息更新量"),
    (12, 1, 1, 2, "信息公开目录信息更新量"),
    (13, 0, 2, 1, "专栏专题（单位：个）"),
    (13, 1, 1, 2, "维护数量"),
    (14, 1, 1, 2, "新开设数量"),
    (15, 0, 5, 1, "解读回应"),
    (15, 1, 4, 1, "解读信息发布"),
    (15, 2, 1, 1, "总数（条）"),
    (16, 2, 1, 1, "解读材料数量（条）"),
    (17, 2, 1, 1, "解读产品数量（个）"),
    (18, 2, 1, 1, "媒体评论文章数量（篇）"),
    (19, 1, 1, 2, "回应公众关注热点或重大舆情数量（单位：次）"),
    (20, 0, 7, 1, "办事服务"),
    (20, 1, 1, 2, "是否发布服务事项目录"),
    (21, 1, 1, 2, "注册用户数（个）"),
    (22, 1, 1, 2, "政务服务事项数量（项）"),
    (23, 1, 1, 2, "可全程在线办理政务服务事项数量（项）"),
    (24, 1, 3, 1, "办件量（单位：件）"),
    (24, 2, 1, 1, "总数"),
    (25, 2, 1, 1, "自然人办件量"),
    (26, 2, 1, 1, "法人办件量"),
    (27, 0, 12, 1, "互动交流"),
    (27, 1, 1, 2, "是否使用统一平台"),
    (28, 1, 4, 1, "留言办理"),
    (28, 2, 1, 1, "收到留言数量"),
    (29, 2, 1, 1, "办结留言数量"),
    (30, 2, 1, 1, "平均办理时间（天）"),
    (31, 2, 1, 1, "公开答复数量"),
    (32, 1, 3, 1, "征集调查"),
    (32, 2, 1, 1, "征集调查期数"),
    (33, 2, 1, 1, "收到意见数量"),
    (34, 2, 1, 1, "公布调查结果期数"),
    (35, 1, 3, 1, "在线访谈"),
    (35, 2, 1, 1, "访谈期数"),
    (36, 2, 1, 1, "网民留言数量"),
    (37, 2, 1, 1, "答复网民提问数量"),
    (38, 1, 1, 2, "是否提供智能问答"),
    (39, 0, 6, 1, "安全防护"),
    (39, 1, 1, 2, "安全检测评估次数"),
    (40, 1, 1, 2, "发现问题数量"),
    (41, 1, 1, 2, "问题整改数量"),
    (42, 1, 1, 2, "是否建立安全监测预警机制"),
    (43, 1, 1, 2, "是否开展应急演练"),
    (44, 1, 1, 2, "是否明确网站安全责任人"),
    (45, 0, 8, 1, "移动新媒体"),
    (45, 1, 1, 2, "是否有移动新媒体"),
    (46, 1, 3, 1, "微博"),
    (46, 2, 1, 1, "名称"),
    (47, 2, 1, 1, "信息发布量"),
    (48, 2, 1, 1, "关注量"),
    (49, 1, 3, 1, "微信"),
    (49, 2, 1, 1, "名称"),
    (50, 2, 1, 1, "信息发布量"),
    (51, 2, 1, 1, "订阅数"),
    (52, 1, 1, 2, "其他"),
    (53, 0, 1, 3, "创新发展"),
    (54, 0, 1, 3, "单位负责人"),
    (54, 4, 1, 1, "审核人"),
    (55, 0, 1, 3, "填报人"),
    (55, 4, 1, 1, "联系电话"),
    (56, 0, 1, 3, "填报日期"),
]
# The values from top to bottom; two on a line stand in the narrow columns 3 and 5.
VALUES = [
    *("reporting.body", "reporting.year"),
    *("name", "address", "organiser", "kind", "code"),
    *("registration.icp", "registration.police"),
    *("visitors", "visits"),
    *("releases.total", "releases.overview", "releases.news", "releases.directory"),
    *("features.maintained", "features.opened"),
    *("responses.explanations.total", "responses.explanations.materials"),
    *("responses.explanations.products", "responses.explanations.comments", "responses.events"),
    *("services.directory", "services.users", "services.matters", "services.online_matters"),
    *("services.handled.total", "services.handled.natural_persons", "services.handled.legal_persons"),
    *("exchange.unified_platform", "exchange.messages.received", "exchange.messages.concluded"),
    *("exchange.messages.days", "exchange.messages.published", "exchange.surveys.surveys"),
    *("exchange.surveys.opinions", "exchange.surveys.results", "exchange.interviews.interviews"),
    *("exchange.interviews.messages", "exchange.interviews.answers", "exchange.assistant"),
    *("security.tests", "security.problems", "security.mended", "security.monitoring", "security.drill"),
    "security.responsible_person",
    *("mobile.used", "mobile.microblog.name", "mobile.microblog.releases", "mobile.microblog.followers"),
    *("mobile.wechat.name", "mobile.wechat.releases", "mobile.wechat.subscribers", "mobile.other"),
    "innovation",
    *("foot.head", "foot.reviewer", "foot.filler", "foot.phone", "foot.date"),
]
PAIRED = {
    0: ["body", "year"],
    6: ["icp", "police"],
    54: ["head", "reviewer"],
    55: ["filler", "phone"],
}


def site(**data: object) -> website2018.Site:
    return website2018.Report.from_data({"year": 2020, "agency": {"name": "甲局"}, "site": data}).site


def test_every_label_stands_where_the_table_has_it() -> None:
    labels = [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.label.printed)
        for cell in GRID.cells
        if cell.role is Role.STUB
    ]
    assert labels == LABELS
    assert (GRID.rows, GRID.columns, GRID.head_rows, GRID.stub_columns) == (57, 6, 0, 3)


def test_every_value_has_its_path_and_its_place() -> None:
    values = GRID.figures()
    assert [cell.path for cell in values] == [f"site.{path}" for path in VALUES]
    paired = {row: [cell.path.split(".")[-1] for cell in values if cell.row == row] for row in PAIRED}
    assert paired == PAIRED
    assert {(cell.column, cell.column_span) for cell in values if cell.row not in PAIRED} == {(3, 3)}
    assert [(cell.column, cell.column_span) for cell in values if cell.row in PAIRED] == [(3, 1), (5, 1)] * 4
    assert {cell.row_span for cell in values} == {1}


def test_flags_choices_and_words_are_told_from_counts() -> None:
    kinds: dict[str, list[str]] = {}
    for cell in GRID.figures():
        assert cell.field is not None
        assert isinstance(cell.field.content, Content)
        kinds.setdefault(cell.field.content.kind, []).append(cell.path.removeprefix("site."))
    assert len(kinds.pop("count")) == 35
    assert kinds == {
        "words": [
            *("reporting.body", "reporting.year"),
            *("name", "address", "organiser", "code", "registration.icp", "registration.police"),
            *("mobile.microblog.name", "mobile.wechat.name", "mobile.other"),
            *("foot.head", "foot.reviewer", "foot.filler", "foot.phone", "foot.date"),
        ],
        "amount": ["exchange.messages.days"],
        "choice": ["kind"],
        "flag": [
            *("services.directory", "exchange.unified_platform", "exchange.assistant"),
            *("security.monitoring", "security.drill", "security.responsible_person", "mobile.used"),
        ],
        "choices": ["innovation"],
    }


def test_what_may_be_chosen_is_said() -> None:
    fields = website2018.Site._fields
    assert fields["kind"].choices == ("政府门户网站", "部门网站", "专项网站")
    assert fields["innovation"].choices == ("搜索即服务", "多语言版本", "无障碍浏览", "千人千网", "其他")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["其他", "搜索即服务"], ("搜索即服务", "其他")),
        (("千人千网", "多语言版本", "千人千网"), ("多语言版本", "千人千网")),
        (["无障碍浏览"], ("无障碍浏览",)),
        ([], None),
        (None, None),
    ],
)
def test_choices_are_kept_in_the_order_of_the_form(given: object, kept: tuple[str, ...] | None) -> None:
    assert site(创新发展=given).innovation == kept


def test_choices_in_another_order_are_the_same_report() -> None:
    one = website2018.Site(innovation=("其他", "多语言版本"))
    other = website2018.Site(innovation=("多语言版本", "其他"))
    assert one == other
    assert hash(one) == hash(other)


def test_data_may_use_the_chinese_words() -> None:
    made = site(
        网站类型="部门网站",
        安全防护={"是否开展应急演练": "是", "是否明确网站安全责任人": "否", "发现问题数量": 2},
        信息发布={"总数": 6, "概况类信息更新量": 1},
        移动新媒体={"微博": {"名称": "甲发布"}, "其他": "乙"},
        表尾={"单位负责人": "丙"},
    )
    assert made.kind == "部门网站"
    assert (made.security.drill, made.security.responsible_person, made.security.problems) == (True, False, 2)
    assert (made.releases.total, made.releases.overview, made.releases.news) == (6, 1, None)
    assert (made.mobile.microblog.name, made.mobile.other, made.foot.head) == ("甲发布", "乙", "丙")


def test_it_says_who_reports_on_which_year_unless_the_data_does() -> None:
    assert site().reporting == website2018.Reporting(body="甲局", year="2020")
    given = site(表头={"填报单位": "甲局办公室", "年度": None}).reporting
    assert (given.body, given.year) == ("甲局办公室", None)


@pytest.mark.parametrize("days", [4, Decimal("3.5"), "3.50"])
def test_an_average_of_days_may_have_decimals(days: object) -> None:
    assert str(site(互动交流={"留言办理": {"平均办理时间": days}}).exchange.messages.days) == str(days)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"kind": "门户"}, ["没有这一选项", "site.kind", '"门户"', "'政府门户网站', '部门网站', '专项网站'"]),
        ({"kind": ["部门网站"]}, ["没有这一选项", "site.kind"]),
        ({"innovation": "其他"}, ["这里应是一个列表", "site.innovation", '"其他"']),
        ({"innovation": ["其他", "别的"]}, ["没有这一选项", "site.innovation.1", '"别的"']),
        ({"services": {"directory": "有"}}, ["这里应填是或否", "site.services.directory", '"有"']),
        ({"services": {"directory": 1}}, ["这里应填是或否", "site.services.directory", "1"]),
        ({"foot": {"date": "甲\n乙"}}, ["这里只能有一行文字", "site.foot.date"]),
        ({"visits": True}, ["这里应填整数", "site.visits", "True"]),
    ],
)
def test_what_is_no_choice_is_told(data: dict[str, Any], said: list[str]) -> None:
    with pytest.raises(DataError) as caught:
        site(**data)
    message = str(caught.value)
    assert all(piece in message for piece in said), message


def test_what_adds_up_to_what_and_what_cannot_exceed_what() -> None:
    assert {each.total: each.parts for each in sums_of(website2018.Site, "s")} == {
        "s.releases.total": ("s.releases.overview", "s.releases.news", "s.releases.directory"),
        "s.responses.explanations.total": tuple(
            f"s.responses.explanations.{name}" for name in ("materials", "products", "comments")
        ),
        "s.services.handled.total": (
            "s.services.handled.natural_persons",
            "s.services.handled.legal_persons",
        ),
    }
    assert [(each.cells, each.operator) for each in identities_of(website2018.Site, "s")] == [
        (("s.services.matters", "s.services.online_matters"), ">="),
        (("s.exchange.messages.received", "s.exchange.messages.concluded"), ">="),
        (("s.security.problems", "s.security.mended"), ">="),
    ]


def test_the_form_is_one_table_under_the_title_of_the_report() -> None:
    assert [(field.name, field.titled) for field in website2018.Report.parts()] == [("site", False)]
    info = website2018.Report.info()
    assert (info.name, info.kind, info.years) == ("website2018", "website", "2018–")
    assert "国办函〔2018〕12号" in info.basis
    report = website2018.Report.from_data({"year": 2020, "agency": {"name": "甲局"}})
    assert report.title == "甲局2020年政府网站工作年度报表"
    assert report.texts() == {}
