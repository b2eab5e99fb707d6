"""The words of the page of results, in Chinese and in English."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from govreport.findings import Severity
from govreport.messages import Language, Message

_WORDS: Final[Mapping[str, Message]] = {
    "title": Message("检查结果", "Findings"),
    "overview": Message("各份报告的问题数", "Findings by report"),
    "agency": Message("机关", "Agency"),
    "year": Message("年度", "Year"),
    "error": Message("错误", "error"),
    "warning": Message("警告", "warning"),
    "note": Message("提示", "note"),
    "errors": Message("错误", "Errors"),
    "warnings": Message("警告", "Warnings"),
    "notes": Message("提示", "Notes"),
    "total": Message("合计", "Total"),
    "unread": Message("读不出", "unreadable"),
    "why": Message("为什么读不出", "Why it could not be read"),
    "open": Message("问题和表格", "Findings and tables"),
    "fine": Message("没有发现问题", "Nothing found"),
    "alike": Message("与上年相同的句子", "Sentences that are last year's"),
    "now": Message("本年", "This year"),
    "then": Message("上年", "Last year"),
    "of": Message("：", ": "),
    "blank": Message("空白", "blank"),
    "part": Message("有关的格子", "cell concerned"),
    "filter": Message("筛选", "Filter"),
    "severity": Message("程度", "Severity"),
    "code": Message("规则", "Rule"),
    "every": Message("全部", "all"),
    "named": Message("机关或文件名称", "Name of agency or file"),
    "unfold": Message("全部展开", "Open all"),
    "fold": Message("全部收起", "Close all"),
    "shown": Message(
        "显示 {reports} 份报告、{findings} 个问题",
        "shown: {reports} of the reports, {findings} of the findings",
    ),
    "legend": Message(
        "表格中有底色和记号的格子有问题，记号后是问题的序号；虚线框的格子与之有关。",
        "Cells with a shade and a sign are at fault, the number of the finding behind the sign; "
        "cells in a dashed frame are concerned.",
    ),
}
_SUMMARY: Final = Message(
    "共 {reports} 份：{errors} 个错误，{warnings} 个警告，{notes} 个提示",
    "{reports} in all: {errors:error|errors}, {warnings:warning|warnings}, {notes:note|notes}",
)
TAGS: Final[Mapping[Language, str]] = {"zh": "zh-CN", "en": "en"}
"""What a page calls its language (BCP 47)."""
SIGNS: Final[Mapping[Severity, str]] = {Severity.ERROR: "✗", Severity.WARNING: "▲", Severity.NOTE: "●"}
"""What tells a severity beside its colour."""


@functools.cache
def words(language: Language) -> Mapping[str, str]:
    """Return the words of the page by their names."""
    return MappingProxyType({name: message.in_language(language) for name, message in _WORDS.items()})


def summary(reports: int, counts: Mapping[Severity, int], language: Language) -> str:
    """Return the sentence that says how much was found."""
    return _SUMMARY.format(
        reports=reports,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
    ).in_language(language)
