"""Every rule of the catalogue: a case it passes, a case it fails, its texts, its place in the docs."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import cast, get_args

import pytest

import govreport.checks
from govreport import rules
from govreport.agency import Agency
from govreport.aggregation import aggregate
from govreport.checks import check
from govreport.checks.page import Page
from govreport.checks.units import Units
from govreport.findings import Finding
from govreport.forms import Columns, Count, Text, column, ogi2019, ogi2021, section, table
from govreport.report import Report
from govreport.sources.reading import (
    NO_ROW,
    Heading,
    Provenance,
    Reading,
    Seen,
    TableSeen,
    Unplaced,
    Variant,
)
from samples import OVERVIEW, changed, load_report, stating, told

HUAIAN = load_report("huaian_2024.json")
LICENCES = cast("int", HUAIAN.figures()["disclosure.licences.decisions"])
DOCUMENTS = "disclosure.normative_documents"


class Handled(Columns, bounds={"bound": "handled <= received"}):
    handled: Count = column("办结数")
    received: Count = column("收到数")


class Post(Report, name="post", kind="post"):
    letters: Handled = table("一、来信")


def post(handled: int) -> Report:
    return Post(year=2024, agency=Agency(name="甲局"), letters=Handled(handled=handled, received=10))


def purchases(amount: str) -> Report:
    data = {
        "year": 2019,
        "agency": {"name": "甲局"},
        "disclosure": {"procurement": {"amount": amount}},
    }
    return ogi2019.Report.from_data(data, blank="zero")


@dataclass(frozen=True)
class Case:
    """A report as near to a finding as can be without one, one with findings, and their places.

    The place of a finding is the words it underlines, or else its first cell, or else where it is.
    """

    passing: Report
    failing: Report
    places: tuple[str, ...]
    last_years: tuple[Report | None, Report | None] = (None, None)
    pages: tuple[Page | None, Page | None] = (None, None)
    units: tuple[Units | None, Units | None] = (None, None)

    def passes(self) -> tuple[Finding, ...]:
        return check(self.passing, last_year=self.last_years[0], page=self.pages[0], units=self.units[0])

    def fails(self, ignore: Collection[str] = ()) -> tuple[Finding, ...]:
        return check(
            self.failing,
            last_year=self.last_years[1],
            page=self.pages[1],
            units=self.units[1],
            ignore=ignore,
        )


def page(
    *,
    missing: str = "",
    raw: Mapping[str, str] = MappingProxyType({}),
    parts: str = "",
    label: tuple[str, str] | None = None,
    beside: tuple[str, ...] = (),
    met: tuple[str, ...] = (),
) -> Page:
    """A page with all cells and headings, but for what is asked for."""
    report = told()
    cells = {path: Provenance(str(value)) for path, value in report.cells().items()}
    cells.update({path: Provenance(text) for path, text in raw.items()})
    absent = tuple(path for path in cells if missing and f"{path}.".startswith(f"{missing}."))
    names = parts.split() or [part.name for part in report.parts() if part.labels]
    headings = tuple(Heading(Provenance(name), name) for name in names)
    variants = (Variant(Provenance(label[0]), label[1], "applications"),) if label else ()
    seen = Seen(headings=headings, tables=(TableSeen("applications", rows=met, variants=variants),))
    shown = {path: source for path, source in cells.items() if path not in absent}
    row = (Provenance(text, table=3, row=27, column=at) for at, text in enumerate(beside, 4))
    unplaced = tuple(Unplaced(source, NO_ROW) for source in row)
    return Reading(report, shown, unplaced, absent, seen=seen)


def of_year(year: int, **figures: int) -> Report:
    """Last year's report, to which that of 2024 fits but for some figures."""
    fitting = {
        "applications.carried_forward.natural_person": 34,
        "applications.carried_forward.total": 34,
        "disclosure.regulations.in_force": 10,
        "disclosure.normative_documents.in_force": 84,
    }
    named = {name.replace("__", "."): figure for name, figure in figures.items()}
    return changed(HUAIAN, {**fitting, **named}, year=year)


