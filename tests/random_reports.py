"""Random reports of any form, for property tests."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from hypothesis import strategies as st

from govreport.forms._fields import Field, Kind
from govreport.forms._figures import Content
from govreport.report import Report

LINES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
"""Texts of one line that a cell may hold."""
PLAIN_LINES = st.text("甲乙丙公开信息Ab1-2（）。、", min_size=1, max_size=12)
"""The same of characters every machine has a face for."""


def cell_values(field: Field, lines: st.SearchStrategy[str] = LINES) -> st.SearchStrategy[object]:
    """What may stand in a cell, blank or not."""
    content = cast("Content", field.content)
    kinds: dict[str, st.SearchStrategy[object]] = {
        "count": st.integers(0, 10**8) | st.integers(10**11, 10**12),
        "change": st.integers(-(10**4), 10**4),
        "amount": st.decimals(0, 10**9, places=4) | st.sampled_from([Decimal("96171.60"), Decimal(0)]),
        "printed": st.sampled_from(["251000元", "25.1万元", "0"]),
        "words": lines,
        "flag": st.booleans(),
        "choice": st.sampled_from(field.choices or ("",)),
        "choices": st.lists(st.sampled_from(field.choices or ("",)), unique=True, min_size=1).map(tuple),
    }
    return st.none() | kinds[content.kind]


def texts() -> st.SearchStrategy[str]:
    """Texts a section may hold: some lines, none of which opens a section."""
    lines = LINES.map(lambda line: f"甲{line}") | st.sampled_from(["（一）公开。说明", "1.网站", "", "  乙"])
    return st.lists(lines, max_size=4).map("\n".join)


@st.composite
def reports(draw: st.DrawFn, form: type[Report], lines: st.SearchStrategy[str] = LINES) -> Report:
    """Reports of a form: any of their cells blank, any totals given or left out."""
    data: dict[str, object] = {"year": draw(st.integers(2014, 2030)), "agency": {"name": draw(lines)}}
    for field in form.parts():
        if field.kind is Kind.SECTION and draw(st.booleans()):
            data[field.name] = draw(texts())
    for grid in form.grids().values():
        for cell in grid.figures():
            if cell.field is None or not draw(st.booleans()):
                continue
            *parents, last = cell.path.split(".")
            place = data
            for parent in parents:
                place = cast("dict[str, object]", place.setdefault(parent, {}))
            place[last] = draw(cell_values(cell.field, lines))
    return form.from_data(data, references=False)


_WORDS = [
    "全年主动公开政府信息若干条，比上年有所增加。",
    "（一）主动公开。按时公布各类信息。",
    "（一）主动公开",
    "1.平台建设",
    "一是人手不足，二是培训不够。",
    "无其他需要报告的事项。",
    "下一步，我们将：",
    "详见 https://www.example.gov.cn/a?b=1&c=2 <公开> 栏目",
    "2024年1月1日起施行",
]
_CONTACTS = (
    "联系地址：某市某区中山路1号，邮政编码：223001，联系电话：0517-83000000，电子邮箱：a@example.gov.cn。"
)


@st.composite
def printed_reports(draw: st.DrawFn, form: type[Report], lines: st.SearchStrategy[str] = LINES) -> Report:
    """Reports with all that is printed: texts, contact facts, notes, a sign-off, totals right or wrong."""
    report = draw(reports(form, lines))
    name = draw(st.sampled_from(["淮安市人民政府", "睢县河集乡人民政府", "某市卫生健康委员会"]))
    words = st.sampled_from(_WORDS)
    data = report.to_data()
    for field in report.parts():
        if field.kind is Kind.SECTION:
            data[field.name] = "\n".join(draw(st.lists(words, min_size=1, max_size=4)))
    sections = [field.name for field in report.parts() if field.kind is Kind.SECTION]
    has_contacts, is_signed = draw(st.booleans()), draw(st.booleans())
    if sections and has_contacts:
        data[sections[0]] = f"{data[sections[0]]}\n{_CONTACTS}"
    data["agency"] = {"name": name}
    data.pop("title", None)
    tables = list(form.grids())
    data["notes"] = dict.fromkeys(draw(st.lists(st.sampled_from(tables), unique=True)), "注：数据截至年底。")
    if is_signed:
        data["signature"] = {"name": name, "date": draw(st.sampled_from(["2025-01-20", None]))}
    return form.from_data(data, references=False)
