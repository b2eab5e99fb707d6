"""Traditional characters of labels, headings and titles, as copies of reports on other sites print them.

Only what a report calls its parts is looked up in this form; texts stay as they are printed.
"""

from __future__ import annotations

import re
from typing import Final

_TRADITIONAL: Final = (
    "並來個們傳傷內則劃動務勞區協員問單國圍園圖團執報壓壞學實寧審寫將專對導屬島嶺師幹庫廠廢廣廳強後復"
    "徵態慶應戰採換擁擔據擬擴數斷時晝暫書會東條業構標樹橋機檔檢櫃欄權歐歲歷歸殘殺毀氣決沒沖況減渾湯準"
    "滬滿漁漢潤澤濕濟濱瀋灣為無煙營爭爲獨獲現環璽產畫異當疊發監盤盧眾確碼祕禦禮稅種稱穩窩競筆節範簡籤"
    "糾紀約納級細組結統經綜維網緒線編練縣總織繳繼續罰羅聞聯聲職聽肅脫腦臨臺與舉舊莊萬藝蘇蘭處虛號衆術"
    "衛衝補裝製複規覽觀訂計訊訟設許訴詞話該認誤說調請論證譯議護讀變責貴費資賓賣質賬購賽趙車軍軟載輔輪"
    "轉辦辭農進運過達遞遠適遷選邊郵鄉鄧鄭醫釋銷鋪錄錢錦鍵鎮鏡鐘鐵長門開閒間閩闊關陝陳陽隊階際隨險隱雙"
    "雜離難雲電靜響頁項順須預頓領頭額類顧顯風飛飯飼養餘館馬駐驗驛體魯鳳鹽黨齊齡龍"
)
_SIMPLIFIED: Final = (
    "并来个们传伤内则划动务劳区协员问单国围园图团执报压坏学实宁审写将专对导属岛岭师干库厂废广厅强后复"
    "征态庆应战采换拥担据拟扩数断时昼暂书会东条业构标树桥机档检柜栏权欧岁历归残杀毁气决没冲况减浑汤准"
    "沪满渔汉润泽湿济滨沈湾为无烟营争为独获现环玺产画异当叠发监盘卢众确码秘御礼税种称稳窝竞笔节范简签"
    "纠纪约纳级细组结统经综维网绪线编练县总织缴继续罚罗闻联声职听肃脱脑临台与举旧庄万艺苏兰处虚号众术"
    "卫冲补装制复规览观订计讯讼设许诉词话该认误说调请论证译议护读变责贵费资宾卖质账购赛赵车军软载辅轮"
    "转办辞农进运过达递远适迁选边邮乡邓郑医释销铺录钱锦键镇镜钟铁长门开闲间闽阔关陕陈阳队阶际随险隐双"
    "杂离难云电静响页项顺须预顿领头额类顾显风飞饭饲养余馆马驻验驿体鲁凤盐党齐龄龙"
)
_ANY: Final = re.compile(f"[{_TRADITIONAL}]")
_TABLE: Final = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_SOUND: Final = re.compile("[(（](?<=[\u4e00-\u9fff].)[a-zà-ÿāēīōūǎěǐǒǔǖǘǚǜńňǹ]{1,6}[)）]")
"""The sound of a character in brackets behind it, which automatic conversions put there: 區(qū)."""


def to_simplified(text: str) -> str:
    """Return a text with the traditional characters of labels made simplified.

    >>> to_simplified("政府信息公開申請數(shù)量"), to_simplified("行政複議、行政訴訟")
    ('政府信息公开申请数量', '行政复议、行政诉讼')
    """
    if text.isascii():
        return text
    text = _SOUND.sub("", text) if "(" in text or "（" in text else text
    return text.translate(_TABLE) if _ANY.search(text) else text


def without_sounds(text: str) -> str:
    """Return a text without the sounds that stand in brackets behind its characters.

    >>> without_sounds("九龍坡區(qū)人民政府")
    '九龍坡區人民政府'
    """
    return _SOUND.sub("", text)
