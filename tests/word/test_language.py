"""Every node, filter, test and name of Jinja is decided on: allowed in a template, or refused.

What a new version of Jinja brings is in neither list, and fails here until somebody has decided on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jinja2 import nodes
from jinja2.defaults import DEFAULT_FILTERS, DEFAULT_NAMESPACE, DEFAULT_TESTS

from govreport.errors import TemplateError
from govreport.filters import RULES
from govreport.word import Template
from govreport.word.budget import COUNTED
from govreport.word.context import LEAF, Shape
from govreport.word.environment import ALLOWED_FILTERS, FLAG, Environment
from govreport.word.soundness import Skeleton
from govreport.word.syntax import ALLOWED, ALLOWED_TESTS, Checker
from wordparts import own, paragraph

SHAPE: dict[str, Shape] = {"x": LEAF, "rows": [LEAF]}
ENVIRONMENT = Environment()
FORBIDDEN = "模板里不允许这样写"

REFUSED_NODES = {
    *("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow", "Neg", "Pos", "Concat"),
    *("Assign", "AssignBlock", "Block", "Call", "CallBlock", "ExprStmt", "FilterBlock", "Macro", "With"),
    *("Extends", "FromImport", "Import", "Include"),
    *("Break", "Continue", "Dict", "Keyword", "List", "NSRef", "Pair", "Slice", "Tuple"),
    *("ContextReference", "DerivedContextReference", "EnvironmentAttribute", "ExtensionAttribute"),
    *("ImportedName", "InternalName", "MarkSafe", "MarkSafeIfAutoescape"),
    *("EvalContextModifier", "OverlayScope", "Scope", "ScopedEvalContextModifier"),
}
BASES = {"BinExpr", "Expr", "Helper", "Literal", "Stmt", "UnaryExpr", "_FilterTestCommon"}
"""Classes that others are derived from, and of which no tree has one."""
REFUSED_FILTERS = {
    *("abs", "attr", "batch", "capitalize", "center", "count", "d", "dictsort", "e", "escape"),
    *("filesizeformat", "first", "float", "forceescape", "format", "groupby", "indent", "int", "items"),
    *("last", "list", "lower", "map", "max", "min", "pprint", "random", "reject", "rejectattr", "replace"),
    *("reverse", "round", "safe", "select", "selectattr", "slice", "sort", "string", "striptags", "sum"),
    *("title", "tojson", "trim", "truncate", "unique", "upper", "urlencode", "urlize", "wordcount"),
    *("wordwrap", "xmlattr", COUNTED),
}
REFUSED_TESTS = {
    *("!=", "<", "<=", "==", ">", ">=", "boolean", "callable", "eq", "equalto", "escaped", "false"),
    *("filter", "float", "ge", "greaterthan", "gt", "in", "integer", "iterable", "le", "lessthan"),
    *("lower", "lt", "mapping", "ne", "number", "sameas", "sequence", "string", "test", "true"),
    *("undefined", "upper"),
}
REFUSED_NAMES = {"cycler", "dict", "joiner", "lipsum", "namespace", "range", FLAG}


def kinds(base: type[nodes.Node]) -> Iterator[type[nodes.Node]]:
    """Yield the nodes that Jinja has, those derived from others too."""
    for each in base.__subclasses__():
        if each.__module__ == nodes.__name__:
            yield each
            yield from kinds(each)


KINDS = {each.__name__: each for each in kinds(nodes.Node)}


def derived(base: type[nodes.Node]) -> type[nodes.Node]:
    """Return a class derived from a node, as a new version of Jinja may have it; Jinja lets nobody else."""
    return type.__new__(nodes.NodeType, "Derived", (base,), {"abstract": False})


def problems(tree: nodes.Template) -> list[tuple[str, str]]:
    """Return fault and found of everything that is wrong with a tree."""
    found = Checker(ALLOWED_FILTERS).iter_problems(tree, SHAPE)
    return [(problem.what.zh, problem.found) for _, problem in found]


def parsed_problems(template: str) -> list[tuple[str, str]]:
    return problems(ENVIRONMENT.parse(template))


def undecided(every: set[str], *decided: set[str] | frozenset[str]) -> set[str]:
    """Return what is in none of some lists, in several, or in a list and does not exist."""
    named = [name for each in decided for name in each]
    return {name for name in every | set(named) if named.count(name) != 1 or name not in every}


def test_every_node_is_decided_on() -> None:
    assert undecided(set(KINDS), {each.__name__ for each in ALLOWED}, REFUSED_NODES, BASES) == set()


def test_every_filter_is_decided_on() -> None:
    every = {*DEFAULT_FILTERS, *ENVIRONMENT.filters}
    assert undecided(every, ALLOWED_FILTERS, REFUSED_FILTERS) == set()
    assert set(RULES) <= ALLOWED_FILTERS


def test_every_test_is_decided_on() -> None:
    assert undecided({*DEFAULT_TESTS, *ENVIRONMENT.tests}, ALLOWED_TESTS, REFUSED_TESTS) == set()


def test_every_name_of_the_environment_is_refused() -> None:
    assert undecided({*DEFAULT_NAMESPACE, *ENVIRONMENT.globals}, REFUSED_NAMES) == set()


def test_what_a_new_version_would_bring_is_undecided() -> None:
    assert undecided({"a", "b", "new"}, {"a"}, {"b"}) == {"new"}
    assert undecided({"a"}, {"a"}, {"a"}) == {"a"}
    assert undecided(set(), {"gone"}) == {"gone"}


@pytest.mark.parametrize("name", sorted(REFUSED_NODES | BASES))
def test_a_refused_node_is_refused_wherever_it_stands(name: str) -> None:
    kind: Any = derived(KINDS[name]) if name in BASES else KINDS[name]
    try:
        node = kind(*(None for _ in kind.fields), lineno=1)
    except TypeError:  # Jinja makes no node of this class but through its parser
        node = object.__new__(kind)
        node.lineno = 1
    loop = nodes.For(nodes.Name("a", "store"), nodes.Name("rows", "load"), [node], [], None, False, lineno=1)
    for body in ([node], [nodes.Output([node], lineno=1)], [nodes.If(node, [], [], [], lineno=1)], [loop]):
        tree = nodes.Template(body, lineno=1)
        assert (FORBIDDEN, type(node).__name__) in problems(tree), body


@pytest.mark.parametrize("base", ALLOWED, ids=lambda each: each.__name__)
def test_a_node_derived_from_an_allowed_one_is_not_allowed_with_it(base: type[nodes.Node]) -> None:
    node: Any = object.__new__(derived(base))
    node.lineno = 1
    vars(node).update(body=[], else_=[], elif_=[])  # what is looked at for the depth
    assert problems(nodes.Template([node], lineno=1)) == [(FORBIDDEN, "Derived")]


@pytest.mark.parametrize("kind", [nodes.Name, nodes.For, nodes.TemplateData])
def test_a_part_with_a_node_derived_from_an_allowed_one_is_looked_at_in_every_filling(
    kind: type[nodes.Node],
) -> None:
    tree = ENVIRONMENT.parse("<a>{% for a in rows %}<b>{{ a }}</b>{% endfor %}</a>")
    assert Skeleton(tree).is_sound
    node = next(tree.find_all(kind))
    node.__class__ = derived(kind)
    assert not Skeleton(tree).is_sound


@pytest.mark.parametrize("name", sorted(REFUSED_FILTERS - {COUNTED}))
def test_a_refused_filter_is_refused(name: str) -> None:
    assert ("没有这个过滤器", name) in parsed_problems(f"{{{{ x | {name} }}}}")


@pytest.mark.parametrize("name", sorted(REFUSED_TESTS - {"!=", "<", "<=", "==", ">", ">="}))
def test_a_refused_test_is_refused(name: str) -> None:
    needed = " 1" if name in _WITH_ARGUMENT else ""
    assert (FORBIDDEN, f"is {name}") in parsed_problems(f"{{% if x is {name}{needed} %}}{{% endif %}}")


@pytest.mark.parametrize("name", sorted(REFUSED_NAMES))
def test_a_name_of_the_environment_is_none_for_a_template(name: str) -> None:
    assert parsed_problems(f"{{{{ {name} }}}}") == [("没有这个字段", name)]


@pytest.mark.parametrize("name", [COUNTED, "|"])
def test_what_templates_cannot_name_cannot_be_written(name: str) -> None:
    for text in (f"{{{{ x | {name} }}}}", f"{{{{ {name} }}}}"):
        with pytest.raises(TemplateError):
            Template(own(paragraph(text))).render({"x": "1"})


_WITH_ARGUMENT = {
    *("divisibleby", "eq", "equalto", "ge", "greaterthan", "gt", "in", "le", "lessthan", "lt", "ne"),
    "sameas",
}
