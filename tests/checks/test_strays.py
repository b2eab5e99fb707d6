"""Figures on the page that no cell of the form takes."""

from __future__ import annotations

import pytest

from govreport.checks import check
from govreport.checks.strays import strays_of
from govreport.findings import Finding
from govreport.messages import Message
from govreport.sources.reading import NO_COLUMN, NO_ROW, Provenance, Reading, Seen, Unplaced
from samples import told

OTHER = "applications.results.other."
TORN = Message("列数不符", "another number of cells")


def row(number: int, *texts: str, reason: Message = NO_ROW, table: int = 3) -> tuple[Unplaced, ...]:
    places = (Provenance(text, table=table, row=number, column=at) for at, text in enumerate(texts, 4))
    return tuple(Unplaced(place, reason) for place in places)


def page(*unplaced: Unplaced, missing: str = "-") -> Reading:
    report = told()
    absent = tuple(path for path in report.cells() if path.startswith(missing))
    shown = {path: Provenance(str(value)) for path, value in report.cells().items() if path not in absent}
    return Reading(report, shown, unplaced, absent, seen=Seen())


def found(reading: Reading, *, excerpt: bool = False) -> list[Finding]:
    findings = check(reading.report, page=reading, excerpt=excerpt)
    return [each for each in findings if each.code in ("figure-unplaced", "form-hybrid")]


def test_a_row_is_one_finding_with_its_place_and_figures() -> None:
    first, second = found(page(*row(27, "3", "0", "3"), *row(28, "5")))
    assert first.where == "第 3 个表格第 27 行第 4 列"
    assert first.message.zh == "第 3 个表格第 27 行第 4 列的“3、0、3”不是表样中的格：所在的行或列是多出来的"
    assert (first.value, second.value) == ("3、0、3", "5")
    assert str(first.severity) == "error"


@pytest.mark.parametrize(
    "unplaced",
    [
        row(27, "注：数据截至年底", "—"),
        row(27, "1", "2", "3", "4"),
        row(27, "3", "0", reason=TORN),
        row(27, "3", "0", table=0),
        (Unplaced(Provenance("3", table=3, row=27, paragraph=80), NO_ROW),),
    ],
    ids=["words", "numbers of columns", "torn", "outside of tables", "a line of text"],
)
def test_what_is_no_figure_of_a_table_is_not_told(unplaced: tuple[Unplaced, ...]) -> None:
    assert found(page(*unplaced)) == []


def test_a_column_too_many_is_told() -> None:
    assert [finding.code for finding in found(page(*row(5, "9", reason=NO_COLUMN)))] == ["figure-unplaced"]


def test_the_single_row_of_an_older_form_is_one_finding_that_names_its_figures() -> None:
    (finding,) = found(page(*row(26, "6", "0", "6"), missing=OTHER))
    assert finding.code == "form-hybrid"
    assert finding.message.zh.endswith("分为 3 行，第 3 个表格第 26 行第 4 列起的“6、0、6”没有位置")


def test_in_an_excerpt_the_row_is_told_by_itself() -> None:
    (finding,) = found(page(*row(26, "6", "0", "6"), missing=OTHER), excerpt=True)
    assert finding.code == "figure-unplaced"


def test_many_figures_are_shown_in_part() -> None:
    (stray,) = strays_of(page(*row(27, *"9876543210")))
    assert stray.shown == "9、8、7、6、5、4、3、2、…"
