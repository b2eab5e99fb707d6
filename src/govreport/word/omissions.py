"""What a template leaves out by itself: its texts, filled by Jinja alone.

Where a finished file lacks a paragraph, this tells whose fault it is. Neither the engine nor what prepares
a template for it has a part in this: only the texts of the template are taken, with the tags in them.
"""

from __future__ import annotations

import re
from typing import Final

from govreport.report import Report
from govreport.word.context import report_context
from govreport.word.environment import Environment

_PREFIX: Final = re.compile(r"(\{[{%#]-?)(?:p|r)\s")
_QUOTES: Final = str.maketrans("“”‘’", "\"\"''")


def printed_alone(text: str, report: Report) -> str | None:
    """Return what the texts of a template say when they are filled with a report; None if they cannot be."""
    environment = Environment().overlay(autoescape=False)
    plain = _PREFIX.sub(r"\1 ", text.translate(_QUOTES))
    try:
        return environment.from_string(plain).render(report_context(report))
    except Exception:  # noqa: BLE001  Jinja lets out whatever it meets; then nothing is known
        return None
