"""Cells merged downwards in loops within loops: a label stands once for all rows it belongs to."""

from __future__ import annotations

import pytest
from lxml import etree

from govreport.word import Template
from govreport.word.markup import W
from govreport.word.package import read_parts
from wordparts import own, word_table

LOOPS = ("{%tr for a in data %}", "{%tr for b in a.inner %}", "{%tr for c in b.inner %}")
ENDS = ("{%tr endfor %}",) * 3


def node(name: str, *inner: object) -> dict[str, object]:
    return {"name": name, "inner": list(inner)}


def drawn(row: tuple[str, ...], data: list[object]) -> list[str]:
    lines = [(line, *[""] * (len(row) - 1)) for line in LOOPS]
    ends = [(line, *[""] * (len(row) - 1)) for line in ENDS]
    markup = own(word_table(*lines, row, *ends))
    root = etree.fromstring(read_parts(Template(markup).render({"data": data}))["word/document.xml"])
    return [" ".join(map(_cell, line.iterchildren(W + "tc"))) for line in root.iter(W + "tr")]


def _cell(cell: etree._Element) -> str:
    mark = cell.find(f"{W}tcPr/{W}vMerge")
    text = "".join(cell.itertext())
    return text if mark is None else {"restart": f"↓{text}", "continue": f"^{text}"}[mark.get(W + "val", "")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            ("{% vm %}{{ a.name }}", "{% vm %}{{ b.name }}", "{{ c }}"),
            ["↓A ↓K 1", "^ ^ 2", "^ ↓L 3", "↓B ↓M 4"],
        ),
        # The innermost loop, as docxtpl has it, where the text names none or the last.
        (("{% vm %}x", "{% vm %}{{ c }}"), ["↓x ↓1", "^ ^", "↓x ↓3", "↓x ↓4"]),
        (("{% vm %}{{ a.name }}{{ b.name }}", "{{ c }}"), ["↓AK 1", "^ 2", "↓AL 3", "↓BM 4"]),
        (("{% if a %}{% vm %}{{ a.name }}{% endif %}", "{{ c }}"), ["↓A 1", "^ 2", "^ 3", "↓B 4"]),
    ],
)
def test_a_cell_merges_along_the_loops_inside_that_of_its_text(
    row: tuple[str, ...], expected: list[str]
) -> None:
    data: list[object] = [node("A", node("K", 1, 2), node("L", 3)), node("B", node("M", 4))]
    assert drawn(row, data) == expected


def test_loops_over_nothing_leave_no_merge_without_a_beginning() -> None:
    data: list[object] = [
        node("A", node("K"), node("L", 1), node("M", 2)),
        node("B"),
        node("C", node("N", 3)),
    ]
    assert drawn(("{% vm %}{{ a.name }}", "{{ c }}"), data) == ["↓A 1", "^ 2", "↓C 3"]
