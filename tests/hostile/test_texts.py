"""A text that a user gives stays a text in everything that is written: it reads back equal, nothing moves.

What is written is read by parsers that know nothing of ours, and compared with what a harmless text gives.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import Final

import docx
import openpyxl
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

import govreport
from govreport.charts import Chart, Series
from govreport.cli.annotations import annotation_lines, failure, issues
from govreport.datatext import format_data
from govreport.errors import DataError
from govreport.findings import Finding, Quote, Severity
from govreport.forms import Columns, Count, Rows, Text, Words, column, ogi2021, row, section, table, total
from govreport.html import Checked, chart_svg, comparison_page, page, results_page
from govreport.messages import Message
from govreport.report import Report
from govreport.sheet import report_row, report_workbook, roster_text, roster_workbook
from govreport.text.outline import normalise_text
from govreport.word import Template, annex, stock_template
from govreport.word.charting import chart_mark, with_charts
from govreport.word.package import read_parts
from wordparts import own, paragraph

_STARTS: Final = ("", "=", "+", "-", "@", "＝", "甲")
_PIECES: Final = (
    *("<script>alert(1)</script>", "</title>", "</style>", "<!--", "-->", "]]>", "<w:p/>", "<br>", "&", "<"),
    *(
        "&amp;",
        "&#60;",
        "{{ year }}",
        "{% if x %}",
        "{#",
        "#}",
        "{_{",
        "}}",
        "%}",
        "${x}",
        "%s",
        "{0}",
        "%0A",
    ),
    *(
        "1+1",
        'HYPERLINK("http://127.0.0.1:9/")',
        "_x000D_",
        "::error::",
        ",",
        ";",
        ": ",
        " #",
        "- ",
        "|",
        "'",
    ),
    *(
        '"',
        "\\",
        "\\n",
        "\u202e",
        "\u2066",
        "\u200bx",
        "\ufeffx",
        "\xa0x",
        "\u3000x",
        "𠮷",
        "\U0001f600",
        "é",
    ),
    *("yes", "null", "0x1F", "1:30", "!!python/object", "*a", "&a ", "a: b", "[", "]", "{", "}"),
)
TEXTS: Final = st.builds(
    lambda start, pieces: f"{start}{''.join(pieces)}局",
    st.sampled_from(_STARTS),
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=5),
).filter(lambda text: text == normalise_text(text))
"""Texts of one line that something or other would take for more than a text; none with blanks at its ends."""
NONE_HOLDS: Final = ("\x00", "\x07", "\x1b", "\x7f", "\x9b", "\ud800", "\udfff", "\ufdd0", "\ufffe", "\uffff")
HARMLESS: Final = "丙丁局"
FEW: Final = settings(max_examples=15)


class Counts(Columns):
    made: Count = column("制发")
    total: Count = total("合计")


class Listed(Rows):
    kept: Counts = row("保存")


class Remarks(Rows):
    remark: Words = row("说明")


class Archive(Report, name="archive", kind="archive"):
    """A form with a text in everything that takes one."""

    lead: Text = section(short="导语")
    overview: Text = section("一、总体情况")
    listed: Listed = table("二、数量")
    remarks: Remarks = table("三、补充")


def report_of(text: str) -> Report:
    """Return a report that says a text wherever one may stand, but for its title."""
    return Archive.from_data(
        {
            "year": 2024,
            "title": "年度报告",
            "agency": {"name": text, "phone": text, "address": text},
            "lead": text,
            "overview": f"{text}\n（一）{text}。{text}",
            "listed": {"kept": {"made": 3}},
            "notes": {"listed": text},
            "remarks": {"remark": text},
            "signature": {"name": text},
        },
        references=False,
    )


def titled(text: str) -> Report:
    return ogi2021.Report.from_data({"year": 2024, "title": text, "agency": {"name": text}}, blank="zero")


def shape(root: etree._Element) -> list[object]:
    """Return all of an XML tree but its texts and the values of its attributes."""
    return [(str(each.tag), sorted(map(str, each.attrib))) for each in root.iter()]


def shapes(package: bytes) -> dict[str, object]:
    """Return the names of the parts of a package, with the shapes of those that are XML."""
    return {
        name: shape(etree.fromstring(content)) if name.endswith((".xml", ".rels")) else b""
        for name, content in parts_of(package).items()
    }


def parts_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


class Page(HTMLParser):
    """A page as the parser of the standard library finds it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: list[object] = []
        self.texts: list[str] = [""]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, [name for name, _ in attrs]))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.shape.append(tag)
        self.texts.append("")

    def handle_comment(self, data: str) -> None:
        self.shape.append(data)

    def handle_decl(self, decl: str) -> None:
        self.shape.append(decl)

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data


