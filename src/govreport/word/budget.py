"""What a filling may cost: turns of its loops, and characters it prints.

A template that is not trusted has nothing that could go on for ever; but loops within loops, or one long text
in thousands of places, would make a gigabyte of a small file all the same.
"""

from __future__ import annotations

from collections.abc import Sized
from typing import Final

from jinja2 import nodes, pass_context
from jinja2.runtime import Context

from govreport.errors import Problem, TemplateError
from govreport.gate.limits import limits
from govreport.messages import Message
from govreport.word.places import Place

COUNTED: Final = "|turns"
"""The name of the filter that counts the turns of loops, and of their number in a context: no template can
write it."""


def with_counted_loops(tree: nodes.Template) -> nodes.Template:
    """Return a tree whose loops count their turns before they begin; it is changed in place."""
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, COUNTED, [], [], None, None, lineno=loop.lineno)
        loop.iter.set_environment(tree.environment)  # type: ignore[arg-type]  # a parsed tree has one
    return tree


@pass_context
def counted(context: Context, items: object) -> object:
    """Return what a loop goes over, its turns counted.

    Raises:
        TemplateError: If all loops of a part have too many turns, without the place.
    """
    if not isinstance(items, Sized):
        return items
    turns = context.vars.get(COUNTED, 0) + len(items)
    if turns > limits().template_turns:
        raise TemplateError(_too_many(turns))
    context.vars[COUNTED] = turns
    return items


def require_printable(characters: int, part: str) -> None:
    """Refuse what would make a part longer than the gate lets a part be: nobody could read it back.

    Raises:
        TemplateError: If it is longer.
    """
    most = limits().part_bytes
    if characters > most:
        what = Message("填出来的内容太长", "what the template prints is too long")
        expected = Message("一部分至多 {most} 个字符", "at most {most} characters in a part").format(
            most=most
        )
        where = Place(part).part_message
        raise TemplateError.of(what, where=where, found=characters, expected=expected, remedy=_SHORTEN)


def _too_many(turns: int) -> Problem:
    what = Message("循环的次数太多", "the loops of the template have too many turns")
    expected = Message("共至多 {most} 次", "at most {most} in all").format(most=limits().template_turns)
    return Problem(what, found=str(turns), expected=expected, remedy=_SHORTEN)


_SHORTEN: Final = Message(
    "减少循环的层数，或缩短数据", "put fewer loops into each other, or shorten the data"
)
