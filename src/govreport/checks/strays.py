"""Figures of a published document that no cell of the form takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from govreport.checks.page import Page
from govreport.checks.rule import Basis, Rule
from govreport.findings import Finding, Severity
from govreport.messages import Message

FIGURE_UNPLACED = Rule(
    code="figure-unplaced",
    severity=Severity.ERROR,
    basis=(Basis.FORM,),
    section="A",
    message=Message(
        "{place}的“{value}”不是表样中的格：所在的行或列是多出来的",
        "{value} at {place} is no cell of the form: its row or its column is one too many",
    ),
    explanation=Message(
        "表样以外的行和列不能加：那里的数在表样中没有位置，汇总时会丢掉。一行只报一条。"
        "（六）其他处理只有一行的，由 form-hybrid 指出。",
        "No row and no column is added to the form: figures there have no place, and are lost when reports"
        " are added up. A row is one finding. A single row for （六） 其他处理 is told by form-hybrid.",
    ),
    remedy=Message(
        "把数并入表样的行列；说明写到正文里。",
        "Put the figures into the cells of the form, and notes into the text.",
    ),
    failing="“4.其他”的三行以外还有一行：3 | 0 | 3",
    example={"place": "第 2 个表格第 30 行第 4 列", "value": "3、0、3"},
)

_FIGURE: Final = re.compile(r"[+\-−－]?[0-9０-９]+(?:[.,，．][0-9０-９]+)*")
_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Stray:
    """The figures of a row that have no place in the form.

    Attributes:
        place: Where the first of them stands.
        figures: What they are, as printed.
    """

    place: Message
    figures: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The figures in one line."""
        more = "、…" if len(self.figures) > _SHOWN else ""
        return "、".join(self.figures[:_SHOWN]) + more


def strays_of(page: Page) -> tuple[Stray, ...]:
    """Return the figures without a place, row by row; numbers of columns (1, 2, 3 …) are none."""
    figures = [
        each for each in page.unplaced if each.is_beside_form and _FIGURE.fullmatch(each.source.text.strip())
    ]
    rows = []
    for _, row in groupby(figures, key=lambda each: (each.source.table, each.source.row)):
        members = list(row)
        texts = tuple(each.source.text.strip() for each in members)
        if not _is_numbering(texts):
            rows.append(Stray(members[0].source.place, texts))
    return tuple(rows)


def check_strays(strays: Sequence[Stray]) -> Iterator[Finding]:
    """Yield a finding for every row with figures that have no place."""
    for stray in strays:
        yield FIGURE_UNPLACED.finding(str(stray.place), (), value=stray.shown, place=stray.place)


def _is_numbering(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and list(texts) == [str(number) for number in range(1, len(texts) + 1)]