def units(licences: int) -> Units:
    """Two units of 淮安市 whose licences add up to a number; the one with its other figures."""
    one = changed(HUAIAN, {"disclosure.licences.decisions": licences}, agency={"name": "甲局"}, title="甲")
    nothing = {"year": 2024, "agency": {"name": "乙局"}}
    other = ogi2021.Report.from_data(nothing, blank="zero")
    return aggregate([one, other], agency=HUAIAN.agency)


def items(year: int, previous: int) -> Report:
    data = {
        "year": year,
        "agency": {"name": "甲局"},
        "disclosure": {
            "licences": {"previous": previous, "change": 2},
            "procurement": {"amount": "0元"},
        },
    }
    return ogi2019.Report.from_data(data, blank="zero")


class Words(Report, name="words", kind="words"):
    account: Text = section("一、依申请公开情况")


def untabled(text: str) -> Report:
    """A report without any table."""
    return Words(year=2024, agency=Agency(name="甲局"), account=text)


COPIED = "解读的形式还不够多。\n2024年已经增加图解和问答。\n队伍的业务水平需要提高。\n明年将组织两次培训。"


def lines(**numbered: str) -> str:
    """The overview with some of its lines, counted from 1, replaced."""
    written = OVERVIEW.split("\n")
    for name, line in numbered.items():
        written[int(name.removeprefix("line")) - 1] = line
    return "\n".join(written)


