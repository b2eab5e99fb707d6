"""How deeply the statements and expressions of a template stand in one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jinja2 import nodes

from govreport.errors import Problem
from govreport.gate.limits import limits
from govreport.messages import Message

Located = tuple[int, Problem]
"""A problem and the line of the template it stands on."""

_DEEPEST: Final = 20
"""How deeply conditions and loops may stand in one another; Python's compiler gives up at some point."""
_DEEPEST_EXPRESSION: Final = 50
"""How deeply an expression may be nested: each further ``and`` is a level. Python gives up at 200 brackets,
and takes seconds before it does."""


def too_deep(tree: nodes.Template) -> Iterator[Located]:
    """Yield what is nested too deeply, before anything else is done with a tree."""
    yield from _deep_blocks(tree.body)
    yield from _deep_expressions(tree)


def _deep_blocks(children: list[nodes.Node], loops: int = 0, depth: int = 0) -> Iterator[Located]:
    for child in children:
        if not isinstance(child, nodes.For | nodes.If):
            continue
        inner = loops + isinstance(child, nodes.For)
        if inner > limits().template_loops or depth >= _DEEPEST:
            yield child.lineno, _deep_block()
            return
        others = child.elif_ if isinstance(child, nodes.If) else []
        yield from _deep_blocks([*child.body, *child.else_], inner, depth + 1)
        yield from _deep_blocks(list(others), loops, depth)


def _deep_expressions(tree: nodes.Template) -> Iterator[Located]:
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        depth = 0 if isinstance(node, nodes.Stmt) else depth + 1
        if depth > _DEEPEST_EXPRESSION:
            yield node.lineno, _EXPRESSIONS
            return
        waiting += [(child, depth) for child in node.iter_child_nodes()]


def _deep_block() -> Problem:
    most = Message("循环至多 {loops} 层，共至多 {depth} 层", "at most {loops} loops, {depth} levels in all")
    return Problem(
        Message("条件和循环嵌套太深", "conditions and loops are nested too deeply"),
        expected=most.format(loops=limits().template_loops, depth=_DEEPEST),
    )


_EXPRESSIONS: Final = Problem(
    Message("模板标记里的式子太复杂", "an expression in a tag is too complicated"),
    expected=Message("至多 {depth} 层", "at most {depth} levels").format(depth=_DEEPEST_EXPRESSION),
    remedy=Message("拆成几个条件", "divide it into several conditions"),
)
