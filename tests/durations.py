"""How long something may take, of the processor."""

from __future__ import annotations

import sys

_WHILE_TRACED = 3
"""How much slower a program is whose every line is noted for the coverage of the tests."""


def allowed(seconds: float) -> float:
    """Return the seconds that are allowed here: more where a tracer is at work."""
    return seconds * (_WHILE_TRACED if sys.gettrace() is not None else 1)
