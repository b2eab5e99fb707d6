"""Running text in one spelling, so that a grammar need know only one; every place leads back.

Texts come in simplified or traditional characters, with full-width or half-width digits and marks,
with blanks between figures and words, and with commas inside figures. Folded they are alike.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

_TRADITIONAL: Final = (
    "開關條個東務報數與億萬處復複訴訟審結轉總計統規範時間區縣鎮鄉廳辦員會請內無絕業機構團體組織費據標題進"
    "發製廢現動網資項屬經濟門線訪談電話郵編導領財預決類許罰強對應責劃種執維糾錯敗徵購額單見問檢監護達較長"
    "減過餘約號為從於兩該後歷還給當傳國產書圖質變認證閱讀紙權義優環態實衛館補準試點縮協議雙採術療勞職聯聲"
    "臨舉興藝藥銷駁勝眾確獲張戶級節選則滿測擔憑營農漁稅銀際連續違紀顧簡貫徹堅積極頻載輿輔評顯視聽衝創擴繼"
    "閉鏈衆佈臺灣係繫歸檔掛賬帳兌備稱將來們專學島廣順隊陽爲啓啟擬參歲舊聞傷誤論諮詢訓練講記錄週氣雲鐵龍馬"
    "飛願難離響頁牆牽"
)
_SIMPLIFIED: Final = (
    "开关条个东务报数与亿万处复复诉讼审结转总计统规范时间区县镇乡厅办员会请内无绝业机构团体组织费据标题进"
    "发制废现动网资项属经济门线访谈电话邮编导领财预决类许罚强对应责划种执维纠错败征购额单见问检监护达较长"
    "减过余约号为从于两该后历还给当传国产书图质变认证阅读纸权义优环态实卫馆补准试点缩协议双采术疗劳职联声"
    "临举兴艺药销驳胜众确获张户级节选则满测担凭营农渔税银际连续违纪顾简贯彻坚积极频载舆辅评显视听冲创扩继"
    "闭链众布台湾系系归档挂账账兑备称将来们专学岛广顺队阳为启启拟参岁旧闻伤误论咨询训练讲记录周气云铁龙马"
    "飞愿难离响页墙牵"
)
"""Characters of the words that reports state figures with."""
_MARKS: Final = {
    **{ord(mark): full for mark, full in zip(",;:()!?", "，；：（）！？", strict=True)},
    ord("．"): ".",
    ord("﹪"): "%",
    ord("〇"): "零",
    ord("Ｏ"): "O",
}
_TO_FOLDED: Final = (
    dict(zip(map(ord, _TRADITIONAL), _SIMPLIFIED, strict=True))
    | {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), 0xFF05)}
    | {code: chr(code - 0xFEE0) for code in range(0xFF41, 0xFF5B)}
    | _MARKS
)
_DROPPED: Final = re.compile(
    "[\\s\u200b-\u200f\u2060\ufeff\u00ad]+"
    "|(?<=[0-9])，(?=[0-9]{3}(?![0-9]))"
    "|(?<=[\u4e00-\u9fff])（[a-zà-ÿāēīōūǎěǐǒǔǖǘǚǜńňǹ]{1,6}）"
)
"""Blanks; commas in figures; and the sounds that automatic conversions put behind characters: 區(qū)."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one spelling.

    Attributes:
        text: Simplified characters, half-width digits, full-width marks, no blanks, no commas in figures.
        original: The text as it was given.
    """

    text: str
    original: str
    _gaps: tuple[tuple[int, int], ...]

    def origin(self, index: int) -> int:
        """Return where the character at an index stands in the original; the end for the end.

        >>> fold("共 1,250 件").origin(5)
        8
        """
        at = bisect_right(self._gaps, (index, len(self.original)))
        return index + (self._gaps[at - 1][1] if at else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original that a span of the folded text comes from."""
        return self.origin(start), self.origin(end - 1) + 1 if end > start else self.origin(start)


def fold(text: str) -> Folded:
    """Return the text in one spelling.

    >>> fold("受理申請 １,２５０ 件(含結轉)").text
    '受理申请1250件（含结转）'
    """
    plain = text.translate(_TO_FOLDED)
    gaps: list[tuple[int, int]] = []
    parts: list[str] = []
    position = length = 0
    for gap in _DROPPED.finditer(plain):
        parts.append(plain[position : gap.start()])
        length += gap.start() - position
        position = gap.end()
        gaps.append((length, position - length))
    parts.append(plain[position:])
    return Folded("".join(parts), text, tuple(gaps))
