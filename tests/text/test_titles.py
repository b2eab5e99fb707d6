"""The lines of a title: where it is broken, and that nothing of it is lost."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from durations import allowed
from govreport.text.titles import title_lines

REST = "2024年政府信息公开工作年度报告"
WHOLE = re.split(
    r"\s+",
    """人民政府 办公室 办公厅 委员会 管理局 街道办事处 办事处 自治州 自治区 自治县 自治旗 开发区 市场监督
    城市管理 行政公署 特别行政区 税务局 政府信息公开 年度报告 辦公室""",
)
PIECES = st.sampled_from(
    re.split(
        r"\s+",
        """内蒙古自治区 锡林郭勒盟 东乌珠穆沁旗 四川省 凉山彝族自治州 西昌市 长安街道办事处 睢县 河集乡 周市镇
        淮安市 经济技术开发区 市场监督管理局 城市管理局 人民政府 办公室 管理委员会 税务局 東烏珠穆沁旗
        人民政府辦公室""",
    )
)


def width(line: str) -> float:
    return sum(1 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in line)


@pytest.mark.parametrize(
    ("title", "agency", "lines"),
    [
        ("甲县2021年报告", "甲县", ["甲县", "2021年报告"]),
        ("甲县2021年报告", "乙县", ["甲县", "2021年报告"]),
        ("甲县二〇二一年报告", "乙县", ["甲县", "二〇二一年报告"]),
        ("2019年上海市报告", "上海市", ["2019年上海市报告"]),
        ("报告", "甲县", ["报告"]),
        ("甲县", "甲县", ["甲县"]),
        ("", "甲县", []),
        ("甲县2021年报告", "", ["甲县", "2021年报告"]),
    ],
)
def test_a_title_is_cut_after_the_agency_or_before_its_year(
    title: str, agency: str, lines: list[str]
) -> None:
    assert title_lines(title, agency) == lines


@pytest.mark.parametrize(
    "lines",
    [
        ["睢县河集乡人民政府"],
        ["四川省凉山彝族自治州西昌市长安街道办事处"],  # twenty characters
        ["内蒙古自治区锡林郭勒盟", "东乌珠穆沁旗人民政府办公室"],
        ["新疆维吾尔自治区伊犁哈萨克自治州", "霍尔果斯市人民政府"],
        ["广西壮族自治区百色市", "隆林各族自治县人民政府办公室"],
        ["积石山保安族东乡族撒拉族自治县", "人民政府办公室"],  # not behind the 乡 of 东乡族
        ["双江拉祜族佤族布朗族傣族自治县", "住房和城乡建设局"],
        ["中国（上海）自由贸易试验区", "临港新片区管理委员会"],
        ["国家税务总局中国（上海）自由贸易试验区", "临港新片区税务局"],
        ["北京市朝阳区人民政府", "望京街道办事处综合行政执法队"],
        ["淮安市经济技术开发区", "枚乘街道办事处社会事务管理局"],
        ["杭州市杭州湾新区管理委员会", "自然资源和规划管理局"],  # not behind the 州 of 杭州湾
        ["呼伦贝尔市莫力达瓦达斡尔族自治旗", "尼尔基镇人民政府"],
        ["某某自治区某某市某某县", "城市管理综合行政执法局办公室"],  # not behind 县城
        ["某某自治区某某州某某市", "市场监督管理局知识产权保护中心"],
        ["某某自治区某某州某某市", "民政局婚姻登记和社会事务管理处"],
        ["某某自治区某某州某某市", "政务服务和数据管理局综合办公室"],
        ["新乡市红旗区人民政府洪门镇", "综合行政执法大队和便民服务中心"],
        ["國家稅務總局內蒙古自治區", "錫林郭勒盟東烏珠穆沁旗稅務局"],
        ["淮安市公安局交通警察支队", "车辆管理所驾驶人考试管理中心"],
    ],
)  # fmt: skip
def test_a_long_name_is_broken_into_even_lines_behind_a_unit(lines: list[str]) -> None:
    agency = "".join(lines)
    assert title_lines(agency + REST, agency) == [*lines, REST]


def test_a_report_that_begins_with_its_year_is_broken_behind_the_body() -> None:
    title = "2019年上海市人民政府办公厅政府信息公开工作年度报告"
    assert title_lines(title, "") == ["2019年上海市人民政府办公厅", "政府信息公开工作年度报告"]


def test_a_name_of_three_lines_has_three() -> None:
    agency = (
        "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府察布查尔镇综合行政执法大队便民服务中心"
    )
    lines = title_lines(agency + REST, agency)
    assert len(lines) == 4
    assert max(map(width, lines)) <= 20


def test_latin_letters_take_half_a_character_and_stay_together() -> None:
    agency = "甲市ABCDEFGHIJKLMNOPQRST乙丙丁戊己庚辛壬癸"
    lines = title_lines(agency + REST, agency)
    assert "".join(lines) == agency + REST
    assert sum("ABCDEFGHIJKLMNOPQRST" in line for line in lines) == 1


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    agency = "甲乙丙丁戊己庚辛壬（子丑寅卯辰巳午未申酉戌亥）天地玄黄"
    for line in title_lines(agency + REST, agency):
        assert line[0] not in "）、，"
        assert line[-1] not in "（《"


@given(st.lists(PIECES, min_size=1, max_size=8).map("".join), st.integers(8, 24))
@example("内蒙古自治区锡林郭勒盟东乌珠穆沁旗人民政府", 20)
def test_no_word_is_broken_and_every_line_fits(agency: str, limit: int) -> None:
    lines = title_lines(agency + REST, agency, limit)
    assert "".join(lines) == agency + REST
    ends = {sum(map(len, lines[:count])) for count in range(1, len(lines))}
    title = agency + REST
    for word in WHOLE:
        start = title.find(word)
        while start >= 0:
            assert not ends & set(range(start + 1, start + len(word))), (lines, word)
            start = title.find(word, start + 1)
    if limit >= 12 and len(agency) <= 60:
        assert max(map(width, lines)) <= max(limit, width(REST) if limit < 16 else 0)


@given(st.text(max_size=60), st.text(max_size=20), st.integers(1, 30))
def test_the_lines_joined_are_the_title(title: str, agency: str, limit: int) -> None:
    lines = title_lines(title, agency, limit)
    assert "".join(lines) == title
    assert "" not in lines


@given(st.text("甲县省市人民政府办公室（）,A1", max_size=20))
def test_what_fits_on_a_line_stays_on_it(name: str) -> None:
    assert title_lines(name + REST, name) == [line for line in (name, REST) if line]


@pytest.mark.parametrize("title", ["甲县" * 80, "甲" * 100_000, "人民政府" * 40, "A" * 500, "（" * 200])
def test_no_title_takes_long(title: str) -> None:
    started = time.process_time()
    assert "".join(title_lines(title, "")) == title
    assert time.process_time() - started < allowed(2)
