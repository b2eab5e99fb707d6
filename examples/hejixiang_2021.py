"""睢县河集乡人民政府 2021, built step by step: the twin of hejixiang-2021.yaml.

Figures and contact facts are those of the published report; the texts are examples of our own.
"""

from __future__ import annotations

from pathlib import Path

import govreport
from govreport.forms import ogi2021

AGENCY = govreport.Agency(
    name="睢县河集乡人民政府",
    level=govreport.Level.TOWNSHIP,
    organ=govreport.Organ.GOVERNMENT,
    address="睢县河集乡河集村001号",
    postcode="476900",
    phone="0370-8310022",
    email="hejixiang8310022@163.com",
)

OVERVIEW = """\
（一）主动公开
{{ year }}年，乡政府通过县政府门户网站公开机构信息和工作动态，全年共19条；\
惠农补贴、救助名单等群众关心的事项，另在乡政务公开栏张贴。
（二）依申请公开
全年收到政府信息公开申请{{ applications.received.total }}件，\
结转下年度{{ applications.carried_forward.total }}件；\
因政府信息公开被申请行政复议{{ disputes.reconsideration.total }}件。
（三）政府信息管理
信息由承办站所拟稿，分管领导审核后发布；内容有变动的，随时更新或者撤下。
（四）政府信息公开平台建设
线上以县政府门户网站为主，线下设有政务公开栏。
（五）监督保障
明确一名乡领导分管，党政办公室专人办理，接受县政务公开主管部门的监督。
"""

PROBLEMS = """\
（一）存在的主要问题
一是有的信息公开得不够及时；二是公开的内容还不够丰富，群众想看的办事信息偏少。
（二）改进措施
一是把信息公开列入各站所的日常工作，事项办结后及时公开；二是围绕乡村振兴充实公开内容；三是组织经办人员参加培训，提高业务能力。
"""

UNSEEN = ogi2021.Documents(issued=None, repealed=None, in_force=None)
"""The source page is torn: cells it does not show are blank, which is not 0."""


def report() -> ogi2021.Report:
    """Return the report; figures that are not mentioned are 0."""
    builder = (
        govreport.ReportBuilder(ogi2021.Report)
        .with_fields(year=2021, agency=AGENCY, overview=OVERVIEW, problems=PROBLEMS)
        .with_fields(
            other="没有其他需要报告的事项。",
            disclosure=ogi2021.Disclosure(
                regulations=ogi2021.Documents(issued=0, repealed=0, in_force=0),
                normative_documents=UNSEEN,
                licences=ogi2021.Decisions(decisions=None),
                penalties=ogi2021.Decisions(decisions=None),
                compulsion=ogi2021.Decisions(decisions=None),
                fees=ogi2021.Fees(amount=None),
            ),
        )
        .with_figures(
            {
                "applications.received.natural_person": 0,
                "applications.carried_over.natural_person": None,
                "applications.carried_over.organisation.business": None,
                "applications.carried_over.organisation.research": None,
                "applications.carried_over.organisation.public_welfare": None,
                "applications.carried_over.organisation.legal_service": None,
                "applications.carried_over.organisation.other": None,
            }
        )
    )
    return builder.build(blank="zero").with_references_resolved()


def main() -> None:
    """Write the report into the folder out."""
    Path("out").mkdir(exist_ok=True)
    built = govreport.build(report(), "out/hejixiang-2021.docx")
    print(built.path)


if __name__ == "__main__":
    main()
