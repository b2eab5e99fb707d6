"""The statistics of 2014 to 2018: every indicator with its unit, in order, and what adds up to what."""

from __future__ import annotations

from govreport.forms import Role, ogi2014
from govreport.forms._sums import identities_of, sums_of

GRID = ogi2014.Report.grids()["statistics"]

# Written from the table of indicators, not from the class: indicator, unit, path of its figure.
ROWS = [
    ("一、主动公开情况", "——", ""),
    (
        "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）",
        "条",
        "proactive.disclosed",
    ),
    ("其中：主动公开规范性文件数", "条", "proactive.normative_documents"),
    ("制发规范性文件总数", "件", "proactive.normative_documents_made"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "——", ""),
    ("1.政府公报公开政府信息数", "条", "proactive.channels.gazette"),
    ("2.政府网站公开政府信息数", "条", "proactive.channels.website"),
    ("3.政务微博公开政府信息数", "条", "proactive.channels.microblog"),
    ("4.政务微信公开政府信息数", "条", "proactive.channels.wechat"),
    ("5.其他方式公开政府信息数", "条", "proactive.channels.other"),
    ("二、回应解读情况", "——", ""),
    (
        "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）",
        "次",
        "responses.events",
    ),
    ("（二）通过不同渠道和方式回应解读的情况", "——", ""),
    ("1.参加或举办新闻发布会总次数", "次", "responses.channels.press_conferences"),
    ("其中：主要负责同志参加新闻发布会次数", "次", "responses.channels.press_conferences_by_head"),
    ("2.政府网站在线访谈次数", "次", "responses.channels.interviews"),
    ("其中：主要负责同志参加政府网站在线访谈次数", "次", "responses.channels.interviews_by_head"),
    ("3.政策解读稿件发布数", "篇", "responses.channels.articles"),
    ("4.微博微信回应事件数", "次", "responses.channels.social_media"),
    ("5.其他方式回应事件数", "次", "responses.channels.other"),
    ("三、依申请公开情况", "——", ""),
    ("（一）收到申请数", "件", "on_request.received.total"),
    ("1.当面申请数", "件", "on_request.received.in_person"),
    ("2.传真申请数", "件", "on_request.received.by_fax"),
    ("3.网络申请数", "件", "on_request.received.online"),
    ("4.信函申请数", "件", "on_request.received.by_letter"),
    ("（二）申请办结数", "件", "on_request.concluded.total"),
    ("1.按时办结数", "件", "on_request.concluded.in_time"),
    ("2.延期办结数", "件", "on_request.concluded.extended"),
    ("（三）申请答复数", "件", "on_request.replies.total"),
    ("1.属于已主动公开范围数", "件", "on_request.replies.already_public"),
    ("2.同意公开答复数", "件", "on_request.replies.granted"),
    ("3.同意部分公开答复数", "件", "on_request.replies.partly_granted"),
    ("4.不同意公开答复数", "件", "on_request.replies.denied.total"),
    ("其中：涉及国家秘密", "件", "on_request.replies.denied.state_secret"),
    ("涉及商业秘密", "件", "on_request.replies.denied.trade_secret"),
    ("涉及个人隐私", "件", "on_request.replies.denied.privacy"),
    (
        "危及国家安全、公共安全、经济安全和社会稳定",
        "件",
        "on_request.replies.denied.safety_and_stability",
    ),
    ("不是《条例》所指政府信息", "件", "on_request.replies.denied.no_government_information"),
    ("法律法规规定的其他情形", "件", "on_request.replies.denied.other"),
    ("5.不属于本行政机关公开数", "件", "on_request.replies.other_organ"),
    ("6.申请信息不存在数", "件", "on_request.replies.not_existing"),
    ("7.告知作出更改补充数", "件", "on_request.replies.to_be_corrected"),
    ("8.告知通过其他途径办理数", "件", "on_request.replies.other_way"),
    ("四、行政复议数量", "件", "reconsideration.total"),
    ("（一）维持具体行政行为数", "件", "reconsideration.upheld"),
    ("（二）被依法纠错数", "件", "reconsideration.corrected"),
    ("（三）其他情形数", "件", "reconsideration.other"),
    ("五、行政诉讼数量", "件", "litigation.total"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "litigation.upheld"),
    ("（二）被依法纠错数", "件", "litigation.corrected"),
    ("（三）其他情形数", "件", "litigation.other"),
    ("六、举报投诉数量", "件", "complaints"),
    ("七、依申请公开信息收取的费用", "万元", "fees"),
    ("八、机构建设和保障经费情况", "——", ""),
    ("（一）政府信息公开工作专门机构数", "个", "organisation.offices"),
    ("（二）设置政府信息公开查阅点数", "个", "organisation.reading_points"),
    ("（三）从事政府信息公开工作人员数", "人", "organisation.staff.total"),
    (
        "1.专职人员数（不包括政府公报及政府网站工作人员数）",
        "人",
        "organisation.staff.full_time",
    ),
    ("2.兼职人员数", "人", "organisation.staff.part_time"),
    (
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "万元",
        "organisation.funds",
    ),
    ("九、政府信息公开会议和培训情况", "——", ""),
    ("（一）召开政府信息公开工作会议或专题会议数", "次", "meetings.meetings"),
    ("（二）举办各类培训班数", "次", "meetings.courses"),
    ("（三）接受培训人员数", "人次", "meetings.participants"),
]
FOOT = [
    ("单位负责人", "foot.head"),
    ("审核人", "foot.reviewer"),
    ("填报人", "foot.filler"),
    ("联系电话", "foot.phone"),
    ("填报日期", "foot.date"),
]


