"""Whose report a running text says it is."""

from __future__ import annotations

import pytest

from govreport.sources.authorship import compiler, contact, facts_of_lead, subject


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        ("现将甲市某局2020年度政府信息公开工作情况报告如下。", "甲市某局", 2020),
        ("现将2020年度甲区某局信息公开年度工作情况报告如下：", "甲区某局", 2020),
        ("现将甲街道办事处2021年度信息公开工作的总体情况等报告如下。", "甲街道办事处", 2021),
        ("按照要求,甲镇政府编制2020年政府信息公开年度报告。", "甲镇政府", 2020),
        ("按照条例,区某局结合工作实际,认真编制了2022年政府信息公开工作年度报告。", "区某局", 2022),
        ("依据条例，甲市某局特向社会公布2021年度政府信息公开工作年度报告。", "甲市某局", 2021),
        ("现公布甲县开发区(以下简称开发区)2019年政府信息公开工作年度报告。", "甲县开发区", 2019),
        ("现发布《甲市乙区某联合会2025年政府信息公开工作年度报告》。", "甲市乙区某联合会", 2025),
    ],
)
def test_the_sentence_that_hands_a_report_over_names_body_and_year(text: str, agency: str, year: int) -> None:
    assert facts_of_lead(text) == (agency, year)


@pytest.mark.parametrize(
    "text",
    [
        "现公布我局2022年政府信息公开工作年度报告。",
        "依据州政务公开领导小组办公室关于做好2022年政府信息公开工作年度报告编制的通知。",
        "本局编制2020年政府信息公开年度报告。",
    ],
)
def test_what_is_no_body_is_not_taken_for_one(text: str) -> None:
    assert facts_of_lead(text)[0] == ""


def test_behind_a_notice_on_reports_the_sentence_that_hands_one_over_is_found() -> None:
    notice = "依据州政务公开领导小组办公室关于做好2022年政府信息公开工作年度报告编制的通知，"
    assert facts_of_lead(notice + "现公布甲县2022年政府信息公开工作年度报告。") == ("甲县", 2022)


def test_a_report_of_the_year_before_that_a_text_tells_of_does_not_say_its_year() -> None:
    text = "2022年，甲署做好公开工作。公开发布《甲署2021年政府信息公开工作年度报告》。"
    assert facts_of_lead(text) == ("甲署", None)
    assert facts_of_lead("发布时间：2022年01月18日" + text[6:]) == ("甲署", 2021)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("本报告根据条例，由甲市某局撰写。", "甲市某局"),
        ("由甲镇人民政府党政办公室编制。", "甲镇人民政府"),
        ("由甲市某馆办公室结合有关统计数据编制。", "甲市某馆"),
        ("由甲市人民政府信息公开工作领导小组办公室根据条例，汇总各部门情况编制而成。", "甲市人民政府"),
        ("报告由总体情况、其他事项组成。由甲市某局编制。", "甲市某局"),
        ("由甲县人民政府办公室组织编制。", ""),
        ("由市政府办公厅编制。", ""),
        ("由我局编制。", ""),
        ("由县政务公开办编制。", ""),
    ],
)
def test_who_drew_a_report_up_is_whose_it_is_unless_it_is_the_office_of_a_government(
    text: str, agency: str
) -> None:
    assert compiler(text) == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("2023年,在区委、区政府的坚强领导下,甲乙街道办事处认真公开信息。", "甲乙街道办事处"),
        ("2023年,甲乙街道在区委、区政府的坚强领导下,积极公开信息。", "甲乙街道"),
        ("2022年,区商贸局认真公开信息。", "区商贸局"),
        ("2025年,在县委的领导下,在县政府办公室的带领下,甲乙乡全面公开信息。", "甲乙乡"),
        ("2025年甲乙镇人民政府紧扣任务公开信息。", "甲乙镇人民政府"),
        ("2022年,县政府办公室认真公开信息。", ""),
        ("2022年,新型城镇全面公开信息。", ""),
        ("2022年,我局认真公开信息。", ""),
        ("2022年,全区各局认真公开信息。", ""),
        ("2022年,在局党组的领导下,认真公开信息。", ""),
    ],
)
def test_whose_doings_a_text_tells_is_its_body(text: str, agency: str) -> None:
    assert subject(text) == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("如有疑问，请与甲市某局办公室联系(地址：某路1号)。我局公开信息。", "甲市某局"),
        ("请联系甲县乙镇党政办（电话：1234567）。我镇公开信息。", "甲县乙镇"),
        ("请与甲县政务服务局联系。我局公开信息。", ""),
        ("请与甲县人民政府办公室联系。我局公开信息。", ""),
        ("请与甲县某局联系。我镇公开信息。", ""),
        ("请与甲县某局联系。我局和我镇公开信息。", ""),
        ("请与甲市人民政府办公室信息公开中心联系。我市公开信息，我局亦然。", ""),
        ("请与甲市人民政府办公室信息公开中心联系。我县公开信息。", ""),
        ("我局修订了《甲市某局信息公开保密制度》《甲市某局网上信息公开审查制度》。", "甲市某局"),
        ("我局修订了《甲市某局信息公开指南》《乙市某局信息公开指南》。", ""),
        ("我镇修订了《甲县乙镇人民政府信息公开指南》。", "甲县乙镇人民政府"),
    ],
)
def test_who_answers_for_a_text_is_its_body_only_if_it_is_of_the_kind_the_text_calls_its_own(
    text: str, agency: str
) -> None:
    assert contact(text) == agency
