"""Slips of the text."""

from __future__ import annotations

import pytest

from govreport.checks import check
from samples import told

BROKEN = "解读的形式还不够多，明年继续增加图解和"


@pytest.mark.parametrize(("lines", "told_of"), [(0, 0), (1, 1), (3, 3), (4, 1), (30, 1)])
def test_more_than_three_unfinished_paragraphs_have_one_cause(lines: int, told_of: int) -> None:
    problems = "\n".join([*[BROKEN] * lines, "明年继续改进。"])
    found = [each for each in check(told(problems=problems)) if each.code == "unfinished"]
    assert len(found) == told_of
    if lines > 3:
        assert found[0].message.zh.endswith(f"（共 {lines} 段如此）")
