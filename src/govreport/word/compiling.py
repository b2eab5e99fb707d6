"""Compiling: a prepared part becomes literal pieces, paths to read between them, and blocks for Jinja.

Most tags of a form are plain paths. They need no template engine: the part is split at them once, and
filled by joining. Loops, conditions and filters stay with Jinja, all those of a part in one template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jinja2 import Template, nodes

from govreport.word.environment import Environment
from govreport.word.fitting import Room, room_between
from govreport.word.reading import Path, Paths
from govreport.word.soundness import Skeleton
from govreport.word.syntax import dotted

BETWEEN: Final = "\0"
"""What stands between the blocks of a part when Jinja has filled them; no value and no XML can hold it."""
_HEAD: Final = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_PRINTED_MARKS: Final = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
"""How docxtpl's dialect writes marks that are to be printed."""
_BREAKS: Final = re.compile(r"[\t\a\f]")

Gap = Path | nodes.Node
"""What fills a gap between two literal pieces: a path, or a block for Jinja."""


@dataclass(frozen=True, slots=True)
class Part:
    """A compiled part of a template: literal pieces and gaps by turns, a literal piece first and last.

    Attributes:
        name: Its name in the package.
        literals: The literal pieces, one more than there are gaps.
        paths: What reads the values of the gaps that are plain paths, in their order.
        blocks: The numbers of the gaps that Jinja fills.
        template: What Jinja fills them with, or None where there are none.
        rooms: The room of the gaps that have a cell to themselves, by their numbers.
        has_cells: Whether cells are among what Jinja fills.
        has_breaks: Whether a literal piece holds what becomes a break.
        skeleton: What can be said of every filling.
    """

    name: str
    literals: tuple[bytes, ...]
    paths: Paths
    blocks: tuple[int, ...]
    template: Template | None
    rooms: Mapping[int, Room]
    has_cells: bool
    has_breaks: bool
    skeleton: Skeleton

    @property
    def has_gaps(self) -> bool:
        """Tell whether there is anything to fill."""
        return len(self.literals) > 1


def compiled(name: str, tree: nodes.Template, environment: Environment) -> Part:
    """Compile the tree of a prepared part, which has been checked."""
    texts = _literals(tree)
    for text in texts:
        text.data = _published(text.data)
    literals, gaps = _by_turns(_iter_items(tree))
    blocks = {number: gap for number, gap in enumerate(gaps) if isinstance(gap, nodes.Node)}
    return Part(
        name=name,
        literals=literals,
        paths=Paths([gap for gap in gaps if isinstance(gap, tuple)]),
        blocks=tuple(blocks),
        template=environment.from_string(_template_of(list(blocks.values()), tree)) if blocks else None,
        rooms={number: room for number, room in enumerate(map(room_between, literals, literals[1:])) if room},
        has_cells=any("<w:tc" in text.data for block in blocks.values() for text in _literals(block)),
        has_breaks=any(_BREAKS.search(text.data) for text in texts),
        skeleton=Skeleton(tree),
    )


def _by_turns(items: Iterable[str | Gap]) -> tuple[tuple[bytes, ...], list[Gap]]:
    """Return the literal pieces and the gaps between them; where two gaps meet, the piece is empty."""
    literals, gaps = [_HEAD], list[Gap]()
    for item in items:
        if isinstance(item, str):
            literals[-1] += item.encode()
        else:
            gaps.append(item)
            literals.append(b"")
    return tuple(literals), gaps


def _literals(node: nodes.Node) -> list[nodes.TemplateData]:
    return list(node.find_all(nodes.TemplateData))


def _published(data: str) -> str:
    """Return a literal piece as it is published.

    A prepared part has its tags on lines of their own, for the sake of their numbers; no other line ends
    are left in it.
    """
    text = data.replace("\n", "")
    if "_" in text:
        for written, printed in _PRINTED_MARKS:
            text = text.replace(written, printed)
    return text


def _iter_items(tree: nodes.Template) -> Iterator[str | Gap]:
    """Yield the literal texts, paths and blocks of a part in their order."""
    bound = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    bound |= {macro.name for macro in tree.find_all(nodes.Macro)}
    for node in tree.body:
        if not isinstance(node, nodes.Output):
            yield node
            continue
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                yield child.data
                continue
            path = _path(child)
            # A name the template gives a value of its own is left to Jinja, wherever that happens.
            is_read = path and path[0] not in bound
            yield path if is_read else nodes.Output([child], lineno=child.lineno)


def _path(node: nodes.Node) -> Path:
    """Return the names of a path; nothing for anything else, or where a name has a dot itself."""
    path = dotted(node) or ""
    depth = 1
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        depth, node = depth + 1, node.node
    names = tuple(path.split("."))
    return names if path and len(names) == depth else ()


def _template_of(blocks: Sequence[nodes.Node], tree: nodes.Template) -> nodes.Template:
    """Return a template of the blocks alone, with a sign between them."""
    body: list[nodes.Node] = []
    for block in blocks:
        if body:
            body.append(nodes.Output([nodes.TemplateData(BETWEEN)], lineno=block.lineno))
        body.append(block)
    template = nodes.Template(body, lineno=1)
    template.set_environment(tree.environment)  # type: ignore[arg-type]  # a parsed tree has one
    return template
