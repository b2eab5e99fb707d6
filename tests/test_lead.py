"""The lead: what such a paragraph must say, and nothing that is not known."""

from __future__ import annotations

from govreport import Agency
from govreport.forms import ogi2019, ogi2021
from govreport.lead import standard_lead
from govreport.text.contacts import find_contacts


def test_it_says_basis_parts_period_and_nothing_of_unknown_contacts() -> None:
    assert standard_lead(Agency(name="甲局"), 2022, "《乙格式》", ["一、总体情况", "二、其他"]) == (
        "按照《中华人民共和国政府信息公开条例》和《乙格式》，甲局编制2022年政府信息公开工作年度报告。"
        "报告分为“总体情况”“其他”两个部分，统计期限为2022年1月1日至2022年12月31日。"
    )


def test_without_basis_the_regulations_stand_alone() -> None:
    assert standard_lead(Agency(name="甲局"), 2022, "", ["一、甲"]).startswith(
        "按照《中华人民共和国政府信息公开条例》，甲局编制"
    )


def test_contacts_can_be_read_back() -> None:
    agency = Agency(
        name="甲局",
        address="乙路1号",
        postcode="476900",
        phone="0370-8310022",
        email="a@b.cn",
        website="b.cn",
    )
    lead = standard_lead(agency, 2022, "", ["一、甲"])
    assert lead.endswith(
        "联系（地址：乙路1号；邮政编码：476900；联系电话：0370-8310022；电子邮箱：a@b.cn；网址：b.cn）。"
    )
    found = find_contacts(lead)
    assert (found.address, found.postcode, found.phone) == ("乙路1号", "476900", "0370-8310022")
    assert (found.email, found.website) == ("a@b.cn", "b.cn")


def test_each_form_names_its_own_basis_and_parts() -> None:
    agency = Agency(name="甲局")
    leads = {form: form(year=2020, agency=agency).lead for form in (ogi2019.Report, ogi2021.Report)}
    assert "国办公开办函〔2019〕60号" in leads[ogi2019.Report]
    assert "国办公开办函〔2021〕30号" in leads[ogi2021.Report]
    assert all("六个部分" in lead for lead in leads.values())