@cache
def template() -> Template:
    return Template(stock_template(Archive))


def paragraphs_of(document: bytes) -> list[str]:
    """Return the paragraphs of a Word file, without the blanks that move a sign-off to its place."""
    root = etree.fromstring(parts_of(document)["word/document.xml"])
    return [
        "".join(str(t.text) for t in each.iter("{*}t")).lstrip("\u3000\u2002") for each in root.iter("{*}p")
    ]


@given(text=TEXTS)
@FEW
@example(text="{{ charts.years }}{{ agency.name }}局")
def test_in_a_word_file(text: str) -> None:
    plain, content = (template().render(report_of(each)) for each in (HARMLESS, text))
    assert shapes(content) == shapes(plain)
    assert paragraphs_of(content) == [each.replace(HARMLESS, text) for each in paragraphs_of(plain)]


@given(text=TEXTS)
@FEW
def test_in_the_title_and_the_properties_of_a_word_file(text: str) -> None:
    content = Template(stock_template(ogi2021.Report)).render(titled(text))
    properties = docx.Document(BytesIO(content)).core_properties
    assert properties.title == text
    assert properties.author == text
    assert text in "".join(paragraphs_of(content))


@given(text=TEXTS)
@FEW
def test_in_the_annex_of_a_comparison(text: str) -> None:
    plain, content = (
        annex(govreport.compare(report_of("甲局"), report_of(each))) for each in (HARMLESS, text)
    )
    assert sorted(parts_of(content)) == sorted(parts_of(plain))
    assert any(text in each for each in paragraphs_of(content))
    properties = docx.Document(BytesIO(content)).core_properties
    assert text in properties.title


@given(text=TEXTS)
@FEW
def test_on_a_web_page(text: str) -> None:
    plain, found = (Page(page(report_of(each))) for each in (HARMLESS, text))
    assert found.shape == plain.shape
    assert found.texts == [each.replace(HARMLESS, text) for each in plain.texts]
    assert any(text in each for each in Page(page(titled(text))).texts)


@given(text=TEXTS)
@FEW
def test_on_the_page_of_a_comparison(text: str) -> None:
    def compared(each: str) -> Page:
        return Page(comparison_page(govreport.compare(titled(each), titled(each))))

    plain, found = compared(HARMLESS), compared(text)
    assert found.shape == plain.shape
    assert any(text in each for each in found.texts)


def accused(text: str) -> Checked:
    """Return the results of a file whose name, report and finding all say a text."""
    quote = Quote(text, 1, 2)
    message = Message(text, text)
    one = Finding("row-total", Severity.ERROR, message, text, ("listed.kept.made",), quote=quote)
    two = Finding("copied-text", Severity.WARNING, message, text, pairs=((text, text),))
    return Checked(name=text, report=report_of(text), findings=[one, two], error="")


@given(text=TEXTS)
@FEW
def test_on_the_page_of_results_where_what_nobody_sees_is_spelt_out(text: str) -> None:
    plain, found = (Page(results_page([accused(each)])) for each in (HARMLESS, text))
    assert found.shape == plain.shape
    shown = "".join(char if char.isprintable() or char == "\u3000" else ascii(char)[1:-1] for char in text)
    assert found.texts.count(shown) == plain.texts.count(HARMLESS) > 5
    said = Page(results_page([Checked(name=text, error=text)]))
    assert said.texts.count(shown) == 2


@pytest.mark.parametrize("character", NONE_HOLDS)
def test_what_a_rule_of_ones_own_says_never_breaks_the_page_of_results(character: str) -> None:
    text = f"甲{character}乙"
    bad = Finding(
        "mine", Severity.ERROR, Message(text, text), text, ("listed.kept.made",), quote=Quote(text, 0, 2)
    )
    written = results_page([Checked(name="a", report=report_of(HARMLESS), findings=[bad])])
    assert character not in written
    assert written.encode()


