"""What bodies call themselves: real kinds of names, in both scripts, and the override."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport import Agency
from govreport.forms import ogi2021
from govreport.report import Report
from govreport.text.bodies import self_reference

GOVERNMENTS = {
    "江苏省人民政府": "我省",
    "海南省人民政府办公厅": "我厅",
    "上海市人民政府": "我市",
    "上海市人民政府办公厅": "我厅",
    "淮安市人民政府": "我市",
    "淮安市人民政府办公室": "我办",
    "淮安市洪泽区人民政府": "我区",
    "上海市浦东新区人民政府": "我区",
    "睢县人民政府": "我县",
    "睢县人民政府办公室": "我办",
    "昆山市人民政府": "我市",
    "西藏自治区人民政府": "我区",
    "内蒙古自治区人民政府办公厅": "我厅",
    "新疆维吾尔自治区人民政府": "我区",
    "凉山彝族自治州人民政府": "我州",
    "延边朝鲜族自治州人民政府": "我州",
    "积石山保安族东乡族撒拉族自治县人民政府": "我县",
    "莫力达瓦达斡尔族自治旗人民政府": "我旗",
    "东乌珠穆沁旗人民政府": "我旗",
    "锡林郭勒盟行政公署": "我盟",
    "大兴安岭地区行政公署": "本机关",
    "阿里地区行政公署": "本机关",
    "神农架林区人民政府": "我区",
    "六枝特区人民政府": "我区",
    "睢县河集乡人民政府": "我乡",
    "龙胜县泗水民族乡人民政府": "我乡",
    "昆山市周市镇人民政府": "我镇",
    "额尔敦高毕苏木人民政府": "我苏木",
    "某某县政府": "我县",
    "某某县政府办": "我办",
    "上海市": "我市",
    "河集乡": "我乡",
}
OFFICES = {
    "望京街道办事处": "我街道",
    "北京市朝阳区人民政府望京街道办事处": "我街道",
    "重庆市渝中区朝天门街道": "我街道",
    "淮安市清江浦区长东街道办": "我街道",
    "淮安经济技术开发区管理委员会": "我委",
    "苏州工业园区管理委员会": "我委",
    "河北雄安新区管理委员会": "我委",
    "中国（上海）自由贸易试验区临港新片区管理委员会": "我委",
    "本溪高新技术产业开发区管委会": "我委",
    "黄山风景名胜区管理委员会": "我委",
    "苏州工业园区": "我区",
    "张家口市人民政府驻北京办事处": "本机关",
}
DEPARTMENTS = {
    "江苏省教育厅": "我厅",
    "广西壮族自治区公安厅": "我厅",
    "国家发展和改革委员会": "我委",
    "沭阳县发展和改革局": "我局",
    "北京市卫生健康委员会": "我委",
    "上海市科学技术委员会": "我委",
    "上海市国资委": "我委",
    "淮安市公安局": "我局",
    "淮安市公安局清江浦分局": "我局",
    "宝山区人力资源和社会保障局": "我局",
    "长春市林业和园林局": "我局",
    "甘肃省林业和草原局": "我局",
    "长乐区生态环境局": "我局",
    "市场监督管理局（知识产权局）": "我局",
    "某某县市场监督管理局 (食品安全委员会办公室)": "我局",
    "某某市城市管理局": "我局",
    "某某县乡村振兴局": "我局",
    "国务院港澳事务办公室": "我办",
    "某某市机关事务管理局": "我局",
    "某某市城镇化工作办公室": "我办",
    "审计署": "本机关",
    "教育部": "本机关",
    "中国人民银行": "本机关",
    "中国证券监督管理委员会": "本机关",
    "淮安市档案馆": "本机关",
    "某某市公共资源交易中心": "本机关",
    "某某市公安局交通警察支队": "本机关",
    "某某市中级人民法院": "本机关",
    "某某区某某社区": "本机关",
    "某某社区居民委员会": "本机关",
    "国营某某农场": "本机关",
}
VERTICAL = {
    "国家税务总局": "我局",
    "国家税务总局淮安市税务局": "我局",
    "国家税务总局淮安市税务局第一税务分局": "我局",
    "淮安市气象局": "我局",
    "江苏海事局": "我局",
    "淮安市烟草专卖局": "我局",
    "江苏省邮政管理局": "我局",
    "中华人民共和国南京海关": "本机关",
    "淮安市消防救援支队": "本机关",
    "国家统计局淮安调查队": "本机关",
}
TRADITIONAL = {
    "睢縣河集鄉人民政府": "我鄉",
    "崑山市周市鎮人民政府": "我鎮",
    "淮安市洪澤區人民政府": "我區",
    "睢縣人民政府": "我縣",
    "睢縣人民政府辦公室": "我辦",
    "廣東省教育廳": "我廳",
    "上海市人民政府": "我市",
    "淮安市公安局": "我局",
    "北京市衛生健康委員會": "我委",
    "望京街道辦事處": "我街道",
    "廣東省公共資源交易中心": "本機關",
    "中國證券監督管理委員會": "本機關",
    "額爾敦高畢蘇木人民政府": "我蘇木",
}
NAMES = GOVERNMENTS | OFFICES | DEPARTMENTS | VERTICAL | TRADITIONAL


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_a_body_calls_itself_by_the_end_of_its_name(name: str, expected: str) -> None:
    assert self_reference(name) == expected
    assert Agency(name=name).self_name == expected


@given(st.text(min_size=1, max_size=20))
def test_any_name_has_an_answer(name: str) -> None:
    answer = self_reference(name)
    assert answer in ("本机关", "本機關") or (answer[0] == "我" and set(answer[1:]) <= set(name))


def test_a_name_of_ones_own_wins() -> None:
    assert Agency(name="甲县公安局", self_name="县公安局").self_name == "县公安局"
    assert Agency(name="甲县公安局", self_name=None).self_name == "我局"


def test_level_and_organ_are_never_guessed() -> None:
    agency = Agency(name="甲县人民政府")
    assert (agency.level, agency.organ) == (None, None)


def test_what_follows_from_the_name_is_not_written_as_if_it_had_been_given() -> None:
    data = {"year": 2022, "agency": {"name": "甲县人民政府"}}
    report: Report = ogi2021.Report.from_data(data)
    assert report.to_data()["agency"] == {"name": "甲县人民政府"}
    again = ogi2021.Report.from_data(report.to_data())
    assert again == report
    assert again.agency.self_name == "我县"
    own = ogi2021.Report.from_data({"year": 2022, "agency": {"name": "甲县人民政府", "自称": "县政府"}})
    assert own.to_data()["agency"] == {"name": "甲县人民政府", "self_name": "县政府"}


def test_names_and_texts_in_traditional_characters_pass_through_unharmed() -> None:
    text = "（一）{{ agency.self_name }}主動公開。發佈資訊12條，辦理申請3宗。"
    data = {"year": 2022, "agency": {"name": "睢縣河集鄉人民政府"}, "overview": text}
    report = ogi2021.Report.from_data(data)
    assert report.agency.name == "睢縣河集鄉人民政府"
    assert report.title == "睢縣河集鄉人民政府2022年政府信息公开工作年度报告"
    assert report.overview == "（一）我鄉主動公開。發佈資訊12條，辦理申請3宗。"
