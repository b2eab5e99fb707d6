"""The language of templates: which of Jinja is allowed, and whether its names exist.

A template is a form, not a program. Before anything is compiled, the syntax tree is walked: every node
must be on the list below, and every name must lead to something in the shape of the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from jinja2 import nodes

from govreport.errors import Problem
from govreport.messages import Message
from govreport.text.wording import nearest
from govreport.word.context import LEAF, Shape

_ALLOWED: Final = (
    nodes.Template,
    nodes.TemplateData,
    nodes.Output,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
    nodes.Test,
)
_TESTS: Final = frozenset({"defined", "none", "divisibleby", "even", "odd"})
_LOOP: Final[Shape] = dict.fromkeys(("index", "index0", "first", "last", "length", "revindex"), LEAF)

Located = tuple[int, Problem]
"""A problem and the line of the template it stands on."""


class Checker:
    """Walks a syntax tree and yields what is wrong with it.

    Attributes:
        filters: The names of the filters a template may use.
        trusted: Whether everything the engine can do is allowed.
    """

    def __init__(self, filters: frozenset[str], *, trusted: bool = False) -> None:
        self.filters = filters
        self.trusted = trusted

    def iter_problems(self, tree: nodes.Template, shape: Mapping[str, Shape]) -> Iterator[Located]:
        """Yield the problems of a template for data of some shape, in the order of the file."""
        yield from self._visit_all(tree.body, dict(shape))

    def _visit_all(self, children: list[nodes.Node], scope: dict[str, Shape]) -> Iterator[Located]:
        for child in children:
            yield from self._visit(child, scope)

    def _visit(self, node: nodes.Node, scope: dict[str, Shape]) -> Iterator[Located]:
        if not isinstance(node, _ALLOWED) and not self.trusted:
            yield node.lineno, _forbidden(type(node).__name__)
        elif isinstance(node, nodes.Output):
            for child in node.nodes:
                yield from self._visit_printed(child, scope)
        elif isinstance(node, nodes.For):
            yield from self._visit_loop(node, scope)
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            yield from self._resolve(node, scope)[1]
        else:
            if isinstance(node, nodes.Filter) and node.name not in self.filters:
                near = nearest(node.name, self.filters) or sorted(self.filters)
                what = Message("没有这个过滤器", "no such filter")
                yield node.lineno, Problem(what, found=node.name, expected=" / ".join(near))
            if isinstance(node, nodes.Test) and node.name not in _TESTS and not self.trusted:
                yield node.lineno, _forbidden(f"is {node.name}")
            yield from self._visit_all(list(node.iter_child_nodes()), scope)

    def _visit_printed(self, node: nodes.Node, scope: dict[str, Shape]) -> Iterator[Located]:
        if not isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            yield from self._visit(node, scope)
            return
        shape, problems = self._resolve(node, scope)
        yield from problems
        if isinstance(shape, dict | list) and not problems:
            what = Message("这是一组数据，不能直接印出", "a group or list, where a figure or text is needed")
            inner = ", ".join(shape) if isinstance(shape, dict) else "{%p for … in … %}"
            yield node.lineno, Problem(what, found=path_of(node), expected=inner)

    def _visit_loop(self, node: nodes.For, scope: dict[str, Shape]) -> Iterator[Located]:
        shape, problems = self._resolve(node.iter, scope)
        yield from problems
        item: Shape | None = None
        if isinstance(shape, list):
            item = shape[0]
        elif shape is not None:
            what = Message("这不是列表，不能循环", "not a list: it cannot be looped over")
            yield node.lineno, Problem(what, found=path_of(node.iter))
        if node.recursive or not isinstance(node.target, nodes.Name):
            yield node.lineno, _forbidden("for … recursive / for a, b")
            return
        inner = {**scope, "loop": _LOOP, node.target.name: item if item is not None else ANY}
        if node.test is not None:
            yield from self._visit(node.test, inner)
        yield from self._visit_all(node.body, inner)
        yield from self._visit_all(node.else_, scope)

    def _resolve(self, node: nodes.Node, scope: dict[str, Shape]) -> tuple[Shape | None, list[Located]]:
        """Return the shape an expression leads to, None where that is not known, and its problems."""
        if isinstance(node, nodes.Name):
            return self._member(scope, node.name, node, "")
        if isinstance(node, nodes.Getattr):
            owner, problems = self._resolve(node.node, scope)
            if owner is None or problems:
                return None, problems
            return self._member(owner, node.attr, node, path_of(node.node))
        if isinstance(node, nodes.Getitem):
            owner, problems = self._resolve(node.node, scope)
            if isinstance(owner, list) and not problems:
                return owner[0], list(self._visit(node.arg, scope))
            if isinstance(node.arg, nodes.Const) and owner is not None and not problems:
                return self._member(owner, str(node.arg.value), node, path_of(node.node))
            return None, problems
        return None, list(self._visit(node, scope))

    def _member(
        self, owner: Shape, name: str, node: nodes.Node, path: str
    ) -> tuple[Shape | None, list[Located]]:
        if owner is ANY:
            return None, []
        names = owner if isinstance(owner, dict) else {}
        if name in names:
            return names[name], []
        what = Message("没有这个字段", "no such field")
        near = nearest(name, names) or list(names)[:8]
        expected = " / ".join(f"{path}.{found}".lstrip(".") for found in near)
        return None, [(node.lineno, Problem(what, found=f"{path}.{name}".lstrip("."), expected=expected))]


ANY: Final[Shape] = {"": LEAF}
"""The shape of something that could not be found out; it is not looked into."""


def path_of(node: nodes.Node) -> str:
    """Return an expression as it was written, as far as it is a path."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{path_of(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{path_of(node.node)}[{node.arg.value!r}]"
    return "…"


def _forbidden(what: str) -> Problem:
    return Problem(
        Message("模板里不允许这样写", "not allowed in a template"),
        found=what,
        expected=Message("字段、if、for、比较和过滤器", "fields, if, for, comparisons and filters"),
        remedy=Message(
            "模板可信时用 --trusted-template", "use --trusted-template if you trust who made the template"
        ),
    )
