"""The yearly report on open government information, edition of 2021.

Source: 《中华人民共和国政府信息公开工作年度报告格式》, 国办公开办函〔2021〕30号, dated 2021-09-26;
in force for the report years 2021 and later. Every label and every merged cell was compared in at
least two published reports. Counts are in 件, fees in 万元.
"""

from __future__ import annotations

from typing import Final

from govreport import report
from govreport.forms._fields import column, group, row, section, spanner, table, total
from govreport.forms._figures import Amount, Count, Text
from govreport.forms._tables import Columns, Rows

EQUATION: Final = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
"""Printed in the corner of 表三."""
BALANCE: Final = "results.total + carried_forward = received + carried_over"
"""The same, as paths."""
DISCLOSURE_WIDTHS: Final = (2435, 2435, 2435, 2435)
APPLICATIONS_WIDTHS: Final = (754, 921, 3271, 685, 685, 685, 685, 685, 685, 685)
"""In twips, as in the published file of the form."""


class Documents(
    Columns, bounds={"in-force": "in_force >= issued - repealed", "in-force-issued": "in_force >= issued"}
):
    """Counts of 规章 or 行政规范性文件."""

    issued: Count = column("本年制发件数", short="制发", unit="件")
    repealed: Count = column("本年废止件数", short="废止", unit="件")
    in_force: Count = column("现行有效件数", short="现行有效", unit="件")


class Decisions(Columns):
    """A count of decisions made in the year, published or lawfully not published."""

    decisions: Count = column("本年处理决定数量", unit="件")


class Fees(Columns):
    """The fees of the year."""

    amount: Amount = column("本年收费金额（单位：万元）", short="本年收费金额", unit="万元")


class Disclosure(Rows, corner="信息内容", widths=DISCLOSURE_WIDTHS):
    """表二: what was disclosed of one's own accord, by the items of article 20 of the Regulations (条例)."""

    regulations: Documents = row("规章", block="第二十条第（一）项")
    normative_documents: Documents = row("行政规范性文件", short="规范性文件")
    licences: Decisions = row("行政许可", block="第二十条第（五）项")
    penalties: Decisions = row("行政处罚", block="第二十条第（六）项")
    compulsion: Decisions = row("行政强制")
    fees: Fees = row("行政事业性收费", block="第二十条第（八）项", align="left")


class Organisations(Columns):
    """Applicants that are legal persons or other organisations."""

    business: Count = column("商业企业", unit="件")
    research: Count = column("科研机构", unit="件")
    public_welfare: Count = column("社会公益组织", unit="件")
    legal_service: Count = column("法律服务机构", unit="件")
    other: Count = column("其他", unit="件")


class Applicants(Columns, heading="申请人情况"):
    """The columns of 表三: counts of applications by applicant."""

    natural_person: Count = column("自然人", unit="件")
    organisation: Organisations = spanner("法人或其他组织")
    total: Count = total("总计")


class Denied(Rows):
    """（三）不予公开, by reason."""

    state_secret: Applicants = row("1.属于国家秘密")
    prohibited_by_law: Applicants = row("2.其他法律行政法规禁止公开")
    safety_and_stability: Applicants = row("3.危及“三安全一稳定”")
    third_party_rights: Applicants = row("4.保护第三方合法权益")
    internal_affairs: Applicants = row("5.属于三类内部事务信息")
    process_information: Applicants = row("6.属于四类过程性信息")
    enforcement_files: Applicants = row("7.属于行政执法案卷")
    administrative_enquiry: Applicants = row("8.属于行政查询事项")


class Unavailable(Rows):
    """（四）无法提供, by reason."""

    not_held: Applicants = row("1.本机关不掌握相关政府信息")
    needs_creation: Applicants = row("2.没有现成信息需要另行制作")
    still_unclear: Applicants = row("3.补正后申请内容仍不明确")


class NotProcessed(Rows):
    """（五）不予处理, by reason."""

    complaint: Applicants = row("1.信访举报投诉类申请")
    repeated: Applicants = row("2.重复申请")
    publication: Applicants = row("3.要求提供公开出版物")
    excessive: Applicants = row("4.无正当理由大量反复申请")
    reconfirmation: Applicants = row("5.要求行政机关确认或重新出具已获取信息")


class Other(Rows):
    """（六）其他处理, by kind."""

    correction_overdue: Applicants = row(
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", short="逾期不补正"
    )
    fee_unpaid: Applicants = row(
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", short="逾期不缴费"
    )
    other: Applicants = row("3.其他")


class Results(Rows):
    """三、本年度办理结果."""

    granted: Applicants = row("（一）予以公开")
    partly_granted: Applicants = row("（二）部分公开", note="（区分处理的，只计这一情形，不计其他情形）")
    denied: Denied = group("（三）不予公开")
    unavailable: Unavailable = group("（四）无法提供")
    not_processed: NotProcessed = group("（五）不予处理")
    other: Other = group("（六）其他处理")
    total: Applicants = total("（七）总计")


class Applications(Rows, corner_note=EQUATION, widths=APPLICATIONS_WIDTHS, balance=BALANCE):
    """表三: applications for information, received and handled."""

    received: Applicants = row("一、本年新收政府信息公开申请数量", short="新收")
    carried_over: Applicants = row("二、上年结转政府信息公开申请数量", short="上年结转")
    results: Results = group("三、本年度办理结果", short="办理结果")
    carried_forward: Applicants = row("四、结转下年度继续办理", short="结转下年度")


class Outcomes(Columns):
    """How reviews or lawsuits ended."""

    upheld: Count = column("结果维持", short="维持", unit="件")
    corrected: Count = column("结果纠正", short="纠正", unit="件")
    other: Count = column("其他结果", unit="件")
    pending: Count = column("尚未审结", unit="件")
    total: Count = total("总计")


class Disputes(Columns, widths=(*(650,) * 10, *(649,) * 5)):
    """表四: administrative reviews and lawsuits about open government information."""

    reconsideration: Outcomes = spanner("行政复议")
    litigation_direct: Outcomes = spanner("行政诉讼", "未经复议直接起诉")
    litigation_after_reconsideration: Outcomes = spanner("行政诉讼", "复议后起诉")


class Report(
    report.Report,
    name="ogi2021",
    years=(2021, None),
    basis="《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
):
    """政府信息公开工作年度报告, edition of 2021: six sections, three tables."""

    lead: Text = section(short="导语")
    overview: Text = section("一、总体情况")
    disclosure: Disclosure = table("二、主动公开政府信息情况", short="主动公开情况")
    applications: Applications = table("三、收到和处理政府信息公开申请情况", short="申请情况")
    disputes: Disputes = table("四、政府信息公开行政复议、行政诉讼情况", short="复议诉讼情况")
    problems: Text = section("五、存在的主要问题及改进情况")
    other: Text = section("六、其他需要报告的事项")
