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

HEADING_WORDS: Final[Mapping[str, re.Pattern[str]]] = {
    "overview": re.compile("总体|概述|基本情况|概况"),
    "disclosure": re.compile("主动公开"),
    "applications": re.compile("申请"),
    "disputes": re.compile("复议|诉讼"),
    "proactive": re.compile("主动公开"),
    "on_request": re.compile("申请"),
    "charges": re.compile("收费|减免|费用"),
    "disputes_text": re.compile("复议|诉讼"),
    "problems": re.compile("问题|不足|改进|整改"),
    "other": re.compile("其他|其它"),
}
"""Words by which a heading is known that has the number of the official one, by the same fields."""
