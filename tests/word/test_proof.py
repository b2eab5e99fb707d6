"""The proof: a file that does not say what the report says is found out, whoever made it wrong."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from decimal import Decimal

import pytest

from govreport.errors import ProofError, TemplateError
from govreport.forms import ogi2021
from govreport.forms._registry import official_forms
from govreport.report import Report
from govreport.word import Template, stock_template
from govreport.word.package import read_parts, write_parts
from samples import changed, load_report
from wordparts import own, paragraph, word_table

HUAIAN = changed(
    load_report("huaian_2024.json"),
    {},
    overview="（一）主动公开。全年公开信息。\n（二）依申请公开。\n1.新收申请。逐件登记。",
    problems="（一）不足之处。\n公开的内容还不够细。\n（二）改进。抓紧补上。",
    other="没有其他事项。",
)
STOCK = Template.stock(ogi2021.Report)
CONTENT = STOCK.render(HUAIAN)
MAIN = "word/document.xml"


def tampered(old: str, new: str) -> bytes:
    parts = read_parts(CONTENT)
    text = parts[MAIN].decode()
    assert old in text
    return write_parts({**parts, MAIN: text.replace(old, new, 1).encode()})


def refused(content: bytes, report: Report = HUAIAN) -> list[str]:
    with pytest.raises(ProofError) as caught:
        STOCK.receipt(report, content)
    return [str(problem.where) for problem in caught.value.problems]


def test_the_receipt_says_how_much_was_proved_and_of_what() -> None:
    receipt = STOCK.receipt(HUAIAN, CONTENT)
    assert receipt.figures == 200
    assert receipt.texts == 8
    assert receipt.content == hashlib.sha256(CONTENT).hexdigest()
    assert receipt.template == hashlib.sha256(stock_template(ogi2021.Report)).hexdigest()
    assert receipt.engine.startswith("govreport ")
    assert STOCK.receipt(HUAIAN, CONTENT) == receipt


@pytest.mark.parametrize("form", official_forms().values(), ids=lambda form: form.info().name)
def test_every_cell_of_every_stock_template_is_proved(form: type[Report]) -> None:
    data = {"year": form.info().first_year, "agency": {"name": "甲局"}}
    report = form.from_data(data)
    template = Template.stock(form)
    receipt = template.receipt(report, template.render(report))
    assert receipt.figures == len(report.cells())


def test_another_report_gives_another_hash_of_its_data() -> None:
    other = changed(HUAIAN, {"disclosure.fees.amount": Decimal("1.5")})
    first, second = (STOCK.receipt(report, STOCK.render(report)) for report in (HUAIAN, other))
    assert first.data != second.data
    assert first.template == second.template


def test_every_figure_that_another_report_has_is_named() -> None:
    paths = ["applications.results.granted.natural_person", "disputes.reconsideration.total"]
    other = changed(HUAIAN, dict.fromkeys(paths, 987654))
    assert set(refused(CONTENT, other)) >= set(paths)


@pytest.mark.parametrize("new", ["275", "", "２７４", "274 "])
def test_one_cell_that_says_something_else_is_found(new: str) -> None:
    cell = str(HUAIAN.cells()["applications.results.total.total"])
    assert refused(tampered(f">{cell}</w:t>", f">{new}</w:t>")) != []


def test_a_lost_paragraph_is_found() -> None:
    lost = "抓紧补上。"
    assert refused(tampered(lost, "")) == ["problems"]


def test_a_cell_that_was_moved_is_found() -> None:
    parts = read_parts(CONTENT)
    text = parts[MAIN].decode()
    table = text.rindex("<w:tbl>")
    row = text.rindex("<w:tr>", table)
    cell = text.index("<w:tc>", row)
    end = text.index("</w:tc>", cell) + len("</w:tc>")
    moved = (
        text[:cell]
        + text[end : text.index("</w:tr>", end)]
        + text[cell:end]
        + text[text.index("</w:tr>", end) :]
    )
    assert len(refused(write_parts({**parts, MAIN: moved.encode()}))) > 3


def test_a_template_of_ones_own_is_proved_where_its_cells_are_plain() -> None:
    rows = word_table(
        ("总计", "{{ applications.results.total.total }}"), ("中文", "{{ 申请情况.新收.总计 }}")
    )
    template = Template(own(paragraph("{{ title }}") + rows))
    receipt = template.receipt(HUAIAN, template.render(HUAIAN))
    assert (receipt.figures, receipt.texts) == (2, 0)


def test_every_figure_of_the_file_is_proved_against_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    xml = read_parts(CONTENT)[MAIN].decode()
    figures = list(re.finditer(r">([0-9][0-9.]*)</w:t>", xml))
    assert len(figures) == len([value for value in HUAIAN.cells().values() if value is not None])
    proof = STOCK._proof_for(ogi2021.Report)
    missed = []
    for figure in figures:
        wrong = f"{xml[: figure.start(1)]}7{xml[figure.start(1) :]}".encode()
        monkeypatch.setattr("zipfile.ZipFile.read", lambda *_, wrong=wrong: wrong)
        with suppress(ProofError):
            proof.require(HUAIAN, CONTENT)
            missed.append(figure[0])
    assert missed == []


def test_figures_between_words_are_proved() -> None:
    rows = word_table(("{{ disputes.reconsideration.upheld }}件，共{{ disputes.reconsideration.total }}件",))
    template = Template(own(rows))
    content = template.render(HUAIAN)
    assert template.receipt(HUAIAN, content).figures == 2
    with pytest.raises(ProofError, match="upheld"):
        template.receipt(changed(HUAIAN, {"disputes.reconsideration.total": 9}), content)


@pytest.mark.parametrize("direction", ["vertical 2", "horizontal", "both 2 3"])
def test_figures_in_merged_cells_are_proved(direction: str) -> None:
    paths = (
        ("applications.received.legal_service", "disputes.litigation_direct.corrected"),
        ("applications.received.public_welfare", "disputes.litigation_direct.corrected"),
        ("disputes.reconsideration.total", "disputes.litigation_direct.total"),
    )
    paths = tuple((first.replace("received.", "received.organisation."), second) for first, second in paths)
    rows = [("甲", *(f"{{{{ {path} }}}}" for path in row)) for row in paths]
    block = word_table((f"{{%tr merge {direction} %}}", "", ""), *rows, ("{%tr endmerge %}", "", ""))
    report = changed(HUAIAN, {path: 3 for row in paths for path in row})
    template = Template(own(block))
    content = template.render(report)
    assert template.receipt(report, content).figures == 6
    for path in dict.fromkeys(path for row in paths for path in row):
        with pytest.raises(ProofError, match=re.escape(path)):
            template.receipt(changed(report, {path: 4}), content)


def test_a_table_that_may_be_left_out_does_not_shift_the_others() -> None:
    total = word_table(("{{ disputes.reconsideration.total }}",))
    some = paragraph("{%p if year > 2030 %}") + word_table(("{{ year }}",)) + paragraph("{%p endif %}")
    template = Template(own(total + some + total))
    assert template.receipt(HUAIAN, template.render(HUAIAN)).figures == 2
    other = changed(HUAIAN, {"disputes.reconsideration.total": 9})
    with pytest.raises(ProofError) as caught:
        template.receipt(other, template.render(HUAIAN))
    assert len(caught.value.problems) == 2


def test_tables_in_the_cells_of_others_are_proved() -> None:
    inner = word_table(("{{ disputes.reconsideration.total }}",))
    outer = word_table(("总计", "HERE", "{{ disputes.reconsideration.upheld }}"))
    mark = paragraph("HERE")
    assert mark in outer
    template = Template(own(outer.replace(mark, inner + paragraph(""))))
    assert template.receipt(HUAIAN, template.render(HUAIAN)).figures == 2


def test_rows_that_depend_on_data_are_left_out_of_the_proof() -> None:
    rows = word_table(
        ("{%tr if year > 2000 %}", ""),
        ("{{ year }}", "{{ disputes.reconsideration.total }}"),
        ("{%tr endif %}", ""),
    )
    template = Template(own(rows))
    assert template.receipt(HUAIAN, template.render(HUAIAN)).figures == 0


@pytest.mark.parametrize(
    ("branches", "lost"),
    [
        (("{{ line.text }}",), "（一）主动公开。"),
        (("{%p if line.level == 2 %}", "{{ line.head }}{{ line.text }}", "{%p endif %}"), "1.新收申请。"),
        (("{%p if year < 2000 %}", "{{ line.head }}{{ line.text }}", "{%p endif %}"), "（一）主动公开。"),
    ],
)
def test_a_paragraph_that_the_template_itself_leaves_out_is_its_fault(
    branches: tuple[str, ...], lost: str
) -> None:
    lines = ("{%p for line in overview %}", *branches, "{%p endfor %}")
    template = Template(own("".join(map(paragraph, lines))), name="own.docx")
    with pytest.raises(TemplateError) as caught:
        template.render(HUAIAN)
    assert caught.value.to_text("en").splitlines() == [
        "the template leaves a paragraph out",
        "  where: own.docx: overview",
        f"  expected: {lost}",
        "  to do: look at the loop over this section: head and text have to be printed in every case",
    ]


def test_a_paragraph_that_the_template_does_print_is_missed_as_a_fault_of_ours() -> None:
    assert refused(tampered("逐件登记。", "")) == ["overview"]
