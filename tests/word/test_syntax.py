"""The language of templates: an allow-list, and every name resolved in the shape of the data."""

from __future__ import annotations

import pytest
from jinja2 import nodes

from govreport.word.context import ANY, LEAF, Shape
from govreport.word.environment import ALLOWED_FILTERS, Environment
from govreport.word.syntax import Checker, path_of

SHAPE: dict[str, Shape] = {
    "year": LEAF,
    "agency": {"name": LEAF, "phone": LEAF},
    "lines": [LEAF],
    "rows": [{"label": LEAF, "cells": [LEAF]}],
    "unknown": [ANY],
}
ENVIRONMENT = Environment()


def problems(template: str, *, trusted: bool = False) -> list[tuple[int, str, str, str]]:
    """Return line, fault, found and expected of everything that is wrong."""
    filters = frozenset(ENVIRONMENT.filters) if trusted else ALLOWED_FILTERS
    found = Checker(filters, trusted=trusted).iter_problems(ENVIRONMENT.parse(template), SHAPE)
    return [(line, problem.what.zh, problem.found, str(problem.expected)) for line, problem in found]


NO_FIELD = "没有这个字段"
GROUP = "这是一组数据，不能直接印出"
FORBIDDEN = "模板里不允许这样写"


@pytest.mark.parametrize(
    "template",
    [
        "{{ year }}",
        "{{ agency.name }}",
        "{{ agency['name'] }}",
        "{{ rows[0].label }}",
        "{% for line in lines %}{{ loop.index }}{{ line }}{% else %}无{% endfor %}",
        "{% for row in rows if row.label %}{% for cell in row.cells %}{{ cell }}{% endfor %}{% endfor %}",
        "{% for x in unknown %}{{ x.anything.at.all }}{% endfor %}",
        "{% if year > 2020 and not agency.phone %}a{% elif agency %}b{% else %}c{% endif %}",
        "{{ year | number }}",
        "{{ agency.phone | default('无') }}",
        "{{ lines | join('、') }}",
        "{{ lines | length }}",
        "{{ agency.phone if agency.phone else '无' }}",
        "{{ agency.phone or '无' }}",
        "{% if agency.phone is defined and year is even %}{% endif %}",
        "{{ 'text' }}{{ 1 }}",
    ],
)
def test_these_are_allowed(template: str) -> None:
    assert problems(template) == []


@pytest.mark.parametrize(
    ("template", "found", "expected"),
    [
        ("{{ yaer }}", "yaer", "year"),
        ("{{ agency.nmae }}", "agency.nmae", "agency.name"),
        ("{{ agency['nmae'] }}", "agency.nmae", "agency.name"),
        ("{{ year.month }}", "year.month", ""),
        ("{{ rows[0].lable }}", "rows[0].lable", "rows[0].label"),
        ("{% for row in rows %}{{ row.lable }}{% endfor %}", "row.lable", "row.label"),
        ("{% for row in rwos %}{{ row.x }}{% endfor %}", "rwos", "rows"),
        ("{% if agency.nmae %}{% endif %}", "agency.nmae", "agency.name"),
        ("{{ year | default(yaer) }}", "yaer", "year"),
        ("{{ agency.nmae | number }}", "agency.nmae", "agency.name"),
        ("{{ 1 if yaer else 2 }}", "yaer", "year"),
        ("{% for line in lines %}{% endfor %}{{ line }}", "line", "lines"),
        ("{{ ''.__class__ }}", "….__class__", ""),
        ("{{ year.__class__ }}", "year.__class__", ""),
        ("{{ agency.items }}", "agency.items", "agency.name / agency.phone"),
        ("{{ self }}", "self", "year / agency / lines / rows / unknown"),
        ("{{ range }}", "range", "year / agency / lines / rows / unknown"),
    ],
)
def test_a_name_that_leads_nowhere_is_found_with_the_nearest(
    template: str, found: str, expected: str
) -> None:
    assert problems(template) == [(1, NO_FIELD, found, expected)]


