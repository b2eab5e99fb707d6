"""The language of templates: which of Jinja is allowed, and whether its names exist.

A template is a form, not a program. Before anything is compiled, the syntax tree is walked: every node
must be on the list below, and every name must lead to something in the shape of the data. A name may be
a label of the form; before the tree is compiled, labels are replaced by the names they mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from govreport.errors import Problem
from govreport.filters import NOT_A_FIGURE, RULES, Argument, filter_problem
from govreport.messages import Message
from govreport.text.outline import find_illegal
from govreport.text.wording import nearest
from govreport.word.context import ANY, LEAF, TEXT, Group, Shape, name_in
from govreport.word.nesting import Located, too_deep

ALLOWED: Final = (  # exactly these: what a new Jinja derives from one of them is not allowed with it
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
ALLOWED_TESTS: Final = frozenset({"defined", "none", "divisibleby", "even", "odd"})
_A_GROUP: Final = Message("一组", "a group")
_A_PATH: Final = Message("路径", "a path")
_LOOP: Final[Shape] = dict.fromkeys(("index", "index0", "first", "last", "length", "revindex"), LEAF)

_GIVEN: Final = ("caller", "varargs", "kwargs", "self")
"""What Jinja gives to macros and blocks."""

_OPENING: Final = ("{{", "{%", "{#")
"""How tags begin; a published report shows none."""
_TOLD_BY_PATH: Final = frozenset({"yoy", "money", "list_zh"})
"""The filters that need to know where in the report a value stands."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that can be used at some place of a template.

    Attributes:
        names: What the names stand for.
        own: Those that the template has made itself, and that are no fields of the report.
        loose: The paths that need not be there: a trusted template asks whether they are.
        binds: Whether the tree is made ready for compiling: labels replaced, paths given to filters.
    """

    names: Group
    own: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    binds: bool = False

    def with_names(self, names: Mapping[str, Shape]) -> Scope:
        """Return the scope of a block that has some names of its own."""
        inner = Group({**self.names, **names}, self.names.labels)
        return replace(self, names=inner, own=self.own | set(names))


class Checker:
    """Walks a syntax tree and yields what is wrong with it.

    Attributes:
        filters: The names of the filters a template may use.
        trusted: Whether everything the engine can do is allowed.
    """

    def __init__(self, filters: frozenset[str], *, trusted: bool = False) -> None:
        self.filters = filters
        self.trusted = trusted

    def iter_problems(
        self, tree: nodes.Template, shape: Mapping[str, Shape], *, binds: bool = False
    ) -> Iterator[Located]:
        """Yield the problems of a template for data of some shape, in the order of the file.

        With ``binds=True`` the tree is made ready for compiling: labels in it become the names they mean,
        and filters that need the path of their value are given it. It then fits that shape only.
        """
        scope = Scope(shape if isinstance(shape, Group) else Group(shape, {}), binds=binds)
        if self.trusted:
            own = (node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param"))
            macros = (macro.name for macro in tree.find_all(nodes.Macro))
            given = dict.fromkeys({*DEFAULT_NAMESPACE, *_GIVEN} - set(shape), ANY)
            scope = scope.with_names({**given, **dict.fromkeys((*own, *macros), ANY)})
            scope = replace(scope, loose=frozenset(_iter_loose(tree)))
        deep = [] if self.trusted else list(too_deep(tree))
        yield from deep or self._visit_all(tree.body, scope)

    def _visit_all(self, children: list[nodes.Node], scope: Scope) -> Iterator[Located]:
        for child in children:
            yield from self._visit(child, scope)

    def _visit(self, node: nodes.Node, scope: Scope) -> Iterator[Located]:
        if not self.trusted and (problem := _refusal(node)):
            yield _line_of(node), problem
        elif isinstance(node, nodes.Output):
            for child in node.nodes:
                yield from self._visit_printed(child, scope)
        elif isinstance(node, nodes.For):
            yield from self._visit_loop(node, scope)
        elif isinstance(node, nodes.Filter) and node.node is None:  # {% filter … %}: its value is its text
            yield from self._visit_all(list(node.iter_child_nodes()), scope)
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem | nodes.Filter | nodes.CondExpr):
            yield from self._resolve(node, scope)[1]
        else:
            if isinstance(node, nodes.Test) and node.name not in ALLOWED_TESTS and not self.trusted:
                yield node.lineno, _forbidden(f"is {node.name}")
            yield from self._visit_all(list(node.iter_child_nodes()), scope)

    def _visit_printed(self, node: nodes.Node, scope: Scope) -> Iterator[Located]:
        shape, problems = self._resolve(node, scope)
        yield from problems
        if isinstance(shape, dict | list) and not problems:
            yield node.lineno, _group(node, shape)

    def _visit_loop(self, node: nodes.For, scope: Scope) -> Iterator[Located]:
        shape, problems = self._resolve(node.iter, scope)
        yield from problems
        item: Shape = ANY
        if isinstance(shape, list):
            item = shape[0]
        elif shape != ANY and not problems and not self.trusted:
            what = Message("这不是列表，不能循环", "not a list: it cannot be looped over")
            yield node.lineno, Problem(what, found=path_of(node.iter))
        if not self.trusted and (node.recursive or not isinstance(node.target, nodes.Name)):
            yield node.lineno, _forbidden("for … recursive / for a, b")
            return
        names: dict[str, Shape] = dict.fromkeys((name.name for name in node.target.find_all(nodes.Name)), ANY)
        if isinstance(node.target, nodes.Name):
            names = {node.target.name: item}
        inner = scope.with_names({"loop": ANY if self.trusted else _LOOP, **names})
        if node.test is not None:
            yield from self._visit(node.test, inner)
        yield from self._visit_all(node.body, inner)
        yield from self._visit_all(node.else_, scope)

    def _resolve(self, node: nodes.Node, scope: Scope) -> tuple[Shape, list[Located]]:
        """Return the shape an expression leads to, `ANY` where that is not known, and its problems."""
        if isinstance(node, nodes.Name):
            return self._member(scope.names, node, node.name, "", scope)
        if isinstance(node, nodes.Getattr):
            owner, problems = self._resolve(node.node, scope)
            if problems:
                return ANY, problems
            return self._member(owner, node, node.attr, path_of(node.node), scope)
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

    def _resolve_item(self, node: nodes.Getitem, scope: Scope) -> tuple[Shape, list[Located]]:
        owner, problems = self._resolve(node.node, scope)
        if problems:
            return ANY, problems
        if isinstance(owner, list):
            return owner[0], list(self._visit(node.arg, scope))
        if isinstance(node.arg, nodes.Const) and not (self.trusted and type(node.arg.value) is not str):
            return self._member(owner, node, str(node.arg.value), path_of(node.node), scope)
        return ANY, list(self._visit(node.arg, scope))

    def _resolve_filter(
        self, node: nodes.Filter, inner: nodes.Node, scope: Scope
    ) -> tuple[Shape, list[Located]]:
        shape, problems = self._resolve(inner, scope)
        arguments = list(node.iter_child_nodes(exclude=("node",)))
        problems += list(self._visit_all(arguments, scope))
        if node.name in RULES:
            problems += [] if problems else list(self._iter_misuse(node, inner, shape, scope))
        elif node.name not in self.filters:
            near = nearest(node.name, self.filters) or sorted(self.filters)[:8]
            what = Message("没有这个过滤器", "no such filter")
            problems.append((node.lineno, Problem(what, found=node.name, expected=" / ".join(near))))
        if self.trusted or problems:
            return ANY, problems
        if node.name == "join" and not _is_plain_join(node, shape):
            problems.append((node.lineno, _forbidden("join(…)")))
        takes_group = (
            node.name in ("default", "length")
            or (node.name == "list_zh" and isinstance(shape, dict))
            or (node.name == "join" and isinstance(shape, list) and not isinstance(shape[0], dict | list))
        )
        if isinstance(shape, dict | list) and not takes_group:
            problems.append((node.lineno, _group(inner, shape)))
        return (shape if node.name == "default" else TEXT if node.name in RULES else LEAF), problems

    def _iter_misuse(
        self, node: nodes.Filter, inner: nodes.Node, shape: Shape, scope: Scope
    ) -> Iterator[Located]:
        """Yield what is wrong with one of our filters, and give it the path of its value if it needs it."""
        rule = RULES[node.name]
        path = dotted(inner) if _root(inner) not in scope.own else None
        if not self.trusted:
            if problem := self._argument_problem(node, scope):
                yield node.lineno, problem
            elif rule.for_figure and shape == TEXT:
                yield node.lineno, Problem(NOT_A_FIGURE, found=path_of(inner))
            elif (rule.for_group and shape in (LEAF, TEXT)) or (node.name == "yoy" and path is None):
                what = Message(
                    "{name} 前面要直接写{what}", "{what} must stand directly before {name}"
                ).format(name=node.name, what=_A_GROUP if rule.for_group else _A_PATH)
                yield node.lineno, Problem(what, found=path_of(inner))
        if scope.binds and path is not None and node.name in _TOLD_BY_PATH:
            keyword = nodes.Keyword("path", _constant(path, node), lineno=node.lineno)
            keyword.environment = node.environment
            node.kwargs = [*node.kwargs, keyword]  # type: ignore[list-item]  # Jinja's own parser does so

    def _argument_problem(self, node: nodes.Filter, scope: Scope) -> Problem | None:
        argument = _argument(node)
        if argument is None:
            return _forbidden(f"{node.name}(…, …)")
        if problem := filter_problem(node.name, argument):
            return problem
        if argument is Argument.PATH:
            shape, problems = self._resolve(node.args[0], replace(scope, binds=False))
            if not problems and isinstance(shape, dict | list):
                return _group(node.args[0], shape)
            if shape == TEXT:
                return Problem(NOT_A_FIGURE, found=path_of(node.args[0]))
        return None

    def _resolve_choice(
        self, choices: list[nodes.Expr], scope: Scope, problems: list[Located]
    ) -> tuple[Shape, list[Located]]:
        shapes: list[Shape] = []
        for choice in choices:
            shape, found = self._resolve(choice, scope)
            shapes.append(shape)
            problems += found
        groups = [shape for shape in shapes if isinstance(shape, dict | list)]
        return (groups or shapes)[0], problems

    def _member(
        self, owner: Shape, node: nodes.Node, name: str, path: str, scope: Scope
    ) -> tuple[Shape, list[Located]]:
        if owner == ANY or (self.trusted and path and (not isinstance(owner, dict) or hasattr(dict, name))):
            return ANY, []
        if f"{path}.{name}".lstrip(".") in scope.loose:
            return (owner.get(name, ANY) if isinstance(owner, dict) else ANY), []
        meant = name_in(owner, name)
        if meant is not None and isinstance(owner, dict):
            if scope.binds and meant != name:
                _rename(node, meant)
            return owner[meant], []
        what = Message("没有这个字段", "no such field")
        names = owner if isinstance(owner, dict) else {}
        labels = owner.labels if isinstance(owner, Group) else {}
        usable = (label for label, field in labels.items() if field in names and label.isidentifier())
        near = nearest(name, (*names, *usable)) or list(names)[:8]
        expected = " / ".join(f"{path}.{found}".lstrip(".") for found in near)
        return ANY, [(node.lineno, Problem(what, found=f"{path}.{name}".lstrip("."), expected=expected))]


def is_allowed(node: nodes.Node) -> bool:
    """Tell whether a template that nobody trusts may have a node of this very kind."""
    return type(node) in ALLOWED


def _refusal(node: nodes.Node) -> Problem | None:
    """Return why a node may not stand in a template by itself, whatever it leads to."""
    if not is_allowed(node):
        return _forbidden(type(node).__name__)
    if isinstance(node, nodes.TemplateData) and any(mark in node.data for mark in _OPENING):
        return _forbidden("raw")
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and (found := find_illegal(node.value)):
        what = Message("标记里有 Word 不能容纳的字符", "a character in a tag that Word cannot hold")
        return Problem(what, found=f"U+{ord(found[1]):04X}")
    return None


def _line_of(node: nodes.Node) -> int:
    """Return the line a node stands on; some that Jinja makes have none, but what is in them has."""
    lines = (inner.lineno for inner in (node, *node.find_all(nodes.Node)))
    return next((line for line in lines if line), 0)


def _iter_loose(tree: nodes.Template) -> Iterator[str]:
    """Yield the paths a template asks for whether they are there, or has a default for."""
    for node in tree.find_all((nodes.Test, nodes.Filter)):
        if node.name in ("defined", "undefined", "default", "d") and node.node is not None:
            yield dotted(node.node) or path_of(node.node)


def _group(node: nodes.Node, shape: Shape) -> Problem:
    what = Message("这是一组数据，不能直接印出", "a group or list, where a figure or text is needed")
    inner = ", ".join(list(shape)[:8]) if isinstance(shape, dict) else "{%p for … in … %}"
    return Problem(what, found=path_of(node), expected=inner)


def _rename(node: nodes.Node, name: str) -> None:
    """Put the name of a field in the place of its label."""
    if isinstance(node, nodes.Name):
        node.name = name
    elif isinstance(node, nodes.Getattr):
        node.attr = name
    elif isinstance(node, nodes.Getitem):
        node.arg = _constant(name, node)


def _constant(text: str, beside: nodes.Node) -> nodes.Const:
    """Return a text as it would have been parsed beside a node."""
    constant = nodes.Const(text, lineno=beside.lineno)
    constant.environment = beside.environment
    return constant


def _argument(node: nodes.Filter) -> Argument | None:
    """Return what stands in the brackets of a filter; None where it is more than that may be."""
    if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > 1:
        return None
    match node.args:
        case []:
            return Argument.NOTHING
        case [nodes.Const(value=str())]:
            return Argument.TEXT
        case [nodes.Const(value=value)] if type(value) is int:
            return Argument.NUMBER
        case [argument] if dotted(argument) is not None:
            return Argument.PATH
    return None


def _is_plain_join(node: nodes.Filter, shape: Shape) -> bool:
    """Tell whether a list is joined by a text of the template: any other text could be of any length."""
    is_text = all(isinstance(each, nodes.Const) for each in node.args)
    has_more = node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > 1
    return is_text and not has_more and shape not in (LEAF, TEXT)


def dotted(node: nodes.Node) -> str | None:
    """Return a path of names with dots between; None for anything else."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=owner, attr=str(name)):
            pass
        case nodes.Getitem(node=owner, arg=nodes.Const(value=str(name))):
            pass
        case _:
            return None
    outer = dotted(owner)
    return None if outer is None else f"{outer}.{name}"


def _root(node: nodes.Node) -> str:
    return (dotted(node) or "").partition(".")[0]


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
            "模板可信时用 --trusted-template（Python 里 trusted=True）",
            "if you trust who made the template: --trusted-template, in Python trusted=True",
        ),
    )
