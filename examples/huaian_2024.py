"""淮安市人民政府 2024, through the typed classes of the form: the twin of huaian-2024.yaml.

Figures and contact facts are those of the published report; the texts are examples of our own. The
texts take their figures from the tables, so the two cannot disagree.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import govreport
from govreport.forms import ogi2021

YEAR = 2024

AGENCY = govreport.Agency(
    name="淮安市人民政府",
    self_name="我市",
    level=govreport.Level.PREFECTURE,
    organ=govreport.Organ.GOVERNMENT,
    address="淮安市翔宇南道1号",
    postcode="223001",
    phone="0517-83605210",
    email="hazwgkc@163.com",
)


def by_applicant(
    natural_person: int, *, business: int = 0, legal_service: int = 0, other: int = 0
) -> ogi2021.Applicants:
    """Return a row of table 三; 科研机构 and 社会公益组织 did not apply in this year. Totals are computed."""
    organisation = ogi2021.Organisations(
        business=business, research=0, public_welfare=0, legal_service=legal_service, other=other
    )
    return ogi2021.Applicants(natural_person=natural_person, organisation=organisation)


DISCLOSURE = ogi2021.Disclosure(
    regulations=ogi2021.Documents(issued=1, repealed=0, in_force=11),
    normative_documents=ogi2021.Documents(issued=8, repealed=26, in_force=66),
    licences=ogi2021.Decisions(decisions=447228),
    penalties=ogi2021.Decisions(decisions=3985758),
    compulsion=ogi2021.Decisions(decisions=88283),
    fees=ogi2021.Fees(amount=Decimal("96171.6")),
)

APPLICATIONS = ogi2021.Applications(
    received=by_applicant(3001, business=53, legal_service=61, other=4),
    carried_over=by_applicant(34),
    results=ogi2021.Results(
        granted=by_applicant(1288, business=21, legal_service=50, other=3),
        partly_granted=by_applicant(447, business=7),
        denied=ogi2021.Denied(
            state_secret=by_applicant(2),
            prohibited_by_law=by_applicant(30, business=1),
            safety_and_stability=by_applicant(5),
            third_party_rights=by_applicant(6),
            internal_affairs=by_applicant(7, business=1),
            process_information=by_applicant(12),
            enforcement_files=by_applicant(9),
            administrative_enquiry=by_applicant(105),
        ),
        unavailable=ogi2021.Unavailable(
            not_held=by_applicant(746, business=12, legal_service=10, other=1),
            needs_creation=by_applicant(11),
            still_unclear=by_applicant(1),
        ),
        not_processed=ogi2021.NotProcessed(
            complaint=by_applicant(56, business=6),
            repeated=by_applicant(25),
            publication=by_applicant(0),
            excessive=by_applicant(0),
            reconfirmation=by_applicant(1),
        ),
        other=ogi2021.Other(
            correction_overdue=by_applicant(67, business=3, legal_service=1),
            fee_unpaid=by_applicant(6),
            other=by_applicant(108, business=2),
        ),
    ),
    carried_forward=by_applicant(103),
)

DISPUTES = ogi2021.Disputes(
    reconsideration=ogi2021.Outcomes(upheld=72, corrected=64, other=178, pending=37),
    litigation_direct=ogi2021.Outcomes(upheld=13, corrected=4, other=8, pending=1),
    litigation_after_reconsideration=ogi2021.Outcomes(upheld=12, corrected=1, other=1, pending=6),
)

HANDLING_FEE = govreport.HandlingFee(amount=Decimal(3940))

RECEIVED = APPLICATIONS.received
RESULTS = APPLICATIONS.results
REVIEWS = DISPUTES.reconsideration

OVERVIEW = f"""\
{YEAR}年，全市各级行政机关依照《中华人民共和国政府信息公开条例》开展政府信息公开工作，把公开的要求放进决策、执行、管理、服务和结果各个环节。本报告汇总市政府和所属各部门、各县区的情况，主要工作如下。
（一）主动公开。坚持以公开为常态、不公开为例外，重点公开群众办事用得上、企业经营离不开的信息，内容、时限和形式按目录办理。
1.网站信息。市政府网站全年公开政府信息5500余条，内容包括政策文件、规划计划、财政预决算、重大项目、公共资源交易、民生实事进展等；公开政策性文件11件，配发文字、图片等形式的解读材料21个，文件和解读材料互相链接，点开文件就能看到解读。
2.规章和行政规范性文件。制度文件集中公开，效力状态随文标明，修改和废止的另行公告。全年制发规章{DISCLOSURE.regulations.issued}件，年末现行有效{DISCLOSURE.regulations.in_force}件；制发行政规范性文件{DISCLOSURE.normative_documents.issued}件，清理废止{DISCLOSURE.normative_documents.repealed}件，年末现行有效{DISCLOSURE.normative_documents.in_force}件。
3.行政执法信息。执法决定按规定公示。全市作出行政许可决定{DISCLOSURE.licences.decisions}件、行政处罚决定{DISCLOSURE.penalties.decisions}件，实施行政强制{DISCLOSURE.compulsion.decisions}件；全年行政事业性收费{DISCLOSURE.fees.amount}万元，收费目录在网上公布。
4.新闻发布。全年举行新闻发布会12场，就企业用工、营商环境、科技创新等方面的政策措施向社会作出说明，并回答记者提问。
（二）依申请公开。畅通当面、信函和网络三种申请渠道，登记、补正、征求意见、答复各环节都有专人负责；能当面说清的先与申请人沟通，弄清需要什么，再依照法定期限书面答复。
1.收件。全年新收政府信息公开申请{RECEIVED.total}件，其中自然人{RECEIVED.natural_person}件、商业企业{RECEIVED.organisation.business}件、法律服务机构{RECEIVED.organisation.legal_service}件、其他组织{RECEIVED.organisation.other}件；另有上年结转{APPLICATIONS.carried_over.total}件。
2.办理。全年办结{RESULTS.total.total}件，结转下年度继续办理{APPLICATIONS.carried_forward.total}件。办结的申请中，予以公开{RESULTS.granted.total}件，部分公开{RESULTS.partly_granted.total}件；因本机关不掌握相关信息而无法提供的{RESULTS.unavailable.not_held.total}件，属于行政查询事项而告知查询途径的{RESULTS.denied.administrative_enquiry.total}件，属于信访举报投诉而不予处理的{RESULTS.not_processed.complaint.total}件，申请人逾期不补正而不再处理的{RESULTS.other.correction_overdue.total}件。申请较为集中的领域，把反复被问到的内容转为主动公开。
3.复议和诉讼。全年因政府信息公开被申请行政复议{REVIEWS.total}件，其中结果维持{REVIEWS.upheld}件、结果纠正{REVIEWS.corrected}件、其他结果{REVIEWS.other}件、尚未审结{REVIEWS.pending}件；未经复议直接起诉{DISPUTES.litigation_direct.total}件，复议后起诉{DISPUTES.litigation_after_reconsideration.total}件。对被纠正的案件逐件分析原因，常见的问题编入办理提示。
（三）政府信息管理。公开属性在起草时确定，拟不公开的要写明理由和依据，由公文审核人员一并把关。信息发布前先作保密审查，涉及商业秘密和个人隐私的，征求权利人意见后再决定是否公开。已经公开的信息定期清点，过时的标明失效，重复的予以合并，链接打不开的及时修复。公开前后的审核记录随文件归档，责任可以查清。
（四）政府信息公开平台建设。线上线下各有分工，同一件事的信息在不同平台上口径一致。
1.政府网站。优化信息公开专栏的栏目设置和检索功能，规章、规范性文件、解读材料可以按主题和年份查找；围绕设备更新和消费品以旧换新等重点工作开设专题，便于集中查阅。办事指南、表格样表与政务服务网保持一致，流程改变后同步更新。
2.政务新媒体。全市在运维的政务新媒体95个，长期不更新、很少有人看的账号逐步关停或者合并，留下来的按季度检查内容更新和留言答复。
3.政府公报。全年编印市政府公报6期，在公共场所设点供群众免费取阅，网站同步刊登电子版，规章和规范性文件以公报刊登的文本为准，历年各期都可以查到。
（五）监督保障。市政府办公室统筹推进、指导协调和监督检查。全年对信息公开栏目作了4次全面检查，检查结果分送各县区、各部门，发现的问题限期改正，改正后再查一遍；面向经办人员举办业务培训，用真实案例讲解申请办理的难点，新上岗的人员先培训再办件。公开工作纳入年度考核，社会公众的意见建议通过网站留言和热线收集，并按时答复。
"""

PROBLEMS = """\
对照条例要求和群众期待，工作中还有不足。
（一）存在的主要问题
1.解读质量。部分政策解读照搬原文，形式单一，群众看不明白、用不上。
2.队伍建设。有的单位经办人员兼职多、变动快，办理申请的经验不足。
（二）改进措施
1.提高解读质量。解读材料由起草部门的业务人员撰写，多用图表和问答，把办理条件、流程和时限讲清楚，发布后收集反馈并继续补充。
2.加强队伍建设。建立以老带新的办法，分批轮训经办人员，疑难申请集体会商，逐步把队伍稳定下来。
"""

OTHER = f"""\
{YEAR}年，市政府依照规定收取政府信息公开信息处理费{HANDLING_FEE.amount}元。除此以外，没有其他需要报告的事项。
"""


def report() -> ogi2021.Report:
    """Return the report; title and lead are the library's own."""
    return ogi2021.Report(
        year=YEAR,
        agency=AGENCY,
        overview=OVERVIEW,
        disclosure=DISCLOSURE,
        applications=APPLICATIONS,
        disputes=DISPUTES,
        problems=PROBLEMS,
        other=OTHER,
        handling_fee=HANDLING_FEE,
    )


def main() -> None:
    """Write the report into the folder out."""
    Path("out").mkdir(exist_ok=True)
    built = govreport.build(report(), "out/huaian-2024.docx")
    print(built.path)


if __name__ == "__main__":
    main()
