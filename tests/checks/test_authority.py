from __future__ import annotations

import pytest

from govreport.checks import check
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")


def codes(*, in_force: int | None = 11, **agency: str) -> list[str]:
    figures = {
        "disclosure.regulations.issued": 0,
        "disclosure.regulations.in_force": in_force,
    }
    return [finding.code for finding in check(changed(HUAIAN, figures, agency=agency))]


@pytest.mark.parametrize(
    ("level", "organ", "may"),
    [
        ("state", "department", True),
        ("state", "government", True),
        ("province", "government", True),
        ("prefecture", "government", True),
        ("province", "department", False),
        ("prefecture", "department", False),
        ("prefecture", "office", False),
        ("prefecture", "vertical", False),
        ("county", "government", False),
        ("county", "department", False),
        ("township", "government", False),
    ],
)
def test_level_and_organ_decide(level: str, organ: str, may: bool) -> None:
    found = codes(name="甲", level=level, organ=organ)
    assert found == ([] if may else ["regulations-authority"])


@pytest.mark.parametrize(
    "name",
    [
        "睢县河集乡人民政府",
        "兴华镇人民政府",
        "兴华镇",
        "渝碚路街道办事处",
        "重庆市沙坪坝区人民政府渝碚路街道办事处",
        "金湖县人民政府",
        "金湖县人民政府办公室",
        "淮安市洪泽区人民政府",
        "洪泽区政府办",
        "浦东新区人民政府",
        "某某自治县人民政府",
        "淮安市教育局",
        "江苏省司法厅",
        "上海市科学技术委员会",
        "淮安市人民政府外事办公室",
        "本溪高新区管委会",
        "定西市公共资源交易中心",
        "某市供电公司",
    ],
)
def test_a_name_that_leaves_no_doubt_decides_without_level_and_organ(name: str) -> None:
    assert codes(name=name) == ["regulations-authority"]


@pytest.mark.parametrize(
    "name",
    [
        "淮安市人民政府",
        "大冶市人民政府",
        "江苏省人民政府",
        "江苏省人民政府办公厅",
        "上海市人民政府办公厅",
        "淮安市人民政府办公室",
        "临夏州人民政府",
        "广西壮族自治区人民政府",
        "西藏自治区人民政府办公厅",
        "香港特别行政区政府",
        "教育部",
        "住房和城乡建设部",
        "农业农村部",
        "海关总署",
        "市场监管总局",
        "国家市场监督管理总局",
        "国家乡村振兴局",
        "国务院国有资产监督管理委员会",
        "中国人民银行",
        "教育局",
    ],
)
def test_a_name_that_leaves_a_doubt_is_not_flagged(name: str) -> None:
    assert codes(name=name) == []


def test_a_level_alone_leaves_the_organ_to_the_name() -> None:
    assert codes(name="淮安市教育局", level="prefecture") == ["regulations-authority"]
    assert codes(name="淮安市人民政府", level="prefecture") == []


def test_an_organ_alone_leaves_the_level_to_the_name() -> None:
    assert codes(name="教育部", organ="department") == []
    assert codes(name="淮安市教育局", organ="department") == ["regulations-authority"]
    assert codes(name="临空新城", organ="office") == ["regulations-authority"]


def test_fewer_than_none_are_no_regulations() -> None:
    assert codes(name="淮安市教育局", in_force=-1) == ["in-force", "negative"]


def test_no_regulations_no_finding() -> None:
    assert codes(name="淮安市教育局", in_force=0) == []
    assert codes(name="淮安市教育局", in_force=None) == ["blank-cell"]


def test_the_finding_names_every_figure_and_the_body() -> None:
    (finding,) = check(changed(HUAIAN, {}, agency={"name": "淮安市教育局"}))
    assert str(finding.severity) == "warning"
    assert finding.cells == ("disclosure.regulations.issued", "disclosure.regulations.in_force")
    assert (finding.value, finding.expected) == (1, 0)
    assert finding.where == "二、主动公开政府信息情况 › 规章 › 本年制发件数"
    assert finding.message.zh == "“规章 › 本年制发件数”填的是 1，但“淮安市教育局”无权制定规章"
