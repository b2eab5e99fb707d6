"""The pages in a browser: accessible, no wider than a telephone, usable by keyboard and without scripts."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from browser import Browser
from govreport.checks import check
from govreport.comparison import compare
from govreport.findings import Finding, Quote, Severity
from govreport.forms._registry import official_forms
from govreport.html import Checked, comparison_page, page, results_page
from govreport.messages import Message
from govreport.report import Report
from samples import changed, load_report, told

HUAIAN = load_report("huaian_2024.json")
WRONG = changed(
    HUAIAN,
    {"applications.received.total": 3120, "disclosure.licences.decisions": None},
    agency={"name": "甲局"},
)
WIDTHS = [pytest.param(1280, id="desktop"), pytest.param(390, id="phone")]
QUOTE = Quote("全年新收申请258件，办结265件。", 6, 9)
PAIRS = (("2024年办理3件。", "2023年办理2件。"),)
NOTED = Finding(
    "copied-text", Severity.NOTE, Message("文字相同", "alike"), "一、总体情况", quote=QUOTE, pairs=PAIRS
)
RUN = [
    Checked(name="wrong.json", report=WRONG, findings=[*check(WRONG), NOTED]),
    Checked(name="good.json", report=HUAIAN),
    Checked(name="bad.pdf", error="文件读不了"),
    Checked(name="more.json", report=WRONG, findings=check(WRONG)),
]
SHOWN = "document.querySelector('#shown').textContent"
OPEN = "document.querySelectorAll('details[open]').length"


def written(folder: Path, text: str) -> Path:
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def results(tmp_path: Path) -> Path:
    return written(tmp_path, results_page(RUN))


def full_report(form: type[Report]) -> Report:
    """A report of a form with text in every section and something in every cell."""
    text = "（一）公开。全年公开12条。\n1.网站\n更新及时。\n（二）平台\n运行正常。"
    data: dict[str, object] = {"year": 2020, "agency": {"name": "甲县人民政府"}, "signature": True}
    data |= dict.fromkeys(form.from_data(data).texts(), text)
    return form.from_data(data, blank="zero")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("form", [pytest.param(form, id=name) for name, form in official_forms().items()])
def test_axe_finds_nothing_wrong_with_a_report(
    form: type[Report], width: int, chromium: Browser, axe: Path, tmp_path: Path
) -> None:
    chromium.open(written(tmp_path, page(full_report(form), draft=True)), width=width)
    assert chromium.axe(axe) == []
    assert chromium.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_wrong_with_the_results(
    language: str, width: int, chromium: Browser, axe: Path, tmp_path: Path
) -> None:
    chromium.open(written(tmp_path, results_page(RUN, language)), width=width)  # type: ignore[arg-type]
    chromium.evaluate("document.querySelector('#unfold').click()")
    assert chromium.evaluate(OPEN) == 3
    assert chromium.axe(axe) == []
    assert chromium.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_wrong_with_a_comparison(
    language: str, width: int, chromium: Browser, axe: Path, tmp_path: Path
) -> None:
    comparison = compare(told(overview="公开12条。"), WRONG, told(overview="公开15条。培训两次。"))
    chromium.open(written(tmp_path, comparison_page(comparison, language)), width=width)  # type: ignore[arg-type]
    assert chromium.axe(axe) == []
    assert chromium.evaluate("document.documentElement.scrollWidth") == width


def test_axe_does_find_what_is_wrong(chromium: Browser, axe: Path, tmp_path: Path) -> None:
    spoilt = (
        page(HUAIAN).replace('headers="ogi2021-', 'headers="gone-').replace('tabindex="0"', 'tabindex="5"')
    )
    chromium.open(written(tmp_path, spoilt))
    rules = {line.split()[1] for line in chromium.axe(axe)}
    assert {"td-headers-attr", "tabindex"} <= rules


def test_without_scripts_a_row_still_opens_and_no_filter_is_offered(chromium: Browser, results: Path) -> None:
    chromium.open(results, scripts=False)
    assert chromium.evaluate("document.querySelector('#filter').offsetParent === null")
    assert chromium.evaluate(OPEN) == 0
    chromium.press("Tab")
    chromium.press("Enter")
    assert chromium.evaluate(OPEN) == 1
    assert chromium.evaluate("document.querySelector('.form').offsetHeight > 0")


def entered(chromium: Browser, place: str, value: str) -> object:
    """Enter a value into a field of the filter; return what it says is shown."""
    chromium.evaluate(f"document.querySelector('{place}').value = '{value}'")
    chromium.evaluate(
        f"document.querySelector('{place}').dispatchEvent(new Event('input', {{bubbles: true}}))"
    )
    return chromium.evaluate(SHOWN)


def clicked(chromium: Browser, place: str) -> object:
    """Click on something; return what the filter says is shown."""
    return chromium.evaluate(f"document.querySelector('{place}').click(), {SHOWN}")


def test_the_filter_takes_severities(chromium: Browser, results: Path) -> None:
    chromium.open(results)
    assert chromium.evaluate(SHOWN) == "显示 4 份报告、7 个问题"
    assert clicked(chromium, "input[value=error]") == "显示 2 份报告、3 个问题"
    assert clicked(chromium, "input[value=warning]") == "显示 1 份报告、1 个问题"
    assert clicked(chromium, "input[value=error]") == "显示 2 份报告、5 个问题"


def test_the_filter_takes_a_rule(chromium: Browser, results: Path) -> None:
    chromium.open(results)
    assert entered(chromium, "#code", "row-total") == "显示 2 份报告、2 个问题"
    visible = "[...document.querySelectorAll('.finding')].filter(e => !e.hidden).map(e => e.dataset.code)"
    assert chromium.evaluate(visible) == ["row-total", "row-total"]


def test_the_filter_takes_a_part_of_the_name(chromium: Browser, results: Path) -> None:
    chromium.open(results)
    assert entered(chromium, "#agency", " MORE ") == "显示 1 份报告、3 个问题"
    visible = "[...document.querySelectorAll('.report')].filter(e => e.offsetParent).length"
    assert chromium.evaluate(visible) == 1


def test_keys_move_between_rows_open_and_close_them(chromium: Browser, results: Path) -> None:
    chromium.open(results)
    focused = "document.activeElement.textContent.trim()"
    chromium.evaluate("document.querySelector('summary').focus()")
    chromium.press("ArrowDown")
    assert chromium.evaluate(focused) == "为什么读不出：bad.pdf"
    chromium.press("ArrowUp")
    chromium.press("Enter")
    assert chromium.evaluate(OPEN) == 1
    chromium.press("Tab")
    chromium.press("Tab")
    assert chromium.evaluate("document.activeElement.closest('details').open")
    chromium.press("Escape")
    assert chromium.evaluate(OPEN) == 0
    assert chromium.evaluate(focused) == "问题和表格：甲局"


def test_a_mark_leads_to_its_finding_even_where_the_filter_hides_it(chromium: Browser, results: Path) -> None:
    chromium.open(results)
    chromium.evaluate("document.querySelector('summary').click()")
    chromium.evaluate("document.querySelector('input[value=error]').click()")
    chromium.evaluate(
        "new Promise(done => {"
        " addEventListener('hashchange', () => setTimeout(done));"
        " document.querySelector('.at.error').click(); })"
    )
    focused = chromium.evaluate("document.activeElement.dataset.code + ' ' + document.activeElement.hidden")
    assert focused == "row-total false"


def test_the_policy_keeps_foreign_scripts_out_and_lets_ours_run(chromium: Browser, tmp_path: Path) -> None:
    foreign = "<img src=x onerror=\"document.title='in'\"><script>document.title='in'</script>"
    spoilt = results_page(RUN).replace("</main>", f"{foreign}</main>")
    chromium.open(written(tmp_path, spoilt))
    assert chromium.evaluate("document.title") == "检查结果"
    assert chromium.evaluate("document.querySelector('#filter').hidden") is False
    assert chromium.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") == "25.6px"


def test_without_any_style_tables_and_headings_say_the_same(chromium: Browser, tmp_path: Path) -> None:
    chromium.open(written(tmp_path, page(HUAIAN)))
    text = "document.querySelector('main').innerText.replace(/\\s+/g, '')"
    dressed = chromium.evaluate(text)
    chromium.evaluate(
        "document.querySelectorAll('style').forEach(e => e.remove());"
        "document.querySelectorAll('[style]').forEach(e => e.removeAttribute('style'))"
    )
    assert chromium.evaluate(text) == dressed


def test_a_report_prints_on_a4_with_the_head_of_a_long_table_on_every_page(
    chromium: Browser, tmp_path: Path
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")
    chromium.open(written(tmp_path, page(full_report(official_forms()["ogi2014"]), draft=True)))
    printed = tmp_path / "page.pdf"
    printed.write_bytes(chromium.pdf())
    told = subprocess.run(["pdfinfo", printed], capture_output=True, text=True, check=True).stdout
    assert "(A4)" in told
    text = subprocess.run(
        ["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = ["".join(each.split()) for each in text.split("\f")[:-1]]
    assert len(pages) >= 3
    assert [number for number, each in enumerate(pages, 1) if f"—{number}—" not in each] == []
    assert all("草稿" in each for each in pages)
    assert sum("统计指标" in each for each in pages) >= 2
