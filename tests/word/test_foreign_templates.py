"""Templates other people and programs made: LibreOffice, python-docx, and those that mean harm."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from lxml import etree

from govreport.errors import TemplateError
from govreport.forms import ogi2021
from govreport.word import Template, stock_template
from govreport.word.markup import W
from govreport.word.package import read_parts
from samples import load_report

HUAIAN = load_report("huaian_2024.json")
FORBIDDEN = "模板里不允许这样写"
FIELDS = {"name": "甲", "x": "值", "d": {"items": 1, "count": 2, "values": 3, "keys": 4}}

# What each hostile template must end as: a piece of the message, or None where it must be filled.
HOSTILE = {
    "t02_ssti_lipsum": FORBIDDEN,
    "t06_ssti_self": "没有这个字段",
    "t08_dos_nested_range": FORBIDDEN,
    "t11_dos_macro": FORBIDDEN,
    "t12_dos_deep_if": "嵌套太深",
    "t15_redos_p_tags": "没有结束",
    "t18_unknown_field": "不存在的字段",
    "t19_dict_method_name": None,
    "t20_ssti_in_title": FORBIDDEN,
    "t21_ssti_in_header": FORBIDDEN,
    "t23_table_no_tblGrid": "tblGrid",
    "t24_gridspan_text": "跨列数有误",
    "t25_tag_split_by_runs": None,
    "t26_tag_in_deleted_text": "修订",
    "t27_utf16_footnotes": None,
}


def texts(content: bytes) -> list[str]:
    return [each.text for each in Document(io.BytesIO(content)).paragraphs]


@pytest.mark.parametrize(("name", "said"), HOSTILE.items(), ids=HOSTILE)
def test_a_hostile_template_is_refused_in_words_or_harmless(
    name: str, said: str | None, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shared / "hostile" / "templates" / f"{name}.docx"
    if not path.is_file():
        pytest.skip(f"no {path}")
    monkeypatch.chdir(tmp_path)  # where the attacks would leave their marker
    if said is None:
        content = Template.open(path).render(FIELDS)
        assert not [part for part in read_parts(content).values() if b"{{" in part or b"built-in" in part]
    else:
        with pytest.raises(TemplateError) as caught:
            Template.open(path).render(FIELDS)
        assert said in str(caught.value)
        assert str(path) in str(caught.value)
        assert len(str(caught.value).splitlines()) <= 6
    assert list(tmp_path.iterdir()) == []


def test_fields_called_like_methods_print_their_values(shared: Path) -> None:
    content = Template.open(shared / "hostile" / "templates" / "t19_dict_method_name.docx").render(FIELDS)
    assert " ".join(texts(content)).split()[:3] == ["1", "2", "3"]


def test_every_template_of_docxtpl_itself_is_opened_or_refused_in_words(shared: Path) -> None:
    folder = shared / "docxtpl-templates"
    refused = {}
    for path in sorted(folder.glob("*.docx")):
        try:
            Template.open(path, trusted=True)
        except TemplateError as exc:
            refused[path.stem] = exc.problems[0].what.en
    assert refused == {"template_error_tpl": "a broken tag: Encountered unknown tag 'endif'."}


@pytest.mark.slow
def test_a_template_saved_by_libreoffice_is_filled(soffice: Path, tmp_path: Path) -> None:
    stock = tmp_path / "stock.docx"
    stock.write_bytes(stock_template(ogi2021.Report))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(soffice), profile, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "saved"), str(stock)], check=True, capture_output=True
    )
    template = Template.open(tmp_path / "saved" / "stock.docx")
    assert template.check(ogi2021.Report) == ()
    body = etree.fromstring(read_parts(template.render(HUAIAN))["word/document.xml"])
    cells = Counter("".join(cell.itertext()).strip() for cell in body.iter(W + "tc"))
    figures = Counter(str(figure) for figure in HUAIAN.figures().values())
    assert {figure: cells[figure] for figure in figures} == figures


def test_a_template_made_with_python_docx_is_filled_in_every_part() -> None:
    word = Document()
    word.add_heading("{{ title }}", level=1)
    section = word.sections[0]
    section.header.paragraphs[0].text = "{{ agency.name }}"
    section.footer.paragraphs[0].text = "{{ year }}年"
    table = word.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "新收"
    table.cell(1, 0).text = "{{ applications.received.total }}"
    table.cell(1, 1).text = "{{ applications.received.total | hanzi }}"
    buffer = io.BytesIO()
    word.save(buffer)
    filled = Document(io.BytesIO(Template(buffer.getvalue()).render(HUAIAN)))
    assert filled.paragraphs[0].text == HUAIAN.title
    assert filled.sections[0].header.paragraphs[0].text == "淮安市人民政府"
    assert filled.sections[0].footer.paragraphs[0].text == "2024年"
    assert [cell.text for cell in filled.tables[0].rows[1].cells] == ["3119", "三千一百一十九"]


def test_the_maker_of_a_template_is_not_published() -> None:
    word = Document()
    word.core_properties.author = "SECRET"
    word.core_properties.last_modified_by = "SECRET"
    word.core_properties.comments = "SECRET"
    word.add_paragraph("{{ title }}")
    buffer = io.BytesIO()
    word.save(buffer)
    parts = read_parts(Template(buffer.getvalue()).render(HUAIAN))
    assert [name for name, part in parts.items() if b"SECRET" in part or b"python-docx" in part] == []
    assert [name for name in parts if name.startswith("docProps/")] == [
        "docProps/app.xml",
        "docProps/core.xml",
    ]


def test_a_template_whose_widths_are_no_whole_numbers_is_filled() -> None:
    word = Document()
    table = word.add_table(1, 1)
    table.cell(0, 0).width = Cm(2)
    table.cell(0, 0).text = "{{ year }}"
    word.styles.add_style("Long Figure", 2).element.set(W + "styleId", "LongFigure")
    buffer = io.BytesIO()
    word.save(buffer)
    odd = io.BytesIO()
    with zipfile.ZipFile(odd, "w") as archive:
        for name, part in read_parts(buffer.getvalue()).items():
            archive.writestr(name, re.sub(rb'(<w:tcW[^>]*w:w=")\d+', rb"\g<1>300.5", part))
    assert Document(io.BytesIO(Template(odd.getvalue()).render(HUAIAN))).tables[0].cell(0, 0).text == "2024"


def test_a_report_made_from_a_filled_report_is_refused_or_the_same() -> None:
    # Nothing that came out of data is ever a tag again, unless somebody opens it as a template.
    report = ogi2021.Report.from_data(
        {"year": 2024, "agency": {"name": "甲局"}, "overview": "{{ year() }}"}, references=False
    )
    content = Template.stock(ogi2021.Report).render(report)
    assert "{{ year() }}" in texts(content)
    with pytest.raises(TemplateError, match=FORBIDDEN):
        Template(content).render(report)
