"""China's yearly reports on open government information: figures in, checks, the official Word report out.

Everything here is loaded when it is first used; ``import govreport`` itself is cheap.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govreport import errors, filters, forms, rules, sources, word
    from govreport.agency import Agency, Level, Organ
    from govreport.aggregation import aggregate
    from govreport.batch import build
    from govreport.builder import ReportBuilder
    from govreport.checks import check
    from govreport.closing import HandlingFee, Signature
    from govreport.comparison import compare
    from govreport.findings import Finding, Severity
    from govreport.forms._registry import form_for
    from govreport.messages import Message
    from govreport.report import Report
    from govreport.sources import read

__version__ = "0.1.0"

__all__ = [
    "Agency",
    "Finding",
    "HandlingFee",
    "Level",
    "Message",
    "Organ",
    "Report",
    "ReportBuilder",
    "Severity",
    "Signature",
    "__version__",
    "aggregate",
    "build",
    "check",
    "compare",
    "errors",
    "filters",
    "form_for",
    "forms",
    "read",
    "rules",
    "sources",
    "word",
]

_HOMES = {
    "Agency": "agency",
    "Finding": "findings",
    "HandlingFee": "closing",
    "Level": "agency",
    "Message": "messages",
    "Organ": "agency",
    "Report": "report",
    "ReportBuilder": "builder",
    "Severity": "findings",
    "Signature": "closing",
    "aggregate": "aggregation",
    "build": "batch",
    "check": "checks",
    "compare": "comparison",
    "form_for": "forms._registry",
    "read": "sources",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(importlib.import_module(f"govreport.{_HOMES[name]}"), name)
    if name in ("errors", "filters", "forms", "rules", "sources", "word"):
        return importlib.import_module(f"govreport.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
