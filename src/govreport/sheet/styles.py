"""How the cells of our workbooks look: fonts, fills, borders, and the red of what is wrong."""

from __future__ import annotations

from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle

_FONT: Final = "宋体"
_SIDE: Final = Side(style="thin", color="FF808080")

TITLE: Final = Font(name="黑体", size=14)
REMARK: Final = Font(name=_FONT, size=9, color="FF606060")
LABEL: Final = Font(name=_FONT, size=10)
VALUE: Final = Font(name=_FONT, size=11)
BORDER: Final = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
LABEL_FILL: Final = PatternFill("solid", fgColor="FFEDEDED")
TOTAL_FILL: Final = PatternFill("solid", fgColor="FFDDEBF7")
OPEN: Final = Protection(locked=False)
"""The protection of a cell that is filled in; all others are locked."""
CENTRED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT: Final = Alignment(horizontal="left", vertical="center", wrap_text=True)
TOP: Final = Alignment(horizontal="left", vertical="top", wrap_text=True)
WRONG: Final = DifferentialStyle(
    font=Font(color="FF9C0006", bold=True), fill=PatternFill(bgColor="FFFFC7CE", fill_type="solid")
)
"""How a cell looks while a sum is broken, or while it holds no number."""
TEXT_FORMAT: Final = "@"
"""Keeps 0123 and 2024-1-9 as they are typed."""