def test_every_indicator_stands_on_its_row_with_its_unit_and_figure() -> None:
    rows = []
    for line in range(1, len(ROWS) + 1):
        indicator, unit, value = (cell for cell in GRID.cells if cell.row == line)
        rows.append((indicator.label.printed, unit.label.printed, value.path.removeprefix("statistics.")))
    assert rows == ROWS


def test_below_the_figures_stands_who_answers_for_them() -> None:
    rows = []
    for line in range(len(ROWS) + 1, GRID.rows):
        label, value = (cell for cell in GRID.cells if cell.row == line)
        rows.append((label.label.printed, value.path.removeprefix("statistics.")))
    assert rows == FOOT


def test_every_cell_of_the_outline_stands_alone_and_words_take_the_place_of_the_unit() -> None:
    assert (GRID.rows, GRID.columns, GRID.head_rows, GRID.stub_columns) == (71, 3, 1, 1)
    places = [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in GRID.cells]
    figures = [(row, column, 1, 1) for row in range(66) for column in range(3)]
    assert places == figures + [(row, *place) for row in range(66, 71) for place in ((0, 1, 1), (1, 1, 2))]


def test_roles_tell_head_labels_units_figures_and_what_stays_empty() -> None:
    assert [(cell.role, cell.label.text) for cell in GRID.cells[:6]] == [
        (Role.HEAD, "统计指标"),
        (Role.HEAD, "单位"),
        (Role.HEAD, "统计数"),
        (Role.STUB, "一、主动公开情况"),
        (Role.UNIT, "——"),
        (Role.EMPTY, ""),
    ]
    without = {number for number, (_, _, path) in enumerate(ROWS, 1) if not path}
    assert {cell.row for cell in GRID.cells if cell.role is Role.EMPTY} == without
    assert GRID.bound_rows == {0} | without


