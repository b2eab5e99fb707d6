from __future__ import annotations

from govreport.text.likeness import shared_sentences

TEXT = "一是解读的形式不够多。\n2024年答复申请12件，比上年多。"


def test_sentences_that_differ_in_figures_only_are_the_same() -> None:
    shared = shared_sentences(TEXT, "2023年答复申请9件，比上年多。队伍需要充实。")
    assert shared.count == 2
    assert shared.same == (("2024年答复申请12件，比上年多。", "2023年答复申请9件，比上年多。"),)


def test_short_sentences_do_not_count() -> None:
    assert shared_sentences("无。\n没有问题。", "无。").count == 0


def test_headings_do_not_count() -> None:
    shared = shared_sentences(
        "（一）主动公开情况。全年公开信息12条。\n2.依申请公开情况。", "（一）主动公开情况。"
    )
    assert (shared.count, shared.same) == (1, ())
