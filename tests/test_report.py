"""Reports made from data: keys in both languages, what is filled in, what is refused, what is printed."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import json
import pickle
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from govreport import Agency, HandlingFee, Level, Organ, Signature
from govreport.errors import DataError, FormError
from govreport.forms import ogi2014, ogi2021, website2018
from govreport.forms._registry import form_for, form_named, official_forms, report_from_data
from govreport.report import Report
from govreport.text.titles import title_facts
from random_reports import reports
from samples import load_report

HUAIAN = load_report("huaian_2024.json")
BASE = {"year": 2024, "agency": {"name": "甲局"}}


def made(**data: object) -> ogi2021.Report:
    return ogi2021.Report.from_data({**BASE, **data})


def refused(**data: object) -> DataError:
    with pytest.raises(DataError) as caught:
        made(**data)
    assert len(str(caught.value).splitlines()) <= 6
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        {"applications": {"results": {"granted": {"natural_person": 3}}}},
        {"三、收到和处理政府信息公开申请情况": {"三、本年度办理结果": {"（一）予以公开": {"自然人": 3}}}},
        {"收到和处理政府信息公开申请情况": {"本年度办理结果": {"(一)予以公开": {"自然人": 3}}}},
        {"申请情况": {"办理结果": {"予以公开": {"自然人": 3}}}},
    ],
)
def test_fields_have_their_names_and_their_labels(data: dict[str, object]) -> None:
    assert made(**data).applications.results.granted.natural_person == 3


def test_labels_with_notes_quotes_and_short_forms_are_keys() -> None:
    results = {
        "部分公开": {"自然人": 1},
        "不予公开": {"危及三安全一稳定": {"自然人": 2}},
        "其他处理": {"逾期不补正": {"自然人": 3}},
    }
    found = made(applications={"results": results}).applications.results
    assert found.partly_granted.natural_person == 1
    assert found.denied.safety_and_stability.natural_person == 2
    assert found.other.correction_overdue.natural_person == 3


def test_agencies_have_chinese_keys_levels_and_organs() -> None:
    data = {"年度": 2024, "机关": {"名称": "甲局", "级别": "县级", "性质": "部门", "邮编": "100000"}}
    report = ogi2021.Report.from_data(data)
    assert report.agency.name == "甲局"
    assert (report.agency.level, report.agency.organ) == (Level.COUNTY, Organ.DEPARTMENT)
    assert report.agency.postcode == "100000"


def test_the_row_of_one_column_may_be_the_bare_number() -> None:
    assert made(disclosure={"licences": 12, "行政事业性收费": "3.50"}).disclosure.licences.decisions == 12
    assert made(disclosure={"fees": None}).disclosure.fees.amount is None


def test_blank_zero_fills_figures_and_nothing_else() -> None:
    data = {**BASE, "disputes": {"reconsideration": {"upheld": None, "total": 5}}}
    report = ogi2021.Report.from_data(data, blank="zero")
    assert report.disputes.reconsideration.upheld is None
    assert report.disputes.reconsideration.corrected == 0
    assert report.disputes.reconsideration.total == 5
    assert report.disputes.litigation_direct.total == 0
    assert report.problems == ""
    site = website2018.Report.from_data(BASE, blank="zero").site
    assert (site.visits, site.name, site.kind, site.innovation) == (0, None, None, None)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"aplications": {}}, ["aplications", "applications（三、收到和处理政府信息公开申请情况）"]),
        ({"applications": {"recieved": {}}}, ["recieved", "received（一、本年新收政府信息公开申请数量）"]),
        ({"applications": {"received": {"自燃人": 1}}}, ["自燃人", "natural_person（自然人）"]),
        ({"agency": {"name": "甲局", "phnoe": "1"}}, ["phnoe", "phone（联系电话）"]),
        ({"applications": {"received": {"natural_person": 1, "自然人": 1}}}, ["给了两次"]),
        ({"applications": {"received": {"natural_person": "3"}}}, ["natural_person", '"3"', "整数"]),
        ({"applications": {"received": 3}}, ["received", "下级字段"]),
        ({"applications": [1]}, ["applications"]),
        ({"disclosure": {"fees": 1.5}}, ["二进制浮点数"]),
        ({"overview": "甲\x07乙"}, ["U+0007", "overview"]),
        ({"overview": "甲\ud800"}, ["U+D800"]),
        ({"overview": "一、甲"}, ["一级序号"]),
        ({"overview": 3}, ["文字"]),
        ({"year": 24}, ["年份"]),
        ({"year": "2024"}, ["整数"]),
        ({"agency": {"name": "甲\n乙"}}, ["一行"]),
        ({"agency": {"name": "甲局", "level": "village"}}, ["level"]),
        ({"notes": {"disclosre": "甲"}}, ["disclosre", "disclosure"]),
        ({"published": "2025-13-01"}, ["published", "日期"]),
        ({"signature": {"nmae": "甲"}}, ["nmae", "name（署名）"]),
        ({"handling_fee": {"amout": 1}}, ["amout", "amount（金额）"]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(data: dict[str, object], said: list[str]) -> None:
    message = str(refused(**data))
    assert all(piece in message for piece in said), message


def test_everything_that_is_wrong_is_told_at_once() -> None:
    error = refused(
        year="x",
        applications={"recieved": {}, "received": {"total": "1"}, "carried_over": {"natural_person": 1.5}},
    )
    assert len(error.problems) == 4


def test_a_report_without_year_and_agency_is_refused() -> None:
    with pytest.raises(DataError) as caught:
        ogi2021.Report.from_data({})
    assert [problem.expected for problem in caught.value.problems] == ["year（年度）", "agency（机关）"]


def test_the_base_is_no_form() -> None:
    with pytest.raises(FormError, match="不是一个表样"):
        Report.from_data(BASE)


def test_title_and_lead_are_written_where_they_are_left_out() -> None:
    report = made(agency={"name": "甲局", "address": "乙路1号", "phone": "010-1"})
    assert report.title == "甲局2024年政府信息公开工作年度报告"
    assert "2024年1月1日至2024年12月31日" in report.lead
    assert "地址：乙路1号" in report.lead
    assert made(title="另一标题", lead="").title == "另一标题"
    assert made(lead="").lead == ""
    assert title_facts(report.title) == ("甲局", 2024)


def test_texts_are_kept_in_one_form() -> None:
    assert made(overview="\u3000\u3000甲。\r\n\r\n 乙。 \n").overview == "甲。\n乙。"


def test_references_are_resolved_once() -> None:
    report = made(
        agency={"name": "甲{{ year }}局"},
        overview="{{ agency.name }}，{{ year }}年，{{ 申请情况.新收.自然人 }}件，{{ '{{ 1 + 1 }}' }}",
        applications={"received": {"natural_person": 1234}},
    )
    assert report.overview == "甲{{ year }}局，2024年，1234件，{{ 1 + 1 }}"


def test_plain_data_is_what_every_writer_of_data_knows() -> None:
    report = made(
        agency={"name": "甲局", "level": "county", "organ": "department"},
        published="2025-01-09",
        disclosure={"fees": {"amount": "1.50"}},
    )
    plain = yaml.safe_load(yaml.safe_dump(report.to_data()))
    assert plain == report.to_data()
    assert plain["agency"] == {"name": "甲局", "level": "county", "organ": "department"}
    assert {type(value) for value in report.to_data()["agency"].values()} == {str}  # type: ignore[attr-defined]
    assert ogi2021.Report.from_data(plain) == report


def test_choices_are_plain_lists() -> None:
    data = {"year": 2022, "agency": {"name": "甲"}, "site": {"innovation": ["其他", "无障碍浏览"]}}
    site = website2018.Report.from_data(data).to_data()["site"]
    assert isinstance(site, dict)
    assert site["innovation"] == ["无障碍浏览", "其他"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ applications.recieved.total }}", ["recieved", "received"]),
        ("{{ applications.received }}", ["一组"]),
        ("{{ applications.received.total }}", ["空"]),
        ("{{ year.month }}", ["year.month"]),
        ("{{ year | nubmer }}", ["nubmer", "number"]),
    ],
)
def test_a_reference_that_leads_nowhere_is_told(text: str, said: list[str]) -> None:
    message = str(refused(overview=text))
    assert "overview" in message
    assert all(piece in message for piece in said), message


@pytest.mark.parametrize("year", [2022, 2024, 2025])
def test_the_report_of_another_year_is_not_that_of_the_year_before(year: int) -> None:
    report = made()
    report.require_last_year(None)
    report.require_last_year(ogi2021.Report.from_data({**BASE, "year": 2023}))
    with pytest.raises(DataError) as caught:
        report.require_last_year(ogi2021.Report.from_data({**BASE, "year": year}))
    assert str(caught.value.problems[0].where) == "last_year"
    assert caught.value.problems[0].what.en == "this is not the report of the year before"
    assert caught.value.problems[0].found == f"{year} (ogi) 甲局{year}年政府信息公开工作年度报告"
    assert caught.value.problems[0].expected == "2023 (ogi)"


def test_the_report_of_another_kind_is_not_that_of_the_year_before() -> None:
    report = website2018.Report.from_data({**BASE, "year": 2024})
    with pytest.raises(DataError) as caught:
        report.require_last_year(ogi2021.Report.from_data({**BASE, "year": 2023}))
    assert caught.value.problems[0].expected == "2023 (website)"


def test_closing_facts_are_read_in_both_languages() -> None:
    report = made(
        published="2025年1月20日",
        信息处理费={"件数": 2, "金额": "120.50"},
        表注={"二、主动公开政府信息情况": "说明。"},
        落款={"署名": "甲局办公室"},
    )
    assert report.published_on == datetime.date(2025, 1, 20)
    assert report.handling_fee == HandlingFee(cases=2, amount=Decimal("120.50"))
    assert report.notes == {"disclosure": "说明。"}
    assert report.signature == Signature(name="甲局办公室", date=datetime.date(2025, 1, 20))
    assert made(signature=True).signature == Signature(name="甲局")
    assert made(signature=False).signature is None


def test_a_report_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        HUAIAN.year = 2025  # type: ignore[misc]
    assert HUAIAN == pickle.loads(pickle.dumps(HUAIAN)) == copy.deepcopy(HUAIAN)  # noqa: S301  our own
    assert len({HUAIAN, copy.copy(HUAIAN)}) == 1


def test_the_identity_holds_what_is_printed_and_not_what_is_not() -> None:
    report = made(agency={"name": "甲局", "level": "county", "phone": "010-1"}, lead="")
    assert report.published()["agency"] == {"name": "甲局"}
    assert made(agency={"name": "甲局", "phone": "0370-1234567"}).published()["agency"] == {
        "name": "甲局",
        "phone": "0370-1234567",
    }


@pytest.mark.parametrize("name", list(official_forms()))
@given(data=st.data())
def test_plain_data_gives_the_same_report_back(name: str, data: st.DataObject) -> None:
    report = data.draw(reports(official_forms()[name]))
    plain = json.loads(json.dumps(report.to_data(), ensure_ascii=False))
    assert report_from_data(plain, form=type(report)).published() == report.published()


def test_every_year_has_its_form() -> None:
    names = {year: form_for(year).info().name for year in (2014, 2018, 2019, 2020, 2021, 2030)}
    assert list(names.values()) == ["ogi2014", "ogi2014", "ogi2019", "ogi2019", "ogi2021", "ogi2021"]
    assert form_for(2018, "website") is website2018.Report


@pytest.mark.parametrize(("year", "kind"), [(2013, "ogi"), (2017, "website"), (2024, "other")])
def test_a_year_no_form_serves_is_refused_with_those_that_are(year: int, kind: str) -> None:
    with pytest.raises(FormError) as caught:
        form_for(year, kind)
    message = str(caught.value)
    assert str(year) in message
    assert {"ogi": "ogi2014 2014–2018", "website": "website2018 2018–", "other": "ogi"}[kind] in message


def test_forms_are_found_by_name_and_by_module() -> None:
    assert form_named("ogi2014") is ogi2014.Report
    assert form_named("govreport.forms.ogi2021:Report") is ogi2021.Report
    for wrong, said in (
        ("ogi2022", "ogi2021"),
        ("no_such_module:Form", "no_such_module"),
        ("govreport.forms.ogi2021:Reprot", "Report"),
    ):
        with pytest.raises(FormError, match=said):
            form_named(wrong)


@pytest.mark.parametrize(
    "data",
    [{"schema": 2, **BASE}, {"agency": {"name": "甲"}}, {**BASE, "blank": "maybe"}, {"year": True}],
)
def test_an_envelope_that_makes_no_sense_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(DataError):
        report_from_data(data)


def test_python_and_data_make_the_same_report() -> None:
    report = ogi2021.Report(
        year=2024,
        agency=Agency(name="甲局"),
        disputes=ogi2021.Disputes(
            reconsideration=ogi2021.Outcomes(upheld=1, corrected=0, other=0, pending=0)
        ),
    )
    outcomes = {"upheld": 1, "corrected": 0, "other": 0, "pending": 0}
    assert report == made(disputes={"reconsideration": outcomes})
    assert report.disputes.reconsideration.total == 1