CASES = {
    "row-total": Case(
        changed(HUAIAN, {"disputes.reconsideration.upheld": 73, "disputes.reconsideration.total": 352}),
        changed(HUAIAN, {"disputes.reconsideration.total": 352}),
        ("disputes.reconsideration.total",),
    ),
    "column-total": Case(
        changed(
            HUAIAN,
            {
                "applications.results.granted.natural_person": 1287,
                "applications.results.granted.organisation.business": 22,
                "applications.results.partly_granted.natural_person": 448,
                "applications.results.partly_granted.organisation.business": 6,
            },
        ),
        changed(
            HUAIAN,
            {
                "applications.results.granted.natural_person": 1287,
                "applications.results.granted.organisation.business": 22,
            },
        ),
        ("applications.results.total.natural_person", "applications.results.total.organisation.business"),
    ),
    "balance": Case(
        changed(
            HUAIAN,
            {
                "applications.received.natural_person": 3002,
                "applications.received.total": 3120,
                "applications.carried_over.natural_person": 33,
                "applications.carried_over.total": 33,
            },
        ),
        changed(HUAIAN, {"applications.received.natural_person": 3002, "applications.received.total": 3120}),
        ("applications.results.total.natural_person", "applications.results.total.total"),
    ),
    "negative": Case(
        changed(HUAIAN, {"disclosure.fees.amount": Decimal(0)}),
        changed(HUAIAN, {"disclosure.fees.amount": Decimal("-0.01")}),
        ("disclosure.fees.amount",),
    ),
    "blank-cell": Case(
        changed(HUAIAN, {"disclosure.licences.decisions": 0, "disputes.reconsideration.total": 351}),
        changed(HUAIAN, {"disclosure.licences.decisions": None, "disputes.reconsideration.total": None}),
        ("disclosure.licences.decisions", "disputes.reconsideration.total"),
    ),
    "in-force": Case(
        changed(HUAIAN, {f"{DOCUMENTS}.issued": 8, f"{DOCUMENTS}.repealed": 0, f"{DOCUMENTS}.in_force": 8}),
        changed(HUAIAN, {f"{DOCUMENTS}.issued": 8, f"{DOCUMENTS}.repealed": 0, f"{DOCUMENTS}.in_force": 7}),
        (f"{DOCUMENTS}.in_force",),
    ),
    "in-force-issued": Case(
        changed(HUAIAN, {f"{DOCUMENTS}.issued": 8, f"{DOCUMENTS}.repealed": 1, f"{DOCUMENTS}.in_force": 8}),
        changed(HUAIAN, {f"{DOCUMENTS}.issued": 8, f"{DOCUMENTS}.repealed": 1, f"{DOCUMENTS}.in_force": 7}),
        (f"{DOCUMENTS}.in_force",),
    ),
    "bound": Case(post(10), post(11), ("letters.handled",)),
    "regulations-authority": Case(
        changed(
            HUAIAN,
            {"disclosure.regulations.issued": 0, "disclosure.regulations.in_force": 0},
            agency={"name": "淮安市洪泽区人民政府"},
        ),
        changed(HUAIAN, {}, agency={"name": "淮安市洪泽区人民政府"}),
        ("disclosure.regulations.issued",),
    ),
    "amount-unit": Case(purchases("251000元"), purchases("251000"), ("disclosure.procurement.amount",)),
    "agency-name": Case(
        changed(HUAIAN, {}, agency={"name": "甲"}),
        changed(HUAIAN, {}, agency={"name": "\u3000 "}),
        ("agency.name",),
    ),
    "blank-in-total": Case(
        changed(HUAIAN, {"disputes.reconsideration.pending": 37}),
        changed(HUAIAN, {"disputes.reconsideration.pending": None}, ignore={"blank-cell": "空白已经说明"}),
        ("disputes.reconsideration.total",),
    ),
    "form-year": Case(changed(HUAIAN, {}, year=2021), changed(HUAIAN, {}, year=2013), ("year",)),
    "table-missing": Case(
        told(),
        told(),
        ("disputes.reconsideration.upheld",),
        pages=(page(), page(missing="disputes")),
    ),
    "row-missing": Case(
        told(),
        told(),
        ("applications.results.denied.state_secret.natural_person",),
        pages=(page(), page(missing="applications.results.denied.state_secret")),
    ),
    "row-torn": Case(
        told(),
        told(),
        ("applications.results.total.natural_person",),
        pages=(
            page(met=("applications.results.total",)),
            page(met=("applications.results.total",), missing="applications.results.total"),
        ),
    ),
    "form-hybrid": Case(
        told(),
        told(),
        ("applications.results.other.correction_overdue.natural_person",),
        pages=(page(), page(missing="applications.results.other")),
    ),
    "figure-unplaced": Case(
        told(),
        told(),
        ("第 3 个表格第 27 行第 4 列",),
        pages=(page(beside=("1", "2", "注")), page(beside=("3", "0", "3"))),
    ),
    "label-altered": Case(
        told(),
        told(),
        ("三、收到和处理政府信息公开申请情况 › 1.属于国家秘密",),
        pages=(
            page(label=("1、属于国家秘密", "1.属于国家秘密")),
            page(label=("1.属于国秘密", "1.属于国家秘密")),
        ),
    ),
    "cell-note": Case(
        told(),
        told(),
        ("disclosure.normative_documents.in_force",),
        pages=(
            page(raw={"disclosure.normative_documents.in_force": "66"}),
            page(raw={"disclosure.normative_documents.in_force": "66（其中修订5件）"}),
        ),
    ),
    "section-missing": Case(
        told(),
        told(),
        ("五、存在的主要问题及改进情况",),
        pages=(page(), page(parts="overview disclosure applications disputes other")),
    ),
    "section-order": Case(
        told(),
        told(),
        ("applications",),
        pages=(page(), page(parts="overview disclosure disputes applications problems other")),
    ),
    "carry-over": Case(
        HUAIAN,
        HUAIAN,
        ("applications.carried_over.natural_person", "applications.carried_over.total"),
        (
            of_year(2023),
            of_year(
                2023,
                applications__carried_forward__natural_person=33,
                applications__carried_forward__total=33,
            ),
        ),
    ),
    "roll-forward": Case(
        HUAIAN,
        HUAIAN,
        ("disclosure.normative_documents.in_force",),
        (of_year(2023), of_year(2023, disclosure__normative_documents__in_force=85)),
    ),
    "item-count": Case(
        items(2020, 12),
        items(2020, 13),
        ("disclosure.licences.previous",),
        (items(2019, 10), items(2019, 10)),
    ),
    "jump": Case(
        HUAIAN,
        HUAIAN,
        ("disputes.litigation_direct.other",),
        (
            of_year(2023, disputes__litigation_direct__other=28),
            of_year(2023, disputes__litigation_direct__other=41),
        ),
    ),
    "copied-text": Case(
        told(),
        told(problems=COPIED),
        ("解读的形式还不够多。",),
        (of_year(2023), changed(of_year(2023), {}, problems=COPIED.replace("2024", "2023"))),
    ),
    "agency-renamed": Case(
        HUAIAN,
        HUAIAN,
        ("agency.name",),
        (of_year(2023), changed(of_year(2023), {}, agency={"name": "丙丁县人民政府"})),
    ),
    "unit-sum": Case(
        HUAIAN,
        HUAIAN,
        ("disclosure.licences.decisions",),
        units=(units(LICENCES), units(LICENCES + 1)),
    ),
    "text-table": Case(
        stating("全年收到政府信息公开申请3119件。"), stating("全年收到政府信息公开申请3120件。"), ("3120件",)
    ),
    "text-all": Case(
        stating("政府信息公开行政复议机关均已受理。"),
        stating("政府信息公开行政复议351件，均获维持。"),
        ("均获维持",),
    ),
    "text-documents": Case(
        told(),
        told(overview=lines(line3="（三）政府信息管理。公开前逐件审查，制发行政规范性文件9件。")),
        ("9件",),
    ),
    "text-share": Case(
        stating("予以公开申请1362件，占44.7%。"), stating("予以公开申请1362件，占54.7%。"), ("54.7%",)
    ),
    "text-rounding": Case(
        stating("予以公开申请1362件，占44.7%。"), stating("予以公开申请1362件，占44.6%。"), ("44.6%",)
    ),
    "text-change": Case(
        stating("收到政府信息公开申请3119件，比上年的3000件增长4.0%。"),
        stating("收到政府信息公开申请3119件，比上年的3000件增长5.0%。"),
        ("5.0%",),
    ),
    "text-parts": Case(
        told(),
        told(overview=lines(line1="（一）主动公开。公开信息600条，其中动态400条、公告230条。")),
        ("600条",),
    ),
    "text-balance": Case(
        untabled("收到政府信息公开申请10件，上年结转2件，办结11件，结转下年度1件。"),
        untabled("收到政府信息公开申请10件，上年结转2件，办结10件，结转下年度1件。"),
        ("10件",),
    ),
    "stated-twice": Case(
        untabled("收到政府信息公开申请10件。全年受理政府信息公开申请10件。"),
        untabled("收到政府信息公开申请10件。全年受理政府信息公开申请12件。"),
        ("12件",),
    ),
    "title": Case(
        told(title="2024年淮安市人民政府政府信息公开工作年度报告"),
        told(title="淮安市人民政府2024年政府信息公开年度报告"),
        ("淮安市人民政府2024年政府信息公开年度报告",),
    ),
    "title-doubled": Case(
        told(title="淮安市人民政府2024年政府信息公开工作年度报告"),
        told(title="淮安市人民政府2024年度政府信息公开工作年度报告"),
        ("淮安市人民政府2024年度政府信息公开工作年度报告",),
    ),
    "period": Case(
        told(lead="统计期限为2024年1月1日至12月31日。"),
        told(lead="统计期限为2023年1月1日至12月31日。"),
        ("2023年1月1日至12月31日",),
    ),
    "period-missing": Case(told(), told(lead="现公布本年度报告。"), ("导语",)),
    "period-torn": Case(
        told(lead="统计期限为2024年1月1日至12月31日。"),
        told(lead="统计期限为202411日至1231日。"),
        ("202411日至",),
    ),
    "other-year": Case(
        told(overview=lines(line5="（五）监督保障。2024年，我市组织培训两次，与2023年相同。")),
        told(overview=lines(line5="（五）监督保障。截至2023年12月31日，组织培训两次。")),
        ("2023",),
    ),
    "notice": Case(
        told(),
        told(lead="根据国办公开办函〔2019〕60号编制。统计期限为2024年1月1日至12月31日。"),
        ("国办公开办函〔2019〕60号",),
    ),
    "overview-topics": Case(told(), told(overview="\n".join(OVERVIEW.split("\n")[:4])), ("一、总体情况",)),
    "problems-empty": Case(told(), told(problems="无。"), ("五、存在的主要问题及改进情况",)),
    "handling-fee": Case(
        told(other="没有收取信息处理费。"),
        told(other="组织了一次开放日活动。"),
        ("六、其他需要报告的事项",),
    ),
    "announced-parts": Case(
        told(), told(lead="本报告由总体情况等5个部分组成。统计期限为2024年1月1日至12月31日。"), ("5",)
    ),
    "numbering": Case(told(), told(overview=OVERVIEW.replace("（三）", "（四）", 1)), ("四",)),
    "figure-left-blank": Case(
        told(),
        told(overview=lines(line4="（四）平台建设。维护政府网站一个，编印公报　　期。")),
        ("报　　期",),
    ),
    "template-text": Case(
        told(), told(problems="该部分以表格形式报告。明年继续改进。"), ("该部分以表格形式报告",)
    ),
    "addressee": Case(told(), told(lead="根据贵办通知，报告2024年1月1日至12月31日的情况。"), ("根据贵办",)),
    "hidden-character": Case(
        told(problems="明年继续改进。\u200b"), told(problems="明年继续\u200b改进。"), ("\u200b",)
    ),
    "published-late": Case(told(published="2025-03-31"), told(published="2025-04-01"), ("published_on",)),
    "doubled-words": Case(told(), told(problems="解读的形式形式还不够多。"), ("形式形式",)),
    "half-width": Case(told(), told(problems="解读的形式还不够多,明年继续改进。"), (",",)),
    "unfinished": Case(told(), told(problems="解读的形式还不够多，明年继续增加图解和"), ("和",)),
}

