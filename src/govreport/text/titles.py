"""The lines of a title: the body, then year and name of the report, broken where a reader would break.

A line of the page takes 20 characters of a title: the block is 156 mm wide, a character 22 points
(GB/T 9704-2012, 5.2 and 7.3.1). Words stay whole, and the lines are of like width (7.3.1).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import accumulate, pairwise
from typing import Final

_TITLE: Final = re.compile(r"^(?P<agency>.*?)(?P<year>(?:19|20)\d\d)年(?:度)?(?P<rest>.*)$")
_MOST_LINES: Final = 8
"""What needs more lines than that is no title that could be set well; it is left to the page."""

_YEAR: Final = re.compile(r"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})年")

_ENDS: Final = "省市州盟县縣区區旗乡鄉镇鎮"
_UNIT: Final = re.compile(
    "特别行政区|特別行政區|自治[区區州縣县旗]|开发区|開發區|新片[区區]|街道|苏木|蘇木|民族[乡鄉]"
    f"|[{_ENDS}](?!族|[{_ENDS}](?![场場容政民域级級]))"
)
"""The end of an administrative unit. Of two such characters in a row the second counts (新乡市), unless it
begins a word (市│市场监督管理局); before 族 they are the name of a people (东乡族)."""

_BODY: Final = re.compile(
    "政府|[总總]局|[委员員][会會]|局|[厅廳]|[办辦]公室|[办辦]事[处處]|公署|[总總支大中][队隊]|中心"
)
"""The end of a body that another may stand behind: 人民政府│办公室."""

_WORDS: Final = """
    人民政府 政府 办公室 办公厅 委员会 管理委员会 工作委员会 管委会 管理局 监督管理局 管理处 监督局 总局 分局
    支局 支队 总队 大队 中队 中心 办事处 街道办事处 街道办 街道 行政公署 派出所 人民法院 检察院 人民检察院
    特别行政区 自治区 自治州 自治县 自治旗 民族乡 新区 新片区 开发区 经济技术开发区 经济开发区 技术开发区
    高新技术产业开发区 高新技术 产业开发区 高新区 工业园区 产业园区 科技园区 园区 保税区 综合保税区 度假区
    旅游度假区 示范区 合作区 试验区 自由贸易试验区 风景区 名胜区 风景名胜区 景区 林区 矿区 社区 街区 地区
    辖区 库区 灾区 城区 郊区 城市 城乡 城镇 乡镇 乡村 村镇 都市 区域 市场 市容 红旗 联盟 同盟 镇江 州湖 州湾
    市场监督 市场监管 市场监督管理 城市管理 综合行政执法 行政执法 行政审批 住房 城乡建设 住房保障 自然资源
    规划 生态环境 环境保护 人力资源 社会保障 卫生健康 退役军人 退役军人事务 应急管理 农业农村 交通运输
    文化广电 文化旅游 旅游 体育 科学技术 工业 信息化 医疗保障 乡村振兴 政务服务 政务 数据 大数据 数据管理
    民族宗教 宗教事务 机关事务 公共资源 资源交易 公共资源交易 气象 税务 林业 草原 水利 教育 公安 民政 司法
    财政 审计 统计 发展 改革 国有资产 资产监督 监督管理 消防救援 供销合作 地方金融 金融监督 知识产权
    药品监督 食品药品 新闻出版 广播电视 粮食 物资储备 邮政 烟草专卖 交通警察 园林绿化 城市建设 交易 服务
    政府信息 信息公开 政府信息公开 政府网站 工作 年度 报告 年度报告 工作年度报告 年度报表 报表 年度工作报告
