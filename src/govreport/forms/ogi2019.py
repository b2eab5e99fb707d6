"""The yearly report on open government information, edition of 2019 (for trial use).

Source: the 年度报告格式（试行） of 国办公开办函〔2019〕60号; in force for the report years 2019 and 2020.
CONFIRMED by filled reports; the full text of the notice was not at hand (UNCONFIRMED). Counts are in 件;
政府集中采购 has no fixed unit, its amount is kept as it is printed.
"""

from __future__ import annotations

from govreport import report
from govreport.forms._fields import column, group, row, section, table, total
from govreport.forms._figures import Change, Count, PrintedAmount, Text
from govreport.forms._tables import Columns, Rows
from govreport.forms.ogi2021 import (
    APPLICATIONS_WIDTHS,
    BALANCE,
    DISCLOSURE_WIDTHS,
    EQUATION,
    Applicants,
    Denied,
    Disputes,
    NotProcessed,
    Unavailable,
)


class Documents(Columns, bounds={"bound": "total_disclosed >= disclosed"}):
    """Counts of 规章 or 规范性文件."""

    made: Count = column("本年新制作数量", break_after="本年新", short="新制作", unit="件")
    disclosed: Count = column("本年新公开数量", break_after="本年新", short="新公开", unit="件")
    total_disclosed: Count = column("对外公开总数量", short="对外公开总数", unit="件")


class Items(Columns, bounds={"bound": "previous + change >= 0"}):
    """Items of last year, their increase or decrease, and the decisions made in the year."""

    previous: Count = column("上一年项目数量", short="上一年项目", unit="项")
    change: Change = column("本年增/减", short="增减", unit="项")
    decisions: Count = column("处理决定数量", unit="件")


class FeeItems(Columns, bounds={"bound": "previous + change >= 0"}):
    """Fee items of last year, and their increase or decrease."""

    previous: Count = column("上一年项目数量", short="上一年项目", unit="项")
    change: Change = column("本年增/减", short="增减", unit="项")


class Purchases(Columns):
    """Central procurement: how many projects, for how much."""

    projects: Count = column("采购项目数量", short="采购项目", unit="个")
    amount: PrintedAmount = column("采购总金额", short="采购金额")


class Disclosure(Rows, corner="信息内容", widths=DISCLOSURE_WIDTHS):
    """表二: what was disclosed of one's own accord, by the items of article 20 of the Regulations (条例)."""

    regulations: Documents = row("规章", block="第二十条第（一）项")
    normative_documents: Documents = row("规范性文件", short="行政规范性文件")
    licences: Items = row("行政许可", block="第二十条第（五）项")
    other_management_services: Items = row("其他对外管理服务事项")
    penalties: Items = row("行政处罚", block="第二十条第（六）项")
    compulsion: Items = row("行政强制")
    fees: FeeItems = row("行政事业性收费", block="第二十条第（八）项", align="left")
    procurement: Purchases = row("政府集中采购", block="第二十条第（九）项", align="left")


class Results(Rows):
    """三、本年度办理结果."""

    granted: Applicants = row("（一）予以公开")
    partly_granted: Applicants = row("（二）部分公开", note="（区分处理的，只计这一情形，不计其他情形）")
    denied: Denied = group("（三）不予公开")
    unavailable: Unavailable = group("（四）无法提供")
    not_processed: NotProcessed = group("（五）不予处理")
    other: Applicants = row("（六）其他处理")
    total: Applicants = total("（七）总计")


class Applications(Rows, corner_note=EQUATION, widths=APPLICATIONS_WIDTHS, balance=BALANCE):
    """表三: applications for information, received and handled."""

    received: Applicants = row("一、本年新收政府信息公开申请数量", short="新收")
    carried_over: Applicants = row("二、上年结转政府信息公开申请数量", short="上年结转")
    results: Results = group("三、本年度办理结果", short="办理结果")
    carried_forward: Applicants = row("四、结转下年度继续办理", short="结转下年度")


class Report(
    report.Report,
    name="ogi2019",
    years=(2019, 2020),
    basis="《政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）",
):
    """政府信息公开工作年度报告, edition of 2019: six sections, three tables."""

    lead: Text = section(short="导语")
    overview: Text = section("一、总体情况")
    disclosure: Disclosure = table("二、主动公开政府信息情况", short="主动公开情况")
    applications: Applications = table("三、收到和处理政府信息公开申请情况", short="申请情况")
    disputes: Disputes = table("四、政府信息公开行政复议、行政诉讼情况", short="复议诉讼情况")
    problems: Text = section("五、存在的主要问题及改进情况")
    other: Text = section("六、其他需要报告的事项")
