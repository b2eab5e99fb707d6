"""The language of templates: which of Jinja is allowed, and whether its names exist.

A template is a form, not a program. Before anything is compiled, the syntax tree is walked: every node
must be on the list below, and every name must lead to something in the shape of the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from govreport.errors import Problem
from govreport.messages import Message
from govreport.text.wording import nearest
from govreport.word.context import ANY, LEAF, Shape

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
_DEEPEST_LOOP: Final = 3
_DEEPEST: Final = 20
"""How deeply conditions and loops may stand in one another; Python's compiler gives up at some point."""
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
        scope = dict(shape)
        if self.trusted:
            own = (node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param"))
            macros = (macro.name for macro in tree.find_all(nodes.Macro))
            scope = {**dict.fromkeys((*DEFAULT_NAMESPACE, "caller", "varargs", "kwargs"), ANY), **scope}
            scope.update(dict.fromkeys((*own, *macros), ANY))
        yield from _too_deep(tree.body) if not self.trusted else ()
        yield from self._visit_all(tree.body, scope)

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
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem | nodes.Filter | nodes.CondExpr):
            yield from self._resolve(node, scope)[1]
        else:
            if isinstance(node, nodes.Test) and node.name not in _TESTS and not self.trusted:
                yield node.lineno, _forbidden(f"is {node.name}")
            yield from self._visit_all(list(node.iter_child_nodes()), scope)

    def _visit_printed(self, node: nodes.Node, scope: dict[str, Shape]) -> Iterator[Located]:
        shape, problems = self._resolve(node, scope)
        yield from problems
        if isinstance(shape, dict | list) and not problems:
            yield node.lineno, _group(node, shape)

    def _visit_loop(self, node: nodes.For, scope: dict[str, Shape]) -> Iterator[Located]:
        shape, problems = self._resolve(node.iter, scope)
        yield from problems
        item: Shape = ANY
        if isinstance(shape, list):
            item = shape[0]
        elif shape != ANY and not problems:
            what = Message("这不是列表，不能循环", "not a list: it cannot be looped over")
            yield node.lineno, Problem(what, found=path_of(node.iter))
        if not self.trusted and (node.recursive or not isinstance(node.target, nodes.Name)):
            yield node.lineno, _forbidden("for … recursive / for a, b")
            return
        names: dict[str, Shape] = dict.fromkeys((name.name for name in node.target.find_all(nodes.Name)), ANY)
        if isinstance(node.target, nodes.Name):
            names = {node.target.name: item}
        inner: dict[str, Shape] = {**scope, "loop": ANY if self.trusted else _LOOP, **names}
        if node.test is not None:
            yield from self._visit(node.test, inner)
        yield from self._visit_all(node.body, inner)
        yield from self._visit_all(node.else_, scope)

    def _resolve(self, node: nodes.Node, scope: dict[str, Shape]) -> tuple[Shape, list[Located]]:
        """Return the shape an expression leads to, `ANY` where that is not known, and its problems."""
        if isinstance(node, nodes.Name):
            return self._member(scope, node.name, node, "")
        if isinstance(node, nodes.Getattr):
            owner, problems = self._resolve(node.node, scope)
            return (ANY, problems) if problems else self._member(owner, node.attr, node, path_of(node.node))
        if isinstance(node, nodes.Getitem):
            return self._resolve_item(node, scope)
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._resolve_filter(node, node.node, scope)
        if isinstance(node, nodes.CondExpr):
            choices = [node.expr1, *([node.expr2] if node.expr2 else [])]
            return self._resolve_choice(choices, scope, list(self._visit(node.test, scope)))
        if isinstance(node, nodes.And | nodes.Or):
            return self._resolve_choice([node.left, node.right], scope, [])
        is_plain = isinstance(node, nodes.Const | nodes.TemplateData | nodes.Compare)
        return (LEAF if is_plain else ANY), list(self._visit(node, scope))

    def _resolve_item(self, node: nodes.Getitem, scope: dict[str, Shape]) -> tuple[Shape, list[Located]]:
        owner, problems = self._resolve(node.node, scope)
        if problems:
            return ANY, problems
        if isinstance(owner, list):
            return owner[0], list(self._visit(node.arg, scope))
        if isinstance(node.arg, nodes.Const):
            return self._member(owner, str(node.arg.value), node, path_of(node.node))
        return ANY, list(self._visit(node.arg, scope))

    def _resolve_filter(
        self, node: nodes.Filter, inner: nodes.Node, scope: dict[str, Shape]
    ) -> tuple[Shape, list[Located]]:
        shape, problems = self._resolve(inner, scope)
        arguments = list(node.iter_child_nodes(exclude=("node",)))
        problems += list(self._visit_all(arguments, scope))
        if node.name not in self.filters:
            near = nearest(node.name, self.filters) or sorted(self.filters)[:8]
            what = Message("没有这个过滤器", "no such filter")
            problems.append((node.lineno, Problem(what, found=node.name, expected=" / ".join(near))))
        if self.trusted or problems:
            return ANY, problems
        if node.name == "join" and len(arguments) > 1:
            problems.append((node.lineno, _forbidden("join(…, …)")))
        takes_group = node.name in ("default", "length") or (
            node.name == "join" and isinstance(shape, list) and not isinstance(shape[0], dict | list)
        )
        if isinstance(shape, dict | list) and not takes_group:
            problems.append((node.lineno, _group(inner, shape)))
        return (shape if node.name == "default" else LEAF), problems

    def _resolve_choice(
        self, choices: list[nodes.Expr], scope: dict[str, Shape], problems: list[Located]
    ) -> tuple[Shape, list[Located]]:
        shapes: list[Shape] = []
        for choice in choices:
            shape, found = self._resolve(choice, scope)
            shapes.append(shape)
            problems += found
        groups = [shape for shape in shapes if isinstance(shape, dict | list)]
        return (groups or shapes)[0], problems

    def _member(self, owner: Shape, name: str, node: nodes.Node, path: str) -> tuple[Shape, list[Located]]:
        if owner == ANY or (self.trusted and path and (owner == LEAF or hasattr(dict, name))):
            return ANY, []
        names = owner if isinstance(owner, dict) else {}
        if name in names:
            return names[name], []
        what = Message("没有这个字段", "no such field")
        near = nearest(name, names) or list(names)[:8]
        expected = " / ".join(f"{path}.{found}".lstrip(".") for found in near)
        return ANY, [(node.lineno, Problem(what, found=f"{path}.{name}".lstrip("."), expected=expected))]