ALL = [pytest.param(rule, id=code) for code, rule in rules.CATALOGUE.items()]


def place_of(finding: Finding) -> str:
    if finding.quote is not None:
        return finding.quote.words
    return finding.cells[0] if finding.cells else finding.where


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    assert set(CASES) == set(rules.CATALOGUE)


def test_every_rule_of_the_checks_is_in_the_catalogue_once() -> None:
    modules = [
        importlib.import_module(f"govreport.checks.{module.name}")
        for module in pkgutil.iter_modules(govreport.checks.__path__)
    ]
    defined = {
        id(value): value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, rules.Rule)
    }
    assert sorted(rule.code for rule in defined.values()) == sorted(rules.CATALOGUE)


@pytest.mark.parametrize("rule", ALL)
def test_it_passes_what_is_just_right(rule: rules.Rule) -> None:
    assert CASES[rule.code].passes() == ()


@pytest.mark.parametrize("rule", ALL)
def test_it_names_what_is_wrong_at_the_right_cell(rule: rules.Rule) -> None:
    findings = CASES[rule.code].fails()
    assert [(finding.code, place_of(finding)) for finding in findings] == [
        (rule.code, place) for place in CASES[rule.code].places
    ]
    assert {finding.severity for finding in findings} == {rule.severity}
    assert all(finding.where for finding in findings)


