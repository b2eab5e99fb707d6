"""PDF files: text and tables of their pages, cut where the pages end."""

from __future__ import annotations

import importlib.util
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest

from attacks import texts
from govreport.errors import EncryptedFileError, LimitError, MachineError, SourceError
from govreport.sources import pdf_file, read
from govreport.sources.pdf_file import document_of_pages, read_pdf
from govreport.sources.pdf_shape import PdfLine, PdfPage
from govreport.sources.reading import Reading
from govreport.word import Template
from samples import load_report

SCAN = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
"""


def test_a_report_of_ours_printed_as_pdf_comes_back(tmp_path: Path, to_pdf: Callable[[Path], Path]) -> None:
    report = load_report("huaian_2024.json")
    path = tmp_path / "报告.docx"
    Template.stock(type(report)).write(report, path)
    reading = read(to_pdf(path))
    assert reading.report.figures() == report.figures()
    assert reading.report.title == report.title
    assert without_hanging(reading.report.texts()["lead"]) == without_hanging(report.texts()["lead"])
    assert (reading.missing, reading.unplaced) == ((), ())
    assert {source.page for source in reading.cells.values()} >= {2}


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_lie_on_their_side_are_read_upright(
    turn: int, tmp_path: Path, to_pdf: Callable[[Path], Path]
) -> None:
    report = load_report("huaian_2024.json")
    path = tmp_path / "report.docx"
    Template.stock(type(report)).write(report, path)
    document = pypdfium2.PdfDocument(to_pdf(path))
    for page in document:
        page.set_rotation(turn)
    document.save(tmp_path / "turned.pdf")
    assert read(tmp_path / "turned.pdf").report.figures() == report.figures()


def without_hanging(text: str) -> str:
    """Leave out the mark that LibreOffice does not print where it hangs over the edge of the text."""
    return text.replace("、", "")


@pytest.fixture(scope="module")
def district(shared_module: Path) -> Reading:
    return read(shared_module / "reports" / "full_hongze_2023.pdf")


@pytest.fixture(scope="module")
def shared_module(request: pytest.FixtureRequest) -> Path:
    folder = request.getfixturevalue("shared")
    assert isinstance(folder, Path)
    return folder


def test_a_table_over_two_pages_is_read_whole(district: Reading) -> None:
    figures = district.report.figures()
    assert figures["applications.results.unavailable.needs_creation.natural_person"] == 3
    assert figures["applications.results.unavailable.still_unclear.total"] == 0
    assert figures["applications.results.total.total"] == 21
    pages = {source.page for path, source in district.cells.items() if path.startswith("applications")}
    assert pages == {3, 4}


def test_wrong_totals_are_kept_as_they_were_published(district: Reading) -> None:
    figures = district.report.figures()
    assert figures["disputes.reconsideration.upheld"] == 10
    assert figures["disputes.reconsideration.total"] == 0
    assert figures["disputes.litigation_after_reconsideration.total"] == 0


def test_a_single_row_where_the_form_has_three_is_left_and_said(district: Reading) -> None:
    missing = {
        path.rsplit(".", 2)[0] if "organisation" in path else path.rsplit(".", 1)[0]
        for path in district.missing
    }
    assert missing == {
        f"applications.results.other.{row}" for row in ("correction_overdue", "fee_unpaid", "other")
    }
    assert [item.source.text for item in district.unplaced] == ["0"] * 7
    assert {item.source.page for item in district.unplaced} == {4}


def test_lines_become_paragraphs_again(district: Reading) -> None:
    texts = district.report.texts()
    assert texts["lead"].count("\n") == 0
    assert [line[:3] for line in texts["overview"].split("\n")[1:4]] == ["（一）", "（二）", "（三）"]
    assert district.report.agency.phone == "0517-87222589"


@pytest.mark.parametrize(
    ("raw", "what"),
    [(SCAN, "没有文字"), (b"%PDF-1.7\nnothing", "PDF 无法读取")],
    ids=["scan", "damaged"],
)
def test_a_pdf_without_text_or_without_sense_is_refused(raw: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        read_pdf(raw, name="a.pdf")


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "time_left", lambda: 0.01)
    with pytest.raises(LimitError, match="file_seconds") as caught:
        read_pdf(SCAN, name="a.pdf")
    assert isinstance(caught.value.__cause__, subprocess.TimeoutExpired)


@pytest.mark.parametrize(
    ("raw", "limit"),
    [
        (texts.many_pages(301), "pdf_pages"),
        (texts.one_page(b" " * 60_000_000), "part_bytes"),
        (texts.one_page(b"BT /F1 1 Tf (" + b"a" * 2_100_000 + b") Tj ET"), "pdf_page_bytes"),
        (texts.one_page(b"".join(b"%d 0 m 9 9 l S " % (at % 90) for at in range(21_000))), "pdf_page_lines"),
    ],
    ids=["pages", "bomb", "letters", "lines"],
)
def test_a_pdf_over_a_limit_is_refused_by_its_name(raw: bytes, limit: str) -> None:
    with pytest.raises(LimitError, match=limit):
        read_pdf(raw, name="a.pdf")


def test_an_encrypted_pdf_is_refused_as_such() -> None:
    with pytest.raises(EncryptedFileError, match="有密码"):
        read_pdf(texts.PDFS["p05_encrypted.pdf"](), name="a.pdf")


def test_without_the_reader_of_pdf_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(MachineError) as caught:
        read_pdf(SCAN, name="a.pdf")
    assert 'pip install "govreport[pdf]"' in caught.value.to_text("en")
    assert caught.value.exit_code == 4


def _page(lines: list[tuple[str, float, float]]) -> PdfPage:
    """Return a page of lines: the text of each, and where it begins and ends."""
    made = [
        PdfLine(text=text, left=left, right=right, top=100.0 + 30 * at, size=16.0)
        for at, (text, left, right) in enumerate(lines)
    ]
    return PdfPage(number=1, width=595.0, height=842.0, lines=made, tables=[])


def _paragraphs(*lines: tuple[str, float, float]) -> list[str]:
    return [block.text for block in document_of_pages([_page(list(lines))], "a.pdf").paragraphs]


_SHORT = [(f"第{number}项工作已完成。", 111.0, 300.0) for number in range(9)]


def test_a_full_line_that_is_set_in_is_continued_by_one_at_the_edge() -> None:
    assert _paragraphs(("甲乙", 111.0, 521.0), ("丙丁。", 79.0, 140.0), *_SHORT)[0] == "甲乙丙丁。"


def test_a_heading_is_no_part_of_the_paragraph_before() -> None:
    lines = [("甲乙", 111.0, 521.0), ("丙丁", 79.0, 521.0), ("二、主动公开政府信息情况", 79.0, 300.0)]
    assert _paragraphs(*lines) == ["甲乙丙丁", "二、主动公开政府信息情况"]


def test_short_paragraphs_that_are_all_set_in_are_not_joined() -> None:
    lines = [
        ("五、行政复议、行政诉讼情况", 111.0, 521.0),
        ("本年没有。", 111.0, 200.0),
        ("见网站", 111.0, 489.0),
    ]
    assert _paragraphs(*lines, *_SHORT)[:4] == [*(text for text, _, _ in lines), _SHORT[0][0]]


def test_lines_of_paragraphs_that_are_not_set_in_are_joined() -> None:
    lines = [("甲乙", 79.0, 521.0), ("丙丁", 79.0, 500.0), ("戊。", 79.0, 120.0), ("己", 79.0, 521.0)]
    assert _paragraphs(*lines, ("庚。", 79.0, 100.0)) == ["甲乙丙丁戊。", "己庚。"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("甲" * 30, "甲" * 30),
        ("甲乙\n丙丁", "甲乙 丙丁"),
        ("甲" * 19 + "（乙）、丙", "甲" * 19 + "（乙）、丙"),
    ],
    ids=["broken by its width", "two lines", "broken before a mark"],
)
def test_words_of_a_cell_go_on_where_its_width_broke_them(
    words: str, expected: str, tmp_path: Path, to_pdf: Callable[[Path], Path]
) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.cell(0, 0).text, table.cell(0, 1).text = "主办单位", words
    document.save(str(tmp_path / "a.docx"))
    (read_back,) = read_pdf(to_pdf(tmp_path / "a.docx").read_bytes(), name="a.pdf").tables
    assert " ".join(read_back.rows[0][1].text.split()) == expected
