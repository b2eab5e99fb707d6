"""Workbooks: something to fill in, a report as a workbook, and sheets with a row per agency.

Nothing that comes from data is ever a formula. Everything here needs openpyxl: ``pip install
govreport[excel]``.
"""

from __future__ import annotations

from govreport.errors import MachineError
from govreport.messages import Message

try:
    from govreport.sheet.entry import entry_workbook, report_workbook
    from govreport.sheet.rosters import report_row, roster_text, roster_workbook
except ImportError as exc:
    if exc.name != "openpyxl":
        raise
    raise MachineError.of(
        Message("没有安装写工作簿的程序", "what writes workbooks is not installed"),
        expected="openpyxl",
        remedy=Message("pip install 'govreport[excel]'", "pip install 'govreport[excel]'"),
    ) from exc

__all__ = ["entry_workbook", "report_row", "report_workbook", "roster_text", "roster_workbook"]
