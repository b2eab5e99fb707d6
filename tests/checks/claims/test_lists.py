"""Lists of parts: what must be told, and what must not."""

from __future__ import annotations

import pytest

from govreport.checks import check
from samples import changed, load_report

HUAIAN = load_report("huaian_2024.json")


def wholes(sentence: str) -> list[object]:
    """The wholes of the lists that do not come out."""
    report = changed(HUAIAN, {}, overview=sentence)
    return [found.value for found in check(report, excerpt=True) if found.code == "text-parts"]


@pytest.mark.parametrize(
    "sentence",
    [
        "公开信息600条，其中动态400条、公告200条。",
        "公开信息600条。其中：动态400条；公告200条。",
        "公开信息703条，主要包括动态300条、公告79条。",
        "公开信息600条，其中动态400条、公告230条等。",
        "公开信息600余条，其中动态400条、公告230条。",
        "公开信息600条，其中动态约400条、公告230条。",
        "公开信息600条，其中动态400条、公告200条，回应关切6次。",
        "公开信息600条，其中动态400条、公告200条、双公示613条。",
        "公开信息600件，其中动态400条、公告230条。",
        "公开信息600条，其中动态400条、公告100条。",
        "公文类8件（含规范性文件3件）、图片141张，共150件。",
        "收到来信621件，其中网上412件；全年办结612件，满意600件。",
        "收到来信10件，比上年的12件少2件，其中网上6件、信函4件。",
        "发布信息600条，其中网站400条（动态300条、公告60条、其他40条），微信200条。",
        "公开信息6条：3+2+1。",
    ],
)
def test_lists_that_may_be_right_pass(sentence: str) -> None:
    assert wholes(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("公开信息600条，其中动态400条、公告230条。", 600),
        ("公开信息600条。其中：动态400条；公告180条。", 600),
        ("公开信息600条，其中动态630条。", 600),
        ("公开信息600条，包括动态400条、公告100条、解读101条。", 600),
        ("收到来信十二件，其中网上八件、信函五件。", 12),
        ("发布信息600条（网站400条、微信100条、公报90条）。", 600),
        ("累计公开600条，动态400条，公告100条，其他信息101条。", 600),
        ("公开信息7条：3+2+1。", 7),
        ("公開信息1,600條,其中動態1,400條、公告230條。", 1600),
    ],
)
def test_lists_that_cannot_be_right_are_told_at_the_whole(sentence: str, whole: int) -> None:
    assert wholes(sentence) == [whole]


def test_all_six_outcomes_are_a_list_without_a_mark() -> None:
    stated = (
        "答复政府信息公开申请3050件。予以公开及部分公开{}件，不予公开178件，"
        "无法提供781件，不予处理88件，其他处理187件。"
    )
    assert wholes(stated.format(1816)) == []
    assert wholes(stated.format(1800)) == [3050]
