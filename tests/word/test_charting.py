"""Charts in a Word file: native ones, with their data, where a template asks for them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docxtpl import InlineImage
from lxml import etree
from PIL import Image

from govreport.errors import TemplateError
from govreport.forms import Columns, Count, Rows, Text, column, ogi2014, ogi2021, row, section, table
from govreport.report import Report
from govreport.word import Template, stock_template
from govreport.word.package import read_parts
from samples import changed, load_report
from wordparts import in_body, own, paragraph, with_part, with_title_property

HUAIAN = load_report("huaian_2024.json")
LAST = changed(HUAIAN, {"applications.received.total": 2000}, year=2023)
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BOTH = Template(in_body(paragraph("{{ charts.outcomes }}") + paragraph("办理情况如图：{{ charts.years }}")))
CHART = "word/charts/govreport1.xml"


def chart_of(content: bytes, number: int = 1) -> etree._Element:
    return etree.fromstring(read_parts(content)[f"word/charts/govreport{number}.xml"])


def points(chart: etree._Element, kind: str) -> list[str | None]:
    return [point.text for point in chart.iterfind(f".//{C}{kind}//{C}v")]


def test_a_chart_is_drawn_from_the_figures_of_the_report() -> None:
    chart = chart_of(BOTH.render(HUAIAN))
    assert points(chart, "cat") == ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"]
    assert points(chart, "val") == ["1362", "454", "178", "781", "88", "187"]


def test_with_last_year_both_years_are_shown() -> None:
    content = BOTH.render(HUAIAN, last_year=LAST)
    assert points(chart_of(content), "tx") == ["2023年", "2024年"]
    assert points(chart_of(content, 2), "val") == ["2000", "3119", "3050", "3050"]


def test_its_data_is_a_workbook_that_the_references_fit() -> None:
    content = BOTH.render(HUAIAN, last_year=LAST)
    book = read_parts(read_parts(content)["word/embeddings/govreport2.xlsx"])
    sheet = etree.fromstring(book["xl/worksheets/sheet1.xml"])
    assert {cell.get("r"): "".join(cell.itertext()) for cell in sheet.iter("{*}c")} == {
        "B1": "新收",
        "C1": "办结",
        "A2": "2023年",
        "B2": "2000",
        "C2": "3050",
        "A3": "2024年",
        "B3": "3119",
        "C3": "3050",
    }
    places = [place.text for place in chart_of(content, 2).iter(f"{C}f")]
    assert places == [
        "Sheet1!$B$1",
        "Sheet1!$A$2:$A$3",
        "Sheet1!$B$2:$B$3",
        "Sheet1!$C$1",
        "Sheet1!$A$2:$A$3",
        "Sheet1!$C$2:$C$3",
    ]


def test_those_who_do_not_see_it_are_told_what_it_shows() -> None:
    document = etree.fromstring(read_parts(BOTH.render(HUAIAN))["word/document.xml"])
    named = [each.get("descr", "") for each in document.iter("{*}docPr")]
    assert named[1] == "新收：2024年3119件；办结：2024年3050件。"


def test_a_chart_has_its_whole_height_also_beside_text() -> None:
    document = etree.fromstring(read_parts(BOTH.render(HUAIAN))["word/document.xml"])
    for drawing in document.iter(f"{W}drawing"):
        spacing = next(drawing.iterancestors(f"{W}p")).find(f"{W}pPr/{W}spacing")
        assert spacing is not None
        assert spacing.get(f"{W}lineRule") == "auto"


def test_the_words_beside_it_stay_and_no_mark_is_left() -> None:
    document = read_parts(BOTH.render(HUAIAN))["word/document.xml"].decode()
    assert "办理情况如图：" in document
    assert "\ufdd0" not in document


def test_a_report_without_figures_has_no_chart() -> None:
    blank = ogi2021.Report.from_data({"year": 2024, "agency": {"name": "甲局"}})
    parts = read_parts(BOTH.render(blank))
    assert not any(name.startswith("word/charts") for name in parts)
    assert "\ufdd0" not in parts["word/document.xml"].decode()


def test_a_chart_may_stand_in_a_condition() -> None:
    template = Template(own(paragraph("{% if year > 2020 %}{{ charts.years }}{% endif %}")))
    assert CHART in read_parts(template.render(HUAIAN))


def test_equal_reports_give_equal_bytes_and_one_template_serves_reports_with_other_charts() -> None:
    first, second = BOTH.render(HUAIAN), BOTH.render(HUAIAN, last_year=LAST)
    assert BOTH.render(HUAIAN) == first != second
    assert BOTH.render(HUAIAN, last_year=LAST) == second


@pytest.mark.parametrize("text", ["{{ charts.outcome }}", "{{ charts.outcomes.total }}"])
def test_a_chart_that_there_is_not_is_told_before_anything_is_filled(text: str) -> None:
    (problem,) = Template(in_body(paragraph(text))).check(ogi2021.Report)
    assert problem.what.en == "no such field"
    assert "charts.outcome" in problem.found


def test_a_form_without_such_figures_has_no_charts() -> None:
    (problem,) = Template(own(paragraph("{{ title }}{{ charts.years }}"))).check(ogi2014.Report)
    assert (problem.what.en, problem.found) == ("no such field", "charts")


@pytest.mark.parametrize(
    "content",
    [
        with_part("header9", "header", paragraph("{{ charts.years }}")),
        with_title_property("{{ charts.years }}"),
    ],
)
def test_a_chart_outside_of_the_body_is_told(content: bytes) -> None:
    (problem,) = Template(content).check(ogi2021.Report)
    assert (problem.what.en, problem.found) == ("a chart can only stand in the body", "{{ charts.years }}")
    with pytest.raises(TemplateError, match="图表只能放在正文里"):
        Template(content).render(HUAIAN)


def test_a_template_does_not_miss_charts_and_no_filter_takes_one() -> None:
    assert Template.stock(ogi2021.Report).never_shown(ogi2021.Report) == []
    (problem,) = Template(in_body(paragraph("{{ charts.years | number }}"))).check(ogi2021.Report)
    assert problem.what.en == "this filter is for numbers"


class Figures(Columns):
    number: Count = column("数量")


class Kinds(Rows):
    first: Figures = row("甲")


class Own(Report, name="charted", kind="charted"):
    charts: Text = section("一、图表说明")
    kinds: Kinds = table("二、数量")


def test_a_form_of_ones_own_may_have_a_field_of_that_name() -> None:
    report = Own.from_data({"year": 2024, "agency": {"name": "甲局"}, "charts": "见附件。"})
    template = Template(own(paragraph("{% for each in charts %}{{ each.text }}{% endfor %}")))
    assert "见附件。" in read_parts(template.render(report))["word/document.xml"].decode()


@pytest.mark.parametrize("last_year", [None, LAST])
def test_it_is_valid(
    last_year: Report | None, tmp_path: Path, ooxml_errors: Callable[[Path], list[str]]
) -> None:
    path = tmp_path / "charts.docx"
    path.write_bytes(BOTH.render(HUAIAN, last_year=last_year, draft=last_year is not None))
    assert ooxml_errors(path) == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_it_is_drawn_on_the_page(tmp_path: Path, to_pdf: Callable[[Path], Path]) -> None:
    path = tmp_path / "charts.docx"
    path.write_bytes(BOTH.render(HUAIAN))
    shown = ["pdftotext", "-l", "1", str(to_pdf(path)), "-"]
    text = subprocess.run(shown, capture_output=True, text=True, check=True).stdout
    for label in ("2024 年政府信息公开申请办理结果", "予以公开", "1362", "无法提供", "781"):
        assert label.replace(" ", "") in text.replace(" ", "")


def test_the_stock_template_has_them_under_the_table_of_applications_where_asked() -> None:
    content = Template.stock(ogi2021.Report, charts=True).render(HUAIAN, last_year=LAST)
    body = etree.fromstring(read_parts(content)["word/document.xml"])[0]
    at = [number for number, each in enumerate(body) if each.find(f".//{W}drawing") is not None]
    assert [each.tag for each in body[at[0] - 1 : at[0] + 3]] == [f"{W}tbl", *[f"{W}p"] * 3]
    assert len(at) == 2
    assert "四、政府信息公开行政复议" in "".join(body[at[1] + 1].itertext())
    plain = Template(stock_template(ogi2021.Report)).render(HUAIAN)
    assert CHART not in read_parts(plain)


def test_the_stock_template_of_a_form_without_such_figures_has_none() -> None:
    assert stock_template(ogi2014.Report, charts=True) == stock_template(ogi2014.Report)


def test_charts_stand_beside_pictures_that_a_filter_makes(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    Image.new("RGB", (4, 4), "red").save(picture)
    template = Template(
        in_body(paragraph("{{ charts.outcomes }}") + paragraph("{{ year | seal }}{{ charts.years }}")),
        trusted=True,
        filters={"seal": lambda _: InlineImage(None, str(picture))},
    )
    parts = read_parts(template.render(HUAIAN, last_year=LAST))
    document = etree.fromstring(parts["word/document.xml"])
    assert len(list(document.iter("{*}chart"))) == 2
    assert len(list(document.iter("{*}blip"))) == 1
    numbers = [each.get("id") for each in document.iter("{*}docPr")]
    assert len(numbers) == len(set(numbers)) == 3
    assert "\ufdd0" not in parts["word/document.xml"].decode()
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    targets = {each.get("Id"): each.get("Target") for each in relations}
    linked = [each.get(f"{R}id") for each in document.iter("{*}chart")]
    assert [targets[name] for name in linked] == [f"/{CHART}", "/word/charts/govreport2.xml"]
