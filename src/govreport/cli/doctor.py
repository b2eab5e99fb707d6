"""``govreport doctor``: what this machine has, and what to install."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreport.cli import console
from govreport.cli.language import current_language, verb
from govreport.errors import MachineError
from govreport.messages import Message

if TYPE_CHECKING:
    from govreport.diagnosis import Item

_MARKS = {
    "here": Message("有    ", "here     "),
    "instead": Message("代用  ", "instead  "),
    "optional": Message("可选  ", "optional "),
    "missing": Message("缺    ", "missing  "),
}


@verb(
    Message("检查本机的 LibreOffice、字体和可选组件", "what this machine has: LibreOffice, fonts, extras"),
    "doctor",
)
def doctor() -> int:
    """Say what is here and what is not; 4 if something is missing that PDF files need."""
    from govreport.diagnosis import iter_diagnosis

    items = list(iter_diagnosis())
    told: set[Message | None] = set()
    for item in items:
        console.say(*_lines(item, is_told=item.remedy in told))
        told.add(item.remedy)
    return MachineError.exit_code if any(item.state == "missing" for item in items) else 0


def _lines(item: Item, *, is_told: bool) -> list[str]:
    language = current_language()
    mark = _MARKS[item.state].in_language(language)
    found = f"  {item.found}" if item.found else ""
    lines = [f"{mark}{item.name}{found}  · {item.use.in_language(language)}"]
    if item.remedy is not None and not is_told:
        lines.append(f"      {item.remedy.in_language(language)}")
    return lines
