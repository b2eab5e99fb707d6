"""The yearly report on open government information of the years 2014 to 2018.

Source: the statistics table 政府信息公开情况统计表 of 国办发〔2014〕32号, and the chapters reports had by the
custom of those years. CONFIRMED, seen in published copies: the scope of the statistics, the columns,
the rows 主动公开政府信息数, 主动公开规范性文件数, 制发规范性文件总数 and several answers. UNCONFIRMED: the
other rows, the foot and the order of the chapters, which stand here as filled tables commonly show them.
"""

from __future__ import annotations

from govreport import report
from govreport.forms._fields import group, row, section, table, total
from govreport.forms._figures import Amount, Count, Text, Words
from govreport.forms._tables import Rows


class Channels(Rows):
    """By which channels information was published."""

    gazette: Count = row("1.政府公报公开政府信息数", unit="条")
    website: Count = row("2.政府网站公开政府信息数", unit="条")
    microblog: Count = row("3.政务微博公开政府信息数", unit="条")
    wechat: Count = row("4.政务微信公开政府信息数", unit="条")
    other: Count = row("5.其他方式公开政府信息数", unit="条")


class Proactive(
    Rows,
    bounds={
        "bound": (
            "disclosed >= normative_documents",
            f"disclosed <= {' + '.join(f'channels.{name}' for name in Channels._fields)}",
        )
    },
):
    """一、主动公开情况."""

    disclosed: Count = row("（一）主动公开政府信息数", note="（不同渠道和方式公开相同信息计1条）", unit="条")
    normative_documents: Count = row("其中：主动公开规范性文件数", short="主动公开规范性文件数", unit="条")
    normative_documents_made: Count = row("制发规范性文件总数", unit="件")
    channels: Channels = group("（二）通过不同渠道和方式公开政府信息的情况")


class Answers(
    Rows,
    bounds={
        "bound": (
            "press_conferences >= press_conferences_by_head",
            "interviews >= interviews_by_head",
        )
    },
):
    """By which channels concerns were answered and policies explained."""

    press_conferences: Count = row("1.参加或举办新闻发布会总次数", unit="次")
    press_conferences_by_head: Count = row(
        "其中：主要负责同志参加新闻发布会次数", short="主要负责同志参加新闻发布会次数", unit="次"
    )
    interviews: Count = row("2.政府网站在线访谈次数", unit="次")
    interviews_by_head: Count = row(
        "其中：主要负责同志参加政府网站在线访谈次数",
        short="主要负责同志参加政府网站在线访谈次数",
        unit="次",
    )
    articles: Count = row("3.政策解读稿件发布数", unit="篇")
    social_media: Count = row("4.微博微信回应事件数", unit="次")
    other: Count = row("5.其他方式回应事件数", unit="次")


class Responses(Rows):
    """二、回应解读情况."""

    events: Count = row(
        "（一）回应公众关注热点或重大舆情数", note="（不同方式回应同一热点或舆情计1次）", unit="次"
    )
    channels: Answers = group("（二）通过不同渠道和方式回应解读的情况")


class Received(Rows):
    """（一）收到申请数."""

    total: Count = total("（一）收到申请数", unit="件")
    in_person: Count = row("1.当面申请数", unit="件")
    by_fax: Count = row("2.传真申请数", unit="件")
    online: Count = row("3.网络申请数", unit="件")
    by_letter: Count = row("4.信函申请数", unit="件")


class Concluded(Rows):
    """（二）申请办结数."""

    total: Count = total("（二）申请办结数", unit="件")
    in_time: Count = row("1.按时办结数", unit="件")
    extended: Count = row("2.延期办结数", unit="件")


class Denied(Rows):
    """4.不同意公开答复数, by reason."""

    total: Count = total("4.不同意公开答复数", unit="件")
    state_secret: Count = row("其中：涉及国家秘密", short="涉及国家秘密", unit="件")
    trade_secret: Count = row("涉及商业秘密", unit="件")
    privacy: Count = row("涉及个人隐私", unit="件")
    safety_and_stability: Count = row("危及国家安全、公共安全、经济安全和社会稳定", unit="件")
    no_government_information: Count = row("不是《条例》所指政府信息", unit="件")
    other: Count = row("法律法规规定的其他情形", unit="件")