def test_what_adds_up_to_what() -> None:
    assert [(each.kind, each.total, each.parts) for each in sums_of(ogi2014.Statistics, "s")] == [
        (
            "column-total",
            f"s.{group}.total",
            tuple(f"s.{group}.{part}" for part in parts.split()),
        )
        for group, parts in (
            ("on_request.received", "in_person by_fax online by_letter"),
            ("on_request.concluded", "in_time extended"),
            (
                "on_request.replies",
                (
                    "already_public granted partly_granted denied.total"
                    " other_organ not_existing to_be_corrected other_way"
                ),
            ),
            (
                "on_request.replies.denied",
                "state_secret trade_secret privacy safety_and_stability no_government_information other",
            ),
            ("reconsideration", "upheld corrected other"),
            ("litigation", "upheld corrected other"),
            ("organisation.staff", "full_time part_time"),
        )
    ]


def test_what_cannot_exceed_what() -> None:
    channels = ["gazette", "website", "microblog", "wechat", "other"]
    found = [
        (each.operator, [term.path for term in each.left], [term.path for term in each.right])
        for each in identities_of(ogi2014.Statistics, "s")
    ]
    assert found == [
        (">=", ["s.proactive.disclosed"], ["s.proactive.normative_documents"]),
        ("<=", ["s.proactive.disclosed"], [f"s.proactive.channels.{name}" for name in channels]),
        (
            ">=",
            ["s.responses.channels.press_conferences"],
            ["s.responses.channels.press_conferences_by_head"],
        ),
        (">=", ["s.responses.channels.interviews"], ["s.responses.channels.interviews_by_head"]),
        (">=", ["s.on_request.received.total"], ["s.on_request.concluded.total"]),
    ]
    assert {each.code for each in identities_of(ogi2014.Statistics, "s")} == {"bound"}


def test_the_chapters_stand_in_the_order_of_those_years_and_the_table_last() -> None:
    assert [(field.name, field.label.text) for field in ogi2014.Report.parts()] == [
        ("lead", ""),
        ("overview", "一、概述"),
        ("proactive", "二、主动公开政府信息情况"),
        ("on_request", "三、依申请公开政府信息情况"),
        ("charges", "四、政府信息公开的收费及减免情况"),
        ("disputes_text", "五、因政府信息公开申请行政复议、提起行政诉讼情况"),
        ("problems", "六、存在的主要问题和改进措施"),
        ("other", "七、其他需要说明的事项"),
        ("statistics", "政府信息公开情况统计表"),
    ]


def test_the_form_says_its_years_and_its_basis() -> None:
    info = ogi2014.Report.info()
    assert (info.name, info.kind, info.years) == ("ogi2014", "ogi", "2014–2018")
    assert [year for year in range(2010, 2025) if info.serves(year)] == [2014, 2015, 2016, 2017, 2018]
    assert "国办发〔2014〕32号" in info.basis


def test_a_group_without_label_goes_by_that_of_its_total() -> None:
    data = {
        "三、依申请公开情况": {
            "收到申请数": {"当面申请数": 1, "传真申请数": 2, "网络申请数": 3, "信函申请数": 4},
            "（二）申请办结数": 7,
            "申请答复数": {"不同意公开答复数": {"涉及国家秘密": 1, "法律法规规定的其他情形": 2}},
        },
        "行政复议数量": {"被依法纠错数": 5},
        "七、依申请公开信息收取的费用": "1.50",
    }
    base = {"year": 2016, "agency": {"name": "甲局"}}
    report = ogi2014.Report.from_data({**base, "政府信息公开情况统计表": data})
    found = {path: value for path, value in report.figures().items() if value is not None}
    assert {path.removeprefix("statistics."): str(value) for path, value in found.items()} == {
        "on_request.received.total": "10",
        "on_request.received.in_person": "1",
        "on_request.received.by_fax": "2",
        "on_request.received.online": "3",
        "on_request.received.by_letter": "4",
        "on_request.concluded.total": "7",
        "on_request.replies.denied.state_secret": "1",
        "on_request.replies.denied.other": "2",
        "reconsideration.corrected": "5",
        "fees": "1.50",
    }