""".split()  # noqa: SIM905  as a list it would fill two pages
"""Words that are never broken."""
_AMBIGUOUS: Final = (
    "市政(?![府务務协協法])",
    "市民(?![政族宗])",
    "[县縣]城(?![市管乡鄉])",
    "[县縣]域",
    "[省市县縣区區][级級]",
)
"""Words that begin with the end of a unit, unless they go on as another word: 市│政务服务局."""

_TRADITIONAL: Final = str.maketrans(
    "办公厅员会处总队县区乡镇开发经济术产业园税试验风级红联国场监执审设护资环综贸农运广电游医疗务数据",
    "辦公廳員會處總隊縣區鄉鎮開發經濟術產業園稅試驗風級紅聯國場監執審設護資環綜貿農運廣電遊醫療務數據",
)

_LATIN: Final = re.compile(r"[0-9A-Za-z０-９]+年?度?")
_NOT_FIRST: Final = frozenset("，。、；：！？）》」』”’〉】·,.;:!?)] \u3000")
_NOT_LAST: Final = frozenset("（《「『“‘〈【([")

_AFTER_UNIT, _AFTER_BODY, _AFTER_WORD = 0.0, 6.0, 60.0
"""What it costs to break there, against the squares of how much a line differs from the mean."""


def title_facts(title: str) -> tuple[str, int | None]:
    """Return the agency's name and the year a title states; ``""`` and None where it does not.

    >>> title_facts("睢县河集乡人民政府2021年政府信息公开工作年度报告")
    ('睢县河集乡人民政府', 2021)
    """
    match = _TITLE.match(title)
    return (match["agency"], int(match["year"])) if match else ("", None)


def title_lines(title: str, agency: str, width: int = 20) -> list[str]:
    """Return the lines of a title; joined they are the title again.

    The agency stands on lines of its own, then year and name of the report. What is wider than a line is
    broken into as few lines as possible, of like width: after an administrative unit if that is possible,
    else after a body, else between words. Where no such place makes the lines fit, they stay too long.

    Args:
        title: The title, on one line.
        agency: The name of the body, as the title begins.
        width: The characters a line takes; two Latin letters or digits count as one.

    >>> title_lines("甲县人民政府2021年政府信息公开工作年度报告", "甲县人民政府")
    ['甲县人民政府', '2021年政府信息公开工作年度报告']
    >>> title_lines("内蒙古自治区锡林郭勒盟东乌珠穆沁旗人民政府办公室2021年报告", "")
    ['内蒙古自治区锡林郭勒盟', '东乌珠穆沁旗人民政府办公室', '2021年报告']
    """
    year = _YEAR.search(title)
    cut = len(agency) if agency and title.startswith(agency) else year.start() if year else 0
    return [line for part in (title[:cut], title[cut:]) for line in _broken(part, 2 * width)]


def _broken(text: str, limit: int) -> list[str]:
    """Return a text in as few lines as fit, the most even ones, broken at the best places."""
    least = -(-_width(text) // limit)
    if least <= 1 or least > _MOST_LINES:
        return [text] if text else []
    breaks = _breaks(text)
    attempts = [(count, limit) for count in range(least, _MOST_LINES + 1)] + [(least, _width(text))]
    for count, size in attempts:
        if ends := _best_ends(text, breaks, count, size):
            return [text[start:end] for start, end in pairwise((0, *ends))]
    return [text]


def _best_ends(text: str, breaks: Mapping[int, float], count: int, limit: int) -> tuple[int, ...]:
    """Return where the lines end if a text is best broken into that many; nothing if it cannot be."""
    widths = [0, *accumulate(map(_width, text))]
    mean = widths[-1] / count
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}  # by the end of the lines so far
    for line in range(1, count + 1):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        places = {len(text): 0.0} if line == count else breaks
        for start, (cost, ends) in best.items():
            for end, at_end in places.items():
                size = widths[end] - widths[start]
                if end <= start or size > limit:
                    continue
                whole = cost + at_end + ((size - mean) / 2) ** 2
                if end not in reached or whole < reached[end][0]:
                    reached[end] = (whole, (*ends, end))
        best = reached
    return best[len(text)][1] if best else ()


def _breaks(text: str) -> dict[int, float]:
    """Return where a text may be broken, and what it costs."""
    words = [match.span(1) for match in _WORD.finditer(text)]
    whole = words + [match.span() for match in _LATIN.finditer(text)]
    inside = {place for start, end in whole for place in range(start + 1, end)}
    units = {match.end() for match in _UNIT.finditer(text)}
    bodies = {match.end() for match in _BODY.finditer(text)}
    return {
        place: _AFTER_UNIT if place in units else _AFTER_BODY if place in bodies else _AFTER_WORD
        for place in range(1, len(text))
        if place not in inside and text[place] not in _NOT_FIRST and text[place - 1] not in _NOT_LAST
    }


def _word_pattern() -> re.Pattern[str]:
    words = sorted(_WORDS, key=len, reverse=True)
    patterns = dict.fromkeys(each for word in words for each in (word, word.translate(_TRADITIONAL)))
    return re.compile(f"(?=({'|'.join((*patterns, *_AMBIGUOUS))}))")  # at every character: words overlap


_WORD: Final = _word_pattern()


def _width(text: str) -> int:
    """Return the width of a text in halves of a character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