@pytest.mark.parametrize("rule", ALL)
def test_it_can_be_ignored(rule: rules.Rule) -> None:
    assert CASES[rule.code].fails(ignore=[rule.code]) == ()


@pytest.mark.parametrize("rule", ALL)
def test_its_messages_have_the_same_placeholders_and_the_example_fills_them(rule: rules.Rule) -> None:
    assert placeholders(rule.message.zh) == placeholders(rule.message.en) == set(rule.example)


@pytest.mark.parametrize("rule", ALL)
def test_it_has_an_example_that_fails(rule: rules.Rule) -> None:
    assert re.search(r"[\u4e00-\u9fff]", rule.failing)
    assert rule.failing in (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", [code for code, rule in rules.CATALOGUE.items() if rule.section == "D"])
def test_the_sentence_of_the_example_is_one_that_fails(code: str) -> None:
    sentence, _, _ = rules.CATALOGUE[code].failing.partition("。（")
    assert sentence in "".join(CASES[code].failing.texts().values())


@pytest.mark.parametrize("rule", ALL)
def test_its_texts_are_there_in_both_languages(rule: rules.Rule) -> None:
    for text in (rule.message, rule.explanation, rule.remedy):
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert re.search(r"[a-z]{2}", text.en)
    assert rule.explanation.zh.endswith("。")
    assert rule.explanation.en.endswith(".")
    assert rule.remedy.zh.endswith("。")
    assert rule.remedy.en.endswith(".")


@pytest.mark.parametrize("rule", ALL)
def test_its_code_is_a_slug_that_serves_as_an_anchor(rule: rules.Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
    assert rule.basis
    assert rule.section in get_args(rules.Section)
