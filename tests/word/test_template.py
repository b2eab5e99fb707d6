"""Filling a template: every figure and text in its place, the same bytes for the same data."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from govreport.agency import Agency
from govreport.errors import DataError, FormError, GovReportError, ProofError, TemplateError, UsageError
from govreport.forms import Role, Text, ogi2021, section
from govreport.forms._printing import format_cell
from govreport.forms._registry import official_forms
from govreport.report import Report
from govreport.word import Template, stock_template
from govreport.word.markup import W
from govreport.word.package import CONTENT_TYPES, read_parts, write_parts
from random_reports import reports
from samples import changed, load_report
from wordparts import in_body, own, paragraph, word_table

HUAIAN = load_report("huaian_2024.json")
STOCK = Template.stock(ogi2021.Report)
STOCK_BYTES = stock_template(ogi2021.Report)


ANY_TEXT = Template(
    own(
        paragraph("{{ a }}")
        + word_table(("{{ b.c }}", "{{ n }}{{ a }}"))
        + paragraph("{% if n is defined %}{{ b.c }}{% endif %}")
    )
)
MARKS = {W + "t": "", W + "br": "\n", W + "tab": "\t"}


def body(content: bytes) -> etree._Element:
    return etree.fromstring(read_parts(content)["word/document.xml"])


def text_of(element: etree._Element) -> str:
    return "".join(
        "\t" if node.tag == W + "tab" else node.text or "" for node in element.iter(W + "t", W + "tab")
    )


def printed(content: bytes, form: type[Report] = ogi2021.Report) -> dict[str, str]:
    """Read the figures of a report by the places of the cells alone."""
    found = {}
    for table, grid in zip(body(content).iter(W + "tbl"), form.grids().values(), strict=True):
        rows = list(table.iter(W + "tr"))
        for cell in grid.cells:
            if cell.role is Role.FIGURE:
                column, cells = 0, {}
                for element in rows[cell.row].iter(W + "tc"):
                    cells[column] = element
                    span = element.find(f"{W}tcPr/{W}gridSpan")
                    column += 1 if span is None else int(span.get(W + "val", "1"))
                found[cell.path] = text_of(cells[cell.column])
    return found


def paragraphs(content: bytes, style: str) -> list[str]:
    found = []
    for element in body(content).iter(W + "p"):
        mark = element.find(f"{W}pPr/{W}pStyle")
        if mark is not None and mark.get(W + "val") == style:
            found.append(text_of(element))
    return found


def with_texts(**texts: str) -> Report:
    return ogi2021.Report.from_data(
        {"year": 2024, "agency": {"name": "甲局"}, "lead": "", **texts}, blank="zero", references=False
    )


def test_all_cells_of_a_city_stand_where_they_belong() -> None:
    figures = {path: "" if value is None else f"{value}" for path, value in HUAIAN.figures().items()}
    assert len(figures) == 200
    assert printed(STOCK.render(HUAIAN)) == figures


def test_blanks_are_printed_as_nothing_and_amounts_with_their_digits() -> None:
    report = changed(
        HUAIAN, {"disclosure.fees.amount": Decimal("72701.2500"), "disclosure.licences.decisions": None}
    )
    found = printed(STOCK.render(report))
    assert found["disclosure.fees.amount"] == "72701.2500"
    assert found["disclosure.licences.decisions"] == ""


def test_title_headings_and_sections_have_their_styles() -> None:
    report = with_texts(
        overview="首段。\n（一）主动公开\n正文。\n（二）依申请公开。接着写。\n1.小标题\n2.小标题。后文"
    )
    content = STOCK.render(report)
    assert paragraphs(content, "Title") == ["甲局", "2024年政府信息公开工作年度报告"]
    assert paragraphs(content, "Heading1") == [
        field.label.text for field in ogi2021.Report.parts() if field.labels
    ]
    assert paragraphs(content, "Heading2") == ["（一）主动公开"]
    assert paragraphs(content, "Heading3") == ["1.小标题"]
    assert paragraphs(content, "Normal") == [
        "首段。",
        "正文。",
        "（二）依申请公开。接着写。",
        "2.小标题。后文",
    ]
    runs = [run.get(W + "val") for run in body(content).iter(W + "rStyle")]
    assert [run for run in runs if run != "TableNote"] == ["Heading2Char", "Heading3Char"]


def test_no_mark_of_the_template_is_left() -> None:
    content = STOCK.render(HUAIAN)
    for name, part in read_parts(content).items():
        assert not re.search(rb"\{\{|\{%|%\}|\}\}", part), name


@pytest.mark.parametrize(
    "text",
    [
        "5<10，R&D，\"甲\"，'乙'",
        "{{ year }} {% if x %} {# 注 #}",
        "{_{ x }_} {_% y %_}",
        "〇𠮷😀 &amp; &lt;b&gt;",
        "<附件一>报表 <!-- x",
        "甲\t乙",
    ],
)
def test_signs_in_texts_stay_what_they_are(text: str) -> None:
    assert paragraphs(STOCK.render(with_texts(overview=text)), "Normal") == [text]


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp", "Zs")), max_size=40))
def test_any_text_is_printed_as_it_is(text: str) -> None:
    content = STOCK.render(with_texts(other=f"甲{text}"))
    assert paragraphs(content, "Normal") == [f"甲{text}"]


def test_the_same_report_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    script = (
        "import hashlib, sys; from govreport.word import Template; from govreport.forms import ogi2021;"
        "report = ogi2021.Report.from_data({'year': 2024, 'agency': {'name': '甲局'}}, blank='zero');"
        "print(hashlib.sha256(Template.stock(ogi2021.Report).render(report)).hexdigest())"
    )
    source = str(Path(__file__).parents[2] / "src")
    hashes = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONPATH": source, "PYTHONHASHSEED": seed, "TZ": zone, "PATH": "/usr/bin:/bin"},
            cwd=tmp_path,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Shanghai"))
    }
    assert len(hashes) == 1


def test_the_parts_stand_in_a_fixed_order_and_bear_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    STOCK.write(HUAIAN, path)
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    names = [member.filename for member in members]
    assert names[0] == CONTENT_TYPES
    assert names[1:] == sorted(names[1:])
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_say_title_agency_and_year_and_nothing_else() -> None:
    core = etree.fromstring(read_parts(STOCK.render(HUAIAN))["docProps/core.xml"])
    said = {etree.QName(element).localname: element.text for element in core}
    assert said == {
        "title": "淮安市人民政府2024年政府信息公开工作年度报告",
        "creator": "淮安市人民政府",
        "keywords": "2024",
        "language": "zh-CN",
    }


def test_a_figure_too_long_for_its_cell_is_set_in_the_narrow_style() -> None:
    long, short = "disputes.reconsideration.upheld", "disputes.reconsideration.total"
    report = changed(HUAIAN, {long: 12345678, short: 12345})
    content = STOCK.render(report)
    marks = [mark for mark in body(content).iter(W + "rStyle") if mark.get(W + "val") == "LongFigure"]
    narrow = [text_of(next(mark.iterancestors(W + "r"))) for mark in marks]
    assert narrow == ["12345678"]


def test_a_draft_says_so_on_every_page() -> None:
    parts = read_parts(STOCK.render(HUAIAN, draft=True))
    headers = {name: part.decode() for name, part in parts.items() if "header" in name}
    assert len(headers) == 2
    assert all("草稿" in header for header in headers.values())
    assert not [name for name in read_parts(STOCK.render(HUAIAN)) if "header" in name]


def test_plain_data_fills_a_template_of_ones_own() -> None:
    template = Template(in_body(paragraph("{{ city.name }}：{{ count }}")))
    with pytest.raises(TemplateError) as caught:
        template.render({"city": {"name": "甲"}, "count": 3})
    assert "title_lines" in str(caught.value)


def test_data_that_is_not_plain_is_refused() -> None:
    with pytest.raises(DataError, match="位置：city"):
        STOCK.render({"city": Path("/etc/passwd")})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的"),
        (b"PK", "这不是 Office 文档"),
        (b"no zip at all", "这不是 Office 文档"),
        (b"%PDF-1.7", "PDF 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 200, "旧版 Office 文档"),
    ],
)
def test_what_is_no_word_file_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        Template(content)


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        Template.open(tmp_path / "none.docx")
    assert str(tmp_path / "none.docx") in str(caught.value)
    assert caught.value.exit_code == 3


def test_threads_share_a_template_without_mixing_reports() -> None:
    template = Template(own(paragraph("{{ name }}") + word_table(*[("{{ name }}", "{{ n }}")] * 5)))
    data = [{"name": f"第{number}局", "n": number} for number in range(8)]
    alone = [template.render(each) for each in data]
    with ThreadPoolExecutor(8) as pool:
        together = pool.map(lambda number: template.render(data[number % 8]), range(8 * 500))
        assert all(content == alone[number % 8] for number, content in enumerate(together))


def test_threads_that_meet_at_the_first_filling_do_not_mix_reports() -> None:
    reports = [with_texts(overview=f"第{number}份。") for number in range(4)]
    alone = [STOCK.render(report) for report in reports]
    template = Template.stock(ogi2021.Report)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(template.render, reports)) == alone


TEXTS = st.text(st.sampled_from("&<>\"'甲〇😀𠮷 a1_{}%#|\n\t"), max_size=12)


@settings(max_examples=1000, deadline=None)
@given(TEXTS, TEXTS, st.integers(-(10**12), 10**12))
def test_a_text_read_back_is_the_text_given(first: str, second: str, number: int) -> None:
    content = ANY_TEXT.render({"a": first, "b": {"c": second}, "n": number})
    found = [
        "".join(
            {W + "br": "\n", W + "tab": "\t"}.get(node.tag, node.text or "") for node in each.iter(*MARKS)
        )
        for each in body(content).iter(W + "p")
    ]
    assert found == [first, second, f"{number}{first}", second]


@pytest.mark.parametrize(
    "data", [None, "text", 3, [1], object(), Report], ids=["None", "str", "int", "list", "object", "class"]
)
def test_what_is_no_report_and_no_mapping_is_refused(data: object) -> None:
    with pytest.raises(DataError, match="Report, dict"):
        STOCK.render(data)  # type: ignore[arg-type]  # the mistake that is tested


def test_a_folder_a_broken_name_and_half_a_file_are_told_with_their_paths(tmp_path: Path) -> None:
    half = tmp_path / "half.docx"
    content = STOCK.render(HUAIAN)
    half.write_bytes(content[: len(content) // 2])
    for path in (tmp_path, tmp_path / "a\0b.docx", half):
        with pytest.raises(TemplateError) as caught:
            Template.open(path)
        assert "tmp" in str(caught.value)
        assert len(str(caught.value).splitlines()) <= 6


@pytest.mark.parametrize("kind", ["spreadsheet", "no relationships", "no content types", "no document"])
def test_a_zip_that_is_no_word_file_is_refused(kind: str) -> None:
    parts = read_parts(STOCK.render(HUAIAN))
    if kind == "spreadsheet":
        parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(
            b"wordprocessingml.document", b"spreadsheetml.sheet"
        )
    else:
        del parts[
            {
                "no relationships": "_rels/.rels",
                "no content types": CONTENT_TYPES,
                "no document": "word/document.xml",
            }[kind]
        ]
    with pytest.raises(TemplateError, match=r"不是 (?:Word 文件|Office 文档)"):
        Template(write_parts(parts), name="甲.docx")


def test_a_damaged_member_is_refused() -> None:
    content = bytearray(STOCK.render(HUAIAN))
    middle = content.index(b"word/document.xml") + 400
    content[middle : middle + 40] = bytes(40)
    with pytest.raises(TemplateError, match="文件已损坏"):
        Template(bytes(content))


@settings(max_examples=40)
@given(st.data())
def test_a_file_changed_at_random_is_filled_or_refused_in_words(data: st.DataObject) -> None:
    content = bytearray(STOCK_BYTES)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(TemplateError):  # any other exception is a fault of ours
        assert Template(bytes(content)).render(HUAIAN).startswith(b"PK")


def test_a_form_of_ones_own_has_a_stock_template_that_is_made_for_it() -> None:
    class Own(Report, name="own"):
        overview: Text = section("一、概况")

    report = Own.from_data({"year": 2024, "agency": {"name": "甲局"}, "overview": "首段。"})
    content = Template.stock(Own).render(report)
    assert paragraphs(content, "Heading1") == ["一、概况"]
    assert paragraphs(content, "Normal") == ["首段。"]


def test_a_form_of_ones_own_with_an_official_name_does_not_get_the_official_file() -> None:
    class Own(Report, name="ogi2021"):
        overview: Text = section("一、概况")

    report = Own.from_data({"year": 2024, "agency": {"name": "甲局"}, "overview": "首段。"})
    assert paragraphs(Template.stock(Own).render(report), "Heading1") == ["一、概况"]


def test_a_template_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    with pytest.raises(TemplateError):
        Template(in_body(paragraph("{{ yaer }}"))).write(HUAIAN, path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_fields_are_listed_in_the_order_of_the_file() -> None:
    first, *_, last = STOCK.fields
    assert (first.text, first.place.message.zh) == ("{%p for line in title_lines %}", "正文第 1 段")
    assert last.text == "{%p endfor %}"
    cell = next(field for field in STOCK.fields if field.text == "{{ applications.received.total }}")
    assert cell.place.message.zh == "正文表 2 第 4 行第 10 列"


@pytest.mark.slow
@pytest.mark.parametrize("form", official_forms().values(), ids=official_forms())
def test_any_report_of_any_form_is_printed_as_it_is(form: type[Report]) -> None:
    template = Template.stock(form)

    @settings(max_examples=8)
    @given(reports(form))
    def check(report: Report) -> None:
        cells = {
            cell.path: format_cell(cell.field, attrgetter(cell.path)(report))
            for grid in form.grids().values()
            for cell in grid.figures()
            if cell.field is not None
        }
        assert printed(template.render(report), form) == cells

    check()


def test_threads_with_templates_of_different_forms_do_not_meet() -> None:
    own = Template(in_body(paragraph("{{ agency.name }}")))
    jobs = [(STOCK, with_texts(overview=f"甲{number}。")) for number in range(3)]
    jobs += [(own, with_texts(overview=f"乙{number}。")) for number in range(3)]
    alone = [template.render(report) for template, report in jobs]
    with ThreadPoolExecutor(6) as pool:
        for _ in range(2):
            assert list(pool.map(lambda job: job[0].render(job[1]), jobs)) == alone


def test_a_template_that_fits_one_form_is_still_checked_for_another() -> None:
    template = Template(STOCK_BYTES)
    template.render(HUAIAN)
    other = official_forms()["ogi2019"].from_data({"year": 2019, "agency": {"name": "甲局"}})
    with pytest.raises(TemplateError) as caught:
        template.render(other)
    assert "正文表 1 第 3 行第 2 列" in str(caught.value)
    assert tuple(caught.value.problems) == template.check(type(other))


_STOCK = Template.stock(ogi2021.Report)
_REPORT = ogi2021.Report(year=2024, agency=Agency(name="甲局"))
_ANYTHING: Any = object()
MISTAKES: list[tuple[Callable[[], object], type[GovReportError], str]] = [
    (lambda: Template.open(_ANYTHING), UsageError, "Template.open"),
    (lambda: Template(_ANYTHING), UsageError, "Template.open"),
    (lambda: Template(b"x", name=_ANYTHING), UsageError, "Template(name)"),
    (lambda: Template.stock(_ANYTHING), FormError, "Template.stock"),
    (lambda: Template.stock(ogi2021.Report, level=10), UsageError, "0–9"),
    (lambda: Template.stock(ogi2021.Report, level=True), UsageError, "0–9"),
    (lambda: Template(b"x", filters=_ANYTHING), UsageError, "Template(filters)"),
    (lambda: Template(b"x", filters={"a": _ANYTHING}), UsageError, "Template(filters)"),
    (lambda: Template(b"x", filters={"a": str}), UsageError, "trusted=True"),
    (lambda: _STOCK.check(_ANYTHING), FormError, "check"),
    (lambda: _STOCK.never_shown(_ANYTHING), FormError, "never_shown"),
    (lambda: _STOCK.undeclared(_ANYTHING), UsageError, "undeclared"),
    (lambda: _STOCK.render(_ANYTHING), DataError, "Report, dict"),
    (lambda: _STOCK.render(_REPORT, last_year=_ANYTHING), DataError, "last_year"),
    (lambda: _STOCK.write(_REPORT, _ANYTHING), UsageError, "write"),
    (lambda: _STOCK.receipt(_ANYTHING, b""), UsageError, "receipt"),
    (lambda: _STOCK.receipt(_REPORT, _ANYTHING), UsageError, "receipt(content)"),
    (lambda: _STOCK.receipt(_REPORT, b"x"), ProofError, "word/document.xml"),
]


@pytest.mark.parametrize(("mistake", "error", "told"), MISTAKES, ids=[each[2] for each in MISTAKES])
def test_arguments_of_another_kind_are_told_as_such(
    mistake: Callable[[], object], error: type[GovReportError], told: str
) -> None:
    with pytest.raises(error, match=re.escape(told)):
        mistake()
