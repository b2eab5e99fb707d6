"""From files to reports: what was printed comes back, whoever drew the file, and errors say where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.errors import DataError, FormError, SourceError
from govreport.forms import ogi2019, ogi2021
from govreport.forms._fields import Kind
from govreport.forms._figures import Figure
from govreport.forms._grid import Cell, Grid, Role
from govreport.report import Report
from govreport.sources import load, load_text, read
from govreport.sources.docx_file import read_docx
from govreport.sources.recognition import recognise
from govreport.text.outline import normalise_text, opens_section
from govreport.word import Template
from samples import changed, load_report


def table_xml(grid: Grid, figures: Mapping[str, Figure]) -> str:
    """Draw the grid of a form as a Word table, merged cells included."""
    rows: dict[int, dict[int, tuple[Cell, bool]]] = {}
    for cell in grid.cells:
        for number in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(number, {})[cell.column] = (cell, number > cell.row)
    drawn = ("".join(cell_xml(*row[at], figures) for at in sorted(row)) for _, row in sorted(rows.items()))
    return f"<w:tbl {nsdecls('w')}><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in drawn)}</w:tbl>"


def cell_xml(cell: Cell, continues: bool, figures: Mapping[str, Figure]) -> str:
    figure = figures.get(cell.path)
    text = cell.label.printed if cell.role is not Role.FIGURE else "" if figure is None else str(figure)
    merge = "" if cell.row_span == 1 else "<w:vMerge/>" if continues else '<w:vMerge w:val="restart"/>'
    span = f'<w:tcPr><w:gridSpan w:val="{cell.column_span}"/>{merge}</w:tcPr>'
    return f"<w:tc>{span}<w:p><w:r><w:t>{'' if continues else escape(text)}</w:t></w:r></w:p></w:tc>"


def drawn(report: Report) -> bytes:
    """Draw a report the plain way, with python-docx: paragraphs, and a table under its heading."""
    word = docx.Document()
    add_lines(word, [report.agency.name, report.title.removeprefix(report.agency.name)])
    grids = report.grids()
    figures = report.figures()
    for part in report.parts():
        add_lines(word, [part.label.text] if part.labels else [])
        if part.kind is Kind.TABLE:
            table = parse_xml(table_xml(grids[part.name], figures))
            word.element.body.insert(len(word.element.body) - 1, table)
        else:
            add_lines(word, report.texts()[part.name].split("\n"))
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def add_lines(word: WordFile, lines: Iterable[str]) -> None:
    for line in lines:
        word.add_paragraph(line)


def figure_strategy(report: type[Report], path: str) -> st.SearchStrategy[Figure]:
    cells = {cell.path: cell for grid in report.grids().values() for cell in grid.figures()}
    content = getattr(cells[path].field, "content", None)
    if getattr(content, "kind", "") == "amount":
        return st.none() | st.decimals(0, 10**8, places=4)
    return st.none() | st.integers(0, 99_999_999)


PATHS = tuple(cell.path for grid in ogi2021.Report.grids().values() for cell in grid.figures())
FIGURES = st.fixed_dictionaries({path: figure_strategy(ogi2021.Report, path) for path in PATHS})
LINES = st.text(
    st.sampled_from("甲乙，。；：（）一二三、1 2.年月日{}&<>\"'\t\u3000\u200b-—％")
    | st.characters(exclude_categories=("Cc", "Cs")),
    max_size=40,
).filter(lambda text: not any(opens_section(line) for line in normalise_text(text).split("\n")))
TEXTS = st.lists(LINES, max_size=4).map("\n".join)


def report_of(figures: Mapping[str, Figure], agency: str, year: int, texts: Mapping[str, str]) -> Report:
    data: dict[str, object] = {"year": year, "agency": {"name": agency}, **texts}
    for path, figure in figures.items():
        *outer, last = path.split(".")
        group = data
        for name in outer:
            inner = group.setdefault(name, {})
            assert isinstance(inner, dict)
            group = inner
        group[last] = figure
    return ogi2021.Report.from_data(data, references=False)


@settings(max_examples=40)
@given(
    FIGURES,
    st.text("甲乙丙市县局", min_size=1, max_size=10),
    st.integers(2021, 2030),
    st.fixed_dictionaries(dict.fromkeys(("lead", "overview", "problems", "other"), TEXTS)),
)
def test_what_a_word_file_prints_comes_back(
    figures: dict[str, Figure], agency: str, year: int, texts: dict[str, str]
) -> None:
    report = report_of(figures, agency, year, texts)
    reading = recognise(read_docx(drawn(report)), [ogi2021.Report])
    assert reading.report.published() == report.published()
    assert reading.unplaced == ()
    assert reading.missing == ()
    assert set(reading.cells) == set(PATHS)


@pytest.mark.parametrize(
    "figures",
    [
        {},
        {"disclosure.licences.decisions": 98765432, "disclosure.fees.amount": Decimal("72701.2578")},
        dict.fromkeys(PATHS),
    ],
    ids=["published", "long figures", "blank"],
)
def test_our_own_word_file_comes_back(tmp_path: Path, figures: dict[str, Figure]) -> None:
    report = changed(
        load_report("huaian_2024.json"),
        figures,
        overview="（一）主动公开。全年公开信息12条。\n1.平台建设\n文字 {{ '{{}}' }} 与 {{ '{% if %}' }}。",
    )
    path = tmp_path / "报告.docx"
    Template.stock(type(report)).write(report, path)
    reading = read(path)
    assert reading.report.published() == report.published()
    assert (reading.unplaced, reading.missing, reading.notes) == ((), (), ())
    assert load(path).published() == report.published()


@pytest.mark.parametrize("name", ["甲局", "甲市" * 15])
@pytest.mark.parametrize("day", [None, date(2025, 1, 9)])
@pytest.mark.parametrize("seal", [False, True])
def test_a_sign_off_comes_back(tmp_path: Path, name: str, day: date | None, seal: bool) -> None:
    signature = {"name": name, "date": day, "seal": seal}
    report = changed(load_report("huaian_2024.json"), {}, signature=signature, other="无\n2025年1月1日")
    path = tmp_path / "报告.docx"
    Template.stock(type(report)).write(report, path)
    assert read(path).report.published() == report.published()


def test_a_2019_report_is_known_by_its_tables(tmp_path: Path) -> None:
    report = ogi2019.Report.from_data({"year": 2020, "agency": {"name": "甲县人民政府"}})
    path = tmp_path / "报告.docx"
    path.write_bytes(drawn(report))
    assert read(path).report.info().name == "ogi2019"


def test_cells_merged_by_another_program_are_read(tmp_path: Path) -> None:
    grid = ogi2021.Report.grids()["disputes"]
    word = docx.Document()
    add_lines(word, ["甲局2024年政府信息公开工作年度报告"])
    table = word.add_table(grid.rows, grid.columns)
    figures = {cell.path: str(at) for at, cell in enumerate(grid.figures())}
    for cell in grid.cells:
        last = table.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
        merged = table.cell(cell.row, cell.column).merge(last)
        merged.text = figures.get(cell.path, cell.label.printed)
    path = tmp_path / "报告.docx"
    word.save(str(path))
    found = read(path).report.figures()
    assert {path: str(found[path]) for path in figures} == figures


def test_a_given_form_is_used_whatever_the_tables_say(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(drawn(load_report("huaian_2024.json")))
    reading = read(path, form=ogi2019.Report)
    assert reading.report.info().name == "ogi2019"
    assert reading.report.figures()["applications.received.natural_person"] == 3001
    assert "applications.results.other.total" in reading.missing


# --- any file


DATA = {"year": 2024, "agency": {"name": "甲局"}, "applications": {"新收": {"自然人": 3}}}


def test_the_content_decides_and_not_the_ending(tmp_path: Path) -> None:
    document = tmp_path / "a.json"
    document.write_bytes(drawn(load_report("huaian_2024.json")))
    data = tmp_path / "a.docx"
    data.write_text(json.dumps(DATA), encoding="utf-8")
    assert load(document).agency.name == "淮安市人民政府"
    assert load(str(data)).agency.name == "甲局"


def test_bytes_from_a_pipe_are_read_as_well() -> None:
    assert load_text(drawn(load_report("huaian_2024.json"))).year == 2024
    assert load_text(json.dumps(DATA).encode("gb18030"), blank="zero").year == 2024
    with pytest.raises(DataError) as caught:
        load_text(b"year: 2024\nagency:\n  nam: x\n", name="stdin")
    for raw, message in ((b"", "文件是空的"), (bytes(50_000_001), "文件太大")):
        with pytest.raises(SourceError, match=message):
            load_text(raw)
    assert "stdin:3" in caught.value.to_text("en")


def test_blank_is_said_by_the_caller(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(DATA), encoding="utf-8")
    path_of_total = "applications.received.total"
    assert load(path).figures()[path_of_total] is None
    assert load(path, blank="zero").figures()[path_of_total] == 3


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("year: 2024\nagency: {name: 甲局}\nyaer: 1\n", ["a.yaml:3"]),
        (
            "year: 2024\nagency: {name: 甲局}\napplications:\n  新收:\n    自然人: 三\n",
            ["a.yaml:5: applications.received.natural_person"],
        ),
        (
            """year: 2024
