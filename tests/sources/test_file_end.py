from __future__ import annotations

from pathlib import Path

import pytest

from govreport.sources.datafile import parse_data
from govreport.sources.file_end import notes_of_data, notes_of_page, notes_of_rows, notes_of_text
from govreport.sources.html_file import read_html
from govreport.sources.loading import open_bytes
from govreport.sources.text_file import document_of_text

FIGURE = 'the file ends with "{text}" and no line end: it may be cut short, and the number with it'
ROWS = "no line end follows the last line: the file may be cut short, and more may have followed"
PAGE = "the page has no end (neither </body> nor </html>): it may be cut short"
ROSTER = "机关,年度,主动公开情况.规章.制发,主动公开情况.规章.废止\n甲局,2024,1,2\n乙局,2024,3"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("规章\t12", "12"),
        ("year: 2024\nfees: 1,3.", "1,3."),
        ("规章12", "规章12"),
        ("12\n", ""),
        ("12。", ""),
        ("", ""),
    ],
)
def test_a_file_that_ends_in_a_figure_is_told(text: str, last: str) -> None:
    expected = [FIGURE.format(text=last)] if last else []
    assert [note.en for note in notes_of_data(text)] == expected
    assert [note.en for note in notes_of_text(text)] == expected


@pytest.mark.parametrize(
    ("text", "is_told"),
    [("a,b\r\n1,2\r\n", False), ("a\n1\n", False), ("a\r1\r", False), ("a\r\n1\r", True), ("a\n1", True)],
)
def test_rows_without_a_last_line_end_are_told(text: str, *, is_told: bool) -> None:
    assert [note.en for note in notes_of_rows(text)] == ([ROWS] if is_told else [])


@pytest.mark.parametrize(
    ("page", "is_told"),
    [
        ("<html><body><p>一</p></body></html>", False),
        ("<HTML><BODY><p>一</p></BODY>", False),
        ("<p>一</p>", False),
        ("<html><body><p>一</p>", True),
        ("<body><table><tr><td>1", True),
    ],
)
def test_a_page_that_never_ends_is_told_and_a_piece_of_one_is_not(page: str, *, is_told: bool) -> None:
    expected = [PAGE] if is_told else []
    assert [note.en for note in notes_of_page(page)] == expected
    assert [note.en for note in read_html(page.encode(), name="a.html").notes] == expected


def test_characters_nobody_sees_beside_a_figure_are_told_with_their_line() -> None:
    notes = document_of_text("规章\n\n制发\t1\x162\n", "a.txt").notes
    assert [note.zh for note in notes] == ["第 3 行的数字旁有看不见的控制字符，读取时去掉了"]
    assert document_of_text("规\x16章\t12\n", "a.txt").notes == ()


def test_a_data_file_that_ends_in_a_figure_is_read_with_a_remark() -> None:
    text = "agency: {name: 甲局}\nyear: 2024"
    (loaded,) = open_bytes(text.encode(), name="a.yaml", path=Path("a.yaml"))
    assert loaded.report.year == 2024
    assert [remark.en for remark in loaded.remarks] == ["a.yaml: " + FIGURE.format(text="2024")]
    assert parse_data(text.encode(), Path("a.yaml")).data["year"] == 2024


def test_a_row_that_is_shorter_than_the_headers_is_told_with_its_last_cell() -> None:
    first, second = open_bytes(ROSTER.encode(), name="a.csv", path=Path("a.csv"))
    assert [remark.en for remark in first.remarks] == [f"a.csv: {ROWS}"]
    assert [remark.en for remark in second.remarks] == [
        "a.csv: C3: the row ends here, 1 cells short of the headers; the file may be cut short"
    ]
    assert second.report.figures()["disclosure.regulations.issued"] == 3
