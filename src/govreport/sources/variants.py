"""Headings that published reports use in place of the official ones: accepted when read, never written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

HEADING_VARIANTS: Final[Mapping[str, tuple[str, ...]]] = {
    "disclosure": ("二、主动公开政府信息的情况",),
    "disputes": ("四、因政府信息公开工作被申请行政复议提起行政诉讼情况",),
    "problems": (
        "五、政府信息公开工作存在的主要问题及改进情况",
        "五、存在问题及改进情况",
        "五、存在的主要问题及整改措施",
    ),
}
"""Variants by the field of the section or table they stand for; each was met in a published report."""
