"""Words from figures where they are used: in texts, in templates, on the command line."""

from __future__ import annotations

import datetime
import time
from decimal import Decimal
from pathlib import Path

import pytest

from durations import allowed
from govreport import Agency, HandlingFee
from govreport.cli.program import run
from govreport.errors import DataError, TemplateError
from govreport.forms import Columns, Count, Rows, column, ogi2014, ogi2019, ogi2021, row, table, website2018
from govreport.forms._record import Record, aliases
from govreport.forms._registry import official_forms, report_from_data
from govreport.paths import find, parts_of
from govreport.references import resolve_references
from govreport.report import Report
from govreport.sources import load
from govreport.word import Template
from govreport.word.package import read_parts
from samples import load_report
from wordparts import in_body, own, paragraph, with_part

HUAIAN = load_report("huaian_2024.json")
BRACKETS = "the brackets of a filter hold the wrong thing"
NOT_LISTED = "a part that is not one figure cannot be listed"
TITLE = "甲县人民政府2022年政府信息公开工作年度报告"
FIRST = "applications.received.organisation.business"
SECOND = "applications.received.organisation.other"


def applications(total: int, *, granted: int = 0, denied: int = 0) -> ogi2021.Applications:
    """表三 with one applicant: so many received, of them so many granted and denied."""
    return ogi2021.Applications(
        received=ogi2021.Applicants(natural_person=total, organisation=no_organisations()),
        results=ogi2021.Results(
            granted=ogi2021.Applicants(natural_person=granted, organisation=no_organisations()),
            denied=ogi2021.Denied(state_secret=ogi2021.Applicants(total=denied)),
        ),
    )


def no_organisations() -> ogi2021.Organisations:
    return ogi2021.Organisations(business=0, research=0, public_welfare=0, legal_service=0, other=0)


def report(year: int, total: int, *, fees: str = "96171.60", **facts: object) -> ogi2021.Report:
    return ogi2021.Report(
        year=year,
        agency=Agency(name="甲县人民政府"),
        published_on=datetime.date(year + 1, 1, 9),
        handling_fee=HandlingFee(cases=3, amount=Decimal("1200.00")),
        disclosure=ogi2021.Disclosure(
            fees=ogi2021.Fees(amount=Decimal(fees)), licences=ogi2021.Decisions(decisions=3)
        ),
        applications=applications(total, granted=5, denied=2),
        **facts,  # type: ignore[arg-type]
    )


NOW, BEFORE = report(2022, 112), report(2021, 100)


def in_text(text: str, now: Report = NOW, before: Report | None = BEFORE) -> str:
    told, problems = resolve_references(text, now, before)
    assert problems == []
    return told


def in_template(text: str, now: Report = NOW, before: Report | None = BEFORE) -> str:
    content = Template(own(paragraph(text))).render(now, last_year=before)
    markup = read_parts(content)["word/document.xml"].decode()
    return "".join(part.partition("</w:t>")[0].partition(">")[2] for part in markup.split("<w:t")[1:])


def fault(text: str, now: Report = NOW, before: Report | None = BEFORE) -> tuple[str, str]:
    """Return what is said to be wrong with a text, and what was found."""
    told, problems = resolve_references(text, now, before)
    assert told == text
    (problem,) = problems
    assert str(problem.where) == text
    return problem.what.en, problem.found


def template_fault(text: str, before: Report | None = BEFORE) -> tuple[str, str]:
    """Return what is said to be wrong with a template of that text, and what was found; it has its place."""
    with pytest.raises(TemplateError) as caught:
        Template(in_body(paragraph("甲") + paragraph(text))).render(NOW, last_year=before)
    (problem,) = caught.value.problems
    assert "正文第 2 段" in str(problem.where)
    return problem.what.en, problem.found


