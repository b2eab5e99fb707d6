"""What became of a run of many reports, in a few lines at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from govreport.cli import console
from govreport.findings import Severity
from govreport.messages import Message

if TYPE_CHECKING:
    from govreport.batch import Built

_TOTAL: Final = Message("共 {count} 份：", "{count:report|reports}:")
_ROWS: Final = {
    "done": Message("  已写出            {count}", "  written                {count}"),
    "found": Message("  已写出，有发现    {count}", "  written, with findings {count}"),
    "kept": Message("  上次已写出        {count}", "  written before         {count}"),
    "refused": Message("  有错误，未写出    {count}", "  with errors, refused   {count}"),
    "draft": Message("  有错误，写成草稿  {count}", "  with errors, as drafts {count}"),
    "failed": Message("  失败              {count}", "  failed                 {count}"),
}
_REASON: Final = Message("    {name}：{reason}", "    {name}: {reason}")
_ERRORS: Final = Message("{count} 个错误（{codes}）", "{count:error|errors} ({codes})")
_MOST: Final = 50
"""Names that are listed below a row; all of them stand in the manifest."""
_MORE: Final = Message("    ……另有 {count} 份，见清单", "    ... and {count} more, see the manifest")


@dataclass(slots=True)
class Summary:
    """Counts what became of reports, and notes why some were not written.

    Attributes:
        total: How many there are.
    """

    total: int
    _counts: Counter[str] = field(default_factory=Counter)
    _reasons: dict[str, list[Message]] = field(default_factory=dict)

    def add(self, built: Built) -> None:
        """Count what became of one."""
        row = _row(built)
        self._counts[row] += 1
        if row in {"refused", "draft", "failed"}:
            reasons = self._reasons.setdefault(row, [])
            if len(reasons) < _MOST:
                reasons.append(_REASON.format(name=built.agency or built.source, reason=_reason(built)))

    def lines(self) -> Iterator[Message]:
        """Yield the lines; none for a single report."""
        if self.total < 2:
            return
        yield _TOTAL.format(count=self.total)
        for row, message in _ROWS.items():
            if self._counts[row]:
                yield message.format(count=self._counts[row])
                yield from self._reasons.get(row, ())
                if row in self._reasons and self._counts[row] > _MOST:
                    yield _MORE.format(count=self._counts[row] - _MOST)


def _row(built: Built) -> str:
    has_errors = any(finding.severity is Severity.ERROR for finding in built.findings)
    if built.failure is not None:
        return "failed"
    if has_errors:
        return "draft" if built.path else "refused"
    if built.kept:
        return "kept"
    return "found" if built.findings else "done"


def _reason(built: Built) -> Message:
    if built.failure is not None:
        return console.as_error(built.failure).problems[0].what
    codes = Counter(finding.code for finding in built.findings if finding.severity is Severity.ERROR)
    return _ERRORS.format(count=codes.total(), codes=", ".join(codes))
