"""The stock templates: in step with the form classes, complete, and formatted by styles alone."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from govreport.forms import Role, ogi2021
from govreport.forms._registry import official_forms
from govreport.report import Report
from govreport.word import stock_template
from govreport.word.markup import W
from govreport.word.package import read_parts
from govreport.word.tables import scaled, word_table

FORMS = [pytest.param(form, id=name) for name, form in official_forms().items()]
TEMPLATES = Path(__file__).parents[2] / "templates"


def part(form: type[Report], name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(read_parts(stock_template(form))[name])


def tables(form: type[Report]) -> list[etree._Element]:
    return list(part(form).iter(W + "tbl"))


def widths(table: etree._Element) -> list[int]:
    return [int(column.get(W + "w", "0")) for column in table.iter(W + "gridCol")]


@pytest.mark.parametrize("form", FORMS)
def test_the_file_is_in_step_with_the_class(form: type[Report]) -> None:
    file = TEMPLATES / f"{form.info().name}.docx"
    assert file.read_bytes() == stock_template(form), "run `make templates`"


def test_there_is_a_file_for_every_form_and_no_other() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.docx")} == set(official_forms())


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_of_the_form_has_exactly_one_placeholder(form: type[Report]) -> None:
    text = "".join(node.text or "" for node in part(form).iter(W + "t"))
    found = Counter(re.findall(r"\{\{ ([a-z_]+\.[a-z_.]+) \}\}", text))
    cells = [cell.path for grid in form.grids().values() for cell in grid.figures()]
    loops = {"paragraph.head", "paragraph.text"}
    assert {path: count for path, count in found.items() if path not in loops} == dict.fromkeys(cells, 1)


@pytest.mark.parametrize("form", FORMS)
def test_every_label_is_printed_as_the_form_has_it(form: type[Report]) -> None:
    for table, grid in zip(tables(form), form.grids().values(), strict=True):
        printed = Counter(
            "".join(node.text or "" for node in cell.iter(W + "t")) for cell in table.iter(W + "tc")
        )
        labels = Counter(cell.label.printed for cell in grid.cells if cell.role is not Role.FIGURE)
        assert {label: printed[label] for label in labels if label} == {
            label: count for label, count in labels.items() if label
        }


def test_the_columns_have_the_published_proportions() -> None:
    disclosure, applications, disputes = map(widths, tables(ogi2021.Report))
    assert disclosure == [2211, 2211, 2211, 2212]
    assert applications == [685, 836, 2970] + [622] * 7
    assert disputes == [590] * 10 + [589] * 5


def test_scaled_widths_always_add_up() -> None:
    assert scaled((1, 1, 1), 100) == (33, 33, 34)
    assert sum(scaled((7, 5, 3, 2), 8845)) == 8845


@pytest.mark.parametrize("form", FORMS)
def test_a_row_fills_its_table_and_never_breaks(form: type[Report]) -> None:
    for table in tables(form):
        columns = len(widths(table))
        for row in table.iter(W + "tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(W + "tc")]
            assert sum(1 if span is None else int(span.get(W + "val", "0")) for span in spans) == columns
            assert row.find(f"{W}trPr/{W}cantSplit") is not None


def test_only_the_head_of_a_table_of_one_block_is_repeated() -> None:
    repeated = [len(list(table.iter(W + "tblHeader"))) for table in tables(ogi2021.Report)]
    assert repeated == [0, 3, 3]


def test_a_table_that_fits_on_a_page_is_kept_on_one_and_a_longer_one_is_not() -> None:
    def held(table: etree._Element) -> list[bool]:
        return [row.find(f".//{W}keepNext") is not None for row in table.iter(W + "tr")]

    assert held(tables(ogi2021.Report)[1]) == [True] * 27 + [False]
    (statistics,) = tables(official_forms()["ogi2014"])
    assert held(statistics)[:3] == [True, True, False]
    assert 1 < sum(held(statistics)) < 20


@pytest.mark.parametrize("form", FORMS)
def test_every_style_used_is_defined(form: type[Report]) -> None:
    defined = {style.get(W + "styleId") for style in part(form, "word/styles.xml").iter(W + "style")}
    marks = ("pStyle", "rStyle", "tblStyle")
    used = {mark.get(W + "val") for name in marks for mark in part(form).iter(W + name)}
    assert used <= defined


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_formatted_directly(form: type[Report]) -> None:
    body = part(form)
    direct = ("sz", "szCs", "b", "color", "spacing", "ind", "jc", "lang", "u", "highlight")
    inside = [
        element.tag.removeprefix(W)
        for properties in ("rPr", "pPr")
        for holder in body.iter(W + properties)
        for element in holder
    ]
    assert not set(inside) & set(direct)
    assert all(dict(fonts.attrib) == {W + "hint": "eastAsia"} for fonts in body.iter(W + "rFonts"))


def test_the_page_is_that_of_the_standard() -> None:
    (section,) = part(ogi2021.Report).iter(W + "sectPr")

    def values(name: str) -> dict[str, str]:
        element = section.find(W + name)
        assert element is not None
        return {key.removeprefix(W): value for key, value in element.attrib.items()}

    assert values("pgSz") == {"w": "11906", "h": "16838"}
    margins = values("pgMar")
    assert [margins[side] for side in ("top", "right", "bottom", "left")] == ["2098", "1474", "1984", "1587"]
    assert values("docGrid") == {"type": "lines", "linePitch": "579"}
    kinds = [footer.get(W + "type") for footer in section.iter(W + "footerReference")]
    assert kinds == ["default", "even"]
    assert part(ogi2021.Report, "word/settings.xml").find(W + "evenAndOddHeaders") is not None


@pytest.mark.parametrize(
    ("style", "east_asian", "size"),
    [
        ("Normal", "仿宋_GB2312", "32"),
        ("Title", "方正小标宋简体", "44"),
        ("Heading1", "黑体", "32"),
        ("Heading2", "楷体_GB2312", "32"),
        ("Heading3", "仿宋_GB2312", "32"),
        ("TableFigure", "宋体", "20"),
        ("Footer", "宋体", "28"),
    ],
)
def test_each_role_has_its_face_and_size(style: str, east_asian: str, size: str) -> None:
    styles = part(ogi2021.Report, "word/styles.xml")
    (found,) = (each for each in styles.iter(W + "style") if each.get(W + "styleId") == style)
    fonts, measure = found.find(f"{W}rPr/{W}rFonts"), found.find(f"{W}rPr/{W}sz")
    assert fonts is not None
    assert measure is not None
    assert (fonts.get(W + "eastAsia"), measure.get(W + "val")) == (east_asian, size)


def test_merged_labels_span_as_the_form_says() -> None:
    table = word_table(ogi2021.Report.grids()["applications"], 8845)
    starts = [row for row in table.iter(W + "vMerge") if row.get(W + "val") == "restart"]
    assert len(starts) == 8  # corner, 自然人, 总计, 三, （三）, （四）, （五）, （六）
    continued = [mark for mark in table.iter(W + "vMerge") if mark.get(W + "val") is None]
    assert len(continued) == 2 + 1 + 1 + 21 + 7 + 2 + 4 + 2
