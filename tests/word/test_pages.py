"""The pages of a report, as LibreOffice sets them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from govreport.forms import (
    Columns,
    Count,
    Rows,
    Text,
    column,
    group,
    ogi2021,
    row,
    section,
    table,
)
from govreport.forms._registry import official_forms
from govreport.report import Report
from govreport.word import Template, stock_template
from samples import changed, load_report

ToPdf = Callable[[Path], Path]

HUAIAN = load_report("huaian_2024.json")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
pytestmark = needs_poppler


class Figures(Columns):
    first: Count = column("甲")
    second: Count = column("乙")


Kinds = type(
    "Kinds",
    (Rows,),
    {
        "__module__": __name__,
        "__annotations__": {f"kind_{number}": Figures for number in range(60)},
        **{f"kind_{number}": row(f"{number}.第{number}种情形") for number in range(60)},
    },
)


class Long(Rows, corner="项目"):
    kinds: Kinds = group("各种情形")  # type: ignore[valid-type]


class LongReport(Report, name="long", kind="long"):
    overview: Text = section("一、概况")
    kinds: Long = table("二、情形")


def pages(content: bytes, folder: Path, to_pdf: ToPdf) -> list[str]:
    path = folder / "report.docx"
    path.write_bytes(content)
    text = subprocess.run(
        ["pdftotext", "-layout", str(to_pdf(path)), "-"], check=True, capture_output=True, text=True
    ).stdout
    return text.split("\f")[:-1]


def test_a_city_report_keeps_every_table_on_a_page_of_its_own(tmp_path: Path, to_pdf: ToPdf) -> None:
    found = pages(Template.stock(ogi2021.Report).render(HUAIAN), tmp_path, to_pdf)
    (applications,) = (page for page in found if "本年新收政府信息公开申请数量" in page)
    assert "三、收到和处理政府信息公开申请情况" in applications
    assert "四、结转下年度继续办理" in applications
    (disputes,) = (page for page in found if "未经复议直接起诉" in page)
    assert "四、政府信息公开行政复议、行政诉讼情况" in disputes


def test_page_numbers_stand_on_the_outer_edge(tmp_path: Path, to_pdf: ToPdf) -> None:
    found = pages(Template.stock(ogi2021.Report).render(HUAIAN), tmp_path, to_pdf)
    indents = []
    for number, page in enumerate(found, 1):
        (line,) = (line for line in page.splitlines() if re.fullmatch(rf"\s*—\s*{number}\s*—\s*", line))
        indents.append(len(line) - len(line.lstrip()))
    assert all(odd > even for odd, even in zip(indents[::2], indents[1::2], strict=False))


def test_eight_digits_fit_every_cell(tmp_path: Path, to_pdf: ToPdf) -> None:
    figures = dict.fromkeys(HUAIAN.figures(), 12345678)
    report = changed(HUAIAN, {path: figure for path, figure in figures.items() if "fees" not in path})
    text = "\n".join(pages(Template.stock(ogi2021.Report).render(report), tmp_path, to_pdf))
    assert len(re.findall(r"(?<!\d)12345678(?!\d)", text)) == 199


def test_the_head_of_a_long_table_is_repeated_and_no_row_is_lost(tmp_path: Path, to_pdf: ToPdf) -> None:
    report = LongReport.from_data({"year": 2024, "agency": {"name": "甲局"}}, blank="zero")
    found = [
        page
        for page in pages(Template(stock_template(LongReport)).render(report), tmp_path, to_pdf)
        if "种情形" in page
    ]
    assert len(found) == 2
    assert all("项目" in page for page in found)
    rows = [re.findall(r"第\s*(\d+)\s*种情形", page) for page in found]
    assert [int(number) for page in rows for number in page] == list(range(60))
    assert "二、情形" in found[0]


@pytest.mark.parametrize("name", ["甲乙县人民政府", "甲乙丙县人民政府办公室", "甲局"])
@pytest.mark.parametrize("seal", [False, True])
def test_the_sign_off_stands_on_its_lines(tmp_path: Path, to_pdf: ToPdf, name: str, *, seal: bool) -> None:
    signature = {"name": name, "date": "2017-12-31", "seal": seal}
    report = changed(HUAIAN, {}, signature=signature)
    last = pages(Template.stock(ogi2021.Report).render(report), tmp_path, to_pdf)[-1]
    lines = ["".join(line.split()) for line in last.splitlines() if line.strip()]
    assert lines[-3:-1] == [name, "2017年12月31日"]


def test_each_role_has_its_face(tmp_path: Path, to_pdf: ToPdf) -> None:
    if "FandolFang" not in subprocess.run(["fc-list"], capture_output=True, text=True, check=True).stdout:
        pytest.skip("the Fandol fonts are not installed")
    path = tmp_path / "report.docx"
    overview = "首段。\n（一）小标题\n后段。"
    data = {"year": 2024, "agency": {"name": "甲局"}, "overview": overview}
    path.write_bytes(Template.stock(ogi2021.Report).render(ogi2021.Report.from_data(data, blank="zero")))
    fonts = subprocess.run(["pdffonts", str(to_pdf(path))], check=True, capture_output=True, text=True).stdout
    for face in ("FandolFang", "FandolKai", "FandolHei", "FandolSong", "NotoSerifCJK"):
        assert face in fonts.replace("-", ""), face


@pytest.mark.parametrize("name", list(official_forms()))
def test_the_validator_finds_nothing(
    name: str, tmp_path: Path, ooxml_errors: Callable[[Path], list[str]]
) -> None:
    form = official_forms()[name]
    data = {"year": form.info().first_year, "agency": {"name": "甲局"}, "signature": True}
    report = form.from_data(data, blank="zero")
    template = Template.stock(form)
    for number, content in enumerate(
        (stock_template(form), template.render(report), template.render(report, draft=True))
    ):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(content)
        assert ooxml_errors(path) == []


def test_a_report_of_a_city_without_texts_of_its_own_has_four_pages(tmp_path: Path, to_pdf: ToPdf) -> None:
    data = {"year": 2024, "agency": {"name": "甲市人民政府"}, "overview": "全年情况良好。"}
    report = ogi2021.Report.from_data(data, blank="zero")
    assert len(pages(Template.stock(ogi2021.Report).render(report), tmp_path, to_pdf)) == 4


def test_a_draft_says_so_at_the_head_of_every_page(tmp_path: Path, to_pdf: ToPdf) -> None:
    content = Template.stock(ogi2021.Report).render(HUAIAN, draft=True)
    found = pages(content, tmp_path, to_pdf)
    assert len(found) > 2  # odd and even ones
    assert [page.split()[0] for page in found] == ["草稿"] * len(found)


def test_a_row_of_many_lines_is_never_torn_in_two(tmp_path: Path, to_pdf: ToPdf) -> None:
    label = "甲乙丙丁戊己庚辛" * 12
    fields = {f"kind_{number}": row(f"{number}始{label}终") for number in range(20)}
    rows = type(
        "TallRows",
        (Rows,),
        {"__module__": __name__, "__annotations__": dict.fromkeys(fields, Figures), **fields},
    )
    form = type(
        "TallReport",
        (Report,),
        {"__module__": __name__, "__annotations__": {"tall": rows}, "tall": table("一、情形")},
        name="tall",
        kind="tall",
    )
    report = form.from_data({"year": 2024, "agency": {"name": "甲局"}}, blank="zero")  # type: ignore[attr-defined]
    found = pages(Template(stock_template(form)).render(report), tmp_path, to_pdf)  # type: ignore[arg-type]
    assert len(found) > 1
    for page in found:
        assert page.count("始") == page.count("终")
    assert sum(page.count("始") for page in found) == 20
