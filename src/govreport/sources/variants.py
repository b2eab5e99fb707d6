"""Headings that published reports use in place of the official ones: accepted when read, never written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

HEADING_VARIANTS: Final[Mapping[str, tuple[str, ...]]] = {
    "disclosure": ("二、主动公开政府信息的情况",),
    "disputes": (
        "四、因政府信息公开工作被申请行政复议提起行政诉讼情况",
        "四、政府信息公开行政复议和行政诉讼情况",
    ),
    "proactive": ("二、主动公开政府信息的情况",),
    "on_request": ("三、政府信息依申请公开办理情况", "三、依申请公开政府信息办理情况"),
    "charges": ("四、依申请信息公开收费情况", "四、政府信息公开收费及减免情况"),
    "disputes_text": ("五、复议、诉讼和申诉情况", "五、行政复议、行政诉讼情况"),
    "problems": (
        "五、政府信息公开工作存在的主要问题及改进情况",
        "五、存在问题及改进情况",
        "五、存在的主要问题及整改措施",
        "五、存在的主要问题和改进情况",
        "五、存在的主要问题及改进措施",
    ),
    "other": ("六、其他需要报告的情况",),
}
"""Variants by the field of the section or table they stand for; each was met in a published report."""

_REQUESTS: Final = re.compile("^(?!.*(?:收费|减免|费用|复议|诉讼)).*申请")
"""Requests themselves, and not what they cost or what came of them."""
HEADING_WORDS: Final[Mapping[str, re.Pattern[str]]] = {
    "overview": re.compile("总体|概述|基本情况|概况"),
    "disclosure": re.compile("主动公开"),
    "applications": _REQUESTS,
    "disputes": re.compile("复议|诉讼"),
    "proactive": re.compile("主动公开"),
    "on_request": _REQUESTS,
    "charges": re.compile("收费|减免|费用"),
    "disputes_text": re.compile("复议|诉讼"),
    "problems": re.compile("问题|不足|改进|整改"),
    "other": re.compile("其他|其它"),
}
"""Words by which a heading is known that has the number of the official one, by the same fields."""
