"""The bar of a long run, drawn by rich: one line, which gives way to whatever is printed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from govreport.messages import visible

_ERASE: Final = "\r\x1b[2K"
_BETWEEN: Final = 0.1
"""Seconds between two drawings."""
_WIDTH: Final = 36
"""Columns for the name of the agency; a Chinese character takes two."""


class _Rate(TextColumn):
    """Reports a second."""

    def __init__(self, unit: str) -> None:
        super().__init__("")
        self._unit = unit

    def render(self, task: Task) -> Text:
        """Return the rate as text; nothing while there is none."""
        return Text(f"{task.speed:.1f} {self._unit}" if task.speed else "")


class Bar:
    """A bar on stderr; calling what it gives moves it on by one and takes it off the screen for a moment."""

    def __init__(self, total: int, unit: str) -> None:
        name, bar, remaining = TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()
        columns = (name, bar, MofNCompleteColumn(), _Rate(unit), remaining)
        console = Console(file=sys.stderr)
        self._progress = Progress(*columns, console=console, transient=True, auto_refresh=False)
        self._task = self._progress.add_task("", total=total)
        self._drawn = 0.0

    def __enter__(self) -> Callable[[str], None]:
        self._progress.start()
        return self._advance

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def _advance(self, name: str) -> None:
        shown = Text(visible(name))
        shown.truncate(_WIDTH, overflow="ellipsis", pad=True)
        self._progress.update(self._task, advance=1, description=escape(shown.plain))
        if time.monotonic() - self._drawn > _BETWEEN:
            self._progress.refresh()
            self._drawn = time.monotonic()
        sys.stderr.write(_ERASE)