# In texts and templates alike


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ applications.received.total | number }}", "112"),
        ("{{ applications.received.total | hanzi }}", "一百一十二"),
        ("{{ applications.received.total | yoy }}", "增长12.0%"),
        ("{{ applications.received.total|yoy }}", "增长12.0%"),
        ("{{ applications.received.total | yoy('次') }}", "增长12.0%"),
        ("{{ disclosure.licences.decisions | yoy }}", "持平"),
        ("{{ disclosure.fees.amount | yoy }}", "持平"),
        ("{{ handling_fee.amount | yoy }}", "持平"),
        ("{{ disclosure.fees.amount | money }}", "96171.60万元"),
        ("{{ disclosure.fees.amount | money('亿元') }}", "9.61716亿元"),
        ('{{ disclosure.fees.amount | money("亿元") }}', "9.61716亿元"),
        ("{{ handling_fee.amount | money }}", "1200.00元"),
        ("{{ handling_fee.amount | money( '万元' ) }}", "0.12万元"),
        ("{{ published_on | date }}", "2023年1月9日"),
        (
            "{{ applications.results.granted.total | share(applications.received.total) }}",
            "4.5%",
        ),
        ("{{ applications.results.granted.total|share( applications.received.total ) }}", "4.5%"),
        ("{{ applications.received | list_zh }}", "自然人112件"),
        ("{{ applications.received | list_zh('人次') }}", "自然人112人次"),
        ("{{ handling_fee.cases | percent(0) }}", "300%"),
        ("{{ agency.self_name }}", "我县"),
        # Chinese labels
        ("{{ 申请情况.新收.总计 | yoy }}", "增长12.0%"),
        ("{{ 收到和处理政府信息公开申请情况.新收.总计 }}", "112"),
        ("{{ 收到和处理政府信息公开申请情况.办理结果.予以公开.总计 | share(申请情况.新收.总计) }}", "4.5%"),
        ("{{ 申请情况.新收 | list_zh }}", "自然人112件"),
        ("{{ applications.新收.total }}", "112"),
        ("{{ 机关.名称 }}{{ 年度 }}{{ 公布日期 | date }}", "甲县人民政府20222023年1月9日"),
    ],
)
def test_texts_and_templates_say_the_same(text: str, expected: str) -> None:
    assert in_text(text) == expected
    assert in_template(text) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "applications.results",
            "予以公开1362件、部分公开454件、不予公开178件、无法提供781件、不予处理88件、其他处理187件",
        ),
        ("applications.results.other", "逾期不补正71件、逾期不缴费6件、其他110件"),
        ("applications", "新收3119件、上年结转34件、办理结果3050件、结转下年度103件"),
        ("applications.received", "自然人3001件、法人或其他组织118件"),
        ("disputes", "行政复议351件、未经复议直接起诉26件、复议后起诉20件"),
        ("disputes.reconsideration", "维持72件、纠正64件、其他结果178件、尚未审结37件"),
    ],
)
def test_a_group_is_listed_by_the_short_labels_of_its_parts(path: str, expected: str) -> None:
    assert in_text(f"{{{{ {path} | list_zh }}}}", HUAIAN, None) == expected
    assert in_template(f"{{{{ {path} | list_zh }}}}", HUAIAN, None) == expected


def test_the_parts_of_a_group_add_up_to_its_total() -> None:
    results = find(HUAIAN, "applications.results").value
    assert isinstance(results, ogi2021.Results)
    assert sum(part.value or 0 for part in parts_of(results)) == results.total.total


def test_units_are_those_of_the_form() -> None:
    site = website2018.Report.from_data(
        {
            "year": 2022,
            "agency": {"name": "甲"},
            "site": {"responses": {"explanations": {"materials": 3, "products": 2}}},
        },
        blank="zero",
    )
    told = in_text("{{ site.responses.explanations | list_zh }}，{{ site.responses | list_zh }}", site, None)
    assert told == "解读材料数量3条、解读产品数量2个，解读信息发布5条"


def test_plain_data_of_ones_own_has_the_filters_too() -> None:
    data = {"ratio": Decimal("0.4"), "paid": 12, "kinds": {"甲": 3, "乙": 0, "丙": 1}, "day": "2026-01-09"}
    text = "{{ ratio | percent }} {{ paid | money }} {{ kinds | list_zh('件') }} {{ day | date }}"
    text += " {{ paid | share(paid) }}"
    markup = read_parts(Template(own(paragraph(text))).render(data))["word/document.xml"].decode()
    assert "40.0% 12元 甲3件、丙1件 2026年1月9日 100.0%" in markup


