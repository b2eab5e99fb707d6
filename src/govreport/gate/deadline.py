"""The time a file may take: a deadline that whoever reads it asks for between two steps of the work.

Asked for and not enforced by a signal: that works in every thread and on every system, leaves nothing half
done, and ends in an error of ours with the name of the file. Between two questions stand single calls of
foreign libraries, which the other limits bound by size; programs outside are given what is left of the time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from govreport.errors import LimitError
from govreport.gate.limits import limits, over_limit
from govreport.messages import Message


class _Deadline(NamedTuple):
    """Until when a file may be read, by the clock of `time.monotonic`."""

    end: float
    name: str


_current: ContextVar[_Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def reading_time(name: str) -> Iterator[None]:
    """Let the time for a file begin; inside of another such block it has begun already.

    Args:
        name: How messages call the file.
    """
    if _current.get() is not None:
        yield
        return
    token = _current.set(_Deadline(time.monotonic() + limits().file_seconds, name))
    try:
        yield
    finally:
        _current.reset(token)


def require_time() -> None:
    """Go on while there is time; without a block of `reading_time` there always is.

    Raises:
        LimitError: If the time is over; it names the file.
    """
    deadline = _current.get()
    if deadline is not None and time.monotonic() > deadline.end:
        raise out_of_time(deadline.name)


def time_left() -> float:
    """Return how many seconds are left for the file that is being read, 0.1 at least."""
    deadline = _current.get()
    most = float(limits().file_seconds)
    return most if deadline is None else max(deadline.end - time.monotonic(), 0.1)


def out_of_time(name: str) -> LimitError:
    """Make the error for a file that takes too long."""
    return over_limit(
        Message("读取文件用时太长", "reading the file takes too long"),
        "file_seconds",
        where=name,
        remedy=Message(
            "检查是否选错了文件；机器慢时放宽限制：--limit（Python 里 with_limits）",
            "check whether this is the right file; else raise the limit: --limit, in Python with_limits",
        ),
    )
