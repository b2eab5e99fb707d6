"""Running text in one spelling, so that a grammar need know only one; every place leads back.

Texts come in simplified or traditional characters, with full-width or half-width digits and marks,
with blanks between figures and words, and with commas inside figures. Folded they are alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TRADITIONAL: Final = (
    "開關條個東務報數與億萬處復複訴訟審結轉總計統規範時間區縣鎮鄉廳辦員會請內無絕業機構團體組織費據標題進發製廢現動網資項"
    "屬經濟門線訪談電話郵編導領財預決類許罰強對應責劃種執維糾錯敗徵購額單見問檢監督護達較長減過餘約號為從於兩該後歷還給"
    "當傳國產書圖質變認證閱讀紙權義優環態實衛館補準試點縮協議雙採術療勞職聯聲臨舉興藝藥撤銷駁勝眾確獲張幅戶級節選則滿測"
    "擔憑營農漁稅銀際連續違紀顧聘簡貫徹堅積極續續頻載輿輔評顯視聽衝創擴構繼續閉鏈衆佈台臺灣係繫歸檔掛賬帳兌準備稱減補"
)
_SIMPLIFIED: Final = (
    "开关条个东务报数与亿万处复复诉讼审结转总计统规范时间区县镇乡厅办员会请内无绝业机构团体组织费据标题进发制废现动网资项"
    "属经济门线访谈电话邮编导领财预决类许罚强对应责划种执维纠错败征购额单见问检监督护达较长减过余约号为从于两该后历还给"
    "当传国产书图质变认证阅读纸权义优环态实卫馆补准试点缩协议双采术疗劳职联声临举兴艺药撤销驳胜众确获张幅户级节选则满测"
    "担凭营农渔税银际连续违纪顾聘简贯彻坚积极续续频载舆辅评显视听冲创扩构继续闭链众布台台湾系系归档挂账账兑准备称减补"
)
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
_DROPPED: Final = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad]+|(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one spelling.

    Attributes:
        text: Simplified characters, half-width digits, full-width marks, no blanks, no commas in figures.
        original: The text as it was given.
    """

    text: str
    original: str
    _kept: tuple[tuple[int, int], ...]

    def origin(self, index: int) -> int:
        """Return where the character at an index stands in the original; the end for the end.

        >>> fold("共 1,250 件").origin(5)
        8
        """
        for start, dropped in reversed(self._kept):
            if index >= start:
                return index + dropped
        return index

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original that a span of the folded text comes from."""
        return self.origin(start), self.origin(end - 1) + 1 if end > start else self.origin(start)


def fold(text: str) -> Folded:
    """Return the text in one spelling.

    >>> fold("受理申請 １,２５０ 件(含結轉)").text
    '受理申请1250件（含结转）'
    """
    plain = text.translate(_TO_FOLDED)
    kept: list[tuple[int, int]] = []
    parts: list[str] = []
    position = length = 0
    for gap in _DROPPED.finditer(plain):
        parts.append(plain[position : gap.start()])
        length += gap.start() - position
        position = gap.end()
        kept.append((length, position - length))
    parts.append(plain[position:])
    return Folded("".join(parts), text, tuple(kept))