def test_a_blank_stays_blank_in_a_template() -> None:
    empty = ogi2021.Report(year=2022, agency=Agency(name="甲局"))
    text = (
        "[{{ applications.received.total | yoy }}{{ applications.results | list_zh }}"
        "{{ published_on | date }}{{ handling_fee.amount | money }}"
        "{{ handling_fee.cases | share(handling_fee.cases) }}]"
    )
    assert in_template(text, empty, None) == "[]"
    assert in_template("[{{ handling_fee.cases | share(applications.received.total) }}]", NOW) == "[2.7%]"


# Last year


def test_the_same_path_in_another_edition_of_the_form_will_do() -> None:
    applicants = {"natural_person": 90, "organisation": {"business": 10}}
    before = ogi2019.Report.from_data(
        {
            "year": 2020,
            "agency": {"name": "甲县人民政府"},
            "applications": {"received": applicants},
            "disclosure": {"licences": {"decisions": 20}},
        },
        blank="zero",
    )
    now = report(2021, 112)
    assert in_text("{{ applications.received.total | yoy }}", now, before) == "增长12.0%"
    assert in_template("{{ applications.received.total | yoy }}", now, before) == "增长12.0%"
    assert in_text("{{ disclosure.licences.decisions | yoy }}", now, before) == "下降85.0%"
    found = fault("{{ disclosure.fees.amount | yoy }}", now, before)
    assert found == ("last year's form has no such figure", "disclosure.fees.amount (2020)")


def test_a_group_that_was_one_row_before_is_no_such_figure() -> None:
    before = ogi2019.Report.from_data({"year": 2020, "agency": {"name": "甲"}}, blank="zero")
    now = ogi2021.Report.from_data({"year": 2021, "agency": {"name": "甲"}}, blank="zero")
    text = "{{ applications.results.other.fee_unpaid.total | yoy }}"
    assert fault(text, now, before)[0] == "last year's form has no such figure"


def test_a_form_without_the_table_has_no_such_figure() -> None:
    before = ogi2014.Report.from_data({"year": 2018, "agency": {"name": "甲"}}, blank="zero")
    now = ogi2019.Report.from_data({"year": 2019, "agency": {"name": "甲"}}, blank="zero")
    found = fault("{{ applications.received.total | yoy }}", now, before)
    assert found == ("last year's form has no such figure", "applications.received.total (2018)")


@pytest.mark.parametrize("year", [2020, 2022, 2023])
def test_a_report_of_another_year_is_not_last_years(year: int) -> None:
    for use in (
        lambda: NOW.with_references_resolved(report(year, 1)),
        lambda: Template.stock(ogi2021.Report).render(NOW, last_year=report(year, 1)),
    ):
        with pytest.raises(DataError) as caught:
            use()
        assert caught.value.to_text("en").splitlines() == [
            "this is not the report of the year before",
            "  where: last_year",
            f"  found: {year} (ogi) 甲县人民政府{year}年政府信息公开工作年度报告",
            "  expected: 2021 (ogi)",
        ]


def test_a_report_of_another_kind_is_not_last_years() -> None:
    site = website2018.Report.from_data({"year": 2021, "agency": {"name": "甲"}})
    with pytest.raises(DataError) as caught:
        NOW.with_references_resolved(site)
    assert "2021 (website)" in caught.value.problems[0].found


def test_data_is_compared_when_it_becomes_a_report() -> None:
    data = {**NOW.to_data(), "overview": "新收申请较上年{{ applications.received.total | yoy }}。"}
    assert report_from_data(data, last_year=BEFORE).texts()["overview"] == "新收申请较上年增长12.0%。"
    with pytest.raises(DataError) as caught:
        report_from_data(data)
    assert caught.value.to_text("zh").splitlines() == [
        "没有给出上年的报告",
        "  位置：overview（一、总体情况）: {{ applications.received.total | yoy }}",
        "  处理：用 --last-year 文件 或 last_year= 给出",
    ]


def test_references_can_be_left_as_they_are() -> None:
    data = {**NOW.to_data(), "overview": "{{ applications.received.total | yoy }}"}
    assert report_from_data(data, references=False).texts()["overview"] == data["overview"]


