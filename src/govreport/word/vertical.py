"""``{% vm %}`` in loops within loops: a cell merges along the loops inside the one it takes its text from.

docxtpl looks at the innermost loop only, so with three loops the label of the outermost is printed once for
every run of the innermost. What it makes of ``{% vm %}`` is told by its form: a condition for the value of
``w:vMerge``, and another around the text of the cell, both on ``loop.first``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Final

from jinja2 import nodes

from govreport.word.environment import FLAG

_VALUE: Final = '<w:vMerge w:val="'


def mended(tree: nodes.Template) -> nodes.Template:
    """Return a tree with the merges of nested loops put right; it is changed in place."""
    numbers = count()
    _visit(tree.body, (), numbers)
    for node in tree.body:
        node.set_environment(tree.environment)  # type: ignore[arg-type]  # a parsed tree has one
    return tree


def _visit(body: list[nodes.Node], loops: tuple[nodes.For, ...], numbers: count[int]) -> None:
    for index, node in enumerate(list(body)):
        if isinstance(node, nodes.For):
            _visit(node.body, (*loops, node), numbers)
            _visit(node.else_, loops, numbers)
        elif isinstance(node, nodes.If):
            if len(loops) > 2 and _is_merge(body, index):
                _mend(body, body.index(node), loops, numbers)
            for branch in (node.body, node.else_, *(each.body for each in node.elif_)):
                _visit(branch, loops, numbers)
        elif isinstance(node, nodes.Output | nodes.Assign):
            continue
        elif isinstance(inner := getattr(node, "body", None), list):
            _visit(inner, loops, numbers)


def _is_merge(body: Sequence[nodes.Node], index: int) -> bool:
    """Tell whether a node is the condition for the value of ``w:vMerge``."""
    before = body[index - 1] if index else None
    last = before.nodes[-1] if isinstance(before, nodes.Output) and before.nodes else None
    return isinstance(last, nodes.TemplateData) and last.data.rstrip().endswith(_VALUE)


def _mend(body: list[nodes.Node], index: int, loops: Sequence[nodes.For], numbers: count[int]) -> None:
    """Let a merge begin anew with every run of the loop its text comes from."""
    value = body[index]
    text = next((node for node in body[index + 1 :] if isinstance(node, nodes.If)), None)
    if not isinstance(value, nodes.If) or text is None:
        return
    names = {name.name for each in text.body for name in each.find_all(nodes.Name)}
    owners = [depth for depth, loop in enumerate(loops) if names & _targets(loop)]
    if not owners or owners[-1] >= len(loops) - 2:
        return
    name = f"{FLAG}_{next(numbers)}"
    line = value.lineno
    made = nodes.Call(nodes.Name(FLAG, "load"), [], [], None, None)
    loops[owners[-1]].body.insert(0, nodes.Assign(nodes.Name(name, "store"), made, lineno=line))
    for condition in (value, text):
        used = nodes.Getattr(nodes.Name(name, "load"), "used", "load")
        condition.test = nodes.Not(nodes.Test(used, "defined", [], [], None, None))
    text.body.append(nodes.Assign(nodes.NSRef(name, "used"), nodes.Const(1), lineno=line))


def _targets(loop: nodes.For) -> set[str]:
    return {
        name.name for name in (loop.target, *loop.target.find_all(nodes.Name)) if isinstance(name, nodes.Name)
    }
