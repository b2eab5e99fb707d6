"""The yearly report of a government website.

Source: 政府网站工作年度报表, 国办函〔2018〕12号; for every government website, from the year 2018 on.
CONFIRMED: the eight areas and their order, and the rows 概况类信息更新量, 政务动态信息更新量 and
信息公开目录信息更新量, whose sum is 信息发布 总数 on three published tables. UNCONFIRMED: the other rows and
their sums, which stand here as filled tables commonly show them. 平均办理时间 is an average and may have
decimals.
"""

from __future__ import annotations

from govreport import report
from govreport.forms._fields import group, row, table, total
from govreport.forms._figures import Amount, Choice, Choices, Count, Flag, Words
from govreport.forms._tables import Rows


class Reporting(Rows, pairs=True):
    """Who reports, and on which year."""

    body: Words = row("填报单位", same_as="agency.name")
    year: Words = row("年度", same_as="year")


class Registration(Rows, pairs=True):
    """The numbers under which the website is registered."""

    icp: Words = row("ICP备案号")
    police: Words = row("公安机关备案号")


class Releases(Rows):
    """信息发布: how often information was updated."""

    total: Count = total("总数", unit="条")
    overview: Count = row("概况类信息更新量", unit="条")
    news: Count = row("政务动态信息更新量", unit="条")
    directory: Count = row("信息公开目录信息更新量", unit="条")


class Features(Rows):
    """专栏专题: special columns."""

    maintained: Count = row("维护数量", unit="个")
    opened: Count = row("新开设数量", unit="个")


class Explanations(Rows):
    """解读信息发布: explanations of policies."""

    total: Count = total("总数（条）", short="总数", unit="条")
    materials: Count = row("解读材料数量（条）", short="解读材料数量", unit="条")
    products: Count = row("解读产品数量（个）", short="解读产品数量", unit="个")
    comments: Count = row("媒体评论文章数量（篇）", short="媒体评论文章数量", unit="篇")


class Responses(Rows):
    """解读回应: explanations of policies, and answers to public concerns."""

    explanations: Explanations = group("解读信息发布")
    events: Count = row("回应公众关注热点或重大舆情数量（单位：次）", short="回应热点数量", unit="次")


class Handled(Rows):
    """办件量: matters handled online."""

    total: Count = total("总数", unit="件")
    natural_persons: Count = row("自然人办件量", unit="件")
    legal_persons: Count = row("法人办件量", unit="件")


class Services(Rows, bounds={"bound": "matters >= online_matters"}):
    """办事服务: public services."""

    directory: Flag = row("是否发布服务事项目录")
    users: Count = row("注册用户数（个）", short="注册用户数", unit="个")
    matters: Count = row("政务服务事项数量（项）", short="政务服务事项数量", unit="项")
    online_matters: Count = row(
        "可全程在线办理政务服务事项数量（项）", short="可全程在线办理政务服务事项数量", unit="项"
    )
    handled: Handled = group("办件量（单位：件）", short="办件量")


class Messages(Rows, bounds={"bound": "received >= concluded"}):
    """留言办理: messages of citizens."""

    received: Count = row("收到留言数量", unit="条")
    concluded: Count = row("办结留言数量", unit="条")
    days: Amount = row("平均办理时间（天）", short="平均办理时间", unit="天")
    published: Count = row("公开答复数量", unit="条")


class Surveys(Rows):
    """征集调查: surveys."""

    surveys: Count = row("征集调查期数", unit="期")
    opinions: Count = row("收到意见数量", unit="条")
    results: Count = row("公布调查结果期数", unit="期")


class Interviews(Rows):
    """在线访谈: interviews."""

    interviews: Count = row("访谈期数", unit="期")
    messages: Count = row("网民留言数量", unit="条")
    answers: Count = row("答复网民提问数量", unit="条")


class Exchange(Rows):
    """互动交流: exchange with citizens."""

    unified_platform: Flag = row("是否使用统一平台")
    messages: Messages = group("留言办理")
    surveys: Surveys = group("征集调查")
    interviews: Interviews = group("在线访谈")
    assistant: Flag = row("是否提供智能问答")


class Security(Rows, bounds={"bound": "problems >= mended"}):
    """安全防护: security."""

    tests: Count = row("安全检测评估次数", unit="次")
    problems: Count = row("发现问题数量", unit="个")
    mended: Count = row("问题整改数量", unit="个")
    monitoring: Flag = row("是否建立安全监测预警机制")
    drill: Flag = row("是否开展应急演练")
    responsible_person: Flag = row("是否明确网站安全责任人")


class Microblog(Rows):
    """微博."""

    name: Words = row("名称")
    releases: Count = row("信息发布量", unit="条")
    followers: Count = row("关注量", unit="个")


class Wechat(Rows):
    """微信."""

    name: Words = row("名称")
    releases: Count = row("信息发布量", unit="条")
    subscribers: Count = row("订阅数", unit="个")


class Mobile(Rows):
    """移动新媒体: mobile media."""

    used: Flag = row("是否有移动新媒体")
    microblog: Microblog = group("微博")
    wechat: Wechat = group("微信")
    other: Words = row("其他")


class Foot(Rows, pairs=True):
    """Who answers for the figures, and when they were filled in."""

    head: Words = row("单位负责人")
    reviewer: Words = row("审核人")
    filler: Words = row("填报人")
    phone: Words = row("联系电话")
    date: Words = row("填报日期")


class Site(Rows, widths=(1300, 1300, 2900, 1500, 1300, 1500)):
    """政府网站工作年度报表."""

    reporting: Reporting = group(short="表头")
    name: Words = row("网站名称")
    address: Words = row("首页网址")
    organiser: Words = row("主办单位")
    kind: Choice = row("网站类型", choices=("政府门户网站", "部门网站", "专项网站"))
    code: Words = row("政府网站标识码")
    registration: Registration = group(short="备案")
    visitors: Count = row("独立用户访问总量（单位：个）", short="独立用户访问总量", unit="个")
    visits: Count = row("网站总访问量（单位：次）", short="网站总访问量", unit="次")
    releases: Releases = group("信息发布（单位：条）", short="信息发布")
    features: Features = group("专栏专题（单位：个）", short="专栏专题")
    responses: Responses = group("解读回应")
    services: Services = group("办事服务")
    exchange: Exchange = group("互动交流")
    security: Security = group("安全防护")
    mobile: Mobile = group("移动新媒体")
    innovation: Choices = row(
        "创新发展", choices=("搜索即服务", "多语言版本", "无障碍浏览", "千人千网", "其他")
    )
    foot: Foot = group(short="表尾")


class Report(
    report.Report,
    name="website2018",
    kind="website",
    years=(2018, None),
    basis="《政府网站工作年度报表》（国办函〔2018〕12号）",
    report_title="政府网站工作年度报表",
):
    """政府网站工作年度报表: one table."""

    site: Site = table("政府网站工作年度报表", titled=False)