def _too_deep(children: list[nodes.Node], loops: int = 0, depth: int = 0) -> Iterator[Located]:
    for child in children:
        if not isinstance(child, nodes.For | nodes.If):
            continue
        inner = loops + isinstance(child, nodes.For)
        if inner > _DEEPEST_LOOP or depth >= _DEEPEST:
            yield (
                child.lineno,
                Problem(
                    Message("条件和循环嵌套太深", "conditions and loops are nested too deeply"),
                    expected=Message(
                        "循环至多 {loops} 层，共至多 {depth} 层",
                        "at most {loops} loops, {depth} levels in all",
                    ).format(loops=_DEEPEST_LOOP, depth=_DEEPEST),
                ),
            )
            return
        others = child.elif_ if isinstance(child, nodes.If) else []
        yield from _too_deep([*child.body, *child.else_], inner, depth + 1)
        yield from _too_deep(list(others), loops, depth)


def _group(node: nodes.Node, shape: Shape) -> Problem:
    what = Message("这是一组数据，不能直接印出", "a group or list, where a figure or text is needed")
    inner = ", ".join(list(shape)[:8]) if isinstance(shape, dict) else "{%p for … in … %}"
    return Problem(what, found=path_of(node), expected=inner)


def path_of(node: nodes.Node) -> str:
    """Return an expression as it was written, as far as it is a path."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Filter) and node.node is not None:
        return path_of(node.node)
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