@pytest.mark.parametrize(
    ("template", "found", "expected"),
    [
        ("{{ agency }}", "agency", "name, phone"),
        ("{{ lines }}", "lines", "{%p for … in … %}"),
        ("{{ rows[0] }}", "rows[0]", "label, cells"),
        ("{{ agency | default('') }}", "agency", "name, phone"),
        ("{{ agency | number }}", "agency", "name, phone"),
        ("{{ agency | join }}", "agency", "name, phone"),
        ("{{ rows | join }}", "rows", "{%p for … in … %}"),
        ("{{ agency if year else '' }}", "…", "name, phone"),
        ("{{ '' or agency }}", "…", "name, phone"),
    ],
)
def test_a_group_cannot_be_printed(template: str, found: str, expected: str) -> None:
    assert [entry[1:] for entry in problems(template)] == [(GROUP, found, expected)]


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("{{ year() }}", "Call"),
        ("{{ range(9) }}", "Call"),
        ("{% set x = 1 %}", "Assign"),
        ("{% set x %}a{% endset %}", "AssignBlock"),
        ("{% macro m() %}{% endmacro %}", "Macro"),
        ("{% include 'x' %}", "Include"),
        ("{% import 'x' as y %}", "Import"),
        ("{% from 'x' import y %}", "FromImport"),
        ("{% extends 'x' %}", "Extends"),
        ("{% block b %}{% endblock %}", "Block"),
        ("{% filter number %}{% endfilter %}", "FilterBlock"),
        ("{% with x = 1 %}{% endwith %}", "With"),
        ("{% autoescape false %}{% endautoescape %}", "Scope"),
        ("{{ 'x' * 3000000000 }}", "Mul"),
        ("{{ 9 ** 9 }}", "Pow"),
        ("{{ '%3000000000d' % 1 }}", "Mod"),
        ("{{ year + 1 }}", "Add"),
        ("{{ year // 0 }}", "FloorDiv"),
        ("{{ year ~ year }}", "Concat"),
        ("{{ -year }}", "Neg"),
        ("{{ [1, 2] }}", "List"),
        ("{{ {'a': 1} }}", "Dict"),
        ("{{ (1, 2) }}", "Tuple"),
        ("{{ lines[1:2] }}", "Slice"),
        ("{% for a, b in rows %}{% endfor %}", "for … recursive / for a, b"),
        ("{% for a in rows recursive %}{% endfor %}", "for … recursive / for a, b"),
        ("{{ year | default(value='') }}", "Keyword"),
        ("{{ lines | join('', 'upper') }}", "join(…)"),
        ("{{ lines | join(year) }}", "join(…)"),
        ("{{ year | join }}", "join(…)"),
        ("{{ year | join(agency.name) }}", "join(…)"),
        ("{% if year is sameas agency %}{% endif %}", "is sameas"),
        ("{% if year is filter %}{% endif %}", "is filter"),
    ],
)
def test_these_are_forbidden(template: str, found: str) -> None:
    assert (FORBIDDEN, found) in [entry[1:3] for entry in problems(template)]


def test_a_filter_that_does_not_exist_is_found_with_the_nearest() -> None:
    assert problems("{{ year | nubmer }}") == [(1, "没有这个过滤器", "nubmer", "number")]
    assert [entry[2] for entry in problems("{{ year | center(9) }}")] == ["center"]


def test_a_filter_behind_another_is_looked_at_too() -> None:
    assert [entry[2] for entry in problems("{{ agency.nmae | default('') | number }}")] == ["agency.nmae"]


@pytest.mark.parametrize(("loops", "count"), [(3, 0), (4, 1)])
def test_loops_may_stand_three_deep(loops: int, count: int) -> None:
    template = "{% for a in lines %}" * loops + "{% endfor %}" * loops
    assert len(problems(template)) == count


@pytest.mark.parametrize(("levels", "count"), [(20, 0), (21, 1), (90, 1)])
def test_conditions_may_stand_twenty_deep(levels: int, count: int) -> None:
    assert len(problems("{% if year %}" * levels + "{% endif %}" * levels)) == count


@pytest.mark.parametrize("joined", ["year and ", "not ", "year or ", "'' if year else "])
def test_an_expression_may_be_fifty_deep(joined: str) -> None:
    assert problems("{% if (" + joined * 49 + "year) %}{% endif %}") == []
    deep = problems("{{ year }}\n{% if (" + joined * 50 + "year) %}{% endif %}")
    assert deep == [(2, "模板标记里的式子太复杂", "", "至多 50 层")]


def test_alternatives_are_not_depth() -> None:
    assert problems("{% if year %}" + "{% elif year %}" * 40 + "{% endif %}") == []


def test_all_problems_are_found_and_each_has_its_line() -> None:
    template = "{{ a }}\n{{ year }}\n{% if b %}\n{{ agency }}{% endif %}\n{{ year() }}"
    assert [(line, found) for line, _, found, _ in problems(template)] == [
        (1, "a"), (3, "b"), (4, "agency"), (5, "Call"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "template",
    [
        "{% set x = 1 %}{{ x }}",
        "{% macro m(a) %}{{ a }}{{ varargs }}{% endmacro %}{{ m(year) }}",
        "{% for i in range(3) %}{{ i * 2 }}{% endfor %}",
        "{% for k, v in agency.items() %}{{ k }}{{ v }}{% endfor %}",
        "{{ agency.name.upper() | title }}{{ year ~ 'x' }}",
        "{% for row in rows %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    ],
)
def test_a_trusted_template_may_use_all_of_jinja(template: str) -> None:
    assert problems(template, trusted=True) == []
    assert problems(template) != []


@pytest.mark.parametrize("template", ["{{ yaer }}", "{{ agency.nmae }}", "{{ year | nubmer }}"])
def test_a_trusted_template_may_not_have_typos(template: str) -> None:
    assert len(problems(template, trusted=True)) == 1


@pytest.mark.parametrize(
    ("expression", "path"),
    [
        ("a.b.c", "a.b.c"),
        ("a['b']", "a['b']"),
        ("a[0].b", "a[0].b"),
        ("a.b | number", "a.b"),
        ("a() | number", "…"),
    ],
)
def test_a_path_is_shown_as_it_was_written(expression: str, path: str) -> None:
    (output,) = ENVIRONMENT.parse(f"{{{{ {expression} }}}}").body
    assert isinstance(output, nodes.Output)
    assert path_of(output.nodes[0]) == path