agency:
  nam: 甲局
disclosure:
  行政许可:
    decision: 1
  规章: {issued: 1.5}
""",
            [
                "a.yaml:3",
                "a.yaml:2: agency",
                "a.yaml:6: disclosure.licences",
                "a.yaml:7: disclosure.regulations.issued",
            ],
        ),
        ("year: 2024\nagency: {name: 甲局}\noverview: '{{ nothing }}'\n", ["a.yaml:3: overview"]),
        ("agency: {name: 甲局}\n", ["a.yaml"]),
    ],
)
def test_each_problem_of_a_data_file_has_its_line(tmp_path: Path, text: str, places: list[str]) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load(path)
    found = [str(problem.where).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]
    assert len(found) == len(places)
    assert all(where.startswith(place) for where, place in zip(sorted(found), sorted(places), strict=True))
    assert len(caught.value.to_text("zh").splitlines()) <= 6


def test_a_form_that_does_not_exist_is_told_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("form: ogi2012\nyear: 2024\nagency: {name: 甲局}\n", encoding="utf-8")
    with pytest.raises(FormError, match=r"a\.yaml"):
        load(path)


@pytest.mark.parametrize(("content", "name"), [(b"%PDF-1.7\n", "PDF"), (b"\x89PNG\r\n\x1a\n", "PNG")])
def test_another_kind_of_file_is_refused_as_what_it_is(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    for reader in (read, load):
        with pytest.raises(SourceError, match=name):
            reader(path)


def test_a_missing_file_is_told_with_the_names_beside_it(tmp_path: Path) -> None:
    (tmp_path / "2024年报告.docx").write_bytes(b"PK")
    for reader in (read, load):
        with pytest.raises(SourceError, match=r"2024年报告\.docx"):
            reader(tmp_path / "2024年度报告.docx")