# Wrong use


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ applications.received.total | yoyo }}", ("no such filter", "yoyo")),
        ("{{ applications.received.total | share }}", (BRACKETS, "share")),
        (
            "{{ applications.received.total | share('a') }}",
            (BRACKETS, "share(…)"),
        ),
        ("{{ applications.received.total | share(3) }}", (BRACKETS, "share(…)")),
        ("{{ applications.received.total | number(3) }}", (BRACKETS, "number(…)")),
        ("{{ applications.received.total | yoy(year) }}", (BRACKETS, "yoy(…)")),
        ("{{ handling_fee.amount | percent('1') }}", (BRACKETS, "percent(…)")),
        ("{{ handling_fee.amount | percent(9) }}", ("no number of decimal places", "9")),
        ("{{ handling_fee.amount | money('美元') }}", ("no unit of money", "美元")),
        ("{{ applications.received.total | money }}", ("no unit of money", "件")),
        ("{{ applications.results.denied.state_secret.total | share(disclosure.compulsion.decision) }}",
         ("no such field", "decision")),
        ("{{ title | number }}", ("this filter is for numbers", TITLE)),
        ("{{ applications.received.total | share(title) }}",
         ("this filter is for numbers", TITLE)),
        ("{{ applications.received.total | date }}", ("this filter is for dates", "112")),
        ("{{ disclosure | list_zh }}", (NOT_LISTED, "regulations（规章）")),
        ("{{ agency | list_zh }}", (NOT_LISTED, "name（名称）")),
        (f"{{{{ {FIRST} | share({SECOND}) }}}}", ("there is no share of 0", "")),
    ],
)  # fmt: skip
def test_wrong_use_is_told_with_its_place(text: str, expected: tuple[str, str]) -> None:
    assert fault(text) == expected
    what, found = template_fault(text)
    assert what == expected[0]
    assert found.rpartition(".")[2] == expected[1].rpartition(".")[2]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ applications | yoy }}", "a group, where a figure is needed"),
        ("{{ applications | share(applications.received.total) }}", "a group, where a figure is needed"),
        ("{{ applications.received.total | share(applications) }}", "a group, where a figure is needed"),
        ("{{ applications.received.total | list_zh }}", "a group must stand before list_zh"),
        ("{{ applications.received | list_zh | number }}", "this filter is for numbers"),
        ("{{ applications.received.total | number | yoy }}", "this filter is for numbers"),
        ("{{ applications.results | list_zh }}", "a group with a blank cell cannot be listed"),
        ("{{ applications.received.total | share（year） }}", "a filter that cannot be read"),
        ("{{ applications.received.total ｜ yoy }}", "a filter that cannot be read"),
        ("{{ applications.received.total | yoy(1 + 1) }}", "a filter that cannot be read"),
        ("{{ applications.received.total | yoy('次', 2) }}", "a filter that cannot be read"),
        ("{{ applications.received.total | yoy('a\") }}", "a filter that cannot be read"),
        ("{{ applications.received.total | yoy yoy }}", "a filter that cannot be read"),
        ("{{ applications.received.total | yoy + 1 }}", "a filter that cannot be read"),
        ("{{ applications.received.total | share() }}", "a filter that cannot be read"),
    ],
)
def test_wrong_use_in_a_text_is_told(text: str, what: str) -> None:
    assert fault(text)[0] == what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ applications | yoy }}", "a group or list, where a figure or text is needed"),
        ("{{ overview | list_zh }}", "a group or list, where a figure or text is needed"),
        (
            "{{ applications.received.total | share(applications) }}",
            "a group or list, where a figure or text is needed",
        ),
        ("{{ applications.received.total | list_zh }}", "a group must stand directly before list_zh"),
        ("{{ applications.received.total | default(0) | yoy }}", "a path must stand directly before yoy"),
        ("{{ (1 if year else 2) | yoy }}", "a path must stand directly before yoy"),
        ("{{ applications.received.total | number | yoy }}", "this filter is for numbers"),
        ("{{ applications.received.total | yoy(unit='次') }}", "not allowed in a template"),
        ("{{ applications.received.total | yoy('次', '件') }}", "not allowed in a template"),
        ("{{ applications.received.total | yoy(path='year') }}", "not allowed in a template"),
        ("{{ applications.received.total | share(1 + 1) }}", "not allowed in a template"),
        ("{{ applications.received.总数 }}", "no such field"),
    ],
)
def test_wrong_use_in_a_template_is_told_before_anything_is_filled(text: str, what: str) -> None:
    problems = Template(in_body(paragraph("甲") + paragraph(text))).check(ogi2021.Report)
    assert what in [problem.what.en for problem in problems]
    assert {str(problem.where).partition("：")[0].partition("（")[0] for problem in problems} == {
        "正文第 2 段"
    }


