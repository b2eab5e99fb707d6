"""The fragment and the page: what they say, and that nothing in a report becomes markup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from govreport.agency import Agency
from govreport.closing import Signature
from govreport.errors import DataError
from govreport.forms import (
    Amount,
    Columns,
    Count,
    Rows,
    Text,
    Words,
    column,
    group,
    ogi2021,
    row,
    section,
    spanner,
    table,
    total,
)
from govreport.forms._fields import Kind
from govreport.forms._printing import format_cell
from govreport.forms._registry import official_forms
from govreport.html import fragment, page
from govreport.report import Report
from govreport.text.outline import outline
from random_reports import reports
from samples import load_report
from webpages import iter_lines, parsed, spots, text_of

HUAIAN = load_report("huaian_2024.json")
FORMS = [pytest.param(form, id=name) for name, form in official_forms().items()]
ALLOWED = {"style", "id", "headers", "scope", "rowspan", "colspan", "lang", "tabindex", "role", "aria-label"}


class Sent(Columns):
    domestic: Count = column("国内")
    abroad: Count = column("国外", break_after="国")
    total: Count = total("合计")


class Loans(Columns):
    sent: Sent = spanner("借出")
    fee: Amount = column("收费", unit="元")


class Books(Rows):
    old: Loans = row("线装书", note="（善本除外）")
    new: Loans = row("平装书")


class Holdings(Rows, corner="类别"):
    books: Books = group("图书")
    maps: Loans = row("地图")


class Remarks(Rows):
    remark: Words = row("说明")


class Library(Report, name="library", kind="library", report_title="图书馆年报"):
    lead: Text = section(short="导语")
    overview: Text = section("一、馆务")
    holdings: Holdings = table("二、借阅情况")
    remarks: Remarks = table("三、补充")


def library() -> Library:
    return Library(
        year=2022,
        agency=Agency(name="甲县图书馆"),
        lead="本馆位于河边，全年开馆。",
        overview="（一）开馆。全年开馆301天。\n1.添书\n添书<18>箱，读者说“够看 & 好看”。"
        "\n（二）闭馆\n因修屋顶闭馆。",
        holdings=Holdings(
            books=Books(old=Loans(sent=Sent(domestic=3, abroad=0), fee="12.50")),  # type: ignore[arg-type]
            maps=Loans(sent=Sent(domestic=8, abroad=1, total=10)),
        ),
        notes={"holdings": "借出按册计。"},  # type: ignore[arg-type]
        remarks=Remarks(remark="无"),
        signature=Signature(date=date(2023, 1, 20)),
    )


def lines(report: Report, **options: object) -> list[tuple[str, str]]:
    return list(iter_lines(parsed(fragment(report, **options))))  # type: ignore[arg-type]


def tables(markup: str) -> list[HtmlElement]:
    return list(parsed(markup).iter("table"))


def test_the_fragment_of_a_small_report_is_as_reviewed(golden: Callable[[str, str], None]) -> None:
    golden("html/library.html", fragment(library()))


def test_the_page_of_a_small_report_is_as_reviewed(golden: Callable[[str, str], None]) -> None:
    golden("html/library-page.html", page(library(), draft=True))


def test_it_says_what_the_paper_says_in_the_same_order() -> None:
    assert lines(library()) == [
        ("h1", "甲县图书馆2022年图书馆年报"),
        ("p", "本馆位于河边，全年开馆。"),
        ("h2", "一、馆务"),
        ("h3", "（一）开馆。全年开馆301天。"),
        ("h4", "1.添书"),
        ("p", "添书<18>箱，读者说“够看 & 好看”。"),
        ("h3", "（二）闭馆"),
        ("p", "因修屋顶闭馆。"),
        ("h2", "二、借阅情况"),
        ("p", "借出按册计。"),
        ("h2", "三、补充"),
        ("p", "甲县图书馆2023年1月20日"),
    ]


def test_a_note_stands_between_the_heading_and_the_table() -> None:
    (note,) = parsed(fragment(library())).xpath("//p[text()='借出按册计。']")
    assert note.getprevious().tag == "h2"
    assert note.getnext().find("table/caption") is not None


def test_a_heading_that_its_text_follows_on_the_line_stays_on_it() -> None:
    (heading,) = parsed(fragment(library())).xpath("//h3[text()='（一）开馆。']")
    assert "display:inline" in heading.get("style")
    assert heading.getnext().text == "全年开馆301天。"
    assert "display:inline" in heading.getnext().get("style")


def test_no_level_of_headings_is_left_out() -> None:
    report = HUAIAN.from_data(
        {"year": 2024, "agency": {"name": "甲局"}, "overview": "1.先\n（一）后\n1.再", "other": "2.末"}
    )
    found = [line for line in lines(report) if line[0] != "p"]
    assert found[1:5] == [("h2", "一、总体情况"), ("h3", "1.先"), ("h3", "（一）后"), ("h4", "1.再")]
    assert found[-1] == ("h3", "2.末")


def test_the_title_takes_the_level_it_is_given() -> None:
    tags = [tag for tag, _ in lines(library(), level=3) if tag != "p"]
    assert tags == ["h3", "h4", "h5", "h6", "h5", "h4", "h4"]


def test_a_level_that_is_none_is_refused() -> None:
    with pytest.raises(DataError, match="level"):
        fragment(library(), level=4)  # type: ignore[arg-type]


@pytest.mark.parametrize("prefix", ["", "2024", "a b", "甲", 'x"'])
def test_a_prefix_no_id_can_begin_with_is_refused(prefix: str) -> None:
    with pytest.raises(DataError, match="prefix"):
        fragment(library(), prefix=prefix)


def test_ids_differ_within_a_report_and_between_two_of_other_prefixes() -> None:
    both = fragment(HUAIAN) + fragment(HUAIAN, prefix="twin")
    ids = parsed(both).xpath("//@id")
    assert len(ids) == len(set(ids)) > 100
    assert {each.split("-")[0] for each in ids} == {"ogi2021", "twin"}


def test_a_form_of_ones_own_without_a_name_gives_ids_as_well() -> None:
    class Mine(Report):
        holdings: Holdings = table("一、借阅")

    report = Mine(year=2022, agency=Agency(name="甲馆"))
    assert all(each.isascii() and " " not in each for each in parsed(fragment(report)).xpath("//@id"))


def test_the_fragment_has_inline_styles_and_nothing_from_elsewhere() -> None:
    root = parsed(fragment(HUAIAN))
    assert {name for element in root.iter() for name in element.attrib} <= ALLOWED
    assert {element.tag for element in root.iter()}.isdisjoint(
        {"script", "style", "link", "img", "a", "font"}
    )
    assert not any("url(" in style for style in root.xpath("//@style"))


@pytest.mark.parametrize("form", FORMS)
def test_every_table_has_one_caption_that_says_its_year(form: type[Report]) -> None:
    report = form.from_data({"year": 2020, "agency": {"name": "甲局"}})
    found = tables(fragment(report))
    assert len(found) == len(form.grids())
    for each in found:
        (caption,) = each.iter("caption")
        assert caption.text is not None
        assert caption.text.startswith("2020年")


def test_a_blank_cell_is_empty_and_zero_is_not() -> None:
    first, *_ = tables(fragment(library()))
    texts = {spot.place: spot.text for spot in spots(first)}
    assert (texts[2, 2], texts[2, 3], texts[2, 5]) == ("3", "0", "12.50")
    assert (texts[3, 2], texts[4, 5]) == ("", "")


def test_figures_stand_to_the_right_and_words_to_the_left() -> None:
    figures, words = tables(fragment(library()))
    assert "text-align:right" in spots(figures)[-1].element.get("style")
    assert "text-align:left" in spots(words)[-1].element.get("style")


def test_a_draft_says_so() -> None:
    assert lines(library(), draft=True)[0] == ("p", "草稿")
    assert "草稿" not in page(library())


def test_without_a_signature_nobody_signs() -> None:
    report = ogi2021.Report.from_data({"year": 2021, "agency": {"name": "甲局"}, "other": "无。"})
    assert lines(report)[-1] == ("p", "无。")


def test_the_page_holds_the_fragment_and_names_title_and_language() -> None:
    markup = page(HUAIAN)
    assert markup.startswith("<!DOCTYPE html>\n")
    assert fragment(HUAIAN) in markup
    root = parsed(markup)
    assert (root.get("lang"), root.findtext(".//title")) == ("zh-CN", HUAIAN.title)
    assert len(root.findall(".//main")) == len(root.findall(".//h1")) == 1
    assert root.xpath("//script | //link | //img | //*[@src] | //*[@href]") == []


def test_the_same_report_gives_the_same_text() -> None:
    assert page(library()) == page(library())


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=20)
@given(data=st.data())
def test_every_cell_and_every_line_is_read_back_from_its_place(
    form: type[Report], data: st.DataObject
) -> None:
    report = data.draw(reports(form))
    root = parsed(fragment(report))
    values = report.cells()
    for grid, element in zip(form.grids().values(), root.iter("table"), strict=True):
        texts = {spot.place: spot.text for spot in spots(element)}
        for cell in grid.figures():
            assert cell.field is not None
            assert texts[cell.row, cell.column] == format_cell(cell.field, values[cell.path])
    expected = [report.title]
    for part in form.parts():
        expected += [part.label.text] if part.labels and part.titled else []
        text = getattr(report, part.name) if part.kind is Kind.SECTION else ""
        expected += [line.line for line in outline(text)]
    assert [text for _, text in iter_lines(root)] == expected


MARKUP = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<!--",
        "-->",
        "&lt;",
        "&",
        "</p>",
        '" onload="x',
        "' x",
        "{{ 7*7 }}",
        "{% x %}",
    ]
)
HOSTILE = st.lists(MARKUP | st.text("甲<>&\"'", min_size=1, max_size=5), min_size=1, max_size=4).map(
    lambda pieces: "甲" + "".join(pieces)
)


@given(text=HOSTILE, name=HOSTILE, words=HOSTILE)
def test_no_text_becomes_markup(text: str, name: str, words: str) -> None:
    report = Library(
        year=2022,
        agency=Agency(name=name),
        lead="导语",
        overview=text,
        notes={"holdings": text},  # type: ignore[arg-type]
        remarks=Remarks(remark=words),
        signature=Signature(name=name),
    )
    root = parsed(page(report))
    plain = parsed(
        page(
            Library(
                year=2022,
                agency=Agency(name="甲"),
                lead="导语",
                overview="甲",
                signature=Signature(),
                notes={"holdings": "甲"},
            )
        )
    )  # type: ignore[arg-type]
    assert [each.tag for each in root.iter() if each.tag != "br"] == [
        each.tag for each in plain.iter() if each.tag != "br"
    ]
    found = [line for _, line in iter_lines(root)]
    assert found == [report.title, "导语", "一、馆务", text, "二、借阅情况", text, "三、补充", name]
    assert text_of(list(root.iter("td"))[-1]) == words
    assert root.findtext(".//title") == report.title
