"""The progress of a long run, on a terminal: agency, share, rate, and time left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from govreport.cli import console
from govreport.cli.language import current_language
from govreport.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from govreport.batch import Built

_FEW = 5
"""Reports up to which a bar would be gone before it is seen."""
_RATE = Message("份/秒", "a second")


def tracked(results: Iterable[Built], total: int) -> Iterator[Built]:
    """Yield results; on a terminal a bar shows how far they are, unless the user asked for quiet."""
    with _bar(total) as advance:
        for built in results:
            advance(built.agency or built.source)
            yield built


def _bar(total: int) -> AbstractContextManager[Callable[[str], None]]:
    if total <= _FEW or console.is_quiet() or sys.stderr is None or not sys.stderr.isatty():
        return nullcontext(lambda _: None)
    try:
        return _rich_bar(total)
    except ImportError:
        return nullcontext(lambda _: None)


def _rich_bar(total: int) -> AbstractContextManager[Callable[[str], None]]:
    from govreport.cli.bar import Bar

    return Bar(total, _RATE.in_language(current_language()))