def test_words_where_a_figure_is_needed_are_found_before_anything_is_filled() -> None:
    text = "{{ disclosure.procurement.amount | money }}"
    template = Template(in_body(paragraph(text)))
    problems = [problem for problem in template.check(ogi2019.Report) if "procurement" in problem.found]
    assert [problem.what.en for problem in problems] == ["this filter is for numbers"]


def test_a_label_that_is_nearly_right_is_told_with_the_nearest() -> None:
    (problem,) = Template(in_body(paragraph("{{ applications.新受.total }}"))).check(ogi2021.Report)
    assert (problem.found, problem.expected) == ("applications.新受", "applications.新收")


@pytest.mark.parametrize("text", ["{{ applications.received.total | yoy }}"])
def test_a_comparison_without_last_year_is_told(text: str) -> None:
    assert fault(text, NOW, None) == ("last year's report is not given", "")
    assert template_fault(text, None) == ("last year's report is not given", "")


def test_a_blank_of_last_year_is_told() -> None:
    text = "{{ applications.received.total | yoy }}"
    before = ogi2021.Report(year=2021, agency=Agency(name="甲"))
    expected = ("last year's cell is blank", "applications.received.total (2021)")
    assert fault(text, NOW, before) == template_fault(text, before) == expected


def test_a_comparison_in_plain_data_is_told() -> None:
    with pytest.raises(TemplateError) as caught:
        Template(own(paragraph("{{ a | yoy }}"))).render({"a": 1})
    assert caught.value.problems[0].what.en == "yoy is for the figures of a report"


# Labels in templates


def test_a_name_a_template_gives_itself_wins_over_a_label() -> None:
    text = "{% for 标题 in title_lines %}[{{ 标题 }}]{% endfor %}{{ 标题 }}"
    assert in_template(text) == (
        "[甲县人民政府][2022年政府信息公开工作年度报告]甲县人民政府2022年政府信息公开工作年度报告"
    )


def test_labels_can_be_compared_looped_over_and_written_in_brackets() -> None:
    now = report(2022, 112, overview="首段。\n次段。")
    assert in_template("{% if 申请情况.新收.总计 > 100 %}多{% endif %}", now) == "多"
    assert in_template("{{ 申请情况['新收']['总计'] }}", now) == "112"
    assert in_template("{% for 段 in 总体情况 %}{{ 段.text }}{% endfor %}", now) == "首段。次段。"


def test_labels_work_in_headers_and_count_as_shown() -> None:
    markup = paragraph("{{ 申请情况.新收.总计 | yoy }}")
    template = Template(with_part("header9", "header", markup))
    assert template.check(ogi2021.Report) == ()
    parts = read_parts(template.render(NOW, last_year=BEFORE))
    assert "增长12.0%" in parts["word/header9.xml"].decode()
    shown = Template(own(paragraph("{{ 申请情况.新收.总计 }}"))).never_shown(ogi2021.Report)
    assert "applications.received.natural_person" in shown
    assert "applications.received.total" not in shown
    assert "applications.received" not in shown


def test_a_template_with_labels_of_one_form_does_not_fit_another() -> None:
    template = Template(in_body(paragraph("{{ 申请情况.新收.总计 }}")))
    assert template.check(ogi2021.Report) == ()
    assert template.render(NOW) == template.render(NOW)
    found = {problem.found for problem in template.check(website2018.Report)}
    assert "申请情况" in found
    assert template.check(ogi2021.Report) == ()


@pytest.mark.parametrize("name", list(official_forms()))
def test_every_cell_can_be_named_by_labels(name: str) -> None:
    form = official_forms()[name]
    report = form.from_data({"year": form.info().first_year, "agency": {"name": "甲"}}, blank="zero")
    for path in report.cells():
        labels: list[str] = []
        owner: object = report
        for segment in path.split("."):
            assert isinstance(owner, Record)
            keys = [key for key, field in aliases(type(owner)).items() if field == segment and "." not in key]
            labels.append(keys[-1])
            owner = getattr(owner, segment)
        assert ".".join(find(report, ".".join(labels)).names) == path


