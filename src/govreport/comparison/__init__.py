"""Two reports or a series of years side by side: figures with their change, texts with what is new.

figures    a cell over all reports, and how it changed
result     the comparison
comparing  `govreport.compare`
telling    the comparison as lines of text, and as plain data
"""

from __future__ import annotations

from govreport.comparison.comparing import compare
from govreport.comparison.figures import Change, Line
from govreport.comparison.result import Comparison, Section

__all__ = ["Change", "Comparison", "Line", "Section", "compare"]