class Replies(Rows):
    """（三）申请答复数."""

    total: Count = total("（三）申请答复数", unit="件")
    already_public: Count = row("1.属于已主动公开范围数", unit="件")
    granted: Count = row("2.同意公开答复数", unit="件")
    partly_granted: Count = row("3.同意部分公开答复数", unit="件")
    denied: Denied = group()
    other_organ: Count = row("5.不属于本行政机关公开数", unit="件")
    not_existing: Count = row("6.申请信息不存在数", unit="件")
    to_be_corrected: Count = row("7.告知作出更改补充数", unit="件")
    other_way: Count = row("8.告知通过其他途径办理数", unit="件")


class OnRequest(Rows, bounds={"bound": "received.total >= concluded.total"}):
    """三、依申请公开情况."""

    received: Received = group()
    concluded: Concluded = group()
    replies: Replies = group()


class Reconsideration(Rows):
    """四、行政复议数量."""

    total: Count = total("四、行政复议数量", unit="件")
    upheld: Count = row("（一）维持具体行政行为数", unit="件")
    corrected: Count = row("（二）被依法纠错数", unit="件")
    other: Count = row("（三）其他情形数", unit="件")


class Litigation(Rows):
    """五、行政诉讼数量."""

    total: Count = total("五、行政诉讼数量", unit="件")
    upheld: Count = row("（一）维持具体行政行为或者驳回原告诉讼请求数", unit="件")
    corrected: Count = row("（二）被依法纠错数", unit="件")
    other: Count = row("（三）其他情形数", unit="件")


class Staff(Rows):
    """（三）从事政府信息公开工作人员数."""

    total: Count = total("（三）从事政府信息公开工作人员数", unit="人")
    full_time: Count = row("1.专职人员数", note="（不包括政府公报及政府网站工作人员数）", unit="人")
    part_time: Count = row("2.兼职人员数", unit="人")


class Organisation(Rows):
    """八、机构建设和保障经费情况."""

    offices: Count = row("（一）政府信息公开工作专门机构数", unit="个")
    reading_points: Count = row("（二）设置政府信息公开查阅点数", unit="个")
    staff: Staff = group()
    funds: Amount = row(
        "（四）政府信息公开专项经费",
        note="（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        unit="万元",
    )


class Meetings(Rows):
    """九、政府信息公开会议和培训情况."""

    meetings: Count = row("（一）召开政府信息公开工作会议或专题会议数", unit="次")
    courses: Count = row("（二）举办各类培训班数", unit="次")
    participants: Count = row("（三）接受培训人员数", unit="人次")


class Foot(Rows):
    """Who answers for the figures, and when they were filled in."""

    head: Words = row("单位负责人")
    reviewer: Words = row("审核人")
    filler: Words = row("填报人")
    phone: Words = row("联系电话")
    date: Words = row("填报日期")


class Statistics(Rows, outline=("统计指标", "单位", "统计数"), widths=(6600, 1100, 1800)):
    """政府信息公开情况统计表."""

    proactive: Proactive = group("一、主动公开情况")
    responses: Responses = group("二、回应解读情况")
    on_request: OnRequest = group("三、依申请公开情况")
    reconsideration: Reconsideration = group()
    litigation: Litigation = group()
    complaints: Count = row("六、举报投诉数量", unit="件")
    fees: Amount = row("七、依申请公开信息收取的费用", unit="万元")
    organisation: Organisation = group("八、机构建设和保障经费情况")
    meetings: Meetings = group("九、政府信息公开会议和培训情况")
    foot: Foot = group(short="表尾")


class Report(
    report.Report,
    name="ogi2014",
    years=(2014, 2018),
    basis="《国务院办公厅关于加强和规范政府信息公开情况统计报送工作的通知》（国办发〔2014〕32号）",
):
    """政府信息公开工作年度报告 of 2014 to 2018: seven chapters and the statistics table."""

    lead: Text = section(short="导语")
    overview: Text = section("一、概述")
    proactive: Text = section("二、主动公开政府信息情况")
    on_request: Text = section("三、依申请公开政府信息情况")
    charges: Text = section("四、政府信息公开的收费及减免情况")
    disputes_text: Text = section("五、因政府信息公开申请行政复议、提起行政诉讼情况")
    problems: Text = section("六、存在的主要问题和改进措施")
    other: Text = section("七、其他需要说明的事项")
    statistics: Statistics = table("政府信息公开情况统计表")