def test_a_trusted_template_has_labels_and_filters_too() -> None:
    text = "{% set 数 = 申请情况.新收.总计 %}{{ 数 + 1 }} {{ 申请情况.新收.总计 | yoy }} {{ 数 | number }}"
    content = Template(own(paragraph(text)), trusted=True).render(NOW, last_year=BEFORE)
    assert "113 增长12.0% 112" in read_parts(content)["word/document.xml"].decode()


def test_a_form_of_ones_own_has_them_as_well() -> None:
    class Calls(Columns):
        answered: Count = column("接听量", unit="个")

    class Hotline(Rows):
        day: Calls = row("白班")
        night: Calls = row("夜班")

    class Yearly(Report, name="calls", years=(2015, None), report_title="热线年报"):
        hotline: Hotline = table("一、热线情况", short="热线")

    def of(year: int, day: int) -> Yearly:
        data = {"year": year, "agency": {"name": "甲局"}, "hotline": {"day": day, "night": 2}}
        return Yearly.from_data(data)

    now, before = of(2022, 12), of(2021, 8)
    for told in (in_text, in_template):
        assert told("{{ hotline | list_zh }}", now, before) == "白班12个、夜班2个"
        assert told("{{ 热线.白班.接听量 | yoy }}", now, before) == "增加4个"


# Time


@pytest.mark.parametrize(
    "text",
    [
        "{{ a" + " " * 50_000,
        "{{ a" + "| b" * 20_000,
        "{{ a | b" + " " * 50_000 + "x}}",
        "{{ a | b" + " (" * 20_000 + "}}",
        "{{ a" + ".a" * 30_000 + "(",
        "{{ " * 30_000,
        "{{ a | share(" + "a." * 20_000 + "}}",
    ],
)
def test_no_text_takes_long(text: str) -> None:
    started = time.process_time()
    resolve_references(text, NOW)
    assert time.process_time() - started < allowed(2)


# The command line


@pytest.fixture
def two_years(tmp_path: Path) -> tuple[Path, Path]:
    """The data file of a report whose text compares, and that of the year before."""
    now, before = tmp_path / "2022.yaml", tmp_path / "2021.yaml"
    row = "{natural_person: %d, organisation: {business: 0}}"
    for path, year, count in ((now, 2022, 112), (before, 2021, 100)):
        path.write_text(
            f"year: {year}\nagency: {{name: 甲县人民政府}}\nblank: zero\npublished: {year + 1}-01-09\n"
            "overview: 新收申请{{ 申请情况.新收.总计 }}件，较上年{{ 申请情况.新收.总计 | yoy }}。\n"
            f"applications: {{received: {row % count}, carried_forward: {row % count}}}\n",
            encoding="utf-8",
        )
    return now, before


def test_build_and_check_take_last_years_file(
    two_years: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now, before = two_years
    output = tmp_path / "report.docx"
    assert run(["build", str(now), "-o", str(output), "--last-year", str(before)]) == 0
    assert load(output).texts()["overview"] == "新收申请112件，较上年增长12.0%。"
    assert run(["check", str(now), "--last-year", str(before)]) == 0
    capsys.readouterr()


def test_a_published_document_will_do_as_last_years(
    two_years: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now, _ = two_years
    published = tmp_path / "2021.docx"
    Template.stock(ogi2021.Report).write(report(2021, 100), published)
    assert run(["check", str(now), "--last-year", str(published)]) == 0
    capsys.readouterr()


def test_without_it_a_text_that_compares_is_refused(
    two_years: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now, _ = two_years
    assert run(["check", str(now)]) == 2
    assert run(["build", str(now), "-o", str(tmp_path / "a.docx")]) == 2
    assert "没有给出上年的报告" in capsys.readouterr().err


def test_it_is_for_one_input_and_for_the_year_before(
    two_years: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now, before = two_years
    assert run(["check", str(now), str(now.with_name("2021.yaml")), "--last-year", str(before)]) == 2
    assert "--last-year 只用于一个输入" in capsys.readouterr().err
    assert run(["check", str(now), "--last-year", str(now)]) == 2
    assert "这不是上年的报告" in capsys.readouterr().err
    assert run(["check", str(now), "--last-year", str(tmp_path / "no.yaml")]) == 2
    capsys.readouterr()
