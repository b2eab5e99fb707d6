from __future__ import annotations

from govreport.checks.explanation import explain
from samples import changed, stating, told


def test_every_statement_is_told_with_its_judgement() -> None:
    report = stating("收到政府信息公开申请3119件，答复3051件；市公安局收到政府信息公开申请20件。")
    told_ = [(str(each.message), each.quote.words) for each in explain(report)]
    assert ("收到 3119：相符", "3119件") in told_
    assert ("办结 3051：不符（表中 3050）", "3051件") in told_
    assert ("收到 20：不作比较（说的是某个单位）", "20件") in told_


def test_lists_shares_and_changes_are_told_too() -> None:
    report = stating("收到政府信息公开申请3119件，比上年的3000件增长4%，其中自然人3001件，占96%，法人118件。")
    messages = [str(each.message) for each in explain(report)]
    assert "分项 3001 + 118 = 3119，总数 3119：相符" in messages
    assert "3001 占 96%" in messages
    assert "3119 比上年变动 4%" in messages


def test_sentences_of_last_year_are_shown_side_by_side() -> None:
    last = changed(told(), {}, year=2023, problems="解读的形式还不够多。今年做了一些图解。")
    same = [(each.quote.text, str(each.message)) for each in explain(told(), last_year=last)]
    assert ("解读的形式还不够多。", "与上年相同：解读的形式还不够多。") in same
