"""Templates people edit: faults of every kind, in every part, each found at its place before rendering."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from govreport.errors import Problem, TemplateError
from govreport.forms import ogi2021
from govreport.forms._registry import official_forms
from govreport.report import Report
from govreport.word import Template
from wordparts import changed, in_body, paragraph, replaced, text_box, with_part, with_title_property

FIRST = "applications.results.granted.natural_person"
FIRST_ROW = "正文表 2 第 6 行第 4 列"


@dataclass(frozen=True)
class Fault:
    """A template with one fault: where it is told to be, and pieces of what is said of it."""

    template: bytes
    where: str
    said: tuple[str, ...]


def without_style(markup: str) -> str:
    start = markup.index('<w:style w:type="paragraph" w:styleId="Heading2"')
    return markup[:start] + markup[markup.index("</w:style>", start) + len("</w:style>") :]


FAULTS = {
    "a misspelt field in a cell": Fault(
        replaced(f"{{{{ {FIRST} }}}}", f"{{{{ {FIRST}s }}}}"),
        FIRST_ROW,
        ("没有这个字段", f"{FIRST}s", FIRST),
    ),
    "a misspelt field in the body": Fault(
        in_body(paragraph("共 {{ aplications.received.total }} 件")),
        "正文第 1 段“共 {{ aplications.received.total }} 件”",
        ("没有这个字段", "aplications", "applications"),
    ),
    "a misspelt field in a header": Fault(
        with_part("header1", "header", paragraph("{{ agency.nmae }}")),
        "页眉第 1 段",
        ("没有这个字段", "agency.nmae", "agency.name"),
    ),
    "a misspelt field in a footer": Fault(
        changed("word/footer1.xml", lambda markup: markup.replace("— </w:t>", "— {{ yaer }}</w:t>", 1)),
        "页脚第 1 段",
        ("没有这个字段", "yaer", "year"),
    ),
    "a misspelt field in a footnote": Fault(
        with_part("footnotes", "footnotes", paragraph("{{ disclosure.fees.amuont }}")),
        "脚注第 1 段",
        ("没有这个字段", "disclosure.fees.amuont", "disclosure.fees.amount"),
    ),
    "a misspelt field in a text box": Fault(
        in_body(text_box("{{ titel_lines }}")),
        "正文第 2 段",
        ("没有这个字段", "titel_lines", "title_lines"),
    ),
    "a misspelt field in the document properties": Fault(
        with_title_property("{{ titel }}"), "文档属性", ("没有这个字段", "titel", "title")
    ),
    "a group where a figure is needed": Fault(
        replaced(f"{{{{ {FIRST} }}}}", "{{ applications.results.granted }}"),
        FIRST_ROW,
        ("applications.results.granted", "natural_person"),
    ),
    "a loop over something that is no list": Fault(
        in_body(paragraph("{%p for x in applications %}") + paragraph("{%p endfor %}")),
        "正文第 1 段",
        ("不是列表", "applications"),
    ),
    "a filter that does not exist": Fault(
        replaced(f"{{{{ {FIRST} }}}}", f"{{{{ {FIRST} | nubmer }}}}"),
        FIRST_ROW,
        ("没有这个过滤器", "nubmer", "number"),
    ),
    "full-width braces": Fault(
        replaced(f"{{{{ {FIRST} }}}}", f"｛｛ {FIRST} ｝｝"), FIRST_ROW, ("像模板标记，但不是", "｛｛")
    ),
    "an end without a beginning": Fault(
        in_body(paragraph("共 year }} 件")), "正文第 1 段", ("像模板标记，但不是", "}}")
    ),
    "curly quotes in a tag": Fault(
        in_body(paragraph("{%p if title == “甲” %}") + paragraph("x") + paragraph("{%p endif %}")),
        "正文第 1 段",
        ("弯引号",),
    ),
    "a missing style": Fault(
        changed("word/styles.xml", without_style), "正文第", ("没有这个样式", "Heading2")
    ),
    "a call": Fault(replaced(f"{{{{ {FIRST} }}}}", "{{ title.upper() }}"), FIRST_ROW, ("不允许", "Call")),
}

BROKEN = {
    "a tag that is not closed": Fault(
        replaced(f"{{{{ {FIRST} }}}}", f"{{{{ {FIRST} "), FIRST_ROW, ("没有结束", FIRST[:20])
    ),
    "a loop that is not ended": Fault(
        in_body(paragraph("{%p for line in title_lines %}")), "正文", ("写得不对",)
    ),
    "a statement that does not exist": Fault(
        replaced(f"{{{{ {FIRST} }}}}", "{% fro x in y %}"), FIRST_ROW, ("写得不对", "fro")
    ),
    "a tag in tracked changes": Fault(
        in_body('<w:p><w:ins w:id="7" w:author="a"><w:r><w:t>{{ year }}</w:t></w:r></w:ins></w:p>'),
        "正文第 1 段",
        ("修订",),
    ),
}


def told(problem: Problem) -> str:
    return "\n".join(problem.iter_lines("zh"))


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_at_its_place_and_nothing_else_is(fault: Fault) -> None:
    (problem,) = Template(fault.template).check(ogi2021.Report)
    assert str(problem.where).startswith(fault.where)
    assert all(piece in told(problem) for piece in fault.said), told(problem)
    assert len(told(problem).splitlines()) <= 6


@pytest.mark.parametrize("fault", BROKEN.values(), ids=BROKEN)
def test_a_broken_template_is_refused_when_it_is_opened(fault: Fault) -> None:
    with pytest.raises(TemplateError) as caught:
        Template(fault.template)
    assert len(caught.value.problems) == 1
    assert str(caught.value.problems[0].where).startswith(fault.where)
    assert all(piece in str(caught.value) for piece in fault.said), str(caught.value)


HARMFUL = {name: fault for name, fault in (FAULTS | BROKEN).items() if name != "a missing style"}
"""A missing style changes how a report looks, and not what it says."""


@pytest.mark.parametrize("fault", HARMFUL.values(), ids=HARMFUL)
def test_a_template_with_a_harmful_fault_is_never_filled(fault: Fault) -> None:
    report = ogi2021.Report.from_data({"year": 2024, "agency": {"name": "甲局"}})
    with pytest.raises(TemplateError):
        Template(fault.template).render(report)


@pytest.mark.parametrize("form", official_forms().values(), ids=official_forms())
def test_the_stock_templates_have_no_fault_and_show_everything(form: type[Report]) -> None:
    template = Template.stock(form)
    assert template.check(form) == ()
    assert template.never_shown(form) == []


def test_what_the_template_never_shows_is_named() -> None:
    template = Template(replaced(f"{{{{ {FIRST} }}}}", ""))
    assert template.check(ogi2021.Report) == ()
    assert template.never_shown(ogi2021.Report) == [FIRST]
    assert "disclosure.regulations" in Template.stock(ogi2021.Report).never_shown(official_forms()["ogi2019"])


def test_a_tag_split_over_runs_is_one_tag() -> None:
    split = "{{ agen</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>cy.name }}"
    template = Template(in_body(paragraph("SPLIT").replace("SPLIT", split)))
    assert template.check(ogi2021.Report) == ()
    assert template.fields[0].text == "{{ agency.name }}"