def cells_of(workbook: bytes) -> dict[tuple[str, str], tuple[object, str]]:
    """Return the value and the type of every cell of a workbook."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    return {
        (sheet.title, cell.coordinate): (cell.value, cell.data_type)
        for sheet in book.worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }


def decoded(value: object) -> object:
    """Return a text of a cell as it was before ``_x000D_`` (22.4.2.4) and references were protected."""
    if not isinstance(value, str):
        return value
    return re.sub(r"\{\{ '([{}%]+)' \}\}", r"\1", value.replace("_x005F_", "_"))


WORKBOOKS: Final[Mapping[str, Callable[[Report], bytes]]] = {
    "report": report_workbook,
    "roster": lambda report: roster_workbook(type(report), [report_row(report)]),
    "roster in one sheet": lambda report: roster_workbook(type(report), [report_row(report)], one_sheet=True),
}


@pytest.mark.parametrize("made", WORKBOOKS.values(), ids=WORKBOOKS)
@given(text=TEXTS)
@FEW
def test_in_a_workbook(made: Callable[[Report], bytes], text: str) -> None:
    plain, found = cells_of(made(report_of(HARMLESS))), cells_of(made(report_of(text)))
    expected = {
        place: (value.replace(HARMLESS, text) if isinstance(value, str) else value, kind)
        for place, (value, kind) in plain.items()
    }
    assert {place: (decoded(value), kind) for place, (value, kind) in found.items()} == expected


@given(text=TEXTS)
@FEW
def test_in_separated_values_where_an_apostrophe_stands_before_what_is_evaluated(text: str) -> None:
    plain, found = (
        list(
            csv.reader(StringIO(roster_text(Archive, [report_row(report_of(each))]).decode("utf-8-sig"), ""))
        )
        for each in (HARMLESS, text)
    )
    guard = "'" if text.startswith(tuple("=+-@＝")) else ""
    assert [[decoded(cell) for cell in line] for line in found] == [
        [(guard if cell.startswith(HARMLESS) else "") + cell.replace(HARMLESS, text) for cell in line]
        for line in plain
    ]


@given(text=TEXTS)
@FEW
@pytest.mark.parametrize("keys", ["en", "zh"])
def test_in_data_files(keys: str, text: str) -> None:
    data = report_of(text).to_data()
    written = format_data(Archive, data, ending=".json", keys=keys)  # type: ignore[arg-type]
    again = yaml.safe_load(format_data(Archive, data, ending=".yaml", keys=keys))  # type: ignore[arg-type]
    assert json.loads(written) == _without_last_breaks(again)
    if keys == "en":
        assert Archive.from_data(json.loads(written), references=False) == report_of(text)


def _without_last_breaks(value: object) -> object:
    """Return data without the line end behind every block of YAML."""
    if isinstance(value, dict):
        return {key: _without_last_breaks(each) for key, each in value.items()}
    return value.removesuffix("\n") if isinstance(value, str) else value


@given(text=TEXTS)
@FEW
def test_in_a_chart_its_data_and_its_drawing(text: str) -> None:
    def drawn(each: str) -> tuple[etree._Element, dict[str, bytes]]:
        chart = Chart(each, (each, each), (Series(each, (1, None)), Series(each, (2, 3))), each)
        parts = read_parts(own(paragraph(chart_mark("years"))))
        return etree.fromstring(chart_svg(chart)), with_charts(parts, "word/document.xml", {"years": chart})

    (plain, parts), (svg, found) = drawn(HARMLESS), drawn(text)
    assert shape(svg) == shape(plain)
    assert [each.text for each in svg.iter()] == [
        each.text and each.text.replace(HARMLESS, text) for each in plain.iter()
    ]
    assert list(found) == list(parts)
    for name, content in found.items():
        if name.endswith(".xlsx"):
            assert [value for value, kind in cells_of(content).values() if kind == "s"] == [text] * 4
        else:
            assert shape(etree.fromstring(content)) == shape(etree.fromstring(parts[name]))
    (chart,) = (content for name, content in found.items() if name.startswith("word/charts/govreport"))
    assert "".join(etree.fromstring(chart).itertext()).count(text) == 7


@pytest.mark.parametrize("character", NONE_HOLDS)
def test_a_character_no_document_holds_is_refused_in_a_chart(character: str) -> None:
    series = (Series("2024年", (1,)),)
    for texts in (("甲", "乙", character), (character, "乙", "丙"), ("甲", character, "丙")):
        title, category, unit = texts
        with pytest.raises(DataError) as caught:
            Chart(title, (category,), series, unit)
        assert f"U+{ord(character):04X}" in caught.value.to_text("en")
    with pytest.raises(DataError):
        Chart("甲", ("乙",), (Series(character, (1,)),), "件")


@pytest.mark.parametrize("character", NONE_HOLDS)
@pytest.mark.parametrize(
    "place",
    ["agency.name", "agency.phone", "title", "lead", "overview", "remarks.remark", "signature.name", "notes"],
)
def test_a_character_no_document_holds_is_refused_with_its_field(place: str, character: str) -> None:
    data: dict[str, object] = {"year": 2024, "agency": {"name": "甲局"}}
    *parents, last = place.split(".")
    inner = data
    for parent in parents:
        inner = inner.setdefault(parent, {})  # type: ignore[assignment]
    inner[last] = {"listed": f"甲{character}乙"} if place == "notes" else f"甲{character}乙"
    with pytest.raises(DataError) as caught:
        Archive.from_data(data)
    (problem,) = caught.value.problems
    assert problem.where.startswith(place)
    assert f"U+{ord(character):04X}" in problem.what.en


@given(text=TEXTS | st.text(max_size=20).map(lambda text: f"甲\n\r%\u2028{text}"))
def test_in_a_command_for_github_and_an_issue_for_gitlab(text: str) -> None:
    found = Finding("mine", Severity.ERROR, Message(text, text), text)
    (line,) = annotation_lines(text, [found], "zh")
    for command in (line, failure(text, text)):
        head, _, told = command.removeprefix("::").partition("::")
        kind, _, properties = head.partition(" ")
        given_values = dict(each.split("=", 1) for each in properties.split(","))
        assert "\n" not in command
        assert "\r" not in command
        assert kind == "error"
        assert _unescaped(given_values["file"]) == text
        assert set(given_values) <= {"file", "title"}
        assert _unescaped(told) in (text, f"{text}：{text}")
    (issue,) = issues(text, [found], "zh")
    again = json.loads(json.dumps(issue))
    assert (again["location"]["path"], again["description"]) == (text, f"{text}：{text}" if text else "")


def _unescaped(value: str) -> str:
    """Return a value of a workflow command as the runner reads it (actions/toolkit, command.ts)."""
    for written, read in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        value = value.replace(written, read)
    return value


LABELS: Final = (
    "<b>&amp;'\"</b>",
    "{{ year }}",
    "{% x %}",
    "{# x #}",
    "{_{ }_}",
    "{",
    "=1+1",
    "\u202eabc",
    "%s{0}",
)


def form_of(label: str) -> type[Report]:
    """Return a form of one's own that has a label wherever one may stand."""

    class Made(Columns):
        made: Count = column(f"{label}制发", unit=label)
        sum: Count = total("合计")

    class Inside(Rows, corner=label):
        kept: Made = row(label, note=label)
        lent: Made = row(f"{label}借出", block=label)

    class Mine(Report, name="mine", kind="mine", report_title=label):
        overview: Text = section(f"一、{label}")
        inside: Inside = table(f"二、{label}表")

    return Mine


@pytest.mark.parametrize("label", LABELS)
def test_labels_of_a_form_of_ones_own(label: str) -> None:
    form = form_of(label)
    data = {
        "year": 2024,
        "agency": {"name": "甲局"},
        "inside": {"kept": {"made": 3}, "lent": {"made": 4}},
    }
    report = form.from_data(data, blank="zero")
    document = Template(stock_template(form)).render(report)
    assert sum(label in each for each in paragraphs_of(document)) >= 7
    assert sum(label in each for each in Page(page(report)).texts) >= 7
    for made in WORKBOOKS.values():
        values = cells_of(made(report)).values()
        assert any(label in str(value) for value, _ in values)
        assert not any(label in str(value) for value, kind in values if kind == "f")
    lines = list(csv.reader(StringIO(roster_text(form, [report_row(report)]).decode("utf-8-sig"), "")))
    assert any(label in cell for line in lines for cell in line)
    assert not any(cell.startswith("=") for line in lines for cell in line)


@pytest.mark.parametrize("character", NONE_HOLDS)
def test_a_label_with_a_character_no_document_holds_is_refused_when_the_form_is_defined(
    character: str,
) -> None:
    with pytest.raises(govreport.errors.FormError):
        form_of(f"甲{character}乙")
